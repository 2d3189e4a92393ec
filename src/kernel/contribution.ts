import type { Declaration } from './declaration.ts'
import type { Contribution, Figure } from './figure.ts'
import { type LimitState, limitState, type Settings } from './limit.ts'
import type { RecordState } from './record.ts'
import type { Calendar } from './time/calendar.ts'

/**
 * What a record adds to each figure: the rows behind the numbers. A function of the record alone (and of calendar and
 * settings, for figures of timeliness), so that a figure is always the sum of its drill-down.
 */
export function contributionsOf(
  declaration: Declaration,
  state: RecordState,
  context: { readonly calendar: Calendar; readonly settings: Settings },
): Contribution[] {
  if (state.voided) return []
  const rows: Contribution[] = []
  const figureContext = {
    limit(code: string): LimitState {
      const limit = declaration.limits[code]
      if (!limit) throw new Error(`${declaration.code}: no limit ${code}`)
      // Timeliness is a fact once the limit is met; a running limit contributes nothing, whatever day it is.
      const today = state.steps.at(-1)?.on ?? state.openedOn
      return limitState({ code, limit, system: declaration.code, state, today, ...context })
    },
  }
  for (const [code, figure] of Object.entries(declaration.figures)) {
    const row = contribution(code, figure)
    if (row) rows.push(row)
  }
  return rows

  function contribution(code: string, figure: Figure): Contribution | undefined {
    switch (figure.kind) {
      case 'ratio':
      case 'total':
        return undefined
      case 'stock': {
        const span = figure.spans(state, figureContext)
        return span && { figure: code, on: span.from, amount: 1, ...(span.until ? { until: span.until } : {}) }
      }
      case 'count': {
        const on = figure.counts(state, figureContext)
        return on === undefined ? undefined : { figure: code, on, amount: 1 }
      }
      case 'sum': {
        const on = figure.counts(state, figureContext)
        const amount = state.values[figure.field]
        return on === undefined || typeof amount !== 'number' || amount === 0 ? undefined : { figure: code, on, amount }
      }
      case 'distinct': {
        const on = figure.counts(state, figureContext)
        if (on === undefined) return undefined
        const key = keyOf(figure.field)
        return key === undefined ? undefined : { figure: code, on, amount: 1, key }
      }
      default:
        return figure satisfies never
    }
  }

  function keyOf(field: string): string | undefined {
    if (!field.startsWith('party.')) {
      const value = state.values[field]
      return value === undefined ? undefined : String(value)
    }
    const party = state.parties.find(p => p.role === field.slice('party.'.length))
    return party && (party.number ?? party.name)
  }
}
