/**
 * The relations between figures that a text itself claims: 其中, 共, brackets, a rate with its numerator and
 * denominator, 比上年. A chance match is never a claim, so each rule asks for the words first and computes then.
 *
 * Every rule looks at a bounded number of figures around its word; the whole is linear in the length of the text.
 */
import { absolute, add, compare, type Decimal, decimal, divide, equal, negate, printDecimal } from './decimal.ts'
import type { DividedText } from './divide.ts'
import type { Found } from './find-statistics.ts'
import { rateActs } from './rate-lexicon.ts'
import type { Change, Identity, Ratio, Sum } from './statistic.ts'
import { caseCounters, peopleCounters } from './units.ts'

/** A figure with the words around it that its rules need. */
type Figure = Found & {
  readonly index: number
  readonly amount: Decimal
  /** The words between the previous mark or figure and the number. */
  readonly lead: string
  /** The words between the unit and the next mark. */
  readonly tail: string
  /** Offset of the innermost bracket that holds it, or -1. */
  readonly bracket: number
  readonly counter: string
}

/** No list of parts is longer, no numerator farther from its rate. */
const window = 24

const isPercent = (figure: Figure) => figure.unit === '%'
const isPoints = (figure: Figure) => figure.unit.endsWith('百分点') || figure.unit === '个点'
const isShare = (figure: Figure) =>
  isPercent(figure) || isPoints(figure) || figure.unit === '‰' || figure.unit === '倍' || figure.unit === '成'

/** 件, 起, 宗 may be mixed, and 人, 名, 位; other counters must be the same. */
function counterOf(unit: string): string {
  const plain = unit.replace(/[/（(].*$/, '')
  if (caseCounters.has(plain)) return '件'
  if (peopleCounters.has(plain)) return '人'
  if (/^(?:家|户|个)次?$/.test(plain)) return plain
  return plain
}

const marks = /[，,。；;、：:（）()！？\n]/

function toFigures(divided: DividedText, statistics: readonly Found[]): Figure[] {
  const { text, brackets } = divided
  const open: number[] = []
  let scanned = 0
  return statistics.map((statistic, index) => {
    const previous = statistics[index - 1]
    for (; scanned < statistic.start; scanned++) {
      const partner = brackets.get(scanned)
      if (partner === undefined) continue
      if (partner > scanned) open.push(scanned)
      else if (open.at(-1) === partner) open.pop()
    }
    while (open.length && (brackets.get(open.at(-1) as number) ?? 0) < statistic.start) open.pop()
    let from = statistic.start
    const limit = Math.max(statistic.sentence.start, previous ? previous.end : 0, statistic.start - 40)
    while (from > limit && !isMark(divided, from - 1)) from--
    let to = statistic.end
    while (to < Math.min(statistic.sentence.end, statistic.end + 24) && !isMark(divided, to)) to++
    return {
      ...statistic,
      index,
      amount: decimal(statistic.exact),
      lead: text.slice(from, statistic.start).replace(/[\s\u3000]/g, ''),
      tail: text.slice(statistic.end, to).replace(/[\s\u3000]/g, ''),
      bracket: open.at(-1) ?? -1,
      counter: counterOf(statistic.unit),
    }
  })
}

/** A mark that ends the words of a figure; brackets within a word, 、 within a list of acts and quotations do not. */
function isMark({ text, quoted, brackets }: DividedText, at: number): boolean {
  if (!marks.test(text[at] as string)) return false
  if (quoted[at] !== 0) return false
  const partner = brackets.get(at)
  if (partner !== undefined)
    return Math.abs(partner - at) > 12 || /\d|其中/.test(text.slice(Math.min(at, partner), Math.max(at, partner)))
  // 撤销、变更或确认违法等案件14宗: 、 between words, not between figures
  if (text[at] === '、') return /[\d\s）)件起宗人名个份次场家户]/.test(text[at - 1] ?? '')
  return true
}

