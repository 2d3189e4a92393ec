import type { Declaration } from '#kernel/declaration.ts'
import { optionsNow } from '#kernel/decide.ts'
import { usualPath } from '#kernel/describe.ts'
import { addDays, type PlainDate } from '#kernel/time/date.ts'
import { breathe } from './breathe.ts'
import type { Random } from './random.ts'
import { type Recipe, recipeOf } from './recipe.ts'
import { makesSense } from './scenes/scene.ts'
import { type Coverage, optionKey, sceneOf } from './values.ts'
import { askedNow, nextMoment, takeOpening, takeStep, type Standing, type Walker } from './walk.ts'
import { closesAt, type Moment, opensAt, workdaysOn } from './working-time.ts'
import { contextOf, type World } from './world.ts'

/** Walks that began alike and stand in the same stage after the same actions. */
type Cell = { readonly key: string; readonly opening: number; walk: Standing; tries: number }

const longestWalk = 24
/** Walks along the usual path, half of them with usual answers. */
const usualWalks = 80
/** Openings that are followed apart from each other, since what was said at the opening decides the way. */
const kindsOfOpening = 8
/** Ways with the same effect that are kept, the more usual ones. */
const keptAlike = 6
/** Tries without any new effect after which the search is over. */
const givesUpAfter = 700

/**
 * Finds the ways through a procedure that the law allows, by trying: every step is decided by the engine, and the search
 * returns to the stages and actions that were tried least. `budget`: steps tried.
 */
export async function discover(
  world: World,
  declaration: Declaration,
  random: Random,
  day: PlainDate,
  budget = 3500,
): Promise<Recipe[]> {
  const coverage: Coverage = new Map()
  const w: Walker = { world, declaration, random, coverage, id: 'discovery', until: addDays(day, 1600) }
  /** Of each stage: the walks that stand there, and the same by what they did. */
  const cells = new Map<string, { list: Cell[]; readonly byKey: Map<string, Cell> }>()
  const visits = new Map<string, number>()
  const ways: Recipe[] = []
  const effects = new Set<string>()
  const options = Object.values(declaration.fields).reduce((n, f) => n + Object.keys(f.options ?? {}).length, 0)

  /** Remembers a walk; returns whether it had an effect that was not seen before. */
  const keep = (walk: Standing, opening: number): boolean => {
    const { state } = walk
    const here = cells.get(state.stage) ?? { list: [], byKey: new Map<string, Cell>() }
    cells.set(state.stage, here)
    const actions = [...new Set(walk.steps.map(s => s.action))].toSorted().join(' ')
    const key = `${opening} ${actions} ${state.outcome ?? ''}`
    const cell = here.byKey.get(key)
    if (!cell) {
      const found = { key, opening, walk, tries: 0 }
      here.byKey.set(key, found)
      here.list.push(found)
    } else if (random.chance(0.4)) cell.walk = walk
    // Another walk takes the place now and then, so that different openings are followed to the end. What stops in the
    // middle is a way only once: it is gone on from.
    if (cell && !declaration.stages[state.stage]?.end) return false
    const recipe = recipeOf(world, declaration, walk)
    ways.push(recipe)
    const known = effects.size
    effects.add(effectOf(recipe)).add(walk.steps.at(-1)?.action ?? '')
    return effects.size > known
  }

  // Openings differ in what was chosen: as many as there are options, so that each begins a way.
  for (let i = 0; i < 60 + options * 3; i++) {
    await breathe()
    const walk = takeOpening(w, day, {})
    if (walk) keep(walk, i % kindsOfOpening)
  }
  // The usual path with the usual answers, as often as its steps call for.
  const usual: Walker = { world, declaration, random, id: w.id, until: w.until }
  for (let i = 0; i < usualWalks; i++) {
    await breathe()
    for (const walk of i % 2 ? followPath(w, day) : followPath(usual, day, true)) keep(walk, i % kindsOfOpening)
  }
  let barren = 0
  for (let tried = 0; tried < budget && barren < givesUpAfter; tried++) {
    await breathe()
    const stages = [...cells.keys()].filter(s => cells.get(s)?.list.length)
    if (!stages.length) break
    const stage = random.weighted(stages, s => (1 + 2 * untaken(declaration, coverage, s)) / (1 + (visits.get(s) ?? 0)))
    const here = cells.get(stage) as { list: Cell[] }
    const cell = leastTried(random, here.list)
    visits.set(stage, (visits.get(stage) ?? 0) + 1)
    cell.tries++
    const next = extend(w, cell.walk, coverage)
    if (!next && cell.tries > 12) here.list = here.list.filter(c => c !== cell)
    barren = next && keep(next, cell.opening) ? 0 : barren + 1
  }
  // What stopped in the middle is led to its end where that is possible.
  const finished = new Set<string>()
  for (const way of chosen(ways)) {
    await breathe()
    const effect = effectOf(way)
    if (way.complete || finished.has(effect)) continue
    finished.add(effect)
    const end = finish(w, way.found)
    if (end) ways.push(recipeOf(world, declaration, end))
  }
  return chosen(ways)
}

