import { type Clock, clockOf, nearUntil } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { asOf } from '#kernel/evolve.ts'
import type { Party, Values } from '#kernel/field.ts'
import type { LimitState } from '#kernel/limit.ts'
import { printValue } from '#kernel/print.ts'
import type { Actor } from '#kernel/record.ts'
import { type Result, refuse } from '#kernel/refusal.ts'
import { isPlainDate, type PlainDate } from '#kernel/time/date.ts'
import { maskName } from '#kernel/values/names.ts'
import { type Query, readAll, type Scope } from '#store/database.ts'
import { loadMany } from '#store/log.ts'
import { listedOf, validFigure } from '#store/projection.ts'
import { searchQuery } from '#store/search.ts'
import { type DivisionInfo, namesOf, type Platform, today as todayOf } from './platform.ts'
import { allFields, maskParty, stageName } from './view.ts'
import type { RecordList, RecordRow } from './views.ts'

/** What a list is asked for; every value as it stands in the address line. */
export type ListQuery = {
  readonly system?: string
  readonly stage?: string
  readonly outcome?: string
  readonly organ?: string
  /** An account id, or `me`. */
  readonly handler?: string
  /** `over`, `near` (due today or in the next three working days), `ok`, `stop`. */
  readonly light?: string
  /** `open`: nothing closed; `closed`: only closed ones. */
  readonly state?: string
  readonly from?: string
  readonly to?: string
  /** Of a register: the entries that were valid on this day, as they stood then. */
  readonly asOf?: string
  readonly q?: string
  /** Listed fields by code. */
  readonly fields?: Readonly<Record<string, string>>
  /** `due`: by last day, and so without what is closed; absent: newest first. */
  readonly sort?: 'opened' | 'due'
  readonly after?: string
  readonly limit?: number
  /** Count the facets too (first page). */
  readonly facets?: boolean
  /** Nothing is counted, `total` is 0: only the rows are wanted. */
  readonly uncounted?: boolean
}

/** Counts are exact up to this many rows. */
export const countCap = 10_000
/** A filter on a listed field has no index: it counts in so many of the newest rows, and says so when there are more. */
const scanCap = 50_000
/** Facets are counted over the newest rows. */
const facetCap = 500
/** So many of the newest records that hold the words are looked at; with filters, for later pages and other orders more. */
const searchCap = 200
const filteredSearchCap = 1000
const deepSearchCap = 20_000

/**
 * Collects SQL conditions and their values. `texts` are about the row `r` of `zs.record`; `keys` about what
 * `zs.participation` has too, written for `k`, so that an organ's list can begin at either.
 */
class Conditions {
  readonly keys: string[] = []
  readonly texts: string[] = []
  readonly values: unknown[] = []
  add(sql: string): void {
    const list = sql.includes('k.') ? this.keys : this.texts
    list.push(sql)
  }
  value(v: unknown): string {
    this.values.push(v)
    return `$${this.values.length}`
  }
  among(ids: readonly string[]): void {
    this.texts.push(`r.id = any(${this.value(ids)}::uuid[])`)
  }
  /** The same and more; these may name values of the same. */
  and(more: Iterable<string>): Conditions {
    const all = new Conditions()
    all.keys.push(...this.keys)
    all.texts.push(...this.texts)
    all.values.push(...this.values)
    for (const sql of more) all.add(sql)
    return all
  }
}

/** What `rowsFrom` needs of a record. */
export const listedColumns = `r.id, r.system, r.version, r.number, r.title, r.stage, r.outcome, r.organ, r.organs, r.handler,
  r.opened_on, r.closed_on, r.next_due, r.next_limit, r.due_status, r.listed`
/** The same, both sides of an organ's list with the columns of their own order: merged without reading more than is shown. */
const rowColumns = listedColumns.replace('r.id', 'k.id as id').replace('r.opened_on', 'k.opened_on')

export type ListedRow = {
  id: string
  system: string
  version: string
  number: string
  title: string
  stage: string
  outcome: string | null
  organ: string
  organs: string[]
  handler: string | null
  opened_on: string
  closed_on: string | null
  next_due: string | null
  next_limit: string | null
  due_status: 'running' | 'paused' | null
  listed: Values
  start_on: string | null
  parties: Party[] | null
}

type Cursor = readonly [string, string]
const encodeCursor = (c: Cursor) => Buffer.from(JSON.stringify(c)).toString('base64url')
function decodeCursor(text: string): Cursor | undefined {
  try {
    const c: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(c) || !isPlainDate(String(c[0])) || !/^[0-9a-f-]{36}$/.test(String(c[1]))) return undefined
    return [String(c[0]), String(c[1])]
  } catch {
    return undefined
  }
}

