import { type Declaration, type Guard, guard, procedure, valuesGuard } from '#kernel/declaration.ts'
import { choice, date, integer, longText, text, yesNo } from '#kernel/field.ts'
import { count, ratio, span, stock, total } from '#kernel/figure.ts'
import { calendarDays, years } from '#kernel/limit.ts'
import { dayOf, type RecordState } from '#kernel/record.ts'
import { cite } from '#kernel/statute.ts'
import { confirmationRules, mediationAct } from '../statutes.ts'

const act = (article: string) => cite(mediationAct, '2010', article)
const rules = (article: string) => cite(confirmationRules, '2011', article, { verified: false })
const checkedOn = '2025-03-31'
const topic = 'mediation'
const by = ['mediationClerk', 'mediator', 'justiceOfficeClerk']

const bothApply: Guard = valuesGuard({
  code: 'G-P3-3',
  name: '双方共同申请',
  cite: act('33(1)'),
  check: ({ values }) =>
    values.applyAJointly === true && values.applyBJointly === true
      ? undefined
      : '司法确认由双方当事人共同申请，一方申请的不予受理。请由双方在同一份申请书上签名；一方不同意的，改办“不再申请”。',
})

const mayBeConfirmed: Guard = valuesGuard({
  code: 'notPersonalStatus',
  name: '不涉及确认身份关系、收养关系、婚姻关系',
  cite: rules('4'),
  check: ({ values }) =>
    values.personalStatus === true
      ? '确认身份关系、收养关系、婚姻关系的协议，人民法院不受理司法确认申请。请告知当事人其他途径，改办“不再申请”。'
      : undefined,
})

const effectiveBeforeOpening: Guard = valuesGuard({
  code: 'alreadyEffective',
  name: '协议已经生效',
  cite: act('33(1)'),
  check: ({ values, on }) =>
    typeof values.effectiveOn === 'string' && values.effectiveOn > on
      ? '调解协议尚未生效，生效之后才能共同申请司法确认。请核对“协议生效日”。'
      : undefined,
})

const daysAreOver: Guard = guard({
  code: 'daysAreOver',
  name: '三十日已经届满',
  cite: act('33(1)'),
  check({ limit, on }) {
    const { final } = limit('application')
    return final !== undefined && on > final
      ? undefined
      : `申请期限至${final ?? '协议生效后三十日'}才届满，现在仍可共同申请；当事人不愿申请的，改办“不再申请”。`
  },
})

const concluded = (s: RecordState) => dayOf(s, 'rule', 'courtDeclines', 'courtReturns', 'giveUp', 'lapse')
const ruled = (s: RecordState, outcome: string) => (s.outcome === outcome ? dayOf(s, 'rule') : undefined)

