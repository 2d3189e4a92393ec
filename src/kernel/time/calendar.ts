/**
 * Rest days and workdays in China. The yearly notice of the State Council office (国务院办公厅关于部分节假日安排的通知) fixes
 * holiday blocks and make-up workdays (调休上班); a year without a published notice knows weekends only, and every deadline
 * that reaches it is provisional (暂定) until the notice is entered.
 *
 * A calendar holds for one region: ethnic-minority areas add local holidays (全国年节及纪念日放假办法 4).
 */

import { ok, type Refusal, type Result, refuse } from '../refusal.ts'
import {
  addDays,
  type DayNumber,
  daysBetween,
  FIRST_DAY_NUMBER,
  FIRST_YEAR,
  formatChineseDate,
  fromDayNumber,
  isPlainDate,
  LAST_DAY_NUMBER,
  LAST_YEAR,
  type PlainDate,
  toDayNumber,
  weekday,
  weekdayName,
  weekdayOfDay,
  yearOf,
} from './date.ts'

/** A run of rest days under one name, both ends inclusive; weekends inside the run belong to it. */
export type HolidayBlock = { readonly name: string; readonly from: PlainDate; readonly to: PlainDate }

/** The notice of one year. Its days may reach into December of the year before (元旦). */
export type PublishedYear = {
  readonly year: number
  /** Where the days were read: notice and number, or the data set. */
  readonly source: string
  /** True when compared with the text of the notice itself. */
  readonly verified: boolean
  readonly blocks: readonly HolidayBlock[]
  /** Saturdays and Sundays on which people work. */
  readonly makeupWorkdays: readonly PlainDate[]
  /** The statutory holidays proper (法定节假日), without the days joined to them by swaps. Absent: not recorded. */
  readonly legalHolidays?: readonly PlainDate[]
}

/** Local holidays of one year, from the notice of the region's government. */
export type RegionalYear = {
  readonly year: number
  readonly name: string
  readonly source: string
  readonly restDays: readonly PlainDate[]
  readonly makeupWorkdays: readonly PlainDate[]
}

/** @example { region: '450000', years: [{ year: 2025, name: '壮族三月三', source: '…', restDays: [...], makeupWorkdays: [] }] } */
export type RegionalOverlay = { readonly region: string; readonly years: readonly RegionalYear[] }

export type Calendar = {
  readonly years: readonly PublishedYear[]
  readonly overlay?: RegionalOverlay
  /** Changes whenever a day of the calendar changes; stored with every computed limit so that it can be recomputed. */
  readonly version: string
  /** One kind of day per day from 1900-01-01 on. */
  readonly days: Uint8Array
  /** Years whose notice is known (with an overlay: the national and the regional one). */
  readonly published: ReadonlySet<number>
}

const WORKDAY = 0
const WEEKEND = 1
const HOLIDAY = 2
const MAKEUP = 3
const REGIONAL_REST = 4

/** Since 2008 every notice has these seven (全国年节及纪念日放假办法 2). */
export const STATUTORY_HOLIDAYS = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const

const PLAIN_WEEKENDS: Uint8Array = Uint8Array.from({ length: LAST_DAY_NUMBER - FIRST_DAY_NUMBER + 1 }, (_, index) =>
  weekdayOfDay(FIRST_DAY_NUMBER + index) >= 6 ? WEEKEND : WORKDAY,
)

/** Builds the calendar of a region from the notices known. A later notice of the same year replaces the earlier one. */
export function makeCalendar(years: readonly PublishedYear[], overlay?: RegionalOverlay): Calendar {
  const byYear = new Map(years.map(year => [year.year, year]))
  const days = PLAIN_WEEKENDS.slice()
  const set = (date: PlainDate, kind: number) => {
    days[toDayNumber(date) - FIRST_DAY_NUMBER] = kind
  }
  for (const year of byYear.values()) {
    for (const block of year.blocks) for (const date of daysOf(block)) set(date, HOLIDAY)
    for (const date of year.makeupWorkdays) set(date, MAKEUP)
  }
  for (const year of overlay?.years ?? []) {
    for (const date of year.restDays) set(date, REGIONAL_REST)
    for (const date of year.makeupWorkdays) set(date, MAKEUP)
  }
  const regional = overlay && new Set(overlay.years.map(year => year.year))
  const published = new Set([...byYear.keys()].filter(year => regional === undefined || regional.has(year)))
  const sorted = [...byYear.values()].sort((a, b) => a.year - b.year)
  return {
    years: sorted,
    ...(overlay ? { overlay } : {}),
    version: versionOf(sorted, published, days, overlay),
    days,
    published,
  }
}

