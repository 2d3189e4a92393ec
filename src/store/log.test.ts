import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chainHash, GENESIS_HASH } from '#kernel/hash/chain.ts'
import {
  acting,
  applicant,
  context,
  of,
  opening,
  openPermit,
  overview,
  type TestDatabase,
  testDatabase,
} from '../../test/kit/database.ts'
import { read, transact } from './database.ts'
import {
  append,
  appendIn,
  events,
  findByNumber,
  findReplay,
  loadMany,
  loadRecord,
  takeNumbersIn,
  type Write,
} from './log.ts'
import { searchQuery } from './search.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const ok = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}

describe('what is appended', () => {
  test('is read back as it was written, with the hash of the kernel’s chain', async () => {
    const first = await openPermit(db, of('gaj'))
    const second = acting(first, 'grant', { on: '2024-03-20' })
    const appended = ok(await append(db, of('gaj'), context, [second]))
    const stored = await loadRecord(db, of('gaj'), first.state.id)
    expect(stored?.state).toEqual(second.state)
    expect(stored?.head).toBe(appended.heads.get(first.state.id))
    const log = await events(db, of('gaj'), first.state.id)
    expect(log.map(e => e.event.action)).toEqual(['open', 'grant'])
    const one = chainHash(GENESIS_HASH, log[0]?.event)
    expect(log.map(e => e.hash)).toEqual([one, chainHash(one, log[1]?.event)])
    expect(await findByNumber(db, of('gaj'), 'permit', first.state.number)).toEqual(stored)
    expect((await loadMany(db, of('gaj'), [first.state.id, randomUUID()])).size).toBe(1)
  })

  test('changes deadlines, figures and the next due day in the same transaction', async () => {
    const rows = async (id: string) =>
      (
        await db.owner.query(
          `select r.next_due, r.due_status, (select array_agg(d.status || ' ' || d.final_on) from zs.deadline d where d.record = r.id) as deadlines,
             (select array_agg(c.figure || ' ' || c.on_day order by figure) from zs.contribution c where c.record = r.id) as figures
           from zs.record r where r.id = $1`,
          [id],
        )
      ).rows[0]
    const first = await openPermit(db, of('gaj'))
    expect(await rows(first.state.id)).toEqual({
      next_due: '2024-04-01',
      due_status: 'running',
      deadlines: ['running 2024-04-01'],
      figures: ['open 2024-03-04', 'people 2024-03-04', 'received 2024-03-04'],
    })
    const second = acting(first, 'suspend', { on: '2024-03-11' })
    const head = ok(await append(db, of('gaj'), context, [second])).heads.get(first.state.id) ?? ''
    expect(await rows(first.state.id)).toMatchObject({
      next_due: null,
      due_status: 'paused',
      deadlines: ['paused 2024-04-01'],
    })
    const third = acting({ state: second.state, head }, 'resume', { on: '2024-03-18' })
    const head3 = ok(await append(db, of('gaj'), context, [third])).heads.get(first.state.id) ?? ''
    expect(await rows(first.state.id)).toMatchObject({
      next_due: '2024-04-09',
      due_status: 'running',
      deadlines: ['running 2024-04-09'],
    })
    const fourth = acting({ state: third.state, head: head3 }, 'refuse', { on: '2024-04-08' })
    ok(await append(db, of('gaj'), context, [fourth]))
    expect(await rows(first.state.id)).toEqual({
      next_due: null,
      due_status: null,
      // Kept in time: counted for the share of limits kept after the case is closed.
      deadlines: ['kept 2024-04-09'],
      figures: ['open 2024-03-04', 'people 2024-03-04', 'received 2024-03-04', 'refused 2024-04-08'],
    })
  })

  test('is all or nothing: one stale record among two, and neither is written', async () => {
    const a = await openPermit(db, of('gaj'))
    const b = await openPermit(db, of('gaj'))
    ok(await append(db, of('gaj'), context, [acting(b, 'suspend')]))
    const both = await append(db, of('gaj'), context, [acting(a, 'suspend'), acting(b, 'grant')])
    expect(both.ok ? '' : both.refusal.code).toBe('stale')
    expect((await loadRecord(db, of('gaj'), a.state.id))?.state.stage).toBe('received')
  })

  test('with a control character that PostgreSQL cannot hold is refused in words', async () => {
    const write = opening('gaj', `试-${randomUUID()}`, { values: { matter: '坏\u0000字' } })
    const result = await append(db, of('gaj'), context, [write])
    expect(result.ok ? '' : result.refusal.code).toBe('invalid-input')
  })
})

