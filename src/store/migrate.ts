import fs from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { sm3 } from '#kernel/hash/sm3.ts'

const folder = path.join(import.meta.dirname, 'migrations')
/** Any number: two programs that migrate the same database wait for each other on it. */
const lockKey = 7_361_205

export type MigrationReport = {
  readonly applied: readonly string[]
  /** Tables spread over a cluster by this run. */
  readonly distributed: readonly string[]
}

/**
 * Brings the schema up to date: each numbered file once, in its own transaction, under a lock. Running it again does
 * nothing. Files are never edited after a release; a changed one is refused by its checksum.
 *
 * A schema newer than this program is accepted unless one of the unknown migrations calls itself breaking (first line
 * `-- breaking`).
 * @throws Error in Chinese: PostgreSQL older than 15, an edited migration, a breaking newer schema
 */
export async function migrate(ownerUrl: string, options: { citus?: boolean } = {}): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150_000)
      throw new Error(`数据库版本过低：需要 PostgreSQL 15 以上，现为 ${Math.floor(version / 10_000)}。`)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query('create schema if not exists zs')
    await client.query(`create table if not exists zs.migration (
      name text primary key, checksum text not null, breaking boolean not null, at timestamptz not null default now())`)
    const applied = await applyAll(client)
    const distributed = options.citus ? await distribute(client) : []
    return { applied, distributed }
  } finally {
    await client.end() // which also gives the lock back
  }
}

async function applyAll(client: pg.Client): Promise<string[]> {
  const files = (await fs.readdir(folder)).filter(f => f.endsWith('.sql')).toSorted()
  const done = new Map<string, { checksum: string; breaking: boolean }>()
  for (const row of (await client.query('select name, checksum, breaking from zs.migration')).rows)
    done.set(row.name, row)
  for (const [name, { breaking }] of done)
    if (breaking && !files.includes(name))
      throw new Error(`数据库已由更新的版本升级（${name}），本程序不能再使用它，请升级程序。`)
  const applied: string[] = []
  for (const name of files) {
    const sql = await fs.readFile(path.join(folder, name), 'utf8')
    const checksum = sm3(sql)
    const before = done.get(name)
    if (before) {
      if (before.checksum !== checksum)
        throw new Error(`升级脚本 ${name} 在执行之后被改动过，请恢复原文件；修改须写成新的脚本。`)
      continue
    }
    await client.query('begin')
    try {
      await client.query(sql)
      await client.query('insert into zs.migration (name, checksum, breaking) values ($1, $2, $3)', [
        name,
        checksum,
        sql.startsWith('-- breaking'),
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`升级脚本 ${name} 执行失败，数据库保持原样。`, { cause: error })
    }
    applied.push(name)
  }
  return applied
}

/** Held in full by every node. In order: what others refer to comes first. */
export const referenceTables = [
  'division',
  'organ',
  'person',
  'person_role',
  'session',
  'calendar_year',
  'setting',
] as const

/** Spread over the nodes by division, all of one division on one node. */
export const distributedTables = [
  'event',
  'record',
  'participation',
  'search',
  'deadline',
  'contribution',
  'party',
  'link',
  'counter',
  'command',
  'anchor',
  'anchor_head',
  'file',
  'draft',
  'notice_seen',
  'access_log',
  'report',
  'report_override',
  'report_text',
  'portal_filing',
] as const

async function distribute(client: pg.Client): Promise<string[]> {
  await client.query('create extension if not exists citus')
  // Our triggers look at their own row only, which is what makes them safe on a cluster.
  await client.query('set citus.enable_unsafe_triggers to on')
  const spread = new Set<string>(
    (await client.query(`select logicalrelid::regclass::text as name from pg_dist_partition`)).rows.map(r => r.name),
  )
  const made: string[] = []
  for (const table of referenceTables)
    if (!spread.has(`zs.${table}`)) {
      await client.query('select create_reference_table($1)', [`zs.${table}`])
      made.push(table)
    }
  for (const table of distributedTables)
    if (!spread.has(`zs.${table}`)) {
      const like = table === distributedTables[0] ? 'default' : `zs.${distributedTables[0]}`
      await client.query(`select create_distributed_table($1, 'division', colocate_with => $2)`, [`zs.${table}`, like])
      made.push(table)
    }
  return made
}
