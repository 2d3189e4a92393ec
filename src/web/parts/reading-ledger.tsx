import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReadingAgainstLedger, ReportReading, TopicNames } from '#api/contract.ts'
import { post } from '../api.ts'
import { useMe } from '../hooks.ts'
import { digitsOf } from './figure-print.tsx'
import { Glyph } from './icons.tsx'
import { statisticsAt } from './reading-arithmetic.tsx'
import { Empty, ErrorNote, Loading } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'

/** A report's numbers beside the platform's own figures of the year. */
export function useLedger(reading: ReportReading, year: number | undefined) {
  return useQuery({
    queryKey: ['reading-ledger', reading.text, year],
    queryFn: () =>
      post<ReadingAgainstLedger>('/report-readings/against-ledger', { text: reading.text, ...(year ? { year } : {}) }),
    enabled: (year ?? reading.year) !== undefined,
    retry: false,
  })
}

const plain = (value: number, unit: string) =>
  unit === '%' ? `${value}%` : `${digitsOf({ value, unit, kind: 'count' })}${unit}`

export function LedgerView({ reading, topics }: { reading: ReportReading; topics: TopicNames }) {
  const me = useMe()
  const thisYear = Number(me.today.slice(0, 4))
  const [year, setYear] = useState(reading.year)
  const [all, setAll] = useState(false)
  const ledger = useLedger(reading, year)
  const at = statisticsAt(reading)
  const data = ledger.data
  const rows = (data?.matches ?? [])
    .filter(m => all || !m.agrees)
    .toSorted((a, b) => Number(a.agrees) - Number(b.agrees) || a.start - b.start)
  const differ = data?.matches.filter(m => !m.agrees).length ?? 0
  return (
    <div className="rdr-pad">
      <div className="rdr-filters">
        <label htmlFor="rl-y">台账年度</label>
        <select
          id="rl-y"
          className="fi"
          value={year ?? ''}
          onChange={e => setYear(e.target.value ? Number(e.target.value) : undefined)}
        >
          {year === undefined ? <option value="">请选择</option> : null}
          {[...new Set([year ?? thisYear, ...Array.from({ length: 8 }, (_, i) => thisYear - i)])]
            .toSorted((a, b) => b - a)
            .map(y => (
              <option key={y} value={y}>
                {y}年
              </option>
            ))}
        </select>
        <label className="rdr-check">
          <input type="checkbox" checked={all} onChange={e => setAll(e.target.checked)} />
          含相符的
        </label>
      </div>
      {year === undefined ? <Empty title="报告没有写明年份">请选择要对照的台账年度。</Empty> : null}
      <ErrorNote error={ledger.error} />
      {ledger.isLoading ? <Loading rows={8} /> : null}
      {data ? (
        <>
          <p className="verdict song">
            {data.matches.length} 个数字对得上名目，
            {differ ? `${differ} 个与台账不同。` : data.matches.length ? '全部与台账相符。' : '没有可对照的。'}
          </p>
          {data.ownReport ? null : (
            <p className="cons rdr-own">
              <Glyph of="warn" />
              <span>
                这份报告写的是“{reading.division ?? '未写明的地区'}”，台账是{data.division}
                的；两者不是同一地区，数字不同属于正常。
              </span>
            </p>
          )}
          <p className="sm mut">
            名目按主题、单位和用词相近自动对上，对错以逐件清单为准；
            {me.seesDivision ? '台账为全区数据' : '台账只含您可以查看的案件'}。
          </p>
          {rows.length ? (
            <ScrollRegion className="sheet rdr-scroll" name="与台账对照">
              <table className="tbl">
                <caption className="vh">报告数字与台账数据</caption>
                <thead>
                  <tr>
                    <th scope="col">报告</th>
                    <th scope="col" className="n">
                      报告数
                    </th>
                    <th scope="col">台账</th>
                    <th scope="col" className="n">
                      台账数
                    </th>
                    <th scope="col">核对</th>
                    <th scope="col">口径</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(m => {
                    const s = at.get(m.start)
                    return (
                      <tr key={m.start}>
                        <td>{s?.indicator}</td>
                        <td className="n nb">{s?.text}</td>
                        <td>
                          <span className="mut xs rdr-sys">{m.systemName}</span>
                          <Link to="/figures" search={{ year: String(data.year), figure: m.figure }}>
                            {m.name}
                          </Link>
                        </td>
                        <td className="n nb">{plain(m.value, m.unit)}</td>
                        <td className="nb">
                          {m.agrees ? (
                            <span className="ck in">
                              <Glyph of="in" />
                              相符
                            </span>
                          ) : (
                            <span className="ck near">
                              <Glyph of="warn" />差{' '}
                              {plain(Number(Math.abs((s?.value ?? 0) - m.value).toFixed(2)), m.unit)}
                            </span>
                          )}
                        </td>
                        <td className="mut rdr-sentence">{m.definition}</td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </ScrollRegion>
          ) : null}
          {data.ownReport ? <Untold data={data} topics={topics} /> : null}
        </>
      ) : null}
    </div>
  )
}

/** Figures of the year that the report does not tell. */
function Untold({ data, topics }: { data: ReadingAgainstLedger; topics: TopicNames }) {
  if (!data.untold.length) return null
  return (
    <details className="rdr-lack">
      <summary>台账有数而报告没有写的 {data.untold.length} 项</summary>
      <ul>
        {data.untold.map(f => (
          <li key={f.code}>
            <span className="mut">{topics[f.topic]?.name ?? f.systemName}　</span>
            <Link to="/figures" search={{ year: String(data.year), figure: f.code }}>
              {f.systemName} {f.name}
            </Link>
            　{f.value === null ? '—' : plain(f.value, f.unit)}
          </li>
        ))}
      </ul>
    </details>
  )
}
