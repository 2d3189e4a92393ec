import { afterAll, beforeAll, expect, test } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { drillDown } from '../report/drill-down.ts'
import { figuresOf } from '../report/figures.ts'
import { read, type Scope } from '#store/database.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { demonstrationDivision as division, enterDistrict } from './district.ts'
import { Random } from './random.ts'
import { simulate } from './simulate.ts'
import type { Targets } from './targets.ts'

const now = () => '2026-11-20T02:00:00.000Z'
const scope: Scope = { division, organ: '', sees: 'division', person: 'test' }
const seed = process.env.SEED ?? String(Date.now() % 100_000)

type District = { readonly db: TestDatabase; readonly platform: Platform }
const opened: TestDatabase[] = []

async function district(): Promise<District> {
  const db = await testDatabase()
  opened.push(db)
  const entered = await enterDistrict(db)
  if (!entered.ok) throw new Error(entered.refusal.message)
  return { db, platform: await createPlatform(db, zhunshengCatalogue, now) }
}

let here: District
beforeAll(async () => {
  console.log(`seed: ${seed}`)
  here = await district()
})
afterAll(async () => {
  for (const db of opened) await db.close()
})

async function valuesOf(
  { db }: District,
  year: number,
  targets: Targets,
): Promise<Record<string, number | null | undefined>> {
  const figures = await figuresOf(db, scope, zhunshengCatalogue, year)
  return Object.fromEntries(Object.keys(targets).map(code => [code, figures.find(f => f.code === code)?.value]))
}

const officers = 'enforcement-officer'

test('复议、调解、法律援助、热线的指标与给定的数值完全一致，清单与数字一致', async () => {
  const targets = {
    'reconsideration.received': 9,
    'reconsideration.accepted': 7,
    'reconsideration.concluded': 5,
    'reconsideration.maintained': 2,
    'reconsideration.terminated': 2,
    'reconsideration.revoked': 1,
    'reconsideration.correctionRate': 20,
    'mediation.mediated': 24,
    'mediation.succeeded': 22,
    'mediation.successRate': 91.7,
    'legal-aid.handled': 17,
    'legal-aid.people': 14,
    'legal-aid.recovered': 123_456.78,
    'hotline.cityOrders': 40,
    'hotline.cityMailbox': 3,
    'hotline.satisfactionRate': 90.91,
    'legal-literate.trained': 30,
  }
  const systems = [officers, ...new Set(Object.keys(targets).map(c => c.split('.')[0] as string))]
  const result = await simulate(here.platform, { division, year: 2022, targets, systems, seed })
  expect(result).toMatchObject({ ok: true })
  expect(await valuesOf(here, 2022, targets)).toEqual(targets)
  const recovered = 12_345_678
  const wanted = {
    'reconsideration.concluded': 5,
    'mediation.succeeded': 22,
    'hotline.cityOrders': 40,
    'legal-aid.recovered': recovered,
  }
  for (const [figure, value] of Object.entries(wanted)) {
    const drilled = await drillDown(here.platform, scope, { year: 2022, figure, limit: 200 })
    if (!drilled.ok) throw new Error(drilled.refusal.message)
    const { rows } = drilled.value
    expect(
      rows.reduce((all, r) => all + r.amount, 0),
      figure,
    ).toBe(value)
    expect(new Set(rows.map(r => r.id)).size, figure).toBe(rows.length)
  }
})

/** Figures that can be true at once, for 2023. */
function drawTargets(random: Random): Targets {
  const mediated = random.between(3, 40)
  const succeeded = random.between(0, mediated)
  const handled = random.between(2, 20)
  const [maintained, dismissed, revoked, terminated] = [0, 0, 0, 0].map(() => random.between(0, 4)) as [
    number,
    number,
    number,
    number,
  ]
  const concluded = maintained + dismissed + revoked + terminated
  const accepted = concluded + random.between(0, 4)
  return {
    'mediation.mediated': mediated,
    'mediation.succeeded': succeeded,
    'legal-aid.handled': handled,
    'legal-aid.people': random.between(1, handled),
    'reconsideration.received': accepted + random.between(0, 5),
    'reconsideration.accepted': accepted,
    'reconsideration.concluded': concluded,
    'reconsideration.maintained': maintained,
    'reconsideration.dismissed': dismissed,
    'reconsideration.revoked': revoked,
    'reconsideration.terminated': terminated,
  }
}

