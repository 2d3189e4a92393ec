import { type FormEvent, useEffect, useState } from 'react'
import type { RecordList } from '#api/contract.ts'
import { type SystemInfo, useMe } from '../hooks.ts'
import { changed, holds, type ListSearch, toggled } from './list-query.ts'
import { number } from './words.tsx'
import { DateInput } from './date-input.tsx'

type Props = {
  system: SystemInfo
  search: ListSearch
  first: RecordList | undefined
  change: (search: ListSearch) => void
}

/** Long groups show their first values; the rest comes at a click. */
const shownAtFirst = 6

/** Facets with their counts; each group is counted without its own filter. */
export function Facets({ system, search, first, change }: Props) {
  const me = useMe()
  // A group with one value that all rows share leaves nothing to choose.
  const groups = (first?.facets ?? []).filter(f => f.values.length > 1 || search[f.field])
  // Clocks and stages are those of today, which say nothing about another day.
  const shown = search.asOf ? groups.filter(f => f.field !== 'light' && f.field !== 'stage') : groups
  const near = shown.filter(f => f.field === 'light' || f.field === 'stage')
  const other = shown.filter(f => !near.includes(f))
  return (
    <search aria-label="筛选">
      <FindIn system={system} search={search} total={first?.total} change={change} />
      {first?.facetsOf ? (
        <p className="xs mut counted">
          各项件数按最新的{number(first.facetsOf)}
          {system.unit}计
        </p>
      ) : null}
      {system.archetype === 'register' ? (
        <fieldset className="facet">
          <legend>截至日期</legend>
          <DateInput
            aria-label="截至日期，列出当日有效的"
            value={search.asOf ?? ''}
            max={me.today}
            change={day => change(changed(search, { asOf: day }))}
          />
          <p className="xs mut">列出当日有效的，内容为当日的内容。</p>
        </fieldset>
      ) : null}
      {near.map(f => (
        <Group key={f.field} facet={f} search={search} change={change} />
      ))}
      <fieldset className="facet">
        <legend>{system.open.dateName}</legend>
        <div className="range">
          <DateInput
            aria-label={`${system.open.dateName}，自`}
            value={search.from ?? ''}
            max={search.to ?? me.today}
            change={day => change(changed(search, { from: day }))}
          />
          <span className="mut">至</span>
          <DateInput
            aria-label={`${system.open.dateName}，至`}
            value={search.to ?? ''}
            min={search.from}
            max={me.today}
            change={day => change(changed(search, { to: day }))}
          />
        </div>
        <Years today={me.today} search={search} change={change} />
      </fieldset>
      {other.map(f => (
        <Group key={f.field} facet={f} search={search} change={change} />
      ))}
    </search>
  )
}

function Years({ today, search, change }: Pick<Props, 'search' | 'change'> & { today: string }) {
  const year = Number(today.slice(0, 4))
  return (
    <p className="years">
      {[year, year - 1, year - 2].map(y => {
        const on = search.from === `${y}-01-01` && search.to === `${y}-12-31`
        return (
          <button
            className="link"
            type="button"
            key={y}
            aria-pressed={on}
            onClick={() =>
              change(
                changed(search, on ? { from: undefined, to: undefined } : { from: `${y}-01-01`, to: `${y}-12-31` }),
              )
            }
          >
            {y}年
          </button>
        )
      })}
    </p>
  )
}

function Group({ facet, search, change }: Pick<Props, 'search' | 'change'> & { facet: RecordList['facets'][number] }) {
  const [all, setAll] = useState(false)
  const shown =
    all || facet.values.length <= shownAtFirst + 1
      ? facet.values
      : facet.values.filter((v, i) => i < shownAtFirst || holds(search, facet.field, v.value))
  const rest = facet.values.filter(v => !shown.includes(v))
  return (
    <fieldset className="facet">
      <legend>{facet.name}</legend>
      {shown.map(v => (
        <label key={v.value}>
          <input
            type="checkbox"
            checked={holds(search, facet.field, v.value)}
            onChange={() => change(toggled(search, facet.field, v.value))}
          />
          <span title={v.name}>{v.name}</span>
          <span>{number(v.count)}</span>
        </label>
      ))}
      {rest.length ? (
        <button className="link xs" type="button" onClick={() => setAll(true)}>
          其他 {rest.length} 项，{number(rest.reduce((n, v) => n + v.count, 0))}
        </button>
      ) : null}
    </fieldset>
  )
}

