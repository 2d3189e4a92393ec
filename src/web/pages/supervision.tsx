import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { RecordList, Supervision } from '#api/contract.ts'
import { get } from '../api.ts'
import { useSystem, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { moment, number, Words } from '../parts/words.tsx'
import './supervision.css'

/** 监督: where the red is, in one glance; each cell opens its cases. */
export function SupervisionPage() {
  const view = useQuery({ queryKey: ['supervision'], queryFn: () => get<Supervision>('/supervision') })
  useTitle('监督')
  if (view.error) return <ErrorNote error={view.error} />
  if (!view.data) return <Loading rows={12} />
  const s = view.data
  const active = s.cells.reduce((n, c) => n + c.active, 0)
  const over = s.cells.reduce((n, c) => n + c.over, 0)
  return (
    <>
      <div className="hd">
        <div>
          <h1 className="lead">
            {over ? `在办${number(active)}件，超期${number(over)}件。` : `在办${number(active)}件，没有超期。`}
          </h1>
          <p>每一格即其案件清单，件数与清单同一口径。</p>
        </div>
      </div>
      {s.cells.length ? (
        <div className="hgrid">
          <Heat s={s} />
          <Drill s={s} />
        </div>
      ) : (
        <Empty title="现在没有在办的案件">登记之后，各条线在各单位的灯情在这里显示。</Empty>
      )}
      <div className="g3">
        <Ageing s={s} />
        <OnTime s={s} />
      </div>
      <Findings s={s} />
      <Refused s={s} />
    </>
  )
}

type Chosen = { system?: string; organ?: string }

function Heat({ s }: { s: Supervision }) {
  const chosen = useSearch({ strict: false }) as Chosen
  const cell = (system: string, organ: string) => s.cells.find(c => c.system === system && c.organ === organ)
  const systems = s.systems.filter(x => s.cells.some(c => c.system === x.code))
  const sum = (of: (c: Supervision['cells'][number]) => boolean, what: 'active' | 'over' | 'near') =>
    s.cells.filter(of).reduce((n, c) => n + c[what], 0)
  const organs = s.organs.toSorted(
    (a, b) =>
      sum(c => c.organ === b.code, 'over') - sum(c => c.organ === a.code, 'over') ||
      sum(c => c.organ === b.code, 'active') - sum(c => c.organ === a.code, 'active'),
  )
  return (
    <section aria-labelledby="heat">
      <div className="sec">
        <h2 id="heat">条线与单位</h2>
        <span className="key">
          <ClockWords light="over" words="超期件数" />
          <ClockWords light="near" words="临期件数" />
          <ClockWords light="ok" words="正常" />
          <span className="mut">· 无在办</span>
        </span>
      </div>
      {/* biome-ignore lint: a region that scrolls must be reachable by keyboard */}
      <div className="hx" tabIndex={0} role="region" aria-label="条线与单位灯情">
        <table className="heat" style={{ minWidth: organs.length * 68 + 240 }}>
          <caption className="vh">各条线在各单位的超期与临期件数</caption>
          <thead>
            <tr>
              <td />
              {organs.map(o => (
                <th scope="col" key={o.code} title={o.name}>
                  {shortName(o.name)}
                </th>
              ))}
              <th scope="col">合计</th>
              <th scope="col" className="n">
                在办
              </th>
            </tr>
          </thead>
          <tbody>
            {systems.map(x => (
              <tr key={x.code}>
                <th scope="row">{x.name}</th>
                {organs.map(o => {
                  const c = cell(x.code, o.code)
                  if (!c)
                    return (
                      <td className="na" key={o.code}>
                        <span aria-hidden="true">·</span>
                        <span className="vh">无在办</span>
                      </td>
                    )
                  const kind = c.over ? 'over' : c.near ? 'near' : 'ok'
                  const n = c.over || c.near
                  const selected = chosen.system === x.code && chosen.organ === o.code
                  return (
                    <td
                      key={o.code}
                      className={`${kind}${selected ? ' sel' : ''}`}
                      style={
                        kind === 'over'
                          ? ({ '--h': Math.min(4, Math.ceil(c.over / 2)) } as React.CSSProperties)
                          : undefined
                      }
                    >
                      <Link
                        to="/supervision"
                        search={{ system: x.code, organ: o.code }}
                        aria-label={`${x.name}，${o.name}，${kind === 'ok' ? '正常' : `${kind === 'over' ? '超期' : '临期'}${n}件`}`}
                      >
                        <Glyph of={kind} />
                        {n || ''}
                      </Link>
                    </td>
                  )
                })}
                <td className="tot">
                  {sum(c => c.system === x.code, 'over') ? (
                    <b className="seal">{number(sum(c => c.system === x.code, 'over'))}</b>
                  ) : (
                    <span className="mut">0</span>
                  )}
                </td>
                <td className="n mut">{number(sum(c => c.system === x.code, 'active'))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">超期合计</th>
              {organs.map(o => {
                const n = sum(c => c.organ === o.code, 'over')
                return <td key={o.code}>{n ? <b className="seal">{number(n)}</b> : <span className="mut">0</span>}</td>
              })}
              <td className="tot">
                <b className="seal">{number(sum(() => true, 'over'))}</b>
              </td>
              <td className="n mut">{number(sum(() => true, 'active'))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

/** The name without the district's own: 准绳区城市管理综合执法局 → 城市管理综合执法局. */
const shortName = (name: string) =>
  name
    .replace(/^.{2,4}?[区县市]/, '')
    .replace(/人民政府$|办事处$/, '')
    .replace(/人民调解委员会$/, '调委会')

/** The cases of the chosen cell, or the worst of all. */
function Drill({ s }: { s: Supervision }) {
  const navigate = useNavigate()
  const chosen = useSearch({ strict: false }) as Chosen
  const worst = s.cells.toSorted((a, b) => b.over - a.over || b.near - a.near || b.active - a.active)[0]
  const system = chosen.system ?? worst?.system ?? ''
  const organ = chosen.organ ?? worst?.organ ?? ''
  const list = useQuery({
    queryKey: ['list', 'supervision', system, organ],
    queryFn: () => get<RecordList>(`/records?system=${system}&organ=${organ}&state=open&sort=due&limit=8`),
    enabled: system !== '',
  })
  const name = s.systems.find(x => x.code === system)?.name ?? ''
  const letter = useSystem(s.letter?.system ?? '')
  return (
    <section className="drill" aria-labelledby="ch">
      <div className="sec">
        <h2 id="ch">
          {name}　{s.organs.find(o => o.code === organ)?.name}
        </h2>
        <Link to="/list/$system" params={{ system }} search={{ organ, state: 'open' }}>
          全部
        </Link>
      </div>
      {list.isPending ? <Loading rows={4} /> : null}
      <ul className="rows">
        {list.data?.rows.map(r => (
          <li key={r.id}>
            <div className="l1">
              <Link to="/record/$id" params={{ id: r.id }} search={{}}>
                {r.title}
              </Link>
              {r.clock ? <ClockWords light={r.clock.light} words={r.clock.words} /> : null}
            </div>
            <p className="sm mut">
              {r.stageName}
              {r.clock ? `，${r.clock.name}` : ''}
              {r.handlerName ? `，承办：${r.handlerName}` : '，未指派承办人'}
            </p>
          </li>
        ))}
      </ul>
      {s.letter && letter?.mayOpen && list.data?.rows[0] ? (
        <button
          className="btn wide"
          type="button"
          onClick={() =>
            s.letter &&
            void navigate({
              to: '/open/$system',
              params: { system: letter.code },
              search: { [s.letter.organ]: organ, [s.letter.about]: list.data?.rows[0]?.number ?? '' },
            })
          }
        >
          发出督办
        </button>
      ) : null}
    </section>
  )
}

const shareNames = ['不足四分之一', '四分之一以上', '过半', '四分之三以上', '超期']

function Ageing({ s }: { s: Supervision }) {
  return (
    <section aria-labelledby="ag">
      <div className="sec">
        <h2 id="ag">
          案龄<span>按已用法定期限</span>
        </h2>
        <span className="mut">中位</span>
      </div>
      <table className="age">
        <caption className="vh">各条线在办案件已用期限分布</caption>
        <thead className="vh">
          <tr>
            <th scope="col">条线</th>
            <th scope="col">分布</th>
            <th scope="col">中位案龄</th>
          </tr>
        </thead>
        <tbody>
          {s.ageing.map(a => (
            <tr key={a.system}>
              <th scope="row">
                <Link to="/list/$system" params={{ system: a.system }} search={{ state: 'open', sort: 'due' }}>
                  {a.name}
                </Link>
              </th>
              <td>
                <span className="stk" role="img" aria-label={a.shares.map((n, i) => `${shareNames[i]}${n}`).join('，')}>
                  {a.shares.map((n, i) =>
                    n ? <i key={shareNames[i]} className={`s${i}`} style={{ flex: `${n} 0 0` }} /> : null,
                  )}
                </span>
              </td>
              <td className="n">{number(a.medianDays)} 日</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="legend xs mut">
        {shareNames.map((n, i) => (
          <span key={n}>
            <i className={`s${i}`} />
            {n}
          </span>
        ))}
      </p>
    </section>
  )
}

function OnTime({ s }: { s: Supervision }) {
  return (
    <section aria-labelledby="ot">
      <div className="sec">
        <h2 id="ot">
          按期率<span>近一年办结的法定期限</span>
        </h2>
      </div>
      <table className="tbl flat">
        <caption className="vh">各条线按期率</caption>
        <thead>
          <tr>
            <th scope="col">条线</th>
            <th scope="col" className="n">
              按期
            </th>
            <th scope="col" className="n">
              逾期
            </th>
            <th scope="col" className="n">
              按期率
            </th>
          </tr>
        </thead>
        <tbody>
          {s.onTime.map(o => (
            <tr key={o.system}>
              <td>{o.name}</td>
              <td className="n">{number(o.kept)}</td>
              <td className="n">{number(o.late)}</td>
              <td className="n">{o.kept + o.late ? `${((o.kept / (o.kept + o.late)) * 100).toFixed(1)}%` : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Findings({ s }: { s: Supervision }) {
  return (
    <section className="rules" aria-labelledby="fd">
      <div className="sec">
        <h2 id="fd">
          发现<span>{number(s.findings.reduce((n, f) => n + f.count, 0))}</span>
        </h2>
      </div>
      {s.findings.map(f => (
        <details key={f.rule} className="why" style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
          <summary>
            {f.name}：{f.count ? <b className="seal">{number(f.count)}</b> : 0}　
            <span className="mut">受检 {number(f.checked)}</span>
          </summary>
          <ul className="rows">
            {f.records.map(r => (
              <li key={r.id}>
                <div className="l1">
                  <Link to="/record/$id" params={{ id: r.id }} search={{}}>
                    {r.title}
                  </Link>
                  <span className="sm mut nb">{r.number}</span>
                </div>
                <p className="sm mut">
                  {r.organName}　{r.words}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

function Refused({ s }: { s: Supervision }) {
  return (
    <section className="rules" aria-labelledby="rf">
      <div className="sec">
        <h2 id="rf">
          被拒绝的操作<span>最近 {s.refused.length}</span>
        </h2>
        <span className="mut">系统在办理时拦下的，不计入考核</span>
      </div>
      {s.refused.length ? (
        // biome-ignore lint: a region that scrolls must be reachable by keyboard
        <div className="hx" tabIndex={0} role="region" aria-label="被拒绝的操作">
          <table className="tbl flat">
            <caption className="vh">被拒绝的操作</caption>
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">谁</th>
                <th scope="col">案件</th>
                <th scope="col">为什么</th>
                <th scope="col">条文</th>
              </tr>
            </thead>
            <tbody>
              {s.refused.map((r, i) => (
                <tr key={`${r.at}${i}`}>
                  <td className="nb">{moment(r.at)}</td>
                  <td className="nb">
                    {r.person}　<span className="mut">{r.organName}</span>
                  </td>
                  <td className="nb">
                    {r.record ? (
                      <Link to="/record/$id" params={{ id: r.record }} search={{}}>
                        {r.number}
                      </Link>
                    ) : (
                      '登记'
                    )}
                  </td>
                  <td>
                    <Words>{r.message}</Words>
                  </td>
                  <td className="mut nb">{r.article}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="mut pad">没有被拒绝的操作。</p>
      )}
    </section>
  )
}
