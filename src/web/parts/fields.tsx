import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useId, useState } from 'react'
import type { LookupOption, PartyLookup } from '#api/contract.ts'
import {
  type Field,
  type Fields,
  type Party,
  type PartyKind,
  type PartyRole,
  partyKinds,
  type Value,
} from '#kernel/field.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { get } from '../api.ts'
import { onLeave } from '../hooks.ts'
import { Glyph } from './icons.tsx'
import { DateInput } from './date-input.tsx'

/** What was entered so far: texts as typed; the submit turns them into values. */
export type Entered = Readonly<Record<string, Value | undefined>>

type Wrong = readonly Pick<Refusal, 'path' | 'message'>[]
const wrongAt = (wrong: Wrong, path: string) => wrong.find(w => w.path === path)?.message

/** A form made from the declaration's fields: labels above, two columns, one on a phone. */
export function FieldGrid({
  fields,
  values,
  change,
  wrong,
  carried = [],
  on,
}: {
  fields: Fields
  values: Entered
  change: (code: string, value: Value | undefined) => void
  wrong: Wrong
  /** Fields that came with the case. */
  carried?: readonly string[]
  /** The day of the act: register entries are looked up as of it. */
  on: string
}) {
  return (
    <div className="grid">
      {Object.entries(fields).map(([code, field]) => (
        <FieldInput
          key={code}
          field={field}
          value={values[code]}
          wrong={wrongAt(wrong, `values.${code}`)}
          carried={carried.includes(code)}
          on={on}
          change={v => change(code, v)}
        />
      ))}
    </div>
  )
}

const wide = (f: Field) =>
  f.kind === 'longText' ||
  (f.many === true && f.kind !== 'organ') ||
  (f.kind === 'choice' && Object.keys(f.options ?? {}).length > 12)

type InputProps = {
  field: Field
  value: Value | undefined
  change: (value: Value | undefined) => void
  wrong: string | undefined
  carried: boolean
  on: string
}

export function FieldInput(props: InputProps) {
  const { field, wrong, carried } = props
  const id = useId()
  const group = field.kind === 'boolean' || (field.kind === 'choice' && field.many)
  const label = (
    <>
      {field.name}
      {field.optional ? <span className="mut">（选填）</span> : null}
      {carried ? <span className="tag dai">带入</span> : null}
    </>
  )
  const described = wrong ? `${id}-m` : field.help ? `${id}-h` : undefined
  return (
    <div className={`fld${wide(field) ? ' w2' : ''}`}>
      {group ? (
        <span className="lb" id={`${id}-l`}>
          {label}
        </span>
      ) : (
        <label htmlFor={id}>{label}</label>
      )}
      <Control {...props} id={id} described={described} />
      {wrong ? (
        <p className="msg bad" id={`${id}-m`}>
          <Glyph of="no" />
          <span>{wrong}</span>
        </p>
      ) : field.help ? (
        <p className="msg" id={`${id}-h`}>
          <span>{field.help}</span>
        </p>
      ) : null}
    </div>
  )
}

