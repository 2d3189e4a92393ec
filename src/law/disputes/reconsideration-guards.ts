import { type Guard, guard, valuesGuard } from '#kernel/declaration.ts'
import { done, lastStep, type RecordState } from '#kernel/record.ts'
import { type Citation, cite } from '#kernel/statute.ts'
import { formatChinese } from '#kernel/time/date.ts'
import { reconsiderationAct, reconsiderationRules } from '../statutes.ts'

const act = (articles: string | number) => cite(reconsiderationAct, '2023', articles)
const rules = (articles: string | number, mark: { verified?: false } = {}) =>
  cite(reconsiderationRules, '2007', articles, mark)

/** 涉案款额三千元以下 may be heard by summary procedure; in 分. */
const smallAmount = 3_000_00
/** Termination because a suspension lasts asks the age of suspensions on these grounds only: 第三十九条第一款第一、二、四项. */
const lapsingGrounds: readonly string[] = ['death', 'incapacity', 'dissolved']

export const isSummary = (s: RecordState): boolean =>
  typeof s.values.procedure === 'string' && s.values.procedure !== 'ordinary' && !done(s, 'toOrdinary')

/** Handled by the law of before 2024. */
export const isOldLaw = (s: RecordState): boolean => s.version === '2017'

/** The term to apply, by the article of the text that governs. */
export const applicationInTime = (citation: Citation, codes: readonly string[]): Guard =>
  valuesGuard({
    code: 'application-in-time',
    name: '在法定申请期限内提出',
    cite: citation,
    check: ({ limit, values }) => {
      const late = codes.map(limit).find(l => l.status === 'late')
      return late && !values.goodCause
        ? `申请已超过法定期限（最后一日为${formatChinese(late.final ?? '')}），应当作出不予受理决定；因不可抗力或者其他正当理由耽误的，写明“超过期限的正当理由”后再受理。`
        : undefined
    },
  })

export const notInCourt = (citation: Citation): Guard =>
  guard({
    code: 'not-in-court',
    name: '人民法院尚未受理同一行政行为的诉讼',
    cite: citation,
    check: ({ state }) =>
      state.values.courtFiled === true
        ? '人民法院已经依法受理同一行政行为的诉讼，不得再受理行政复议申请；请作出不予受理决定。'
        : undefined,
  })

export const dutyPeriodOver = guard({
  code: 'duty-period-over',
  name: '不履行职责的，行政机关的履行期限已满',
  cite: rules(16),
  check: ({ state, limit }) => {
    if (state.values.urgent === true) return undefined
    const { final } = limit('duty')
    return final && state.openedOn <= final
      ? `行政机关自收到请求之日起满六十日（${formatChinese(final)}）仍不履行的，方可申请行政复议；现在申请过早，请告知申请人，紧急情况除外。`
      : undefined
  },
})

export const smallEnough = valuesGuard({
  code: 'summary-amount',
  name: '以款额适用简易程序的，不超过三千元',
  cite: act(53),
  check: ({ state, values }) =>
    values.procedure === 'small' &&
    typeof state.values.amountAtStake === 'number' &&
    state.values.amountAtStake > smallAmount
      ? `案件涉及款额${state.values.amountAtStake / 100}元，超过三千元，不能以此适用简易程序；请选普通程序，或者各方同意适用简易程序的写明。`
      : undefined,
})

export const wasLate = (citation: Citation): Guard =>
  guard({
    code: 'reply-was-late',
    name: '答复期限已满而未答复的，才登记逾期答复',
    cite: citation,
    check: ({ state }) =>
      done(state, 'deemNoReply') ? undefined : '被申请人已经按期答复，不需要登记逾期答复；补充材料请附在案件中。',
  })

export const oneCorrectionNotice = (citation: Citation): Guard =>
  guard({
    code: 'one-correction-notice',
    name: '补正通知一次性载明',
    cite: citation,
    check: ({ state }) =>
      done(state, 'requireCorrection')
        ? '补正通知应当一次性载明需要补正的事项，不得再次要求补正；请作出受理或者不予受理的决定。'
        : undefined,
  })

export const correctionOver = (citation: Citation): Guard =>
  guard({
    code: 'correction-over',
    name: '补正期限已满',
    cite: citation,
    check: ({ limit, on }) => {
      const { final } = limit('correction')
      return final && on <= final
        ? `补正期限至${formatChinese(final)}届满，尚不能视为放弃申请；请等待补正材料，期满后再登记。`
        : undefined
    },
  })

export const twoInvestigators = (citation: Citation): Guard =>
  valuesGuard({
    code: 'two-handlers',
    name: '调查取证不少于二人',
    cite: citation,
    check: ({ values }) =>
      Array.isArray(values.investigators) && values.investigators.length < 2
        ? '调查取证时，行政复议人员不得少于两人，并应当出示工作证件；请补填参加调查的人员。'
        : undefined,
  })

export const hearingPanel = valuesGuard({
  code: 'hearing-panel',
  name: '听证由一名主持人、两名以上听证员、一名记录员进行',
  cite: act(50),
  check: ({ values }) => {
    const { hearingChair, hearingMembers, hearingClerk } = values
    const members = Array.isArray(hearingMembers) ? hearingMembers : []
    if (members.length < 2) return '听证员应当为两名以上行政复议人员，请补填听证员。'
    return hearingChair === hearingClerk ||
      members.includes(String(hearingChair)) ||
      members.includes(String(hearingClerk))
      ? '主持人、听证员、记录员应当由不同的人担任，请重新安排。'
      : undefined
  },
})

