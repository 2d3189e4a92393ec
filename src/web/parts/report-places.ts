import type { Report, ReportDraft } from '#api/contract.ts'

/** Writing the report: which place is open, and what to do with it. */
export type Writing = {
  readonly texts: ReportDraft['texts']
  /** The place that is being written, in the page's keeping. */
  readonly at: string | undefined
  readonly write: (place: string) => void
  /** Puts the place down; another one that was taken up in the meantime stays open. */
  readonly close: (place: string) => void
  readonly saved: () => Promise<unknown>
}

/** Codes of figures in a relation that does not hold. */
export const brokenCodes = (report: Report): ReadonlySet<string> =>
  new Set(report.identities.filter(v => !v.holds).flatMap(v => [...v.wholeTerms, ...v.partTerms].map(t => t.code)))

/** The element of a place. */
export const anchorOf = (place: string): string => `at-${place.replaceAll('.', '-')}`
/** Where a finding's place is written on the page. */
export const blockOf = (place: string): string =>
  place === 'opening' ? place : place.replace(/\.(title|text|cause|omitted|measure|owner|due)$/, '')
export function scrollToPlace(place: string): void {
  requestAnimationFrame(() =>
    document.getElementById(anchorOf(blockOf(place)))?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
  )
}
