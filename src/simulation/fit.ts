import type { Declaration } from '#kernel/declaration.ts'
import { type Contribution, type Figure, periodOf } from '#kernel/figure.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import { type Row, solveWhole, type Unknown } from './linear.ts'
import type { Recipe } from './recipe.ts'
import { baseOf, type Target } from './targets.ts'

/** What the figures of a system count of a record in a year: the directly counted ones that targets depend on. */
export type Measure = {
  readonly name: string
  readonly figure: Extract<Figure, { kind: 'count' | 'sum' | 'distinct' | 'stock' }>
  /** Of a flow: first and last day. Of a stock: what is there at the end of `last`. */
  readonly first: PlainDate
  readonly last: PlainDate
}

export function measuresOf(figures: ReadonlyMap<string, Figure>, targets: readonly Target[], year: number): Measure[] {
  const names = new Set(targets.flatMap(t => [...sides(figures, t).flatMap(side => [...side.keys()])]))
  return [...names].map(name => {
    const figure = figures.get(name) as Measure['figure']
    const { from, to } = periodOf(figure, year)
    return figure.kind === 'stock'
      ? { name, figure, first: '1900-01-01', last: figure.at === 'end' ? to : addDays(from, -1) }
      : { name, figure, first: from, last: to }
  })
}

/** Names with factors: of a ratio numerator and denominator, of others one side. */
function sides(figures: ReadonlyMap<string, Figure>, { code, figure }: Target): Map<string, number>[] {
  const name = code.slice(code.indexOf('.') + 1)
  return figure.kind === 'ratio'
    ? [baseOf(figures, figure.numerator), baseOf(figures, figure.denominator)]
    : [baseOf(figures, [name])]
}

/** The measures that count a record, by name, as one text: records with the same signature are alike for the targets. */
export function signatureOf(measures: readonly Measure[], contributions: readonly Contribution[]): string {
  return measures
    .filter(m => contributions.some(c => c.figure === m.name && counts(m, c.on, c.until)))
    .map(m => m.name)
    .join(' ')
}

const counts = (m: Measure, on: PlainDate, until: PlainDate | undefined): boolean =>
  on >= m.first && on <= m.last && (m.figure.kind !== 'stock' || until === undefined || until > m.last)

/** A way, and the opening days between which it counts for the same measures. */
export type Placement = {
  readonly recipe: Recipe
  readonly from: PlainDate
  readonly to: PlainDate
  readonly weight: number
}
/** Records that are alike for the targets: which measures count them, and how they come about. */
export type Class = { readonly signature: string; readonly placements: readonly Placement[]; readonly share: number }

/** The most usual ones are enough for variety. */
const mostPlacements = 300

/** Sorts ways by what a record of them would count for, depending on the day on which it opens. */
export function classesOf(
  recipes: readonly Recipe[],
  measures: readonly Measure[],
  range: { readonly from: PlainDate; readonly to: PlainDate; readonly until: PlainDate },
): Class[] {
  const bySignature = new Map<string, Placement[]>()
  for (const recipe of recipes)
    for (const { signature, placement } of placementsOf(recipe, measures, range))
      bySignature.set(signature, [...(bySignature.get(signature) ?? []), placement])
  bySignature.delete('')
  // A way that stops in the middle is taken only where no other gives the same figures.
  for (const [signature, list] of bySignature)
    if (list.some(p => p.recipe.complete))
      bySignature.set(
        signature,
        list.filter(p => p.recipe.complete),
      )
  const weight = (list: readonly Placement[]) => list.reduce((n, p) => n + p.weight, 0)
  const all = [...bySignature.values()].reduce((n, list) => n + weight(list), 0)
  return [...bySignature].map(([signature, placements]) => ({
    signature,
    placements: placements.toSorted((a, b) => b.weight - a.weight).slice(0, mostPlacements),
    share: weight(placements) / all,
  }))
}

