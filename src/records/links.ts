import type { Catalogue } from '#kernel/catalogue.ts'
import type { Draft } from '#kernel/decide.ts'
import type { Declaration, Taken } from '#kernel/declaration.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Party, Value, Values } from '#kernel/field.ts'
import { mayOpen } from '#kernel/hand-over.ts'
import { dayOf, type LinkRef, type Origin, type RecordEvent, type RecordState } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time/date.ts'
import { type EventFrame, eventOf } from './events.ts'
import type { DivisionInfo } from './platform.ts'

/** What a record is opened from: another record, and which of its declared links. */
export type OpenedFrom = { readonly record: string; readonly link: string }

/** What a linked opening takes along, under the names that the new record gives it. */
export type Carried = { readonly values: Values; readonly parties: readonly Party[] }

/**
 * What a record takes along from another that it is opened from: never typed again. Refused when the other does not lead
 * to such a record, or not from the stage in which it is; what was handed over was so in the right stage.
 */
export function carry(
  catalogue: Catalogue,
  division: DivisionInfo,
  source: RecordState,
  code: string,
  target: Declaration,
  handedOver = false,
): Result<Carried> {
  const from = catalogue.get(source.system, source.version)
  const link = from.links[code]
  if (link?.kind !== 'opens' || link.to !== target.code)
    return refuse({ code: 'invalid-input', path: 'from.link', message: '该件不能转为这类事项。' })
  if (handedOver ? source.voided : !mayOpen(link, source)) {
    const stage = source.voided ? '已作废' : `现在处于“${from.stages[source.stage]?.name ?? source.stage}”`
    return refuse({ code: 'wrong-stage', path: 'from', message: `${source.number}${stage}，不能办理“${link.name}”。` })
  }
  const values: Record<string, Values[string]> = {}
  for (const [theirs, ours] of Object.entries(link.values ?? {})) {
    const value = taken(source, ours)
    if (value !== undefined && target.fields[theirs]) values[theirs] = value
  }
  for (const [theirs, field] of Object.entries(target.fields))
    if (field.of === source.system && values[theirs] === undefined)
      values[theirs] = field.many ? [source.id] : source.id
  const parties = Object.entries(link.parties ?? {}).flatMap(([theirs, ours]) =>
    source.parties.flatMap(p =>
      p.role === ours && target.parties[theirs]?.kinds.includes(p.kind) ? [{ ...p, role: theirs }] : [],
    ),
  )
  const organ = division.organs.get(source.organ)
  if (link.organ && organ) parties.push({ role: link.organ, kind: 'agency', name: organ.name, organ: organ.code })
  return ok({ values, parties })
}

function taken(source: RecordState, what: Taken): Value | undefined {
  if (typeof what === 'string') return source.values[what]
  if ('day' in what) return dayOf(source, what.day)
  const issued = source.steps.flatMap(s => s.documents ?? []).findLast(d => d.code === what.document)
  return issued?.number === undefined ? undefined : what.as.replace('{number}', issued.number)
}

/** The link as the opened record holds it, by the id under which both hold it. */
export const linkFrom = (source: RecordState, opened: string, code: string): LinkRef => ({
  id: `${source.id}:${opened}`,
  kind: 'from',
  code,
  system: source.system,
  record: source.id,
  number: source.number,
})

/** The opening, with where it comes from. */
export const openedFrom = (link: LinkRef, drafts: readonly Draft[]): Draft[] =>
  drafts.map(d => (d.data.opened ? { ...d, data: { ...d.data, opened: { ...d.data.opened, from: link } } } : d))

/** The same link in the other log: the source knows what it became, by whom and when. */
export function linkedBack(
  catalogue: Catalogue,
  division: DivisionInfo,
  source: RecordState,
  link: LinkRef,
  opened: RecordState,
  told: Pick<Draft, 'by' | 'on'> & { readonly recordedAt: Instant; readonly origin: Origin },
): { readonly state: RecordState; readonly event: RecordEvent } {
  const declaration = catalogue.get(source.system, source.version)
  const to: LinkRef = { ...link, kind: 'to', system: opened.system, record: opened.id, number: opened.number }
  const { by, on, recordedAt, origin } = told
  const draft: Draft = { action: 'link', on, by, role: by.roles[0] ?? '', produces: [], data: { link: to } }
  const frame: EventFrame = { division, record: source.id, declaration, organ: source.organ, origin, command: '' }
  const event = eventOf(frame, draft, source.seq + 1, recordedAt, [])
  return { event, state: evolve(declaration, source, event) }
}
