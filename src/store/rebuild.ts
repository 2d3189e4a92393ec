import type pg from 'pg'
import { fold } from '#kernel/evolve.ts'
import type { RecordEvent, RecordState } from '#kernel/record.ts'
import { batches, type Database, ownerTransaction } from './database.ts'
import { projectionRows } from './log.ts'
import type { ProjectionContext } from './projection.ts'

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
    let waiting: { state: RecordState; head: string }[] = []
    let current: { events: RecordEvent[]; head: string } | undefined
    const finish = () => {
      const first = current?.events[0]
      if (!current || !first) return
      const declaration = context.catalogue.get(first.system, first.version)
      waiting.push({ state: fold(declaration, current.events), head: current.head })
      current = undefined
    }
    const flush = async () => {
      await insert(client, context, waiting)
      records += waiting.length
      waiting = []
      options.onProgress?.(records)
    }
    const rows = batches<{ body: string; head: string }>(
      client,
      `select body, encode(hash, 'hex') as head from zs.event order by division, record, seq`,
      [],
    )
    for await (const batch of rows) {
      for (const { body, head } of batch) {
        const event = JSON.parse(body) as RecordEvent
        if (current?.events[0]?.record !== event.record || current.events[0].division !== event.division) finish()
        current ??= { events: [], head }
        current.events.push(event)
        current.head = head
      }
      if (waiting.length >= chunk) await flush()
    }
    finish()
    await flush()
    return records
  })
}

async function insert(
  client: pg.ClientBase,
  context: ProjectionContext,
  records: readonly { state: RecordState; head: string }[],
): Promise<void> {
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
