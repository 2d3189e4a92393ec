import type { Field, Value } from '#kernel/field.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { isPlainDate, type PlainDate, readTypedDate } from '#kernel/time/date.ts'
import { type MoneyUnit, readMoney } from '#kernel/values/money.ts'
import { readChineseNumeral } from '#kernel/values/numerals.ts'
import { type Cell, cellText, looksLikeYear, timeOfSerial } from './cell.ts'

/** Finds what a name, number or code in a cell stands for; a refusal says what to write instead. */
export type Names = (field: Field, text: string) => Result<string>

const invalid = (message: string) => refuse({ code: 'invalid-input', message })

/**
 * Reads a cell that is not blank as people type it. What is read is checked for its limits later, with the whole form.
 * `unit`: of an amount that names none.
 */
export function readValue(field: Field, cell: Cell, unit: MoneyUnit, names: Names): Result<Value> {
  const text = cellText(cell)
  if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/i.test(text))
    return invalid(`“${field.name}”是出错的公式（${text}），请改为实际内容。`)
  if (field.many) return readList(field, text, names)
  switch (field.kind) {
    case 'date': {
      const read = readDay(cell, text)
      return read.ok ? ok(read.value.on) : invalid(`“${field.name}”：${read.refusal.message}`)
    }
    case 'money':
      return readAmount(field, cell, text, unit)
    case 'integer':
      return readWhole(field, text)
    case 'boolean':
      return readYesNo(field, text)
    case 'choice':
      return readChoice(field, text)
    case 'organ':
    case 'person':
    case 'entry':
    case 'record':
      return names(field, text)
    default:
      return readText(field, cell, text)
  }
}

/** More digits than a spreadsheet keeps: the last of an identity number that was typed as a number are lost. */
function readText(field: Field, cell: Cell, text: string): Result<Value> {
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15)
    return invalid(
      `“${field.name}”（${text}）被表格存成了数字，末几位已经丢失。请把该列设为“文本”格式后重新填写完整号码。`,
    )
  return ok(text)
}

export type Moment = { readonly on: PlainDate; readonly at?: string }

/** A day, and the time of day when one was written behind it. */
export function readDay(cell: Cell, text = cellText(cell)): Result<Moment> {
  if (typeof cell === 'object') {
    const day = readTypedDate(cell.serial)
    const at = timeOfSerial(cell.serial)
    return day.ok ? ok({ on: day.value, ...(at ? { at } : {}) }) : day
  }
  // Not narrowed by the guard: what is no such date is still a text.
  const iso: boolean = isPlainDate(text)
  if (iso) return ok({ on: text })
  if (typeof cell === 'number' && looksLikeYear(cell))
    return refuse({ code: 'invalid-date', message: `只有年份（${text}），请写全年月日，如“2024-03-05”。` })
  const day = typeof cell === 'number' && cell < 1e6 ? readTypedDate(cell) : readTypedDate(text)
  if (!day.ok) return day
  const time = /[日号\d][T ]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text.normalize('NFKC'))
  const at =
    time && Number(time[1]) < 24 && Number(time[2]) < 60 ? `${time[1]?.padStart(2, '0')}:${time[2]}` : undefined
  return ok({ on: day.value, ...(at ? { at } : {}) })
}

function readAmount(field: Field, cell: Cell, text: string, unit: MoneyUnit): Result<Value> {
  const negative = typeof cell === 'number' && cell < 0
  const read = readMoney(negative ? `-${text}` : text, unit)
  return read.ok ? read : invalid(`“${field.name}”：${read.refusal.message}`)
}

