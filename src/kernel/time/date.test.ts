import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addYears,
  chinaDate,
  chinaDateTime,
  dayBegins,
  daysBetween,
  FIRST_DAY_NUMBER,
  formatChineseDate,
  formatChineseDateTime,
  fromDayNumber,
  isInstant,
  isLocalDateTime,
  isPlainDate,
  LAST_DAY_NUMBER,
  parsePlainDate,
  readTypedDate,
  toDayNumber,
  weekday,
  weekdayName,
} from './date.ts'

const anyDate = fc.integer({ min: FIRST_DAY_NUMBER, max: LAST_DAY_NUMBER }).map(fromDayNumber)
const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`date properties: seed ${seed}`)

const value = (typed: string | number) => {
  const read = readTypedDate(typed)
  return read.ok ? read.value : read.refusal.code
}

describe('a calendar day', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-02-30', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-04-31', false],
    ['1899-12-31', false],
    ['2200-01-01', false],
    ['2024-3-5', false],
    ['2024/03/05', false],
    ['2024-03-5a', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists)
    expect(parsePlainDate(text).ok).toBe(exists)
  })

  test('a refused day says in Chinese what to do and where', () => {
    expect(parsePlainDate('2023-02-30', '受理日期')).toEqual({
      ok: false,
      refusal: { code: 'invalid-date', message: '“2023-02-30”这一天不存在，请核对月和日。', path: '受理日期' },
    })
  })

  test('day numbers agree with the platform for every day from 1900 to 2199', () => {
    for (let number = FIRST_DAY_NUMBER; number <= LAST_DAY_NUMBER; number++) {
      const date = fromDayNumber(number)
      const platform = new Date(number * 86_400_000).toISOString().slice(0, 10)
      if (date !== platform || toDayNumber(date) !== number) throw new Error(`${date} / ${platform} / ${number}`)
    }
  })

  test('arithmetic never leaves 1900–2199 silently', () => {
    expect(() => addDays('2199-12-31', 1)).toThrow(RangeError)
    expect(() => addMonths('1900-01-31', -1)).toThrow(RangeError)
    expect(() => toDayNumber('2023-02-30')).toThrow(RangeError)
  })

  test.each([
    ['2024-08-31', 6, '2025-02-28'],
    ['2024-03-15', 6, '2024-09-15'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-01-31', -2, '2023-11-30'],
    ['2024-03-31', 12, '2025-03-31'],
  ])('%s plus %i months is %s', (start, months, end) => expect(addMonths(start, months)).toBe(end))

  test('a leap day one year later is 28 February', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })

  test('weekdays', () => {
    expect(weekday('2024-09-27')).toBe(5)
    expect(weekdayName('2026-02-14')).toBe('周六')
    expect(weekdayName('1900-01-01')).toBe('周一')
  })

  test('adding days and counting days between are inverse', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b)
      }),
      { seed },
    )
  })

  test('months forward keep the day of the month or end on the last day of a shorter month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (start, months) => {
        fc.pre(Number(start.slice(0, 4)) > 1951 && Number(start.slice(0, 4)) < 2149)
        const end = addMonths(start, months)
        const sameDay = end.slice(8) === start.slice(8)
        const lastDay = addDays(end, 1).slice(8) === '01' && end.slice(8) < start.slice(8)
        expect(sameDay || lastDay).toBe(true)
      }),
      { seed },
    )
  })
})

describe('moments', () => {
  test('the day in China changes at 16:00 UTC', () => {
    expect(chinaDate('2024-03-05T15:59:59.999Z')).toBe('2024-03-05')
    expect(chinaDate('2024-03-05T16:00:00.000Z')).toBe('2024-03-06')
    expect(chinaDate('2024-12-31T20:00:00.000Z')).toBe('2025-01-01')
    expect(chinaDateTime('2024-02-28T18:05:09.120Z')).toBe('2024-02-29T02:05:09')
  })

  test('a day or a local time is not an instant', () => {
    expect(isInstant('2024-03-05')).toBe(false)
    expect(isInstant('2024-03-05T10:00:00')).toBe(false)
    expect(isInstant('2023-02-30T10:00:00Z')).toBe(false)
    expect(() => chinaDate('2024-03-05')).toThrow(RangeError)
    expect(isLocalDateTime('2024-03-05T24:00')).toBe(false)
    expect(isLocalDateTime('2024-03-05T23:59:59')).toBe(true)
  })

  test('hours cross midnight and months', () => {
    expect(addHours('2024-02-28T21:30', 48)).toBe('2024-03-01T21:30')
    expect(addHours('2024-03-01T01:00:07', -2)).toBe('2024-02-29T23:00:07')
  })

  test('minutes cross hours, days and years; a day begins in China eight hours before it does in UTC', () => {
    expect(addMinutes('2024-03-05T23:50:30.125Z', 15)).toBe('2024-03-06T00:05:30.125Z')
    expect(addMinutes('2024-01-01T00:10:00Z', -30)).toBe('2023-12-31T23:40:00Z')
    expect(addMinutes('2024-02-28T12:00:00Z', 2 * 1440)).toBe('2024-03-01T12:00:00Z')
    expect(dayBegins('2024-03-05')).toBe('2024-03-04T16:00:00.000Z')
    expect(chinaDate(dayBegins('2024-03-05'))).toBe('2024-03-05')
    expect(() => addMinutes('2024-03-05', 1)).toThrow(RangeError)
  })

  test('Chinese writing', () => {
    expect(formatChineseDate('2024-03-05')).toBe('2024年3月5日')
    expect(formatChineseDateTime('2024-03-05T09:05')).toBe('2024年3月5日9时05分')
  })
})

describe('days as people type them', () => {
  test.each([
    '2024-03-05',
    '2024-3-5',
    '2024/3/5',
    '2024.3.5',
    '2024.03.05.',
    '20240305',
    '2024年3月5日',
    '2024年03月05号',
    '２０２４年３月５日',
    '２０２４－０３－０５',
    '二〇二四年三月五日',
    '二○二四年三月五日',
    ' 2024 年 3 月 5 日 ',
    '2024-03-05 09:30:00',
    '2024-03-05T09:30',
    '45356',
    '45356.5',
    45356,
  ])('%s is 2024-03-05', typed => expect(value(typed)).toBe('2024-03-05'))

  test.each([
    ['二〇二四年十二月三十一日', '2024-12-31'],
    ['二〇二四年十月二十日', '2024-10-20'],
    ['二〇二四年十一月廿一日', '2024-11-21'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
  ])('%s is %s', (typed, date) => expect(value(typed)).toBe(date))

  test.each([
    '2023-02-30',
    '20230230',
    '2024年13月1日',
    '24-3-5',
    '3/5/2024',
    '不详',
    '',
    '2024',
    '202403',
    60,
    -1,
    1e9,
  ])('%s is refused', typed => expect(value(typed)).toBe('invalid-date'))

  test('two-digit years are told to be written in full', () => {
    const read = readTypedDate('24.3.5')
    expect(read.ok ? '' : read.refusal.message).toContain('四位年份')
  })

  test('every day can be typed in every shape', () => {
    fc.assert(
      fc.property(anyDate, date => {
        const [y, m, d] = date.split('-').map(Number)
        for (const typed of [
          date,
          `${y}/${m}/${d}`,
          `${y}.${m}.${d}`,
          date.replaceAll('-', ''),
          formatChineseDate(date),
        ]) {
          expect(value(typed)).toBe(date)
        }
      }),
      { seed },
    )
  })
})
