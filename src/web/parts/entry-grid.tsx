import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Check, LookupOption } from '#api/contract.ts'
import { command, get, newKey, post, recordsChanged, Refused } from '../api.ts'
import { type SystemInfo, useMe } from '../hooks.ts'
import { draftKey, forgetDraft, keepRows, readRows } from './drafts.ts'
import { useModal } from './drawer.tsx'
import { EntryCell } from './entry-cell.tsx'
import {
  blankRow,
  cellOf,
  dayColumn,
  type EntryColumn,
  type EntryRow,
  entryColumns,
  isFilled,
  type Names,
  paste,
  requestOf,
  type Unread,
  usualEntryColumns,
  withCell,
} from './entry-rows.ts'
import { FieldGrid } from './fields.tsx'
import { Glyph } from './icons.tsx'
import { ColumnChoice } from './list-columns.tsx'
import { refusalsOf } from './refusals.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { Words } from './words.tsx'
import './keys-help.css'
import './entry-grid.css'

const rowsAtFirst = 6

type Refusal = ReturnType<typeof refusalsOf>[number]

/** 成批登记: a sheet of rows, typed or pasted; each row is checked while typed and opened as a record of its own. */
export function EntryGrid({
  system,
  cols,
  change,
}: {
  system: SystemInfo
  cols: string | undefined
  change: (cols: string | undefined) => void
}) {
  const me = useMe()
  const saved = draftKey(system.code, me.person.id, 'rows')
  const blank = () => blankRow(system, newKey())
  const blanks = (n: number) => Array.from({ length: n }, blank)
  const [rows, setRows] = useState<readonly EntryRow[]>(() => {
    const kept = readRows(saved)
    return [...kept, ...blanks(Math.max(1, rowsAtFirst - kept.length))]
  })
  const [done, setDone] = useState<readonly { id: string; number: string }[]>([])
  const [refused, setRefused] = useState<Readonly<Record<string, readonly Refusal[]>>>({})
  const [unread, setUnread] = useState<readonly Unread[]>([])
  const [at, setAt] = useState<number>()
  const [side, setSide] = useState<number>()
  const stop = useRef(false)
  // The same row sent again carries the same key: what was opened is not opened twice.
  const keys = useRef(new Map<string, string>())
  const sheet = useRef<HTMLTableElement>(null)
  const organs = useQuery({
    queryKey: ['lookup', '/lookup/organs'],
    queryFn: () => get<LookupOption[]>('/lookup/organs'),
  })
  const organNames: Names = Object.fromEntries((organs.data ?? []).map(o => [o.value, o.label]))
  const all = entryColumns(system)
  const shownCodes = cols ? cols.split(',') : usualEntryColumns(system)
  const shown = all.filter(c => c.code === dayColumn || shownCodes.includes(c.code))
  const filled = rows.filter(r => isFilled(system, r))

  useEffect(() => {
    const timer = window.setTimeout(() => {
      const begun = rows.filter(r => isFilled(system, r))
      if (begun.length) keepRows(saved, begun)
      else forgetDraft(saved)
    }, 600)
    return () => window.clearTimeout(timer)
  }, [rows, saved, system])

  const put = (n: number, row: EntryRow) => {
    const next = rows.map((r, i) => (i === n ? row : r))
    // There is always a row left to go on in.
    setRows(n === rows.length - 1 ? [...next, blank()] : next)
    if (refused[row.key]) setRefused({ ...refused, [row.key]: [] })
  }
  const focus = (row: number, code: string) =>
    sheet.current
      ?.querySelector<HTMLElement>(`[data-cell="${row} ${code}"] :is(input,select,button)`)
      ?.focus({ preventScroll: false })
  const onKey = (e: KeyboardEvent<HTMLTableElement>) => {
    const place = placeOf(e.target)
    if (!place || !(e.target instanceof HTMLElement)) return
    if (e.key === 'Enter' && e.target.tagName === 'INPUT') {
      e.preventDefault()
      focus(place.row + 1, place.code)
    } else if (e.key.toLowerCase() === 'd' && (e.ctrlKey || e.metaKey)) {
      const above = rows[place.row - 1]
      const row = rows[place.row]
      if (!above || !row) return
      e.preventDefault()
      put(place.row, withCell(row, place.code, cellOf(above, place.code)))
    }
  }
  const onPaste = (e: ClipboardEvent<HTMLTableElement>) => {
    const place = placeOf(e.target)
    const text = e.clipboardData.getData('text/plain')
    // One word belongs into the cell as it is.
    if (!place || !/[\t\n]/.test(text.trimEnd())) return
    e.preventDefault()
    const laid = paste({ text, rows, at: place, shown, all, organs: organNames, blank })
    setRows(laid.rows.some(r => !isFilled(system, r)) ? laid.rows : [...laid.rows, blank()])
    setUnread(laid.unread)
  }
  const keyFor = (row: EntryRow, body: string) => {
    const name = `${row.key} ${body}`
    const key = keys.current.get(name) ?? newKey()
    keys.current.set(name, key)
    return key
  }
  const run = async () => {
    stop.current = false
    setUnread([])
    const bad: Record<string, readonly Refusal[]> = {}
    const written: { key: string; id: string; number: string }[] = []
    for (const [i, row] of filled.entries()) {
      if (stop.current) break
      setAt(i)
      const request = requestOf(system, row)
      try {
        const opened = await command<{ id: string; number: string }>(
          '/records',
          request,
          keyFor(row, JSON.stringify(request)),
        )
        written.push({ key: row.key, ...opened })
      } catch (error) {
        bad[row.key] = refusalsOf(error)
        if (!(error instanceof Refused)) break
      }
    }
    setAt(undefined)
    setRefused(bad)
    setDone([...done, ...written.map(({ id, number }) => ({ id, number }))])
    const rest = rows.filter(r => !written.some(w => w.key === r.key))
    setRows(rest.some(r => !isFilled(system, r)) ? rest : [...rest, ...blanks(rest.length ? 1 : rowsAtFirst)])
    if (written.length) {
      void recordsChanged()
    }
  }
  const sideRow = side === undefined ? undefined : rows[side]
  return (
    <div className="entry">
      <p className="sm mut how">
        可以从电子表格整片粘贴，第一行是栏目名称的，按名称对应。<kbd>Enter</kbd> 到下一行，<kbd>Ctrl</kbd> <kbd>D</kbd>{' '}
        照抄上一行的这一格。
      </p>
      {done.length ? (
        <div className="sm done" role="status">
          <Glyph of="in" />
          <p>
            已登记 {done.length} {system.unit}：
            {done.map((d, i) => (
              <span key={d.id}>
                {i ? '、' : ''}
                <Link to="/record/$id" params={{ id: d.id }} search={{}}>
                  <span className="nb">{d.number}</span>
                </Link>
              </span>
            ))}
          </p>
        </div>
      ) : null}
      {unread.length ? (
        <div className="note" role="alert">
          <b>
            <Glyph of="no" />有 {unread.length} 格没有认出，已留空
          </b>
          {unread.slice(0, 8).map(u => (
            <p key={`${u.row}${u.name}`}>
              第{u.row}行“{u.name}”：{u.text}
            </p>
          ))}
        </div>
      ) : null}
      <ScrollRegion className="sheet gridw" name="成批登记">
        {/* Keys and pasting belong to the whole sheet. */}
        <table className="tbl entrygrid" ref={sheet} onKeyDown={onKey} onPaste={onPaste}>
          <caption className="vh">
            {system.name}成批登记，每行一{system.unit}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="rown">
                <span className="vh">行</span>
              </th>
              {shown.map(c => (
                <th scope="col" key={c.code} className={c.field.kind}>
                  {c.field.name}
                  {c.field.unit ? `（${c.field.unit}）` : c.field.kind === 'money' ? '（元）' : ''}
                  {c.field.optional ? <span className="mut">　选填</span> : null}
                </th>
              ))}
              <th scope="col" className="state">
                核对
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <Row
                key={row.key}
                system={system}
                row={row}
                n={n}
                shown={shown}
                organs={organNames}
                refused={refused[row.key] ?? []}
                twin={twinOf(system, rows, n)}
                put={next => put(n, next)}
                side={() => setSide(n)}
                drop={() => setRows(rows.length > 1 ? rows.filter((_, i) => i !== n) : [blank()])}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="foot">
        <div>
          {at === undefined ? (
            <button
              className={`btn ${filled.length ? 'pri' : 'off'}`}
              type="button"
              aria-disabled={!filled.length}
              onClick={() => filled.length && void run()}
            >
              {system.open.name} {filled.length || ''} {filled.length ? system.unit : ''}
            </button>
          ) : (
            <>
              <progress value={at} max={filled.length} aria-label="登记进度" />
              <span role="status">
                第 {at + 1} {system.unit}，共 {filled.length} {system.unit}
              </span>
              <button className="btn s" type="button" onClick={() => (stop.current = true)}>
                停止
              </button>
            </>
          )}
        </div>
        <div className="listtools">
          <span>没有登记的行存在这台电脑的浏览器里</span>
          <ColumnChoice
            all={all.filter(c => c.code !== dayColumn).map(c => ({ code: c.code, name: c.field.name }))}
            shown={shownCodes}
            change={change}
          />
          <button className="btn s" type="button" onClick={() => setRows([...rows, ...blanks(10)])}>
            再加十行
          </button>
        </div>
      </div>
      {sideRow ? (
        <RowForm
          system={system}
          row={sideRow}
          n={side ?? 0}
          today={me.today}
          put={next => put(side ?? 0, next)}
          close={() => setSide(undefined)}
        />
      ) : null}
    </div>
  )
}

