/** Chinese numerals, as statutes print them (一千七百二十四) and as money is written out (壹仟柒佰贰拾肆). */

import { ok, type Result, refuse } from '../refusal.ts'

const digits = '零一二三四五六七八九'
const capitals: Readonly<Record<string, string>> = {
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
}
/** Other signs for the same digit or unit. */
const variants: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(capitals).map(([plain, capital]) => [capital, plain])),
  〇: '零',
  '○': '零',
  两: '二',
  貳: '二',
  弍: '二',
  叄: '三',
  陸: '六',
  萬: '万',
  億: '亿',
}

const places = [
  { sign: '亿', size: 100_000_000 },
  { sign: '万', size: 10_000 },
  { sign: '千', size: 1_000 },
  { sign: '百', size: 100 },
  { sign: '十', size: 10 },
] as const

function assertWhole(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} is no whole number from 0 to 2^53 - 1`)
}

/**
 * A whole number in Chinese numerals.
 * @example toChineseNumeral(62) // '六十二'; 15 → 十五; 105 → 一百零五; 20010 → 二万零一十
 * @throws RangeError for a negative number, a fraction or more than 2^53 - 1
 */
export function toChineseNumeral(n: number): string {
  assertWhole(n)
  return n === 0 ? '零' : spell(n).replace(/^一十/, '十')
}

/** The same in the signs that cannot be altered: 15 → 壹拾伍. @throws RangeError like `toChineseNumeral` */
export function toCapitalNumeral(n: number): string {
  assertWhole(n)
  return n === 0 ? '零' : [...spell(n)].map(sign => capitals[sign] ?? sign).join('')
}

function spell(n: number): string {
  const place = places.find(({ size }) => n >= size)
  if (place === undefined) return n === 0 ? '' : (digits[n] ?? '')
  const rest = n % place.size
  // A place left out is read as one 零: 1005 一千零五.
  const gap = rest > 0 && rest < place.size / 10 ? '零' : ''
  return spell(Math.floor(n / place.size)) + place.sign + gap + spell(rest)
}

/**
 * Reads Chinese numerals: 一千七百二十四, 十五, 二百零六, 两万, 廿八, 壹佰, and digits in a row (二〇二四). Short forms of speech
 * such as 一百五 are refused: they may mean 150 or 105.
 */
export function readChineseNumeral(text: string): Result<number> {
  const plain = [...text.trim()]
    .map(sign => variants[sign] ?? sign)
    .join('')
    .replace(/廿/g, '二十')
    .replace(/卅/g, '三十')
  if (/^[零一二三四五六七八九]{1,15}$/.test(plain)) {
    return ok([...plain].reduce((value, sign) => value * 10 + digits.indexOf(sign), 0))
  }
  const full = plain.replace(/(?<![一二三四五六七八九])十/g, '一十')
  const value = /^[零一二三四五六七八九十百千万亿]+$/.test(full) ? valueOf(full) : Number.NaN
  const withoutZeros = (numeral: string) => numeral.replace(/零/g, '')
  const sound =
    Number.isSafeInteger(value) &&
    !/[百千万亿][一二三四五六七八九](?=$|[万亿])/.test(full) &&
    !/^零|零$|零零/.test(full) &&
    withoutZeros(spell(value)) === withoutZeros(full)
  return sound ? ok(value) : refuse({ code: 'invalid-number', message: `“${text}”不是完整的中文数字，请核对。` })
}

function valueOf(numeral: string): number {
  for (const { sign, size } of places) {
    const at = numeral.lastIndexOf(sign)
    if (at >= 0)
      return valueOf(numeral.slice(0, at)) * size + (at + 1 < numeral.length ? valueOf(numeral.slice(at + 1)) : 0)
  }
  const bare = numeral.replace(/零/g, '')
  return bare.length <= 1 ? Math.max(0, digits.indexOf(bare || '零')) : Number.NaN
}
