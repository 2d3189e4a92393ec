import type { Declaration } from '#kernel/declaration.ts'
import { formatChineseDate } from '#kernel/time/date.ts'
import type { ReportFigure } from './figures.ts'
import {
  casesOf,
  changeIn,
  type Facts,
  figureSpan,
  fill,
  overriddenMark,
  ownDaysOf,
  type Paragraph,
  type Span,
  slotsOf,
  textSpan,
} from './spans.ts'
import { templates } from './templates.ts'

/**
 * The sentences of one system. Its own template first, where it has one; then whatever of its figures is still untold, in
 * sentences that follow from the declaration alone: identities become funnels and wholes with their parts, ratios name
 * their cases, stocks their day. A system that is declared tomorrow is therefore told tomorrow. What is zero is not told,
 * a figure is told once, and a system without facts has no sentences.
 */
export function narrate(declaration: Declaration, facts: Facts): Paragraph[] {
  const told = new Set<string>()
  const figures = Object.keys(declaration.figures).flatMap(name => facts.figure(`${declaration.code}.${name}`) ?? [])
  if (!figures.some(f => !f.internal && happened(f))) return []

  const sentences = [
    ...templates(declaration.code).map(text => fromTemplate(text, declaration.code, facts, told)),
    ...declaration.identities.map(identity => {
      const find = (codes: readonly string[]) =>
        codes.flatMap(c => facts.figure(c.includes('.') ? c : `${declaration.code}.${c}`) ?? [])
      return identity.relation === '=' ? balance(find(identity.whole), find(identity.parts)) : []
    }),
    counts(),
    stocks(),
    ratios(),
  ].filter(s => s.length > 0)
  const all = sentences.flatMap(s => [...s, textSpan('。')])
  return all.length ? [merged([textSpan('全年'), ...all])] : []

  function tell(figure: ReportFigure): Span {
    told.add(figure.code)
    return figureSpan(figure, facts)
  }

  /** Name, number and, in brackets, its parts. */
  function term(figure: ReportFigure): Span[] {
    return [textSpan(figure.name), tell(figure), ...periodOf(figure), ...bracketed(figure)]
  }

  function bracketed(figure: ReportFigure): Span[] {
    const parts = partsOf(figure)
    return parts.length > 1
      ? [
          textSpan('（'),
          ...joined(
            parts.map(p => [textSpan(p.name), tell(p)]),
            '、',
          ),
          textSpan('）'),
        ]
      : []
  }

  /** Parts of a figure by an identity of it alone, or by its sum; none when they are told or not to be printed. */
  function partsOf(figure: ReportFigure): ReportFigure[] {
    const identity = declaration.identities.find(
      i => i.relation === '=' && i.whole.length === 1 && `${declaration.code}.${i.whole[0]}` === figure.code,
    )
    const codes = identity?.parts.map(c => (c.includes('.') ? c : `${declaration.code}.${c}`)) ?? figure.of ?? []
    const parts = codes.flatMap(c => facts.figure(c) ?? [])
    const fresh = parts.every(p => !told.has(p.code)) && parts.some(p => !p.internal)
    return fresh ? parts.filter(happened) : []
  }

  function balance(wholes: readonly ReportFigure[], parts: readonly ReportFigure[]): Span[] {
    if ([...wholes, ...parts].some(f => told.has(f.code)) || !parts.some(p => !p.internal)) return []
    const [left, right] = [wholes.filter(happened), parts.filter(happened)]
    if (left.length === 0 || right.length === 0) return []
    const only = left[0]
    if (wholes.length === 1 && only) {
      // A part that is the whole adds nothing.
      if (right.length === 1 && right[0]) return [...term(only), ...changed(only), textSpan('，均为'), named(right[0])]
      const first = [textSpan(only.name), tell(only), ...periodOf(only), ...changed(only)]
      return [...first, textSpan('，其中'), ...joined(right.map(term), '、')]
    }
    return [...joined(left.map(term), '，'), textSpan('；'), ...joined(right.map(term), '，')]
  }

  /** The name stands for the number, which is printed beside it once for several. */
  function named(figure: ReportFigure): Span {
    told.add(figure.code)
    return { kind: 'figure', code: figure.code, printed: figure.name, ...overriddenMark(figure, facts) }
  }

  function untold(...kinds: readonly ReportFigure['kind'][]): ReportFigure[] {
    return figures.filter(f => kinds.includes(f.kind) && !f.internal && !told.has(f.code) && happened(f))
  }

  function counts(): Span[] {
    const parts: Span[][] = []
    for (const f of untold('count', 'sum', 'distinct', 'total'))
      if (!told.has(f.code)) parts.push([...term(f), ...changed(f)])
    return joined(parts, '，')
  }

  function stocks(): Span[] {
    const standing = untold('stock').filter(f => f.at === 'end')
    const day = standing[0]?.period.to
    return day ? [textSpan(`截至${formatChineseDate(day)}，`), ...joined(standing.map(term), '，')] : []
  }

  function ratios(): Span[] {
    const rates = figures.filter(f => f.kind === 'ratio' && !f.internal && !told.has(f.code) && f.value !== null)
    const full = rates.filter(f => f.value === 100)
    const equal = full.length > 1 ? full : []
    const parts = rates
      .filter(f => !equal.includes(f))
      .map(f => [textSpan(f.name), tell(f), ...cases(f), ...changed(f)])
    const same = joined(
      equal.map(f => [named(f), ...cases(f)]),
      '、',
    )
    return joined([...parts, ...(equal.length ? [[...same, textSpan('均为100%')]] : [])], '，')
  }

  function cases(ratio: ReportFigure): Span[] {
    return [textSpan(casesOf(ratio, facts))]
  }

  function changed(figure: ReportFigure): Span[] {
    return said(changeIn(figure, facts))
  }
}

