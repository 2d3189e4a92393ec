import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordState } from '#kernel/record.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { demonstrationDivision as division, enterDistrict } from './district.ts'
import { simulate } from './simulate.ts'

const scope: Scope = { division, organ: '', sees: 'division', person: 'test' }
const seed = process.env.SEED ?? String(Date.now() % 100_000)
const systems = ['hotline', 'mediation', 'judicial-confirmation']
const input = { division, year: 2026, inProgress: true, systems, seed, scale: 0.3 }

type District = { readonly db: TestDatabase; readonly platform: Platform }
const opened: TestDatabase[] = []

async function district(today: string): Promise<District> {
  const db = await testDatabase()
  opened.push(db)
  const entered = await enterDistrict(db)
  if (!entered.ok) throw new Error(entered.refusal.message)
  return { db, platform: await createPlatform(db, zhunshengCatalogue, () => `${today}T02:00:00.000Z`) }
}
const headsOf = ({ db }: District) =>
  read(db, scope, `select id, number, encode(head, 'hex') as head from zs.record where division = $1 order by id`, [
    division,
  ])
const statesOf = async ({ db }: District) =>
  (await read<{ state: RecordState }>(db, scope, 'select state from zs.record where division = $1', [division])).map(
    r => r.state,
  )
const linked = (states: readonly RecordState[], system: string) =>
  states.filter(s => s.system === system && s.links.some(l => l.kind === 'from'))

let here: District
beforeAll(async () => {
  console.log(`seed: ${seed}`)
  here = await district('2026-11-20')
  expect(await simulate(here.platform, input)).toMatchObject({ ok: true, value: { same: 0 } })
})
afterAll(async () => {
  for (const db of opened) await db.close()
})

test('热线转办的邻里、消费纠纷由人民调解委员会接着调解，事由和来电人一并带来', async () => {
  const states = await statesOf(here)
  const mediations = linked(states, 'mediation')
  expect(mediations.length, `seed ${seed}`).toBeGreaterThan(0)
  for (const m of mediations) {
    const order = states.find(s => s.id === m.links[0]?.record)
    expect(order).toMatchObject({ system: 'hotline', stage: 'closed', values: { transferredTo: 'mediation' } })
    expect(m.values).toMatchObject({ facts: order?.values.content, source: 'hotline' })
    expect(m.parties.find(p => p.role === 'partyA')).toEqual({ ...order?.parties[0], role: 'partyA' })
    expect(m.openedOn > (order?.steps.at(-1)?.on ?? ''), `${m.number} after ${order?.number}`).toBe(true)
  }
})

test('the same seed makes the same threads, hash for hash; the same run again writes nothing', async () => {
  const again = await district('2026-11-20')
  expect(await simulate(again.platform, input)).toMatchObject({ ok: true })
  expect(await headsOf(again)).toEqual(await headsOf(here))
  expect(await simulate(again.platform, input)).toMatchObject({ ok: true, value: { written: 0 } })
  expect(await headsOf(again)).toEqual(await headsOf(here))
})

test('a run interrupted while it links, wherever that is, goes on to the same end', async () => {
  for (const batches of [0, 1, 2]) {
    const it = await district('2026-11-20')
    let linking = false
    let left = batches
    const stopped = await simulate(it.platform, {
      ...input,
      onProgress: p => (linking ||= p.words.includes('衔接')),
      // Asked before each batch.
      signal: {
        get aborted() {
          return linking && left-- <= 0
        },
      } as AbortSignal,
    })
    expect(stopped.ok).toBe(false)
    expect(await simulate(it.platform, input)).toMatchObject({ ok: true })
    expect(await headsOf(it), `seed ${seed}, after ${batches}`).toEqual(await headsOf(here))
  }
})

test('at the beginning of a year there is little to link, and nothing is forced', async () => {
  const it = await district('2026-01-06')
  expect(await simulate(it.platform, input)).toMatchObject({ ok: true })
  for (const s of await statesOf(it)) expect(s.steps.every(step => step.on <= '2026-01-06')).toBe(true)
})