const total = (parts: readonly Figure[]): Decimal => parts.reduce((sum, part) => add(sum, part.amount), decimal('0'))
const printSum = (parts: readonly Figure[]) => parts.map(part => part.exact).join(' + ')
const starts = (figures: readonly Figure[]) => figures.map(figure => figure.start)

class Collected {
  readonly identities: Identity[] = []
  private readonly keys = new Set<string>()
  /** Figures already used as a part of some sum. */
  readonly parts = new Set<number>()
  /** Totals that already have their sum, and the total of each part. */
  readonly totals = new Set<number>()
  readonly wholeOf = new Map<number, number>()

  private push(key: string, identity: Identity): void {
    if (this.keys.has(key)) return
    this.keys.add(key)
    this.identities.push(identity)
  }

  sum(whole: Figure, parts: readonly Figure[]): void {
    const sum = total(parts)
    const holds = equal(sum, whole.amount)
    const difference = printDecimal(absolute(add(sum, negate(whole.amount))))
    const identity: Sum = { kind: 'sum', total: whole.start, parts: starts(parts) }
    this.totals.add(whole.start)
    for (const part of parts) {
      this.parts.add(part.start)
      this.wholeOf.set(part.start, whole.start)
    }
    this.push(`sum ${identity.total} ${identity.parts.join()}`, {
      ...identity,
      holds,
      note: holds
        ? `${printSum(parts)} = ${whole.exact}`
        : `${printSum(parts)} = ${printDecimal(sum)}，正文为 ${whole.exact}`,
      verdict: holds
        ? '各项相加与总数相符'
        : `加总不合，相差 ${difference}${whole.unit}：各项相加为 ${printDecimal(sum)}，正文为 ${whole.text}`,
      ...(holds ? {} : { right: `${printDecimal(sum)}${whole.unit}` }),
      sentence: whole.sentence,
    })
  }

  ratio(rate: Figure, numerators: readonly Figure[], denominator: Figure): void {
    const right = divide(total(numerators), denominator.amount, 100, rate.decimals)
    const precise = divide(total(numerators), denominator.amount, 100, Math.max(2, rate.decimals))
    if (!right || !precise) return
    const holds = equal(right, rate.amount)
    const upper = numerators.length === 1 ? (numerators[0] as Figure).exact : `(${printSum(numerators)})`
    const only = numerators[0] as Figure
    const identity: Ratio = {
      kind: 'ratio',
      rate: rate.start,
      numerator: numerators.length === 1 ? only.start : starts(numerators).sort((a, b) => a - b),
      denominator: denominator.start,
    }
    this.push(`ratio ${rate.start}`, {
      ...identity,
      holds,
      note: `${upper} / ${denominator.exact} = ${printDecimal(precise)}%${holds ? (equal(precise, rate.amount) ? '' : `，四舍五入为 ${printDecimal(rate.amount)}%`) : `，正文为 ${rate.text}`}`,
      verdict: holds
        ? '比率与分子、分母相符'
        : `比率不合：按正文的分子、分母计算应为 ${printDecimal(right)}%，正文为 ${rate.text}`,
      ...(holds ? {} : { right: `${printDecimal(right)}%` }),
      sentence: rate.sentence,
    })
  }

  change(from: Figure, to: Figure, delta: Figure, right: Decimal, direction: boolean): void {
    const holds = direction && equal(right, delta.amount)
    const identity: Change = { kind: 'change', from: from.start, to: to.start, delta: delta.start }
    const printed = `${printDecimal(right)}${delta.unit}`
    this.push(`change ${delta.start}`, {
      ...identity,
      holds,
      note: `${from.text} → ${to.text}，相差 ${printed}${holds ? '' : `，正文为 ${delta.text}`}`,
      verdict: holds
        ? '增减与前后两个数相符'
        : direction
          ? `增减不合：由 ${from.text} 到 ${to.text} 应为 ${printed}，正文为 ${delta.text}`
          : `升降方向不合：由 ${from.text} 到 ${to.text}，与正文所说的方向相反`,
      ...(holds ? {} : { right: printed }),
      sentence: delta.sentence,
    })
  }
}

/** Same counter, and something that can be added. */
const addable = (whole: Figure, figure: Figure) => !isShare(figure) && figure.counter === whole.counter

