/**
 * Divides a text into sentences, and knows for each the headings above it, and for each character whether it stands
 * inside a quoted name or a title. One pass; brackets and quotes never reach across a line.
 */
export type Heading = {
  /** 1 一、 · 2 （一） · 3 1. · 4 （1） · 5 一是. An unnumbered short line is 1. */
  readonly level: number
  readonly start: number
  /** The words of the heading without its number. */
  readonly title: string
  readonly numbered: boolean
}

export type Sentence = {
  readonly start: number
  /** After the closing mark. */
  readonly end: number
  /** Headings above, outermost first. */
  readonly headings: readonly Heading[]
  /** Index of the line that holds it. */
  readonly line: number
}

export type DividedText = {
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly headings: readonly Heading[]
  /** Per character: 0 plain, 1 inside quotation marks, 2 inside the title marks 《》. */
  readonly quoted: Uint8Array
  /** Opening bracket to its closing bracket, and the other way round. */
  readonly brackets: ReadonlyMap<number, number>
}

/** A quotation longer than this is speech or a missing mark, not a name. */
const longestName = 40
const longestTitle = 120
const longestHeading = 60

const sentenceEnds = '。！？!?\n'
const headingForms: readonly { readonly level: number; readonly form: RegExp }[] = [
  { level: 1, form: /^[ \t\u3000\u00a0]*(?:第[一二三四五六七八九十]+部分[ 　:：、]?|[一二三四五六七八九十]{1,3}、)/ },
  { level: 2, form: /^[ \t\u3000\u00a0]*[（(][一二三四五六七八九十]{1,3}[）)][、.．]?/ },
  { level: 3, form: /^[ \t\u3000\u00a0]*\d{1,2}[.．、](?!\d)/ },
  { level: 4, form: /^[ \t\u3000\u00a0]*[（(]\d{1,2}[）)]/ },
]
const pointForm =
  /^[ \t\u3000\u00a0]*(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，|[一二三四五六七八九十]{1,2}要)/

const pairs: Readonly<Record<string, { close: string; kind: 1 | 2; longest: number }>> = {
  '“': { close: '”', kind: 1, longest: longestName },
  '‘': { close: '’', kind: 1, longest: longestName },
  '「': { close: '」', kind: 1, longest: longestName },
  '『': { close: '』', kind: 1, longest: longestName },
  '《': { close: '》', kind: 2, longest: longestTitle },
}

function markQuotes(text: string): Uint8Array {
  const quoted = new Uint8Array(text.length)
  const open = new Map<string, number>()
  let straight = -1
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (char === '\n') {
      open.clear()
      straight = -1
    } else if (char === '"') {
      if (straight >= 0 && at - straight <= longestName) {
        quoted.fill(1, straight + 1, at)
        straight = -1
      } else straight = at
    } else if (pairs[char]) open.set(char, at)
    else if ('”’」』》'.includes(char)) {
      for (const [opening, { close, kind, longest }] of Object.entries(pairs)) {
        if (close !== char) continue
        const from = open.get(opening)
        if (from !== undefined && at - from <= longest) {
          for (let i = from + 1; i < at; i++) if (quoted[i] !== 2) quoted[i] = kind
        }
        open.delete(opening)
      }
    }
  }
  return quoted
}

/** Nested deeper than this is noise. */
const deepestBracket = 50

function matchBrackets(text: string): Map<number, number> {
  const matched = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (char === '\n') open.length = 0
    else if (char === '(' || char === '（') {
      if (open.length < deepestBracket) open.push(at)
    } else if (char === ')' || char === '）') {
      const from = open.pop()
      if (from !== undefined) {
        matched.set(from, at)
        matched.set(at, from)
      }
    }
  }
  return matched
}

