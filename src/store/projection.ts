import type { Catalogue } from '#kernel/catalogue.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Field, Fields, Value } from '#kernel/field.ts'
import { limitState, presses, type Settings } from '#kernel/limit.ts'
import type { RecordState } from '#kernel/record.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import type { PeriodKind } from '#kernel/time/period.ts'
import { validSpans } from '#kernel/validity.ts'

/** What projections depend on besides the log. `settings` are the amounts of the division concerned. */
export type ProjectionContext = {
  readonly catalogue: Catalogue
  readonly calendar: Calendar
  readonly settings: (division: string) => Settings
}

export type DeadlineRow = Shared & {
  readonly code: string
  readonly status: 'running' | 'paused' | 'kept' | 'late'
  readonly kind: PeriodKind
  readonly bears: 'authority' | 'party'
  readonly start_on: string
  readonly strict_on: string
  readonly final_on: string
  readonly final_at: string | null
  readonly met_on: string | null
  readonly provisional: boolean
}
export type ContributionRow = Shared & {
  readonly figure: string
  readonly on_day: string
  readonly until_day: string | null
  readonly amount: number
  readonly key: string | null
}
export type PartyRow = Shared & {
  readonly position: number
  readonly role: string
  readonly kind: string
  readonly name: string
  readonly number: string | null
  readonly phone: string | null
}
export type LinkRow = Shared & {
  readonly id: string
  readonly kind: string
  readonly other: string
  readonly other_system: string
  readonly other_number: string
}
export type ParticipationRow = {
  readonly record: string
  readonly organ: string
  readonly system: string
  readonly opened_on: string
  readonly stage: string
  readonly outcome: string | null
  readonly closed_on: string | null
}
/** What every row of a record repeats, so that row security can judge it alone. */
type Shared = {
  readonly record: string
  readonly system: string
  readonly organ: string
  readonly organs: readonly string[] | null
}

/**
 * The days on which a register entry is valid stand beside its figures, one row for each span: `valid.1`, `valid.2`. No
 * declared figure has a point in its name.
 */
export const validFigure = 'valid'

/** All rows that follow from one record, apart from the record itself. */
export type Projection = {
  readonly listed: Readonly<Record<string, Value>>
  readonly nextDue: string | null
  readonly nextLimit: string | null
  readonly dueStatus: 'running' | 'paused' | null
  readonly deadlines: readonly DeadlineRow[]
  readonly contributions: readonly ContributionRow[]
  readonly parties: readonly PartyRow[]
  readonly links: readonly LinkRow[]
  readonly participations: readonly ParticipationRow[]
  /** What full-text search finds it by; without personal data. */
  readonly text: string
}

/**
 * The rows that follow from a record's state. The day on which this is computed does not matter: a limit that runs out
 * tomorrow is `running` with its last day, and who asks compares that with his today. So the rows can be dropped and
 * rebuilt from the log on any later day and are the same.
 */
export function project(state: RecordState, context: ProjectionContext): Projection {
  const declaration = context.catalogue.get(state.system, state.version)
  const settings = context.settings(state.division)
  const shared: Shared = {
    record: state.id,
    system: state.system,
    organ: state.organ,
    organs: state.organs.length ? state.organs : null,
  }
  const deadlines = deadlinesOf(declaration, state, shared, context.calendar, settings)
  const next = nextOf(deadlines)
  return {
    listed: listedOf(declaration, state),
    nextDue: next?.final_on ?? null,
    nextLimit: next?.code ?? null,
    dueStatus: next ? 'running' : deadlines.some(d => d.status === 'paused') ? 'paused' : null,
    deadlines,
    contributions: [
      ...contributionsOf(declaration, state, { calendar: context.calendar, settings }).map(c => ({
        ...shared,
        figure: c.figure,
        on_day: c.on,
        until_day: c.until ?? null,
        amount: c.amount,
        key: c.key ?? null,
      })),
      ...validSpans(declaration, state).map((span, n) => ({
        ...shared,
        figure: `${validFigure}.${n + 1}`,
        on_day: span.from,
        until_day: span.until ?? null,
        amount: 1,
        key: null,
      })),
    ],
    parties: state.voided
      ? []
      : state.parties.map((p, position) => ({
          ...shared,
          position,
          role: p.role,
          kind: p.kind,
          name: p.name,
          number: p.number ?? null,
          phone: p.phone ?? null,
        })),
    links: linksOf(state, shared),
    participations: state.organs.map(organ => ({
      record: state.id,
      organ,
      system: state.system,
      opened_on: state.openedOn,
      stage: state.stage,
      outcome: state.outcome ?? null,
      closed_on: state.closedOn ?? null,
    })),
    text: textOf(declaration, state),
  }
}

