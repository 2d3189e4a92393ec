import type { Clock, Light } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import { breathe } from './breathe.ts'
import {
  earlierOf,
  inOrder,
  isOverdue,
  keyOf,
  laterOf,
  openingDay,
  type Planned,
  planOf,
  type Run,
  urgentClock,
  walkerOf,
  waysOf,
} from './plan.ts'
import type { Random } from './random.ts'
import { type Recipe, replay } from './recipe.ts'
import { sceneOf } from './values.ts'
import { awaitsTheLaw } from './walk.ts'

/**
 * The year in progress: work that was done, and open cases in all stages with clocks in every light, so that each page of
 * the workbench has something to show.
 */
export async function planInProgress(run: Run, system: string, n: number): Promise<Planned[]> {
  const newest = run.world.catalogue.newest(system)
  const first = firstDay(run)
  if (!newest || n <= 0 || first > run.until) return []
  const { usual: ways } = await waysNow(run, system)
  if (!ways.length) return []
  const planned: Planned[] = []
  const shown = sceneOf(newest)?.shows ?? []
  const wanted = lightsWanted(newest, n)
  for (let i = 0; i < n; i++) {
    await breathe()
    const key = keyOf(run, system, i)
    const light = wanted[i]
    const stage = shown[i]
    const found =
      stage !== undefined
        ? (openIn(run, ways, key, first, stage) ?? closedOne(run, ways, key, first))
        : light === undefined
          ? closedOne(run, ways, key, first)
          : (openOne(run, ways, key, first, light) ?? closedOne(run, ways, key, first))
    if (found) planned.push(found)
  }
  return inOrder(planned)
}

export const firstDay = (run: Run): PlainDate => `${run.year}-01-01`

/** Ways through a system in the year in progress: all that come to an end, and those that are mostly gone. */
type WaysNow = { readonly all: readonly Recipe[]; readonly usual: readonly Recipe[] }

const found = new WeakMap<Run, Map<string, Promise<WaysNow>>>()
/** Searched for once in a run. */
export function waysNow(run: Run, system: string): Promise<WaysNow> {
  const known = found.get(run) ?? new Map<string, Promise<WaysNow>>()
  found.set(run, known)
  const ways = known.get(system) ?? searchWays(run, system)
  known.set(system, ways)
  return ways
}

async function searchWays(run: Run, system: string): Promise<WaysNow> {
  const all = (await waysOf(run, system, firstDay(run), run.until)).filter(r => r.complete)
  return { all, usual: sample(run.random.fork(`${system} pool`), all) }
}

/** Ways that are used: enough for variety, few enough to be quick. */
const poolSize = 60

function sample(random: Random, ways: readonly Recipe[]): Recipe[] {
  const pool = new Set<Recipe>()
  for (let i = 0; i < poolSize * 4 && pool.size < Math.min(poolSize, ways.length); i++)
    pool.add(random.weighted(ways, r => r.weight))
  return [...pool]
}

/** Days by which an example is overdue at most. */
const longestOverdue = 20
/** Days left, from and to, in which a clock shows a light. */
const daysLeft: Partial<Record<Light, readonly [number, number]>> = {
  over: [-longestOverdue, -1],
  due: [0, 0],
  near: [1, 4],
}

/** Half is done; of the rest a few are late or due at once, and some stand still. */
function lightsWanted(d: Declaration, n: number): (Light | undefined)[] {
  if (d.archetype !== 'matter' || !Object.keys(d.limits).length) return []
  const open = Math.ceil(n * 0.45)
  const list: Light[] = []
  const add = (light: Light, k: number) => list.push(...Array.from({ length: k }, () => light))
  add('over', Math.max(1, Math.round(open * 0.06)))
  add('due', Math.max(1, Math.round(open * 0.05)))
  add('near', Math.max(1, Math.round(open * 0.15)))
  if (Object.values(d.stages).some(s => s.suspended)) add('stop', Math.max(1, Math.round(open * 0.08)))
  add('ok', Math.max(0, open - list.length))
  return list
}

