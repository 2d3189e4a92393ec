/** An invented system with every kind of figure, and records of it: the report knows nothing of real ones. */
import { createHash } from 'node:crypto'
import { catalogue } from '#kernel/catalogue.ts'
import { procedure } from '#kernel/declaration.ts'
import { evolve } from '#kernel/evolve.ts'
import { choice, money, organ, text } from '#kernel/field.ts'
import { count, distinct, type FigurePeriod, ratio, stock, sum, total } from '#kernel/figure.ts'
import { calendarDays } from '#kernel/limit.ts'
import { dayOf, type RecordEvent, type RecordState } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { type Scope, transact } from '#store/database.ts'
import { appendIn, type Write } from '#store/log.ts'
import type { ProjectionContext } from '#store/projection.ts'
import type { TestDatabase } from '../../test/kit/database.ts'

const topic = 'legal-aid'
const decemberToNovember: FigurePeriod = { from: '12-01', to: '11-30', yearBefore: true, name: '上年12月至本年11月' }
const ended = (outcome: string) => (s: RecordState) => (s.outcome === outcome ? s.closedOn : undefined)
const open = (s: RecordState) => ({ from: s.openedOn, ...(s.closedOn ? { until: s.closedOn } : {}) })

export const aid = procedure({
  group: 'services',
  code: 'test-aid',
  version: '2024',
  name: '测试援助',
  about: '仅供检验。',
  inForce: { from: '2020-01-01' },
  numbering: '测援',
  unit: '件',
  parties: { applicant: { name: '申请人', kinds: ['person'] } },
  fields: {
    recovered: money('挽回损失', { optional: true }),
    helper: organ('协办', { optional: true, takesPart: true }),
  },
  open: { name: '收到', to: 'filed', by: ['aidClerk'], dateName: '收到日期', title: '{applicant}' },
  stages: { filed: { name: '审查' }, closed: { name: '办结', end: true } },
  outcomes: { won: '支持', lost: '不支持', stopped: '终止' },
  actions: {
    close: {
      name: '结案',
      from: ['filed'],
      to: 'closed',
      by: ['aidClerk'],
      asks: {
        result: choice('结果', { won: '支持', lost: '不支持', stopped: '终止' }),
        recovered: money('挽回损失', { optional: true }),
        note: text('说明', { optional: true }),
      },
      outcome: { field: 'result' },
    },
  },
  limits: {
    decide: {
      name: '办结',
      within: calendarDays(30),
      kind: 'MAX',
      from: 'open',
      until: ['close'],
      bears: 'authority',
      cite: practice('办结期限'),
      checkedOn: '2025-03-01',
    },
  },
  documents: {},
  figures: {
    carriedIn: stock({ name: '上年结转', unit: '件', definition: '年初未结', topic, at: 'start', spans: open }),
    received: count({ name: '收到申请', unit: '件', definition: '按收到之日', topic, counts: s => s.openedOn }),
    won: count({ name: '支持', unit: '件', definition: '按结案之日', topic, counts: ended('won') }),
    lost: count({ name: '不支持', unit: '件', definition: '按结案之日', topic, counts: ended('lost') }),
    stopped: count({
      name: '终止',
      unit: '件',
      definition: '按结案之日',
      topic,
      internal: true,
      counts: ended('stopped'),
    }),
    concluded: total({ name: '办结', unit: '件', definition: '三类结果之和', topic, of: ['won', 'lost', 'stopped'] }),
    open: stock({ name: '年末未结', unit: '件', definition: '年末未结', topic, at: 'end', spans: open }),
    people: distinct({
      name: '受援人',
      unit: '人',
      definition: '同一人一年只计一次',
      topic,
      field: 'party.applicant',
      counts: s => s.openedOn,
    }),
    recovered: sum({
      name: '挽回损失',
      unit: '元',
      definition: '按结案之日',
      topic,
      field: 'recovered',
      money: true,
      counts: s => dayOf(s, 'close'),
    }),
    calls: count({
      name: '热线来电',
      unit: '件',
      definition: '按收到之日，上年12月至本年11月',
      topic,
      period: decemberToNovember,
      counts: s => s.openedOn,
    }),
    winRate: ratio({
      name: '支持率',
      definition: '支持 ÷ 支持与不支持之和',
      topic,
      numerator: ['won'],
      denominator: ['won', 'lost'],
      decimals: 1,
    }),
    inTime: count({
      name: '按期办结',
      unit: '件',
      definition: '在期限内办结',
      topic,
      internal: true,
      counts: (s, c) => (c.limit('decide').status === 'kept' ? s.closedOn : undefined),
    }),
    timeliness: ratio({
      name: '按期办结率',
      definition: '按期办结 ÷ 办结',
      topic,
      numerator: ['inTime'],
      denominator: ['concluded'],
      decimals: 1,
    }),
  },
  identities: [
    {
      code: 'funnel',
      name: '上年结转＋收到＝办结＋年末未结',
      whole: ['carriedIn', 'received'],
      parts: ['concluded', 'open'],
      relation: '=',
    },
    {
      code: 'results',
      name: '办结＝支持＋不支持＋终止',
      whole: ['concluded'],
      parts: ['won', 'lost', 'stopped'],
      relation: '=',
    },
  ],
})

