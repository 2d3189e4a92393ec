import { isChineseCount } from './chinese-counts.ts'
import { topicClassifier } from './classify-topic.ts'
import { clauseStart, type DividedText, type Sentence } from './divide.ts'
import { indicatorOf } from './indicator.ts'
import { type Candidate, reasonAgainst } from './not-a-statistic.ts'
import { type NumberToken, scanNumbers } from './numbers.ts'
import { intentionAt, isPlanHeading } from './plans.ts'
import type { Qualifier, Statistic } from './statistic.ts'
import { readUnit, type UnitMatch } from './units.ts'

/** A statistic with what only the check of identities needs. */
export type Found = Statistic & {
  /** Decimals as printed. */
  readonly decimals: number
  /** Index of its sentence. */
  readonly sentenceIndex: number
}

const blank = ' \u3000\u00a0\t'

/** The measure word after a number, across white space and at most one line break (a number set on a line of its own). */
function unitAfter(text: string, at: number): (UnitMatch & { over: boolean }) | undefined {
  let from = at
  while (blank.includes(text[from] ?? '-')) from++
  if (text[from] === '\n' && /\n\s*$/.test(text.slice(Math.max(0, at - 12), at).replace(/[\d,.]+$/, ''))) from++
  let over = false
  if (from > at && (text[from] === '余' || text[from] === '多')) {
    over = true
    from++
  }
  const unit = readUnit(text, from)
  return unit && { ...unit, over }
}

/** Measure words that the lexicon does not know: one character between a number and a mark. */
const unknownUnit = /^([一-龥])(?=[，,。；;、）)\s]|$)/
const noUnit = '年月日号时点楼室层版级届第路区岁之的是等为至到和与及或以内上下中前后里从个'

/** 播放量达10万, 点击数50万+: a number without a measure word that says how often. */
const bareCount =
  /(?:量|数|人数|总数|次数|户数|总量|流量|热度)(?:已|共|累计)?(?:达|达到|为|约|超|超过|突破|近|逾)?(?:约|近|超)?$/

/** 查处案件1326，同比增长…: the measure word was forgotten. */
const forgottenUnit = /(?:案件|纠纷|隐患|人员|企业|信息|建议|提案|申请|咨询|资料|活动)$/

/** 18、20、32件: the first numbers of a list take the measure word of the last. */
function unitOfList(text: string, from: number): (UnitMatch & { over: boolean }) | undefined {
  let at = from
  for (let items = 0; items < 12; items++) {
    const next = /^[ ]?[、和][ ]?(\d+(?:\.\d+)?)/.exec(text.slice(at, at + 20))
    if (!next) return undefined
    at += next[0].length
    const unit = unitAfter(text, at)
    if (unit) return { end: from, unit: unit.unit, chinese: false, over: false }
  }
  return undefined
}

function qualifierOf(over: boolean, before: string, after: string): Qualifier {
  if (over || /^(?:以上|多|余)/.test(after)) return 'over'
  if (/(?:约|大约|约为|约有|大概)$/.test(before) || /^(?:左右|上下)/.test(after)) return 'approx'
  if (/(?<![最附邻])(?:近|将近|接近|不足|不到)$/.test(before)) return 'nearly'
  if (/(?:超|超过|逾|突破|多达|高于|不少于|不低于|(?<=[^以])上)$/.test(before)) return 'over'
  return 'exact'
}

/** The offset from which each sentence speaks of the future; the sentence's end when it never does. */
function planStarts(divided: DividedText, year: number): (sentence: Sentence) => number {
  const known = new Map<object, boolean>()
  let last: Sentence | undefined
  let from = 0
  return sentence => {
    if (sentence === last) return from
    last = sentence
    const inPlan = sentence.headings.some(heading => {
      let plan = known.get(heading)
      if (plan === undefined) {
        plan = isPlanHeading(heading, year)
        known.set(heading, plan)
      }
      return plan
    })
    const at = inPlan ? 0 : intentionAt(divided.text.slice(sentence.start, sentence.end), year)
    from = at < 0 ? sentence.end : sentence.start + at
    return from
  }
}

/** All statistics of a divided text, from left to right, never overlapping. */
export function findStatistics(divided: DividedText, year: number | undefined): Found[] {
  const { text, sentences } = divided
  const planStart = planStarts(divided, year ?? 9999)
  const topicOf = topicClassifier(divided)
  const found: Found[] = []
  let index = 0
  for (const number of scanNumbers(text)) {
    while (index < sentences.length && (sentences[index] as Sentence).end <= number.start) index++
    const sentence = sentences[index]
    if (!sentence) break
    if (number.start < sentence.start) continue
    const candidate = candidateAt(divided, number, sentence)
    if (!candidate || number.start >= planStart(sentence)) continue
    if (number.kind === 'chinese' && !isChineseCount(candidate)) continue
    if (reasonAgainst(candidate)) continue
    const end = candidate.unit.end
    const previous = found.at(-1)
    found.push({
      start: number.start,
      end,
      text: text.slice(number.start, end),
      value: Number(number.exact),
      exact: number.exact,
      unit: candidate.unit.unit,
      qualifier: qualifierOf(number.over || candidate.over, candidate.before, candidate.after),
      topic: topicOf(number.start, end, sentence),
      indicator: indicatorOf(
        divided,
        number.start,
        end,
        sentence,
        previous?.sentenceIndex === index ? previous.end : 0,
      ),
      sentence: { start: sentence.start, end: sentence.end },
      decimals: number.decimals,
      sentenceIndex: index,
    })
  }
  return found
}

function candidateAt(
  divided: DividedText,
  number: NumberToken,
  sentence: Sentence,
): (Candidate & { over: boolean }) | undefined {
  const { text, quoted } = divided
  const before = text.slice(Math.max(sentence.start, number.start - 40), number.start)
  let unit: (UnitMatch & { over: boolean }) | undefined
  if (number.kind === 'percent-words') unit = { end: number.end, unit: '%', chinese: true, over: false }
  else unit = unitAfter(text, number.end)
  if (!unit && number.kind === 'arabic') {
    const unknown = unknownUnit.exec(text.slice(number.end, number.end + 2))?.[1]
    if (unknown && !noUnit.includes(unknown)) unit = { end: number.end + 1, unit: unknown, chinese: false, over: false }
    else unit = unitOfList(text, number.end)
    if (
      !unit &&
      bareCount.test(before) &&
      (number.folded || number.exact.length <= 9) &&
      !/^[ ]?[年月日\-—]/.test(text.slice(number.end, number.end + 2))
    )
      unit = { end: number.end, unit: '', chinese: false, over: false }
    if (
      !unit &&
      forgottenUnit.test(before) &&
      /^[，,；;。]/.test(text.slice(number.end, number.end + 1)) &&
      !/^(?:19|20)\d\d$|^1[12]\d{1,3}$/.test(number.exact)
    )
      unit = { end: number.end, unit: '', chinese: false, over: false }
  }
  if (!unit) return undefined
  const clauseFrom = clauseStart(divided, number.start, Math.max(sentence.start, number.start - 60))
  return {
    number,
    unit,
    over: unit.over,
    before,
    clauseBefore: text.slice(clauseFrom, number.start),
    after: text.slice(unit.end, Math.min(sentence.end, unit.end + 24)),
    quoted: quoted[number.start] ?? 0,
  }
}
