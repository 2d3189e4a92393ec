import { hash, verify } from '@node-rs/argon2'
import type { Refusal } from '#kernel/refusal.ts'
import { gate } from './gate.ts'

/** argon2id with 19 MiB, two passes, one lane. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Each holds 19 MiB: a flood of sign-ins waits instead of taking memory and all processors. */
const limited = gate(4)

export const hashPassword = (password: string): Promise<string> =>
  limited(() => hash(password.normalize('NFKC'), strength))

let dummy: Promise<string> | undefined

/** Compares a password; without a hash (unknown account) it takes the same time and is false. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const against = stored ?? (await dummy)
  const same = await limited(() => verify(against, password.normalize('NFKC')))
  return same && stored !== undefined
}

const common = [
  'password',
  'qwerty',
  'admin',
  'letmein',
  'iloveyou',
  'zhunsheng',
  '123456',
  '111111',
  '000000',
  'abc123',
]

/** The rules of GB/T 22239-2019 (等保) for a password: long enough, several kinds of characters, not to be guessed. */
export function passwordRefusal(
  password: string,
  person: { readonly account: string; readonly name: string },
): Refusal | undefined {
  const no = (message: string): Refusal => ({ code: 'invalid-input', path: 'new', message })
  if (password.length < 10) return no('新密码至少10个字符。')
  if (password.length > 200) return no('新密码最多200个字符。')
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(k => k.test(password)).length
  if (kinds < 3) return no('新密码须含大写字母、小写字母、数字、符号中的至少三种。')
  const lower = password.toLowerCase()
  if (lower.includes(person.account.toLowerCase()) || lower.includes(person.name))
    return no('新密码不能含有账号或者姓名。')
  if (/(.)\1{3}/.test(password) || common.some(c => lower.includes(c))) return no('新密码太容易被猜到，请换一个。')
  return undefined
}
