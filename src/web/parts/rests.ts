import type { Today } from '#api/contract.ts'
import { daysBetween } from '#kernel/time/date.ts'
import { shortDay } from './words.tsx'

/** A stretch of the line that is finely dotted: its days, 3月9日 and 至10日, and a word. */
export type RestLine = { readonly key: string; readonly from: string; readonly to?: string; readonly words: string }

/** More than so many runs of rest days between two limits are told in one line. */
const apartAtMost = 2

/** The rest days that begin after one limit and not after the next. */
export function restsBetween(
  { rests, restNote }: Pick<Today, 'rests' | 'restNote'>,
  after: string,
  through: string,
): RestLine[] {
  const runs = rests.filter(r => r.from > after && r.from <= through)
  const [first] = runs
  if (!first) return []
  if (runs.length <= apartAtMost) return runs.map(r => ({ key: r.from, ...daysOf(r), words: `${r.name}，${restNote}` }))
  const days = runs.reduce((n, r) => n + daysBetween(r.from, r.to) + 1, 0)
  const holidays = [...new Set(runs.filter(r => r.holiday).map(r => r.name))]
  return [
    {
      key: first.from,
      from: '其间',
      words: `休息${days}日${holidays.length ? `，含${holidays.join('、')}` : ''}，${restNote}`,
    },
  ]
}

/** The month is told once, unless the days lie in two. */
function daysOf({ from, to }: { readonly from: string; readonly to: string }): Pick<RestLine, 'from' | 'to'> {
  if (from === to) return { from: shortDay(from) }
  const last = from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : shortDay(to)
  return { from: shortDay(from), to: `至${last}` }
}
