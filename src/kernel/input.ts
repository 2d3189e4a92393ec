import { type Field, type Fields, type Party, type PartyRole, partyKinds, type Value, type Values } from './field.ts'
import { ok, type Refusal, type Result, refuse } from './refusal.ts'
import { formatChineseDate, isPlainDate, type PlainDate } from './time/date.ts'
import { checkCreditCode } from './values/credit-code.ts'
import { checkIdentityCard } from './values/identity-card.ts'
import { checkPhone } from './values/phone.ts'

const longest = { text: 200, longText: 20_000 } as const
/** No control characters except line breaks and tabs: they cannot be stored in PostgreSQL or printed. */
const forbiddenText =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

type FieldContext = { readonly today: PlainDate }

/**
 * Checks what was entered against the fields asked, and returns it trimmed. All mistakes are named at once; a field that
 * is not asked is a mistake too. Dates may lie in the future (a hearing) unless `max` is `0` days from today.
 */
export function checkFields(fields: Fields, values: Values, context: FieldContext, prefix = 'values'): Result<Values> {
  const wrong: Refusal[] = []
  const right: Record<string, Value> = {}
  for (const key of Object.keys(values))
    if (!Object.hasOwn(fields, key))
      wrong.push({
        code: 'invalid-input',
        path: `${prefix}.${key}`,
        message: `没有名为“${key}”的栏目，请检查后重新提交。`,
      })
  for (const [key, field] of Object.entries(fields)) {
    const entered = values[key] ?? field.initial
    if (entered === undefined || entered === '' || (Array.isArray(entered) && entered.length === 0)) {
      if (!field.optional)
        wrong.push({ code: 'invalid-input', path: `${prefix}.${key}`, message: `请填写“${field.name}”。` })
      continue
    }
    const checked = checkField(field, entered, context)
    if (checked.ok) right[key] = checked.value
    else wrong.push({ ...checked.refusal, path: `${prefix}.${key}` })
  }
  return wrong[0] ? refuse(wrong[0], wrong.slice(1)) : ok(right)
}

function checkField(field: Field, entered: Value, context: FieldContext): Result<Value> {
  if (!field.many) return checkOne(field, entered, context)
  if (!Array.isArray(entered)) return invalid(`“${field.name}”应为列表，可填多项。`)
  if (entered.length > 500) return invalid(`“${field.name}”最多填500项。`)
  const list: string[] = []
  for (const item of entered as readonly string[]) {
    const one = checkOne(field, item, context)
    if (!one.ok) return one
    if (!list.includes(String(one.value))) list.push(String(one.value))
  }
  return ok(list)
}

const invalid = (message: string) => refuse({ code: 'invalid-input', message })

function checkOne(field: Field, entered: Value, context: FieldContext): Result<Value> {
  const { kind, name } = field
  switch (kind) {
    case 'integer':
    case 'money': {
      if (typeof entered !== 'number' || !Number.isSafeInteger(entered))
        return invalid(kind === 'money' ? `“${name}”应为金额，最多两位小数。` : `“${name}”应为整数。`)
      const least = field.min ?? 0
      const show = (n: number) => (kind === 'money' ? `${n / 100}元` : `${n}${field.unit ?? ''}`)
      if (entered < least) return invalid(`“${name}”不能小于${show(least)}。`)
      if (field.max !== undefined && entered > field.max) return invalid(`“${name}”不能大于${show(field.max)}。`)
      return ok(entered)
    }
    case 'boolean':
      return typeof entered === 'boolean' ? ok(entered) : invalid(`“${name}”应选“是”或“否”。`)
    default:
      return typeof entered === 'string' ? checkText(field, entered, context) : invalid(`“${name}”应填写文字。`)
  }
}

function checkText(field: Field, typed: string, context: FieldContext): Result<Value> {
  const { name, kind } = field
  if (forbiddenText.test(typed)) return invalid(`“${name}”含有无法识别的字符，请删去后重新填写。`)
  const entered = typed.trim()
  if (!entered) return invalid(`请填写“${name}”。`)
  const most = (kind === 'date' ? undefined : field.max) ?? (kind === 'longText' ? longest.longText : longest.text)
  if (entered.length > most) return invalid(`“${name}”最多${most}字，现为${entered.length}字。`)
  switch (kind) {
    case 'date':
      if (!isPlainDate(entered))
        return refuse({
          code: 'invalid-date',
          message: `“${name}”不是有效的日期（${entered}），请按 2024-03-05 的样子填写。`,
        })
      return field.max === 0 && entered > context.today
        ? refuse({ code: 'invalid-date', message: `“${name}”不能晚于今天（${formatChineseDate(context.today)}）。` })
        : ok(entered)
    case 'choice':
      return field.options && Object.hasOwn(field.options, entered)
        ? ok(entered)
        : invalid(`“${name}”只能从下列中选择：${Object.values(field.options ?? {}).join('、')}。`)
    case 'identityCard':
      return checkIdentityCard(entered)
    case 'creditCode':
      return checkCreditCode(entered)
    case 'phone':
      return checkPhone(entered)
    default:
      return ok(entered)
  }
}

/** Checks the parties of a record: roles known, required ones present, numbers valid. */
export function checkParties(
  roles: Readonly<Record<string, PartyRole>>,
  parties: readonly Party[],
): Result<readonly Party[]> {
  const wrong: Refusal[] = []
  const right: Party[] = []
  parties.forEach((party, i) => {
    const path = `parties.${i}`
    const role = Object.hasOwn(roles, party.role) ? roles[party.role] : undefined
    if (!role) {
      wrong.push({ code: 'invalid-input', path, message: `没有“${party.role}”这一当事人角色。` })
      return
    }
    if (!role.kinds.includes(party.kind))
      wrong.push({
        code: 'invalid-input',
        path: `${path}.kind`,
        message: `“${role.name}”只能是${role.kinds.map(k => partyKinds[k]).join('、')}。`,
      })
    if (!party.name?.trim() || party.name.length > 200 || forbiddenText.test(party.name))
      wrong.push({
        code: 'invalid-input',
        path: `${path}.name`,
        message: `请填写“${role.name}”的姓名或者名称（200字以内）。`,
      })
    const checked: Record<string, string> = {}
    if (party.number) {
      const number = party.kind === 'person' ? checkIdentityCard(party.number) : checkCreditCode(party.number)
      if (number.ok) checked.number = number.value
      else
        wrong.push({ ...number.refusal, path: `${path}.number`, message: `“${role.name}”的${number.refusal.message}` })
    }
    if (party.phone) {
      const phone = checkPhone(party.phone)
      if (phone.ok) checked.phone = phone.value
      else wrong.push({ ...phone.refusal, path: `${path}.phone` })
    }
    if (party.address && (party.address.length > 300 || forbiddenText.test(party.address)))
      wrong.push({
        code: 'invalid-input',
        path: `${path}.address`,
        message: '地址最多300字，且不能含有无法识别的字符。',
      })
    right.push({ ...party, name: party.name?.trim() ?? '', ...checked })
  })
  for (const [code, role] of Object.entries(roles)) {
    const n = parties.filter(p => p.role === code).length
    if (n === 0 && !role.optional)
      wrong.push({ code: 'invalid-input', path: `parties.${code}`, message: `请填写“${role.name}”。` })
    if (n > 1 && !role.many)
      wrong.push({ code: 'invalid-input', path: `parties.${code}`, message: `“${role.name}”只能有一个。` })
  }
  return wrong[0] ? refuse(wrong[0], wrong.slice(1)) : ok(right)
}
