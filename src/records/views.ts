/** What the records floor answers: the shapes that the API hands on to its clients. Types only. */
import type { Clock, Light } from '#kernel/clock.ts'
import type { Party, Values } from '#kernel/field.ts'
import type { FileRef, HandOver, LinkRef, Origin } from '#kernel/record.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { RestRun } from '#kernel/time/calendar.ts'
import type { PeriodExplanation } from '#kernel/time/period.ts'
import type { OpenedFrom } from './links.ts'

/** One record of a thread: where a matter came from and what became of it, across systems. */
export type ThreadEntry = {
  readonly id: string
  /** 0 for the first of the thread; what was opened from a record stands below it, one deeper. */
  readonly depth: number
  readonly system: string
  readonly systemName: string
  readonly number: string
  readonly openedOn: string
  readonly organName: string
  readonly stageName: string
  readonly outcomeName?: string
  /** By which link it was opened from the one above; absent for the first. */
  readonly link?: string
  /** Whether the reader may open it; its title is told only then. */
  readonly readable: boolean
  readonly title?: string
  /** The most pressing clock of an open record. */
  readonly clock?: Clock
}

/** One row of a list. */
export type RecordRow = {
  readonly id: string
  readonly system: string
  readonly number: string
  readonly title: string
  readonly stage: string
  readonly stageName: string
  readonly outcome?: string
  readonly outcomeName?: string
  readonly organ: string
  readonly organName: string
  readonly handler?: string
  readonly handlerName?: string
  readonly openedOn: string
  readonly closedOn?: string
  readonly clock?: Clock
  /** Printed values of the listed fields. */
  readonly listed: Readonly<Record<string, string>>
}

/**
 * GET /records?system=&stage=&outcome=&organ=&handler=me&light=over|near|ok|stop&from=&to=&asOf=&q=&f.<field>=&voided=&sort=opened|due&after=&limit=
 * `total` is exact up to 10,000; then `more` is true. The facets count the same rows, each group without its own filter;
 * of a longer list only its newest rows, `facetsOf` so many.
 */
export type RecordList = {
  readonly rows: readonly RecordRow[]
  readonly next?: string
  readonly total: number
  readonly more: boolean
  readonly facets: readonly {
    readonly field: string
    readonly name: string
    readonly values: readonly { readonly value: string; readonly name: string; readonly count: number }[]
  }[]
  readonly facetsOf?: number
}

export type HistoryEntry = {
  readonly seq: number
  readonly action: string
  readonly actionName: string
  readonly on: string
  readonly at?: string
  readonly recordedAt: string
  readonly by: { readonly id: string; readonly name: string; readonly organ: string; readonly organName: string }
  readonly origin: Origin
  /** What was entered, printed: label → value. */
  readonly entries: readonly { readonly name: string; readonly value: string }[]
  readonly documents: readonly { readonly code: string; readonly name: string; readonly number?: string }[]
  readonly note?: string
  readonly corrects?: { readonly seq: number; readonly reason: string }
  readonly correctedBy?: number
  /** The entry by which it was taken back, or by which a deemed step was shown not to have happened. */
  readonly supersededBy?: number
  /** First and last four hex digits of the event's SM3. */
  readonly digest: string
}

export type ActionOption = {
  readonly action: string
  readonly name: string
  /** Names of the posts that do it. */
  readonly by: readonly string[]
  readonly allowed: boolean
  /** The one thing to do: its button is the large one. */
  readonly main?: true
  /** The law has acted meanwhile; if it was done by this day, it may still be recorded with its own date (补录). */
  readonly late?: string
  readonly refusals: readonly Refusal[]
  readonly warnings: readonly Refusal[]
}

