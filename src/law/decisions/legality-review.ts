import { type Declaration, guard, procedure, valuesGuard } from '#kernel/declaration.ts'
import { choice, integer, longText, money, organ, record, text, yesNo } from '#kernel/field.ts'
import { type CountFigure, count, ratio, stock, sum } from '#kernel/figure.ts'
import { workingDays } from '#kernel/limit.ts'
import { dayOf, done, firstStep, type RecordState } from '#kernel/record.ts'
import { cite, practice } from '#kernel/statute.ts'
import { majorDecisionRules } from '../statutes.ts'

const topic = 'legality-review'
const custom = practice('合同、涉法文件合法性审查规定')
const decisionReview = cite(majorDecisionRules, '2019', '25(2)')
const checkedOn = '2025-04-30'

const kinds = { document: '文件', contract: '合同（协议）', decision: '行政决策', other: '其他涉法事项' } as const
const conclusions = { legal: '合法', amend: '修改后合法', risk: '提示风险' } as const

/** Clauses that a government contract must not contain. */
const forbiddenClauses = {
  guarantee: '以政府信用为他人债务提供担保',
  tax: '违法承诺税收优惠',
  land: '违法返还土地出让价款',
  exclusive: '违反公平竞争的排他条款',
  power: '放弃或者限制行政管理职权',
} as const

/** 不审不签、不审不发: nothing passes without an opinion. */
const noForbiddenClause = valuesGuard({
  code: 'noForbiddenClause',
  name: '合同不含禁止约定的条款',
  cite: custom,
  check: ({ values }) => {
    const hits = values.forbidden
    return Array.isArray(hits) && hits.length
      ? `送审文本含有禁止约定的内容（${hits
          .map(h => forbiddenClauses[h as keyof typeof forbiddenClauses] ?? h)
          .join('；')}），不能出具合法的意见，请改为“出具不合法意见”。`
      : undefined
  },
})

const allAspects = valuesGuard({
  code: 'allAspects',
  name: '权限、程序、内容、风险四项均已审查',
  cite: custom,
  check: ({ values }) =>
    values.aspectsReviewed === true ? undefined : '请就权限、程序、内容、风险四项逐一审查后，勾选“四项均已审查”。',
})

const adoptedWithinRaised = valuesGuard({
  code: 'adoptedWithinRaised',
  name: '采纳意见数不多于提出意见数',
  cite: custom,
  check: ({ state, values }) => {
    const raised = Number(state.values.opinionPoints)
    const adopted = Number(values.pointsAdopted)
    if (adopted > raised) return `审查意见共${raised}条，采纳条数不能多于${raised}条，请核对后填写。`
    return adopted < raised && values.notAdoptedReason === undefined
      ? '有意见未采纳的，应当逐条说明理由，请填写“不采纳的理由”。'
      : undefined
  },
})

const sameText = valuesGuard({
  code: 'sameText',
  name: '提请审议、签署或者印发的文本与审查的文本一致',
  cite: custom,
  check: ({ values }) =>
    values.textUnchanged === true
      ? undefined
      : '审查后文本有实质性改动，原审查意见不能使用；请把改动后的文本重新送审（填写“原审查件”）。',
})

const counselIsNoReview = guard({
  code: 'counselIsNoReview',
  name: '法律顾问意见不代替审查意见',
  severity: 'warn',
  cite: decisionReview,
  check: ({ state }) =>
    done(state, 'askCounsel')
      ? undefined
      : '尚未听取法律顾问、公职律师意见；重大、疑难事项建议先办理“征求法律顾问意见”。',
})

const contractOnly = guard({
  code: 'contractOnly',
  name: '属于合同审查',
  cite: custom,
  check: ({ state }) =>
    state.values.kind === 'contract' ? undefined : '只有合同（协议）审查件需要登记备案签订的合同。',
})

/** The first conclusion counts; a text submitted again is a record of its own. */
const concluded = (s: RecordState) => firstStep(s, 'giveOpinion', 'objectToText')?.on
const over = (s: RecordState) =>
  firstStep(s, 'giveOpinion', 'objectToText', 'sendBack', 'findOutOfScope', 'withdraw')?.on
