import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'

/** What a surcharge depends on. */
export type Overdue = {
  /** The fine (or the instalment that is due), in 分. */
  readonly fine: number
  /** Last day of payment, moved behind rest days or to the end of an approved deferral. */
  readonly dueOn: PlainDate
  /** Days of reconsideration or litigation, both ends inclusive: the surcharge is not computed for them. */
  readonly remedies?: readonly { readonly from: PlainDate; readonly to: PlainDate }[]
}

/** Calendar days after the due day up to and including `day`, without the days of remedies. Rest days count. */
export function overdueDays({ dueOn, remedies = [] }: Overdue, day: PlainDate): number {
  if (day <= dueOn) return 0
  let days = daysBetween(dueOn, day)
  let counted = dueOn
  for (const { from, to } of remedies.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const first = from > counted ? from : addDays(counted, 1)
    const last = to < day ? to : day
    if (first > last) continue
    days -= daysBetween(first, last) + 1
    counted = last
  }
  return days
}

/**
 * 加处罚款 in 分 on a day: 3 % of the fine for each day overdue, never more than the fine. A fraction of a 分 is dropped, so that
 * the ceiling of the statute is never passed. 《行政处罚法》第七十二条第一款第（一）项、第七十三条第三款；《行政强制法》第四十五条第二款.
 * @example
 * surcharge({ fine: 1_000_000, dueOn: '2024-10-08' }, '2024-10-09') // 30_000: 300 元 on the first day
 */
export function surcharge(overdue: Overdue, day: PlainDate): number {
  return Math.min(overdue.fine, Math.floor((overdue.fine * 3 * overdueDays(overdue, day)) / 100))
}
