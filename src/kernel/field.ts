/**
 * What is asked of a person: the fields of an opening form and of each action. From them follow form, validation, list
 * columns, import template and API schema.
 */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'integer'
  | 'money'
  | 'date'
  | 'boolean'
  | 'choice'
  | 'organ'
  | 'person'
  | 'entry'
  | 'record'
  | 'identityCard'
  | 'creditCode'
  | 'phone'

export type Field = {
  readonly kind: FieldKind
  /** Chinese label. */
  readonly name: string
  readonly optional?: true
  readonly help?: string
  /** Of a choice: code → Chinese label. */
  readonly options?: Readonly<Record<string, string>>
  /** A list of values instead of one. */
  readonly many?: true
  /** Of an `entry` or `record`: the register or system it must come from. */
  readonly of?: string
  /** Of an integer: the counter word. */
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** Personal data: masked for readers who do not handle the record, never published. */
  readonly personal?: true
  /** Of an organ: the organ named takes part, and may read the record and act in it, until another is named. */
  readonly takesPart?: true
  /** Shown as a column of the list and offered as a filter. */
  readonly listed?: true
  /** The value taken when nothing is entered. */
  readonly initial?: Value
}

export type Fields = Readonly<Record<string, Field>>
/** Money is an integer of 分; dates are `YYYY-MM-DD`; an organ, person, entry or record is its id. */
export type Value = string | number | boolean | readonly string[]
export type Values = Readonly<Record<string, Value>>

type Options = Omit<Partial<Field>, 'kind' | 'name' | 'options'>
const make =
  (kind: FieldKind) =>
  (name: string, options: Options = {}): Field => ({ kind, name, ...options })

export const text: (name: string, options?: Options) => Field = make('text')
export const longText: (name: string, options?: Options) => Field = make('longText')
/** A whole number, zero or more unless `min` says else; `unit` is its counter word. */
export const integer: (name: string, options?: Options) => Field = make('integer')
/** An amount of money; stored in 分, entered and shown in 元 or 万元. */
export const money: (name: string, options?: Options) => Field = make('money')
export const date: (name: string, options?: Options) => Field = make('date')
export const yesNo: (name: string, options?: Options) => Field = make('boolean')
/** An organ of the division, by its code. */
export const organ: (name: string, options?: Options) => Field = make('organ')
/** A member of staff, by account id. */
export const person: (name: string, options?: Options) => Field = make('person')
export const identityCard: (name: string, options?: Options) => Field = make('identityCard')
export const phone: (name: string, options?: Options) => Field = make('phone')
/** Entries of a register, whose state on the day of the act the guards can ask. */
export const entry = (name: string, of: string, options: Options = {}): Field => ({
  kind: 'entry',
  name,
  of,
  ...options,
})
/** Another record, e.g. the penalty that an application for reconsideration challenges. */
export const record = (name: string, of: string, options: Options = {}): Field => ({
  kind: 'record',
  name,
  of,
  ...options,
})
export const choice = <const O extends Readonly<Record<string, string>>>(
  name: string,
  options: O,
  more: Options = {},
): Field & { readonly options: O } => ({ kind: 'choice', name, options, ...more })

/** Who takes part: 申请人, 被申请人, 当事人. */
export type PartyKind = 'person' | 'organisation' | 'agency'
export type PartyRole = {
  readonly name: string
  readonly kinds: readonly PartyKind[]
  readonly optional?: true
  readonly many?: true
}
export type Party = {
  readonly role: string
  readonly kind: PartyKind
  readonly name: string
  /** 身份证号 of a person, 统一社会信用代码 of an organisation. */
  readonly number?: string
  readonly phone?: string
  readonly address?: string
  /** Of an agency of the division: its organ code. The organ may then read the record and act as that party. */
  readonly organ?: string
}

export const partyKinds: Readonly<Record<PartyKind, string>> = {
  person: '自然人',
  organisation: '法人或者其他组织',
  agency: '行政机关',
}
