/**
 * Actions per second through HTTP, against pgbench running the same statements with the same parameters.
 *
 * The procedure is the declared hotline: a unit signs an order, contacts the caller, asks for more time, contacts again,
 * replies and feeds back; six actions on each record, by the staff of 32 units. Every call of `zs.append` that these
 * actions make is recorded on a copy of the database beforehand; pgbench then makes the same calls on a fresh copy, each a
 * real append that the chain of hashes accepts, and the server's turn comes on another fresh copy.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addPeople, installer, putDivision, putOrgans } from '#access/people.ts'
import { scopeOf } from '#access/scope.ts'
import { signIn } from '#access/sessions.ts'
import type { Values } from '#kernel/field.ts'
import type { Actor } from '#kernel/record.ts'
import { chinaDate } from '#kernel/time/date.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import type { RoleCode } from '#law/roles.ts'
import { type Plan, writePlans } from '#records/bulk.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { act, type Caller } from '#records/records.ts'
import { connect, type Database, read } from '#store/database.ts'
import type { DatabaseServer } from '#store/postgres.ts'
import type { Request } from './http-load.ts'
import {
  asOwner,
  atLeast,
  inDatabase,
  type Measure,
  must,
  perSecond,
  type TemporaryServer,
  withServer,
} from './measure.ts'
import { findPgbench, sendLoad, startServer } from './processes.ts'

const division = '990101'
const units = 32
/** Records per unit: acted on once to warm up, and measured. */
const warm = Number(process.env.BENCH_WARM ?? 10)
const measured = Number(process.env.BENCH_RECORDS ?? 60)
/** Connections at the same time; the best is reported. */
const concurrencies = [8, 16, 32] as const
const password = 'Zhunsheng-2026'

const steps: readonly { action: string; values: Values }[] = [
  { action: 'sign', values: {} },
  { action: 'contact', values: { contactNote: '已电话联系来电人，约定次日上午到现场查看。' } },
  {
    action: 'askExtension',
    values: { extensionReason: '涉及两个小区的管网改造，须会同产权单位制定方案，计划十个工作日内完成。' },
  },
  { action: 'contact', values: { contactNote: '已把处理方案和预计完成的时间告知来电人，来电人表示理解。' } },
  {
    action: 'reply',
    values: {
      replyText: '经现场查看，反映的问题属实。已督促责任单位于当日清理，并安排专人每日巡查，防止反弹。',
      repliedToCaller: true,
    },
  },
  { action: 'feedBack', values: { result: 'solved' } },
]

type Unit = {
  readonly organ: string
  readonly actor: Actor
  readonly token: string
  readonly records: readonly string[]
}

export async function actions(): Promise<Measure[]> {
  const pgbench = findPgbench()
  return withServer(async temporary => {
    const all = await prepare(temporary)
    if (pgbench) await recordCalls(temporary, all)
    const rows: Measure[] = []
    for (const durable of [true, false]) {
      const rounds: { connections: number; http: number; bench: number }[] = []
      for (const connections of durable ? concurrencies : [16]) {
        const bench = pgbench ? await byPgbench(temporary, pgbench, connections, durable) : Number.NaN
        const http = await overHttp(temporary, all, connections, durable)
        rounds.push({ connections, http, bench })
        console.log(
          `  synchronous_commit=${durable ? 'on' : 'off'}，${connections} 个连接：pgbench ${perSecond(bench)}，HTTP ${perSecond(http)}`,
        )
      }
      const best = (of: 'http' | 'bench') => rounds.reduce((a, b) => (b[of] > a[of] ? b : a))
      const http = best('http')
      const bench = best('bench')
      const ratio = http.http / bench.bench
      rows.push({
        what: durable ? '办理动作（HTTP，每件落盘）' : '办理动作（异步落盘，仅作对照）',
        baseline: `pgbench ${perSecond(bench.bench)}（${bench.connections}连接）`,
        measured: `${perSecond(http.http)}（${http.connections}连接）`,
        ratio: ratio.toFixed(2),
        required: durable ? '≥ 0.25' : '',
        aim: durable ? '≥ 0.5' : '',
        ...(durable ? { reached: atLeast(ratio, 0.25, 0.5) } : {}),
      })
    }
    return rows
  })
}

