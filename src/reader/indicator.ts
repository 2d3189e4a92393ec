import { clauseEnd, clauseStart, type DividedText, type Sentence } from './divide.ts'

/**
 * What a statistic counts, in the report's own words: the clause around the number, without the number, the unit and
 * the words that only introduce them.
 */

const longest = 30

/** Openings that say when or how, not what. */
const opening =
  /^(?:[一二三四五六七八九十]是|其中|其余|全年度?|今年以来|本年度?|今年|一年来|截至[^，,]{0,12}|目前|现|20\d\d年(?:度|以来|来|底)?|累计|共计|总计|合计|共|已|并且?|同时|另外|此外|还|先后|分别|以及|及|和|与|等|对|通过|各地|截止[^，,]{0,12}|[的、：:，,。\s])+/
/** Endings that introduce the number. */
const ending =
  /(?:共计|累计|总计|合计|分别|达到|达|超过|超|突破|约为|约|近|共有|已有|现有|有|为|是|了|均|皆|都|的|共|计|到|至|第|数量|[：:\s，,、])+$/
const afterOpening = /^(?:以上|以下|左右|余|多|的|[\s）)])+/

const tidy = (words: string) =>
  words
    .replace(/[\s\u3000]+/g, '')
    .replace(/^[（(]([^（()）]*)$/, '$1')
    .replace(/^([^（(]*)[）)]$/, '$1')

export function indicatorOf(
  divided: DividedText,
  start: number,
  end: number,
  sentence: Sentence,
  previousEnd: number,
): string {
  const { text } = divided
  const limit = Math.max(sentence.start, start - 60)
  const from = Math.max(
    clauseStart(divided, start, limit),
    previousEnd > limit && previousEnd < start ? previousEnd : limit,
  )
  const to = clauseEnd(divided, end, Math.min(sentence.end, end + longest), true)
  const left = tidy(text.slice(from, start).replace(/^[）)]+/, ''))
    .replace(opening, '')
    .replace(ending, '')
  let right = tidy(text.slice(end, to)).replace(afterOpening, '')
  const nextNumber = right.search(/\d|[（(]/)
  if (nextNumber >= 0) right = right.slice(0, nextNumber).replace(ending, '')
  // 取缔经营点5个 says it before the number; 3名驻村法律顾问 after it
  const words = left.length >= 4 && /[率数量额比]$/.test(left) ? left : left + right
  if (words.length > 1) return words.slice(-longest * 1.5)
  // nothing in its own clause: the clause before it names the thing
  const before = clauseStart(divided, Math.max(sentence.start, from - 1), Math.max(sentence.start, from - 60))
  const borrowed = tidy(text.slice(before, from))
    .replace(opening, '')
    .replace(/\d[\d.,]*[一-龥]?/g, '')
    .replace(ending, '')
  return (borrowed + words).slice(0, longest)
}
