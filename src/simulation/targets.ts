import type { Catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Figure } from '#kernel/figure.ts'
import { ok, type Refusal, type Result, refuse } from '#kernel/refusal.ts'

/** Figure code `system.figure` → value as printed: pieces, 元, percent. */
export type Targets = Readonly<Record<string, number>>

/** What a targets file holds. */
export type TargetsFile = { readonly division: string; readonly year: number; readonly figures: Targets }

/** One figure and the value that it shall have, in the unit in which it is counted (money in 分). */
export type Target = {
  readonly code: string
  readonly figure: Figure
  /** Of a ratio: percent × 10^decimals. */
  readonly value: number
  readonly printed: string
}

/** Figures of a system that are counted directly, by name; an older version may have ones that the newest lacks. */
export function systemFigures(catalogue: Catalogue, system: string): Map<string, Figure> {
  const figures = new Map<string, Figure>()
  const versions = catalogue.all.filter(d => d.code === system)
  for (const d of versions.toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1)))
    for (const [name, figure] of Object.entries(d.figures)) if (!figures.has(name)) figures.set(name, figure)
  return figures
}

/** Reads a targets file. Refusals name the place that is wrong. */
export function readTargets(text: string): Result<TargetsFile> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return refuse({ code: 'invalid-file', message: '目标文件不是有效的 JSON，请检查后重试。' })
  }
  const { division, year, figures } = (data ?? {}) as Record<string, unknown>
  if (typeof division !== 'string' || typeof year !== 'number' || !Number.isInteger(year) || !isRecord(figures))
    return refuse({
      code: 'invalid-file',
      message:
        '目标文件应写明 division（行政区划代码）、year（年度）和 figures（指标代码和数值），请参照 targets/990101-2022.json。',
    })
  const wrong = Object.entries(figures).find(([, v]) => typeof v !== 'number' || !Number.isFinite(v) || v < 0)
  if (wrong)
    return refuse({
      code: 'invalid-file',
      path: `figures.${wrong[0]}`,
      message: `指标“${wrong[0]}”的数值应为不小于0的数，请检查后重试。`,
    })
  return ok({ division, year, figures: figures as Targets })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Targets by system, checked against the declared figures. `scale` multiplies counts and sums, not rates. */
export function resolveTargets(catalogue: Catalogue, targets: Targets, scale = 1): Result<Map<string, Target[]>> {
  const bySystem = new Map<string, Target[]>()
  const wrong: Refusal[] = []
  for (const [code, printed] of Object.entries(targets)) {
    const [system = '', name = ''] = code.split('.')
    const figure = systemFigures(catalogue, system).get(name)
    if (!figure) {
      wrong.push({
        code: 'invalid-input',
        path: code,
        message: `没有代码为“${code}”的指标。相近的指标有：${nearest(catalogue, code).join('、')}。`,
      })
      continue
    }
    const value = valueOf(figure, printed, scale)
    if (value === undefined)
      wrong.push({ code: 'invalid-input', path: code, message: `指标“${figure.name}”${unitHelp(figure, scale)}` })
    else
      bySystem.set(system, [
        ...(bySystem.get(system) ?? []),
        { code, figure, value, printed: print(figure, printed, scale) },
      ])
  }
  return wrong[0] ? refuse(wrong[0], wrong.slice(1)) : ok(bySystem)
}

function valueOf(figure: Figure, printed: number, scale: number): number | undefined {
  const power = figure.kind === 'ratio' ? figure.decimals : figure.kind === 'sum' && figure.money ? 2 : 0
  const shifted = (figure.kind === 'ratio' ? printed : printed * scale) * 10 ** power
  const whole = Math.round(shifted)
  if (Math.abs(shifted - whole) > 1e-6 || !Number.isSafeInteger(whole)) return undefined
  return figure.kind === 'ratio' && printed > 100 ? undefined : whole
}

const unitHelp = (figure: Figure, scale: number): string =>
  figure.kind === 'ratio'
    ? `是百分比，应在0至100之间，保留${figure.decimals}位小数。`
    : figure.kind === 'sum' && figure.money
      ? '以元为单位，最多两位小数。'
      : scale === 1
        ? '应为整数。'
        : `乘以规模${scale}后不是整数，请改用整数倍的规模。`

const print = (figure: Figure, printed: number, scale: number): string =>
  figure.kind === 'ratio'
    ? `${printed}%`
    : `${printed * scale}${figure.kind === 'sum' && figure.money ? '元' : figure.unit}`

/** The codes that look most like one that does not exist, same system first. */
function nearest(catalogue: Catalogue, code: string): string[] {
  const all = catalogue.systems.flatMap(s => [...systemFigures(catalogue, s).keys()].map(name => `${s}.${name}`))
  return all
    .map(candidate => ({ candidate, distance: editDistance(candidate.toLowerCase(), code.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(x => x.candidate)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row.at(-1) ?? 0
}

/** A figure as a sum of directly counted ones: name → how often it enters. */
export function baseOf(figures: ReadonlyMap<string, Figure>, names: readonly string[]): Map<string, number> {
  const base = new Map<string, number>()
  for (const name of names) {
    const figure = figures.get(name)
    if (!figure) throw new Error(`no figure ${name}`)
    const parts = figure.kind === 'total' ? baseOf(figures, figure.of) : new Map([[name, 1]])
    for (const [part, n] of parts) base.set(part, (base.get(part) ?? 0) + n)
  }
  return base
}

/** All versions of a system, the newest last. */
export const versionsOf = (catalogue: Catalogue, system: string): Declaration[] =>
  catalogue.all.filter(d => d.code === system).toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))
