import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Result } from '#kernel/refusal.ts'
import { migrate } from '#store/migrate.ts'
import { type DatabaseServer, openDatabase } from '#store/postgres.ts'

/** One line of the table: what was measured, against what, and whether that is enough. */
export type Measure = {
  readonly what: string
  readonly baseline: string
  readonly measured: string
  readonly ratio: string
  readonly required: string
  readonly aim: string
  /** Absent: told for comparison, nothing is required. */
  readonly reached?: 'aim' | 'required' | 'no'
}

/** Whether a figure is at least (or, for times, at most) what is required and what is aimed at. */
export const atLeast = (n: number, required: number, aim: number): NonNullable<Measure['reached']> =>
  n >= aim ? 'aim' : n >= required ? 'required' : 'no'
export const atMost = (n: number, required: number, aim: number): NonNullable<Measure['reached']> =>
  n <= aim ? 'aim' : n <= required ? 'required' : 'no'

export type TemporaryServer = { readonly server: DatabaseServer; readonly folder: string }

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A migrated, empty embedded server in a temporary folder, with the settings of production. Gone afterwards. */
export async function withServer<T>(work: (temporary: TemporaryServer) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-bench-'))
  fs.chmodSync(folder, 0o711)
  const server = await openDatabase({ dataDir: folder })
  // Ctrl-C: connections are still open, so the server would not stop by itself.
  const interrupted = () => {
    process.kill(Number(fs.readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGINT')
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
    process.exit(130)
  }
  for (const signal of signals) process.once(signal, interrupted)
  try {
    await migrate(server.ownerUrl)
    return await work({ server, folder })
  } finally {
    for (const signal of signals) process.off(signal, interrupted)
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The URLs of another database of the same server. */
export const inDatabase = (server: DatabaseServer, name: string): DatabaseServer => ({
  ...server,
  ownerUrl: server.ownerUrl.replace('/zhunsheng?', `/${name}?`),
  appUrl: server.appUrl.replace('/zhunsheng?', `/${name}?`),
})

/** Runs a statement as the owner, outside of any database that is measured. */
export async function asOwner(server: DatabaseServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(server, 'postgres').ownerUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.message} ${result.refusal.path ?? ''}`)
  return result.value
}

/** The value below which a share of all lies; `share` 0.5 is the median. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds that each of many runs took. */
export async function times(runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work(run)
    all.push(performance.now() - start)
  }
  return all
}

export const ms = (n: number): string => `${n < 10 ? n.toFixed(1) : Math.round(n)} 毫秒`
export const perSecond = (n: number, unit = '次'): string => `${Math.round(n).toLocaleString('zh-CN')} ${unit}/秒`