describe('two at once', () => {
  test('of two writers on one record, one wins and the other is told that it is stale', async () => {
    const first = await openPermit(db, of('gaj'))
    const results = await Promise.all(
      ['grant', 'refuse', 'suspend', 'grant'].map(action => append(db, of('gaj'), context, [acting(first, action)])),
    )
    expect(results.filter(r => r.ok)).toHaveLength(1)
    expect(results.filter(r => !r.ok).map(r => (r.ok ? '' : r.refusal.code))).toEqual(['stale', 'stale', 'stale'])
    expect(await events(db, of('gaj'), first.state.id)).toHaveLength(2)
  })

  test('who decided on another history than the one in the log is stale, even at the same step', async () => {
    const first = await openPermit(db, of('gaj'))
    const other = await append(db, of('gaj'), context, [acting({ ...first, head: 'ab'.repeat(32) }, 'grant')])
    expect(other.ok ? '' : other.refusal.code).toBe('stale')
    expect(await events(db, of('gaj'), first.state.id)).toHaveLength(1)
  })

  test('200 openings at once get the numbers 1 to 200, and a refused one leaves no gap', async () => {
    const scope = of('csgl')
    const openings = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        if (i % 10 === 0)
          await transact(db, scope, async trx => {
            await takeNumbersIn(trx, [{ organ: 'csgl', series: 'permit', year: 2024 }])
            return { ok: false, refusal: { code: 'guard', message: '条件不具备' } }
          })
        return openPermit(db, scope)
      }),
    )
    const numbers = openings.map(o => Number(/〕(\d+)号/.exec(o.state.number)?.[1])).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  })

  test('several numbers of several series are given in the order asked', async () => {
    const series = (name: string, n?: number) => ({ organ: 'zrzy', series: name, year: 2024, ...(n ? { n } : {}) })
    const take = () =>
      transact(db, of('zrzy'), async trx => ({
        ok: true as const,
        value: await takeNumbersIn(trx, [series('b', 3), series('a'), series('b')]),
      }))
    expect(ok(await take())).toEqual([1, 1, 4])
    expect(ok(await take())).toEqual([5, 2, 8])
  })
})

describe('a command sent again', () => {
  test('writes nothing twice and gets the first answer', async () => {
    const first = await openPermit(db, of('gaj'))
    const command = { key: randomUUID(), digest: 'd', response: { done: first.state.id } }
    const write = acting(first, 'suspend')
    ok(await append(db, of('gaj'), context, [write], { command }))
    const again = ok(await append(db, of('gaj'), context, [write], { command: { ...command, response: 'another' } }))
    expect(again.replayed).toEqual({ response: { done: first.state.id } })
    expect(await events(db, of('gaj'), first.state.id)).toHaveLength(2)
    expect(await findReplay(db, of('gaj'), command)).toEqual({
      ok: true,
      value: { heads: new Map(), replayed: { response: { done: first.state.id } } },
    })
    expect(await findReplay(db, of('gaj'), { key: randomUUID(), digest: 'd' })).toBeUndefined()
  })

  test('twenty times at once is carried out once', async () => {
    const first = await openPermit(db, of('gaj'))
    const command = { key: randomUUID(), digest: 'd', response: 1 }
    const results = await Promise.all(
      Array.from({ length: 20 }, () => append(db, of('gaj'), context, [acting(first, 'suspend')], { command })),
    )
    expect(results.every(r => r.ok)).toBe(true)
    expect(results.filter(r => r.ok && !r.value.replayed)).toHaveLength(1)
    expect(await events(db, of('gaj'), first.state.id)).toHaveLength(2)
  })

  test('with another content under the same key is refused', async () => {
    const first = await openPermit(db, of('gaj'))
    const command = { key: randomUUID(), digest: 'd', response: 1 }
    ok(await append(db, of('gaj'), context, [acting(first, 'suspend')], { command }))
    const other = await append(db, of('gaj'), context, [acting(first, 'grant')], {
      command: { ...command, digest: 'e' },
    })
    expect(other.ok ? '' : other.refusal.code).toBe('conflict')
  })

  test('that takes numbers gives them back when it is a replay', async () => {
    const scope = of('nyj')
    const command = { key: randomUUID(), digest: 'd', response: 1 }
    const run = () =>
      transact(db, scope, async trx => {
        const [n] = await takeNumbersIn(trx, [{ organ: 'nyj', series: 'permit', year: 2024 }])
        return appendIn(trx, context, [opening('nyj', `nyj试${n}`)], { command })
      })
    ok(await run())
    expect(ok(await run()).replayed).toEqual({ response: 1 })
    const next = await openPermit(db, scope)
    expect(next.state.number).toContain('〕2号')
  })
})

