/** The day that was typed, as 2024-03-05; undefined when it is none. `year`: for days typed without one. */
export function readDay(typed: string, year?: number): string | undefined {
  const text = typed.trim().normalize('NFKC')
  const whole =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text)
  const short = year === undefined ? undefined : /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text)
  const [y, m, d] = whole ? whole.slice(1).map(Number) : short ? [year, Number(short[1]), Number(short[2])] : []
  if (!y || !m || !d) return undefined
  const day = new Date(Date.UTC(y, m - 1, d))
  if (day.getUTCFullYear() !== y || day.getUTCMonth() !== m - 1 || day.getUTCDate() !== d) return undefined
  return day.toISOString().slice(0, 10)
}
