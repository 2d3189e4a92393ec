import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readReport } from './read-report.ts'

/**
 * Published reports labelled by hand, where they lie beside the project. Their texts are not ours to keep, so without
 * them this test is skipped.
 */
const labels = '../shared/gold'
const texts = '../shared/seeds'
const present = existsSync(labels) && existsSync(texts)
if (!present) console.log(`跳过：${labels} 不在，没有人工标注的报告可对照`)

type Labelled = {
  readonly file: string
  readonly division: string
  readonly year: number
  readonly statistics: readonly {
    readonly start: number
    readonly end: number
    readonly value: number
    readonly unit: string
    readonly topic: string
  }[]
  readonly identities: readonly Readonly<Record<string, unknown>>[]
}

const key = (identity: Readonly<Record<string, unknown>>) =>
  JSON.stringify([
    identity.kind,
    identity.total,
    identity.parts,
    identity.rate,
    identity.numerator,
    identity.denominator,
    identity.from,
    identity.to,
    identity.delta,
    identity.holds,
  ])

test.skipIf(!present)('statistics, topics and identities of labelled reports', () => {
  let labelled = 0
  let said = 0
  let spans = 0
  let full = 0
  let topics = 0
  const identities = { labelled: 0, said: 0, hits: 0 }
  for (const name of readdirSync(labels).filter(name => name.endsWith('.json'))) {
    const gold = JSON.parse(readFileSync(`${labels}/${name}`, 'utf8')) as Labelled
    const reading = readReport(readFileSync(`${texts}/${gold.file}`, 'utf8'))
    expect([reading.division, reading.year]).toEqual([gold.division, gold.year])
    labelled += gold.statistics.length
    said += reading.statistics.length
    for (const { start, end, value, unit, topic } of gold.statistics) {
      const statistic = reading.statistics.find(statistic => statistic.start === start && statistic.end === end)
      if (!statistic) continue
      spans++
      if (Math.abs(statistic.value - value) < 1e-6 && statistic.unit === unit) full++
      if (statistic.topic === topic) topics++
    }
    const known = new Set(gold.identities.map(key))
    identities.labelled += known.size
    identities.said += reading.identities.length
    identities.hits += reading.identities.filter(identity => known.has(key(identity))).length
  }
  const f1 = (hits: number, a: number, b: number) => (2 * hits) / (a + b)
  expect(labelled).toBeGreaterThan(0)
  expect(f1(spans, labelled, said)).toBeGreaterThanOrEqual(0.97)
  expect(f1(full, labelled, said)).toBeGreaterThanOrEqual(0.96)
  expect(topics / spans).toBeGreaterThanOrEqual(0.9)
  expect(f1(identities.hits, identities.labelled, identities.said)).toBeGreaterThanOrEqual(0.85)
})
