import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerBatchLine, parseAmount } from './batch.ts'
import { nationalCalendar as calendar } from './calendar-data.ts'

const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`batch properties: seed ${seed}`)

const answer = (line: unknown) => answerBatchLine(JSON.stringify(line), calendar)

describe('an amount', () => {
  test.each([
    ['5WD', 5, 'WD'],
    ['5wd', 5, 'WD'],
    ['5个工作日', 5, 'WD'],
    ['15D', 15, 'D'],
    ['15日', 15, 'D'],
    ['６M', 6, 'M'],
    ['3个月', 3, 'M'],
    ['2Y', 2, 'Y'],
    ['24小时', 24, 'H'],
    [' 30 D ', 30, 'D'],
  ])('%s', (text, amount, unit) => expect(parseAmount(text)).toEqual({ ok: true, value: { amount, unit } }))

  test.each(['5', 'WD', '0WD', '-5WD', '1.5D', '5W', '', '5WD5', '1234567D'])('%s is refused', text => {
    expect(parseAmount(text).ok).toBe(false)
  })
})

describe('a line of a batch', () => {
  test('is answered with both days', () => {
    expect(answer({ id: 7, start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX', roll: true })).toEqual({
      id: 7,
      strict: '2024-10-05',
      final: '2024-10-08',
    })
  })

  test('does not roll unless told', () => {
    expect(answer({ id: 'a', start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX' })).toMatchObject({
      final: '2024-10-05',
    })
  })

  test('takes exclusions and an extension', () => {
    const line = {
      id: 'X',
      start: '2024-09-04',
      amount: 30,
      unit: 'D',
      kind: 'POWER',
      exclusions: [['2024-09-10', '2024-09-19']],
      extension: { amount: 30, unit: 'D' },
    }
    expect(answer(line)).toEqual({ id: 'X', strict: '2024-11-13', final: '2024-11-13' })
    expect(answer({ ...line, exclusions: null, extension: null })).toMatchObject({ strict: '2024-10-04' })
  })

  test.each([
    ['unit missing', { unit: undefined }],
    ['unit unknown', { unit: 'W' }],
    ['kind missing', { kind: undefined }],
    ['start missing', { start: undefined }],
    ['start not real', { start: '2023-02-30' }],
    ['amount in words', { amount: '五' }],
    ['roll in words', { roll: 'yes' }],
    ['exclusion without end', { exclusions: [['2024-09-25']] }],
    ['exclusions not a list', { exclusions: '2024-09-25' }],
    ['extension without unit', { extension: { amount: 5 } }],
  ])('with %s gets an error under its id', (_, changed) => {
    const line = { id: 3, start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX', ...changed }
    expect(answer(line)).toMatchObject({
      id: 3,
      error: { code: expect.stringMatching(/^invalid-/), message: expect.any(String) },
    })
  })

  test('that is no object at all gets an error without id', () => {
    for (const line of ['{', '', '[]', 'null', '5']) expect(answerBatchLine(line, calendar)).toMatchObject({ id: null })
  })

  test('never throws, whatever it holds', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2024-09-20', '2199-12-30', 'D', 'WD', 'H', 'FIX', 'MAX', 'BEFORE', 1e5),
    )
    const line = fc.record({
      start: odd,
      amount: odd,
      unit: odd,
      kind: odd,
      roll: odd,
      exclusions: odd,
      extension: odd,
    })
    fc.assert(
      fc.property(line, given => {
        const answered = answer(given)
        expect('strict' in answered || 'error' in answered).toBe(true)
      }),
      { seed, numRuns: 2000 },
    )
  })
})