function headingAt(text: string, start: number, end: number, wholeLine: boolean): Heading | undefined {
  const opening = text.slice(start, Math.min(end, start + longestHeading + 10))
  for (const { level, form } of headingForms) {
    const match = form.exec(opening)
    if (!match) continue
    const rest = opening.slice(match[0].length)
    // a numbered item of an Arabic list may be a whole paragraph: only its first words name it
    const title = rest.split(/[。；;\n]/, 1)[0]?.trim() ?? ''
    return { level, start, title: title.slice(0, longestHeading), numbered: true }
  }
  const point = pointForm.exec(opening)
  if (point) {
    const title = opening.slice(point[0].length).split(/[，,。；;：:\n]/, 1)[0] ?? ''
    return { level: 5, start, title, numbered: true }
  }
  if (wholeLine) {
    const line = text.slice(start, end).trim()
    if (line.length >= 4 && line.length <= 30 && !/[，。；;,、]|\d/.test(line))
      return { level: 1, start, title: line, numbered: false }
  }
  return undefined
}

export function divide(text: string): DividedText {
  const quoted = markQuotes(text)
  const sentences: Sentence[] = []
  const headings: Heading[] = []
  let chain: readonly Heading[] = []
  let line = 0
  let start = 0
  let lineStart = true
  for (let at = 0; at <= text.length; at++) {
    const char = text[at]
    const atEnd = at === text.length
    const isPointBreak = (char === '；' || char === ';') && pointForm.test(text.slice(at + 1, at + 6))
    if (!atEnd && !isPointBreak && !(sentenceEnds.includes(char as string) && (char === '\n' || quoted[at] === 0)))
      continue
    const end = atEnd || char === '\n' ? at : at + 1
    if (text.slice(start, Math.min(end, start + 200)).trim() !== '') {
      const heading = headingAt(text, start, end, lineStart && (atEnd || char === '\n'))
      if (heading) {
        headings.push(heading)
        // an unnumbered line does not close the chapter that a number has opened
        const keep = heading.numbered
          ? chain.filter(above => above.level < heading.level)
          : chain.filter(above => above.numbered && above.level < 3)
        chain = [...keep.filter(above => above.numbered || heading.level > 1), heading]
      }
      sentences.push({ start, end, headings: chain, line })
    }
    start = at + 1
    lineStart = char === '\n'
    if (lineStart) {
      line++
      // a point 一是 ends with its paragraph unless the next paragraph goes on counting
      if (chain.at(-1)?.level === 5) chain = chain.slice(0, -1)
    }
  }
  return { text, sentences, headings, quoted, brackets: matchBrackets(text) }
}

const clauseMarks = '，,；;：:。！？!?\n（）()、'

/** A bracket that only completes a word, such as 村（社区）, is no boundary of a clause. */
const longestWordBracket = 14
const wordBracket = (divided: DividedText, from: number, to: number) =>
  to - from <= longestWordBracket && !/[\d０-９，,；;。：:]|其中/.test(divided.text.slice(from + 1, to))

const betweenDigits = (text: string, at: number) => /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '')

function isClauseMark(divided: DividedText, at: number, lists: boolean): boolean {
  const char = divided.text[at] as string
  if (!clauseMarks.includes(char)) return false
  if (divided.quoted[at] !== 0) return false
  if (char === '、') return lists
  if (char === ',' || char === ':') return !betweenDigits(divided.text, at)
  return true
}

/** Start of the clause that holds `at`, looking back no further than `limit`. 、 separates clauses only when `lists`. */
export function clauseStart(divided: DividedText, at: number, limit: number, lists = false): number {
  let start = at
  while (start > limit) {
    const partner = divided.brackets.get(start - 1)
    if (partner !== undefined && partner < start && partner >= limit && wordBracket(divided, partner, start - 1))
      start = partner
    else if (isClauseMark(divided, start - 1, lists)) break
    else start--
  }
  return start
}

/** End of the clause that holds `at` (before its mark), looking no further than `limit`. */
export function clauseEnd(divided: DividedText, at: number, limit: number, lists = false): number {
  let end = at
  while (end < limit) {
    const partner = divided.brackets.get(end)
    if (partner !== undefined && partner > end && partner < limit && wordBracket(divided, end, partner))
      end = partner + 1
    else if (isClauseMark(divided, end, lists)) break
    else end++
  }
  return end
}
