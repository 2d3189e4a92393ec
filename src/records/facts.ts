import type { Catalogue } from '#kernel/catalogue.ts'
import type { Command } from '#kernel/decide.ts'
import type { Declaration, EntryOn } from '#kernel/declaration.ts'
import type { Fields, Values } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { entryOn } from '#kernel/validity.ts'
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
      if (!state) return undefined
      const d = catalogue.get(state.system, state.version)
      return d.archetype === 'register' ? entryOn(d, state, on) : undefined
    },
    record: find,
  }
}
