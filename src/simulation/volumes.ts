import type { Declaration } from '#kernel/declaration.ts'

/** How much of a system a district of middle size has. */
export type Volume = {
  /** Records of a whole year that nothing else fixes. */
  readonly year: number
  /** Records of the year in progress, in the demonstration. */
  readonly inProgress: number
  /** People turn to it on rest days and in the evening too. */
  readonly everyDay?: true
}

const volumes: Readonly<Record<string, Volume>> = {
  hotline: { year: 6000, inProgress: 160, everyDay: true },
  mediation: { year: 1500, inProgress: 90 },
  penalty: { year: 240, inProgress: 48 },
  reconsideration: { year: 60, inProgress: 26 },
  'legality-review': { year: 180, inProgress: 30 },
  'normative-document': { year: 6, inProgress: 8 },
  'judicial-confirmation': { year: 60, inProgress: 10 },
  'labor-mediation': { year: 220, inProgress: 24 },
  'labor-arbitration': { year: 160, inProgress: 24 },
  'legal-aid': { year: 360, inProgress: 36 },
  'legal-literate': { year: 120, inProgress: 12 },
  'study-session': { year: 24, inProgress: 8 },
  'publicity-activity': { year: 180, inProgress: 24 },
  // Certificates are issued to the staff there is, see `officers.ts`.
  'enforcement-officer': { year: 0, inProgress: 0 },
}

const usual: Readonly<Record<Declaration['archetype'], Volume>> = {
  matter: { year: 60, inProgress: 12 },
  register: { year: 30, inProgress: 6 },
  activity: { year: 40, inProgress: 8 },
}

export const volumeOf = (d: Declaration): Volume => volumes[d.code] ?? usual[d.archetype]
