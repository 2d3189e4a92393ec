import type { Declaration } from '#kernel/declaration.ts'
import { type Field, type Party, type PartyKind, partyKinds, type Value } from '#kernel/field.ts'
import { checkFields, checkParties } from '#kernel/input.ts'
import { printValue } from '#kernel/print.ts'
import { allRefusals } from '#kernel/refusal.ts'
import { type PlainDate, plainDate } from '#kernel/time/date.ts'
import { readMoney } from '#kernel/values/money.ts'
import type { OrganInfo } from '#records/platform.ts'
import type { Ask, Question, Service } from './services.ts'

/** What was typed, as it was typed, by the name of its input. Kept in the draft, so that nothing typed is lost. */
export type Typed = Readonly<Record<string, string>>

/** A mistake, with the input to look at. */
export type Mistake = { readonly input: string; readonly message: string }

export type Answers = {
  readonly values: Readonly<Record<string, Value>>
  readonly parties: readonly Party[]
  readonly organ?: string
  readonly mistakes: readonly Mistake[]
}

export const inputOf = (ask: Ask): string => {
  switch (ask.kind) {
    case 'field':
      return `f.${ask.field}`
    case 'party':
      return `p.${ask.role}`
    case 'agency':
      return `o.${ask.role}`
    case 'handler':
      return 'handler'
    case 'files':
      return 'files'
    default:
      return ask satisfies never
  }
}

/** The field as the portal asks it: with its plain label, and required where the portal needs it. */
export function askedField(d: Declaration, ask: Extract<Ask, { kind: 'field' }>): Field {
  const field = d.fields[ask.field]
  if (!field) throw new Error(`${d.code} has no field ${ask.field}`)
  const { optional, initial: _, ...rest } = field
  return {
    ...rest,
    // Hints in brackets belong to the label on the page, not into a sentence about it.
    name: (ask.label ?? field.name).replace(/（[^）]*）/g, ''),
    ...(optional && !ask.required ? { optional } : {}),
    ...(ask.options ? { options: ask.options } : {}),
  }
}

export type PartyPart = 'kind' | 'name' | 'number' | 'phone' | 'address'

export const kindsOf = (d: Declaration, ask: Extract<Ask, { kind: 'party' }>): readonly PartyKind[] =>
  ask.kinds ?? d.parties[ask.role]?.kinds ?? []

/** The answers to some questions, checked as the declaration demands. */
export function readAnswers(
  d: Declaration,
  questions: readonly Question[],
  typed: Typed,
  context: {
    readonly today: PlainDate
    readonly organs: readonly OrganInfo[]
    readonly handlers: readonly OrganInfo[]
  },
): Answers {
  const mistakes: Mistake[] = []
  const fields: Record<string, Field> = {}
  const entered: Record<string, Value> = {}
  const parties: Party[] = []
  const order = new Map<string, number>()
  let organ: string | undefined
  for (const ask of questions.flatMap(q => q.asks)) {
    const input = inputOf(ask)
    order.set(input, order.size)
    switch (ask.kind) {
      case 'field': {
        const field = askedField(d, ask)
        const value = readValue(field, input, typed)
        if (value && 'mistake' in value) mistakes.push({ input: value.input ?? input, message: value.mistake })
        else if (!value && !field.optional && (field.kind === 'choice' || field.kind === 'boolean'))
          mistakes.push({ input, message: `请选择“${field.name}”。` })
        else {
          fields[ask.field] = field
          if (value) entered[ask.field] = value.value
        }
        break
      }
      case 'party':
        readParty(d, ask, typed, parties, mistakes)
        break
      case 'agency': {
        const chosen = context.organs.find(o => o.code === typed[input] && ask.of.some(k => k === o.kind))
        if (chosen) parties.push({ role: ask.role, kind: 'agency', name: chosen.name, organ: chosen.code })
        else mistakes.push({ input, message: `请选择“${ask.label}”。` })
        break
      }
      case 'handler': {
        organ = context.handlers.find(o => o.code === typed[input])?.code
        if (!organ) mistakes.push({ input, message: `请选择“${ask.label}”。` })
        break
      }
      case 'files':
        break
      default:
        ask satisfies never
    }
  }
  const checked = checkFields(fields, entered, { today: context.today })
  if (!checked.ok)
    for (const r of allRefusals(checked))
      mistakes.push({ input: `f.${r.path?.replace('values.', '') ?? ''}`, message: r.message })
  const place = (m: Mistake) => order.get(m.input.split('.').slice(0, 2).join('.')) ?? 0
  return {
    values: checked.ok ? checked.value : entered,
    parties,
    mistakes: mistakes.toSorted((a, b) => place(a) - place(b)),
    ...(organ ? { organ } : {}),
  }
}

type Read = { value: Value } | { mistake: string; input?: string } | undefined

