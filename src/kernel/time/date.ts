/**
 * Calendar days as the law counts them: whole days in China, without time zone and without clock.
 *
 * Days are ISO strings (`PlainDate`); arithmetic is done on day numbers (whole days since 1970-01-01) with integers only,
 * so that no time zone of the machine can move a day. Supported range: 1900-01-01 to 2199-12-31.
 */

import { ok, type Result, refuse } from '../refusal.ts'

/** A calendar day, 'YYYY-MM-DD', 1900-01-01 to 2199-12-31. */
export type PlainDate = string

/** A moment in UTC, 'YYYY-MM-DDTHH:mm:ss.sssZ'. Never mixed with `PlainDate`: go through `chinaDate`. */
export type Instant = string

/** A moment on the wall clock in China, 'YYYY-MM-DDTHH:mm' or 'YYYY-MM-DDTHH:mm:ss'. Used for limits in hours. */
export type LocalDateTime = string

/** Whole days since 1970-01-01; negative before. */
export type DayNumber = number

export type DateParts = { year: number; month: number; day: number }

export const FIRST_YEAR = 1900
export const LAST_YEAR = 2199
export const FIRST_DATE: PlainDate = '1900-01-01'
export const LAST_DATE: PlainDate = '2199-12-31'

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const WEEKDAY_NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Number of days of a month (month 1–12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

/** Day number of a civil date, by counting years from March so that the leap day comes last. */
function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

function partsOfDayNumber(number: DayNumber): DateParts {
  const z = number + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

export const FIRST_DAY_NUMBER: DayNumber = dayNumberOf(FIRST_YEAR, 1, 1)
export const LAST_DAY_NUMBER: DayNumber = dayNumberOf(LAST_YEAR, 12, 31)

function digit(text: string, index: number): number {
  const code = text.charCodeAt(index) - 48
  return code >= 0 && code <= 9 ? code : Number.NaN
}

function fourDigits(text: string, at: number): number {
  return digit(text, at) * 1000 + digit(text, at + 1) * 100 + digit(text, at + 2) * 10 + digit(text, at + 3)
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1)
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function isRealDay(year: number, month: number, day: number): boolean {
  return (
    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  )
}

/** True for a day that exists, written 'YYYY-MM-DD' and within 1900–2199; '2023-02-30' is false. */
export function isPlainDate(text: string): text is PlainDate {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  // A character that is no digit gives NaN, which fails every comparison.
  return isRealDay(fourDigits(text, 0), twoDigits(text, 5), twoDigits(text, 8))
}

/** Reads a strict ISO day; a refusal tells what is wrong with it. For what people type use `readTypedDate`. */
export function parsePlainDate(text: string, path?: string): Result<PlainDate> {
  if (isPlainDate(text)) return ok(text)
  const year = /^(\d{4})-\d{2}-\d{2}$/.exec(text)?.[1]
  if (year === undefined) return refuseDate(`“${text}”不是日期，请按“2024-03-05”的格式填写。`, path)
  return Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR
    ? refuseDate(`“${text}”超出可计算的范围（${FIRST_YEAR}年至${LAST_YEAR}年），请核对年份。`, path)
    : refuseDate(`“${text}”这一天不存在，请核对月和日。`, path)
}

function refuseDate(message: string, path: string | undefined): Result<PlainDate> {
  return refuse({ code: 'invalid-date', message, ...(path === undefined ? {} : { path }) })
}

/** Year, month (1–12) and day of a valid day. @throws RangeError for a text that is no valid day (a bug of the caller) */
export function partsOf(date: PlainDate): DateParts {
  if (!isPlainDate(date)) throw new RangeError(`not a valid plain date: ${date}`)
  return { year: fourDigits(date, 0), month: twoDigits(date, 5), day: twoDigits(date, 8) }
}

/** Whole days since 1970-01-01. @throws RangeError for a text that is no valid day */
export function toDayNumber(date: PlainDate): DayNumber {
  const { year, month, day } = partsOf(date)
  return dayNumberOf(year, month, day)
}

/** @throws RangeError outside 1900–2199 */
export function fromDayNumber(number: DayNumber): PlainDate {
  if (!(number >= FIRST_DAY_NUMBER && number <= LAST_DAY_NUMBER)) {
    throw new RangeError(`day number ${number} is outside ${FIRST_DATE}..${LAST_DATE}`)
  }
  const { year, month, day } = partsOfDayNumber(number)
  return `${year}-${pad2(month)}-${pad2(day)}`
}

/** Builds a day from its parts; a refusal when there is no such day. */
export function plainDate(year: number, month: number, day: number, path?: string): Result<PlainDate> {
  return parsePlainDate(`${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`, path)
}

export function yearOf(date: PlainDate): number {
  return fourDigits(date, 0)
}

/**
 * `date` + `days`; `date` itself is day 0 (民法典 201: the first day is not counted).
 * @example addDays('2024-09-20', 15) // '2024-10-05'
 */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/**
 * The corresponding day `months` later (or earlier); where the month has no such day, its last day (民法典 202).
 * @example addMonths('2024-08-31', 6) // '2025-02-28'
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return fromDayNumber(addMonthsToDay(toDayNumber(date), months))
}

/** `addMonths` on day numbers, without range check. */
export function addMonthsToDay(number: DayNumber, months: number): DayNumber {
  const { year, month, day } = partsOfDayNumber(number)
  const total = year * 12 + (month - 1) + months
  const newYear = Math.floor(total / 12)
  const newMonth = total - newYear * 12 + 1
  return dayNumberOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}

/** The corresponding day `years` later; 29 February becomes 28 February in a common year (民法典 202). */
export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12)
}

