import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { ReportFigure } from '#api/contract.ts'
import { put } from '../api.ts'
import { digitsOf, unitOf } from './figure-print.tsx'
import { RefusalNote, refusalsOf } from './refusals.tsx'
import { slotName, toCodes, toNames } from './report-words.ts'

/** One text of the report that may be written. */
export type Slot = {
  readonly place: string
  readonly label: string
  /** What stands there now, `{system.figure}` for numbers. */
  readonly content: string
  /** What the program writes when nothing is written; absent: nothing. */
  readonly own?: string
  readonly rows?: number
  readonly hint?: string
}

/** Writes words on the sheet, in place: one field for each text, figures put in by name. */
export function TextEditor({
  year,
  title,
  slots,
  figures,
  system = '',
  close,
  saved,
  extra,
}: {
  year: number
  title: string
  slots: readonly Slot[]
  figures: readonly ReportFigure[]
  /** The system whose figures need no system's name before them. */
  system?: string
  close: () => void
  saved: () => Promise<unknown>
  /** One more way out, e.g. to leave a shortcoming out. */
  extra?: React.ReactNode
}) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(slots.map(s => [s.place, toNames(s.content || s.own || '', figures, system)])),
  )
  const [unknown, setUnknown] = useState<readonly string[]>([])
  const form = useRef<HTMLFormElement>(null)
  const at = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => {
    const first = form.current?.querySelector<HTMLTextAreaElement>('textarea')
    at.current = first ?? null
    first?.focus()
  }, [])
  const save = useMutation({
    mutationFn: async (texts: Readonly<Record<string, string>>) => {
      for (const [place, content] of Object.entries(texts)) await put(`/reports/${year}/texts`, { place, content })
    },
    onSuccess: async () => {
      await saved()
      close()
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const texts: Record<string, string> = {}
    const wrong: string[] = []
    for (const s of slots) {
      const { content, unknown } = toCodes(typed[s.place] ?? '', figures, system)
      wrong.push(...unknown)
      // What equals the program's own words stays the program's, and goes on following the records.
      const kept = content.trim() === (s.own ?? '').trim() ? '' : content.trim()
      if (kept !== s.content.trim()) texts[s.place] = kept
    }
    setUnknown(wrong)
    if (wrong.length || save.isPending) return
    if (Object.keys(texts).length) save.mutate(texts)
    else close()
  }
  const insert = (figure: ReportFigure) => {
    const area = at.current
    if (!area) return
    const slot = `{${slotName(figure, system)}}`
    const [from, to] = [area.selectionStart, area.selectionEnd]
    const place = area.name
    const before = typed[place] ?? ''
    setTyped({ ...typed, [place]: before.slice(0, from) + slot + before.slice(to) })
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(from + slot.length, from + slot.length)
    })
  }
  return (
    <form ref={form} className="re" aria-label={title} onSubmit={submit} onKeyDown={e => e.key === 'Escape' && close()}>
      <p className="re-t">{title}</p>
      {slots.map((s, i) => (
        <div className="fld" key={s.place}>
          <label htmlFor={`${id}${i}`}>{s.label}</label>
          <textarea
            id={`${id}${i}`}
            name={s.place}
            className="fi"
            rows={s.rows ?? 2}
            value={typed[s.place] ?? ''}
            placeholder={s.hint}
            onFocus={e => {
              at.current = e.currentTarget
            }}
            onChange={e => setTyped({ ...typed, [s.place]: e.target.value })}
          />
          {s.own !== undefined && (typed[s.place] ?? '') !== toNames(s.own, figures, system) ? (
            <button
              className="link sm"
              type="button"
              onClick={() => setTyped({ ...typed, [s.place]: toNames(s.own ?? '', figures, system) })}
            >
              恢复系统写的文字
            </button>
          ) : null}
        </div>
      ))}
      <FigurePicker figures={figures} system={system} pick={insert} />
      {unknown.length ? (
        <RefusalNote
          title="没有保存"
          refusals={[
            { message: `没有名为${unknown.map(u => `“${u}”`).join('、')}的数据，请用“插入数据”选取，或者去掉花括号。` },
          ]}
        />
      ) : null}
      <RefusalNote refusals={refusalsOf(save.error)} title="没有保存" />
      <div className="re-acts">
        <button className="btn pri" type="submit" aria-disabled={save.isPending}>
          {save.isPending ? '正在保存' : '保存'}
        </button>
        <button className="btn" type="button" onClick={close}>
          取消
        </button>
        {extra}
      </div>
    </form>
  )
}

/** Finds a figure by words of its name and puts it in where the cursor stands. */
function FigurePicker({
  figures,
  system,
  pick,
}: {
  figures: readonly ReportFigure[]
  system: string
  pick: (figure: ReportFigure) => void
}) {
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const words = q.trim()
  const found = words
    ? figures
        .filter(f => !f.internal && `${f.systemName}${f.name}`.includes(words))
        .toSorted((a, b) => Number(b.system === system) - Number(a.system === system))
        .slice(0, 8)
    : []
  const take = (figure: ReportFigure) => {
    pick(figure)
    setQ('')
  }
  return (
    <div className="re-pick combo plain">
      <label htmlFor={id}>插入数据</label>
      <input
        id={id}
        className="fi"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}l`}
        aria-activedescendant={found.length ? `${id}o${at}` : undefined}
        autoComplete="off"
        placeholder="输入数据名称中的字，选中后放在光标处"
        value={q}
        onChange={e => {
          setQ(e.target.value)
          setAt(0)
        }}
        onKeyDown={e => {
          const chosen = found[at]
          if (e.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (e.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (e.key === 'Enter' && chosen) take(chosen)
          else if (e.key === 'Escape' && q) setQ('')
          else return
          e.preventDefault()
          e.stopPropagation()
        }}
      />
      {found.length ? (
        <ul id={`${id}l`} role="listbox" aria-label="数据">
          {found.map((f, i) => (
            // Keys are handled by the field, as a combobox has it.
            <li
              key={f.code}
              id={`${id}o${i}`}
              role="option"
              aria-selected={i === at}
              onMouseDown={e => {
                e.preventDefault()
                take(f)
              }}
            >
              <b>{slotName(f, system)}</b>
              <span>
                {digitsOf(f)} {unitOf(f)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
