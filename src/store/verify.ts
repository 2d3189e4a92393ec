import type pg from 'pg'
import { GENESIS_HASH } from '#kernel/hash/chain.ts'
import type { RecordEvent } from '#kernel/record.ts'
import { hashOfAnchor, hashOfHeads } from './anchor.ts'
import { batches, type Database, ownerTransaction } from './database.ts'
import { eventColumns, hashOf } from './log.ts'

export const findingKinds = {
  altered: '内容被改动',
  column: '栏目与内容不符',
  broken: '前后不衔接',
  missing: '缺少环节',
  removed: '已锚定的内容不见了',
  projection: '现状与日志不符',
  anchor: '锚定记录被改动',
} as const
export type FindingKind = keyof typeof findingKinds

/** Something that is not as it was written, in words for those who must explain it. */
export type Finding = {
  readonly kind: FindingKind
  readonly division: string
  readonly record?: string
  readonly seq?: number
  readonly message: string
}

export type Verification = {
  readonly events: number
  readonly records: number
  readonly anchors: number
  readonly findings: readonly Finding[]
}

export type VerifyOptions = {
  /** Only this division. */
  readonly division?: string
  readonly onProgress?: (events: number) => void
  /** Anchors that were kept outside: they must still stand in the chain as they were. */
  readonly kept?: readonly { readonly division: string; readonly n: number; readonly hash: string }[]
}

type EventRow = {
  division: string
  record: string
  seq: number
  recorded: string
  occurred_on: string
  system: string
  version: string
  action: string
  actor: string
  origin: string
  command: string
  body: string
  prev: string
  hash: string
}

/**
 * Reads the whole log and proves it: every hash from the stored text, every column from the text, every chain from its
 * beginning, the state of every record against the end of its chain, and everything that was ever anchored. Reads one
 * snapshot and disturbs nobody.
 */
export async function verify(db: Database, options: VerifyOptions = {}): Promise<Verification> {
  return ownerTransaction(db, 'repeatable read', async client => {
    const findings: Finding[] = []
    const division = options.division ?? null
    const chains = await verifyChains(client, division, findings, options.onProgress)
    await verifyProjections(client, division, findings)
    const anchors = await verifyAnchors(client, division, findings, options.kept ?? [])
    return { ...chains, anchors, findings }
  })
}

async function verifyChains(
  client: pg.ClientBase,
  division: string | null,
  findings: Finding[],
  onProgress: VerifyOptions['onProgress'],
): Promise<{ events: number; records: number }> {
  let events = 0
  let records = 0
  let last: EventRow | undefined
  const rows = batches<EventRow>(
    client,
    `select division, record, seq, extract(epoch from recorded_at)::text as recorded, occurred_on, system, version, action,
       actor, origin, command, body, encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
     from zs.event where $1::text is null or division = $1 order by division, record, seq`,
    [division],
  )
  for await (const batch of rows) {
    for (const row of batch) {
      const before = last?.record === row.record && last.division === row.division ? last : undefined
      if (!before) records++
      verifyEvent(row, before, findings)
      last = row
    }
    events += batch.length
    onProgress?.(events)
  }
  return { events, records }
}

function verifyEvent(row: EventRow, before: EventRow | undefined, findings: Finding[]): void {
  const found = (kind: FindingKind, message: string) =>
    findings.push({ kind, division: row.division, record: row.record, seq: row.seq, message })
  const expected = (before?.seq ?? 0) + 1
  if (row.seq !== expected)
    found(
      'missing',
      `记录 ${row.record} 缺少第${expected}${row.seq - expected > 1 ? `至第${row.seq - 1}` : ''}步，可能被删除。`,
    )
  else if (row.prev !== (before?.hash ?? GENESIS_HASH))
    found('broken', `记录 ${row.record} 第${row.seq}步与前一步不衔接：前一步被改动、调换，或者本步是后加的。`)
  if (row.hash !== hashOf(row.prev, row.body)) {
    found('altered', `记录 ${row.record} 第${row.seq}步的内容或校验值被改动。`)
    return
  }
  const wrong = differingColumns(row)
  if (wrong.length) found('column', `记录 ${row.record} 第${row.seq}步的栏目 ${wrong.join('、')} 与存证内容不符。`)
}

function differingColumns(row: EventRow): string[] {
  const event = JSON.parse(row.body) as RecordEvent
  const { recorded_at, ...columns } = eventColumns(event)
  const wrong = Object.entries({ ...columns, division: event.division })
    .filter(([name, value]) => row[name as keyof EventRow] !== value)
    .map(([name]) => name)
  // Compared to the microsecond that the column holds, though events know milliseconds only.
  if (Number(row.recorded).toFixed(6) !== (Date.parse(recorded_at) / 1000).toFixed(6)) wrong.push('recorded_at')
  return wrong
}

