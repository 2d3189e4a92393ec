import type { Report, ReportDraft, ReportEntry, ReportList, ReportPublished } from '#api/contract.ts'
import { get, queries } from '../api.ts'

/** What the page shows, whether it is being written or was published. */
export type Shown = {
  readonly head: ReportEntry
  readonly report: Report
  readonly people: Readonly<Record<string, string>>
  readonly writes: boolean
  /** While it is being written. */
  readonly draft?: ReportDraft
  readonly hash?: string
}

export const refresh = () =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['report'] }),
    queries.invalidateQueries({ queryKey: ['reports'] }),
  ])

export const reportList = { queryKey: ['reports'], queryFn: () => get<ReportList>('/reports') }

/** The open draft of a year, else what was published; an older version by its number. Null: the year has no report. */
export async function reportOf(year: number, version: string | undefined): Promise<Shown | null> {
  const { reports } = await queries.fetchQuery({ ...reportList, staleTime: 0 })
  const open = reports.find(r => r.year === year && r.status !== 'withdrawn')
  if (!version && !open) return null
  if (!version && open?.status !== 'published') {
    const draft = await get<ReportDraft>(`/reports/${year}/draft`)
    return { head: draft.head, report: draft.report, people: draft.people, writes: draft.writes, draft }
  }
  const { head, frozen, people, writes } = await get<ReportPublished>(
    `/reports/${year}/published${version ? `?version=${version}` : ''}`,
  )
  return { head, report: frozen.report, people, writes }
}
