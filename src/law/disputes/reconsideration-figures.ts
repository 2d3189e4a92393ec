import { count, type Figure, type FigureContext, type Identity, ratio, stock, total } from '#kernel/figure.ts'
import { dayOf, done, type RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { isOldLaw, isSummary } from './reconsideration-guards.ts'

const concluding = ['decide', 'dismiss', 'mediate', 'terminate'] as const
const turningAway = ['refuse', 'tellOtherBody', 'explainNotFiled', 'abandon'] as const

const wasAccepted = (s: RecordState) => done(s, 'accept', 'deemAccepted')
/** Before 2024 an admissible application counted as accepted on the day of receipt (旧法第十七条第二款). */
export const acceptedOn = (s: RecordState): PlainDate | undefined =>
  wasAccepted(s) ? (isOldLaw(s) ? s.openedOn : dayOf(s, 'accept', 'deemAccepted')) : undefined
const turnedAwayOn = (s: RecordState) => dayOf(s, ...turningAway)
const concludedOn = (s: RecordState) => dayOf(s, ...concluding)
const concludedAs = (outcome: string) => (s: RecordState) => (s.outcome === outcome ? concludedOn(s) : undefined)
const turnedAwayAs = (action: (typeof turningAway)[number]) => (s: RecordState) => dayOf(s, action)

/** Days on which a record stood in a state; nothing when it left on the day on which it came. */
const span = (from: PlainDate | undefined, until: PlainDate | undefined) =>
  from === undefined || (until !== undefined && until <= from) ? undefined : { from, ...(until ? { until } : {}) }
const underReview = (s: RecordState) => span(s.openedOn, acceptedOn(s) ?? turnedAwayOn(s))
const underTrial = (s: RecordState) => span(acceptedOn(s), concludedOn(s))

const decisionKept = (s: RecordState, { limit }: FigureContext) =>
  limit(isSummary(s) ? 'summaryDecision' : 'decision').status === 'kept'

const topic = 'reconsideration'
const cases = { unit: '件', topic } as const
const byConclusion = '按审结（作出决定、调解书或者终止）之日。'

/** 审结 by its result: the parts of which 审结 is the sum. */
const results = {
  maintained: count({
    ...cases,
    name: '维持',
    definition: `决定维持行政行为的案件，${byConclusion}`,
    counts: concludedAs('maintain'),
  }),
  claimsRejected: count({
    ...cases,
    name: '驳回行政复议请求',
    definition: `认为被申请人没有法定职责或者已经履行职责而驳回请求的案件，${byConclusion}`,
    counts: concludedAs('rejectClaim'),
    internal: true,
  }),
  applicationsDismissed: count({
    ...cases,
    name: '驳回行政复议申请',
    definition: `受理后驳回申请的案件（含旧法的各种驳回），${byConclusion}`,
    counts: concludedAs('dismissed'),
    internal: true,
  }),
  revokedWhole: count({
    ...cases,
    name: '全部撤销',
    definition: `决定撤销行政行为的案件，${byConclusion}`,
    counts: concludedAs('revoke'),
    internal: true,
  }),
  revokedPart: count({
    ...cases,
    name: '部分撤销',
    definition: `决定部分撤销行政行为的案件，${byConclusion}`,
    counts: concludedAs('partRevoke'),
    internal: true,
  }),
  changed: count({
    ...cases,
    name: '变更',
    definition: `决定变更行政行为的案件，${byConclusion}`,
    counts: concludedAs('change'),
  }),
  confirmedIllegal: count({
    ...cases,
    name: '确认违法',
    definition: `决定确认行政行为违法的案件，${byConclusion}`,
    counts: concludedAs('confirmIllegal'),
  }),
  confirmedVoid: count({
    ...cases,
    name: '确认无效',
    definition: `决定确认行政行为无效的案件，${byConclusion}`,
    counts: concludedAs('confirmVoid'),
  }),
  orderedToPerform: count({
    ...cases,
    name: '责令履行',
    definition: `决定责令被申请人履行法定职责的案件，${byConclusion}`,
    counts: concludedAs('orderPerform'),
  }),
  agreements: count({
    ...cases,
    name: '行政协议责任',
    definition: `决定被申请人承担行政协议责任的案件，${byConclusion}`,
    counts: concludedAs('agreement'),
  }),
  mediated: count({
    ...cases,
    name: '调解',
    definition: `以行政复议调解书结案的案件，${byConclusion}`,
    counts: concludedAs('mediated'),
  }),
  terminated: count({
    ...cases,
    name: '终止',
    definition: `决定终止行政复议的案件（撤回、和解、中止期满等），${byConclusion}`,
    counts: concludedAs('terminated'),
  }),
} as const satisfies Readonly<Record<string, Figure>>

const corrected = ['changed', 'revokedWhole', 'revokedPart', 'confirmedIllegal', 'orderedToPerform'] as const

export const reconsiderationFigures: Readonly<Record<string, Figure>> = {
  received: count({ ...cases, name: '收到行政复议申请', definition: '按收到申请之日。', counts: s => s.openedOn }),
  refused: count({
    ...cases,
    name: '不予受理',
    definition: '按作出不予受理决定之日。',
    counts: turnedAwayAs('refuse'),
  }),
  toldOtherBody: count({
    ...cases,
    name: '告知向其他机关提出',
    definition: '不属于本机关管辖而告知的，按告知之日。',
    counts: turnedAwayAs('tellOtherBody'),
  }),
  explainedNotFiled: count({
    ...cases,
    name: '经解释申请人未提起',
    definition: '受理前经释明，申请人不再提起的，按登记之日。',
    counts: turnedAwayAs('explainNotFiled'),
  }),
  abandoned: count({
    ...cases,
    name: '逾期不补正视为放弃',
    definition: '无正当理由逾期不补正的，按登记之日。',
    counts: turnedAwayAs('abandon'),
  }),
  accepted: count({
    ...cases,
    name: '受理',
    definition: '按受理之日；审查期限届满视为受理的为届满之日；2023年12月31日以前收到的，依旧法收到之日即为受理之日。',
    counts: acceptedOn,
  }),
  deemedAccepted: count({
    ...cases,
    name: '逾期未审查视为受理',
    definition: '受理案件中因审查期限届满未作决定而视为受理的，按受理之日。',
    counts: s => (done(s, 'deemAccepted') ? acceptedOn(s) : undefined),
    internal: true,
  }),
  summaryCases: count({
    ...cases,
    name: '适用简易程序',
    definition: '受理案件中适用简易程序且未转为普通程序的，按受理之日。',
    counts: s => (isSummary(s) ? acceptedOn(s) : undefined),
  }),
  concluded: count({
    ...cases,
    name: '审结',
    definition: '作出行政复议决定、调解书或者终止决定的案件，按作出之日，不论何时受理。',
    counts: concludedOn,
  }),
  ...results,
  dismissed: total({
    ...cases,
    name: '驳回',
    definition: '驳回行政复议申请与驳回行政复议请求之和。',
    of: ['applicationsDismissed', 'claimsRejected'],
  }),
  revoked: total({
    ...cases,
    name: '撤销',
    definition: '全部撤销与部分撤销之和。',
    of: ['revokedWhole', 'revokedPart'],
  }),
  corrected: total({
    ...cases,
    name: '撤销、变更、确认违法和责令履行',
    definition: '纠错案件：变更、撤销（含部分撤销）、确认违法、责令履行之和。',
    of: [...corrected],
  }),
  pendingReview: stock({
    ...cases,
    name: '期末审查中',
    definition: '期末已经收到、尚未受理也未以其他方式处理的申请（含等待补正）。',
    at: 'end',
    spans: underReview,
    internal: true,
  }),
  pendingReviewBefore: stock({
    ...cases,
    name: '上期审查中',
    definition: '期初已经收到、尚未处理的申请。',
    at: 'start',
    spans: underReview,
    internal: true,
  }),
  open: stock({
    ...cases,
    name: '期末未结',
    definition: '期末已经受理、尚未审结的案件，中止的计入。',
    at: 'end',
    spans: underTrial,
  }),
  openBefore: stock({
    ...cases,
    name: '上期结转',
    definition: '期初已经受理、尚未审结的案件。',
    at: 'start',
    spans: underTrial,
  }),
  correctionRate: ratio({
    name: '行政复议纠错率',
    topic,
    definition: '（变更 + 撤销 + 确认违法 + 责令履行）÷ 审结；审结包括终止和调解。',
    numerator: corrected,
    denominator: ['concluded'],
    decimals: 1,
  }),
  correctionRateWithVoid: ratio({
    name: '纠错率（计入确认无效）',
    topic,
    definition: '（变更 + 撤销 + 确认违法 + 责令履行 + 确认无效）÷ 审结。',
    numerator: [...corrected, 'confirmedVoid'],
    denominator: ['concluded'],
    decimals: 1,
    internal: true,
  }),
  correctionRateOfDecisions: ratio({
    name: '纠错率（分母不含终止）',
    topic,
    definition: '（变更 + 撤销 + 确认违法 + 责令履行）÷（审结 − 终止）。',
    numerator: corrected,
    denominator: Object.keys(results).filter(r => r !== 'terminated'),
    decimals: 1,
    internal: true,
  }),
  maintainRate: ratio({
    name: '维持率',
    topic,
    definition: '维持 ÷ 审结。',
    numerator: ['maintained'],
    denominator: ['concluded'],
    decimals: 1,
    internal: true,
  }),
  settledOut: count({
    ...cases,
    name: '撤回、和解终止',
    definition: `因申请人撤回申请或者双方和解而终止的案件，${byConclusion}`,
    counts: s =>
      ['withdrawn', 'settled'].includes(String(s.values.terminateGround)) ? concludedAs('terminated')(s) : undefined,
    internal: true,
  }),
  settlementRate: ratio({
    name: '调撤率',
    topic,
    definition: '（调解 + 撤回、和解终止）÷ 审结。',
    numerator: ['mediated', 'settledOut'],
    denominator: ['concluded'],
    decimals: 1,
  }),
  concludedInTime: count({
    ...cases,
    name: '按期审结',
    definition: `在法定审理期限（含依法延长、扣除中止）内审结的案件，${byConclusion}`,
    counts: (s, c) => (decisionKept(s, c) ? concludedOn(s) : undefined),
    internal: true,
  }),
  inTimeRate: ratio({
    name: '按期审结率',
    topic,
    definition: '按期审结 ÷ 审结。',
    numerator: ['concludedInTime'],
    denominator: ['concluded'],
    decimals: 1,
  }),
  reviewedInTime: count({
    ...cases,
    name: '按期审查',
    definition: '在五日审查期限内作出受理、不予受理等处理或者通知补正的申请，视为受理的除外；按最后一次审查完毕之日。',
    counts: (s, { limit }) => {
      const review = limit('review')
      return review.status === 'kept' && !done(s, 'deemAccepted') ? review.metOn : undefined
    },
    internal: true,
  }),
  respondentReplies: count({
    ...cases,
    name: '被申请人按期答复',
    definition: '被申请人在法定期限内提交书面答复的案件，按答复之日。',
    counts: (s, { limit }) =>
      done(s, 'reply') && limit(isSummary(s) ? 'summaryAnswer' : 'answer').status === 'kept'
        ? dayOf(s, 'reply')
        : undefined,
    internal: true,
  }),
  repliesDue: count({
    ...cases,
    name: '被申请人应答复',
    definition: '被申请人已经答复或者逾期未答复的案件，按答复之日或者答复期限届满之日。',
    counts: s => dayOf(s, 'deemNoReply') ?? dayOf(s, 'reply'),
    internal: true,
  }),
  hearings: count({ ...cases, name: '举行听证', definition: '按听证之日。', counts: s => dayOf(s, 'holdHearing') }),
  concludedAfterHearing: count({
    ...cases,
    name: '经听证审结',
    definition: `审结案件中举行过听证的，${byConclusion}`,
    counts: s => (done(s, 'holdHearing') ? concludedOn(s) : undefined),
    internal: true,
  }),
  hearingRate: ratio({
    name: '听证率',
    topic,
    definition: '经听证审结 ÷ 审结。',
    numerator: ['concludedAfterHearing'],
    denominator: ['concluded'],
    decimals: 1,
    internal: true,
  }),
  headsAttended: count({
    ...cases,
    name: '被申请人负责人参加听证',
    definition: '举行听证的案件中被申请人负责人到场的，按听证之日。',
    counts: s => (s.values.headAttended === 'head' ? dayOf(s, 'holdHearing') : undefined),
  }),
  headAttendanceRate: ratio({
    name: '负责人参加听证率',
    topic,
    definition: '被申请人负责人参加听证 ÷ 举行听证。',
    numerator: ['headsAttended'],
    denominator: ['hearings'],
    decimals: 1,
    internal: true,
  }),
  opinionsIssued: count({
    ...cases,
    name: '制发行政复议意见书',
    definition: '按制发之日。',
    counts: s => dayOf(s, 'issueOpinion'),
  }),
  documentsReviewed: count({
    ...cases,
    name: '附带审查规范性文件',
    definition: '按启动附带审查之日。',
    counts: s => dayOf(s, 'startDocumentReview'),
    internal: true,
  }),
  sued: count({
    ...cases,
    name: '复议后提起行政诉讼',
    definition: `本期审结的案件中申请人其后提起诉讼的，${byConclusion}`,
    counts: s => (done(s, 'recordSuit') ? concludedOn(s) : undefined),
  }),
  suedRate: ratio({
    name: '复议后起诉率',
    topic,
    definition: '复议后提起行政诉讼 ÷ 审结。',
    numerator: ['sued'],
    denominator: ['concluded'],
    decimals: 1,
    internal: true,
  }),
}

export const reconsiderationIdentities: readonly Identity[] = [
  {
    code: 'applications',
    name: '收到 + 上期审查中 = 受理 + 不予受理 + 告知 + 经解释未提起 + 视为放弃 + 期末审查中',
    whole: ['received', 'pendingReviewBefore'],
    parts: ['accepted', 'refused', 'toldOtherBody', 'explainedNotFiled', 'abandoned', 'pendingReview'],
    relation: '=',
  },
  {
    code: 'cases',
    name: '受理 + 上期结转 = 审结 + 期末未结',
    whole: ['accepted', 'openBefore'],
    parts: ['concluded', 'open'],
    relation: '=',
  },
  {
    code: 'results',
    name: '审结 = 维持 + 驳回 + 撤销 + 变更 + 确认违法 + 确认无效 + 责令履行 + 行政协议 + 调解 + 终止',
    whole: ['concluded'],
    parts: Object.keys(results),
    relation: '=',
  },
]
