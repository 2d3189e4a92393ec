/**
 * How long the pages that people look at all day take, at 100 thousand and at 2 million records: lists (newest first, by
 * last day, by stage, open ones, with a word, of a year), search, home page and supervision, each through HTTP, one after
 * another, by somebody who sees the whole division and by somebody of one organ. Both ledgers stand beside each other and
 * each kind of page is measured in one, then in the other, so that a machine that slows down slows both. What is required
 * holds for the lists of both, as they come in turn; each kind is told besides. No answer is shared there: each question is
 * counted anew. The pages of 20 people at the same time are measured at the larger number only, with the settings of
 * production, while an operator registers one matter a second, after which all is counted anew.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { addPeople, installer, putDivision, putOrgans } from '#access/people.ts'
import { signIn } from '#access/sessions.ts'
import { chinaDate } from '#kernel/time/date.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { connect } from '#store/database.ts'
import type { DatabaseServer } from '#store/postgres.ts'
import { fill, organs } from './fill.ts'
import type { Request } from './http-load.ts'
import {
  asOwner,
  atMost,
  inDatabase,
  type Measure,
  ms,
  must,
  quantile,
  type TemporaryServer,
  withServer,
} from './measure.ts'
import { sendLoad, startServer } from './processes.ts'

const division = '990101'
const small = Number(process.env.BENCH_SMALL ?? 100_000)
const large = Number(process.env.BENCH_LARGE ?? 2_000_000)
/** The database that keeps the smaller number. */
const smallLedger = 'zhunsheng_small'
const requests = 300
const password = 'Zhunsheng-2026'

type Person = { readonly name: string; readonly token: string }
type People = { readonly readers: readonly Person[]; readonly operator: Person }
type Page = { readonly name: string; readonly path: (turn: number) => string }
type Latency = { readonly p50: number; readonly p95: number; readonly all: readonly number[] }

const busy = ['hotline', 'penalty', 'mediation', 'legal-aid', 'reconsideration', 'labor-arbitration', 'legality-review']
const inTurn = (all: readonly string[], turn: number) => all[turn % all.length] ?? ''
const stageOf = (system: string, turn: number) =>
  inTurn(Object.keys(zhunshengCatalogue.newest(system)?.stages ?? {}), turn)
const words = ['夜间施工', '占道经营', '赵试1234', '词77', '邻里纠纷', '电梯故障']
const list = (query: string) => `/api/v1/records?facets=1&limit=50&${query}`

const pages: readonly Page[] = [
  { name: '清单，最新在前', path: n => list(`system=${inTurn(busy, n)}`) },
  { name: '清单，按届满日', path: n => list(`system=${inTurn(busy, n)}&state=open&sort=due`) },
  { name: '清单，按阶段筛选', path: n => list(`system=${inTurn(busy, n)}&stage=${stageOf(inTurn(busy, n), n)}`) },
  { name: '清单，在办', path: n => list(`system=${inTurn(busy, n)}&state=open`) },
  { name: '清单，含检索词', path: n => list(`system=${inTurn(busy, n)}&q=${encodeURIComponent(inTurn(words, n))}`) },
  {
    name: '清单，按日期段',
    path: n => list(`system=${inTurn(busy, n)}&from=${2020 + (n % 6)}-01-01&to=${2020 + (n % 6)}-12-31`),
  },
]
const others: readonly Page[] = [
  { name: '全局检索', path: n => `/api/v1/search?q=${encodeURIComponent(inTurn(words, n))}` },
  { name: '今日', path: n => `/api/v1/today?scope=${inTurn(['mine', 'organ', 'division'], n)}` },
  { name: '监督', path: () => '/api/v1/supervision' },
  { name: '消息', path: () => '/api/v1/notices' },
]

/** The pages that everybody opens all day. */
const prompt = new Set([...pages.map(p => p.name), '全局检索', '今日'])

export async function lists(): Promise<Measure[]> {
  return withServer(async temporary => {
    const people = await prepare(temporary)
    await fillTo(temporary, 1, small)
    await asOwner(temporary.server, `create database ${smallLedger} template zhunsheng`)
    await fillTo(temporary, small + 1, large)
    await settle(temporary.server)
    const { before, after } = await measureBoth(temporary, people.readers)
    const crowd = await crowded(temporary, people)
    const isList = (name: string) => pages.some(p => name.startsWith(p.name))
    const listsOf = (found: ReadonlyMap<string, Latency>) =>
      latencyOf([...found].flatMap(([name, latency]) => (isList(name) ? latency.all : [])))
    const rows = [...before].map(([name, few]) => compared(name, few, after.get(name) as Latency))
    const [few, many] = [listsOf(before), listsOf(after)]
    const ratio = many.p95 / few.p95
    rows.unshift({
      ...compared('清单一页（六种清单，两种人）', few, many),
      required: '≤ 1.5 且 p95 ≤ 50 毫秒',
      aim: '≤ 1.2',
      reached: many.p95 <= 50 ? atMost(ratio, 1.5, 1.2) : 'no',
    })
    return [...rows, ...crowd]
  })
}

const compared = (what: string, few: Latency, many: Latency): Measure => ({
  what,
  baseline: `p50 ${ms(few.p50)}，p95 ${ms(few.p95)}`,
  measured: `p50 ${ms(many.p50)}，p95 ${ms(many.p95)}`,
  ratio: (many.p95 / few.p95).toFixed(2),
  required: '',
  aim: '',
})

