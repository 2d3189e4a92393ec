import type { Values } from '#kernel/field.ts'
import { printValue } from '#kernel/print.ts'
import { type Result, refuse } from '#kernel/refusal.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { entryOn } from '#kernel/validity.ts'
import { loadRecord } from '#store/log.ts'
import { namesOf, type Platform } from './platform.ts'
import type { Caller } from './records.ts'
import { actionName, allFields, maskValues, seesPersonalOf, stageName } from './view.ts'
import type { EntryAsOf } from './views.ts'

/** A register entry as it stood at the end of a day, and how it came to be what it is. */
export async function entryAsOf(
  platform: Platform,
  caller: Caller,
  id: string,
  on: PlainDate,
): Promise<Result<EntryAsOf>> {
  const state = (await loadRecord(platform.db, caller.scope, id))?.state
  if (!state) return refuse({ code: 'not-found', message: '没有找到该记录，或者不在您可以查看的范围内。' })
  const d = platform.catalogue.get(state.system, state.version)
  if (d.archetype !== 'register')
    return refuse({ code: 'invalid-input', path: 'id', message: '只有名录可以按某一天查看。' })
  const division = await platform.division(caller.scope.division)
  const fields = allFields(d)
  const names = namesOf(division)
  const seesPersonal = seesPersonalOf(state, caller.actor)
  const shown = (values: Values): [code: string, name: string, value: string][] => {
    const masked = seesPersonal ? values : maskValues(fields, values)
    return [...fields].flatMap(([code, { field }]) => {
      const value = masked[code]
      return value === undefined ? [] : [[code, field.name, printValue(field, value, names)]]
    })
  }
  const { state: at, valid, why } = entryOn(d, state, on)
  const entered = at.openedOn <= on
  let known: Values = {}
  const changes = state.steps
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq))
    .map(step => {
      const before = new Map(shown(known).map(([code, , value]) => [code, value]))
      known = { ...known, ...step.values }
      return {
        seq: step.seq,
        on: step.on,
        actionName: actionName(d, step.action),
        by: step.by.name,
        stageName: stageName(d, step.to),
        fields: shown(step.values).flatMap(([code, name, to]) => {
          const from = before.get(code)
          return from === to ? [] : [{ name, to, ...(from === undefined ? {} : { from }) }]
        }),
      }
    })
  return {
    ok: true,
    value: {
      on,
      valid,
      why,
      entries: entered ? shown(at.values).map(([field, name, value]) => ({ field, name, value })) : [],
      changes: changes.toReversed(),
      ...(entered ? { stageName: stageName(d, at.stage) } : {}),
    },
  }
}
