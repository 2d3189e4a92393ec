import type { Party, Values } from './field.ts'
import type { Instant, PlainDate } from './time/date.ts'

/** Who acts. `roles` are role codes; `organ` the code of the organ the person works for. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly division: string
  readonly organ: string
  readonly roles: readonly string[]
}

/** Acts that follow from the law itself: deemed acceptance, lapse. */
export const theLaw = (division: string): Actor => ({
  id: 'law',
  name: '依法自动',
  division,
  organ: '',
  roles: ['law'],
})

/** How a fact came into the log. `ledger`: imported history, whose guards were not asked at the time. */
export type Origin = 'user' | 'portal' | 'law' | 'ledger' | 'simulation'

/** One fact of a record. Events are only ever added; a correction is an event too. */
export type RecordEvent = {
  readonly division: string
  readonly record: string
  /** 1, 2, 3 … within the record, without gaps. */
  readonly seq: number
  readonly system: string
  /** Version of the declaration that governs the record, and the hash of its content. */
  readonly version: string
  readonly declaration: string
  readonly action: string
  /** The day of the fact, for the law. */
  readonly on: PlainDate
  /** Its time of day `HH:mm` in China, where a limit of hours runs. */
  readonly at?: string
  /** When it was entered, for the system: UTC instant. */
  readonly recordedAt: string
  readonly by: { readonly id: string; readonly name: string; readonly organ: string; readonly role: string }
  readonly origin: Origin
  /** Idempotency key of the command. */
  readonly command: string
  readonly data: EventData
}

export type EventData = {
  readonly values?: Values
  readonly parties?: readonly Party[]
  /** Of the opening event. */
  readonly opened?: {
    readonly organ: string
    readonly number: string
    readonly title: string
    readonly from?: LinkRef
  }
  /** Documents issued by the action, with their 文号. */
  readonly documents?: readonly IssuedDocument[]
  /** Of a correction: which step it corrects, and its right date. */
  readonly corrects?: { readonly seq: number; readonly on?: PlainDate; readonly reason: string }
  /** Steps that did not happen: what the law was taken to have done, though this fact had come in time; what is taken back. */
  readonly supersedes?: readonly number[]
  readonly link?: LinkRef
  readonly file?: FileRef
  readonly handler?: string
  readonly note?: string
  /** 移送: by which declared link, to which organ. */
  readonly handedOver?: { readonly link: string; readonly to: string }
  /** 退回: which hand-over, by the `seq` of its event. */
  readonly handedBack?: { readonly seq: number }
}

export type IssuedDocument = { readonly code: string; readonly number?: string }
/** A link between two records, in the logs of both under the same id. */
export type LinkRef = {
  readonly id: string
  /** `from`: this record was opened from the other; `to`: the other from this one. */
  readonly kind: 'from' | 'to'
  /** Code of the declared link, in the system of the record that was first. */
  readonly code: string
  readonly system: string
  readonly record: string
  readonly number: string
}
export type FileRef = {
  /** SM3 of the content, in hex: files are addressed by it. */
  readonly hash: string
  readonly name: string
  readonly bytes: number
  readonly type: string
}

/**
 * A matter handed over to another organ (移送). It is accepted (接收) when that organ opens its own record from it by the
 * link, or returned with a reason (退回). Meanwhile and once accepted the organ reads this record; nothing here stands still.
 */
export type HandOver = {
  /** Of the event. */
  readonly seq: number
  readonly link: string
  readonly to: string
  readonly on: PlainDate
  readonly recordedAt: Instant
  readonly by: RecordEvent['by']
  readonly note?: string
  readonly status: 'pending' | 'accepted' | 'returned'
  /** The day of acceptance or return. */
  readonly answeredOn?: PlainDate
  /** Number of the record by which it was accepted. */
  readonly number?: string
  /** Why it was returned. */
  readonly reason?: string
}

/** One step as the record's history shows it, corrections applied. */
export type Step = {
  readonly seq: number
  readonly action: string
  readonly on: PlainDate
  readonly at?: string
  readonly by: RecordEvent['by']
  readonly origin: Origin
  readonly values: Values
  readonly documents?: readonly IssuedDocument[]
  /** Stage before and after. */
  readonly from: string
  readonly to: string
  readonly correctedBy?: number
}

/** What a record is now: the fold of its events in order of `seq`. */
export type RecordState = {
  readonly division: string
  readonly id: string
  readonly system: string
  readonly version: string
  readonly number: string
  readonly title: string
  /** The organ that handles it, and others that take part in it and may read it. */
  readonly organ: string
  readonly organs: readonly string[]
  readonly handler?: string
  readonly stage: string
  /** The stage that a suspension returns to. */
  readonly back?: string
  readonly openedOn: PlainDate
  readonly closedOn?: PlainDate
  readonly outcome?: string
  /** The newest value of every field that was asked, by opening or by any action. */
  readonly values: Values
  readonly parties: readonly Party[]
  readonly steps: readonly Step[]
  readonly links: readonly LinkRef[]
  readonly files: readonly FileRef[]
  readonly handOvers?: readonly HandOver[]
  readonly voided?: true
  readonly seq: number
}

/** The last step of one of these actions, or undefined when it never happened. `open` is the opening. */
export function lastStep(state: RecordState, ...actions: readonly string[]): Step | undefined {
  return state.steps.findLast(s => actions.includes(s.action))
}

export function firstStep(state: RecordState, ...actions: readonly string[]): Step | undefined {
  return state.steps.find(s => actions.includes(s.action))
}

/** Whether one of these actions has happened. */
export const done = (state: RecordState, ...actions: readonly string[]): boolean =>
  lastStep(state, ...actions) !== undefined

/** The day on which one of these actions last happened. */
export const dayOf = (state: RecordState, ...actions: readonly string[]): PlainDate | undefined =>
  lastStep(state, ...actions)?.on
