import { createHash } from 'node:crypto'

/** Length of an SM3 digest in hexadecimal digits. */
export const SM3_HEX_LENGTH = 64

/**
 * The SM3 digest (GB/T 32905-2016) of bytes, or of a text in UTF-8, as 64 lower-case hexadecimal digits.
 * @example sm3('abc') // '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
 */
export function sm3(data: Uint8Array | string): string {
  return createHash('sm3').update(data).digest('hex')
}
