import type { Catalogue } from '#kernel/catalogue.ts'
import type { Settings } from '#kernel/limit.ts'
import type { Names } from '#kernel/print.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import type { Instant, PlainDate } from '#kernel/time/date.ts'
import { chinaDate } from '#kernel/time/date.ts'
import type { Database } from '#store/database.ts'

export type OrganInfo = {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly kind: string
  readonly parent?: string
}
export type PersonInfo = {
  readonly id: string
  readonly name: string
  readonly organ: string
  readonly roles: readonly string[]
}

/** What one division is made of; read once and kept until something of it changes. */
export type DivisionInfo = {
  readonly code: string
  readonly name: string
  readonly organs: ReadonlyMap<string, OrganInfo>
  readonly people: ReadonlyMap<string, PersonInfo>
  readonly settings: Settings
}

/** Everything the upper floors work with. The clock is a function, so that tests and simulation choose the day. */
export type Platform = {
  readonly db: Database
  readonly catalogue: Catalogue
  readonly now: () => Instant
  readonly calendar: () => Calendar
  readonly division: (code: string) => Promise<DivisionInfo>
  /** Forgets what it knows of a division: organs, people or settings were changed. */
  readonly forget: (code: string) => void
  readonly filesDir: string
}

export const today = (platform: Platform): PlainDate => chinaDate(platform.now())

/** Names behind ids for printing; register entries and records are named by the caller. */
export const namesOf =
  (division: DivisionInfo, others: ReadonlyMap<string, string> = new Map()): Names =>
  (kind, id) =>
    kind === 'organ'
      ? division.organs.get(id)?.name
      : kind === 'person'
        ? division.people.get(id)?.name
        : others.get(id)
