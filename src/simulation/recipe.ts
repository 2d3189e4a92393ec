import { contributionsOf } from '#kernel/contribution.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { decide, decideOpening, preview } from '#kernel/decide.ts'
import { usualPath } from '#kernel/describe.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Field, Fields, Party, Value, Values } from '#kernel/field.ts'
import type { Contribution } from '#kernel/figure.ts'
import { limitState } from '#kernel/limit.ts'
import type { RecordState } from '#kernel/record.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import { seesDivision } from '#law/roles.ts'
import type { PlanStep } from '#records/bulk.ts'
import type { Ahead } from './scenes/scene.ts'
import { type FormWish, isFilled, sceneOf } from './values.ts'
import { dueLimit, nextMoment, takeOpening, takeStep, type Standing, type Walker, type Walk } from './walk.ts'
import { closesAt, drawWorkday, later, minutesBetween, onWorkday, opensAt } from './working-time.ts'
import { contextOf, type World } from './world.ts'

/** One step of a way through a procedure: what of its form matters, and what may be chosen freely. */
type RecipeStep = {
  readonly action: string
  readonly wish: FormWish
  /** Everything that was filled in when the way was found. */
  readonly exact: Values
  /** Minutes since the step before. */
  readonly gap: number
  /** It met its limit too late. */
  readonly late: boolean
  /** Choices and answers that change neither the way nor the figures, with the options that are as good. */
  readonly free: ReadonlyMap<string, readonly string[]>
  /** Fields that were filled in and need not be. */
  readonly idle: ReadonlySet<string>
}

/** A way through a procedure that the engine has allowed once, to be gone again with other people on other days. */
export type Recipe = {
  readonly declaration: Declaration
  readonly open: RecipeStep
  readonly steps: readonly RecipeStep[]
  /** What a record that goes this way adds to figures; days counted from the opening. */
  readonly trace: readonly Traced[]
  /** Days from the opening to each step. */
  readonly days: readonly number[]
  /** How usual the way is, against other ways of the same procedure. */
  readonly weight: number
  /** It ends where nothing more is demanded. */
  readonly complete: boolean
  /** The walk on which it was found. */
  readonly found: Standing
}
export type Traced = {
  readonly figure: string
  readonly from: number
  readonly until?: number
  readonly amount: number
}

export const traceOf = (openedOn: PlainDate, contributions: readonly Contribution[]): Traced[] =>
  contributions.map(c => ({
    figure: c.figure,
    from: daysBetween(openedOn, c.on),
    amount: c.amount,
    ...(c.until === undefined ? {} : { until: daysBetween(openedOn, c.until) }),
  }))

export const contributionsIn = (world: World, d: Declaration, state: RecordState): Contribution[] =>
  contributionsOf(d, state, { calendar: world.calendar, settings: world.settings })

const isDiscriminating = (field: Field | undefined): boolean => field?.kind === 'choice' || field?.kind === 'boolean'

function stepOf(fields: Fields, action: string, on: PlainDate, exact: Values, gap: number, late: boolean): RecipeStep {
  const values: Record<string, Value> = {}
  const dates: Record<string, number> = {}
  const optional = new Set<string>()
  for (const [code, value] of Object.entries(exact)) {
    const field = fields[code]
    if (isDiscriminating(field)) values[code] = value
    if (field?.kind === 'date' && typeof value === 'string') dates[code] = daysBetween(on, value)
    if (field?.optional) optional.add(code)
  }
  return { action, wish: { values, dates, optional }, exact, gap, late, free: new Map(), idle: new Set() }
}

