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

/** What the name of an area ends with. 盟 is a league of Inner Mongolia, not the end of 东盟. */
const level =
  '(?:自治区|自治州|自治县|自治旗|开发区|新区|管理区|示范区|高新区|经开区|保税区|林区|矿区|园区|街道|地区|农场|[省市区县旗镇乡州]|(?<![东联同])盟)'
/** What the name of a body ends with that reports for itself. */
const body = '(?:管委会|委员会|[一-龥]{1,10}分?局|[一-龥]{1,8}厅)'
const name = new RegExp(`[一-龥A-Za-z\\-—]{1,24}?(?:${level}|${body})(?:[（(][一-龥]{2,14}区[）)])?`, 'g')
const oneLevel = new RegExp(`.*?${level}`, 'g')
const levelEnding = new RegExp(`${level}$`)

/** Words of a sentence, not of a name. */
const notName = /^(?:各|全|本|我|该|上级|党的|年|一是|二是)|将|召开|组织|纳入|推进|建设|转型|创建|是|以/

/** Endings of organs that stand for their area: 示范区人民政府 reports for 示范区. */
const organ = /(?:人民政府|政府|办事处|党工委|工委|管委会|管理委员会|党委|委员会|委)+$/

/**
 * The reporting area's own name, without the province and city above it: 甲市乙区人民政府 is 乙区, 乙区丙镇 is 丙镇. A
 * bureau keeps its area: 甲市司法局.
 */
export function ownName(full: string): string {
  const words = full.replace(/^中共|^中国共产党/, '').replace(organ, '')
  const alias = /[（(][一-龥]{2,14}区[）)]$/.exec(words)?.[0] ?? ''
  const plain = words.slice(0, words.length - alias.length)
  const parts = plain.match(oneLevel)
  if (/[局厅]$/.test(plain) || !parts || parts.join('') !== plain) return words
  let from = parts.length - 1
  // a part that is nothing but its level belongs to the part before: 南门街 + 街道
  while (from > 0 && (parts[from] as string).replace(levelEnding, '') === '') from--
  return parts.slice(from).join('') + alias
}

/** A title names the area first: 某市某区2023年法治政府建设年度报告, 某区人民政府关于2023年…的报告. */
const titleForm = /^(.*?)(?:关于|20\d\d\s*年|法治政府)/
/** Without a title, the first sentence does: 2024年，某开发区（以下简称“…”）深入贯彻. */
const openingForm =
  /(?:^|[，,。\n：:])\s*([一-龥A-Za-z\-—（）()]{2,30}?)(?:[（(]以下简称[^）)]*[）)])?(?:坚持|深入|认真|紧紧围绕|以习近平|全面|在[一-龥]{1,6}(?:区|县|市|镇)?委|始终|党委|党工委|街道办事处)/g
/** Or the organ stands on a line of its own above the title. */
const organLine = /^(?:中共)?[一-龥（）()\-— 　]{2,40}(?:委员会|人民政府|办事处|管委会|局)$/

const isTitle = (line: string) =>
  line.length <= 90 && /法治|依法行政/.test(line) && /报告|总结|情况/.test(line) && !/[。>]/.test(line)

/** The reporting area or body; undefined when the text names none. */
export function findDivision({ text }: DividedText): string | undefined {
  const opening = text.slice(0, searched)
  const lines = opening.split('\n').map(line => line.trim())
  const sources = [
    titleForm.exec(lines.find(isTitle) ?? '')?.[1],
    ...lines.slice(0, 12).filter(line => organLine.test(line)),
    ...[...opening.matchAll(openingForm)].map(match => match[1]),
  ]
  for (const source of sources) {
    // 中共某区委 某区人民政府: the last one named
    const words =
      source
        ?.trim()
        .split(/[ \u3000]+/)
        .at(-1) ?? ''
    const last = [...words.matchAll(name)].at(-1)
    if (!last) continue
    const candidate = words.slice(0, last.index + last[0].length).replace(/^(?:现将|今年以来|近年来)/, '')
    if (candidate.length >= 2 && !notName.test(candidate)) return ownName(candidate)
  }
  return undefined
}
