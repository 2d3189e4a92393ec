import type { Paragraph, ReportFigure } from '#api/contract.ts'

/**
 * The words that a writer types. The server keeps numbers as `{system.figure}`; on screen they are named in Chinese:
 * `{受理}` within the section of their own system, `{行政复议·受理}` elsewhere.
 */
export const slotName = (figure: ReportFigure, system: string): string =>
  figure.system === system ? figure.name : `${figure.systemName}·${figure.name}`

const code = /\{([A-Za-z][\w.-]*)\}/g
const name = /\{([^{}]*)\}/g

/** As the writer sees it. */
export function toNames(content: string, figures: readonly ReportFigure[], system: string): string {
  return content.replace(code, (slot, c: string) => {
    const full = c.includes('.') ? c : `${system}.${c}`
    const figure = figures.find(f => f.code === full)
    return figure ? `{${slotName(figure, system)}}` : slot
  })
}

/** As the server keeps it; `unknown`: names in braces that no figure has. */
export function toCodes(
  typed: string,
  figures: readonly ReportFigure[],
  system: string,
): { readonly content: string; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  const content = typed.replace(name, (slot, n: string) => {
    const wanted = n.trim()
    const figure =
      figures.find(f => slotName(f, system) === wanted) ?? figures.find(f => `${f.systemName}·${f.name}` === wanted)
    if (figure) return `{${figure.code}}`
    unknown.push(wanted)
    return slot
  })
  return { content, unknown }
}

/** The program's own sentences as words to go on from; a name that stands for its number stays a word. */
export const wordsOf = (paragraphs: readonly Paragraph[], figures: readonly ReportFigure[]): string =>
  paragraphs
    .map(p =>
      p
        .map(s => {
          if (s.kind === 'text') return s.text
          return figures.some(f => f.code === s.code && f.name === s.printed) ? s.printed : `{${s.code}}`
        })
        .join(''),
    )
    .join('\n')

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 1 to 99 in Chinese numerals. */
export const numeral = (n: number): string =>
  n <= 10 ? (numerals[n] ?? '') : `${n < 20 ? '' : numerals[Math.floor(n / 10)]}十${numerals[n % 10]}`

/** 2026年3月2日 of a day or an instant. */
export function dayInWords(at: string): string {
  const day = at.length > 10 ? new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 10) : at
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
/** 2026年3月2日 10:08 */
export const momentInWords = (instant: string): string => `${dayInWords(instant)} ${clockTime(instant)}`
const clockTime = (instant: string) => new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(11, 16)
