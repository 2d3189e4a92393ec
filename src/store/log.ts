import pg from 'pg'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { GENESIS_HASH } from '#kernel/hash/chain.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import type { RecordEvent, RecordState } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import {
  type Database,
  isUnavailable,
  query,
  read,
  type Scope,
  statement,
  type Transaction,
  unavailable,
} from './database.ts'
import { type Projection, type ProjectionContext, project } from './projection.ts'
import { listMarks, searchVector } from './search.ts'

/** A record as it was read: the state, and the hash of the last event that it includes. */
export type Stored = { readonly state: RecordState; readonly head: string }

/** New events of one record and the state after them. */
export type Write = {
  /** As read before the decision; absent for an opening. Another's write in between refuses this one (`stale`). */
  readonly before?: Stored
  readonly state: RecordState
  /** In order of `seq`, following `before`; hashed here. */
  readonly events: readonly RecordEvent[]
}

export type AppendOptions = {
  /** Idempotency: the same key again by the same person writes nothing and gives the first response. */
  readonly command?: CommandKey & { readonly response: unknown }
  /** Entries for the access log, in the same transaction. */
  readonly access?: readonly AccessEntry[]
}
/** `digest`: SM3 of the request, so that a key used again for something else is noticed. */
export type CommandKey = { readonly key: string; readonly digest: string }
export type AccessEntry = { readonly action: string; readonly record?: string; readonly detail?: string }

export type Appended = {
  /** Hash of the last event, by record. */
  readonly heads: ReadonlyMap<string, string>
  /** The command had been carried out before: nothing was written now, and this was the first response. */
  readonly replayed?: { readonly response: unknown }
}

/** A series of numbers of an organ in a year: 准司复〔2024〕12号. `n`: how many to take, default one. */
export type Series = { readonly organ: string; readonly series: string; readonly year: number; readonly n?: number }

/** An event as stored, with the hash that proves it. */
export type StoredEvent = { readonly event: RecordEvent; readonly hash: string }

/** SM3(previous hash || canonical text of the event): what `chainHash` gives, over the text as it is stored. */
export function hashOf(previous: string, body: string): string {
  return sm3(Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(body, 'utf8')]))
}

/**
 * Appends events and everything that follows from them, in one statement and one transaction: all or nothing, durable
 * when it returns.
 *
 * Refusals: `stale` when another wrote to a record after `before` was read; `not-found` for a record outside the scope;
 * `conflict` for a number that exists, or a key used for another request; `unavailable` (retry with the same key).
 * @example await append(db, scope, context, [{ before, state, events }], { command: { key, digest, response } })
 */
export async function append(
  db: Database,
  scope: Scope,
  context: ProjectionContext,
  writes: readonly Write[],
  options: AppendOptions = {},
): Promise<Result<Appended>> {
  try {
    return await appendBy(values => db.app.query(statement(appendCall, values)), scope, context, writes, options)
  } finally {
    db.shared.clear()
  }
}

/**
 * `append` inside a transaction, after numbers were taken. A refusal or a replay leaves the transaction failed: return
 * it, so that the numbers go back.
 */
export function appendIn(
  trx: Transaction,
  context: ProjectionContext,
  writes: readonly Write[],
  options: AppendOptions = {},
): Promise<Result<Appended>> {
  return appendBy(values => trx.client.query(statement(appendCall, values)), trx.scope, context, writes, options)
}

const appendCall = 'select zs.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)'

