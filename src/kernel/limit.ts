import type { RecordState, Step } from './record.ts'
import type { Refusal } from './refusal.ts'
import type { Citation } from './statute.ts'
import type { Calendar } from './time/calendar.ts'
import { addDays, formatChinese, type PlainDate } from './time/date.ts'
import {
  computePeriod,
  describeAmount,
  type Exclusion,
  type Extension,
  explainPeriod,
  type PeriodExplanation,
  type PeriodKind,
  type PeriodRequest,
  type PeriodUnit,
} from './time/period.ts'

/** A legal number: the value as the law writes it, with its unit. */
export type Amount = { readonly amount: number; readonly unit: PeriodUnit }
export const workingDays = (amount: number): Amount => ({ amount, unit: 'WD' })
export const calendarDays = (amount: number): Amount => ({ amount, unit: 'D' })
export const months = (amount: number): Amount => ({ amount, unit: 'M' })
export const years = (amount: number): Amount => ({ amount, unit: 'Y' })
export const hours = (amount: number): Amount => ({ amount, unit: 'H' })
/** Due on the very day that the field named by `from` holds: a promised payment, a day set in a notice. */
export const thatDay: Amount = { amount: 1, unit: 'FIX' }

/** The opening is the step `open`. */
export type StepRef<A extends string = string> = A | 'open'

/** It starts when another limit of the same declaration ends unmet: three months after the term for suing is over. */
export type AfterLimit<A extends string = string> = { readonly after: Limit<A> }

/** One statutory time limit of a procedure (`../law` tables): unit, start, end, roll, exclusions, extension, effect. */
export type Limit<A extends string = string> = {
  readonly name: string
  readonly within: Amount
  /** Where the statute leaves the unit open: the stricter reading. Warnings follow it, lateness follows `within`. */
  readonly alertWithin?: Amount
  readonly kind: PeriodKind
  /** A last day on a rest day moves to the next workday. */
  readonly roll?: boolean
  /** The step whose day starts it (that day does not count), or a field that holds the date (of `thatDay`: the last day). */
  readonly from: StepRef<A> | readonly StepRef<A>[] | { readonly field: string } | AfterLimit<A>
  /** The steps that meet it. */
  readonly until: readonly StepRef<A>[]
  /** What met it is returned: it runs on towards the same last day, as if it had not been met. */
  readonly reopenedBy?: readonly A[]
  readonly when?: (state: RecordState) => boolean
  /** Excluded: from the day after `suspend` to the day of `resume`. */
  readonly pausedBy?: readonly { readonly suspend: A; readonly resume: readonly A[] }[]
  /** Excluded: the interval that an action's fields name. */
  readonly excludes?: { readonly action: A; readonly from: string; readonly to: string }
  readonly extendedBy?: {
    readonly action: A
    /** The field of that action with the number of units; absent: `atMost`. */
    readonly field?: string
    readonly atMost: Amount
    readonly cite: Citation
  }
  /** `deems`: the action that the law itself performs when the last day has passed. */
  readonly ifMissed?: { readonly deems: A } | { readonly means: string }
  /** Actions refused before the end (MIN), or after it (MAX of a party, POWER), or when given too late (BEFORE). */
  readonly bars?: readonly A[]
  /** Of BEFORE: the field that holds the day of the event announced, asked by the barred action or earlier. */
  readonly event?: string
  /** Who is bound; a party's limit is shown but never counted as the organ's lateness. */
  readonly bears: 'authority' | 'party'
  readonly cite: Citation
  /** Local custom: the amount is a setting of the division. */
  readonly practice?: true
  /** `false`: not compared with the published text. */
  readonly verified?: false
  /** When somebody last compared it with the text. */
  readonly checkedOn: PlainDate
}

export type LimitStatus =
  /** the start has not happened, or the limit does not apply */
  | 'idle'
  | 'running'
  | 'paused'
  /** met on or before the last day */
  | 'kept'
  /** met after the last day */
  | 'late'
  /** running and past the last day */
  | 'overdue'

export type LimitState = {
  readonly code: string
  readonly status: LimitStatus
  readonly start?: PlainDate
  /** Last day without rest-day relief: warn on this one. */
  readonly strict?: PlainDate
  /** Last day in law: late after this one. */
  readonly final?: PlainDate
  /** It reaches a year whose holiday schedule is not published. */
  readonly provisional?: true
  readonly metOn?: PlainDate
  /** The step that met it. */
  readonly metBy?: Step['seq']
  readonly amount: Amount
  readonly extended?: true
}

/** Amounts of limits marked `practice`, per division: `system.limit` → amount. */
export type Settings = Readonly<Record<string, Amount>>

type LimitInput = Readonly<{
  code: string
  limit: Limit
  system: string
  state: RecordState
  today: PlainDate
  calendar: Calendar
  settings: Settings
}>

