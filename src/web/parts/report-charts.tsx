import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Report, ReportFigure } from '#api/contract.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'
import { type Bar, Chart } from './chart.tsx'
import { digitsOf, partsOf, unitOf } from './figure-print.tsx'

/** The report in charts: what wholes are made of, and how high rates are. A bar opens the records behind it. */
export function ReportCharts({ report, chosen }: { report: Report; chosen: string | undefined }) {
  return (
    <div className="rc">
      <p className="sm mut">点一条即看它的逐件清单；浅色细条为上年。</p>
      {report.chapters.map((c, i) => {
        const systems = c.sections.flatMap(s => s.system ?? [])
        const groups = systems.flatMap(system => compositions(report, system))
        const rates = report.figures.filter(
          f => systems.includes(f.system) && f.kind === 'ratio' && !f.internal && f.value !== null,
        )
        if (!groups.length && !rates.length) return null
        return (
          <section key={c.code} id={`chart-${c.code}`} aria-labelledby={`chart-${c.code}-t`}>
            <h2 id={`chart-${c.code}-t`}>
              {toChineseNumeral(i + 1)}、{c.title}
            </h2>
            <div className="rc-grid">
              {groups.map(g => (
                <FigureChart
                  key={g.whole.code}
                  report={report}
                  title={`${g.whole.systemName}：${g.whole.name} ${digitsOf(g.whole)} ${unitOf(g.whole)}`}
                  figures={g.parts}
                  chosen={chosen}
                />
              ))}
              {rates.length ? (
                <FigureChart report={report} title="比率（%）" figures={rates} chosen={chosen} most={100} />
              ) : null}
            </div>
          </section>
        )
      })}
    </div>
  )
}

/** Wholes of a system whose parts are worth a look: at least two that are not 0. */
function compositions(report: Report, system: string) {
  return report.figures
    .filter(f => f.system === system && (f.value ?? 0) > 0)
    .map(whole => ({
      whole,
      parts: partsOf(whole, report.figures, report.identities)
        .filter(p => (p.value ?? 0) > 0)
        .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)),
    }))
    .filter(g => g.parts.length > 1)
}

function FigureChart({
  report,
  title,
  figures,
  chosen,
  most,
}: {
  report: Report
  title: string
  figures: readonly ReportFigure[]
  chosen: string | undefined
  most?: number
}) {
  const navigate = useNavigate()
  const bars: readonly Bar[] = useMemo(
    () =>
      figures.map(f => ({
        name: f.name,
        value: f.value ?? 0,
        printed: digitsOf(f),
        before: report.changes.find(c => c.code === f.code)?.before,
      })),
    [figures, report],
  )
  const at = figures.findIndex(f => f.code === chosen)
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <Chart
        bars={bars}
        label={`${title}：${bars.map(b => `${b.name} ${b.printed}`).join('，')}`}
        {...(most === undefined ? {} : { most })}
        chosen={at < 0 ? undefined : at}
        choose={i =>
          void navigate({
            to: '.',
            search: old => ({ ...old, figure: figures[i]?.code, part: undefined }),
            resetScroll: false,
          })
        }
      />
    </figure>
  )
}