function Control({
  field,
  value,
  change,
  wrong,
  carried,
  on,
  id,
  described,
}: InputProps & { id: string; described: string | undefined }) {
  const className = `fi${wrong ? ' bad' : ''}${carried ? ' got' : ''}`
  const common = {
    id,
    className,
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': described,
    required: !field.optional,
  }
  switch (field.kind) {
    case 'longText':
      return (
        <textarea
          {...common}
          rows={4}
          value={String(value ?? '')}
          onChange={e => change(e.target.value || undefined)}
        />
      )
    case 'date':
      return <DateInput {...common} handsOn value={String(value ?? '')} change={change} />
    case 'integer':
      return (
        <span className="unit">
          <input
            {...common}
            inputMode="numeric"
            value={value === undefined ? '' : String(value)}
            onChange={e => change(readInteger(e.target.value))}
          />
          {field.unit ? <i>{field.unit}</i> : null}
        </span>
      )
    case 'money':
      return <MoneyInput common={common} value={typeof value === 'number' ? value : undefined} change={change} />
    case 'boolean':
      return (
        <div className="seg" role="radiogroup" aria-labelledby={`${id}-l`} aria-describedby={described}>
          {(
            [
              [true, '是'],
              [false, '否'],
            ] as const
          ).map(([v, name]) => (
            <label key={name}>
              <input type="radio" name={id} checked={value === v} onChange={() => change(v)} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      )
    case 'choice':
      return field.many ? (
        <div className="ticks" role="group" aria-labelledby={`${id}-l`} aria-describedby={described}>
          {Object.entries(field.options ?? {}).map(([code, name]) => {
            const held = Array.isArray(value) ? (value as readonly string[]) : []
            return (
              <label key={code}>
                <input
                  type="checkbox"
                  checked={held.includes(code)}
                  onChange={e => change(e.target.checked ? [...held, code] : held.filter(h => h !== code))}
                />
                <span>{name}</span>
              </label>
            )
          })}
        </div>
      ) : (
        <select {...common} value={String(value ?? '')} onChange={e => change(e.target.value || undefined)}>
          <option value="">请选择</option>
          {Object.entries(field.options ?? {}).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )
    case 'organ':
    case 'person':
    case 'entry':
    case 'record':
      return (
        <Lookup
          field={field}
          value={value}
          change={change}
          id={id}
          className={className}
          described={described}
          on={on}
        />
      )
    default:
      return (
        <input
          {...common}
          className={`${className}${field.kind === 'text' ? '' : ' mono'}`}
          value={String(value ?? '')}
          onChange={e => change(e.target.value || undefined)}
        />
      )
  }
}

/** Digits become a number; anything else stays as typed, for the server to refuse in words. */
const readInteger = (typed: string): Value | undefined =>
  typed === '' ? undefined : /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed

/** 元 with at most two decimals; kept in 分. */
function MoneyInput({
  common,
  value,
  change,
}: {
  common: object
  value: number | undefined
  change: (v: Value | undefined) => void
}) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value / 100))
  return (
    <span className="unit">
      <input
        {...common}
        inputMode="decimal"
        value={typed}
        onChange={e => {
          const text = e.target.value.replaceAll(',', '')
          setTyped(e.target.value)
          const m = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(text)
          change(text === '' ? undefined : m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : text)
        }}
      />
      <i>元</i>
    </span>
  )
}

const sources: Readonly<Record<string, (field: Field, q: string, on: string) => string>> = {
  organ: () => '/lookup/organs',
  person: (_, q) => `/lookup/persons?q=${encodeURIComponent(q)}`,
  entry: (f, q, on) => `/lookup/entries?register=${f.of}&q=${encodeURIComponent(q)}&on=${on}`,
  record: (f, q) => `/lookup/entries?register=${f.of}&q=${encodeURIComponent(q)}`,
}

/** Chips with a search behind: organs, colleagues, register entries with their validity on the day. */
function Lookup({
  field,
  value,
  change,
  id,
  className,
  described,
  on,
}: {
  field: Field
  value: Value | undefined
  change: (v: Value | undefined) => void
  id: string
  className: string
  described: string | undefined
  on: string
}) {
  const [q, setQ] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const [seen, setSeen] = useState<Readonly<Record<string, LookupOption>>>({})
  const wanted = useDeferredValue(q.trim())
  const held = value === undefined ? [] : Array.isArray(value) ? [...(value as readonly string[])] : [String(value)]
  const source = sources[field.kind]?.(field, wanted, on) ?? ''
  const found = useQuery({
    queryKey: ['lookup', source],
    queryFn: () => get<LookupOption[]>(source),
    enabled: open,
    placeholderData: p => p,
  })
  const missing = held.filter(h => !seen[h])
  const known = useQuery({
    queryKey: ['lookup-known', field.kind, field.of, missing.join(), on],
    queryFn: () =>
      get<LookupOption[]>(
        field.kind === 'entry' || field.kind === 'record'
          ? `/lookup/entries?register=${field.of}&ids=${missing.join()}&on=${on}`
          : field.kind === 'organ'
            ? '/lookup/organs'
            : `/lookup/persons?ids=${missing.join()}`,
      ),
    enabled: missing.length > 0,
  })
  const name = (h: string) => seen[h] ?? known.data?.find(o => o.value === h)
  const options = (found.data ?? [])
    .filter(o => !held.includes(o.value) && (field.kind !== 'organ' || o.label.includes(wanted)))
    .slice(0, 30)
  const put = (o: LookupOption) => {
    setSeen({ ...seen, [o.value]: o })
    change(field.many ? [...held, o.value] : o.value)
    setQ('')
    setOpen(field.many === true)
    setAt(0)
  }
  const drop = (h: string) => {
    const rest = held.filter(x => x !== h)
    change(rest.length ? (field.many ? rest : rest[0]) : undefined)
  }
  return (
    <div className="combo plain" onBlur={onLeave(() => setOpen(false))}>
      <div className={`${className} people`}>
        {held.map(h => {
          const o = name(h)
          return (
            <span className={`per${o?.invalid ? ' badp' : ''}`} key={h} title={o?.invalid}>
              {o?.label ?? '……'}
              {o?.invalid || o?.note ? <small>{o.invalid ?? o.note}</small> : null}
              <button type="button" aria-label={`去掉${o?.label ?? ''}`} onClick={() => drop(h)}>
                ×
              </button>
            </span>
          )
        })}
        {field.many || held.length === 0 ? (
          <input
            id={id}
            role="combobox"
            aria-expanded={open}
            aria-controls={`${id}-o`}
            aria-describedby={described}
            aria-activedescendant={open && options[at] ? `${id}-${at}` : undefined}
            autoComplete="off"
            placeholder={held.length ? '再添加' : '输入名称查找'}
            value={q}
            onFocus={() => setOpen(true)}
            onChange={e => {
              setQ(e.target.value)
              setOpen(true)
              setAt(0)
            }}
            onKeyDown={e => {
              if (e.key === 'ArrowDown') {
                e.preventDefault()
                setAt(Math.min(at + 1, options.length - 1))
              } else if (e.key === 'ArrowUp') {
                e.preventDefault()
                setAt(Math.max(0, at - 1))
              } else if (e.key === 'Enter' && open && options[at]) {
                e.preventDefault()
                put(options[at])
              } else if (e.key === 'Escape' && open) {
                e.preventDefault() // closes the list, not the form around it
                setOpen(false)
              } else if (e.key === 'Backspace' && q === '' && held.length) drop(held.at(-1) ?? '')
            }}
          />
        ) : null}
      </div>
      {open ? (
        <ul id={`${id}-o`} role="listbox" aria-label={field.name}>
          {options.map((o, i) => (
            // Its keys are the input's.
            <li
              key={o.value}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              onMouseDown={e => {
                e.preventDefault()
                put(o)
              }}
            >
              <b>{o.label}</b>
              {o.invalid ? <span className="seal">{o.invalid}</span> : o.note ? <span>{o.note}</span> : null}
            </li>
          ))}
          {options.length === 0 ? (
            <li role="option" aria-selected="false" aria-disabled="true">
              <span>{found.isFetching ? '正在查找' : '没有找到'}</span>
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}

/** Parties: kind, number (checked while typed), name found by number, telephone, address. */
export function PartyForm({
  roles,
  parties,
  change,
  wrong,
}: {
  roles: Readonly<Record<string, PartyRole>>
  parties: readonly Party[]
  change: (parties: readonly Party[]) => void
  wrong: Wrong
}) {
  return (
    <>
      {Object.entries(roles).map(([code, role]) => {
        const mine = parties.map((p, index) => ({ p, index })).filter(x => x.p.role === code)
        const blank: Party = { role: code, kind: role.kinds[0] ?? 'person', name: '' }
        const add = () => change([...parties, blank])
        return (
          <div className="party" key={code}>
            {mine.map(({ p, index }) => (
              <OneParty
                key={`${code}${index}`}
                role={role}
                party={p}
                wrong={wrong.filter(w => w.path?.startsWith(`parties.${index}.`) || w.path === `parties.${index}`)}
                change={next => change(parties.map((x, i) => (i === index ? next : x)))}
                {...(role.optional || mine.length > 1
                  ? { remove: () => change(parties.filter((_, i) => i !== index)) }
                  : {})}
              />
            ))}
            {mine.length === 0 || role.many ? (
              <p className="addp">
                <button className="btn s" type="button" onClick={add}>
                  {mine.length ? `再加一名${role.name}` : `填写${role.name}`}
                </button>
                {role.optional ? <span className="mut sm">　选填</span> : null}
                {wrong.find(w => w.path === `parties.${code}`) ? (
                  <span className="seal sm">　{wrong.find(w => w.path === `parties.${code}`)?.message}</span>
                ) : null}
              </p>
            ) : null}
          </div>
        )
      })}
    </>
  )
}

function OneParty({
  role,
  party,
  change,
  remove,
  wrong,
}: {
  role: PartyRole
  party: Party
  change: (p: Party) => void
  remove?: () => void
  wrong: Wrong
}) {
  const id = useId()
  const organs = useQuery({
    queryKey: ['lookup', '/lookup/organs'],
    queryFn: () => get<LookupOption[]>('/lookup/organs'),
    enabled: party.kind === 'agency',
  })
  const byNumber = useQuery({
    queryKey: ['party', party.number],
    queryFn: () => get<PartyLookup>(`/lookup/parties?number=${encodeURIComponent(party.number ?? '')}`),
    enabled: party.kind !== 'agency' && (party.number?.length ?? 0) === 18,
  })
  const known = byNumber.data?.parties.find(p => p.kind === party.kind)
  const at = (key: string) => wrong.find(w => w.path?.endsWith(`.${key}`))?.message
  const set = (key: keyof Party, value: string) => {
    const { [key]: _, ...rest } = party
    change((value ? { ...rest, [key]: value } : rest) as Party)
  }
  const line = (key: 'number' | 'name' | 'phone' | 'address', label: string, className = '', hint?: ReactNode) => (
    <div className="fld">
      <label htmlFor={`${id}${key}`}>{label}</label>
      <input
        id={`${id}${key}`}
        className={`fi${at(key) ? ' bad' : ''} ${className}`}
        autoComplete="off"
        value={party[key] ?? ''}
        aria-invalid={at(key) ? true : undefined}
        aria-describedby={at(key) ? `${id}${key}-m` : undefined}
        onChange={e => set(key, e.target.value)}
      />
      {at(key) ? (
        <p className="msg bad" id={`${id}${key}-m`}>
          <Glyph of="no" />
          <span>{at(key)}</span>
        </p>
      ) : (
        hint
      )}
    </div>
  )
  return (
    <fieldset className="oneparty">
      <legend>
        {role.name}
        {remove ? (
          <button className="link" type="button" onClick={remove}>
            　移除
          </button>
        ) : null}
      </legend>
      <div className="grid">
        {role.kinds.length > 1 ? (
          <div className="fld w2">
            <div className="seg" role="radiogroup" aria-label={`${role.name}类型`}>
              {role.kinds.map((k: PartyKind) => (
                <label key={k}>
                  <input
                    type="radio"
                    name={`${id}k`}
                    checked={party.kind === k}
                    onChange={() => change({ role: party.role, kind: k, name: party.name })}
                  />
                  <span>{partyKinds[k]}</span>
                </label>
              ))}
            </div>
          </div>
        ) : null}
        {party.kind === 'agency' ? (
          <div className="fld w2">
            <label htmlFor={`${id}o`}>机关名称</label>
            <input
              id={`${id}o`}
              className={`fi${at('name') ? ' bad' : ''}`}
              list={`${id}ol`}
              value={party.name}
              onChange={e => {
                const organ = organs.data?.find(o => o.label === e.target.value)?.value
                change({ role: party.role, kind: 'agency', name: e.target.value, ...(organ ? { organ } : {}) })
              }}
            />
            <datalist id={`${id}ol`}>
              {organs.data?.map(o => (
                <option key={o.value} value={o.label} />
              ))}
            </datalist>
            {party.organ ? (
              <p className="msg okk">
                <Glyph of="in" />
                <span>本区单位，将作为{role.name}参加办理。</span>
              </p>
            ) : null}
          </div>
        ) : (
          <>
            {line(
              'number',
              party.kind === 'person' ? '公民身份号码' : '统一社会信用代码',
              'mono',
              known && known.name !== party.name ? (
                <p className="msg okk">
                  <Glyph of="in" />
                  <span>
                    已登记为“{known.name}”。
                    <button
                      className="link"
                      type="button"
                      onClick={() =>
                        change({ ...party, name: known.name, ...(known.phone ? { phone: known.phone } : {}) })
                      }
                    >
                      带出
                    </button>
                  </span>
                </p>
              ) : undefined,
            )}
            {line('name', party.kind === 'person' ? '姓名' : '名称')}
            {line('phone', '联系电话', 'mono')}
            {line('address', '住址（住所）')}
          </>
        )}
      </div>
    </fieldset>
  )
}
