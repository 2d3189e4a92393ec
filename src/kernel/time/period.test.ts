import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkdays, isRest, isWorkday, makeCalendar, workdaysBetween } from './calendar.ts'
import { builtInYears, nationalCalendar as calendar } from './calendar-data.ts'
import { addDays, daysBetween, fromDayNumber, type PlainDate, toDayNumber } from './date.ts'
import { computePeriod, type Exclusion, explainPeriod, type Period, type PeriodRequest } from './period.ts'

const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`period properties: seed ${seed}`)
const runs = { seed, numRuns: 500 }

type Given = Omit<PeriodRequest, 'calendar'>

function period(request: Given): Period {
  const result = computePeriod({ calendar, ...request })
  if (!result.ok) throw new Error(`${result.refusal.message} ${JSON.stringify(request)}`)
  return result.value
}

function refusalOf(request: Given) {
  const result = computePeriod({ calendar, ...request })
  return result.ok ? undefined : result.refusal
}

const start = fc.integer({ min: toDayNumber('2005-01-01'), max: toDayNumber('2025-06-30') }).map(fromDayNumber)
const amount = fc.integer({ min: 1, max: 120 })
const dayUnit = fc.constantFrom('D' as const, 'WD' as const)
const anyUnit = fc.constantFrom('D' as const, 'WD' as const, 'M' as const)

/** Exclusions inside the first days of the period, so that all of them lie in it. */
const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 25 })), { maxLength: 4 })
const placed = (from: PlainDate, spans: [number, number][]): Exclusion[] =>
  spans.map(([offset, length]) => ({ from: addDays(from, offset), to: addDays(from, offset + length) }))

/** The same law said another way: walk day by day and count what counts. */
function walk(from: PlainDate, units: number, unit: 'D' | 'WD', exclusions: Exclusion[]): PlainDate {
  let date = from
  for (let left = units; left > 0; ) {
    date = addDays(date, 1)
    const excluded = exclusions.some(exclusion => exclusion.from <= date && date <= exclusion.to)
    if (!excluded && (unit === 'D' || isWorkday(calendar, date))) left -= 1
  }
  return date
}

