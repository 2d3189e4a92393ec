import { clockOf, nearUntil, type Clock } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { limitState } from '#kernel/limit.ts'
import { type Result, refuse } from '#kernel/refusal.ts'
import { type PlainDate, yearOf } from '#kernel/time/date.ts'
import { type Platform, today as todayOf } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { laidSystems } from '#records/today.ts'
import { stageName } from '#records/view.ts'
import { read, readAll } from '#store/database.ts'
import { loadMany } from '#store/log.ts'

/**
 * Where one item stands. Ended: `kept` in time, `late` not in time or not at all, `other` (adjusted, cancelled). Open:
 * `checking` (delivered, not yet accepted), `over`, `near`, `ok`.
 */
export const followUpStates = ['kept', 'late', 'checking', 'ok', 'near', 'over', 'other'] as const
export type FollowUpState = (typeof followUpStates)[number]

/** GET /follow-up?year= */
export type FollowUpYear = {
  readonly year: number
  /** Years in which something was laid on somebody, the newest first. */
  readonly years: readonly number[]
  readonly systems: readonly {
    readonly code: string
    readonly name: string
    readonly unit: string
    readonly mayOpen: boolean
    /** The figure that judges, with its definition. */
    readonly rate: { readonly name: string; readonly definition: string }
    readonly organs: readonly {
      readonly code: string
      readonly name: string
      readonly counts: Readonly<Record<FollowUpState, number>>
    }[]
  }[]
}

/** GET /follow-up/items?year=&system=&organ=&state= */
export type FollowUpItems = {
  readonly rows: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly organName: string
    readonly stageName: string
    readonly outcomeName?: string
    readonly state: FollowUpState
    readonly due: PlainDate
    readonly clock?: Clock
    /** Of what is open, in percent. */
    readonly progress?: number
  }[]
  readonly more: boolean
}

/** Items shown at a time, the first to fall due. */
const itemsAtMost = 200

/**
 * The items of one system that belong to a year: laid down in it, or carried over into it. $1 division, $2 system,
 * $3 organ field, $4 limit, $5 figures that count what came in time, $6 the others that judge, $7 today, $8 last near day,
 * $9 and $10 first and last day of the year.
 */
const itemsSql = `
  select r.id, r.listed ->> $3 as organ, coalesce(r.closed_on, d.final_on) as day,
    case
      when r.closed_on is not null then coalesce((
        select case when c.figure = any($5) then 'kept' else 'late' end from zs.contribution c
        where c.division = r.division and c.record = r.id and c.figure = any($5 || $6) limit 1), 'other')
      when d.code is null or d.met_on is not null then 'checking'
      when d.final_on < $7 then 'over'
      when d.final_on <= $8 then 'near'
      else 'ok'
    end as state
  from zs.record r left join zs.deadline d on d.division = r.division and d.record = r.id and d.code = $4
  where r.division = $1 and r.system = $2 and r.stage <> 'voided' and r.opened_on <= $10
    and (r.opened_on >= $9 or r.closed_on is null or r.closed_on >= $9)`

function itemsValues(platform: Platform, caller: Caller, d: Declaration, year: number): unknown[] {
  const { organ = '', limit = '', rate = '' } = d.followUp ?? {}
  const figure = d.figures[rate]
  const [kept, judged] = figure?.kind === 'ratio' ? [figure.numerator, figure.denominator] : [[], []]
  const now = todayOf(platform)
  return [
    caller.scope.division,
    d.code,
    organ,
    limit,
    [...kept],
    judged.filter(f => !kept.includes(f)),
    now,
    nearUntil(now, platform.calendar()),
    `${year}-01-01`,
    `${year}-12-31`,
  ]
}

