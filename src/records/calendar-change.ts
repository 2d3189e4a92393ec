import type { Actor } from '#kernel/record.ts'
import { type Calendar, makeCalendar, type PublishedYear } from '#kernel/time/calendar.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { logAccess } from '#store/log.ts'
import type { Platform } from './platform.ts'
import { type Recomputed, recompute } from './recompute.ts'

const withYear = (calendar: Calendar, entry: PublishedYear): Calendar =>
  makeCalendar([...calendar.years, entry], calendar.overlay)

/** A schedule may begin in December of the year before (元旦). */
const reach = (year: number) => ({ from: `${year - 1}-12-01`, to: `${year}-12-31` })

/** Which running limits of the division a schedule would move; nothing is written. */
export function previewCalendar(platform: Platform, actor: Actor, entry: PublishedYear): Promise<Recomputed> {
  return recompute(platform, actor.division, {
    calendar: withYear(platform.calendar(), entry),
    range: reach(entry.year),
    write: false,
  })
}

/**
 * Enters a year's schedule and computes the clocks of all divisions that it reaches anew. From the first moment on new
 * acts are computed by it; an interruption is made good by entering it again.
 */
export async function enterCalendar(
  platform: Platform,
  actor: Actor,
  entry: PublishedYear,
  publishedOn: PlainDate,
): Promise<Recomputed> {
  const { db } = platform
  await db.app.query(
    `insert into zs.calendar_year (year, entry, source, published_on, entered_by) values ($1, $2, $3, $4, $5)
     on conflict (year) do update set entry = excluded.entry, source = excluded.source, published_on = excluded.published_on,
       entered_by = excluded.entered_by, entered_at = now()`,
    [entry.year, JSON.stringify(entry), entry.source, publishedOn, actor.name],
  )
  await platform.forget()
  const divisions = await db.app.query<{ code: string }>('select code from zs.division order by code')
  let own: Recomputed | undefined
  for (const { code } of divisions.rows) {
    const done = await recompute(platform, code, { range: reach(entry.year), write: true })
    if (code === actor.division) own = done
  }
  const { shown = [], ...counts } = own ?? {}
  await logAccess(db, { division: actor.division, organ: actor.organ, sees: 'none', person: actor.id }, [
    {
      action: 'calendar',
      detail: `${entry.year}年节假日安排，${entry.source}；${own?.moved ?? 0}个期限的届满日随之改变`,
    },
  ])
  return { records: 0, moved: 0, settled: 0, figures: 0, ...counts, shown }
}
