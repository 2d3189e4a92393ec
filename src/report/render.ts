import { type Block, heading, headingNumber, type OfficialDocument, paragraph } from '#documents/official-document.ts'
import { toDocx } from '#documents/to-docx.ts'
import { escapeHtml, toHtmlPage } from '#documents/to-html.ts'
import type { Report } from './compose.ts'
import type { ReportFigure } from './figures.ts'
import { type Paragraph, plainText, printFigure } from './spans.ts'

/** How the report is issued; all of it is told by the division, nothing is assumed. */
export type Issue = {
  /** 发文机关标志; absent: the division's name. */
  readonly organMark?: string
  readonly number?: string
  readonly signedBy?: readonly string[]
  readonly signedOn?: string
}

const printedFigures = (report: Report): ReportFigure[] =>
  report.figures.filter(f => !f.internal && f.value !== null && (f.value !== 0 || f.kind === 'ratio'))

const periodText = ({ period }: ReportFigure): string => `${period.from} 至 ${period.to}`

/** A rate beside its cases: 21.0%（38/181）. */
function valueText(figure: ReportFigure): string {
  return figure.kind === 'ratio'
    ? `${printFigure(figure)}（${figure.numerator}/${figure.denominator}）`
    : printFigure(figure)
}

/** The report as an official document, with the definitions 口径 of its figures as an annex. */
export function reportDocument(report: Report, issue: Issue = {}): OfficialDocument {
  const body: Block[] = [
    ...report.opening.map(p => paragraph(plainText(p))),
    ...report.chapters.flatMap(chapter => [
      heading(1, chapter.title),
      ...chapter.paragraphs.map(p => paragraph(plainText(p))),
      ...chapter.sections.flatMap(s => [heading(2, s.title), ...s.paragraphs.map(p => paragraph(plainText(p)))]),
    ]),
  ]
  return {
    letterhead: 'red',
    organMark: issue.organMark ?? report.divisionName,
    title: report.title,
    body,
    attachments: ['数据口径表'],
    annexes: [{ title: '数据口径表', body: annex(report) }],
    ...(issue.number ? { number: issue.number } : {}),
    signed: { organs: issue.signedBy ?? [report.divisionName], ...(issue.signedOn ? { on: issue.signedOn } : {}) },
  }
}

function annex(report: Report): Block[] {
  const definitions: Block = {
    kind: 'table',
    head: ['数据', '数值', '口径', '期间'],
    widths: [3, 2, 5, 2],
    rows: printedFigures(report).map(f => [f.name, valueText(f), f.definition, periodText(f)]),
  }
  const overridden: Block = {
    kind: 'table',
    title: '人工改写的数据',
    head: ['数据', '改写为', '系统得出', '理由'],
    rows: report.overrides.map(o => [nameOf(report, o.figure), String(o.value), String(o.computed ?? '—'), o.reason]),
  }
  const broken: Block = {
    kind: 'table',
    title: '不成立的数据关系',
    head: ['系统', '关系', '相差'],
    rows: report.identities.filter(i => !i.holds).map(i => [i.systemName, i.name, String(i.difference)]),
  }
  return [definitions, ...[overridden, broken].filter(t => t.kind === 'table' && t.rows.length > 0)]
}

const nameOf = (report: Report, code: string): string => report.figures.find(f => f.code === code)?.name ?? code

/** The report in the layout of GB/T 9704-2012 as a .docx file. */
export const reportDocx = (report: Report, issue: Issue = {}): Promise<Uint8Array> =>
  toDocx(reportDocument(report, issue))

/** The report as a page with a sheet in the same layout, for the screen and for printing. */
export const reportSheet = (report: Report, issue: Issue = {}): string => toHtmlPage(reportDocument(report, issue))

const pageCss = `
:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fbfaf7,#16181c);color:light-dark(#1f2328,#e8e6e1);font:18px/32px "PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;text-autospace:normal;line-break:strict}
.report{max-width:720px;margin:0 auto;padding:48px 24px 96px}
h1,h2{font-family:"Source Han Serif SC","Noto Serif CJK SC","Songti SC",SimSun,serif;font-weight:600;text-wrap:balance}
h1{font-size:28px;line-height:42px;margin:0 0 24px}h2{font-size:22px;line-height:34px;margin:48px 0 8px}h3{font-size:18px;margin:24px 0 4px}
p{margin:0 0 12px}
.fig{color:inherit;text-decoration:none;border-bottom:1px dotted light-dark(#1e3a5f,#9db8da);white-space:nowrap;font-variant-numeric:tabular-nums}
.fig:hover{background:light-dark(#edf1f6,#222c39)}.fig.hand,p.hand{color:light-dark(#8a5a00,#f0b94b)}.fig.hand{border-bottom-style:dashed}.fig.bad,.bad{color:light-dark(#b3261e,#ff8a80)}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:22px;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;font-weight:400;padding:8px 12px 8px 0;border-bottom:1px solid light-dark(#e7e3da,#30343b)}thead th{border-color:currentColor}
tr:target{background:light-dark(#edf1f6,#222c39)}.sum ul{list-style:none;padding:0;font-size:14px;line-height:28px}code{font:inherit;font-weight:600}
.def{overflow-x:auto}`

