/**
 * The one function that computes a statutory period (期间). Screens, checks, reminders and statistics all use its value;
 * `explainPeriod` shows the same computation day by day.
 *
 * Where the law speaks the computation follows it:
 * - The day (and hour) of the event that starts the period is not counted (民法典 201).
 * - Months and years end on the corresponding day, or on the last day of a shorter month (民法典 202).
 * - `roll`: an end on a rest day moves to the first workday after it (民法典 203; 民事诉讼法 85). Whether it may is a question of
 *   the statute, so the caller says it; the default is no. POWER, BEFORE and limits in hours never roll.
 *
 * Where the law is silent these conventions hold:
 * - An exclusion (不计入) has both ends inclusive. Only days after the start count; exclusions that overlap or touch are
 *   merged first. Calendar clocks (D, M, Y, FIX) end later by the excluded calendar days, workday clocks by the excluded
 *   workdays.
 * - The whole exclusion is added even when it reaches beyond the end. An exclusion that ends on or before the start, or
 *   begins after the (unrolled) end, earlier exclusions and the extension added, lies outside the running period: refused.
 * - An extension in the unit of the limit is added to the amount and counted from the start (60 D + 30 D = 90 D); in another
 *   unit it is counted from the unrolled original end. Then the exclusions are added, and the end is rolled once.
 * - Limits in hours know neither exclusions nor extensions in other units: refused.
 * - BEFORE counts back from the event day, which is never counted: `final` is the N-th day (workday) back, `strict` leaves N
 *   clear days between: the day (workday) before. Later than `final` is too late, between the two is a warning.
 */

import { ok, type Refusal, type Result, refuse } from '../refusal.ts'
import {
  addWorkdaysToDay,
  type Calendar,
  describeDay,
  isMakeupWorkday,
  isHolidayBlock,
  isPublished,
  isRest,
  isRestDay,
  rollDayForward,
  subtractWorkdaysFromDay,
  workdaysBetweenDays,
} from './calendar.ts'
import {
  addHours,
  addMonthsToDay,
  type DayNumber,
  daysBetween,
  FIRST_DAY_NUMBER,
  FIRST_YEAR,
  formatChinese,
  formatChineseDate,
  formatChineseDateTime,
  fromDayNumber,
  isLocalDateTime,
  isPlainDate,
  LAST_DAY_NUMBER,
  LAST_YEAR,
  type LocalDateTime,
  type PlainDate,
  toDayNumber,
  weekdayName,
  yearOf,
} from './date.ts'

