import { ok, type Result, refuse } from '../refusal.ts'

/** Checks a mobile number (1xx, 11 digits) or a landline with area code, and returns it without spaces. */
export function checkPhone(typed: string): Result<string> {
  const number = typed.replace(/[\s-]/g, '')
  return /^1[3-9]\d{9}$/.test(number) || /^0\d{2,3}\d{7,8}$/.test(number)
    ? ok(number)
    : refuse({ code: 'invalid-number', message: '电话号码应为11位手机号，或者带区号的固定电话。' })
}