/** The days from the first to the last of a block. */
function daysOf(block: HolidayBlock): PlainDate[] {
  return Array.from({ length: daysBetween(block.from, block.to) + 1 }, (_, index) => addDays(block.from, index))
}

/** A fingerprint (FNV-1a) of the days: it tells calendars apart, it does not protect them. */
function versionOf(
  years: readonly PublishedYear[],
  published: ReadonlySet<number>,
  days: Uint8Array,
  overlay?: RegionalOverlay,
): string {
  let hash = 0x811c9dc5
  const mix = (value: number) => {
    hash = Math.imul(hash ^ value, 0x01000193)
  }
  for (const kind of days) mix(kind)
  for (const year of [...published].sort((a, b) => a - b)) mix(year)
  for (const year of years) for (const date of year.legalHolidays ?? []) mix(toDayNumber(date))
  const span = years.length === 0 ? 'none' : `${years[0]?.year}-${years.at(-1)?.year}`
  return `${overlay?.region ?? 'CN'}/${span}/${(hash >>> 0).toString(16).padStart(8, '0')}`
}

/** Is the notice of that year known? If not, a deadline reaching it is provisional. */
export function isPublished(calendar: Calendar, year: number): boolean {
  return calendar.published.has(year)
}

/** `isRest` on day numbers; days outside 1900–2199 count as workdays, so that searches end. */
export function isRestDay(calendar: Calendar, number: DayNumber): boolean {
  const kind = calendar.days[number - FIRST_DAY_NUMBER]
  return kind === WEEKEND || kind === HOLIDAY || kind === REGIONAL_REST
}

/** Weekend that is no make-up workday, or a day of rest by the notice (民法典 203). */
export function isRest(calendar: Calendar, date: PlainDate): boolean {
  return isRestDay(calendar, toDayNumber(date))
}

export function isWorkday(calendar: Calendar, date: PlainDate): boolean {
  return !isRest(calendar, date)
}

/** A Saturday or Sunday on which people work by the notice. */
export function isMakeupWorkday(calendar: Calendar, date: PlainDate): boolean {
  return calendar.days[toDayNumber(date) - FIRST_DAY_NUMBER] === MAKEUP
}

/** A day within a declared holiday block, national or regional, weekends of the block included. */
export function isHolidayBlock(calendar: Calendar, date: PlainDate): boolean {
  const kind = calendar.days[toDayNumber(date) - FIRST_DAY_NUMBER]
  return kind === HOLIDAY || kind === REGIONAL_REST
}

/**
 * A statutory holiday proper (法定节假日), as in the ban on enforcement of 行政强制法 43. Where the statutory days of a year
 * are not recorded the whole declared block counts, the safe default.
 */
export function isLegalHoliday(calendar: Calendar, date: PlainDate): boolean {
  const legal = calendar.years.find(year => year.year === yearOf(date))?.legalHolidays
  return legal === undefined ? isHolidayBlock(calendar, date) : legal.includes(date)
}

/**
 * What kind of day it is, in Chinese: `国庆节假期`, `壮族三月三假期`, `调休上班`, `周六`, or `工作日`.
 * @example describeDay(nationalCalendar, '2024-09-29') // '调休上班'
 */
export function describeDay(calendar: Calendar, date: PlainDate): string {
  switch (calendar.days[toDayNumber(date) - FIRST_DAY_NUMBER]) {
    case WEEKEND:
      return weekdayName(date)
    case HOLIDAY:
      return `${holidayName(calendar, date)}假期`
    case REGIONAL_REST:
      return `${calendar.overlay?.years.find(year => year.restDays.includes(date))?.name ?? ''}假期`
    case MAKEUP:
      return '调休上班'
    default:
      return '工作日'
  }
}

function holidayName(calendar: Calendar, date: PlainDate): string {
  for (const year of calendar.years) {
    const block = year.blocks.find(candidate => candidate.from <= date && date <= candidate.to)
    if (block) return block.name
  }
  return ''
}

/** Rest days in a row, under the name of the holiday among them; else 双休, or 周日 where Saturday is worked. */
export type RestRun = {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly name: string
  readonly holiday?: true
}

