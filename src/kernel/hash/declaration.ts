import type { Declaration } from '../declaration.ts'
import { canonicalJson } from './canonical.ts'
import { sm3 } from './sm3.ts'

const hashes = new WeakMap<Declaration, string>()

/**
 * SM3 over the whole content of a declaration, rules included (as source text). Every event carries it: whoever reads an
 * old case knows exactly under which rules it was decided. White space in rules is left out, so that formatting and types,
 * which the runtime blanks out, change nothing; constants that a rule refers to are not seen.
 */
export function declarationHash(d: Declaration): string {
  let hash = hashes.get(d)
  if (hash === undefined) {
    const plain: unknown = JSON.parse(
      JSON.stringify(d, (_, v: unknown) => (typeof v === 'function' ? String(v).replace(/\s+/g, '') : v)),
    )
    hash = sm3(canonicalJson(plain))
    hashes.set(d, hash)
  }
  return hash
}
