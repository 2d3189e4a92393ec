import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import type { Session, Today } from '#api/contract.ts'
import { addDays } from '#kernel/time/date.ts'
import { get } from '../api.ts'
import { useKeys, useMe, useTitle } from '../hooks.ts'
import { ClockWords, lightMark } from '../parts/clock.tsx'
import { IncomingList } from '../parts/hand-over.tsx'
import { Glyph } from '../parts/icons.tsx'
import { KeysHelp } from '../parts/keys-help.tsx'
import { ErrorNote, Loading } from '../parts/refusals.tsx'
import { restsBetween } from '../parts/rests.ts'
import { consequence, moment, number, shortDay, Words, weekdayOf } from '../parts/words.tsx'
import './today.css'

type Scope = 'mine' | 'organ' | 'division'
const scopeNames: Readonly<Record<Scope, string>> = { mine: '我的', organ: '本单位', division: '全区' }

/** 今日: deadlines hang on one plumb line, ordered by the legal last day; the weight is today. */
export function TodayPage() {
  const me = useMe()
  const search = useSearch({ strict: false }) as { scope?: Scope }
  const scopes: readonly Scope[] = me.seesDivision ? ['mine', 'organ', 'division'] : ['mine', 'organ']
  const scope = search.scope && scopes.includes(search.scope) ? search.scope : usualScope(me)
  const today = useQuery({
    queryKey: ['today', scope],
    queryFn: () => get<Today>(`/today?scope=${scope}`),
    refetchInterval: 120_000,
  })
  const [help, setHelp] = useState(false)
  const move = useRows()
  const navigate = useNavigate()
  const to = (s: Scope) => void navigate({ to: '/', search: { scope: s }, replace: true })
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...Object.fromEntries(scopes.map((s, i) => [String(i + 1), () => to(s)])),
    '?': () => setHelp(true),
  })
  useTitle('今日')
  if (today.error) return <ErrorNote error={today.error} />
  return (
    <>
      <div className="hd">
        {today.data ? (
          <div>
            <h1 className="lead">{today.data.headline}</h1>
            <p>{today.data.note}</p>
          </div>
        ) : (
          <h1 className="lead">今日</h1>
        )}
        <div className="scopes" role="group" aria-label="范围">
          {scopes.map(s => (
            <button
              key={s}
              className={s === scope ? 'btn s on' : 'btn s'}
              type="button"
              aria-pressed={s === scope}
              onClick={() => to(s)}
            >
              {scopeNames[s]}
            </button>
          ))}
        </div>
      </div>
      {today.data ? <Board view={today.data} scope={scope} me={me} /> : <Loading rows={10} />}
      {help ? <KeysHelp keys={helpKeys} close={() => setHelp(false)} /> : null}
    </>
  )
}

const helpKeys = [
  ['j　k', '下一件、上一件'],
  ['Enter', '打开'],
  ['1　2　3', '我的、本单位、全区'],
  ['/', '全局查找'],
  ['m', '消息'],
  ['?', '这张表'],
] as const

/** Who handles cases begins with their own; who only oversees begins with the division. */
const usualScope = (me: Session): Scope => (me.seesDivision ? 'division' : 'mine')