/** GET /records/:id */
export type RecordView = {
  readonly id: string
  readonly system: string
  readonly version: string
  readonly systemName: string
  /** The law that governs: 行政复议法（2023 年修订）. */
  readonly governedBy: string
  readonly number: string
  readonly title: string
  readonly stage: string
  readonly stageName: string
  readonly outcome?: string
  readonly outcomeName?: string
  readonly openedOn: string
  readonly closedOn?: string
  readonly voided: boolean
  readonly organ: { readonly code: string; readonly name: string }
  readonly handler?: { readonly id: string; readonly name: string }
  /** To be sent back as `expect` with the next action. */
  readonly seq: number
  readonly values: Values
  /** Every value printed with its label, in the order of declaration. Personal data is masked unless `seesPersonal`. */
  readonly entries: readonly {
    readonly field: string
    readonly name: string
    readonly value: string
    readonly step: string
  }[]
  readonly seesPersonal: boolean
  readonly parties: readonly (Party & { readonly roleName: string })[]
  /** Stages of the usual way with what happened: done, now, ahead. */
  readonly path: readonly {
    readonly stage: string
    readonly name: string
    readonly state: 'done' | 'now' | 'ahead'
    readonly on?: string
  }[]
  readonly clocks: readonly Clock[]
  readonly options: readonly ActionOption[]
  readonly common: {
    readonly correct: boolean
    readonly void: boolean
    readonly assign: boolean
    readonly attach: boolean
    readonly note: boolean
  }
  /** My own last step, which I may take back until then: POST /records/:id/actions {action: 'undo', on, expect}. */
  readonly undo?: { readonly until: string; readonly name: string }
  readonly documents: readonly {
    readonly code: string
    readonly name: string
    readonly number?: string
    readonly on: string
    readonly seq: number
  }[]
  readonly files: readonly (FileRef & { readonly seq: number })[]
  /** The records that hang together with this one, itself among them; empty when nothing is linked. */
  readonly thread: readonly ThreadEntry[]
  /** Systems that this record may start now, with nothing to type again: by me (`mine`), or by the organs to which I may hand it over. */
  readonly opens: readonly {
    readonly link: string
    readonly system: string
    readonly name: string
    readonly mine: boolean
    readonly receivers: readonly { readonly code: string; readonly name: string }[]
  }[]
  /** To whom it was handed over, the first first. */
  readonly handOvers: readonly (Pick<
    HandOver,
    'seq' | 'on' | 'status' | 'note' | 'answeredOn' | 'number' | 'reason'
  > & { readonly name: string; readonly to: string; readonly by: string; readonly waitingDays: number })[]
  /** What of that waits for me to be accepted or returned. */
  readonly incoming: readonly Incoming[]
  readonly history: readonly HistoryEntry[]
  /** Whether the chain of its events was recomputed and agrees. */
  readonly chain: { readonly events: number; readonly intact: boolean }
}

/**
 * What another organ handed over to mine, to be accepted (POST /records with `from`) or returned (POST
 * /records/:id/actions {action: 'handBack', on, handBack: {seq}, note}).
 */
export type Incoming = {
  readonly seq: number
  readonly link: string
  /** 转人民调解 */
  readonly name: string
  /** What it is to become. */
  readonly system: string
  readonly systemName: string
  /** The organ that handed it over, and who did it. */
  readonly from: string
  readonly by: string
  readonly note?: string
  readonly on: string
  readonly waitingDays: number
}

/** GET /records/:id/as-of/:day: a register entry as it stood at the end of a day. */
export type EntryAsOf = {
  readonly on: string
  readonly valid: boolean
  /** Why it was not valid. */
  readonly why: string
  /** Absent: it was not entered yet. */
  readonly stageName?: string
  readonly entries: readonly { readonly field: string; readonly name: string; readonly value: string }[]
  /** What each step changed, the newest first; those after the day too. */
  readonly changes: readonly {
    readonly seq: number
    readonly on: string
    readonly actionName: string
    readonly by: string
    readonly stageName: string
    readonly fields: readonly { readonly name: string; readonly from?: string; readonly to: string }[]
  }[]
}

/** GET /records/:id/limits/:code */
export type LimitExplanation = {
  readonly clock: Clock
  readonly explanation: PeriodExplanation
  readonly extension?: { readonly name: string; readonly article: string; readonly used: boolean }
}

/** POST /records and POST /records/:id/actions carry the header `Idempotency-Key`; a repeated key changes nothing. */
export type OpenRequest = {
  readonly system: string
  /** Day of the opening fact. */
  readonly on: string
  readonly at?: string
  readonly values?: Values
  readonly parties?: readonly Party[]
  readonly handler?: string
  /** The record that it comes from. */
  readonly from?: OpenedFrom
}

