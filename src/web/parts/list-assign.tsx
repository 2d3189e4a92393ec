import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { LookupOption, RecordRow } from '#api/contract.ts'
import { command, get, newKey, recordsChanged, Refused } from '../api.ts'
import { useMe } from '../hooks.ts'

type Outcome = { readonly done: number; readonly refused: readonly { readonly number: string; readonly why: string }[] }

/** 批量指派: one command for each record, so that each is logged, checked and refused by itself; may be stopped. */
export function AssignMany({ rows, close }: { rows: readonly RecordRow[]; close: () => void }) {
  const me = useMe()
  const id = useId()
  const [handler, setHandler] = useState('')
  const [at, setAt] = useState<number>()
  const [outcome, setOutcome] = useState<Outcome>()
  const stop = useRef(false)
  // A second try of the same record sends the same key: what was done is not done again.
  const keys = useRef(new Map<string, string>())
  const people = useQuery({
    queryKey: ['lookup', '/lookup/persons'],
    queryFn: () => get<LookupOption[]>('/lookup/persons'),
  })
  const keyFor = (record: string) => {
    const name = `${record} ${handler}`
    const key = keys.current.get(name) ?? newKey()
    keys.current.set(name, key)
    return key
  }
  const run = async () => {
    stop.current = false
    const refused: { number: string; why: string }[] = []
    let done = 0
    for (const [i, row] of rows.entries()) {
      if (stop.current) break
      setAt(i)
      try {
        await command(`/records/${row.id}/actions`, { action: 'assign', on: me.today, handler }, keyFor(row.id))
        done++
      } catch (error) {
        refused.push({ number: row.number, why: error instanceof Error ? error.message : '没有办成' })
        if (!(error instanceof Refused)) break
      }
    }
    setAt(undefined)
    setOutcome({ done, refused })
    void recordsChanged()
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (handler && at === undefined) void run()
  }
  return (
    <form className="assign" onSubmit={submit} aria-label="批量指派承办人">
      <label htmlFor={id}>将所选 {rows.length} 件指派给</label>
      <select id={id} className="fi" value={handler} onChange={e => setHandler(e.target.value)}>
        <option value="">请选择承办人</option>
        {people.data?.map(p => (
          <option key={p.value} value={p.value}>
            {p.label}
          </option>
        ))}
      </select>
      {at === undefined ? (
        <>
          <button className={`btn s ${handler ? 'pri' : 'off'}`} type="submit" aria-disabled={!handler}>
            指派
          </button>
          <button className="btn s" type="button" onClick={close}>
            收起
          </button>
        </>
      ) : (
        <>
          <progress value={at} max={rows.length} aria-label="指派进度" />
          <span className="sm mut" role="status">
            第 {at + 1} 件，共 {rows.length} 件
          </span>
          <button className="btn s" type="button" onClick={() => (stop.current = true)}>
            停止
          </button>
        </>
      )}
      {outcome ? (
        <div className="sm" role="status">
          已指派 {outcome.done} 件{outcome.refused.length ? `，${outcome.refused.length} 件没有办成：` : '。'}
          {outcome.refused.map(r => (
            <p key={r.number} className="seal">
              <span className="nb">{r.number}</span>　{r.why}
            </p>
          ))}
        </div>
      ) : null}
    </form>
  )
}