/** Moves the focus between the rows of the line. */
const useRows = () => (by: number) => {
  const rows = [...document.querySelectorAll<HTMLElement>('.job .t')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  rows[Math.max(0, Math.min(at + by, rows.length - 1))]?.focus()
}

function Board({ view, scope, me }: { view: Today; scope: Scope; me: Session }) {
  const [all, setAll] = useState<{ over?: true; below?: true }>({})
  const late = view.items.filter(i => i.clock.light === 'over')
  const ahead = view.items.filter(i => i.clock.light !== 'over')
  // The weight stays in sight: what lies far above and far below it comes at a click.
  const over = all.over ? late : late.slice(-overAtFirst)
  const below = all.below ? ahead : ahead.slice(0, belowAtFirst)
  return (
    <div className="two">
      <section aria-labelledby="mine">
        <div className="sec">
          <h2 id="mine">
            {scope === 'mine' ? '我的期限' : `${scopeNames[scope]}期限`}
            {view.items.length < shownAtMost ? <span>{number(view.items.length)}</span> : null}
          </h2>
          {view.items.length >= shownAtMost ? <span className="mut">最先届满的 {view.items.length} 个</span> : null}
        </div>
        {over.length < late.length ? (
          <p className="fold">
            <button className="link" type="button" onClick={() => setAll({ ...all, over: true })}>
              更早超期的 {late.length - over.length} 个
            </button>
          </p>
        ) : null}
        <ol className="axis">
          {over.map(i => (
            <Row key={`${i.id}${i.clock.code}`} item={i} today={view.today} scope={scope} />
          ))}
          <li className={below.length ? 'today' : 'today end'}>
            <div className="d">
              <span className="nb">{shortDay(view.today)}</span>
            </div>
            <div className="k">
              <svg viewBox="0 0 20 34" aria-hidden="true">
                <path d="M10 0V9" stroke="currentColor" strokeWidth="1.2" />
                <path d="M6.5 9h7l2 6L10 31 4.5 15z" fill="currentColor" />
              </svg>
            </div>
            <div className="c">今日　{weekdayOf(view.today)}</div>
          </li>
          {below.map((i, n) => (
            <Fragment key={`${i.id}${i.clock.code}`}>
              {restsBetween(view, n ? dayOf(below[n - 1] ?? i) : view.today, dayOf(i)).map(r => (
                <li className="below rest" key={r.key}>
                  <div className="d">
                    <span className="nb">{r.from}</span>
                    {r.to ? <small>{r.to}</small> : null}
                  </div>
                  <div className="k" />
                  <div className="c">{r.words}</div>
                </li>
              ))}
              <Row item={i} today={view.today} scope={scope} below last={n === below.length - 1} />
            </Fragment>
          ))}
        </ol>
        {below.length < ahead.length ? (
          <p className="fold">
            <button className="link" type="button" onClick={() => setAll({ ...all, below: true })}>
              以后届满的 {ahead.length - below.length} 个
            </button>
          </p>
        ) : null}
        {view.items.length ? null : (
          <p className="mut nothing">
            {scope === 'mine'
              ? '指派给您的、有法定期限的案件，按届满日挂在这条线上。'
              : '有法定期限的案件，按届满日挂在这条线上。'}
          </p>
        )}
        <Paused view={view} />
      </section>
      <div className="stack">
        {view.incoming.length ? <IncomingList rows={view.incoming} /> : null}
        {view.reviews.length ? <Reviews view={view} /> : null}
        <Changes view={view} />
        <Lights view={view} me={me} />
      </div>
    </div>
  )
}

/** The server answers this many limits at most, the first to end. */
const shownAtMost = 60
const overAtFirst = 8
const belowAtFirst = 15

type Item = Today['items'][number]
const dayOf = (item: Item): string => (item.clock.final ?? '').slice(0, 10)

function Row({
  item,
  today,
  scope,
  below = false,
  last = false,
}: {
  item: Item
  today: string
  scope: Scope
  below?: boolean
  last?: boolean
}) {
  const { clock } = item
  const on = (clock.final ?? today).slice(0, 10)
  const urgent = clock.light === 'over' || clock.light === 'due'
  const who = [
    item.number,
    ...(scope === 'division' ? [item.organName] : []),
    ...(scope === 'mine' ? [] : [item.handlerName ?? '未指派承办人']),
  ]
  return (
    <li className={[below ? 'below' : '', last ? 'last end' : ''].join(' ').trim()}>
      <div className="d">
        {on === today ? '今日' : <span className="nb">{shortDay(on)}</span>}
        <small>
          {on === today
            ? '24 时届满'
            : on === addDays(today, 1)
              ? '明日'
              : on.slice(0, 4) === today.slice(0, 4)
                ? weekdayOf(on)
                : `${on.slice(0, 4)}年`}
        </small>
      </div>
      <div className="k">
        <i className={lightMark(clock.light)} />
      </div>
      <div className="c">
        <div className="job">
          <div>
            <ClockWords light={clock.light} words={clock.words} />
            <span className="lim">{clock.name}</span>
          </div>
          <div>
            <Link className="t" to="/record/$id" params={{ id: item.id }} search={{}}>
              {item.title}
            </Link>
            <p>
              <Words>{[...who, item.stageName].join('　')}</Words>
              {urgent && clock.consequence ? (
                <span className="conseq">
                  <Words>{consequence(clock.consequence)}</Words>
                </span>
              ) : null}
            </p>
          </div>
          <Link
            className={urgent && item.action ? 'btn s pri' : 'btn s'}
            to="/record/$id"
            params={{ id: item.id }}
            search={item.action ? { do: item.action.code } : {}}
            aria-label={`${item.action?.name ?? '查看'}，${item.number}`}
          >
            {item.action?.name ?? '查看'}
          </Link>
        </div>
      </div>
    </li>
  )
}

/** Paused matters have no day: one line at the end, with the stage that stopped them. */
function Paused({ view }: { view: Today }) {
  if (!view.paused.length) return null
  return (
    <p className="sm mut pausenote">
      <Glyph of="stop" />
      <span>
        {view.paused.length} 件停表：
        {view.paused.slice(0, 3).map((r, i) => (
          <span key={r.id}>
            {i ? '，' : ''}
            <Link to="/record/$id" params={{ id: r.id }} search={{}}>
              <span className="nb">{r.number}</span>
            </Link>
            {r.stageName}
          </span>
        ))}
        {view.paused.length > 3 ? '等' : ''}。原因消除后期限接着算。
      </span>
    </p>
  )
}

function Reviews({ view }: { view: Today }) {
  return (
    <section aria-labelledby="rev">
      <div className="sec">
        <h2 id="rev">
          等我审核<span>{view.reviews.length}</span>
        </h2>
      </div>
      <ul className="rows">
        {view.reviews.map(r => (
          <li key={r.id}>
            <div className="l1">
              <Link to="/record/$id" params={{ id: r.id }} search={{ do: r.action.code }}>
                {r.action.name}
              </Link>
              {r.clock && r.clock.light !== 'ok' ? (
                <ClockWords light={r.clock.light} words={r.clock.words} />
              ) : (
                <span className="sm mut nb">{r.waitingDays ? `已等 ${r.waitingDays} 日` : '今日送来'}</span>
              )}
            </div>
            <p className="sm mut">
              <Words>{`${r.number}　${r.title}`}</Words>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({ view }: { view: Today }) {
  if (!view.changes.length) return null
  return (
    <section aria-labelledby="chg">
      <div className="sec">
        <h2 id="chg">最近的变化</h2>
      </div>
      <ul className="rows feed">
        {view.changes.slice(0, 8).map(c => {
          const at = moment(c.recordedAt)
          return (
            <li key={`${c.record}${c.recordedAt}`}>
              <time dateTime={c.recordedAt}>{at.startsWith(view.today) ? at.slice(11) : at.slice(5, 10)}</time>
              <p>
                {c.by ? `${c.by}：` : ''}
                {c.actionName}，
                <Link to="/record/$id" params={{ id: c.record }} search={{}}>
                  <span className="nb">{c.number}</span>
                </Link>
                <span className="mut">{c.title}</span>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Lights({ view, me }: { view: Today; me: Session }) {
  if (!view.lights.length) return null
  const title = me.seesDivision ? '全区灯情' : '本单位灯情'
  return (
    <section aria-labelledby="dist">
      <div className="sec">
        <h2 id="dist">{title}</h2>
        <Link to="/supervision" search={{}}>
          进入监督
        </Link>
      </div>
      <table className="lights">
        <caption className="vh">{title}：各类事项的在办与超期件数</caption>
        <thead className="vh">
          <tr>
            <th scope="col">事项</th>
            <th scope="col">在办</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {view.lights.map(l => (
            <tr key={l.system}>
              <th scope="row">
                <Link to="/list/$system" params={{ system: l.system }} search={{}}>
                  {l.name}
                </Link>
              </th>
              <td className="n mut">{number(l.active)}</td>
              <td className="n st">
                {l.over ? (
                  <Link to="/list/$system" params={{ system: l.system }} search={{ light: 'over' }}>
                    <ClockWords light="over" words={`超期 ${number(l.over)}`} />
                  </Link>
                ) : l.near ? (
                  <Link to="/list/$system" params={{ system: l.system }} search={{ light: 'near' }}>
                    <ClockWords light="near" words={`临期 ${number(l.near)}`} />
                  </Link>
                ) : (
                  <ClockWords light="ok" words="正常" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
