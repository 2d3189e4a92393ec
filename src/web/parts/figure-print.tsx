import type { ReportFigure, Term, Verdict } from '#api/contract.ts'
import { Glyph } from './icons.tsx'
import { number } from './words.tsx'

type Valued = Pick<ReportFigure, 'value' | 'unit' | 'money' | 'kind' | 'decimals'>

/** The number of a figure as tables print it: 1,506, 4,290,200.00, 97.0%; a dash where there is nothing to divide by. */
export function digitsOf(figure: Valued, value: number | null = figure.value): string {
  if (value === null) return '—'
  if (figure.kind === 'ratio') return `${value === 100 || value === 0 ? value : value.toFixed(figure.decimals ?? 0)}%`
  if (figure.money) return value.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return number(value)
}
export const unitOf = (figure: Valued): string => (figure.kind === 'ratio' || figure.value === null ? '' : figure.unit)

/** 增加 3, 下降 1.2 个百分点, 持平: this year's value against an earlier one. */
export function changeOf(figure: Valued, before: number | null | undefined): string | undefined {
  if (before === undefined || before === null || figure.value === null) return undefined
  const decimals = figure.kind === 'ratio' ? (figure.decimals ?? 0) : figure.money ? 2 : 0
  const change = Number((figure.value - before).toFixed(decimals))
  if (change === 0) return figure.value === 0 ? undefined : '持平'
  if (figure.kind === 'ratio') return `${change > 0 ? '提高' : '下降'} ${Math.abs(change).toFixed(decimals)} 个百分点`
  return `${change > 0 ? '增加' : '减少'} ${digitsOf(figure, Math.abs(change))}`
}

/** The terms that count for something: zeros add nothing to a sum, except to an empty one. */
const sum = (terms: readonly Term[]) => {
  const told = terms.filter(t => t.value !== 0)
  return told.length ? told.map(t => number(t.value)).join(' ＋ ') : '0'
}
const sign = ({ relation, holds }: Verdict) => (relation === '=' ? (holds ? '＝' : '≠') : holds ? '≥' : '＜')
/** 67 ＝ 52 ＋ 5 ＋ 3 ＋ 7 */
export const arithmeticOf = (v: Verdict): string => `${sum(v.wholeTerms)} ${sign(v)} ${sum(v.partTerms)}`

/** Relations as arithmetic, one per line, the broken ones first. */
export function Identities({
  verdicts,
  href,
}: {
  verdicts: readonly Verdict[]
  href?: (v: Verdict) => React.ReactNode
}) {
  return (
    <ul className="ids">
      {verdicts
        .toSorted((a, b) => Number(a.holds) - Number(b.holds))
        .map(v => (
          <li key={v.code} className={v.holds ? undefined : 'bad'}>
            <Glyph of={v.holds ? 'in' : 'no'} />
            <div>
              <code>{arithmeticOf(v)}</code>
              <p>
                {v.name}
                {v.holds ? '' : `，差 ${number(Math.abs(v.difference))}`}
                {href?.(v)}
              </p>
            </div>
          </li>
        ))}
    </ul>
  )
}

/** The parts of a figure that make it up, as the declarations say; none of a figure that stands for itself. */
export function partsOf(
  figure: ReportFigure,
  figures: readonly ReportFigure[],
  verdicts: readonly Verdict[],
): readonly ReportFigure[] {
  const verdict = verdicts.find(
    v => v.relation === '=' && v.wholeTerms.length === 1 && v.wholeTerms[0]?.code === figure.code,
  )
  const codes = verdict?.partTerms.map(t => t.code) ?? figure.of ?? []
  return codes.flatMap(code => figures.find(f => f.code === code) ?? []).filter(f => f.kind !== 'ratio')
}

/** Shades of one hue, the darkest first. */
export const shade = (i: number, of: number): string =>
  `color-mix(in srgb, var(--dai) ${Math.round(100 - (of > 1 ? (i / (of - 1)) * 84 : 0))}%, var(--sheet))`