async function appendBy(
  send: (values: readonly unknown[]) => Promise<unknown>,
  scope: Scope,
  context: ProjectionContext,
  writes: readonly Write[],
  options: AppendOptions,
): Promise<Result<Appended>> {
  const heads = new Map<string, string>()
  const foreign = writes.find(w => w.state.division !== scope.division)
  if (foreign) throw new Error(`record ${foreign.state.id} is of ${foreign.state.division}, the scope is another`)
  const rows = rowsOf(context, writes, heads)
  const { command, access } = options
  const values = [
    scope.division,
    scope.organ,
    scope.sees,
    scope.person,
    command ? JSON.stringify(command) : null,
    json(rows.opened),
    json(rows.changed),
    JSON.stringify(rows.events),
    json(rows.put.deadlines),
    json(rows.put.contributions),
    json(rows.put.parties),
    json(rows.put.links),
    json(rows.put.participations),
    json(rows.search),
    rows.anyGone ? JSON.stringify(rows.gone) : null,
    access?.length ? JSON.stringify(access) : null,
  ]
  try {
    await send(values)
    return ok({ heads })
  } catch (error) {
    return refusalOf(error, command)
  }
}

const json = (rows: readonly unknown[]): string | null => (rows.length ? JSON.stringify(rows) : null)

function refusalOf(error: unknown, command: AppendOptions['command']): Result<Appended> {
  if (isUnavailable(error)) return unavailable()
  if (!(error instanceof pg.DatabaseError)) throw error
  switch (error.code) {
    case 'ZS208': {
      const done = JSON.parse(error.detail ?? '{}') as { digest: string; response: unknown }
      return replayOf(done, command?.digest ?? '')
    }
    case 'ZS409':
      return refuse({ code: 'stale', message: '他人刚刚办理了本件，内容已变化。请刷新后按最新情况再办。' })
    case 'ZS404':
      return refuse({ code: 'not-found', message: '没有找到该记录，或者不在您可以办理的范围内。' })
    case '23505':
      return error.table === 'record'
        ? refuse({
            code: 'conflict',
            message: '编号已被使用，请核对编号；重复导入的请先删除重复的行。',
            path: 'number',
          })
        : refuse({ code: 'stale', message: '同一记录刚刚被写入，请刷新后再办。' })
    case '22P05':
      return refuse({ code: 'invalid-input', message: '填写的文字中有不能保存的控制字符，请删除后重试。' })
    default:
      throw error
  }
}

function replayOf(done: { digest: string; response: unknown }, digest: string): Result<Appended> {
  if (done.digest !== digest)
    return refuse({
      code: 'conflict',
      message: '同一个操作标识被用于不同的内容，请刷新页面后重新提交。',
      path: 'command',
    })
  return ok({ heads: new Map(), replayed: { response: done.response } })
}

/** What a command answered when it was carried out before; `undefined` when it was not. Ask before deciding. */
export async function findReplay(
  db: Database,
  scope: Scope,
  command: CommandKey,
): Promise<Result<Appended> | undefined> {
  const rows = await db.app.query<{ digest: string; response: unknown }>(
    statement('select digest, response from zs.done_before($1, $2, $3)', [scope.division, scope.person, command.key]),
  )
  const done = rows.rows[0]
  return done && replayOf(done, command.digest)
}

/**
 * Takes the next number of each series, without gaps: the numbers are kept only if the transaction is committed, and
 * nobody else takes from the same series until then. Returns the first number taken of each, in the order asked.
 * @example const [n] = await takeNumbersIn(trx, [{ organ: 'sfj', series: 'reconsideration', year: 2024 }])
 */
export async function takeNumbersIn(trx: Transaction, series: readonly Series[]): Promise<number[]> {
  const name = (s: Series) => `${s.organ}\n${s.series}\n${s.year}`
  const wanted = new Map<string, Series & { n: number }>()
  for (const s of series) wanted.set(name(s), { ...s, n: (wanted.get(name(s))?.n ?? 0) + (s.n ?? 1) })
  const rows = await query<{ organ: string; series: string; year: number; last: number }>(
    trx,
    'select organ, series, year, last from zs.take_numbers($1, $2)',
    [trx.scope.division, JSON.stringify([...wanted.values()])],
  )
  const next = new Map(rows.map(r => [name(r), r.last - (wanted.get(name(r))?.n ?? 0) + 1]))
  return series.map(s => {
    const first = next.get(name(s)) ?? 0
    next.set(name(s), first + (s.n ?? 1))
    return first
  })
}