async function prepare({ server, folder }: TemporaryServer): Promise<People> {
  const db = connect(server, { filesDir: path.join(folder, 'files') })
  try {
    const by = installer(division)
    must(await putDivision(db, by, { code: division, name: '准绳示范区', demo: true }))
    must(
      await putOrgans(
        db,
        by,
        organs.map((code, i) => ({ division, code, name: `第${i + 1}局`, short: `准${i}`, kind: 'agency' as const })),
      ),
    )
    const people = [
      { organ: 'organ3', name: '李试全', account: 'wide', roles: ['supervisor', 'leader'] as const },
      {
        organ: 'organ3',
        name: '周试本',
        account: 'narrow',
        roles: ['handlingUnit', 'caseUnitHead', 'legalReviewer'] as const,
      },
      { organ: 'organ3', name: '吴试录', account: 'operator', roles: ['hotlineOperator'] as const },
    ]
    must(
      await addPeople(
        db,
        by,
        people.map(p => ({ ...p, password, mustChange: false })),
      ),
    )
    const now = new Date().toISOString()
    const signed = async (name: string, account: string): Promise<Person> => ({
      name,
      token: must(await signIn(db, { account, password }, now)).token,
    })
    return {
      readers: [await signed('全区', 'wide'), await signed('本单位', 'narrow')],
      operator: await signed('接线员', 'operator'),
    }
  } finally {
    await db.close()
  }
}

async function fillTo({ server, folder }: TemporaryServer, from: number, to: number): Promise<void> {
  const start = performance.now()
  const db = connect(server, { filesDir: path.join(folder, 'files') })
  try {
    await fill(db.owner, division, from, to, chinaDate(new Date().toISOString()))
  } finally {
    await db.close()
  }
  console.log(`  装入至 ${to.toLocaleString('zh-CN')} 件，用时 ${Math.round((performance.now() - start) / 1000)} 秒`)
}

/** Writes out what was filled in, which would otherwise go on for minutes beside what is measured. */
async function settle(server: DatabaseServer): Promise<void> {
  const superuser = new pg.Client({ connectionString: server.ownerUrl.replace('//zhunsheng@', '//postgres@') })
  await superuser.connect()
  await superuser.query('checkpoint')
  await superuser.end()
}

const request = (page: Page, person: Person, turn: number): Request => ({
  method: 'GET',
  path: page.path(turn),
  token: person.token,
})
const latencyOf = (milliseconds: readonly number[]): Latency => ({
  p50: quantile(milliseconds, 0.5),
  p95: quantile(milliseconds, 0.95),
  all: milliseconds,
})

async function measureBoth(
  { server, folder }: TemporaryServer,
  people: readonly Person[],
): Promise<{ before: Map<string, Latency>; after: Map<string, Latency> }> {
  const start = async (ledger: DatabaseServer) => ({
    app: await startServer(ledger, folder, { sharedFor: 0 }),
    found: new Map<string, Latency>(),
  })
  const ledgers = [await start(inDatabase(server, smallLedger)), await start(server)] as const
  for (const page of [...pages, ...others])
    for (const person of people) {
      const name = `${page.name}（${person.name}）`
      for (const { app, found } of ledgers) {
        const turns = (n: number) => Array.from({ length: n }, (_, turn) => request(page, person, turn))
        await sendLoad({ port: app.port, connections: [turns(60)] })
        const { milliseconds } = await sendLoad({ port: app.port, connections: [turns(requests)] })
        found.set(name, latencyOf(milliseconds))
      }
      const [few, many] = ledgers.map(({ found }) => found.get(name) as Latency)
      console.log(`  ${name}：p95 ${ms(few?.p95 ?? 0)} → ${ms(many?.p95 ?? 0)}`)
    }
  const [before, after] = ledgers
  await before.app.stop()
  await after.app.stop()
  return { before: before.found, after: after.found }
}

/** One matter a second, for as long as a page is measured. */
const openings = (operator: Person): Request[] =>
  Array.from({ length: 5 }, () => ({
    method: 'POST',
    path: '/api/v1/records',
    token: operator.token,
    key: randomUUID(),
    pause: 1000,
    body: JSON.stringify(newMatter),
  }))
const newMatter = {
  system: 'hotline',
  on: chinaDate(new Date().toISOString()),
  values: {
    channel: 'cityHotline',
    kind: 'complaint',
    grade: 'complex',
    subject: '小区下水道堵塞反复外溢',
    content: '来电人反映小区北门下水道堵塞已有一周，污水外溢影响出行，要求查明原因并彻底解决。',
    place: '准绳路12号',
  },
  parties: [{ role: 'caller', kind: 'person', name: '孙试一', phone: '13800000001' }],
}

/** Twenty people at the same time, each with the next page as soon as the one before is there; and the operator. */
async function crowded({ server, folder }: TemporaryServer, { readers, operator }: People): Promise<Measure[]> {
  const app = await startServer(server, folder)
  const rows: Measure[] = []
  for (const page of [...pages, ...others]) {
    const connections = Array.from({ length: 20 }, (_, c) =>
      Array.from({ length: 30 }, (_, turn) => request(page, readers[c % readers.length] as Person, c * 7 + turn)),
    )
    const registered = sendLoad({ port: app.port, connections: [openings(operator)] })
    const { milliseconds } = await sendLoad({ port: app.port, connections })
    await registered
    const { p50, p95 } = latencyOf(milliseconds)
    rows.push({
      what: `${page.name}，20人同时`,
      baseline: '',
      measured: `p50 ${ms(p50)}，p95 ${ms(p95)}`,
      ratio: '',
      required: prompt.has(page.name) ? 'p95 ≤ 300 毫秒' : '',
      aim: '',
      ...(prompt.has(page.name) ? { reached: atMost(p95, 300, 300) } : {}),
    })
  }
  await app.stop()
  return rows
}
