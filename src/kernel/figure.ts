import type { LimitState } from './limit.ts'
import type { RecordState } from './record.ts'
import type { PlainDate } from './time/date.ts'

/** What a figure may look at besides the record: how its limits were kept. */
export type FigureContext = { readonly limit: (code: string) => LimitState }

/** The months that a figure counts; absent: the calendar year. */
export type FigurePeriod = {
  /** First day `MM-DD`; with `yearBefore` of the year before the report's. */
  readonly from: string
  readonly to: string
  readonly yearBefore?: true
  readonly name: string
}

type Common = {
  /** As printed in the report. */
  readonly name: string
  readonly unit: string
  /** 口径: what is counted, by which date, what is left out. */
  readonly definition: string
  /** Topic code of the report reader, e.g. `reconsideration`. */
  readonly topic: string
  readonly period?: FigurePeriod
  /** Not printed in the yearly report, only in identities and supervision. */
  readonly internal?: true
}

/** Records (or events) counted on a day: the figure is the number of days returned over all records within the period. */
export type CountFigure = Common & {
  readonly kind: 'count'
  readonly counts: (state: RecordState, context: FigureContext) => PlainDate | undefined
}
/** The sum of a numeric field; money in 分, printed in 元. */
export type SumFigure = Common & {
  readonly kind: 'sum'
  /** The field that is summed. */
  readonly field: string
  readonly money?: true
  /** The day on which the record counts. */
  readonly counts: (state: RecordState, context: FigureContext) => PlainDate | undefined
}
/** Distinct keys, e.g. persons helped: the same key twice in the period counts once. */
export type DistinctFigure = Common & {
  readonly kind: 'distinct'
  /** The field or `party.<role>` whose value is the key. */
  readonly field: string
  readonly counts: (state: RecordState, context: FigureContext) => PlainDate | undefined
}
/** What exists on a day: entries valid, cases open, at the end (or the start) of the period. */
export type StockFigure = Common & {
  readonly kind: 'stock'
  readonly at: 'end' | 'start'
  readonly spans: (
    state: RecordState,
    context: FigureContext,
  ) =>
    | { readonly from: PlainDate /** first day on which it no longer counts */; readonly until?: PlainDate }
    | undefined
}
/** Numerator ÷ denominator in percent, rounded half up; absent when the denominator is 0. */
export type RatioFigure = Common & {
  readonly kind: 'ratio'
  /** Codes of figures of the same declaration, added up. */
  readonly numerator: readonly string[]
  readonly denominator: readonly string[]
  readonly decimals: number
}
/** The sum of other figures of the same declaration. */
export type TotalFigure = Common & { readonly kind: 'total'; readonly of: readonly string[] }

export type Figure = CountFigure | SumFigure | DistinctFigure | StockFigure | RatioFigure | TotalFigure

export const count = (f: Omit<CountFigure, 'kind'>): CountFigure => ({ kind: 'count', ...f })
export const sum = (f: Omit<SumFigure, 'kind'>): SumFigure => ({ kind: 'sum', ...f })
export const distinct = (f: Omit<DistinctFigure, 'kind'>): DistinctFigure => ({ kind: 'distinct', ...f })
export const stock = (f: Omit<StockFigure, 'kind'>): StockFigure => ({ kind: 'stock', ...f })
export const ratio = (f: Omit<RatioFigure, 'kind' | 'unit'>): RatioFigure => ({ kind: 'ratio', unit: '%', ...f })
export const total = (f: Omit<TotalFigure, 'kind'>): TotalFigure => ({ kind: 'total', ...f })

/** What a stock figure returns: counted from one day on, until the day on which it no longer counts; never, without a beginning. */
export const span = (
  from: PlainDate | undefined,
  until?: PlainDate,
): { from: PlainDate; until?: PlainDate } | undefined =>
  from === undefined ? undefined : until === undefined ? { from } : { from, until }

/** How figures must agree. Codes are of the same declaration, or `system.figure`. */
export type Identity = {
  readonly code: string
  /** In words: 审结 = 维持 + 驳回 + … */
  readonly name: string
  readonly whole: readonly string[]
  readonly parts: readonly string[]
  /** `=`: whole equals parts; `≥`: whole is at least the parts. */
  readonly relation: '=' | '≥'
}

/** What one record adds to one figure: the row behind the number. */
export type Contribution = {
  /** Figure code within the system. */
  readonly figure: string
  readonly on: PlainDate
  /** Of a stock: first day on which it no longer counts. */
  readonly until?: PlainDate
  /** 1 of a count; 分, 人次 … of a sum. */
  readonly amount: number
  /** Of a distinct figure: the value that counts once. */
  readonly key?: string
}

/** `report year` → first and last day that a figure counts, both inclusive. */
export function periodOf(figure: { readonly period?: FigurePeriod }, year: number): { from: PlainDate; to: PlainDate } {
  const p = figure.period
  if (!p) return { from: `${year}-01-01`, to: `${year}-12-31` }
  return { from: `${p.yearBefore ? year - 1 : year}-${p.from}`, to: `${year}-${p.to}` }
}
