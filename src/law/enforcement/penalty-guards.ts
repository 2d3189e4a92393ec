import { type Guard, type GuardContext, guard, valuesGuard } from '#kernel/declaration.ts'
import type { Values } from '#kernel/field.ts'
import { dayOf, done, lastStep, type RecordState } from '#kernel/record.ts'
import { type Citation, cite, citeWhole } from '#kernel/statute.ts'
import { addYears, formatChinese } from '#kernel/time/date.ts'
import { birthDate } from '#kernel/values/identity-card.ts'
import {
  compulsionAct,
  marketHearingRules,
  marketPublicityRules,
  penaltyAct,
  threeSystemsOpinion,
} from '../statutes.ts'
import type { EnforcementField } from './fields.ts'
import { surcharge } from './surcharge.ts'

const act = (articles: string | number) => cite(penaltyAct, '2021', articles)
const compulsion = (articles: string | number) => cite(compulsionAct, '2012', articles)
const threeSystems = citeWhole(threeSystemsOpinion, '2018')

const yuan = (fen: number) => `${fen / 100}元`
const amount = (values: Values, field: string) => (typeof values[field] === 'number' ? values[field] : 0)
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
const happenedAfter = (state: RecordState, action: string, ...marks: readonly string[]): boolean => {
  const mark = state.steps.findLastIndex(s => marks.includes(s.action))
  return state.steps.findLastIndex(s => s.action === action) > mark
}

// ---- 执法人员 ----

const twoOfficers = '行政处罚应当由具有行政执法资格的执法人员实施，执法人员不得少于两人'

/** What is wrong with these officers on the day of the act; undefined when at least two are left and none is unfit. */
function unfit(ids: readonly string[], { state, on, entry }: GuardContext): string | undefined {
  const recused = state.steps.filter(s => s.action === 'recuse').map(s => String(s.values.recusedOfficer))
  for (const id of ids) {
    const found = entry(id)
    if (!found) return `执法人员名录中没有编号为“${id}”的人员。${twoOfficers}；请从名录中选择。`
    const name = String(found.state.values.name ?? found.state.title)
    if (!found.valid)
      return `${name}在${formatChinese(on)}没有有效的执法证件（${found.why}）。${twoOfficers}；请改派持有效证件的执法人员。`
    if (found.state.values.agency !== state.organ)
      return `${name}的执法证件不属于本机关。${twoOfficers}；请改派本机关的执法人员。`
    if (recused.includes(id)) return `${name}已经决定回避，不得参加本案；请改派其他执法人员。`
  }
  return ids.length < 2
    ? `现只有${ids.length}名执法人员。${twoOfficers}，法律另有规定的除外；请补足执法人员。`
    : undefined
}

/** The officers named in this very form. */
export const qualifiedOfficers = (field: string): Guard =>
  valuesGuard({
    code: 'two-qualified-officers',
    name: '两名以上执法人员，证件当天有效',
    cite: act('42(1)'),
    check: context => unfit(list(context.values[field]), context),
  })

/** The officers who were put on the case earlier: their certificates are asked again on the day of each act. */
export const assignedOfficers = guard({
  code: 'assigned-officers',
  name: '承办人员两名以上，证件当天有效',
  cite: act('42(1)'),
  check: context => {
    const wrong = unfit(list(context.state.values.officers), context)
    return wrong && `${wrong}（用“变更承办人员”办理。）`
  },
})

export const officersInField = valuesGuard({
  code: 'officers-in-field',
  name: '执法人员的执法领域与案件相符',
  severity: 'warn',
  cite: act('42(1)'),
  check: ({ state, values, entry }) => {
    const field = String(state.values.enforcementField)
    const outside = list(values.officers)
      .map(entry)
      .find(e => e && !list(e.state.values.certifiedFields).some(f => f === field || f === 'general'))
    return outside && `${String(outside.state.values.name)}的执法证件未载明本案的执法领域，请核对证件。`
  },
})