/** Units, their staff, and dispatched orders for each. */
async function prepare({ server, folder }: TemporaryServer): Promise<Unit[]> {
  return withDatabase(server, folder, async (db, platform) => {
    const by = installer(division)
    const organs = Array.from({ length: units }, (_, i) => `unit${i}`)
    must(await putDivision(db, by, { code: division, name: '准绳示范区', demo: true }))
    must(
      await putOrgans(db, by, [
        { division, code: 'centre', name: '热线中心', short: '准热', kind: 'hotlineCentre' },
        ...organs.map((code, i) => ({
          division,
          code,
          name: `第${i + 1}承办局`,
          short: `准${i}`,
          kind: 'agency' as const,
        })),
      ]),
    )
    const roles: RoleCode[] = ['handlingUnit']
    must(
      await addPeople(
        db,
        by,
        organs.map((organ, i) => ({
          organ,
          name: `赵试${i}`,
          account: `staff${i}`,
          roles,
          password,
          mustChange: false,
        })),
      ),
    )
    const on = chinaDate(platform.now())
    const centre: Actor = {
      id: 'centre',
      name: '钱试一',
      division,
      organ: 'centre',
      roles: ['hotlineOperator', 'hotlineDispatcher'],
    }
    const plans = organs.flatMap((organ, i) =>
      Array.from({ length: warm + measured }, (_, n): Plan => {
        const actor = centre
        return {
          key: `bench ${i} ${n}`,
          system: 'hotline',
          organ: 'centre',
          open: {
            on,
            actor,
            values: {
              channel: 'cityHotline',
              kind: 'complaint',
              grade: 'complex',
              subject: `小区下水道堵塞反复外溢（${i}-${n}）`,
              content:
                '来电人反映小区北门下水道堵塞已有一周，污水外溢影响出行，物业多次疏通仍反复，要求查明原因并彻底解决。',
              place: '准绳路12号',
            },
            parties: [
              {
                role: 'caller',
                kind: 'person',
                name: `孙试${n}`,
                phone: `138000${String(i * 1000 + n).padStart(5, '0')}`,
              },
            ],
          },
          steps: [{ action: 'dispatch', on, actor, values: { unit: organ } }],
        }
      }),
    )
    const scope = { ...scopeOf(centre), sees: 'division' as const }
    const done = must(await writePlans(platform, scope, plans, { origin: 'simulation', mode: 'engine' }))
    if (done.refused.length) throw new Error(JSON.stringify(done.refused[0]?.refusal))
    const made = await read<{ id: string; organ: string }>(
      db,
      scope,
      'select record as id, organ from zs.participation where division = $1 order by record',
      [division],
    )
    await db.owner.query('vacuum analyze')
    return Promise.all(
      organs.map(async (organ, i) => {
        const { actor, token } = must(await signIn(db, { account: `staff${i}`, password }, platform.now()))
        return { organ, actor, token, records: made.filter(r => r.organ === organ).map(r => r.id) }
      }),
    )
  })
}

async function withDatabase<T>(
  server: DatabaseServer,
  folder: string,
  work: (db: Database, platform: Platform) => Promise<T>,
): Promise<T> {
  const db = connect(server, { filesDir: path.join(folder, 'files') })
  try {
    return await work(db, await createPlatform(db, zhunshengCatalogue))
  } finally {
    await db.close()
  }
}

/** A fresh copy of the prepared database, which is dropped afterwards. */
async function withCopy<T>(
  { server }: TemporaryServer,
  durable: boolean,
  work: (copy: DatabaseServer) => Promise<T>,
): Promise<T> {
  const name = 'zhunsheng_copy'
  await asOwner(server, `create database ${name} template zhunsheng strategy file_copy`)
  try {
    await asOwner(server, `alter database ${name} set synchronous_commit = ${durable ? 'on' : 'off'}`)
    return await work(inDatabase(server, name))
  } finally {
    await retried(() => asOwner(server, `drop database ${name}`))
  }
}

/** Connections that were closed a moment ago still count as users of the database. */
async function retried(work: () => Promise<void>, times = 50): Promise<void> {
  for (let i = 1; ; i++)
    try {
      return await work()
    } catch (error) {
      if (i === times) throw error
      await sleep(200)
    }
}

const keyOf = (unit: number, call: number) => `bench-${unit}-${call}`
const requestOf = (call: number, on: string) => {
  const step = steps[call % steps.length]
  return { action: step?.action ?? '', on, values: step?.values ?? {} }
}
const recordOf = (unit: Unit, call: number) => unit.records[Math.floor(call / steps.length)] ?? ''

/** Calls of one unit have numbers of their own, so that pgbench finds the one whose turn it is by a key. */
const spread = 1_000_000
const warmCalls = warm * steps.length
const measuredCalls = measured * steps.length

