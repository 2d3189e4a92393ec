import { useMutation } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import type { Paragraph, Report, Verdict } from '#api/contract.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'
import { put } from '../api.ts'
import { arithmeticOf, digitsOf, unitOf } from './figure-print.tsx'
import { Glyph } from './icons.tsx'
import { RefusalNote, refusalsOf } from './refusals.tsx'
import { type Slot, TextEditor } from './report-editor.tsx'
import { Omitted, OwnItem, planSlots, ShortcomingEditor } from './report-items.tsx'
import { anchorOf, brokenCodes, type Writing } from './report-places.ts'
import { wordsOf } from './report-words.ts'
import { Turn } from './turn.tsx'
import { dayInWords, number, Words } from './words.tsx'

type Props = {
  report: Report
  chosen: string | undefined
  people: Readonly<Record<string, string>>
  /** Absent: the report is only read. */
  writing: Writing | undefined
}

/** The report on its white sheet: each number a link to what stands behind it, each text open for writing. */
export function ReportDocument({ report, chosen, people, writing }: Props) {
  const broken = brokenCodes(report)
  const noted = placeNotes(report)
  const lines = (paragraphs: readonly Paragraph[], key: string) =>
    paragraphs.map((p, i) => {
      const at = `${key}.${i}`
      return (
        <Fragment key={at}>
          <p>
            <Spans paragraph={p} chosen={chosen} broken={broken} />
          </p>
          {(noted.get(p) ?? []).map(v => (
            <BrokenNote key={v.code} verdict={v} report={report} people={people} writing={writing} />
          ))}
        </Fragment>
      )
    })
  const editor = (title: string, slots: readonly Slot[], more: { system?: string; extra?: ReactNode } = {}) =>
    writing && (
      <TextEditor
        year={report.year}
        title={title}
        slots={slots}
        figures={report.figures}
        close={() => writing.at && writing.close(writing.at)}
        saved={writing.saved}
        {...more}
      />
    )
  const text = (place: string) => writing?.texts[place] ?? ''
  /** The program's own words, as long as nobody wrote others; then they come back when the field is emptied. */
  const programs = (place: string, words: string) => ({
    place,
    content: text(place),
    own: text(place) ? '' : words,
  })
  const block = (place: string, label: string, content: ReactNode, edit: () => ReactNode) =>
    writing?.at === place ? (
      <div id={anchorOf(place)}>{edit()}</div>
    ) : (
      <div className="rb" id={anchorOf(place)}>
        {writing ? <Pen label={label} write={() => writing.write(place)} /> : null}
        {content}
      </div>
    )
  return (
    <article className="doc" aria-label="报告正文">
      <h2 className="rd-title">{report.title}</h2>
      {block('opening', '改写：开头', lines(report.opening, 'opening'), () =>
        editor('开头', [{ ...programs('opening', wordsOf(report.opening, report.figures)), label: '文字', rows: 5 }]),
      )}
      {report.chapters.map((c, i) => (
        <section key={c.code} id={`chapter-${c.code}`} aria-labelledby={`chapter-${c.code}-t`}>
          {block(
            `chapter.${c.code}`,
            `改写：${c.title}`,
            <>
              <h2 id={`chapter-${c.code}-t`}>
                {toChineseNumeral(i + 1)}、{c.title}
              </h2>
              {lines(
                c.paragraphs.filter((_, j) => c.places[j] === `chapter.${c.code}.text`),
                c.code,
              )}
              {c.paragraphs.length + c.sections.length === 0 ? <p className="rd-empty">这一章还没有内容。</p> : null}
            </>,
            () =>
              editor(`${toChineseNumeral(i + 1)}、${c.title}`, [
                { ...programs(`chapter.${c.code}.title`, c.title), label: '标题', rows: 1 },
                {
                  place: `chapter.${c.code}.text`,
                  label: '本章开头的文字',
                  content: text(`chapter.${c.code}.text`),
                  rows: 5,
                  hint: '可以不写；写了的放在本章各节之前。',
                },
              ]),
          )}
          {c.paragraphs.map((p, j) => {
            const place = c.places[j] ?? ''
            if (place === `chapter.${c.code}.text`) return null
            return (
              <Fragment key={place}>
                {block(place, '改写这一条', lines([p], place), () =>
                  place.startsWith('plan.') ? (
                    editor('改进安排', planSlots(place, text))
                  ) : (
                    <ShortcomingEditor
                      place={place}
                      paragraph={p}
                      report={report}
                      text={text}
                      editor={editor}
                      writing={writing}
                    />
                  ),
                )}
              </Fragment>
            )
          })}
          {c.sections.map((s, j) => (
            <Fragment key={s.system ?? s.title}>
              {block(
                `section.${s.system}`,
                `改写：${s.title}`,
                <>
                  <h3>
                    （{toChineseNumeral(j + 1)}）{s.title}
                  </h3>
                  {lines(s.paragraphs, `section.${s.system}`)}
                </>,
                () =>
                  editor(
                    `（${toChineseNumeral(j + 1)}）${s.title}`,
                    [
                      { ...programs(`section.${s.system}.title`, s.title), label: '标题', rows: 1 },
                      {
                        ...programs(`section.${s.system}.text`, wordsOf(s.paragraphs, report.figures)),
                        label: '文字',
                        rows: 8,
                        hint: '留空则由系统按数据写。',
                      },
                    ],
                    { system: s.system ?? '' },
                  ),
              )}
            </Fragment>
          ))}
          {writing && (c.code === 'shortcomings' || c.code === 'plan') ? (
            <OwnItem kind={c.code === 'plan' ? 'plan' : 'shortcoming'} report={report} writing={writing} />
          ) : null}
          {c.code === 'shortcomings' ? <Omitted report={report} writing={writing} /> : null}
        </section>
      ))}
    </article>
  )
}