export const idShown = valuesGuard({
  code: 'id-shown',
  name: '主动出示执法证件',
  cite: act('55(1)'),
  check: ({ values }) =>
    values.idShown === false
      ? '执法人员在调查或者进行检查时，应当主动出示执法证件；未出示的，当事人有权拒绝，请重新进行。'
      : undefined,
})

export const recorded = (field: string, needsPicture: (values: Values) => boolean): Guard =>
  valuesGuard({
    code: 'process-recorded',
    name: '容易引发争议的执法环节作音像记录',
    cite: threeSystems,
    check: ({ values }) =>
      needsPicture(values) && (values[field] === undefined || values[field] === 'text')
        ? '现场检查、留置送达和公告送达应当作音像记录；因故未能记录的，选择“未能音像记录”并在案卷中说明原因。'
        : undefined,
  })

/** The Act demands the inquiry itself, whatever evidence came with the clue. */
export const investigated = guard({
  code: 'investigated',
  name: '已经调查，收集有关证据',
  cite: act('54(1)'),
  check: ({ state }) =>
    done(state, 'investigate')
      ? undefined
      : '本案还没有调查（检查）的记录。行政机关必须全面、客观、公正地调查，收集有关证据；请先办理“调查（检查）”。',
})

// ---- 该不该罚 ----

export const withinTimeBar = guard({
  code: 'time-bar',
  name: '违法行为在追责时效内发现',
  cite: act(36),
  check: ({ limit }) => {
    const late = [limit('timeBar'), limit('timeBarSafety')].find(l => l.status === 'late')
    return (
      late &&
      `违法行为至${formatChinese(late.final ?? '')}已超过追责时效（${late.amount.amount}年），不再给予行政处罚；请办理不予立案或者不予行政处罚。`
    )
  },
})

function birthOf(state: RecordState) {
  const party = state.parties.find(p => p.role === 'party' && p.kind === 'person')
  return party?.number === undefined ? undefined : birthDate(party.number)
}
const actDay = (state: RecordState) => String(state.values.actEndedOn)

export const oldEnough = guard({
  code: 'age-of-responsibility',
  name: '当事人已满十四周岁',
  cite: act(30),
  check: ({ state }) => {
    const birth = birthOf(state)
    return birth !== undefined && addYears(birth, 14) >= actDay(state)
      ? '当事人行为时不满十四周岁，不予行政处罚，责令监护人加以管教；请作出不予行政处罚决定。'
      : undefined
  },
})

export const minorLighter = guard({
  code: 'minor-lighter',
  name: '已满十四周岁不满十八周岁的从轻或者减轻',
  severity: 'warn',
  cite: act(30),
  check: ({ state }) => {
    const birth = birthOf(state)
    return birth !== undefined && addYears(birth, 14) < actDay(state) && addYears(birth, 18) >= actDay(state)
      ? '当事人行为时不满十八周岁，应当从轻或者减轻行政处罚；请在决定书中写明。'
      : undefined
  },
})

export const capable = guard({
  code: 'capacity',
  name: '当事人行为时有辨认和控制能力',
  cite: act(31),
  check: ({ state }) =>
    state.values.incapable === true
      ? '当事人在不能辨认或者不能控制自己行为时有违法行为，不予行政处罚，责令其监护人严加看管和治疗；请作出不予行政处罚决定。'
      : undefined,
})

export const notFinedTwice = valuesGuard({
  code: 'not-fined-twice',
  name: '同一个违法行为不得给予两次以上罚款',
  cite: act(29),
  check: ({ state, values }) => {
    const all = { ...state.values, ...values }
    return all.finedBefore === true && amount(all, 'fine') > 0
      ? '该违法行为已经被处以罚款，不得再次罚款；请去掉罚款，或者按罚款数额高的规定由一个机关处罚。'
      : undefined
  },
})

export const educated = valuesGuard({
  code: 'educated',
  name: '不予行政处罚的，对当事人进行教育',
  cite: act('33(3)'),
  check: ({ values }) =>
    values.educated === false && values.noPenaltyGround !== 'notProven'
      ? '依法不予行政处罚的，应当对当事人进行教育并记录；请完成教育后再作出决定。'
      : undefined,
})

// ---- 拟处罚与告知 ----