function placementsOf(
  recipe: Recipe,
  measures: readonly Measure[],
  range: { readonly from: PlainDate; readonly to: PlainDate; readonly until: PlainDate },
) {
  const { inForce } = recipe.declaration
  const from = inForce.from > range.from ? inForce.from : range.from
  const to = inForce.to !== undefined && inForce.to < range.to ? inForce.to : range.to
  if (from > to) return []
  const span = daysBetween(from, to) + 1
  // Days, counted from `from`, on which a contribution enters or leaves a period.
  const edges = new Set([0, span])
  const relevant = recipe.trace.flatMap(t => {
    const m = measures.find(x => x.name === t.figure)
    return m ? [{ t, m, first: daysBetween(from, m.first), last: daysBetween(from, m.last) }] : []
  })
  const edge = (day: number) => day > 0 && day < span && edges.add(day)
  for (const { t, first, last } of relevant) {
    edge(first - t.from)
    edge(last - t.from + 1)
    if (t.until !== undefined) edge(last - t.until + 1)
  }
  const sorted = [...edges].toSorted((a, b) => a - b)
  const whole = daysBetween(range.from, range.to) + 1
  const latest = daysBetween(from, range.until)
  return sorted.slice(0, -1).flatMap((start, i) => {
    const end = (sorted[i + 1] ?? span) - 1
    const counted = measures.filter(m =>
      relevant.some(
        r =>
          r.m === m &&
          start + r.t.from >= r.first &&
          start + r.t.from <= Math.min(r.last, latest) &&
          (m.figure.kind !== 'stock' || r.t.until === undefined || start + r.t.until > r.last),
      ),
    )
    const opensInside =
      measures.length === 0 || measures.some(m => addDays(from, end) >= m.first && m.figure.kind !== 'stock')
    const factor = (recipe.complete ? 1 : 1e-4) * (opensInside ? 1 : 0.02)
    return [
      {
        signature: counted.map(m => m.name).join(' '),
        placement: {
          recipe,
          from: addDays(from, start),
          to: addDays(from, end),
          weight: (recipe.weight * factor * (end - start + 1)) / whole,
        },
      },
    ]
  })
}

/** How many records of each class to make, how many distinct keys among them, and the sums of their amounts. */
export type Mix = {
  readonly class: Class
  readonly n: number
  /** Field or `party.role` → number of different keys among the records of the class. */
  readonly keys: ReadonlyMap<string, number>
  /** Field → sum over the records of the class. */
  readonly amounts: ReadonlyMap<string, number>
}

export type FitInput = {
  readonly declaration: Declaration
  readonly figures: ReadonlyMap<string, Figure>
  readonly classes: readonly Class[]
  readonly measures: readonly Measure[]
  readonly targets: readonly Target[]
  /** What records that exist already contribute, by measure. */
  readonly existing: ReadonlyMap<string, number>
  /** Records that would be usual; made when the targets leave it open. */
  readonly usual: number
}

type Model = { unknowns: Unknown[]; rows: Row[]; keyed: Map<string, number>[] }

/** How often the same person may come in a year, at most. */
const mostPerKey = 1000

/** Solves for whole records; undefined when no mix of lawful records gives the targets. */
export async function fit(input: FitInput): Promise<Mix[] | undefined> {
  const model = countsModel(input)
  const found = await solveWhole(model.unknowns, model.rows)
  if (!found) return undefined
  const counted = input.classes.map((c, i) => ({ c, i, n: found[i] ?? 0 })).filter(x => x.n > 0)
  const amounts = await fitAmounts(input, counted)
  if (!amounts) return undefined
  return counted.map(({ c, i, n }, at) => ({
    class: c,
    n,
    keys: new Map([...(model.keyed[i] ?? [])].map(([field, unknown]) => [field, found[unknown] ?? 0])),
    amounts: amounts[at] ?? new Map(),
  }))
}

const includes = (c: Class, measure: string): boolean => c.signature.split(' ').includes(measure)