test('whatever figures that can be true at once are wanted, they come out, beside records that are there already', async () => {
  for (let n = 0; n < 3; n++) {
    const random = new Random(`${seed} ${n}`)
    const targets = drawTargets(random)
    // Records of earlier rounds stay: later rounds want more than what is there.
    const there = await valuesOf(here, 2023, targets)
    const more = Object.fromEntries(Object.entries(targets).map(([code, v]) => [code, v + (there[code] ?? 0)]))
    const systems = [...new Set(Object.keys(more).map(c => c.split('.')[0] as string))]
    const result = await simulate(here.platform, { division, year: 2023, targets: more, systems, seed: `${seed} ${n}` })
    expect(result, `seed ${seed}, round ${n}: ${JSON.stringify(more)}`).toMatchObject({ ok: true })
    expect(await valuesOf(here, 2023, more), `seed ${seed}, round ${n}`).toEqual(more)
  }
})

test('互相矛盾的目标被拒绝，说明是哪几项，且没有写入任何记录', async () => {
  const count = async () =>
    (
      await read<{ n: number }>(here.db, scope, 'select count(*)::int as n from zs.record where division = $1', [
        division,
      ])
    )[0]?.n
  const before = await count()
  const targets = {
    'mediation.mediated': 5,
    'mediation.succeeded': 8,
    'mediation.received': 5,
    'study-session.leaderStudy': 2,
  }
  const systems = ['study-session', 'mediation']
  const result = await simulate(here.platform, { division, year: 2021, targets, systems, seed })
  expect(result.ok).toBe(false)
  if (result.ok) return
  expect(result.refusal.message).toContain('人民调解组织调解成功')
  expect(result.refusal.message).toContain('人民调解组织调解纠纷')
  expect(result.refusal.message).not.toContain('排查')
  expect(await count()).toBe(before)
})

test('a year that has not come and a system that does not exist are refused', async () => {
  const later = await simulate(here.platform, {
    division,
    year: 2030,
    targets: { 'mediation.mediated': 1 },
    systems: ['mediation'],
  })
  expect(!later.ok && later.refusal.message).toContain('2030')
  const unknown = await simulate(here.platform, { division, year: 2022, systems: ['nothing'] })
  expect(!unknown.ok && unknown.refusal.message).toContain('nothing')
})

test('the same seed makes the same records, hash for hash; the same run again writes nothing', async () => {
  const input = {
    division,
    year: 2022,
    targets: { 'mediation.mediated': 600, 'mediation.succeeded': 550 },
    systems: [officers, 'mediation', 'penalty', 'publicity-activity'],
    scale: 0.1,
    seed: 'twice',
  }
  const districts = [await district(), await district()]
  const heads = await Promise.all(
    districts.map(async it => {
      expect(await simulate(it.platform, input)).toMatchObject({ ok: true, value: { same: 0 } })
      const sql = `select id, number, encode(head, 'hex') as head from zs.record where division = $1 order by id`
      return read(it.db, scope, sql, [division])
    }),
  )
  expect(heads[0]?.length).toBeGreaterThan(150)
  expect(heads[1]).toEqual(heads[0])
  expect(await simulate((districts[0] as District).platform, input)).toMatchObject({ ok: true, value: { written: 0 } })
})

test('an interrupted run goes on where it stopped, and its figures come out all the same', async () => {
  const it = await district()
  const targets = { 'mediation.mediated': 90, 'mediation.succeeded': 80, 'study-session.leaderStudy': 4 }
  const input = { division, year: 2022, targets, systems: ['study-session', 'mediation'], seed }
  const stop = new AbortController()
  const stopped = await simulate(it.platform, {
    ...input,
    signal: stop.signal,
    onProgress: p => p.percent > 0 && stop.abort(),
  })
  expect(stopped.ok).toBe(false)
  const resumed = await simulate(it.platform, input)
  expect(resumed).toMatchObject({ ok: true, value: { same: 4, written: 90 } })
  expect(await valuesOf(it, 2022, targets)).toEqual(targets)
})

test('a year in progress has open cases, some late, some due soon, and none that waits for the law', async () => {
  const it = await district()
  const systems = [officers, 'mediation', 'legality-review', 'reconsideration']
  const result = await simulate(it.platform, { division, year: 2026, inProgress: true, systems, seed })
  expect(result).toMatchObject({ ok: true })
  const rows = await read<{ system: string; open: number; over: number; near: number }>(
    it.db,
    scope,
    `select system, count(*) filter (where closed_on is null)::int as open,
       count(*) filter (where due_status = 'running' and next_due < '2026-11-20')::int as over,
       count(*) filter (where due_status = 'running' and next_due between '2026-11-20' and '2026-11-25')::int as near
     from zs.record where division = $1 and system <> $2 group by system order by system`,
    [division, officers],
  )
  expect(rows.map(r => r.system)).toEqual(['legality-review', 'mediation', 'reconsideration'])
  for (const r of rows) {
    const which = `${JSON.stringify(r)}，seed ${seed}`
    expect(r.open, which).toBeGreaterThan(5)
    expect(r.over, which).toBeGreaterThan(0)
    expect(r.over, which).toBeLessThan(8)
    expect(r.near, which).toBeGreaterThan(0)
  }
})