export function recipeOf(world: World, d: Declaration, walk: Standing): Recipe {
  const { state, open } = walk
  const at = (step: { on: PlainDate; at?: string; recordedAt?: string }) =>
    step.recordedAt ?? `${step.on}T01:00:00.000Z`
  const minutes = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / 60_000
  let last = at(open)
  const steps = walk.steps.map(step => {
    const gap = Math.max(1, Math.round(minutes(last, at(step))))
    last = at(step)
    return stepOf(d.actions[step.action]?.asks ?? {}, step.action, step.on, step.values ?? {}, gap, false)
  })
  const late = d.stages[state.stage]?.end ? lateSteps(world, d, state) : new Set<string>()
  const marked = steps.map((s, i) => ({ ...s, late: late.has(`${s.action} ${walk.steps[i]?.on}`) }))
  const stage = d.stages[state.stage]
  const rests = d.archetype === 'register' ? d.validity?.stages.includes(state.stage) === true : false
  return {
    declaration: d,
    open: stepOf(d.fields, 'open', open.on, open.values ?? {}, 0, false),
    steps: marked,
    trace: traceOf(open.on, contributionsIn(world, d, state)),
    days: walk.steps.map(s => daysBetween(open.on, s.on)),
    weight: usualness(d, marked, state),
    complete: stage?.end === true || rests || !Object.keys(d.actions).length,
    found: walk,
  }
}

function lateSteps(world: World, d: Declaration, state: RecordState): Set<string> {
  const late = new Set<string>()
  const today = state.steps.at(-1)?.on ?? state.openedOn
  for (const [code, limit] of Object.entries(d.limits)) {
    const s = limitState({
      code,
      limit,
      system: d.code,
      state,
      today,
      calendar: world.calendar,
      settings: world.settings,
    })
    if (s.status === 'late') for (const until of limit.until) late.add(`${until} ${s.metOn}`)
  }
  return late
}

const paths = new WeakMap<Declaration, readonly string[]>()
const pathOf = (d: Declaration): readonly string[] => {
  const known = paths.get(d) ?? usualPath(d)
  paths.set(d, known)
  return known
}

/**
 * The usual path to its end, on time, with the usual answers; detours, short cuts, repetitions, lateness and rare answers
 * are rarer.
 */
function usualness(d: Declaration, steps: readonly RecipeStep[], state: RecordState): number {
  const path = pathOf(d)
  const visited = new Set(state.steps.map(s => s.to))
  let weight = 3 ** path.filter(stage => visited.has(stage)).length
  weight *= sceneOf(d)?.likelihood?.(state.values) ?? 1
  const done = new Set<string>()
  for (const step of steps) {
    const action = d.actions[step.action]
    if (done.has(step.action)) weight *= 0.2
    done.add(step.action)
    if (step.late) weight *= 0.1
    if (action?.to !== undefined && action.to !== 'back' && !path.includes(action.to)) weight *= 0.3
    if (action?.to === undefined) weight *= 0.75
    for (const [code, field] of Object.entries(action?.asks ?? {})) {
      const answer = step.wish.values?.[code]
      if (answer === undefined) continue
      if (field.initial !== undefined && answer !== field.initial) weight *= 0.4
      else if (field.kind === 'choice' && typeof answer === 'string')
        weight /= 1 + 0.35 * Math.max(0, Object.keys(field.options ?? {}).indexOf(answer))
    }
  }
  return (weight * (path.includes(state.stage) ? 1 : 0.4)) ** 1.3
}

/** Of going a way again: values and parties that must be entered, and how many steps to take; absent: all. */
export type ReplayWish = {
  readonly values?: Values
  readonly parties?: readonly Party[]
  /** The organ that opens it, if it can. */
  readonly organ?: string
  readonly steps?: number
}

export type Replayed = { readonly walk: Walk /** It goes on after the last day. */; readonly cut: boolean }

