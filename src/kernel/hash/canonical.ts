/**
 * One value, one sequence of bytes: JSON in the canonical form of RFC 8785 (members sorted by UTF-16 code units, no white
 * space, numbers as ECMAScript writes them, UTF-8). What has no such form is a bug of the caller and throws: a digest over
 * a value that silently lost a field would prove nothing.
 */

/** What can be hashed. A member whose value is `undefined` is refused, not dropped. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [name: string]: Canonical }

const encoder = new TextEncoder()

/** @throws TypeError naming the place, for undefined, NaN, infinities, lone surrogates, functions, class instances, cycles */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalJson(value))
}

/**
 * The canonical text.
 * @example canonicalJson({ b: 1, a: ['x', 1.0] }) // '{"a":["x",1],"b":1}'
 * @throws TypeError like `canonicalBytes`
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', [])
}

function write(value: unknown, place: string, above: readonly object[]): string {
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${place} is ${value}: not a JSON number`)
      return JSON.stringify(value)
    case 'string':
      return text(value, place)
    case 'object':
      if (value === null) return 'null'
      if (above.includes(value)) throw new TypeError(`${place} contains itself`)
      return Array.isArray(value) ? list(value, place, [...above, value]) : members(value, place, [...above, value])
    default:
      throw new TypeError(`${place} is ${typeof value}: it has no canonical form`)
  }
}

function text(value: string, place: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${place} holds half of a surrogate pair: not Unicode text`)
  return JSON.stringify(value)
}

function list(values: readonly unknown[], place: string, above: readonly object[]): string {
  // Array.from visits the holes of a sparse array, which `map` would skip.
  return `[${Array.from(values, (value, index) => write(value, `${place}[${index}]`, above)).join(',')}]`
}

function members(value: object, place: string, above: readonly object[]): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${place} is no plain object: convert it to plain values first`)
  }
  // The default order of sort is that of UTF-16 code units, as RFC 8785 asks.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, member]) => `${text(name, `${place} name`)}:${write(member, `${place}.${name}`, above)}`).join(',')}}`
}
