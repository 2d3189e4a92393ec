import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Paragraph, Report } from '#api/contract.ts'
import { put } from '../api.ts'
import { RefusalNote, refusalsOf } from './refusals.tsx'
import { type Slot, TextEditor } from './report-editor.tsx'
import { anchorOf, type Writing } from './report-places.ts'
import { wordsOf } from './report-words.ts'

/** The texts of one plan. */
export const planSlots = (place: string, text: (place: string) => string): Slot[] => [
  {
    place: `${place}.text`,
    label: '针对什么',
    content: text(`${place}.text`),
    rows: 1,
    hint: '留空则写“针对……存在的不足”。',
  },
  { place: `${place}.measure`, label: '措施', content: text(`${place}.measure`), rows: 2 },
  { place: `${place}.owner`, label: '责任单位', content: text(`${place}.owner`), rows: 1 },
  { place: `${place}.due`, label: '完成日期', content: text(`${place}.due`), rows: 1, hint: '如“2026年6月30日”' },
]

const own = (place: string): boolean => /^(shortcoming|plan)\.own-/.test(place)

/** A shortcoming with its cause; one that the program found may be left out with a reason, one of the writer's own deleted. */
export function ShortcomingEditor({
  place,
  paragraph,
  report,
  text,
  editor,
  writing,
}: {
  place: string
  paragraph: Paragraph
  report: Report
  text: (place: string) => string
  editor: (title: string, slots: readonly Slot[], more?: { extra?: ReactNode }) => ReactNode
  writing: Writing | undefined
}) {
  const [leaving, setLeaving] = useState(false)
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: (change: { place: string; content: string }) => put(`/reports/${report.year}/texts`, change),
    onSuccess: async () => {
      await writing?.saved()
      writing?.close(place)
    },
  })
  const said = wordsOf([paragraph], report.figures).replace(/。原因是：.*$/s, '')
  return (
    <>
      {editor(
        '不足和原因',
        [
          {
            place: `${place}.text`,
            label: '不足',
            content: text(`${place}.text`),
            ...(own(place) ? {} : { own: text(`${place}.text`) ? '' : said }),
            rows: 2,
          },
          { place: `${place}.cause`, label: '原因', content: text(`${place}.cause`), rows: 2 },
        ],
        {
          extra: (
            <button
              className="link"
              type="button"
              onClick={() => (own(place) ? save.mutate({ place: `${place}.text`, content: '' }) : setLeaving(!leaving))}
            >
              {own(place) ? '删去这一条' : '不写入报告'}
            </button>
          ),
        },
      )}
      {leaving ? (
        <div className="re re-leave">
          <div className="fld">
            <label htmlFor="leave">不写入的理由（存档备查，不印在报告中）</label>
            <textarea id="leave" className="fi" rows={2} value={reason} onChange={e => setReason(e.target.value)} />
          </div>
          <RefusalNote refusals={refusalsOf(save.error)} />
          <div className="re-acts">
            <button
              className={`btn ${reason.trim() ? '' : 'off'}`}
              type="button"
              aria-disabled={!reason.trim()}
              onClick={() => reason.trim() && save.mutate({ place: `${place}.omitted`, content: reason })}
            >
              不写入报告
            </button>
          </div>
        </div>
      ) : null}
    </>
  )
}

/** A shortcoming or a plan of the writer's own. */
export function OwnItem({ kind, report, writing }: { kind: 'shortcoming' | 'plan'; report: Report; writing: Writing }) {
  const place = `${kind}.new`
  const key = `own-${1 + Math.max(0, ...Object.keys(writing.texts).map(p => Number(/\.own-(\d+)\./.exec(p)?.[1] ?? 0)))}`
  const title = kind === 'plan' ? '增加一项安排' : '增加一条不足'
  if (writing.at !== place)
    return (
      <p className="rd-add">
        <button className="link" type="button" onClick={() => writing.write(place)}>
          {title}
        </button>
      </p>
    )
  const slots =
    kind === 'plan'
      ? planSlots(`plan.${key}`, () => '').map(s =>
          s.place.endsWith('.text') ? { ...s, label: '安排', hint: '如“推进示范创建”' } : s,
        )
      : [
          { place: `shortcoming.${key}.text`, label: '不足', content: '', rows: 2 },
          { place: `shortcoming.${key}.cause`, label: '原因', content: '', rows: 2 },
        ]
  return (
    <div id={anchorOf(place)}>
      <TextEditor
        year={report.year}
        title={title}
        slots={slots}
        figures={report.figures}
        close={() => writing.close(place)}
        saved={writing.saved}
      />
    </div>
  )
}

/** What the records show and the writer left out: kept in sight while the report is written. */
export function Omitted({ report, writing }: { report: Report; writing: Writing | undefined }) {
  const restore = useMutation({
    mutationFn: (place: string) => put(`/reports/${report.year}/texts`, { place: `${place}.omitted`, content: '' }),
    onSuccess: () => writing?.saved(),
  })
  if (!writing || report.omitted.length === 0) return null
  return (
    <details className="rd-omitted">
      <summary>没有写入报告的不足 {report.omitted.length} 条</summary>
      <ul>
        {report.omitted.map(o => (
          <li key={o.place}>
            {o.paragraph.map(s => (s.kind === 'text' ? s.text : s.printed)).join('')}
            <span className="mut">　理由：{o.reason}　</span>
            <button className="link" type="button" onClick={() => restore.mutate(o.place)}>
              写入报告
            </button>
          </li>
        ))}
      </ul>
      <RefusalNote refusals={refusalsOf(restore.error)} />
    </details>
  )
}