/** The conditions of a query, facet filters apart, so that each facet group can be counted without its own filter. */
function conditionsOf(
  platform: Platform,
  scope: Scope,
  actor: Actor,
  query: ListQuery,
): Result<{ base: Conditions; facet: Map<string, string> }> {
  const c = new Conditions()
  const facet = new Map<string, string>()
  const wrong = (path: string, message: string) => refuse({ code: 'invalid-input', path, message })
  c.keys.push(`k.division = ${c.value(scope.division)}`)
  if (query.system !== undefined) {
    if (!platform.catalogue.newest(query.system)) return wrong('system', `没有“${query.system}”这类事项。`)
    c.keys.push(`k.system = ${c.value(query.system)}`)
  }
  const now = todayOf(platform)
  const near = nearUntil(now, platform.calendar())
  const equal = (name: string, column: string, value: string | undefined) => {
    if (!value) return
    // One value by equality: only then the index gives the order of the list too.
    const sql = value.includes(',')
      ? `${column} = any(string_to_array(${c.value(value)}, ','))`
      : `${column} = ${c.value(value)}`
    // An organ's rows are walked by its own index, and not picked out of the index that has a stage of all organs.
    facet.set(name, scope.sees === 'organ' ? `(${sql}) is true` : sql)
  }
  equal('stage', 'k.stage', query.stage)
  // An organ's open records have an index of their own.
  if (scope.sees === 'organ' && query.stage && areOpen(platform, query.stage.split(','), query.system))
    facet.set('stage', `${facet.get('stage')} and k.closed_on is null`)
  equal('outcome', 'k.outcome', query.outcome)
  equal('organ', 'r.organ', query.organ)
  if (query.handler) facet.set('handler', `r.handler = ${c.value(query.handler === 'me' ? actor.id : query.handler)}`)
  if (query.light) {
    const sql = lightCondition(query.light, c, now, near)
    if (!sql) return wrong('light', '期限状态只能是超期、临期、正常、停表。')
    facet.set('light', sql)
  }
  if (query.state === 'open') facet.set('state', `k.closed_on is null and k.stage <> 'voided'`)
  else if (query.state === 'closed') facet.set('state', 'k.closed_on is not null')
  else if (query.state === 'voided') facet.set('state', `k.stage = 'voided'`)
  for (const [code, value] of Object.entries(query.fields ?? {})) {
    if (!/^[A-Za-z0-9]+$/.test(code)) return wrong(`f.${code}`, '没有这一栏。')
    facet.set(`f.${code}`, `r.listed ->> ${c.value(code)} = any(string_to_array(${c.value(value)}, ','))`)
  }
  for (const [key, op] of [
    ['from', '>='],
    ['to', '<='],
  ] as const) {
    const day = query[key]
    if (!day) continue
    if (!isPlainDate(day))
      return refuse({ code: 'invalid-date', path: key, message: '日期请按 2024-03-05 的样子填写。' })
    c.keys.push(`k.opened_on ${op} ${c.value(day)}`)
  }
  if (query.asOf !== undefined) {
    if (platform.catalogue.newest(query.system ?? '')?.archetype !== 'register')
      return wrong('asOf', '只有名录可以按某一天查看。')
    if (!isPlainDate(query.asOf))
      return refuse({ code: 'invalid-date', path: 'asOf', message: '日期请按 2024-03-05 的样子填写。' })
    c.texts.push(validOn(c.value(query.asOf)))
  }
  return { ok: true, value: { base: c, facet } }
}

const validOn = (day: string) => `exists (select from zs.contribution v
  where v.division = r.division and v.record = r.id and v.figure like '${validFigure}.%'
    and v.on_day <= ${day} and (v.until_day is null or v.until_day > ${day}))`

/** Records that hold what was typed: its words, newest first, or exactly that number. */
type Typed = { readonly byWords: readonly string[]; readonly byNumber: readonly string[] }
const allOf = ({ byWords, byNumber }: Typed): string[] => [...new Set([...byNumber, ...byWords])]