/** A sum that misses its total by so little is an error of arithmetic and not an incomplete list. */
function nearMiss(whole: Figure, parts: readonly Figure[]): boolean {
  const sum = Number(printDecimal(total(parts)))
  const value = whole.value
  return sum !== value && Math.abs(sum - value) <= Math.max(2, value * 0.05) && parts.every(part => part.value < value)
}

/** The longest run of parts from the first on that adds up, at least two. */
function runThatAdds(whole: Figure, parts: readonly Figure[]): readonly Figure[] | undefined {
  let sum = decimal('0')
  let longest = 0
  for (const [at, part] of parts.entries()) {
    sum = add(sum, part.amount)
    if (at >= 1 && equal(sum, whole.amount)) longest = at + 1
  }
  return longest ? parts.slice(0, longest) : undefined
}

/** What a figure tells of its things: 排查, 受理, 调解 …; the last such word before the number. */
const acts =
  /排查|受理|收到|收件|立案|办理|审结|办结|调解成功|调解|调处|化解|调结|结案|成功|完成|维持|驳回|撤销|终止|处罚|检查|培训|审查|备案/g
const actOf = (figure: Figure): string => figure.lead.match(acts)?.at(-1) ?? ''

/** One part out of each group between semicolons, so that they add up; the same act as the total is preferred. */
function onePerGroup(
  whole: Figure,
  groups: readonly (readonly Figure[])[],
  taken: ReadonlySet<number>,
): readonly Figure[] | undefined {
  if (groups.length < 2 || groups.length > 6 || groups.some(group => group.length === 0)) return undefined
  const act = actOf(whole)
  let best: { parts: readonly Figure[]; score: number } | undefined
  const choose = (at: number, chosen: readonly Figure[], score: number): void => {
    if (at === groups.length) {
      if (equal(total(chosen), whole.amount) && (!best || score > best.score)) best = { parts: chosen, score }
      return
    }
    for (const part of (groups[at] as readonly Figure[]).slice(0, 5)) {
      choose(at + 1, [...chosen, part], score + (actOf(part) === act ? 2 : 0) + (taken.has(part.start) ? -1 : 0))
    }
  }
  choose(0, [], 0)
  return best?.parts
}

const among = '其中'

/** 其中 and brackets: the whole before, the parts after. */
function sumsAfterAmong(divided: DividedText, figures: readonly Figure[], collected: Collected): void {
  const { text, brackets } = divided
  for (const [i, first] of figures.entries()) {
    const before = figures[i - 1]
    if (!before || (before.sentence.start !== first.sentence.start && first.start - before.end > 40)) continue
    const between = text.slice(before.end, Math.min(first.start, before.end + 60))
    const opens = first.bracket >= before.end && first.bracket !== before.bracket
    const says = between.includes(among)
    const lists =
      !says &&
      !opens &&
      /^[^，。；,;]{0,6}[：:]|分别(?:是|为)|(?:^[，,]?|[，,])(?:含|包括|包含)[^，。]{0,6}$/.test(between)
    if (!says && !opens && !lists) continue
    const opening = opens ? first.bracket : -1
    const end = opening >= 0 ? (brackets.get(opening) ?? first.sentence.end) : Number.POSITIVE_INFINITY
    // the bracket belongs to the figure right before it
    if (opening >= 0 && opening - before.end > 16) continue
    const groups: Figure[][] = [[]]
    let last: Figure | undefined
    for (let j = i; j < figures.length && j < i + window; j++) {
      const figure = figures[j] as Figure
      if (figure.start >= end || figure.sentence.start !== first.sentence.start) break
      if (last && /[；;]/.test(text.slice(last.end, Math.min(figure.start, last.end + 200)))) groups.push([])
      // another 其中 begins a list of its own
      const nested =
        last &&
        figure.bracket === first.bracket &&
        text.slice(last.end, Math.min(figure.start, last.end + 60)).includes(among)
      if (nested) break
      last = figure
      if (figure.bracket !== first.bracket) continue
      groups.at(-1)?.push(figure)
    }
    const wholes: Figure[] = []
    for (let j = i - 1; j >= 0 && j >= i - 4 && wholes.length < 3; j--) {
      const figure = figures[j] as Figure
      if (figure.sentence.start !== before.sentence.start && j !== i - 1) break
      if (isShare(figure) || (opening < 0 && figure.bracket !== first.bracket && j === i - 1 && figure.bracket >= 0))
        continue
      wholes.push(figure)
      if (opening >= 0) break
    }
    for (const whole of wholes.reverse()) findParts(whole, groups, collected, whole === before, opening >= 0 || says)
  }
}

