import type { Cell, SheetRow } from './cell.ts'
import { BrokenFile, openZip } from './zip.ts'

/**
 * Reads the cells of a workbook (ECMA-376 part 1, SpreadsheetML). Written here because the file comes from anybody: the
 * spreadsheet library that writes our files waits for ever on a truncated one and ends the process on a damaged one.
 * Only values are read: no formula is computed (its last result is taken), no macro, link or picture is looked at. All
 * searches go forward once, so that no file costs more than its length.
 */
export type Sheet = { readonly name: string; rows(): Generator<SheetRow> }

/** A sheet ends at 16,384 columns; no ledger comes near. */
const mostColumns = 1000

/** The visible sheets, in order. @throws BrokenFile */
export function readWorkbook(bytes: Buffer, mostUnpacked: number): Sheet[] {
  const part = openZip(bytes, mostUnpacked)
  const text = (name: string) => part(name)?.toString('utf8')
  const workbook = text('xl/workbook.xml')
  if (workbook === undefined) throw new BrokenFile('no workbook')
  const targets = new Map(
    [...elements(text('xl/_rels/workbook.xml.rels') ?? '', 'Relationship')].map(e => [
      attribute(e.tag, 'Id') ?? '',
      attribute(e.tag, 'Target') ?? '',
    ]),
  )
  const strings = sharedStrings(text('xl/sharedStrings.xml') ?? '')
  const dates = dateStyles(text('xl/styles.xml') ?? '')
  const from1904 = /<(?:\w+:)?workbookPr\b[^>]{0,2000}\bdate1904="(?:1|true)"/.test(workbook)
  const sheets: Sheet[] = []
  for (const { tag } of elements(workbook, 'sheet')) {
    if (attribute(tag, 'state')?.toLowerCase().includes('hidden')) continue
    const target = targets.get(attribute(tag, '\\w+:id') ?? '')
    if (!target) continue
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
    sheets.push({
      name: attribute(tag, 'name') ?? '',
      rows() {
        const xml = text(path)
        if (xml === undefined) throw new BrokenFile(`no ${path}`)
        return readRows(xml, strings, dates, from1904 ? 1462 : 0)
      },
    })
  }
  return sheets
}

type Element = { readonly tag: string; readonly inner: string }

/** The elements of a name one after another, with any prefix; nested ones of the same name do not occur where it is used. */
function* elements(xml: string, name: string): Generator<Element> {
  const open = new RegExp(`<((?:\\w{1,40}:)?)${name}(?=[\\s/>])`, 'g')
  for (let found = open.exec(xml); found; found = open.exec(xml)) {
    const end = xml.indexOf('>', found.index)
    if (end < 0) throw new BrokenFile(name)
    const tag = xml.slice(found.index, end)
    if (tag.endsWith('/')) {
      open.lastIndex = end
      yield { tag, inner: '' }
      continue
    }
    const closing = `</${found[1]}${name}>`
    const close = xml.indexOf(closing, end)
    if (close < 0) throw new BrokenFile(name)
    open.lastIndex = close + closing.length
    yield { tag, inner: xml.slice(end + 1, close) }
  }
}

const attributePatterns = new Map<string, RegExp>()
function attribute(tag: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const found = pattern.exec(tag)
  return found ? decode(found[1] ?? found[2] ?? '') : undefined
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text
  return (
    text
      .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (all, hex: string, decimal: string, name: string) => {
        if (name) return entities[name] ?? all
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
      // Characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
      .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .toWellFormed()
  )
}

/** The text of a string item: its runs joined, without the reading aid above the characters. */
function stringOf(inner: string): string {
  const plain = inner.includes('rPh') ? withoutPhonetic(inner) : inner
  let text = ''
  for (const t of elements(plain, 't')) text += decode(t.inner)
  return text
}

function withoutPhonetic(inner: string): string {
  let rest = inner
  for (const { tag, inner: aid } of elements(inner, 'rPh')) rest = rest.replace(`${tag}>${aid}`, '')
  return rest
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  for (const { inner } of elements(xml, 'si')) strings.push(stringOf(inner))
  return strings
}

/** Built-in formats that show a day: 14–22 everywhere, 27–36 and 50–58 in China. */
const builtInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** For each cell style, whether it shows a number as a date. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>()
  for (const { tag } of elements(xml, 'numFmt')) {
    const code = (attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '')
    custom.set(Number(attribute(tag, 'numFmtId')), /[yd年月日]/i.test(code))
  }
  const [formats] = elements(xml, 'cellXfs')
  return [...elements(formats?.inner ?? '', 'xf')].map(({ tag }) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0)
    return custom.get(id) ?? builtInDate(id)
  })
}

/** `BC` → 54 (the first column is 0). */
function columnOf(reference: string): number {
  let n = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    n = n * 26 + letter
  }
  return n - 1
}

function* readRows(xml: string, strings: readonly string[], dates: readonly boolean[], shift: number) {
  let last = 0
  for (const { tag, inner } of elements(xml, 'row')) {
    const row = Number(attribute(tag, 'r') ?? last + 1)
    if (!Number.isInteger(row) || row <= last) throw new BrokenFile(`row ${row} after ${last}`)
    last = row
    const cells: Cell[] = []
    let column = -1
    for (const c of elements(inner, 'c')) {
      const reference = attribute(c.tag, 'r')
      column = reference ? columnOf(reference) : column + 1
      if (column < 0 || column >= mostColumns) continue
      while (cells.length < column) cells.push('')
      cells[column] = valueOf(c, strings, dates, shift)
    }
    if (cells.some(cell => cell !== '')) yield { row, cells } satisfies SheetRow
  }
}

function valueOf(c: Element, strings: readonly string[], dates: readonly boolean[], shift: number): Cell {
  const type = attribute(c.tag, 't') ?? 'n'
  if (type === 'inlineStr') return stringOf(c.inner)
  const [v] = elements(c.inner, 'v')
  if (v === undefined || v.inner === '') return ''
  switch (type) {
    case 's':
      return strings[Number(v.inner)] ?? ''
    case 'b':
      return v.inner.trim() === '1'
    case 'n': {
      const n = Number(v.inner)
      if (Number.isNaN(n)) return decode(v.inner)
      return dates[Number(attribute(c.tag, 's') ?? 0)] ? { serial: n + shift } : n
    }
    default:
      // `str`: the text of a formula; `d`: an ISO date; `e`: an error such as #REF!, refused where the cell is read.
      return decode(v.inner)
  }
}
