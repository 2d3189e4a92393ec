import type { Declaration } from '#kernel/declaration.ts'
import { optionsNow } from '#kernel/decide.ts'
import { addDays, type PlainDate } from '#kernel/time/date.ts'
import { breathe } from './breathe.ts'
import type { Random } from './random.ts'
import { type Recipe, recipeOf } from './recipe.ts'
import { type Coverage, optionKey } from './values.ts'
import { nextMoment, takeOpening, takeStep, type Standing, type Walker } from './walk.ts'
import { closesAt, opensAt, workdaysOn } from './working-time.ts'
import { contextOf, type World } from './world.ts'

/** Walks that began alike and stand in the same stage after the same actions. */
type Cell = { readonly key: string; readonly opening: number; walk: Standing; tries: number }

const longestWalk = 22
/** Openings that are followed apart from each other, since what was said at the opening decides the way. */
const kindsOfOpening = 8
/** Ways with the same effect that are kept, the more usual ones. */
const keptAlike = 6
/** Tries without any new effect after which the search is over. */
const givesUpAfter = 600

/**
 * Finds the ways through a procedure that the law allows, by trying: every step is decided by the engine, and the search
 * returns to the stages and actions that were tried least. `budget`: steps tried.
 */
export async function discover(
  world: World,
  declaration: Declaration,
  random: Random,
  day: PlainDate,
  budget = 2500,
): Promise<Recipe[]> {
  const coverage: Coverage = new Map()
  const w: Walker = { world, declaration, random, coverage, id: 'discovery', until: addDays(day, 1600) }
  const cells = new Map<string, Cell>()
  const visits = new Map<string, number>()
  const ways: Recipe[] = []
  const fields = Object.values(declaration.fields).reduce((n, f) => n + Object.keys(f.options ?? {}).length, 0)

  const keep = (walk: Standing, opening: number) => {
    const { state } = walk
    const key = `${opening} ${state.stage} ${[...new Set(walk.steps.map(s => s.action))].toSorted().join(' ')} ${state.outcome ?? ''}`
    const cell = cells.get(key)
    // Another walk takes the place now and then, so that different openings are followed to the end.
    if (!cell) cells.set(key, { key, opening, walk, tries: 0 })
    else if (random.chance(0.4)) cell.walk = walk
    ways.push(recipeOf(world, declaration, walk))
  }

  // Openings differ in what was chosen: as many as there are options, so that each begins a way.
  for (let i = 0; i < 60 + fields * 3; i++) {
    await breathe()
    const walk = takeOpening(w, day, {})
    if (walk) keep(walk, i % kindsOfOpening)
  }
  const effects = new Set<string>()
  let barren = 0
  for (let tried = 0; tried < budget && barren < givesUpAfter && cells.size; tried++) {
    await breathe()
    const cell = nextCell(cells, visits, random)
    const { stage } = cell.walk.state
    visits.set(stage, (visits.get(stage) ?? 0) + 1)
    cell.tries++
    const next = extend(w, cell.walk, coverage)
    if (next) keep(next, cell.opening)
    else if (cell.tries > 12) cells.delete(cell.key)
    const known = effects.size
    if (next) effects.add(effectOf(ways.at(-1) as Recipe)).add(next.steps.at(-1)?.action ?? '')
    barren = effects.size > known ? 0 : barren + 1
  }
  return chosen(ways)
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

/** The stage that was visited least, and in it the walk that was tried least, shorter ones first. */
function nextCell(cells: Map<string, Cell>, visits: Map<string, number>, random: Random): Cell {
  const all = [...cells.values()]
  const stages = [...new Set(all.map(c => c.walk.state.stage))]
  const stage = random.weighted(stages, s => 1 / (1 + (visits.get(s) ?? 0)))
  return random.weighted(
    all.filter(c => c.walk.state.stage === stage),
    c => 1 / ((1 + c.tries) ** 2 * (1 + c.walk.steps.length / 4)),
  )
}

function extend(w: Walker, walk: Standing, coverage: Coverage): Standing | undefined {
  if (walk.steps.length >= longestWalk) return undefined
  const { random } = w
  const { stage } = walk.state
  // Some steps need time to pass first.
  const wait = random.chance(0.2) ? random.pick([6, 16, 32, 70]) : 0
  const waited = {
    day: workdaysOn(w.world.calendar, walk.moment.day, wait),
    minute: random.between(opensAt, closesAt - 30),
  }
  const open = actionsOpen(w, walk, wait ? waited.day : walk.moment.day, random.chance(0.1))
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
  if (all) return Object.entries(d.actions).flatMap(([code, a]) => (a.from.includes(walk.state.stage) ? [code] : []))
  const roles = [...new Set(Object.values(d.actions).flatMap(a => a.by))]
  const anybody = { id: '', name: '', division: world.division.code, organ: walk.organ, roles }
  return optionsNow(d, walk.state, contextOf(world, anybody, day), true)
    .filter(o => o.allowed || o.refusals.every(r => r.code === 'too-early'))
    .map(o => o.action)
}

const seen = (coverage: Coverage, stage: string, action: string) => coverage.get(`${stage}>${action}`) ?? 0