/** 工作日, 日 (calendar day), 月, 年, 小时, fixed date. The unit depends on the statute, not on the number. */
export const periodUnits = ['WD', 'D', 'M', 'Y', 'H', 'FIX'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** Act by (MAX), not before (MIN), a power that lapses (POWER), so many days before an event (BEFORE). */
export const periodKinds = ['MAX', 'MIN', 'POWER', 'BEFORE'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** Days that do not count, both ends inclusive. By convention from the day after the document that causes it. */
export type Exclusion = { readonly from: PlainDate; readonly to: PlainDate; readonly ground?: string }

export type Extension = { readonly amount: number; readonly unit: PeriodUnit }

/** A stop that has not ended yet: counted as excluded up to `asOf`, the caller's today. The dates are the earliest possible. */
export type Suspension = { readonly from: PlainDate; readonly asOf: PlainDate; readonly ground?: string }

export type PeriodRequest = {
  /** The day of the event (not counted); for hours the moment, a day standing for its 00:00; for BEFORE the event itself. */
  readonly start: PlainDate | LocalDateTime
  /** Number of units, at least 1; without meaning for FIX. */
  readonly amount: number
  readonly unit: PeriodUnit
  readonly kind: PeriodKind
  /** The day of a limit with a fixed date (FIX). */
  readonly fixedOn?: PlainDate
  readonly roll?: boolean
  readonly exclusions?: readonly Exclusion[]
  readonly extension?: Extension
  readonly suspension?: Suspension
  readonly calendar: Calendar
}

export type Period = {
  readonly start: PlainDate | LocalDateTime
  /** The end before rolling; for BEFORE the last day that leaves clear days. Alerts use it. */
  readonly strict: PlainDate | LocalDateTime
  /** The end after rolling; for BEFORE the last day possible; for MIN the recommended end. Overdue is counted after it. */
  readonly final: PlainDate | LocalDateTime
  /** The period reaches a year whose holiday notice is not published: recompute when it is. */
  readonly provisional: boolean
  /** The clock stands still now (see `Suspension`). */
  readonly suspended: boolean
  readonly calendarVersion: string
}

/** More than any statute knows (20 年 = 7,305 days); keeps a slip of the keyboard from running away. */
const MOST_UNITS = 100_000

type Interval = { from: DayNumber; to: DayNumber; grounds: string[] }

/** The computation on day numbers, shared by the result and by its explanation. */
type Solution = {
  start: DayNumber
  /** End of the original limit. */
  original: DayNumber
  /** End with the extension. */
  extended: DayNumber
  /** Extended end with the exclusions: the unrolled end. */
  strict: DayNumber
  final: DayNumber
  excluded: Interval[]
}

/**
 * Computes a period.
 * @example
 * computePeriod({ start: '2024-09-20', amount: 15, unit: 'D', kind: 'MAX', roll: true, calendar })
 * // strict '2024-10-05' (Saturday), final '2024-10-08'
 */
export function computePeriod(request: PeriodRequest): Result<Period> {
  const fault = faultOf(request)
  if (fault !== undefined) return refuse(fault)
  if (request.unit === 'H') return hourPeriod(request)
  const solved = solve(request)
  return solved.ok ? ok(periodOf(request, solved.value)) : solved
}

function periodOf(request: PeriodRequest, solution: Solution): Period {
  const start = request.start.slice(0, 10)
  const strict = fromDayNumber(solution.strict)
  const final = solution.final === solution.strict ? strict : fromDayNumber(solution.final)
  return {
    start,
    strict,
    final,
    provisional: isProvisional(request, start, strict, final),
    suspended: request.suspension !== undefined,
    calendarVersion: request.calendar.version,
  }
}

/** Does a year without notice bear on the result? A power in calendar days never asks the calendar. */
function isProvisional(request: PeriodRequest, start: PlainDate, strict: PlainDate, final: PlainDate): boolean {
  if (request.kind === 'POWER' && request.unit !== 'WD') return false
  const days = request.unit === 'WD' ? [start, strict, final] : [strict, final]
  const years = days.map(yearOf)
  const last = Math.max(...years)
  for (let year = Math.min(...years); year <= last; year++) if (!isPublished(request.calendar, year)) return true
  return false
}

function refusal(message: string, path: string): Refusal {
  return { code: 'invalid-period', message, path }
}

/** What is wrong with the request as typed, before any computation. */
function faultOf(request: PeriodRequest): Refusal | undefined {
  const { start, amount, unit, kind, extension, suspension, fixedOn } = request
  const exclusions = request.exclusions ?? []
  if (!periodUnits.includes(unit)) {
    return refusal(
      '没有写明期限的单位，请填写工作日（WD）、日（D）、月（M）、年（Y）、小时（H）或者固定日期（FIX）。',
      'unit',
    )
  }
  if (!periodKinds.includes(kind)) {
    return refusal(
      '没有写明期限的性质，请填写最长（MAX）、最短（MIN）、权力存续（POWER）或者提前通知（BEFORE）。',
      'kind',
    )
  }
  if (typeof start !== 'string' || !(isPlainDate(start) || isLocalDateTime(start))) {
    return {
      code: 'invalid-date',
      message: `起算日“${start ?? ''}”不是存在的日期，请按“2024-03-05”的格式填写。`,
      path: 'start',
    }
  }
  if (unit === 'FIX') {
    if (fixedOn === undefined || !isPlainDate(fixedOn)) {
      return { code: 'invalid-date', message: '固定日期的期限没有写明是哪一天，请填写存在的日期。', path: 'fixedOn' }
    }
    if (kind === 'BEFORE') return refusal('固定日期不能与提前通知并用，请改为最长期限（MAX）。', 'kind')
    if (fixedOn < start.slice(0, 10))
      return refusal(`届满日${formatChinese(fixedOn)}早于起算日${formatChinese(start)}，请核对。`, 'fixedOn')
  } else if (!isAmount(amount)) {
    return refusal('期限的数额应当是大于零的整数，请核对。', 'amount')
  }
  if (extension !== undefined) {
    if (!isAmount(extension.amount)) return refusal('延长的数额应当是大于零的整数，请核对。', 'extension.amount')
    if (!periodUnits.includes(extension.unit) || extension.unit === 'FIX') {
      return refusal('延长的单位应当是工作日（WD）、日（D）、月（M）、年（Y）或者小时（H），请核对。', 'extension.unit')
    }
    if (kind === 'BEFORE') return refusal('提前通知的期限不能延长，请直接填写应当提前的日数。', 'extension')
    if ((extension.unit === 'H') !== (unit === 'H')) {
      return refusal('以小时计的期限只能以小时延长，其他期限不能以小时延长，请核对单位。', 'extension.unit')
    }
  }
  if (exclusions.length > 0 || suspension !== undefined) {
    const path = suspension === undefined ? 'exclusions' : 'suspension'
    if (kind === 'BEFORE') return refusal('提前通知的期限没有不计入的期间，请删去。', path)
    if (unit === 'H') return refusal('以小时计的期限没有不计入的日期，请删去。', path)
  }
  for (const [index, { from, to }] of exclusions.entries()) {
    const path = `exclusions.${index}`
    const wrong = [from, to].find(date => typeof date !== 'string' || !isPlainDate(date))
    if (wrong !== undefined)
      return { code: 'invalid-date', message: `不计入期间的日期“${wrong}”不存在，请核对。`, path }
    if (to < from) return refusal(`不计入期间的止日${formatChinese(to)}早于起日${formatChinese(from)}，请核对。`, path)
  }
  if (suspension !== undefined && !(isPlainDate(suspension.from) && isPlainDate(suspension.asOf))) {
    return { code: 'invalid-date', message: '中止的起日或者计算到的日期不存在，请核对。', path: 'suspension' }
  }
  return undefined
}

function isAmount(amount: number): boolean {
  return Number.isInteger(amount) && amount >= 1 && amount <= MOST_UNITS
}

const OUT_OF_RANGE = `期间超出可计算的范围（${FIRST_YEAR}年至${LAST_YEAR}年），请核对起算日和期限。`

function inRange(number: DayNumber): boolean {
  return number >= FIRST_DAY_NUMBER && number <= LAST_DAY_NUMBER
}

/** The day `amount` units after `from`, on day numbers. */
function addUnits(calendar: Calendar, from: DayNumber, amount: number, unit: PeriodUnit): DayNumber {
  switch (unit) {
    case 'WD':
      return addWorkdaysToDay(calendar, from, amount)
    case 'D':
      return from + amount
    case 'M':
      return addMonthsToDay(from, amount)
    case 'Y':
      return addMonthsToDay(from, amount * 12)
    case 'H':
    case 'FIX':
      throw new Error(`unit ${unit} is not counted in days`)
  }
}

function solve(request: PeriodRequest): Result<Solution> {
  const { calendar, amount, unit, kind, extension } = request
  const start = toDayNumber(request.start.slice(0, 10))
  if (kind === 'BEFORE') return solveBefore(request, start)
  const original = unit === 'FIX' ? toDayNumber(request.fixedOn ?? '') : addUnits(calendar, start, amount, unit)
  const extended =
    extension === undefined
      ? original
      : extension.unit === unit
        ? addUnits(calendar, start, amount + extension.amount, unit)
        : addUnits(calendar, original, extension.amount, extension.unit)
  if (!inRange(extended)) return refuse(refusal(OUT_OF_RANGE, 'amount'))

  const excluded = mergedExclusions(request, start)
  if (!excluded.ok) return excluded
  let strict = extended
  for (const interval of excluded.value) {
    if (interval.from > strict) {
      return refuse(
        refusal(
          `自${formatChinese(fromDayNumber(interval.from))}起不计入的日期在期间届满（${formatChinese(fromDayNumber(strict))}）之后，请核对。`,
          'exclusions',
        ),
      )
    }
    strict =
      unit === 'WD'
        ? addWorkdaysToDay(calendar, strict, workdaysBetweenDays(calendar, interval.from - 1, interval.to))
        : strict + (interval.to - interval.from + 1)
    if (!inRange(strict)) return refuse(refusal(OUT_OF_RANGE, 'exclusions'))
  }
  const final = request.roll === true && kind !== 'POWER' ? rollDayForward(calendar, strict) : strict
  if (!inRange(final)) return refuse(refusal(OUT_OF_RANGE, 'amount'))
  return ok({ start, original, extended, strict, final, excluded: excluded.value })
}

function solveBefore(request: PeriodRequest, event: DayNumber): Result<Solution> {
  const { calendar, amount, unit } = request
  const workdays = unit === 'WD'
  const final = workdays ? subtractWorkdaysFromDay(calendar, event, amount) : addUnits(calendar, event, -amount, unit)
  const strict = workdays ? subtractWorkdaysFromDay(calendar, final, 1) : final - 1
  if (!inRange(strict)) return refuse(refusal(OUT_OF_RANGE, 'amount'))
  return ok({ start: event, original: final, extended: final, strict, final, excluded: [] })
}

/** Exclusions after the start, in order, those that overlap or touch made one. */
function mergedExclusions(request: PeriodRequest, start: DayNumber): Result<Interval[]> {
  const intervals: Interval[] = []
  for (const [index, { from, to, ground }] of (request.exclusions ?? []).entries()) {
    if (toDayNumber(to) <= start) {
      return refuse(
        refusal(
          `不计入的日期${formatChinese(from)}至${formatChinese(to)}不在起算日${formatChinese(request.start)}之后，请核对。`,
          `exclusions.${index}`,
        ),
      )
    }
    intervals.push({ from: toDayNumber(from), to: toDayNumber(to), grounds: ground === undefined ? [] : [ground] })
  }
  const { suspension } = request
  if (suspension !== undefined && suspension.asOf >= suspension.from) {
    if (toDayNumber(suspension.asOf) <= start) {
      return refuse(
        refusal(
          `中止的日期${formatChinese(suspension.from)}不在起算日${formatChinese(request.start)}之后，请核对。`,
          'suspension',
        ),
      )
    }
    const grounds = [suspension.ground ?? '中止']
    intervals.push({ from: toDayNumber(suspension.from), to: toDayNumber(suspension.asOf), grounds })
  }
  intervals.sort((a, b) => a.from - b.from)
  const merged: Interval[] = []
  for (const interval of intervals) {
    const from = Math.max(interval.from, start + 1)
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to + 1) {
      last.to = Math.max(last.to, interval.to)
      last.grounds = [...new Set([...last.grounds, ...interval.grounds])]
    } else {
      merged.push({ ...interval, from })
    }
  }
  return ok(merged)
}

/** Hours run from the moment of the event, rest days included. */
function hourPeriod(request: PeriodRequest): Result<Period> {
  const start = request.start.length === 10 ? `${request.start}T00:00` : request.start
  const hours = request.amount + (request.extension?.amount ?? 0)
  const day = toDayNumber(start.slice(0, 10))
  const reach = Math.ceil(hours / 24) + 1
  if (!inRange(day - reach) || !inRange(day + reach)) return refuse(refusal(OUT_OF_RANGE, 'amount'))
  const end = addHours(start, request.kind === 'BEFORE' ? -hours : hours)
  return ok({
    start,
    strict: end,
    final: end,
    provisional: false,
    suspended: false,
    calendarVersion: request.calendar.version,
  })
}

/**
 * Days for which a daily charge runs (加处罚款, 滞纳金): every calendar day after the due day up to and including `until`, rest
 * days too; 0 while not overdue. Rate and cap are the statute's.
 */
export function accrualDays(dueOn: PlainDate, until: PlainDate): number {
  return Math.max(0, daysBetween(dueOn, until))
}

/** What a day of the explanation is: shown in colour, and kept when ordinary days are folded. */
export type LineKind = 'start' | 'counted' | 'weekend' | 'holiday' | 'makeup' | 'excluded' | 'end' | 'rolled' | 'notice'

export type ExplanationLine = {
  readonly date: PlainDate
  /** The number of this day in the period; null for a day that does not count. */
  readonly counted: number | null
  readonly kind: LineKind
  readonly note: string
}

export type PeriodExplanation = {
  readonly period: Period
  readonly kind: PeriodKind
  readonly unit: PeriodUnit
  /** For periods in months or years, and for extensions in another unit, only the days that matter. */
  readonly lines: readonly ExplanationLine[]
  readonly summary: readonly string[]
}

/** The words of the case, without which a limit is not explained: which article, which event. */
export type PeriodWords = {
  /** The article and its text, e.g. `《行政处罚法》第六十四条第一项：……`. */
  readonly basis: string
  /** The event that starts the period, or the event itself for BEFORE, e.g. `告知`, `受理`, `听证`. */
  readonly startEvent: string
}

/**
 * The same computation as `computePeriod`, told day by day. Refused without basis or starting event: a limit nobody can
 * cite is not applied.
 */
export function explainPeriod(request: PeriodRequest, words: PeriodWords): Result<PeriodExplanation> {
  const { kind, unit } = request
  if (words.basis.trim() === '') return refuse(refusal('期限没有依据，请写明法律名称和条文。', 'basis'))
  if (words.startEvent.trim() === '') return refuse(refusal('期限没有起算的事由，请写明从什么事情起算。', 'startEvent'))
  const fault = faultOf(request)
  if (fault !== undefined) return refuse(fault)
  if (request.unit === 'H') {
    const period = hourPeriod(request)
    return period.ok
      ? ok({ period: period.value, kind, unit, lines: [], summary: hourSummary(request, period.value, words) })
      : period
  }
  const solved = solve(request)
  if (!solved.ok) return solved
  const period = periodOf(request, solved.value)
  const lines =
    request.kind === 'BEFORE' ? linesBefore(request, solved.value, words) : linesOf(request, solved.value, words)
  const summary =
    request.kind === 'BEFORE' ? summaryBefore(request, period, words) : summaryOf(request, solved.value, period, words)
  return ok({ period, kind, unit, lines, summary })
}

/** Is every day counted one by one, or only the corresponding day looked up? */
function countsDays({ unit, extension }: PeriodRequest): boolean {
  return (unit === 'WD' || unit === 'D') && (extension === undefined || extension.unit === unit)
}

/** Workday, make-up workday, ordinary weekend or declared holiday. */
function lineKind(calendar: Calendar, date: PlainDate): LineKind {
  if (isMakeupWorkday(calendar, date)) return 'makeup'
  if (isHolidayBlock(calendar, date)) return 'holiday'
  return isRest(calendar, date) ? 'weekend' : 'counted'
}

function linesOf(request: PeriodRequest, solution: Solution, words: PeriodWords): ExplanationLine[] {
  const { calendar, unit } = request
  const { start, original, extended, strict, final, excluded } = solution
  const lines: ExplanationLine[] = []
  const everyDay = countsDays(request)
  let counted = 0
  for (let day = start; day <= final; day++) {
    const date = fromDayNumber(day)
    const nature = describeDay(calendar, date)
    const rest = isRestDay(calendar, day)
    const exclusion = excluded.find(interval => interval.from <= day && day <= interval.to)
    const add = (kind: LineKind, note: string, number: number | null = null) =>
      lines.push({ date, counted: number, kind, note })
    if (day === start) {
      add('start', `${words.startEvent}之日，不计入`)
    } else if (day > strict) {
      if (day < final) add('rolled', `${nature}，届满日顺延`)
      else add('end', '顺延后的届满日')
    } else if (exclusion !== undefined) {
      const grounds = exclusion.grounds.join('、') || '依法扣除'
      add('excluded', unit === 'WD' && rest ? `${nature}，不计入` : `${grounds}，不计入`)
    } else if (everyDay && unit === 'WD' && rest) {
      add(lineKind(calendar, date), `${nature}，不计入`)
    } else if (everyDay) {
      counted += 1
      const note = nature === '工作日' ? nature : `${nature}，计入`
      if (day === strict) add('end', `${note}；${endNote(solution)}`, counted)
      else add(lineKind(calendar, date), note, counted)
    } else if (day === strict) {
      add('end', `${nature}；${endNote(solution)}`)
    } else if (day === original) {
      add('counted', `${nature}；原期限的届满日`)
    } else if (day === extended) {
      add('counted', `${nature}；延长后的届满日`)
    }
  }
  return lines
}

function endNote(solution: Solution): string {
  return solution.final === solution.strict ? '届满日' : '届满日为休息日'
}

function linesBefore(request: PeriodRequest, solution: Solution, words: PeriodWords): ExplanationLine[] {
  const { calendar, unit } = request
  const everyDay = countsDays(request)
  const lines: ExplanationLine[] = []
  let counted = 0
  for (let day = solution.start; day >= solution.strict; day--) {
    const date = fromDayNumber(day)
    const nature = describeDay(calendar, date)
    const idle = unit === 'WD' && isRestDay(calendar, day)
    const counts = everyDay && !idle && day < solution.start && day >= solution.final
    if (counts) counted += 1
    const add = (kind: LineKind, note: string) => lines.push({ date, counted: counts ? counted : null, kind, note })
    if (day === solution.start) add('start', `${words.startEvent}之日，不计入`)
    else if (day === solution.final) add('notice', `${nature}；最迟通知日（倒数的最后一日）`)
    else if (day === solution.strict) add('notice', `${nature}；最迟通知日（足额间隔）`)
    else if (everyDay)
      add(lineKind(calendar, date), idle ? `${nature}，不计入` : nature === '工作日' ? nature : `${nature}，计入`)
  }
  return lines
}

/** @example describeAmount(5, 'WD') // '5个工作日' */
export function describeAmount(amount: number, unit: PeriodUnit): string {
  switch (unit) {
    case 'WD':
      return `${amount}个工作日`
    case 'D':
      return `${amount}日`
    case 'M':
      return `${amount}个月`
    case 'Y':
      return `${amount}年`
    case 'H':
      return `${amount}小时`
    case 'FIX':
      return '固定日期'
  }
}

function withWeekday(date: PlainDate): string {
  return `${formatChineseDate(date)}（${weekdayName(date)}）`
}

function provisionalSentences(period: Period): string[] {
  if (!period.provisional) return []
  return ['所涉年份的节假日安排有的尚未公布，以上日期为暂定，公布后应当重新计算。']
}

function summaryOf(request: PeriodRequest, solution: Solution, period: Period, words: PeriodWords): string[] {
  const { calendar, amount, unit, extension } = request
  const strict = withWeekday(period.strict)
  const limit =
    unit === 'FIX' ? `期限为${formatChineseDate(request.fixedOn ?? '')}` : `期限为${describeAmount(amount, unit)}`
  const sentences = [
    `依据${words.basis}，${limit}。`,
    `${words.startEvent}之日${formatChineseDate(period.start)}不计入，自次日起计算。`,
  ]
  if (extension !== undefined) sentences.push(`依法延长${describeAmount(extension.amount, extension.unit)}。`)
  for (const { from, to, grounds } of solution.excluded) {
    const days = unit === 'WD' ? workdaysBetweenDays(calendar, from - 1, to) : to - from + 1
    sentences.push(
      `${formatChineseDate(fromDayNumber(from))}至${formatChineseDate(fromDayNumber(to))}` +
        `${grounds.length > 0 ? `（${grounds.join('、')}）` : ''}` +
        `不计入期间，共${describeAmount(days, unit === 'WD' ? 'WD' : 'D')}。`,
    )
  }
  const nature = describeDay(calendar, period.strict)
  if (period.final !== period.strict) {
    sentences.push(
      `期间于${strict}届满，该日为${nature === weekdayName(period.strict) ? '休息日' : nature}，顺延至${withWeekday(period.final)}。`,
    )
  } else {
    sentences.push(`期间于${strict}届满。`)
  }
  if (request.kind === 'MIN') sentences.push(`在${formatChineseDate(period.strict)}终了之前不得进行下一步。`)
  if (request.kind === 'POWER') sentences.push('权力至届满日为止，不因休息日顺延。')
  if (period.suspended) sentences.push('期间现处于中止，以上为假定次日恢复计算的最早届满日。')
  return [...sentences, ...provisionalSentences(period)]
}

function summaryBefore(request: PeriodRequest, period: Period, words: PeriodWords): string[] {
  const amount = describeAmount(request.amount, request.unit)
  return [
    `依据${words.basis}，应当提前${amount}通知。`,
    `${words.startEvent}之日${withWeekday(period.start)}不计入，向前倒数。`,
    `最迟于${withWeekday(period.final)}通知；通知日与${words.startEvent}之日之间足足隔${amount}的，最迟于${withWeekday(period.strict)}通知。`,
    ...provisionalSentences(period),
  ]
}

function hourSummary(request: PeriodRequest, period: Period, words: PeriodWords): string[] {
  const hours = describeAmount(request.amount, 'H')
  const end = formatChineseDateTime(period.final)
  const sentences = [`依据${words.basis}，期限为${hours}。`]
  if (request.extension !== undefined) sentences.push(`依法延长${describeAmount(request.extension.amount, 'H')}。`)
  sentences.push(
    request.kind === 'BEFORE'
      ? `${words.startEvent}（${formatChineseDateTime(period.start)}）之前${hours}，最迟于${end}通知。`
      : `自${words.startEvent}之时（${formatChineseDateTime(period.start)}）起连续计算，于${end}届满，不因休息日顺延。`,
  )
  return sentences
}
