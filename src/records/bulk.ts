import { type DecideContext, type Draft, decide, decideOpening, preview, titleOf } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { evolve, fold } from '#kernel/evolve.ts'
import type { Party, Values } from '#kernel/field.ts'
import type { Actor, Origin, RecordEvent, RecordState } from '#kernel/record.ts'
import { type Refusal, type Result, refuse } from '#kernel/refusal.ts'
import type { Instant, PlainDate } from '#kernel/time/date.ts'
import { seesDivision } from '#law/roles.ts'
import { type Scope, transact } from '#store/database.ts'
import { appendIn, loadMany, type Series, type Stored, takeNumbersIn, type Write } from '#store/log.ts'
import { caseSeries, documentSeries, type EventFrame, eventOf, idOf, printNumber } from './events.ts'
import { type Facts, factsFrom, fieldsOf, referred } from './facts.ts'
import { carry, linkedBack, linkFrom, type OpenedFrom, openedFrom } from './links.ts'
import type { DivisionInfo, Platform } from './platform.ts'

/** One step of a plan: who does what on which day, and when it was entered. */
export type PlanStep = {
  readonly action: string
  readonly on: PlainDate
  readonly at?: string
  readonly values?: Values
  readonly actor: Actor
  readonly handler?: string
  readonly note?: string
  readonly recordedAt?: Instant
}

/** A whole record from its opening on. The same `key` is the same record: a plan written before is passed over. */
export type Plan = {
  readonly key: string
  readonly system: string
  readonly organ: string
  readonly open: Omit<PlanStep, 'action' | 'note'> & {
    readonly parties?: readonly Party[]
    /** A number that the record had already; absent: the next of the series. */
    readonly number?: string
  }
  /** The record that it is opened from, written before or earlier among the plans; the link goes into both logs. */
  readonly from?: OpenedFrom
  readonly steps: readonly PlanStep[]
}

export type BulkOptions = {
  readonly origin: Extract<Origin, 'ledger' | 'simulation'>
  /**
   * `engine`: every step is decided as if it were done on its day, guards and all; a refused step refuses the plan.
   * `history`: what happened, happened: guards are not asked, the caller has checked the values.
   */
  readonly mode: 'engine' | 'history'
  readonly onProgress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
  /** Records in one transaction. */
  readonly batch?: number
}

export type BulkResult = {
  readonly written: number
  /** Plans whose record existed already. */
  readonly same: number
  readonly refused: readonly { readonly plan: Plan; readonly step: number; readonly refusal: Refusal }[]
}

type Decided = {
  plan: Plan
  id: string
  declaration: Declaration
  drafts: Draft[]
  times: Instant[]
  /** As decided; its numbers come later. */
  state: RecordState
}

/** Writes many records, hundreds in a transaction. Used by the import of ledgers and by the simulation. */
export async function writePlans(
  platform: Platform,
  scope: Scope,
  plans: readonly Plan[],
  options: BulkOptions,
): Promise<Result<BulkResult>> {
  const division = await platform.division(scope.division)
  const registers = new Map<string, RecordState>()
  const refused: { plan: Plan; step: number; refusal: Refusal }[] = []
  let written = 0
  let same = 0
  const size = options.batch ?? 500
  for (let i = 0; i < plans.length; i += size) {
    if (options.signal?.aborted) return refuse({ code: 'conflict', message: '已按您的要求停止，已写入的批次保留。' })
    const batch = plans.slice(i, i + size)
    const ids = batch.map(p => idOf(`${scope.division}\n${p.system}\n${p.key}`))
    const sources = batch.flatMap(p => p.from?.record ?? [])
    const existing = await loadMany(platform.db, { ...scope, sees: 'division' }, [...ids, ...sources])
    await readRegisters(platform, scope, batch, registers)
    const decided: Decided[] = []
    const stateOf = (id: string) => existing.get(id)?.state ?? decided.find(d => d.id === id)?.state
    const facts = factsFrom(platform.catalogue, id => registers.get(id) ?? stateOf(id))
    batch.forEach((plan, n) => {
      const id = ids[n] as string
      if (existing.has(id)) {
        same++
        return
      }
      const source = plan.from && stateOf(plan.from.record)
      const result = decidePlan(platform, division, facts, plan, id, source, options)
      if (result.ok) decided.push(result.value)
      else
        refused.push({
          plan,
          step: Number(result.refusal.path?.match(/^step (\d+)/)?.[1] ?? 0),
          refusal: result.others?.[0] ?? result.refusal,
        })
    })
    if (decided.length) {
      const done = await writeBatch(platform, division, scope, decided, existing, options.origin)
      if (!done.ok) return done
      written += decided.length
      for (const state of done.value)
        if (platform.catalogue.get(state.system, state.version).archetype === 'register') registers.set(state.id, state)
    }
    options.onProgress?.(Math.min(i + size, plans.length), plans.length)
  }
  return { ok: true, value: { written, same, refused } }
}

