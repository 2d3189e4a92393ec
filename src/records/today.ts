import { nearUntil } from '#kernel/clock.ts'
import { rolesIn } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { usualPath } from '#kernel/describe.ts'
import { restRuns } from '#kernel/time/calendar.ts'
import { addDays, addMinutes, daysBetween, formatChinese, type PlainDate } from '#kernel/time/date.ts'
import type { RecordState } from '#kernel/record.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'
import { readAll } from '#store/database.ts'
import { handedColumn, incomingFor, onlyReads } from './hand-over.ts'
import { type ListedRow, listedColumns, rowsFrom } from './list.ts'
import { codesOf, type Platform, today as todayOf } from './platform.ts'
import type { Caller } from './records.ts'
import { actionName } from './view.ts'
import type { Today } from './views.ts'

/** The action of mine that meets a limit in this stage: the one verb of the row. */
export function verbFor(d: Declaration, stage: string, limit: string | null, roles: readonly string[]) {
  const until = limit ? (d.limits[limit]?.until ?? []) : []
  for (const code of until) {
    const action = d.actions[code]
    if (action?.from.includes(stage) && action.by.some(r => roles.includes(r))) return { code, name: action.name }
  }
  return undefined
}

/** One's own changes are looked for among so many of the newest of the organ: all years would be read otherwise. */
const lookedThrough = 200
/** Days back to which a change is a recent one. */
const recentDays = 90

/** Systems in which one of the roles has something to do: what nobody was assigned to concerns only those. */
const systemsOf = (platform: Platform, roles: readonly string[]): string[] =>
  platform.catalogue.current.filter(d => rolesIn(d).some(r => roles.includes(r))).map(d => d.code)

/** System codes are identifiers of the program (checked at load), never input. */
const literal = (codes: readonly string[]): string => `array[${codes.map(c => `'${c}'`).join(', ')}]::text[]`

/**
 * Stages whose way on is a reviewing role's: what lies there waits for me, not for the handler. That I might also break the
 * case off in another stage is no reason for it to wait for me.
 */
export function reviewStages(
  platform: Platform,
  roles: readonly string[],
): { system: string; stage: string; action: { code: string; name: string } }[] {
  return platform.catalogue.current.flatMap(d => {
    if (d.open.by.some(r => roles.includes(r))) return []
    const path = usualPath(d)
    return Object.entries(d.stages).flatMap(([stage, { suspended }]) => {
      const at = path.indexOf(stage)
      const ahead = (to: string | undefined) => (at === -1 ? !suspended && to !== stage : to === path[at + 1])
      const mine = Object.entries(d.actions).find(
        ([, a]) => a.from.includes(stage) && a.to !== undefined && ahead(a.to) && a.by.some(r => roles.includes(r)),
      )
      return mine ? [{ system: d.code, stage, action: { code: mine[0], name: mine[1].name } }] : []
    })
  })
}

/** Systems that lay things on organs. */
export const laidSystems = (platform: Platform): Declaration[] => platform.catalogue.current.filter(d => d.followUp)