function deadlinesOf(
  declaration: Declaration,
  state: RecordState,
  shared: Shared,
  calendar: Calendar,
  settings: Settings,
): DeadlineRow[] {
  if (state.voided) return []
  const rows: DeadlineRow[] = []
  // The day of the last step stands for today: it decides only between running and overdue, which are one status here,
  // and how far a pause has grown, which ends with the step that ends it.
  const today = state.steps.at(-1)?.on ?? state.openedOn
  for (const [code, limit] of Object.entries(declaration.limits)) {
    const s = limitState({ code, limit, system: declaration.code, state, today, calendar, settings })
    if (s.status === 'idle' || s.start === undefined || s.strict === undefined || s.final === undefined) continue
    const status = s.status === 'overdue' ? 'running' : s.status
    // Of a case that rests, what the authority kept or missed stays, for the share kept in time; and what still presses.
    const judged = (status === 'kept' || status === 'late') && limit.bears === 'authority' && limit.kind === 'MAX'
    if (state.closedOn !== undefined && !judged && !presses(limit, state, declaration.actions)) continue
    rows.push({
      ...shared,
      code,
      status,
      kind: limit.kind,
      bears: limit.bears,
      start_on: s.start,
      strict_on: s.strict.slice(0, 10),
      final_on: s.final.slice(0, 10),
      final_at: s.final.length > 10 ? s.final.slice(11) : null,
      met_on: s.metOn ?? null,
      provisional: s.provisional ?? false,
    })
  }
  return rows
}

/** The authority's running limit that ends first; a least time (MIN) presses nobody, and a party's limit binds the party. */
function nextOf(deadlines: readonly DeadlineRow[]): DeadlineRow | undefined {
  return deadlines
    .filter(d => d.status === 'running' && d.bears === 'authority' && d.kind === 'MAX')
    .toSorted((a, b) => (a.final_on < b.final_on ? -1 : 1))[0]
}

/** A link that is told twice (by the opening and again by an event) is one row. */
function linksOf(state: RecordState, shared: Shared): LinkRow[] {
  const rows = new Map<string, LinkRow>()
  for (const l of state.links)
    rows.set(l.id, {
      ...shared,
      id: l.id,
      kind: l.kind,
      other: l.record,
      other_system: l.system,
      other_number: l.number,
    })
  return [...rows.values()]
}

/** All fields that a record may ever be asked, its opening's first. */
function allFields(declaration: Declaration): [string, Field][] {
  const asked: Fields[] = [declaration.fields, ...Object.values(declaration.actions).map(a => a.asks ?? {})]
  return asked.flatMap(fields => Object.entries(fields))
}

/** The values that lists show. */
export function listedOf(declaration: Declaration, state: RecordState): Record<string, Value> {
  const listed: Record<string, Value> = {}
  for (const [code, field] of allFields(declaration)) {
    const value = state.values[code]
    if (field.listed && value !== undefined) listed[code] = value
  }
  return listed
}

function textOf(declaration: Declaration, state: RecordState): string {
  const texts = new Set([state.number, state.title, ...state.parties.map(p => p.name)])
  for (const [code, field] of allFields(declaration)) {
    const value = state.values[code]
    if (!field.personal && (field.kind === 'text' || field.kind === 'longText') && typeof value === 'string')
      texts.add(value)
  }
  return [...texts].join('\n')
}
