import type { DividedText } from './divide.ts'

/** Whose report it is and of which year, from its title or, where none is printed, from its first sentences. */

const searched = 1500

/** The year reported on; undefined when the text names none. */
export function findYear({ text, quoted, headings }: DividedText): number | undefined {
  const votes = new Map<number, number>()
  const opening = text.slice(0, searched)
  const vote = (year: number, weight: number) => votes.set(year, (votes.get(year) ?? 0) + weight)
  for (const match of text.slice(0, 60_000).matchAll(/(20\d\d)\s*年(度)?(来|以来)?(\d{1,2}月)?/g)) {
    const at = match.index
    if (quoted[at] === 2 || match[4] || /[—–~～至到-]\s*$/.test(text.slice(Math.max(0, at - 2), at))) continue
    const year = Number(match[1])
    const after = text.slice(at + match[0].length, at + match[0].length + 24)
    vote(year, 1)
    if (match[2]) vote(year, 2)
    if (/^.{0,8}法治(?:政府)?建设.{0,10}(?:报告|总结|情况|工作)/.test(after) && at < searched) vote(year, 12)
  }
  const first = /(20\d\d)年[，,]/.exec(opening)
  if (first && quoted[first.index] !== 2) vote(Number(first[1]), 5)
  for (const { title } of headings) {
    const year = /(20\d\d)年(?:度)?(?:推进|主要|工作|法治|开展)/.exec(title)
    if (year && !/计划|安排|打算|思路|下/.test(title)) vote(Number(year[1]), 6)
  }
  let best: number | undefined
  for (const [year, weight] of votes) if (best === undefined || weight > (votes.get(best) ?? 0)) best = year
  return best
}

const unit =
  '(?:开发区|新区|管理区|示范区|林区|矿区|园区|高新区|经开区|保税区|自治县|自治旗|街道|地区|[区县旗镇乡市州]|(?<![东联同])盟|管委会|委员会|[一-龥]{1,10}局|[一-龥]{1,8}厅|[一-龥]{1,10}分局|农场)'
const name = new RegExp(`[一-龥A-Za-z\\-—]{1,24}?${unit}(?:[（(][一-龥]{2,14}区[）)])?`, 'g')

/** Words of a sentence, not of a name. */
const notName = /^(?:各|全|本|我|该|上级|党的|年|一是|二是)|将|召开|组织|纳入|推进|建设|转型|创建|是|以/

/** Endings of organs that stand for their area: 柳江区人民政府 reports for 柳江区. */
const organ = /(?:人民政府|政府|办事处|党工委|工委|管委会|管理委员会|党委|委员会|委)+$/

/**
 * The reporting area's own name, without the province and city above it: 甲市乙区人民政府 is 乙区, 乙区丙镇 is 丙镇. A
 * bureau keeps its area: 甲市司法局.
 */
export function ownName(full: string): string {
  const words = full.replace(/^中共|^中国共产党/, '').replace(organ, '')
  const alias = /[（(][一-龥]{2,14}区[）)]$/.exec(words)?.[0] ?? ''
  const plain = words.slice(0, words.length - alias.length)
  if (/[局厅]$/.test(plain)) return plain
  const parts = plain.match(
    /.*?(?:自治区|自治州|自治县|自治旗|开发区|新区|示范区|高新区|经开区|园区|街道|[省市区县旗镇乡州盟])/g,
  )
  if (!parts || parts.join('') !== plain) return plain + alias
  let from = parts.length - 1
  // 区县镇 of one character are part of the name that follows: 市 in 城市新区
  while (
    from > 0 &&
    (parts[from] as string).replace(
      /(?:自治区|自治州|自治县|开发区|新区|示范区|高新区|经开区|园区|街道|[省市区县旗镇乡州盟])$/,
      '',
    ).length < 1
  )
    from--
  return parts.slice(from).join('') + alias
}

/** The reporting area or body; undefined when the text names none. */
export function findDivision({ text }: DividedText): string | undefined {
  const opening = text.slice(0, searched)
  const lines = opening.split('\n').map(line => line.trim())
  const title = lines.find(
    line =>
      line.length <= 90 &&
      /法治(?:政府|社会)?建设|依法行政|法治/.test(line) &&
      /报告|总结|情况/.test(line) &&
      !/[。>]/.test(line),
  )
  const sources = [
    title && /^(.*?)(?:关于|20\d\d\s*年|法治政府)/.exec(title)?.[1],
    // 中共某市某区委 某市某区人民政府关于 may stand on lines of their own
    ...lines
      .slice(0, 12)
      .filter(line => /^(?:中共)?[一-龥（）()\-— 　]{2,40}(?:委员会|人民政府|办事处|管委会|局)$/.test(line)),
    ...[
      ...opening.matchAll(
        /(?:^|[，,。\n：:])\s*([一-龥A-Za-z\-—（）()]{2,30}?)(?:[（(]以下简称[^）)]*[）)])?(?:坚持|深入|认真|紧紧围绕|以习近平|全面|在[一-龥]{1,6}(?:区|县|市|镇)?委|始终|党委|党工委|街道办事处)/g,
      ),
    ].map(match => match[1]),
    /([一-龥]{2,12}(?:区|县|市|旗|镇|乡|街道|局))(?:法治政府建设)/.exec(opening)?.[1],
  ]
  for (const source of sources) {
    if (!source) continue
    const words =
      source
        .trim()
        .split(/[ \u3000]+/)
        .at(-1) ?? ''
    const found = [...words.replace(organ, match => match).matchAll(name)].map(match => match[0]).join('')
    const candidate = found || ''
    if (candidate.length >= 2 && !notName.test(candidate)) return ownName(trimToUnit(words, candidate))
  }
  return undefined
}

/** 城中区委 and 城中区人民政府 both stand for 城中区. */
function trimToUnit(words: string, candidate: string): string {
  const at = words.indexOf(candidate)
  return at < 0 ? candidate : words.slice(0, at + candidate.length).replace(/^(?:中共|现将|今年以来|近年来)/, '')
}