/** One record within the scope; undefined when there is none that may be seen. */
export async function loadRecord(db: Database, scope: Scope, id: string): Promise<Stored | undefined> {
  const { division, organ, sees, person } = scope
  const values = [division, organ, sees, person, id]
  return (await db.app.query<Stored>(statement('select state, head from zs.load($1, $2, $3, $4, $5)', values))).rows[0]
}

/** Many records within the scope, by id; those that may not be seen are missing. */
export async function loadMany(db: Database, scope: Scope, ids: readonly string[]): Promise<Map<string, Stored>> {
  if (!ids.length) return new Map()
  const rows = await read<Stored>(db, scope, `${selectStored} and id = any($2)`, [scope.division, [...ids]])
  return new Map(rows.map(r => [r.state.id, r]))
}

/** The record with a number, e.g. 准司复〔2024〕12号. */
export async function findByNumber(
  db: Database,
  scope: Scope,
  system: string,
  number: string,
): Promise<Stored | undefined> {
  const [row] = await read<Stored>(db, scope, `${selectStored} and system = $2 and number = $3`, [
    scope.division,
    system,
    number,
  ])
  return row
}

const selectStored = `select state, encode(head, 'hex') as head from zs.record where division = $1`

/** The whole history of a record that may be seen, in order; empty otherwise. */
export async function events(db: Database, scope: Scope, id: string): Promise<StoredEvent[]> {
  const rows = await read<{ body: string; hash: string }>(
    db,
    scope,
    `select body, encode(hash, 'hex') as hash from zs.history($1)`,
    [id],
  )
  return rows.map(r => ({ event: JSON.parse(r.body) as RecordEvent, hash: r.hash }))
}

/** Records who looked at what, or what was refused. */
export async function logAccess(db: Database, scope: Scope, entries: readonly AccessEntry[]): Promise<void> {
  if (!entries.length) return
  await db.app.query(
    statement('select zs.log_access($1, $2, $3, $4)', [
      scope.division,
      scope.person,
      scope.organ,
      JSON.stringify(entries),
    ]),
  )
}

/** `logAccess` inside a transaction. */
export async function logAccessIn(trx: Transaction, entries: readonly AccessEntry[]): Promise<void> {
  const { division, person, organ } = trx.scope
  await query(trx, 'select zs.log_access($1, $2, $3, $4)', [division, person, organ, JSON.stringify(entries)])
}

type Gone = {
  deadlines: { record: string; code: string }[]
  contributions: { record: string; figure: string }[]
  parties: { record: string; position: number }[]
  links: { record: string; id: string }[]
  participations: { record: string; organ: string }[]
}
type Put = Pick<Projection, 'deadlines' | 'contributions' | 'parties' | 'links' | 'participations'>
const putKinds = ['deadlines', 'contributions', 'parties', 'links', 'participations'] as const

/** All rows of the writes, compared with the rows before, so that only what changed is sent. */
function rowsOf(context: ProjectionContext, writes: readonly Write[], heads: Map<string, string>) {
  const opened: object[] = []
  const changed: object[] = []
  const stored: object[] = []
  const search: object[] = []
  const put: { [K in keyof Put]: Put[K][number][] } = {
    deadlines: [],
    contributions: [],
    parties: [],
    links: [],
    participations: [],
  }
  const gone: Gone = { deadlines: [], contributions: [], parties: [], links: [], participations: [] }
  for (const write of writes) {
    const { before, state } = write
    const after = project(state, context)
    const old = before && project(before.state, context)
    const head = linkEvents(write, stored)
    heads.set(state.id, head)
    const row = recordRow(state, after, head)
    if (before) changed.push({ ...row, expected: before.state.seq, previous: before.head })
    else opened.push(row)
    if (!before || after.text !== old?.text || searchedBy(state) !== searchedBy(before.state))
      search.push(searchRow(state, after))
    compare(old?.deadlines, after.deadlines, r => r.code, put.deadlines, gone.deadlines)
    compare(old?.contributions, after.contributions, r => r.figure, put.contributions, gone.contributions)
    compare(old?.parties, after.parties, r => String(r.position), put.parties, gone.parties)
    compare(old?.links, after.links, r => r.id, put.links, gone.links)
    compare(old?.participations, after.participations, r => r.organ, put.participations, gone.participations)
  }
  return { opened, changed, events: stored, search, put, gone, anyGone: putKinds.some(kind => gone[kind].length > 0) }
}