describe('every period', () => {
  test('in days or workdays ends where a walk from day to day ends', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 41, max: 150 }), dayUnit, pauses, (from, units, unit, spans) => {
        const exclusions = placed(from, spans)
        const { strict } = period({ start: from, amount: units, unit, kind: 'MAX', exclusions })
        expect(strict).toBe(walk(from, units, unit, exclusions))
      }),
      runs,
    )
  })

  test('paused for a while ends later by exactly the paused days', () => {
    fc.assert(
      fc.property(start, amount, fc.integer({ min: 1, max: 60 }), fc.boolean(), (from, units, paused, inMonths) => {
        const limit = { start: from, amount: units, unit: inMonths ? 'M' : 'D', kind: 'MAX' } as const
        const exclusions = [{ from: addDays(from, 1), to: addDays(from, paused) }]
        expect(daysBetween(period(limit).strict, period({ ...limit, exclusions }).strict)).toBe(paused)
      }),
      runs,
    )
  })

  test('in workdays, paused for a while, ends later by exactly the paused workdays', () => {
    fc.assert(
      fc.property(start, amount, fc.integer({ min: 1, max: 60 }), (from, units, paused) => {
        const limit = { start: from, amount: units, unit: 'WD', kind: 'MAX' } as const
        const to = addDays(from, paused)
        const later = period({ ...limit, exclusions: [{ from: addDays(from, 1), to }] }).strict
        expect(workdaysBetween(calendar, period(limit).strict, later)).toBe(workdaysBetween(calendar, from, to))
      }),
      runs,
    )
  })

  test('does not end earlier when it starts later', () => {
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 0, max: 60 }),
        amount,
        anyUnit,
        fc.boolean(),
        (from, gap, units, unit, roll) => {
          const early = period({ start: from, amount: units, unit, kind: 'MAX', roll })
          const late = period({ start: addDays(from, gap), amount: units, unit, kind: 'MAX', roll })
          expect(late.strict >= early.strict && late.final >= early.final).toBe(true)
        },
      ),
      runs,
    )
  })

  test('rolls onto a workday, never backward, never past a workday', () => {
    fc.assert(
      fc.property(start, amount, anyUnit, (from, units, unit) => {
        const { strict, final } = period({ start: from, amount: units, unit, kind: 'MAX', roll: true })
        expect(isWorkday(calendar, final)).toBe(true)
        expect(final >= strict).toBe(true)
        expect(workdaysBetween(calendar, strict, final)).toBe(final === strict ? 0 : 1)
      }),
      runs,
    )
  })

  test('in workdays ends on a workday and never rolls', () => {
    fc.assert(
      fc.property(start, amount, pauses, (from, units, spans) => {
        const exclusions = placed(from, spans).filter(({ from: day }) => day <= addWorkdays(calendar, from, units))
        const { strict, final } = period({
          start: from,
          amount: units,
          unit: 'WD',
          kind: 'MAX',
          roll: true,
          exclusions,
        })
        expect(isWorkday(calendar, strict)).toBe(true)
        expect(final).toBe(strict)
      }),
      runs,
    )
  })

  test('extended in its own unit equals one period of the sum', () => {
    fc.assert(
      fc.property(start, amount, amount, anyUnit, fc.boolean(), (from, units, more, unit, roll) => {
        const limit = { start: from, unit, kind: 'MAX', roll } as const
        const extended = period({ ...limit, amount: units, extension: { amount: more, unit } })
        expect(extended).toEqual(period({ ...limit, amount: units + more }))
      }),
      runs,
    )
  })

  test('is the same whatever the order of its exclusions and however they overlap', () => {
    fc.assert(
      fc.property(start, pauses, (from, spans) => {
        const exclusions = placed(from, spans)
        const limit = { start: from, amount: 60, unit: 'D', kind: 'MAX' } as const
        const expected = period({ ...limit, exclusions })
        expect(period({ ...limit, exclusions: exclusions.toReversed() })).toEqual(expected)
        expect(period({ ...limit, exclusions: [...exclusions, ...exclusions] })).toEqual(expected)
      }),
      runs,
    )
  })

  test('of notice leaves exactly N clear days, and one less at the last day possible', () => {
    fc.assert(
      fc.property(start, amount, dayUnit, (event, units, unit) => {
        const { strict, final } = period({ start: event, amount: units, unit, kind: 'BEFORE' })
        const between = (from: PlainDate) =>
          unit === 'D' ? daysBetween(from, event) - 1 : workdaysBetween(calendar, from, addDays(event, -1))
        expect([between(strict), between(final)]).toEqual([units, units - 1])
        if (unit === 'WD') expect(isWorkday(calendar, strict) && isWorkday(calendar, final)).toBe(true)
      }),
      runs,
    )
  })

  test('is explained by lines that count up to the limit and end on the deadline', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 41, max: 90 }), dayUnit, pauses, (from, units, unit, spans) => {
        const request: PeriodRequest = {
          start: from,
          amount: units,
          unit,
          kind: 'MAX',
          roll: true,
          exclusions: placed(from, spans),
          calendar,
        }
        const result = explainPeriod(request, { basis: '《测试规定》第一条', startEvent: '受理' })
        if (!result.ok) throw new Error(result.refusal.message)
        const { lines, period: explained } = result.value
        expect(explained).toEqual(period(request))
        expect(lines.flatMap(line => line.counted ?? [])).toEqual(Array.from({ length: units }, (_, i) => i + 1))
        expect(lines.find(line => line.counted === units)?.date).toBe(explained.strict)
        expect(lines.at(-1)).toMatchObject({ date: explained.final, kind: 'end' })
        expect(lines.length).toBe(daysBetween(from, explained.final) + 1)
      }),
      { seed, numRuns: 100 },
    )
  })
})

