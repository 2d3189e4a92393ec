import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useDeferredValue, useRef, useState } from 'react'
import type { Check, OpenRequest } from '#api/contract.ts'
import type { Field } from '#kernel/field.ts'
import { command, newKey, Offline, post, queries } from '../api.ts'
import { type SystemInfo, takesBatches, useMe, useSystem, useSystems, useTitle } from '../hooks.ts'
import { clean, initialValues } from '../parts/action-form.tsx'
import { type Entered, FieldInput } from '../parts/fields.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading, refusalsOf } from '../parts/refusals.tsx'
import './batch.css'

type Row = {
  readonly key: string
  readonly on: string
  readonly values: Entered
  /** The record that came of it. */
  readonly id?: string
  readonly refused?: readonly { readonly message: string }[]
}

/** 成批登记: one row a record, each checked while typed and written by itself. */
export function BatchPage() {
  const { system: code = '' } = useParams({ strict: false }) as { system?: string }
  const systems = useSystems()
  const system = useSystem(code)
  useTitle(system ? `${system.name}成批登记` : undefined)
  if (systems.error) return <ErrorNote error={systems.error} />
  if (systems.isPending) return <Loading rows={6} />
  if (!system || !takesBatches(system))
    return <Empty title="这类事项不能成批登记">请从清单中逐件登记，或者导入历史台账。</Empty>
  return <Grid key={code} system={system} />
}

function Grid({ system }: { system: SystemInfo }) {
  const me = useMe()
  const fresh = (): Row => ({ key: newKey(), on: me.today, values: initialValues(system.fields) })
  const [rows, setRows] = useState<readonly Row[]>(() => [fresh(), fresh(), fresh()])
  const stop = useRef(false)
  // What must be entered stands first.
  const fields = Object.entries(system.fields).toSorted(
    ([, a], [, b]) => Number(a.optional ?? false) - Number(b.optional ?? false),
  )
  const set = (key: string, change: Partial<Row>) =>
    setRows(now => now.map(r => (r.key === key ? { ...r, ...change } : r)))
  const open = rows.filter(r => !r.id)
  const begun = open.filter(r => isBegun(system, r))
  const send = useMutation({
    mutationFn: async () => {
      stop.current = false
      for (const row of begun) {
        if (stop.current) return
        try {
          // The key of a row stays: a row that was written before the network broke is not written again.
          const { id } = await command<{ id: string }>('/records', requestOf(system, row), row.key)
          set(row.key, { id, refused: [] })
        } catch (error) {
          if (error instanceof Offline) throw error
          // A refused row was not written; corrected, it is another request.
          set(row.key, { key: newKey(), refused: refusalsOf(error) })
        }
      }
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['list'] })
      void queries.invalidateQueries({ queryKey: ['systems'] })
    },
  })
  const done = rows.length - open.length
  return (
    <>
      <header className="fh">
        <p className="sm mut crumbs">
          <Link to="/list/$system" params={{ system: system.code }} search={{}}>
            {system.name}
          </Link>
          <span>成批登记</span>
        </p>
        <h1 className="pg">{system.name}成批登记</h1>
        <p className="mut">一行一{system.unit}，边填边核对，各行分别登记。空行不计。照片等附件在登记之后添加。</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="batch sheet" tabIndex={0} role="region" aria-label="成批登记表">
        <table className="tbl">
          <caption className="vh">{system.name}成批登记</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">行</span>
              </th>
              <th scope="col">{system.open.dateName}</th>
              {fields.map(([code, f]) => (
                <th scope="col" key={code} title={f.help}>
                  {f.name}
                  {f.optional ? <span className="mut">（选填）</span> : null}
                </th>
              ))}
              <th scope="col">
                <span className="vh">结果</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <GridRow
                key={`${i}`}
                n={i + 1}
                system={system}
                fields={fields}
                row={row}
                change={c => set(row.key, c)}
                remove={() => setRows(rows.filter(r => r.key !== row.key))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="submit">
        <button
          className={begun.length ? 'btn pri' : 'btn off'}
          type="button"
          aria-disabled={!begun.length || send.isPending}
          onClick={() => begun.length && !send.isPending && send.mutate()}
        >
          {send.isPending ? '正在登记' : `登记 ${begun.length} ${system.unit}`}
        </button>
        {send.isPending ? (
          <button className="btn" type="button" onClick={() => (stop.current = true)}>
            停止
          </button>
        ) : (
          <>
            <button className="btn" type="button" onClick={() => setRows([...rows, fresh()])}>
              加一行
            </button>
            <button
              className="btn"
              type="button"
              onClick={() => {
                const last = rows.at(-1)
                setRows([...rows, last ? { key: newKey(), on: last.on, values: last.values } : fresh()])
              }}
            >
              照上一行加一行
            </button>
          </>
        )}
        <p className="sm mut" role="status">
          {done ? `已登记 ${done} ${system.unit}。` : ''}
          {send.error instanceof Offline ? <span className="seal">{send.error.message}</span> : null}
        </p>
      </div>
    </>
  )
}

