/** The number that a mark of the examples stands for. */
export type Expected = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly value: number
  readonly unit: string
}

const magnitudes: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

/** What a plain mark such as 12件 or 3,412人次 stands for; anything less plain says it itself: 1.5万份=15000 份. */
function plainly(mark: string): { value: number; unit: string } {
  const match = /^([\d,]+(?:\.\d+)?)([万亿]?)[余多]?([万亿]?)[ 　]?(.*)$/.exec(mark)
  if (!match) throw new Error(`${mark} 需要写明数值和单位`)
  const [, number, first, second, unit] = match as unknown as [string, string, string, string, string]
  return { value: Number(number.replaceAll(',', '')) * (magnitudes[first || second] ?? 1), unit }
}

/** A marked sentence as plain text with the statistics that it is expected to hold. */
export function readMarks(sentence: string): { text: string; expected: Expected[] } {
  const expected: Expected[] = []
  let text = ''
  let from = 0
  for (const match of sentence.matchAll(/〔([^〔〕]*)〕/g)) {
    const [whole, inside] = match as unknown as [string, string]
    const [mark, meaning] = inside.split('=') as [string, string?]
    // 〔2024〕 of a document number is no mark
    if (/^20\d\d$/.test(mark)) continue
    text += sentence.slice(from, match.index)
    from = match.index + whole.length
    const start = text.length
    text += mark
    const [value, unit = ''] = meaning === undefined ? [] : meaning.split(' ')
    expected.push({
      start,
      end: text.length,
      text: mark,
      ...(value === undefined ? plainly(mark) : { value: Number(value), unit }),
    })
  }
  return { text: text + sentence.slice(from), expected }
}
