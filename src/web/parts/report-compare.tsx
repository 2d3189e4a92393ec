import type { Report, ReportFigure } from '#api/contract.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'
import { changeOf, digitsOf, unitOf } from './figure-print.tsx'
import { Empty } from './refusals.tsx'
import { Turn } from './turn.tsx'

/** Every printed figure beside last year's published value. */
export function Compare({ report, chosen }: { report: Report; chosen: string | undefined }) {
  const before = new Map(report.changes.map(c => [c.code, c.before]))
  if (!before.size)
    return (
      <div className="rc">
        <Empty title="没有可以对照的上年报告">{report.year - 1}年度报告发布之后，各项数据在这里逐项对照。</Empty>
      </div>
    )
  return (
    <div className="rc">
      <p className="sm mut">与{report.year - 1}年度发布稿逐项对照，变动大的在各章中靠前。</p>
      {report.chapters.map((c, i) => {
        const systems = c.sections.flatMap(s => s.system ?? [])
        const rows = report.figures
          .filter(
            f =>
              systems.includes(f.system) &&
              !f.internal &&
              before.has(f.code) &&
              (f.value !== 0 || before.get(f.code) !== 0),
          )
          .toSorted((a, b) => weight(b, before.get(b.code)) - weight(a, before.get(a.code)))
        return rows.length ? (
          <section key={c.code} id={`chapter-${c.code}`}>
            <h2>
              {toChineseNumeral(i + 1)}、{c.title}
            </h2>
            <table className="tbl dense flat rw-compare">
              <thead>
                <tr>
                  <th scope="col">数据</th>
                  <th scope="col" className="n">
                    {report.year}年
                  </th>
                  <th scope="col" className="n">
                    {report.year - 1}年
                  </th>
                  <th scope="col" className="n">
                    增减
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(f => (
                  <tr key={f.code} className={f.code === chosen ? 'on' : undefined}>
                    <td>
                      <Turn set={{ figure: f.code, part: undefined }}>
                        {f.systemName}　{f.name}
                      </Turn>
                    </td>
                    <td className="n b">
                      {digitsOf(f)} {unitOf(f)}
                    </td>
                    <td className="n mut">{digitsOf(f, before.get(f.code) ?? null)}</td>
                    <td className="n">{changeOf(f, before.get(f.code))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null
      })}
    </div>
  )
}

/** How much a figure moved, as a share of the larger value. */
const weight = (f: ReportFigure, before = 0): number =>
  Math.abs((f.value ?? 0) - before) / Math.max(1, Math.abs(f.value ?? 0), Math.abs(before))