/**
 * From the opening along the usual path, with what is done besides; each state on the way. `tidy`: as an
 * orderly office does it.
 */
function followPath(w: Walker, day: PlainDate, tidy = false): Standing[] {
  const { declaration: d } = w
  const walks: Standing[] = []
  let now = takeOpening(w, day, {})
  for (let n = 0; now && n < longestWalk; n++) {
    const walk: Standing = now
    walks.push(walk)
    const over = d.stages[walk.state.stage]?.end === true
    if (over && !tidy) break
    now = stepOnPath(w, walk, tidy, 0)
    for (const wait of over ? [] : waits) now ??= stepOnPath(w, walk, tidy, wait)
  }
  return walks
}

/** Workdays after which a step may be possible that was not before. */
const waits = [6, 16, 32, 70]

function stepOnPath(w: Walker, walk: Standing, tidy: boolean, wait: number): Standing | undefined {
  const { declaration: d, random } = w
  const path = usualPath(d)
  const { stage } = walk.state
  const waited = afterWait(w, walk, wait)
  const open = actionsOpen(w, walk, waited.day, false)
  const forward = open.filter(code => {
    const to = d.actions[code]?.to
    return to === 'back' || (to !== undefined && path.indexOf(to) > path.indexOf(stage))
  })
  const besides = random.shuffled(
    open.filter(code => d.actions[code]?.to === undefined && !walk.steps.some(s => s.action === code)),
  )
  const detours = open.filter(code => {
    const to = d.actions[code]?.to
    return to !== undefined && to !== 'back' && !path.includes(to) && !d.stages[to]?.end && !d.stages[to]?.suspended
  })
  const order = tidy
    ? orderly(w, walk, forward, besides, detours)
    : random.chance(0.7)
      ? [...random.shuffled(forward), ...besides]
      : [...besides, ...forward]
  for (const code of order) {
    const next = takeStep(w, walk, code, wait ? waited : nextMoment(w, walk.state, code, walk.moment, false), {})
    if (next) return next
  }
  return undefined
}

const afterWait = ({ world, random }: Walker, walk: Standing, wait: number): Moment =>
  wait === 0
    ? walk.moment
    : { day: workdaysOn(world.calendar, walk.moment.day, wait), minute: random.between(opensAt, closesAt - 30) }

/**
 * What an orderly office does next: what a limit asks for, then the next stage of the path, before it what it needs. After
 * the end only what is still asked for.
 */
function orderly(
  w: Walker,
  walk: Standing,
  forward: readonly string[],
  besides: readonly string[],
  detours: readonly string[],
): string[] {
  const { declaration: d, random } = w
  const { stage } = walk.state
  const asked = askedNow(w, walk.state, walk.moment.day)
  const rare = (code: string) => sceneOf(d)?.needs?.[code]?.rare === true
  if (d.stages[stage]?.end) return besides.filter(code => asked.has(code) && !rare(code))
  const path = usualPath(d)
  const far = (code: string) => path.indexOf(String(d.actions[code]?.to)) - path.indexOf(stage)
  const needed = new Set(
    Object.keys(d.actions)
      .filter(code => d.actions[code]?.from.includes(stage) && far(code) === 1)
      .flatMap(code => sceneOf(d)?.needs?.[code]?.after ?? []),
  )
  const all = random.shuffled(forward.filter(code => far(code) === 1))
  const next = all.filter(code => !rare(code))
  return [
    ...besides.filter(
      code => (asked.has(code) && !rare(code)) || (!next.length && needed.has(code)) || random.chance(0.06),
    ),
    ...next,
    ...besides.filter(code => !rare(code)),
    // A detour that the law asks for, when nothing usual is left: review, hearing.
    ...detours.filter(code => !rare(code)),
    ...all,
    ...forward.filter(code => far(code) !== 1),
  ]
}

/** Goes on to an end by the shortest way, taking what is demanded before; undefined when that does not succeed. */
function finish(w: Walker, walk: Standing): Standing | undefined {
  const { declaration: d } = w
  const steps = stepsToEnd(d)
  const far = (stage: string | undefined) =>
    stage === undefined ? Number.POSITIVE_INFINITY : (steps.get(stage) ?? Number.POSITIVE_INFINITY)
  let now = walk
  for (let n = 0; n < 12; n++) {
    const { stage } = now.state
    if (d.stages[stage]?.end) return now
    const open = actionsOpen(w, now, now.moment.day, false)
    const after = (code: string) => {
      const to = d.actions[code]?.to
      return to === 'back' ? far(now.state.back) - 0.5 : to === undefined ? far(stage) : far(to)
    }
    const done = (code: string) => now.steps.filter(s => s.action === code).length
    const useful = open
      .filter(code => after(code) < far(stage) || (after(code) === far(stage) && done(code) === 0))
      .toSorted((a, b) => after(a) - after(b))
    let next: Standing | undefined
    for (const code of useful) {
      next = takeStep(w, now, code, nextMoment(w, now.state, code, now.moment, false), {})
      if (next) break
    }
    if (!next) return undefined
    now = next
  }
  return undefined
}

