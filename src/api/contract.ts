/**
 * What goes over the wire between the server and its clients (workbench, portal, other programs). Types only: the
 * OpenAPI document of `/api/docs` is derived from the schemas of the routes, which are checked against these types.
 * All paths below `/api/v1`. Refusals are `application/problem+json` with status 4xx.
 */
import type { SystemDescription } from '#kernel/describe.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { HistoryEntry } from '#records/views.ts'

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
    readonly counts: { readonly active: number; readonly over: number; readonly total: number }
  })[]
}

/** GET /supervision */
export type { Finding, Supervision } from '#supervision/supervision.ts'

/** POST /imports?system=&dry=1&partial=1 (multipart file). GET /imports/template?system=&format=xlsx|csv. */
export type { ImportResult } from '#exchange/import.ts'
