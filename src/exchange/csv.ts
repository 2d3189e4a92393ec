import type { SheetRow } from './cell.ts'
import { BrokenFile } from './zip.ts'

/** Longer than any text that a field takes; a quote that is never closed is noticed here. */
const longestField = 200_000
const mostColumns = 1000
const rowsInBatch = 500

/**
 * The rows of a CSV text as it comes in (RFC 4180): quoted fields with line breaks and doubled quotes, either line ending,
 * a tab or a semicolon in place of the comma when the first line says so. Rows are counted as a spreadsheet counts them.
 * @throws BrokenFile when a quote is never closed
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<SheetRow[]> {
  let rest = ''
  let row = 0
  let separator = ''
  let batch: SheetRow[] = []
  const take = function* (source: string, atEnd: boolean): Generator<SheetRow[]> {
    let at = 0
    while (at < source.length) {
      separator ||= separatorOf(source)
      const line = readLine(source, at, separator, atEnd)
      if (!line) break
      at = line.next
      row++
      if (line.fields.some(f => f !== '')) batch.push({ row, cells: line.fields })
      if (batch.length >= rowsInBatch) {
        yield batch
        batch = []
      }
    }
    rest = source.slice(at)
    if (rest.length > longestField * 2) throw new BrokenFile('quote')
  }
  for await (const chunk of text) yield* take(rest + chunk, false)
  yield* take(rest, true)
  if (batch.length) yield batch
}

/** Of the first line: what occurs most often outside quotes. */
function separatorOf(text: string): string {
  const line = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const first = /[\r\n]/.exec(line) ? line.slice(0, line.search(/[\r\n]/)) : line
  const times = (s: string) => first.split(s).length
  return [',', '\t', ';'].toSorted((a, b) => times(b) - times(a))[0] ?? ','
}

type Line = { readonly fields: string[]; readonly next: number }

/** One record from `start`; undefined when the text may still go on. */
function readLine(text: string, start: number, separator: string, atEnd: boolean): Line | undefined {
  const fields: string[] = []
  let at = start
  for (;;) {
    let field: string
    if (text[at] === '"') {
      field = ''
      let from = at + 1
      for (;;) {
        const quote = text.indexOf('"', from)
        if (quote < 0) {
          if (atEnd) throw new BrokenFile('quote')
          return undefined
        }
        field += text.slice(from, quote)
        if (quote + 1 >= text.length && !atEnd) return undefined
        if (text[quote + 1] !== '"') {
          at = quote + 1
          break
        }
        field += '"'
        from = quote + 2
      }
    } else field = ''
    // What stands after a closing quote, or the whole of a field without quotes, up to the separator or the line's end.
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    field += text.slice(at, end)
    if (end >= text.length && !atEnd) return undefined
    if (fields.length < mostColumns) fields.push(field)
    if (text[end] === separator) {
      at = end + 1
      continue
    }
    if (text[end] === '\r' && end + 1 >= text.length && !atEnd) return undefined
    return { fields, next: text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1 }
  }
}

/** Text that a spreadsheet would run as a formula is given a leading apostrophe (OWASP, CSV injection). */
const harmless = (text: string): string =>
  /^[=+\-@\t\r]./s.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text

/** One line of a CSV file with its line end. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(harmless)
    .map(c => (/[",\r\n]/.test(c) || c !== c.trim() ? `"${c.replaceAll('"', '""')}"` : c))
    .join(',')}\r\n`

/** Without it, Chinese spreadsheet programs take UTF-8 for GB18030. */
export const byteOrderMark = '\uFEFF'
