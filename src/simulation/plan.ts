import { type Clock, clockOf, mostUrgent } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Party, Value } from '#kernel/field.ts'
import { limitState } from '#kernel/limit.ts'
import type { RecordState } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import type { Plan } from '#records/bulk.ts'
import { idOf } from '#records/events.ts'
import { breathe } from './breathe.ts'
import { discover } from './discover.ts'
import {
  type Class,
  classesOf,
  contradiction,
  type FitInput,
  fit,
  type Measure,
  type Mix,
  measuresOf,
  type Placement,
  signatureOf,
} from './fit.ts'
import { drawIdentityCard, drawParty } from './names.ts'
import { Random } from './random.ts'
import { contributionsIn, type Recipe, replay } from './recipe.ts'
import { systemFigures, type Target, versionsOf } from './targets.ts'
import { drawValue, sceneOf } from './values.ts'
import { mainOutcomes, shareOf, volumeOf } from './volumes.ts'
import { awaitsTheLaw, type Walk, type Walker } from './walk.ts'
import { drawWorkday } from './working-time.ts'
import { openingOrgans, type World } from './world.ts'

/** What the plans of one run have in common. */
export type Run = {
  readonly world: World
  readonly random: Random
  /** Before every key of the run: the same run makes the same records. */
  readonly prefix: string
  readonly year: number
  /** The last day of the simulation. */
  readonly until: PlainDate
  /** Multiplies what is usual. */
  readonly scale: number
}

export const keyOf = (run: Run, system: string, n: number): string => `${run.prefix}/${system}/${n}`

export const walkerOf = (run: Run, d: Declaration, key: string, random: Random): Walker => ({
  world: run.world,
  declaration: d,
  random,
  until: run.until,
  id: idOf(`${run.world.division.code}\n${d.code}\n${key}`),
})

export const planOf = (system: string, key: string, walk: Walk): Plan => ({
  key,
  system,
  organ: walk.organ,
  open: walk.open,
  steps: walk.steps,
})

export type Planned = { readonly plan: Plan; readonly state: RecordState }

/** In the order in which the records were opened, so that their numbers follow one another. */
export const inOrder = (planned: readonly Planned[]): Planned[] =>
  planned.toSorted((a, b) => {
    const [x, y] = [a.plan.open.recordedAt ?? '', b.plan.open.recordedAt ?? '']
    return x < y ? -1 : x > y ? 1 : a.plan.key < b.plan.key ? -1 : 1
  })

/** Steps tried in a search for ways: all of them where figures are to be met, else the usual ones. */
const searchBudget = { all: 3500, usual: 1000 }

/** Ways through every version of a system that can govern records opened in a range of days. */
export async function waysOf(
  run: Run,
  system: string,
  from: PlainDate,
  to: PlainDate,
  budget: number = searchBudget.usual,
): Promise<Recipe[]> {
  const versions = versionsOf(run.world.catalogue, system).filter(
    d => d.inForce.from <= to && (d.inForce.to === undefined || d.inForce.to >= from),
  )
  const ways: Recipe[] = []
  for (const d of versions) {
    const { to: end } = d.inForce
    const spring = laterOf(`${run.year}-02-01`, d.inForce.from)
    const day = end !== undefined && spring > end ? addDays(end, -200) : earlierOf(spring, run.until)
    const found: Recipe[] = []
    // Some outcomes lie at the end of a long procedure: without the main ones a year would not look like one.
    for (const longer of [1, 3, 6]) {
      const random = run.random.fork(`${system} ${d.version} ways ${budget * longer}`)
      found.push(...(await discover(run.world, d, random, day, budget * longer)))
      const reached = new Set(found.filter(r => r.complete).map(r => r.found.state.outcome))
      if (mainOutcomes(d).every(o => reached.has(o))) break
    }
    ways.push(...asUsual(d, found))
  }
  return ways
}

