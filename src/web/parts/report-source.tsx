import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReportFigure } from '#api/contract.ts'
import { put } from '../api.ts'
import { FigurePanel } from './figure-panel.tsx'
import { digitsOf, unitOf } from './figure-print.tsx'
import { ErrorNote, RefusalNote, refusalsOf } from './refusals.tsx'
import { refresh, type Shown } from './report-shown.ts'
import { dayInWords } from './words.tsx'

/** Where the chosen number comes from, and setting it by hand while the report is written. */
export function Source({
  figure,
  shown,
  part,
  mayWrite,
}: {
  figure: ReportFigure
  shown: Shown
  part: 'numerator' | 'denominator'
  mayWrite: boolean
}) {
  const { report, people, draft } = shown
  const before = report.changes.find(c => c.code === figure.code)?.before
  const override = report.overrides.find(o => o.figure === figure.code)
  return (
    <FigurePanel
      figure={figure}
      year={report.year}
      figures={report.figures}
      identities={report.identities}
      part={part}
      before={before === undefined ? undefined : { value: before, source: `${report.year - 1}年度发布稿` }}
      counted={override ? override.computed : undefined}
      frozen={draft === undefined}
    >
      {override ? (
        <div className="rw-hand">
          <p>
            <b>人工改写</b>
            {people[override.by] ?? ''}于{dayInWords(override.at)}改为 {digitsOf(figure, override.value)}{' '}
            {unitOf(figure)}
            ，清单得出 {digitsOf(figure, override.computed)}。
          </p>
          <p>理由：{override.reason}</p>
        </div>
      ) : null}
      {mayWrite ? <SetByHand figure={figure} year={report.year} set={override !== undefined} /> : null}
    </FigurePanel>
  )
}

function SetByHand({ figure, year, set }: { figure: ReportFigure; year: number; set: boolean }) {
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState(String(figure.value ?? ''))
  const [reason, setReason] = useState('')
  const id = useId()
  const save = useMutation({
    mutationFn: (change: { value: number | null; reason: string }) =>
      put(`/reports/${year}/overrides/${encodeURIComponent(figure.code)}`, change),
    onSuccess: async () => {
      await refresh()
      setOpen(false)
    },
  })
  if (!open)
    return (
      <p className="rw-set sm">
        <button className="link" type="button" onClick={() => setOpen(true)}>
          {set ? '再改' : '改写这个数'}
        </button>
        {set ? (
          <button className="link" type="button" onClick={() => save.mutate({ value: null, reason: '' })}>
            恢复清单得出的数
          </button>
        ) : null}
        <ErrorNote error={save.error} />
      </p>
    )
  const typed = value.trim() === '' ? Number.NaN : Number(value)
  const ready = Number.isFinite(typed) && reason.trim() !== ''
  return (
    <form
      className="rw-form"
      onSubmit={e => {
        e.preventDefault()
        if (ready && !save.isPending) save.mutate({ value: typed, reason })
      }}
    >
      <div className="fld">
        <label htmlFor={`${id}v`}>改为{unitOf(figure) ? `（${unitOf(figure)}）` : '（%）'}</label>
        <input
          id={`${id}v`}
          className="fi"
          inputMode="decimal"
          value={value}
          onChange={e => setValue(e.target.value)}
        />
      </div>
      <div className="fld">
        <label htmlFor={`${id}r`}>理由</label>
        <textarea id={`${id}r`} className="fi" rows={2} value={reason} onChange={e => setReason(e.target.value)} />
        <p className="msg">理由印在报告所附的数据口径表中；比率和合计随之重算。</p>
      </div>
      <RefusalNote refusals={refusalsOf(save.error)} />
      <p className="re-acts">
        <button className={`btn s ${ready ? 'pri' : 'off'}`} type="submit" aria-disabled={!ready || save.isPending}>
          改写
        </button>
        <button className="btn s" type="button" onClick={() => setOpen(false)}>
          取消
        </button>
      </p>
    </form>
  )
}