describe('rolling', () => {
  const ending = { start: '2024-09-20', amount: 15, unit: 'D' } as const // ends on Saturday 2024-10-05

  test('happens only when the statute lets it', () => {
    expect(period({ ...ending, kind: 'MAX' }).final).toBe('2024-10-05')
    expect(period({ ...ending, kind: 'MAX', roll: true }).final).toBe('2024-10-08')
  })

  test('never keeps a coercive power alive', () => {
    expect(period({ ...ending, kind: 'POWER', roll: true }).final).toBe('2024-10-05')
  })

  test('recommends a later end for a shortest period', () => {
    expect(period({ ...ending, kind: 'MIN', roll: true })).toMatchObject({ strict: '2024-10-05', final: '2024-10-08' })
  })
})

describe('limits in hours', () => {
  test('run from the moment of the event over rest days', () => {
    expect(period({ start: '2024-09-30T17:20', amount: 48, unit: 'H', kind: 'MAX', roll: true })).toMatchObject({
      strict: '2024-10-02T17:20',
      final: '2024-10-02T17:20',
    })
  })

  test('start at midnight when only the day is known', () => {
    expect(period({ start: '2024-09-30', amount: 24, unit: 'H', kind: 'MAX' }).final).toBe('2024-10-01T00:00')
  })

  test('counted back from an event', () => {
    expect(period({ start: '2024-10-01T09:00', amount: 24, unit: 'H', kind: 'BEFORE' }).final).toBe('2024-09-30T09:00')
  })

  test('know no exclusions and no other units', () => {
    const limit = { start: '2024-09-30T17:20', amount: 48, unit: 'H', kind: 'MAX' } as const
    expect(refusalOf({ ...limit, exclusions: [{ from: '2024-10-01', to: '2024-10-01' }] })?.path).toBe('exclusions')
    expect(refusalOf({ ...limit, extension: { amount: 1, unit: 'D' } })?.path).toBe('extension.unit')
    expect(period({ ...limit, extension: { amount: 24, unit: 'H' } }).final).toBe('2024-10-03T17:20')
  })
})

describe('fixed dates', () => {
  const report = { start: '2026-01-01', amount: 0, unit: 'FIX', kind: 'MAX', fixedOn: '2026-01-31' } as const

  test('are what they are, and roll like other ends', () => {
    expect(period(report)).toMatchObject({ strict: '2026-01-31', final: '2026-01-31' })
    expect(period({ ...report, roll: true }).final).toBe('2026-02-02')
  })

  test('are refused before the start, missing or not real', () => {
    expect(refusalOf({ ...report, start: '2026-02-01' })?.message).toContain('早于起算日')
    expect(refusalOf({ ...report, fixedOn: '2026-02-30' })?.path).toBe('fixedOn')
    expect(refusalOf({ start: '2026-01-01', amount: 0, unit: 'FIX', kind: 'MAX' })?.path).toBe('fixedOn')
  })
})

describe('exclusions', () => {
  const limit = { start: '2024-09-04', amount: 30, unit: 'D', kind: 'MAX' } as const // ends 2024-10-04

  test('that begin before the start count only from the day after it', () => {
    expect(period({ ...limit, exclusions: [{ from: '2024-08-20', to: '2024-09-06' }] }).strict).toBe('2024-10-06')
  })

  test('that reach beyond the end count whole', () => {
    expect(period({ ...limit, exclusions: [{ from: '2024-10-04', to: '2024-10-13' }] }).strict).toBe('2024-10-14')
  })

  test('may begin in the time that an earlier one has added', () => {
    const exclusions = [
      { from: '2024-09-10', to: '2024-09-19' },
      { from: '2024-10-10', to: '2024-10-11' },
    ]
    expect(period({ ...limit, exclusions }).strict).toBe('2024-10-16')
  })

  test('may begin in the time that an extension has added', () => {
    const exclusions = [{ from: '2024-10-10', to: '2024-10-11' }]
    expect(refusalOf({ ...limit, exclusions })?.message).toContain('届满')
    expect(period({ ...limit, exclusions, extension: { amount: 30, unit: 'D' } }).strict).toBe('2024-11-05')
  })

  test('outside the running period, reversed or not real are refused', () => {
    const refused = (from: string, to: string) => refusalOf({ ...limit, exclusions: [{ from, to }] })?.message
    expect(refused('2024-10-05', '2024-10-09')).toContain('届满（2024年10月4日）之后')
    expect(refused('2024-09-01', '2024-09-04')).toContain('不在起算日2024年9月4日之后')
    expect(refused('2024-09-19', '2024-09-10')).toContain('早于起日')
    expect(refused('2024-09-31', '2024-10-02')).toContain('不存在')
  })

  test('of a workday clock over a holiday lose only its workdays', () => {
    const workdays = { start: '2024-09-26', amount: 5, unit: 'WD', kind: 'MAX' } as const
    expect(period(workdays).strict).toBe('2024-10-09')
    expect(period({ ...workdays, exclusions: [{ from: '2024-10-01', to: '2024-10-07' }] }).strict).toBe('2024-10-09')
    expect(period({ ...workdays, exclusions: [{ from: '2024-09-30', to: '2024-10-07' }] }).strict).toBe('2024-10-10')
  })

  test('still open are counted up to today and marked', () => {
    const suspension = { from: '2024-09-10', asOf: '2024-09-19' }
    expect(period({ ...limit, suspension })).toMatchObject({ strict: '2024-10-14', suspended: true })
    expect(period({ ...limit, suspension: { from: '2024-09-20', asOf: '2024-09-19' } }).strict).toBe('2024-10-04')
    expect(period(limit).suspended).toBe(false)
  })
})

