import type { Action, Declaration } from '#kernel/declaration.ts'
import type { PlainDate } from '#kernel/time/date.ts'

/** An action of a ledger row with its date; `at` where the ledger tells the time of day. */
export type Dated = { readonly action: string; readonly on: PlainDate; readonly at?: string }

/** Why the actions of a row cannot have happened so. */
export type Disorder = { readonly action: string; readonly message: string }

type Way = {
  readonly stage: string
  /** Stages passed, in order, those of steps that the ledger leaves out included. */
  readonly passed: readonly string[]
  /** Where a suspension came from. */
  readonly back: string
}

/** More ways of ordering the acts of one day are never tried: a row has one or two such days. */
const mostTries = 3000

/**
 * The order in which the dated actions of a row happened: by date; on one day as the declaration's stages allow. A ledger
 * leaves steps out (who writes down when the copy was signed?), so a step may begin at a stage that is reached only
 * through steps not given, as long as these lead forward: a way back to a stage passed before (after 中止, 通知补正) must
 * be given, since clocks depend on it.
 */
export function orderOf<D extends Dated>(d: Declaration, dated: readonly D[]): D[] | Disorder {
  const rows = dated.toSorted((a, b) => compare(a.on + (a.at ?? ''), b.on + (b.at ?? '')))
  let tries = 0
  let deepest: { done: D[]; left: readonly D[] } = { done: [], left: rows }

  const search = (way: Way, done: D[], left: readonly D[]): D[] | undefined => {
    if (!left.length) return done
    if (done.length > deepest.done.length) deepest = { done, left }
    const first = left[0] as D
    // Acts of the same day (one of them without a time of day) may stand in either order.
    const sameDay = left.filter(x => x.on === first.on && (!x.at || !first.at || x.at === first.at))
    const next = sameDay
      .map(x => ({ x, after: stepTo(d, way, x.action) }))
      .filter(n => n.after !== undefined)
      .toSorted((a, b) => (a.after?.left ?? 0) - (b.after?.left ?? 0))
    for (const { x, after } of next) {
      if (!after || ++tries > mostTries) return undefined
      const found = search(
        after.way,
        [...done, x],
        left.filter(y => y !== x),
      )
      if (found) return found
    }
    return undefined
  }

  const start: Way = { stage: d.open.to, passed: [d.open.to], back: d.open.to }
  return search(start, [], rows) ?? disorder(d, deepest.done, deepest.left, start)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The way after an action, with how many steps were left out before it; undefined when it cannot follow. */
function stepTo(d: Declaration, way: Way, code: string): { way: Way; left: number } | undefined {
  const action = d.actions[code]
  if (!action) return undefined
  const gap = forward(d, way, action.from)
  return (
    gap && {
      left: gap.length,
      way: arrive(d, { ...way, stage: gap.at(-1) ?? way.stage, passed: [...way.passed, ...gap] }, action),
    }
  )
}

/** Stages to pass until one of the wanted: the fewest, none of them passed before. */
function forward(d: Declaration, way: Way, wanted: readonly string[]): string[] | undefined {
  if (wanted.includes(way.stage)) return []
  const from = new Map<string, string | undefined>([[way.stage, undefined]])
  const queue = [way.stage]
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const to of exits(d, at)) {
      if (from.has(to) || way.passed.includes(to)) continue
      from.set(to, at)
      if (!wanted.includes(to)) {
        queue.push(to)
        continue
      }
      const path: string[] = []
      for (let s: string | undefined = to; s !== undefined && s !== way.stage; s = from.get(s)) path.unshift(s)
      return path
    }
  return undefined
}

const exitsOf = new WeakMap<Declaration, Map<string, readonly string[]>>()
/** Where one may go from a stage by one action, in the order of declaration; a suspension is never guessed. */
function exits(d: Declaration, stage: string): readonly string[] {
  let known = exitsOf.get(d)
  if (!known) {
    known = new Map(
      Object.keys(d.stages).map(s => [
        s,
        Object.values(d.actions).flatMap(a =>
          a.to && a.to !== 'back' && a.from.includes(s) && !d.stages[a.to]?.suspended ? [a.to] : [],
        ),
      ]),
    )
    exitsOf.set(d, known)
  }
  return known.get(stage) ?? []
}

function arrive(d: Declaration, way: Way, action: Action): Way {
  const to = action.to === undefined ? way.stage : action.to === 'back' ? way.back : action.to
  const before = way.passed.indexOf(to)
  // Back at a stage: what came after it lies ahead again.
  const passed = before >= 0 ? way.passed.slice(0, before + 1) : [...way.passed, to]
  const suspends = d.stages[to]?.suspended && !d.stages[way.stage]?.suspended
  return { stage: to, passed, back: suspends ? way.stage : way.back }
}

function disorder(d: Declaration, done: readonly Dated[], left: readonly Dated[], start: Way): Disorder {
  const blocked = left[0] as Dated
  const nameOf = (x: Dated) => `“${d.actions[x.action]?.name ?? x.action}日期”（${x.on}）`
  let way = start
  for (const x of done) way = stepTo(d, way, x.action)?.way ?? way
  const before = done.at(-1)
  const action = d.actions[blocked.action]
  if (!before || !action)
    return { action: blocked.action, message: `${nameOf(blocked)}：此前缺少必要的步骤，请补填其前各步骤的日期。` }
  const returning = waysBack(d, way, action.from)
  if (returning.length)
    return {
      action: blocked.action,
      message: `${nameOf(before)}之后、${nameOf(blocked)}之前，还应有“${returning.join('”或者“')}”。请补填其日期，或者核对这两个日期的先后。`,
    }
  return {
    action: blocked.action,
    message: `${nameOf(blocked)}不能在${nameOf(before)}之后：${couldPrecede(d, start, done, blocked) ? '按办理顺序它应在前' : '两者不会出现在同一件中'}。请核对这两个日期。`,
  }
}

/** Actions that lead from here back to where the blocked one begins. */
function waysBack(d: Declaration, way: Way, wanted: readonly string[]): string[] {
  return Object.values(d.actions)
    .filter(a => {
      if (!a.from.includes(way.stage) || a.to === undefined) return false
      const to = a.to === 'back' ? way.back : a.to
      return way.passed.includes(to) && forward(d, arrive(d, way, a), wanted) !== undefined
    })
    .map(a => a.name)
}

/** Whether it could have happened earlier in the row. */
function couldPrecede(d: Declaration, start: Way, done: readonly Dated[], blocked: Dated): boolean {
  let way = start
  for (const x of done) {
    const after = stepTo(d, way, blocked.action)
    if (after && stepTo(d, after.way, x.action)) return true
    way = stepTo(d, way, x.action)?.way ?? way
  }
  return false
}
