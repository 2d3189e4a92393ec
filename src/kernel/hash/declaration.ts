import type { Declaration } from '../declaration.ts'
import { canonicalJson } from './canonical.ts'
import { sm3 } from './sm3.ts'

const hashes = new WeakMap<Declaration, string>()

/**
 * SM3 over the whole content of a declaration, rules included (as source text). Every event carries it: whoever reads an
 * old case knows exactly under which rules it was decided.
 */
export function declarationHash(d: Declaration): string {
  let hash = hashes.get(d)
  if (hash === undefined) {
    const plain: unknown = JSON.parse(JSON.stringify(d, (_, v: unknown) => (typeof v === 'function' ? String(v) : v)))
    hash = sm3(canonicalJson(plain))
    hashes.set(d, hash)
  }
  return hash
}