/** The report as a web page of its own, as the public reads it. */
export const reportPage = (report: Report): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(report.title)}</title><style>${pageCss}</style></head><body>${reportHtml(report)}</body></html>`

/**
 * The report as a page fragment: each number is a link, to its definition on the same page unless `href` names another
 * place. Classes: `fig` a number, `hand` one set by hand, `bad` one in an identity that does not hold.
 */
export function reportHtml(report: Report, options: { readonly href?: (code: string) => string } = {}): string {
  const href = options.href ?? (code => `#fig-${code}`)
  const bad = new Set(
    report.identities.filter(i => !i.holds).flatMap(i => [...i.wholeTerms, ...i.partTerms].map(t => t.code)),
  )
  const span = (s: Paragraph[number]): string => {
    if (s.kind === 'text') return escapeHtml(s.text)
    const names = ['fig', ...(s.overridden ? ['hand'] : []), ...(bad.has(s.code) ? ['bad'] : [])]
    return `<a class="${names.join(' ')}" href="${escapeHtml(href(s.code))}">${escapeHtml(s.printed)}</a>`
  }
  const lines = (paragraphs: readonly Paragraph[]): string =>
    paragraphs.map(p => `<p>${p.map(span).join('')}</p>`).join('')
  const chapters = report.chapters.map((chapter, i) => {
    const sections = chapter.sections.map(
      (s, j) => `<h3>${headingNumber(2, j + 1)}${escapeHtml(s.title)}</h3>${lines(s.paragraphs)}`,
    )
    return `<section id="chapter-${chapter.code}"><h2>${headingNumber(1, i + 1)}${escapeHtml(chapter.title)}</h2>${lines(chapter.paragraphs)}${sections.join('')}</section>`
  })
  return `<article class="report"><h1>${escapeHtml(report.title)}</h1>${lines(report.opening)}${chapters.join('')}${definitions(report)}${identities(report)}</article>`
}

function definitions(report: Report): string {
  const overrides = new Map(report.overrides.map(o => [o.figure, o]))
  const rows = printedFigures(report).map(f => {
    const o = overrides.get(f.code)
    const by = o ? `<p class="hand">人工改写：系统得出${o.computed ?? '—'}。理由：${escapeHtml(o.reason)}</p>` : ''
    return `<tr id="fig-${f.code}"><th scope="row">${escapeHtml(f.name)}</th><td>${escapeHtml(valueText(f))}</td><td>${escapeHtml(f.definition)}${by}</td><td>${periodText(f)}</td></tr>`
  })
  return `<section class="def"><h2>数据口径</h2><table><thead><tr><th scope="col">数据</th><th scope="col">数值</th><th scope="col">口径</th><th scope="col">期间</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
}

function identities(report: Report): string {
  if (report.identities.length === 0) return ''
  const sum = (terms: readonly { value: number }[]) => terms.map(t => t.value.toLocaleString('zh-CN')).join(' ＋ ')
  const sign = (relation: string, holds: boolean) => (relation === '=' ? (holds ? '＝' : '≠') : holds ? '≥' : '＜')
  const rows = report.identities.map(
    i =>
      `<li${i.holds ? '' : ' class="bad"'}><code>${sum(i.wholeTerms)} ${sign(i.relation, i.holds)} ${sum(i.partTerms)}</code> ${escapeHtml(`${i.systemName}：${i.name}`)}</li>`,
  )
  return `<section class="sum"><h2>数据关系</h2><ul>${rows.join('')}</ul></section>`
}

/** The report's numbers for machines, in the order of the declarations. */
export function reportJson(report: Report): ReportJson {
  return {
    division: report.division,
    divisionName: report.divisionName,
    year: report.year,
    title: report.title,
    figures: report.figures
      .filter(f => !f.internal)
      .map(f => ({
        code: f.code,
        system: f.system,
        systemName: f.systemName,
        name: f.name,
        value: f.value,
        unit: f.unit,
        topic: f.topic,
        definition: f.definition,
        period: f.period,
        ...(f.kind === 'ratio' ? { numerator: f.numerator ?? 0, denominator: f.denominator ?? 0 } : {}),
        ...overrideOf(report, f.code),
      })),
    identities: report.identities.map(({ code, name, relation, holds, whole, parts, wholeTerms, partTerms }) => ({
      code,
      name,
      relation,
      holds,
      whole: { value: whole, figures: wholeTerms.map(t => t.code) },
      parts: { value: parts, figures: partTerms.map(t => t.code) },
    })),
  }
}

export type ReportJson = {
  readonly division: string
  readonly divisionName: string
  readonly year: number
  readonly title: string
  readonly figures: readonly {
    readonly code: string
    readonly system: string
    readonly systemName: string
    readonly name: string
    /** Money in 元, ratios in percent; null where there is nothing to divide by. */
    readonly value: number | null
    readonly unit: string
    readonly topic: string
    readonly definition: string
    readonly period: { readonly from: string; readonly to: string }
    readonly numerator?: number
    readonly denominator?: number
    readonly override?: { readonly computed: number | null; readonly reason: string }
  }[]
  readonly identities: readonly {
    readonly code: string
    readonly name: string
    readonly relation: '=' | '≥'
    readonly holds: boolean
    readonly whole: { readonly value: number; readonly figures: readonly string[] }
    readonly parts: { readonly value: number; readonly figures: readonly string[] }
  }[]
}

function overrideOf(report: Report, code: string) {
  const o = report.overrides.find(x => x.figure === code)
  return o ? { override: { computed: o.computed, reason: o.reason } } : {}
}