function readValue(field: Field, input: string, typed: Typed): Read {
  if (field.kind === 'date') return readDate(field, input, typed)
  const text = (typed[input] ?? '').trim()
  if (!text) return undefined
  switch (field.kind) {
    case 'boolean':
      return { value: text === 'yes' }
    case 'integer':
      return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { mistake: `“${field.name}”应填写数字。` }
    case 'money': {
      const money = readMoney(text, '元')
      return money.ok ? { value: money.value } : { mistake: `“${field.name}”看不明白，请只写数字，例如 5000。` }
    }
    default:
      return { value: text }
  }
}

function readDate(field: Field, input: string, typed: Typed): Read {
  const part = (name: string) => (typed[`${input}.${name}`] ?? '').trim()
  const [y, m, day] = [part('y'), part('m'), part('d')]
  if (!y && !m && !day) return undefined
  for (const [name, label, value] of [
    ['y', '年', y],
    ['m', '月', m],
    ['d', '日', day],
  ] as const)
    if (!/^\d{1,4}$/.test(value))
      return {
        mistake: value ? `“${field.name}”的“${label}”应填写数字。` : `“${field.name}”没有填完整，还缺“${label}”。`,
        input: `${input}.${name}`,
      }
  const date = plainDate(Number(y), Number(m), Number(day))
  return date.ok
    ? { value: date.value }
    : { mistake: `“${field.name}”没有这一天：${y}年${m}月${day}日。请看看月份和日子有没有填错。`, input: `${input}.d` }
}

const partNames: Readonly<Record<PartyPart, string>> = {
  kind: '个人还是单位',
  name: '姓名',
  number: '身份证号码',
  phone: '电话',
  address: '住址',
}

/** 姓名 of a person, 名称 of an organisation, and the like. */
export function partName(part: PartyPart, kind: PartyKind): string {
  if (kind === 'person') return partNames[part]
  return part === 'name'
    ? '名称'
    : part === 'number'
      ? '统一社会信用代码'
      : part === 'address'
        ? '地址'
        : partNames[part]
}

function readParty(
  d: Declaration,
  ask: Extract<Ask, { kind: 'party' }>,
  typed: Typed,
  parties: Party[],
  mistakes: Mistake[],
): void {
  const input = inputOf(ask)
  const part = (name: PartyPart) => (typed[`${input}.${name}`] ?? '').trim()
  const kinds = kindsOf(d, ask)
  const kind = kinds.find(k => k === part('kind')) ?? kinds[0] ?? 'person'
  const { name, number, phone, address } = {
    name: part('name'),
    number: part('number'),
    phone: part('phone'),
    address: part('address'),
  }
  if (ask.optional && !name && !number && !phone && !address) return
  const party: Party = {
    role: ask.role,
    kind,
    name,
    ...(number ? { number } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
  }
  const missing = (['name', ...(ask.needs ?? [])] as const).filter(p => !part(p))
  for (const p of missing)
    mistakes.push({ input: `${input}.${p}`, message: `请填写${ask.label}的${partName(p, kind)}。` })
  const role = d.parties[ask.role]
  if (!role) throw new Error(`${d.code} has no party ${ask.role}`)
  const checked = checkParties({ [ask.role]: { ...role, name: ask.label } }, [party])
  if (checked.ok) parties.push(...checked.value)
  else {
    parties.push(party)
    for (const r of allRefusals(checked)) {
      const at = r.path?.split('.')[2] ?? 'name'
      if (!missing.some(p => p === at)) mistakes.push({ input: `${input}.${at}`, message: r.message })
    }
  }
}

/** One answer as the check page repeats it; empty when nothing was answered. */
export function printAnswer(d: Declaration, ask: Ask, answers: Answers, organs: readonly OrganInfo[]): string {
  switch (ask.kind) {
    case 'field':
      return printValue(askedField(d, ask), answers.values[ask.field])
    case 'agency':
    case 'party':
      return answers.parties
        .filter(p => p.role === ask.role)
        .map(p => [p.name, p.number, p.phone, p.address].filter(Boolean).join('，'))
        .join('；')
    case 'handler':
      return organs.find(o => o.code === answers.organ)?.name ?? ''
    case 'files':
      return ''
    default:
      return ask satisfies never
  }
}

/** How the check page names an answer. */
export const labelOf = (d: Declaration, ask: Ask): string =>
  ask.kind === 'field' ? askedField(d, ask).name : ask.kind === 'files' ? '材料' : ask.label

/** The name of whoever files, for the log. */
export function applicantOf(service: Service, answers: Answers): string {
  const role = service.applicant(answers.values)
  return answers.parties.find(p => p.role === role)?.name || '（未留姓名）'
}

export const kindName = (kind: PartyKind): string =>
  kind === 'person' ? '个人' : kind === 'organisation' ? '单位' : partyKinds[kind]