/** Undefined when nothing was typed. */
async function findTyped(platform: Platform, scope: Scope, query: ListQuery): Promise<Typed | undefined> {
  const typed = query.q?.trim()
  if (!typed) return undefined
  const words = searchQuery(typed)
  if (!words) return { byWords: [], byNumber: [] }
  const most = mostOf(query)
  const systems = query.system === undefined ? platform.catalogue.systems : [query.system]
  const [byWords, byNumber] = (await readAll(platform.db, scope, [
    {
      text: 'select id from zs.matching($1::tsquery, $2::text, $3)',
      values: [words, query.system ?? null, most],
      shared: true,
    },
    {
      text: 'select id from zs.record where division = $1 and system = any($2) and number = $3',
      values: [scope.division, systems, typed],
    },
  ])) as [{ id: string }[], { id: string }[]]
  return { byWords: byWords.map(r => r.id), byNumber: byNumber.map(r => r.id) }
}

const narrowing = ['stage', 'outcome', 'organ', 'handler', 'light', 'state', 'from', 'to', 'asOf'] as const
/** Whether nothing but the system and what was typed narrows the list: each find is a row of it then, in the same order. */
const isPlain = (query: ListQuery): boolean =>
  !query.after &&
  query.sort !== 'due' &&
  !narrowing.some(name => query[name]) &&
  !Object.values(query.fields ?? {}).some(Boolean)

/** How many of the newest finds a query needs. */
function mostOf(query: ListQuery): number {
  if (query.after || query.sort === 'due') return deepSearchCap
  if (!isPlain(query)) return filteredSearchCap
  return query.uncounted ? pageSize(query) + 1 : searchCap
}

const pageSize = ({ limit = 50 }: ListQuery): number => Math.min(Math.max(limit, 1), 200)

function lightCondition(light: string, c: Conditions, now: PlainDate, near: PlainDate): string | undefined {
  switch (light) {
    case 'over':
      return `r.next_due < ${c.value(now)} and r.due_status = 'running'`
    case 'near':
      return `r.next_due between ${c.value(now)} and ${c.value(near)} and r.due_status = 'running'`
    case 'ok':
      return `r.next_due > ${c.value(near)} and r.due_status = 'running'`
    case 'stop':
      return `r.due_status = 'paused'`
    default:
      return undefined
  }
}

/**
 * Rows that the person may see, newest first or by last day, with the count of the same rows. An organ's rows come from
 * two index scans (its own, and those in which it takes part); row security checks them again.
 */
export async function listRecords(
  platform: Platform,
  scope: Scope,
  actor: Actor,
  query: ListQuery,
): Promise<Result<RecordList>> {
  const byDue = query.sort === 'due' && (query.state ?? 'open') === 'open'
  const asked = byDue ? { ...query, state: 'open' } : query
  const typed = await findTyped(platform, scope, query)
  const made = conditionsOf(platform, scope, actor, asked)
  if (!made.ok) return made
  const { base, facet } = made.value
  const limit = pageSize(query)
  const plain = typed !== undefined && isPlain(query)

  const page = base.and(facet.values())
  if (typed) page.among(plain ? allOf({ ...typed, byWords: typed.byWords.slice(0, limit + 1) }) : allOf(typed))
  if (query.after) {
    const cursor = decodeCursor(query.after)
    if (!cursor) return refuse({ code: 'invalid-input', path: 'after', message: '翻页位置无效，请从第一页重新查看。' })
    const at = `(${page.value(cursor[0])}, ${page.value(cursor[1])})`
    if (byDue) page.texts.push(`(${lastDay}, r.id) > ${at}`)
    else page.keys.push(`(k.opened_on, k.id) < ${at}`)
  }
  const order = byDue ? `${lastDay}, r.id` : 'r.opened_on desc, r.id desc'
  const own = page.value(scope.organ)
  const source: Source = {
    scope,
    own,
    few: byDue || isFew(asked),
    columns: rowColumns,
    order: byDue ? 'due' : 'opened',
    limit: limit + 1,
  }
  const text = `select r.*, d.start_on,
      case when r.organ = ${own} or ${own} = any(r.organs) then null else (select s.state -> 'parties' from zs.record s where s.division = $1 and s.id = r.id) end as parties
    from (${sourceSql(page, source)}) r left join zs.deadline d on d.division = $1 and d.record = r.id and d.code = r.next_limit
    order by ${order}`

  const counting = !query.after && !query.uncounted
  // What was found by words is counted among few, and would be a long key.
  const shared = typed === undefined
  if (typed) base.among(allOf(typed))
  const count = counting && !plain ? { ...countQuery(scope, asked, base.and(facet.values())), shared } : undefined
  const facets =
    counting && query.facets && query.system
      ? { ...facetQuery(platform, scope, { ...asked, system: query.system }, base, facet), shared }
      : undefined
  const queries: Query[] = [{ text, values: page.values }, ...(count ? [count] : []), ...(facets ? [facets] : [])]
  const answers = (await readAll(platform.db, scope, queries)).values()
  const found = answers.next().value as ListedRow[]
  const [{ n: total, scanned }] = count
    ? (answers.next().value as [{ n: number; scanned: number }])
    : [{ n: plain && counting ? allOf(typed).length : 0, scanned: 0 }]
  const grouped = facets ? (answers.next().value as FacetRow[]) : []
  const division = await platform.division(scope.division)
  const shown = found.slice(0, limit)
  const rows = query.asOf === undefined ? shown : await rowsOn(platform, scope, shown, query.asOf)
  const last = found.length > limit ? shown.at(-1) : undefined
  return {
    ok: true,
    value: {
      rows: await rowsFrom(platform, division, scope, rows),
      total: Math.min(total, countCap),
      more: total > countCap || scanned === scanCap || (typed?.byWords.length ?? 0) >= mostOf(query),
      facets: query.system ? facetsFrom(platform, division, query.system, grouped) : [],
      ...(facets && total > facetCap ? { facetsOf: facetCap } : {}),
      ...(last ? { next: encodeCursor([byDue ? (last.next_due ?? noDay) : last.opened_on, last.id]) } : {}),
    },
  }
}