export const judicialConfirmation2011: Declaration = procedure({
  group: 'disputes',
  code: 'judicial-confirmation',
  version: '2011',
  name: '调解协议司法确认',
  about: '调解协议生效后三十日内，双方共同申请人民法院确认协议效力；确认有效的可以申请强制执行。',
  inForce: { from: '2011-03-30' },
  numbering: '司确',
  unit: '件',
  parties: {
    partyA: { name: '甲方当事人', kinds: ['person', 'organisation'], many: true },
    partyB: { name: '乙方当事人', kinds: ['person', 'organisation'], many: true },
  },
  fields: {
    agreementNumber: text('调解协议书编号', { optional: true }),
    agreementForm: choice(
      '协议形式',
      { agreedWritten: '书面协议', agreedOral: '口头协议' },
      { initial: 'agreedWritten' },
    ),
    agreementTerms: longText('协议内容'),
    effectiveOn: date('协议生效日', { listed: true, max: 0 }),
  },
  open: {
    name: '登记申请意向',
    by,
    to: 'prepared',
    dateName: '登记之日',
    title: '{partyA}与{partyB}申请司法确认',
    guards: [effectiveBeforeOpening],
    cite: act('33(1)'),
  },
  stages: {
    prepared: { name: '准备申请' },
    applied: { name: '已申请待法院受理' },
    reviewing: { name: '法院审查中' },
    confirmed: { name: '已确认有效', end: true },
    closed: { name: '已结束', end: true },
  },
  outcomes: {
    confirmed: '确认有效',
    refused: '驳回申请',
    notAccepted: '法院不予受理',
    withdrawn: '当事人撤回',
    givenUp: '不再申请',
    outOfTime: '逾期未申请',
  },
  actions: {
    apply: {
      name: '共同申请',
      from: ['prepared'],
      to: 'applied',
      by,
      asks: {
        court: text('受理法院', { listed: true }),
        applyAJointly: yesNo('甲方已在申请书上签名', { initial: true }),
        applyBJointly: yesNo('乙方已在申请书上签名', { initial: true }),
        personalStatus: yesNo('涉及确认身份、收养或者婚姻关系', { initial: false }),
      },
      guards: [bothApply, mayBeConfirmed],
      produces: ['application'],
      cite: act('33(1)'),
    },
    giveUp: {
      name: '不再申请',
      from: ['prepared'],
      to: 'closed',
      by,
      asks: { giveUpReason: text('原因', { optional: true }) },
      outcome: 'givenUp',
      cite: act('33(1)'),
    },
    lapse: {
      name: '登记逾期未申请',
      from: ['prepared'],
      to: 'closed',
      by,
      guards: [daysAreOver],
      outcome: 'outOfTime',
      cite: act('33(1)'),
    },
    courtAccepts: {
      name: '登记法院受理',
      from: ['applied'],
      to: 'reviewing',
      by,
      asks: { courtNumber: text('法院案号', { listed: true }) },
      cite: rules('4'),
    },
    courtDeclines: {
      name: '登记法院不予受理',
      from: ['applied'],
      to: 'closed',
      by,
      asks: { declineReason: text('法院不予受理的理由') },
      outcome: 'notAccepted',
      cite: rules('4'),
    },
    courtReturns: {
      name: '登记撤回申请',
      from: ['applied', 'reviewing'],
      to: 'closed',
      by,
      asks: { withdrawReason: text('撤回的原因', { optional: true }) },
      outcome: 'withdrawn',
      cite: rules('5'),
    },
    courtExtends: {
      name: '登记法院延长审查',
      from: ['reviewing'],
      by,
      asks: { moreDays: integer('延长', { unit: '日', min: 1, max: 10 }) },
      once: true,
      cite: rules('5'),
      ledger: false,
    },
    rule: {
      name: '登记法院裁定',
      from: ['reviewing'],
      to: 'confirmed',
      by,
      asks: {
        ruling: choice('裁定', { confirmed: '确认有效', refused: '驳回申请' }, { listed: true }),
        rulingReason: text('驳回的理由', { optional: true }),
      },
      outcome: { field: 'ruling' },
      produces: ['resultNotice'],
      cite: act('33(2)'),
    },
    enforce: {
      name: '登记申请强制执行',
      from: ['confirmed'],
      by,
      asks: { enforcementCourt: text('执行法院') },
      guards: [
        guard({
          code: 'isConfirmed',
          name: '协议已确认有效',
          cite: act('33(2)'),
          check: ({ state }) =>
            state.outcome === 'confirmed'
              ? undefined
              : '人民法院确认有效的调解协议才能申请强制执行。驳回申请的，当事人可以变更协议、重新调解，也可以起诉。',
        }),
      ],
      once: true,
      cite: act('33(2)'),
      ledger: false,
    },
    recordPerformance: {
      name: '登记履行',
      from: ['confirmed'],
      by,
      asks: { performance: choice('履行情况', { performed: '已全部履行', partly: '部分履行', not: '未履行' }) },
      cite: act('31(2)'),
      ledger: false,
    },
    outsiderObjects: {
      name: '登记案外人申请撤销',
      from: ['confirmed'],
      by,
      asks: { outsiderKnewOn: date('案外人知道或者应当知道之日', { max: 0 }), objection: text('案外人的主张') },
      once: true,
      cite: rules('10'),
      ledger: false,
    },
  },
  limits: {
    application: {
      name: '共同申请司法确认',
      within: calendarDays(30),
      kind: 'MAX',
      roll: true,
      from: { field: 'effectiveOn' },
      until: ['apply', 'giveUp', 'lapse'],
      bars: ['apply'],
      ifMissed: { means: '不能再申请司法确认；协议效力不受影响，当事人可以就履行争议起诉' },
      bears: 'party',
      cite: act('33(1)'),
      checkedOn,
    },
    // The court is no organ of the district: its days are shown, and never counted as the committee's lateness.
    courtAcceptance: {
      name: '法院决定是否受理',
      within: calendarDays(3),
      kind: 'MAX',
      roll: true,
      from: 'apply',
      until: ['courtAccepts', 'courtDeclines', 'courtReturns'],
      bears: 'party',
      cite: rules('4'),
      verified: false,
      checkedOn,
    },
    courtRuling: {
      name: '法院审查裁定',
      within: calendarDays(15),
      kind: 'MAX',
      roll: true,
      from: 'courtAccepts',
      until: ['rule', 'courtReturns'],
      extendedBy: { action: 'courtExtends', field: 'moreDays', atMost: calendarDays(10), cite: rules('5') },
      bears: 'party',
      cite: rules('5'),
      verified: false,
      checkedOn,
    },
    outsider: {
      name: '案外人申请撤销确认',
      within: years(1),
      kind: 'MAX',
      roll: true,
      from: { field: 'outsiderKnewOn' },
      until: ['outsiderObjects'],
      bars: ['outsiderObjects'],
      ifMissed: { means: '不能再申请撤销确认决定' },
      bears: 'party',
      cite: rules('10'),
      verified: false,
      checkedOn,
    },
  },
  documents: {
    application: {
      name: '司法确认申请书',
      cite: act('33(1)'),
      body: [
        '申请人：{party.partyA}',
        '申请人：{party.partyB}',
        '{court}：',
        '申请人之间的纠纷经{organ}主持调解，于{effectiveOn}达成的调解协议（{agreementNumber}）已经生效。协议内容：',
        '{agreementTerms}',
        '现共同申请贵院确认上述调解协议的效力。申请人承诺：出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
        '附：调解协议书、身份证明、与调解协议相关的财产权利证明。',
        '申请人（签名、盖章或者按指印）：　　　　　　　　　　',
        '{on}',
      ],
    },
    resultNotice: {
      name: '司法确认结果告知书',
      cite: act('33(2)'),
      body: [
        '{party.partyA}、{party.partyB}：',
        '你们共同申请司法确认的调解协议，{court}（{courtNumber}）裁定：{ruling}。',
        '确认有效的，一方当事人拒绝履行或者未全部履行的，对方当事人可以向人民法院申请强制执行；驳回申请的，可以通过人民调解方式变更原协议或者达成新的协议，也可以向人民法院提起诉讼。',
        '{organ}',
        '{on}',
      ],
    },
  },
  figures: {
    registered: count({
      name: '登记司法确认意向',
      unit: '件',
      topic,
      internal: true,
      definition: '期内双方当事人表示申请意愿而登记的件数，按登记之日计。',
      counts: s => s.openedOn,
    }),
    applied: count({
      name: '申请司法确认',
      unit: '件',
      topic,
      definition: '期内双方共同向人民法院提出申请的件数，按申请之日计。',
      counts: s => dayOf(s, 'apply'),
    }),
    confirmed: count({
      name: '司法确认有效',
      unit: '件',
      topic,
      definition: '期内人民法院裁定确认调解协议有效的件数，按裁定之日计。',
      counts: s => ruled(s, 'confirmed'),
    }),
    refused: count({
      name: '司法确认驳回申请',
      unit: '件',
      topic,
      internal: true,
      definition: '期内人民法院裁定驳回申请的件数，按裁定之日计。',
      counts: s => ruled(s, 'refused'),
    }),
    notAccepted: count({
      name: '法院不予受理',
      unit: '件',
      topic,
      internal: true,
      definition: '期内人民法院不予受理的件数，按通知之日计。',
      counts: s => dayOf(s, 'courtDeclines'),
    }),
    withdrawn: count({
      name: '撤回司法确认申请',
      unit: '件',
      topic,
      internal: true,
      definition: '期内当事人撤回申请的件数，按撤回之日计。',
      counts: s => dayOf(s, 'courtReturns'),
    }),
    givenUp: count({
      name: '不再申请司法确认',
      unit: '件',
      topic,
      internal: true,
      definition: '期内登记后当事人不再申请的件数。',
      counts: s => dayOf(s, 'giveUp'),
    }),
    outOfTime: count({
      name: '逾期未申请司法确认',
      unit: '件',
      topic,
      internal: true,
      definition: '期内登记后超过三十日未共同申请的件数，按登记逾期之日计。',
      counts: s => dayOf(s, 'lapse'),
    }),
    decided: total({
      name: '司法确认审结',
      unit: '件',
      topic,
      definition: '期内人民法院作出裁定的件数：确认有效和驳回申请。',
      of: ['confirmed', 'refused'],
    }),
    confirmationRate: ratio({
      name: '司法确认率',
      topic,
      definition: '裁定确认有效件数÷作出裁定件数。',
      numerator: ['confirmed'],
      denominator: ['decided'],
      decimals: 1,
    }),
    enforced: count({
      name: '申请强制执行的确认协议',
      unit: '件',
      topic,
      internal: true,
      definition: '期内当事人就确认有效的协议申请强制执行的件数，按申请执行之日计。',
      counts: s => dayOf(s, 'enforce'),
    }),
    carriedIn: stock({
      name: '期初在办司法确认',
      unit: '件',
      topic,
      internal: true,
      definition: '期初已登记而未结束的件数。',
      at: 'start',
      spans: s => span(s.openedOn, concluded(s)),
    }),
    open: stock({
      name: '期末在办司法确认',
      unit: '件',
      topic,
      internal: true,
      definition: '期末已登记而未结束的件数。',
      at: 'end',
      spans: s => span(s.openedOn, concluded(s)),
    }),
  },
  identities: [
    {
      code: 'conclusion',
      name: '登记＋期初在办＝裁定＋不予受理＋撤回＋不再申请＋逾期＋期末在办',
      whole: ['registered', 'carriedIn'],
      parts: ['decided', 'notAccepted', 'withdrawn', 'givenUp', 'outOfTime', 'open'],
      relation: '=',
    },
  ],
  links: {
    toMediation: { kind: 'answers', to: 'mediation', name: '向人民调解反馈确认结果' },
    toLaborMediation: { kind: 'answers', to: 'labor-mediation', name: '向劳动争议调解反馈确认结果' },
  },
})
