/** A computed period as plain text, for the terminal and for a file. */

import { formatChinese, weekdayName } from './date.ts'
import type { ExplanationLine, PeriodExplanation, PeriodKind, PeriodWords } from './period.ts'

/** Longer lists fold runs of ordinary days; one month is read at a glance. */
const LONGEST_FULL_LIST = 31

/** For the bare calculator, where a person types a limit without naming an article. */
export const calculatorWords: PeriodWords = { basis: '输入的期限（未引用条文）', startEvent: '起算事由' }

/** The words for the strict and the final day of each kind. */
const HEADINGS: Readonly<Record<PeriodKind, { strict: string; final: string; same: string }>> = {
  MAX: { strict: '届满日（不顺延）', final: '届满日（顺延后）', same: '届满日' },
  MIN: { strict: '最早届满日', final: '建议截止日', same: '最早届满日' },
  POWER: { strict: '失效日', final: '失效日', same: '失效日' },
  BEFORE: { strict: '最迟通知日（足额间隔）', final: '最迟通知日（倒数末日）', same: '最迟通知日' },
}

/**
 * The dates, the reasons and the days one by one. In a long list ordinary days are folded into runs; holidays, make-up
 * workdays, excluded days and the ends stay visible.
 */
export function renderClock({ period, kind, lines, summary }: PeriodExplanation): string {
  const words = HEADINGS[kind]
  const mark = period.provisional ? '（暂定）' : ''
  const dates =
    period.strict === period.final
      ? [`${words.same}：${dayText(period.final)}${mark}`]
      : [`${words.strict}：${dayText(period.strict)}${mark}`, `${words.final}：${dayText(period.final)}${mark}`]
  const list = lines.length > LONGEST_FULL_LIST ? folded(lines) : lines.map(line => [line])
  return [...dates, '', ...summary, ...(lines.length === 0 ? [] : ['', '逐日计算：', ...list.map(runText)]), ''].join(
    '\n',
  )
}

function dayText(at: string): string {
  return `${formatChinese(at)}（${weekdayName(at.slice(0, 10))}）`
}

/** Ordinary days join whatever their weekday; holidays and excluded days join only their like. */
function folded(lines: readonly ExplanationLine[]): ExplanationLine[][] {
  const runs: ExplanationLine[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    const key = foldKey(line)
    if (run?.[0] !== undefined && key !== undefined && key === foldKey(run[0])) run.push(line)
    else runs.push([line])
  }
  return runs
}

function foldKey({ kind, note }: ExplanationLine): string | undefined {
  switch (kind) {
    case 'counted':
    case 'weekend':
      // A note with a semicolon marks a particular day, e.g. the original end.
      return note.includes('；') ? undefined : 'ordinary'
    case 'holiday':
    case 'excluded':
    case 'rolled':
      return `${kind} ${note}`
    case 'start':
    case 'makeup':
    case 'end':
    case 'notice':
      return undefined
  }
}

function runText(run: readonly ExplanationLine[]): string {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (run.length === 1) return `  ${first.date} ${weekdayName(first.date)}  ${countText(first.counted)}  ${first.note}`
  const counts = run.flatMap(line => line.counted ?? [])
  const count = counts.length === 0 ? '' : `，第${counts[0]}日至第${counts.at(-1)}日`
  const note = foldKey(first) === 'ordinary' ? '平日和周末' : first.note
  return `  ${first.date} 至 ${last.date}  ${note}，共${run.length}天${count}`
}

/** Seven columns wide: a Chinese character takes two. */
function countText(counted: number | null): string {
  return counted === null ? ' '.repeat(7) : `第${String(counted).padStart(3)}日`
}
