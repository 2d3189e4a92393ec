/** Money in 分 as whole numbers: no amount is ever a fraction, and none is rounded. */

import { ok, type Result, refuse } from '../refusal.ts'
import { readChineseNumeral, toCapitalNumeral } from './numerals.ts'

/** Powers of ten from the unit to 分. */
const UNITS = { 分: 0, 角: 1, 元: 2, 千元: 5, 万元: 6, 百万元: 8, 千万元: 9, 亿元: 10, 万亿元: 14 } as const
export type MoneyUnit = keyof typeof UNITS

const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/

function wrong(message: string): Result<number> {
  return refuse({ code: 'invalid-number', message })
}

/**
 * Reads an amount as people write it: 429.02万元, 1,234.5元, ￥100元, 3亿元, 三千元, 壹万贰仟元伍角整. A bare number is refused
 * unless the caller names the unit of the column. Less than one 分, negative amounts and more than 90 万亿元 are refused.
 * @example readMoney('429.02万元') // 429020000
 */
export function readMoney(typed: string, unitOfBareNumber?: MoneyUnit): Result<number> {
  const text = typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(人民币|RMB|[¥￥])+/i, '')
    .replace(/[圆圓]/g, '元')
    .replace(/元(整|正)$/, '元')
    .replace(/角(整|正)$/, '角')
  if (text === '') return wrong('金额没有填写，请填写。')
  if (/^[-−负]/.test(text)) return wrong(`金额“${typed}”不能为负数，请核对。`)
  const parts = /^([\d.,]+)(.*)$/.exec(text)
  if (parts === null) return readSpelled(text, typed)
  const unit = unitOf(parts[2] ?? '', unitOfBareNumber)
  if (unit === undefined) return wrong(`金额“${typed}”没有写明单位或者单位不能识别，请写明“元”或者“万元”。`)
  const number = NUMBER.exec(parts[1] ?? '')
  if (number === null) return wrong(`金额“${typed}”不是数，请核对小数点和千分位。`)
  return scaled(number[1]?.replaceAll(',', '') ?? '', number[2] ?? '', UNITS[unit], typed)
}

function unitOf(text: string, unitOfBareNumber: MoneyUnit | undefined): MoneyUnit | undefined {
  if (text === '') return unitOfBareNumber
  const name = text.endsWith('元') || text === '角' || text === '分' ? text : `${text}元`
  return Object.keys(UNITS).find((unit): unit is MoneyUnit => unit === name)
}

/** Moves the decimal point by digits, since 429.02 * 1e6 is no whole number in binary. */
function scaled(whole: string, fraction: string, power: number, typed: string): Result<number> {
  const kept = fraction.slice(0, power).padEnd(power, '0')
  if (/[1-9]/.test(fraction.slice(power))) return wrong(`金额“${typed}”精确到了分以下，请核对。`)
  const value = Number(whole + kept)
  return Number.isSafeInteger(value) ? ok(value) : wrong(`金额“${typed}”过大，请核对单位。`)
}

/** 三千元, 壹万贰仟叁佰肆拾伍元陆角柒分. */
function readSpelled(text: string, typed: string): Result<number> {
  const parts = /^(?:([^元角分]+)元)?零?(?:([^元角分零])角)?零?(?:([^元角分零])分)?$/.exec(text)
  if (parts === null) return wrong(`金额“${typed}”不能识别，请按“1234.5元”或者“429.02万元”的样子填写。`)
  let value = 0
  for (const [index, size] of [100, 10, 1].entries()) {
    const spelled = parts[index + 1]
    if (spelled === undefined) continue
    const number = readChineseNumeral(spelled)
    if (!number.ok) return number
    value += number.value * size
  }
  return Number.isSafeInteger(value) ? ok(value) : wrong(`金额“${typed}”过大，请核对单位。`)
}

/** A whole number of 分 shifted back by `power` places, without trailing zeros; undefined when it needs more than two. */
function printed(fen: number, power: number): string | undefined {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`${fen} is no amount in 分`)
  const text = String(fen).padStart(power + 1, '0')
  const fraction = text.slice(text.length - power).replace(/0+$/, '')
  if (fraction.length > 2) return undefined
  const whole = text.slice(0, text.length - power).replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/**
 * The amount in 元.
 * @example printYuan(123450) // '1,234.5元'
 * @throws RangeError for what is no whole, non-negative number of 分
 */
export function printYuan(fen: number): string {
  return `${printed(fen, UNITS.元)}元`
}

/** The amount in 万元 with at most two decimals; refused when that would round it. */
export function printWanYuan(fen: number): Result<string> {
  const text = printed(fen, UNITS.万元)
  return text === undefined
    ? refuse({ code: 'invalid-number', message: `${printYuan(fen)}以万元表示须超过两位小数，请改用元。` })
    : ok(`${text}万元`)
}

/**
 * The amount in the largest of 亿元, 万元 and 元 that shows it exactly with at most two decimals.
 * @example printMoney(429020000) // '429.02万元'; printMoney(123450) // '1,234.5元'
 */
export function printMoney(fen: number): string {
  for (const unit of ['亿元', '万元'] as const) {
    const text = fen >= 10 ** UNITS[unit] ? printed(fen, UNITS[unit]) : undefined
    if (text !== undefined) return `${text}${unit}`
  }
  return printYuan(fen)
}

/**
 * The amount written out for a receipt or a decision (正确填写票据和结算凭证的基本规定).
 * @example printCapitalAmount(1640902) // '壹万陆仟肆佰零玖元零贰分'
 * @throws RangeError for what is no whole, non-negative number of 分
 */
export function printCapitalAmount(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const cents = fen % 10
  const whole = yuan > 0 || fen === 0 ? `${toCapitalNumeral(yuan)}元` : ''
  if (jiao === 0 && cents === 0) return `${whole}整`
  const gap = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : ''
  return (
    whole + gap + (jiao > 0 ? `${toCapitalNumeral(jiao)}角` : '') + (cents > 0 ? `${toCapitalNumeral(cents)}分` : '')
  )
}
