import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { SearchResult, Session } from '#api/contract.ts'
import { becomes, get, remove } from './api.ts'
import { onLeave, type SystemInfo, useIdle, useKeys, useMe, useSession, useSystems } from './hooks.ts'
import { SignInPage } from './pages/sign-in.tsx'
import { ClockWords } from './parts/clock.tsx'
import { Plumb, Symbols } from './parts/icons.tsx'
import { Bell } from './parts/notices.tsx'
import { ErrorNote, Loading } from './parts/refusals.tsx'
import { number } from './parts/words.tsx'
import { switchTheme, useDark } from './theme.ts'

/** The frame around every page; without a session it is the sign-in page, and the address stays. */
export function Shell() {
  const session = useSession()
  if (session.isPending) return <Loading rows={3} />
  if (session.error)
    return (
      <main id="main">
        <ErrorNote error={session.error} />
      </main>
    )
  if (!session.data || session.data.person.mustChange)
    return (
      <>
        <Symbols />
        <SignInPage mustChange={session.data ?? undefined} />
      </>
    )
  return <Frame session={session.data} />
}

export async function signOut(): Promise<void> {
  await remove('/session').catch(() => undefined)
  becomes(null)
}

function Frame({ session }: { session: Session }) {
  useIdle(session.idleMinutes, () => void signOut())
  const { pathname } = useLocation()
  const main = useFocusOn(pathname)
  const flush = /^\/(reports\/|reader|figures)/.test(pathname)
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Symbols />
      <div className="app">
        <Side session={session} />
        <div>
          <header className="top">
            <Link className="brand-m" to="/" search={{}}>
              <Plumb />
              <span>准绳</span>
            </Link>
            <Find />
            <p className="day">{dayNote(session.dayNote)}</p>
            <Bell />
          </header>
          <main id="main" ref={main} className={flush ? 'flush' : undefined} tabIndex={-1}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </div>
      <BottomBar session={session} />
    </>
  )
}

/** Another page: the focus goes to its beginning, not to the beginning of the frame. */
function useFocusOn(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true })
    shown.current = pathname
  }, [pathname])
  return main
}

function dayNote(note: string): ReactNode {
  const [day, ...rest] = note.split(' ')
  return (
    <>
      <b>{day}</b> {rest.join(' ')}
    </>
  )
}

const archetypes: readonly (readonly [SystemInfo['archetype'][], string])[] = [
  [['matter'], '办件'],
  [['register', 'activity'], '名录与台账'],
]

/** Systems that concern me: those that I may open or that have records I see, most active first. */
function Side({ session }: { session: Session }) {
  const systems = useSystems().data ?? []
  const dark = useDark()
  const mine = systems.filter(s => s.mayOpen || s.counts.active > 0)
  const over = systems.reduce((n, s) => n + (s.archetype === 'matter' ? s.counts.over : 0), 0)
  return (
    <aside className="side" aria-label="主导航">
      <Link className="brand" to="/" search={{}}>
        <Plumb long />
        <span>
          准绳<small>{session.division.name}</small>
        </span>
      </Link>
      <nav className="nav" aria-label="各项工作">
        <Item to="/">今日</Item>
        {archetypes.map(([kinds, title]) => {
          const shown = mine.filter(s => kinds.includes(s.archetype))
          return shown.length ? (
            <div key={title}>
              <h2>{title}</h2>
              {shown.map(s => (
                <Item
                  key={s.code}
                  to="/list/$system"
                  system={s.code}
                  count={s.archetype === 'matter' ? s.counts.active : 0}
                >
                  {s.name}
                </Item>
              ))}
            </div>
          ) : null
        })}
        <Item to="/all">全部 {systems.length} 类</Item>
        <h2>监督与年报</h2>
        <Item to="/supervision" count={over}>
          监督
        </Item>
        <Item to="/follow-up">督办与考核</Item>
        <Item to="/figures">数据</Item>
        <Item to="/reports">年报</Item>
        <Item to="/reader">年报体检</Item>
        {session.roles.some(r => r.code === 'administrator') ? <Item to="/admin">系统管理</Item> : null}
      </nav>
      <div className="who">
        <div>
          <Link to="/me" search={{}}>
            {session.person.name}
          </Link>
          <br />
          <span className="mut xs">{session.organ.name}</span>
        </div>
        <button className="ghost" type="button" onClick={switchTheme}>
          {dark ? '浅色' : '深色'}
        </button>
      </div>
    </aside>
  )
}

