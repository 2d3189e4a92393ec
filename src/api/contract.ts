/**
 * What goes over the wire between the server and its clients (workbench, portal, other programs). Types only: the
 * OpenAPI document of `/api/docs` is derived from the schemas of the routes, which are checked against these types.
 * All paths below `/api/v1`. Refusals are `application/problem+json` with status 4xx.
 */
import type { SystemDescription } from '#kernel/describe.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time/date.ts'
import type { Comparison } from '#reader/compare-readings.ts'
import type { ReportText } from '#reader/input.ts'
import type { Reading } from '#reader/read-report.ts'
import type { HistoryEntry } from '#records/views.ts'
import type { AgainstLedger } from '#report/against-ledger.ts'
import type { Report, Texts } from '#report/compose.ts'
import type { ReportFigure } from '#report/figures.ts'
import type { Verdict } from '#report/identities.ts'
import type { Frozen, ReportHead } from '#report/store.ts'

export type { PracticeSetting } from '#records/practice.ts'
export type { Recomputed } from '#records/recompute.ts'
export type * from '#records/views.ts'

/** RFC 9457 with the refusal's code, place, article and what is allowed instead. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly path?: string
  readonly article?: string
  readonly allowed?: readonly string[]
  readonly others?: readonly Refusal[]
  /** Of `stale`: what was done in the meantime. */
  readonly changed?: readonly HistoryEntry[]
}

/** GET /session, POST /session {account, password}, DELETE /session, POST /session/password {old, new} */
export type Session = {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly account: string
    readonly mustChange: boolean
  }
  readonly division: { readonly code: string; readonly name: string }
  readonly organ: { readonly code: string; readonly name: string; readonly kind: string }
  readonly roles: readonly { readonly code: string; readonly name: string }[]
  readonly seesDivision: boolean
  readonly today: string
  /** 本月第 4 个工作日 */
  readonly dayNote: string
  /** Sign-out after so many minutes without use. */
  readonly idleMinutes: number
}

/** GET /systems: newest version of every declared system, with what I may do in it and how many I see. */
export type Systems = {
  readonly systems: readonly (SystemDescription & {
    readonly mayOpen: boolean
    readonly open: SystemDescription['open']
    readonly counts: { readonly active: number; readonly over: number }
  })[]
}

/** POST /imports?system=&dry=1&partial=1 (multipart file). GET /imports/template?system=&format=xlsx|csv. */
export type { ImportResult } from '#exchange/import.ts'
export type { FollowUpItems, FollowUpState, FollowUpYear } from '#supervision/follow-up.ts'
/** GET /supervision */
export type { Finding, Supervision } from '#supervision/supervision.ts'

/** GET /figures?year=: every figure with its definition, the relations between them, and the chapters that they belong to. */
export type FiguresOfYear = {
  readonly figures: readonly ReportFigure[]
  readonly identities: readonly Verdict[]
  readonly chapters: readonly { readonly code: string; readonly title: string; readonly systems: readonly string[] }[]
}
/** GET /figures/:code/records?year=&part=numerator|denominator&after= */
export type { DrillDown, DrillDownRow } from '#report/drill-down.ts'
export type { ReportFigure } from '#report/figures.ts'
export type { Term, Verdict } from '#report/identities.ts'

/** A version of a report with the day by which it is made public. */
export type ReportEntry = ReportHead & {
  readonly publishBy: { readonly on: string; readonly article: string; readonly verified: boolean }
}
type WithPeople = {
  /** Names behind the ids of people. */
  readonly people: Readonly<Record<string, string>>
  /** Whether I write, check and publish reports. */
  readonly writes: boolean
}
/** GET /reports */
export type ReportList = WithPeople & { readonly reports: readonly ReportEntry[] }
/** GET /reports/:year/draft */
export type ReportDraft = WithPeople & {
  readonly head: ReportEntry
  readonly report: Report
  readonly texts: Texts
  readonly readAt: Instant
}
/** GET /reports/:year/published?version= */
export type ReportPublished = WithPeople & { readonly head: ReportEntry; readonly frozen: Frozen }
export type { Override, Report } from '#report/compose.ts'
export type { Finding as ReportFinding } from '#report/findings.ts'
export type { ReportJson } from '#report/render.ts'
export type { Paragraph, Span } from '#report/spans.ts'

/** A report that was read: its text and everything found in it, offsets into that text. */
export type ReportReading = {
  readonly name: string
  readonly kind: ReportText['kind']
  readonly text: string
  readonly milliseconds: number
} & Reading
/** Names of all topics in the order of the report; the short one stands over a number. */
export type TopicNames = Readonly<Record<string, { readonly name: string; readonly short: string }>>
/** POST /report-readings: files (multipart) or {text, name?} */
export type ReadingsAnswer = {
  readonly readings: readonly ReportReading[]
  /** Files that could not be read, and why. */
  readonly refused: readonly { readonly name: string; readonly message: string }[]
  readonly topics: TopicNames
  /** Of several reports. */
  readonly comparison?: Comparison
}
export type { Comparison } from '#reader/compare-readings.ts'
export type { Identity, Statistic } from '#reader/statistic.ts'
/** POST /report-readings/against-ledger {text, year?} */
export type ReadingAgainstLedger = AgainstLedger & {
  readonly division: string
  /** Whether the report names this division as its own. */
  readonly ownReport: boolean
}