function countQuery(scope: Scope, query: ListQuery, conditions: Conditions): Query {
  const { keys, texts, values } = conditions
  const n = {
    scope,
    own: scope.sees === 'organ' ? conditions.value(scope.organ) : '',
    few: isFew(query),
    columns: '1',
    limit: countCap + 1,
  }
  const scans = scope.sees === 'division' && Object.keys(query.fields ?? {}).length > 0 && !n.few
  return {
    text: scans
      ? `select least(count(*) filter (where ${texts.join(' and ')}), ${countCap + 1})::int as n, count(*)::int as scanned
          from (select * from zs.record k where ${keys.join(' and ')} order by opened_on desc, id desc limit ${scanCap}) r`
      : `select count(*)::int as n, 0 as scanned from (${sourceSql(conditions, n)}) x`,
    values,
  }
}

/** Rows of register entries as they stood on a day, without the clocks of today. */
async function rowsOn(
  platform: Platform,
  scope: Scope,
  rows: readonly ListedRow[],
  day: PlainDate,
): Promise<ListedRow[]> {
  const stored = await loadMany(
    platform.db,
    scope,
    rows.map(r => r.id),
  )
  return rows.flatMap(row => {
    const state = stored.get(row.id)?.state
    const d = platform.catalogue.get(row.system, row.version)
    const at = state && asOf(d, state, day)
    return at
      ? [
          {
            ...row,
            stage: at.stage,
            listed: listedOf(d, at),
            closed_on: at.closedOn ?? null,
            next_due: null,
            next_limit: null,
            due_status: null,
          },
        ]
      : []
  })
}

/** Records on which no limit of ours runs come after all others. */
const noDay = '9999-12-31'
const lastDay = `coalesce(r.next_due, date '${noDay}')`

type Source = {
  readonly scope: Scope
  /** The parameter that holds the organ. */
  readonly own: string
  /** The conditions leave few rows of the division: those of an organ are picked out of them. */
  readonly few: boolean
  /** Of `r` and, without reading a record for them, of `k`. */
  readonly columns: string
  /** Absent: rows are only counted, any will do. */
  readonly order?: 'opened' | 'due'
  /** Written into the text, not bound: a plan made for any limit reads all rows to sort them. */
  readonly limit: number
}

/**
 * The rows of the division; or of an organ, by two index scans: those that it handles, and those in which it takes part.
 * The second begins at the participations, which have the order of the list, and visits a record only when it must.
 */
