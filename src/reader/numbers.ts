/**
 * Finds the numbers of a text in one pass: Arabic (also full-width, with thousands separators and decimals), Chinese
 * numerals, mixed forms (3.5万, 1000多万), and 百分之…. It says nothing about units or meaning.
 */
export type NumberToken = {
  readonly start: number
  /** After the number and everything that belongs to it: 万、亿、余、多. */
  readonly end: number
  /** Decimal numeral without separators, 万 and 亿 multiplied out, e.g. `26000000`. */
  readonly exact: string
  /** 余、多、来、几、+ inside the number. */
  readonly over: boolean
  readonly kind: 'arabic' | 'chinese' | 'percent-words'
  /** Decimals as printed, e.g. 2 for `12.50`. */
  readonly decimals: number
  /** A magnitude such as 万 was folded into the value. */
  readonly folded: boolean
}

/** Longer runs are registration numbers, telephone numbers and the like. */
const longestNumber = 15

const chineseDigits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const chinesePowers: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 }

/** 千米、百分点 and others begin like a magnitude but are units. */
const unitsWithPower = ['百分', '千米', '千克', '千瓦', '千伏', '千卡', '千升']

/** The value of an ASCII or full-width digit, or -1. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10
  return -1
}

const isPoint = (char: string | undefined) => char === '.' || char === '．'

/** End of the run of digits that begins at `at`. */
function digitsEnd(text: string, at: number): number {
  let end = at
  while (digitAt(text, end) >= 0) end++
  return end
}

function plainDigits(text: string, from: number, to: number): string {
  let digits = ''
  for (let i = from; i < to; i++) {
    const digit = digitAt(text, i)
    if (digit >= 0) digits += digit
  }
  return digits
}

const startsWithAny = (text: string, at: number, words: readonly string[]) =>
  words.some(word => text.startsWith(word, at))

/** Moves the decimal point of a numeral to the right: shift('318.05', 4) is 3180500. */
export function shift(numeral: string, places: number): string {
  const point = numeral.indexOf('.')
  const whole = point < 0 ? numeral : numeral.slice(0, point)
  const fraction = point < 0 ? '' : numeral.slice(point + 1)
  const padded = fraction.padEnd(places, '0')
  const digits = (whole + padded.slice(0, places)).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(places)
  return rest ? `${digits}.${rest}` : digits
}

/** 万、亿、千万 … after a number, with 余 or 多 before or after it: 20余万, 2600万余, 1000多万. */
function readMagnitude(text: string, from: number): { end: number; power: number; over: boolean } {
  let at = from
  let over = false
  let power = 0
  const marker = () => {
    const char = text[at]
    if (
      char === '余' ||
      char === '多' ||
      (char === '来' && isMagnitude(text[at + 1])) ||
      char === '+' ||
      char === '＋'
    ) {
      over = true
      at++
    }
  }
  const skipSpace = () => {
    let next = at
    while (text[next] === ' ') next++
    if (next > at && isMagnitude(text[next]) && !startsWithAny(text, next, unitsWithPower)) at = next
  }
  marker()
  skipSpace()
  while (isMagnitude(text[at]) && !startsWithAny(text, at, unitsWithPower)) {
    power += chinesePowers[text[at] as string] as number
    at++
  }
  if (!over) marker()
  return { end: at, power, over }
}

/** 百、千、万 without a digit count after one of these. */
const roundedBefore = '近上逾超'

const isMagnitude = (char: string | undefined) => char !== undefined && chinesePowers[char] !== undefined

function readArabic(text: string, start: number): NumberToken | { end: number } {
  let end = digitsEnd(text, start)
  // 1,206 and 12,345,678, but not a list such as 12,345万 … 2,3: groups of exactly three digits
  if (end - start <= 3) {
    const separators = text.charCodeAt(start) > 127 ? ',，' : ','
    while (text[end] !== undefined && separators.includes(text[end] as string) && digitsEnd(text, end + 1) === end + 4)
      end += 4
  }
  let numeral = plainDigits(text, start, end)
  let decimals = 0
  if (isPoint(text[end]) && digitAt(text, end + 1) >= 0) {
    const fractionEnd = digitsEnd(text, end + 1)
    decimals = fractionEnd - end - 1
    // 1.2.3 is an outline number, 2023.12.31 a date
    if (isPoint(text[fractionEnd]) && digitAt(text, fractionEnd + 1) >= 0) {
      let over = fractionEnd
      while (isPoint(text[over]) && digitAt(text, over + 1) >= 0) over = digitsEnd(text, over + 1)
      return { end: over }
    }
    numeral = `${numeral}.${plainDigits(text, end + 1, fractionEnd)}`
    end = fractionEnd
  }
  if (numeral.length > longestNumber) return { end }
  const magnitude = readMagnitude(text, end)
  if (magnitude.power + numeral.length > longestNumber + decimals) return { end: magnitude.end }
  const number: NumberToken = {
    start,
    end: magnitude.end,
    exact: shift(numeral, magnitude.power).replace(/^0+(?=\d)/, ''),
    over: magnitude.over,
    kind: 'arabic',
    decimals: Math.max(0, decimals - magnitude.power),
    folded: magnitude.power > 0,
  }
  return withSmallerMagnitude(text, number, magnitude.power)
}