export const kindsAgree = valuesGuard({
  code: 'kinds-agree',
  name: '处罚种类与数额一致',
  cite: act(59),
  check: ({ state, values }) => {
    const all = { ...state.values, ...values }
    const kinds = list(all.kinds)
    const fined = amount(all, 'fine') > 0
    if (kinds.includes('fine') !== fined)
      return fined
        ? '填写了罚款数额，但处罚种类中没有罚款；请补选“罚款”或者改为零元。'
        : '处罚种类有罚款，但没有罚款数额；请填写罚款数额。'
    const confiscated = amount(all, 'confiscation') > 0
    return confiscated && !kinds.includes('confiscateGains') && !kinds.includes('confiscateGoods')
      ? '填写了没收金额，但处罚种类中没有没收；请补选没收的种类或者改为零元。'
      : undefined
  },
})

export const somethingProposed = guard({
  code: 'something-proposed',
  name: '告知拟作出的行政处罚内容',
  cite: act(44),
  check: ({ state }) =>
    list(state.values.kinds).length
      ? undefined
      : '尚未写明拟给予的处罚种类，不能告知；不予处罚的请作出不予行政处罚决定，拟处罚的请先调整拟处罚内容。',
})

/** 较大数额 has no national figure: it is set by field of enforcement (or by the province). Amounts in 分. */
export const largeAmounts: Readonly<
  Partial<Record<EnforcementField, { citizen: number; organisation: number; cite: Citation }>>
> = {
  market: {
    citizen: 10_000_00,
    organisation: 100_000_00,
    cite: cite(marketHearingRules, '2021', 5, { verified: false }),
  },
}
const heavyKinds: readonly string[] = ['downgrade', 'revokeLicence', 'suspendBusiness', 'close', 'restrictPractice']

/** Whether 第六十三条 demands that a hearing be offered; `unknown` while nobody has said what a larger amount is. */
export function hearingDue(state: RecordState, values: Values): 'yes' | 'no' | 'unknown' {
  const all = { ...state.values, ...values }
  if (list(all.kinds).some(k => heavyKinds.includes(k))) return 'yes'
  const money = Math.max(amount(all, 'fine'), amount(all, 'confiscation'))
  if (money === 0) return 'no'
  const declared = largeAmounts[all.enforcementField as EnforcementField]
  const citizen = state.parties.find(p => p.role === 'party')?.kind === 'person'
  const local = typeof all.localLargeAmount === 'number' ? all.localLargeAmount : undefined
  const large = local ?? (declared && (citizen ? declared.citizen : declared.organisation))
  return large === undefined ? 'unknown' : money >= large ? 'yes' : 'no'
}

const hearingMustBeOffered = (state: RecordState, values: Values): string | undefined => {
  switch (hearingDue(state, values)) {
    case 'yes':
      return '较大数额罚款、没收，降低资质等级、吊销许可证件，责令停产停业、责令关闭、限制从业等处罚，应当告知当事人有要求听证的权利；请办理“听证告知”。'
    case 'unknown':
      return '本领域“较大数额”没有全国统一标准：请填写本地的较大数额标准，或者直接办理“听证告知”。'
    case 'no':
      return undefined
  }
}
/** The two notices: without and with the right to a hearing. */
export const notices = ['notify', 'offerHearing'] as const
export const hearingWasOffered = (state: RecordState): boolean => lastStep(state, ...notices)?.action === 'offerHearing'

export const noHearingDue = valuesGuard({
  code: 'hearing-not-due',
  name: '较重的处罚须告知听证权利',
  cite: act('63(1)'),
  check: ({ state, values }) => hearingMustBeOffered(state, values),
})

export const hearingOffered = valuesGuard({
  code: 'hearing-offered',
  name: '较重的处罚已经告知听证权利',
  cite: act('63(1)'),
  check: ({ state, values }) => (hearingWasOffered(state) ? undefined : hearingMustBeOffered(state, values)),
})

const hearingEnded = (state: RecordState): boolean =>
  happenedAfter(state, 'holdHearing', 'requestHearing') || happenedAfter(state, 'lapseHearing', 'requestHearing')