function sourceSql(
  conditions: Pick<Conditions, 'keys' | 'texts'>,
  { scope, own, few, columns, order, limit }: Source,
): string {
  const where = (k: 'r' | 'p', more: readonly string[]) =>
    [...conditions.keys.map(key => about(k, key)), ...more, ...conditions.texts].join(' and ')
  const tail = (k: 'r' | 'p') =>
    `${order === 'due' ? `order by ${lastDay}, r.id` : order ? about(k, 'order by k.opened_on desc, k.id desc') : ''} limit ${limit}`
  const rows = (more: readonly string[]) =>
    `select ${about('r', columns)} from zs.record r where ${where('r', more)} ${tail('r')}`
  if (scope.sees === 'division') return rows([])
  if (few) return rows([`(r.organ = ${own} or ${own} = any(r.organs))`])
  // One by one: `offset 0` keeps the planner from reading all records of a stage to join them with few participations.
  const join =
    columns.includes('r.') || conditions.texts.length
      ? 'cross join lateral (select * from zs.record x where x.division = p.division and x.id = p.record offset 0) r'
      : ''
  return `select * from (
    (${rows([`r.organ = ${own}`])})
    union all
    (select ${about('p', columns)} from zs.participation p ${join} where ${where('p', [`p.organ = ${own}`])} ${tail('p')})
    ) r ${tail('r')}`
}

/** SQL about `k`, of a record or of a participation; its id is `id` in both. */
const about = (k: 'r' | 'p', sql: string): string =>
  sql
    .replace(/\bk\.id\b( as id)?/g, (_, named) => (k === 'r' ? 'r.id' : `p.record${named ?? ''}`))
    .replaceAll('k.', `${k}.`)

/** Whether a query leaves few of the records of many years: what was found by words, what has a light, one's own work. */
const isFew = (query: ListQuery): boolean => Boolean(query.q?.trim() || query.light || query.handler)

/** Whether these stages are of open records only, in every version of the rules. */
function areOpen(platform: Platform, stages: readonly string[], system: string | undefined): boolean {
  const versions = platform.catalogue.all.filter(d => d.code === system)
  return versions.length > 0 && stages.every(s => s !== 'voided' && versions.every(d => !d.stages[s]?.end))
}

type FacetRow = { field: string; value: string; n: number }

/**
 * Counts each group of facets over the newest rows of the list as it would be without that group's own filter, so that its
 * other values can still be chosen.
 */
function facetQuery(
  platform: Platform,
  scope: Scope,
  query: ListQuery & { readonly system: string },
  base: Conditions,
  facet: ReadonlyMap<string, string>,
): Query {
  const c = base.and([])
  const own = scope.sees === 'organ' ? c.value(scope.organ) : ''
  const now = c.value(todayOf(platform))
  const near = c.value(nearUntil(todayOf(platform), platform.calendar()))
  const d = platform.catalogue.newest(query.system) as Declaration
  const choices = [...allFields(d)].filter(
    ([, { field }]) => field.listed && (field.kind === 'choice' || field.kind === 'boolean') && !field.many,
  )
  const groups: [string, string][] = [
    [
      'light',
      `case when r.due_status = 'paused' then 'stop' when r.next_due < ${now} then 'over' when r.next_due <= ${near} then 'near' when r.next_due is not null then 'ok' end`,
    ],
    ['stage', 'r.stage'],
    ['outcome', 'r.outcome'],
    ['organ', 'r.organ'],
    ...choices.map(([code]): [string, string] => [`f.${code}`, `r.listed ->> ${c.value(code)}`]),
  ]
  const groupColumns = 'k.id as id, k.opened_on, r.stage, r.outcome, r.organ, r.next_due, r.due_status, r.listed'
  const rowsWithout = (name?: string) => {
    const others = c.and([...facet].flatMap(([other, sql]) => (other === name ? [] : [sql])))
    const few = isFew(name === undefined ? query : { ...query, [name]: undefined })
    const columns = name === 'stage' || name === 'outcome' ? `k.id as id, k.opened_on, k.${name}` : groupColumns
    return sourceSql(others, { scope, own, few, columns, order: 'opened', limit: facetCap })
  }
  const filtered = groups.filter(([name]) => facet.has(name)).map(([name]) => name)
  const sources = [undefined, ...filtered].map((name, i) => `r${i} as materialized (${rowsWithout(name)})`)
  const counts = groups.map(
    ([name, sql]) =>
      `select ${c.value(name)}::text as field, ${sql} as value, count(*)::int as n from r${filtered.indexOf(name) + 1} r where ${sql} is not null group by 2`,
  )
  return { text: `with ${sources.join(', ')} ${counts.join(' union all ')}`, values: c.values }
}

const lightNames: Readonly<Record<string, string>> = { over: '超期', near: '临期', ok: '正常', stop: '停表' }

