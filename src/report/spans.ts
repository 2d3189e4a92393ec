import { formatChineseDate } from '#kernel/time/date.ts'
import { difference, grouped, printScaled } from './arithmetic.ts'
import type { ReportFigure } from './figures.ts'

/** A piece of a sentence: words, or a number that opens its records. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure'
      readonly code: string
      readonly printed: string
      /** Set by hand; the reason stands in the annex. */
      readonly overridden?: true
    }
export type Paragraph = readonly Span[]

/** What sentences are made from. */
export type Facts = {
  readonly figure: (code: string) => ReportFigure | undefined
  /** The value as last year's frozen report told it. */
  readonly lastYear: (code: string) => number | undefined
  readonly overridden: ReadonlySet<string>
}

export const textSpan = (text: string): Span => ({ kind: 'text', text })

export const figureSpan = (figure: ReportFigure, facts: Pick<Facts, 'overridden'>): Span => ({
  kind: 'figure',
  code: figure.code,
  printed: printFigure(figure),
  ...overriddenMark(figure, facts),
})

export const overriddenMark = (
  figure: ReportFigure,
  facts: Pick<Facts, 'overridden'>,
): { readonly overridden?: true } => (facts.overridden.has(figure.code) ? { overridden: true } : {})

/** The words of a paragraph without its links. */
export const plainText = (paragraph: Paragraph): string =>
  paragraph.map(s => (s.kind === 'text' ? s.text : s.printed)).join('')

/**
 * The number as the report prints it: 1,506件, 429.02万元, 97.0%. Money from 1 万元 on is in 万元 with two decimals at most;
 * a whole 100 or 0 percent has none.
 */
export function printFigure(figure: ReportFigure): string {
  if (figure.value === null) return '—'
  if (figure.kind === 'ratio') return printPercent(figure.value, figure.decimals ?? 0)
  if (figure.money) return printYuan(figure.exact ?? 0)
  return `${grouped(String(figure.value))}${figure.unit}`
}

export const printPercent = (value: number, decimals: number): string =>
  value === 100 || value === 0 ? `${value}%` : `${value.toFixed(decimals)}%`

function printYuan(fen: number): string {
  if (Math.abs(fen) >= 100_000_000_00) return `${printScaled(fen, 10, 2)}亿元`
  return Math.abs(fen) >= 1_000_000 ? `${printScaled(fen, 6, 2)}万元` : `${printScaled(fen, 2, 2)}元`
}

/** 比上年增加3件, 比上年提高1.2个百分点, 与上年持平; undefined when last year tells nothing. */
export function printChange(figure: ReportFigure, before: number | undefined): string | undefined {
  if (before === undefined || figure.value === null) return undefined
  if (figure.kind === 'ratio') {
    const decimals = figure.decimals ?? 0
    const points = difference(figure.value, before, decimals)
    if (points === 0) return '与上年持平'
    return `比上年${points > 0 ? '提高' : '下降'}${Math.abs(points).toFixed(decimals)}个百分点`
  }
  const change = difference(figure.value, before, figure.money ? 2 : 0)
  if (change === 0) return '与上年持平'
  const exact = Math.round(Math.abs(change) * (figure.money ? 100 : 1))
  return `比上年${change > 0 ? '增加' : '减少'}${printFigure({ ...figure, value: Math.abs(change), exact })}`
}

/** （181件中38件）: a rate shows what it rests on, small numbers above all. */
export function casesOf(ratio: ReportFigure, facts: Pick<Facts, 'figure'>): string {
  const unit = facts.figure(ratio.denominatorOf?.[0] ?? '')?.unit ?? ''
  const numeratorUnit = facts.figure(ratio.numeratorOf?.[0] ?? '')?.unit ?? ''
  const print = (n = 0) => (Number.isInteger(n) ? grouped(String(n)) : String(n))
  return `（${print(ratio.denominator)}${unit}中${print(ratio.numerator)}${numeratorUnit}）`
}

/** The days of a figure that does not follow the calendar year, in brackets; else nothing. */
export const ownDaysOf = ({ ownPeriod, period }: ReportFigure): string =>
  ownPeriod === undefined ? '' : `（${formatChineseDate(period.from)}至${formatChineseDate(period.to)}）`

/** （比上年增加3件）, or nothing when last year tells nothing. */
export function changeIn(figure: ReportFigure, facts: Pick<Facts, 'lastYear'>): string {
  const change = printChange(figure, facts.lastYear(figure.code))
  return change === undefined ? '' : `（${change}）`
}

/** What may be said of a figure beside its number: `{hotline.solvedRate:cases}`. */
const aspects: Readonly<Record<string, (figure: ReportFigure, facts: Facts) => string>> = {
  cases: (figure, facts) => (figure.kind === 'ratio' ? casesOf(figure, facts) : ''),
  change: changeIn,
  days: ownDaysOf,
}

const slot = /\{([A-Za-z][\w.-]*)(?::(cases|change|days))?\}/g

/** Codes that a text with `{figure}` or `{system.figure}` names, full. */
export const slotsOf = (text: string, system: string): string[] =>
  [...text.matchAll(slot)].map(m => fullCode(m[1] ?? '', system))

const fullCode = (code: string, system: string): string => (code.includes('.') ? code : `${system}.${code}`)

/**
 * A text with `{figure}` in place of numbers, and `{figure:change}` in place of what is said beside them; a code that is no
 * figure stays as it was typed, for the writer to see.
 */
export function fill(text: string, system: string, facts: Facts): Paragraph {
  const spans: Span[] = []
  let at = 0
  for (const match of text.matchAll(slot)) {
    const figure = facts.figure(fullCode(match[1] ?? '', system))
    if (!figure) continue
    if (match.index > at) spans.push(textSpan(text.slice(at, match.index)))
    const aspect = aspects[match[2] ?? '']?.(figure, facts)
    if (aspect !== '') spans.push(aspect === undefined ? figureSpan(figure, facts) : textSpan(aspect))
    at = match.index + match[0].length
  }
  if (at < text.length) spans.push(textSpan(text.slice(at)))
  return spans
}
