import type { Clock } from '#kernel/clock.ts'
import type { Option } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { RecordState } from '#kernel/record.ts'

/** Open in more stages than that, an action belongs to none of them: another officer, one more order, a correction. */
const ofManyStages = 2

/**
 * What the page offers as the one thing to do: the conclusion of this stage once it may be drawn, else the first action that
 * is of this stage or meets a running limit of the authority. Nothing is pressed upon anybody that leads back, halts or prolongs the case,
 * nor another way out of it than the one that was declared first; then all buttons are alike.
 */
export function mainAction(
  { actions, limits, stages }: Declaration,
  { stage, steps }: Pick<RecordState, 'stage' | 'steps'>,
  options: readonly Option[],
  clocks: readonly Clock[],
): string | undefined {
  const mine = options.filter(o => !o.refusals.some(r => r.code === 'wrong-stage' || r.code === 'forbidden'))
  const conclusion = mine.find(o => actions[o.action]?.outcome !== undefined)
  if (conclusion?.allowed) return conclusion.action
  const awaited = new Set(
    clocks.filter(c => c.metOn === undefined && c.bears === 'authority').flatMap(c => limits[c.code]?.until ?? []),
  )
  const prolonging = new Set(Object.values(limits).map(l => l.extendedBy?.action))
  const passed = new Set(steps.map(s => s.from))
  return mine.find(o => {
    const action = actions[o.action]
    if (!o.allowed || !action || action.outcome !== undefined || prolonging.has(o.action)) return false
    if (action.to !== undefined && action.to !== 'back')
      return action.to !== stage && !passed.has(action.to) && !stages[action.to]?.suspended
    return action.from.length <= ofManyStages || awaited.has(o.action)
  })?.action
}