/** Ways weighted so that outcomes, and the kinds of matter that the opening names, come in their usual shares. */
function asUsual(d: Declaration, ways: readonly Recipe[]): Recipe[] {
  const kinds = Object.entries(sceneOf(d)?.shares ?? {})
  const kindOf = (way: Recipe) => kinds.map(([field]) => String(way.found.state.values[field])).join(' ')
  const outcomeOf = (way: Recipe) => String(way.found.state.outcome)
  const all = new Map<string, number>()
  const add = (key: string, n: number) => all.set(key, (all.get(key) ?? 0) + n)
  const shareOfKind = (way: Recipe) =>
    kinds.reduce((n, [field, shares]) => n * (shares[String(way.found.state.values[field])] ?? 0.2), 1)
  const seen = new Set<string>()
  for (const way of ways) {
    if (!way.complete) continue
    const key = `${outcomeOf(way)} ${kindOf(way)}`
    add(key, way.weight)
    // The kinds that lead to an outcome share it.
    if (!seen.has(key)) add(outcomeOf(way), shareOfKind(way))
    seen.add(key)
  }
  return ways.map(way => {
    const share = shareOf(d, way.found.state.outcome)
    const alike = all.get(`${outcomeOf(way)} ${kindOf(way)}`)
    const outcome = all.get(outcomeOf(way))
    if (share === undefined || !alike || !outcome) return way
    return { ...way, weight: (share * (shareOfKind(way) / outcome) * way.weight) / alike }
  })
}

/** The most pressing clock of the authority on the last day. */
export function urgentClock(run: Run, d: Declaration, state: RecordState): Clock | undefined {
  const { world, until: today } = run
  const { calendar, settings } = world
  return mostUrgent(
    Object.entries(d.limits).map(([code, limit]) =>
      clockOf(limit, limitState({ code, limit, system: d.code, state, today, calendar, settings }), today, calendar),
    ),
  )
}

/** Whether it would stand on the list of overdue work for ever, although nobody goes on with it. */
export const isOverdue = (run: Run, d: Declaration, state: RecordState): boolean =>
  d.archetype === 'matter' && urgentClock(run, d, state)?.light === 'over'

export const openingDay = (run: Run, d: Declaration, random: Random, from: PlainDate, to: PlainDate): PlainDate =>
  volumeOf(d).everyDay
    ? addDays(from, random.between(0, Math.max(0, daysBetween(from, to))))
    : drawWorkday(random, run.world.calendar, from, to)

/** A year's usual work, without targets. */
export async function planUsual(run: Run, system: string, n: number): Promise<Planned[]> {
  const newest = run.world.catalogue.newest(system)
  const first = `${run.year}-01-01`
  const last = `${run.year}-12-31` < run.until ? `${run.year}-12-31` : run.until
  if (!newest || n <= 0 || first > last) return []
  const ways = (await waysOf(run, system, first, last)).filter(r => r.complete)
  const planned: Planned[] = []
  for (let i = 0; i < n && ways.length; i++) {
    await breathe()
    const key = keyOf(run, system, i)
    for (let attempt = 0; attempt < 40; attempt++) {
      const random = run.random.fork(`${key} ${attempt}`)
      const recipe = random.weighted(ways, r => r.weight)
      const d = recipe.declaration
      const day = openingDay(run, d, random, laterOf(first, d.inForce.from), earlierOf(last, d.inForce.to ?? last))
      const w = walkerOf(run, d, key, random)
      const done = replay(w, recipe, day)
      if (!done || awaitsTheLaw(w, done.walk.state) || (attempt < 30 && isOverdue(run, d, done.walk.state))) continue
      planned.push({ plan: planOf(system, key, done.walk), state: done.walk.state })
      break
    }
  }
  return inOrder(planned)
}

export const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)
export const earlierOf = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b)

/** Days before the year in which a record may have been opened, when only such records give what is wanted. */
const carriedFrom = 400

/** How a system's targets will be met: which records of which kind. Nothing is made yet. */
export type Prepared = {
  readonly declaration: Declaration
  readonly measures: readonly Measure[]
  readonly mix: readonly Mix[]
}

/**
 * Finds records of a year whose figures come out as wanted. Refused when no mix of lawful records can do so; the refusal
 * names the figures that contradict each other. `existing`: what the figures count already, by name.
 */
