import type { Action, Declaration } from '#kernel/declaration.ts'
import type { Field, PartyRole } from '#kernel/field.ts'

/** What a column of a ledger holds. */
export type Part =
  | { readonly part: 'on' }
  | { readonly part: 'organ' }
  | { readonly part: 'number' }
  | { readonly part: 'field'; readonly code: string }
  | { readonly part: 'party'; readonly role: string; readonly of: 'name' | 'kind' | 'number' | 'phone' }
  | { readonly part: 'action'; readonly action: string }
  | { readonly part: 'ask'; readonly action: string; readonly code: string }

export type Column = {
  readonly part: Part
  /** As the template prints it. */
  readonly header: string
  /** Opening, or the action that it belongs to. */
  readonly group: string
  /** How its cells are read and checked. */
  readonly field: Field
  /** Of an opening: it must be filled in every row. Of an action: when the action's date is. */
  readonly required: boolean
  /** What an older version of the law called it. */
  readonly formerly?: string
  /** Asked by this older version of the law only. */
  readonly onlyIn?: string
}

/** The columns of a system's ledger: one row tells a whole record. */
export type Ledger = { readonly newest: Declaration; readonly columns: readonly Column[] }

/** Actions that make a column group of the ledger: those that move the record, or the end of one of its limits. */
export function ledgerActions(d: Declaration): readonly (readonly [string, Action])[] {
  const extending = Object.values(d.limits).flatMap(l => l.extendedBy?.action ?? [])
  return Object.entries(d.actions).filter(([code, a]) => a.ledger ?? (a.to !== undefined || extending.includes(code)))
}

const fixedHeaders = { organ: '办理单位', number: '原案号' } as const
const askedOf = (field: Field) => !field.optional && field.initial === undefined

/** The newest version's columns, then those that only older versions have: their rows are still governed by them. */
export function ledgerOf(versions: readonly Declaration[]): Ledger {
  const newestFirst = versions.toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1))
  const newest = newestFirst[0]
  if (!newest) throw new Error('a ledger needs a declaration')
  const columns = columnsOf(newest)
  for (const d of newestFirst.slice(1))
    for (const c of columnsOf(d)) {
      const key = keyOf(c.part)
      const at = columns.findIndex(x => keyOf(x.part) === key)
      const known = columns[at]
      if (known) {
        // Whatever any version takes may be filled in; whether the row's own version takes it is asked in the end.
        const options = known.field.options && { ...known.field.options, ...c.field.options, ...known.field.options }
        columns[at] = {
          ...known,
          field: options ? { ...known.field, options } : known.field,
          required: known.required && c.required,
          ...(c.header === known.header ? {} : { formerly: c.header }),
        }
        continue
      }
      const beside = columns.findLastIndex(x => x.group === c.group)
      const older = { ...c, onlyIn: d.version, required: c.required && c.part.part === 'ask' }
      columns.splice(beside < 0 ? columns.length : beside + 1, 0, older)
    }
  return { newest, columns: withUniqueHeaders(columns) }
}

export const keyOf = (p: Part): string => {
  switch (p.part) {
    case 'field':
      return `field ${p.code}`
    case 'party':
      return `party ${p.role} ${p.of}`
    case 'action':
      return `action ${p.action}`
    case 'ask':
      return `ask ${p.action} ${p.code}`
    default:
      return p.part
  }
}

function columnsOf(d: Declaration): Column[] {
  const group = d.open.name
  const columns: Column[] = [
    { part: { part: 'on' }, header: d.open.dateName, group, field: day(d.open.dateName), required: true },
    {
      part: { part: 'organ' },
      header: fixedHeaders.organ,
      group,
      field: {
        kind: 'organ',
        name: fixedHeaders.organ,
        optional: true,
        help: '单位名称或者代码；不填的为导入人员所在单位',
      },
      required: false,
    },
    {
      part: { part: 'number' },
      header: fixedHeaders.number,
      group,
      field: { kind: 'text', name: fixedHeaders.number, optional: true, help: '原有编号照录；不填的由系统编号' },
      required: false,
    },
  ]
  for (const [role, party] of Object.entries(d.parties)) columns.push(...partyColumns(role, party, group))
  for (const [code, field] of Object.entries(d.fields))
    columns.push({ part: { part: 'field', code }, header: field.name, group, field, required: askedOf(field) })
  for (const [action, a] of ledgerActions(d)) {
    const header = `${a.name}日期`
    columns.push({ part: { part: 'action', action }, header, group: a.name, field: day(header), required: false })
    for (const [code, field] of Object.entries(a.asks ?? {}))
      columns.push({
        part: { part: 'ask', action, code },
        header: field.name,
        group: a.name,
        field,
        required: askedOf(field),
      })
  }
  return columns
}

const day = (name: string): Field => ({ kind: 'date', name, max: 0 })