describe('row security', () => {
  const moved = (write: Write, division: string): Write => ({ ...write, state: { ...write.state, division } })
  const count = async (table: string, scope: Parameters<typeof read>[1]) =>
    Number((await read<{ n: number }>(db, scope, `select count(*) as n from zs.${table}`))[0]?.n)

  test('another organ and another division find a record in no list, count, figure, search or history', async () => {
    const mine = of('ajj')
    const first = await openPermit(db, mine, { values: { matter: '罕见的烟花燃放' }, parties: [applicant('钱试二')] })
    const search = 'select id from zs.matching($1::tsquery, null, 100)'
    const tables = ['record', 'deadline', 'contribution', 'party']
    for (const table of tables) expect(await count(table, mine), table).toBeGreaterThan(0)
    expect(await read(db, mine, search, ["'烟花'"])).toEqual([{ id: first.state.id }])
    expect(await events(db, mine, first.state.id)).toHaveLength(1)
    const strangers = [
      of('slj'),
      of('ajj', { division: '990102' }),
      { ...overview, division: '990102' },
      of('ajj', { sees: 'public' }),
      of('ajj', { sees: 'none' }),
    ]
    for (const stranger of strangers) {
      const who = JSON.stringify(stranger)
      for (const table of tables) expect(await count(table, stranger), `${who} ${table}`).toBe(0)
      expect(await read(db, stranger, search, ["'烟花'"]), who).toEqual([])
      expect(await events(db, stranger, first.state.id), who).toEqual([])
      expect(await loadRecord(db, stranger, first.state.id), who).toBeUndefined()
      const written = await append(db, stranger, context, [moved(acting(first, 'grant'), stranger.division)])
      expect(written.ok ? '' : written.refusal.code, who).toBe('not-found')
    }
    expect((await loadRecord(db, overview, first.state.id))?.head).toBe(first.head)
  })

  test('an organ that takes part sees record, history and deadline from the day it joins', async () => {
    const first = await openPermit(db, of('ajj'), {
      parties: [applicant('孙试三'), { role: 'consulted', kind: 'agency', name: '消防', organ: 'xfj' }],
    })
    expect((await loadRecord(db, of('xfj'), first.state.id))?.head).toBe(first.head)
    expect(await events(db, of('xfj'), first.state.id)).toHaveLength(1)
    expect(await count('deadline', of('xfj'))).toBe(1)
    expect(await count('participation', of('xfj'))).toBe(1)
    const found = 'select id from zs.matching($1::tsquery, null, 100)'
    expect(await read(db, of('xfj'), found, [searchQuery('孙试三')])).toEqual([{ id: first.state.id }])
    expect((await append(db, of('xfj'), context, [acting(first, 'suspend')])).ok).toBe(true)
  })

  test('without a scope nothing is seen: it fails closed', async () => {
    for (const table of ['record', 'event', 'deadline', 'contribution', 'party', 'link', 'file', 'access_log'])
      expect((await db.app.query(`select count(*) as n from zs.${table}`)).rows[0].n, table).toBe(0)
  })

  test('the setting of one request is gone in the next', async () => {
    await read(db, overview, 'select 1')
    const clients = await Promise.all(Array.from({ length: 10 }, () => db.app.connect()))
    for (const c of clients) {
      expect((await c.query("select coalesce(current_setting('zs.sees', true), '') as s")).rows[0].s).toBe('')
      c.release()
    }
  })
})

describe('attacks as the application', () => {
  const attacks = {
    'changing an event': "update zs.event set action = 'x'",
    'deleting an event': 'delete from zs.event',
    'emptying the log': 'truncate zs.event',
    'adding an event past the door': `insert into zs.event select * from zs.event limit 1`,
    'changing a record': "update zs.record set stage = 'x'",
    'changing a figure': 'update zs.contribution set amount = 9',
    'giving a number twice': 'update zs.counter set last = 0',
    'reading others’ commands': 'select * from zs.command',
    'changing an anchor': "update zs.anchor set hash = ''",
    'deleting the access log': 'delete from zs.access_log',
    'switching the trigger off': 'alter table zs.event disable trigger all',
    'switching row security off': 'alter table zs.record disable row level security',
    'dropping the log': 'drop table zs.event',
    'becoming the owner': 'set role zhunsheng',
  }
  for (const [name, sql] of Object.entries(attacks))
    test(`${name} is refused for want of privilege`, async () => {
      await openPermit(db, of('gaj'))
      await expect(db.app.query(sql)).rejects.toMatchObject({ code: '42501' })
    })

  test('the owner’s slip is stopped by the trigger', async () => {
    await openPermit(db, of('gaj'))
    for (const sql of ["update zs.event set action = 'x'", 'delete from zs.event', 'truncate zs.event cascade'])
      await expect(db.owner.query(sql)).rejects.toMatchObject({ code: 'ZS403' })
  })
})