/** Goes a known way again from another day, with other people and texts. */
export function replay(walker: Walker, recipe: Recipe, day: PlainDate, forced: ReplayWish = {}): Replayed | undefined {
  const d = recipe.declaration
  const { open, steps } = loosened(walker.world, recipe)
  const w = { ...walker, ahead: aheadOf(steps.slice(0, forced.steps), forced.values ?? {}) }
  const wish = (step: RecipeStep, fields: Fields, exact: boolean) => {
    const own = Object.fromEntries(Object.entries(forced.values ?? {}).filter(([f]) => Object.hasOwn(fields, f)))
    if (exact) return { ...step.wish, values: { ...fixedValues(fields, step.exact), ...own } }
    const kept = [...(step.wish.optional ?? [])].filter(f => !step.idle.has(f) || isFilled(fields[f] as Field, w))
    const optional = new Set([...kept, ...Object.keys(own)])
    const wanted = (code: string) => !step.free.has(code) && (!fields[code]?.optional || optional.has(code))
    const values = Object.fromEntries(Object.entries(step.wish.values ?? {}).filter(([code]) => wanted(code)))
    return { ...step.wish, optional, values: { ...values, ...own }, free: step.free }
  }
  const opening = (exact: boolean) =>
    takeOpening(w, day, {
      ...wish(open, d.fields, exact),
      ...(forced.parties ? { parties: forced.parties } : {}),
      ...(forced.organ === undefined ? {} : { organ: forced.organ }),
    })
  const opened = opening(false) ?? opening(true)
  if (!opened) return undefined
  let now: Standing = opened
  for (const step of steps.slice(0, forced.steps)) {
    const fields = d.actions[step.action]?.asks ?? {}
    const moment = nextMoment(w, now.state, step.action, now.moment, step.late)
    if (moment.day > w.until) return { walk: now, cut: true }
    const again = later(now.moment, step.gap)
    const same =
      minutesBetween(now.moment, again) < 1440 ? again : { ...again, day: onWorkday(w.world.calendar, again.day) }
    const next: Standing | undefined =
      takeStep(w, now, step.action, moment, wish(step, fields, false)) ??
      takeStep(w, now, step.action, same, wish(step, fields, true))
    if (!next) return same.day > w.until ? { walk: now, cut: true } : undefined
    now = next
  }
  return { walk: d.archetype === 'register' ? keptUp(w, now) : longAfter(w, now), cut: false }
}

/** A settled record to which something comes in a later year, where the scene says so. */
function longAfter(w: Walker, walk: Standing): Standing {
  const { declaration: d, random, world } = w
  const later = sceneOf(d)?.longAfter
  if (!later?.stages.includes(walk.state.stage) || !random.chance(later.share)) return walk
  const [least, most] = later.days
  const day = drawWorkday(random, world.calendar, addDays(walk.moment.day, least), addDays(walk.moment.day, most))
  const moment = { day, minute: random.between(opensAt, closesAt) }
  return (day <= w.until && takeStep(w, walk, random.pick(later.actions), moment, {})) || walk
}

/** What is settled of the steps to come: which they are, and the answers that make the way. */
const aheadOf = (steps: readonly RecipeStep[], forced: Values): Ahead => ({
  actions: new Set(steps.map(s => s.action)),
  values: Object.assign(
    {},
    ...steps.map(s => Object.fromEntries(Object.entries(s.wish.values ?? {}).filter(([f]) => !s.free.has(f)))),
    forced,
  ),
})

/** A register entry goes on: what falls due again and again (yearly reviews) is done in time until the last day. */
function keptUp(w: Walker, walk: Standing): Standing {
  const { declaration: d, random } = w
  const valid = d.validity?.stages ?? []
  let now = walk
  for (let n = 0; n < 30 && valid.includes(now.state.stage); n++) {
    const due = dueLimit(w, now.state, now.moment.day)
    const final = due?.final.slice(0, 10)
    if (!due || final === undefined || final > w.until) break
    const keeps = due.until.find(code => {
      const action = d.actions[code]
      return action?.from.includes(now.state.stage) && (action.to === undefined || valid.includes(action.to))
    })
    const day = drawWorkday(random, w.world.calendar, addDays(final, -50), addDays(final, -5))
    if (keeps === undefined || day < now.moment.day) break
    const next = takeStep(w, now, keeps, { day, minute: random.between(opensAt, closesAt) }, {})
    if (!next) break
    now = next
  }
  return now
}

/** Everything but names, numbers of people and references, which are drawn anew. */
const fixedValues = (fields: Fields, exact: Values): Values =>
  Object.fromEntries(
    Object.entries(exact).filter(([code]) =>
      ['choice', 'boolean', 'integer', 'money'].includes(fields[code]?.kind ?? ''),
    ),
  )

