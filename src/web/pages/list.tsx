import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { RecordList, RecordRow } from '#api/contract.ts'
import { get } from '../api.ts'
import { type SystemInfo, takesBatches, useKeys, useMe, useSystem, useSystems, useTitle } from '../hooks.ts'
import { KeysHelp } from '../parts/keys-help.tsx'
import { AssignMany } from '../parts/list-assign.tsx'
import { ColumnChoice } from '../parts/list-columns.tsx'
import { Chips, Facets } from '../parts/list-facets.tsx'
import { changed, exportQuery, type ListSearch, queryOf } from '../parts/list-query.ts'
import { columnsOf, ListCards, ListTable, usualColumns } from '../parts/list-table.tsx'
import { Views } from '../parts/list-views.tsx'
import { Procedure } from '../parts/procedure.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { number } from '../parts/words.tsx'
import './list.css'

/** 清单: the clock is the second column, and the count is the list. Everything else comes from the declaration. */
export function ListPage() {
  const { system: code = '' } = useParams({ strict: false }) as { system?: string }
  const systems = useSystems()
  const system = useSystem(code)
  const search = useSearch({ strict: false }) as ListSearch
  useTitle(system?.name)
  if (systems.error) return <ErrorNote error={systems.error} />
  if (systems.isPending) return <Loading rows={12} />
  if (!system) return <Empty title="没有这类事项">请从左侧或者“全部”中选择一类。</Empty>
  return (
    <>
      <Head system={system} search={search} />
      {search.page === 'procedure' ? (
        <Procedure system={system} />
      ) : (
        <>
          <Views system={system} search={search} />
          <Rows key={code} system={system} search={search} />
        </>
      )}
    </>
  )
}

function Head({ system, search }: { system: SystemInfo; search: ListSearch }) {
  const query = queryOf(system, search)
  const first = useFirstPage(query)
  const procedure = search.page === 'procedure'
  return (
    <div className="hd">
      <div>
        <h1>
          {system.name}
          {procedure ? '　流程与期限' : ''}
        </h1>
      </div>
      <div className="acts">
        {procedure ? (
          <Link className="btn" to="/list/$system" params={{ system: system.code }} search={{}}>
            清单
          </Link>
        ) : (
          <>
            <Link className="btn" to="/list/$system" params={{ system: system.code }} search={{ page: 'procedure' }}>
              流程与期限
            </Link>
            {first.data?.total ? (
              <a className="btn" href={`/api/v1/export?${exportQuery(system, search)}&format=xlsx`}>
                导出 {number(first.data.total)} {system.unit}
                {first.data.more ? '以上' : ''}
              </a>
            ) : null}
          </>
        )}
        {system.mayOpen ? (
          <>
            {takesBatches(system) ? (
              <Link className="btn" to="/batch/$system" params={{ system: system.code }} search={{}}>
                成批登记
              </Link>
            ) : null}
            <Link className="btn desk" to="/import/$system" params={{ system: system.code }} search={{}}>
              导入
            </Link>
            <Link className="btn pri" to="/open/$system" params={{ system: system.code }} search={{}}>
              {system.open.name}
            </Link>
          </>
        ) : null}
      </div>
    </div>
  )
}

/** The first page carries the count and the facets of the whole list. */
const useFirstPage = (query: string) =>
  useQuery({
    queryKey: ['list', query],
    queryFn: () => get<RecordList>(`/records?${query}&facets=1&limit=50`),
    placeholderData: keepPreviousData,
  })

const helpKeys = [
  ['j　k', '下一件、上一件'],
  ['Enter', '打开'],
  ['x', '选择，用于批量指派'],
  ['n', '登记'],
  ['/', '全局查找'],
  ['?', '这张表'],
] as const

