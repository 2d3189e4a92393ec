import type { Reading } from './read-report.ts'
import type { Identity, Statistic } from './statistic.ts'
import { allTopics, topics } from './topics.ts'

/** A reading as plain Chinese text for the terminal: the verdict first, then every figure by topic. */

const qualifiers = { exact: '', approx: '约', over: '以上', nearly: '近' } as const

/** Columns that a text fills on screen: Chinese characters and full-width marks fill two. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += (char.codePointAt(0) as number) >= 0x1100 ? 2 : 1
  return width
}

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const char of text) {
    if (widthOf(kept) + widthOf(char) > width - 2) break
    kept += char
  }
  return `${kept}…`
}

const sentenceOf = (text: string, { sentence }: Statistic | Identity) =>
  text.slice(sentence.start, sentence.end).replace(/\s+/g, '')
const kinds = { sum: '加总', ratio: '比率', change: '增减' } as const

const relations = (all: number, broken: number) =>
  all === 0 ? '没有可以复算的关系' : `${all} 组关系，${broken === 0 ? '全部成立' : `${broken} 组不成立`}`

/** `text` is the text that was read. */
export function renderReading(reading: Reading, text: string): string {
  const { statistics, identities, chapters } = reading
  const broken = identities.filter(({ holds }) => !holds)
  const lines = [
    `${reading.division ?? '（未写明地区）'}　${reading.year === undefined ? '（未写明年份）' : `${reading.year} 年`}`,
    `${statistics.length} 个数字，${relations(identities.length, broken.length)}`,
  ]
  if (broken.length > 0) lines.push('', '不成立的关系', ...broken.flatMap(identity => describe(identity, text)))
  const holding = identities.filter(({ holds }) => holds)
  if (holding.length > 0) lines.push('', '成立的关系', ...holding.map(({ kind, note }) => `  ${kinds[kind]}  ${note}`))
  for (const topic of allTopics) {
    const rows = statistics.filter(statistic => statistic.topic === topic)
    if (rows.length === 0) continue
    lines.push('', `${topics[topic].name}（${rows.length}）`)
    for (const row of rows)
      lines.push(`  ${pad(cut(row.indicator, 46), 48)}${pad(row.text, 18)}${qualifiers[row.qualifier]}`.trimEnd())
  }
  if (reading.remarks.length > 0) lines.push('', '还应看一眼', ...reading.remarks.map(({ message }) => `  ${message}`))
  const required = chapters.missing.filter(chapter => chapter.required)
  if (required.length > 0) {
    lines.push(
      '',
      '缺少的必备章节',
      ...required.map(({ name, mentioned }) => `  ${name}${mentioned ? '（正文提到，但没有单独成章）' : ''}`),
    )
  }
  return `${lines.join('\n')}\n`
}

const describe = (identity: Identity, text: string): string[] => [
  `  ${kinds[identity.kind]}  ${identity.note}`,
  `        ${identity.verdict}`,
  `        原文：${cut(sentenceOf(text, identity), 150)}`,
]
