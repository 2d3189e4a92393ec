import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Recomputed } from '#api/contract.ts'
import { yearOf } from '#kernel/time/date.ts'
import { get, post, put, queries } from '../api.ts'
import { useMe } from '../hooks.ts'
import { Field, TextField } from './admin-field.tsx'
import { Glyph } from './icons.tsx'
import { ErrorNote, Loading, RefusalNote, refusalsOf } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { number } from './words.tsx'
import { DateInput } from './date-input.tsx'

type Year = {
  year: number
  source: string
  verified: boolean
  blocks: readonly { name: string; from: string; to: string }[]
  makeupWorkdays: readonly string[]
}

const sevenHolidays = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']

/** The State Council's schedule of a year: first the limits that it moves are shown, then it is entered. */
export function CalendarYears() {
  const me = useMe()
  const years = useQuery({
    queryKey: ['admin', 'calendar'],
    queryFn: () =>
      get<{ years: readonly Year[] }>('/admin/calendar').then(c => c.years.toSorted((a, b) => b.year - a.year)),
  })
  const newest = years.data?.[0]?.year ?? yearOf(me.today)
  const [year, setYear] = useState<number>()
  const [source, setSource] = useState('')
  const [publishedOn, setPublishedOn] = useState('')
  const [blocks, setBlocks] = useState(sevenHolidays.map(name => ({ name, from: '', to: '' })))
  const [makeup, setMakeup] = useState('')
  const wanted = year ?? newest + 1
  const schedule = {
    source,
    publishedOn,
    blocks: blocks.filter(b => b.from && b.to),
    makeupWorkdays: makeup.split(/[\s,，、]+/).filter(Boolean),
  }
  const asked = JSON.stringify([wanted, schedule])
  const preview = useMutation({
    mutationFn: () =>
      post<Recomputed>(`/admin/calendar/${wanted}/preview`, schedule).then(change => ({ change, asked })),
  })
  const save = useMutation({
    mutationFn: () => put<Recomputed>(`/admin/calendar/${wanted}`, schedule),
    onSuccess: async () => {
      preview.reset()
      await queries.invalidateQueries()
    },
  })
  // What was shown holds for what was asked then; a form that has changed is asked again.
  const shown = preview.data?.asked === asked ? preview.data.change : undefined
  if (years.error) return <ErrorNote error={years.error} />
  if (!years.data) return <Loading />
  return (
    <div className="two">
      <form
        className="ff"
        onSubmit={e => {
          e.preventDefault()
          save.reset()
          preview.mutate()
        }}
        aria-label="录入节假日安排"
      >
        <section>
          <h2>录入一年的节假日安排</h2>
          <div className="grid" style={{ paddingLeft: 0 }}>
            <TextField
              label="年份"
              inputMode="numeric"
              value={String(wanted)}
              change={typed => setYear(Number(typed) || undefined)}
            />
            <Field label="通知发布日期">
              {id => <DateInput id={id} required value={publishedOn} change={day => setPublishedOn(day ?? '')} />}
            </Field>
            <div className="w2">
              <TextField
                label="依据（通知名称和文号）"
                required
                value={source}
                change={setSource}
                placeholder="国务院办公厅关于某年部分节假日安排的通知"
              />
            </div>
            {blocks.map((b, i) => (
              <div className="fld w2" key={b.name}>
                <span className="lb">{b.name}放假</span>
                <span className="acts">
                  <DateInput
                    aria-label={`${b.name}第一天`}
                    value={b.from}
                    change={day => setBlocks(blocks.map((x, n) => (n === i ? { ...x, from: day ?? '' } : x)))}
                  />
                  <DateInput
                    aria-label={`${b.name}最后一天`}
                    value={b.to}
                    change={day => setBlocks(blocks.map((x, n) => (n === i ? { ...x, to: day ?? '' } : x)))}
                  />
                </span>
              </div>
            ))}
            <div className="w2">
              <Field label="调休上班的日子（逐个写，用空格隔开）">
                {id => (
                  <textarea
                    id={id}
                    className="fi"
                    rows={2}
                    value={makeup}
                    onChange={e => setMakeup(e.target.value)}
                    placeholder={`${wanted}-01-04 ${wanted}-02-14`}
                  />
                )}
              </Field>
            </div>
          </div>
          <RefusalNote refusals={refusalsOf(preview.error ?? save.error)} title="没有录入" />
          {save.data ? (
            <p className="msg okk" role="status">
              <Glyph of="in" />
              <span>已录入。{inWords(save.data)}</span>
            </p>
          ) : null}
        </section>
        {shown ? null : (
          <div className="submit">
            <button className="btn pri" type="submit" aria-disabled={preview.isPending}>
              {preview.isPending ? '正在计算' : '看哪些期限会移动'}
            </button>
          </div>
        )}
        {shown ? (
          <Preview
            year={wanted}
            change={shown}
            pending={save.isPending}
            enter={() => save.mutate()}
            cancel={preview.reset}
          />
        ) : null}
      </form>
      <section>
        <div className="sec">
          <h2>已有年份</h2>
        </div>
        <ul className="rows">
          {years.data.map(y => (
            <li key={y.year}>
              <div className="l1">
                <b>{y.year}年</b>
                <span className="sm mut">{y.verified ? '' : '待核'}</span>
              </div>
              <p className="sm mut">{y.source}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

export const inWords = (c: Recomputed): string =>
  c.records
    ? [
        c.moved ? `${number(c.moved)}个正在走的期限，届满日改变` : '没有正在走的期限改变届满日',
        ...(c.settled ? [`${number(c.settled)}个暂定的届满日成为确定`] : []),
        ...(c.figures ? [`${number(c.figures)}件的按期与否随之改变，计入的数字也随之改变`] : []),
      ].join('；') + '。'
    : '没有期限随之改变。'

/** The limits that move, before anything is entered. */
function Preview({
  year,
  change,
  pending,
  enter,
  cancel,
}: {
  year: number
  change: Recomputed
  pending: boolean
  enter: () => void
  cancel: () => void
}) {
  return (
    <section aria-labelledby="cal-p">
      <h2 id="cal-p">录入{year}年的安排之后</h2>
      <p role="status">{inWords(change)}</p>
      {change.shown.length ? (
        <ScrollRegion className="hx moves" name="移动的期限">
          <table className="tbl flat">
            <caption className="vh">移动的期限</caption>
            <thead>
              <tr>
                <th scope="col">案号</th>
                <th scope="col">期限</th>
                <th scope="col">单位</th>
                <th scope="col">届满日</th>
                <th scope="col">改为</th>
              </tr>
            </thead>
            <tbody>
              {change.shown.map(m => (
                <tr key={m.id + m.limitName}>
                  <td className="nb">{m.number}</td>
                  <td>
                    {m.limitName}
                    <span className="mut">　{m.systemName}</span>
                  </td>
                  <td className="mut">{m.organName}</td>
                  <td className="nb mut">{m.from}</td>
                  <td className="nb">{m.to}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
      {change.moved > change.shown.length ? (
        <p className="sm mut">只列出最先届满的 {change.shown.length} 个。</p>
      ) : null}
      <div className="submit">
        <button className="btn pri" type="button" aria-disabled={pending} onClick={() => pending || enter()}>
          {pending ? '正在重算期限' : `确认录入${year}年的安排`}
        </button>
        <button className="btn" type="button" onClick={cancel}>
          返回修改
        </button>
      </div>
    </section>
  )
}
