import { ok, type Refusal, type Result, refuse } from '#kernel/refusal.ts'
import type { Reading } from './read-report.ts'
import type { Statistic } from './statistic.ts'
import { allTopics, type Topic, topics } from './topics.ts'
import { caseCounters, peopleCounters } from './units.ts'

/** Sets reports side by side: districts of one year, or the years of one district. */

/** More columns than this fit on no page. */
export const mostReadings = 20

export type NamedReading = { readonly name: string; readonly reading: Reading }

/** One indicator across the reports; `undefined` where a report does not give it. */
type ComparedIndicator = {
  readonly indicator: string
  readonly unit: string
  readonly values: readonly (Statistic | undefined)[]
}

type ComparedTopic = {
  readonly topic: Topic
  readonly name: string
  /** How many figures each report gives on the topic. */
  readonly counts: readonly number[]
  readonly indicators: readonly ComparedIndicator[]
}

export type Comparison = {
  readonly reports: readonly {
    readonly name: string
    readonly division: string | undefined
    readonly year: number | undefined
  }[]
  readonly topics: readonly ComparedTopic[]
}

export function compareReadings(readings: readonly NamedReading[]): Result<Comparison> {
  const refusal = refusalOf(readings.length)
  if (refusal) return refuse(refusal)
  return ok({
    reports: readings.map(({ name, reading }) => ({ name, division: reading.division, year: reading.year })),
    topics: allTopics
      .map(topic =>
        compareTopic(
          topic,
          readings.map(({ reading }) => reading.statistics.filter(statistic => statistic.topic === topic)),
        ),
      )
      .filter(({ counts }) => counts.some(count => count > 0)),
  })
}

function refusalOf(count: number): Refusal | undefined {
  if (count >= 1 && count <= mostReadings) return undefined
  return {
    code: 'invalid-input',
    message:
      count === 0
        ? '没有可以比较的报告，请至少选择一份'
        : `一次最多比较 ${mostReadings} 份报告，现有 ${count} 份，请分批比较`,
    path: 'readings',
  }
}

function compareTopic(topic: Topic, columns: readonly (readonly Statistic[])[]): ComparedTopic {
  const rows: { indicator: string; unit: string; values: (Statistic | undefined)[] }[] = []
  for (const [column, statistics] of columns.entries()) {
    for (const statistic of statistics) {
      let best: (typeof rows)[number] | undefined
      let likest = sameEnough
      for (const row of rows) {
        if (row.values[column] !== undefined) continue
        const likeness = likenessOf(row, statistic)
        if (likeness >= likest) {
          best = row
          likest = likeness + Number.EPSILON
        }
      }
      if (!best) {
        best = { indicator: statistic.indicator, unit: statistic.unit, values: columns.map(() => undefined) }
        rows.push(best)
      }
      best.values[column] = statistic
    }
  }
  return {
    topic,
    name: topics[topic].name,
    counts: columns.map(statistics => statistics.length),
    indicators: rows,
  }
}

/** Two indicators with so large a share of common pairs of characters are taken for the same. */
export const sameEnough = 0.6

type Indicator = { readonly indicator: string; readonly unit: string }

/** How likely two indicators are the same, by their words: 0 to 1, and 0 where they count different things. */
export const likenessOf = (a: Indicator, b: Indicator): number =>
  counterOf(a.unit) === counterOf(b.unit) ? alike(plain(a.indicator), plain(b.indicator)) : 0

const counterOf = (unit: string) => (caseCounters.has(unit) ? '件' : peopleCounters.has(unit) ? '人' : unit)

/** The words that tell indicators apart, without those that every report uses differently. */
const plain = (indicator: string) =>
  indicator.replace(/全[省市区县镇乡年]|各[类级]|开展|组织|共|累计|进行|办理|活动|工作|[“”‘’（）()、，\s]/g, '')

/** Dice coefficient of the pairs of characters: 1 for equal words, 0 for nothing in common. */
export function alike(a: string, b: string): number {
  if (a === b) return 1
  const pairs = (words: string) =>
    new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, i) => words.slice(i, i + 2)))
  const left = pairs(a)
  const right = pairs(b)
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const pair of left) if (right.has(pair)) common++
  return (2 * common) / (left.size + right.size)
}
