import { toChineseNumeral } from './values/numerals.ts'

/** A statute, regulation or rule, with the texts that were in force one after the other. */
export type Statute = {
  readonly code: string
  /** Full title without book marks, e.g. `中华人民共和国行政复议法`. */
  readonly title: string
  /** Title as cited, e.g. `行政复议法`. */
  readonly short: string
  readonly texts: readonly StatuteText[]
}

export type StatuteText = {
  /** Year of the text, e.g. `2023`. */
  readonly version: string
  readonly from: string
  /** Last day in force; absent while in force. */
  readonly to?: string
  /** Document number or the note that names the amendment, where it is known. */
  readonly note?: string
  readonly verified?: false
}

/** A sentence of law: which text, which article, and whether somebody compared it with the published text. */
export type Citation = {
  readonly statute: string
  readonly version: string
  /** As printed, e.g. `《行政复议法》第六十二条第一款`. */
  readonly text: string
  /** `false`: taken from a secondary source; the generated pages show the mark 待核. */
  readonly verified: boolean
}

/** A local custom or internal rule, not national law: the amount is a setting of the division. */
export const practice = (name: string): Citation => ({
  statute: 'practice',
  version: '',
  text: `${name}（地方惯例，可配置）`,
  verified: true,
})

/**
 * Cites an article: `cite(reconsiderationAct2023, '62(1)')` is 《行政复议法》第六十二条第一款,
 * `'20(1)(2)'` has item (二), a bare number the whole article; several are joined by commas.
 */
export function cite(
  statute: Statute,
  version: string,
  articles: string | number,
  mark: { verified?: false } = {},
): Citation {
  const text = statute.texts.find(t => t.version === version)
  if (!text) throw new Error(`${statute.code}: no text of ${version}`)
  const parts = String(articles)
    .split(',')
    .map(a => printArticle(a.trim()))
    .join('、')
  return {
    statute: statute.code,
    version,
    text: `《${statute.short}》${parts}`,
    verified: mark.verified !== false && text.verified !== false,
  }
}

/** Cites an instrument without articles (a notice of the State Council's office) as a whole: 《…通知》. */
export function citeWhole(statute: Statute, version: string, mark: { verified?: false } = {}): Citation {
  const text = statute.texts.find(t => t.version === version)
  if (!text) throw new Error(`${statute.code}: no text of ${version}`)
  return {
    statute: statute.code,
    version,
    text: `《${statute.short}》${text.note ? `（${text.note}）` : ''}`,
    verified: mark.verified !== false && text.verified !== false,
  }
}

function printArticle(article: string): string {
  const m = /^(\d+)(?:\((\d+)\))?(?:\((\d+)\))?$/.exec(article)
  if (!m) throw new Error(`article ${article} is no number like 62, 62(1) or 62(1)(2)`)
  const [, number, paragraph, item] = m
  let printed = `第${toChineseNumeral(Number(number))}条`
  if (paragraph) printed += `第${toChineseNumeral(Number(paragraph))}款`
  if (item) printed += `第（${toChineseNumeral(Number(item))}）项`
  return printed
}
