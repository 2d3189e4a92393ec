import type { Paragraph, ReportFigure } from '#api/contract.ts'

/**
 * The words that a writer types. The server keeps numbers as `{system.figure}`; on screen they are named in Chinese:
 * `{受理}` within the section of their own system, `{行政复议·受理}` elsewhere. After a colon stands what is said beside a
 * number: `{纠错率：件数}` is （181件中38件）.
 */
export const slotName = (figure: ReportFigure, system: string): string =>
  figure.system === system ? figure.name : `${figure.systemName}·${figure.name}`

const aspects = { cases: '件数', change: '比上年', days: '起止日期' } as const
type Aspect = keyof typeof aspects

const code = /\{([A-Za-z][\w.-]*)(?::(cases|change|days))?\}/g
const name = /\{([^{}]*)\}/g

/** As the writer sees it. */
export function toNames(content: string, figures: readonly ReportFigure[], system: string): string {
  return content.replace(code, (slot, c: string, aspect: Aspect | undefined) => {
    const full = c.includes('.') ? c : `${system}.${c}`
    const figure = figures.find(f => f.code === full)
    return figure ? `{${slotName(figure, system)}${aspect ? `：${aspects[aspect]}` : ''}}` : slot
  })
}

/** As the server keeps it; `unknown`: names in braces that no figure has. */
export function toCodes(
  typed: string,
  figures: readonly ReportFigure[],
  system: string,
): { readonly content: string; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  const content = typed.replace(name, (slot, words: string) => {
    const aspect = (Object.keys(aspects) as Aspect[]).find(a =>
      new RegExp(`[：:]\\s*${aspects[a]}$`).test(words.trim()),
    )
    const wanted = (aspect ? words.replace(/[：:][^：:]*$/, '') : words).trim()
    const figure =
      figures.find(f => slotName(f, system) === wanted) ?? figures.find(f => `${f.systemName}·${f.name}` === wanted)
    if (figure) return `{${figure.code}${aspect ? `:${aspect}` : ''}}`
    unknown.push(words)
    return slot
  })
  return { content, unknown }
}

/** What the program says in brackets after a number. */
const said: readonly (readonly [Aspect, RegExp])[] = [
  ['cases', /^（\d[\d,.]*[^（）\d]*中\d[^（）]*）/],
  ['change', /^（[比与]上年[^（）]*）/],
  ['days', /^（\d{4}年[^（）]*至\d{4}年[^（）]*）/],
]

/** The program's own sentences as words to go on from; a name that stands for its number stays a word. */
export const wordsOf = (paragraphs: readonly Paragraph[], figures: readonly ReportFigure[]): string =>
  paragraphs.map(p => paragraphWords(p, figures)).join('\n')

function paragraphWords(paragraph: Paragraph, figures: readonly ReportFigure[]): string {
  let words = ''
  let last: string | undefined
  for (const span of paragraph) {
    if (span.kind === 'figure') {
      words += figures.some(f => f.code === span.code && f.name === span.printed) ? span.printed : `{${span.code}}`
      last = span.code
      continue
    }
    let rest = span.text
    for (let found = true; found && last !== undefined; ) {
      found = false
      for (const [aspect, pattern] of said) {
        const match = pattern.exec(rest)
        if (!match) continue
        words += `{${last}:${aspect}}`
        rest = rest.slice(match[0].length)
        found = true
      }
    }
    words += rest
    last = undefined
  }
  return words
}
