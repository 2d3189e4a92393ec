import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Check, OpenRequest, Prefill } from '#api/contract.ts'
import type { Party } from '#kernel/field.ts'
import { command, get, newKey, Offline, post, recordsChanged } from '../api.ts'
import { type SystemInfo, useMe, useSystem, useTitle } from '../hooks.ts'
import { clean, initialValues } from '../parts/action-form.tsx'
import { ClockWords } from '../parts/clock.tsx'
import { draftKey, forgetDraft, keepDraft, readDraft } from '../parts/drafts.ts'
import { type Entered, FieldGrid, PartyForm } from '../parts/fields.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading, RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { Words } from '../parts/words.tsx'
import { DateInput } from '../parts/date-input.tsx'

/** 登记: form from the declaration, checked by the server while typed; what came from another record is marked. */
export function OpenPage() {
  const { system: code = '' } = useParams({ strict: false }) as { system?: string }
  const { from, link, ...given } = useSearch({ strict: false }) as Record<string, string | undefined>
  const system = useSystem(code)
  const carried = useQuery({
    queryKey: ['prefill', from, link],
    queryFn: () => get<Prefill>(`/records/prefill?record=${from}&link=${link}`),
    enabled: from !== undefined && link !== undefined,
  })
  useTitle(system ? `${system.name}登记` : undefined)
  if (!system || (from && carried.isPending)) return <Loading rows={8} />
  if (carried.error) return <ErrorNote error={carried.error} />
  if (!system.mayOpen)
    return (
      <Empty title={`您的岗位不登记${system.name}`}>
        由{system.open.name}的岗位登记；已登记的可在
        <Link to="/list/$system" params={{ system: code }} search={{}}>
          清单
        </Link>
        中查看。
      </Empty>
    )
  return (
    <Form
      key={code}
      system={system}
      given={given}
      carried={from && link && carried.data ? { ...carried.data, record: from, link } : undefined}
    />
  )
}

type Carried = Prefill & { readonly record: string; readonly link: string }