export const hearingHeld = guard({
  code: 'hearing-held',
  name: '当事人要求听证的，听证结束后再复核',
  cite: act(64),
  check: ({ state }) =>
    state.stage === 'hearing' && !hearingEnded(state)
      ? '当事人已经要求听证，行政机关应当组织听证；请先办理“通知听证”和“举行听证”，当事人放弃的办理“终止听证”。'
      : undefined,
})

export const statementsConsidered = guard({
  code: 'statements-considered',
  name: '充分听取陈述、申辩',
  cite: act('45(1)'),
  check: ({ state, limit, on }) => {
    if (state.stage === 'hearing' && hearingEnded(state)) return undefined
    if (['statement', 'waiveStatement'].some(action => happenedAfter(state, action, ...notices))) return undefined
    const { final } = limit('statement')
    return final && on <= final
      ? `当事人尚未陈述、申辩，也没有明确放弃；陈述申辩期限至${formatChinese(final)}届满，期满后才能复核。`
      : undefined
  },
})

export const hearingPeriodOver = guard({
  code: 'hearing-period-over',
  name: '要求听证的期限已满或者当事人放弃听证',
  cite: act(64),
  check: ({ state, limit, on }) => {
    if (happenedAfter(state, 'waiveHearing', ...notices)) return undefined
    const { final } = limit('requestHearing')
    return final && on <= final
      ? `当事人可以在告知后五日内要求听证，至${formatChinese(final)}届满；期满前不能往下办理，当事人放弃听证的请先登记。`
      : undefined
  },
})

// ---- 听证 ----

const investigators = (state: RecordState): ReadonlySet<string> =>
  new Set(state.steps.flatMap(s => ['officers', 'inquiryOfficers', 'evidenceOfficers'].flatMap(f => list(s.values[f]))))

export const chairNotInvestigator = valuesGuard({
  code: 'hearing-chair',
  name: '听证由非本案调查人员主持',
  cite: act(64),
  check: ({ state, values }) =>
    investigators(state).has(String(values.hearingChair))
      ? '听证主持人是本案调查人员；听证应当由行政机关指定的非本案调查人员主持，请另行指定。'
      : undefined,
})

export const hearingAnnounced = guard({
  code: 'hearing-announced',
  name: '听证前通知时间、地点',
  cite: act(64),
  check: ({ state }) =>
    happenedAfter(state, 'notifyHearing', 'requestHearing')
      ? undefined
      : '尚未在举行听证的七日前通知当事人和有关人员听证的时间、地点；请先办理“通知听证”。',
})

export const representatives = valuesGuard({
  code: 'representatives',
  name: '当事人可以委托一至二人代理',
  cite: act(64),
  check: ({ values }) =>
    amount(values, 'hearingAgents') > 2 ? '当事人委托代理听证的不超过二人，请核对代理人。' : undefined,
})

// ---- 法制审核、集体讨论 ----

/** Whether 第五十八条 demands a legality review before the decision. */
export const reviewDue = (state: RecordState): boolean =>
  list(state.values.reviewGrounds).length > 0 || done(state, 'holdHearing')
/** The review of this very proposal passed: a review before further investigation or a changed proposal does not count. */
export const reviewPassed = (state: RecordState): boolean =>
  happenedAfter(state, 'legalReview', 'conclude', 'revise') &&
  lastStep(state, 'legalReview')?.values.reviewResult === 'pass'

export const legallyReviewed = guard({
  code: 'legality-review',
  name: '重大处罚决定经法制审核通过',
  cite: act('58(1)'),
  check: ({ state }) => {
    if (!reviewDue(state) || reviewPassed(state)) return undefined
    return happenedAfter(state, 'legalReview', 'conclude', 'revise')
      ? '法制审核没有通过，不得作出决定；请按审核意见补正后重新送审。'
      : '本案属于应当法制审核的情形，未经法制审核或者审核未通过的，不得作出决定；请先办理“送法制审核”。'
  },
})