const requestOf = (system: SystemInfo, row: Row): OpenRequest => ({
  system: system.code,
  on: row.on,
  values: clean(row.values),
})

/** Whether a person entered something: what stands there from the beginning does not count. */
const isBegun = (system: SystemInfo, row: Row): boolean => {
  const initial = initialValues(system.fields)
  return Object.entries(clean(row.values)).some(([code, v]) => JSON.stringify(v) !== JSON.stringify(initial[code]))
}

function GridRow({
  n,
  system,
  fields,
  row,
  change,
  remove,
}: {
  n: number
  system: SystemInfo
  fields: readonly (readonly [string, Field])[]
  row: Row
  change: (change: Partial<Row>) => void
  remove: () => void
}) {
  const me = useMe()
  const begun = isBegun(system, row)
  const looked = useDeferredValue(JSON.stringify(requestOf(system, row)))
  const check = useQuery({
    queryKey: ['check-open', looked],
    queryFn: () => post<Check>('/records/check', JSON.parse(looked)),
    enabled: begun && !row.id,
    placeholderData: p => p,
    retry: false,
  })
  const refusals = begun && !row.id ? (check.data?.refusals ?? []) : []
  const at = (code: string) => refusals.find(r => r.path === `values.${code}`)
  // An empty cell is not yet wrong; what it wants is told when the row is sent.
  const shown = (code: string) =>
    row.values[code] === undefined && !row.refused?.length ? undefined : at(code)?.message
  const others = [
    ...refusals.filter(r => !r.path?.startsWith('values.')),
    ...(row.refused ?? []).filter(r => !refusals.some(x => x.message === r.message)),
  ]
  const missing = refusals.filter(r => r.path?.startsWith('values.')).length
  if (row.id)
    return (
      <tr className="done">
        <td className="no">{n}</td>
        <td>{row.on}</td>
        <td colSpan={fields.length}>
          {fields
            .flatMap(([code, f]) => (f.kind === 'text' && row.values[code] ? [String(row.values[code])] : []))
            .join('　')}
        </td>
        <td className="rowend">
          <Link to="/record/$id" params={{ id: row.id }} search={{}}>
            已登记，查看
          </Link>
        </td>
      </tr>
    )
  return (
    <>
      <tr>
        <td className="no">{n}</td>
        <td>
          <div className="fld">
            <label htmlFor={`${row.key}on`}>{system.open.dateName}</label>
            <input
              id={`${row.key}on`}
              className="fi"
              type="date"
              value={row.on}
              max={me.today}
              onChange={e => change({ on: e.target.value })}
            />
          </div>
        </td>
        {fields.map(([code, field]) => (
          <td key={code} className={field.kind === 'longText' || field.kind === 'text' ? 'wide' : undefined}>
            <FieldInput
              field={field}
              value={row.values[code]}
              wrong={shown(code)}
              carried={false}
              on={row.on}
              change={v => change({ values: { ...row.values, [code]: v } })}
            />
          </td>
        ))}
        <td className="rowend">
          {begun ? (
            missing ? (
              <span className="mut">还差 {missing} 项</span>
            ) : check.data && !others.length ? (
              <span className="ck in">
                <Glyph of="in" />
                齐备
              </span>
            ) : null
          ) : null}
          {'　'}
          <button className="link" type="button" aria-label={`删去第 ${n} 行`} onClick={remove}>
            删去
          </button>
        </td>
      </tr>
      {others.length ? (
        <tr className="rowwrong">
          <td />
          <td colSpan={fields.length + 2}>
            {others.map(r => (
              <p className="msg bad" key={r.message}>
                <Glyph of="no" />
                <span>{r.message}</span>
              </p>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  )
}
