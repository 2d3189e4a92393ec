import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import type { RecordEvent } from '#kernel/record.ts'
import {
  acting,
  applicant,
  context,
  division,
  of,
  openPermit,
  type TestDatabase,
  testDatabase,
} from '../../test/kit/database.ts'
import { makeAnchor } from './anchor.ts'
import { append, hashOf, type Stored } from './log.ts'
import { compareProjections, projectionDigests, rebuild } from './rebuild.ts'
import { verify } from './verify.ts'

let db: TestDatabase
/** A record with four events, and others around it. */
let victim: string

async function act(before: Stored, ...actions: string[]): Promise<Stored> {
  let stored = before
  for (const action of actions) {
    const write = acting(stored, action)
    const appended = await append(db, of('gaj'), context, [write])
    if (!appended.ok) throw new Error(appended.refusal.message)
    stored = { state: write.state, head: appended.value.heads.get(write.state.id) ?? '' }
  }
  return stored
}

/** As a person with all power over the database, the triggers switched off. */
async function asIntruder(sql: string, values: unknown[] = []) {
  const client = await db.owner.connect()
  try {
    for (const table of ['event', 'anchor', 'anchor_head'])
      await client.query(`alter table zs.${table} disable trigger user`)
    const { rowCount } = await client.query(sql, values)
    expect(rowCount, 'the intrusion happened').toBeGreaterThan(0)
  } finally {
    for (const table of ['event', 'anchor', 'anchor_head'])
      await client.query(`alter table zs.${table} enable trigger user`)
    client.release()
  }
}

const kinds = async (options = {}) =>
  (await verify(db, options)).findings.map(f => `${f.kind} ${f.record === victim ? (f.seq ?? '') : ''}`.trim())

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  // Each test breaks something: begin anew.
  const client = await db.owner.connect()
  await client.query(
    'alter table zs.event disable trigger user; alter table zs.anchor disable trigger user; alter table zs.anchor_head disable trigger user',
  )
  await client.query(
    'truncate zs.event, zs.anchor, zs.anchor_head, zs.record, zs.participation, zs.search, zs.deadline, zs.contribution, zs.party, zs.link',
  )
  await client.query(
    'alter table zs.event enable trigger user; alter table zs.anchor enable trigger user; alter table zs.anchor_head enable trigger user',
  )
  client.release()
  await act(await openPermit(db, of('gaj')), 'suspend')
  victim = (await act(await openPermit(db, of('gaj')), 'suspend', 'resume', 'grant')).state.id
  await act(await openPermit(db, of('gaj')), 'refuse')
})

test('an untouched log has no findings, and says how much was looked at', async () => {
  await makeAnchor(db, division)
  expect(await verify(db)).toEqual({ events: 8, records: 3, anchors: 1, findings: [] })
  expect(await verify(db, { division: '990199' })).toEqual({ events: 0, records: 0, anchors: 0, findings: [] })
})

describe('one changed value in any column of one event is found', () => {
  const changes = {
    body: ["body = replace(body, '甲某', '乙某')", 'altered 2'],
    'a blank in body': ["body = body || ' '", 'altered 2'],
    hash: ['hash = set_byte(hash, 31, get_byte(hash, 31) # 1)', 'altered 2'],
    prev: ['prev = set_byte(prev, 0, get_byte(prev, 0) # 1)', 'broken 2'],
    division: ["division = '990199'", 'missing 3'],
    record: ['record = gen_random_uuid()', 'missing 3'],
    seq: ['seq = 9', 'missing 3'],
    recorded_at: ["recorded_at = recorded_at + interval '1 microsecond'", 'column 2'],
    occurred_on: ['occurred_on = occurred_on - 1', 'column 2'],
    system: ["system = 'x'", 'column 2'],
    version: ["version = '2'", 'column 2'],
    action: ["action = 'grant'", 'column 2'],
    actor: ["actor = 'p2'", 'column 2'],
    origin: ["origin = 'law'", 'column 2'],
    command: ["command = 'x'", 'column 2'],
  } as const
  for (const [name, [set, finding]] of Object.entries(changes))
    test(name, async () => {
      await asIntruder(`update zs.event set ${set} where record = $1 and seq = 2`, [victim])
      expect(await kinds()).toContain(finding)
    })
})

