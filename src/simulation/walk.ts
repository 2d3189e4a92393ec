import type { Declaration } from '#kernel/declaration.ts'
import { type Draft, decide, decideOpening, lapses, preview } from '#kernel/decide.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Fields, Party, Value, Values } from '#kernel/field.ts'
import { limitState } from '#kernel/limit.ts'
import type { Actor, RecordState } from '#kernel/record.ts'
import { allRefusals, type Refusal } from '#kernel/refusal.ts'
import { addWorkdays } from '#kernel/time/calendar.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import { seesDivision } from '#law/roles.ts'
import type { Plan, PlanStep } from '#records/bulk.ts'
import type { Random } from './random.ts'
import type { Ahead } from './scenes/scene.ts'
import {
  type Coverage,
  drawForm,
  nothingAhead,
  drawParties,
  drawValue,
  type FormContext,
  type FormWish,
  optionKey,
  otherValue,
  sceneOf,
} from './values.ts'
import {
  clockText,
  closesAt,
  instantOf,
  later,
  localOf,
  type Moment,
  minutesBetween,
  momentOf,
  noLaterWorkday,
  onWorkday,
  opensAt,
  workdaysOn,
} from './working-time.ts'
import { actorsFor, contextOf, openingOrgans, type World } from './world.ts'

/** A record brought from its opening to where it stands on the last day, every step decided by the engine. */
export type Walk = {
  readonly organ: string
  readonly open: Plan['open']
  readonly steps: readonly PlanStep[]
  readonly state: RecordState
}

/** A walk and the moment of its last step. */
export type Standing = Walk & { readonly moment: Moment }

export type Walker = {
  readonly world: World
  readonly declaration: Declaration
  readonly random: Random
  /** Id that the record will have. */
  readonly id: string
  /** Nothing happens after this day. */
  readonly until: PlainDate
  /** Given while exploring: what was seen least is tried first. */
  readonly coverage?: Coverage
  /** Given when a known way is gone again: what comes on it. */
  readonly ahead?: Ahead
}

export type StepWish = FormWish & {
  readonly parties?: readonly Party[]
  /** The organ that opens it, if it can. */
  readonly organ?: string
}

type Attempt = {
  readonly action: string
  readonly moment: Moment
  readonly organ: string
  readonly wish: StepWish
  readonly actors: readonly Actor[]
  readonly state?: RecordState
}
type Taken = {
  readonly step: PlanStep
  readonly parties: readonly Party[]
  readonly state: RecordState
  readonly moment: Moment
}

const runsInHours = (d: Declaration): boolean => Object.values(d.limits).some(l => l.within.unit === 'H')
const formOf = (d: Declaration, action: string): Fields =>
  action === 'open' ? d.fields : (d.actions[action]?.asks ?? {})
const guardsOf = (d: Declaration, action: string) =>
  (action === 'open' ? d.open.guards : d.actions[action]?.guards) ?? []

/** One step, decided as on its day. Refused forms are filled in again until the engine accepts one, or nothing helps. */
function take(w: Walker, attempt: Attempt): Taken | undefined {
  for (const actor of attempt.actors.slice(0, 2)) {
    const taken = takeAs(w, attempt, actor)
    if (taken) return taken
  }
  return undefined
}