/** Days from `from` to `to`: 1 for the next day, negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): number {
  return weekdayOfDay(toDayNumber(date))
}

/** 1 Monday … 7 Sunday, of a day number. 1970-01-01 was a Thursday. */
export function weekdayOfDay(number: DayNumber): number {
  const shifted = (number + 3) % 7
  return (shifted < 0 ? shifted + 7 : shifted) + 1
}

/** 周一 … 周日. */
export function weekdayName(date: PlainDate): string {
  return WEEKDAY_NAMES[weekday(date) - 1] ?? ''
}

const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/

export function isInstant(text: string): text is Instant {
  const shape = INSTANT_SHAPE.exec(text)
  return shape !== null && isPlainDate(shape[1] ?? '')
}

/**
 * The calendar day in China at that moment. China has one zone, UTC+8, and no summer time since 1992.
 * @example chinaDate('2024-03-05T16:00:00.000Z') // '2024-03-06'
 * @throws RangeError when the text is no instant
 */
export function chinaDate(instant: Instant): PlainDate {
  return chinaDateTime(instant).slice(0, 10)
}

/** The wall clock in China at that moment, to the second. @throws RangeError when the text is no instant */
export function chinaDateTime(instant: Instant): LocalDateTime {
  if (!isInstant(instant)) throw new RangeError(`not an instant in UTC: ${instant}`)
  const hour = twoDigits(instant, 11) + 8
  const date = instant.slice(0, 10)
  return `${hour < 24 ? date : addDays(date, 1)}T${pad2(hour % 24)}${instant.slice(13, 19)}`
}

/**
 * The instant `minutes` later, or earlier when negative; whole minutes.
 * @example addMinutes('2024-03-05T23:50:30.000Z', 15) // '2024-03-06T00:05:30.000Z'
 * @throws RangeError when the text is no instant
 */
export function addMinutes(instant: Instant, minutes: number): Instant {
  if (!isInstant(instant)) throw new RangeError(`not an instant in UTC: ${instant}`)
  const total = twoDigits(instant, 11) * 60 + twoDigits(instant, 14) + minutes
  const days = Math.floor(total / 1440)
  const left = total - days * 1440
  return `${addDays(instant.slice(0, 10), days)}T${pad2(Math.floor(left / 60))}:${pad2(left % 60)}${instant.slice(16)}`
}

/** The moment a day begins in China. */
export const dayBegins = (date: PlainDate): Instant => addMinutes(`${date}T00:00:00.000Z`, -8 * 60)

const LOCAL_TIME_SHAPE = /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

export function isLocalDateTime(text: string): text is LocalDateTime {
  return isPlainDate(text.slice(0, 10)) && LOCAL_TIME_SHAPE.test(text.slice(10))
}

/**
 * The local time `hours` later; seconds are kept when given.
 * @example addHours('2024-03-05T21:30', 24) // '2024-03-06T21:30'
 * @throws RangeError when the text is no local time or the result leaves 1900–2199
 */
