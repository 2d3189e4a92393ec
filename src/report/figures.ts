import type { Catalogue } from '#kernel/catalogue.ts'
import type { Declaration, Group } from '#kernel/declaration.ts'
import { type Figure, periodOf } from '#kernel/figure.ts'
import { addDays, type PlainDate } from '#kernel/time/date.ts'
import type { FigureValue } from '#records/views.ts'
import { type Database, read, type Scope } from '#store/database.ts'
import { percent } from './arithmetic.ts'

/** A figure of a year with everything that printing, checking and re-computing it needs. */
export type ReportFigure = FigureValue & {
  readonly group: Group
  readonly kind: Figure['kind']
  /** The whole number that is counted or added up: 分 of money; absent of a ratio. */
  readonly exact?: number
  /** The system's own day range differs from the calendar year; its name as declared. */
  readonly ownPeriod?: string
  readonly internal?: true
  readonly money?: true
  /** Of a ratio. */
  readonly decimals?: number
  /** Of a stock: as of its first or its last day. */
  readonly at?: 'start' | 'end'
  /** Full codes of the figures that it is made of. */
  readonly of?: readonly string[]
  readonly numeratorOf?: readonly string[]
  readonly denominatorOf?: readonly string[]
}

/** A figure with the declaration that defines it. */
export type Declared = { readonly code: string; readonly declaration: Declaration; readonly figure: Figure }

/** The versions that a report of a year tells by: the one in force at the end of the year speaks for its system. */
export function declarationsOf(catalogue: Catalogue, year: number): Declaration[] {
  return catalogue.systems.map(system => catalogue.inForce(system, `${year}-12-31`)).filter(d => d !== undefined)
}

/** All figures of a year, in the order of declaration. A figure that only an older version has is still told. */
export function declaredFigures(catalogue: Catalogue, year: number): Declared[] {
  return declarationsOf(catalogue, year).flatMap(newest => {
    const told = new Map<string, Declared>()
    const older = catalogue.all.filter(d => d.code === newest.code && d.inForce.from < newest.inForce.from)
    for (const declaration of [newest, ...older.toReversed()])
      for (const [name, figure] of Object.entries(declaration.figures)) {
        const code = `${declaration.code}.${name}`
        if (!told.has(code)) told.set(code, { code, declaration, figure })
      }
    return [...told.values()]
  })
}

export function findFigure(catalogue: Catalogue, year: number, code: string): Declared | undefined {
  return declaredFigures(catalogue, year).find(f => f.code === code)
}

/**
 * The days between which entries count, both inclusive. Of a stock all entries up to its day that have not ended by then;
 * what stands at the start of a period is what stood at the end of the day before.
 */
export type Window = { readonly kind: 'flow' | 'distinct' | 'stock'; readonly first: string; readonly last: PlainDate }

export function windowOf(figure: Figure, year: number): Window | undefined {
  const period = periodOf(figure, year)
  switch (figure.kind) {
    case 'count':
    case 'sum':
      return { kind: 'flow', first: period.from, last: period.to }
    case 'distinct':
      return { kind: 'distinct', first: period.from, last: period.to }
    case 'stock':
      return { kind: 'stock', first: '-infinity', last: figure.at === 'end' ? period.to : addDays(period.from, -1) }
    case 'ratio':
    case 'total':
      return undefined
    default:
      return figure satisfies never
  }
}

type ValueRow = {
  readonly system: string
  readonly figure: string
  readonly entries: number
  readonly amount: number
  readonly keys: number
}

/**
 * All figures of all systems for a year, over the records that the scope sees, in one statement and hence one snapshot.
 * Money is in 元, ratios in percent rounded half up, `value` null where the denominator is 0.
 */
export async function figuresOf(
  db: Database,
  scope: Scope,
  catalogue: Catalogue,
  year: number,
): Promise<ReportFigure[]> {
  const declared = declaredFigures(catalogue, year)
  const windows = declared.flatMap(({ declaration, code, figure }) => {
    const window = windowOf(figure, year)
    return window ? [{ system: declaration.code, figure: nameIn(code), ...window }] : []
  })
  const rows = await read<ValueRow>(
    db,
    scope,
    'select system, figure, entries, amount, keys from zs.figure_values($1)',
    [JSON.stringify(windows)],
  )
  const byCode = new Map(rows.map(row => [`${row.system}.${row.figure}`, row]))
  return figuresFrom(declared, year, ({ code, figure }) => {
    const row = byCode.get(code)
    return (figure.kind === 'sum' ? row?.amount : figure.kind === 'distinct' ? row?.keys : row?.entries) ?? 0
  })
}

