import { expect, test } from 'vitest'
import { readDay } from './read-day.ts'

test.each([
  ['2024-03-05', '2024-03-05'],
  ['20240305', '2024-03-05'],
  ['2024.3.5', '2024-03-05'],
  ['2024年3月5日', '2024-03-05'],
  ['２０２４／３／５', '2024-03-05'],
  ['2024-02-29', '2024-02-29'],
])('%s 是一个日期', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})

test.each(['', '2024-3', '2023-02-29', '2024-13-01', '3月5日', '昨天'])('“%s”不是日期', typed => {
  expect(readDay(typed)).toBeUndefined()
})

test('没有写年的，按给出的年', () => {
  expect(readDay('3月5日', 2026)).toBe('2026-03-05')
  expect(readDay('3-5', 2026)).toBe('2026-03-05')
})