const loosenedBefore = new WeakMap<Recipe, Pick<Recipe, 'open' | 'steps'>>()

/**
 * The steps with the choices that change neither the way nor any figure, found by going it again with each other option.
 * Worked out when a way is used first: most are never.
 */
function loosened(world: World, recipe: Recipe): Pick<Recipe, 'open' | 'steps'> {
  const known = loosenedBefore.get(recipe)
  if (known) return known
  const { found: walk, declaration: d } = recipe
  const base = fingerprint(world, d, walk.state)
  const freeOf = (index: number, step: RecipeStep, fields: Fields): RecipeStep => {
    const same = (values: Values) => rerun(world, d, walk, index, values) === base
    const idle = new Set(
      Object.keys(step.exact).filter(code => {
        const { [code]: _, ...rest } = step.exact
        return fields[code]?.optional && same(rest)
      }),
    )
    const free = new Map<string, readonly string[]>()
    for (const [code, field] of Object.entries(fields)) {
      const now = step.exact[code]
      if (field.kind === 'boolean' && typeof now === 'boolean' && same({ ...step.exact, [code]: !now }))
        free.set(code, [])
      if (field.kind !== 'choice' || field.many || typeof now !== 'string') continue
      const options = Object.keys(field.options ?? {}).filter(o => o === now || same({ ...step.exact, [code]: o }))
      if (options.length > 1) free.set(code, options)
    }
    return { ...step, free, idle }
  }
  const loose = {
    open: freeOf(-1, recipe.open, d.fields),
    steps: recipe.steps.map((s, i) => freeOf(i, s, d.actions[s.action]?.asks ?? {})),
  }
  loosenedBefore.set(recipe, loose)
  return loose
}

const fingerprint = (world: World, d: Declaration, state: RecordState): string =>
  `${state.stage} ${JSON.stringify(contributionsIn(world, d, state).map(c => [c.figure, c.on, c.until]))}`

/** The same walk with one form filled in otherwise; undefined when a step is refused. */
function rerun(world: World, d: Declaration, walk: Walk, index: number, values: Values): string | undefined {
  const before = statesOf(world, d, walk)
  let state = index === -1 ? opened(world, d, walk, { ...walk.open, values }) : before[index]
  for (const [i, step] of walk.steps.entries()) {
    if (i < index) continue
    if (!state) return undefined
    state = acted(world, d, state, i === index ? { ...step, values } : step)
  }
  return state && fingerprint(world, d, state)
}

const statesBefore = new WeakMap<Walk, readonly (RecordState | undefined)[]>()

/** The states of a walk before each of its steps. */
function statesOf(world: World, d: Declaration, walk: Walk): readonly (RecordState | undefined)[] {
  const known = statesBefore.get(walk)
  if (known) return known
  const states: (RecordState | undefined)[] = [opened(world, d, walk, walk.open)]
  for (const step of walk.steps) {
    const state = states.at(-1)
    states.push(state && acted(world, d, state, step))
  }
  statesBefore.set(walk, states)
  return states
}

function opened(world: World, d: Declaration, walk: Walk, open: Walk['open']): RecordState | undefined {
  const context = { ...contextOf(world, open.actor, open.on), organ: walk.organ }
  const decided = decideOpening(d, { action: 'open', ...open }, context)
  const draft = decided.ok ? decided.value.drafts[0] : undefined
  const { id } = walk.state
  const seed = { division: world.division.code, id, system: d.code, version: d.version, seq: 0 } as RecordState
  return draft && evolve(d, undefined, preview(seed, draft))
}

function acted(world: World, d: Declaration, state: RecordState, step: PlanStep): RecordState | undefined {
  const decided = decide(d, state, step, contextOf(world, step.actor, step.on), seesDivision(step.actor.roles))
  if (!decided.ok) return undefined
  return decided.value.drafts.reduce((now, draft) => evolve(d, now, preview(now, draft)), state)
}