function readWhole(field: Field, text: string): Result<Value> {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const number = /^(-?\d{1,3}(?:,\d{3})+|-?\d+)(?:\.0+)?(\D{0,6})$/.exec(plain)
  if (number?.[1] && (number[2] === '' || isCounter(field, number[2] ?? '')))
    return ok(Number(number[1].replaceAll(',', '')))
  const chinese = readChineseNumeral(
    plain.endsWith(field.unit ?? '') ? plain.slice(0, plain.length - (field.unit ?? '').length) : plain,
  )
  return chinese.ok
    ? chinese
    : invalid(`“${field.name}”应为整数${field.unit ? `（单位：${field.unit}）` : ''}，现为“${text}”。`)
}

const isCounter = (field: Field, typed: string): boolean =>
  typed === field.unit || /^[个人件次场份名天日]{1,2}$/.test(typed)

function readYesNo(field: Field, text: string): Result<Value> {
  const plain = text.normalize('NFKC').toLowerCase()
  if (['是', '有', '√', '✓', '✔', '☑', '对', 'y', 'yes', '1', 'true'].includes(plain)) return ok(true)
  if (['否', '无', '没有', '×', '✗', '✘', '☐', 'x', 'n', 'no', '0', 'false'].includes(plain)) return ok(false)
  return invalid(`“${field.name}”应填“是”或者“否”，现为“${text}”。`)
}

type Choices = { readonly exact: ReadonlyMap<string, string>; readonly short: ReadonlyMap<string, string | undefined> }
const choicesOf = new WeakMap<Field, Choices>()
const plainLabel = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Labels and codes; and each label without its bracket, where that is still one of a kind. */
function choices(field: Field): Choices {
  let known = choicesOf.get(field)
  if (!known) {
    const exact = new Map<string, string>()
    const short = new Map<string, string | undefined>()
    for (const [code, label] of Object.entries(field.options ?? {})) {
      exact.set(plainLabel(code), code)
      const bare = plainLabel(label).replace(/\(.*?\)/g, '')
      short.set(bare, short.has(bare) ? undefined : code)
    }
    for (const [code, label] of Object.entries(field.options ?? {})) exact.set(plainLabel(label), code)
    known = { exact, short }
    choicesOf.set(field, known)
  }
  return known
}

function findChoice(field: Field, text: string): string | undefined {
  const { exact, short } = choices(field)
  const plain = plainLabel(text)
  return exact.get(plain) ?? short.get(plain)
}

function readChoice(field: Field, text: string): Result<Value> {
  const code = findChoice(field, text)
  return code === undefined ? wrongChoice(field, text) : ok(code)
}

const wrongChoice = (field: Field, text: string) =>
  invalid(
    `“${field.name}”没有“${text.slice(0, 40)}”这一选项，请从下列中选填：${Object.values(field.options ?? {}).join('、')}。`,
  )

function readList(field: Field, text: string, names: Names): Result<Value> {
  const items = field.kind === 'choice' ? splitChoices(field, text) : splitList(text)
  const { many: _, ...single } = field
  const list: string[] = []
  for (const item of items) {
    if (field.kind === 'choice') {
      const code = findChoice(field, item)
      if (code === undefined) return wrongChoice(field, item)
      list.push(code)
    } else {
      const one = readValue(single, item, '元', names)
      if (!one.ok) return one
      list.push(String(one.value))
    }
  }
  return ok(list)
}

/** The items of a list: 、 ， ； or line breaks between them. */
export const splitList = (text: string): string[] =>
  text
    .split(/[、，,；;\r\n]+/)
    .map(t => t.trim())
    .filter(Boolean)

/** A label may itself hold a 、: the longest run of items that is a label is taken. */
function splitChoices(field: Field, text: string): string[] {
  const parts = text.split(/([、，,；;\r\n]+)/)
  const items: string[] = []
  for (let i = 0; i < parts.length; ) {
    let taken = 1
    for (let to = parts.length; to > i + 1; to -= 2) {
      const run = parts.slice(i, to).join('')
      if (findChoice(field, run) === undefined) continue
      taken = to - i
      break
    }
    const item = parts
      .slice(i, i + taken)
      .join('')
      .trim()
    if (item) items.push(item)
    i += taken + 1
  }
  return items
}
