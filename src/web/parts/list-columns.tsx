import { useState } from 'react'
import { onLeave } from '../hooks.ts'
import './list-columns.css'

type Choice = { readonly code: string; readonly name: string }

/** 选列: which columns are shown; the choice stands in the address. */
export function ColumnChoice({
  all,
  shown,
  change,
}: {
  all: readonly Choice[]
  shown: readonly string[]
  change: (cols: string | undefined) => void
}) {
  const [open, setOpen] = useState(false)
  return (
    <div
      className="columns"
      onBlur={onLeave(() => setOpen(false))}
      onKeyDown={e => e.key === 'Escape' && setOpen(false)}
    >
      <button className="btn s" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        选列
      </button>
      {open ? (
        // It can hold the focus: a click between the boxes keeps the box open
        <div role="group" aria-label="选列" tabIndex={-1}>
          {all.map(c => (
            <label key={c.code}>
              <input
                type="checkbox"
                checked={shown.includes(c.code)}
                onChange={() =>
                  change(
                    all
                      .map(x => x.code)
                      .filter(x => (x === c.code ? !shown.includes(x) : shown.includes(x)))
                      .join(',') || undefined,
                  )
                }
              />
              {c.name}
            </label>
          ))}
          <button className="link sm" type="button" onClick={() => change(undefined)}>
            恢复通常的列
          </button>
        </div>
      ) : null}
    </div>
  )
}
