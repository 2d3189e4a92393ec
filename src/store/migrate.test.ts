import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { distributedTables, migrate, referenceTables } from './migrate.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const files = fs.readdirSync(path.join(import.meta.dirname, 'migrations')).toSorted()
const empty = async () => {
  await db.owner.query('drop schema zs cascade')
}

test('an empty database is brought to the newest schema, and a second run does nothing', async () => {
  await empty()
  expect((await migrate(db.ownerUrl)).applied).toEqual(files)
  expect((await migrate(db.ownerUrl)).applied).toEqual([])
})

test('four programs that start at once migrate once', async () => {
  await empty()
  const reports = await Promise.all([1, 2, 3, 4].map(() => migrate(db.ownerUrl)))
  expect(reports.map(r => r.applied.length).toSorted()).toEqual([0, 0, 0, files.length])
})

test('a migration that was edited after it ran is refused', async () => {
  await db.owner.query("update zs.migration set checksum = 'x' where name = $1", [files[0]])
  await expect(migrate(db.ownerUrl)).rejects.toThrow('在执行之后被改动过')
  await empty()
  await migrate(db.ownerUrl)
})

test('a newer schema is used when it only adds, and refused when it breaks', async () => {
  const newer = (breaking: boolean) =>
    db.owner.query(
      `insert into zs.migration (name, checksum, breaking) values ('9999_newer.sql', 'x', $1) on conflict (name) do update set breaking = $1`,
      [breaking],
    )
  await newer(false)
  expect((await migrate(db.ownerUrl)).applied).toEqual([])
  await newer(true)
  await expect(migrate(db.ownerUrl)).rejects.toThrow('请升级程序')
  await db.owner.query("delete from zs.migration where name = '9999_newer.sql'")
})

test('every table is either held by all nodes or spread by division, with the division first in every key', async () => {
  const { rows } = await db.owner.query<{ name: string; keys: string[] | null }>(
    `select c.relname as name, array_agg(a.attname::text) filter (where i.indisunique) as keys
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     left join pg_index i on i.indrelid = c.oid and i.indisunique
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where n.nspname = 'zs' and c.relkind = 'r' and c.relname <> 'migration' group by 1 order by 1`,
  )
  expect(rows.map(r => r.name)).toEqual([...referenceTables, ...distributedTables].toSorted())
  for (const table of rows.filter(r => (distributedTables as readonly string[]).includes(r.name)))
    expect(new Set(table.keys), table.name).toEqual(new Set(['division']))
})

test('a failed migration leaves the database as it was', async () => {
  const client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  await empty()
  // An object in the way of the second file.
  await client.query('create schema zs; create table zs.event ()')
  await expect(migrate(db.ownerUrl)).rejects.toThrow('0002_records.sql 执行失败')
  expect((await client.query(`select name from zs.migration`)).rows).toEqual([{ name: files[0] }])
  await client.query('drop table zs.event')
  expect((await migrate(db.ownerUrl)).applied).toEqual(files.slice(1))
  await client.end()
})
