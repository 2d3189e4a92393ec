import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react'
import { yearOf } from '#kernel/time/date.ts'
import { useMe } from '../hooks.ts'
import { readDay } from './read-day.ts'
import { weekdayOf } from './words.tsx'
import './date-input.css'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'min' | 'max'> & {
  /** 2024-03-05; '' when there is none. */
  readonly value: string
  readonly change: (day: string | undefined) => void
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** What is no day is handed on as typed, for the server to refuse in words; else it is dropped. */
  readonly handsOn?: boolean
}

/**
 * A day, typed as officials write it (2024-03-05, 20240305, 2024年3月5日, 3月5日 of this year), or chosen from the calendar.
 * The browser's own field would ask for it in the browser's language.
 */
export function DateInput({ value, change, min, max, handsOn = false, className = 'fi', ...rest }: Props) {
  const [typed, setTyped] = useState(value)
  const calendar = useRef<HTMLInputElement>(null)
  const me = useMe()
  const year = yearOf(max ?? me.today)
  // Only a value that came from elsewhere replaces what is typed.
  useEffect(() => {
    if ((readDay(typed) ?? typed) !== value) setTyped(value)
  }, [value])
  const day = readDay(typed)
  const leave = () => {
    const read = readDay(typed, year)
    if (read) {
      setTyped(read)
      if (read !== value) change(read)
    } else if (typed.trim() === '') change(undefined)
    else if (handsOn) change(typed)
    else setTyped(value)
  }
  return (
    <span className="dayin">
      <input
        {...rest}
        className={className}
        inputMode="numeric"
        placeholder="年-月-日"
        autoComplete="off"
        value={typed}
        onChange={e => {
          const text = e.target.value
          setTyped(text)
          if (text === '') change(undefined)
          else {
            const read = readDay(text)
            if (read) change(read)
          }
        }}
        onBlur={leave}
        onKeyDown={e => {
          if (e.altKey && e.key === 'ArrowDown') calendar.current?.showPicker()
        }}
      />
      {day ? <i aria-hidden="true">{weekdayOf(day)}</i> : null}
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={day ?? ''}
        min={min}
        max={max}
        onChange={e => {
          setTyped(e.target.value)
          change(e.target.value || undefined)
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label="打开日历"
        title="打开日历（Alt＋↓）"
        onClick={() => calendar.current?.showPicker()}
      >
        <svg viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden="true">
          <path d="M1.6 3.2h10.8v9.2H1.6zM1.6 6h10.8M4.4 1.4v3M9.6 1.4v3" />
        </svg>
      </button>
    </span>
  )
}
