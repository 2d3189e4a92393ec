import { ok, type Result } from '#kernel/refusal.ts'
import { yearOf } from '#kernel/time/date.ts'
import { type Platform, today } from '#records/platform.ts'
import { demonstrationDivision, enterDistrict } from './district.ts'
import { handMattersOver } from './hand-overs.ts'
import { attachRuleTexts } from './rule-files.ts'
import { words2022 } from './report-words.ts'
import { type Progress, simulate } from './simulate.ts'
import { publishYearlyReport } from './yearly-report.ts'
import figures2022 from './targets/990101-2022.json' with { type: 'json' }

/** The year of the demonstration whose figures are those of a published report. */
export const demonstrationYear = figures2022.year

const marker = 'demonstration'

/** Whether the demonstration is there in full. */
export async function isDemonstrationLoaded(platform: Pick<Platform, 'db'>): Promise<boolean> {
  const { rows } = await platform.db.app.query('select 1 from zs.setting where division = $1 and key = $2', [
    demonstrationDivision,
    marker,
  ])
  return rows.length > 0
}

/**
 * Loads the invented district 准绳区: its organs and staff, the year 2022 with the figures of a published report and
 * its own report of them, and the year in progress with open cases, some handed over to another organ. Does nothing when it
 * is loaded; goes on where an interrupted load stopped.
 */
export async function loadDemonstration(
  platform: Platform,
  options: { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal } = {},
): Promise<Result<{ readonly written: number }>> {
  if (await isDemonstrationLoaded(platform)) return ok({ written: 0 })
  const { onProgress, signal } = options
  onProgress?.({ percent: 0, words: '正在登记准绳区的单位和人员' })
  const entered = await enterDistrict(platform.db)
  if (!entered.ok) return entered
  await platform.forget()
  let written = 0
  const thisYear = yearOf(today(platform))
  // Rules outlive their year: without those of the years between, the library of them would be all but empty.
  const between = Array.from(
    { length: Math.max(0, thisYear - demonstrationYear - 1) },
    (_, i) => demonstrationYear + 1 + i,
  )
  const parts = [
    { from: 1, to: 80, input: { year: demonstrationYear, targets: figures2022.figures } },
    ...between.map((year, i) => ({
      from: 80 + (5 * i) / between.length,
      to: 80 + (5 * (i + 1)) / between.length,
      input: { year, systems: ['normative-document'] },
    })),
    { from: 85, to: 99, input: { year: thisYear, inProgress: true } },
  ]
  for (const { from, to, input } of parts) {
    const done = await simulate(platform, {
      division: demonstrationDivision,
      ...input,
      ...(signal ? { signal } : {}),
      onProgress: p => onProgress?.({ percent: Math.round(from + ((to - from) * p.percent) / 100), words: p.words }),
    })
    if (!done.ok) return done
    written += done.value.written
  }
  onProgress?.({ percent: 99, words: '正在收录规范性文件的正文' })
  const texts = await attachRuleTexts(platform)
  if (!texts.ok) return texts
  const handed = await handMattersOver(platform)
  if (!handed.ok) return handed
  onProgress?.({ percent: 99, words: `正在发布${demonstrationYear}年度报告` })
  const published = await publishYearlyReport(platform, demonstrationYear, words2022)
  if (!published.ok) return published
  await platform.db.app.query(
    `insert into zs.setting (division, key, value, changed_by) values ($1, $2, $3, 'simulation')
     on conflict (division, key) do nothing`,
    [demonstrationDivision, marker, JSON.stringify({ on: today(platform) })],
  )
  onProgress?.({ percent: 100, words: '已装入' })
  return ok({ written })
}
