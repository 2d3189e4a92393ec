import { likenessOf, sameEnough } from '#reader/compare-readings.ts'
import type { Reading } from '#reader/read-report.ts'
import type { Statistic } from '#reader/statistic.ts'
import type { ReportFigure } from './figures.ts'

/** A number of a report beside the figure of the platform that counts the same. */
export type LedgerMatch = {
  /** The statistic, by its place in the text. */
  readonly start: number
  readonly figure: string
  readonly name: string
  readonly systemName: string
  readonly value: number
  readonly unit: string
  readonly definition: string
  /** Whether the report says what the records say, as far as it prints the number. */
  readonly agrees: boolean
}

export type AgainstLedger = {
  readonly year: number
  readonly matches: readonly LedgerMatch[]
  /** Figures of the year, other than 0, that the report does not tell. */
  readonly untold: readonly Pick<ReportFigure, 'code' | 'name' | 'systemName' | 'value' | 'unit' | 'topic'>[]
}

/** With an equal value so much likeness of the words is enough: 纠错率 9.1% and 行政复议纠错率 9.1%. */
const enoughWithValue = 0.25

/**
 * Sets the numbers of a report beside the figures of the platform: same topic, same kind of unit, like words. A number
 * and a figure belong to one pair at most; the likest pairs are made first, and an equal value speaks for a pair.
 */
export function againstLedger(
  reading: Pick<Reading, 'statistics'>,
  figures: readonly ReportFigure[],
  year: number,
): AgainstLedger {
  const counted = figures.filter((f): f is ReportFigure & { value: number } => !f.internal && f.value !== null)
  const pairs = reading.statistics.flatMap(statistic =>
    counted
      .filter(figure => figure.topic === statistic.topic)
      .flatMap(figure => {
        const likeness = Math.max(
          likenessOf(statistic, { indicator: figure.name, unit: figure.unit }),
          likenessOf(statistic, { indicator: figure.systemName + figure.name, unit: figure.unit }),
        )
        const agrees = says(statistic, figure.value)
        return likeness >= (agrees ? enoughWithValue : sameEnough)
          ? [{ statistic, figure, agrees, score: likeness + (agrees ? 0.5 : 0) }]
          : []
      }),
  )
  const [taken, told] = [new Set<number>(), new Set<string>()]
  const matches: LedgerMatch[] = []
  for (const { statistic, figure, agrees } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (taken.has(statistic.start) || told.has(figure.code)) continue
    taken.add(statistic.start)
    told.add(figure.code)
    const { code, name, systemName, value, unit, definition } = figure
    matches.push({ start: statistic.start, figure: code, name, systemName, value, unit, definition, agrees })
  }
  return {
    year,
    matches: matches.toSorted((a, b) => a.start - b.start),
    untold: counted
      .filter(f => f.value !== 0 && !told.has(f.code))
      .map(({ code, name, systemName, value, unit, topic }) => ({ code, name, systemName, value, unit, topic })),
  }
}

/** Whether a printed number is the value, rounded as it is printed: 429.02万元 is any amount from 4,290,150 元 on. */
function says(statistic: Statistic, value: number): boolean {
  const distance = value - statistic.value
  switch (statistic.qualifier) {
    case 'exact':
      return Math.abs(distance) <= halfOfLastDigit(statistic.text)
    case 'approx':
      return Math.abs(distance) <= statistic.value * 0.05
    case 'over':
      return distance >= 0 && distance <= statistic.value * 0.1
    case 'nearly':
      return distance <= 0 && -distance <= statistic.value * 0.1
    default:
      return statistic.qualifier satisfies never
  }
}

/** Half of what the last printed digit stands for; 0 of a whole number, which is not rounded. */
function halfOfLastDigit(text: string): number {
  const decimals = /[.．](\d+)/.exec(text.normalize('NFKC'))?.[1]?.length ?? 0
  const scale = /亿/.test(text) ? 1e8 : /万/.test(text) ? 1e4 : 1
  return decimals === 0 && scale === 1 ? 0 : (scale / 10 ** decimals) * 0.5 + 1e-9
}
