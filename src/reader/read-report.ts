import { divide } from './divide.ts'
import { findStatistics } from './find-statistics.ts'
import { findIdentities } from './identities.ts'
import { findOutline, type Outline } from './outline.ts'
import type { Identity, Statistic } from './statistic.ts'
import { findDivision, findYear } from './title.ts'
import { allTopics, type Topic } from './topics.ts'

/** What a reader should look at although no arithmetic is wrong, e.g. a rate without the figures behind it. */
type Remark = { readonly start: number; readonly text: string; readonly message: string }

export type Reading = {
  /** The reporting area's own name; undefined when the text names none. */
  readonly division: string | undefined
  readonly year: number | undefined
  readonly statistics: readonly Statistic[]
  readonly identities: readonly Identity[]
  readonly chapters: Outline
  /** Topics of which the report gives no figure. */
  readonly topicsMissing: readonly Topic[]
  readonly remarks: readonly Remark[]
}

/**
 * Reads a report: its statistics, the relations between them that it claims, its chapters. Pure and deterministic;
 * offsets count from 0 in `text` as given.
 *
 * @example readReport('2024年，甲镇共受理复议申请33件，其中维持11件、驳回22件。').identities[0]?.holds // true
 */
export function readReport(text: string): Reading {
  const divided = divide(text)
  const year = findYear(divided)
  const found = findStatistics(divided, year)
  const identities = findIdentities(divided, found)
  const topics = new Set(found.map(statistic => statistic.topic))
  return {
    division: findDivision(divided),
    year,
    statistics: found.map(({ decimals: _decimals, sentenceIndex: _sentence, ...statistic }) => statistic),
    identities,
    chapters: findOutline(divided, year),
    topicsMissing: allTopics.filter(topic => topic !== 'other' && !topics.has(topic)),
    remarks: remarksOn(found, identities),
  }
}

function remarksOn(statistics: readonly Statistic[], identities: readonly Identity[]): Remark[] {
  const proven = new Set(
    identities.map(identity =>
      identity.kind === 'ratio' ? identity.rate : identity.kind === 'change' ? identity.delta : -1,
    ),
  )
  return statistics
    .filter(({ unit, indicator, start }) => unit === '%' && /率/.test(indicator) && !proven.has(start))
    .map(({ start, text, indicator }) => ({
      start,
      text,
      message: `${indicator} ${text}，正文没有写出分子和分母，无法复算`,
    }))
}