export async function prepareTargets(
  run: Run,
  system: string,
  targets: readonly Target[],
  existing: ReadonlyMap<string, number>,
): Promise<Result<Prepared>> {
  const { world, year } = run
  const declaration = world.catalogue.newest(system)
  if (!declaration) throw new Error(`no system ${system}`)
  const figures = systemFigures(world.catalogue, system)
  const measures = measuresOf(figures, targets, year)
  const flows = measures.filter(m => m.figure.kind !== 'stock')
  const ends = measures.map(m => m.last).toSorted()
  const starts = flows.length ? flows.map(m => m.first) : [`${year}-01-01`]
  const from = addDays(starts.toSorted()[0] ?? '', -carriedFrom)
  const range = { from, to: earlierOf(ends.at(-1) ?? '', run.until), until: run.until }
  if (`${year}-01-01` > run.until)
    return refuse({ code: 'invalid-input', message: `${year}年还没有到，不能按目标模拟，请选择已经开始的年度。` })

  let unmet: Target[] = [...targets]
  // A way that is seldom found may need a longer search; only then is a target called impossible.
  for (const effort of [1, 3]) {
    const ways = await waysOf(run, system, range.from, range.to, searchBudget.all * effort)
    const input: FitInput = {
      declaration,
      figures,
      classes: classesOf(ways, measures, range),
      measures,
      targets,
      existing,
      usual: Math.round(volumeOf(declaration).year * run.scale),
    }
    const mix = await fit(input)
    if (mix) return ok({ declaration, measures, mix })
    unmet = await contradiction(input)
  }
  const said = unmet.map(t => `“${t.figure.name}”${t.printed}`).join('、')
  return refuse({
    code: 'conflict',
    path: unmet.map(t => t.code).join(','),
    message:
      unmet.length > 1
        ? `${declaration.name}的下列目标互相矛盾，没有一组依法办理的记录能使它们同时成立：${said}。请核对后重新设定。`
        : `${declaration.name}的目标${said}无法实现：没有一组依法办理的记录能得出这一数值，请核对后重新设定。`,
  })
}

/** Makes the records, each gone again until it counts exactly for what its class counts. */
export async function planPrepared(run: Run, { declaration, measures, mix }: Prepared): Promise<Result<Planned[]>> {
  const planned: Planned[] = []
  const numbers = new Set<string>()
  for (const { class: c, n, keys, amounts } of mix) {
    const random = run.random.fork(`${declaration.code} ${c.signature}`)
    const people = [...keys].map(([field, k]) => ({
      field,
      list: keysFor(run, declaration, random, field, k, numbers),
    }))
    const shares = [...amounts].map(([field, all]) => ({
      field,
      list: shareOut(random, all, n, rangeOf(declaration, field), measures.some(m => isMoney(m, field)) ? 100_00 : 1),
    }))
    const pick = Random.picker(c.placements, p => p.weight)
    for (let i = 0; i < n; i++) {
      await breathe()
      const values: Record<string, Value> = {}
      const parties: Party[] = []
      for (const { field, list } of shares) values[field] = list[i] as number
      for (const { field, list } of people) {
        // The first come each once; who comes again is one of them.
        const key = list[i] ?? random.pick(list)
        if (typeof key === 'object') parties.push(key as Party)
        else values[field] = key
      }
      const one = makeOne(run, declaration, measures, c, pick, planned.length, values, parties)
      if (!one)
        return refuse({
          code: 'conflict',
          message: `${declaration.name}：没有能够依法办成计入“${c.signature}”的第${i + 1}件记录，请放宽目标后重试。`,
        })
      planned.push(one)
    }
  }
  return ok(inOrder(planned))
}

const isMoney = (m: Measure, field: string): boolean =>
  m.figure.kind === 'sum' && m.figure.field === field && m.figure.money === true

const fieldIn = (d: Declaration, code: string) =>
  [d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})].find(f => Object.hasOwn(f, code))?.[code]

const rangeOf = (d: Declaration, code: string): { least: number; most: number } => {
  const field = fieldIn(d, code)
  return { least: Math.max(1, field?.min ?? 1), most: field?.max ?? Number.MAX_SAFE_INTEGER }
}