function takeAs(w: Walker, attempt: Attempt, actor: Actor): Taken | undefined {
  const { world, declaration: d, random } = w
  const { action, organ, wish, state } = attempt
  const fields = formOf(d, action)
  let moment = attempt.moment
  const form = (): FormContext => ({
    world,
    random,
    declaration: d,
    action,
    on: moment.day,
    organ,
    actor,
    ...(state ? { state } : {}),
    ...(w.coverage ? { coverage: w.coverage } : {}),
    ...(w.ahead ? { ahead: w.ahead } : {}),
  })
  let values: Record<string, Value> = drawForm(fields, form(), wish)
  let parties = action === 'open' ? drawParties(form(), values, wish.parties) : []
  let kept = { values, refusals: Number.POSITIVE_INFINITY }
  // While exploring, a choice is held until no other answer gets it through; then it gives way.
  const held = w.coverage && random.chance(0.5) ? Object.keys(fields).filter(f => fields[f]?.kind === 'choice') : []
  const wished = new Set(Object.keys(wish.values ?? {}))
  const trials = w.coverage ? 60 : 40
  for (let trial = 0; trial < trials; trial++) {
    const result = ask(w, attempt, actor, moment, values, parties)
    if (result.ok) return taken(w, attempt, actor, moment, values, parties, result.value.drafts)
    const refusals = allRefusals(result)
    if (isHopeless(d, action, refusals)) return undefined
    const early = refusals.find(r => r.code === 'too-early')
    if (early && state) {
      const after = firstDayAfter(w, state, early.path ?? '', moment.day)
      if (after === undefined || after > w.until) return undefined
      moment = { day: onWorkday(world.calendar, after), minute: random.between(opensAt, closesAt) }
      values = drawForm(fields, form(), wish)
      continue
    }
    if (refusals.length <= kept.refusals) kept = { values, refusals: refusals.length }
    values = { ...kept.values }
    if (refusals.some(r => r.path?.startsWith('parties'))) parties = drawParties(form(), values, wish.parties)
    mend(fields, form(), values, refusals, trial < 35 ? new Set([...wished, ...held]) : wished, trial)
  }
  return undefined
}

function ask(w: Walker, attempt: Attempt, actor: Actor, moment: Moment, values: Values, parties: readonly Party[]) {
  const context = contextOf(w.world, actor, moment.day)
  const at = runsInHours(w.declaration) ? { at: clockText(moment.minute) } : {}
  if (attempt.action === 'open')
    return decideOpening(
      w.declaration,
      { action: 'open', on: moment.day, values, parties, ...at },
      { ...context, organ: attempt.organ },
    )
  return decide(
    w.declaration,
    attempt.state as RecordState,
    { action: attempt.action, on: moment.day, values, ...at },
    context,
    seesDivision(actor.roles),
  )
}

function taken(
  w: Walker,
  attempt: Attempt,
  actor: Actor,
  moment: Moment,
  values: Values,
  parties: readonly Party[],
  drafts: readonly Draft[],
): Taken {
  const { declaration: d, world } = w
  const seed = { division: world.division.code, id: w.id, system: d.code, version: d.version, seq: 0 } as RecordState
  let state = attempt.state
  for (const draft of drafts) state = evolve(d, state, preview(state ?? seed, draft))
  const step: PlanStep = {
    action: attempt.action,
    on: moment.day,
    values,
    actor,
    recordedAt: instantOf(later(moment, w.random.between(1, 9))),
    ...(runsInHours(d) ? { at: clockText(moment.minute) } : {}),
  }
  if (w.coverage) see(w.coverage, attempt, values)
  return { step, parties, state: state as RecordState, moment }
}

function see(coverage: Coverage, attempt: Attempt, values: Values): void {
  const count = (key: string) => coverage.set(key, (coverage.get(key) ?? 0) + 1)
  count(`${attempt.state?.stage ?? ''}>${attempt.action}`)
  for (const [code, value] of Object.entries(values))
    for (const one of [value].flat()) count(optionKey(attempt.action, code, String(one)))
}

/** Refusals that no other form and no later day of this attempt can turn. */
function isHopeless(d: Declaration, action: string, refusals: readonly Refusal[]): boolean {
  const guards = guardsOf(d, action)
  const fields = formOf(d, action)
  return refusals.some(
    r =>
      ['forbidden', 'conflict', 'wrong-stage', 'wrong-date'].includes(r.code) ||
      (r.code === 'too-late' && !(r.path && Object.hasOwn(fields, r.path))) ||
      (r.code === 'guard' && guards.some(g => g.code === r.path && g.asks === 'state')),
  )
}

/** Changes what was refused; when a guard does not say which field, tries consent first and then one field at a time. */
function mend(
  fields: Fields,
  context: FormContext,
  values: Record<string, Value>,
  refusals: readonly Refusal[],
  pinned: ReadonlySet<string>,
  trial: number,
): void {
  const { random, world, on } = context
  let named = false
  for (const r of refusals) {
    const code = r.path?.replace(/^values\./, '') ?? ''
    const field = fields[code]
    if (!field) continue
    named = true
    const value =
      r.code === 'too-late'
        ? addWorkdays(world.calendar, on, random.between(5, 40))
        : drawValue(field, code, context, values)
    if (value !== undefined) values[code] = value
  }
  if (named) return
  const free = Object.keys(fields).filter(f => !pinned.has(f))
  if (trial === 0) {
    for (const code of free) if (fields[code]?.kind === 'boolean') values[code] = true
    return
  }
  for (let i = 0; i < (trial > 20 ? 2 : 1); i++) {
    const code = free.length ? random.pick(free) : undefined
    const field = code === undefined ? undefined : fields[code]
    if (code === undefined || !field) return
    const value = otherValue(field, code, context, values)
    if (value !== undefined) values[code] = value
    else if (field.optional) delete values[code]
  }
}

