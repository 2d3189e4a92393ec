import type { Declaration } from './declaration.ts'
import type { Actor, RecordEvent, RecordState } from './record.ts'
import type { Refusal } from './refusal.ts'
import { practice } from './statute.ts'
import type { Instant } from './time/date.ts'

/** What the kernel cannot read itself: the last event of the record, the moment, and until when it may be taken back. */
export type UndoFacts = { readonly event: RecordEvent; readonly now: Instant; readonly until: Instant }

const custom = practice('办理撤回')

/**
 * Whether a step may be taken back (撤回) as a slip of the hand: one's own, a moment ago, nothing after it, and nothing that
 * has left the house by it. Everything else is corrected, or answered by another act of the procedure.
 */
export function refuseUndo(
  d: Declaration,
  state: RecordState,
  { event, now, until }: UndoFacts,
  actor: Actor,
): Refusal | undefined {
  const wrong = (message: string): Refusal => ({ code: 'guard', path: 'undo', message, article: custom.text })
  const action = d.actions[event.action]
  if (!action || state.seq !== event.seq || state.steps.at(-1)?.seq !== event.seq)
    return wrong('这一步之后已有新的记录，不能撤回；录入有误的请用“更正”。')
  if (event.by.id !== actor.id || event.origin !== 'user') return wrong('只能撤回本人刚刚办理的一步。')
  if (now > until) return wrong('已过可以撤回的时间；录入有误的请用“更正”。')
  if (event.data.documents?.length)
    return wrong(`“${action.name}”已生成文书，不能撤回；录入有误的请用“更正”，或者依程序另行处理。`)
  return action.confirm ? wrong(`“${action.name}”依法不能反悔，不能撤回。`) : undefined
}