/** The figures of a year from what was counted of each (whole numbers; 分 of money), totals and ratios worked out. */
export function figuresFrom(
  declared: readonly Declared[],
  year: number,
  counted: (figure: Declared) => number,
): ReportFigure[] {
  return evaluated(declared.map(d => figureShell(d, year, counted(d))))
}

const nameIn = (code: string): string => code.slice(code.indexOf('.') + 1)

/** The figure before totals and ratios are worked out. */
function figureShell({ code, declaration, figure }: Declared, year: number, exact: number): ReportFigure {
  const full = (codes: readonly string[]) => codes.map(c => `${declaration.code}.${c}`)
  const money = figure.kind === 'sum' && figure.money
  return {
    code,
    system: declaration.code,
    systemName: declaration.name,
    name: figure.name,
    value: null,
    unit: money ? '元' : figure.unit,
    definition: figure.definition,
    topic: figure.topic,
    period: periodOf(figure, year),
    group: declaration.group,
    kind: figure.kind,
    ...(figure.period ? { ownPeriod: figure.period.name } : {}),
    ...(figure.internal ? { internal: true } : {}),
    ...(money ? { money: true } : {}),
    ...(figure.kind === 'stock' ? { at: figure.at } : {}),
    ...(figure.kind === 'total' ? { of: full(figure.of) } : {}),
    ...(figure.kind === 'ratio'
      ? {
          decimals: figure.decimals,
          numeratorOf: full(figure.numerator),
          denominatorOf: full(figure.denominator),
        }
      : {}),
    ...(figure.kind === 'ratio' || figure.kind === 'total' ? {} : { exact }),
  }
}

/**
 * The figures with totals and ratios worked out from the others, where `set` replaces what was counted: a ratio follows
 * the numbers that are printed beside it.
 * @throws Error when a figure is made of itself or of one that is not declared
 */
export function evaluated(
  figures: readonly ReportFigure[],
  set: ReadonlyMap<string, number> = new Map(),
): ReportFigure[] {
  const byCode = new Map(figures.map(f => [f.code, f]))
  const wholes = new Map<string, number>()
  const moneyOf = (code: string): boolean => {
    const f = byCode.get(code)
    return f?.money === true || (f?.of?.length ? f.of.every(moneyOf) : false)
  }

  function whole(code: string, above: readonly string[] = []): number {
    const known = wholes.get(code)
    if (known !== undefined) return known
    const figure = byCode.get(code)
    if (!figure || figure.kind === 'ratio') throw new Error(`${above.at(-1) ?? code}: “${code}” cannot be added up`)
    if (above.includes(code)) throw new Error(`${code} is made of itself`)
    const given = set.get(code)
    const value =
      given !== undefined
        ? moneyOf(code)
          ? Math.round(given * 100)
          : given
        : figure.of
          ? figure.of.reduce((all, part) => all + whole(part, [...above, code]), 0)
          : (figure.exact ?? 0)
    wholes.set(code, value)
    return value
  }

  return figures.map(figure => {
    if (figure.kind === 'ratio') {
      const side = (codes: readonly string[] = []) => {
        const sum = codes.reduce((all, c) => all + whole(c, [figure.code]), 0)
        return { sum, shown: codes.every(moneyOf) ? sum / 100 : sum }
      }
      const [numerator, denominator] = [side(figure.numeratorOf), side(figure.denominatorOf)]
      const value = set.get(figure.code) ?? percent(numerator.sum, denominator.sum, figure.decimals ?? 0)
      return { ...figure, value, numerator: numerator.shown, denominator: denominator.shown }
    }
    const exact = whole(figure.code)
    const money = moneyOf(figure.code)
    return {
      ...figure,
      exact,
      value: money ? exact / 100 : exact,
      ...(money ? { money: true as const, unit: '元' } : {}),
    }
  })
}