function Item({
  to,
  system,
  count = 0,
  children,
}: {
  to: '/' | '/all' | '/list/$system' | '/supervision' | '/follow-up' | '/figures' | '/reports' | '/reader' | '/admin'
  system?: string
  count?: number
  children: ReactNode
}) {
  const { pathname } = useLocation()
  const path = system ? `/list/${system}` : to
  const current = path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
  return (
    <Link to={to} params={(system ? { system } : {}) as never} search={{}} aria-current={current ? 'page' : undefined}>
      {children}
      {count > 0 ? <span>{number(count)}</span> : null}
    </Link>
  )
}

function BottomBar({ session }: { session: Session }) {
  const { pathname } = useLocation()
  const tabs = [
    ['/', '今', '今日', pathname === '/'],
    ['/all', '办', '办件', /^\/(all|list|record|open)/.test(pathname)],
    ['/supervision', '监', '监督', /^\/(supervision|follow-up)/.test(pathname)],
    ['/reports', '年', '年报', /^\/(reports|figures|reader)/.test(pathname)],
    ['/me', '我', session.person.name, pathname === '/me'],
  ] as const
  return (
    <nav className="tabs" aria-label="底部导航">
      {tabs.map(([to, mark, name, current]) => (
        <Link key={to} to={to} search={{}} aria-current={current ? 'page' : undefined}>
          <b aria-hidden="true">{mark}</b>
          {name}
        </Link>
      ))}
    </nav>
  )
}

/** Global search: Ctrl-K or `/`; arrows choose, Enter opens. */
function Find() {
  const [q, setQ] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(q.trim())
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const focus = () => input.current?.focus()
  useKeys({ 'mod+k': focus, '/': focus })
  useMe()
  const systems = useSystems().data ?? []
  const found = useQuery({
    queryKey: ['search', wanted],
    queryFn: () => get<SearchResult>(`/search?q=${encodeURIComponent(wanted)}`),
    enabled: wanted.length > 0 && open,
    placeholderData: previous => previous,
  })
  const rows = wanted ? (found.data?.rows ?? []) : []
  const { pathname } = useLocation()
  // Another page closes the list.
  useEffect(() => setOpen(false), [pathname])
  const go = (id: string) => {
    setOpen(false)
    setQ('')
    input.current?.blur()
    void navigate({ to: '/record/$id', params: { id }, search: {} })
  }
  return (
    <search style={{ display: 'contents' }} onBlur={onLeave(() => setOpen(false))}>
      <label className="find">
        <svg viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
          <circle cx="6" cy="6" r="4.6" />
          <path d="m9.5 9.5 3.5 3.5" />
        </svg>
        <span className="vh">查找</span>
        <input
          ref={input}
          type="search"
          value={q}
          placeholder="案号、当事人、事由"
          autoComplete="off"
          aria-expanded={open && wanted !== ''}
          aria-controls="found"
          role="combobox"
          aria-activedescendant={open && rows[at] ? `found-${at}` : undefined}
          onFocus={() => setOpen(true)}
          onChange={e => {
            setQ(e.target.value)
            setAt(0)
            setOpen(true)
          }}
          onKeyDown={e => {
            if (e.key === 'ArrowDown') {
              e.preventDefault()
              setAt(Math.min(at + 1, rows.length - 1))
            } else if (e.key === 'ArrowUp') {
              e.preventDefault()
              setAt(Math.max(at - 1, 0))
            } else if (e.key === 'Escape') {
              setOpen(false)
              input.current?.blur()
            } else if (e.key === 'Enter' && rows[at]) go(rows[at].id)
          }}
        />
        <kbd>/</kbd>
      </label>
      {open && wanted ? (
        <div className="find-list" id="found" role="listbox" aria-label="查找结果">
          {rows.map((r, i) => (
            <Link
              key={r.id}
              id={`found-${i}`}
              role="option"
              aria-selected={i === at}
              to="/record/$id"
              params={{ id: r.id }}
              search={{}}
              tabIndex={-1}
              onMouseDown={e => e.preventDefault()}
              onClick={() => go(r.id)}
            >
              <span className="mut">{systems.find(s => s.code === r.system)?.name}</span>
              <b>{r.title}</b>
              {r.clock ? (
                <ClockWords light={r.clock.light} words={r.clock.words} />
              ) : (
                <span className="mut nb">{r.stageName}</span>
              )}
            </Link>
          ))}
          {rows.length === 0 && !found.isFetching ? (
            <p className="mut">没有找到。可以换用案号、当事人名称或者事由中的词。</p>
          ) : null}
          {found.data?.more ? <p className="mut xs">还有更多，请再输入几个字。</p> : null}
        </div>
      ) : null}
    </search>
  )
}
