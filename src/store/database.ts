import pg from 'pg'
import { type Result, refuse } from '#kernel/refusal.ts'

/**
 * On whose behalf the database is read and written. PostgreSQL enforces it by row security: rows of other divisions are
 * never seen; `organ` sees what its organ handles or takes part in; `public` and `none` see no records.
 */
export type Scope = {
  readonly division: string
  readonly organ: string
  readonly sees: 'division' | 'organ' | 'public' | 'none'
  /** Account id, for the access log and for what is a person's own. */
  readonly person: string
}

export type Database = {
  /** As the role of the application: row security holds, the log can only be appended to. Use `read` and `transact`. */
  readonly app: pg.Pool
  /** As the owner: migrations, verification, rebuilding, backup. Never for a user's request. */
  readonly owner: pg.Pool
  /** Where the contents of files lie. */
  readonly filesDir: string
  /** What was answered lately, by scope and question. Emptied by every write of this process. */
  readonly shared: Map<string, Shared>
  /** Milliseconds for which such an answer is kept. */
  readonly sharedFor: number
  close(): Promise<void>
}

type Shared = { readonly rows: Promise<unknown[]>; readonly until: number }

/** One question of several. */
export type Query = {
  readonly text: string
  readonly values?: readonly unknown[]
  /**
   * Looks at many rows (a count, a search) and is asked by many: the answer is kept for some seconds for all who see the
   * same. What this process writes is in it at once; what another one writes, up to `sharedFor` later. Not for what
   * depends on the person beyond `values`.
   */
  readonly shared?: boolean
}

/** An open transaction under a scope. */
export type Transaction = { readonly client: pg.ClientBase; readonly scope: Scope }

// Dates stay texts `YYYY-MM-DD`; bigints are numbers, which hold every amount of money in 分 that a district can have.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, text => new Date(text).toISOString())

export type Urls = { readonly ownerUrl: string; readonly appUrl: string }

/** Opens the pools. `most`: connections for requests; `sharedFor`: milliseconds, 0 shares no answers. */
export function connect(urls: Urls, options: { filesDir: string; most?: number; sharedFor?: number }): Database {
  const app = new pg.Pool({ connectionString: urls.appUrl, max: options.most ?? 10, pipeline: true })
  const owner = new pg.Pool({ connectionString: urls.ownerUrl, max: 3 })
  // An idle connection that breaks (the server restarts) is replaced at the next use; unheard, the error ends the process.
  for (const pool of [app, owner]) {
    pool.on('error', () => {})
    // One in use tells its query, and besides that everybody: a killed server must not end this process too.
    pool.on('connect', client => client.on('error', () => {}))
  }
  return {
    app,
    owner,
    filesDir: options.filesDir,
    shared: new Map(),
    sharedFor: options.sharedFor ?? 10_000,
    async close() {
      await Promise.all([app.end(), owner.end()])
    },
  }
}

const begin = (scope: Scope, mode: string) =>
  `begin ${mode}; set local zs.division = ${pg.escapeLiteral(scope.division)}; ` +
  `set local zs.organ = ${pg.escapeLiteral(scope.organ)}; set local zs.sees = ${pg.escapeLiteral(scope.sees)}; ` +
  `set local zs.person = ${pg.escapeLiteral(scope.person)}`

// What a page asks is answered sooner than helping processes are started for it, and others ask at the same time.
const readOnly = 'isolation level repeatable read, read only; set local max_parallel_workers_per_gather = 0'

const names = new Map<string, string>()
/** Named statements are planned once per connection. Texts are constants of the program, hence few; the bound is a belt. */
export function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text)
  if (name === undefined && names.size < 2000) {
    name = `z${names.size}`
    names.set(text, name)
  }
  return { text, values: [...values], ...(name === undefined ? {} : { name }) }
}

/**
 * One query within a scope, in a read-only transaction that costs one round trip.
 * @example await read<{ id: string }>(db, scope, 'select id from zs.record where division = $1', [scope.division])
 * @throws pg.DatabaseError
 */
export async function read<Row>(
  db: Database,
  scope: Scope,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const [rows] = await readAll(db, scope, [{ text, values }])
  return (rows ?? []) as Row[]
}

/**
 * Several queries within a scope and one snapshot, in one round trip: list and count that agree. Those that are shared may
 * be answered with what somebody else was answered a moment ago.
 */
