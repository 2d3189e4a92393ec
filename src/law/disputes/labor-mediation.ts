import { type Declaration, type Guard, guard, procedure, valuesGuard } from '#kernel/declaration.ts'
import { choice, date, integer, longText, money, text, yesNo } from '#kernel/field.ts'
import { count, ratio, span, stock, sum, total } from '#kernel/figure.ts'
import { calendarDays, thatDay } from '#kernel/limit.ts'
import { dayOf, done, type RecordState } from '#kernel/record.ts'
import { cite, practice } from '#kernel/statute.ts'
import { formatChinese } from '#kernel/time/date.ts'
import { arbitrationRules, laborDisputeAct } from '../statutes.ts'

const act = (article: string) => cite(laborDisputeAct, '2008', article)
const checkedOn = '2025-03-31'
const topic = 'labor-dispute'
const by = ['laborMediator']

const isLaborDispute: Guard = valuesGuard({
  code: 'withinScope',
  name: '属于劳动争议',
  cite: act('2'),
  check: ({ values }) =>
    values.scope === 'other'
      ? '不属于劳动争议的，不得受理。请改办“不予受理”，属于劳动保障监察或者其他部门职责的告知其途径。'
      : undefined,
})

const collectiveNamesItsRepresentatives: Guard = valuesGuard({
  code: 'representatives',
  name: '十人以上的可以推举代表',
  cite: act('7'),
  severity: 'warn',
  check: ({ state, values }) =>
    Number(state.values.workers ?? 0) >= 10 && !values.representatives
      ? '劳动者一方在十人以上并有共同请求的，可以推举代表参加调解，建议先行推举并登记代表。'
      : undefined,
})

const heardBothSides: Guard = guard({
  code: 'bothHeard',
  name: '已充分听取双方陈述',
  cite: act('13'),
  check: ({ state }) =>
    done(state, 'meet') ? undefined : '还没有调解记录，请先办理“记录调解”，写明听取双方陈述和疏导的情况。',
})

const agreementIsSigned: Guard = valuesGuard({
  code: 'agreementSigned',
  name: '调解协议书签名盖章齐全',
  cite: act('14(2)'),
  check({ values }) {
    const missing = [
      values.signedByParties === true ? '' : '双方当事人签名或者盖章',
      values.signedByMediator === true ? '' : '调解员签名',
      values.sealed === true ? '' : '调解组织印章',
    ].filter(Boolean)
    return missing.length ? `调解协议书还缺${missing.join('、')}，补齐后才生效，请补齐后办理。` : undefined
  },
})

const otherWaysTold: Guard = valuesGuard({
  code: 'arbitrationTold',
  name: '已告知可以申请仲裁',
  cite: act('14(3)'),
  check: ({ values }) =>
    values.arbitrationTold === true
      ? undefined
      : '未达成协议的，当事人可以依法申请仲裁。请告知仲裁委员会的名称、地址和时效后勾选。',
})

const paysNoMoreThanPromised: Guard = valuesGuard({
  code: 'paidWithinPromise',
  name: '支付金额不超过协议金额',
  cite: practice('履行核对'),
  severity: 'warn',
  check: ({ state, values }) =>
    Number(values.paidAmount ?? 0) > Number(state.values.agreedAmount ?? 0)
      ? '登记的支付金额超过协议金额，请核对是否包含协议之外的款项。'
      : undefined,
})

const reviewable: Guard = guard({
  code: 'paymentOrderItems',
  name: '属于可以申请支付令的事项',
  cite: act('16'),
  check: ({ state }) =>
    state.values.claim === 'pay' || state.values.claim === 'injury' || state.values.claim === 'compensation'
      ? undefined
      : '只有拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金的调解协议可以申请支付令；其他事项不履行的，可以申请仲裁。',
})

const concluded = (s: RecordState) => dayOf(s, 'agree', 'fail', 'withdraw', 'transfer')