/** Steps from each stage to the nearest end. */
function stepsToEnd(d: Declaration): Map<string, number> {
  const steps = new Map<string, number>()
  for (const [code, s] of Object.entries(d.stages)) if (s.end) steps.set(code, 0)
  for (let grew = true; grew; ) {
    grew = false
    for (const a of Object.values(d.actions)) {
      const beyond = a.to === undefined || a.to === 'back' ? undefined : steps.get(a.to)
      for (const from of a.from)
        if (beyond !== undefined && beyond + 1 < (steps.get(from) ?? Number.POSITIVE_INFINITY)) {
          steps.set(from, beyond + 1)
          grew = true
        }
    }
  }
  return steps
}

/** Where a way ends, and for which figures it counts. */
const effectOf = (recipe: Recipe): string =>
  `${recipe.found.state.stage} ${recipe.trace.map(t => `${t.figure}${t.until === undefined ? '' : '-'}`).join(' ')}`

/** A few ways for each effect on figures, the usual ones; and for each action and answer at least one. */
function chosen(ways: readonly Recipe[]): Recipe[] {
  const alike = new Map<string, number>()
  const shown = new Set<string>()
  return ways
    .toSorted((a, b) => Number(b.complete) - Number(a.complete) || b.weight - a.weight)
    .filter(recipe => {
      const effect = effectOf(recipe)
      const n = alike.get(effect) ?? 0
      const news = [recipe.open, ...recipe.steps].flatMap(s => [
        s.action,
        ...Object.entries(s.wish.values ?? {}).map(([f, v]) => optionKey(s.action, f, String(v))),
      ])
      const isNew = news.some(x => !shown.has(x))
      if (n >= keptAlike && !isNew) return false
      alike.set(effect, n + 1)
      for (const x of news) shown.add(x)
      return true
    })
}

/** Of a few walks the one that was tried least, shorter ones first. */
const leastTried = (random: Random, list: readonly Cell[]): Cell =>
  Array.from({ length: 6 }, () => random.pick(list)).reduce((a, b) =>
    b.tries + b.walk.steps.length / 4 < a.tries + a.walk.steps.length / 4 ? b : a,
  )

/** Actions that start in a stage and were never taken there. */
const untaken = (d: Declaration, coverage: Coverage, stage: string): number =>
  Object.entries(d.actions).filter(([code, a]) => a.from.includes(stage) && !coverage.has(`${stage}>${code}`)).length

function extend(w: Walker, walk: Standing, coverage: Coverage): Standing | undefined {
  if (walk.steps.length >= longestWalk) return undefined
  const { random } = w
  const { stage } = walk.state
  // Some steps need time to pass first.
  const wait = random.chance(0.2) ? random.pick(waits) : 0
  const waited = afterWait(w, walk, wait)
  const open = actionsOpen(w, walk, waited.day, random.chance(0.1))
  const untried = open.toSorted((a, b) => seen(coverage, stage, a) - seen(coverage, stage, b))
  const candidates = random.chance(0.6) ? untried : random.shuffled(open)
  for (const code of candidates.slice(0, 4)) {
    const moment = wait ? waited : nextMoment(w, walk.state, code, walk.moment, random.chance(0.1))
    const next = takeStep(w, walk, code, moment, {})
    if (next) return next
  }
  return undefined
}

/** Actions that nothing in the record forbids on a day, or `all` of the stage, since a guard may also look at who acts. */
function actionsOpen(w: Walker, walk: Standing, day: PlainDate, all: boolean): string[] {
  const { world, declaration: d } = w
  const done = new Set(walk.state.steps.map(s => s.action))
  const sensible = (code: string) => makesSense(sceneOf(d), code, done, walk.state.values)
  if (all)
    return Object.entries(d.actions).flatMap(([code, a]) =>
      a.from.includes(walk.state.stage) && sensible(code) ? [code] : [],
    )
  const roles = [...new Set(Object.values(d.actions).flatMap(a => a.by))]
  const anybody = { id: '', name: '', division: world.division.code, organ: walk.organ, roles }
  return optionsNow(d, walk.state, contextOf(world, anybody, day), true)
    .filter(o => (o.allowed || o.refusals.every(r => r.code === 'too-early')) && sensible(o.action))
    .map(o => o.action)
}

const seen = (coverage: Coverage, stage: string, action: string) => coverage.get(`${stage}>${action}`) ?? 0
