/** Arithmetic of printed numbers: exact, since 0.5 of a percent decides what is printed. */

/**
 * Numerator ÷ denominator in percent, rounded half up; null when the denominator is 0.
 * @param numerator whole number
 * @param denominator whole number
 * @example percent(1, 8, 1) // 12.5; percent(1, 16, 1) // 6.3 (6.25 goes up)
 */
export function percent(numerator: number, denominator: number, decimals: number): number | null {
  if (denominator === 0) return null
  const scale = 10n ** BigInt(decimals)
  const [n, d] = [BigInt(numerator) * 100n * scale, BigInt(denominator)]
  return Number(halfUp(n, d)) / Number(scale)
}

/** n ÷ d to the nearest whole number, halves away from zero. `d` > 0. */
function halfUp(n: bigint, d: bigint): bigint {
  return n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d)
}

/** A whole number divided by a power of ten, rounded half up and printed without trailing zeros. */
export function printScaled(whole: number, power: number, decimals: number): string {
  const rounded = halfUp(BigInt(whole), 10n ** BigInt(power - decimals))
  const text = String(rounded < 0n ? -rounded : rounded).padStart(decimals + 1, '0')
  const fraction = text.slice(text.length - decimals).replace(/0+$/, '')
  return `${rounded < 0n ? '-' : ''}${grouped(text.slice(0, text.length - decimals))}${fraction ? `.${fraction}` : ''}`
}

/** 1234567 → 1,234,567. */
export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/**
 * Difference of two printed values at printed precision: 12.3 − 4.1 is 8.2, whatever binary fractions say.
 * @example difference(12.3, 4.1, 1) // 8.2
 */
export function difference(now: number, before: number, decimals: number): number {
  const scale = 10 ** decimals
  return (Math.round(now * scale) - Math.round(before * scale)) / scale
}