export const laborMediation2008: Declaration = procedure({
  group: 'disputes',
  code: 'labor-mediation',
  version: '2008',
  name: '劳动争议调解',
  about: '企业、乡镇街道和行业性调解组织在十五日内调解劳动争议：听取双方陈述、达成协议、督促支付，不成的转仲裁。',
  inForce: { from: '2008-05-01', cite: act('54') },
  numbering: '劳调',
  unit: '件',
  parties: {
    worker: { name: '劳动者', kinds: ['person'], many: true },
    employer: { name: '用人单位', kinds: ['organisation', 'agency'], many: true },
  },
  fields: {
    body: choice(
      '调解组织',
      {
        enterprise: '企业劳动争议调解委员会',
        grassroots: '基层人民调解组织',
        township: '乡镇、街道劳动争议调解组织',
        industry: '行业性、区域性调解组织',
        station: '多元化解工作站',
      },
      { listed: true },
    ),
    channel: choice(
      '来源',
      {
        worker: '劳动者申请',
        employer: '用人单位申请',
        arbitration: '仲裁委员会委托',
        hotline: '政务热线转办',
        other: '其他部门转办',
      },
      { initial: 'worker' },
    ),
    claim: choice(
      '争议事项',
      {
        pay: '劳动报酬',
        injury: '工伤医疗费等工伤待遇',
        compensation: '经济补偿或者赔偿金',
        hours: '工作时间、休息休假',
        insurance: '社会保险、福利、培训、劳动保护',
        contract: '劳动合同的订立、履行、变更、解除和终止',
        relation: '确认劳动关系',
      },
      { listed: true },
    ),
    facts: longText('请求和事实'),
    workers: integer('涉及劳动者', { unit: '人', min: 1, max: 500, initial: 1 }),
    claimedAmount: money('请求金额', { optional: true, max: 5_000_000_00 }),
  },
  open: {
    name: '收到调解申请',
    by: [...by, 'citizen'],
    to: 'received',
    dateName: '收到调解申请之日',
    title: '{worker}与{employer}{claim}争议',
    cite: act('12'),
  },
  stages: {
    received: { name: '待受理' },
    mediating: { name: '调解中' },
    agreed: { name: '协议履行中' },
    ended: { name: '已办结', end: true },
    performed: { name: '已履行完毕', end: true },
    unperformed: { name: '未履行，已告知途径', end: true },
  },
  outcomes: {
    agreed: '达成协议',
    failed: '调解不成，可申请仲裁',
    withdrawn: '撤回申请',
    transferred: '转劳动保障监察等部门',
    notAccepted: '不予受理',
  },
  actions: {
    accept: {
      name: '受理',
      from: ['received'],
      to: 'mediating',
      by,
      asks: {
        scope: choice('是否属于劳动争议', { labor: '属于劳动争议', other: '不属于劳动争议' }, { initial: 'labor' }),
        mediators: text('调解员', { listed: true }),
        representatives: text('劳动者代表', { optional: true }),
      },
      guards: [isLaborDispute, collectiveNamesItsRepresentatives],
      produces: ['acceptance'],
      cite: act('10'),
    },
    decline: {
      name: '不予受理',
      from: ['received'],
      to: 'ended',
      by,
      asks: { declineReason: text('理由和告知的途径') },
      outcome: 'notAccepted',
      produces: ['declineNotice'],
      cite: act('2'),
    },
    meet: {
      name: '记录调解',
      from: ['mediating'],
      by,
      asks: {
        sessionNotes: longText('调解经过'),
        place: choice(
          '方式',
          { firm: '在企业现场', station: '在调解组织', video: '视频', phone: '电话' },
          { initial: 'station' },
        ),
      },
      produces: ['sessionRecord'],
      cite: act('13'),
      ledger: false,
    },
    continue: {
      name: '双方同意继续调解',
      from: ['mediating'],
      by,
      asks: { moreDays: integer('延长', { unit: '日', min: 1, max: 15 }) },
      guards: [
        guard({
          code: 'continuedInTime',
          name: '期限届满前同意继续调解',
          cite: practice('双方同意继续调解'),
          check: ({ limit, on }) => {
            const { final } = limit('mediate')
            return final !== undefined && on > final
              ? `十五日期限已于${formatChinese(final)}届满，当事人可以申请仲裁，不能再延长。请办理调解结果。`
              : undefined
          },
        }),
      ],
      once: true,
      cite: practice('双方同意继续调解'),
      ledger: false,
    },
    agree: {
      name: '达成协议',
      from: ['mediating'],
      to: 'agreed',
      by,
      asks: {
        terms: longText('协议内容（金额、支付方式和期限）'),
        agreedAmount: money('协议金额', { listed: true, max: 5_000_000_00 }),
        payBy: date('履行期限'),
        signedByParties: yesNo('双方当事人已签名或者盖章', { initial: true }),
        signedByMediator: yesNo('调解员已签名', { initial: true }),
        sealed: yesNo('已加盖调解组织印章', { initial: true }),
        wantsReview: yesNo('双方愿意共同申请仲裁审查', { initial: false }),
      },
      guards: [
        heardBothSides,
        agreementIsSigned,
        valuesGuard({
          code: 'payByAfterAgreement',
          name: '履行期限不早于协议之日',
          cite: act('14(1)'),
          check: ({ values, on }) =>
            typeof values.payBy === 'string' && values.payBy < on
              ? '履行期限不能早于达成协议之日，请核对“履行期限”。'
              : undefined,
        }),
      ],
      outcome: 'agreed',
      produces: ['agreement'],
      cite: act('14(1)'),
    },
    fail: {
      name: '调解不成',
      from: ['mediating'],
      to: 'ended',
      by,
      asks: { failReason: text('未达成协议的原因'), arbitrationTold: yesNo('已告知可以申请仲裁', { initial: true }) },
      guards: [otherWaysTold],
      outcome: 'failed',
      produces: ['failureNotice'],
      cite: act('14(3)'),
    },
    withdraw: {
      name: '撤回申请',
      from: ['received', 'mediating'],
      to: 'ended',
      by,
      asks: { withdrawReason: text('撤回的原因', { optional: true }) },
      outcome: 'withdrawn',
      cite: act('3'),
    },
    transfer: {
      name: '转劳动保障监察等部门',
      from: ['received', 'mediating'],
      to: 'ended',
      by,
      asks: { transferredTo: text('转往部门'), transferReason: text('理由') },
      outcome: 'transferred',
      cite: act('9'),
    },
    review: {
      name: '登记仲裁审查',
      from: ['agreed'],
      by,
      asks: { reviewResult: choice('审查结果', { confirmed: '制作调解书', refused: '不予制作调解书' }) },
      once: true,
      cite: cite(arbitrationRules, '2017', '74', { verified: false }),
      ledger: false,
    },
    pay: {
      name: '确认履行完毕',
      from: ['agreed'],
      to: 'performed',
      by,
      asks: {
        paidAmount: money('实际支付金额', { max: 5_000_000_00 }),
        workerConfirmed: yesNo('劳动者已确认收到', { initial: true }),
      },
      guards: [
        valuesGuard({
          code: 'workerConfirmed',
          name: '劳动者确认收到',
          cite: practice('以劳动者确认为准登记履行'),
          check: ({ values }) =>
            values.workerConfirmed === true ? undefined : '劳动者尚未确认收到款项，不能登记履行完毕，请与劳动者核实。',
        }),
        paysNoMoreThanPromised,
      ],
      cite: act('14(2)'),
    },
    default: {
      name: '登记未履行',
      from: ['agreed'],
      to: 'unperformed',
      by,
      asks: { defaultAdvice: choice('告知的途径', { arbitration: '申请仲裁', paymentOrder: '申请支付令' }) },
      guards: [
        guard({
          code: 'promiseIsDue',
          name: '履行期限已经届满',
          cite: act('15'),
          check: ({ state, on }) =>
            typeof state.values.payBy === 'string' && on <= state.values.payBy
              ? `约定的履行期限至${state.values.payBy}，尚未届满，请在届满之后办理；届满前请督促履行。`
              : undefined,
        }),
        valuesGuard({
          code: 'adviceFits',
          name: '支付令限于法定事项',
          cite: act('16'),
          check: context => (context.values.defaultAdvice === 'paymentOrder' ? reviewable.check(context) : undefined),
        }),
      ],
      produces: ['defaultNotice'],
      cite: act('15'),
    },
  },
  limits: {
    mediate: {
      name: '劳动争议调解期限',
      within: calendarDays(15),
      kind: 'MAX',
      roll: true,
      from: 'open',
      until: ['agree', 'fail', 'withdraw', 'transfer', 'decline'],
      extendedBy: {
        action: 'continue',
        field: 'moreDays',
        atMost: calendarDays(15),
        cite: practice('双方同意继续调解'),
      },
      ifMissed: { means: '当事人可以依法申请仲裁' },
      bears: 'authority',
      cite: act('14(3)'),
      checkedOn,
    },
    payment: {
      name: '按协议支付',
      within: thatDay,
      kind: 'MAX',
      roll: false,
      from: { field: 'payBy' },
      until: ['pay', 'default'],
      ifMissed: { means: '另一方可以申请仲裁；劳动报酬、工伤医疗费、经济补偿或者赔偿金可以申请支付令' },
      bears: 'party',
      cite: act('15'),
      checkedOn,
    },
    jointReview: {
      name: '共同申请仲裁审查',
      within: calendarDays(15),
      kind: 'MAX',
      roll: true,
      from: 'agree',
      until: ['review'],
      when: s => s.values.wantsReview === true,
      ifMissed: { means: '不能再申请仲裁审查；协议效力不受影响' },
      bears: 'party',
      cite: cite(arbitrationRules, '2017', '74', { verified: false }),
      verified: false,
      checkedOn,
    },
  },
  documents: {
    acceptance: {
      name: '劳动争议调解受理通知书',
      series: '劳调受',
      cite: act('10'),
      body: [
        '{party.worker}、{party.employer}：',
        '{party.worker}与{party.employer}因{claim}发生的争议，我组织于{openedOn}收到调解申请，现予受理，由{mediators}调解。',
        '自收到调解申请之日起十五日内（即{limit.mediate}前）未达成调解协议的，当事人可以依法申请仲裁。',
        '{organ}',
        '{on}',
      ],
    },
    declineNotice: {
      name: '劳动争议调解不予受理告知书',
      cite: act('2'),
      body: ['{party.worker}：', '你的调解申请经审查不予受理。理由和其他途径：{declineReason}', '{organ}', '{on}'],
    },
    sessionRecord: {
      name: '劳动争议调解笔录',
      cite: act('13'),
      body: [
        '案件：{title}（{number}）',
        '调解时间：{on}　方式：{place}　调解员：{mediators}',
        '调解经过：{sessionNotes}',
        '劳动者签名：　　　　　用人单位代表签名：　　　　　调解员签名：　　　　　',
      ],
    },
    agreement: {
      name: '劳动争议调解协议书',
      series: '劳调协',
      cite: act('14'),
      body: [
        '劳动者：{party.worker}',
        '用人单位：{party.employer}',
        '争议事项：{claim}。请求和事实：{facts}',
        '经{organ}调解，双方自愿达成如下协议：',
        '{terms}',
        '协议金额：{agreedAmount}，于{payBy}前履行完毕。',
        '本协议由双方当事人签名或者盖章，经调解员签名并加盖调解组织印章后生效，对双方当事人具有约束力，当事人应当履行。',
        '双方可以自协议生效之日起共同申请仲裁审查或者司法确认。一方不履行的，另一方可以依法申请仲裁；因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项达成协议而用人单位不履行的，劳动者可以持本协议书依法向人民法院申请支付令。',
        '劳动者（签名）：　　　　　用人单位（盖章）：　　　　　调解员（签名）：{mediators}',
        '{organ}（印章）',
        '{on}',
      ],
    },
    failureNotice: {
      name: '劳动争议调解终结告知书',
      cite: act('14(3)'),
      body: [
        '{party.worker}、{party.employer}：',
        '你们之间的争议（{number}）经调解未达成协议（{failReason}），现终结调解。当事人可以依法向劳动人事争议仲裁委员会申请仲裁，申请仲裁的时效期间为一年。',
        '{organ}',
        '{on}',
      ],
    },
    defaultNotice: {
      name: '调解协议未履行告知书',
      cite: act('15,16'),
      body: [
        '{party.worker}：',
        '用人单位未在{payBy}前履行调解协议（{number}）。你可以{defaultAdvice}，我组织可以协助准备材料、申请法律援助。',
        '{organ}',
        '{on}',
      ],
    },
  },
  figures: {
    received: count({
      name: '收到劳动争议调解申请',
      unit: '件',
      topic,
      internal: true,
      definition: '期内收到的调解申请，按收到之日计。',
      counts: s => s.openedOn,
    }),
    accepted: count({
      name: '受理劳动争议调解',
      unit: '件',
      topic,
      definition: '期内受理的调解申请，按受理之日计。',
      counts: s => dayOf(s, 'accept'),
    }),
    notAccepted: count({
      name: '劳动争议调解不予受理',
      unit: '件',
      topic,
      internal: true,
      definition: '期内不予受理的申请，按告知之日计。',
      counts: s => dayOf(s, 'decline'),
    }),
    agreed: count({
      name: '成功调解劳动争议',
      unit: '件',
      topic,
      definition: '期内达成调解协议的争议，按协议之日计；是否已经支付另计。',
      counts: s => dayOf(s, 'agree'),
    }),
    failed: count({
      name: '劳动争议调解不成',
      unit: '件',
      topic,
      internal: true,
      definition: '期内未达成协议而终结的争议，按终结之日计。',
      counts: s => dayOf(s, 'fail'),
    }),
    mediated: total({
      name: '调解劳动纠纷',
      unit: '件',
      topic,
      definition: '期内调解终结的争议：达成协议的和调解不成的；不含仲裁机构案内调解。',
      of: ['agreed', 'failed'],
    }),
    successRate: ratio({
      name: '劳动纠纷调解成功率',
      topic,
      definition: '达成协议件数÷调解件数。',
      numerator: ['agreed'],
      denominator: ['mediated'],
      decimals: 1,
    }),
    withdrawn: count({
      name: '撤回调解申请',
      unit: '件',
      topic,
      internal: true,
      definition: '期内申请人撤回的申请，按撤回之日计。',
      counts: s => dayOf(s, 'withdraw'),
    }),
    transferred: count({
      name: '转劳动保障监察等部门',
      unit: '件',
      topic,
      internal: true,
      definition: '期内转往其他部门的申请，按转出之日计。',
      counts: s => dayOf(s, 'transfer'),
    }),
    amount: sum({
      name: '劳动纠纷调解涉及金额',
      unit: '元',
      money: true,
      topic,
      definition: '期内达成的调解协议的协议金额之和，按协议之日计。',
      field: 'agreedAmount',
      counts: s => dayOf(s, 'agree'),
    }),
    workers: sum({
      name: '劳动纠纷调解涉及劳动者',
      unit: '人',
      topic,
      definition: '期内调解终结的争议涉及的劳动者人数之和，按终结之日计。',
      field: 'workers',
      counts: s => dayOf(s, 'agree', 'fail'),
    }),
    performed: count({
      name: '劳动争议调解协议履行完毕',
      unit: '件',
      topic,
      definition: '期内经劳动者确认履行完毕的协议，按确认之日计。',
      counts: s => dayOf(s, 'pay'),
    }),
    paid: sum({
      name: '劳动争议调解协议实际支付',
      unit: '元',
      money: true,
      topic,
      definition: '期内经劳动者确认收到的金额之和，按确认之日计。',
      field: 'paidAmount',
      counts: s => dayOf(s, 'pay'),
    }),
    unperformed: count({
      name: '劳动争议调解协议未履行',
      unit: '件',
      topic,
      internal: true,
      definition: '期内登记未履行、已告知仲裁或者支付令途径的协议。',
      counts: s => dayOf(s, 'default'),
    }),
    concludedOnTime: count({
      name: '期限内办结的劳动争议调解',
      unit: '件',
      topic,
      internal: true,
      definition: '期内办结的申请中在十五日（含双方同意延长）内办结的，按办结之日计。',
      counts: (s, c) => (c.limit('mediate').status === 'kept' ? (concluded(s) ?? dayOf(s, 'decline')) : undefined),
    }),
    concludedLate: count({
      name: '超期办结的劳动争议调解',
      unit: '件',
      topic,
      internal: true,
      definition: '期内办结的申请中超过期限的，按办结之日计。',
      counts: (s, c) => (c.limit('mediate').status === 'late' ? (concluded(s) ?? dayOf(s, 'decline')) : undefined),
    }),
    onTimeRate: ratio({
      name: '劳动争议调解按期办结率',
      topic,
      definition: '期限内办结件数÷办结件数。',
      numerator: ['concludedOnTime'],
      denominator: ['concludedOnTime', 'concludedLate'],
      decimals: 1,
    }),
    carriedIn: stock({
      name: '期初在办劳动争议调解',
      unit: '件',
      topic,
      internal: true,
      definition: '期初已收到申请而未办结的件数。',
      at: 'start',
      spans: s => span(s.openedOn, concluded(s) ?? dayOf(s, 'decline')),
    }),
    open: stock({
      name: '期末在办劳动争议调解',
      unit: '件',
      topic,
      internal: true,
      definition: '期末已收到申请而未办结的件数。',
      at: 'end',
      spans: s => span(s.openedOn, concluded(s) ?? dayOf(s, 'decline')),
    }),
    awaitingPayment: stock({
      name: '期末待履行的调解协议',
      unit: '件',
      topic,
      internal: true,
      definition: '期末已达成协议而未确认履行、未登记不履行的件数。',
      at: 'end',
      spans: s => span(dayOf(s, 'agree'), dayOf(s, 'pay', 'default')),
    }),
  },
  identities: [
    {
      code: 'conclusion',
      name: '收到＋期初在办＝调解＋不予受理＋撤回＋转办＋期末在办',
      whole: ['received', 'carriedIn'],
      parts: ['mediated', 'notAccepted', 'withdrawn', 'transferred', 'open'],
      relation: '=',
    },
    { code: 'success', name: '调解＝成功＋不成', whole: ['mediated'], parts: ['agreed', 'failed'], relation: '=' },
    {
      code: 'timeliness',
      name: '期限内＋超期＝办结',
      whole: ['concludedOnTime', 'concludedLate'],
      parts: ['mediated', 'notAccepted', 'withdrawn', 'transferred'],
      relation: '=',
    },
  ],
  links: {
    arbitration: {
      kind: 'opens',
      to: 'labor-arbitration',
      name: '申请劳动仲裁',
      stages: ['ended', 'unperformed'],
      values: { claim: 'claim', facts: 'facts', workers: 'workers', claimedAmount: 'claimedAmount' },
      parties: { worker: 'worker', employer: 'employer' },
    },
    confirmation: {
      kind: 'opens',
      to: 'judicial-confirmation',
      name: '共同申请司法确认',
      stages: ['agreed'],
      values: {
        agreementNumber: { document: 'agreement', as: '{number}' },
        agreementTerms: 'terms',
        effectiveOn: { day: 'agree' },
      },
      parties: { partyA: 'worker', partyB: 'employer' },
    },
    aid: {
      kind: 'opens',
      to: 'legal-aid',
      name: '帮助劳动者申请法律援助',
      values: { facts: 'facts', claimedAmount: 'claimedAmount' },
      parties: { applicant: 'worker', opponent: 'employer' },
    },
    hotlineAnswer: { kind: 'answers', to: 'hotline', name: '向政务热线反馈调解结果' },
    arbitrationAnswer: { kind: 'answers', to: 'labor-arbitration', name: '向仲裁委员会反馈委托调解结果' },
  },
})