export type ActRequest = {
  readonly action: string
  readonly on: string
  readonly at?: string
  readonly values?: Values
  readonly parties?: readonly Party[]
  readonly note?: string
  readonly handler?: string
  readonly corrects?: { readonly seq: number; readonly on?: string; readonly reason: string }
  /** Of `handOver`: by which link of the record, to which organ. */
  readonly handOver?: { readonly link: string; readonly to: string }
  /** Of `handBack`: the hand-over that is returned. */
  readonly handBack?: { readonly seq: number }
  /** The `seq` of the view that the person saw; absent: not checked. */
  readonly expect?: number
}

/** POST /records/check and POST /records/:id/check: the same body, nothing is written. */
export type Check = {
  readonly refusals: readonly Refusal[]
  readonly warnings: readonly Refusal[]
  /** Clocks that will start. */
  readonly clocks: readonly Clock[]
  /** Records with the same party, system and open: 可能重复. */
  readonly duplicates: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly openedOn: string
    readonly stageName: string
  }[]
}

/** GET /records/prefill?record=&link=: what a linked opening takes along. */
export type Prefill = {
  readonly system: string
  readonly values: Values
  readonly parties: readonly Party[]
  readonly from: LinkRef
}

/** GET /today?scope=mine|organ|division */
export type Today = {
  readonly today: string
  /** 一件已超期，两件今日到期。 */
  readonly headline: string
  readonly note: string
  readonly items: readonly (RecordRow & {
    readonly clock: Clock
    readonly action?: { readonly code: string; readonly name: string }
  })[]
  /** Rest days ahead, as far as the items go. */
  readonly rests: readonly RestRun[]
  /** What rest days mean for limits. */
  readonly restNote: string
  readonly paused: readonly RecordRow[]
  /** Waiting for somebody with my roles: the next action of these records is mine, not the handler's. */
  readonly reviews: readonly (RecordRow & {
    readonly action: { readonly code: string; readonly name: string }
    readonly waitingDays: number
  })[]
  /** 待接收, what waits longest first. */
  readonly incoming: readonly (Incoming & {
    readonly record: string
    readonly number: string
    readonly title: string
  })[]
  readonly changes: readonly {
    readonly record: string
    readonly number: string
    readonly title: string
    readonly recordedAt: string
    /** Of a step. */
    readonly by?: string
    readonly actionName: string
  }[]
  readonly lights: readonly {
    readonly system: string
    readonly name: string
    readonly active: number
    readonly over: number
    readonly near: number
  }[]
}

/** One thing that newly waits for me, or that others did to what is mine. */
export type Notice = {
  readonly key: string
  readonly kind: 'assigned' | 'acted' | 'corrected' | 'review' | 'laid' | 'handed' | 'near' | 'over'
  readonly at: string
  readonly unread: boolean
  readonly record: string
  readonly number: string
  readonly title: string
  readonly systemName: string
  readonly words: string
  /** Of a limit. */
  readonly light?: Light
  /** Of what waits for my review: the action that is mine. */
  readonly action?: string
}
/** GET /notices; POST /notices/seen {until}: all that was told until then is read, `until` being `asked` of the answer. */
export type Notices = { readonly asked: string; readonly unread: number; readonly rows: readonly Notice[] }

/** A figure of a year as everybody sees it. */
export type FigureValue = {
  readonly code: string
  readonly system: string
  readonly systemName: string
  readonly name: string
  readonly value: number | null
  readonly unit: string
  readonly definition: string
  readonly topic: string
  readonly period: { readonly from: string; readonly to: string }
  readonly numerator?: number
  readonly denominator?: number
}

/** GET /lookup/organs, /lookup/persons?role=&q=, /lookup/entries?register=&q=&on=, /lookup/parties?number=|name= */
export type LookupOption = {
  readonly value: string
  readonly label: string
  readonly note?: string
  readonly invalid?: string
}

export type PartyLookup = { readonly parties: readonly (Party & { readonly seen: number })[] }

/** GET /search?q= : records over all systems, best first, grouped. */
export type SearchResult = { readonly rows: readonly RecordRow[]; readonly more: boolean }
