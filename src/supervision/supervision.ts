import { nearUntil } from '#kernel/clock.ts'
import { addDays, daysBetween, formatChinese } from '#kernel/time/date.ts'
import { codesOf, type OrganInfo, type Platform, today as todayOf } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { headlineOf } from '#records/today.ts'
import { readAll } from '#store/database.ts'

export type Finding = {
  readonly rule: string
  readonly name: string
  readonly article?: string
  /** Records that the rule hit, of those that it looked at. */
  readonly count: number
  readonly checked: number
  readonly records: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly organName: string
    readonly words: string
  }[]
}

/** How a supervision letter is opened about any record: the system, and its fields for the organ and for the record. */
function letterOf({ catalogue }: Platform): Supervision['letter'] {
  for (const { code, followUp } of catalogue.current)
    if (followUp?.about) return { system: code, organ: followUp.organ, about: followUp.about }
  return undefined
}

export type Supervision = {
  readonly headline: string
  readonly letter?: { readonly system: string; readonly organ: string; readonly about: string } | undefined
  /** `group`: the township that the organ belongs to, or all organs of the district itself. */
  readonly organs: readonly { readonly code: string; readonly name: string; readonly group: string }[]
  readonly groups: readonly { readonly code: string; readonly name: string }[]
  readonly systems: readonly { readonly code: string; readonly name: string }[]
  readonly cells: readonly {
    readonly system: string
    readonly organ: string
    readonly active: number
    readonly over: number
    readonly near: number
  }[]
  readonly onTime: readonly {
    readonly system: string
    readonly name: string
    readonly kept: number
    readonly late: number
  }[]
  /** Open records by share of the legal time used: under a quarter, a half, three quarters, the whole, and over. */
  readonly ageing: readonly {
    readonly system: string
    readonly name: string
    readonly shares: readonly number[]
    readonly medianDays: number
  }[]
  readonly findings: readonly Finding[]
  readonly refused: readonly {
    readonly at: string
    readonly person: string
    readonly organName: string
    readonly record?: string
    readonly number?: string
    readonly action: string
    readonly message: string
    readonly article?: string
  }[]
}

/**
 * A fact entered more than so many days after its day is late recording (E6: two times on every fact). The number stands
 * in the index `event_entered_late` too.
 */
const lateRecordingDays = 15

type Cell = { system: string; organ: string; active: number; over: number; near: number }
/** All organs of the district itself, beside its townships. */
const districtGroup = { code: 'district', name: '区直机关' } as const

type Row = { id: string; number: string; title: string; organ: string; words: string; checked: number; hits: number }
type LimitRow = Row & { system: string; version: string }

