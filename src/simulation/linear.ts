import highsModule, { type LegacyHighs } from 'highs'

// Its types describe the CommonJS form, whose function lies under `default`; what an import gives is the function itself.
const loadHighs = highsModule as unknown as () => Promise<LegacyHighs>

/** A whole-number unknown. `cost`: what one of it costs in the sum that is made as small as possible. */
export type Unknown = { readonly least?: number; readonly most?: number; readonly cost: number }
/** Σ factor × unknown, compared with a number. Factors by index of the unknown. */
export type Row = {
  readonly factors: ReadonlyMap<number, number>
  readonly relation: '=' | '<=' | '>='
  readonly value: number
}

let highs: Promise<LegacyHighs> | undefined

/**
 * Whole numbers that fulfil all rows at nearly the least cost, or undefined when there are none. The answer is checked in
 * exact arithmetic, since the solver works with fractions. Deterministic.
 */
export async function solveWhole(unknowns: readonly Unknown[], rows: readonly Row[]): Promise<number[] | undefined> {
  highs ??= loadHighs()
  const solver = await highs
  const term = (factor: number, i: number) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${i}`
  const sum = (factors: Iterable<readonly [number, number]>) =>
    [...factors].map(([i, f]) => term(f, i)).join('\n ') || '0 x0'
  const text = [
    'Minimize',
    ` obj: ${sum(unknowns.map((u, i) => [i, Number(u.cost.toFixed(4))] as const))}`,
    'Subject To',
    ...rows.map((r, n) => ` r${n}: ${sum(r.factors)} ${r.relation} ${r.value}`),
    'Bounds',
    ...unknowns.map((u, i) => ` ${u.least ?? 0} <= x${i} <= ${u.most ?? 'inf'}`),
    'General',
    ` ${unknowns.map((_, i) => `x${i}`).join(' ')}`,
    'End',
  ].join('\n')
  if (!unknowns.length) return rows.every(r => holds(r, [])) ? [] : undefined
  const solution = solver.solve(text, { output_flag: false, mip_rel_gap: 0.05, random_seed: 0 })
  if (solution.Status !== 'Optimal') return undefined
  const found = unknowns.map((_, i) => {
    const column = solution.Columns[`x${i}`]
    return Math.round(column && 'Primal' in column ? column.Primal : 0)
  })
  return rows.every(r => holds(r, found)) ? found : undefined
}

function holds(row: Row, found: readonly number[]): boolean {
  let all = 0
  for (const [i, factor] of row.factors) all += factor * (found[i] ?? 0)
  return row.relation === '=' ? all === row.value : row.relation === '<=' ? all <= row.value : all >= row.value
}
