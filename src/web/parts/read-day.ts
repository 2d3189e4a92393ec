import { isPlainDate } from '#kernel/time/date.ts'

/** The day that was typed, as 2024-03-05; undefined when it is none. `year`: for days typed without one. */
export function readDay(typed: string, year?: number): string | undefined {
  const text = typed.trim().normalize('NFKC')
  const whole =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text)
  const short = year === undefined ? undefined : /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text)
  const parts = whole ? whole.slice(1) : short ? [String(year), ...short.slice(1)] : []
  const day = parts.map(part => part.padStart(2, '0')).join('-')
  return isPlainDate(day) ? day : undefined
}