/**
 * The runs of rest days that begin within a range of days.
 * @example restRuns(nationalCalendar, '2024-09-28', '2024-10-08') // [28日 周六, 1日至7日 国庆节]
 */
export function restRuns(calendar: Calendar, from: PlainDate, to: PlainDate): RestRun[] {
  const runs: RestRun[] = []
  for (let day = toDayNumber(from); day <= toDayNumber(to); day++) {
    if (!isRestDay(calendar, day)) continue
    const first = day
    while (isRestDay(calendar, day + 1)) day++
    const days = Array.from({ length: day - first + 1 }, (_, i) => fromDayNumber(first + i))
    const holiday = days.find(d => isHolidayBlock(calendar, d))
    const range = { from: fromDayNumber(first), to: fromDayNumber(day) }
    if (holiday !== undefined)
      runs.push({ ...range, name: describeDay(calendar, holiday).replace(/假期$/, ''), holiday: true })
    else runs.push({ ...range, name: first === day ? describeDay(calendar, range.from) : '双休' })
  }
  return runs
}

/** The n-th workday after a day, on day numbers; without range check. */
export function addWorkdaysToDay(calendar: Calendar, number: DayNumber, workdays: number): DayNumber {
  let day = number
  for (let left = workdays; left > 0; ) {
    day += 1
    if (!isRestDay(calendar, day)) left -= 1
  }
  return day
}

/** The n-th workday counted back before a day, on day numbers; without range check. */
export function subtractWorkdaysFromDay(calendar: Calendar, number: DayNumber, workdays: number): DayNumber {
  let day = number
  for (let left = workdays; left > 0; ) {
    day -= 1
    if (!isRestDay(calendar, day)) left -= 1
  }
  return day
}

/**
 * The n-th workday after `date`; n negative: counted back before it; 0: `date` itself.
 * @example addWorkdays(nationalCalendar, '2024-09-27', 5) // '2024-10-10'
 */
export function addWorkdays(calendar: Calendar, date: PlainDate, workdays: number): PlainDate {
  const from = toDayNumber(date)
  return fromDayNumber(
    workdays < 0 ? subtractWorkdaysFromDay(calendar, from, -workdays) : addWorkdaysToDay(calendar, from, workdays),
  )
}

export function rollDayForward(calendar: Calendar, number: DayNumber): DayNumber {
  let day = number
  while (isRestDay(calendar, day)) day += 1
  return day
}

/** The day itself, or the first workday after it when it is a rest day (期间届满日顺延, 民法典 203). */
export function rollForward(calendar: Calendar, date: PlainDate): PlainDate {
  return fromDayNumber(rollDayForward(calendar, toDayNumber(date)))
}

/** The day itself, or the last workday before it when it is a rest day: wages (保障农民工工资支付条例 14). */
export function rollBackward(calendar: Calendar, date: PlainDate): PlainDate {
  let day = toDayNumber(date)
  while (isRestDay(calendar, day)) day -= 1
  return fromDayNumber(day)
}

/**
 * Number of workdays after `after` up to and including `through`; the first day is not counted. Negative when reversed.
 * @example workdaysBetween(nationalCalendar, '2024-09-27', '2024-10-10') // 5
 */
export function workdaysBetween(calendar: Calendar, after: PlainDate, through: PlainDate): number {
  return workdaysBetweenDays(calendar, toDayNumber(after), toDayNumber(through))
}

/** `workdaysBetween` on day numbers. */
export function workdaysBetweenDays(calendar: Calendar, after: DayNumber, through: DayNumber): number {
  if (through < after) return -workdaysBetweenDays(calendar, through, after)
  let count = 0
  for (let day = after + 1; day <= through; day++) if (!isRestDay(calendar, day)) count += 1
  return count
}

/** Workdays of a calendar year, the check figure of a notice (about 250). */
export function workdaysOfYear(calendar: Calendar, year: number): number {
  return workdaysBetween(calendar, `${year}-01-01`, `${year}-12-31`) + (isRest(calendar, `${year}-01-01`) ? 0 : 1)
}

/** What an administrator types from the notice of a year. */
export type CalendarEntry = {
  readonly year: number
  readonly source: string
  readonly blocks: readonly HolidayBlock[]
  readonly makeupWorkdays: readonly PlainDate[]
  readonly legalHolidays?: readonly PlainDate[]
}