function findParts(
  whole: Figure,
  groups: readonly (readonly Figure[])[],
  collected: Collected,
  adjacent: boolean,
  mayFail: boolean,
): void {
  if (collected.totals.has(whole.start)) return
  const fitting = groups.map(group => group.filter(figure => addable(whole, figure)))
  const firstGroup = fitting[0] ?? []
  const all = fitting.flat()
  const parts =
    (all.length >= 2 && equal(total(all), whole.amount) ? all : undefined) ??
    onePerGroup(whole, fitting, collected.parts) ??
    (firstGroup.length >= 2 ? runThatAdds(whole, firstGroup) : undefined) ??
    (all.length >= 2 ? runThatAdds(whole, all) : undefined)
  if (parts) {
    // a chance match of small numbers further back is no claim
    if (adjacent || parts.length >= 3 || whole.value > 10) collected.sum(whole, parts)
    return
  }
  // what stands after a semicolon is another matter, unless it is just what the list lacks
  const lack = absolute(add(total(firstGroup), negate(whole.amount)))
  const apart = !all.slice(firstGroup.length).some(figure => equal(figure.amount, lack))
  const list = firstGroup.length >= 3 && apart ? firstGroup : []
  const remainder = firstGroup.length >= 2 && /其余|剩余|其它|其他|余下/.test(firstGroup.at(-1)?.lead ?? '')
  if (adjacent && mayFail && (list.length >= 3 || remainder) && nearMiss(whole, firstGroup))
    collected.sum(whole, firstGroup)
}

/** 共 as in 公共, 共同, 中共 is no total. */
const inTotal = /(?<![公中])共(?![同享建治产青和识])|合计|总计|累计/
const endsWithTotal = /^(?:以上|两项|三项|各项|各类)?(?:共|合计|总计|总共|累计)/

/** 甲3件、乙5件，共8件, and 共8件，甲3件，乙5件. */
function sumsWithTotalWord(divided: DividedText, figures: readonly Figure[], collected: Collected): void {
  const { text } = divided
  for (const [i, whole] of figures.entries()) {
    if (isShare(whole) || !inTotal.test(whole.lead)) continue
    if (collected.totals.has(whole.start)) continue
    const before: Figure[] = []
    for (let j = i - 1; endsWithTotal.test(whole.lead) && j >= 0 && j >= i - window; j--) {
      const figure = figures[j] as Figure
      if (figure.sentence.start !== whole.sentence.start || figure.bracket !== whole.bracket || !addable(whole, figure))
        break
      before.unshift(figure)
      if (before.length >= 2 && equal(total(before), whole.amount)) {
        collected.sum(whole, before)
        break
      }
    }
    if (collected.totals.has(whole.start)) continue
    const last = before.at(-1)
    if (
      before.length >= 2 &&
      last &&
      /^[，,、；;\s]*(?:三项|两项|以上)?(?:合计|总计)/.test(text.slice(last.end, whole.start)) &&
      nearMiss(whole, before)
    ) {
      collected.sum(whole, before)
      continue
    }
    const after: Figure[] = []
    for (let j = i + 1; j < figures.length && j < i + window; j++) {
      const figure = figures[j] as Figure
      if (
        figure.sentence.start !== whole.sentence.start ||
        figure.bracket !== whole.bracket ||
        figure.unit !== whole.unit
      )
        break
      after.push(figure)
    }
    if (whole.value >= 5 && after.length >= 2 && equal(total(after), whole.amount)) collected.sum(whole, after)
  }
}