const periodOf = (figure: ReportFigure): Span[] => said(ownDaysOf(figure))
const said = (text: string): Span[] => (text === '' ? [] : [textSpan(text)])

const happened = (figure: ReportFigure): boolean => figure.value !== null && figure.value !== 0

function joined(parts: readonly (readonly Span[])[], by: string): Span[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [textSpan(by), ...part]))
}

/**
 * A template sentence without the clauses whose figures are zero: `审结{concluded}（维持{maintained}、变更{changed}）` loses
 * 变更 in a year without one, and the brackets when nothing is left in them. Empty when no clause with a figure is left.
 */
function fromTemplate(text: string, system: string, facts: Facts, told: Set<string>): Paragraph {
  const keep = (clause: string): boolean =>
    slotsOf(clause, system).every(code => {
      const figure = facts.figure(code)
      return figure !== undefined && (figure.kind === 'ratio' ? figure.value !== null : happened(figure))
    })
  const inner = text.replace(/（([^（）]*)）/g, (_, list: string) => {
    const kept = list.split('、').filter(keep)
    return kept.length ? `（${kept.join('、')}）` : ''
  })
  const clauses = inner.split(/(?<=[，；])/).filter(keep)
  const sentence = clauses.join('').replace(/[，；]$/, '')
  const slots = slotsOf(sentence, system)
  if (slots.length === 0) return []
  for (const code of slots) told.add(code)
  return fill(sentence, system, facts).flatMap(span => {
    const figure = span.kind === 'figure' ? facts.figure(span.code) : undefined
    if (!figure) return [span]
    const change = figure.code === slots[0] || figure.kind === 'ratio' ? changeIn(figure, facts) : ''
    return [
      span,
      ...(figure.code === slots[0] ? periodOf(figure) : []),
      ...(figure.kind === 'ratio' ? [textSpan(casesOf(figure, facts))] : []),
      ...said(change),
    ]
  })
}

/** Neighbouring texts as one; 全年 is not said before a day of its own: 截至, 期初. */
function merged(spans: readonly Span[]): Paragraph {
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (span.kind === 'text' && last?.kind === 'text') out[out.length - 1] = textSpan(last.text + span.text)
    else out.push(span)
  }
  const first = out[0]
  if (first?.kind === 'text') out[0] = textSpan(first.text.replace(/^全年(?=截至|全年|期初|上期|上年|年初)/, ''))
  return out
}