const isAfter = (from: Limit['from']): from is AfterLimit => typeof from === 'object' && 'after' in from

function startOf(input: LimitInput): { on: PlainDate; at?: string; index: number } | undefined {
  const { limit, state } = input
  if (isAfter(limit.from)) {
    const { final, metOn } = limitState({ ...input, limit: limit.from.after })
    return final && !metOn ? { on: final.slice(0, 10), index: -1 } : undefined
  }
  if (typeof limit.from === 'object' && 'field' in limit.from) {
    const value = state.values[limit.from.field]
    if (typeof value !== 'string') return undefined
    return { on: value, index: -1 }
  }
  const refs: readonly string[] = typeof limit.from === 'string' ? [limit.from] : (limit.from as readonly string[])
  const index = state.steps.findLastIndex(s => refs.includes(s.action))
  const step = state.steps[index]
  if (!step) return undefined
  return { on: step.on, index, ...(step.at ? { at: step.at } : {}) }
}

function pauses(limit: Limit, steps: readonly Step[], today: PlainDate): { closed: Exclusion[]; open: boolean } {
  const closed: Exclusion[] = []
  let open = false
  for (const pair of limit.pausedBy ?? []) {
    let since: PlainDate | undefined
    for (const step of steps) {
      if (step.action === pair.suspend) since ??= step.on
      else if (since !== undefined && (pair.resume as readonly string[]).includes(step.action)) {
        if (step.on > since) closed.push({ from: addDays(since, 1), to: step.on, ground: '中止' })
        since = undefined
      }
    }
    if (since !== undefined) {
      open = true
      if (today > since) closed.push({ from: addDays(since, 1), to: today, ground: '中止' })
    }
  }
  return { closed, open }
}

/** The period that a limit amounts to in this record, or undefined while its start has not happened. */
function periodOfLimit(input: LimitInput) {
  const { limit, state, today, settings, code, system, calendar } = input
  if (limit.when && !limit.when(state)) return undefined
  const start = startOf(input)
  if (!start) return undefined
  const later = state.steps.slice(start.index + 1)
  const reopened = later.findLastIndex(s => limit.reopenedBy?.includes(s.action))
  const met = later.slice(reopened + 1).find(s => (limit.until as readonly string[]).includes(s.action))
  // What was done before another limit had ended left nothing to begin: a fine paid while the party might still sue.
  if (met && isAfter(limit.from) && met.on <= start.on) return undefined
  const before = met ? later.filter(s => s.seq <= met.seq) : later
  const paused = pauses(limit, before, met ? met.on : today)
  const exclusions = paused.closed
  if (limit.excludes) {
    const { action, from, to } = limit.excludes
    for (const step of before)
      if (step.action === action && typeof step.values[from] === 'string' && typeof step.values[to] === 'string')
        exclusions.push({ from: step.values[from], to: step.values[to], ground: '依法不计入' })
  }
  const amount = (limit.practice && settings[`${system}.${code}`]) || limit.within
  let extension: Extension | undefined
  if (limit.extendedBy) {
    const by = limit.extendedBy
    const step = before.findLast(s => s.action === by.action)
    if (step) {
      const asked = by.field ? step.values[by.field] : undefined
      extension = {
        amount: typeof asked === 'number' ? Math.min(asked, by.atMost.amount) : by.atMost.amount,
        unit: by.atMost.unit,
      }
    }
  }
  const period: PeriodRequest = {
    start: amount.unit === 'H' && start.at ? `${start.on}T${start.at}` : start.on,
    amount: amount.amount,
    unit: amount.unit,
    kind: limit.kind,
    roll: limit.roll ?? false,
    calendar,
    ...(extension ? { extension } : {}),
    ...(amount.unit === 'FIX' ? { fixedOn: start.on } : {}),
  }
  return {
    met,
    paused: paused.open && !met,
    amount,
    extended: extension !== undefined,
    period: amount.unit === 'H' ? period : withExclusions(period, exclusions),
  }
}

/** A suspension after the last day no longer saves it: only what falls into the running period is excluded. */
function withExclusions(period: PeriodRequest, exclusions: readonly Exclusion[]): PeriodRequest {
  let with_ = period
  for (const e of exclusions.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const wider = { ...with_, exclusions: [...(with_.exclusions ?? []), e] }
    if (computePeriod(wider).ok) with_ = wider
  }
  return with_
}

