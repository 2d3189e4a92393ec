import type { Heading } from './divide.ts'

/**
 * Which words tell of next year. A number in a plan is no statistic of the year reported on.
 */

/** A chapter whose heading holds one of these is a plan, unless it also tells of what was achieved. */
const planHeading =
  /下一步|下步|下一阶段|下阶段|下一年|下年度|下半年|明年|今后|来年|(?:工作|主要|重点)(?:思路|计划|安排|打算|设想|目标)|(?:思路|打算|安排|计划|设想|举措和?安排|规划|展望|努力方向)$|改进(?:措施|方向)|主要安排/
const achievedHeading = /成效|情况|完成|落实|成果|回顾|总结|做法|亮点|进展|制定|加强|推进|强化/
/** Problems and plans under one heading: only what follows a word of intention is a plan. */
const mixedHeading = /(?:问题|不足|短板|困难).{0,8}(?:及|和|与|、|以及)/

/** From such a word on, the rest of the sentence speaks of the future. 按计划组织 and 草拟制定 tell of the past. */
const intention =
  /下一步|下步工作|下阶段|下一阶段|今后|明年|来年|下一年度|下年度|力争|争取(?:实现|达到|在|到|于)|(?<!按|按照|年度|工作|培训|学习|普法|立法|实施|建设)计划(?:在|于|用|到|组织|开展|新建|投入)|(?<![草起])拟(?:于|在|开展|新建|制定)|预计(?:到|将|于)|将(?:继续(?!教育)|进一步|持续|在|于\d|以.{2,12}为契机)|目标(?:是|为)/
/** 到2025年底，…: the future only if that year is still to come. */
const byYear = /(?:到|至)(20\d\d)年(?:底|末)?[，,]?(?:将|力争|实现|基本|全面)/

/** A longer heading is a sentence, and is read as one. */
const longestPlanTitle = 40

const years = (title: string) => [...title.matchAll(/20\d\d(?=年)/g)].map(match => Number(match[0]))

/** Whether a heading opens a plan for the time after `year`. */
export function isPlanHeading(heading: Heading, year: number): boolean {
  const { title } = heading
  if (mixedHeading.test(title) || title.length > longestPlanTitle) return false
  if (/下一步|下步|下阶段|下一阶段|下一年|下年度|明年|今后|来年|努力方向/.test(title)) return true
  if (heading.level > 2) return false
  const named = years(title)
  if (named.some(named => named > year) && !named.includes(year)) return !/完成情况/.test(title)
  return planHeading.test(title) && !achievedHeading.test(title) && !named.includes(year)
}

/** Offset of the word in `sentence` after which it speaks of the time after `year`, or -1. */
export function intentionAt(sentence: string, year: number): number {
  const word = intention.exec(sentence)?.index ?? -1
  const date = byYear.exec(sentence)
  const future = date && Number(date[1]) > year ? date.index : -1
  if (word < 0) return future
  return future < 0 ? word : Math.min(word, future)
}