export const reviewBeforeCouncil = guard({
  code: 'review-before-council',
  name: '未经法制审核不得提交集体讨论',
  cite: threeSystems,
  check: ({ state }) =>
    reviewDue(state) && !reviewPassed(state)
      ? '本案应当先经法制审核通过，才能提交集体讨论；请先办理“送法制审核”。'
      : undefined,
})

export const councilDecided = guard({
  code: 'council',
  name: '情节复杂或者重大违法行为集体讨论决定',
  cite: act('57(2)'),
  check: ({ state }) =>
    state.values.serious === true && !happenedAfter(state, 'discuss', 'conclude', 'revise')
      ? '对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定；请先办理“集体讨论”。'
      : undefined,
})

export const reviewerNotInvestigator = valuesGuard({
  code: 'reviewer-not-investigator',
  name: '法制审核人员不是本案调查人员',
  cite: threeSystems,
  check: ({ state, values }) =>
    investigators(state).has(String(values.reviewer))
      ? '审核人员是本案调查人员，不能审核本案；请另行指定审核人员。'
      : undefined,
})

export const reviewerQualified = valuesGuard({
  code: 'reviewer-qualified',
  name: '初次从事法制审核的人员取得法律职业资格',
  cite: act('58(2)'),
  check: ({ values, entry }) => {
    const reviewer = entry(String(values.reviewer))
    if (!reviewer) return '执法人员名录中没有该审核人员，请从名录中选择。'
    return values.firstReview === true && reviewer.state.values.legalQualification !== true
      ? `${String(reviewer.state.values.name)}初次从事处罚决定法制审核，应当通过国家统一法律职业资格考试取得法律职业资格；请改由有资格的人员审核。`
      : undefined
  },
})

// ---- 决定 ----

export const notHeavier = valuesGuard({
  code: 'not-heavier',
  name: '处罚不重于告知的内容',
  cite: act('45(2)'),
  check: ({ state, values }) => {
    const heavier =
      amount(values, 'fine') > amount(state.values, 'fine') ||
      amount(values, 'confiscation') > amount(state.values, 'confiscation') ||
      list(values.kinds).some(k => !list(state.values.kinds).includes(k))
    return heavier
      ? '处罚重于告知当事人的内容。不得因当事人陈述、申辩而给予更重的处罚；确有新的事实、理由的，请办理“调整拟处罚内容”并重新告知。'
      : undefined
  },
})

export const restsOnHearing = valuesGuard({
  code: 'rests-on-hearing',
  name: '经过听证的，根据听证笔录作出决定',
  cite: act(65),
  check: ({ state, values }) =>
    done(state, 'holdHearing') && values.hearingRecordUsed === false
      ? '听证结束后，应当根据听证笔录作出决定；请依据笔录修改决定的事实和理由。'
      : undefined,
})

// ---- 公示 ----

export const punished = guard({
  code: 'penalty-to-publish',
  name: '公示的是行政处罚决定',
  cite: act('48(1)'),
  check: ({ state }) => (state.outcome === 'penalty' ? undefined : '本案没有作出行政处罚决定，不作处罚公示。'),
})

const onDisplay = (state: RecordState): boolean =>
  lastStep(state, 'publish', 'withdrawPublication', 'takeDown')?.action === 'publish'

export const notOnDisplay = guard({
  code: 'not-on-display',
  name: '尚未公示或者公示已经撤下',
  cite: act('48(1)'),
  check: ({ state }) =>
    onDisplay(state) ? '处罚决定正在公示；内容有变动的，请先办理“撤回公示”，再重新公示。' : undefined,
})

export const isOnDisplay = guard({
  code: 'on-display',
  name: '处罚决定正在公示',
  cite: act('48(2)'),
  check: ({ state }) => (onDisplay(state) ? undefined : '处罚决定现在没有公示，不用撤下。'),
})

export const masked = valuesGuard({
  code: 'masked',
  name: '公示前隐去国家秘密、商业秘密和个人隐私',
  cite: act(50),
  check: ({ values }) =>
    values.masked === false
      ? '公开的文本应当隐去国家秘密、商业秘密、个人隐私和身份证号码；请处理后再公示。'
      : undefined,
})

