import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  type CalendarEntry,
  describeDay,
  isHolidayBlock,
  isLegalHoliday,
  isMakeupWorkday,
  isPublished,
  isRest,
  restRuns,
  isWorkday,
  makeCalendar,
  publishYear,
  rollBackward,
  rollForward,
  workdaysBetween,
  workdaysOfYear,
} from './calendar.ts'
import { builtInYears, nationalCalendar as calendar } from './calendar-data.ts'
import { addDays, daysBetween, fromDayNumber, toDayNumber, weekday } from './date.ts'

const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`calendar properties: seed ${seed}`)

const published = fc.integer({ min: toDayNumber('2004-02-01'), max: toDayNumber('2026-11-30') }).map(fromDayNumber)

/** The rest weekdays and make-up workdays as published, month and day only. */
const PUBLISHED = {
  2021: {
    rest: '01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07',
    makeup: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
    workdays: 250,
  },
  2022: {
    rest: '01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07',
    makeup: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
    workdays: 249,
  },
  2023: {
    rest: '01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06',
    makeup: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
    workdays: 249,
  },
  2024: {
    rest: '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    makeup: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
    workdays: 251,
  },
  2025: {
    rest: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    makeup: '01-26 02-08 04-27 09-28 10-11',
    workdays: 248,
  },
  2026: {
    rest: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    makeup: '01-04 02-14 02-28 05-09 09-20 10-10',
    workdays: 248,
  },
}

function daysOfYear(year: number): string[] {
  const first = `${year}-01-01`
  return Array.from({ length: daysBetween(first, `${year}-12-31`) + 1 }, (_, index) => addDays(first, index))
}

describe('the published years', () => {
  test.each(Object.entries(PUBLISHED))(
    '%s has exactly the rest weekdays and make-up workdays of its notice',
    (year, expected) => {
      const days = daysOfYear(Number(year))
      const rest = days.filter(date => weekday(date) < 6 && isRest(calendar, date)).map(date => date.slice(5))
      const makeup = days.filter(date => weekday(date) >= 6 && isWorkday(calendar, date)).map(date => date.slice(5))
      expect(rest.join(' ')).toBe(expected.rest)
      expect(makeup.join(' ')).toBe(expected.makeup)
      expect(workdaysOfYear(calendar, Number(year))).toBe(expected.workdays)
    },
  )

  test('every built-in year has a plausible number of workdays and names its source', () => {
    for (const year of builtInYears) {
      expect(year.source).not.toBe('')
      expect(workdaysOfYear(calendar, year.year), String(year.year)).toBeGreaterThanOrEqual(248)
      expect(workdaysOfYear(calendar, year.year), String(year.year)).toBeLessThanOrEqual(252)
    }
  })

  test('every built-in year since 2008 would be accepted from an administrator', () => {
    for (const year of builtInYears.filter(candidate => candidate.year >= 2008)) {
      expect(publishYear(year), String(year.year)).toMatchObject({ ok: true })
    }
  })

  test('the statutory holidays number 11 in 2024 and 13 since 2025', () => {
    const count = (year: number) => daysOfYear(year).filter(date => isLegalHoliday(calendar, date)).length
    expect([count(2024), count(2025), count(2026)]).toEqual([11, 13, 13])
  })

  test('the statutory holiday is narrower than the block around it', () => {
    expect(isLegalHoliday(calendar, '2024-10-03')).toBe(true)
    expect(isLegalHoliday(calendar, '2024-10-04')).toBe(false)
    expect(isHolidayBlock(calendar, '2024-10-04')).toBe(true)
    // No statutory days are recorded for 2021: the whole block counts.
    expect(isLegalHoliday(calendar, '2021-10-07')).toBe(true)
  })
})

describe('days', () => {
  test.each([
    ['2024-09-29', '调休上班'],
    ['2024-09-28', '周六'],
    ['2024-10-05', '国庆节假期'],
    ['2024-10-08', '工作日'],
    ['2025-10-06', '国庆节、中秋节假期'],
    ['2026-02-17', '春节假期'],
    ['2022-12-31', '元旦假期'],
    ['2030-10-01', '工作日'],
  ])('%s is %s', (date, text) => expect(describeDay(calendar, date)).toBe(text))

  test('a year without notice knows weekends only', () => {
    expect(isPublished(calendar, 2026)).toBe(true)
    expect(isPublished(calendar, 2027)).toBe(false)
    expect(isRest(calendar, '2027-10-02')).toBe(true)
    expect(isRest(calendar, '2027-10-01')).toBe(false)
  })

  test('rolling', () => {
    expect(rollForward(calendar, '2024-10-05')).toBe('2024-10-08')
    expect(rollForward(calendar, '2024-10-12')).toBe('2024-10-12')
    expect(rollBackward(calendar, '2026-02-17')).toBe('2026-02-14')
  })

  test('workdays forward and back', () => {
    expect(addWorkdays(calendar, '2024-09-27', 5)).toBe('2024-10-10')
    expect(addWorkdays(calendar, '2025-02-17', -7)).toBe('2025-02-07')
    expect(workdaysBetween(calendar, '2024-09-27', '2024-10-10')).toBe(5)
    expect(workdaysBetween(calendar, '2024-10-10', '2024-09-27')).toBe(-5)
  })

  test('the n-th workday is a workday with n workdays on the way', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 1, max: 300 }), (date, n) => {
        const end = addWorkdays(calendar, date, n)
        expect(isWorkday(calendar, end)).toBe(true)
        expect(workdaysBetween(calendar, date, end)).toBe(n)
      }),
      { seed },
    )
  })

  test('rolling lands on the nearest workday and leaves workdays alone', () => {
    fc.assert(
      fc.property(published, date => {
        const forward = rollForward(calendar, date)
        const backward = rollBackward(calendar, date)
        expect(isWorkday(calendar, forward) && isWorkday(calendar, backward)).toBe(true)
        expect(backward <= date && date <= forward).toBe(true)
        expect(workdaysBetween(calendar, backward, forward)).toBe(isWorkday(calendar, date) ? 0 : 1)
      }),
      { seed },
    )
  })
})

