import type { Catalogue } from '#kernel/catalogue.ts'
import type { Command } from '#kernel/decide.ts'
import type { Declaration, EntryOn } from '#kernel/declaration.ts'
import { asOf } from '#kernel/evolve.ts'
import type { Fields, Values } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import { formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import type { Database, Scope } from '#store/database.ts'
import { loadMany } from '#store/log.ts'

/** The ids of register entries and records that values name. */
export function referred(fields: Fields, values: Values): string[] {
  return Object.entries(fields).flatMap(([code, field]) => {
    if (field.kind !== 'entry' && field.kind !== 'record') return []
    const value = values[code]
    return value === undefined ? [] : [value].flat().map(String)
  })
}

/** The fields that a command fills in: of the opening, of the action, or of the step that it corrects. */
export const fieldsOf = (d: Declaration, command: Pick<Command, 'action'>): Fields =>
  command.action === 'open' ? d.fields : (d.actions[command.action]?.asks ?? {})

/**
 * What a register entry says on a day: whether it is valid then, and if not, why. Valid: in a valid stage on that day,
 * from its own first day on and not after its own last day.
 */
export function entryOn(catalogue: Catalogue, state: RecordState, day: PlainDate): EntryOn {
  const d = catalogue.get(state.system, state.version)
  const at = asOf(d, state, day)
  if (!at) return { state, valid: false, why: `${state.title}于${formatChineseDate(state.openedOn)}才列入${d.name}` }
  const { validity } = d
  if (!validity) return { state: at, valid: true, why: '' }
  if (!validity.stages.includes(at.stage))
    return { state: at, valid: false, why: `${at.title}当日为“${d.stages[at.stage]?.name ?? '已作废'}”` }
  const from = validity.from === undefined ? undefined : at.values[validity.from]
  if (typeof from === 'string' && day < from)
    return { state: at, valid: false, why: `${at.title}自${formatChineseDate(from)}起有效` }
  const until = validity.until === undefined ? undefined : at.values[validity.until]
  if (typeof until === 'string' && day > until)
    return { state: at, valid: false, why: `${at.title}的有效期至${formatChineseDate(until)}，当日已失效` }
  return { state: at, valid: true, why: '' }
}

/** Facts that a decision may ask, read beforehand. */
export type Facts = {
  readonly entry: (id: string, on: PlainDate) => EntryOn | undefined
  readonly record: (id: string) => RecordState | undefined
}

/** Reads what values name. Registers are read division-wide: whoever acts may ask whether a certificate is valid. */
export async function readFacts(
  db: Database,
  catalogue: Catalogue,
  scope: Scope,
  ids: readonly string[],
): Promise<Facts> {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
  const valid = [...new Set(ids)].filter(id => uuid.test(id))
  if (!valid.length) return { entry: () => undefined, record: () => undefined }
  const stored = await loadMany(db, { ...scope, sees: 'division' }, valid)
  return factsFrom(catalogue, id => stored.get(id)?.state)
}

export function factsFrom(catalogue: Catalogue, find: (id: string) => RecordState | undefined): Facts {
  return {
    entry(id, on) {
      const state = find(id)
      return state && catalogue.get(state.system, state.version).archetype === 'register'
        ? entryOn(catalogue, state, on)
        : undefined
    },
    record: find,
  }
}
