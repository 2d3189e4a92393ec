import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Notice, Notices } from '#api/contract.ts'
import { get, post, queries } from '../api.ts'
import { useKeys, useMe } from '../hooks.ts'
import { Glyph, type Mark } from './icons.tsx'
import { moment, shortDay, Words } from './words.tsx'
import './notices.css'

/** Asked again after so long, and when the window is looked at again. */
const askedEvery = 90_000

/** 消息: what newly waits for me since I last looked. `m` opens it, Escape closes it. */
export function Bell() {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const notices = useQuery({
    queryKey: ['notices'],
    queryFn: () => get<Notices>('/notices'),
    staleTime: 60_000,
    refetchInterval: askedEvery,
  })
  const unread = notices.data?.unread ?? 0
  const { pathname } = useLocation()
  // Another page closes the list.
  useEffect(() => setOpen(false), [pathname])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useKeys({ m: () => setOpen(!open), ...(open ? { Escape: close } : {}) })
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [open])
  return (
    <div
      className="bell"
      ref={box}
      onBlur={e => {
        // Closes when the focus goes elsewhere; a press on plain words takes the focus nowhere.
        if (e.relatedTarget && !e.currentTarget.contains(e.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="ghost"
        aria-expanded={open}
        aria-controls="notices"
        aria-label={unread ? `消息，${unread}条未读` : '消息'}
        title="消息（m）"
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden="true">
          <path d="M8 2a4 4 0 0 0-4 4v3l-1.3 2.4h10.6L12 9V6a4 4 0 0 0-4-4z" />
          <path d="M6.6 13.2a1.5 1.5 0 0 0 2.8 0" />
        </svg>
        {unread ? <span className="count">{unread > 99 ? '99+' : unread}</span> : null}
      </button>
      {open ? <List notices={notices.data} /> : null}
    </div>
  )
}

function List({ notices }: { notices: Notices | undefined }) {
  const me = useMe()
  const seen = useMutation({
    mutationFn: (until: string) => post('/notices/seen', { until }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
  return (
    <section id="notices" className="notices" aria-labelledby="notices-h">
      <div className="sec">
        <h2 id="notices-h" tabIndex={-1}>
          消息{notices?.unread ? <span>{notices.unread}条未读</span> : null}
        </h2>
        {notices?.unread ? (
          <button className="link" type="button" onClick={() => seen.isPending || seen.mutate(notices.asked)}>
            全部标为已读
          </button>
        ) : null}
      </div>
      {notices?.rows.length ? (
        <ul className="rows">
          {notices.rows.map(n => (
            <li key={n.key} className={n.unread ? 'unread' : undefined}>
              <time dateTime={n.at}>{timeOf(n, me.today)}</time>
              <div>
                <Link to="/record/$id" params={{ id: n.record }} search={n.action ? { do: n.action } : {}}>
                  {n.title}
                </Link>
                {n.unread ? <span className="vh">未读</span> : null}
                <p className="sm">
                  <Glyph of={marks[n.kind]} />
                  <span>
                    <Words>{n.words}</Words>
                  </span>
                </p>
                <p className="xs mut">
                  {n.systemName}　<span className="nb">{n.number}</span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mut pad">
          {notices ? '近十四天没有消息。指派、送审、交办、移送、更正，期限转为临期或者超期，都在这里。' : '正在读取。'}
        </p>
      )}
    </section>
  )
}

const marks: Readonly<Record<Notice['kind'], Mark>> = {
  assigned: 'ok',
  acted: 'in',
  corrected: 'warn',
  review: 'ok',
  laid: 'ok',
  handed: 'ok',
  near: 'near',
  over: 'over',
}

/** The time of day of today's news, the day of older ones; limits turn with the day. */
function timeOf(n: Notice, today: string): string {
  const at = moment(n.at)
  return at.startsWith(today) && n.light === undefined ? at.slice(11) : shortDay(at.slice(0, 10), today)
}