function Form({
  system,
  given,
  carried,
}: {
  system: SystemInfo
  given: Readonly<Record<string, string | undefined>>
  carried: Carried | undefined
}) {
  const me = useMe()
  const navigate = useNavigate()
  const saved = useRef(draftKey(system.code, me.person.id))
  const draft = carried ? undefined : readDraft(saved.current)
  const [on, setOn] = useState(draft?.on ?? me.today)
  const [values, setValues] = useState<Entered>(
    // What the address gives for a field of this system stands before a draft: the person came here with a purpose.
    { ...(draft?.values ?? { ...initialValues(system.fields), ...carried?.values }), ...fieldsIn(system, given) },
  )
  const [parties, setParties] = useState<readonly Party[]>(
    () => draft?.parties ?? [...(carried?.parties ?? []), ...required(system, carried?.parties)],
  )
  const [savedAt, setSavedAt] = useState(draft?.savedAt)
  const [tried, setTried] = useState(false)
  const key = useRef(newKey())
  const request: OpenRequest = {
    system: system.code,
    on,
    values: clean(values),
    parties: parties.filter(p => p.name.trim() || p.number),
    ...(carried ? { from: { record: carried.record, link: carried.link } } : {}),
  }
  const looked = useDeferredValue(JSON.stringify(request))
  const check = useQuery({
    queryKey: ['check-open', looked],
    queryFn: () => post<Check>('/records/check', JSON.parse(looked)),
    placeholderData: p => p,
    retry: false,
  })
  const send = useMutation({
    mutationFn: () => command<{ id: string }>('/records', request, key.current),
    retry: (n, error) => error instanceof Offline && n < 3,
    retryDelay: n => 1000 * 2 ** n,
    onError: error => {
      if (!(error instanceof Offline)) key.current = newKey()
    },
    onSuccess: ({ id }) => {
      forgetDraft(saved.current)
      void recordsChanged()
      void navigate({ to: '/record/$id', params: { id }, search: {} })
    },
  })
  // The draft saves itself a moment after the last key.
  useEffect(() => {
    if (carried) return
    const timer = window.setTimeout(() => {
      const now = new Date().toTimeString().slice(0, 5)
      keepDraft(saved.current, { on, values, parties, savedAt: now })
      setSavedAt(now)
    }, 800)
    return () => window.clearTimeout(timer)
  }, [on, values, parties, carried])

  const refusals = check.data?.refusals ?? []
  // While the form is being filled in only what was entered is called wrong; after the first try everything is.
  const indexOf = partyIndexes(parties)
  const wrong = refusals
    .map(r => ({ ...r, path: indexOf(r.path) }))
    .filter(
      r =>
        tried ||
        (r.path?.startsWith('values.')
          ? values[r.path.slice(7)] !== undefined
          : /^parties\.\d/.test(r.path ?? '') && !r.path?.endsWith('.name')),
    )
  const guards = refusals.filter(r => r.code === 'guard' || r.path === 'on' || !r.path)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setTried(true)
    if (refusals.length === 0 && !check.isFetching && !send.isPending) send.mutate()
  }
  const sections = [...(Object.keys(system.parties).length ? ['当事人'] : []), '登记内容']
  const numerals = ['一', '二', '三', '四']
  return (
    <>
      <header className="fh">
        <p className="sm mut crumbs">
          <Link to="/list/$system" params={{ system: system.code }} search={{}}>
            {system.name}
          </Link>
          <span>新登记</span>
          <span>{system.groupName}</span>
        </p>
        <h1 className="pg">
          {system.name}·{system.open.name}
        </h1>
        {carried ? (
          <p className="mut">
            由
            <Link to="/record/$id" params={{ id: carried.record }} search={{}}>
              {carried.from.number}
            </Link>
            转来，带入 {Object.keys(carried.values).length + carried.parties.length} 项，标“带入”的不必再填。
          </p>
        ) : (
          <p className="mut">{system.about}</p>
        )}
      </header>
      <div className="fgrid">
        <form className="ff" aria-label={`${system.name}登记`} onSubmit={submit} noValidate>
          {Object.keys(system.parties).length ? (
            <section>
              <h2>
                <span>{numerals[0]}</span>当事人
              </h2>
              <PartyForm roles={system.parties} parties={parties} change={setParties} wrong={wrong} />
            </section>
          ) : null}
          <section>
            <h2>
              <span>{numerals[sections.length - 1]}</span>登记内容
            </h2>
            <div className="grid" style={{ marginBottom: 16 }}>
              <div className="fld">
                <label htmlFor="on">{system.open.dateName}</label>
                <DateInput id="on" value={on} max={me.today} change={day => setOn(day ?? '')} required />
              </div>
            </div>
            <FieldGrid
              fields={system.fields}
              values={values}
              change={(c, v) => setValues({ ...values, [c]: v })}
              wrong={wrong}
              carried={carried ? Object.keys(carried.values) : []}
              on={on}
            />
          </section>
          <RefusalNote refusals={refusalsOf(send.error)} title="没有登记" />
          <div className="submit">
            <button
              className={`btn ${refusals.length ? 'off' : 'pri'}`}
              type="submit"
              aria-disabled={refusals.length > 0 || send.isPending}
              aria-describedby="why"
            >
              {send.isPending ? '正在提交' : system.open.name}
            </button>
            <button
              className="btn"
              type="button"
              onClick={() => {
                forgetDraft(saved.current)
                setValues(initialValues(system.fields))
                setParties(required(system))
                setOn(me.today)
                setTried(false)
              }}
            >
              清空
            </button>
            <p className="sm mut" id="why">
              {refusals.length ? <span className={tried ? 'seal' : ''}>还差{refusals.length}项。</span> : null}
              {savedAt ? `　${savedAt} 已自动存稿` : ''}
            </p>
          </div>
        </form>
        <aside className="fa" aria-label="登记前核对">
          <div className="sec">
            <h2>
              登记前核对<span>{refusals.length ? `还差${refusals.length}项` : '已齐备'}</span>
            </h2>
          </div>
          <ul className="checks">
            {guards.map(r => (
              <li className="fail" key={r.message}>
                <Glyph of="no" />
                <div>
                  <p>
                    <Words>{r.message}</Words>
                    {r.article ? <cite>{r.article}</cite> : null}
                  </p>
                </div>
              </li>
            ))}
            {(check.data?.warnings ?? []).map(w => (
              <li className="hint" key={w.message}>
                <Glyph of="warn" />
                <div>
                  <p>
                    <Words>{w.message}</Words>
                    {w.article ? <cite>{w.article}</cite> : null}
                  </p>
                </div>
              </li>
            ))}
            {(check.data?.duplicates ?? []).map(d => (
              <li className="hint" key={d.id}>
                <Glyph of="warn" />
                <div>
                  <b>可能重复</b>
                  <p>
                    同一当事人有未结的
                    <Link to="/record/$id" params={{ id: d.id }} search={{}}>
                      {d.number}
                    </Link>
                    （{d.stageName}）：{d.title}
                  </p>
                </div>
              </li>
            ))}
            {refusals
              .filter(r => !guards.includes(r))
              .slice(0, tried ? 20 : shownAtFirst)
              .map(r => (
                <li className={tried ? 'fail' : 'hint'} key={`${r.path}${r.message}`}>
                  <Glyph of={tried ? 'no' : 'ok'} />
                  <div>
                    <p>{r.message}</p>
                  </div>
                </li>
              ))}
            {!tried && refusals.length - guards.length > shownAtFirst ? (
              <li className="hint">
                <span />
                <p className="mut">还有{refusals.length - guards.length - shownAtFirst}项。</p>
              </li>
            ) : null}
            {refusals.length === 0 ? (
              <li className="pass">
                <Glyph of="in" />
                <div>
                  <b>必填内容齐备，法定条件具备</b>
                </div>
              </li>
            ) : null}
          </ul>
          {check.data?.clocks.length ? (
            <>
              <div className="sec mt">
                <h2>登记之后</h2>
              </div>
              <dl className="kv clk2" style={{ gridTemplateColumns: '1fr auto' }}>
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
            </>
          ) : null}
        </aside>
      </div>
    </>
  )
}

/** What is still missing, before the first try. */
const shownAtFirst = 8

const fieldsIn = (system: SystemInfo, given: Readonly<Record<string, string | undefined>>): Entered =>
  Object.fromEntries(Object.entries(given).filter(([code, v]) => v !== undefined && system.fields[code]))

/** Who must take part and is not there yet. */
const required = (system: SystemInfo, there: readonly Party[] = []): Party[] =>
  Object.entries(system.parties).flatMap(([role, r]) =>
    r.optional || there.some(p => p.role === role) ? [] : [{ role, kind: r.kinds[0] ?? 'person', name: '' }],
  )

/** The server counts only the parties that were sent; their places in the form may differ. */
function partyIndexes(parties: readonly Party[]): (path: string | undefined) => string {
  const sent = parties.flatMap((p, i) => (p.name.trim() || p.number ? [i] : []))
  return path => path?.replace(/^parties\.(\d+)/, (_, n: string) => `parties.${sent[Number(n)] ?? n}`) ?? ''
}