describe('extensions', () => {
  test('in another unit run from the unrolled original end', () => {
    const limit = { start: '2024-08-20', amount: 45, unit: 'D', kind: 'MAX', roll: true } as const // 2024-10-04
    expect(period({ ...limit, extension: { amount: 5, unit: 'WD' } }).strict).toBe('2024-10-12')
    expect(period({ ...limit, extension: { amount: 1, unit: 'M' } }).strict).toBe('2024-11-04')
  })

  test('of months are counted with the months from the start', () => {
    const limit = { start: '2024-08-31', amount: 6, unit: 'M', kind: 'MAX' } as const // 2025-02-28
    expect(period({ ...limit, extension: { amount: 1, unit: 'M' } }).strict).toBe('2025-03-31')
  })

  test('of advance notice, of nothing and of fixed dates are refused', () => {
    const limit = { start: '2024-08-20', amount: 45, unit: 'D' } as const
    expect(refusalOf({ ...limit, kind: 'BEFORE', extension: { amount: 5, unit: 'D' } })?.path).toBe('extension')
    expect(refusalOf({ ...limit, kind: 'MAX', extension: { amount: 0, unit: 'D' } })?.path).toBe('extension.amount')
    expect(refusalOf({ ...limit, kind: 'MAX', extension: { amount: 1, unit: 'FIX' } })?.path).toBe('extension.unit')
  })
})