describe('events taken away are found', () => {
  for (const [which, seq, finding] of [
    ['the first', 1, 'missing 2'],
    ['one in the middle', 2, 'missing 3'],
    ['the last', 4, 'projection 3'],
  ] as const)
    test(which, async () => {
      await asIntruder('delete from zs.event where record = $1 and seq = $2', [victim, seq])
      expect(await kinds()).toContain(finding)
    })

  test('the last, with the state put back to match: by the anchor', async () => {
    await makeAnchor(db, division)
    await asIntruder('delete from zs.event where record = $1 and seq = 4', [victim])
    await rebuild(db, context)
    expect(await kinds()).toEqual(['removed 4'])
  })

  test('a whole record: by its state', async () => {
    await asIntruder('delete from zs.event where record = $1', [victim])
    expect(await kinds()).toEqual(['projection 4'])
  })

  test('a whole record with its state: by the anchor', async () => {
    await makeAnchor(db, division)
    await asIntruder('delete from zs.event where record = $1', [victim])
    await rebuild(db, context)
    expect(await kinds()).toEqual(['removed 4'])
  })
})

test('two events that changed places are found', async () => {
  await asIntruder(
    'update zs.event set seq = case seq when 2 then 103 else 102 end where record = $1 and seq in (2, 3)',
    [victim],
  )
  await asIntruder('update zs.event set seq = seq - 100 where record = $1 and seq > 100', [victim])
  expect(await kinds()).toEqual(['broken 2', 'column 2', 'broken 3', 'column 3', 'broken 4'])
})

test('a forged event at the end, hashed as it should be, differs from the state', async () => {
  const { rows } = await db.owner.query(
    `select body, encode(hash, 'hex') as hash from zs.event where record = $1 and seq = 4`,
    [victim],
  )
  const body = canonicalJson({ ...(JSON.parse(rows[0].body) as RecordEvent), seq: 5, command: randomUUID() })
  await asIntruder(
    `insert into zs.event select division, record, 5, recorded_at, occurred_on, system, version, action, actor, origin,
       ($2::text)::jsonb ->> 'command', $2::text, decode($3, 'hex'), decode($4, 'hex') from zs.event where record = $1 and seq = 4`,
    [victim, body, rows[0].hash, hashOf(rows[0].hash, body)],
  )
  expect(await kinds()).toEqual(['projection 5'])
})

describe('a chain that was recomputed from a changed event on, states rebuilt', () => {
  async function recompute() {
    const { rows } = await db.owner.query<{ seq: number; body: string; prev: string }>(
      `select seq, body, encode(prev, 'hex') as prev from zs.event where record = $1 order by seq`,
      [victim],
    )
    let previous = rows[1]?.prev ?? ''
    for (const row of rows.slice(1)) {
      const body = row.body.replace('甲某', '乙某')
      const hash = hashOf(previous, body)
      await asIntruder(
        `update zs.event set body = $3, prev = decode($4, 'hex'), hash = decode($5, 'hex') where record = $1 and seq = $2`,
        [victim, row.seq, body, previous, hash],
      )
      previous = hash
    }
    await rebuild(db, context)
  }

  test('has no findings without an anchor, which is why there are anchors', async () => {
    await recompute()
    expect(await kinds()).toEqual([])
  })

  test('is found by the anchor', async () => {
    await makeAnchor(db, division)
    await recompute()
    expect(await kinds()).toEqual(['removed 4'])
  })

  test('is found by the anchor kept outside when the anchors inside were made anew as well', async () => {
    const kept = await makeAnchor(db, division)
    await recompute()
    await asIntruder('delete from zs.anchor_head')
    await asIntruder('delete from zs.anchor')
    await makeAnchor(db, division)
    expect(await kinds()).toEqual([])
    expect(kept && (await kinds({ kept: [kept] }))).toEqual(['anchor'])
  })
})