/** Row and column of the cell that an event came from. */
function placeOf(target: EventTarget): { row: number; code: string } | undefined {
  const [row, code] =
    (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]')?.dataset.cell : undefined)?.split(
      ' ',
    ) ?? []
  return row && code ? { row: Number(row), code } : undefined
}

/** An earlier row that says the same: probably pasted twice. */
function twinOf(system: SystemInfo, rows: readonly EntryRow[], n: number): number | undefined {
  const row = rows[n]
  if (!row || !isFilled(system, row)) return undefined
  const own = JSON.stringify(requestOf(system, row))
  const i = rows.findIndex(r => JSON.stringify(requestOf(system, r)) === own)
  return i < n ? i : undefined
}

function Row({
  system,
  row,
  n,
  shown,
  organs,
  refused,
  twin,
  put,
  side,
  drop,
}: {
  system: SystemInfo
  row: EntryRow
  n: number
  shown: readonly EntryColumn[]
  organs: Names
  refused: readonly Refusal[]
  twin: number | undefined
  put: (row: EntryRow) => void
  side: () => void
  drop: () => void
}) {
  const filled = isFilled(system, row)
  const rested = useRested(row)
  const check = useQuery({
    queryKey: ['check-open', JSON.stringify(requestOf(system, rested))],
    queryFn: () => post<Check>('/records/check', requestOf(system, rested)),
    enabled: isFilled(system, rested) && rested.on !== '',
    placeholderData: p => p,
    retry: false,
  })
  const refusals: readonly Refusal[] = check.error ? refusalsOf(check.error) : (check.data?.refusals ?? [])
  const missing = refusals.filter(r => isMissing(r, row))
  // What is still empty is only counted; what was entered wrong is told, and everything after a try.
  const told = refused.length ? refused : refusals.filter(r => !missing.includes(r))
  const wrongAt = (code: string) =>
    told.some(r => r.path === (code === dayColumn ? 'on' : `values.${code}`)) ||
    (code === dayColumn && filled && row.on === '' && refused.length > 0)
  const hints: readonly (Refusal & { readonly light?: true })[] = [
    ...told,
    ...(check.data?.warnings ?? []).map(w => ({ ...w, light: true as const })),
    ...(twin === undefined ? [] : [{ message: `与第${twin + 1}行完全相同，请核对是否重复。`, light: true as const }]),
  ]
  const beside = Object.keys(system.fields).filter(
    code =>
      row.values[code] !== undefined &&
      !shown.some(c => c.code === code) &&
      row.values[code] !== system.fields[code]?.initial,
  ).length
  const more = Object.keys(system.fields).length > shown.length - 1
  return (
    <>
      <tr className={hints.length ? 'told' : undefined}>
        <th scope="row" className="rown">
          {n + 1}
        </th>
        {shown.map(c => (
          <td key={c.code} data-cell={`${n} ${c.code}`} className={wrongAt(c.code) ? 'bad' : undefined}>
            <EntryCell
              field={c.field}
              value={cellOf(row, c.code)}
              change={v => put(withCell(row, c.code, v))}
              label={`第${n + 1}行，${c.field.name}`}
              wrong={wrongAt(c.code)}
              organs={organs}
            />
          </td>
        ))}
        <td className="state">
          <span>
            {filled ? (
              <State
                on={row.on}
                day={system.open.dateName}
                checked={!check.isPending}
                left={refusals.length}
                wrong={told.length > 0}
              />
            ) : null}
          </span>
          {more && filled ? (
            <button className="link" type="button" onClick={side} aria-label={`第${n + 1}行，其他栏目`}>
              其他{beside ? ` ${beside}` : ''}
            </button>
          ) : null}
          {filled ? (
            <button className="link" type="button" onClick={drop} aria-label={`删去第${n + 1}行`}>
              删去
            </button>
          ) : null}
        </td>
      </tr>
      {hints.length ? (
        <tr className="hints">
          <td />
          <td colSpan={shown.length + 1}>
            {hints.map(h => (
              <p className={h.light ? 'amber' : 'seal'} key={h.message}>
                <Glyph of={h.light ? 'warn' : 'no'} />
                <span>
                  <Words>{h.message}</Words>
                  {h.article ? <cite>{h.article}</cite> : null}
                </span>
              </p>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** The row after typing has rested for a moment. */
function useRested(value: EntryRow): EntryRow {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), 300)
    return () => window.clearTimeout(timer)
  }, [value])
  return rested
}

const isMissing = (r: Refusal, row: EntryRow) =>
  r.path?.startsWith('values.') === true && row.values[r.path.slice(7)] === undefined

function State({
  on,
  day,
  checked,
  left,
  wrong,
}: {
  on: string
  day: string
  checked: boolean
  left: number
  wrong: boolean
}) {
  if (on === '') return <span className="mut">还缺{day}</span>
  if (!checked) return <span className="mut">核对中</span>
  if (wrong)
    return (
      <span className="ck over">
        <Glyph of="no" />
        不能登记
      </span>
    )
  return left ? (
    <span className="mut">还差 {left} 项</span>
  ) : (
    <span className="ck in">
      <Glyph of="in" />
      可登记
    </span>
  )
}

/** Every field of one row, those without a column too. */
function RowForm({
  system,
  row,
  n,
  today,
  put,
  close,
}: {
  system: SystemInfo
  row: EntryRow
  n: number
  today: string
  put: (row: EntryRow) => void
  close: () => void
}) {
  const dialog = useModal()
  return (
    <dialog ref={dialog} className="keys rowform" aria-labelledby="row-t" onClose={close}>
      <h2 id="row-t">第 {n + 1} 行</h2>
      <FieldGrid
        fields={system.fields}
        values={row.values}
        on={row.on || today}
        wrong={[]}
        change={(code, v) => put(withCell(row, code, v))}
      />
      <form method="dialog">
        <button className="btn pri" type="submit">
          完成
        </button>
      </form>
    </dialog>
  )
}