/** 2亿3千万 and 3万5千: a second number with a smaller magnitude belongs to the first. */
function withSmallerMagnitude(text: string, number: NumberToken, power: number): NumberToken {
  if (power < 4 || number.over || number.exact.includes('.')) return number
  const end = digitsEnd(text, number.end)
  if (end === number.end || end - number.end > 4) return number
  const magnitude = readMagnitude(text, end)
  if (magnitude.power === 0 || magnitude.power >= power) return number
  const rest = shift(plainDigits(text, number.end, end), magnitude.power)
  return { ...number, end: magnitude.end, exact: String(BigInt(number.exact) + BigInt(rest)), over: magnitude.over }
}

/**
 * The value of a Chinese numeral, e.g. 一千二百零六 → 1206, 两万 → 20000; undefined when the characters are no
 * single number (三四, 二〇二三). 百、千、万 without a digit before them count as one only when 余 or 多 follows.
 */
export function chineseValue(numeral: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastPower = 9
  for (const char of numeral) {
    const value = chineseDigits[char]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      continue
    }
    const power = chinesePowers[char]
    if (power === undefined) return undefined
    if (power >= 4) {
      total = (total + section + (digit ?? (section || total ? 0 : 1))) * 10 ** power
      section = 0
      lastPower = 9
    } else {
      if (power >= lastPower) return undefined
      section += (digit ?? 1) * 10 ** power
      lastPower = power
    }
    digit = undefined
  }
  return total + section + (digit ?? 0)
}

function chineseEnd(text: string, start: number): number {
  let end = start
  while (text[end] !== undefined && (chineseDigits[text[end] as string] !== undefined || isMagnitude(text[end]))) end++
  return end
}

function readChinese(text: string, start: number): NumberToken | { end: number } {
  let end = chineseEnd(text, start)
  if (end - start > 12) return { end }
  // 五百分点 does not occur; 百分之 and 千米 do
  for (let at = start; at < end; at++) {
    if (startsWithAny(text, at, unitsWithPower)) {
      end = at
      break
    }
  }
  if (end === start) return { end: start + 1 }
  let numeral = text.slice(start, end)
  let over = false
  if (text[end] === '余' || text[end] === '多' || (text[end] === '几' && numeral.endsWith('十'))) {
    over = true
    end++
    const more = chineseEnd(text, end)
    // 二十余万, 三百多万
    if (more > end && /^[万亿]+$/.test(text.slice(end, more))) {
      numeral += text.slice(end, more)
      end = more
    }
  }
  const bare = /^[百千万亿]/.test(numeral)
  // 近百场, 上千份: about one hundred, a good thousand
  const rounded = bare && numeral.length === 1 && roundedBefore.includes(text[start - 1] ?? '-')
  const value = bare && !over && !rounded ? undefined : chineseValue(numeral)
  if (value === undefined) return { end }
  return { start, end, exact: String(value), over, kind: 'chinese', decimals: 0, folded: false }
}

function readPercentWords(text: string, start: number): NumberToken | { end: number } {
  const from = start + '百分之'.length
  if (digitAt(text, from) >= 0) {
    const number = readArabic(text, from)
    return 'exact' in number ? { ...number, start, kind: 'percent-words' } : number
  }
  let end = chineseEnd(text, from)
  if (end - from > 12) return { end }
  let value = text.slice(from, end) === '百' ? 100 : chineseValue(text.slice(from, end))
  let exact = value === undefined ? undefined : String(value)
  let decimals = 0
  if (exact !== undefined && text[end] === '点' && chineseDigits[text[end + 1] ?? ''] !== undefined) {
    let fraction = ''
    end++
    for (let digit = chineseDigits[text[end] ?? '']; digit !== undefined; digit = chineseDigits[text[++end] ?? ''])
      fraction += digit
    exact = `${exact}.${fraction}`
    decimals = fraction.length
    value = Number(exact)
  }
  if (exact === undefined || end === from) return { end: Math.max(end, from) }
  return { start, end, exact, over: false, kind: 'percent-words', decimals, folded: false }
}

/** All numbers of the text from left to right, never overlapping. Linear in the length of the text. */
export function scanNumbers(text: string): NumberToken[] {
  const found: NumberToken[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at] as string
    let read: NumberToken | { end: number } | undefined
    if (digitAt(text, at) >= 0) read = readArabic(text, at)
    else if (char === '百' && text.startsWith('百分之', at)) read = readPercentWords(text, at)
    else if (chineseDigits[char] !== undefined || isMagnitude(char)) read = readChinese(text, at)
    if (!read) {
      at++
      continue
    }
    if ('exact' in read) found.push(read)
    at = Math.max(read.end, at + 1)
  }
  return found
}
