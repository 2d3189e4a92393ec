import { expect, test } from 'vitest'
import { readMarks } from './examples/marked.ts'
import { sentences } from './examples/sentences.ts'
import { readReport } from './read-report.ts'

/** F1 of spans, and of spans with value and unit, over some of the examples. */
function score(chosen: readonly string[]) {
  let hits = 0
  let full = 0
  let expectedCount = 0
  let found = 0
  const wrong: string[] = []
  for (const sentence of chosen) {
    const { text, expected } = readMarks(sentence)
    const { statistics } = readReport(text)
    expectedCount += expected.length
    found += statistics.length
    for (const { start, end, value, unit } of expected) {
      const statistic = statistics.find(statistic => statistic.start === start && statistic.end === end)
      if (statistic) hits++
      if (statistic && Math.abs(statistic.value - value) <= 1e-6 * Math.max(1, value) && statistic.unit === unit) full++
      else wrong.push(`${text.slice(start, end)}：${text}`)
    }
  }
  const f1 = (n: number) => (2 * n) / (expectedCount + found)
  return { spans: f1(hits), full: f1(full), wrong, expectedCount }
}

const heldOut = (_: string, i: number) => i % 3 === 2

test('the sentences that the rules were written with', () => {
  const result = score(sentences.filter((sentence, i) => !heldOut(sentence, i)))
  expect(result.wrong).toEqual([])
  expect(result.spans).toBeGreaterThanOrEqual(0.99)
})

test('the third of the sentences that was kept back', () => {
  const result = score(sentences.filter(heldOut))
  expect(result.expectedCount).toBeGreaterThan(100)
  expect(result.spans).toBeGreaterThanOrEqual(0.97)
  expect(result.full).toBeGreaterThanOrEqual(0.97)
})