const Pen = ({ label, write }: { label: string; write: () => void }) => (
  <button className="pen" type="button" aria-label={label} title={label} onClick={write}>
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden="true">
      <path d="M3 13l.8-3.2L11 2.6l2.4 2.4-7.2 7.2zM9.4 4.2l2.4 2.4" />
    </svg>
  </button>
)

/** A sentence with its numbers as links. Inline elements, so that a comma never begins a line. */
function Spans({
  paragraph,
  chosen,
  broken,
}: {
  paragraph: Paragraph
  chosen: string | undefined
  broken: ReadonlySet<string>
}) {
  return (
    <>
      {paragraph.map((s, i) => {
        if (s.kind === 'text') return <Words key={`${i}`}>{s.text}</Words>
        const names = [
          'fig',
          s.overridden ? 'hand' : '',
          broken.has(s.code) ? 'bad' : '',
          s.code === chosen ? 'sel' : '',
        ]
        return (
          <Turn
            key={`${i}`}
            set={{ figure: s.code, part: undefined }}
            current={s.code === chosen}
            className={names.filter(Boolean).join(' ')}
          >
            {s.printed}
            {s.overridden ? <span className="vh">（人工改写）</span> : null}
          </Turn>
        )
      })}
    </>
  )
}

/** Each broken relation is told after the first paragraph that prints one of its numbers. */
function placeNotes(report: Report): ReadonlyMap<Paragraph, readonly Verdict[]> {
  const all = [
    ...report.opening,
    ...report.chapters.flatMap(c => [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)]),
  ]
  const notes = new Map<Paragraph, Verdict[]>()
  for (const v of report.identities.filter(i => !i.holds)) {
    const codes = new Set([...v.wholeTerms, ...v.partTerms].map(t => t.code))
    const place = all.find(p => p.some(s => s.kind === 'figure' && codes.has(s.code)))
    if (place) notes.set(place, [...(notes.get(place) ?? []), v])
  }
  return notes
}

/** Why the numbers do not agree, who changed which, and the ways out. */
function BrokenNote({
  verdict,
  report,
  people,
  writing,
}: {
  verdict: Verdict
  report: Report
  people: Readonly<Record<string, string>>
  writing: Writing | undefined
}) {
  const terms = [...verdict.wholeTerms, ...verdict.partTerms]
  const changed = report.overrides.filter(o => terms.some(t => t.code === o.figure))
  const restore = useMutation({
    mutationFn: (figure: string) =>
      put(`/reports/${report.year}/overrides/${encodeURIComponent(figure)}`, { value: null, reason: '' }),
    onSuccess: () => writing?.saved(),
  })
  const named = (code: string) => report.figures.find(f => f.code === code)
  const unit = verdict.wholeTerms[0]?.unit ?? ''
  return (
    <div className="note bad" role="note">
      <b>
        <Glyph of="no" />
        {verdict.systemName}：{verdict.name}，差 {number(Math.abs(verdict.difference))} {unit}
      </b>
      <p>
        {arithmeticOf(verdict)}
        {changed.map(o => {
          const f = named(o.figure)
          return f ? (
            <Fragment key={o.figure}>
              。“{f.name}”清单有 {o.computed === null ? '—' : digitsOf(f, o.computed)} {unitOf(f)}；{dayInWords(o.at)}
              {people[o.by] ?? ''}改写为 {digitsOf(f, o.value)} {unitOf(f)}，理由“{o.reason}”
            </Fragment>
          ) : null
        })}
        。{changed.length ? '' : '没有人工改写，请核对案件的登记。'}
      </p>
      <RefusalNote refusals={refusalsOf(restore.error)} />
      <p className="nx">
        {writing
          ? changed.map(o => {
              const f = named(o.figure)
              return f && o.computed !== null ? (
                <button key={o.figure} className="link" type="button" onClick={() => restore.mutate(o.figure)}>
                  恢复为 {digitsOf(f, o.computed)} {unitOf(f)}
                </button>
              ) : null
            })
          : null}
        <Turn set={{ figure: changed[0]?.figure ?? terms[0]?.code, part: undefined }}>核对清单</Turn>
      </p>
    </div>
  )
}
