/**
 * Measures the store on this machine: node bench/store.ts [records]
 * A server of its own in a temporary folder, with everything durable. Prints one line per measure.
 */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeAnchor } from '#store/anchor.ts'
import { connect, read, type Scope } from '#store/database.ts'
import { append, loadRecord, type Stored, type Write } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/postgres.ts'
import { rebuild } from '#store/rebuild.ts'
import { searchQuery } from '#store/search.ts'
import { verify } from '#store/verify.ts'
import { acting, applicant, context, division, of, opening, overview } from '../test/kit/database.ts'

const wanted = Number(process.argv[2] ?? 20_000)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-bench-'))
fs.chmodSync(folder, 0o711)
const server = await openDatabase({ dataDir: folder })
await migrate(server.ownerUrl)
const db = connect(server, { filesDir: path.join(folder, 'files'), most: 16 })

const line = (name: string, figure: string) => console.log(name.padEnd(58), figure)
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  const value = await work()
  return [value, (performance.now() - start) / 1000]
}
async function median(name: string, work: () => Promise<unknown>, times = 31) {
  const all: number[] = []
  for (let i = 0; i < times; i++) all.push((await timed(work))[1] * 1000)
  all.sort((a, b) => a - b)
  line(name, `${all[times >> 1]?.toFixed(2)} ms median, ${all.at(-1)?.toFixed(2)} ms worst`)
}
const must = <T>(r: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!r.ok) throw new Error(r.refusal.message)
  return r.value
}

const organs = Array.from({ length: 30 }, (_, i) => `organ${i}`)
const matters = ['占道经营', '夜间施工噪声', '无证餐饮', '占用消防通道', '擅自倾倒建筑垃圾', '拖欠劳动报酬']
let made = 0
function whole(organ: string): Write {
  const n = ++made
  const day = (d: number) =>
    new Date(Date.UTC(2024, 0, 1) + (n % 330) * 86_400_000 + d * 86_400_000).toISOString().slice(0, 10)
  const matter = matters[n % matters.length] ?? ''
  const facts = `${matter}，群众反映多次，经现场检查和询问当事人后查明，第${n}号线索属实，已要求限期改正。`.repeat(3)
  let write = opening(organ, `${organ}试〔2024〕${n}号`, {
    on: day(0),
    values: { matter, facts },
    parties: [applicant(`赵试${n}`, { number: `99010119900101${String(n % 10_000).padStart(4, '0')}` })],
  })
  const events = [...write.events]
  const steps = n % 10 === 0 ? ['suspend'] : n % 3 === 0 ? ['suspend', 'resume', 'grant'] : ['refuse']
  for (const [i, action] of steps.entries()) {
    write = acting({ state: write.state, head: '' }, action, { on: day(i + 2) })
    events.push(...write.events)
  }
  return { state: write.state, events }
}

const batch = 500
const [bulkEvents, bulkSeconds] = await timed(async () => {
  let events = 0
  for (let i = 0; i < wanted; i += batch) {
    const writes = Array.from({ length: batch }, (_, k) => whole(organs[k % organs.length] ?? ''))
    must(await append(db, { ...overview, organ: 'import' }, context, writes))
    events += writes.reduce((n, w) => n + w.events.length, 0)
  }
  return events
})
line(
  `bulk: ${wanted} records, ${bulkEvents} events, one connection`,
  `${Math.round(bulkEvents / bulkSeconds)} events/s`,
)
const parallel = await timed(async () => {
  let events = 0
  await Promise.all(
    [1, 2].map(async () => {
      for (let i = 0; i < 4; i++) {
        const writes = Array.from({ length: batch }, (_, k) => whole(organs[k % organs.length] ?? ''))
        must(await append(db, { ...overview, organ: 'import' }, context, writes))
        events += writes.reduce((n, w) => n + w.events.length, 0)
      }
    }),
  )
  return events
})
line('bulk: the same on two connections', `${Math.round(parallel[0] / parallel[1])} events/s`)
await db.owner.query('vacuum analyze')

