/** 公民身份号码, 18 places: area, date of birth, serial number, check character (GB 11643-1999). */

import { ok, type Result, refuse } from '../refusal.ts'
import { isPlainDate, type PlainDate } from '../time/date.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checks = '10X98765432'

/**
 * The check character of the first 17 digits (ISO 7064, MOD 11-2).
 * @example identityCardCheck('11010519491231002') // 'X'
 */
export function identityCardCheck(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (weights[i] as number)
  return checks[sum % 11] as string
}

/** Checks a number as typed and returns it with a capital X. */
export function checkIdentityCard(typed: string): Result<string> {
  const number = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const wrong = (message: string) => refuse({ code: 'invalid-number', message })
  if (number.length === 15) return wrong('15位身份证号码已停止使用，请填写18位公民身份号码。')
  if (!/^\d{17}[\dX]$/.test(number)) return wrong('公民身份号码应为18位：前17位为数字，末位为数字或X。')
  const birth = birthDate(number)
  if (!isPlainDate(birth)) return wrong(`公民身份号码第7至14位“${number.slice(6, 14)}”不是有效的出生日期。`)
  const check = identityCardCheck(number)
  return number[17] === check ? ok(number) : wrong(`公民身份号码末位校验不符：应为${check}，现为${number[17]}。`)
}

/** The day of birth in a checked number. */
export function birthDate(number: string): PlainDate {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/** The sex in a checked number: the serial numbers of men are odd. */
export function sexOf(number: string): '男' | '女' {
  return Number(number[16]) % 2 === 1 ? '男' : '女'
}

/**
 * The number with the day of birth hidden, for readers who need not know it.
 * @example maskIdentityCard('990101199001011232') // '990101********1232'
 */
export function maskIdentityCard(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)}********${number.slice(14)}` : '*'.repeat(number.length)
}
