import { useState } from 'react'
import type { Report, ReportEntry, ReportFinding } from '#api/contract.ts'
import { Identities } from './figure-print.tsx'
import { Glyph } from './icons.tsx'
import { blockOf, scrollToPlace } from './report-places.ts'
import { Turn } from './turn.tsx'
import { Words } from './words.tsx'

const kinds: readonly (readonly [string, readonly ReportFinding['code'][]])[] = [
  ['数据', ['identity', 'over-full', 'unknown-figure', 'like-names']],
  ['没有写明的内容', ['missing']],
  ['文字', ['typed-number', 'doubled', 'unpaired']],
]
const most = 6

/** What stands between the draft and its signing, and the way to each place. */
export function Findings({
  report,
  head,
  write,
}: {
  report: Report
  head: ReportEntry
  write: ((place: string) => void) | undefined
}) {
  const blocking = report.findings.filter(f => f.blocks).length
  const holding = report.identities.filter(v => v.holds)
  const told = report.identities.filter(v => !v.holds || [...v.wholeTerms, ...v.partTerms].some(t => t.value !== 0))
  return (
    <>
      <p className="verdict song">
        {head.status === 'checked'
          ? '已经审核定稿，可以发布。'
          : blocking
            ? `定稿前还有${blocking}处须处理。`
            : '可以定稿。'}
      </p>
      {head.explanation ? <p className="sm">定稿时的说明：{head.explanation}</p> : null}
      <p className="sm mut">
        {report.identities.length}条恒等式，
        {holding.length === report.identities.length
          ? '全部成立'
          : `${report.identities.length - holding.length}条不成立`}
        ；点正文中的数字，看口径和逐件清单。
      </p>
      {kinds.map(([title, codes]) => {
        const found = report.findings.filter(f => codes.includes(f.code))
        return found.length ? <Kind key={title} title={title} found={found} report={report} write={write} /> : null
      })}
      <div className="sec mt">
        <h2>
          恒等式<span>{report.identities.length} 条</span>
        </h2>
        {holding.length < report.identities.length ? (
          <span className="seal">{report.identities.length - holding.length} 条不成立</span>
        ) : (
          <span className="bamboo">全部成立</span>
        )}
      </div>
      <Identities verdicts={told} />
      {told.length < report.identities.length ? (
        <p className="sm mut">其余 {report.identities.length - told.length} 条的各项本年均为零。</p>
      ) : null}
    </>
  )
}

function Kind({
  title,
  found,
  report,
  write,
}: {
  title: string
  found: readonly ReportFinding[]
  report: Report
  write: ((place: string) => void) | undefined
}) {
  const [all, setAll] = useState(false)
  const places = inPlaces(found)
  const shown = all ? places : places.slice(0, most)
  return (
    <>
      <div className="sec mt">
        <h2>
          {title}
          <span>{found.length}</span>
        </h2>
      </div>
      <ul className="checks">
        {shown.map(({ place, findings }) => (
          <li key={place} className={findings.some(f => f.blocks) ? 'fail' : 'hint'}>
            <Glyph of={findings.some(f => f.blocks) ? 'no' : 'warn'} />
            <div>
              {messagesOf(findings, report).map(m => (
                <p key={m}>
                  <Words>{m}</Words>
                </p>
              ))}
              <Way place={place} report={report} write={write} />
            </div>
          </li>
        ))}
      </ul>
      {places.length > shown.length ? (
        <p className="sm">
          <button className="link" type="button" onClick={() => setAll(true)}>
            其余 {places.length - shown.length} 处
          </button>
        </p>
      ) : null}
    </>
  )
}

/** Findings that are put right in one place stand together. */
export function inPlaces(found: readonly ReportFinding[]) {
  const places = new Map<string, ReportFinding[]>()
  for (const f of found) {
    const place = f.code === 'identity' ? f.place : blockOf(f.place)
    places.set(place, [...(places.get(place) ?? []), f])
  }
  return [...places].map(([place, findings]) => ({ place, findings }))
}

/** What is missing in one place is one sentence, which says of what it speaks. */
export function messagesOf(findings: readonly ReportFinding[], report: Report): string[] {
  const lacking = findings.flatMap(f => /^(.*没有写明)(.+)，请填写。$/.exec(f.message)?.slice(1, 3) ?? [])
  const [lead] = lacking
  if (findings.length * 2 !== lacking.length || lead === undefined) return findings.map(f => f.message)
  const what = lacking.filter((_, i) => i % 2 === 1).join('、')
  return [`${subjectOf(blockOf(findings[0]?.place ?? ''), report) ?? lead.replace(/没有写明$/, '')}没有写明${what}。`]
}

/** The beginning of a shortcoming, to tell it from the others. */
function subjectOf(place: string, report: Report): string | undefined {
  if (!place.startsWith('shortcoming.')) return undefined
  for (const c of report.chapters) {
    const paragraph = c.paragraphs[c.places.indexOf(place)]
    const said = paragraph?.map(s => (s.kind === 'text' ? s.text : s.printed)).join('')
    if (said) return `“${said.replace(/(。原因是|（).*$/s, '').replace(/“(.*?)”/g, '‘$1’')}”`
  }
  return undefined
}

/** To the figure, or to the text where it is put right. */
function Way({
  place,
  report,
  write,
}: {
  place: string
  report: Report
  write: ((place: string) => void) | undefined
}) {
  const verdict = report.identities.find(v => v.code === place)
  const figure = verdict?.wholeTerms[0]?.code ?? report.figures.find(f => f.code === place)?.code
  if (figure) return <Turn set={{ figure, part: undefined }}>核对清单</Turn>
  return (
    <button
      className="link"
      type="button"
      onClick={() => {
        write?.(place)
        scrollToPlace(place)
      }}
    >
      {write ? '去填写' : '看原文'}
    </button>
  )
}