function countsModel(input: FitInput): Model {
  const { classes, figures, targets, existing, usual } = input
  const measure = (name: string) => input.measures.find(m => m.name === name) as Measure
  const rarity = (c: Class) => 0.2 - Math.log(Math.max(1e-9, c.share))
  const unknowns: Unknown[] = classes.map(c => ({ cost: rarity(c) / 50 }))
  const rows: Row[] = []
  // A year is a mix: as many of each class as is usual cost next to nothing, more of them cost by their rarity.
  const whole = expected(input)
  classes.forEach((c, i) => {
    const beyond = unknowns.push({ cost: rarity(c) }) - 1
    rows.push({
      factors: new Map([
        [i, 1],
        [beyond, -1],
      ]),
      relation: '<=',
      value: Math.round(whole * c.share),
    })
  })
  // Different keys: at most one for each record, at least one for each class that has records.
  const keyed = classes.map((c, i) => {
    const fields = input.measures.filter(m => m.figure.kind === 'distinct' && includes(c, m.name))
    const byField = new Map<string, number>()
    for (const m of fields) {
      const field = (m.figure as Extract<Figure, { kind: 'distinct' }>).field
      if (byField.has(field)) continue
      const keys = unknowns.push({ cost: 0 }) - 1
      byField.set(field, keys)
      rows.push({
        factors: new Map([
          [keys, 1],
          [i, -1],
        ]),
        relation: '<=',
        value: 0,
      })
      rows.push({
        factors: new Map([
          [i, 1],
          [keys, -mostPerKey],
        ]),
        relation: '<=',
        value: 0,
      })
    }
    return byField
  })
  /** A side of a target over the unknowns: records, or keys of a distinct figure. */
  const factorsOf = (side: ReadonlyMap<string, number>, times: number, into = new Map<number, number>()) => {
    for (const [name, n] of side) {
      const { figure } = measure(name)
      classes.forEach((c, i) => {
        if (!includes(c, name)) return
        const unknown = figure.kind === 'distinct' ? (keyed[i]?.get(figure.field) as number) : i
        into.set(unknown, (into.get(unknown) ?? 0) + n * times)
      })
    }
    return into
  }
  const there = (side: ReadonlyMap<string, number>) =>
    [...side].reduce((all, [name, n]) => all + n * (existing.get(name) ?? 0), 0)
  const isSum = (side: ReadonlyMap<string, number>) => [...side.keys()].some(n => measure(n).figure.kind === 'sum')

  for (const target of targets) {
    const [side = new Map<string, number>(), below] = sides(figures, target)
    if (below && target.figure.kind === 'ratio') {
      if (isSum(side) || isSum(below)) continue
      const part = 200 * 10 ** target.figure.decimals
      const hundred = 100 * 10 ** target.figure.decimals
      // A printed 100 % or 0 % is meant exactly, not 99.96 % rounded.
      if (target.value === hundred || target.value === 0)
        rows.push({
          factors: factorsOf(side, 1, target.value ? factorsOf(below, -1) : new Map()),
          relation: '=',
          value: target.value ? there(below) - there(side) : -there(side),
        })
      else
        for (const [edge, relation, slack] of [
          [2 * target.value + 1, '<=', -1],
          [2 * target.value - 1, '>=', 0],
        ] as const)
          rows.push({
            factors: factorsOf(side, part, factorsOf(below, -edge)),
            relation,
            value: slack - part * there(side) + edge * there(below),
          })
      rows.push({ factors: factorsOf(below, 1), relation: '>=', value: 1 - there(below) })
    } else if (isSum(side)) {
      // The sum itself is shared out afterwards; here only: enough records for it, and not too many.
      const wanted = target.value - there(side)
      const bounds = [...side.keys()].map(n => amountRange(input, n))
      const most = Math.max(...bounds.map(b => b.most))
      const least = Math.max(1, Math.min(...bounds.map(b => b.least)))
      rows.push({ factors: factorsOf(side, 1), relation: '>=', value: Math.ceil(wanted / most) })
      rows.push({ factors: factorsOf(side, 1), relation: '<=', value: Math.floor(wanted / least) })
    } else rows.push({ factors: factorsOf(side, 1), relation: '=', value: target.value - there(side) })
  }
  // Too few records to look like a year's work cost something; too many cost by themselves.
  const missing = unknowns.push({ cost: 12 }) - 1
  rows.push({
    factors: new Map([...classes.map((_, i) => [i, 1] as const), [missing, 1]]),
    relation: '>=',
    value: targets.some(t => t.figure.kind !== 'ratio') ? 0 : usual,
  })
  return { unknowns, rows, keyed }
}

/** How many records there will be in all, by the largest count that is wanted and the share of those that it counts. */
function expected({ classes, figures, targets, usual }: FitInput): number {
  const all = targets.flatMap(t => {
    if (t.figure.kind === 'ratio' || t.figure.kind === 'sum') return []
    const [side = new Map<string, number>()] = sides(figures, t)
    const share = classes.reduce((n, c) => n + ([...side.keys()].some(name => includes(c, name)) ? c.share : 0), 0)
    return share > 0.02 ? [t.value / share] : []
  })
  return all.length ? Math.min(Math.max(...all), 3 * Math.max(...targets.map(t => t.value))) : usual
}