function Rows({ system, search }: { system: SystemInfo; search: ListSearch }) {
  const me = useMe()
  const navigate = useNavigate()
  const query = queryOf(system, search)
  const first = useFirstPage(query)
  const later = useQuery({
    queryKey: ['list', query, search.after],
    queryFn: () => get<RecordList>(`/records?${query}&limit=50&after=${encodeURIComponent(search.after ?? '')}`),
    enabled: search.after !== undefined,
    placeholderData: keepPreviousData,
  })
  const page = search.after ? later : first
  const rows = page.data?.rows ?? []
  const [at, setAt] = useState(-1)
  const [help, setHelp] = useState(false)
  const [facetsUp, setFacetsUp] = useState(false)
  const [chosen, setChosen] = useState<ReadonlyMap<string, RecordRow>>()
  // The places of the pages before this one, for going back without page numbers.
  const trail = useRef<{ query: string; places: (ListSearch | undefined)[] }>({ query, places: [] })
  if (trail.current.query !== query) trail.current = { query, places: [] }

  const change = (next: ListSearch) =>
    void navigate({ to: '/list/$system', params: { system: system.code }, search: next, replace: true })
  const open = (row: RecordRow) => void navigate({ to: '/record/$id', params: { id: row.id }, search: {} })
  const choose = (row: RecordRow) => {
    const next = new Map(chosen)
    if (!next.delete(row.id)) next.set(row.id, row)
    setChosen(next)
  }
  const moved = (to: number) => {
    const n = Math.max(0, Math.min(to, rows.length - 1))
    setAt(n)
    document.querySelector<HTMLElement>(`[data-row="${n}"] a`)?.focus()
  }
  const under = rows[at]
  useKeys({
    j: () => moved(at + 1),
    k: () => moved(at - 1),
    ArrowDown: () => moved(at + 1),
    ArrowUp: () => moved(at - 1),
    ...(under ? { x: () => choose(under) } : {}),
    ...(system.mayOpen
      ? { n: () => void navigate({ to: '/open/$system', params: { system: system.code }, search: {} }) }
      : {}),
    '?': () => setHelp(true),
  })
  // Another list begins at its top.
  useEffect(() => setAt(-1), [query, search.after])

  const all = columnsOf(system, me.today)
  const organs = (first.data?.facets.find(f => f.field === 'organ')?.values.length ?? 0) > 1
  const usual = usualColumns(system, rows, { organs, closed: search.state === 'closed' })
  const shown = search.cols ? search.cols.split(',') : usual
  const columns = all.filter(c => shown.includes(c.code))
  const total = first.data?.total ?? 0
  const offset = Number(search.at ?? 0) || 0
  const last = rows.at(-1)
  if (page.error) return <ErrorNote error={page.error} />
  return (
    <div className="withfacets">
      <div className={facetsUp ? 'facets up' : 'facets'}>
        <Facets system={system} search={search} first={first.data} change={change} />
      </div>
      <div>
        <Chips system={system} search={search} first={first.data} change={change} open={() => setFacetsUp(!facetsUp)} />
        {chosen?.size ? <AssignMany rows={[...chosen.values()]} close={() => setChosen(undefined)} /> : null}
        {page.isPending ? (
          <Loading rows={10} />
        ) : rows.length ? (
          <>
            <ListTable
              system={system}
              caption={`${system.name}，共${number(total)}${system.unit}`}
              rows={rows}
              columns={columns}
              at={at}
              chosen={chosen ? new Set(chosen.keys()) : undefined}
              choose={id => {
                const row = rows.find(r => r.id === id)
                if (row) choose(row)
              }}
              open={open}
            />
            <ListCards rows={rows} />
          </>
        ) : (
          <Nothing system={system} search={search} />
        )}
        <div className="foot">
          <span>
            {rows.length
              ? `第 ${number(offset + 1)} 至 ${number(offset + rows.length)} ${system.unit}，共 ${number(total)} ${system.unit}${first.data?.more ? '以上' : ''}。件数、清单、导出同一口径，只含您有权查看的。`
              : ''}
          </span>
          <div className="listtools">
            <ColumnChoice all={all} shown={shown} change={cols => change({ ...search, cols })} />
            {system.archetype === 'matter' && rows.length ? (
              <button
                className="btn s"
                type="button"
                aria-pressed={chosen !== undefined}
                onClick={() => setChosen(chosen ? undefined : new Map())}
              >
                {chosen ? '取消选择' : '批量指派'}
              </button>
            ) : null}
            {search.after ? (
              <button
                className="btn s"
                type="button"
                onClick={() => {
                  const before = trail.current.places.pop()
                  change(before ?? { ...search, after: undefined, at: undefined })
                }}
              >
                上一页
              </button>
            ) : null}
            {page.data?.next && last ? (
              <button
                className="btn s"
                type="button"
                onClick={() => {
                  trail.current.places.push(search)
                  window.scrollTo({ top: 0 })
                  change({ ...search, after: page.data?.next, at: String(offset + rows.length) })
                }}
              >
                从{last.number.replace(/^.*〔\d{4}〕/, '')}之后继续
              </button>
            ) : null}
          </div>
        </div>
      </div>
      {help ? <KeysHelp keys={helpKeys} close={() => setHelp(false)} /> : null}
    </div>
  )
}

/** What would stand here, and how it comes to be. */
function Nothing({ system, search }: { system: SystemInfo; search: ListSearch }) {
  const asked = Object.keys(search).some(k => search[k] && k !== 'cols' && k !== 'sort')
  return (
    <Empty title={asked ? `没有符合条件的${system.name}` : `现在没有${system.name}`}>
      {asked ? (
        <Link
          to="/list/$system"
          params={{ system: system.code }}
          search={changed({}, { state: 'all', sort: 'opened' })}
        >
          查看全部
        </Link>
      ) : system.mayOpen ? (
        <Link to="/open/$system" params={{ system: system.code }} search={{}}>
          {system.open.name}
        </Link>
      ) : (
        `由有“${system.open.name}”岗位的人员登记后，在这里显示。`
      )}
    </Empty>
  )
}
