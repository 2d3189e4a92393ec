import { useMemo } from 'react'
import type { Comparison } from '#api/contract.ts'
import { Chart } from './chart.tsx'
import { Empty } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { Turn } from './turn.tsx'
import { number } from './words.tsx'

type Indicator = Comparison['topics'][number]['indicators'][number]

/** What a report is called in a narrow column. */
const nameOf = (r: Comparison['reports'][number]): string =>
  r.division ? `${r.division}${r.year ? `${r.year}年` : ''}` : r.name.replace(/\.[^.]+$/, '')

/** Reports side by side by topic; one indicator drawn over all of them. */
export function ReadingComparison({
  comparison,
  topic,
  figure,
}: {
  comparison: Comparison
  topic: string | undefined
  /** Place of the chosen indicator within its topic. */
  figure: string | undefined
}) {
  const { reports, topics } = comparison
  const chosen = topics.find(t => t.topic === topic) ?? topics.toSorted((a, b) => shared(b) - shared(a))[0]
  const rows = chosen ? chosen.indicators.toSorted((a, b) => told(b) - told(a)) : []
  const at = Math.min(Number(figure ?? 0) || 0, rows.length - 1)
  const indicator = rows[at]
  if (!chosen) return <Empty title="这些报告没有可以比较的数字" />
  return (
    <div className="rdr-compare">
      <nav className="chap" aria-label="主题">
        <p className="xs mut">{reports.length} 份报告，按主题</p>
        <ol>
          {topics.map(t => (
            <li key={t.topic}>
              <Turn set={{ topic: t.topic, figure: undefined }} current={t === chosen}>
                <span>{t.name}</span>
                <em>{t.counts.reduce((n, c) => n + c, 0)}</em>
              </Turn>
            </li>
          ))}
        </ol>
      </nav>
      <div className="rdr-side">
        <h2 className="song">{chosen.name}</h2>
        {indicator && (figure !== undefined || told(indicator) > 1) ? (
          <IndicatorChart indicator={indicator} reports={reports} />
        ) : (
          <p className="sm mut">这一主题没有两份以上报告都写了的指标；各份写了多少个数字见下表。</p>
        )}
        <ScrollRegion className="sheet rdr-scroll" name={`${chosen.name}的各份数字`}>
          <table className="tbl dense">
            <caption className="vh">{chosen.name}：各份报告的数字</caption>
            <thead>
              <tr>
                <th scope="col">指标</th>
                {reports.map((r, i) => (
                  <th scope="col" className="n" key={`${i}${r.name}`} title={r.name}>
                    {nameOf(r)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className="rdr-counts">
                <td className="mut">数字个数</td>
                {chosen.counts.map((c, i) => (
                  <td className="n mut" key={`${i}`}>
                    {c || '—'}
                  </td>
                ))}
              </tr>
              {rows.map((row, i) => (
                <tr key={`${row.indicator}${row.unit}${i}`} className={i === at ? 'on' : undefined}>
                  <td>
                    <Turn set={{ figure: String(i) }} current={i === at}>
                      {row.indicator || chosen.name}
                    </Turn>
                    <span className="mut">（{row.unit}）</span>
                  </td>
                  {row.values.map((v, j) => (
                    <td className="n nb" key={`${j}`} title={v?.indicator}>
                      {v ? v.text : <span className="mut">—</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        <p className="xs mut">同一主题、同类单位、用词相近的数字放在一行；把光标停在数字上可见各份自己的说法。</p>
      </div>
    </div>
  )
}

/** How many reports give the indicator. */
const told = (row: Indicator): number => row.values.filter(Boolean).length
/** How many indicators of a topic can be compared: the topic with the most is looked at first. */
const shared = (t: Comparison['topics'][number]): number => t.indicators.filter(i => told(i) > 1).length

function IndicatorChart({ indicator, reports }: { indicator: Indicator; reports: Comparison['reports'] }) {
  const bars = useMemo(
    () =>
      indicator.values.flatMap((v, i) => {
        const report = reports[i]
        return report ? [{ name: nameOf(report), value: v?.value ?? 0, printed: v?.text ?? '没有写' }] : []
      }),
    [indicator, reports],
  )
  const known = bars.filter(b => b.printed !== '没有写').length
  return (
    <figure className="rdr-figure">
      <figcaption>
        {indicator.indicator}（{indicator.unit}）<span className="mut">{number(known)} 份写了</span>
      </figcaption>
      <Chart bars={bars} label={`${indicator.indicator}：${bars.map(b => `${b.name} ${b.printed}`).join('，')}`} />
    </figure>
  )
}