async function readRegisters(
  platform: Platform,
  scope: Scope,
  plans: readonly Plan[],
  known: Map<string, RecordState>,
) {
  const wanted = new Set<string>()
  for (const plan of plans) {
    const d = platform.catalogue.inForce(plan.system, plan.open.on)
    if (!d) continue
    for (const step of [{ ...plan.open, action: 'open' }, ...plan.steps])
      for (const id of referred(fieldsOf(d, step), step.values ?? {})) if (!known.has(id)) wanted.add(id)
  }
  if (!wanted.size) return
  const found = await loadMany(platform.db, { ...scope, sees: 'division' }, [...wanted])
  for (const [id, stored] of found) known.set(id, stored.state)
}

function decidePlan(
  platform: Platform,
  division: DivisionInfo,
  facts: Facts,
  plan: Plan,
  id: string,
  source: RecordState | undefined,
  options: BulkOptions,
): Result<Decided> {
  const declaration = platform.catalogue.inForce(plan.system, plan.open.on)
  if (!declaration)
    return refuse({ code: 'invalid-date', path: 'step 0', message: `${plan.open.on} 尚无适用的“${plan.system}”规则。` })
  const drafts: Draft[] = []
  const times: Instant[] = []
  const timeOf = (step: { on: PlainDate; recordedAt?: Instant }) => step.recordedAt ?? platform.now()
  const at = (n: number, result: { ok: false; refusal: Refusal }): Result<never> =>
    refuse({ ...result.refusal, path: `step ${n}` }, [result.refusal])

  const opening = withCarried(platform, division, plan, source, declaration)
  if (!opening.ok) return at(0, opening)
  const open = opening.value

  let state: RecordState | undefined
  const push = (draft: Draft, time: Instant) => {
    drafts.push(draft)
    times.push(time)
    const seed =
      state ??
      ({ division: division.code, id, system: plan.system, version: declaration.version, seq: 0 } as RecordState)
    state = evolve(declaration, state, preview(seed, draft))
  }

  if (options.mode === 'engine') {
    const context = (actor: Actor, today: PlainDate): DecideContext => ({
      today,
      calendar: platform.calendar(),
      settings: division.settings,
      actor,
      ...facts,
    })
    const opened = decideOpening(
      declaration,
      { action: 'open', ...open },
      { ...context(open.actor, open.on), organ: plan.organ },
    )
    if (!opened.ok) return at(0, opened)
    for (const draft of opened.value.drafts) push(draft, timeOf(open))
    for (const [n, step] of plan.steps.entries()) {
      const decision = decide(
        declaration,
        state as unknown as RecordState,
        step,
        context(step.actor, step.on),
        seesDivision(step.actor.roles),
      )
      if (!decision.ok) return at(n + 1, decision)
      for (const draft of decision.value.drafts) push(draft, timeOf(step))
    }
  } else {
    push(historyOpening(declaration, plan.organ, open), timeOf(open))
    for (const step of plan.steps) push(historyStep(declaration, step), timeOf(step))
  }
  return { ok: true, value: { plan, id, declaration, drafts, times, state: state as unknown as RecordState } }
}

