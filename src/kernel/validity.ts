import type { Declaration, EntryOn } from './declaration.ts'
import { asOf } from './evolve.ts'
import type { RecordState } from './record.ts'
import { addDays, formatChineseDate, type PlainDate } from './time/date.ts'

/**
 * What a register entry says on a day: whether it is valid then, and if not, why. Valid: in a valid stage on that day,
 * from its own first day on and not after its own last day.
 */
export function entryOn(d: Declaration, state: RecordState, day: PlainDate): EntryOn {
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

/** Days on which an entry is valid, from the first on, until the first on which it no longer is. */
export type ValidSpan = { readonly from: PlainDate; readonly until?: PlainDate }

/**
 * All days on which a register entry is valid, as `entryOn` judges each of them: one span, or several when it was suspended
 * or ran out in between. A voided entry never was valid.
 */
export function validSpans(d: Declaration, state: RecordState): ValidSpan[] {
  if (!d.validity || state.voided) return []
  const { stages, from, until } = d.validity
  const days = [...new Set(state.steps.map(s => s.on))].toSorted()
  const spans: { from: PlainDate; until?: PlainDate }[] = []
  for (const [i, day] of days.entries()) {
    const at = asOf(d, state, day)
    if (!at || !stages.includes(at.stage)) continue
    const first = from === undefined ? undefined : at.values[from]
    const last = until === undefined ? undefined : at.values[until]
    const begins = typeof first === 'string' && first > day ? first : day
    const ends = [days[i + 1], typeof last === 'string' ? addDays(last, 1) : undefined].filter(e => e !== undefined)
    const end = ends.toSorted()[0]
    if (end !== undefined && end <= begins) continue
    const before = spans.at(-1)
    if (before?.until === begins) spans.pop()
    const start = before?.until === begins ? before.from : begins
    spans.push(end === undefined ? { from: start } : { from: start, until: end })
  }
  return spans
}
