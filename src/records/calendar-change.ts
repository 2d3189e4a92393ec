import type { Actor } from '#kernel/record.ts'
import { type Calendar, makeCalendar, type PublishedYear } from '#kernel/time/calendar.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { logAccess } from '#store/log.ts'
import { type MovedLimit, type Refit, refit } from '#store/refit.ts'
import type { Platform } from './platform.ts'

/** What a year's schedule of rest days moves, before it is entered and after. */
export type CalendarChange = Refit & {
  /** The limits that move, the first to end before; at most `shownAtMost`. */
  readonly shown: readonly {
    readonly id: string
    readonly number: string
    readonly systemName: string
    readonly organName: string
    readonly limitName: string
    readonly from: PlainDate
    readonly to: PlainDate
  }[]
}
const shownAtMost = 200

const withYear = (calendar: Calendar, entry: PublishedYear): Calendar =>
  makeCalendar([...calendar.years, entry], calendar.overlay)

/** A schedule may begin in December of the year before (元旦). */
const reach = (year: number) => ({ from: `${year - 1}-12-01`, to: `${year}-12-31` })

/** Which running limits of the division a schedule would move; nothing is written. */
export function previewCalendar(platform: Platform, actor: Actor, entry: PublishedYear): Promise<CalendarChange> {
  return change(platform, withYear(platform.calendar(), entry), actor.division, entry.year, false)
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
): Promise<CalendarChange> {
  const { db } = platform
  await db.app.query(
    `insert into zs.calendar_year (year, entry, source, published_on, entered_by) values ($1, $2, $3, $4, $5)
     on conflict (year) do update set entry = excluded.entry, source = excluded.source, published_on = excluded.published_on,
       entered_by = excluded.entered_by, entered_at = now()`,
    [entry.year, JSON.stringify(entry), entry.source, publishedOn, actor.name],
  )
  await platform.forget()
  const divisions = await db.app.query<{ code: string }>('select code from zs.division order by code')
  let own: CalendarChange | undefined
  for (const { code } of divisions.rows) {
    const done = await change(platform, platform.calendar(), code, entry.year, true)
    if (code === actor.division) own = done
    // An act that was decided by the old days and written after its batch is caught by looking once more.
    await change(platform, platform.calendar(), code, entry.year, true)
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

async function change(
  platform: Platform,
  calendar: Calendar,
  code: string,
  year: number,
  write: boolean,
): Promise<CalendarChange> {
  const division = await platform.division(code)
  const moved: MovedLimit[] = []
  const context = { catalogue: platform.catalogue, calendar, settings: () => division.settings }
  const counts = await refit(platform.db, context, code, reach(year), { write, onMoved: m => moved.push(m) })
  const shown = moved.toSorted((a, b) => (a.from < b.from ? -1 : 1)).slice(0, shownAtMost)
  return {
    ...counts,
    shown: shown.map(({ state, code: limit, from, to }) => {
      const d = platform.catalogue.get(state.system, state.version)
      return {
        id: state.id,
        number: state.number,
        systemName: d.name,
        organName: division.organs.get(state.organ)?.name ?? state.organ,
        limitName: d.limits[limit]?.name ?? limit,
        from,
        to,
      }
    }),
  }
}