function facetsFrom(
  platform: Platform,
  division: DivisionInfo,
  system: string,
  rows: readonly FacetRow[],
): RecordList['facets'] {
  const d = platform.catalogue.newest(system) as Declaration
  const fields = allFields(d)
  const nameOf = (field: string, value: string): string => {
    switch (field) {
      case 'light':
        return lightNames[value] ?? value
      case 'stage':
        return stageName(d, value)
      case 'outcome':
        return d.outcomes[value] ?? value
      case 'organ':
        return division.organs.get(value)?.name ?? value
      default: {
        const f = fields.get(field.slice(2))?.field
        return f?.kind === 'boolean' ? (value === 'true' ? '是' : '否') : (f?.options?.[value] ?? value)
      }
    }
  }
  const groups = new Map<string, { value: string; name: string; count: number }[]>()
  for (const { field, value, n } of rows) {
    const list = groups.get(field) ?? []
    list.push({ value, name: nameOf(field, value), count: n })
    groups.set(field, list)
  }
  const titles: Readonly<Record<string, string>> = { light: '期限', stage: '阶段', outcome: '结果', organ: '办理单位' }
  const order = Object.keys(d.stages)
  return [...groups].map(([field, values]) => ({
    field,
    name: titles[field] ?? fields.get(field.slice(2))?.field.name ?? field,
    values: values.toSorted((a, b) =>
      field === 'stage'
        ? order.indexOf(a.value) - order.indexOf(b.value)
        : field === 'light'
          ? Object.keys(lightNames).indexOf(a.value) - Object.keys(lightNames).indexOf(b.value)
          : b.count - a.count,
    ),
  }))
}

/** The title, with the names of people masked for an organ that does not handle the record. */
export function titleShown(row: Pick<ListedRow, 'title' | 'organ' | 'organs' | 'parties'>, organ: string): string {
  if (row.organ === organ || row.organs.includes(organ)) return row.title
  let { title } = row
  for (const p of row.parties ?? []) if (p.kind === 'person') title = title.replaceAll(p.name, maskParty(p).name)
  return title
}

/** Rows as the lists show them; personal data masked for those who do not handle the record. */
export async function rowsFrom(
  platform: Platform,
  division: DivisionInfo,
  scope: Scope,
  rows: readonly ListedRow[],
): Promise<RecordRow[]> {
  const now = todayOf(platform)
  return rows.map(row => {
    const d = platform.catalogue.get(row.system, row.version)
    const handles = row.organ === scope.organ || row.organs.includes(scope.organ)
    const fields = allFields(d)
    const names = namesOf(division)
    const clock = rowClock(d, row, now, platform)
    return {
      id: row.id,
      system: row.system,
      number: row.number,
      title: titleShown(row, scope.organ),
      stage: row.stage,
      stageName: stageName(d, row.stage),
      organ: row.organ,
      organName: division.organs.get(row.organ)?.name ?? row.organ,
      openedOn: row.opened_on,
      listed: Object.fromEntries(
        Object.entries(row.listed).map(([code, value]) => {
          const field = fields.get(code)?.field
          const printed = field ? printValue(field, value, names) : String(value)
          return [code, field?.personal && !handles ? maskName(printed) : printed]
        }),
      ),
      ...(row.outcome ? { outcome: row.outcome, outcomeName: d.outcomes[row.outcome] ?? row.outcome } : {}),
      ...(row.handler ? { handler: row.handler, handlerName: division.people.get(row.handler)?.name ?? '' } : {}),
      ...(row.closed_on ? { closedOn: row.closed_on } : {}),
      ...(clock ? { clock } : {}),
    }
  })
}

/** The clock of a row from its projected limit: the same light, words and day as on the record's own page. */
export function rowClock(
  d: Declaration,
  row: Pick<ListedRow, 'next_due' | 'next_limit' | 'due_status' | 'start_on' | 'opened_on'>,
  now: PlainDate,
  platform: Pick<Platform, 'calendar'>,
): Clock | undefined {
  const limit = row.next_limit ? d.limits[row.next_limit] : undefined
  if (!limit || !row.next_limit || !row.next_due)
    return row.due_status === 'paused'
      ? {
          code: 'paused',
          name: '停表',
          light: 'stop',
          words: '停表',
          unit: '日',
          article: '',
          verified: true,
          practice: false,
          provisional: false,
          bears: 'authority',
          least: false,
        }
      : undefined
  const state: LimitState = {
    code: row.next_limit,
    status: now > row.next_due ? 'overdue' : 'running',
    start: row.start_on ?? row.opened_on,
    strict: row.next_due,
    final: row.next_due,
    amount: limit.within,
  }
  return clockOf(limit, state, now, platform.calendar(), a => d.actions[a]?.name ?? a)
}