export const hearingNotified = guard({
  code: 'hearing-notified',
  name: '听证前已通知当事人',
  cite: act(51),
  check: ({ state }) =>
    done(state, 'notifyHearing') ? undefined : '尚未通知当事人听证的时间、地点和拟听证事项，请先办理“通知听证”。',
})

export const opinionsHeard = guard({
  code: 'opinions-heard',
  name: '普通程序听取当事人意见',
  cite: act(49),
  check: ({ state }) =>
    isSummary(state) || done(state, 'hearOpinions', 'holdHearing')
      ? undefined
      : '尚未听取当事人的意见。普通程序应当当面或者通过互联网、电话等方式听取并记录在案，请先办理“听取意见”；因当事人原因不能听取的，在其中写明。',
})

export const majorHeard = guard({
  code: 'major-heard',
  name: '重大、疑难、复杂案件组织听证',
  cite: act(50),
  check: ({ state }) =>
    done(state, 'markMajor') && !done(state, 'holdHearing')
      ? '本案已认定为重大、疑难、复杂，应当组织听证；请先办理“通知听证”和“举行听证”。'
      : undefined,
})

export const majorConsulted = guard({
  code: 'committee-consulted',
  name: '重大、疑难、复杂案件提请行政复议委员会提出咨询意见',
  cite: act(52),
  check: ({ state }) =>
    done(state, 'markMajor') && !done(state, 'consultCommittee')
      ? '本案已认定为重大、疑难、复杂，应当提请行政复议委员会提出咨询意见；请先办理“提请行政复议委员会咨询”。'
      : undefined,
})

export const restsOnHearing = valuesGuard({
  code: 'rests-on-hearing',
  name: '经过听证的，根据听证笔录作出决定',
  cite: act(61),
  check: ({ state, values }) =>
    done(state, 'holdHearing') && values.hearingRecordUsed === false
      ? '经过听证的案件，应当根据听证笔录、审查认定的事实和证据作出决定；请在决定理由中依据听证笔录。'
      : undefined,
})

export const notWorse = (citation: Citation): Guard =>
  valuesGuard({
    code: 'not-worse',
    name: '不得作出对申请人更为不利的变更决定',
    cite: citation,
    check: ({ values }) =>
      values.decision === 'change' && values.worseForApplicant === true && values.thirdPartyOpposes !== true
        ? '不得作出对申请人更为不利的变更决定，但是第三人提出相反请求的除外；请调整变更内容，或者改作其他决定。'
        : undefined,
  })

export const suspendedLongEnough = (citation: Citation): Guard =>
  valuesGuard({
    code: 'suspended-sixty-days',
    name: '中止满六十日原因仍未消除的，方可因此终止',
    cite: citation,
    check: ({ state, values, limit, on }) => {
      if (values.terminateGround !== 'lapsed') return undefined
      const ground = lastStep(state, 'suspend')?.values.suspendGround
      if (typeof ground !== 'string' || !lapsingGrounds.includes(ground))
        return '只有因申请人死亡、丧失行为能力或者终止而中止的案件，满六十日原因仍未消除才终止；请选择其他终止事由，或者继续中止。'
      const { final } = limit('suspension')
      return final && on <= final
        ? `中止须满六十日（${formatChinese(final)}），原因仍未消除的才能终止；请在期满后办理。`
        : undefined
    },
  })

export const extendOrdinaryOnly = guard({
  code: 'extend-ordinary',
  name: '简易程序的审理期限不得延长',
  cite: act(62),
  check: ({ state }) =>
    isSummary(state)
      ? '适用简易程序的案件，审理期限不得延长；认为不宜适用简易程序的，请办理“转为普通程序”。'
      : undefined,
})

export const extendBeforeEnd = (citation: Citation): Guard =>
  guard({
    code: 'extend-before-end',
    name: '延长审理期限在期限届满前批准',
    cite: citation,
    check: ({ limit, on }) => {
      const { final } = limit('decision')
      return final && on > final
        ? `审理期限已于${formatChinese(final)}届满，不能再延长；请尽快作出决定，并如实记录逾期。`
        : undefined
    },
  })

export const summaryOnly = guard({
  code: 'summary-only',
  name: '只有简易程序可以转为普通程序',
  cite: act(55),
  check: ({ state }) => (isSummary(state) ? undefined : '本案适用普通程序，不需要转换。'),
})

export const excludedInOrder = valuesGuard({
  code: 'excluded-in-order',
  name: '不计入期限的起止日期相符',
  cite: rules('34, 37'),
  check: ({ values }) =>
    String(values.excludedTo) < String(values.excludedFrom) ? '勘验、鉴定的结束日期早于开始日期，请核对。' : undefined,
})

export const notTheSameAct = (citation: Citation): Guard =>
  valuesGuard({
    code: 'not-the-same-act',
    name: '重新作出的行政行为不得与原行为相同',
    cite: citation,
    check: ({ state, values }) =>
      values.sameAct === true && state.values.errorCause !== 'procedure'
        ? '被申请人不得以同一事实和理由作出与被撤销的行政行为相同或者基本相同的行政行为（因违反法定程序被撤销的除外）；请责令纠正。'
        : undefined,
  })

export const superiorCopied = guard({
  code: 'superior-copied',
  name: '被申请人为部门的，决定书抄告其上一级主管部门',
  severity: 'warn',
  cite: act('79(2)'),
  check: ({ state }) =>
    done(state, 'copySuperior')
      ? undefined
      : '被申请人为县级以上地方人民政府工作部门的，应当将发生法律效力的决定书、意见书抄告其上一级主管部门；尚未登记抄告。',
})