export function addHours(at: LocalDateTime, hours: number): LocalDateTime {
  if (!isLocalDateTime(at)) throw new RangeError(`not a local date and time: ${at}`)
  const total = twoDigits(at, 11) + hours
  const days = Math.floor(total / 24)
  return `${addDays(at.slice(0, 10), days)}T${pad2(total - days * 24)}${at.slice(13)}`
}

/**
 * The day as official documents write it.
 * @example formatChineseDate('2024-03-05') // '2024年3月5日'
 */
export function formatChineseDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** @example formatChineseDateTime('2024-03-05T09:30') // '2024年3月5日9时30分' */
export function formatChineseDateTime(at: LocalDateTime): string {
  const seconds = at.length > 16 ? `${twoDigits(at, 17)}秒` : ''
  return `${formatChineseDate(at.slice(0, 10))}${twoDigits(at, 11)}时${pad2(twoDigits(at, 14))}分${seconds}`
}

/** A day, or a moment of it, whichever it is. */
export const formatChinese = (at: PlainDate | LocalDateTime): string =>
  at.length === 10 ? formatChineseDate(at) : formatChineseDateTime(at)

const CHINESE_DIGITS = '〇一二三四五六七八九'

/** 二〇二四 → 2024, 二十一 → 21; NaN when the text is something else. Enough for the parts of a date. */
function readChineseDatePart(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace(/[○零]/g, '〇').replace(/廿/g, '二十').replace(/卅/g, '三十')
  if (/^[〇一二三四五六七八九]+$/.test(plain)) {
    return [...plain].reduce((value, sign) => value * 10 + CHINESE_DIGITS.indexOf(sign), 0)
  }
  const tens = /^([一二三]?)十([一二三四五六七八九]?)$/.exec(plain)
  if (tens === null) return Number.NaN
  const high = tens[1] === '' ? 1 : CHINESE_DIGITS.indexOf(tens[1] ?? '')
  return high * 10 + (tens[2] === '' ? 0 : CHINESE_DIGITS.indexOf(tens[2] ?? ''))
}

/** A spreadsheet counts 1900-02-29, a day that never was, as number 60. */
const SHEET_EPOCH: DayNumber = dayNumberOf(1899, 12, 30)

function readSheetDate(serial: number, path: string | undefined): Result<PlainDate> {
  const whole = Math.floor(serial)
  const number = SHEET_EPOCH + (whole < 60 ? whole + 1 : whole)
  if (!(whole >= 1) || whole === 60 || number > LAST_DAY_NUMBER) {
    return refuseDate(`数字“${serial}”不是表格中的日期，请按“2024-03-05”的格式填写。`, path)
  }
  return ok(fromDayNumber(number))
}

const TYPED_SHAPES = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^([\d〇○零一二三四五六七八九]{4})年([\d〇零一二三四五六七八九十]{1,2})月([\d〇零一二三四五六七八九十廿卅]{1,3})[日号]$/,
] as const

/**
 * Reads a day as people type it or as a spreadsheet stores it: 2024-3-5, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日,
 * 二〇二四年三月五日, full-width digits, a trailing time of day (dropped), and spreadsheet serial numbers (five digits).
 * Two-digit years are refused: they are ambiguous in a file that lives for thirty years.
 */
export function readTypedDate(typed: string | number, path?: string): Result<PlainDate> {
  if (typeof typed === 'number') return readSheetDate(typed, path)
  const text = typed
    .normalize('NFKC')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/。/g, '.')
    .replace(/(?<=[日号\d])[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, '')
    .replace(/\s+/g, '')
  if (/^\d{5}(\.\d+)?$/.test(text)) return readSheetDate(Number(text), path)
  for (const shape of TYPED_SHAPES) {
    const found = shape.exec(text)
    if (found === null) continue
    const [year, month, day] = [found[1], found[2], found[3]].map(part => readChineseDatePart(part ?? ''))
    if (year === undefined || month === undefined || day === undefined || Number.isNaN(year + month + day)) continue
    return plainDate(year, month, day, path)
  }
  if (text === '') return refuseDate('日期没有填写，请填写。', path)
  if (/^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?$/.test(text)) {
    return refuseDate(`“${typed}”的年份只有两位，请写全四位年份，如“2024-03-05”。`, path)
  }
  return parsePlainDate(typed.trim(), path)
}
