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
import { connect, type Database } from '#store/database.ts'
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
async function dump(client: pg.PoolClient, table: string, system: string): Promise<Buffer[]> {
  const of = table === 'record' ? 'id' : 'record'
  const rows = `select * from zs.${table} t where t.${of} in (select id from zs.record where system = '${system}')`
  const chunks: Buffer[] = []
  for await (const chunk of client.query(copyTo(`copy (${rows}) to stdout`))) chunks.push(chunk as Buffer)
  return chunks
}

/** Seconds that COPY takes for everything that the import of a system wrote. */
async function copied({ owner }: Database, system: string): Promise<number> {
  const client = await owner.connect()
  try {
    const dumps = new Map<string, Buffer[]>()
    for (const t of tables) dumps.set(t, await dump(client, t, system))
    await client.query('create schema again')
    for (const t of tables) await client.query(`create table again.${t} (like zs.${t} including all)`)
    const [, seconds] = await timed(async () => {
      await client.query('begin')
      for (const [t, chunks] of dumps)
        await pipeline(Readable.from(chunks), client.query(copyFrom(`copy again.${t} from stdin`)))
      await client.query('commit')
    })
    await client.query('drop schema again cascade')
    return seconds
  } finally {
    client.release()
  }
}

for (const [system, actor, row] of [
  ['hotline', operator, hotlineRow],
  ['reconsideration', officer, reconsiderationRow],
] as const) {
  const file = path.join(folder, `${system}.csv`)
  await pipeline(csvOf(Array.from({ length: wanted }, (_, n) => row(n + 1))).open(), fs.createWriteStream(file))
  const [result, seconds] = await timed(() => importLedger(platform, actor, { system, source: fileSource(file) }))
  if (!result.ok || result.value.written !== wanted) throw new Error(JSON.stringify(result).slice(0, 2000))
  const [again, againSeconds] = await timed(() => importLedger(platform, actor, { system, source: fileSource(file) }))
  if (!again.ok || again.value.same !== wanted) throw new Error(JSON.stringify(again).slice(0, 2000))
  const copySeconds = await copied(db, system)
  const rate = (s: number) => `${Math.round(wanted / s).toLocaleString('en')} rows/s`
  console.log(
    `${system.padEnd(16)} import ${rate(seconds)}, COPY ${rate(copySeconds)}, ratio ${(copySeconds / seconds).toFixed(2)}; the same again ${rate(againSeconds)}`,
  )
}
await db.close()
await server.stop()
fs.rmSync(folder, { recursive: true, force: true })