/** Splits a sum into `n` uneven amounts within a range, in round steps as far as possible. */
export function shareOut(
  random: Random,
  all: number,
  n: number,
  { least, most }: { readonly least: number; readonly most: number },
  step: number,
): number[] {
  const weights = Array.from({ length: n }, () => 0.3 + random.unit() ** 3 * 3)
  const whole = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map(w => {
    const wanted = Math.floor((all * w) / whole / step) * step
    return Math.max(least, Math.min(most, wanted))
  })
  let rest = all - shares.reduce((a, b) => a + b, 0)
  for (let i = 0; rest !== 0 && i < n; i++) {
    const now = shares[i] as number
    const next = Math.max(least, Math.min(most, now + rest))
    shares[i] = next
    rest -= next - now
  }
  if (rest !== 0) throw new Error(`${all} cannot be split into ${n} amounts of ${least} to ${most}`)
  return random.shuffled(shares)
}

/** Different values of a field, or different people for a role. */
function keysFor(
  run: Run,
  d: Declaration,
  random: Random,
  field: string,
  n: number,
  taken: Set<string>,
): (Party | string)[] {
  const list: (Party | string)[] = []
  const role = field.startsWith('party.') ? field.slice('party.'.length) : undefined
  for (let i = 0; list.length < n && i < n * 50 + 200; i++) {
    const one = role ? newParty(d, random, role) : newValue(run, d, random, field, i)
    const key = typeof one === 'object' ? (one.number ?? one.name) : one
    if (taken.has(`${field} ${key}`)) continue
    taken.add(`${field} ${key}`)
    list.push(one)
  }
  if (list.length < n) throw new Error(`${d.code}: there are not ${n} different values of ${field}`)
  return list
}

function newParty(d: Declaration, random: Random, role: string): Party {
  const kinds = d.parties[role]?.kinds.filter(k => k !== 'agency') ?? []
  return drawParty(random, role, kinds.includes('person') ? 'person' : 'organisation')
}

function newValue(run: Run, d: Declaration, random: Random, code: string, i: number): string {
  const field = fieldIn(d, code)
  if (!field) throw new Error(`${d.code} asks no ${code}`)
  if (field.kind === 'identityCard') return drawIdentityCard(random)
  const actor = run.world.staff[0]
  if (!actor) throw new Error('the division has no staff')
  const organ = openingOrgans(run.world, d)[0] ?? actor.organ
  const drawn = drawValue(field, code, {
    world: run.world,
    random,
    declaration: d,
    action: 'open',
    on: `${run.year}-06-01`,
    organ,
    actor,
  })
  return field.kind === 'text' ? `${String(drawn)}${i + 1}` : String(drawn)
}

const triesPerRecord = 400

function makeOne(
  run: Run,
  declaration: Declaration,
  measures: readonly Measure[],
  c: Class,
  pick: (random: Random) => Placement,
  n: number,
  values: Readonly<Record<string, Value>>,
  parties: readonly Party[],
): Planned | undefined {
  const key = keyOf(run, declaration.code, n)
  for (let attempt = 0; attempt < triesPerRecord; attempt++) {
    const random = run.random.fork(`${key} ${attempt}`)
    const placement = pick(random)
    const { recipe } = placement
    const w = walkerOf(run, recipe.declaration, key, random)
    const day = openingDay(run, recipe.declaration, random, placement.from, placement.to)
    const done = replay(w, recipe, day, { values, parties })
    if (!done || awaitsTheLaw(w, done.walk.state)) continue
    if (attempt < triesPerRecord / 4 && isOverdue(run, recipe.declaration, done.walk.state)) continue
    const contributions = contributionsIn(run.world, recipe.declaration, done.walk.state)
    if (signatureOf(measures, contributions) !== c.signature) continue
    if (!amountsFit(measures, done.walk.state, values)) continue
    return { plan: planOf(declaration.code, key, done.walk), state: done.walk.state }
  }
  return undefined
}

/** What was to be entered was entered, and nothing later replaced it. */
const amountsFit = (
  measures: readonly Measure[],
  state: RecordState,
  values: Readonly<Record<string, Value>>,
): boolean =>
  measures.every(m => {
    const field = m.figure.kind === 'sum' || m.figure.kind === 'distinct' ? m.figure.field : undefined
    return field === undefined || values[field] === undefined || state.values[field] === values[field]
  })
