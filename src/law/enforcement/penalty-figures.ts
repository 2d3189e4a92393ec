import { count, type Figure, type FigureContext, type Identity, ratio, stock, sum, total } from '#kernel/figure.ts'
import { dayOf, done, firstStep, type RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { hasFine, reviewDue, reviewPassed } from './penalty-guards.ts'

export const concluding = ['decide', 'decideNone', 'transferCriminal', 'transferOther', 'withdraw'] as const
/** 复议、诉讼 results after which a publication must be withdrawn. */
export const annulled: readonly string[] = ['changed', 'revoked', 'illegal', 'void']

export const isMarket = (s: RecordState): boolean => s.values.enforcementField === 'market'
const filedOn = (s: RecordState) => dayOf(s, 'file')
const concludedOn = (s: RecordState) => dayOf(s, ...concluding)
const concludedAs = (outcome: string) => (s: RecordState) => (s.outcome === outcome ? concludedOn(s) : undefined)
const decidedOn = concludedAs('penalty')
/** The day on which it was settled whether the decision is published; a later publication takes the place of a refusal. */
const settledOn = (s: RecordState) => firstStep(s, 'publish')?.on ?? dayOf(s, 'withhold')

const span = (from: PlainDate | undefined, until: PlainDate | undefined) =>
  from === undefined || (until !== undefined && until <= from) ? undefined : { from, ...(until ? { until } : {}) }
const underInquiry = (s: RecordState) => span(filedOn(s), concludedOn(s))
const unpublished = (s: RecordState) => span(decidedOn(s), settledOn(s))

const kept = (codes: readonly string[], context: FigureContext) =>
  codes.some(code => context.limit(code).status === 'kept')

const topic = 'penalty'
const cases = { unit: '件', topic } as const
const publicity = { unit: '条', topic: 'enforcement-publicity' } as const
const byConclusion = '按作出决定（移送、撤案）之日。'

const results = {
  penalties: count({
    ...cases,
    name: '作出行政处罚决定',
    unit: '起',
    definition: '普通程序作出的行政处罚决定，按决定之日；被撤销的不扣除。',
    counts: decidedOn,
  }),
  noMinor: count({
    ...cases,
    name: '轻微不罚',
    definition: `轻微并及时改正、没有危害后果而不予处罚的，${byConclusion}`,
    counts: concludedAs('noMinor'),
  }),
  noFirst: count({
    ...cases,
    name: '首违不罚',
    definition: `初次违法、危害轻微并及时改正而不予处罚的，${byConclusion}`,
    counts: concludedAs('noFirst'),
  }),
  noFault: count({
    ...cases,
    name: '无主观过错不罚',
    definition: `当事人证明没有主观过错的，${byConclusion}`,
    counts: concludedAs('noFault'),
  }),
  noAge: count({
    ...cases,
    name: '未满十四周岁不罚',
    definition: `当事人不满十四周岁的，${byConclusion}`,
    counts: concludedAs('noAge'),
    internal: true,
  }),
  noCapacity: count({
    ...cases,
    name: '无责任能力不罚',
    definition: `当事人不能辨认或者控制自己行为的，${byConclusion}`,
    counts: concludedAs('noCapacity'),
    internal: true,
  }),
  noTimeBar: count({
    ...cases,
    name: '超过追责时效不罚',
    definition: `超过追责时效的，${byConclusion}`,
    counts: concludedAs('noTimeBar'),
    internal: true,
  }),
  notProven: count({
    ...cases,
    name: '违法事实不成立',
    definition: `违法事实不能成立的，${byConclusion}`,
    counts: concludedAs('notProven'),
    internal: true,
  }),
  toCriminal: count({
    ...cases,
    name: '移送司法机关',
    definition: `涉嫌犯罪移送司法机关的，${byConclusion}`,
    counts: concludedAs('toCriminal'),
  }),
  toOther: count({
    ...cases,
    name: '移送其他机关',
    definition: `移送有管辖权的行政机关的，${byConclusion}`,
    counts: concludedAs('toOther'),
  }),
  withdrawn: count({
    ...cases,
    name: '撤销立案',
    definition: `撤销立案的，${byConclusion}`,
    counts: concludedAs('withdrawn'),
  }),
} as const satisfies Readonly<Record<string, Figure>>

export const penaltyFigures: Readonly<Record<string, Figure>> = {
  entered: count({
    ...cases,
    name: '录入行政处罚案件',
    definition:
      '平台上登记的全部案件线索（含其后不予立案的），按发现（收到线索）之日；与“作出行政处罚决定”是两个数字。',
    counts: s => s.openedOn,
  }),
  notFiled: count({
    ...cases,
    name: '不予立案',
    definition: '经核查不予立案的线索，按决定之日。',
    counts: s => dayOf(s, 'decline'),
    internal: true,
  }),
  filed: count({ ...cases, name: '行政处罚立案', definition: '普通程序立案的案件，按立案之日。', counts: filedOn }),
  concluded: count({
    ...cases,
    name: '办结行政处罚案件',
    definition: `作出处罚决定、不予处罚决定，移送或者撤案的案件，${byConclusion}`,
    counts: concludedOn,
  }),
  ...results,
  notPunished: total({
    ...cases,
    name: '不予行政处罚',
    definition: '各种不予行政处罚决定之和。',
    of: ['noMinor', 'noFirst', 'noFault', 'noAge', 'noCapacity', 'noTimeBar', 'notProven'],
  }),
  transferred: total({
    ...cases,
    name: '移送案件',
    definition: '移送司法机关与移送其他机关之和。',
    of: ['toCriminal', 'toOther'],
  }),
  open: stock({
    ...cases,
    name: '期末在办处罚案件',
    definition: '期末已经立案、尚未办结的案件，中止的计入。',
    at: 'end',
    spans: underInquiry,
    internal: true,
  }),
  openBefore: stock({
    ...cases,
    name: '上期结转处罚案件',
    definition: '期初已经立案、尚未办结的案件。',
    at: 'start',
    spans: underInquiry,
    internal: true,
  }),
  fines: sum({
    name: '罚款金额',
    unit: '元',
    topic,
    definition: '处罚决定的罚款数额，按决定之日；不含加处罚款，不问是否缴纳。',
    field: 'fine',
    money: true,
    counts: decidedOn,
  }),
  confiscations: sum({
    name: '没收金额',
    unit: '元',
    topic,
    definition: '处罚决定没收的违法所得和非法财物价值，按决定之日。',
    field: 'confiscation',
    money: true,
    counts: decidedOn,
  }),
  forfeitures: total({
    name: '罚没金额',
    unit: '元',
    topic,
    definition: '罚款金额与没收金额之和；只作公开，不作考核依据（处罚法第七十四条）。',
    of: ['fines', 'confiscations'],
  }),
  surcharges: sum({
    name: '加处罚款金额',
    unit: '元',
    topic,
    definition: '按加处罚款决定之日。',
    field: 'surcharge',
    money: true,
    counts: s => dayOf(s, 'imposeSurcharge'),
    internal: true,
  }),
  concludedInTime: count({
    ...cases,
    name: '按期办结',
    definition: `在办案期限内办结的案件，${byConclusion}`,
    counts: (s, c) => (kept(['decision', 'marketDecision'], c) ? concludedOn(s) : undefined),
    internal: true,
  }),
  inTimeRate: ratio({
    name: '处罚案件按期办结率',
    topic,
    definition: '按期办结 ÷ 办结。',
    numerator: ['concludedInTime'],
    denominator: ['concluded'],
    decimals: 1,
  }),
  hearingsOffered: count({
    ...cases,
    name: '告知听证权利',
    definition: '按最近一次听证告知之日。',
    counts: s => dayOf(s, 'offerHearing'),
    internal: true,
  }),
  hearings: count({ ...cases, name: '举行处罚听证', definition: '按听证之日。', counts: s => dayOf(s, 'holdHearing') }),
  reviews: count({
    unit: '件',
    topic: 'legality-review',
    name: '重大执法决定法制审核',
    definition: '经法制审核机构出具意见的处罚案件，按首次出具意见之日。',
    counts: s => firstStep(s, 'legalReview')?.on,
  }),
  reviewsDue: count({
    unit: '件',
    topic: 'legality-review',
    name: '应当法制审核的处罚决定',
    definition: '属于应当法制审核情形而作出处罚决定的，按决定之日。',
    counts: s => (reviewDue(s) ? decidedOn(s) : undefined),
    internal: true,
  }),
  reviewed: count({
    unit: '件',
    topic: 'legality-review',
    name: '经法制审核通过的处罚决定',
    definition: '应当法制审核的处罚决定中审核通过后作出的，按决定之日。',
    counts: s => (reviewDue(s) && reviewPassed(s) ? decidedOn(s) : undefined),
    internal: true,
  }),
  reviewRate: ratio({
    topic: 'legality-review',
    name: '重大执法决定法制审核率',
    definition: '经法制审核通过的处罚决定 ÷ 应当法制审核的处罚决定。',
    numerator: ['reviewed'],
    denominator: ['reviewsDue'],
    decimals: 1,
  }),
  published: count({
    ...publicity,
    name: '公示行政处罚信息',
    definition: '首次公示的处罚决定，按公示之日；其后撤回的不扣除。',
    counts: s => firstStep(s, 'publish')?.on,
  }),
  withheld: count({
    ...publicity,
    name: '依法不予公示的处罚决定',
    definition: '注明理由不予公示的处罚决定，按登记之日。',
    counts: s => (done(s, 'publish') ? undefined : dayOf(s, 'withhold')),
    internal: true,
  }),
  unpublished: stock({
    ...publicity,
    name: '期末待公示的处罚决定',
    definition: '期末已经作出、尚未公示也未注明不予公示的处罚决定。',
    at: 'end',
    spans: unpublished,
    internal: true,
  }),
  unpublishedBefore: stock({
    ...publicity,
    name: '期初待公示的处罚决定',
    definition: '期初已经作出、尚未公示也未注明不予公示的处罚决定。',
    at: 'start',
    spans: unpublished,
    internal: true,
  }),
  publishedInTime: count({
    ...publicity,
    name: '按时公示',
    definition: '在公示期限内公示的处罚决定，按公示之日。',
    counts: (s, c) => (kept(['publication', 'marketPublication'], c) ? firstStep(s, 'publish')?.on : undefined),
    internal: true,
  }),
  publicationRate: ratio({
    topic: 'enforcement-publicity',
    name: '处罚信息按时公示率',
    definition: '按时公示 ÷ 公示行政处罚信息。',
    numerator: ['publishedInTime'],
    denominator: ['published'],
    decimals: 1,
  }),
  publicationsWithdrawn: count({
    ...publicity,
    name: '撤回处罚信息',
    definition: '决定被变更、撤销、确认违法或者无效而撤回公示的，按撤回之日。',
    counts: s => dayOf(s, 'withdrawPublication'),
  }),
  withdrawnInTime: count({
    ...publicity,
    name: '按时撤回处罚信息',
    definition: '在三日内撤回公示的，按撤回之日。',
    counts: (s, c) => (kept(['withdrawal'], c) ? dayOf(s, 'withdrawPublication') : undefined),
    internal: true,
  }),
  payable: count({
    ...cases,
    name: '应缴纳罚款的案件',
    definition: '有罚款的处罚决定中已经缴纳的，或者缴纳期限届满未缴纳、已催告的；按缴纳之日或者催告之日。',
    counts: s => (hasFine(s) ? (dayOf(s, 'pay') ?? dayOf(s, 'demand')) : undefined),
    internal: true,
  }),
  paidInTime: count({
    ...cases,
    name: '按期自动缴纳罚款',
    definition: '在缴纳期限（含批准的延期）内缴纳罚款的案件，按缴纳之日。',
    counts: (s, c) => (kept(['payment', 'deferredPayment'], c) ? dayOf(s, 'pay') : undefined),
    internal: true,
  }),
  paymentRate: ratio({
    topic,
    name: '罚款自动履行率',
    definition: '按期自动缴纳罚款 ÷ 应缴纳罚款的案件。',
    numerator: ['paidInTime'],
    denominator: ['payable'],
    decimals: 1,
  }),
  remedies: count({
    ...cases,
    name: '被申请复议或者被起诉的处罚决定',
    definition: '按登记复议、诉讼之日。',
    counts: s => dayOf(s, 'recordRemedy'),
    internal: true,
  }),
  annulled: count({
    ...cases,
    name: '被纠错的处罚决定',
    definition: '经复议、诉讼被变更、撤销、确认违法或者确认无效的，按登记结果之日。',
    counts: s => (annulled.includes(String(s.values.remedyResult)) ? dayOf(s, 'recordRemedyResult') : undefined),
    internal: true,
  }),
  courtApplications: count({
    ...cases,
    name: '申请法院强制执行',
    definition: '按申请之日。',
    counts: s => dayOf(s, 'applyCourt'),
  }),
  courtGranted: count({
    ...cases,
    name: '法院准予强制执行',
    definition: '按登记裁定之日。',
    counts: s => (s.values.courtRuling === 'granted' ? dayOf(s, 'courtRules') : undefined),
    internal: true,
  }),
  closed: count({
    ...cases,
    name: '处罚案件结案',
    definition: '执行完毕结案的案件，按结案之日。',
    counts: s => dayOf(s, 'closeCase'),
    internal: true,
  }),
}

export const penaltyIdentities: readonly Identity[] = [
  {
    code: 'cases',
    name: '立案 + 上期结转 = 办结 + 期末在办',
    whole: ['filed', 'openBefore'],
    parts: ['concluded', 'open'],
    relation: '=',
  },
  {
    code: 'results',
    name: '办结 = 处罚 + 不予处罚 + 移送 + 撤案',
    whole: ['concluded'],
    parts: Object.keys(results),
    relation: '=',
  },
  {
    code: 'publicity',
    name: '处罚决定 + 期初待公示 = 公示 + 依法不予公示 + 期末待公示',
    whole: ['penalties', 'unpublishedBefore'],
    parts: ['published', 'withheld', 'unpublished'],
    relation: '=',
  },
]
