import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import type { FollowUpItems, FollowUpState, FollowUpYear } from '#api/contract.ts'
import { get } from '../api.ts'
import { takesBatches, useMe, useSystem, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { number, shortDay } from '../parts/words.tsx'
import './follow-up.css'

type Address = { readonly [K in 'year' | 'system' | 'organ' | 'state']?: string | undefined }
type System = FollowUpYear['systems'][number]
type Counts = System['organs'][number]['counts']

/** In the order of the bar. */
const stateNames: Readonly<Record<FollowUpState, string>> = {
  kept: '按期办结',
  late: '逾期办结或者未完成',
  checking: '待核验',
  ok: '推进中',
  near: '临期',
  over: '超期未办',
  other: '调整、取消等',
}
const states = Object.keys(stateNames) as FollowUpState[]
const sum = (counts: readonly Counts[], ...which: readonly FollowUpState[]) =>
  counts.reduce((n, c) => n + (which.length ? which : states).reduce((m, s) => m + c[s], 0), 0)

/** 督办与考核: what was laid on each organ this year, and how it delivers; each number opens its items. */
export function FollowUpPage() {
  const me = useMe()
  const address = useSearch({ strict: false }) as Address
  const year = Number(address.year ?? me.today.slice(0, 4))
  const view = useQuery({
    queryKey: ['follow-up', year],
    queryFn: () => get<FollowUpYear>(`/follow-up?year=${year}`),
    placeholderData: p => p,
  })
  useTitle('督办与考核')
  if (view.error) return <ErrorNote error={view.error} />
  if (!view.data) return <Loading rows={12} />
  const { systems } = view.data
  const system = systems.find(s => s.code === address.system) ?? systems[0]
  if (!system) return <Empty title="没有列入督办与考核的事项">声明了交办单位和完成时限的事项，在这里显示。</Empty>
  return (
    <>
      <Head view={view.data} system={system} />
      <nav className="views" aria-label="事项">
        {systems.map(s => (
          <Link
            key={s.code}
            to="/follow-up"
            search={{ year: address.year, system: s.code }}
            aria-current={s === system ? 'page' : undefined}
          >
            {s.name} {number(sum(s.organs.map(o => o.counts)))}
          </Link>
        ))}
      </nav>
      {system.organs.length ? (
        <div className="hgrid fu">
          <Organs system={system} address={address} />
          <Items key={`${system.code} ${year}`} system={system} year={year} address={address} />
        </div>
      ) : (
        <Empty title={`${view.data.year}年没有${system.name}`}>
          {system.mayOpen ? (
            <Link to="/batch/$system" params={{ system: system.code }} search={{}}>
              成批登记
            </Link>
          ) : (
            '下达之后，各单位的办理情况在这里显示。'
          )}
        </Empty>
      )}
    </>
  )
}

function Head({ view, system }: { view: FollowUpYear; system: System }) {
  const id = useId()
  const navigate = useNavigate()
  const info = useSystem(system.code)
  const counts = system.organs.map(o => o.counts)
  const over = sum(counts, 'over')
  return (
    <div className="hd">
      <div>
        <h1 className="lead">
          {view.year}年，{system.name}
          {number(sum(counts))}
          {system.unit}，{over ? `超期未办${number(over)}${system.unit}` : '没有超期未办的'}。
        </h1>
        <p>含上年结转。每个数即右侧所列的事项。</p>
      </div>
      <div className="acts">
        <label className="vh" htmlFor={id}>
          年份
        </label>
        <select
          id={id}
          className="fi yr"
          value={view.year}
          onChange={e => void navigate({ to: '/follow-up', search: { year: e.target.value, system: system.code } })}
        >
          {view.years.map(y => (
            <option key={y} value={y}>
              {y}年
            </option>
          ))}
        </select>
        {info && takesBatches(info) ? (
          <Link className="btn" to="/batch/$system" params={{ system: system.code }} search={{}}>
            成批登记
          </Link>
        ) : null}
        {info?.mayOpen ? (
          <Link className="btn pri" to="/open/$system" params={{ system: system.code }} search={{}}>
            {info.open.name}
          </Link>
        ) : null}
      </div>
    </div>
  )
}

/** One row for each organ: the bar is the whole of what was laid on it. */
function Organs({ system, address }: { system: System; address: Address }) {
  const organs = system.organs.toSorted(
    (a, b) =>
      b.counts.over - a.counts.over ||
      b.counts.late - a.counts.late ||
      sum([b.counts]) - sum([a.counts]) ||
      (a.code < b.code ? -1 : 1),
  )
  const most = Math.max(...organs.map(o => sum([o.counts])))
  const all = organs.map(o => o.counts)
  const used = states.filter(s => sum(all, s))
  return (
    <section aria-labelledby="fu-o">
      <div className="sec">
        <h2 id="fu-o">各单位</h2>
        <span className="mut">{system.unit}</span>
      </div>
      <ScrollRegion className="hx" name="各单位办理情况">
        <table className="tbl flat">
          <caption className="vh">各单位{system.name}办理情况</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">办理情况</th>
              <th scope="col" className="n">
                合计
              </th>
              <th scope="col" className="n">
                按期
              </th>
              <th scope="col" className="n">
                逾期
              </th>
              <th scope="col" className="n">
                在办
              </th>
              <th scope="col" className="n">
                其中超期
              </th>
              <th scope="col" className="n" title={`${system.rate.name}：${system.rate.definition}`}>
                按期率
              </th>
            </tr>
          </thead>
          <tbody>
            {organs.map(o => (
              <tr key={o.code} className={address.organ === o.code ? 'on' : undefined}>
                <th scope="row">
                  <Cell system={system} address={address} organ={o.code}>
                    {o.name}
                  </Cell>
                </th>
                <td>
                  <Bar counts={o.counts} most={most} />
                </td>
                <Numbers system={system} address={address} organ={o.code} name={o.name} counts={[o.counts]} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <Cell system={system} address={address}>
                  合计
                </Cell>
              </th>
              <td />
              <Numbers system={system} address={address} name="全部单位" counts={all} />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      <p className="legend xs mut">
        {used.map(s => (
          <span key={s}>
            <i className={`f-${s}`} />
            {stateNames[s]}
          </span>
        ))}
      </p>
      <p className="xs mut">
        {system.rate.name}：{system.rate.definition}。按期率前为分子、分母。
      </p>
    </section>
  )
}

type CellProps = {
  system: System
  address: Address
  organ?: string
  state?: FollowUpState
  /** What the link is read out as, where its text is only a number. */
  label?: string
  children: React.ReactNode
}
const Cell = ({ system, address, organ, state, label, children }: CellProps) => (
  <Link to="/follow-up" search={{ year: address.year, system: system.code, organ, state }} aria-label={label}>
    {children}
  </Link>
)

function Numbers({
  counts,
  ...cell
}: Omit<CellProps, 'children' | 'state' | 'label'> & {
  name: string
  counts: readonly Counts[]
}) {
  const kept = sum(counts, 'kept')
  const judged = sum(counts, 'kept', 'late')
  const linked = (state: FollowUpState, seal = false) => {
    const n = sum(counts, state)
    return n ? (
      <Cell {...cell} state={state} label={`${name}，${stateNames[state]}${n}`}>
        {seal ? <b className="seal">{number(n)}</b> : number(n)}
      </Cell>
    ) : (
      <span className="mut">0</span>
    )
  }
  return (
    <>
      <td className="n">{number(sum(counts))}</td>
      <td className="n">{linked('kept')}</td>
      <td className="n">{linked('late')}</td>
      <td className="n">{number(sum(counts, 'checking', 'ok', 'near', 'over'))}</td>
      <td className="n">{linked('over', true)}</td>
      <td className="n">
        {judged ? (
          <>
            <span className="xs mut part">
              {number(kept)}/{number(judged)}
            </span>
            {((kept / judged) * 100).toFixed(1)}%
          </>
        ) : (
          <span className="mut">—</span>
        )}
      </td>
    </>
  )
}

const Bar = ({ counts, most }: { counts: Counts; most: number }) => (
  <span
    className="stk"
    role="img"
    aria-label={states.flatMap(s => (counts[s] ? [`${stateNames[s]}${counts[s]}`] : [])).join('，')}
    style={{ width: `${(sum([counts]) / most) * 100}%` }}
  >
    {states.map(s => (counts[s] ? <i key={s} className={`f-${s}`} style={{ flex: `${counts[s]} 0 0` }} /> : null))}
  </span>
)

/** The items of the chosen organ and state; at first what is overdue, or what falls due next. */
function Items({ system, year, address }: { system: System; year: number; address: Address }) {
  const chosen = address.organ !== undefined || address.state !== undefined
  // What presses most comes first.
  const counts = system.organs.map(o => o.counts)
  const pressing = (['over', 'near', 'checking', 'ok'] as const).find(s => sum(counts, s))
  const state = chosen ? address.state : pressing
  const query = new URLSearchParams(
    Object.entries({ year: String(year), system: system.code, organ: address.organ, state }).filter(
      (e): e is [string, string] => e[1] !== undefined,
    ),
  ).toString()
  const items = useQuery({
    queryKey: ['follow-up', 'items', query],
    queryFn: () => get<FollowUpItems>(`/follow-up/items?${query}`),
    placeholderData: p => p,
  })
  const me = useMe()
  const organ = system.organs.find(o => o.code === address.organ)
  const title = [organ?.name ?? '全部单位', ...(state ? [stateNames[state as FollowUpState]] : [])].join('　')
  return (
    <section className="drill" aria-labelledby="fu-i">
      <div className="sec">
        <h2 id="fu-i">
          {title}
          {items.data ? (
            <span>
              {number(items.data.rows.length)}
              {items.data.more ? '以上' : ''}
            </span>
          ) : null}
        </h2>
        {state ? (
          <Link to="/follow-up" search={{ year: address.year, system: system.code, organ: address.organ ?? '' }}>
            全部
          </Link>
        ) : null}
      </div>
      {items.error ? <ErrorNote error={items.error} /> : null}
      {items.isPending ? <Loading rows={6} /> : null}
      <ul className="rows">
        {items.data?.rows.map(r => (
          <li key={r.id}>
            <div className="l1">
              <Link to="/record/$id" params={{ id: r.id }} search={{}}>
                {r.title}
              </Link>
              {r.clock ? (
                <ClockWords light={r.clock.light} words={r.clock.words} />
              ) : (
                <span className="sm mut nb">{r.outcomeName ?? r.stageName}</span>
              )}
            </div>
            <p className="sm mut">
              {organ ? '' : `${r.organName}　`}
              时限<span className="nb">{shortDay(r.due, me.today)}</span>
              {r.outcomeName === undefined ? `　${r.stageName}` : r.state === 'late' ? `　${r.outcomeName}` : ''}
            </p>
            {r.progress === undefined ? null : (
              <p className="prog xs mut">
                <span className="bar ok" aria-hidden="true">
                  <i style={{ width: `${r.progress}%` }} />
                </span>
                进度{r.progress}%
              </p>
            )}
          </li>
        ))}
      </ul>
      {items.data?.more ? (
        <p className="xs mut">只列出最先到期的 {items.data.rows.length} 件，请点单位或者数字缩小范围。</p>
      ) : null}
      {items.data && !items.data.rows.length ? <p className="mut pad">没有这样的事项。</p> : null}
    </section>
  )
}
