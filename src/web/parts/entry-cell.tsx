import { useRef, useState } from 'react'
import type { Field, Value } from '#kernel/field.ts'
import { onLeave } from '../hooks.ts'
import type { Names } from './entry-rows.ts'
import { DateInput } from './date-input.tsx'

type Props = {
  field: Field
  value: Value | undefined
  change: (value: Value | undefined) => void
  /** Read to who does not see the column's head. */
  label: string
  wrong: boolean
  organs: Names
}

/** One cell of the grid: the plain control of the browser, without a frame of its own. */
export function EntryCell(props: Props) {
  const { field, value, change, label, wrong, organs } = props
  const common = { 'aria-label': label, 'aria-invalid': wrong || undefined }
  switch (field.kind) {
    case 'date':
      return <DateInput {...common} className="" handsOn value={String(value ?? '')} change={change} />
    case 'integer':
      return (
        <input
          {...common}
          className="n"
          inputMode="numeric"
          value={value === undefined ? '' : String(value)}
          onChange={e =>
            change(/^-?\d{1,15}$/.test(e.target.value) ? Number(e.target.value) : e.target.value || undefined)
          }
        />
      )
    case 'money':
      return <MoneyCell {...props} />
    case 'boolean':
      return (
        <select
          {...common}
          value={value === undefined ? '' : String(value)}
          onChange={e => change(e.target.value === '' ? undefined : e.target.value === 'true')}
        >
          <option value="" />
          <option value="true">是</option>
          <option value="false">否</option>
        </select>
      )
    case 'choice':
      return field.many ? <ManyCell {...props} /> : <SelectCell {...props} names={field.options ?? {}} />
    case 'organ':
      return <SelectCell {...props} names={organs} />
    default:
      return <input {...common} value={String(value ?? '')} onChange={e => change(e.target.value || undefined)} />
  }
}

const SelectCell = ({ value, change, label, wrong, names }: Props & { names: Names }) => (
  <select
    aria-label={label}
    aria-invalid={wrong || undefined}
    value={String(value ?? '')}
    onChange={e => change(e.target.value || undefined)}
  >
    <option value="" />
    {Object.entries(names).map(([code, name]) => (
      <option key={code} value={code}>
        {name}
      </option>
    ))}
  </select>
)

/** 元 with at most two decimals, kept in 分; what is being typed stays as it is until it is left. */
function MoneyCell({ value, change, label, wrong }: Props) {
  const [typed, setTyped] = useState<string>()
  return (
    <input
      className="n"
      aria-label={label}
      aria-invalid={wrong || undefined}
      inputMode="decimal"
      value={typed ?? (typeof value === 'number' ? String(value / 100) : String(value ?? ''))}
      onBlur={() => setTyped(undefined)}
      onChange={e => {
        setTyped(e.target.value)
        const m = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(e.target.value)
        change(m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : e.target.value || undefined)
      }}
    />
  )
}

/** Several options: the cell tells them, a list to tick opens over the grid, where nothing cuts it off. */
function ManyCell({ field, value, change, label, wrong }: Props) {
  const [place, setPlace] = useState<{ left: number; top: number }>()
  const button = useRef<HTMLButtonElement>(null)
  const names = field.options ?? {}
  const held = Array.isArray(value) ? (value as readonly string[]) : []
  const toggle = () => {
    const box = button.current?.getBoundingClientRect()
    setPlace(place || !box ? undefined : { left: box.left, top: Math.min(box.bottom + 2, window.innerHeight - 240) })
  }
  return (
    <div
      className="many"
      onBlur={onLeave(() => setPlace(undefined))}
      onKeyDown={e => {
        if (e.key !== 'Escape' || !place) return
        setPlace(undefined)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className={wrong ? 'bad' : undefined}
        aria-label={`${label}：${held.map(h => names[h]).join('、') || '未选'}`}
        aria-expanded={place !== undefined}
        onClick={toggle}
      >
        {held.map(h => names[h]).join('、')}
      </button>
      {place ? (
        // It can hold the focus: a click between the boxes keeps the list open
        <div className="pick" role="group" aria-label={label} tabIndex={-1} style={place}>
          {Object.entries(names).map(([code, name]) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={held.includes(code)}
                onChange={() => {
                  const next = held.includes(code) ? held.filter(h => h !== code) : [...held, code]
                  change(next.length ? next : undefined)
                }}
              />
              {name}
            </label>
          ))}
        </div>
      ) : null}
    </div>
  )
}
