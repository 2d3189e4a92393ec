import type { Declaration } from '#kernel/declaration.ts'
import { declarationHash } from '#kernel/hash/declaration.ts'
import type { Limit } from '#kernel/limit.ts'

/** What a released version was: the hash of its content, and its limits in words, so that a change can be named. */
type Locked = { readonly hash: string; readonly limits: Readonly<Record<string, string>> }
/** `code@version` → what it was when released. */
export type Lock = Readonly<Record<string, Locked>>

const nameOf = (d: Declaration) => `${d.code}@${d.version}`
const inWords = (l: Limit) => `${l.within.amount}${l.within.unit} ${l.kind}${l.roll ? ' roll' : ''} ${l.cite.text}`

/** The lock of declarations as they are now. */
export function lockOf(declarations: readonly Declaration[]): Lock {
  const sorted = declarations.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return Object.fromEntries(
    sorted.map(d => [
      nameOf(d),
      {
        hash: declarationHash(d),
        limits: Object.fromEntries(Object.entries(d.limits).map(([code, l]) => [code, inWords(l)])),
      },
    ]),
  )
}

/**
 * What breaks the promise that a released version never changes, one line each in Chinese; empty when all is well. New
 * versions and new systems are no break.
 */
export function brokenLocks(released: Lock, now: Lock): string[] {
  return Object.entries(released).flatMap(([name, was]) => {
    const is = now[name]
    if (!is) return [`${name} 已发布，不能删除：旧案仍按该版本办理，请恢复。`]
    if (is.hash === was.hash) return []
    const codes = [...new Set([...Object.keys(was.limits), ...Object.keys(is.limits)])]
    const limits = codes
      .filter(c => was.limits[c] !== is.limits[c])
      .map(c => `期限 ${c}：${was.limits[c] ?? '（无）'} → ${is.limits[c] ?? '（无）'}`)
    const what = limits.length ? limits.join('；') : '期限以外的内容（阶段、动作、条件、文书、数字等）'
    return [`${name} 已发布，不能改动（${what}）。请恢复原文，另立一个自施行之日起适用的新版本。`]
  })
}
