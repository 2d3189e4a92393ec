/** Telephone numbers of mainland China. */

import { ok, type Result, refuse } from '../refusal.ts'

const MOBILE = /^1[3-9]\d{9}$/
/** Area codes have three digits in 北京 (010) and the 02x cities, four elsewhere. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/

/** Checks a mobile number (11 digits) or a landline with area code, and returns it as digits only. */
export function checkPhone(typed: string): Result<string> {
  const number = typed
    .normalize('NFKC')
    .replace(/^\s*\+86/, '')
    .replace(/[\s()—–-]/g, '')
  return MOBILE.test(number) || LANDLINE.test(number)
    ? ok(number)
    : refuse({ code: 'invalid-number', message: '电话号码应为11位手机号，或者带区号的固定电话。' })
}

/**
 * A checked number with its middle hidden.
 * @example maskPhone('13800001234') // '138****1234'; maskPhone('07715550123') // '0771***0123'
 */
export function maskPhone(number: string): string {
  const landline = LANDLINE.exec(number)
  const head = landline?.[1]?.length ?? 3
  const hidden = Math.max(0, number.length - head - 4)
  return `${number.slice(0, head)}${'*'.repeat(hidden)}${number.slice(head + hidden)}`
}