export async function readAll(db: Database, scope: Scope, queries: readonly Query[]): Promise<unknown[][]> {
  const known = queries.map(q => (q.shared ? answeredLately(db, keyOf(scope, q)) : undefined))
  const missing = queries.filter((_, i) => !known[i])
  const sent = missing.length ? sendAll(db, scope, missing) : Promise.resolve([])
  return Promise.all(
    queries.map((q, i) => {
      const before = known[i]
      if (before) return before
      const at = missing.indexOf(q)
      const rows = sent.then(all => all[at] ?? [])
      if (q.shared) keep(db, keyOf(scope, q), rows)
      return rows
    }),
  )
}

const keyOf = ({ division, organ, sees }: Scope, { text, values }: Query): string =>
  JSON.stringify([division, sees, sees === 'organ' ? organ : '', text, values])

function answeredLately(db: Database, key: string): Promise<unknown[]> | undefined {
  const found = db.shared.get(key)
  return found && found.until > performance.now() ? found.rows : undefined
}

function keep(db: Database, key: string, rows: Promise<unknown[]>): void {
  if (db.shared.size >= 1000) db.shared.clear()
  db.shared.set(key, { rows, until: performance.now() + db.sharedFor })
  rows.catch(() => db.shared.delete(key))
}

async function sendAll(db: Database, scope: Scope, queries: readonly Query[]): Promise<unknown[][]> {
  const client = await db.app.connect()
  let broken: Error | undefined
  try {
    // All are sent before the first answer is awaited; after an error, the commit at the end is a rollback.
    const sent = [
      client.query(begin(scope, readOnly)),
      ...queries.map(q => client.query(statement(q.text, q.values ?? []))),
      client.query('commit'),
    ]
    const answers = await Promise.allSettled(sent)
    const rejected = answers.filter(a => a.status === 'rejected')
    if (rejected[0]) throw rejected[0].reason
    return answers.slice(1, -1).map(a => (a.status === 'fulfilled' ? a.value.rows : []))
  } catch (error) {
    broken = brokenBy(error)
    throw error
  } finally {
    client.release(broken)
  }
}

/** A query inside a transaction. */
export async function query<Row>(trx: Transaction, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await trx.client.query(statement(text, values))).rows as Row[]
}

/** Runs `work` in one transaction within a scope. A refusal rolls it back as an exception does. */
export async function transact<T>(
  db: Database,
  scope: Scope,
  work: (trx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const client = await db.app.connect()
  let broken: Error | undefined
  try {
    await client.query(begin(scope, ''))
    const result = await work({ client, scope })
    await client.query(result.ok ? 'commit' : 'rollback')
    if (result.ok) db.shared.clear()
    return result
  } catch (error) {
    broken = brokenBy(error)
    if (!broken) await client.query('rollback').catch((e: Error) => (broken = e))
    throw error
  } finally {
    client.release(broken)
  }
}

/** An error that is no answer of the server (it has no SQLSTATE) leaves the connection in an unknown state. */
function brokenBy(error: unknown): Error | undefined {
  if (error instanceof pg.DatabaseError && !['57P01', '57P02', '57P03'].includes(error.code ?? '')) return undefined
  return error instanceof Error ? error : new Error(String(error))
}

/** Whether an error means that the server is away for the moment, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  if (
    typeof code === 'string' &&
    (/^(08|57P|53)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code))
  )
    return true
  // The driver's own errors have no code.
  return (
    typeof message === 'string' &&
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message)
  )
}

export const unavailable = () =>
  refuse({ code: 'unavailable', message: '数据库暂时不可用，请稍后重试；已经提示成功的办理不会丢失。' })

/** One transaction as the owner, for the work on all divisions that no user asks for. */
export async function ownerTransaction<T>(
  db: Database,
  isolation: 'read committed' | 'repeatable read',
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await db.owner.connect()
  let broken: Error | undefined
  try {
    await client.query(`begin isolation level ${isolation}`)
    const value = await work(client)
    await client.query('commit')
    db.shared.clear()
    return value
  } catch (error) {
    broken = brokenBy(error)
    if (!broken)
      await client.query('rollback').catch((e: Error) => {
        broken = e
      })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Rows of a query in batches, in constant memory. Inside a transaction; one at a time. */
export async function* batches<Row>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
  size = 2000,
): AsyncGenerator<Row[]> {
  await client.query(`declare batches no scroll cursor for ${text}`, [...values])
  try {
    for (;;) {
      const { rows } = await client.query(`fetch ${size} from batches`)
      if (rows.length) yield rows as Row[]
      if (rows.length < size) return
    }
  } finally {
    await client.query('close batches').catch(() => {}) // a failed transaction has closed it already
  }
}
