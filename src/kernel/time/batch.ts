/**
 * Limits as lines of text: one JSON object a line for thousands at a time, and the short form `5WD` of an amount.
 */

import { ok, type Refusal, type RefusalCode, type Result, refuse } from '../refusal.ts'
import type { Calendar } from './calendar.ts'
import {
  computePeriod,
  type Exclusion,
  type Extension,
  type PeriodKind,
  type PeriodRequest,
  type PeriodUnit,
} from './period.ts'

export type Amount = { readonly amount: number; readonly unit: PeriodUnit }

const UNIT_WORDS: Readonly<Record<string, PeriodUnit>> = {
  WD: 'WD',
  个工作日: 'WD',
  工作日: 'WD',
  D: 'D',
  日: 'D',
  天: 'D',
  个自然日: 'D',
  自然日: 'D',
  M: 'M',
  个月: 'M',
  月: 'M',
  Y: 'Y',
  年: 'Y',
  H: 'H',
  小时: 'H',
  个小时: 'H',
}

/**
 * Reads an amount with its unit; the unit is never guessed.
 * @example parseAmount('5WD') // { amount: 5, unit: 'WD' }; also '5个工作日', '15日', '6M', '24小时'
 */
export function parseAmount(text: string): Result<Amount> {
  const parts = /^(\d{1,6})\s*(\D+)$/.exec(text.normalize('NFKC').trim())
  const unit = UNIT_WORDS[(parts?.[2] ?? '').trim().toUpperCase()]
  const amount = Number(parts?.[1])
  if (unit === undefined || !(amount >= 1)) {
    return refuse(
      fault(
        `“${text}”不是期限，请写明数额和单位，如 5WD（工作日）、15D（日）、6M（月）、2Y（年）、24H（小时）。`,
        'amount',
      ),
    )
  }
  return ok({ amount, unit })
}

export type BatchAnswer =
  | { readonly id: string | number | null; readonly strict: string; readonly final: string }
  | { readonly id: string | number | null; readonly error: { readonly code: RefusalCode; readonly message: string } }

/**
 * Answers one line:
 * `{"id":1,"start":"2024-09-20","amount":15,"unit":"D","kind":"MAX","roll":true,"exclusions":[["2024-09-25","2024-09-26"]],`
 * `"extension":{"amount":5,"unit":"D"}}`. `roll`, `exclusions` and `extension` may be missing or null; `roll` is then false.
 * A line that cannot be computed gets an error in its place, never an exception.
 */
export function answerBatchLine(line: string, calendar: Calendar): BatchAnswer {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return failed(null, fault('这一行不是完整的 JSON，请核对引号和括号。'))
  }
  if (!isRecord(given)) return failed(null, fault('这一行应当是一个 JSON 对象。'))
  const id = typeof given.id === 'string' || typeof given.id === 'number' ? given.id : null
  const request = requestOf(given, calendar)
  if (!request.ok) return failed(id, request.refusal)
  const period = computePeriod(request.value)
  return period.ok ? { id, strict: period.value.strict, final: period.value.final } : failed(id, period.refusal)
}

function failed(id: string | number | null, { code, message }: Refusal): BatchAnswer {
  return { id, error: { code, message } }
}

function fault(message: string, path?: string): Refusal {
  return { code: 'invalid-period', message, ...(path === undefined ? {} : { path }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Shapes only; whether units, kinds and dates make sense is judged by `computePeriod`. */
function requestOf(given: Record<string, unknown>, calendar: Calendar): Result<PeriodRequest> {
  const { start, amount, unit, kind, fixedOn } = given
  const roll = given.roll ?? false
  if (typeof start !== 'string') return refuse(fault('没有写明起算日，请填写 start。', 'start'))
  if (typeof unit !== 'string') return refuse(fault('没有写明期限的单位，请填写 unit（WD、D、M、Y、H）。', 'unit'))
  if (typeof kind !== 'string')
    return refuse(fault('没有写明期限的性质，请填写 kind（MAX、MIN、POWER、BEFORE）。', 'kind'))
  if (typeof amount !== 'number' && unit !== 'FIX')
    return refuse(fault('期限的数额应当是大于零的整数，请填写 amount。', 'amount'))
  if (typeof roll !== 'boolean') return refuse(fault('roll 应当是 true 或者 false。', 'roll'))
  const exclusions = exclusionsOf(given.exclusions ?? [])
  if (!exclusions.ok) return exclusions
  const extension = extensionOf(given.extension ?? undefined)
  if (!extension.ok) return extension
  return ok({
    start,
    amount: typeof amount === 'number' ? amount : 0,
    unit: unit as PeriodUnit,
    kind: kind as PeriodKind,
    roll,
    exclusions: exclusions.value,
    ...(extension.value === undefined ? {} : { extension: extension.value }),
    ...(typeof fixedOn === 'string' ? { fixedOn } : {}),
    calendar,
  })
}

function exclusionsOf(given: unknown): Result<Exclusion[]> {
  const exclusions: Exclusion[] = []
  for (const pair of Array.isArray(given) ? given : [undefined]) {
    const [from, to] = Array.isArray(pair) && pair.length === 2 ? pair : []
    if (typeof from !== 'string' || typeof to !== 'string') {
      return refuse(fault('exclusions 应当是起止日期的列表，如 [["2024-09-10","2024-09-19"]]。', 'exclusions'))
    }
    exclusions.push({ from, to })
  }
  return ok(exclusions)
}

function extensionOf(given: unknown): Result<Extension | undefined> {
  if (given === undefined) return ok(undefined)
  if (!isRecord(given) || typeof given.amount !== 'number' || typeof given.unit !== 'string') {
    return refuse(fault('extension 应当写明数额和单位，如 {"amount":30,"unit":"D"}。', 'extension'))
  }
  return ok({ amount: given.amount, unit: given.unit as PeriodUnit })
}
