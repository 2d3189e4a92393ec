const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const places = ['', '十', '百', '千'] as const

/** A whole number from 0 to 9999 in Chinese numerals as statutes print them: 62 → 六十二, 105 → 一百零五, 15 → 十五. */
export function toChineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) throw new RangeError(`${n} is no whole number from 0 to 9999`)
  if (n === 0) return digits[0]
  let printed = ''
  let zero = false
  const text = String(n)
  for (let i = 0; i < text.length; i++) {
    const d = Number(text[i])
    if (d === 0) zero = true
    else {
      if (zero && printed) printed += digits[0]
      zero = false
      printed += digits[d] + (places[text.length - 1 - i] ?? '')
    }
  }
  return printed.startsWith('一十') ? printed.slice(1) : printed
}