/** Opens and acts, one request after another on each of 16 connections. */
const few = 4000
const stored: Stored[] = []
const [, openSeconds] = await timed(() =>
  Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let i = 0; i < few / 16; i++) {
        const write = opening('organ1', randomUUID())
        const { heads } = must(
          await append(db, of('organ1'), context, [write], {
            command: { key: randomUUID(), digest: 'd', response: 1 },
          }),
        )
        stored.push({ state: write.state, head: heads.get(write.state.id) ?? '' })
      }
    }),
  ),
)
line('openings, 16 at once, each its own durable transaction', `${Math.round(few / openSeconds)} /s`)
const [, actSeconds] = await timed(() =>
  Promise.all(
    Array.from({ length: 16 }, async (_, lane) => {
      for (let i = lane; i < stored.length; i += 16) {
        const before = stored[i]
        if (before)
          must(
            await append(db, of('organ1'), context, [acting(before, 'suspend')], {
              command: { key: randomUUID(), digest: 'd', response: 1 },
            }),
          )
      }
    }),
  ),
)
line('acts, 16 at once, each its own durable transaction', `${Math.round(stored.length / actSeconds)} /s`)

const id = stored[7]?.state.id ?? ''
const divisionWide: Scope = overview
await median('load one record', () => loadRecord(db, of('organ1'), id))
const page = (scope: Scope, more: string, values: unknown[]) =>
  read(
    db,
    scope,
    `select id, number, title, stage, opened_on from zs.record where division = $1 and system = 'permit' ${more}
     order by opened_on desc, id desc limit 50`,
    [division, ...values],
  )
await median('first page of a list, whole division', () => page(divisionWide, '', []))
await median('first page of a list, own organ', () => page(of('organ1'), 'and organ = $2', ['organ1']))
await median('overdue on a day, whole division', () =>
  read(db, divisionWide, `select count(*) from zs.record where division = $1 and next_due < '2024-06-01'`, [division]),
)
for (const word of ['夜间施工', '赵试777'])
  await median(`search “${word}”, newest 50, whole division`, () =>
    read(db, divisionWide, 'select id from zs.matching($1::tsquery, null, 50)', [searchQuery(word)]),
  )
await median('search “夜间施工”, newest 50, own organ', () =>
  read(db, of('organ1'), 'select id from zs.matching($1::tsquery, null, 50)', [searchQuery('夜间施工')]),
)
const figure = (scope: Scope) =>
  read(
    db,
    scope,
    `select coalesce(sum(amount), 0) as n from zs.contribution
     where division = $1 and system = 'permit' and figure = 'received' and on_day between '2024-01-01' and '2024-12-31'`,
    [division],
  )
await median('one figure of a year over all records, whole division', () => figure(divisionWide), 11)
await median('one figure of a year over all records, own organ', () => figure(of('organ1')), 11)
await median(
  'the same as the owner, without row security',
  () =>
    db.owner.query(
      `select coalesce(sum(amount), 0) as n from zs.contribution
   where division = $1 and system = 'permit' and figure = 'received' and on_day between '2024-01-01' and '2024-12-31'`,
      [division],
    ),
  11,
)

const [anchor, anchorSeconds] = await timed(() => makeAnchor(db, division, { full: true }))
line(`anchor over ${anchor?.records} heads`, `${anchorSeconds.toFixed(2)} s`)
const [report, verifySeconds] = await timed(() => verify(db))
line(
  `verify ${report.events} events, ${report.findings.length} findings`,
  `${Math.round(report.events / verifySeconds)} events/s`,
)
const [records, rebuildSeconds] = await timed(() => rebuild(db, context))
line(`rebuild ${records} records`, `${Math.round(records / rebuildSeconds)} records/s`)
const { rows } = await db.owner.query<{ name: string; size: string }>(
  `select relname as name, pg_size_pretty(pg_total_relation_size(c.oid)) as size from pg_class c
   join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'zs' and c.relkind = 'r' order by pg_total_relation_size(c.oid) desc limit 6`,
)
line('largest tables', rows.map(r => `${r.name} ${r.size}`).join(', '))
await db.close()
await server.stop()
fs.rmSync(folder, { recursive: true, force: true })