const first = (s: RecordState) => s.values.reviewedBefore === undefined
const span = (s: RecordState) => {
  const end = over(s)
  return { from: s.openedOn, ...(end === undefined ? {} : { until: end }) }
}
const ofKind = (kind: keyof typeof kinds): Omit<CountFigure, 'kind'> => ({
  name: kind === 'document' ? '审查文件' : kind === 'contract' ? '审核合同' : `审查${kinds[kind]}`,
  unit: '件',
  definition: `首次送审并已出具审查意见的${kinds[kind]}，按出具意见之日计；文本变更后重新送审的不重复计。`,
  topic,
  counts: s => (first(s) && s.values.kind === kind ? concluded(s) : undefined),
})
const result = (name: string, is: (s: RecordState) => boolean, day = concluded): CountFigure =>
  count({
    name,
    unit: '件',
    definition: `审查结果为“${name}”的送审件（含重新送审），按出具之日计。`,
    topic,
    internal: true,
    counts: s => (is(s) ? day(s) : undefined),
  })
const opined = (conclusion: keyof typeof conclusions) => (s: RecordState) =>
  firstStep(s, 'giveOpinion')?.values.conclusion === conclusion

export const legalityReview2019: Declaration = procedure({
  code: 'legality-review',
  version: '2019',
  name: '合法性审查',
  about: '文件、合同、行政决策等涉法事项提请审议、签署或者印发之前，由审查机构就权限、程序、内容和风险出具审查意见。',
  group: 'decisions',
  inForce: { from: '2019-09-01', cite: decisionReview },
  numbering: '法审',
  unit: '件',
  parties: {
    counterparty: { name: '合同相对方', kinds: ['organisation', 'person', 'agency'], optional: true, many: true },
  },
  fields: {
    kind: choice('审查类别', kinds, { listed: true }),
    subject: text('送审事项', { listed: true, help: '文件、合同或者决策事项的完整名称。' }),
    submitter: organ('送审单位', { listed: true, takesPart: true }),
    reviewer: organ('审查机构', { takesPart: true }),
    urgency: choice('缓急', { ordinary: '一般', urgent: '紧急' }, { initial: 'ordinary', listed: true }),
    materials: longText('送审材料', {
      help: '送审文本、背景说明、依据、谈判或者论证情况、资金来源、本单位法制机构意见。',
    }),
    contractAmount: money('合同金额', { optional: true, max: 100_000_000_000 }),
    reviewedBefore: record('原审查件', 'legality-review', {
      optional: true,
      help: '文本有实质性改动重新送审的，选择原审查件。',
    }),
  },
  open: {
    name: '送审',
    to: 'submitted',
    by: ['drafter', 'legalityReviewer'],
    dateName: '送审之日',
    title: '{kind}：{subject}',
    cite: custom,
  },
  stages: {
    submitted: { name: '待收件' },
    reviewing: { name: '审查' },
    supplementing: { name: '补充材料', suspended: true },
    opined: { name: '待反馈采纳情况' },
    answered: { name: '待放行' },
    released: { name: '已放行', end: true },
    objected: { name: '不合法，不予放行', end: true },
    returned: { name: '退回', end: true },
    outOfScope: { name: '不属于审查范围', end: true },
    withdrawn: { name: '撤回', end: true },
  },
  outcomes: {
    ...conclusions,
    unlawful: '不合法',
    returned: '退回',
    outOfScope: '不属于审查范围',
    withdrawn: '撤回送审',
  },
  actions: {
    accept: {
      name: '材料齐备，收件',
      from: ['submitted'],
      to: 'reviewing',
      by: ['legalityReviewer'],
      cite: custom,
    },
    sendBack: {
      name: '退回送审单位',
      from: ['submitted', 'supplementing'],
      to: 'returned',
      by: ['legalityReviewer'],
      asks: { sentBackReason: longText('退回的理由') },
      outcome: 'returned',
      cite: custom,
    },
    findOutOfScope: {
      name: '不属于审查范围',
      from: ['submitted', 'reviewing'],
      to: 'outOfScope',
      by: ['legalityReviewer'],
      asks: {
        outOfScopeReason: longText('理由', { help: '属于行政规范性文件的，告知送审单位按规范性文件程序办理。' }),
      },
      outcome: 'outOfScope',
      cite: custom,
    },
    askToSupplement: {
      name: '要求补充材料',
      from: ['reviewing'],
      to: 'supplementing',
      by: ['legalityReviewer'],
      asks: { missingMaterials: longText('需要补充的材料') },
      produces: ['supplementNotice'],
      cite: custom,
    },
    supplement: {
      name: '补充材料',
      from: ['supplementing'],
      to: 'back',
      by: ['drafter'],
      asks: { supplemented: longText('已补充的材料') },
      cite: custom,
    },
    askCounsel: {
      name: '征求法律顾问意见',
      from: ['reviewing'],
      by: ['legalityReviewer'],
      asks: { counsel: text('法律顾问、公职律师'), counselOpinion: longText('法律意见') },
      cite: cite(majorDecisionRules, '2019', '28'),
    },
    extend: {
      name: '延长审查期限',
      from: ['reviewing'],
      by: ['legalityHead'],
      once: true,
      asks: {
        extendedDays: integer('延长', { unit: '个工作日', min: 1, max: 5 }),
        extendReason: longText('延长的理由'),
      },
      cite: custom,
    },
    giveOpinion: {
      name: '出具审查意见',
      from: ['reviewing'],
      to: 'opined',
      by: ['legalityHead'],
      asks: {
        conclusion: choice('审查结论', conclusions, { listed: true }),
        opinionPoints: integer('提出意见', { unit: '条', max: 200 }),
        opinion: longText('审查意见', { help: '逐条写明条款、问题、依据和建议。' }),
        aspectsReviewed: yesNo('权限、程序、内容、风险四项均已审查', { initial: true }),
        forbidden: choice('发现的禁止约定内容', forbiddenClauses, { many: true, optional: true }),
      },
      guards: [allAspects, noForbiddenClause, counselIsNoReview],
      produces: ['opinionLetter'],
      outcome: { field: 'conclusion' },
      cite: custom,
    },
    objectToText: {
      name: '出具不合法意见',
      from: ['reviewing'],
      to: 'objected',
      by: ['legalityHead'],
      asks: { objection: longText('不合法的理由和修改建议') },
      produces: ['objectionLetter'],
      outcome: 'unlawful',
      confirm: '出具不合法意见后，该事项不得提请审议、签署或者印发；修改后须重新送审。确认出具吗？',
      cite: decisionReview,
    },
    answerOpinion: {
      name: '反馈采纳情况',
      from: ['opined'],
      to: 'answered',
      by: ['drafter'],
      asks: {
        pointsAdopted: integer('采纳意见', { unit: '条', max: 200 }),
        notAdoptedReason: longText('不采纳的理由', { optional: true }),
      },
      guards: [adoptedWithinRaised],
      produces: ['adoptionReport'],
      cite: custom,
    },
    release: {
      name: '提请审议、签署或者印发（合同为签订之日）',
      from: ['answered'],
      to: 'released',
      by: ['drafter', 'governmentOffice'],
      asks: { textUnchanged: yesNo('文本与审查的文本一致（按意见修改的除外）', { initial: true }) },
      guards: [sameText],
      cite: decisionReview,
    },
    fileContract: {
      name: '登记备案签订的合同',
      from: ['released'],
      by: ['drafter'],
      once: true,
      asks: { contractNumber: text('合同编号') },
      guards: [contractOnly],
      cite: custom,
    },
    withdraw: {
      name: '撤回送审',
      from: ['submitted', 'reviewing', 'supplementing'],
      to: 'withdrawn',
      by: ['drafter'],
      asks: { withdrawReason: text('撤回的理由') },
      outcome: 'withdrawn',
    },
  },
  limits: {
    review: {
      name: '审查期限',
      within: workingDays(5),
      kind: 'MAX',
      from: 'accept',
      until: ['giveOpinion', 'objectToText', 'findOutOfScope', 'withdraw', 'sendBack'],
      when: s => s.values.urgency !== 'urgent' && s.values.kind !== 'decision',
      pausedBy: [{ suspend: 'askToSupplement', resume: ['supplement', 'sendBack', 'withdraw'] }],
      extendedBy: { action: 'extend', field: 'extendedDays', atMost: workingDays(5), cite: custom },
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
    urgentReview: {
      name: '紧急事项审查期限',
      within: workingDays(2),
      kind: 'MAX',
      from: 'accept',
      until: ['giveOpinion', 'objectToText', 'findOutOfScope', 'withdraw', 'sendBack'],
      when: s => s.values.urgency === 'urgent' && s.values.kind !== 'decision',
      pausedBy: [{ suspend: 'askToSupplement', resume: ['supplement', 'sendBack', 'withdraw'] }],
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
    decisionReview: {
      name: '重大行政决策合法性审查时间',
      within: workingDays(7),
      kind: 'MIN',
      from: 'open',
      until: ['release'],
      when: s => s.values.kind === 'decision',
      pausedBy: [{ suspend: 'askToSupplement', resume: ['supplement'] }],
      bars: ['release'],
      ifMissed: { means: '不得提请集体讨论' },
      bears: 'authority',
      cite: cite(majorDecisionRules, '2019', '26'),
      checkedOn,
    },
    contractFiling: {
      name: '合同签订后登记备案期限',
      within: workingDays(10),
      kind: 'MAX',
      from: 'release',
      until: ['fileContract'],
      when: s => s.values.kind === 'contract',
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
  },
  documents: {
    supplementNotice: {
      name: '补充材料通知书',
      series: '法补',
      cite: custom,
      body: [
        '{submitter}：',
        '你单位送审的“{subject}”收悉。经审查，请补充下列材料：{missingMaterials}',
        '补充材料的时间不计入审查期限。逾期未补充的，予以退回。',
        '{reviewer}',
        '{on}',
      ],
    },
    opinionLetter: {
      name: '合法性审查意见书',
      series: '法意',
      cite: custom,
      body: [
        '{submitter}：',
        '你单位于{openedOn}送审的“{subject}”，经对权限、程序、内容和风险进行审查，结论为：{conclusion}。',
        '提出意见{opinionPoints}条：{opinion}',
        '请研究采纳并反馈采纳情况；文本作实质性改动的，应当重新送审。',
        '{reviewer}',
        '{on}',
      ],
    },
    objectionLetter: {
      name: '合法性审查意见书（不合法）',
      series: '法意',
      cite: decisionReview,
      body: [
        '{submitter}：',
        '你单位于{openedOn}送审的“{subject}”，经审查，结论为：不合法。',
        '理由和修改建议：{objection}',
        '未经合法性审查或者经审查不合法的，不得提请审议、签署或者印发。',
        '{reviewer}',
        '{on}',
      ],
    },
    adoptionReport: {
      name: '审查意见采纳情况反馈表',
      cite: custom,
      body: [
        '{reviewer}：',
        '关于“{subject}”的审查意见共{opinionPoints}条，已采纳{pointsAdopted}条。',
        '不采纳的理由：{notAdoptedReason}',
        '{submitter}',
        '{on}',
      ],
    },
  },
  figures: {
    submitted: count({
      name: '收到送审件',
      unit: '件',
      definition: '按送审之日计，含文本变更后重新送审的。',
      topic,
      internal: true,
      counts: s => s.openedOn,
    }),
    reviewed: count({
      name: '合法性审查事项',
      unit: '件',
      definition:
        '首次送审并已出具审查意见（含不合法）的事项，按出具意见之日计；重新送审的不重复计，行政规范性文件另计。',
      topic,
      counts: s => (first(s) ? concluded(s) : undefined),
    }),
    reviewedDocuments: count(ofKind('document')),
    reviewedContracts: count(ofKind('contract')),
    reviewedDecisions: count(ofKind('decision')),
    reviewedOthers: count(ofKind('other')),
    opinions: count({
      name: '出具法律审查意见',
      unit: '份',
      definition: '出具的审查意见书，含重新送审后再次出具的，按出具之日计；与事项的件数是两个口径，不相加。',
      topic,
      counts: concluded,
    }),
    opinionPoints: sum({
      name: '提出审查意见',
      unit: '条',
      definition: '审查意见书中逐条提出的意见，按出具之日计。',
      topic,
      field: 'opinionPoints',
      counts: s => dayOf(s, 'giveOpinion'),
    }),
    pointsAnswered: sum({
      name: '已反馈的意见',
      unit: '条',
      definition: '已反馈采纳情况的审查意见，按反馈之日计。',
      topic,
      internal: true,
      field: 'opinionPoints',
      counts: s => dayOf(s, 'answerOpinion'),
    }),
    pointsAdopted: sum({
      name: '采纳的审查意见',
      unit: '条',
      definition: '送审单位采纳的审查意见，按反馈之日计。',
      topic,
      field: 'pointsAdopted',
      counts: s => dayOf(s, 'answerOpinion'),
    }),
    adoptionRate: ratio({
      name: '审查意见采纳率',
      definition: '采纳的审查意见 ÷ 已反馈采纳情况的审查意见，按反馈之日计。',
      topic,
      numerator: ['pointsAdopted'],
      denominator: ['pointsAnswered'],
      decimals: 1,
    }),
    legal: result('合法', opined('legal')),
    amend: result('修改后合法', opined('amend')),
    risk: result('提示风险', opined('risk')),
    unlawful: result('不合法', s => done(s, 'objectToText')),
    sentBack: result('退回', s => done(s, 'sendBack'), over),
    outOfScope: result('不属于审查范围', s => done(s, 'findOutOfScope'), over),
    withdrawn: result('撤回送审', s => done(s, 'withdraw'), over),
    openAtStart: stock({
      name: '上期结转的在审件',
      unit: '件',
      definition: '期初已送审而未出具意见、未退回、未撤回的。',
      topic,
      internal: true,
      at: 'start',
      spans: span,
    }),
    openAtEnd: stock({
      name: '期末在审件',
      unit: '件',
      definition: '期末已送审而未出具意见、未退回、未撤回的。',
      topic,
      internal: true,
      at: 'end',
      spans: span,
    }),
    inTime: count({
      name: '按期审查件',
      unit: '件',
      definition:
        '在本地规定的审查期限内出具意见的，按出具之日计，扣除补充材料的时间；重大行政决策不设最长期限，不计入。',
      topic,
      internal: true,
      counts: (s, c) =>
        c.limit('review').status === 'kept' || c.limit('urgentReview').status === 'kept' ? concluded(s) : undefined,
    }),
    late: count({
      name: '逾期审查件',
      unit: '件',
      definition: '超过本地规定的审查期限出具意见的，按出具之日计。',
      topic,
      internal: true,
      counts: (s, c) =>
        c.limit('review').status === 'late' || c.limit('urgentReview').status === 'late' ? concluded(s) : undefined,
    }),
    timeliness: ratio({
      name: '按期审查率',
      definition: '按期审查件 ÷（按期 ＋ 逾期审查件）。',
      topic,
      numerator: ['inTime'],
      denominator: ['inTime', 'late'],
      decimals: 1,
    }),
    contractsFiled: count({
      name: '登记备案合同',
      unit: '件',
      definition: '签订后登记备案的合同，按登记之日计。',
      topic,
      internal: true,
      counts: s => dayOf(s, 'fileContract'),
    }),
  },
  identities: [
    {
      code: 'funnel',
      name: '上期结转 ＋ 送审 ＝ 出具意见 ＋ 退回 ＋ 不属于范围 ＋ 撤回 ＋ 期末在审',
      whole: ['openAtStart', 'submitted'],
      parts: ['opinions', 'sentBack', 'outOfScope', 'withdrawn', 'openAtEnd'],
      relation: '=',
    },
    {
      code: 'kinds',
      name: '审查事项 ＝ 文件 ＋ 合同 ＋ 行政决策 ＋ 其他',
      whole: ['reviewed'],
      parts: ['reviewedDocuments', 'reviewedContracts', 'reviewedDecisions', 'reviewedOthers'],
      relation: '=',
    },
    {
      code: 'conclusions',
      name: '审查意见书 ＝ 合法 ＋ 修改后合法 ＋ 提示风险 ＋ 不合法',
      whole: ['opinions'],
      parts: ['legal', 'amend', 'risk', 'unlawful'],
      relation: '=',
    },
    { code: 'matters', name: '审查意见书 ≥ 审查事项', whole: ['opinions'], parts: ['reviewed'], relation: '≥' },
    {
      code: 'adopted',
      name: '已反馈意见 ≥ 采纳意见',
      whole: ['pointsAnswered'],
      parts: ['pointsAdopted'],
      relation: '≥',
    },
  ],
  links: {
    again: {
      kind: 'opens',
      to: 'legality-review',
      name: '文本变更，重新送审',
      stages: ['answered', 'released', 'objected', 'returned'],
      values: {
        subject: 'subject',
        kind: 'kind',
        submitter: 'submitter',
        reviewer: 'reviewer',
        contractAmount: 'contractAmount',
      },
      parties: { counterparty: 'counterparty' },
    },
    normative: {
      kind: 'opens',
      to: 'normative-document',
      name: '属于行政规范性文件，转规范性文件程序',
      stages: ['outOfScope'],
      values: { documentTitle: 'subject', reviewer: 'reviewer' },
    },
  },
})
