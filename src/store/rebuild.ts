import type pg from 'pg'
import { fold } from '#kernel/evolve.ts'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import type { RecordEvent, RecordState } from '#kernel/record.ts'
import { batches, type Database, ownerTransaction } from './database.ts'
import { projectionRows, recordRow } from './log.ts'
import { type ProjectionContext, project } from './projection.ts'
import type { Finding } from './verify.ts'

/** The tables that are nothing but the fold of the log. */
export const projectionTables = [
  'record',
  'participation',
  'search',
  'deadline',
  'contribution',
  'party',
  'link',
] as const
export type ProjectionTable = (typeof projectionTables)[number]

/** Records written at a time. */
const chunk = 500

/**
 * Drops all projections and fills them again from the log: after a change of holidays or local amounts, or when
 * `verify` finds that they differ. One transaction: until it is done everybody waits, and a crash leaves all as it was.
 * Returns the number of records.
 */
export async function rebuild(
  db: Database,
  context: ProjectionContext,
  options: { onProgress?: (records: number) => void } = {},
): Promise<number> {
  // Read committed: the log is read after the tables are locked, with what the last writers before wrote.
  return ownerTransaction(db, 'read committed', async client => {
    await client.query(`truncate ${projectionTables.map(t => `zs.${t}`).join(', ')}`)
    let records = 0
    for await (const some of foldLog(client, context)) {
      await insert(client, context, some)
      records += some.length
      options.onProgress?.(records)
    }
    return records
  })
}

type Folded = { readonly state: RecordState; readonly head: string }

/** All records as the log tells them, in batches. */
async function* foldLog(client: pg.ClientBase, context: ProjectionContext): AsyncGenerator<Folded[]> {
  let done: Folded[] = []
  let current: { first: RecordEvent; events: RecordEvent[]; head: string } | undefined
  const finish = () => {
    if (!current) return
    const declaration = context.catalogue.get(current.first.system, current.first.version)
    done.push({ state: fold(declaration, current.events), head: current.head })
  }
  const rows = batches<{ body: string; head: string }>(
    client,
    `select body, encode(hash, 'hex') as head from zs.event order by division, record, seq`,
    [],
  )
  for await (const batch of rows) {
    for (const { body, head } of batch) {
      const event = JSON.parse(body) as RecordEvent
      if (current?.first.record === event.record && current.first.division === event.division) {
        current.events.push(event)
        current.head = head
      } else {
        finish()
        current = { first: event, events: [event], head }
      }
    }
    if (done.length >= chunk) {
      yield done
      done = []
    }
  }
  finish()
  if (done.length) yield done
}

const compared = [
  ['deadline', 'deadlines', '期限'],
  ['contribution', 'contributions', '统计'],
  ['party', 'parties', '当事人'],
  ['link', 'links', '关联'],
  ['participation', 'participations', '参与单位'],
] as const

/**
 * Compares every projected row with what the log says, and changes nothing: a state, a deadline or a figure that somebody
 * changed beside the log, or that awaits a rebuild after a change of holidays. Of one snapshot; work goes on.
 */
export async function compareProjections(
  db: Database,
  context: ProjectionContext,
  options: { onProgress?: (records: number) => void } = {},
): Promise<Finding[]> {
  return ownerTransaction(db, 'repeatable read', async client => {
    const findings: Finding[] = []
    let records = 0
    for await (const some of foldLog(client, context)) {
      for (const [division, here] of Map.groupBy(some, r => r.state.division))
        await compare(client, context, division, here, findings)
      records += some.length
      options.onProgress?.(records)
    }
    return findings
  })
}

async function compare(
  client: pg.ClientBase,
  context: ProjectionContext,
  division: string,
  records: readonly Folded[],
  findings: Finding[],
): Promise<void> {
  const ids = records.map(r => r.state.id)
  const stored = async (table: string, key: string) => {
    const { rows } = await client.query<{ id: string; row: object }>(
      `select t.${key} as id, to_jsonb(t) - 'division' - 'updated_at' - 'head' as row from zs.${table} t
       where t.division = $1 and t.${key} = any($2)`,
      [division, ids],
    )
    return Map.groupBy(rows, r => r.id)
  }
  const same = (rows: readonly object[], found: readonly { row: object }[] | undefined) =>
    rows.map(canonicalJson).toSorted().join('\n') ===
    (found ?? [])
      .map(f => canonicalJson(f.row))
      .toSorted()
      .join('\n')
  const differs = (record: string, what: string) =>
    findings.push({
      kind: 'projection',
      division,
      record,
      message: `记录 ${record} 的${what}与日志不符，请查明原因，然后重建。`,
    })
  const projected = records.map(r => ({ ...r, projection: project(r.state, context) }))
  const found = await stored('record', 'id')
  for (const { state, head, projection } of projected) {
    const { head: _, ...row } = recordRow(state, projection, head)
    if (!same([row], found.get(state.id))) differs(state.id, '现状')
  }
  for (const [table, kind, name] of compared) {
    const rows = await stored(table, 'record')
    for (const { state, projection } of projected)
      if (!same(projection[kind], rows.get(state.id))) differs(state.id, name)
  }
}

async function insert(client: pg.ClientBase, context: ProjectionContext, records: readonly Folded[]): Promise<void> {
  const byDivision = Map.groupBy(records, r => r.state.division)
  for (const [division, some] of byDivision) {
    const values = projectionRows(context, some)
    await client.query(
      `select zs.append($1, '', 'division', 'rebuild', null, $2, null, '[]', $3, $4, $5, $6, $7, $8, null, null)`,
      [division, ...values],
    )
  }
}

/**
 * A digest of each projection's rows, whatever their order: equal before and after a rebuild. Only the moment of writing
 * is left out.
 */
export async function projectionDigests(db: Database): Promise<Record<ProjectionTable, string>> {
  const digests: Partial<Record<ProjectionTable, string>> = {}
  for (const table of projectionTables) {
    const { rows } = await db.owner.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - 'updated_at')::text, 0)::numeric), 0) as digest
       from zs.${table} t`,
    )
    digests[table] = rows[0]?.digest ?? ''
  }
  return digests as Record<ProjectionTable, string>
}
