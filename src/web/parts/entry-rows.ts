import type { OpenRequest } from '#api/contract.ts'
import { date, type Field, type Value } from '#kernel/field.ts'
import type { SystemInfo } from '../hooks.ts'
import { clean, initialValues } from './action-form.tsx'
import type { Entered } from './fields.tsx'

/** One opening that is being typed; `on` is the day of its fact, empty while unknown. */
export type EntryRow = { readonly key: string; readonly on: string; readonly values: Entered }

/** A column of the grid: the day of the fact, then fields of the opening. */
export type EntryColumn = { readonly code: string; readonly field: Field }

export const dayColumn = '$on'
/** Kinds that need more room than a cell; they are filled in at the side of the row. */
const tooWide = (field: Field) =>
  field.kind === 'longText' ||
  field.kind === 'entry' ||
  field.kind === 'record' ||
  field.kind === 'person' ||
  (field.many === true && field.kind !== 'choice')

export const entryColumns = (system: SystemInfo): readonly EntryColumn[] => [
  { code: dayColumn, field: date(system.open.dateName) },
  ...Object.entries(system.fields).flatMap(([code, field]) => (tooWide(field) ? [] : [{ code, field }])),
]
/** What every opening must have stands in the grid; the rest is chosen or filled in at the side. */
export const usualEntryColumns = (system: SystemInfo): readonly string[] =>
  entryColumns(system).flatMap(c => (c.field.optional ? [] : [c.code]))

export const blankRow = (system: SystemInfo, key: string): EntryRow => ({
  key,
  on: '',
  values: initialValues(system.fields),
})

export const isFilled = (system: SystemInfo, row: EntryRow): boolean =>
  row.on !== '' || Object.entries(row.values).some(([code, v]) => v !== undefined && v !== system.fields[code]?.initial)

export const cellOf = (row: EntryRow, code: string): Value | undefined =>
  code === dayColumn ? row.on || undefined : row.values[code]
export const withCell = (row: EntryRow, code: string, value: Value | undefined): EntryRow =>
  code === dayColumn ? { ...row, on: String(value ?? '') } : { ...row, values: { ...row.values, [code]: value } }

export const requestOf = (system: SystemInfo, row: EntryRow): OpenRequest => ({
  system: system.code,
  on: row.on,
  values: clean(row.values),
})

/** A pasted range of a spreadsheet: cells parted by tabs, a cell with line breaks in quotes. */
export function pastedCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at
    const m = cell.exec(text)
    rows.at(-1)?.push((m?.[1]?.replaceAll('""', '"') ?? m?.[2] ?? '').trim())
    at = cell.lastIndex
    if (text[at] === '\r') at++
    if (text[at] === '\n') rows.push([])
    at++
  }
  while (rows.length && rows.at(-1)?.every(c => c === '')) rows.pop()
  return rows
}

/** A first line that names columns says where each cell belongs. */
export function headerOf(
  line: readonly string[],
  columns: readonly EntryColumn[],
): readonly (string | undefined)[] | undefined {
  const codes = line.map(name => columns.find(c => c.field.name === name)?.code)
  return codes.filter(Boolean).length >= 2 && codes.every((c, i) => c || !line[i]) ? codes : undefined
}

export type Names = Readonly<Record<string, string>>

/**
 * A cell of a spreadsheet as a value: labels instead of codes, 是 and 否, dates as people write them, 元 as 分.
 * `null`: not understood. Numbers that are none stay as typed, for the server to refuse in words.
 */
export function readCell(field: Field, text: string, organs: Names): Value | undefined | null {
  if (text === '') return undefined
  switch (field.kind) {
    case 'integer': {
      const digits = text.replaceAll(',', '')
      return /^-?\d{1,15}$/.test(digits) ? Number(digits) : text
    }
    case 'money': {
      const m = /^(\d{1,12})(?:\.(\d{1,2}))?元?$/.exec(text.replaceAll(',', ''))
      return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : text
    }
    case 'date': {
      const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
      return m ? `${m[1]}-${m[2]?.padStart(2, '0')}-${m[3]?.padStart(2, '0')}` : null
    }
    case 'boolean':
      return /^(是|有|√|1)$/.test(text) ? true : /^(否|无|×|0)$/.test(text) ? false : null
    case 'choice': {
      const codes = (field.many ? text.split(/[、，,；;]/) : [text]).map(t => codeOf(field.options ?? {}, t.trim()))
      if (codes.some(c => c === undefined)) return null
      return field.many ? codes.filter(c => c !== undefined) : (codes[0] as string)
    }
    case 'organ':
      return codeOf(organs, text) ?? null
    default:
      return text
  }
}
const codeOf = (names: Names, text: string) =>
  text in names ? text : Object.keys(names).find(code => names[code] === text)

export type Unread = { readonly row: number; readonly name: string; readonly text: string }

/** Lays a pasted range over the rows, from one cell to the right and downwards; rows are added as needed. */
export function paste(input: {
  readonly text: string
  readonly rows: readonly EntryRow[]
  readonly at: { readonly row: number; readonly code: string }
  /** The columns that are shown, in their order, and all that a header may name. */
  readonly shown: readonly EntryColumn[]
  readonly all: readonly EntryColumn[]
  readonly organs: Names
  readonly blank: () => EntryRow
}): { readonly rows: readonly EntryRow[]; readonly unread: readonly Unread[] } {
  const cells = pastedCells(input.text)
  const header = headerOf(cells[0] ?? [], input.all)
  const from = input.shown.findIndex(c => c.code === input.at.code)
  const codes = header ?? input.shown.slice(from).map(c => c.code)
  const rows = [...input.rows]
  const unread: Unread[] = []
  for (const [i, line] of (header ? cells.slice(1) : cells).entries()) {
    const n = input.at.row + i
    let row = rows[n] ?? input.blank()
    for (const [j, text] of line.entries()) {
      const column = input.all.find(c => c.code === codes[j])
      if (!column) continue
      const value = readCell(column.field, text, input.organs)
      if (value === null) unread.push({ row: n + 1, name: column.field.name, text })
      row = withCell(row, column.code, value ?? undefined)
    }
    rows[n] = row
  }
  return { rows, unread }
}
