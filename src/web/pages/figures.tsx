import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useId } from 'react'
import type { FiguresOfYear, ReportFigure } from '#api/contract.ts'
import { get } from '../api.ts'
import { useMe, useTitle } from '../hooks.ts'
import { FigurePanel } from '../parts/figure-panel.tsx'
import { changeOf, digitsOf, Identities, unitOf } from '../parts/figure-print.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { Turn } from '../parts/turn.tsx'
import { number } from '../parts/words.tsx'
import './figures.css'

/**
 * `all`: figures of control and supervision too; `bad`: only figures in relations that do not hold; `none`: systems without
 * any fact of the year too.
 */
type Address = {
  readonly [K in 'year' | 'figure' | 'q' | 'all' | 'bad' | 'none']?: string | undefined
} & { readonly part?: 'numerator' | 'denominator' | undefined }

export const figuresOf = (year: number) => ({
  queryKey: ['figures', year],
  queryFn: () => get<FiguresOfYear>(`/figures?year=${year}`),
})

/** 数据: every figure of a year by chapter and system, its definition, and the records behind it. */
export function FiguresPage() {
  const me = useMe()
  const address = useSearch({ strict: false }) as Address
  const thisYear = Number(me.today.slice(0, 4))
  const year = Number(address.year ?? thisYear)
  const now = useQuery(figuresOf(year))
  const last = useQuery(figuresOf(year - 1))
  useTitle(`${year}年数据`)
  // A year of which the platform holds nothing is no year to compare with.
  const known = last.data?.figures.some(f => f.value) ? last.data.figures : []
  const before = new Map(known.map(f => [f.code, f.value]))
  return (
    <>
      <header className="rphd">
        <div>
          <h1 className="pg">{year}年数据</h1>
          <p className="sm mut">
            {me.seesDivision ? `${me.division.name}全部单位` : `${me.organ.name}经办和参与的`}
            ，每个数字都由案件得出，点开即是逐件清单。
          </p>
        </div>
        <Filters address={address} year={year} thisYear={thisYear} />
      </header>
      <ErrorNote error={now.error} />
      {now.isPending ? (
        <div className="fg-wait">
          <Loading rows={14} />
        </div>
      ) : now.data ? (
        <Figures data={now.data} before={before} year={year} address={address} />
      ) : null}
    </>
  )
}

function Filters({ address, year, thisYear }: { address: Address; year: number; thisYear: number }) {
  const navigate = useNavigate()
  const id = useId()
  const set = (change: Address) =>
    void navigate({ to: '.', search: old => ({ ...old, ...change }), replace: true, resetScroll: false })
  return (
    <search className="fg-filters">
      <label className="vh" htmlFor={`${id}y`}>
        年度
      </label>
      <select id={`${id}y`} className="fi" value={year} onChange={e => set({ year: e.target.value })}>
        {Array.from({ length: 8 }, (_, i) => thisYear - i).map(y => (
          <option key={y} value={y}>
            {y}年
          </option>
        ))}
      </select>
      <label className="vh" htmlFor={`${id}q`}>
        查找数据
      </label>
      <input
        id={`${id}q`}
        className="fi"
        type="search"
        placeholder="数据名称、口径"
        defaultValue={address.q ?? ''}
        onChange={e => set({ q: e.target.value })}
      />
      <label className="fg-check">
        <input
          type="checkbox"
          checked={address.all === '1'}
          onChange={e => set({ all: e.target.checked ? '1' : undefined })}
        />
        含核对用数据
      </label>
    </search>
  )
}

type FiguresProps = {
  data: FiguresOfYear
  before: ReadonlyMap<string, number | null>
  year: number
  address: Address
}

