import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DrillDown, DrillDownRow, ReportFigure, Verdict } from '#api/contract.ts'
import { get } from '../api.ts'
import { changeOf, digitsOf, Identities, partsOf, shade, unitOf } from './figure-print.tsx'
import './figure-panel.css'
import { Glyph } from './icons.tsx'
import { ErrorNote, Loading } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { Turn } from './turn.tsx'
import { number, Words } from './words.tsx'

type Part = 'numerator' | 'denominator'
type Props = {
  figure: ReportFigure
  year: number
  figures: readonly ReportFigure[]
  identities: readonly Verdict[]
  /** Last year's value, and where it is from. */
  before?: { readonly value: number; readonly source: string } | undefined
  /** Of a ratio: whose records are shown. */
  part: Part
  /** What the records say where the figure was set by hand. */
  counted?: number | null | undefined
  /** The figure stands in a report that was published: records may have come since. */
  frozen?: boolean
  children?: ReactNode
}

/** Where a number comes from: definition, period, last year, the relations it stands in, and exactly the records behind it. */
export function FigurePanel(props: Props) {
  const { figure, year, figures, identities, before, children } = props
  const change = changeOf(figure, before?.value)
  const related = identities.filter(v => [...v.wholeTerms, ...v.partTerms].some(t => t.code === figure.code))
  const broken = related.filter(v => !v.holds).length
  return (
    <>
      <div className="fp-top">
        <p className="xs mut">{figure.systemName}</p>
        <Turn className="fp-close" set={{ figure: undefined, part: undefined }}>
          收起
        </Turn>
      </div>
      <h2 className="fp-name">{figure.name}</h2>
      <p className="big">
        <b>
          {digitsOf(figure)} {unitOf(figure)}
        </b>
        <Checked {...props} />
      </p>
      <dl className="kv">
        <dt>口径</dt>
        <dd>
          <Words>{figure.definition}</Words>
        </dd>
        <dt>期间</dt>
        <dd>
          {figure.kind === 'stock'
            ? `截至 ${figure.at === 'start' ? `${figure.period.from} 零时` : figure.period.to}`
            : `${figure.period.from} 至 ${figure.period.to}`}
          {figure.ownPeriod ? <span className="tag amber fp-own">{figure.ownPeriod}</span> : null}
        </dd>
        {before ? (
          <>
            <dt>上年</dt>
            <dd>
              {digitsOf(figure, before.value)} {unitOf(figure)}（{before.source}）{change ? `，${change}` : ''}
            </dd>
          </>
        ) : null}
        {figure.kind === 'ratio' ? (
          <>
            <dt>计算</dt>
            <dd>
              {number(figure.numerator ?? 0)} ÷ {number(figure.denominator ?? 0)} ＝ {digitsOf(figure)}
            </dd>
          </>
        ) : null}
        {figure.internal ? (
          <>
            <dt>用途</dt>
            <dd>用于核对和监督，不写入年度报告</dd>
          </>
        ) : null}
      </dl>
      {children}
      <Composition parts={partsOf(figure, figures, identities)} />
      {related.length ? (
        <section aria-labelledby="fp-ids">
          <div className="sec mt">
            <h2 id="fp-ids">
              恒等式<span>{related.length} 条</span>
            </h2>
            {broken ? <span className="seal">{broken} 条不成立</span> : null}
          </div>
          <Identities verdicts={related} />
        </section>
      ) : null}
      <Records key={`${year}${figure.code}`} {...props} />
    </>
  )
}

/** The parts in one hue: how large each is, and a way to its records. */
function Composition({ parts }: { parts: readonly ReportFigure[] }) {
  const shown = parts.filter(p => (p.value ?? 0) > 0)
  if (shown.length < 2) return null
  return (
    <>
      <div className="ocs" role="img" aria-label={shown.map(p => `${p.name} ${digitsOf(p)}`).join('，')}>
        {shown.map((p, i) => (
          <i key={p.code} style={{ flex: `${p.value} 0 0`, background: shade(i, shown.length) }} />
        ))}
      </div>
      <ul className="ocl">
        {shown.map((p, i) => (
          <li key={p.code}>
            <i style={{ background: shade(i, shown.length) }} />
            <Turn set={{ figure: p.code, part: undefined }}>{p.name}</Turn>
            <b>{digitsOf(p)}</b>
          </li>
        ))}
      </ul>
    </>
  )
}

const partOf = ({ figure, part }: Pick<Props, 'figure' | 'part'>): Part | undefined =>
  figure.kind === 'ratio' ? part : undefined

