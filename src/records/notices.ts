import { nearUntil } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { RecordEvent, RecordState } from '#kernel/record.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import { addDays, addMinutes, dayBegins, type Instant, type PlainDate } from '#kernel/time/date.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import { query, read, readAll, transact } from '#store/database.ts'
import { handedColumn, incomingFor, onlyReads } from './hand-over.ts'
import { type ListedRow, listedColumns, rowClock, titleShown } from './list.ts'
import { type Platform, today as todayOf } from './platform.ts'
import type { Caller } from './records.ts'
import { laidSystems, reviewStages, verbFor } from './today.ts'
import { actionName } from './view.ts'
import type { Notice, Notices } from './views.ts'

/** Older ones are no news: what still waits stands on the home page. */
const days = 14
const shownAtMost = 60

type News = { kind: 'acted' | 'corrected' | 'review' | 'laid'; record: string; recorded_at: Instant; body: string }
type Limit = { record: string; code: string; final_on: PlainDate; start_on: PlainDate }
type About = ListedRow & { handed: RecordState | null }

/** What newly waits for the caller: computed from the log and the clocks, nothing is stored but until when he has seen it. */
export async function noticesFor(platform: Platform, caller: Caller): Promise<Notices> {
  const { scope, actor } = caller
  const asked = platform.now()
  const now = todayOf(platform)
  const calendar = platform.calendar()
  const since = addMinutes(asked, -days * 1440)
  const reviews = reviewStages(platform, actor.roles)
  const laid = laidOn(platform, actor.roles)
  const [seen, news, limits] = (await readAll(platform.db, scope, [
    {
      text: 'select until from zs.notice_seen where division = $1 and person = $2',
      values: [scope.division, actor.id],
    },
    {
      text: 'select kind, record, recorded_at, body from zs.news($1, $2, $3, $4, $5, $6)',
      values: [
        since,
        reviews.map(r => r.system),
        reviews.map(r => r.stage),
        laid.map(l => l.code),
        laid.map(l => l.followUp?.organ),
        shownAtMost,
      ],
    },
    {
      text: `select x.record, x.code, x.final_on, x.start_on from (
          select d.* from zs.record r join zs.deadline d on d.division = r.division and d.record = r.id
          where r.division = $1 and r.organ = $8 and d.organ = $8 and r.next_due <= $3 and r.handler = $4
          union
          select d.* from unnest($5::text[], $6::text[], $7::text[]) as l (system, code, field)
          join zs.participation t on t.division = $1 and t.organ = $8 and t.system = l.system
          cross join lateral (
            select * from zs.deadline where division = t.division and record = t.record and code = l.code offset 0) d
          join zs.record r on r.division = $1 and r.id = t.record and r.listed ->> l.field = $8) x
        where x.status = 'running' and x.bears = 'authority' and x.kind = 'MAX' and x.final_on between $2 and $3
        order by x.final_on desc, x.record limit ${shownAtMost}`,
      values: [
        scope.division,
        addDays(now, -days),
        nearUntil(now, calendar),
        actor.id,
        laid.map(l => l.code),
        laid.map(l => l.followUp?.limit),
        laid.map(l => l.followUp?.organ),
        scope.organ,
      ],
    },
  ])) as [{ until: Instant }[], News[], Limit[]]

  const incoming = await incomingFor(platform, caller)
  const records = new Map<string, About>()
  const ids = [...new Set([...news, ...limits].map(x => x.record))]
  if (ids.length)
    for (const row of await read<About>(
      platform.db,
      scope,
      `select ${listedColumns}, null as start_on, r.state -> 'parties' as parties, ${handedColumn}
       from zs.record r
       where r.division = $1 and r.id = any($2)`,
      [scope.division, ids],
    ))
      records.set(row.id, row)

  const until = seen[0]?.until ?? since
  const { organs } = await platform.division(scope.division)
  const organName = (code: string) => organs.get(code)?.name ?? code
  const recordsOf = (kind: News['kind']) => new Set(news.filter(n => n.kind === kind).map(n => n.record))
  const reviewed = recordsOf('review')
  const laidNow = recordsOf('laid')
  const told = news.flatMap(n => {
    const row = records.get(n.record)
    // Of one event the more telling: what was laid on my organ, then what I am to review, then that somebody acted.
    const told = n.kind === 'acted' ? reviewed.has(n.record) : n.kind === 'review' && laidNow.has(n.record)
    return row && !told ? (noticeOf(platform, caller, organName, n, row) ?? []) : []
  })
  const turned = limits.flatMap(l => {
    const row = records.get(l.record)
    return row ? (turnedOf(platform, caller, l, row, now, calendar) ?? []) : []
  })
  const handed = incoming.flatMap(h =>
    h.recordedAt > since
      ? [
          {
            key: `handed ${h.record} ${h.seq}`,
            at: h.recordedAt,
            kind: 'handed' as const,
            record: h.record,
            number: h.number,
            title: h.title,
            systemName: h.recordName,
            words: `${h.from}移送，等您接收或者退回：${h.name}`,
          },
        ]
      : [],
  )
  const rows = [...told, ...turned, ...handed]
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.key < b.key ? -1 : 1))
    .slice(0, shownAtMost)
    .map(n => ({ ...n, unread: n.at > until }))
  return { asked, unread: rows.filter(r => r.unread).length, rows }
}

