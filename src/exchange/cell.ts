import { LAST_YEAR, type PlainDate, readTypedDate } from '#kernel/time/date.ts'

/** What one cell of a sheet or of a CSV file holds; a CSV file knows only texts. An empty cell is `''`. */
export type Cell = string | number | boolean | SheetMoment
/** A number that the sheet shows as a date: days since 1899-12-30, the time of day as the fraction. */
export type SheetMoment = { readonly serial: number }

/** One row as the sheet counts it, the first being 1. */
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] }

const pad = (n: number) => String(n).padStart(2, '0')

/** The time of day `HH:mm` of a moment; undefined at midnight, which is how a sheet writes a day without a time. */
export function timeOfSerial(serial: number): string | undefined {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440)
  return minutes === 0 || minutes >= 1440 ? undefined : `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** The day of a moment; undefined beyond the range of the platform. */
export function dayOfSerial(serial: number): PlainDate | undefined {
  const day = readTypedDate(serial)
  return day.ok ? day.value : undefined
}

/** Spreadsheets keep 15 digits: 0.1 + 0.2 is shown and meant as 0.3. */
const printNumber = (n: number): string => {
  const rounded = Number(n.toPrecision(15))
  return Math.abs(rounded) < 1e21 && Number.isInteger(rounded) ? BigInt(rounded).toString() : String(rounded)
}

/** What a person sees in the cell, trimmed. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  switch (typeof cell) {
    case 'string':
      return cell.trim()
    case 'number':
      return printNumber(cell)
    case 'boolean':
      return cell ? '是' : '否'
    default: {
      const time = timeOfSerial(cell.serial)
      return `${dayOfSerial(cell.serial) ?? printNumber(cell.serial)}${time ? ` ${time}` : ''}`
    }
  }
}

/** Nothing was filled in: empty, or the dash and the slash with which ledgers say that something does not apply. */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && /^[\s\-—–―－/／\\]*$/.test(cell))

/** A whole number that can only be a year: a date was meant and its month and day are missing. */
export const looksLikeYear = (n: number): boolean => Number.isInteger(n) && n >= 1900 && n <= LAST_YEAR