/** Where each record stands against the end of its chain: a last event taken away shows here. */
async function verifyProjections(client: pg.ClientBase, division: string | null, findings: Finding[]): Promise<void> {
  const { rows } = await client.query<{
    division: string
    id: string
    number: string | null
    seq: number | null
    last: number | null
  }>(
    `select coalesce(r.division, e.division) as division, coalesce(r.id, e.record) as id, r.number, r.seq, e.seq as last
     from (select distinct on (division, record) division, record, seq, hash from zs.event
       where $1::text is null or division = $1 order by division, record, seq desc) e
     full join (select division, id, number, seq, head from zs.record where $1::text is null or division = $1) r
       on r.division = e.division and r.id = e.record
     where r.seq is distinct from e.seq or r.head is distinct from e.hash
     order by 1, 2`,
    [division],
  )
  for (const row of rows) {
    const name = row.number ? `${row.number}（${row.id}）` : row.id
    const message =
      row.seq === null
        ? `记录 ${name} 有日志而没有现状，请重建。`
        : row.last === null
          ? `记录 ${name} 的全部日志不见了，现状停在第${row.seq}步。`
          : row.seq > row.last
            ? `记录 ${name} 的日志止于第${row.last}步，现状却在第${row.seq}步：末尾的日志被删除。`
            : row.seq < row.last
              ? `记录 ${name} 的日志有第${row.last}步，现状只到第${row.seq}步：日志被添加，或者需要重建。`
              : `记录 ${name} 第${row.seq}步的校验值与现状所记不同：日志被整体替换，或者现状被改动。`
    findings.push({
      kind: 'projection',
      division: row.division,
      record: row.id,
      seq: row.last ?? row.seq ?? 0,
      message,
    })
  }
}

type AnchorRow = {
  division: string
  n: number
  at: string
  records: number
  headsHash: string
  prev: string
  hash: string
}

async function verifyAnchors(
  client: pg.ClientBase,
  division: string | null,
  findings: Finding[],
  kept: NonNullable<VerifyOptions['kept']>,
): Promise<number> {
  const { rows: anchors } = await client.query<AnchorRow>(
    `select division, n, at, records, encode(heads_hash, 'hex') as "headsHash", encode(prev, 'hex') as prev,
       encode(hash, 'hex') as hash
     from zs.anchor where $1::text is null or division = $1 order by division, n`,
    [division],
  )
  let last: AnchorRow | undefined
  for (const anchor of anchors) {
    const before = last?.division === anchor.division ? last : undefined
    const found = (message: string) => findings.push({ kind: 'anchor', division: anchor.division, message })
    if (anchor.n !== (before?.n ?? 0) + 1) found(`第${anchor.n}号锚定之前缺少锚定记录。`)
    else if (anchor.prev !== (before?.hash ?? GENESIS_HASH)) found(`第${anchor.n}号锚定与前一号不衔接。`)
    const { rows: heads } = await client.query<{ record: string; seq: number; head: string }>(
      `select record, seq, encode(head, 'hex') as head from zs.anchor_head where division = $1 and n = $2 order by record`,
      [anchor.division, anchor.n],
    )
    if (heads.length !== anchor.records || hashOfHeads(heads) !== anchor.headsHash)
      found(`第${anchor.n}号锚定所记的记录被改动。`)
    if (hashOfAnchor(anchor.prev, anchor) !== anchor.hash) found(`第${anchor.n}号锚定的内容或校验值被改动。`)
    last = anchor
  }
  for (const k of kept) {
    const now = anchors.find(a => a.division === k.division && a.n === k.n)
    if (now?.hash !== k.hash)
      findings.push({
        kind: 'anchor',
        division: k.division,
        message: now
          ? `第${k.n}号锚定与另行保存的不同：锚定之前的日志被整体替换过。`
          : `另行保存的第${k.n}号锚定在库中不见了：其后的日志可能被删除。`,
      })
  }
  const { rows: removed } = await client.query<{
    division: string
    record: string
    seq: number
    n: number
    gone: boolean
  }>(
    `select h.division, h.record, h.seq, min(h.n) as n, bool_and(e.hash is null) as gone
     from zs.anchor_head h left join zs.event e on e.division = h.division and e.record = h.record and e.seq = h.seq
     where ($1::text is null or h.division = $1) and e.hash is distinct from h.head
     group by 1, 2, 3 order by 1, 2, 3`,
    [division],
  )
  for (const r of removed)
    findings.push({
      kind: 'removed',
      division: r.division,
      record: r.record,
      seq: r.seq,
      message: `记录 ${r.record} 的第${r.seq}步在第${r.n}号锚定时存在，现在${r.gone ? '不见了' : '被换成了别的内容'}。`,
    })
  return anchors.length
}
