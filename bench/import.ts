/**
 * Measures the import of ledgers against COPY of the very rows that it wrote: node bench/import.ts [rows]
 * A server of its own in a temporary folder, with everything durable. COPY goes into tables of the same columns, keys and
 * indexes, one after another on one connection; the import reads, checks, hashes, chains and projects as well.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { importLedger } from '#exchange/import.ts'
import { application, csvOf, decided, district, officer, operator, type Told } from '#exchange/ledger.fixture.ts'
import { fileSource } from '#exchange/table.ts'
import { addDays } from '#kernel/time/date.ts'
import { connect } from '#store/database.ts'
import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/postgres.ts'
import type { TestDatabase } from '../test/kit/database.ts'

const wanted = Number(process.argv[2] ?? 20_000)
const matters = ['夜间施工噪声', '占道经营', '小区停水', '路灯不亮', '占用消防通道', '公交线路咨询']

function hotlineRow(n: number): Told {
  const on = addDays('2023-01-02', n % 330)
  const matter = matters[n % matters.length] ?? ''
  return {
    '来电（来信、转办）之日': on,
    '来电（信）人': `赵试${n}`,
    '来电（信）人电话': `138${String(n).padStart(8, '0')}`,
    来源渠道: n % 3 ? '市热线转办' : '区长信箱',
    诉求类型: n % 4 ? '投诉' : '咨询',
    诉求标题: `${matter}（${n}）`,
    诉求内容: `市民反映${matter}，希望有关部门尽快核实处理，已多次出现，影响正常生活。第${n}号。`,
    事发地点: `规矩街道${n % 500}号`,
    派单日期: on,
    派单·承办单位: n % 2 ? '准绳区城市管理局' : '准绳区市场监督管理局',
    签收日期: addDays(on, 1),
    答复来电人日期: addDays(on, 3 + (n % 5)),
    办理情况和答复内容: `经现场核查，${matter}情况属实，已责令整改并告知来电人。`,
    反馈办理结果日期: addDays(on, 4 + (n % 5)),
    办理结果: n % 5 ? '已解决' : '解释说明',
    回访办结日期: addDays(on, 9),
    满意度: n % 7 ? '满意' : '基本满意',
  }
}

function reconsiderationRow(n: number): Told {
  const on = addDays('2022-01-04', n % 330)
  return application(on, {
    原案号: `准复〔2022〕${n}号`,
    受理日期: addDays(on, 4),
    ...decided(addDays(on, 50), ['维持', '撤销', '变更', '确认违法'][n % 4] ?? '维持'),
    送达日期: addDays(on, 53),
    送达方式: '直接送达',
    归档日期: addDays(on, 90),
  })
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-bench-'))
fs.chmodSync(folder, 0o711)
const server = await openDatabase({ dataDir: folder })
await migrate(server.ownerUrl)
const db = connect(server, { filesDir: path.join(folder, 'files') })
const platform = await district(db as TestDatabase)

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  const value = await work()
  return [value, (performance.now() - start) / 1000]
}

const tables = ['record', 'event', 'search', 'deadline', 'contribution', 'party', 'participation', 'link']
const rounds = 5

/** What the import wrote since the last round, as COPY gives it. */
async function newRows(client: pg.PoolClient, table: string, system: string): Promise<Buffer[]> {
  const id = table === 'record' ? 'id' : 'record'
  const fresh = `select id from zs.record where system = '${system}' except select id from again.record`
  const chunks: Buffer[] = []
  for await (const chunk of client.query(
    copyTo(`copy (select * from zs.${table} where ${id} in (${fresh})) to stdout`),
  ))
    chunks.push(chunk as Buffer)
  return chunks
}

/** Seconds that COPY takes for what the import of a system wrote in this round. */
async function copied(client: pg.PoolClient, system: string): Promise<number> {
  const all: [string, Buffer[]][] = []
  for (const t of tables) all.push([t, await newRows(client, t, system)])
  const [, seconds] = await timed(async () => {
    await client.query('begin')
    for (const [t, chunks] of all)
      await pipeline(Readable.from(chunks), client.query(copyFrom(`copy again.${t} from stdin`)))
    await client.query('commit')
  })
  return seconds
}

// Import and COPY take turns, so that both meet the same load of the machine and tables of the same size.
const client = await db.owner.connect()
for (const [system, actor, row] of [
  ['hotline', operator, hotlineRow],
  ['reconsideration', officer, reconsiderationRow],
] as const) {
  await client.query('create schema again')
  for (const t of tables) await client.query(`create table again.${t} (like zs.${t} including all)`)
  const seconds = { import: 0, copy: 0, again: 0 }
  const some = Math.ceil(wanted / rounds)
  for (let round = 0; round < rounds; round++) {
    const file = path.join(folder, `${system}.csv`)
    const rows = Array.from({ length: some }, (_, n) => row(round * some + n + 1))
    await pipeline(csvOf(rows).open(), fs.createWriteStream(file))
    const run = () => importLedger(platform, actor, { system, source: fileSource(file) })
    const [first, importSeconds] = await timed(run)
    if (!first.ok || first.value.written !== some) throw new Error(JSON.stringify(first).slice(0, 2000))
    seconds.import += importSeconds
    seconds.copy += await copied(client, system)
    const [again, againSeconds] = await timed(run)
    if (!again.ok || again.value.same !== some) throw new Error(JSON.stringify(again).slice(0, 2000))
    seconds.again += againSeconds
  }
  await client.query('drop schema again cascade')
  const rate = (s: number) => `${Math.round((some * rounds) / s).toLocaleString('en')} rows/s`
  console.log(
    `${system.padEnd(16)} import ${rate(seconds.import)}, COPY ${rate(seconds.copy)}, ratio ${(seconds.copy / seconds.import).toFixed(2)}; the same again ${rate(seconds.again)}`,
  )
}
client.release()
await db.close()
await server.stop()
fs.rmSync(folder, { recursive: true, force: true })