/** Where a limit stands on a day. Screen, warning, refusal and statistics all use this one value. */
export function limitState(input: LimitInput): LimitState {
  const p = periodOfLimit(input)
  const idle: LimitState = { code: input.code, status: 'idle', amount: p?.amount ?? input.limit.within }
  if (!p || input.limit.kind === 'BEFORE') return idle
  const result = computePeriod(p.period)
  if (!result.ok) return idle
  const { final, provisional } = result.value
  const strict = alertDay(input.limit, p.period) ?? result.value.strict
  const last = final.slice(0, 10)
  const metOn = p.met?.on
  const least = input.limit.kind === 'MIN'
  const status: LimitStatus = metOn
    ? least || metOn <= last
      ? 'kept'
      : 'late'
    : p.paused
      ? 'paused'
      : !least && input.today > last
        ? 'overdue'
        : 'running'
  return {
    code: input.code,
    status,
    start: p.period.start.slice(0, 10),
    strict,
    final,
    amount: p.amount,
    ...(provisional ? { provisional: true } : {}),
    ...(p.met ? { metOn: p.met.on, metBy: p.met.seq } : {}),
    ...(p.extended ? { extended: true } : {}),
  }
}

/** Last day by the stricter reading of a limit whose unit the statute leaves open. */
function alertDay(limit: Limit, period: PeriodRequest): PlainDate | undefined {
  if (!limit.alertWithin) return undefined
  const stricter = computePeriod({ ...period, ...limit.alertWithin })
  return stricter.ok ? stricter.value.strict : undefined
}

/**
 * Whether a limit that has not been met still presses anybody: once the record rests, only one that an action of its last
 * stage can meet (publication, filing away); the others fell away with the case.
 */
export function presses(
  limit: Limit,
  state: Pick<RecordState, 'closedOn' | 'stage'>,
  actions: Readonly<Record<string, { readonly from: readonly string[] }>>,
): boolean {
  return state.closedOn === undefined || limit.until.some(a => actions[a]?.from.includes(state.stage))
}

/**
 * Day by day, in Chinese, with the article: 为什么是这一天. Undefined while the limit is idle. `startEvent`: what began it, to
 * stand before 之日.
 */
export function explainLimit(input: LimitInput, startEvent = input.limit.name): PeriodExplanation | undefined {
  const p = periodOfLimit(input)
  if (!p || input.limit.kind === 'BEFORE') return undefined
  const result = explainPeriod(p.period, { basis: input.limit.cite.text, startEvent })
  if (!result.ok) return undefined
  const alert = alertDay(input.limit, p.period)
  if (alert === undefined || !input.limit.alertWithin) return result.value
  const { amount, unit } = input.limit.alertWithin
  const note = `法律未写明期限的单位：从严按${describeAmount(amount, unit)}计至${formatChinese(alert)}，据此预警；逾期以上述届满日为准。`
  return { ...result.value, summary: [...result.value.summary, note] }
}

/** Whether a limit forbids `action` on a day: too early for a MIN, too late for a party's MAX or a POWER, notice too short for a BEFORE. */
export function barred(
  input: LimitInput & { readonly action: string; readonly on: PlainDate; readonly values: RecordState['values'] },
): { refusal?: Refusal; warning?: Refusal } {
  const { limit, action, on } = input
  if (!limit.bars?.includes(action)) return {}
  const article = limit.cite.text
  if (limit.kind === 'BEFORE') {
    const event = limit.event ? (input.values[limit.event] ?? input.state.values[limit.event]) : undefined
    if (typeof event !== 'string') return {}
    const { amount, unit } = limit.within
    const result = computePeriod({ start: event, amount, unit, kind: 'BEFORE', calendar: input.calendar })
    if (!result.ok) return { refusal: result.refusal }
    const { strict, final } = result.value
    if (on > final)
      return {
        refusal: {
          code: 'too-late',
          path: limit.event ?? '',
          article,
          message: `${limit.name}：通知最迟应在${formatChinese(final)}发出，现为${formatChinese(on)}。请把日期改到更晚的一天。`,
        },
      }
    return on > strict
      ? {
          warning: {
            code: 'too-late',
            article,
            message: `${limit.name}：按净日计算最迟为${formatChinese(strict)}，建议提前通知。`,
          },
        }
      : {}
  }
  // What is being entered counts: an outsider's year runs from the day that he names in the same act.
  const state = limitState({ ...input, state: { ...input.state, values: { ...input.state.values, ...input.values } } })
  if (!state.final || !state.strict) return {}
  if (limit.kind === 'MIN')
    return on > state.strict.slice(0, 10)
      ? {}
      : {
          refusal: {
            code: 'too-early',
            article,
            message: `${limit.name}尚未届满：最早于${formatChinese(state.strict)}结束之后（次日起）办理。`,
          },
        }
  if (state.status === 'paused') return {}
  return on > state.final.slice(0, 10)
    ? {
        refusal: {
          code: 'too-late',
          article,
          message: `${limit.name}已于${formatChinese(state.final)}届满，不能再办理。`,
        },
      }
    : {}
}