/** Full text within the list; sent when typing rests. */
function FindIn({ system, search, total, change }: Omit<Props, 'first'> & { total: number | undefined }) {
  const [text, setText] = useState(search.q ?? '')
  useEffect(() => setText(search.q ?? ''), [search.q])
  useEffect(() => {
    if (text === (search.q ?? '')) return
    const timer = window.setTimeout(() => change(changed(search, { q: text.trim() || undefined })), 350)
    return () => window.clearTimeout(timer)
  }, [text, search, change])
  const submit = (e: FormEvent) => e.preventDefault()
  return (
    <form onSubmit={submit}>
      <label className="find s">
        <span className="vh">在结果中查找</span>
        <input
          type="search"
          value={text}
          placeholder={total === undefined ? '在结果中查找' : `在${number(total)}${system.unit}中查找`}
          onChange={e => setText(e.target.value)}
        />
      </label>
    </form>
  )
}

/** Active conditions, each removable; the order of the rows stands at the right end. */
export function Chips({ system, search, first, change, open }: Props & { open: () => void }) {
  const named = (field: string, value: string) =>
    first?.facets.find(f => f.field === field)?.values.find(v => v.value === value)?.name
  const chips: { text: string; without: ListSearch }[] = []
  for (const [key, value] of Object.entries(search)) {
    if (!value) continue
    if (key === 'asOf') chips.push({ text: `${value} 有效`, without: changed(search, { asOf: undefined }) })
    else if (key === 'q') chips.push({ text: `含“${value}”`, without: changed(search, { q: undefined }) })
    else if (key === 'handler')
      chips.push({ text: value === 'me' ? '我承办' : '一人承办', without: changed(search, { handler: undefined }) })
    else if (key === 'state')
      chips.push({
        text: { open: '在办', closed: '已办结', voided: '已作废', all: '全部' }[value] ?? value,
        without: changed(search, { state: undefined }),
      })
    else if (key === 'light' || key === 'stage' || key === 'outcome' || key === 'organ' || key.startsWith('f.'))
      for (const v of value.split(','))
        chips.push({ text: named(key, v) ?? nameIn(system, key, v), without: toggled(search, key, v) })
  }
  if (search.from || search.to)
    chips.push({
      text: `${system.open.dateName}${search.from ? `自${search.from}` : ''}${search.to ? `至${search.to}` : ''}`,
      without: changed(search, { from: undefined, to: undefined }),
    })
  const byDue = (search.sort ?? (system.archetype === 'matter' ? 'due' : 'opened')) === 'due'
  return (
    <div className="chips">
      <button className="btn s only-m" type="button" onClick={open}>
        筛选
      </button>
      {chips.map(c => (
        <span className="chip" key={c.text}>
          {c.text}
          <button type="button" aria-label={`移除条件：${c.text}`} onClick={() => change(c.without)}>
            ×
          </button>
        </span>
      ))}
      {chips.length > 1 ? (
        <button className="ghost" type="button" onClick={() => change({ cols: search.cols })}>
          清除
        </button>
      ) : null}
      {system.archetype === 'matter' ? (
        <button
          className="ghost sort"
          type="button"
          onClick={() => change(changed(search, byDue ? { sort: 'opened' } : { sort: 'due', state: 'open' }))}
        >
          {byDue ? '按届满日排列，先到期的在前' : `按${system.open.dateName}排列，近的在前`}
        </button>
      ) : null}
    </div>
  )
}

/** The name of a value that no row holds at present. */
function nameIn(system: SystemInfo, key: string, value: string): string {
  if (key === 'light') return { over: '超期', near: '临期', ok: '正常', stop: '停表' }[value] ?? value
  if (key === 'stage') return system.stages.find(s => s.code === value)?.name ?? value
  if (key === 'outcome') return system.outcomes[value] ?? value
  const code = key.replace(/^f\./, '')
  const field = system.fields[code] ?? Object.values(system.actions).find(a => a.asks[code])?.asks[code]
  return field?.options?.[value] ?? (value === 'true' ? '是' : value === 'false' ? '否' : value)
}