function useRecords({ figure, year, part }: Pick<Props, 'figure' | 'year' | 'part'>) {
  const side = partOf({ figure, part })
  return useInfiniteQuery({
    queryKey: ['figure-records', year, figure.code, side],
    queryFn: ({ pageParam }) =>
      get<DrillDown>(
        `/figures/${encodeURIComponent(figure.code)}/records?${new URLSearchParams({
          year: String(year),
          ...(side ? { part: side } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        })}`,
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
    enabled: figure.kind !== 'ratio' || side !== undefined,
  })
}

/** Whether the number is what the list behind it adds up to; asked of the list itself. */
function Checked(props: Props) {
  const { figure, part, counted, frozen } = props
  const first = useRecords(props).data?.pages[0]
  if (!first) return null
  const listed = figure.kind === 'distinct' ? first.keys : first.amount
  const wanted = figure.kind === 'ratio' ? figure[part] : figure.value
  const scale = figure.money ? 100 : 1
  if (counted !== undefined && counted !== figure.value)
    return (
      <span className="ck near">
        <Glyph of="warn" />
        人工改写，清单得出 {digitsOf(figure, counted)}
      </span>
    )
  // A distinct key may stand among the parts of a ratio: then the rows are counted by key.
  if (listed === Math.round((wanted ?? 0) * scale) || first.keys === wanted)
    return (
      <span className="ck in">
        <Glyph of="in" />
        {figure.kind === 'ratio' ? (part === 'numerator' ? '分子' : '分母') : ''}
        {figure.kind === 'sum' ? '等于各件之和' : figure.kind === 'distinct' ? '等于去重之数' : '等于清单行数'}
      </span>
    )
  return (
    <span className={`ck ${frozen ? 'near' : 'over'}`}>
      <Glyph of={frozen ? 'warn' : 'no'} />
      {frozen ? `发布后有变动，现为 ${number(listed / scale)}` : `与清单不符，清单为 ${number(listed / scale)}`}
    </span>
  )
}

function Records(props: Props) {
  const { figure, part, year } = props
  const records = useRecords(props)
  const rows = records.data?.pages.flatMap(p => p.rows) ?? []
  const first = records.data?.pages[0]
  const last = rows.at(-1)
  return (
    <section aria-labelledby="fp-rows">
      <div className="sec mt">
        <h2 id="fp-rows">
          逐件清单<span>{first ? number(first.entries) : ''}</span>
        </h2>
        {figure.kind === 'ratio' ? (
          <span className="fp-parts">
            {(['numerator', 'denominator'] as const).map(side => (
              <Turn key={side} set={{ part: side }} current={side === part}>
                {side === 'numerator' ? '分子' : '分母'} {number(figure[side] ?? 0)}
              </Turn>
            ))}
          </span>
        ) : null}
      </div>
      <ErrorNote error={records.error} />
      {records.isPending ? <Loading rows={5} /> : null}
      {first && !rows.length ? <p className="sm mut fp-none">{year}年没有计入这一数据的记录。</p> : null}
      {rows.length ? (
        <ScrollRegion className="recs" name={`${figure.name}的逐件清单`}>
          <RecordTable figure={figure} rows={rows} />
        </ScrollRegion>
      ) : null}
      {records.hasNextPage && last ? (
        <p className="fp-more">
          <button
            className="btn s"
            type="button"
            disabled={records.isFetching}
            onClick={() => void records.fetchNextPage()}
          >
            从 {last.number} 之后继续
          </button>
          <span className="xs mut">
            已列 {number(rows.length)}，共 {number(first?.entries ?? 0)}
          </span>
        </p>
      ) : null}
    </section>
  )
}

function RecordTable({ figure, rows }: { figure: ReportFigure; rows: readonly DrillDownRow[] }) {
  const amounts = figure.kind === 'sum' || rows.some(r => r.amount !== 1 && r.amount !== 0)
  const keys = rows.some(r => r.key !== undefined)
  return (
    <table className="tbl dense flat">
      <caption className="vh">{figure.name}的逐件清单</caption>
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">{figure.kind === 'stock' ? '阶段' : '结果'}</th>
          {keys ? <th scope="col">去重项</th> : null}
          {amounts ? (
            <th scope="col" className="n">
              数额{figure.money ? '（元）' : ''}
            </th>
          ) : null}
          <th scope="col" className="n">
            计入日
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r, i) => (
          <tr key={`${r.id}${r.figure}${i}`}>
            <td>
              <Link to="/record/$id" params={{ id: r.id }} search={{}} title={r.title}>
                {r.number}
              </Link>
            </td>
            <td>{figure.kind === 'stock' ? r.stageName : (r.outcomeName ?? r.stageName)}</td>
            {keys ? <td className="mut">{r.key}</td> : null}
            {amounts ? (
              <td className="n">
                {figure.money
                  ? (r.amount / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
                  : number(r.amount)}
              </td>
            ) : null}
            <td className="n mut">{r.on}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