function firstDayAfter(w: Walker, state: RecordState, limitCode: string, today: PlainDate): PlainDate | undefined {
  const limit = w.declaration.limits[limitCode]
  if (!limit) return undefined
  const { strict } = limitState({
    code: limitCode,
    limit,
    system: w.declaration.code,
    state,
    today,
    calendar: w.world.calendar,
    settings: w.world.settings,
  })
  return strict === undefined ? undefined : addDays(strict.slice(0, 10), 1)
}

/** The authority's running limit that ends first, with the actions that meet it; `action`: only limits that it meets. */
export function dueLimit(
  w: Walker,
  state: RecordState,
  today: PlainDate,
  action?: string,
): { readonly final: string; readonly until: readonly string[] } | undefined {
  const { calendar, settings } = w.world
  let due: { final: string; until: readonly string[] } | undefined
  for (const [code, limit] of Object.entries(w.declaration.limits)) {
    if (limit.kind !== 'MAX' || (limit.bears !== 'authority' && !limit.ifMissed)) continue
    const until: readonly string[] = limit.until
    if (action !== undefined && !until.includes(action)) continue
    const s = limitState({ code, limit, system: w.declaration.code, state, today, calendar, settings })
    if (s.status === 'running' && s.final !== undefined && (!due || s.final < due.final))
      due = { final: s.final, until }
  }
  return due
}

/** Actions that meet a limit that runs, whoever must keep it. */
export function askedNow({ world, declaration: d }: Walker, state: RecordState, today: PlainDate): ReadonlySet<string> {
  const { calendar, settings } = world
  const asked = new Set<string>()
  for (const [code, limit] of Object.entries(d.limits)) {
    if (limit.kind !== 'MAX') continue
    const s = limitState({ code, limit, system: d.code, state, today, calendar, settings })
    if (s.status === 'running') for (const action of limit.until) asked.add(action)
  }
  return asked
}

const calmGaps = [0, 1, 1, 2, 3, 5, 8]

/** When the next step is taken: well within its limit, or after it when `late`; on workdays and in working hours. */
export function nextMoment(w: Walker, state: RecordState, action: string, last: Moment, late: boolean): Moment {
  const { random, world, declaration: d } = w
  const own = dueLimit(w, state, last.day, action)?.final
  if (own !== undefined && own.length > 10) {
    const minutes = Math.max(5, minutesBetween(last, momentOf(own)))
    const at = later(last, late ? minutes + random.between(30, 600) : minutes * (0.05 + random.unit() * 0.7))
    if (at.minute >= 8 * 60 && at.minute < 22 * 60) return at
    const morning = { day: at.minute < 8 * 60 ? at.day : addDays(at.day, 1), minute: 8 * 60 + random.between(0, 40) }
    return late || localOf(morning) <= own ? morning : later(last, Math.min(20, minutes))
  }
  const due = own ?? dueLimit(w, state, last.day)?.final
  let day: PlainDate
  if (late && own !== undefined) day = onWorkday(world.calendar, addDays(own, random.between(1, 9)))
  else if (own !== undefined) {
    const span = Math.min(60, Math.max(0, daysBetween(last.day, own)))
    day = onWorkday(world.calendar, addDays(last.day, Math.round(span * (0.08 + random.unit() * 0.72))))
    if (day > own) day = noLaterWorkday(world.calendar, own, last.day)
  } else {
    const long = d.stages[state.stage]?.suspended || d.stages[state.stage]?.end || d.archetype === 'register'
    day = workdaysOn(world.calendar, last.day, long ? random.between(5, 30) : random.pick(calmGaps))
    const latest = due?.slice(0, 10)
    if (latest !== undefined && latest >= last.day && day > latest)
      day = noLaterWorkday(world.calendar, addDays(last.day, Math.floor(daysBetween(last.day, latest) / 2)), last.day)
  }
  return settled(w, last, day)
}