/** Between what a single record's amount may lie. */
function amountRange(input: FitInput, name: string): { least: number; most: number } {
  const { figure } = input.measures.find(m => m.name === name) as Measure
  if (figure.kind !== 'sum') return { least: 1, most: 1 }
  const field = fieldOf(input.declaration, figure.field)
  const usualMost = figure.money ? 10_000_000_00 : 100_000
  return { least: Math.max(1, field?.min ?? 1), most: Math.max(1, field?.max ?? usualMost) }
}

const fieldOf = (d: Declaration, code: string) =>
  [d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})].find(f => Object.hasOwn(f, code))?.[code]

/** Shares the sums out among the classes; undefined when the records cannot carry them. */
async function fitAmounts(
  input: FitInput,
  counted: readonly { readonly c: Class; readonly n: number }[],
): Promise<Map<string, number>[] | undefined> {
  const { figures, targets, existing } = input
  const measure = (name: string) => input.measures.find(m => m.name === name) as Measure
  const unknowns: Unknown[] = []
  const byClass = counted.map(({ c, n }) => {
    const fields = new Map<string, number>()
    for (const m of input.measures) {
      if (m.figure.kind !== 'sum' || !includes(c, m.name) || fields.has(m.figure.field)) continue
      const { least, most } = amountRange(input, m.name)
      fields.set(m.figure.field, unknowns.push({ cost: 0, least: least * n, most: most * n }) - 1)
    }
    return fields
  })
  const factorsOf = (side: ReadonlyMap<string, number>, times: number, into = new Map<number, number>()) => {
    for (const [name, n] of side) {
      const { figure } = measure(name)
      counted.forEach(({ c }, i) => {
        if (figure.kind !== 'sum' || !includes(c, name)) return
        const unknown = byClass[i]?.get(figure.field) as number
        into.set(unknown, (into.get(unknown) ?? 0) + n * times)
      })
    }
    return into
  }
  const there = (side: ReadonlyMap<string, number>) =>
    [...side].reduce((all, [name, n]) => all + n * (existing.get(name) ?? 0), 0)
  const rows: Row[] = []
  for (const target of targets) {
    const [side = new Map<string, number>(), below] = sides(figures, target)
    const sums = [...side.keys(), ...(below?.keys() ?? [])].every(n => measure(n).figure.kind === 'sum')
    if (!sums) continue
    if (below && target.figure.kind === 'ratio') {
      const part = 200 * 10 ** target.figure.decimals
      for (const [edge, relation, slack] of [
        [2 * target.value + 1, '<=', -1],
        [2 * target.value - 1, '>=', 0],
      ] as const)
        rows.push({
          factors: factorsOf(side, part, factorsOf(below, -edge)),
          relation,
          value: slack - part * there(side) + edge * there(below),
        })
    } else rows.push({ factors: factorsOf(side, 1), relation: '=', value: target.value - there(side) })
  }
  if (!rows.length) return counted.map(() => new Map())
  evenly(unknowns, rows, counted, byClass)
  const found = await solveWhole(unknowns, rows)
  return found && byClass.map(fields => new Map([...fields].map(([field, i]) => [field, found[i] ?? 0])))
}

/** The same average amount in every class, as far as the rows allow: the largest deviation is made small. */
function evenly(
  unknowns: Unknown[],
  rows: Row[],
  counted: readonly { readonly n: number }[],
  byClass: readonly ReadonlyMap<string, number>[],
): void {
  for (const field of new Set(byClass.flatMap(f => [...f.keys()]))) {
    const high = unknowns.push({ cost: 1 }) - 1
    byClass.forEach((fields, i) => {
      const amount = fields.get(field)
      if (amount !== undefined)
        rows.push({
          factors: new Map([
            [amount, 1],
            [high, -(counted[i]?.n ?? 1)],
          ]),
          relation: '<=',
          value: 0,
        })
    })
  }
}

/** The smallest set of targets that contradict each other: without any one of them the others could be met. */
export async function contradiction(input: FitInput): Promise<Target[]> {
  let guilty = [...input.targets]
  for (const target of input.targets) {
    const without = guilty.filter(t => t !== target)
    if (without.length && !(await fit({ ...input, targets: without }))) guilty = without
  }
  return guilty
}