describe('a limit is refused', () => {
  const limit = { start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX' } as const

  test.each([
    ['without a real start', { start: '2023-02-30' }, 'start'],
    ['with a start in words', { start: '去年' }, 'start'],
    ['with amount 0', { amount: 0 }, 'amount'],
    ['with a negative amount', { amount: -3 }, 'amount'],
    ['with half a day', { amount: 1.5 }, 'amount'],
    ['beyond the year 2199', { amount: 99_999 }, 'amount'],
  ])('%s', (_, changed, path) => {
    expect(refusalOf({ ...limit, ...changed })?.path).toBe(path)
  })

  test('without unit or kind, as it may come from a file', () => {
    expect(refusalOf({ ...limit, unit: undefined } as unknown as Given)?.path).toBe('unit')
    expect(refusalOf({ ...limit, unit: 'W' } as unknown as Given)?.path).toBe('unit')
    expect(refusalOf({ ...limit, kind: undefined } as unknown as Given)?.path).toBe('kind')
  })

  test('to be explained without basis or starting event', () => {
    const explain = (basis: string, startEvent: string) => {
      const result = explainPeriod({ ...limit, calendar }, { basis, startEvent })
      return result.ok ? undefined : result.refusal.path
    }
    expect(explain('', '受理')).toBe('basis')
    expect(explain('《测试规定》第一条', ' ')).toBe('startEvent')
    expect(explain('《测试规定》第一条', '受理')).toBe(undefined)
  })
})

describe('a year without holiday notice', () => {
  test('makes the deadlines that reach it provisional', () => {
    expect(period({ start: '2026-11-20', amount: 60, unit: 'D', kind: 'MAX', roll: true }).provisional).toBe(true)
    expect(period({ start: '2026-11-20', amount: 10, unit: 'WD', kind: 'MAX' }).provisional).toBe(false)
    expect(period({ start: '2026-12-20', amount: 20, unit: 'WD', kind: 'MAX' }).provisional).toBe(true)
    expect(period({ start: '2027-01-05', amount: 7, unit: 'WD', kind: 'BEFORE' }).provisional).toBe(true)
  })

  test('does not touch what no notice can move: hours, and powers in calendar days', () => {
    expect(period({ start: '2026-12-20', amount: 30, unit: 'D', kind: 'POWER' }).provisional).toBe(false)
    expect(period({ start: '2026-12-31', amount: 48, unit: 'H', kind: 'MAX' }).provisional).toBe(false)
  })

  test('is settled when the notice is entered, and the calendar version tells so', () => {
    const notice = {
      year: 2027,
      source: '测试用通知（虚构）',
      verified: true,
      blocks: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
      makeupWorkdays: [],
    }
    const limit = { start: '2026-12-02', amount: 30, unit: 'D', kind: 'MAX', roll: true } as const
    const before = period(limit)
    const after = computePeriod({ ...limit, calendar: makeCalendar([...builtInYears, notice]) })
    expect(before).toMatchObject({ final: '2027-01-01', provisional: true })
    expect(after).toMatchObject({ value: { final: '2027-01-04', provisional: false } })
    expect(after.ok && after.value.calendarVersion).not.toBe(before.calendarVersion)
  })
})

describe('the explanation', () => {
  const explain = (request: Given) => {
    const result = explainPeriod(
      { calendar, ...request },
      { basis: '《行政处罚法》第六十七条第三款', startEvent: '收到决定书' },
    )
    if (!result.ok) throw new Error(result.refusal.message)
    return result.value
  }

  test('says why the deadline is this day', () => {
    const { summary, lines } = explain({ start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX', roll: true })
    expect(summary).toEqual([
      '依据《行政处罚法》第六十七条第三款，期限为15日。',
      '收到决定书之日2024年9月20日不计入，自次日起计算。',
      '期间于2024年10月5日（周六）届满，该日为国庆节假期，顺延至2024年10月8日（周二）。',
    ])
    expect(lines[0]).toEqual({ date: '2024-09-20', counted: null, kind: 'start', note: '收到决定书之日，不计入' })
    expect(lines.find(line => line.date === '2024-09-29')?.note).toBe('调休上班，计入')
    expect(lines.filter(line => line.kind === 'rolled').map(line => line.date)).toEqual(['2024-10-06', '2024-10-07'])
  })

  test('names the ground of excluded days', () => {
    const { summary, lines } = explain({
      start: '2024-09-09',
      amount: 20,
      unit: 'WD',
      kind: 'MAX',
      exclusions: [{ from: '2024-09-13', to: '2024-09-20', ground: '征求第三方意见' }],
    })
    expect(summary).toContain('2024年9月13日至2024年9月20日（征求第三方意见）不计入期间，共5个工作日。')
    expect(lines.find(line => line.date === '2024-09-13')?.note).toBe('征求第三方意见，不计入')
    expect(lines.find(line => line.date === '2024-09-16')?.note).toBe('中秋节假期，不计入')
  })

  test('of months shows the days that matter only', () => {
    const { lines } = explain({ start: '2024-04-01', amount: 6, unit: 'M', kind: 'MAX', roll: true })
    expect(lines.map(line => line.date)).toEqual([
      '2024-04-01',
      ...['01', '02', '03', '04', '05', '06', '07', '08'].map(day => `2024-10-${day}`),
    ])
    expect(lines.every(line => line.counted === null)).toBe(true)
    expect(isRest(calendar, '2024-10-07')).toBe(true)
  })
})