/** A minute of that day, after the step before. */
function settled(w: Walker, last: Moment, day: PlainDate): Moment {
  const { random, world } = w
  if (day > last.day) return { day, minute: random.between(opensAt, closesAt - 30) }
  const minute = last.minute + random.between(15, 90)
  return minute <= 22 * 60
    ? { day: last.day, minute }
    : { day: workdaysOn(world.calendar, last.day, 1), minute: random.between(opensAt, closesAt - 30) }
}

/** The organs that keep such a record, where the scene says so; all of them when it names none. */
function suited(w: Walker, organs: readonly string[], wish: StepWish): readonly string[] {
  const opensAt = sceneOf(w.declaration)?.opensAt
  if (!opensAt) return organs
  const values = wish.values ?? {}
  const found = organs.filter(code => {
    const organ = w.world.division.organs.get(code)
    const may = (field: string, option: string) => {
      const free = wish.free?.get(field)
      return values[field] === undefined ? !free?.length || free.includes(option) : values[field] === option
    }
    return organ && opensAt({ organ, values, ahead: w.ahead ?? nothingAhead, may })
  })
  return found.length ? found : organs
}

const firstOfPost = 0.35

/** Those first who can carry most of the procedure themselves. */
function byReach(d: Declaration, able: readonly Actor[]): Actor[] {
  const reach = (p: Actor) => Object.values(d.actions).filter(a => a.by.some(r => p.roles.includes(r))).length
  return able.toSorted((a, b) => reach(b) - reach(a))
}

/** The opening of a record on a day, or undefined when the engine accepts none. */
export function takeOpening(w: Walker, day: PlainDate, wish: StepWish): Standing | undefined {
  const { world, declaration: d, random } = w
  const able = suited(w, openingOrgans(world, d), wish)
  const organs = able.filter(o => o === wish.organ)
  if (!organs.length) organs.push(...able)
  if (!organs.length) return undefined
  for (let i = 0; i < 3; i++) {
    const organ = random.pick(organs)
    const able = world.staff.filter(p => p.organ === organ && p.roles.some(r => d.open.by.includes(r)))
    // The first of a post has more of the work: his is the account that is shown.
    const actors = random.chance(firstOfPost) ? byReach(d, able) : random.shuffled(able)
    const minute = random.between(opensAt, closesAt - 90)
    const opened = take(w, { action: 'open', moment: { day, minute }, organ, wish, actors })
    if (!opened) continue
    const { action: _, ...step } = opened.step
    const handler = d.archetype === 'matter' && step.actor.organ === organ ? { handler: step.actor.id } : {}
    const state = 'handler' in handler ? { ...opened.state, ...handler } : opened.state
    return {
      organ,
      open: { ...step, ...(opened.parties.length ? { parties: opened.parties } : {}), ...handler },
      steps: [],
      state,
      moment: opened.moment,
    }
  }
  return undefined
}

/** One more step of a walk, or undefined when it is refused or would fall after the last day. */
export function takeStep(
  w: Walker,
  walk: Standing,
  action: string,
  moment: Moment,
  wish: StepWish,
): Standing | undefined {
  const declared = w.declaration.actions[action]
  if (!declared || moment.day > w.until) return undefined
  const able = actorsFor(w.world, declared.by, [walk.organ, ...walk.state.organs])
  const usual = walk.state.handler
  const actors = w.random.shuffled(able).toSorted((a, b) => Number(b.id === usual) - Number(a.id === usual))
  const next = take(w, { action, moment, organ: walk.organ, wish, actors, state: walk.state })
  if (!next || next.moment.day > w.until) return undefined
  return {
    organ: walk.organ,
    open: walk.open,
    steps: [...walk.steps, next.step],
    state: next.state,
    moment: next.moment,
  }
}

/** Whether the law would do something by itself until the end of the last day: such a record is not left to stand. */
export const awaitsTheLaw = (w: Walker, state: RecordState): boolean =>
  lapses(w.declaration, state, {
    today: addDays(w.until, 1),
    calendar: w.world.calendar,
    settings: w.world.settings,
  }).length > 0
