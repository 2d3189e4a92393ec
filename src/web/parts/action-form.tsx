import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useDeferredValue, useId, useRef, useState } from 'react'
import type { ActRequest, Check, LookupOption, RecordView } from '#api/contract.ts'
import { commonActions, isCommonAction } from '#kernel/evolve.ts'
import type { Fields, Value } from '#kernel/field.ts'
import { command, get, newKey, Offline, post, Refused } from '../api.ts'
import { useMe, useSystem } from '../hooks.ts'
import { ClockWords } from './clock.tsx'
import { Drawer } from './drawer.tsx'
import { type Entered, FieldGrid } from './fields.tsx'
import { Glyph } from './icons.tsx'
import { RefusalNote, refusalsOf } from './refusals.tsx'
import { Words } from './words.tsx'
import { DateInput } from './date-input.tsx'

export type ActionTarget =
  | { readonly kind: 'action'; readonly action: string; readonly on?: string }
  | { readonly kind: 'common'; readonly action: 'correct' | 'void' | 'assign' | 'note' | 'attach' }

type Props = { view: RecordView; target: ActionTarget; close: () => void; done: () => void }

/** The form of an action at the side of the record: the fields of the declaration, checked by the server while typed. */
export function ActionForm(props: Props) {
  const { target, close } = props
  return (
    <Drawer heading="af-t" close={close}>
      {target.kind === 'action' ? (
        <Act {...props} action={target.action} day={target.on} />
      ) : (
        <Common {...props} action={target.action} />
      )}
    </Drawer>
  )
}

/** Sends a command; the key stays for every try, so that a retry after a network break changes nothing twice. */
export function useCommand(record: string, done: () => void) {
  const key = useRef(newKey())
  return useMutation({
    mutationFn: (request: ActRequest) => command(`/records/${record}/actions`, request, key.current),
    onSuccess: done,
    onError: error => {
      if (!(error instanceof Offline)) key.current = newKey()
    },
    retry: (n, error) => error instanceof Offline && n < 3,
    retryDelay: n => 1000 * 2 ** n,
  })
}

export function Footer({
  name,
  pending,
  close,
  disabled = false,
  why,
}: {
  name: string
  pending: boolean
  close: () => void
  disabled?: boolean
  why?: string | undefined
}) {
  return (
    <div className="submit">
      <button
        className={`btn ${disabled ? 'off' : 'pri'}`}
        type="submit"
        aria-disabled={disabled || pending}
        aria-describedby={why ? 'af-why' : undefined}
      >
        {pending ? '正在提交' : name}
      </button>
      <button className="btn" type="button" onClick={close}>
        取消
      </button>
      {why ? (
        <p className="sm seal" id="af-why">
          {why}
        </p>
      ) : null}
    </div>
  )
}