const leftOver = /未|尚有|尚余|剩余|其余|余下|正在|在办|待|不予|另有/

/** 受理21起，调结19起，未调结2起: the done and the not done make the whole. */
function sumsOfComplement(figures: readonly Figure[], collected: Collected): void {
  for (const [i, rest] of figures.entries()) {
    if (isShare(rest) || !leftOver.test(rest.lead) || collected.parts.has(rest.start)) continue
    const level: Figure[] = []
    for (let j = i - 1; j >= 0 && j >= i - 8 && level.length < 4; j--) {
      const figure = figures[j] as Figure
      if (figure.sentence.start !== rest.sentence.start) break
      if (figure.bracket === rest.bracket && addable(rest, figure)) level.push(figure)
    }
    const [done, whole] = level
    if (!done || !whole || leftOver.test(done.lead)) continue
    const parts = [done, rest]
    if (equal(total(parts), whole.amount)) collected.sum(whole, parts)
    else {
      const act = actOf(done)
      const named = act !== '' && rest.lead.includes(`未${act}`)
      if (named && nearMiss(whole, parts) && !collected.totals.has(whole.start)) collected.sum(whole, parts)
    }
  }
}

/** What a rate is a rate of: 调结 in 调结率, 办结 in 按期办结率; empty for a share (占). */
function rateName(figure: Figure): string | undefined {
  const match = /([一-龥]{1,12})(?:比?率|占比|比例)[^率]{0,6}$/.exec(figure.lead)
  if (match) return match[1] as string
  if (/占/.test(figure.lead)) return ''
  return undefined
}

/** Whether the words of a figure say the act of the rate: 调结19起 for 调结率; 撤销2件 for 纠错率. */
function speaksOf(figure: Figure, name: string, exactly: boolean): boolean {
  const words = figure.lead + figure.tail
  for (const length of [4, 3, 2]) {
    const act = name.slice(-length)
    if (act.length < 2 || (act.length < length && length > name.length)) continue
    if (words.includes(act)) return true
    if (exactly && name.length >= length) return false
  }
  if (exactly) return false
  const known = rateActs.find(({ rate }) => name.endsWith(rate))
  return known?.acts.some(act => words.includes(act)) ?? false
}

const negated = (figure: Figure, name: string) => new RegExp(`(?:未|不|没有)${name.slice(-2)}`).test(figure.lead)

function fits(rate: Figure, numerator: Decimal, denominator: Figure): boolean {
  if (compare(numerator, denominator.amount) > 0) return false
  const computed = divide(numerator, denominator.amount, 100, rate.decimals)
  return computed !== undefined && equal(computed, rate.amount)
}

function ratios(divided: DividedText, figures: readonly Figure[], collected: Collected): void {
  for (const [i, rate] of figures.entries()) {
    if (!isPercent(rate) || (changeWord.test(rate.lead) && !/率/.test(rate.lead))) continue
    const name = rateName(rate)
    if (name === undefined) continue
    // the sentence of the rate, and the one before when it stands in the same paragraph
    const line = lineOf(divided, rate.sentenceIndex)
    const near: Figure[] = []
    for (let j = i - 1; j >= 0 && j >= i - window; j--) {
      const figure = figures[j] as Figure
      if (rate.sentenceIndex - figure.sentenceIndex > 1 || lineOf(divided, figure.sentenceIndex) !== line) break
      if (!isShare(figure)) near.push(figure)
    }
    if (name === '') shareOf(rate, near, collected)
    else rateOf(divided, rate, name, near, figures.slice(Math.max(0, i - 3 * window), i), collected)
  }
}

