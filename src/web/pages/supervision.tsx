import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { RecordList, Supervision } from '#api/contract.ts'
import { get } from '../api.ts'
import { useSystem, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { moment, number, Words } from '../parts/words.tsx'
import './supervision.css'

/** 监督: where the red is, in one glance; each cell opens its cases. */
export function SupervisionPage() {
  const view = useQuery({ queryKey: ['supervision'], queryFn: () => get<Supervision>('/supervision') })
  useTitle('监督')
  if (view.error) return <ErrorNote error={view.error} />
  if (!view.data) return <Loading rows={12} />
  const s = view.data
  return (
    <>
      <div className="hd">
        <div>
          <h1 className="lead">
            <Words>{headline(s)}</Words>
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

/** How much there is, how much is late, and where that gathers. */
function headline(s: Supervision): string {
  const { active, over } = sumOf(s, undefined, undefined)
  if (!over) return `在办${number(active)}件，没有超期。`
  const [worst] = placesOf(s, undefined)
    .map(place => ({ place, over: sumOf(s, undefined, place.organs).over }))
    .toSorted((a, b) => b.over - a.over)
  const where = s.groups.length > 1 && worst && over > 1 ? `，${worst.place.name}占${number(worst.over)}件` : ''
  return `在办${number(active)}件，超期${number(over)}件${where}。`
}

type Chosen = { system?: string; place?: string; by?: string }
type Place = { readonly code: string; readonly name: string; readonly organs: readonly string[] }

/** Columns: the townships and the district's own organs together, or every organ. */
function placesOf(s: Supervision, by: string | undefined): readonly Place[] {
  if (by === 'organ' || s.groups.length < 2)
    return s.organs.map(o => ({ code: o.code, name: shortName(o.name), organs: [o.code] }))
  return s.groups.map(g => ({
    code: g.code,
    name: shortName(g.name),
    organs: s.organs.filter(o => o.group === g.code).map(o => o.code),
  }))
}

type Cell = { readonly active: number; readonly over: number; readonly near: number }

const sumOf = (s: Supervision, system: string | undefined, organs: readonly string[] | undefined): Cell =>
  s.cells
    .filter(c => (system === undefined || c.system === system) && (!organs || organs.includes(c.organ)))
    .reduce((n, c) => ({ active: n.active + c.active, over: n.over + c.over, near: n.near + c.near }), {
      active: 0,
      over: 0,
      near: 0,
    })

/** The chosen cell, or the worst of all. */
function chosenOf(s: Supervision, chosen: Chosen): { readonly system: string; readonly place: Place } | undefined {
  const places = placesOf(s, chosen.by)
  const cells = s.systems.flatMap(x =>
    places.map(place => ({ system: x.code, place, n: sumOf(s, x.code, place.organs) })),
  )
  const asked = cells.find(c => c.system === chosen.system && c.place.code === chosen.place)
  return asked ?? cells.toSorted((a, b) => b.n.over - a.n.over || b.n.near - a.n.near || b.n.active - a.n.active)[0]
}

function Heat({ s }: { s: Supervision }) {
  const search = useSearch({ strict: false }) as Chosen
  const chosen = chosenOf(s, search)
  const places = placesOf(s, search.by).toSorted(
    (a, b) =>
      // The district's own organs stand first; of single organs those with most overdue.
      Number(b.organs.length > 1 && b.code === s.groups[0]?.code) -
        Number(a.organs.length > 1 && a.code === s.groups[0]?.code) ||
      (search.by === 'organ'
        ? sumOf(s, undefined, b.organs).over - sumOf(s, undefined, a.organs).over ||
          sumOf(s, undefined, b.organs).active - sumOf(s, undefined, a.organs).active
        : 0),
  )
  const systems = s.systems.filter(x => sumOf(s, x.code, undefined).active > 0)
  const all = sumOf(s, undefined, undefined)
  return (
    <section aria-labelledby="heat">
      <div className="sec">
        <h2 id="heat">
          {s.groups.length > 1 ? (
            <span className="heatby" role="group" aria-label="列">
              {(
                [
                  [undefined, '条线与街镇'],
                  ['organ', '条线与单位'],
                ] as const
              ).map(([by, name]) => (
                <Link
                  key={name}
                  to="/supervision"
                  search={by ? { by } : {}}
                  aria-current={search.by === by ? 'true' : undefined}
                >
                  {name}
                </Link>
              ))}
            </span>
          ) : (
            '条线与单位'
          )}
        </h2>
        <span className="key">
          <ClockWords light="over" words="超期件数" />
          <ClockWords light="near" words="临期件数" />
          <ClockWords light="ok" words="正常" />
          <span className="mut">· 无在办</span>
        </span>
      </div>
      <ScrollRegion className="hx" name="条线与单位灯情">
        <table className="heat" style={{ minWidth: places.length * 68 + 248 }}>
          <caption className="vh">各条线在各单位的超期与临期件数</caption>
          <thead>
            <tr>
              <td />
              {places.map(o => (
                <th scope="col" key={o.code}>
                  {o.name}
                </th>
              ))}
              <th scope="col">超期</th>
              <th scope="col" className="n">
                在办
              </th>
            </tr>
          </thead>
          <tbody>
            {systems.map(x => {
              const row = sumOf(s, x.code, undefined)
              return (
                <tr key={x.code}>
                  <th scope="row">{x.name}</th>
                  {places.map(o => {
                    const c = sumOf(s, x.code, o.organs)
                    if (!c.active)
                      return (
                        <td className="na" key={o.code}>
                          <span aria-hidden="true">·</span>
                          <span className="vh">无在办</span>
                        </td>
                      )
                    const kind = c.over ? 'over' : c.near ? 'near' : 'ok'
                    const n = c.over || c.near
                    const selected = chosen?.system === x.code && chosen.place.code === o.code
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
                          search={{ ...(search.by ? { by: search.by } : {}), system: x.code, place: o.code }}
                          aria-label={`${x.name}，${o.name}，${kind === 'ok' ? '正常' : `${kind === 'over' ? '超期' : '临期'}${n}件`}`}
                          resetScroll={false}
                        >
                          <Glyph of={kind} />
                          {n || ''}
                        </Link>
                      </td>
                    )
                  })}
                  <td className="tot">
                    {row.over ? (
                      <Link to="/list/$system" params={{ system: x.code }} search={{ light: 'over' }}>
                        <b className="seal">{number(row.over)}</b>
                      </Link>
                    ) : (
                      <span className="mut">0</span>
                    )}
                  </td>
                  <td className="n">
                    <Link to="/list/$system" params={{ system: x.code }} search={{ state: 'open' }} className="mut">
                      {number(row.active)}
                    </Link>
                  </td>
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">超期合计</th>
              {places.map(o => {
                const n = sumOf(s, undefined, o.organs).over
                return <td key={o.code}>{n ? <b className="seal">{number(n)}</b> : <span className="mut">0</span>}</td>
              })}
              <td className="tot">
                {all.over ? <b className="seal">{number(all.over)}</b> : <span className="mut">0</span>}
              </td>
              <td className="n mut">{number(all.active)}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </section>
  )
}

/** The name without the district's own: 准绳区城市管理综合执法局 → 城市管理综合执法局. */
const shortName = (name: string) =>
  name === '区直机关'
    ? name
    : name
        .replace(/^.{2,4}?[区县市]/, '')
        .replace(/人民政府$|办事处$/, '')
        .replace(/人民调解委员会$/, '调委会')

const shownAtFirst = 8

/** The cases of the chosen cell, or of the worst one. */
function Drill({ s }: { s: Supervision }) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Chosen
  const chosen = chosenOf(s, search)
  const system = chosen?.system ?? ''
  const organ = chosen?.place.organs.join(',') ?? ''
  const list = useQuery({
    queryKey: ['list', 'supervision', system, organ],
    queryFn: () =>
      get<RecordList>(`/records?system=${system}&organ=${organ}&state=open&sort=due&limit=${shownAtFirst}`),
    enabled: system !== '',
  })
  const name = s.systems.find(x => x.code === system)?.name ?? ''
  const letter = useSystem(s.letter?.system ?? '')
  const { active } = sumOf(s, system, chosen?.place.organs)
  const several = (chosen?.place.organs.length ?? 0) > 1
  return (
    <section className="drill" aria-labelledby="ch">
      <div className="sec">
        <h2 id="ch">
          {name}　{chosen?.place.name}
        </h2>
        <Link to="/list/$system" params={{ system }} search={{ organ, state: 'open' }}>
          全部 {number(active)}
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
              {several ? `${shortName(r.organName)}，` : ''}
              {r.clock ? r.clock.name : r.stageName}
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
              search: {
                [s.letter.organ]: list.data?.rows[0]?.organ ?? '',
                [s.letter.about]: list.data?.rows[0]?.number ?? '',
              },
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
        <details key={f.rule} className="why finding">
          <summary>
            {f.name}
            {f.count ? <b className="seal">{number(f.count)} 件</b> : <ClockWords light="kept" words="没有" />}
            {f.count ? <span className="mut">受检 {number(f.checked)} 件</span> : null}
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
        <ScrollRegion className="hx" name="被拒绝的操作">
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
        </ScrollRegion>
      ) : (
        <p className="mut pad">没有被拒绝的操作。</p>
      )}
    </section>
  )
}
