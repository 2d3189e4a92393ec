import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { catalogue } from '#kernel/catalogue.ts'
import { procedure } from '#kernel/declaration.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Party, Values } from '#kernel/field.ts'
import { longText, text } from '#kernel/field.ts'
import { count, distinct, stock } from '#kernel/figure.ts'
import { workingDays } from '#kernel/limit.ts'
import type { RecordEvent } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { type PlainDate, yearOf } from '#kernel/time/date.ts'
import { connect, type Database, type Scope, transact } from '#store/database.ts'
import { appendIn, type Stored, takeNumbersIn, type Write } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/postgres.ts'
import type { ProjectionContext } from '#store/projection.ts'

export type TestDatabase = Database & { readonly ownerUrl: string; readonly appUrl: string; readonly dataDir: string }

/** A database of its own for one test file: a copy of a migrated, empty one. Close it in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const folder = process.env.ZHUNSHENG_TEST_DIR
  if (!folder) throw new Error('run tests through vitest.config.ts, which provides the server')
  // Nothing of a test survives it, so nothing need reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }
  const server = await openDatabase({ dataDir: folder, settings })
  await migrate(server.ownerUrl)
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await copyDatabase(server.ownerUrl, name)
  const urls = { ownerUrl: toDatabase(server.ownerUrl, name), appUrl: toDatabase(server.appUrl, name) }
  const dataDir = path.join(folder, name)
  fs.mkdirSync(dataDir)
  return { ...connect(urls, { filesDir: path.join(dataDir, 'files') }), ...urls, dataDir }
}

const toDatabase = (url: string, name: string) => url.replace('/zhunsheng?', `/${name}?`)

async function copyDatabase(ownerUrl: string, name: string): Promise<void> {
  for (let i = 0; ; i++) {
    const client = new pg.Client({ connectionString: toDatabase(ownerUrl, 'postgres') })
    await client.connect()
    try {
      await client.query(`create database ${name} template zhunsheng strategy file_copy`)
      return
    } catch (error) {
      // Another test file is looking at the template just now.
      if ((error as { code?: string }).code !== '55006' || i > 50) throw error
    } finally {
      await client.end()
    }
    await sleep(50)
  }
}

/** An invented procedure: the store knows nothing of real ones. */
export const permit = procedure({
  code: 'permit',
  version: '1',
  name: '试验许可',
  about: '仅供检验。',
  group: 'functions',
  inForce: { from: '2020-01-01' },
  numbering: '试',
  unit: '件',
  parties: {
    applicant: { name: '申请人', kinds: ['person', 'organisation'] },
    consulted: { name: '会办机关', kinds: ['agency'], optional: true },
  },
  fields: { matter: text('事项', { listed: true }), facts: longText('事实', { optional: true }) },
  open: { name: '收到', to: 'received', by: ['aidClerk'], dateName: '收到日期', title: '{applicant}申请{matter}' },
  stages: {
    received: { name: '已收到' },
    waiting: { name: '中止', suspended: true },
    granted: { name: '准予', end: true },
    refused: { name: '不予', end: true },
  },
  outcomes: { granted: '准予', refused: '不予' },
  actions: {
    suspend: { name: '中止', from: ['received'], to: 'waiting', by: ['aidClerk'] },
    resume: { name: '恢复', from: ['waiting'], to: 'received', by: ['aidClerk'] },
    grant: { name: '准予', from: ['received'], to: 'granted', by: ['aidHead'], outcome: 'granted' },
    refuse: { name: '不予', from: ['received'], to: 'refused', by: ['aidHead'], outcome: 'refused' },
  },
  limits: {
    decide: {
      name: '作出决定',
      within: workingDays(20),
      kind: 'MAX',
      from: 'open',
      until: ['grant', 'refuse'],
      pausedBy: [{ suspend: 'suspend', resume: ['resume'] }],
      bears: 'authority',
      cite: practice('决定期限'),
      checkedOn: '2025-03-01',
    },
  },
  documents: {},
  figures: {
    received: count({ name: '收到', unit: '件', definition: '按收到之日', topic: 'other', counts: s => s.openedOn }),
    granted: count({
      name: '准予',
      unit: '件',
      definition: '按决定之日',
      topic: 'other',
      counts: s => (s.outcome === 'granted' ? s.closedOn : undefined),
    }),
    refused: count({
      name: '不予',
      unit: '件',
      definition: '按决定之日',
      topic: 'other',
      counts: s => (s.outcome === 'refused' ? s.closedOn : undefined),
    }),
    people: distinct({
      name: '申请人',
      unit: '人',
      definition: '同一人一年只计一次',
      topic: 'other',
      field: 'party.applicant',
      counts: s => s.openedOn,
    }),
    open: stock({
      name: '期末未结',
      unit: '件',
      definition: '年末尚未决定',
      topic: 'other',
      at: 'end',
      spans: s => ({ from: s.openedOn, ...(s.closedOn ? { until: s.closedOn } : {}) }),
    }),
  },
  identities: [],
})

