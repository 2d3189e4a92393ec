import { type Guard, type GuardContext, guard, valuesGuard } from '#kernel/declaration.ts'
import { dayOf, done, type RecordState } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'

/** The reply limit of an order, by its grade; a statutory limit of its own prevails (法定期限从其规定). */
export function replyLimitOf(state: RecordState): string {
  if (state.values.statutoryDue) return 'statutory'
  const grade = state.values.grade
  return grade === 'urgent' || grade === 'consultation' || grade === 'complex' ? grade : 'ordinary'
}

export const onlyForwarded: Guard = guard({
  code: 'onlyForwarded',
  name: '限于上级平台转办件',
  cite: practice('热线转办件退回'),
  check: ({ state }) =>
    state.values.channel === 'cityHotline' || state.values.channel === 'province'
      ? undefined
      : '只有市热线或者省平台转办的件才能退回；本区受理的，请派单、转其他程序或者不予受理。',
})

export const notYetDesignated: Guard = guard({
  code: 'designatedUnit',
  name: '经指定的承办单位不得再退单',
  cite: practice('热线派单争议裁定'),
  check: ({ state }) =>
    done(state, 'ruleCompetence')
      ? '职责争议已经裁定，指定的承办单位不得再退单。请签收办理；对裁定有意见的，向热线管理机构书面提出，不影响办理。'
      : undefined,
})

export const replyBeforeFeedback: Guard = valuesGuard({
  code: 'callerAnswered',
  name: '已答复来电人',
  cite: practice('热线办理闭环'),
  check: ({ state, values }) =>
    state.values.wantsReply === true && values.repliedToCaller !== true
      ? '来电人要求答复的，先答复来电人再提交办理结果。请联系来电人后勾选“已答复来电人”。'
      : undefined,
})

export const statutoryDayAhead: Guard = valuesGuard({
  code: 'statutoryDay',
  name: '法定期限晚于签收日',
  cite: practice('法定办理期限从其规定'),
  check: ({ values, on }) =>
    typeof values.statutoryDue === 'string' && values.statutoryDue < on
      ? '法定办理期限届满日不能早于签收日，请核对该事项的法定期限；没有法定期限的留空。'
      : undefined,
})

export const extensionAsked: Guard = guard({
  code: 'extensionAsked',
  name: '承办单位在期限内申请延期',
  cite: practice('热线办理延期'),
  check({ state, limit, on }: GuardContext) {
    const code = replyLimitOf(state)
    if (code !== 'ordinary' && code !== 'complex')
      return '只有一般件和复杂件可以延期一次；紧急件、咨询件和有法定期限的件不延期，请按期答复。'
    const asked = dayOf(state, 'askExtension')
    if (!asked) return '承办单位还没有申请延期，请先由承办单位办理“申请延期”。'
    const { final } = limit(code)
    return final !== undefined && on > final.slice(0, 10)
      ? `办理期限已于${final.slice(0, 10)}届满，不能再延期，请尽快答复并说明原因。`
      : undefined
  },
})

export const unsatisfiedIsRedone: Guard = valuesGuard({
  code: 'unsatisfiedIsRedone',
  name: '不满意的先重办一次',
  cite: practice('热线回访重办'),
  check: ({ state, values }) =>
    values.rating === 'unsatisfied' && !done(state, 'redo') && values.explainedFully !== true
      ? '来电人不满意的，先办理“退回重办”；诉求超出政策规定、已经充分解释的，勾选“已依法依规充分解释”后办结。'
      : undefined,
})
