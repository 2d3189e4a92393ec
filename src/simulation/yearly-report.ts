import { ok, type Result } from '#kernel/refusal.ts'
import type { Platform } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import type { Texts } from '#report/compose.ts'
import { checkReport, draftReport, listReports, openReport, publishReport, setText } from '#report/store.ts'
import { districtPeople } from './district.ts'
import { usualWords } from './report-words.ts'

/**
 * Writes, checks and publishes the report of a year as its writer does at the workbench; `words` by place, gaps that the
 * check still finds are filled in. Goes on with a draft that an interrupted load left; a published report stays as it is.
 */
export async function publishYearlyReport(platform: Platform, year: number, words: Texts): Promise<Result<void>> {
  const writer = callerOf()
  const heads = (await listReports(platform, writer.scope)).filter(h => h.year === year && h.status !== 'withdrawn')
  const status = heads[0]?.status
  if (status === 'published') return ok(undefined)
  if (!status) {
    const opened = await openReport(platform, writer, year)
    if (!opened.ok) return opened
  }
  if (status !== 'checked') {
    const written = await write(platform, writer, year, words)
    if (!written.ok) return written
    const checked = await checkReport(platform, writer, year)
    if (!checked.ok) return checked
  }
  const published = await publishReport(platform, writer, year)
  return published.ok ? ok(undefined) : published
}

function callerOf(): Caller {
  const person = districtPeople().find(p => p.roles.includes('reportWriter'))
  if (!person) throw new Error('nobody in the demonstration writes reports')
  const { division, organ, id } = person
  return { actor: person, scope: { division, organ, sees: 'division', person: id }, origin: 'user' }
}

async function write(platform: Platform, writer: Caller, year: number, words: Texts): Promise<Result<void>> {
  for (const [place, content] of Object.entries(words)) {
    const set = await setText(platform, writer, year, { place, content })
    if (!set.ok) return set
  }
  const draft = await draftReport(platform, writer.scope, year)
  if (!draft.ok) return draft
  for (const { code, place } of draft.value.report.findings) {
    const content = code === 'missing' ? usualWords[place.split('.').at(-1) ?? ''] : undefined
    const set = content ? await setText(platform, writer, year, { place, content }) : ok(null)
    if (!set.ok) return set
  }
  return ok(undefined)
}