describe('a region with its own holidays', () => {
  const overlay = {
    region: '450000',
    years: [
      {
        year: 2025,
        name: '壮族三月三',
        source: '测试用通知',
        restDays: ['2025-03-31', '2025-04-01'],
        makeupWorkdays: ['2025-03-29'],
      },
    ],
  }
  const regional = makeCalendar(builtInYears, overlay)

  test('rests on its days and works on its make-up days; the rest of the country does not', () => {
    expect(describeDay(regional, '2025-04-01')).toBe('壮族三月三假期')
    expect(isRest(regional, '2025-04-01')).toBe(true)
    expect(isRest(calendar, '2025-04-01')).toBe(false)
    expect(isMakeupWorkday(regional, '2025-03-29')).toBe(true)
    expect(isRest(calendar, '2025-03-29')).toBe(true)
  })

  test('has its own version, and a year without local notice stays provisional there', () => {
    expect(regional.version).not.toBe(calendar.version)
    expect(isPublished(regional, 2025)).toBe(true)
    expect(isPublished(regional, 2026)).toBe(false)
  })
})

describe('the notice of a year entered by an administrator', () => {
  const entry: CalendarEntry = {
    year: 2027,
    source: '测试用通知（虚构）',
    blocks: [
      { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
      { name: '春节', from: '2027-02-05', to: '2027-02-11' },
      { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
      { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
      { name: '端午节', from: '2027-06-09', to: '2027-06-09' },
      { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
      { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
    ],
    makeupWorkdays: ['2027-02-13', '2027-05-08', '2027-09-26', '2027-10-09'],
  }
  const messages = (changed: Partial<CalendarEntry>) => {
    const result = publishYear({ ...entry, ...changed })
    return result.ok ? [] : [result.refusal, ...(result.others ?? [])].map(refusal => refusal.message)
  }

  test('makes the year known', () => {
    const year = publishYear(entry)
    expect(year.ok).toBe(true)
    if (!year.ok) return
    const next = makeCalendar([...builtInYears, year.value])
    expect(isPublished(next, 2027)).toBe(true)
    expect(isRest(next, '2027-10-01')).toBe(true)
    expect(next.version).not.toBe(calendar.version)
  })

  test.each([...new Set(entry.blocks.map(block => block.name))])('is refused without %s', name => {
    expect(messages({ blocks: entry.blocks.filter(block => block.name !== name) })).toEqual([
      `2027年缺少“${name}”的安排，七个法定节日须齐全。`,
    ])
  })

  test('counts a joint block for both of its holidays', () => {
    const blocks = entry.blocks
      .filter(block => block.name !== '中秋节')
      .map(block => (block.name === '国庆节' ? { ...block, name: '国庆节、中秋节' } : block))
    expect(messages({ blocks })).toEqual([])
  })

  test('is refused without source', () => {
    expect(messages({ source: ' ' })).toEqual(['没有写明依据，请填写通知的名称和文号。'])
  })

  test('is refused with a make-up workday on a weekday, in a holiday or in another year', () => {
    expect(messages({ makeupWorkdays: ['2027-02-15'] })[0]).toContain('应当是周六或者周日')
    expect(messages({ makeupWorkdays: ['2027-10-02'] })[0]).toContain('既在“国庆节”假期内又是调休上班日')
    expect(messages({ makeupWorkdays: ['2026-02-14'] })[0]).toContain('不在2027年')
  })

  test('is refused with a day that does not exist, reversed or overlapping blocks', () => {
    const replaced = (index: number, from: string, to: string) =>
      entry.blocks.map((block, at) => (at === index ? { ...block, from, to } : block))
    expect(messages({ blocks: replaced(1, '2027-02-29', '2027-03-02') })[0]).toContain('不存在')
    expect(messages({ blocks: replaced(1, '2027-02-11', '2027-02-05') })[0]).toContain('早于开始日期')
    expect(messages({ blocks: replaced(1, '2027-01-03', '2027-01-09') })[0]).toContain('重叠')
  })

  test('is refused when the year would have too few workdays', () => {
    const blocks = entry.blocks.map(block => (block.name === '国庆节' ? { ...block, to: '2027-10-31' } : block))
    expect(messages({ blocks, makeupWorkdays: [] })[0]).toContain('个工作日')
  })
})

describe('休息日连成的段', () => {
  test('双休各成一段，节日连同其中的双休成一段', () => {
    expect(restRuns(calendar, '2024-09-20', '2024-10-13')).toEqual([
      { from: '2024-09-21', to: '2024-09-22', name: '双休' },
      { from: '2024-09-28', to: '2024-09-28', name: '周六' }, // 29 September is a make-up workday
      { from: '2024-10-01', to: '2024-10-07', name: '国庆节', holiday: true },
      { from: '2024-10-13', to: '2024-10-13', name: '周日' }, // 12 October is a make-up workday
    ])
  })
  test('没有休息日的几天没有段', () => {
    expect(restRuns(calendar, '2024-03-04', '2024-03-08')).toEqual([])
  })
})