/** 督办与考核: what was laid on each organ in a year, and how it delivers. */
export async function followUpFor(platform: Platform, caller: Caller, asked?: number): Promise<FollowUpYear> {
  const { scope, actor } = caller
  const year = asked ?? yearOf(todayOf(platform))
  const division = await platform.division(scope.division)
  const systems = laidSystems(platform)
  const [spans, ...counted] = (await readAll(platform.db, scope, [
    {
      text: `select distinct extract(year from opened_on)::int as year from zs.record
        where division = $1 and system = any($2) and stage <> 'voided' order by year desc`,
      values: [scope.division, systems.map(d => d.code)],
    },
    ...systems.map(d => ({
      text: `select organ, state, count(*)::int as n from (${itemsSql}) i where organ is not null group by organ, state`,
      values: itemsValues(platform, caller, d, year),
    })),
  ])) as [{ year: number }[], ...{ organ: string; state: FollowUpState; n: number }[][]]
  return {
    year,
    years: [...new Set([...spans.map(s => s.year), year])].toSorted((a, b) => b - a),
    systems: systems.map((d, i) => {
      const rate = d.figures[d.followUp?.rate ?? '']
      const byOrgan = Map.groupBy(counted[i] ?? [], c => c.organ)
      return {
        code: d.code,
        name: d.name,
        unit: d.unit,
        mayOpen: d.open.by.some(r => actor.roles.includes(r)),
        rate: { name: rate?.name ?? '', definition: rate?.definition ?? '' },
        organs: [...division.organs.values()].flatMap(o => {
          const rows = byOrgan.get(o.code)
          const n = (state: FollowUpState) => rows?.find(r => r.state === state)?.n ?? 0
          const counts = Object.fromEntries(followUpStates.map(s => [s, n(s)])) as Record<FollowUpState, number>
          return rows ? [{ code: o.code, name: o.name, counts }] : []
        }),
      }
    }),
  }
}

/** The items behind a count, the first to fall due first. */
export async function followUpItems(
  platform: Platform,
  caller: Caller,
  query: { year: number; system: string; organ?: string; state?: FollowUpState },
): Promise<Result<FollowUpItems>> {
  const { scope } = caller
  const newest = laidSystems(platform).find(d => d.code === query.system)
  if (!newest)
    return refuse({ code: 'invalid-input', path: 'system', message: '这类事项没有列入督办与考核，请返回重选。' })
  const division = await platform.division(scope.division)
  const found = await read<{ id: string; organ: string; state: FollowUpState }>(
    platform.db,
    scope,
    `select id, organ, state from (${itemsSql}) i where organ is not null
       and ($11::text is null or organ = $11) and ($12::text is null or state = $12)
     order by day, id limit ${itemsAtMost + 1}`,
    [...itemsValues(platform, caller, newest, query.year), query.organ ?? null, query.state ?? null],
  )
  const shown = found.slice(0, itemsAtMost)
  const stored = await loadMany(
    platform.db,
    scope,
    shown.map(f => f.id),
  )
  const today = todayOf(platform)
  const rows = shown.flatMap(({ id, organ, state: standing }) => {
    const state = stored.get(id)?.state
    if (!state) return []
    const d = platform.catalogue.get(state.system, state.version)
    const code = d.followUp?.limit ?? ''
    const limit = d.limits[code]
    if (!limit) return []
    const calendar = platform.calendar()
    const at = limitState({ code, limit, system: d.code, state, today, calendar, settings: division.settings })
    const progress = d.followUp?.progress === undefined ? undefined : state.values[d.followUp.progress]
    return [
      {
        id,
        number: state.number,
        title: state.title,
        organName: division.organs.get(organ)?.name ?? organ,
        stageName: stageName(d, state.stage),
        state: standing,
        due: (at.final ?? '').slice(0, 10),
        ...(state.outcome ? { outcomeName: d.outcomes[state.outcome] ?? state.outcome } : {}),
        ...(standing === 'other' ? {} : { clock: clockOf(limit, at, today, calendar) }),
        ...(!d.stages[state.stage]?.end && typeof progress === 'number' ? { progress } : {}),
      },
    ]
  })
  return { ok: true, value: { rows, more: found.length > itemsAtMost } }
}
