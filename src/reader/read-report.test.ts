import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentences } from './examples/sentences.ts'
import { scanNumbers } from './numbers.ts'
import { readReport } from './read-report.ts'
import { readUnit } from './units.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Reports put together at random out of examples, headings, numbers, brackets, quotes and noise. */
const pieces = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...sentences.map(sentence => sentence.replace(/〔([^〔〕=]*)(?:=[^〔〕]*)?〕/g, '$1'))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\n一、主要成效\n',
      '\n（一）调解工作。',
      '一是',
      '；二是',
      '其中：',
      '共',
      '（',
      '）',
      '“',
      '”',
      '《',
      '》',
      '，',
      '。',
      '、',
      '\n',
      '下一步，',
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom('件', '人次', '%', '万元', '余份', '家（次）', '', ' 场'),
      )
      .map(([n, unit]) => `${n}${unit}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
)
const reports = fc.array(pieces, { maxLength: 40 }).map(parts => parts.join(''))

describe(`any text at all (seed ${seed})`, () => {
  test('spans lie in order, never overlap, and each text is its slice', () => {
    fc.assert(
      fc.property(reports, text => {
        let end = 0
        for (const statistic of readReport(text).statistics) {
          expect(statistic.start).toBeGreaterThanOrEqual(end)
          expect(statistic.text).toBe(text.slice(statistic.start, statistic.end))
          expect(statistic.sentence.start).toBeLessThanOrEqual(statistic.start)
          expect(statistic.sentence.end).toBeGreaterThanOrEqual(statistic.end)
          end = statistic.end
        }
      }),
      { seed, numRuns: 300 },
    )
  })

  test('a value printed with its unit reads as the same value and unit', () => {
    fc.assert(
      fc.property(reports, text => {
        for (const { exact, unit, value } of readReport(text).statistics) {
          expect(Number(exact)).toBe(value)
          const printed = `${exact}${unit}`
          const [number] = scanNumbers(printed)
          expect(number?.exact).toBe(exact)
          if (readUnit(printed, number?.end ?? 0)) expect(readUnit(printed, number?.end ?? 0)?.unit).toBe(unit)
        }
      }),
      { seed, numRuns: 300 },
    )
  })

  test('identities name statistics, and reading twice gives the same', () => {
    fc.assert(
      fc.property(reports, text => {
        const reading = readReport(text)
        const starts = new Set(reading.statistics.map(({ start }) => start))
        for (const identity of reading.identities) {
          const named =
            identity.kind === 'sum'
              ? [identity.total, ...identity.parts]
              : identity.kind === 'ratio'
                ? [identity.rate, identity.denominator, ...[identity.numerator].flat()]
                : [identity.from, identity.to, identity.delta]
          for (const start of named) expect(starts.has(start as number)).toBe(true)
          expect(identity.right === undefined).toBe(identity.holds)
        }
        expect(readReport(text)).toEqual(reading)
      }),
      { seed, numRuns: 100 },
    )
  })
})

describe('qualifiers', () => {
  test.each([
    ['发放资料约500份。', 'approx'],
    ['发放资料500份左右。', 'approx'],
    ['发放资料近500份。', 'nearly'],
    ['发放资料500余份。', 'over'],
    ['发放资料超过500份。', 'over'],
    ['满意率98%以上。', 'over'],
    ['最近500份资料已发放。', 'exact'],
    ['发放资料达500份。', 'exact'],
  ])('%s is %s', (text, qualifier) => expect(readReport(text).statistics[0]?.qualifier).toBe(qualifier))
})

test('tells what is counted in the words of the report', () => {
  const indicators = readReport(
    '全年共开展普法宣传活动46场，聘请24名律师担任法律顾问；审查率、备案率均为100%。',
  ).statistics.map(({ indicator }) => indicator)
  expect(indicators).toEqual(['开展普法宣传活动', '聘请律师担任法律顾问', '审查率、备案率'])
})

test('remarks on a rate whose figures are not printed', () => {
  expect(readReport('审查率为100%。').remarks).toMatchObject([
    { text: '100%', message: '审查率 100%，正文没有写出分子和分母，无法复算' },
  ])
  expect(readReport('调解纠纷100件，调解成功98件，调解成功率98%。').remarks).toEqual([])
})

test('names the topics of which a report gives no figure', () => {
  const { topicsMissing } = readReport('办理公证416件。')
  expect(topicsMissing).not.toContain('notarization')
  expect(topicsMissing).toContain('litigation')
})

describe('texts made to be slow are read in time that grows with their length', () => {
  const size = 200_000
  test.each([
    ['digits', '1'.repeat(size)],
    ['a million 其中', '其中'.repeat(1_000_000)],
    ['其中 with figures', '其中3件，'.repeat(size / 8)],
    ['nested brackets', '（1件'.repeat(size / 8) + '）'.repeat(size / 8)],
    ['open quotes', '“《'.repeat(size / 2)],
    ['one endless sentence', '受理12件，'.repeat(size / 8)],
    ['rates without end', '成功率99.1%，'.repeat(size / 10)],
    ['Chinese numerals', '一'.repeat(size)],
    ['semicolons', '；二是'.repeat(size / 3)],
  ])('%s', (_, text) => {
    const start = performance.now()
    readReport(text)
    expect(performance.now() - start).toBeLessThan(8000)
  })
})
