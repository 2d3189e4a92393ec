import pg from 'pg'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import type { RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { type Database, read, type Scope, statement } from './database.ts'
import { type ContributionRow, type DeadlineRow, type ProjectionContext, project } from './projection.ts'

/** A running limit whose last day is another than before. */
export type MovedLimit = {
  readonly state: RecordState
  readonly code: string
  readonly from: PlainDate
  readonly to: PlainDate
}

export type Refit = {
  /** Records whose clocks or figures change. */
  readonly records: number
  /** Running limits that end on another day. */
  readonly moved: number
  /** Running limits that keep their day and are provisional no more. */
  readonly settled: number
  /** Records that change a figure: what was in time is late by the new days, or the other way round. */
  readonly figures: number
}

type Row = {
  readonly id: string
  readonly state: RecordState
  readonly head: string
  readonly deadlines: readonly DeadlineRow[]
  readonly contributions: readonly ContributionRow[]
}

/** Days within which a record was open, and its system (absent: all). */
export type RefitRange = { readonly from: PlainDate; readonly to: PlainDate; readonly system?: string }

/** Records looked at in one query. */
const batch = 500

/**
 * Computes the clocks and figures of a division's records anew, of those only that were open within a range of days, and
 * compares them with what is stored. `write`: stores the difference; else nothing changes. The log is not touched: what
 * moves is the computed day, never a fact.
 */
export async function refit(
  db: Database,
  context: ProjectionContext,
  division: string,
  range: RefitRange,
  options: { readonly write: boolean; readonly onMoved?: (moved: MovedLimit) => void },
): Promise<Refit> {
  const scope: Scope = { division, organ: '', sees: 'division', person: 'calendar' }
  const total = { records: 0, moved: 0, settled: 0, figures: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000', tries = 0; ; ) {
    const rows = await read<Row>(db, scope, openWithin, [
      division,
      after,
      range.from,
      range.to,
      batch,
      range.system ?? null,
    ])
    const changes = rows.flatMap(row => changeOf(context, row) ?? [])
    if (options.write && changes.length && !(await store(db, division, changes))) {
      // Somebody wrote to one of them meanwhile; what he wrote may still be by the old days.
      if (++tries > 20) throw new Error(`the records of ${division} are written too often to be computed anew`)
      continue
    }
    tries = 0
    for (const c of changes) {
      total.records++
      total.moved += c.moved.length
      total.settled += c.settled
      if (c.contributions.length || c.goneFigures.length) total.figures++
      for (const m of c.moved) options.onMoved?.({ state: c.row.state, ...m })
    }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return total
    after = last.id
  }
}

const openWithin = `
  select r.id, r.state, encode(r.head, 'hex') as head,
    coalesce((select jsonb_agg(to_jsonb(d) - 'division') from zs.deadline d
      where d.division = r.division and d.record = r.id), '[]') as deadlines,
    coalesce((select jsonb_agg(to_jsonb(c) - 'division') from zs.contribution c
      where c.division = r.division and c.record = r.id), '[]') as contributions
  from zs.record r
  where r.division = $1 and r.id > $2 and r.opened_on <= $4 and ($6::text is null or r.system = $6)
    and (r.closed_on is null or r.closed_on >= $3 or r.due_status is not null)
  order by r.id limit $5`

function changeOf(context: ProjectionContext, row: Row) {
  const after = project(row.state, context)
  const before = new Map(row.deadlines.map(d => [d.code, d]))
  const deadlines = after.deadlines.filter(d => differs(d, before.get(d.code)))
  const goneLimits = row.deadlines.filter(d => !after.deadlines.some(a => a.code === d.code))
  const figures = new Map(row.contributions.map(c => [c.figure, c]))
  const contributions = after.contributions.filter(c => differs(c, figures.get(c.figure)))
  const goneFigures = row.contributions.filter(c => !after.contributions.some(a => a.figure === c.figure))
  if (!deadlines.length && !goneLimits.length && !contributions.length && !goneFigures.length) return undefined
  const running = deadlines.flatMap(to => {
    const from = before.get(to.code)
    return from && (to.status === 'running' || to.status === 'paused') ? [{ from, to }] : []
  })
  const moves = running.filter(({ from, to }) => from.final_on !== to.final_on)
  return {
    row,
    after,
    deadlines,
    goneLimits,
    contributions,
    goneFigures,
    moved: moves.map(({ from, to }) => ({ code: to.code, from: from.final_on, to: to.final_on })),
    settled: running.filter(({ from, to }) => from.final_on === to.final_on && from.provisional && !to.provisional)
      .length,
  }
}
type Change = NonNullable<ReturnType<typeof changeOf>>

const differs = (a: object, b: object | undefined) => b === undefined || canonicalJson(a) !== canonicalJson(b)

/** False: another was first. */
async function store(db: Database, division: string, changes: readonly Change[]): Promise<boolean> {
  const json = (rows: readonly object[]) => (rows.length ? JSON.stringify(rows) : null)
  const gone = {
    deadlines: changes.flatMap(c => c.goneLimits.map(({ record, code }) => ({ record, code }))),
    contributions: changes.flatMap(c => c.goneFigures.map(({ record, figure }) => ({ record, figure }))),
  }
  const records = changes.map(({ row, after }) => ({
    id: row.id,
    head: row.head,
    next_due: after.nextDue,
    next_limit: after.nextLimit,
    due_status: after.dueStatus,
  }))
  try {
    await db.app.query(
      statement('select zs.refit($1, $2, $3, $4, $5)', [
        division,
        JSON.stringify(records),
        json(changes.flatMap(c => c.deadlines)),
        json(changes.flatMap(c => c.contributions)),
        gone.deadlines.length || gone.contributions.length ? JSON.stringify(gone) : null,
      ]),
    )
    db.shared.clear()
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === 'ZS409') return false
    throw error
  }
}
