import type { DividedText, Heading } from './divide.ts'
import { isPlanHeading } from './plans.ts'

/**
 * The chapters of the yearly report in its normal form. 主要负责人职责, 不足和原因 and 下一年度安排 are required by
 * 《法治政府建设与责任落实督察工作规定》, and so is a chapter of measures; the others are usual, and a division without
 * the organs for one leaves it out.
 */
type Chapter = { readonly code: string; readonly name: string; readonly required: boolean; readonly words: RegExp }

const chapters: readonly Chapter[] = [
  { code: 'opening', name: '标题、开头', required: false, words: /^$/ },
  {
    code: 'measures',
    name: '主要举措和成效',
    required: true,
    words: /举措|成效|做法|工作(?:开展)?情况|工作总体情况|完成情况|重点工作|工作措施/,
  },
  {
    code: 'leadership',
    name: '党的领导与理论学习',
    required: false,
    words:
      /党的(?:绝对|全面|集中统一)?领导|党委领导|理论(?:学习|武装)|习近平法治思想|组织领导|政治引领|思想引领|党建引领/,
  },
  {
    code: 'first-responsible',
    name: '第一责任人职责',
    required: true,
    words: /第一责任人|主要负责(?:人|同志).{0,12}(?:职责|责任)|党政主要负责/,
  },
  {
    code: 'functions',
    name: '政府职能与营商环境',
    required: false,
    words: /政府职能|机构职能|营商环境|放管服|政务(?:服务|效能)|行政审批|数字政府|职能转变|履行.{0,6}职能/,
  },
  {
    code: 'decisions',
    name: '制度体系与行政决策',
    required: false,
    words: /制度体系|行政决策|规范性文件|合法性审[查核]|法律顾问|科学决策|依法决策|行政立法|政府立法/,
  },
  { code: 'enforcement', name: '行政执法', required: false, words: /行政执法|执法|公正文明/ },
  {
    code: 'checks',
    name: '权力制约与监督',
    required: false,
    words: /权力.{0,10}(?:制约|监督)|(?:政务|政府信息)公开|人大.{0,8}监督|监督体系|行政权力/,
  },
  {
    code: 'disputes',
    name: '矛盾纠纷化解',
    required: false,
    words: /矛盾|纠纷|行政复议|行政应诉|行政争议|信访|诉源治理|应诉/,
  },
  { code: 'services', name: '公共法律服务', required: false, words: /法律服务|法律援助|公证|社区矫正/ },
  {
    code: 'publicity',
    name: '法治宣传教育',
    required: false,
    words: /普法|法治宣传|法治教育|宣传教育|法治文化|法治社会|守法氛围/,
  },
  {
    code: 'ability',
    name: '能力与保障',
    required: false,
    words:
      /依法行政(?:的)?(?:意识|能力|水平)|队伍建设|保障(?:机制|体系|能力|措施)?$|组织保障|学法用法|法治(?:思维|素养)/,
  },
  { code: 'highlight', name: '工作亮点', required: false, words: /亮点|特色|创新(?:工作|做法|举措)/ },
  { code: 'shortcomings', name: '存在的不足和原因', required: true, words: /不足|问题|短板|薄弱|困难|差距/ },
  { code: 'next-year', name: '下一年度安排', required: true, words: /^$/ },
]

type FoundChapter = {
  readonly code: string
  readonly name: string
  /** Where its heading begins, and the heading's words. */
  readonly start: number
  readonly title: string
}

type MissingChapter = {
  readonly code: string
  readonly name: string
  readonly required: boolean
  /** The matter is told somewhere, but has no heading of its own. */
  readonly mentioned: boolean
}

export type Outline = { readonly found: readonly FoundChapter[]; readonly missing: readonly MissingChapter[] }

const opening =
  /现将.{0,40}(?:报告|汇报|总结)如下|情况(?:报告|汇报|总结)如下|年度(?:法治政府建设)?(?:工作)?(?:情况)?报告/
const mentions: Readonly<Record<string, RegExp>> = {
  'first-responsible': /第一责任人/,
  shortcomings: /存在(?:的|一些|一定)?.{0,8}(?:问题|不足|短板|差距|困难)/,
  'next-year': /下一步|明年|下一年度|下步/,
  measures: /成效|举措/,
}

/** Which chapters of the normal form a report has, by its headings. */
export function findOutline(divided: DividedText, year: number | undefined): Outline {
  const found: FoundChapter[] = []
  const missing: MissingChapter[] = []
  const report = (chapter: Chapter, heading: Heading) =>
    found.push({ code: chapter.code, name: chapter.name, start: heading.start, title: heading.title })
  const plans = divided.headings.filter(heading => isPlanHeading(heading, year ?? 9999))
  const planFrom = plans.find(heading => heading.level === 1)?.start ?? Number.POSITIVE_INFINITY
  const told = divided.headings.filter(heading => heading.start < planFrom)
  let bySubject = 0
  for (const chapter of chapters) {
    if (chapter.code === 'opening') {
      const match = opening.exec(divided.text.slice(0, 1500))
      if (match) found.push({ code: chapter.code, name: chapter.name, start: match.index, title: match[0] })
      else missing.push({ code: chapter.code, name: chapter.name, required: false, mentioned: false })
      continue
    }
    const heading =
      chapter.code === 'next-year'
        ? plans[0]
        : (told.find(heading => heading.level <= 2 && chapter.words.test(heading.title)) ??
          told.find(heading => heading.level > 2 && chapter.words.test(heading.title)))
    if (heading?.level === 1 && subjects.has(chapter.code)) bySubject++
    if (heading) report(chapter, heading)
    else
      missing.push({
        code: chapter.code,
        name: chapter.name,
        required: chapter.required,
        mentioned: (mentions[chapter.code] ?? chapter.words).test(divided.text),
      })
  }
  return {
    found: found.sort((a, b) => a.start - b.start),
    missing: missing.filter(chapter => chapter.code !== 'measures' || bySubject < fewSubjects),
  }
}

const subjects = new Set([
  'leadership',
  'functions',
  'decisions',
  'enforcement',
  'checks',
  'disputes',
  'services',
  'publicity',
])
/** A report with so many chapters on subjects tells its measures by subject, without a chapter of that name. */
const fewSubjects = 3
