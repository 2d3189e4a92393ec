import type { Declaration, Link } from './declaration.ts'
import type { Actor, HandOver, RecordState } from './record.ts'
import type { Refusal } from './refusal.ts'

/** What is handed over (移送): by which declared link, to which organ. */
export type HandOverTo = { readonly link: string; readonly to: string }

/** Whether a record may start another by one of its links now. */
export const mayOpen = (link: Link, state: RecordState): boolean =>
  link.kind === 'opens' && !state.voided && (!link.stages || link.stages.includes(state.stage))

/** The hand-over to an organ, by a link, that waits for its acceptance or return. */
export const pendingWith = (state: RecordState, organ: string, link: string): HandOver | undefined =>
  state.handOvers?.find(h => h.status === 'pending' && h.to === organ && h.link === link)

/** Whether a record may be handed over now. Whether the organ has anybody to take it, the kernel cannot know. */
export function refuseHandOver(
  d: Declaration,
  state: RecordState,
  { link: code, to }: HandOverTo,
  actor: Actor,
): Refusal | undefined {
  const link = d.links[code]
  if (link?.kind !== 'opens')
    return {
      code: 'invalid-input',
      path: 'handOver.link',
      message: `“${d.name}”不能这样移送，请从所列的去向中选择。`,
    }
  if (!mayOpen(link, state)) {
    const stages = (link.stages ?? []).map(s => `“${d.stages[s]?.name}”`).join('、')
    return {
      code: 'wrong-stage',
      path: 'handOver.link',
      message: `现处“${d.stages[state.stage]?.name ?? '已作废'}”阶段，不能移送“${link.name}”${stages ? `；该去向在${stages}阶段移送` : ''}。`,
    }
  }
  if (to === state.organ || to === actor.organ)
    return {
      code: 'invalid-input',
      path: 'handOver.to',
      message: `不能移送给本单位；本单位有权办理的，请直接办理“${link.name}”，否则请选择其他单位。`,
    }
  if (pendingWith(state, to, code))
    return {
      code: 'conflict',
      path: 'handOver.to',
      message: `已向该单位移送“${link.name}”，正待接收。请等其接收或者退回，或者选择其他单位。`,
    }
  return undefined
}

/** Whether the organ of the actor may return (退回) what was handed over by the event `seq`. */
export function refuseHandBack(state: RecordState, seq: number, reason: string, actor: Actor): Refusal | undefined {
  const given = state.handOvers?.find(h => h.seq === seq && h.to === actor.organ)
  if (!given)
    return {
      code: 'forbidden',
      path: 'handBack.seq',
      message: '该次移送不是给您所在单位的，不能由您退回，请由接收单位办理。',
    }
  if (given.status === 'accepted')
    return {
      code: 'conflict',
      path: 'handBack.seq',
      message: `您所在单位已经接收，编号${given.number}，不能再退回；请在该件中依程序办理。`,
    }
  if (given.status === 'returned')
    return { code: 'conflict', path: 'handBack.seq', message: '您所在单位已经退回，不用再办；请刷新页面。' }
  return reason
    ? undefined
    : { code: 'invalid-input', path: 'note', message: '退回须写明理由，并尽可能指明应由哪个单位办理。' }
}