/** Systems that lay things on organs, where one of the roles answers for the organ. */
const laidOn = (platform: Platform, roles: readonly string[]): Declaration[] =>
  laidSystems(platform).filter(d => Object.values(d.actions).some(a => a.by.some(r => roles.includes(r))))

type Told = Omit<Notice, 'unread'>

function about(platform: Platform, caller: Caller, row: About) {
  const d = platform.catalogue.get(row.system, row.version)
  return { record: row.id, number: row.number, title: titleShown(row, caller.scope.organ), systemName: d.name }
}

function noticeOf(
  platform: Platform,
  caller: Caller,
  organName: (code: string) => string,
  n: News,
  row: About,
): Told | undefined {
  const d = platform.catalogue.get(row.system, row.version)
  const event = JSON.parse(n.body) as RecordEvent
  const base = {
    ...about(platform, caller, row),
    key: `${n.kind} ${n.record} ${event.seq}`,
    at: n.recorded_at,
  }
  const by = event.by.name
  const next = reviewStages(platform, caller.actor.roles).find(r => r.system === row.system && r.stage === row.stage)
  if (n.kind === 'review') {
    if (onlyReads(d, row.handed, caller.scope.organ)) return undefined
    // What was laid on an organ waits for that organ, when it is sent to it: returned, or urged.
    const { organ } = caller.scope
    if (d.followUp && (row.listed[d.followUp.organ] !== organ || event.by.organ === organ)) return undefined
    const action = verbFor(d, row.stage, row.next_limit, caller.actor.roles) ?? next?.action
    return action && { ...base, kind: 'review', words: `${by}送来，等您办理“${action.name}”`, action: action.code }
  }
  if (n.kind === 'laid')
    return {
      ...base,
      kind: 'laid',
      words: `${by}交办本单位：${d.open.name}`,
      ...(next ? { action: next.action.code } : {}),
    }
  switch (event.action) {
    case 'correct':
      return { ...base, kind: 'corrected', words: `${by}更正了内容：${event.data.corrects?.reason ?? ''}` }
    case 'void':
      return { ...base, kind: 'corrected', words: `${by}作废了本件：${event.data.note ?? ''}` }
    case 'handBack':
      return { ...base, kind: 'acted', words: `${organName(event.by.organ)}退回：${event.data.note ?? ''}` }
    case 'link':
      return {
        ...base,
        kind: 'acted',
        words: `${organName(event.by.organ)}已接收，编号${event.data.link?.number ?? ''}`,
      }
    case 'undo':
      return { ...base, kind: 'acted', words: `${by}撤回了刚才的办理` }
    case 'assign':
    case 'open':
      return event.data.handler === caller.actor.id
        ? { ...base, kind: 'assigned', words: `${by}指派您承办` }
        : undefined
    default:
      return {
        ...base,
        kind: 'acted',
        words: `${by}${event.by.id === 'law' ? '' : '办理了'}“${actionName(d, event.action)}”`,
      }
  }
}

/** A limit that turned near or over, and when it did. */
function turnedOf(
  platform: Platform,
  caller: Caller,
  limit: Limit,
  row: About,
  now: PlainDate,
  calendar: Calendar,
): Told | undefined {
  const d = platform.catalogue.get(row.system, row.version)
  const clock = rowClock(
    d,
    { ...row, next_due: limit.final_on, next_limit: limit.code, due_status: 'running', start_on: limit.start_on },
    now,
    platform,
  )
  if (!clock) return undefined
  const over = limit.final_on < now
  let day = over ? addDays(limit.final_on, 1) : now
  if (!over)
    while (day > limit.start_on && nearUntil(addDays(day, -1), calendar) >= limit.final_on) day = addDays(day, -1)
  return {
    ...about(platform, caller, row),
    key: `${over ? 'over' : 'near'} ${limit.record} ${limit.code} ${limit.final_on}`,
    at: dayBegins(day),
    kind: over ? 'over' : 'near',
    light: clock.light,
    words: `${clock.name}：${clock.words}`,
  }
}

/** Everything up to a moment was seen; a later mark is never taken back. */
export function markSeen(platform: Platform, caller: Caller, until: Instant): Promise<Result<void>> {
  const { scope, actor } = caller
  const at = until < platform.now() ? until : platform.now()
  return transact(platform.db, scope, async trx => {
    await query(
      trx,
      `insert into zs.notice_seen as s (division, person, until) values ($1, $2, $3)
       on conflict (division, person) do update set until = greatest(s.until, excluded.until)`,
      [scope.division, actor.id, at],
    )
    return ok(undefined)
  })
}
