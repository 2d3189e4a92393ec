import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Report } from '#api/contract.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'
import { put } from '../api.ts'
import { Glyph } from './icons.tsx'
import { ErrorNote } from './refusals.tsx'
import { blockOf, brokenCodes } from './report-places.ts'
import { refresh } from './report-shown.ts'
import { number } from './words.tsx'

/** The chapters with how many figures each has and what is open in it; a writer puts them in order. */
export function Chapters({
  report,
  anchor,
  mayWrite,
}: {
  report: Report
  /** What the anchors of the chapters begin with. */
  anchor: 'chapter' | 'chart'
  mayWrite: boolean
}) {
  const [moving, setMoving] = useState(false)
  const order = useMutation({
    mutationFn: (codes: readonly string[]) =>
      put(`/reports/${report.year}/texts`, { place: 'chapters.order', content: codes.join(',') }),
    onSuccess: refresh,
  })
  const codes = report.chapters.map(c => c.code)
  const swap = (i: number, j: number) => {
    const [a, b] = [codes[i], codes[j]]
    if (a && b && !order.isPending) order.mutate(codes.with(i, b).with(j, a))
  }
  const broken = brokenCodes(report)
  const spans = (c: Report['chapters'][number]) =>
    [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)].flat().filter(s => s.kind === 'figure')
  const all = report.chapters.reduce((n, c) => n + spans(c).length, 0)
  return (
    <nav className="chap" aria-label="章节">
      <p className="xs mut">正文 {number(all)} 个数字，个个可追溯</p>
      <ol>
        {report.chapters.map((c, i) => {
          const figures = spans(c)
          const open = report.findings.filter(
            f =>
              f.blocks &&
              (c.places.includes(blockOf(f.place)) ||
                f.place.startsWith(`chapter.${c.code}.`) ||
                c.sections.some(s => f.place.startsWith(`section.${s.system}.`))),
          ).length
          const bad = figures.filter(s => s.kind === 'figure' && broken.has(s.code)).length
          return (
            <li key={c.code}>
              <a href={`#${anchor}-${c.code}`}>
                <i>{toChineseNumeral(i + 1)}</i>
                <span>{c.title}</span>
                {bad + open ? (
                  <em className={bad ? 'seal' : 'amber'} title={bad ? `${bad} 个数字不合` : `${open} 处没有写明`}>
                    <Glyph of={bad ? 'no' : 'warn'} />
                    {bad || open}
                  </em>
                ) : (
                  <em>{figures.length || ''}</em>
                )}
              </a>
              {moving ? (
                <span className="rw-move">
                  <button
                    type="button"
                    aria-label={`上移：${c.title}`}
                    disabled={i === 0}
                    onClick={() => swap(i, i - 1)}
                  >
                    上移
                  </button>
                  <button
                    type="button"
                    aria-label={`下移：${c.title}`}
                    disabled={i === codes.length - 1}
                    onClick={() => swap(i, i + 1)}
                  >
                    下移
                  </button>
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      {mayWrite ? (
        <p className="xs rw-order">
          <button className="link" type="button" aria-pressed={moving} onClick={() => setMoving(!moving)}>
            {moving ? '次序已定' : '调整章节次序'}
          </button>
        </p>
      ) : null}
      <ErrorNote error={order.error} />
      <p className="xs mut leg">
        <span className="fig demo">33件</span>由案件得出
        <br />
        <span className="fig hand demo">33件</span>人工改写，附理由
        <br />
        <span className="fig bad demo">33件</span>与相关数字不合
      </p>
    </nav>
  )
}
