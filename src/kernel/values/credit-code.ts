/** 统一社会信用代码, the number of every organisation in China (GB 32100-2015). */

import { ok, type Result, refuse } from '../refusal.ts'

/** Digits and capitals without I, O, S, V, Z, which are read as digits. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3 to the power of the place, modulo 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/**
 * The check character (18th place) of the first 17 places (GB 32100-2015, 附录 A).
 * @example creditCodeCheck('91350100M000100Y4') // '3'
 */
export function creditCodeCheck(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += alphabet.indexOf(first17[i] as string) * (weights[i] as number)
  return alphabet[(31 - (sum % 31)) % 31] as string
}

/**
 * Checks a code as typed and returns it in capitals; the refusal says which place is wrong. The registration numbers of
 * 15 digits used before October 2015 are not accepted.
 */
export function checkCreditCode(typed: string): Result<string> {
  const code = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const wrong = (message: string) => refuse({ code: 'invalid-number', message })
  if (code.length === 15) return wrong('15位注册号已停止使用，请填写营业执照上的18位统一社会信用代码。')
  if (code.length !== 18) return wrong(`统一社会信用代码应为18位，现为${code.length}位。`)
  for (let i = 0; i < 18; i++) {
    if (!alphabet.includes(code[i] as string)) return wrong(`统一社会信用代码第${i + 1}位“${code[i]}”不是允许的字符。`)
  }
  if (!/^\d{6}$/.test(code.slice(2, 8))) return wrong('统一社会信用代码第3至8位应为登记机关的行政区划代码，请核对。')
  const check = creditCodeCheck(code)
  return code[17] === check ? ok(code) : wrong(`统一社会信用代码末位校验不符：应为${check}，现为${code[17]}。`)
}
