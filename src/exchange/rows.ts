import type { Catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Field, Party, PartyKind, Value, Values } from '#kernel/field.ts'
import { checkFields, checkParties } from '#kernel/input.ts'
import { allRefusals, type Refused } from '#kernel/refusal.ts'
import { formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import { checkCreditCode } from '#kernel/values/credit-code.ts'
import { checkIdentityCard } from '#kernel/values/identity-card.ts'
import { type Cell, cellText, isBlank, type SheetRow } from './cell.ts'
import { type Column, type HeaderMatch, keyOf, type Ledger, ledgerActions, type MatchedColumn } from './ledger.ts'
import { type Dated, orderOf } from './order.ts'
import { type Names, readDay, readValue } from './values.ts'

/** What is wrong with a row: the row as the file counts it, the column as the file names it, and what to do. */
export type RowError = { readonly row: number; readonly column: string; readonly message: string }

/** A whole record as one row tells it. */
export type LedgerRow = {
  readonly organ: string
  readonly open: {
    readonly on: PlainDate
    readonly at?: string
    readonly values: Values
    readonly parties: readonly Party[]
    readonly number?: string
  }
  readonly steps: readonly (Dated & { readonly values: Values })[]
}

export type RowReader = {
  readonly catalogue: Catalogue
  readonly ledger: Ledger
  readonly match: HeaderMatch
  readonly today: PlainDate
  readonly names: Names
  /** Code of an organ by its name as a party; undefined for one that is not of the division. */
  readonly agencyOf: (name: string) => string | undefined
  /** The organ of rows that name none; undefined: each row must. */
  readonly organ?: string
  /** Refuses organs in whose name the person may not import. */
  readonly mayImportFor: (organ: string) => boolean
}

type Cells = ReadonlyMap<string, { readonly matched: MatchedColumn; readonly cell: Cell }>

/** Reads one row; all its mistakes at once. Guards of the law are not asked: what the ledger tells has happened. */
export function readRow(reader: RowReader, row: SheetRow): LedgerRow | readonly RowError[] {
  const errors: RowError[] = []
  const filled = new Map<string, { matched: MatchedColumn; cell: Cell }>()
  reader.match.columns.forEach((matched, i) => {
    const cell = row.cells[i]
    if (matched && cell !== undefined && !isBlank(cell)) filled.set(keyOf(matched.column.part), { matched, cell })
  })
  const work = new RowWork(reader, row.row, filled, errors)
  const on = work.openingDay()
  const d = (on && reader.catalogue.inForce(reader.ledger.newest.code, on.on)) || reader.ledger.newest
  if (on && !reader.catalogue.inForce(reader.ledger.newest.code, on.on))
    work.wrong('on', `${formatChineseDate(on.on)}尚无适用的“${d.name}”规则，不能导入，请核对日期。`)
  work.noForeignColumns(d)
  const organ = work.organ()
  const number = work.number()
  const parties = work.parties(d)
  const values = work.form(d.fields, code => `field ${code}`)
  const steps = work.steps(d, on?.on)
  if (errors.length || !on || !organ) return errors
  return {
    organ,
    open: {
      on: on.on,
      values,
      parties,
      ...(on.at && hasHours(d) ? { at: on.at } : {}),
      ...(number === undefined ? {} : { number }),
    },
    steps,
  }
}

/** The time of day matters only where a limit runs in hours. */
const hasHours = (d: Declaration): boolean => Object.values(d.limits).some(l => l.within.unit === 'H')

/** The pieces of one row. */
class RowWork {
  readonly reader: RowReader
  readonly row: number
  readonly filled: Cells
  readonly errors: RowError[]

  constructor(reader: RowReader, row: number, filled: Cells, errors: RowError[]) {
    this.reader = reader
    this.row = row
    this.filled = filled
    this.errors = errors
  }

  /** `key`: of the column; shown under the header that the file has for it, or that the template would have. */
  wrong(key: string, message: string): void {
    this.errors.push({ row: this.row, column: headerOf(this.reader, key), message })
  }

  text(key: string): string {
    return cellText(this.filled.get(key)?.cell)
  }

  openingDay() {
    const { name } = this.reader.ledger.newest.open
    const { dateName } = this.reader.ledger.newest.open
    const entry = this.filled.get('on')
    if (!entry) {
      this.wrong('on', `请填写“${dateName}”：每一行都要有${name}的日期。`)
      return undefined
    }
    return this.day('on', entry.cell)
  }

  private day(key: string, cell: Cell) {
    const read = readDay(cell)
    if (!read.ok) {
      this.wrong(key, read.refusal.message)
      return undefined
    }
    if (read.value.on > this.reader.today) {
      this.wrong(key, `日期（${read.value.on}）晚于今天（${this.reader.today}），台账只记已经发生的事，请核对年份。`)
      return undefined
    }
    return read.value
  }

  organ(): string | undefined {
    const entry = this.filled.get('organ')
    if (!entry) {
      if (this.reader.organ === undefined) this.wrong('organ', '请填写“办理单位”（单位名称或者代码）。')
      return this.reader.organ
    }
    const found = this.reader.names({ kind: 'organ', name: '办理单位' }, cellText(entry.cell))
    if (!found.ok) {
      this.wrong('organ', found.refusal.message)
      return undefined
    }
    if (this.reader.mayImportFor(found.value)) return found.value
    this.wrong('organ', `您只能导入本单位的台账，不能导入“${cellText(entry.cell)}”的。请由该单位或者司法局导入。`)
    return undefined
  }

  number(): string | undefined {
    const entry = this.filled.get('number')
    if (!entry) return undefined
    const number = cellText(entry.cell).normalize('NFC')
    // biome-ignore format: control characters
    if (number.length > 100 || /[\u0000-\u001f\u007f]/.test(number)) {
      this.wrong('number', '案号最多100字，且不能含有换行和无法识别的字符。')
      return undefined
    }
    return number
  }

  /** Reads and checks the fields of a form; those that are wrong are reported and left out. */
  form(fields: Readonly<Record<string, Field>>, key: (code: string) => string): Values {
    const typed: Record<string, Value> = {}
    const unread = new Set<string>()
    for (const [code, field] of Object.entries(fields)) {
      const entry = this.filled.get(key(code))
      if (!entry) continue
      const read = readValue(field, entry.cell, entry.matched.unit, this.reader.names)
      if (read.ok) typed[code] = read.value
      else {
        unread.add(code)
        this.wrong(key(code), read.refusal.message)
      }
    }
    const checked = checkFields(fields, typed, { today: this.reader.today }, '')
    if (checked.ok) return checked.value
    for (const r of allRefusals(checked)) {
      const code = (r.path ?? '').slice(1)
      if (!unread.has(code)) this.wrong(key(code), r.message)
    }
    return {}
  }

  steps(d: Declaration, openedOn: PlainDate | undefined): LedgerRow['steps'] {
    const dated: (Dated & { values: Values })[] = []
    for (const [code, action] of ledgerActions(d)) {
      const key = `action ${code}`
      const asks = action.asks ?? {}
      const entry = this.filled.get(key)
      if (!entry) {
        const told = Object.keys(asks).find(ask => this.tells(`ask ${code} ${ask}`))
        if (told)
          this.wrong(
            key,
            `填写了“${headerOf(this.reader, `ask ${code} ${told}`)}”，但没有填写“${headerOf(this.reader, key)}”。请补填日期；没有这一步的，请清空前者。`,
          )
        continue
      }
      const day = this.day(key, entry.cell)
      const values = this.form(asks, ask => `ask ${code} ${ask}`)
      if (!day) continue
      if (openedOn && day.on < openedOn) {
        this.wrong(key, `“${action.name}日期”（${day.on}）早于“${d.open.dateName}”（${openedOn}），请核对。`)
        continue
      }
      dated.push({ action: code, on: day.on, values, ...(day.at && hasHours(d) ? { at: day.at } : {}) })
    }
    if (this.errors.length) return dated
    const ordered = orderOf(d, dated)
    if (Array.isArray(ordered)) return ordered
    const disorder = ordered as Exclude<typeof ordered, unknown[]>
    this.wrong(`action ${disorder.action}`, disorder.message)
    return dated
  }

  /** Something was told: a plain 否 or 0 beside an action that did not happen says only that it did not. */
  private tells(key: string): boolean {
    const entry = this.filled.get(key)
    return entry !== undefined && !/^(否|无|没有|0|0\.0+|0?元|false|no|n|×)$/i.test(cellText(entry.cell))
  }

  /** Columns of another version of the law than the one that governs the row. */
  noForeignColumns(d: Declaration): void {
    const own = ownKeys(d)
    for (const [key, { matched }] of this.filled)
      if (!own.has(key) && (matched.column.part.part === 'field' || this.tells(key)))
        this.wrong(
          key,
          `按“${d.open.dateName}”适用的规则（${d.name}${d.version}年版）没有“${matched.header}”，请清空或者核对日期。`,
        )
  }

  parties(d: Declaration): readonly Party[] {
    const parties: Party[] = []
    for (const [role, declared] of Object.entries(d.parties)) {
      const key = (of: string) => `party ${role} ${of}`
      const split = (of: string) =>
        declared.many ? splitNames(this.text(key(of))) : [this.text(key(of))].filter(Boolean)
      const names = split('name')
      const numbers = this.aside(key('number'), split('number'), names.length, declared.name)
      const phones = this.aside(key('phone'), split('phone'), names.length, declared.name)
      const kinds = this.aside(key('kind'), split('kind'), names.length, declared.name)
      names.forEach((name, i) => {
        const kind = partyKind(
          declared.kinds,
          name,
          kinds[i] ?? (kinds.length === 1 ? kinds[0] : undefined),
          numbers[i],
        )
        if (kind === undefined) {
          this.wrong(
            key('kind'),
            `“${declared.name}类型”应填“自然人”或者“法人或者其他组织”，现为“${kinds[i] ?? kinds[0]}”。`,
          )
          return
        }
        const organ = kind === 'agency' ? this.reader.agencyOf(name) : undefined
        parties.push({
          role,
          kind,
          name: name.normalize('NFC'),
          ...(numbers[i] ? { number: numbers[i] } : {}),
          ...(phones[i] ? { phone: phones[i] } : {}),
          ...(organ ? { organ } : {}),
        })
      })
      if (!names.length && (numbers.length || phones.length))
        this.wrong(key('name'), `填写了“${declared.name}”的证件号或者电话，但没有填写姓名或者名称，请补填。`)
    }
    const checked = checkParties(d.parties, parties)
    if (checked.ok) return checked.value
    this.partyErrors(checked, parties)
    return []
  }

  private partyErrors(refused: Refused, parties: readonly Party[]): void {
    for (const r of allRefusals(refused)) {
      const [, place = '', of = 'name'] = (r.path ?? '').split('.')
      const party = parties[Number(place)]
      const role = party?.role ?? place
      const key = `party ${role} ${of === 'number' || of === 'phone' ? of : 'name'}`
      const many = parties.filter(p => p.role === role).length > 1
      this.wrong(key, many && party ? `${party.name}：${r.message}` : r.message)
    }
  }

  /** Numbers, phones and kinds stand in the order of the names, as many as there are; or there is one for all kinds. */
  private aside(key: string, typed: readonly string[], names: number, role: string): readonly string[] {
    if (!typed.length || typed.length === names || (typed.length === 1 && key.endsWith(' kind'))) return typed
    this.wrong(key, `“${role}”有${names}个姓名，这里却有${typed.length}项。请按姓名的顺序逐个填写，用顿号隔开。`)
    return []
  }
}

/** Not at commas of Latin script, which stand within names of companies. */
const splitNames = (text: string): string[] =>
  text
    .split(/[、，；;\r\n]+/)
    .map(t => t.trim())
    .filter(Boolean)

const ownKeysOf = new WeakMap<Declaration, ReadonlySet<string>>()
function ownKeys(d: Declaration): ReadonlySet<string> {
  let keys = ownKeysOf.get(d)
  if (!keys) {
    keys = new Set([
      ...['on', 'organ', 'number'],
      ...Object.keys(d.parties).flatMap(r => ['name', 'kind', 'number', 'phone'].map(of => `party ${r} ${of}`)),
      ...Object.keys(d.fields).map(f => `field ${f}`),
      ...ledgerActions(d).flatMap(([code, a]) => [
        `action ${code}`,
        ...Object.keys(a.asks ?? {}).map(f => `ask ${code} ${f}`),
      ]),
    ])
    ownKeysOf.set(d, keys)
  }
  return keys
}

const headersOf = new WeakMap<RowReader, Map<string, string>>()
function headerOf(reader: RowReader, key: string): string {
  let headers = headersOf.get(reader)
  if (!headers) {
    headers = new Map(reader.ledger.columns.map((c: Column) => [keyOf(c.part), c.header]))
    for (const m of reader.match.columns) if (m) headers.set(keyOf(m.column.part), m.header)
    headersOf.set(reader, headers)
  }
  return headers.get(key) ?? key
}

const kindWords: readonly (readonly [RegExp, PartyKind])[] = [
  [/^(自然人|个人|公民|个体)$/, 'person'],
  [/^(法人或者其他组织|法人或其他组织|法人|其他组织|组织|单位|企业|公司)$/, 'organisation'],
  [/^(行政机关|机关)$/, 'agency'],
]
const organisationEnd =
  /(公司|集团|厂|店|行|社|所|院|校|学校|大学|中心|协会|学会|商会|委员会|居委会|村委会|局|政府|办事处|部|馆|站|场|园|医院|幼儿园|工作室|合伙)(（.*）|\(.*\))?$/

/** What a party is: as told; by its number; or by its name, whose end gives organisations away. */
function partyKind(
  kinds: readonly PartyKind[],
  name: string,
  told: string | undefined,
  number: string | undefined,
): PartyKind | undefined {
  if (told) return kindWords.find(([words, kind]) => words.test(told) && kinds.includes(kind))?.[1]
  if (kinds.length === 1) return kinds[0]
  if (number && kinds.includes('person') && checkIdentityCard(number).ok) return 'person'
  if (number && kinds.includes('organisation') && checkCreditCode(number).ok) return 'organisation'
  const looks = [...name].length > 4 && organisationEnd.test(name) ? 'organisation' : 'person'
  return kinds.includes(looks) ? looks : kinds[0]
}