describe('anchors', () => {
  test('cover what changed since the last one, and nothing twice', async () => {
    expect((await makeAnchor(db, division))?.records).toBe(3)
    expect((await makeAnchor(db, division))?.n).toBe(1)
    await openPermit(db, of('gaj'))
    const second = await makeAnchor(db, division)
    expect([second?.n, second?.records]).toEqual([2, 1])
    expect((await makeAnchor(db, division, { full: true }))?.n).toBe(2)
    expect((await verify(db)).findings).toEqual([])
  })

  for (const [name, sql] of [
    ['a changed head', 'update zs.anchor_head set head = set_byte(head, 0, get_byte(head, 0) # 1)'],
    ['a head taken out', 'delete from zs.anchor_head where record = (select record from zs.anchor_head limit 1)'],
    ['a changed moment', "update zs.anchor set at = at + interval '1 day'"],
    ['a changed chain', 'update zs.anchor set prev = set_byte(prev, 0, 1)'],
  ] as const)
    test(`${name} is found`, async () => {
      await makeAnchor(db, division)
      await asIntruder(sql)
      expect(await kinds()).toContain('anchor')
    })

  test('made by four processes at once are one chain', async () => {
    await Promise.all([1, 2, 3, 4].map(() => makeAnchor(db, division)))
    expect(await verify(db)).toMatchObject({ anchors: 1, findings: [] })
  })
})

describe('rebuilding', () => {
  test('from the log gives the same rows in every table', async () => {
    const party = { role: 'consulted', kind: 'agency', name: '消防', organ: 'xfj' } as const
    const first = await openPermit(db, of('gaj'), { parties: [applicant('李试四'), party] })
    await act(first, 'suspend', 'resume')
    const before = await projectionDigests(db)
    for (const [table, digest] of Object.entries(before)) if (table !== 'link') expect(digest, table).not.toMatch(/^0 /)
    expect(await rebuild(db, context)).toBe(4)
    expect(await projectionDigests(db)).toEqual(before)
    expect((await verify(db)).findings).toEqual([])
  })

  test('is not needed to see what differs: each changed table is named, an untouched one is not', async () => {
    expect(await compareProjections(db, context)).toEqual([])
    const said = async (sql: string) => {
      await db.owner.query(sql)
      const findings = await compareProjections(db, context)
      await rebuild(db, context)
      return findings.map(f => /的(.+)与日志不符/.exec(f.message)?.[1])
    }
    expect(await said(`update zs.record set state = state || '{"title": "x"}' where id = '${victim}'`)).toEqual([
      '现状',
    ])
    expect(await said(`update zs.record set stage = 'refused' where id = '${victim}'`)).toEqual(['现状'])
    expect(await said(`delete from zs.contribution where record = '${victim}' and figure = 'granted'`)).toEqual([
      '统计',
    ])
    expect(await said(`update zs.contribution set amount = 2 where record = '${victim}'`)).toEqual(['统计'])
    expect(await said(`update zs.party set name = 'x' where record = '${victim}'`)).toEqual(['当事人'])
    expect(
      await said(
        `insert into zs.participation values ('990101', 'xfj', 'permit', '2024-03-04', '${victim}', 'received')`,
      ),
    ).toEqual(['参与单位'])
    expect(
      await said(`update zs.deadline set final_on = final_on + 1 where ctid = (select min(ctid) from zs.deadline)`),
    ).toEqual(['期限'])
  })

  test('brings back what somebody changed beside the log', async () => {
    const before = await projectionDigests(db)
    await db.owner.query(
      `update zs.record set stage = 'received', state = jsonb_set(state, '{stage}', '"received"') where id = $1`,
      [victim],
    )
    await db.owner.query('delete from zs.contribution')
    expect(await projectionDigests(db)).not.toEqual(before)
    await rebuild(db, context)
    expect(await projectionDigests(db)).toEqual(before)
  })
})