/** 纠错率21.0%（181件中38件）: the rate with its cases in brackets right after it. */
function ratiosWithCases({ text }: DividedText, figures: readonly Figure[], collected: Collected): void {
  for (const [i, rate] of figures.entries()) {
    const [denominator, numerator] = [figures[i + 1], figures[i + 2]]
    if (!isPercent(rate) || !denominator || !numerator) continue
    if (!/^\s*[（(]\s*$/.test(text.slice(rate.end, Math.min(denominator.start, rate.end + 8)))) continue
    if (!/^\s*中\s*$/.test(text.slice(denominator.end, Math.min(numerator.start, denominator.end + 8)))) continue
    if (/^\s*[）)]/.test(text.slice(numerator.end, numerator.end + 4))) collected.ratio(rate, [numerator], denominator)
  }
}

const lineOf = (divided: DividedText, sentence: number) => divided.sentences[sentence]?.line

/** 甲140件，占总数的92.71%. */
function shareOf(rate: Figure, near: readonly Figure[], collected: Collected): void {
  const numerator = near.find(figure => figure.sentenceIndex === rate.sentenceIndex)
  if (!numerator) return
  const denominator = near.find(
    figure =>
      figure !== numerator &&
      addable(numerator, figure) &&
      figure.value >= numerator.value &&
      fits(rate, numerator.amount, figure),
  )
  if (denominator && rate.start - numerator.end <= 20) collected.ratio(rate, [numerator], denominator)
}

function rateOf(
  divided: DividedText,
  rate: Figure,
  name: string,
  near: readonly Figure[],
  earlier: readonly Figure[],
  collected: Collected,
): void {
  const candidates = near.filter(figure => speaksOf(figure, name, false) && !negated(figure, name))
  for (const numerator of candidates) {
    const denominator = denominatorFor(rate, [numerator], near, collected)
    if (denominator) return collected.ratio(rate, [numerator], denominator)
  }
  // 撤销2件、确认违法1件 together are the corrected ones
  const together = candidates.filter(figure => figure.bracket === candidates[0]?.bracket).reverse()
  if (together.length >= 2 && together.length <= 6) {
    const denominator = denominatorFor(rate, together, near, collected)
    if (denominator) return collected.ratio(rate, together, denominator)
  }
  const [last, beforeLast] = near
  // the two figures right before it, and decimals that are no accident
  if (
    last &&
    beforeLast &&
    rate.decimals >= 1 &&
    addable(last, beforeLast) &&
    last.sentenceIndex === rate.sentenceIndex &&
    last.value !== beforeLast.value
  ) {
    if (fits(rate, last.amount, beforeLast) && candidates.length > 0) return collected.ratio(rate, [last], beforeLast)
  }
  brokenRate(divided, rate, name, near, earlier, collected)
}

/** Whole numbers of the same counter before the numerator, the nearest first. */
function denominatorFor(
  rate: Figure,
  numerators: readonly Figure[],
  near: readonly Figure[],
  collected: Collected,
): Figure | undefined {
  const first = numerators[0] as Figure
  const amount = total(numerators)
  // two parts of one whole are no numerator and denominator of each other
  const whole = collected.wholeOf.get(first.start)
  const sibling = (figure: Figure) => whole !== undefined && collected.wholeOf.get(figure.start) === whole
  const possible = near.filter(
    figure =>
      !numerators.includes(figure) &&
      !sibling(figure) &&
      addable(first, figure) &&
      figure.start < first.start &&
      fits(rate, amount, figure),
  )
  // the thing itself before one of its stages: 受理 before 排查
  return possible.find(figure => figure.bracket === rate.bracket) ?? possible[0]
}

/** A rate printed right after its numerator and denominator that does not come out. */
function brokenRate(
  { text }: DividedText,
  rate: Figure,
  name: string,
  near: readonly Figure[],
  earlier: readonly Figure[],
  collected: Collected,
): void {
  const level = near.filter(figure => figure.bracket === rate.bracket && figure.sentenceIndex === rate.sentenceIndex)
  const [numerator, denominator] = level
  if (!numerator || !denominator || !addable(numerator, denominator)) return
  if (!speaksOf(numerator, name, true) || negated(numerator, name)) return
  if (speaksOf(denominator, name, true) || numerator.value > denominator.value || denominator.value === 0) return
  if (/[；;]/.test(text.slice(denominator.end, rate.start)) || rate.start - denominator.end > 60) return
  const right = divide(numerator.amount, denominator.amount, 100, rate.decimals)
  if (!right || equal(right, rate.amount)) return
  if (Math.abs(Number(printDecimal(right)) - rate.value) > 5) return
  // the rate may rest on a figure told earlier: then the text claims something else
  if (earlier.some(figure => addable(numerator, figure) && fits(rate, numerator.amount, figure))) return
  collected.ratio(rate, [numerator], denominator)
}

