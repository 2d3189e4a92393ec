import type { Catalogue } from '#kernel/catalogue.ts'
import { type ChapterCode, chapterCodes, chapterOf, chapters, isRequired } from './chapters.ts'
import { declarationsOf, type ReportFigure } from './figures.ts'
import { type Finding, findingsOf } from './findings.ts'
import type { Verdict } from './identities.ts'
import { narrate } from './narrate.ts'
import { type Delays, type Shortcoming, shortcomingsOf } from './shortcomings.ts'
import { type Facts, fill, type Paragraph, textSpan } from './spans.ts'

/** A number that a person set. */
export type Override = {
  readonly figure: string
  readonly value: number
  readonly reason: string
  readonly by: string
  readonly at: string
}

/** Words that the writer set, by place; `places` names them. */
export type Texts = Readonly<Record<string, string>>

/**
 * Where a writer may write. Everything there may hold `{figure}` or `{system.figure}` for a number, and `{figure:cases}`,
 * `{figure:change}`, `{figure:days}` for what a rate rests on, how it moved since last year, which days it counts.
 * - `opening`; `chapters.order`: codes of chapters, joined by commas
 * - `chapter.<chapter>.title`, `chapter.<chapter>.text`
 * - `section.<system>.title`, `section.<system>.text` (instead of the program's sentences)
 * - `shortcoming.<key>.text` (instead of the program's sentence, or one of the writer's own), `shortcoming.<key>.cause`;
 *   `shortcoming.<key>.omitted`: why a shortcoming that the program found is not told
 * - `plan.<key>.text` (of the writer's own), `plan.<key>.measure`, `plan.<key>.owner`, `plan.<key>.due`
 */
export const isPlace = (place: string): boolean =>
  /^(opening|chapters\.order|chapter\.[a-z]+\.(title|text)|section\.[a-z][a-z-]*\.(title|text)|shortcoming\.[\w.-]{1,80}\.(text|cause|omitted)|plan\.[\w.-]{1,80}\.(text|measure|owner|due))$/.test(
    place,
  )

export type Section = {
  readonly system?: string
  readonly title: string
  readonly paragraphs: readonly Paragraph[]
}
export type Chapter = {
  readonly code: ChapterCode
  readonly title: string
  readonly paragraphs: readonly Paragraph[]
  /** Of each paragraph the place where its words are written; of a shortcoming or a plan the part that its places share. */
  readonly places: readonly string[]
  readonly sections: readonly Section[]
}

export type Change = { readonly code: string; readonly now: number; readonly before: number }

/** A yearly report as data: what is rendered, frozen and hashed. */
export type Report = {
  readonly division: string
  readonly divisionName: string
  readonly year: number
  readonly title: string
  readonly opening: readonly Paragraph[]
  readonly chapters: readonly Chapter[]
  readonly figures: readonly ReportFigure[]
  readonly identities: readonly Verdict[]
  readonly overrides: readonly (Override & { readonly computed: number | null })[]
  /** Against last year's published report. */
  readonly changes: readonly Change[]
  /** Shortcomings that the records show and the writer left out, with the reason. */
  readonly omitted: readonly { readonly place: string; readonly paragraph: Paragraph; readonly reason: string }[]
  readonly findings: readonly Finding[]
}

export type ComposeInput = {
  readonly catalogue: Catalogue
  readonly division: string
  readonly divisionName: string
  readonly year: number
  /** With overrides applied. */
  readonly figures: readonly ReportFigure[]
  /** As counted, for the values that overrides replace. */
  readonly counted: readonly ReportFigure[]
  readonly identities: readonly Verdict[]
  readonly lastYear?: { readonly figures: readonly { readonly code: string; readonly value: number | null }[] }
  readonly overrides: readonly Override[]
  readonly texts: Texts
  readonly delays: Delays
}