function Figures({ data, before, year, address }: FiguresProps) {
  const { figures, identities, chapters } = data
  const wanted = (address.q ?? '').trim()
  const broken = identities.filter(v => !v.holds)
  const inBroken = new Set(broken.flatMap(v => [...v.wholeTerms, ...v.partTerms].map(t => t.code)))
  const silent = new Set(figures.map(f => f.system))
  for (const f of figures) if (f.value) silent.delete(f.system)
  const open = address.none === '1' || wanted !== ''
  const shown = figures.filter(
    f =>
      (open || !silent.has(f.system) || f.code === address.figure) &&
      (address.all === '1' || !f.internal || f.code === address.figure) &&
      (address.bad !== '1' || inBroken.has(f.code)) &&
      (wanted === '' || `${f.systemName}${f.name}${f.definition}`.includes(wanted)),
  )
  const chosen = figures.find(f => f.code === address.figure)
  // Whoever comes by a link to a figure sees its row.
  useEffect(() => document.querySelector('.fg-body tr.on')?.scrollIntoView({ block: 'center' }), [])
  const last = chosen && before.get(chosen.code)
  const parts = chapters
    .map(c => ({ ...c, figures: shown.filter(f => c.systems.includes(f.system)) }))
    .filter(c => c.figures.length > 0)
  return (
    <div className={`rp fg${chosen ? '' : ' alone'}`}>
      <nav className="chap" aria-label="章节">
        <p className="xs mut">
          {number(shown.length)} 个数据，{number(identities.length)} 条恒等式
        </p>
        <ol>
          {parts.map(c => (
            <li key={c.code}>
              <a href={`#${c.code}`}>
                <span>{c.title}</span>
                <em>{c.figures.length}</em>
              </a>
            </li>
          ))}
        </ol>
        {silent.size && wanted === '' ? (
          <p className="xs mut fg-silent">
            {open ? '' : `另有 ${silent.size} 类事项本年没有数，`}
            <Turn set={{ none: open ? undefined : '1' }}>{open ? '只看有数的事项' : '显示'}</Turn>
          </p>
        ) : null}
        <p className="xs mut leg">
          {broken.length ? (
            <Turn set={{ bad: address.bad === '1' ? undefined : '1' }}>
              <span className="seal fg-mark">
                <Glyph of="no" />
                {broken.length} 条恒等式不成立
              </span>
              {address.bad === '1' ? '，显示全部' : '，只看有关的'}
            </Turn>
          ) : identities.length ? (
            <span className="bamboo fg-mark">
              <Glyph of="in" />
              恒等式全部成立
            </span>
          ) : null}
        </p>
      </nav>
      <div className="fg-body">
        {parts.length === 0 ? (
          <Empty title="没有符合条件的数据">请换一个词，或者勾选“含核对用数据”。</Empty>
        ) : (
          parts.map(c => (
            <section key={c.code} id={c.code} aria-labelledby={`${c.code}-t`}>
              <h2 className="fg-chapter" id={`${c.code}-t`}>
                {c.title}
              </h2>
              {c.systems.map(system => {
                const own = c.figures.filter(f => f.system === system)
                const relations = identities.filter(
                  v =>
                    v.system === system && (wanted === '' || v.wholeTerms.some(t => own.some(f => f.code === t.code))),
                )
                return own.length ? (
                  <System key={system} figures={own} before={before} chosen={address.figure}>
                    {relations.length ? (
                      <details className="fg-ids" open={relations.some(v => !v.holds)}>
                        <summary>
                          恒等式 {relations.length} 条
                          {relations.some(v => !v.holds) ? (
                            <span className="seal">，{relations.filter(v => !v.holds).length} 条不成立</span>
                          ) : (
                            '，全部成立'
                          )}
                        </summary>
                        <Identities verdicts={relations} />
                      </details>
                    ) : null}
                  </System>
                ) : null
              })}
            </section>
          ))
        )}
      </div>
      {chosen ? (
        <aside className="panel open" aria-label="数字来源">
          <FigurePanel
            figure={chosen}
            year={year}
            figures={figures}
            identities={identities}
            part={address.part ?? 'numerator'}
            before={typeof last === 'number' ? { value: last, source: `${year - 1}年` } : undefined}
          />
        </aside>
      ) : null}
    </div>
  )
}

type SystemProps = {
  figures: readonly ReportFigure[]
  before: ReadonlyMap<string, number | null>
  chosen: string | undefined
  children: React.ReactNode
}

function System({ figures, before, chosen, children }: SystemProps) {
  const navigate = useNavigate()
  const name = figures[0]?.systemName
  return (
    <div className="fg-system">
      <table className="tbl dense flat">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">数据</th>
            <th scope="col" className="n">
              数值
            </th>
            <th scope="col" className="fg-unit">
              单位
            </th>
            <th scope="col" className="n fg-last">
              上年
            </th>
            <th scope="col" className="n fg-change">
              增减
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map(f => (
            // The link in the row is the way in by keyboard; the row is only its larger target.
            <tr
              key={f.code}
              className={f.code === chosen ? 'on' : undefined}
              onClick={() =>
                void navigate({
                  to: '.',
                  search: old => ({ ...old, figure: f.code, part: undefined }),
                  resetScroll: false,
                })
              }
            >
              <td>
                <Turn set={{ figure: f.code, part: undefined }} current={f.code === chosen} title={f.definition}>
                  {f.name}
                </Turn>
                {f.internal ? <span className="tag">核对用</span> : null}
                {f.ownPeriod ? <span className="tag amber">{f.ownPeriod}</span> : null}
              </td>
              <td className={`n${f.value ? ' b' : ' mut'}`}>{digitsOf(f)}</td>
              <td className="fg-unit mut">{unitOf(f)}</td>
              <td className="n mut fg-last">{before.has(f.code) ? digitsOf(f, before.get(f.code) ?? null) : ''}</td>
              <td className="n mut fg-change">{changeOf(f, before.get(f.code))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </div>
  )
}