const changeWord =
  /(上升|增长|增加|提高|提升|升高|上涨|增至|多|下降|减少|降低|压减|压缩|缩减|缩短|回落|下跌|少|精简)了?(?:约|近)?$/
const falls = /下降|减少|降低|压减|压缩|缩减|缩短|回落|下跌|少|精简/
const pastYear = /去年|上年|上一年|同期|往年/
const comparison = /去年|上年|上一年|同期|往年|相比|(?<![同环占])比(?!例|率|重)|较(?=20|前|之|上|去)/

/** Which of two figures is last year's, by the words before each; nothing when neither says so. */
function earlierFirst(previous: Figure, last: Figure): readonly [Figure, Figure] | readonly [] {
  const yearOf = (figure: Figure) => Number(/20\d\d(?=年)/.exec(figure.lead)?.[0] ?? 0)
  const [a, b] = [yearOf(previous), yearOf(last)]
  if (a && b && a !== b) return a < b ? [previous, last] : [last, previous]
  if (comparison.test(last.lead)) return [last, previous]
  return pastYear.test(previous.lead) ? [previous, last] : []
}

/** 由12件增加到15件，增长25%; 败诉率4.1%，相比上年的12.3%，下降8.2个百分点. */
function changes(divided: DividedText, figures: readonly Figure[], collected: Collected): void {
  for (const [i, delta] of figures.entries()) {
    const word = changeWord.exec(delta.lead)?.[1]
    if (!word) continue
    const before: Figure[] = []
    for (let j = i - 1; j >= 0 && j >= i - 3; j--) {
      const figure = figures[j] as Figure
      if (figure.sentence.start !== delta.sentence.start) break
      // 面积增加7000平方米 is itself a change
      if (!changeWord.test(figure.lead)) before.push(figure)
    }
    const [last, previous] = before
    if (!last || !previous || last.counter !== previous.counter) continue
    const fromTo =
      /[由从自]/.test(previous.lead) &&
      /^.{0,16}(?:到|至|为|达)(?:了)?$/.test(divided.text.slice(previous.end, last.start).slice(-18))
    const [from, to] = fromTo ? [previous, last] : earlierFirst(previous, last)
    if (!from || !to) continue
    const difference = add(to.amount, negate(from.amount))
    const direction = falls.test(word) ? difference.digits <= 0n : difference.digits >= 0n
    const size = absolute(difference)
    const shares = isPercent(from) && isPercent(to)
    if (isPoints(delta) && shares) collected.change(from, to, delta, size, direction)
    else if (isPercent(delta)) {
      const relative = divide(size, from.amount, 100, delta.decimals)
      if (shares && equal(size, delta.amount)) collected.change(from, to, delta, size, direction)
      else if (relative && !isShare(from)) collected.change(from, to, delta, relative, direction)
    } else if (!isShare(delta) && delta.counter === from.counter) collected.change(from, to, delta, size, direction)
  }
}

/** All identities that the text claims, in the order of the rules. */
export function findIdentities(divided: DividedText, statistics: readonly Found[]): Identity[] {
  const figures = toFigures(divided, statistics)
  const collected = new Collected()
  sumsAfterAmong(divided, figures, collected)
  sumsOfComplement(figures, collected)
  sumsWithTotalWord(divided, figures, collected)
  ratiosWithCases(divided, figures, collected)
  ratios(divided, figures, collected)
  changes(divided, figures, collected)
  const anchor = (identity: Identity) =>
    identity.kind === 'sum' ? identity.total : identity.kind === 'ratio' ? identity.rate : identity.delta
  return collected.identities.sort((a, b) => anchor(a) - anchor(b))
}