/** The report: chapters with facts in their order, sentences over figures, and what still stands in the way of signing. */
export function composeReport(input: ComposeInput): Report {
  const { year, figures, texts, overrides } = input
  const byCode = new Map(figures.map(f => [f.code, f]))
  const before = new Map(
    input.lastYear?.figures.flatMap(f => (f.value === null ? [] : [[f.code, f.value] as const])) ?? [],
  )
  const facts: Facts = {
    figure: code => byCode.get(code),
    lastYear: code => before.get(code),
    overridden: new Set(overrides.map(o => o.figure)),
  }
  const all = shortcomingsOf(input.catalogue, figures, input.delays, facts)
  const shortcomings = withOwn(
    all.filter(s => !omission(texts, s.key)),
    texts,
    facts,
  )
  const counted = new Map(input.counted.map(f => [f.code, f.value]))
  const report = {
    division: input.division,
    divisionName: input.divisionName,
    year,
    title: `${input.divisionName}${year}年法治政府建设年度报告`,
    opening: paragraphs(texts.opening ?? defaultOpening(input), '', facts),
    chapters: orderOf(texts).flatMap(code => chapter(code) ?? []),
    figures,
    identities: input.identities,
    overrides: overrides.map(o => ({ ...o, computed: counted.get(o.figure) ?? null })),
    changes: figures.flatMap(f => {
      const last = before.get(f.code)
      return last === undefined || f.value === null ? [] : [{ code: f.code, now: f.value, before: last }]
    }),
    omitted: all
      .filter(s => omission(texts, s.key))
      .map(s => ({ place: `shortcoming.${s.key}`, paragraph: s.sentence, reason: omission(texts, s.key) })),
  }
  return {
    ...report,
    findings: findingsOf(report, { texts, shortcomings: shortcomings.map(s => s.key), plans: plans() }),
  }

  function chapter(code: ChapterCode): Chapter | undefined {
    const place = `chapter.${code}.text`
    const told = [
      ...paragraphs(texts[place] ?? '', '', facts).map(paragraph => ({ place, paragraph })),
      ...(code === 'shortcomings'
        ? shortcomings.map(s => ({ place: `shortcoming.${s.key}`, paragraph: shortcomingParagraph(s) }))
        : code === 'plan'
          ? plans().map(p => ({ place: `plan.${p.key}`, paragraph: planParagraph(p) }))
          : []),
    ]
    const sections = sectionsOf(code)
    if (told.length === 0 && sections.length === 0 && !isRequired(code)) return undefined
    return {
      code,
      title: texts[`chapter.${code}.title`] ?? chapters[code].title,
      paragraphs: told.map(t => t.paragraph),
      places: told.map(t => t.place),
      sections,
    }
  }

  function sectionsOf(code: ChapterCode): Section[] {
    return declarationsOf(input.catalogue, year)
      .filter(d => chapterOf(d) === code)
      .flatMap(d => {
        const written = texts[`section.${d.code}.text`]
        const told = written === undefined ? narrate(d, facts) : paragraphs(written, d.code, facts)
        return told.length
          ? [{ system: d.code, title: texts[`section.${d.code}.title`] ?? d.name, paragraphs: told }]
          : []
      })
  }

  function shortcomingParagraph(s: Shortcoming): Paragraph {
    const cause = texts[`shortcoming.${s.key}.cause`]
    return [...s.sentence, textSpan(`。原因是：${cause ? withoutStop(cause) : blank}。`)]
  }

  /** Every shortcoming is followed by a plan; more of the writer's own. */
  function plans(): { key: string; field?: string }[] {
    const keys = shortcomings.map(s => ({ key: s.key, field: s.field }))
    return [
      ...keys,
      ...ownKeys(
        texts,
        'plan',
        keys.map(k => k.key),
      ).map(key => ({ key })),
    ]
  }

  function planParagraph({ key, field }: { key: string; field?: string }): Paragraph {
    const at = (what: string) => withoutStop(texts[`plan.${key}.${what}`] ?? '') || blank
    const lead = texts[`plan.${key}.text`]
    const subject = lead ? withoutStop(lead) : `针对${field ?? ''}存在的不足`
    return fill(`${subject}，${at('measure')}，由${at('owner')}负责，${at('due')}前完成。`, '', facts)
  }
}

/** A line to be filled in; each is a finding too. */
const blank = '＿＿＿＿'
const withoutStop = (text: string): string => text.trim().replace(/[。；，]+$/, '')

const paragraphs = (text: string, system: string, facts: Facts): Paragraph[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => fill(line, system, facts))

const defaultOpening = ({ year, divisionName }: ComposeInput): string =>
  `${year}年，${divisionName}深入学习贯彻习近平法治思想，按照法治政府建设的部署推进依法行政。现将有关情况报告如下。`

function orderOf(texts: Texts): readonly ChapterCode[] {
  const wanted = (texts['chapters.order'] ?? '').split(',').map(c => c.trim())
  const first = chapterCodes.filter(c => wanted.includes(c)).toSorted((a, b) => wanted.indexOf(a) - wanted.indexOf(b))
  return [...first, ...chapterCodes.filter(c => !first.includes(c))]
}

/** Keys of what the writer added of his own: those with a text that no computed one has. */
function ownKeys(texts: Texts, kind: 'shortcoming' | 'plan', taken: readonly string[]): string[] {
  const keys = Object.keys(texts).flatMap(place => new RegExp(`^${kind}\\.(.+)\\.text$`).exec(place)?.[1] ?? [])
  return keys.filter(key => !taken.includes(key) && !omission(texts, key)).toSorted()
}

/** Why a shortcoming, and with it its plan, is left out; empty when it is told. */
const omission = (texts: Texts, key: string): string => texts[`shortcoming.${key}.omitted`]?.trim() ?? ''

function withOwn(computed: readonly Shortcoming[], texts: Texts, facts: Facts): Shortcoming[] {
  const rewritten = computed.map(s => {
    const text = texts[`shortcoming.${s.key}.text`]
    return text === undefined ? s : { ...s, sentence: fill(withoutStop(text), '', facts) }
  })
  const own = ownKeys(
    texts,
    'shortcoming',
    computed.map(s => s.key),
  ).map(key => {
    const text = withoutStop(texts[`shortcoming.${key}.text`] ?? '')
    return { key, field: text.split('，')[0] ?? '', sentence: fill(text, '', facts) }
  })
  return [...rewritten, ...own]
}