/** A figure of the permit that follows from its limit: it moves when days or terms do. */
export const lateDecisions = count({
  name: '逾期决定',
  unit: '件',
  definition: '决定之日晚于期限',
  topic: 'other',
  counts: (s, c) => (c.limit('decide').status === 'late' ? s.closedOn : undefined),
})

export const context: ProjectionContext = {
  catalogue: catalogue([permit], ['aidClerk', 'aidHead']),
  calendar: nationalCalendar,
  settings: () => ({}),
}

export const division = '990101'
/** Somebody of an organ, who sees what the organ handles. */
export const of = (organ: string, more: Partial<Scope> = {}): Scope => ({
  division,
  organ,
  sees: 'organ',
  person: `p-${organ}`,
  ...more,
})
/** Somebody who sees the division. */
export const overview: Scope = { division, organ: 'sfj', sees: 'division', person: 'p-sfj' }

type EventInput = {
  readonly on?: PlainDate
  readonly values?: Values
  readonly data?: RecordEvent['data']
  readonly command?: string
  readonly division?: string
}

function event(record: string, seq: number, action: string, organ: string, input: EventInput): RecordEvent {
  return {
    division: input.division ?? division,
    record,
    seq,
    system: 'permit',
    version: '1',
    declaration: 'd1',
    action,
    on: input.on ?? '2024-03-04',
    recordedAt: '2024-03-05T01:02:03.004Z',
    by: { id: 'p1', name: '甲某', organ, role: 'aidClerk' },
    origin: 'user',
    command: input.command ?? randomUUID(),
    data: input.data ?? { values: input.values ?? {} },
  }
}

export const applicant = (name = '赵试一', more: Partial<Party> = {}): Party => ({
  role: 'applicant',
  kind: 'person',
  name,
  number: '990101199001011234',
  ...more,
})

type OpeningInput = EventInput & { readonly parties?: readonly Party[]; readonly number?: string; readonly id?: string }

/** The write of an opening with a number that was given to it. */
export function opening(organ: string, number: string, input: OpeningInput = {}): Write {
  const id = input.id ?? randomUUID()
  const values = input.values ?? { matter: '占道经营' }
  const parties = input.parties ?? [applicant()]
  const first = event(id, 1, 'open', organ, {
    ...input,
    data: {
      values,
      parties,
      opened: { organ, number, title: `${parties[0]?.name ?? ''}申请${String(values.matter)}` },
    },
  })
  return { state: evolve(permit, undefined, first), events: [first] }
}

/** The write of one more event. */
export function acting(before: Stored, action: string, input: EventInput = {}): Write {
  const { state } = before
  const next = event(state.id, state.seq + 1, action, state.organ, { division: state.division, ...input })
  return { before, state: evolve(permit, state, next), events: [next] }
}

/** Opens a permit as the product does: takes the next number and writes, in one transaction. */
export async function openPermit(db: Database, scope: Scope, input: OpeningInput = {}): Promise<Stored> {
  const on = input.on ?? '2024-03-04'
  const result = await transact(db, scope, async trx => {
    const year = yearOf(on)
    const [n] = await takeNumbersIn(trx, [{ organ: scope.organ, series: 'permit', year }])
    const write = opening(scope.organ, `${scope.organ}试〔${year}〕${n}号`, { division: scope.division, ...input })
    const appended = await appendIn(trx, context, [write])
    if (!appended.ok) return appended
    return { ok: true, value: { state: write.state, head: appended.value.heads.get(write.state.id) ?? '' } }
  })
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
