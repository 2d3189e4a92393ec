/**
 * Decimal numbers without rounding: `digits` × 10^-`scale`. Reports print at most a few decimals, and a check of
 * their arithmetic must not stumble over 0.1 + 0.2.
 */
export type Decimal = { readonly digits: bigint; readonly scale: number }

/** Reads a plain decimal numeral such as `90.5`, `0`, `-3`. */
export function decimal(text: string): Decimal {
  const point = text.indexOf('.')
  if (point < 0) return { digits: BigInt(text), scale: 0 }
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 }
}

/** The numeral of a decimal, without trailing zeros: 3180500, 90.5. */
export function printDecimal(value: Decimal): string {
  const negative = value.digits < 0n
  let digits = (negative ? -value.digits : value.digits).toString()
  let scale = value.scale
  if (scale > 0) digits = digits.padStart(scale + 1, '0')
  while (scale > 0 && digits.endsWith('0')) {
    digits = digits.slice(0, -1)
    scale--
  }
  const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return negative ? `-${text}` : text
}

const atScale = (value: Decimal, scale: number): bigint => value.digits * 10n ** BigInt(scale - value.scale)

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: atScale(a, scale) + atScale(b, scale), scale }
}

export const negate = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale })
export const absolute = (a: Decimal): Decimal => (a.digits < 0n ? negate(a) : a)

export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = atScale(a, scale) - atScale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const equal = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0

/** a ÷ b × `times`, rounded half up (away from zero) to `decimals` places; undefined when b is 0. */
export function divide(a: Decimal, b: Decimal, times: number, decimals: number): Decimal | undefined {
  if (b.digits === 0n) return undefined
  const numerator = a.digits * 10n ** BigInt(b.scale + decimals) * BigInt(times)
  const denominator = b.digits * 10n ** BigInt(a.scale)
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return { digits: negative ? -rounded : rounded, scale: decimals }
}
