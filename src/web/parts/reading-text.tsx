import { Fragment, type ReactNode } from 'react'
import type { Identity, ReportReading, Statistic, TopicNames } from '#api/contract.ts'
import { Glyph } from './icons.tsx'
import { anchorOf, arithmeticIn, brokenOf, membersOf, statisticsAt } from './reading-arithmetic.tsx'

/** The element of a number in the text. */
export const markId = (start: number): string => `s-${start}`

type Props = {
  reading: ReportReading
  topics: TopicNames
  /** Only the marks of this topic are lit. */
  topic: string | undefined
}

/** The report's own words in their order; over each number its topic, as old books gloss a text. */
export function ReadingText({ reading, topics, topic }: Props) {
  const { text, statistics } = reading
  const broken = brokenOf(reading)
  const bad = new Set(broken.flatMap(membersOf))
  const right = new Map(broken.flatMap(i => (i.right ? [[anchorOf(i), i.right] as const] : [])))
  const at = statisticsAt(reading)
  const lines = linesOf(text)
  let next = 0
  return (
    <article className={`doc ruby${topic ? ' only1' : ''}`} aria-label="报告原文">
      {lines.map((line, n) => {
        const own: Statistic[] = []
        for (; (statistics[next]?.start ?? Number.POSITIVE_INFINITY) < line.end; next++) {
          const s = statistics[next]
          if (s && s.start >= line.start) own.push(s)
        }
        const words = marked(text, line, own, { topics, topic, bad, right })
        const notes = broken.filter(i => i.sentence.start >= line.start && i.sentence.start < line.end)
        return (
          <Fragment key={line.start}>
            <Line kind={kindOf(text.slice(line.start, line.end), n)} plain={own.length === 0}>
              {words}
            </Line>
            {notes.map(i => (
              <BrokenNote key={`${i.kind}${anchorOf(i)}`} identity={i} at={at} />
            ))}
          </Fragment>
        )
      })}
    </article>
  )
}

type LineSpan = { readonly start: number; readonly end: number }

/** Lines that are not empty, without the white space around them. */
function linesOf(text: string): LineSpan[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap(m => {
    const lead = /^\s*/.exec(m[0])?.[0].length ?? 0
    const words = m[0].trim()
    return words ? [{ start: m.index + lead, end: m.index + lead + words.length }] : []
  })
}

type Kind = 'title' | 'chapter' | 'section' | 'text'

/** How a line is set: a heading is short and does not end as a sentence. */
function kindOf(line: string, n: number): Kind {
  if (line.length > 48 || /[。；！]$/.test(line)) return 'text'
  if (n < 3 && /报告|总结|情况/.test(line) && line.length < 48) return 'title'
  if (/^[一二三四五六七八九十]{1,3}、/.test(line)) return 'chapter'
  if (/^[（(][一二三四五六七八九十]{1,3}[）)]/.test(line)) return 'section'
  return 'text'
}

function Line({ kind, plain, children }: { kind: Kind; plain: boolean; children: ReactNode }) {
  if (kind === 'title') return <h2 className="rd-title">{children}</h2>
  if (kind === 'chapter') return <h2>{children}</h2>
  if (kind === 'section') return <h3>{children}</h3>
  return <p className={plain ? 'plain' : undefined}>{children}</p>
}

type Marking = {
  readonly topics: TopicNames
  readonly topic: string | undefined
  readonly bad: ReadonlySet<number>
  readonly right: ReadonlyMap<number, string>
}

function marked(text: string, line: LineSpan, own: readonly Statistic[], marking: Marking): ReactNode[] {
  const { topics, topic, bad, right } = marking
  const parts: ReactNode[] = []
  let at = line.start
  for (const s of own) {
    if (s.start > at) parts.push(text.slice(at, s.start))
    const should = right.get(s.start)
    const names = ['mk', bad.has(s.start) ? 'bad' : '', s.topic === topic ? 'on' : '']
    parts.push(
      <ruby key={s.start} id={markId(s.start)} className={names.filter(Boolean).join(' ')} title={s.indicator}>
        <mark>{s.text}</mark>
        <rt>{should ? `应为 ${should}` : topics[s.topic]?.short}</rt>
      </ruby>,
    )
    at = s.end
  }
  if (at < line.end) parts.push(text.slice(at, line.end))
  return parts
}

/** The sum in numbers, below its paragraph. */
const BrokenNote = ({ identity, at }: { identity: Identity; at: ReadonlyMap<number, Statistic> }) => (
  <div className="note bad" role="note">
    <b>
      <Glyph of="no" />
      {identity.verdict}
    </b>
    <p>{arithmeticIn(identity, at)}</p>
  </div>
)