function closedOne(run: Run, ways: readonly Recipe[], key: string, first: PlainDate): Planned | undefined {
  for (let attempt = 0; attempt < 40; attempt++) {
    const random = run.random.fork(`${key} ${attempt}`)
    const recipe = random.weighted(ways, r => r.weight)
    const d = recipe.declaration
    const from = laterOf(first, d.inForce.from)
    const to = earlierOf(run.until, d.inForce.to ?? run.until)
    if (from > to) continue
    const w = walkerOf(run, d, key, random)
    const done = replay(w, recipe, openingDay(run, d, random, from, to))
    if (!done || done.cut || awaitsTheLaw(w, done.walk.state) || isOverdue(run, d, done.walk.state)) continue
    return { plan: planOf(d.code, key, done.walk), state: done.walk.state }
  }
  return undefined
}

/** A case that stands open today with a clock in the wanted light. */
function openOne(run: Run, ways: readonly Recipe[], key: string, first: PlainDate, wanted: Light): Planned | undefined {
  let second: Planned | undefined
  for (let attempt = 0; attempt < 150; attempt++) {
    const random = run.random.fork(`${key} ${attempt}`)
    const recipe = random.weighted(ways, r => r.weight)
    const d = recipe.declaration
    if (d.inForce.to !== undefined && d.inForce.to < run.until) continue
    // Stopped at any step, opened so that the last step taken lies some days back.
    const steps = random.between(0, Math.max(0, recipe.steps.length - 1))
    const ago = (recipe.days[steps - 1] ?? 0) + random.between(0, wanted === 'over' ? 60 : 40)
    const earliest = laterOf(first, d.inForce.from)
    const open = (day: PlainDate): (Planned & { readonly clock: Clock | undefined }) | undefined => {
      const back = earlierOf(laterOf(day, earliest), run.until)
      const w = walkerOf(run, d, key, random)
      const done = replay(w, recipe, openingDay(run, d, random, back, earlierOf(addDays(back, 3), run.until)), {
        steps,
      })
      if (!done || awaitsTheLaw(w, done.walk.state)) return undefined
      const { state } = done.walk
      if (d.stages[state.stage]?.end) return undefined
      return { plan: planOf(d.code, key, done.walk), state, clock: urgentClock(run, d, state) }
    }
    const day = addDays(run.until, -ago)
    let found = open(day)
    // Where its clock ends on another day than wanted, the whole case is moved by the difference.
    const away = found && daysAway(run, random, found.clock, wanted)
    if (away) found = open(addDays(day, away)) ?? found
    if (!found) continue
    const light = lightOf(run, found.clock)
    if (light === wanted) return found
    if (light === 'ok' || light === 'idle') second ??= found
  }
  return second
}

/** Days from the end of a clock to the day on which it would show the wanted light; nothing to move when it shows it. */
function daysAway(run: Run, random: Random, clock: Clock | undefined, wanted: Light): number {
  const final = clock?.final?.slice(0, 10)
  const days = daysLeft[wanted]
  if (final === undefined || !days || lightOf(run, clock) === wanted) return 0
  return daysBetween(final, addDays(run.until, random.between(...days)))
}

/** A case that reached a stage some days ago and stands there in time. */
function openIn(run: Run, ways: readonly Recipe[], key: string, first: PlainDate, stage: string): Planned | undefined {
  for (let attempt = 0; attempt < 150; attempt++) {
    const random = run.random.fork(`${key} ${stage} ${attempt}`)
    const recipe = random.weighted(ways, r => r.weight)
    const d = recipe.declaration
    const steps = recipe.steps.findIndex(s => d.actions[s.action]?.to === stage) + 1
    if (!steps || (d.inForce.to !== undefined && d.inForce.to < run.until)) continue
    const day = laterOf(addDays(run.until, -(recipe.days[steps - 1] ?? 0) - random.between(1, 9)), first)
    const w = walkerOf(run, d, key, random)
    const done = replay(w, recipe, openingDay(run, d, random, day, day), { steps })
    if (!done || done.cut || awaitsTheLaw(w, done.walk.state) || isOverdue(run, d, done.walk.state)) continue
    if (done.walk.state.stage === stage) return { plan: planOf(d.code, key, done.walk), state: done.walk.state }
  }
  return undefined
}

/** The light of the most pressing clock today, `idle` without one; undefined when it is overdue too long for an example. */
function lightOf(run: Run, urgent: Clock | undefined): Light | undefined {
  const tooLate =
    urgent?.light === 'over' && daysBetween(urgent.final?.slice(0, 10) ?? run.until, run.until) > longestOverdue
  return tooLate ? undefined : (urgent?.light ?? 'idle')
}