/** The home page: what the law requires of me today, what waits for my review, what changed, the lights. */
export async function todayFor(
  platform: Platform,
  caller: Caller,
  scopeName: 'mine' | 'organ' | 'division',
): Promise<Today> {
  const { scope, actor } = caller
  const now = todayOf(platform)
  const near = nearUntil(now, platform.calendar())
  const wide = scopeName === 'division' && scope.sees === 'division'
  const systems = systemsOf(platform, actor.roles)
  const mine = scopeName === 'mine'
  const whose = wide
    ? 'true'
    : mine
      ? `(r.handler = $3 or (r.handler is null and r.organ = $2 and r.system = any(${literal(systems)})))`
      : `r.organ = $2`
  const bind = (...more: unknown[]) => [scope.division, scope.organ, actor.id, ...more]
  const typed = '$2::text is not null and $3::text is not null'
  const of = (archetype: Declaration['archetype']) => literal(codesOf(platform, archetype))
  // An entry of a register stands there for years: its limits are work when they are near.
  const pressing = (system: string, day: string) =>
    `(${system} = any(${of('matter')}) ${wide ? '' : `or ${system} = any(${of('register')}) and ${day} <= $4`})`
  // Whose a limit is stands in its own row, except for the person who handles the record.
  const limits = (shown: string, tail = '') =>
    `select ${shown} from zs.deadline d ${mine ? 'join zs.record r on r.division = d.division and r.id = d.record' : ''}
     where d.division = $1 and d.status = 'running' and d.bears = 'authority' and d.kind = 'MAX' and ${typed}
       and ${pressing('d.system', 'd.final_on')} and $4::date is not null
       ${wide ? '' : 'and d.organ = $2'} ${mine ? `and ${whose}` : ''} ${tail}`
  const reviews = reviewStages(platform, actor.roles)
  const laid = laidSystems(platform)
  const [due, paused, counts, waiting, changes, lights] = (await readAll(platform.db, scope, [
    {
      text: `select ${listedColumns}, d.final_on as next_due, d.code as next_limit, 'running' as due_status, d.start_on, null as parties
        from (${limits('d.*', 'order by d.final_on, d.record limit 60')}) d
        join zs.record r on r.division = d.division and r.id = d.record order by d.final_on, d.record`,
      values: bind(near),
    },
    {
      text: `select ${listedColumns}, null as start_on, null as parties from zs.record r
        where r.division = $1 and r.due_status = 'paused' and ${whose} and ${typed} order by r.updated_at limit 20`,
      values: bind(),
    },
    {
      // Counted by the most pressing limit of each record, as lists and supervision count.
      text: `select count(*) filter (where r.next_due < $5)::int as over, count(*) filter (where r.next_due = $5)::int as due,
          count(*) filter (where r.next_due > $5 and r.next_due <= $4)::int as near, count(*)::int as records,
          (${limits('count(*)::int')}) as running
        from zs.record r where r.division = $1 and r.closed_on is null and r.due_status = 'running'
          and ${pressing('r.system', 'r.next_due')} and ${whose} and ${typed}`,
      // Counts name nobody whom they do not concern, so that those who see the same share them.
      values: [scope.division, wide ? '' : scope.organ, mine ? actor.id : '', near, now],
      shared: true,
    },
    {
      // What was laid on an organ waits for that organ alone: to be signed for, and when a limit comes near.
      text: `select ${listedColumns}, null as start_on, null as parties, r.updated_at, ${handedColumn} from zs.record r
        left join unnest($6::text[], $7::text[], $8::text[]) as l (system, field, first) on l.system = r.system
        where r.division = $1 and (r.organ = $2 or $2 = any(r.organs)) and r.closed_on is null
          and (r.system, r.stage) in (select * from unnest($4::text[], $5::text[])) and $3::text is not null
          and (l.system is null or (r.listed ->> l.field = $2 and (r.stage = l.first or r.next_due <= $9)))
        order by r.updated_at limit 20`,
      values: bind(
        reviews.map(x => x.system),
        reviews.map(x => x.stage),
        laid.map(d => d.code),
        laid.map(d => d.followUp?.organ),
        laid.map(d => d.open.to),
        near,
      ),
    },
    {
      text: `with k as materialized (select k.id from zs.record k
          where k.division = $1 ${wide ? '' : 'and (k.organ = $2 or $2 = any(k.organs))'} and k.system = any(${of('matter')})
          order by k.updated_at desc limit ${mine ? lookedThrough : 40})
        select r.id, r.number, r.title, r.system, r.version, r.seq, r.state -> 'steps' -> -1 as last, e.recorded_at
        from k join zs.record r on r.division = $1 and r.id = k.id
        cross join lateral (select zs.recorded_at(r.id, r.seq) offset 0) e (recorded_at)
        where ${mine ? whose : 'true'} and ${typed} and e.recorded_at > $4::timestamptz
        order by e.recorded_at desc limit 12`,
      values: bind(addMinutes(platform.now(), -recentDays * 1440)),
    },
    {
      text: `select r.system, count(*)::int as active, count(*) filter (where r.next_due < $4 and r.due_status = 'running')::int as over,
          count(*) filter (where r.next_due between $4 and $5 and r.due_status = 'running')::int as near
        from zs.record r where r.division = $1 and r.closed_on is null and r.system = any(${of('matter')}) and ${typed}
          ${scope.sees === 'division' ? '' : 'and (r.organ = $2 or $2 = any(r.organs))'}
        group by r.system`,
      values: [scope.division, scope.sees === 'organ' ? scope.organ : '', '', now, near],
      shared: true,
    },
  ])) as [
    ListedRow[],
    ListedRow[],
    { over: number; due: number; near: number; running: number; records: number }[],
    (ListedRow & { updated_at: string; handed: RecordState | null })[],
    {
      id: string
      number: string
      title: string
      system: string
      version: string
      recorded_at: string
      seq: number
      last: { seq: number; action: string; by: { name: string } }
    }[],
    { system: string; active: number; over: number; near: number }[],
  ]
  const division = await platform.division(scope.division)
  const items = await rowsFrom(platform, division, scope, due)
  const waitingRows = await rowsFrom(platform, division, scope, waiting)
  const n = counts[0] ?? { over: 0, due: 0, near: 0, running: 0, records: 0 }
  return {
    today: now,
    headline: n.over || n.due || n.near ? headlineOf(n) : quietHeadline(items[0]?.clock?.final, now),
    note: n.running
      ? `${wide ? '全区' : mine ? '我承办' : '本单位'}${n.records}件共有${n.running}个期限在走${paused.length ? `，${paused.length}件停表` : ''}。按法定届满日排列，铅锤所在即今日。`
      : '没有正在走的期限。',
    items: items.flatMap((row, i) => {
      const d = platform.catalogue.get(row.system, (due[i] as ListedRow).version)
      const { next_limit: limit, listed } = due[i] as ListedRow
      // What was laid on another organ is that organ's to do.
      const mayDo = !d.followUp || listed[d.followUp.organ] === scope.organ
      const action = mayDo ? verbFor(d, row.stage, limit, actor.roles) : undefined
      return row.clock ? [{ ...row, clock: row.clock, ...(action ? { action } : {}) }] : []
    }),
    restNote: '工作日期限不计',
    rests: restRuns(platform.calendar(), addDays(now, 1), lastOf(due, now)),
    paused: await rowsFrom(platform, division, scope, paused),
    reviews: waitingRows.flatMap((row, i) => {
      const review = reviews.find(x => x.system === row.system && x.stage === row.stage)
      const since = (waiting[i] as { updated_at: string }).updated_at.slice(0, 10)
      const d = platform.catalogue.get(row.system, (waiting[i] as ListedRow).version)
      if (onlyReads(d, waiting[i]?.handed ?? null, scope.organ)) return []
      const action = verbFor(d, row.stage, (waiting[i] as ListedRow).next_limit, actor.roles) ?? review?.action
      return action && row.handler !== actor.id
        ? [{ ...row, action, waitingDays: Math.max(0, daysBetween(since, now)) }]
        : []
    }),
    incoming: await incomingFor(platform, caller),
    changes: changes.map(c => ({
      record: c.id,
      number: c.number,
      title: c.title,
      recordedAt: c.recorded_at,
      // What is no step (a note, a file, a correction) stands in the record's own history.
      ...(c.last.seq === c.seq
        ? { by: c.last.by.name, actionName: actionName(platform.catalogue.get(c.system, c.version), c.last.action) }
        : { actionName: '有新的记录' }),
    })),
    lights: lights
      .map(l => ({ ...l, name: platform.catalogue.newest(l.system)?.name ?? l.system }))
      .toSorted((a, b) => b.over - a.over || b.near - a.near || b.active - a.active),
  }
}