export const systems = catalogue([aid], ['aidClerk'])
export const context: ProjectionContext = { catalogue: systems, calendar: nationalCalendar, settings: () => ({}) }

export type Told = {
  readonly opened: string
  readonly closed?: string
  readonly result?: 'won' | 'lost' | 'stopped'
  /** 分. */
  readonly recovered?: number
  readonly person?: string
  readonly helper?: string
  readonly organ?: string
  /** Instant of entry; absent: the day itself. */
  readonly entered?: string
}

/** The division and its organs, as an administrator enters them. */
export async function foundDivision(db: TestDatabase): Promise<void> {
  await db.owner.query(`insert into zs.division (code, name) values ('990101', '准绳示范区'), ('990102', '邻区')`)
  await db.owner.query(
    `insert into zs.organ (division, code, name, short, kind)
     values ('990101', 'lac', '法律援助中心', '准援', 'legalAidCentre'), ('990101', 'sfj', '区司法局', '准司', 'justiceBureau')`,
  )
}

let told = 0

/** Writes records into the log as the product does. */
export async function tell(db: TestDatabase, scope: Scope, stories: readonly Told[]): Promise<void> {
  const result = await transact(db, scope, async trx =>
    appendIn(
      trx,
      context,
      stories.map(s => write(scope, s)),
    ),
  )
  if (!result.ok) throw new Error(result.refusal.message)
}

function write(scope: Scope, story: Told): Write {
  const n = ++told
  const hex = createHash('sha256').update(`record ${scope.division} ${n}`).digest('hex')
  const record = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  const organ = story.organ ?? scope.organ
  const event = (seq: number, action: string, on: string, data: RecordEvent['data']): RecordEvent => ({
    division: scope.division,
    record,
    seq,
    system: 'test-aid',
    version: '2024',
    declaration: 'd',
    action,
    on,
    recordedAt: story.entered ?? `${on}T02:00:00.000Z`,
    by: { id: 'p', name: '甲某', organ, role: 'aidClerk' },
    origin: 'user',
    command: `c${n}-${seq}`,
    data,
  })
  const person = story.person ?? `测试人${n}`
  const events = [
    event(1, 'open', story.opened, {
      values: story.helper ? { helper: story.helper } : {},
      parties: [{ role: 'applicant', kind: 'person', name: person }],
      opened: { organ, number: `测援${n}号`, title: person },
    }),
    ...(story.closed
      ? [
          event(2, 'close', story.closed, {
            values: {
              result: story.result ?? 'won',
              ...(story.recovered === undefined ? {} : { recovered: story.recovered }),
            },
          }),
        ]
      : []),
  ]
  const state = events.reduce<RecordState | undefined>((s, e) => evolve(aid, s, e), undefined)
  if (!state) throw new Error('no state')
  return { state, events }
}