export const moreThanWarning = guard({
  code: 'more-than-warning',
  name: '市场监管领域只有警告的处罚不公示',
  cite: cite(marketPublicityRules, '2021', 2),
  check: ({ state }) =>
    state.values.enforcementField === 'market' && list(state.values.kinds).every(k => k === 'warning')
      ? '仅受到警告的行政处罚信息不予公示；请办理“不予公示”并注明理由。'
      : undefined,
})

export const publicationSettled = guard({
  code: 'publication-settled',
  name: '归档前公示或者注明不予公示',
  severity: 'warn',
  cite: threeSystems,
  check: ({ state }) =>
    state.outcome === 'penalty' && !done(state, 'publish', 'withhold')
      ? '处罚决定尚未公示，也没有注明不予公示的理由，请尽快办理。'
      : undefined,
})

// ---- 执行 ----

export const hasFine = (state: RecordState): boolean => state.outcome === 'penalty' && amount(state.values, 'fine') > 0

/** Days on which the party had a remedy under way, up to a day. */
function remedies(state: RecordState, day: string) {
  return state.steps
    .filter(s => s.action === 'recordRemedy')
    .map(s => ({
      from: String(s.values.remedyFrom),
      to: state.steps.find(r => r.action === 'recordRemedyResult' && r.seq > s.seq)?.on ?? day,
    }))
}

/** 加处罚款 that the law allows on a day, in 分; undefined while the fine is not due. */
export function surchargeAllowed(context: Pick<GuardContext, 'state' | 'limit'>, day: string): number | undefined {
  const { state, limit } = context
  const dueOn = limit('deferredPayment').final ?? limit('payment').final
  if (!hasFine(state) || dueOn === undefined) return undefined
  const paidOn = dayOf(state, 'pay')
  const until = paidOn !== undefined && paidOn < day ? paidOn : day
  return surcharge({ fine: amount(state.values, 'fine'), dueOn, remedies: remedies(state, day) }, until)
}

export const surchargeWithinCap = valuesGuard({
  code: 'surcharge-cap',
  name: '加处罚款每日百分之三，不超过罚款数额',
  cite: act('72(1)(1)'),
  check: context => {
    const allowed = surchargeAllowed(context, context.on)
    if (!allowed) return '罚款尚未逾期，不能加处罚款。'
    return amount(context.values, 'surcharge') > allowed
      ? `至${formatChinese(context.on)}依法可以加处${yuan(allowed)}（每日百分之三，不超过罚款数额，复议、诉讼期间不计算）；请改为不超过该数额。`
      : undefined
  },
})

export const demanded = guard({
  code: 'demanded',
  name: '申请法院强制执行前催告',
  cite: compulsion(54),
  check: ({ state }) =>
    done(state, 'demand') ? undefined : '申请人民法院强制执行前，应当书面催告当事人履行义务；请先办理“催告”。',
})

export const remediesOver = guard({
  code: 'remedies-over',
  name: '当事人的复议、诉讼期限已满',
  cite: compulsion(53),
  check: ({ state, limit, on }) => {
    if (done(state, 'recordRemedy'))
      return happenedAfter(state, 'recordRemedyResult', 'recordRemedy')
        ? undefined
        : '当事人已经申请复议或者提起诉讼，尚无结果，不能申请人民法院强制执行；请先登记复议、诉讼结果。'
    const { final } = limit('sue')
    return final && on <= final
      ? `当事人的起诉期限至${formatChinese(final)}届满，期满仍不起诉、不履行的，才能自次日起申请人民法院强制执行。`
      : undefined
  },
})

export const executionTold = valuesGuard({
  code: 'execution-told',
  name: '结案时写明执行结果',
  cite: act('66(1)'),
  check: ({ state, values }) => {
    const { executionResult: result } = values
    const paid = done(state, 'pay')
    if (!hasFine(state)) return undefined
    if (result === 'none') return '本案有罚款，结案须写明罚款的执行结果；请选择缴纳、强制执行等结果。'
    return (result === 'paid' || result === 'paidLate' || result === 'instalments') && !paid
      ? '没有登记缴纳罚款，不能以缴清结案；请先办理“登记缴纳”。'
      : undefined
  },
})
