import { addWorkdays, type Calendar, isWorkday, rollBackward, rollForward } from '#kernel/time/calendar.ts'
import { addDays, daysBetween, type Instant, type LocalDateTime, type PlainDate } from '#kernel/time/date.ts'
import type { Random } from './random.ts'

/** A day and the minutes since midnight on the clock in China. */
export type Moment = { readonly day: PlainDate; readonly minute: number }

export const opensAt = 9 * 60
export const closesAt = 17 * 60 + 30

export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const localOf = (m: Moment): LocalDateTime => `${m.day}T${clockText(m.minute)}`

export function momentOf(at: LocalDateTime): Moment {
  const [day = '', time = '00:00'] = at.split('T')
  return { day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) }
}

export const minutesBetween = (a: Moment, b: Moment): number => daysBetween(a.day, b.day) * 1440 + b.minute - a.minute

export function later(m: Moment, minutes: number): Moment {
  const all = m.minute + Math.round(minutes)
  return { day: addDays(m.day, Math.floor(all / 1440)), minute: ((all % 1440) + 1440) % 1440 }
}

/** The moment in UTC; China is eight hours ahead all the year. */
export function instantOf(m: Moment): Instant {
  const utc = later(m, -480)
  return `${utc.day}T${clockText(utc.minute)}:00.000Z`
}

/** A workday in a range, or the nearest one when the range has none. */
export function drawWorkday(random: Random, calendar: Calendar, from: PlainDate, to: PlainDate): PlainDate {
  for (let i = 0; i < 20; i++) {
    const day = addDays(from, random.between(0, Math.max(0, daysBetween(from, to))))
    if (isWorkday(calendar, day)) return day
  }
  const day = rollForward(calendar, from)
  return day <= to ? day : rollBackward(calendar, to)
}

/** The first workday on or after a day. */
export const onWorkday = (calendar: Calendar, day: PlainDate): PlainDate => rollForward(calendar, day)

/** The last workday on or before `day`, though not before `earliest`. */
export function noLaterWorkday(calendar: Calendar, day: PlainDate, earliest: PlainDate): PlainDate {
  const back = rollBackward(calendar, day)
  return back >= earliest ? back : day
}

export const workdaysOn = (calendar: Calendar, day: PlainDate, workdays: number): PlainDate =>
  workdays > 0 ? addWorkdays(calendar, day, workdays) : onWorkday(calendar, day)