/** A full year has 248 workdays since 2025, 250 before; swaps across the turn of the year move it by a few. */
const LEAST_WORKDAYS = 243
const MOST_WORKDAYS = 256

/**
 * Checks a notice as typed by an administrator. Refused, with every fault named: a missing source; one of the seven
 * statutory holidays missing; days that do not exist, lie in another year, overlap or contradict each other; a make-up
 * workday that is no weekend; a number of workdays no year can have.
 */
export function publishYear(entry: CalendarEntry): Result<PublishedYear> {
  if (!Number.isInteger(entry.year) || entry.year <= FIRST_YEAR || entry.year > LAST_YEAR) {
    return refuse(fault('year', `年份“${entry.year}”不正确，请填写四位年份。`))
  }
  const faults = [...faultsOfBlocks(entry), ...faultsOfDays(entry)]
  if (entry.source.trim() === '') faults.push(fault('source', '没有写明依据，请填写通知的名称和文号。'))
  for (const name of STATUTORY_HOLIDAYS) {
    if (!entry.blocks.some(block => block.name.split(/[、和及]/).includes(name))) {
      faults.push(
        fault(
          'blocks',
          `${entry.year}年缺少“${name}”的安排，七个法定节日须齐全。`,
          '《全国年节及纪念日放假办法》第二条',
        ),
      )
    }
  }
  const published: PublishedYear = { ...entry, verified: true }
  if (faults.length === 0) {
    const workdays = workdaysOfYear(makeCalendar([published]), entry.year)
    if (workdays < LEAST_WORKDAYS || workdays > MOST_WORKDAYS) {
      faults.push(
        fault('blocks', `按填写的安排，${entry.year}年有${workdays}个工作日，与常年约250个相差过大，请逐日核对。`),
      )
    }
  }
  const [first, ...others] = faults
  return first === undefined ? ok(published) : refuse(first, others)
}

function fault(path: string, message: string, article?: string): Refusal {
  return { code: 'invalid-input', message, path, ...(article === undefined ? {} : { article }) }
}

/** The days of a notice lie in its year, or at the very end of the year before. */
function belongsTo(year: number, date: PlainDate): boolean {
  return date >= `${year - 1}-12-25` && date <= `${year}-12-31`
}

function faultsOfBlocks(entry: CalendarEntry): Refusal[] {
  const faults: Refusal[] = []
  const sound: HolidayBlock[] = []
  entry.blocks.forEach((block, index) => {
    const path = `blocks.${index}`
    const wrong = [block.from, block.to].find(date => !isPlainDate(date) || !belongsTo(entry.year, date))
    if (wrong !== undefined) {
      faults.push(fault(path, `“${block.name}”的日期“${wrong}”不存在或不在${entry.year}年，请核对。`))
    } else if (block.from > block.to) {
      faults.push(fault(path, `“${block.name}”的结束日期早于开始日期，请核对。`))
    } else {
      const other = sound.find(earlier => earlier.from <= block.to && block.from <= earlier.to)
      if (other) faults.push(fault(path, `“${block.name}”与“${other.name}”的日期重叠，请核对。`))
      sound.push(block)
    }
  })
  return faults
}

function faultsOfDays(entry: CalendarEntry): Refusal[] {
  const faults: Refusal[] = []
  const block = (date: PlainDate) => entry.blocks.find(candidate => candidate.from <= date && date <= candidate.to)
  entry.makeupWorkdays.forEach((date, index) => {
    const path = `makeupWorkdays.${index}`
    if (!isPlainDate(date) || !belongsTo(entry.year, date)) {
      faults.push(fault(path, `调休上班日“${date}”不存在或不在${entry.year}年，请核对。`))
    } else if (weekday(date) < 6) {
      faults.push(
        fault(path, `${formatChineseDate(date)}是${weekdayName(date)}，调休上班日应当是周六或者周日，请核对。`),
      )
    } else if (block(date)) {
      faults.push(fault(path, `${formatChineseDate(date)}既在“${block(date)?.name}”假期内又是调休上班日，请核对。`))
    }
  })
  entry.legalHolidays?.forEach((date, index) => {
    if (!isPlainDate(date) || !belongsTo(entry.year, date) || !block(date)) {
      faults.push(fault(`legalHolidays.${index}`, `法定节假日“${date}”不在任何一段假期内，请核对。`))
    }
  })
  return faults
}