/** Carries all actions out on a copy and keeps, in the original, what they asked of `zs.append`. */
async function recordCalls(temporary: TemporaryServer, all: readonly Unit[]): Promise<void> {
  const calls: unknown[][] = []
  await withCopy(temporary, false, copy =>
    withDatabase(copy, temporary.folder, async (db, platform) => {
      const send = db.app.query.bind(db.app) as (...given: unknown[]) => Promise<pg.QueryResult>
      db.app.query = ((...given: [pg.QueryConfig | string, ...unknown[]]) => {
        const [config] = given
        if (typeof config === 'object' && config.text.startsWith('select zs.append(')) calls.push(config.values ?? [])
        return send(...given)
      }) as typeof db.app.query
      const on = chinaDate(platform.now())
      await Promise.all(
        all.map(async (unit, u) => {
          const caller: Caller = { actor: unit.actor, scope: scopeOf(unit.actor), origin: 'user' }
          for (let call = 0; call < warmCalls + measuredCalls; call++)
            must(await act(platform, caller, recordOf(unit, call), requestOf(call, on), keyOf(u, call)))
        }),
      )
    }),
  )
  await withDatabase(temporary.server, temporary.folder, async db => {
    const columns = calls[0]?.map((_, i) => `p${i + 1}`) ?? []
    const typeOf = (i: number) => (i < 4 ? 'text' : 'json')
    await db.owner.query(
      `create table zs.bench_call (n int primary key, record uuid not null, ${columns.map((c, i) => `${c} ${typeOf(i)}`).join(', ')})`,
    )
    await db.owner.query('grant select on zs.bench_call to zhunsheng_app')
    for (const values of calls) {
      const [, unit, call] = String((JSON.parse(String(values[4])) as { key: string }).key)
        .split('-')
        .map(Number)
      const record = recordOf(all[unit ?? 0] as Unit, call ?? 0)
      await db.owner.query(
        `insert into zs.bench_call values (${['n', 'record', ...columns].map((_, i) => `$${i + 1}`).join(', ')})`,
        [(unit ?? 0) * spread + (call ?? 0), record, ...values],
      )
    }
    await db.owner.query('vacuum analyze zs.bench_call')
  })
}

/**
 * What the server sends for an action, as pgbench sends it: the record is read under row security, then everything is
 * appended. Each client takes the units in turn, call by call.
 */
function scriptOf(connections: number, first: number, calls: number): string {
  return `\\set unit :client_id + ${connections} * (:i / ${calls})
\\set n :unit * ${spread} + ${first} + :i % ${calls}
\\set i :i + 1
select state, head from zs.load('${division}', 'unit' || :unit, 'organ', 'bench', (select record from zs.bench_call where n = :n));
select zs.append(${Array.from({ length: 16 }, (_, i) => `p${i + 1}`).join(', ')}) from zs.bench_call where n = :n;
`
}

async function byPgbench(
  temporary: TemporaryServer,
  pgbench: string,
  connections: number,
  durable: boolean,
): Promise<number> {
  return withCopy(temporary, durable, async copy => {
    const run = async (first: number, calls: number): Promise<number> => {
      const script = path.join(temporary.folder, 'append.sql')
      fs.writeFileSync(script, scriptOf(connections, first, calls))
      const each = (calls * units) / connections
      const flags = [
        '-n',
        '-M',
        'prepared',
        '-c',
        connections,
        '-j',
        2,
        '-t',
        each,
        '-D',
        'i=0',
        '-f',
        script,
        '-d',
        copy.appUrl,
      ]
      const child = spawn(pgbench, flags.map(String))
      let told = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()))
      await once(child, 'close')
      const rate = Number(/tps = ([\d.]+)/.exec(told)?.[1])
      if (child.exitCode !== 0 || !(rate > 0)) throw new Error(`pgbench:\n${told}`)
      return rate
    }
    await run(0, warmCalls)
    return run(warmCalls, measuredCalls)
  })
}

async function overHttp(
  temporary: TemporaryServer,
  all: readonly Unit[],
  connections: number,
  durable: boolean,
): Promise<number> {
  return withCopy(temporary, durable, async copy => {
    const flags = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []
    const server = await startServer(copy, temporary.folder, { flags })
    const on = chinaDate(new Date().toISOString())
    const run = (first: number, calls: number) =>
      sendLoad({
        port: server.port,
        connections: Array.from({ length: connections }, (_, c) =>
          all.flatMap((unit, u): Request[] =>
            u % connections === c
              ? Array.from({ length: calls }, (_, i) => ({
                  method: 'POST',
                  path: `/api/v1/records/${recordOf(unit, first + i)}/actions`,
                  token: unit.token,
                  key: keyOf(u, first + i),
                  body: JSON.stringify(requestOf(first + i, on)),
                }))
              : [],
          ),
        ),
      })
    await run(0, warmCalls)
    const { milliseconds, seconds } = await run(warmCalls, measuredCalls)
    await server.stop()
    return milliseconds.length / seconds
  })
}
