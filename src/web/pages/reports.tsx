import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import type { ReportEntry, ReportJson, ReportList } from '#api/contract.ts'
import { daysBetween } from '#kernel/time/date.ts'
import { get, post, queries } from '../api.ts'
import { useMe, useTitle } from '../hooks.ts'
import { Chart } from '../parts/chart.tsx'
import { ClockWords } from '../parts/clock.tsx'
import { digitsOf } from '../parts/figure-print.tsx'
import { Empty, ErrorNote, Loading, RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { Dialog } from '../parts/report-dialog.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { Turn } from '../parts/turn.tsx'
import { dayInWords } from '../parts/words.tsx'
import './reports.css'

type Address = { readonly [K in 'years' | 'figure' | 'all']?: string | undefined }

/** 年报: every year with its versions and files; chosen years side by side. */
export function ReportsPage() {
  const list = useQuery({ queryKey: ['reports'], queryFn: () => get<ReportList>('/reports') })
  useTitle('年报')
  if (list.error) return <ErrorNote error={list.error} />
  if (!list.data) return <Loading rows={8} />
  return <Reports list={list.data} />
}

function Reports({ list }: { list: ReportList }) {
  const me = useMe()
  const address = useSearch({ strict: false }) as Address
  const [opening, setOpening] = useState(false)
  const { reports, writes } = list
  const years = [...new Set(reports.filter(r => r.status !== 'withdrawn').map(r => r.year))]
  const wanted = (address.years ?? '').split(',').map(Number).filter(Boolean)
  return (
    <>
      <div className="hd">
        <div>
          <h1 className="lead">{headline(reports, me.today)}</h1>
          <p>数字由案件得出，文字由人改写；发布之后内容固定，只能写明理由撤回，另编新的一版。</p>
        </div>
        {writes ? (
          <button className="btn pri" type="button" onClick={() => setOpening(true)}>
            编写新的年度
          </button>
        ) : null}
      </div>
      {reports.length ? (
        <Versions list={list} wanted={wanted} />
      ) : (
        <Empty title="还没有年度报告">
          {writes ? '选“编写新的年度”，各章数据由案件得出。' : '发布之后可以在这里查看和下载。'}
        </Empty>
      )}
      {wanted.length > 1 ? (
        <Comparison years={wanted} figure={address.figure} all={address.all === '1'} />
      ) : years.length > 1 ? (
        <p className="sm mut rs-hint">勾选两个以上年度，逐项对照各年数据。</p>
      ) : null}
      {opening ? <NewReport taken={years} close={() => setOpening(false)} /> : null}
    </>
  )
}

/** The state of the newest report in a sentence. */
function headline(reports: readonly ReportEntry[], today: string): string {
  const open = reports.find(r => r.status === 'draft' || r.status === 'checked')
  if (open) {
    const left = daysBetween(today, open.publishBy.on)
    const how = open.status === 'draft' ? '正在编写' : '已经定稿，尚未发布'
    return `${open.year}年度报告${how}，${left < 0 ? `已过法定公开期限${-left}日` : left === 0 ? '今日是法定公开期限' : `离法定公开期限还有${left}日`}。`
  }
  const last = reports.find(r => r.status === 'published')
  return last?.publishedAt ? `${last.year}年度报告已于${dayInWords(last.publishedAt)}发布。` : '年度报告'
}

const statuses = {
  draft: { name: '草稿', tag: 'tag amber' },
  checked: { name: '已定稿', tag: 'tag dai' },
  published: { name: '已发布', tag: 'tag bamboo' },
  withdrawn: { name: '已撤回', tag: 'tag' },
} as const

function Versions({ list, wanted }: { list: ReportList; wanted: readonly number[] }) {
  const me = useMe()
  const navigate = useNavigate()
  const who = (id: string | undefined) => (id ? (list.people[id] ?? '') : '')
  const choose = (year: number, on: boolean) => {
    const years = on ? [...wanted, year] : wanted.filter(y => y !== year)
    void navigate({
      to: '.',
      search: old => ({ ...old, years: years.toSorted((a, b) => a - b).join(',') || undefined, figure: undefined }),
      resetScroll: false,
    })
  }
  return (
    <ScrollRegion className="sheet rs-list" name="各年度报告">
      <table className="tbl">
        <caption className="vh">各年度报告和版次</caption>
        <thead>
          <tr>
            <th scope="col">对照</th>
            <th scope="col">年度</th>
            <th scope="col">状态</th>
            <th scope="col">经过</th>
            <th scope="col">校验值</th>
            <th scope="col">文件</th>
          </tr>
        </thead>
        <tbody>
          {list.reports.map(r => {
            const withdrawn = r.status === 'withdrawn'
            const version = withdrawn ? { version: String(r.version) } : {}
            const query = withdrawn ? `&version=${r.version}` : ''
            const left = daysBetween(me.today, r.publishBy.on)
            return (
              <tr key={`${r.year}.${r.version}`}>
                <td>
                  {withdrawn ? null : (
                    <input
                      type="checkbox"
                      aria-label={`对照${r.year}年度`}
                      checked={wanted.includes(r.year)}
                      onChange={e => choose(r.year, e.target.checked)}
                    />
                  )}
                </td>
                <td>
                  <Link className="b nb" to="/reports/$year" params={{ year: String(r.year) }} search={version}>
                    {r.year}年度
                  </Link>
                  <span className="mut nb">　第{r.version}版</span>
                </td>
                <td>
                  <span className={statuses[r.status].tag}>{statuses[r.status].name}</span>
                  {r.status === 'draft' || r.status === 'checked' ? (
                    <span className="rs-due">
                      {left < 0 ? (
                        <ClockWords light="over" words={`超期 ${-left} 日`} />
                      ) : (
                        <ClockWords
                          light={left === 0 ? 'due' : left <= 15 ? 'near' : 'ok'}
                          words={left === 0 ? '今日到期' : `剩 ${left} 日`}
                        />
                      )}
                    </span>
                  ) : null}
                </td>
                <td className="rs-way">
                  <span>
                    {dayInWords(r.openedAt)}
                    {who(r.openedBy)}编写
                  </span>
                  {r.checkedAt ? (
                    <span>
                      {dayInWords(r.checkedAt)}
                      {who(r.checkedBy)}定稿
                    </span>
                  ) : null}
                  {r.publishedAt ? (
                    <span>
                      {dayInWords(r.publishedAt)}
                      {who(r.publishedBy)}发布
                    </span>
                  ) : null}
                  {r.withdrawnAt ? (
                    <span>
                      {dayInWords(r.withdrawnAt)}
                      {who(r.withdrawnBy)}撤回：{r.withdrawnReason}
                    </span>
                  ) : null}
                  {r.explanation ? <span className="amber">说明：{r.explanation}</span> : null}
                </td>
                <td className="mut nb" title={r.hash ? `SM3 ${r.hash}` : undefined}>
                  {r.hash ? `${r.hash.slice(0, 4)}…${r.hash.slice(-4)}` : '—'}
                </td>
                <td>
                  <span className="rs-files">
                    <a href={`/api/v1/reports/${r.year}/file?format=docx${query}`}>公文</a>
                    <a href={`/api/v1/reports/${r.year}/file?format=html${query}`} target="_blank" rel="noreferrer">
                      网页
                    </a>
                    <a
                      href={`/api/v1/reports/${r.year}/file?format=json${query}`}
                      download={`${r.year}年度报告数据.json`}
                    >
                      数据
                    </a>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function NewReport({ taken, close }: { taken: readonly number[]; close: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const id = useId()
  const thisYear = Number(me.today.slice(0, 4))
  const free = Array.from({ length: 8 }, (_, i) => thisYear - i).filter(y => !taken.includes(y))
  const [year, setYear] = useState(free.find(y => y < thisYear) ?? free[0] ?? thisYear)
  const open = useMutation({
    mutationFn: () => post('/reports', { year }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['reports'] })
      await navigate({ to: '/reports/$year', params: { year: String(year) }, search: {} })
    },
  })
  return (
    <Dialog
      title="编写年度报告"
      verb="开始编写"
      close={close}
      submit={() => open.mutate()}
      pending={open.isPending}
      disabled={free.length === 0}
    >
      <div className="fld">
        <label htmlFor={id}>年度</label>
        <select id={id} className="fi" value={year} onChange={e => setYear(Number(e.target.value))}>
          {free.map(y => (
            <option key={y} value={y}>
              {y}年
            </option>
          ))}
        </select>
      </div>
      <p className="sm mut">已经建立的年度不在此列。草稿随案件变动，定稿和发布时再算一遍。</p>
      <RefusalNote refusals={refusalsOf(open.error)} />
    </Dialog>
  )
}

type Row = {
  readonly figure: ReportJson['figures'][number]
  readonly values: readonly (number | null | undefined)[]
}

/** Years side by side: each figure, its course, and the way into its records. */
function Comparison({ years, figure, all }: { years: readonly number[]; figure: string | undefined; all: boolean }) {
  const reports = useQueries({
    queries: years.map(year => ({
      queryKey: ['report-json', year],
      queryFn: () => get<ReportJson>(`/reports/${year}/file?format=json`),
    })),
  })
  const data = reports.flatMap(r => r.data ?? [])
  const rows = useMemo(() => rowsOf(data), [data])
  const error = reports.find(r => r.error)?.error
  if (error) return <ErrorNote error={error} />
  if (data.length < years.length) return <Loading rows={6} />
  const shown = rows.filter(r => all || r.values.some(v => v))
  const chosen = rows.find(r => r.figure.code === figure) ?? shown[0]
  const systems = [...new Set(shown.map(r => r.figure.system))]
  return (
    <section className="rs-compare" aria-labelledby="rs-c">
      <div className="sec">
        <h2 id="rs-c">
          {years.join('、')}年度对照<span>{shown.length} 项</span>
        </h2>
        <Turn set={{ all: all ? undefined : '1' }}>{all ? '只看有数的' : '含各年均为零的'}</Turn>
      </div>
      <div className="rs-two">
        <ScrollRegion className="rs-rows" name="各年度数据">
          {systems.map(system => {
            const own = shown.filter(r => r.figure.system === system)
            return (
              <table className="tbl dense flat" key={system}>
                <caption>{own[0]?.figure.systemName}</caption>
                <thead>
                  <tr>
                    <th scope="col">数据</th>
                    {years.map(y => (
                      <th scope="col" className="n" key={y}>
                        {y}年
                      </th>
                    ))}
                    <th scope="col">单位</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map(r => (
                    <tr key={r.figure.code} className={r === chosen ? 'on' : undefined}>
                      <td>
                        <Turn set={{ figure: r.figure.code }} current={r === chosen} title={r.figure.definition}>
                          {r.figure.name}
                        </Turn>
                      </td>
                      {r.values.map((v, i) => (
                        <td className="n" key={years[i]}>
                          {v === undefined ? <span className="mut">无此项</span> : printed(r, v)}
                        </td>
                      ))}
                      <td className="mut">{r.figure.unit === '%' ? '' : r.figure.unit}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          })}
        </ScrollRegion>
        {chosen ? <Course row={chosen} years={years} /> : null}
      </div>
    </section>
  )
}

const printed = ({ figure }: Row, value: number | null): string =>
  value === null ? '—' : figure.unit === '%' ? `${value}%` : digitsOf({ value, unit: figure.unit, kind: 'count' })

/** The union of the years' figures in the order of the newest. */
function rowsOf(reports: readonly ReportJson[]): Row[] {
  const figures = new Map(
    reports
      .toReversed()
      .flatMap(r => r.figures.map(f => [f.code, f] as const))
      .toReversed(),
  )
  const newest = reports.at(-1)?.figures.map(f => f.code) ?? []
  const codes = [...newest, ...[...figures.keys()].filter(c => !newest.includes(c))]
  return codes.flatMap(code => {
    const figure = figures.get(code)
    return figure ? [{ figure, values: reports.map(r => r.figures.find(f => f.code === code)?.value) }] : []
  })
}

/** One figure over the years; a bar opens that year's records. */
function Course({ row, years }: { row: Row; years: readonly number[] }) {
  const navigate = useNavigate()
  const bars = useMemo(
    () =>
      row.values.map((v, i) => ({ name: `${years[i]}年`, value: v ?? 0, printed: v == null ? '—' : printed(row, v) })),
    [row, years],
  )
  return (
    <aside className="rs-course" aria-label="逐年变化">
      <p className="xs mut">{row.figure.systemName}</p>
      <h3>
        {row.figure.name}
        <span className="mut">（{row.figure.unit}）</span>
      </h3>
      <Chart
        upright
        bars={bars}
        label={`${row.figure.name}：${bars.map(b => `${b.name} ${b.printed}`).join('，')}`}
        choose={i =>
          void navigate({ to: '/figures', search: { year: String(years[i]), figure: row.figure.code } as never })
        }
      />
      <p className="sm mut">{row.figure.definition}</p>
      <p className="sm">
        {years.map(y => (
          <Link key={y} className="rs-year" to="/figures" search={{ year: String(y), figure: row.figure.code }}>
            {y}年逐件清单
          </Link>
        ))}
      </p>
    </aside>
  )
}
