import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { RecordList } from '#api/contract.ts'
import { get } from '../api.ts'
import { type SystemInfo, useMe } from '../hooks.ts'
import { type ListSearch, queryOf, sameRows } from './list-query.ts'
import { number } from './words.tsx'

export type SavedView = { readonly name: string; readonly search: ListSearch; readonly own?: true }

/** The views that every system has. */
export const commonViews = (system: SystemInfo): readonly SavedView[] =>
  system.archetype === 'matter'
    ? [
        { name: '我的', search: { handler: 'me' } },
        { name: '在办', search: {} },
        { name: '三个工作日内到期', search: { light: 'near' } },
        { name: '已超期', search: { light: 'over' } },
        { name: '停表', search: { light: 'stop', sort: 'opened' } },
        { name: '已办结', search: { state: 'closed', sort: 'opened' } },
        { name: '全部', search: { state: 'all', sort: 'opened' } },
      ]
    : [
        { name: '全部', search: {} },
        ...(system.archetype === 'register'
          ? [
              { name: '现行', search: { state: 'open' } },
              { name: '已失效', search: { state: 'closed' } },
            ]
          : []),
        { name: '已作废', search: { state: 'voided' } },
      ]

/** Views that a person keeps for a system, in this browser. */
export function useOwnViews(system: string) {
  const key = `views ${useMe().person.id} ${system}`
  const [, redraw] = useState(0)
  const read = (): readonly SavedView[] => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '[]') as SavedView[]
    } catch {
      return []
    }
  }
  const write = (views: readonly SavedView[]) => {
    localStorage.setItem(key, JSON.stringify(views))
    redraw(n => n + 1)
  }
  return { views: read(), write }
}

/** Saved views as tabs; each number is the length of the list behind it. */
export function Views({ system, search }: { system: SystemInfo; search: ListSearch }) {
  const own = useOwnViews(system.code)
  const views = [...commonViews(system), ...own.views]
  const counts = useQueries({
    queries: views.map(v => ({
      queryKey: ['list', 'count', queryOf(system, v.search)],
      queryFn: () => get<RecordList>(`/records?${queryOf(system, v.search)}&limit=1`),
    })),
  })
  const [naming, setNaming] = useState(false)
  const known = views.some(v => sameRows(system, v.search, search))
  return (
    <nav className="views" aria-label="视图">
      {views.map((view, i) => {
        const { data } = counts[i] ?? {}
        const current = sameRows(system, view.search, search)
        return (
          <Link
            key={view.name}
            to="/list/$system"
            params={{ system: system.code }}
            search={view.search}
            aria-current={current ? 'page' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {view.name}
            {data ? (
              <span className={view.search.light === 'over' && data.total ? 'seal' : undefined}>
                {number(data.total)}
                {data.more ? '以上' : ''}
              </span>
            ) : null}
          </Link>
        )
      })}
      {known ? (
        own.views
          .filter(v => sameRows(system, v.search, search))
          .map(v => (
            <button
              className="link new"
              type="button"
              key={v.name}
              onClick={() => own.write(own.views.filter(x => x.name !== v.name))}
            >
              删去视图“{v.name}”
            </button>
          ))
      ) : naming ? (
        <NameView
          taken={views.map(v => v.name)}
          close={() => setNaming(false)}
          save={name => {
            const { after: _after, at: _at, page: _page, ...rest } = search
            own.write([...own.views, { name, search: rest, own: true }])
            setNaming(false)
          }}
        />
      ) : (
        <button className="link new" type="button" onClick={() => setNaming(true)}>
          存为视图
        </button>
      )}
    </nav>
  )
}

function NameView({
  taken,
  save,
  close,
}: {
  taken: readonly string[]
  save: (name: string) => void
  close: () => void
}) {
  const [name, setName] = useState('')
  const doubled = taken.includes(name.trim())
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (name.trim() && !doubled) save(name.trim())
  }
  return (
    <form className="nameview" onSubmit={submit}>
      <input
        className="fi"
        aria-label="视图名称"
        placeholder="视图名称"
        maxLength={12}
        value={name}
        // The field appears by the person's own click.
        autoFocus
        onChange={e => setName(e.target.value)}
        onKeyDown={e => e.key === 'Escape' && close()}
      />
      <button className="btn s" type="submit" aria-disabled={!name.trim() || doubled}>
        {doubled ? '已有同名' : '存'}
      </button>
    </form>
  )
}