function compare<R extends object>(
  before: readonly R[] | undefined,
  after: readonly R[],
  key: (row: R) => string,
  put: R[],
  gone: R[],
): void {
  if (!before) {
    put.push(...after)
    return
  }
  const old = new Map(before.map(r => [key(r), r]))
  for (const row of after) {
    const was = old.get(key(row))
    old.delete(key(row))
    if (!was || JSON.stringify(was) !== JSON.stringify(row)) put.push(row)
  }
  gone.push(...old.values())
}

/** The rows of records as of nothing before, in the order of the parameters of `zs.append` from `p_opened` on. */
export function projectionRows(
  context: ProjectionContext,
  records: readonly { readonly state: RecordState; readonly head: string }[],
): (string | null)[] {
  const all = records.map(r => ({ ...r, projection: project(r.state, context) }))
  return [
    json(all.map(r => recordRow(r.state, r.projection, r.head))),
    ...putKinds.map(kind => json(all.flatMap<object>(r => r.projection[kind]))),
    json(all.map(r => searchRow(r.state, r.projection))),
  ]
}

/** What else than its text a record is found by. */
const searchedBy = (state: RecordState): string => [state.openedOn, state.organ, ...state.organs].join()

const searchRow = (state: RecordState, projection: Projection) => ({
  record: state.id,
  system: state.system,
  opened_on: state.openedOn,
  words: [
    searchVector(projection.text),
    ...listMarks(state.system, [state.organ, ...state.organs], state.openedOn),
  ].join(' '),
})

/** The columns of `zs.record` that follow from a state. */
export function recordRow(state: RecordState, projection: Projection, head: string) {
  return {
    id: state.id,
    system: state.system,
    version: state.version,
    number: state.number,
    title: state.title,
    organ: state.organ,
    organs: state.organs,
    handler: state.handler ?? null,
    stage: state.stage,
    outcome: state.outcome ?? null,
    opened_on: state.openedOn,
    closed_on: state.closedOn ?? null,
    seq: state.seq,
    head,
    next_due: projection.nextDue,
    next_limit: projection.nextLimit,
    due_status: projection.dueStatus,
    listed: projection.listed,
    state,
  }
}

/** Hashes the events of a write onto the head before them; returns the new head. @throws when their order has a gap */
function linkEvents(write: Write, stored: object[]): string {
  let previous = write.before?.head ?? GENESIS_HASH
  let seq = write.before?.state.seq ?? 0
  for (const event of write.events) {
    if (event.seq !== ++seq || event.record !== write.state.id)
      throw new Error(`event ${event.record}/${event.seq} does not follow ${write.state.id}/${seq - 1}`)
    const body = canonicalJson(event)
    const hash = hashOf(previous, body)
    stored.push({ ...eventColumns(event), body, prev: previous, hash })
    previous = hash
  }
  if (seq !== write.state.seq || !write.events.length)
    throw new Error(`the state of ${write.state.id} is of ${write.state.seq}, its events end at ${seq}`)
  return previous
}

/** The columns of `zs.event` that repeat parts of the event. Verification compares them with the hashed text. */
export function eventColumns(event: RecordEvent) {
  return {
    record: event.record,
    seq: event.seq,
    recorded_at: event.recordedAt,
    occurred_on: event.on,
    system: event.system,
    version: event.version,
    action: event.action,
    actor: event.by.id,
    origin: event.origin,
    command: event.command,
  }
}