/** The lights of all that the caller may see, and what the data themselves give away. */
export async function superviseFor(platform: Platform, caller: Caller): Promise<Supervision> {
  const { scope } = caller
  // Whose own organ's matters these are is a condition of its own: row security alone would look at all.
  const own = scope.sees === 'organ' ? [scope.organ] : []
  /** Also those in which it takes part, as its lists show them. */
  const seen = (parameter: string) => (own.length ? `and (organ = ${parameter} or ${parameter} = any(organs))` : '')
  const only = (parameter: string) => (own.length ? `and organ = ${parameter}` : '')
  const overdue = `division = $1 and closed_on is null and system = any($3) and due_status = 'running' and next_due < $2 ${seen('$4')}`
  const registers = codesOf(platform, 'register')
  const unhandled = `division = $1 and closed_on is null and handler is null and system = any($2) and opened_on < $3 ${only('$4')}`
  const now = todayOf(platform)
  const near = nearUntil(now, platform.calendar())
  const division = await platform.division(scope.division)
  const yearAgo = addDays(now, -365)
  const matters = codesOf(platform, 'matter')
  const overdueSql = `select id, number, title, organ, version, system, next_limit || ' ' || next_due as words,
      (select count(*)::int from zs.record where ${overdue}) as hits,
      (select count(*)::int from zs.record where division = $1 and closed_on is null and system = any($3) ${seen('$4')}) as checked
    from zs.record where ${overdue} order by next_due limit 50`
  const [cells, onTime, ageing, overdueMatters, overdueEntries, lateRecorded, unassigned, refused] = (await readAll(
    platform.db,
    scope,
    [
      {
        text: `select system, organ, count(*)::int as active,
          count(*) filter (where next_due < $2 and due_status = 'running')::int as over,
          count(*) filter (where next_due between $2 and $3 and due_status = 'running')::int as near
        from zs.record where division = $1 and closed_on is null and system = any($4) ${seen('$5')} group by system, organ`,
        values: [scope.division, now, near, matters, ...own],
        shared: true,
      },
      {
        text: `select system, count(*) filter (where status = 'kept')::int as kept, count(*) filter (where status = 'late')::int as late
        from zs.deadline where division = $1 and bears = 'authority' and kind = 'MAX' and met_on >= $2 and system = any($3) group by system`,
        values: [scope.division, yearAgo, matters],
        shared: true,
      },
      {
        text: `select d.system,
          count(*) filter (where u < 0.25)::int as a, count(*) filter (where u >= 0.25 and u < 0.5)::int as b,
          count(*) filter (where u >= 0.5 and u < 0.75)::int as c, count(*) filter (where u >= 0.75 and u <= 1)::int as d,
          count(*) filter (where u > 1)::int as e, percentile_cont(0.5) within group (order by age)::int as median
        from (select l.system, greatest(0, $2::date - l.began)::numeric / greatest(l.final_on - l.began, 1) as u, greatest(0, $2::date - l.opened_on) as age
          from (select d.system, d.final_on, r.opened_on, case when d.start_on < d.final_on then d.start_on else r.opened_on end as began
            from zs.deadline d join zs.record r on r.division = d.division and r.id = d.record
            where d.division = $1 and d.status = 'running' and d.bears = 'authority' and d.kind = 'MAX'
              and d.system = any($3)) l) d
        group by d.system`,
        values: [scope.division, now, matters],
        shared: true,
      },
      {
        text: overdueSql,
        values: [scope.division, now, matters, ...own],
        shared: true,
      },
      {
        text: overdueSql,
        values: [scope.division, now, registers, ...own],
        shared: true,
      },
      {
        text: `with late as (
          select distinct on (record) record, recorded_at, (recorded_at at time zone 'Asia/Shanghai')::date - occurred_on as days
          from zs.event where division = $1 and recorded_at > $2::timestamptz and origin in ('user', 'portal')
            and ((recorded_at at time zone 'Asia/Shanghai')::date - occurred_on) > ${lateRecordingDays}
          order by record, recorded_at desc)
        select r.id, r.number, r.title, r.organ, l.days::text as words, (select count(*)::int from late) as hits,
          (select count(*)::int from zs.record where division = $1 and updated_at > $2::timestamptz) as checked
        from (select * from late order by recorded_at desc limit 50) l
        join zs.record r on r.division = $1 and r.id = l.record order by l.recorded_at desc`,
        values: [scope.division, addDays(now, -90)],
        shared: true,
      },
      {
        text: `select id, number, title, organ, opened_on::text as words,
          (select count(*)::int from zs.record where ${unhandled}) as hits,
          (select count(*)::int from zs.record where division = $1 and closed_on is null and system = any($2)) as checked
        from zs.record where ${unhandled} order by opened_on limit 50`,
        values: [scope.division, matters, addDays(now, -5), ...own],
        shared: true,
      },
      {
        text: `select a.at, a.person, a.organ, a.record, a.detail, r.number from zs.access_log a
        left join zs.record r on r.division = a.division and r.id = a.record
        where a.division = $1 and a.action = 'refused' order by a.id desc limit 50`,
        values: [scope.division],
      },
    ],
  )) as [
    Cell[],
    { system: string; kept: number; late: number }[],
    { system: string; a: number; b: number; c: number; d: number; e: number; median: number }[],
    LimitRow[],
    LimitRow[],
    Row[],
    Row[],
    { at: string; person: string; organ: string; record: string | null; detail: string; number: string | null }[],
  ]
  const name = (system: string) => platform.catalogue.newest(system)?.name ?? system
  const organName = (code: string) => division.organs.get(code)?.name ?? code
  const finding = <R extends Row>(
    rule: string,
    title: string,
    rows: readonly R[],
    words: (r: R) => string,
  ): Finding => ({
    rule,
    name: title,
    count: rows[0]?.hits ?? 0,
    checked: rows[0]?.checked ?? 0,
    records: rows.map(r => ({
      id: r.id,
      number: r.number,
      title: r.title,
      organName: organName(r.organ),
      words: words(r),
    })),
  })
  const limitName = (r: LimitRow) => {
    const [code = '', day = ''] = r.words.split(' ')
    const limit = platform.catalogue.get(r.system, r.version).limits[code]
    return `“${limit?.name ?? code}”已于${formatChinese(day)}届满，超期${daysBetween(day, now)}日`
  }
  const totals = cells.reduce((n, c) => ({ over: n.over + c.over, near: n.near + c.near, due: 0 }), {
    over: 0,
    near: 0,
    due: 0,
  })
  const letter = letterOf(platform)
  const used = new Set(cells.map(c => c.organ))
  const shown = [...division.organs.values()].filter(o => used.has(o.code))
  const groupOf = (o: OrganInfo): string =>
    o.kind === 'township'
      ? o.code
      : division.organs.get(o.parent ?? '')?.kind === 'township'
        ? (o.parent ?? '')
        : districtGroup.code
  return {
    headline: headlineOf(totals),
    ...(letter ? { letter } : {}),
    organs: shown.map(o => ({ code: o.code, name: o.name, group: groupOf(o) })),
    groups: [districtGroup, ...division.organs.values()].flatMap(g =>
      shown.some(o => groupOf(o) === g.code) ? [{ code: g.code, name: g.name }] : [],
    ),
    systems: matters.map(code => ({ code, name: name(code) })),
    cells,
    onTime: onTime.map(o => ({ ...o, name: name(o.system) })),
    ageing: ageing.map(g => ({
      system: g.system,
      name: name(g.system),
      shares: [g.a, g.b, g.c, g.d, g.e],
      medianDays: g.median,
    })),
    findings: [
      finding('overdue', '办件的法定期限已过仍未办理', overdueMatters, limitName),
      finding('overdue-entry', '名录的审验、换发期限已过', overdueEntries, limitName),
      finding(
        'late-recording',
        `事后补录：录入晚于发生${lateRecordingDays}日以上`,
        lateRecorded,
        r => `晚${r.words}日录入`,
      ),
      finding('no-handler', '登记五日以上仍未指派承办人', unassigned, r => `${formatChinese(r.words)}登记`),
    ],
    refused: refused.map(r => {
      const detail = JSON.parse(r.detail || '{}') as { action?: string; message?: string; article?: string }
      return {
        at: r.at,
        person: division.people.get(r.person)?.name ?? '',
        organName: organName(r.organ),
        action: detail.action ?? '',
        message: detail.message ?? '',
        ...(detail.article ? { article: detail.article } : {}),
        ...(r.record ? { record: r.record } : {}),
        ...(r.number ? { number: r.number } : {}),
      }
    }),
  }
}