function Act({ view, action, day, close, done }: Props & { action: string; day: string | undefined }) {
  const me = useMe()
  const system = useSystem(view.system)
  const declared = system?.actions[action]
  const [on, setOn] = useState(day ?? me.today)
  const [values, setValues] = useState<Entered>(() => initialValues(declared?.asks ?? {}))
  const [confirmed, setConfirmed] = useState(false)
  const [tried, setTried] = useState(false)
  const send = useCommand(view.id, done)
  const request: ActRequest = { action, on, values: clean(values), expect: view.seq }
  const looked = useDeferredValue(JSON.stringify(request))
  const check = useQuery({
    queryKey: ['check', view.id, looked],
    queryFn: () => post<Check>(`/records/${view.id}/check`, JSON.parse(looked)),
    placeholderData: p => p,
    retry: false,
  })
  const refusals = check.data?.refusals ?? []
  const inFields = refusals.filter(r => r.path?.startsWith('values.'))
  const others = refusals.filter(r => !r.path?.startsWith('values.'))
  const stale = send.error instanceof Refused && send.error.problem.code === 'stale'
  const id = useId()
  if (!declared) return <p>没有这个动作。</p>
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setTried(true)
    if (!refusals.length && !send.isPending && (!declared.confirm || confirmed)) send.mutate(request)
  }
  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <p className="sm mut">{view.number}</p>
      <h2 id="af-t">{declared.name}</h2>
      {declared.article ? <p className="sm mut">依据{declared.article}</p> : null}
      <div className="body">
        <div className="grid">
          <div className="fld">
            <label htmlFor={id}>{declared.name}日期</label>
            <DateInput id={id} value={on} max={me.today} change={day => setOn(day ?? '')} required />
          </div>
        </div>
        {Object.keys(declared.asks).length ? (
          <FieldGrid
            fields={declared.asks}
            values={values}
            on={on}
            change={(code, v) => setValues({ ...values, [code]: v })}
            wrong={inFields.filter(w => tried || values[w.path?.slice(7) ?? ''] !== undefined)}
          />
        ) : null}
        {others.length ? <RefusalNote title="现在不能办理" refusals={others} /> : null}
        {(check.data?.warnings ?? []).map(w => (
          <p className="cons" key={w.message}>
            <Glyph of="warn" />
            <span>
              <Words>{w.message}</Words>
              {w.article ? <cite>{w.article}</cite> : null}
            </span>
          </p>
        ))}
        {check.data?.clocks.length ? (
          <div>
            <div className="sec">
              <h3>办理之后开始的期限</h3>
            </div>
            <dl className="kv" style={{ gridTemplateColumns: '1fr auto' }}>
              {check.data.clocks.map(c => (
                <div key={c.code} style={{ display: 'contents' }}>
                  <dt>
                    {c.name}
                    <cite>{c.article}</cite>
                  </dt>
                  <dd>
                    <ClockWords light={c.light} words={c.words} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ) : null}
        {declared.documents.length ? <p className="sm mut">将生成：{declared.documents.join('、')}</p> : null}
        {declared.confirm ? (
          <label className="sm">
            <input type="checkbox" checked={confirmed} onChange={e => setConfirmed(e.target.checked)} />　
            {declared.confirm}
          </label>
        ) : null}
        <RefusalNote refusals={refusalsOf(send.error)} title={stale ? '他人已先办理' : '没有办成'} />
        {stale && send.error instanceof Refused ? (
          <ul className="sm">
            {send.error.problem.changed?.map(c => (
              <li key={c.seq}>
                {c.by.name}：{c.actionName}（{c.on}）
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Footer
        name={declared.name}
        pending={send.isPending}
        close={close}
        disabled={refusals.length > 0 || (declared.confirm !== undefined && !confirmed)}
        why={refusals.length ? `还差${refusals.length}项` : undefined}
      />
    </form>
  )
}

export const initialValues = (fields: Fields): Entered =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([code, f]) => (f.initial === undefined ? [] : [[code, f.initial]])),
  )
export const clean = (values: Entered): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter((e): e is [string, Value] => e[1] !== undefined))

function Common({
  view,
  action,
  close,
  done,
}: Props & { action: Extract<ActionTarget, { kind: 'common' }>['action'] }) {
  const send = useCommand(view.id, done)
  const me = useMe()
  const [note, setNote] = useState('')
  const [handler, setHandler] = useState('')
  const people = useQuery({
    queryKey: ['lookup', '/lookup/persons'],
    queryFn: () => get<LookupOption[]>('/lookup/persons'),
    enabled: action === 'assign',
  })
  const id = useId()
  const name = commonActions[action]
  if (action === 'correct') return <Correct view={view} send={send} close={close} />
  const submit = (e: FormEvent) => {
    e.preventDefault()
    send.mutate({
      action,
      on: me.today,
      expect: view.seq,
      ...(note ? { note } : {}),
      ...(action === 'assign' && handler ? { handler } : {}),
    })
  }
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <p className="sm mut">{view.number}</p>
      <h2 id="af-t">{name}</h2>
      <div className="body">
        {action === 'assign' ? (
          <div className="fld">
            <label htmlFor={id}>承办人</label>
            <select id={id} className="fi" value={handler} onChange={e => setHandler(e.target.value)}>
              <option value="">请选择</option>
              {people.data?.map(p => (
                <option key={p.value} value={p.value}>
                  {p.label}
                </option>
              ))}
            </select>
          </div>
        ) : (
          <div className="fld">
            <label htmlFor={id}>{action === 'void' ? '作废的理由' : '备注'}</label>
            <textarea id={id} className="fi" rows={4} value={note} onChange={e => setNote(e.target.value)} />
            {action === 'void' ? (
              <p className="msg">
                <span>作废后不再计入任何数字，过程记录仍然保留，不能恢复。</span>
              </p>
            ) : null}
          </div>
        )}
        <RefusalNote refusals={refusalsOf(send.error)} />
      </div>
      <Footer
        name={name}
        pending={send.isPending}
        close={close}
        disabled={action === 'assign' ? !handler : !note.trim()}
      />
    </form>
  )
}

/** A correction: which step, its right date and values, and why. What was recorded before stays in the log. */
function Correct({ view, send, close }: { view: RecordView; send: ReturnType<typeof useCommand>; close: () => void }) {
  const me = useMe()
  const system = useSystem(view.system)
  const steps = view.history.filter(h => !isCommonAction(h.action) && h.supersededBy === undefined)
  const [seq, setSeq] = useState(steps.at(-1)?.seq ?? 1)
  const step = steps.find(s => s.seq === seq)
  const fields: Fields =
    step?.action === 'open' || step?.seq === 1
      ? (system?.fields ?? {})
      : (system?.actions[step?.action ?? '']?.asks ?? {})
  const [values, setValues] = useState<Entered>({})
  const [on, setOn] = useState('')
  const [reason, setReason] = useState('')
  const id = useId()
  const shown: Entered = { ...Object.fromEntries(Object.keys(fields).map(c => [c, view.values[c]])), ...values }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    send.mutate({
      action: 'correct',
      on: me.today,
      note: reason,
      expect: view.seq,
      values: clean(values),
      corrects: { seq, reason, ...(on && on !== step?.on ? { on } : {}) },
    })
  }
  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <p className="sm mut">{view.number}</p>
      <h2 id="af-t">更正</h2>
      <p className="sm mut">更正是新的一条记录，原来的内容仍然保留。</p>
      <div className="body">
        <div className="grid">
          <div className="fld">
            <label htmlFor={`${id}s`}>更正哪一步</label>
            <select
              id={`${id}s`}
              className="fi"
              value={seq}
              onChange={e => {
                setSeq(Number(e.target.value))
                setValues({})
                setOn('')
              }}
            >
              {steps.map(s => (
                <option key={s.seq} value={s.seq}>
                  {s.on}　{s.actionName}
                </option>
              ))}
            </select>
          </div>
          <div className="fld">
            <label htmlFor={`${id}d`}>日期</label>
            <DateInput id={`${id}d`} value={on || (step?.on ?? '')} max={me.today} change={day => setOn(day ?? '')} />
          </div>
        </div>
        <FieldGrid
          fields={fields}
          values={shown}
          on={step?.on ?? me.today}
          wrong={refusalsOf(send.error).flatMap(r =>
            'path' in r && r.path ? [{ path: String(r.path), message: r.message }] : [],
          )}
          change={(code, v) => setValues({ ...values, [code]: v })}
        />
        <div className="fld">
          <label htmlFor={`${id}r`}>更正的理由</label>
          <textarea id={`${id}r`} className="fi" rows={2} value={reason} onChange={e => setReason(e.target.value)} />
        </div>
        <RefusalNote refusals={refusalsOf(send.error)} />
      </div>
      <Footer name="更正" pending={send.isPending} close={close} disabled={!reason.trim()} />
    </form>
  )
}