/** The opening of a plan with what it takes along from the record that it is opened from. */
function withCarried(
  platform: Platform,
  division: DivisionInfo,
  { open, from }: Plan,
  source: RecordState | undefined,
  target: Declaration,
): Result<Plan['open']> {
  if (!from) return { ok: true, value: open }
  if (!source) return refuse({ code: 'not-found', path: 'from', message: '没有找到由来的记录，请先写入该记录。' })
  const carried = carry(platform.catalogue, division, source, from.link, target)
  if (!carried.ok) return carried
  const { values, parties } = carried.value
  return {
    ok: true,
    value: { ...open, values: { ...values, ...open.values }, parties: open.parties?.length ? open.parties : parties },
  }
}

function historyOpening(d: Declaration, organ: string, open: Plan['open']): Draft {
  const { actor, on, at, values = {}, parties = [], handler } = open
  const title = titleOf(d, { values, parties } as RecordState)
  return {
    action: 'open',
    on,
    by: actor,
    role: 'ledger',
    produces: [],
    data: { values, parties, opened: { organ, number: '', title }, ...(handler ? { handler } : {}) },
    ...(at ? { at } : {}),
  }
}

const historyStep = (d: Declaration, step: PlanStep): Draft => ({
  action: step.action,
  on: step.on,
  by: step.actor,
  role: 'ledger',
  // Documents of the past have their numbers already: the ledger does not give new ones.
  produces: (d.actions[step.action]?.produces ?? []).filter(code => !d.documents[code]?.series),
  data: { values: step.values ?? {}, ...(step.note ? { note: step.note } : {}) },
  ...(step.at ? { at: step.at } : {}),
})

async function writeBatch(
  platform: Platform,
  division: DivisionInfo,
  scope: Scope,
  decided: readonly Decided[],
  existing: ReadonlyMap<string, Stored>,
  origin: BulkOptions['origin'],
): Promise<Result<RecordState[]>> {
  const context = { catalogue: platform.catalogue, calendar: platform.calendar(), settings: () => division.settings }
  return transact(platform.db, scope, async trx => {
    const series: Series[] = []
    for (const { plan, declaration: d, drafts } of decided) {
      if (!plan.open.number) series.push(caseSeries(d, plan.organ, Number(plan.open.on.slice(0, 4))))
      for (const draft of drafts) series.push(...documentSeries(d, draft, plan.organ))
    }
    const numbers = series.length ? await takeNumbersIn(trx, series) : []
    const writes = new Map<string, Write & { readonly events: RecordEvent[] }>()
    for (const { plan, id, declaration: d, drafts, times } of decided) {
      const frame: EventFrame = { division, record: id, declaration: d, organ: plan.organ, origin, command: plan.key }
      const year = Number(plan.open.on.slice(0, 4))
      const number = plan.open.number ?? printNumber(division, plan.organ, d.numbering, year, numbers.shift() as number)
      const source = plan.from && (writes.get(plan.from.record) ?? unchanged(existing.get(plan.from.record)))
      const link = plan.from && source && linkFrom(source.state, id, plan.from.link)
      const events = (link ? openedFrom(link, drafts) : drafts).map((draft, n) =>
        eventOf(frame, draft, n + 1, times[n] as Instant, numbers, number),
      )
      const state = fold(d, events)
      writes.set(id, { state, events })
      if (!link || !source) continue
      const told = { by: plan.open.actor, on: plan.open.on, recordedAt: times[0] as Instant, origin }
      const back = linkedBack(platform.catalogue, division, source.state, link, state, told)
      writes.set(source.state.id, { ...source, state: back.state, events: [...source.events, back.event] })
    }
    const all = [...writes.values()]
    const done = await appendIn(trx, context, all)
    return done.ok ? { ok: true, value: all.map(w => w.state) } : done
  })
}

/** A record as it is stored, to which events will be added. */
const unchanged = (stored: Stored | undefined) => stored && { before: stored, state: stored.state, events: [] }
