import { chapters } from './chapters.ts'
import type { Report, Texts } from './compose.ts'
import { plainText, slotsOf } from './spans.ts'

/** Something that a reviewer must see before the report is signed. */
export type Finding = {
  readonly code:
    | 'identity'
    | 'missing'
    | 'unknown-figure'
    | 'typed-number'
    | 'over-full'
    | 'doubled'
    | 'unpaired'
    | 'like-names'
  /** Where: an identity, a figure, or the place of a text. */
  readonly place: string
  /** What is wrong and what to do, in Chinese. */
  readonly message: string
  /** It must be put right or explained before publication. */
  readonly blocks: boolean
}

type Written = {
  readonly texts: Texts
  /** Keys of the shortcomings, each of which must name its cause. */
  readonly shortcomings: readonly string[]
  readonly plans: readonly { readonly key: string; readonly field?: string }[]
}

/** Identities that do not hold, words that are missing, numbers without a source, slips of the pen. */
export function findingsOf(report: Omit<Report, 'findings'>, written: Written): Finding[] {
  return [
    ...broken(report),
    ...missing(report, written),
    ...overFull(report),
    ...likeNames(report),
    ...slips(report, written),
  ]
}

function broken({ identities }: Pick<Report, 'identities'>): Finding[] {
  const side = (terms: readonly { value: number }[]) => terms.map(t => t.value).join('＋')
  return identities
    .filter(i => !i.holds)
    .map(i => ({
      code: 'identity',
      place: i.code,
      blocks: true,
      message: `${i.systemName}“${i.name}”不成立：${side(i.wholeTerms)}${i.relation === '=' ? '≠' : '＜'}${side(i.partTerms)}，相差${Math.abs(i.difference)}。请核对案件或者人工改写的数据；确有原因的，发布时写明。`,
    }))
}

function missing(report: Omit<Report, 'findings'>, { texts, shortcomings, plans }: Written): Finding[] {
  const ask = (place: string, message: string): Finding[] =>
    texts[place]?.trim() ? [] : [{ code: 'missing', place, blocks: true, message }]
  const empty = report.chapters.filter(c => c.paragraphs.length === 0 && c.sections.length === 0)
  return [
    ...empty.flatMap(c => ask(`chapter.${c.code}.text`, `必备的“${chapters[c.code].title}”一章还没有内容，请填写。`)),
    ...shortcomings.flatMap(key => ask(`shortcoming.${key}.cause`, '不足没有写明原因，请填写。')),
    ...plans.flatMap(({ key, field }) => [
      ...ask(`plan.${key}.measure`, `“${field ?? key}”的改进安排没有写明措施，请填写。`),
      ...ask(`plan.${key}.owner`, `“${field ?? key}”的改进安排没有写明责任单位，请填写。`),
      ...ask(`plan.${key}.due`, `“${field ?? key}”的改进安排没有写明完成日期，请填写。`),
    ]),
  ]
}

function overFull({ figures }: Pick<Report, 'figures'>): Finding[] {
  return figures
    .filter(f => f.kind === 'ratio' && (f.value ?? 0) > 100)
    .map(f => ({
      code: 'over-full',
      place: f.code,
      blocks: true,
      message: `“${f.name}”为${f.value}%，超过100%：分子${f.numerator}大于分母${f.denominator}，请核对两者的口径。`,
    }))
}

/** Two figures of one name must have one definition, or a reader compares what cannot be compared. */
function likeNames({ figures }: Pick<Report, 'figures'>): Finding[] {
  const printed = figures.filter(f => !f.internal && f.value !== null && f.value !== 0)
  return printed.flatMap((f, i) => {
    const twin = printed.slice(0, i).find(g => g.system !== f.system && g.name === f.name && g.unit === f.unit)
    return twin && twin.definition === f.definition && twin.value !== f.value
      ? [
          {
            code: 'like-names' as const,
            place: f.code,
            blocks: false,
            message: `“${f.name}”在${twin.systemName}为${twin.value}${twin.unit}，在${f.systemName}为${f.value}${f.unit}，名称和口径相同而数值不同，请在文字中区分。`,
          },
        ]
      : []
  })
}

const pairs: Readonly<Record<string, string>> = { '（': '）', '“': '”', '《': '》', '〔': '〕' }
/** A number with a counter word, typed instead of taken from a figure. Days, years and document numbers are none. */
const typedNumber = /(?<![\d〔第年月])\d[\d,.]*(?:余|多)?(?:件|人次|人|次|场|份|个|名|户|起|宗|条|项|万元|亿元|元|%)/

function slips(report: Omit<Report, 'findings'>, { texts }: Written): Finding[] {
  const known = new Set(report.figures.map(f => f.code))
  const found: Finding[] = []
  for (const [place, text] of Object.entries(texts)) {
    const system = /^section\.([a-z-]+)\./.exec(place)?.[1] ?? ''
    for (const code of slotsOf(text, system))
      if (!known.has(code))
        found.push({
          code: 'unknown-figure',
          place,
          blocks: true,
          message: `没有“${code}”这一数据，请从数据列表中选择。`,
        })
    const number = typedNumber.exec(text.replace(/\{[^}]*\}/g, ''))?.[0]
    if (number)
      found.push({
        code: 'typed-number',
        place,
        blocks: false,
        message: `“${number}”是手工写入的数字，不能追溯到案件；系统中有的，请用花括号引用数据。`,
      })
  }
  const lines = [
    ...report.opening.map(p => ({ place: 'opening', text: plainText(p) })),
    ...report.chapters.flatMap(c => [
      ...c.paragraphs.map(p => ({ place: `chapter.${c.code}.text`, text: plainText(p) })),
      ...c.sections.flatMap(s => s.paragraphs.map(p => ({ place: `section.${s.system}.text`, text: plainText(p) }))),
    ]),
  ]
  for (const { place, text } of lines) {
    const doubled = /([一-鿿]{2,})\1|([的了和在为，。、；])\2/.exec(text)?.[0]
    if (doubled) found.push({ code: 'doubled', place, blocks: false, message: `“${doubled}”疑似重复，请核对。` })
    const unpaired = unpairedMark(text)
    if (unpaired) found.push({ code: 'unpaired', place, blocks: false, message: `“${unpaired}”没有成对，请核对。` })
  }
  return found
}

function unpairedMark(text: string): string | undefined {
  const open: string[] = []
  for (const sign of text) {
    if (pairs[sign]) open.push(sign)
    else if (Object.values(pairs).includes(sign) && pairs[open.pop() ?? ''] !== sign) return sign
  }
  return open.at(-1)
}