/** Rest days are told as far as limits are shown, a quarter of a year at most. */
const restsShown = 92
const lastOf = (due: readonly ListedRow[], now: PlainDate): PlainDate => {
  const last = due.at(-1)?.next_due ?? now
  const most = addDays(now, restsShown)
  return last < most ? last : most
}

const counted = (n: number): string => `${n === 2 ? '两' : n <= 99 ? toChineseNumeral(n) : n.toLocaleString('zh-CN')}件`

/** Nothing presses: when the next limit ends. */
function quietHeadline(next: string | undefined, now: PlainDate): string {
  const day = next?.slice(0, 10)
  if (day === undefined) return '今日没有到期的期限。'
  const words = formatChinese(day)
  return `今日没有到期的期限，最近一个${day.slice(0, 4) === now.slice(0, 4) ? words.slice(5) : words}届满。`
}

/** 一件已超期，两件今日到期，三件须在三个工作日内办。 */
export function headlineOf(n: { over: number; due: number; near: number }): string {
  const parts = [
    ...(n.over ? [`${counted(n.over)}已超期`] : []),
    ...(n.due ? [`${counted(n.due)}今日到期`] : []),
    ...(n.near ? [`${counted(n.near)}须在三个工作日内办`] : []),
  ]
  return parts.length ? `${parts.join('，')}。` : '今日没有到期的期限。'
}
