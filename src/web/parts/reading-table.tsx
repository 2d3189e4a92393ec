import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReportReading, Statistic, TopicNames } from '#api/contract.ts'
import { anchorOf, brokenOf, membersOf } from './reading-arithmetic.tsx'
import { markId } from './reading-text.tsx'
import { Empty } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { Turn } from './turn.tsx'
import { number } from './words.tsx'

const manner = { exact: '', approx: '约', over: '以上', nearly: '近' } as const

/** Every number of a report as a table, by topic; each leads to its place in the text. */
export function ReadingTable({
  reading,
  topics,
  topic,
}: {
  reading: ReportReading
  topics: TopicNames
  topic: string | undefined
}) {
  const navigate = useNavigate()
  const [q, setQ] = useState('')
  const broken = brokenOf(reading)
  const bad = new Set(broken.flatMap(membersOf))
  const right = new Map(broken.map(i => [anchorOf(i), i.right]))
  const words = q.trim()
  const order = Object.keys(topics)
  const rows = reading.statistics
    .filter(s => (!topic || s.topic === topic) && (!words || `${s.indicator}${s.text}`.includes(words)))
    .toSorted((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic) || a.start - b.start)
  const present = order.filter(t => reading.statistics.some(s => s.topic === t))
  const open = (s: Statistic) =>
    void navigate({ to: '.', search: old => ({ ...old, view: 'text', topic: undefined }), hash: markId(s.start) })
  return (
    <div className="rdr-pad">
      <div className="rdr-filters">
        <label className="vh" htmlFor="rt-t">
          主题
        </label>
        <select
          id="rt-t"
          className="fi"
          value={topic ?? ''}
          onChange={e => void navigate({ to: '.', search: old => ({ ...old, topic: e.target.value || undefined }) })}
        >
          <option value="">全部主题</option>
          {present.map(t => (
            <option key={t} value={t}>
              {topics[t]?.name}（{reading.statistics.filter(s => s.topic === t).length}）
            </option>
          ))}
        </select>
        <label className="vh" htmlFor="rt-q">
          查找
        </label>
        <input
          id="rt-q"
          className="fi"
          type="search"
          placeholder="指标中的字"
          value={q}
          onChange={e => setQ(e.target.value)}
        />
        <span className="sm mut">{number(rows.length)} 个数字</span>
        {topic ? <Turn set={{ topic: undefined }}>全部主题</Turn> : null}
      </div>
      {rows.length ? (
        <ScrollRegion className="sheet rdr-scroll" name="全部数字">
          <table className="tbl dense">
            <caption className="vh">报告中的全部数字</caption>
            <thead>
              <tr>
                <th scope="col">主题</th>
                <th scope="col">指标</th>
                <th scope="col" className="n">
                  原文
                </th>
                <th scope="col" className="n">
                  数值
                </th>
                <th scope="col">单位</th>
                <th scope="col">核对</th>
                <th scope="col">所在句</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(s => (
                <tr key={s.start}>
                  <td className="nb">{topics[s.topic]?.name}</td>
                  <td>
                    <button className="link rdr-cell" type="button" onClick={() => open(s)}>
                      {s.indicator || s.text}
                    </button>
                  </td>
                  <td className="n nb">
                    {manner[s.qualifier]}
                    {s.text}
                  </td>
                  <td className="n">{number(s.value)}</td>
                  <td className="nb">{s.unit}</td>
                  <td className="nb">
                    {right.get(s.start) ? (
                      <span className="seal b">应为 {right.get(s.start)}</span>
                    ) : bad.has(s.start) ? (
                      <span className="seal">在不成立的关系中</span>
                    ) : (
                      ''
                    )}
                  </td>
                  <td className="rdr-sentence">
                    {reading.text.slice(s.sentence.start, s.sentence.end).replace(/\s+/g, '')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : (
        <Empty title="没有符合条件的数字">请换一个主题或者词。</Empty>
      )}
    </div>
  )
}
