import { afterAll, beforeAll, expect, test } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { sweep } from '#records/records.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { figuresOf } from '../report/figures.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { isDemonstrationLoaded, loadDemonstration } from './demonstration.ts'
import { demonstrationDivision as division } from './district.ts'
import type { Progress } from './simulate.ts'
import figures2022 from './targets/990101-2022.json' with { type: 'json' }

const scope: Scope = { division, organ: '', sees: 'division', person: 'test' }
let db: TestDatabase
let platform: Platform

beforeAll(async () => {
  db = await testDatabase()
  platform = await createPlatform(db, zhunshengCatalogue, () => '2026-11-20T02:00:00.000Z')
})
afterAll(() => db.close())

const countRecords = async () =>
  (await read<{ n: number }>(db, scope, 'select count(*)::int as n from zs.record where division = $1', [division]))[0]
    ?.n ?? 0

test('演示数据一次装入，2022年的指标与公布的数值完全一致', async () => {
  const told: Progress[] = []
  const loaded = await loadDemonstration(platform, { onProgress: p => told.push(p) })
  expect(loaded).toMatchObject({ ok: true })
  expect(await countRecords()).toBe(loaded.ok ? loaded.value.written : 0)
  expect(await isDemonstrationLoaded(platform)).toBe(true)
  const percents = told.map(p => p.percent)
  expect(percents).toEqual(percents.toSorted((a, b) => a - b))
  expect(percents.at(-1)).toBe(100)

  const figures = await figuresOf(db, scope, zhunshengCatalogue, 2022)
  const values = Object.fromEntries(
    Object.keys(figures2022.figures).map(code => [code, figures.find(f => f.code === code)?.value]),
  )
  expect(values).toEqual(figures2022.figures)
}, 300_000)

test('a second load writes nothing', async () => {
  const before = await countRecords()
  expect(await loadDemonstration(platform)).toEqual({ ok: true, value: { written: 0 } })
  expect(await countRecords()).toBe(before)
})

test('no record waits for something that the law does by itself, so that the figures stay', async () => {
  expect(await sweep(platform, division)).toBe(0)
})

test('work of past years is done: nothing of 2022 stands overdue today', async () => {
  const rows = await read(
    db,
    scope,
    `select number from zs.record where division = $1 and opened_on < '2026-01-01' and due_status = 'running'
       and next_due < '2026-11-20' and system <> 'enforcement-officer'`,
    [division],
  )
  expect(rows).toEqual([])
})

test('some certificates have run out, most are valid', async () => {
  const [row] = await read<{ valid: number; lapsed: number }>(
    db,
    scope,
    `select count(*) filter (where state->'values'->>'validUntil' >= '2026-11-20')::int as valid,
       count(*) filter (where state->'values'->>'validUntil' < '2026-11-20')::int as lapsed
     from zs.record where division = $1 and system = 'enforcement-officer'`,
    [division],
  )
  expect(row?.lapsed).toBeGreaterThan(0)
  expect(row?.valid).toBeGreaterThan(5 * (row?.lapsed ?? 0))
})