function partyColumns(role: string, party: PartyRole, group: string): Column[] {
  const column = (of: 'name' | 'kind' | 'number' | 'phone', header: string, field: Omit<Field, 'name'>): Column => ({
    part: { part: 'party', role, of },
    header,
    group,
    field: { name: header, ...field },
    required: of === 'name' && !party.optional,
  })
  const several = party.many ? '多个的用顿号隔开' : undefined
  const help = (text?: string) => {
    const all = [text, several].filter(Boolean).join('；')
    return all ? { help: all } : {}
  }
  const columns = [column('name', party.name, { kind: 'text', max: 2000, ...help('姓名或者名称') })]
  if (party.kinds.every(k => k === 'agency')) return columns
  if (party.kinds.length > 1)
    columns.push(
      column('kind', `${party.name}类型`, {
        kind: 'text',
        optional: true,
        help: '自然人、法人或者其他组织；不填的按证件号、名称判断',
      }),
    )
  columns.push(
    column('number', `${party.name}证件号`, {
      kind: 'text',
      optional: true,
      max: 2000,
      ...help('公民身份号码或者统一社会信用代码'),
    }),
    column('phone', `${party.name}电话`, { kind: 'text', optional: true, max: 2000, ...help() }),
  )
  return columns
}

/** A label that stands twice is told apart by its action, and within one form by its unit or kind. */
function withUniqueHeaders(columns: readonly Column[]): Column[] {
  const twice = (list: readonly Column[]) => {
    const times = new Map<string, number>()
    for (const c of list) times.set(plainHeader(c.header), (times.get(plainHeader(c.header)) ?? 0) + 1)
    return (c: Column) => (times.get(plainHeader(c.header)) ?? 0) > 1
  }
  const shared = twice(columns)
  const byAction = columns.map(c =>
    c.part.part === 'ask' && shared(c) ? { ...c, header: `${c.group}·${c.header}` } : c,
  )
  const still = twice(byAction)
  return byAction.map(c =>
    still(c) ? { ...c, header: `${c.header}（${c.field.unit ?? kindNames[c.field.kind]}）` } : c,
  )
}

/** What a column takes, in words. */
export const kindNames: Readonly<Record<Field['kind'], string>> = {
  text: '文字',
  longText: '文字',
  integer: '整数',
  money: '金额',
  date: '日期',
  boolean: '是或否',
  choice: '选项',
  organ: '单位',
  person: '人员',
  entry: '名录条目',
  record: '编号',
  identityCard: '公民身份号码',
  creditCode: '统一社会信用代码',
  phone: '电话',
}

const moneyUnits = /\((元|千元|万元|百万元|亿元)\)$/

/** A header without what people add or drop: spaces, stars, punctuation, width of the signs. */
export const plainHeader = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s*＊·•.:、,，。"“”'_-]/g, '')
    .toLowerCase()

/** 受理日期, 受理时间 and 受理之日 are the same. */
const looseHeader = (plain: string): string => plain.replace(/(日期|时间|之日)$/, '#日')

export type HeaderMatch = {
  /** For each column of the file, what it holds; undefined: it is passed over. */
  readonly columns: readonly (MatchedColumn | undefined)[]
  /** Headers that the ledger does not know, with their place (0 is the first). */
  readonly unknown: readonly { readonly index: number; readonly header: string }[]
  readonly repeated: readonly { readonly index: number; readonly header: string }[]
  readonly missing: readonly Column[]
}
export type MatchedColumn = {
  readonly column: Column
  /** As the file writes it. */
  readonly header: string
  /** Of money: the unit that the header names. */
  readonly unit: '元' | '千元' | '万元' | '百万元' | '亿元'
}

/** Columns that ledgers carry for the eye, and the one that we add to rejected rows. */
const passedOver = new Set(['序号', 'no', '导入错误'])

/** Finds the column of each header, in any order. */
export function matchHeader(ledger: Ledger, headers: readonly string[]): HeaderMatch {
  const exact = new Map<string, Column>()
  const loose = new Map<string, Column | undefined>()
  for (const c of ledger.columns) if (c.formerly) exact.set(plainHeader(c.formerly), c)
  for (const c of ledger.columns) exact.set(plainHeader(c.header), c)
  for (const c of ledger.columns) {
    const key = looseHeader(plainHeader(c.header))
    loose.set(key, loose.has(key) ? undefined : c)
  }
  const taken = new Set<Column>()
  const unknown: { index: number; header: string }[] = []
  const repeated: { index: number; header: string }[] = []
  const columns = headers.map((header, index): MatchedColumn | undefined => {
    const plain = plainHeader(header)
    if (!plain || passedOver.has(plain)) return undefined
    const named = moneyUnits.exec(plain)
    const bare = plain.replace(moneyUnits, '')
    const find = (key: string) => exact.get(key) ?? loose.get(looseHeader(key))
    const withUnit = named ? find(bare) : undefined
    const column = find(plain) ?? (withUnit?.field.kind === 'money' ? withUnit : undefined)
    if (!column) {
      unknown.push({ index, header: header.trim() })
      return undefined
    }
    if (taken.has(column)) {
      repeated.push({ index, header: header.trim() })
      return undefined
    }
    taken.add(column)
    return { column, header: header.trim(), unit: (named?.[1] ?? '元') as MatchedColumn['unit'] }
  })
  return {
    columns,
    unknown,
    repeated,
    missing: ledger.columns.filter(c => c.required && c.part.part !== 'ask' && !taken.has(c)),
  }
}

/** A header close to an unknown one, for the message. */
export function similarHeader(ledger: Ledger, typed: string): string | undefined {
  const plain = plainHeader(typed)
  const signs = new Set(plain)
  let best: { header: string; score: number } | undefined
  for (const { header } of ledger.columns) {
    const other = new Set(plainHeader(header))
    const common = [...signs].filter(s => other.has(s)).length
    const score = common / (signs.size + other.size - common)
    if (score >= 0.5 && score > (best?.score ?? 0)) best = { header, score }
  }
  return best?.header
}
