import { ok, type Result, refuse } from '../refusal.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The check character (18th place) of the first 17 places of a 统一社会信用代码 (GB 32100-2015, 5.4). */
export function creditCodeCheck(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += alphabet.indexOf(first17[i] as string) * (weights[i] as number)
  return alphabet[(31 - (sum % 31)) % 31] as string
}

/** Checks a 统一社会信用代码 (GB 32100-2015) and returns it in capitals; the refusal says which place is wrong. */
export function checkCreditCode(typed: string): Result<string> {
  const code = typed.trim().toUpperCase()
  const wrong = (message: string) => refuse({ code: 'invalid-number', message })
  if (code.length !== 18) return wrong(`统一社会信用代码应为18位，现为${code.length}位。`)
  for (let i = 0; i < 18; i++)
    if (!alphabet.includes(code[i] as string)) return wrong(`统一社会信用代码第${i + 1}位“${code[i]}”不是允许的字符。`)
  const check = creditCodeCheck(code)
  return code[17] === check ? ok(code) : wrong(`统一社会信用代码末位校验不符：应为${check}，现为${code[17]}。`)
}
