import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type Database, ownerTransaction } from './database.ts'
import { distributedTables, migrate, referenceTables } from './migrate.ts'
import { type Verification, verify } from './verify.ts'

/**
 * One format for the embedded and for an own server: every table as COPY text of one snapshot, the files, and a manifest
 * with the hash of each part. It outlives versions of PostgreSQL, can be read without this program, and is restored into
 * an empty database, which is then verified against the anchors of the manifest. (A physical copy would be faster to
 * restore, but only by the very same server; sites with an own server keep their own physical backups besides.)
 */
export type Manifest = {
  readonly format: 1
  readonly made: string
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  readonly parts: readonly {
    readonly name: string
    readonly rows?: number
    readonly bytes: number
    readonly sm3: string
  }[]
  readonly anchors: readonly { readonly division: string; readonly n: number; readonly hash: string }[]
}

const tables = [...referenceTables, ...distributedTables]

/** Writes a backup into a new folder while work goes on. @throws Error in Chinese when the folder is not empty */
export async function backup(
  db: Database,
  folder: string,
  options: { onProgress?: (part: string) => void } = {},
): Promise<Manifest> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (fs.readdirSync(folder).length) throw new Error(`备份目录 ${folder} 不是空的，请指定一个新目录。`)
  const manifest = await ownerTransaction(db, 'repeatable read', async client => {
    const parts: Manifest['parts'][number][] = []
    const made = (await client.query<{ now: string }>('select now()')).rows[0]?.now ?? ''
    const migrations = (await client.query('select name, checksum from zs.migration order by name')).rows
    for (const table of tables) {
      options.onProgress?.(table)
      const columns = await columnsOf(client, table)
      const file = path.join(folder, `${table}.copy.gz`)
      const rows = (await client.query<{ n: number }>(`select count(*) as n from zs.${table}`)).rows[0]?.n ?? 0
      const copy = client.query(copyTo(`copy (select ${columns} from zs.${table}) to stdout`))
      await pipeline(copy, createGzip({ level: 3 }), fs.createWriteStream(file, { mode: 0o600 }))
      parts.push({ ...(await partOf(folder, `${table}.copy.gz`)), rows })
    }
    const anchors = (
      await client.query(
        `select distinct on (division) division, n, encode(hash, 'hex') as hash from zs.anchor order by division, n desc`,
      )
    ).rows
    return { format: 1 as const, made, migrations, parts, anchors }
  })
  // Files are only added, never changed: copied after the snapshot, all that it names are there.
  options.onProgress?.('files')
  const files: Manifest['parts'][number][] = []
  for (const name of filesUnder(db.filesDir)) {
    const to = path.join(folder, 'files', name)
    fs.mkdirSync(path.dirname(to), { recursive: true })
    await fs.promises.copyFile(path.join(db.filesDir, name), to)
    files.push(await partOf(folder, path.join('files', name)))
  }
  const complete: Manifest = { ...manifest, parts: [...manifest.parts, ...files] }
  // Written last: a folder without a manifest is no backup.
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(complete, null, 1), { mode: 0o600 })
  return complete
}

/**
 * Restores a backup into an empty database and verifies what was restored.
 * @throws Error in Chinese: no manifest, a damaged part, a database that holds records, a schema that is not the backup's
 */
export async function restore(
  db: Database,
  ownerUrl: string,
  folder: string,
  options: { onProgress?: (part: string) => void } = {},
): Promise<{ manifest: Manifest; verification: Verification }> {
  const manifestFile = path.join(folder, 'manifest.json')
  if (!fs.existsSync(manifestFile)) throw new Error(`${folder} 中没有 manifest.json，不是完整的备份。`)
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8')) as Manifest
  for (const part of manifest.parts) {
    const now = fs.existsSync(path.join(folder, part.name)) ? await partOf(folder, part.name) : undefined
    if (now?.sm3 !== part.sm3) throw new Error(`备份的 ${part.name} 已损坏或缺失，不能恢复。`)
  }
  await migrate(ownerUrl)
  await ownerTransaction(db, 'read committed', async client => {
    const { rows: schema } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from zs.migration order by name',
    )
    const have = new Map(schema.map(m => [m.name, m.checksum]))
    if (manifest.migrations.some(m => have.get(m.name) !== m.checksum) || schema.length !== manifest.migrations.length)
      throw new Error('备份出自另一个版本的程序：请用当时的版本恢复，再升级。')
    for (const table of tables)
      if ((await client.query(`select from zs.${table} limit 1`)).rowCount)
        throw new Error(`目标数据库不是空的（${table} 已有内容），请恢复到新的数据库。`)
    for (const table of tables) {
      options.onProgress?.(table)
      const copy = client.query(copyFrom(`copy zs.${table} (${await columnsOf(client, table)}) from stdin`))
      await pipeline(fs.createReadStream(path.join(folder, `${table}.copy.gz`)), createGunzip(), copy)
      const rows = (await client.query<{ n: number }>(`select count(*) as n from zs.${table}`)).rows[0]?.n
      const expected = manifest.parts.find(p => p.name === `${table}.copy.gz`)?.rows
      if (rows !== expected) throw new Error(`${table} 应有 ${expected} 行，恢复后有 ${rows} 行。`)
    }
    await client.query(
      `select setval(pg_get_serial_sequence('zs.access_log', 'id'), coalesce((select max(id) from zs.access_log), 0) + 1, false)`,
    )
  })
  for (const part of manifest.parts) {
    if (!part.name.startsWith(`files${path.sep}`)) continue
    const to = path.join(db.filesDir, path.relative('files', part.name))
    fs.mkdirSync(path.dirname(to), { recursive: true })
    await fs.promises.copyFile(path.join(folder, part.name), to)
  }
  await db.owner.query('analyze')
  return { manifest, verification: await verify(db, { kept: manifest.anchors }) }
}

async function columnsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`zs.${table}`],
  )
  return rows.map(r => pg.escapeIdentifier(r.name)).join(', ')
}

async function partOf(folder: string, name: string): Promise<Manifest['parts'][number]> {
  const digest = createHash('sm3')
  let bytes = 0
  for await (const piece of fs.createReadStream(path.join(folder, name)) as AsyncIterable<Uint8Array>) {
    digest.update(piece)
    bytes += piece.length
  }
  return { name, bytes, sm3: digest.digest('hex') }
}

function filesUnder(root: string): string[] {
  if (!fs.existsSync(root)) return []
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(e => e.isFile() && !e.parentPath.endsWith(`${path.sep}arriving`))
    .map(e => path.relative(root, path.join(e.parentPath, e.name)))
    .toSorted()
}
