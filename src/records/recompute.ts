import type { Settings } from '#kernel/limit.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { type MovedLimit, type Refit, type RefitRange, refit } from '#store/refit.ts'
import type { Platform } from './platform.ts'

/** What moves when the days are computed anew: by another schedule of rest days, by another local term. */
export type Recomputed = Refit & {
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

/**
 * Computes clocks and figures of a division's records anew, by a calendar and settings that are not in force yet (absent:
 * by those that are). `write`: stores what differs.
 */
export async function recompute(
  platform: Platform,
  code: string,
  change: {
    readonly calendar?: Calendar
    readonly settings?: Settings
    readonly range: RefitRange
    readonly write: boolean
  },
): Promise<Recomputed> {
  const division = await platform.division(code)
  const { calendar = platform.calendar(), settings = division.settings, range, write } = change
  const moved: MovedLimit[] = []
  const context = { catalogue: platform.catalogue, calendar, settings: () => settings }
  const counts = await refit(platform.db, context, code, range, { write, onMoved: m => moved.push(m) })
  // An act that was decided by the old days and written after its batch is caught by looking once more.
  if (write) await refit(platform.db, context, code, range, { write })
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
