import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/time/date.ts'
import { overdueDays, surcharge } from './surcharge.ts'

const yuan = 100
const fine = 10_000 * yuan
const dueOn = '2024-10-08'
const onDay = (n: number) => surcharge({ fine, dueOn }, addDays(dueOn, n)) / yuan

test('加处罚款每日百分之三，以罚款数额为限：10,000元第1日300元，第33日9,900元，第34日起10,000元', () => {
  // Worked example: 处罚法第七十二条第一款第（一）项.
  expect([0, 1, 2, 33, 34, 35, 400].map(onDay)).toEqual([0, 300, 600, 9_900, 10_000, 10_000, 10_000])
})

test('到期日当天及以前不加处；休息日照计', () => {
  expect(surcharge({ fine, dueOn }, '2024-10-01')).toBe(0)
  expect(surcharge({ fine, dueOn }, dueOn)).toBe(0)
  // 2024-10-12 is a make-up Saturday, 2024-10-13 a Sunday: the fifth day counts like any other.
  expect(onDay(5)).toBe(1_500)
})

test('行政复议或者行政诉讼期间不予计算（第七十三条第三款）', () => {
  const remedies = [{ from: '2024-10-11', to: '2024-12-10' }]
  expect(overdueDays({ fine, dueOn, remedies }, '2024-10-10')).toBe(2)
  expect(overdueDays({ fine, dueOn, remedies }, '2024-11-20')).toBe(2)
  expect(overdueDays({ fine, dueOn, remedies }, '2024-12-11')).toBe(3)
  expect(surcharge({ fine, dueOn, remedies }, '2024-12-11')).toBe(900 * yuan)
})

test('先复议后诉讼，重叠的日子只扣一次；到期前开始的复议只扣到期后的日子', () => {
  const remedies = [
    { from: '2024-11-01', to: '2024-11-20' },
    { from: '2024-09-20', to: '2024-11-05' },
  ]
  expect(overdueDays({ fine, dueOn, remedies }, '2024-11-20')).toBe(0)
  expect(overdueDays({ fine, dueOn, remedies }, '2024-11-23')).toBe(3)
})

test('一分的百分之三不进位，不超过法定标准', () => {
  expect(surcharge({ fine: 133, dueOn }, '2024-10-09')).toBe(3)
})

const seed = 20240715
test(`任何罚款、任何一天：不为负、不超过罚款、逐日不减（随机种子${seed}）`, () => {
  const amount = fc.integer({ min: 1, max: 10_000_000_00 })
  const day = fc.integer({ min: -30, max: 3000 })
  const span = fc.tuple(fc.integer({ min: -60, max: 200 }), fc.integer({ min: 0, max: 200 }))
  fc.assert(
    fc.property(amount, day, fc.array(span, { maxLength: 4 }), (fen, n, spans) => {
      const remedies = spans.map(([from, length]) => ({
        from: addDays(dueOn, from),
        to: addDays(dueOn, from + length),
      }))
      const overdue = { fine: fen, dueOn, remedies }
      // The slow way: look at every day on its own.
      let days = 0
      for (let d = addDays(dueOn, 1); d <= addDays(dueOn, n); d = addDays(d, 1))
        if (!remedies.some(r => r.from <= d && d <= r.to)) days++
      const today = surcharge(overdue, addDays(dueOn, n))
      expect(overdueDays(overdue, addDays(dueOn, n))).toBe(days)
      expect(today).toBeGreaterThanOrEqual(0)
      expect(today).toBeLessThanOrEqual(fen)
      expect(surcharge(overdue, addDays(dueOn, n + 1))).toBeGreaterThanOrEqual(today)
    }),
    { seed, numRuns: 200 },
  )
})
