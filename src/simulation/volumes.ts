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
  penalty: { year: 240, inProgress: 96 },
  reconsideration: { year: 60, inProgress: 52 },
  'legality-review': { year: 180, inProgress: 30 },
  'normative-document': { year: 6, inProgress: 8 },
  'judicial-confirmation': { year: 60, inProgress: 10 },
  'labor-mediation': { year: 220, inProgress: 24 },
  'labor-arbitration': { year: 160, inProgress: 24 },
  'legal-aid': { year: 360, inProgress: 36 },
  'legal-literate': { year: 120, inProgress: 12 },
  'study-session': { year: 24, inProgress: 8 },
  'publicity-activity': { year: 180, inProgress: 24 },
  // The year's plan is a list of its own, see `tasks.ts`.
  'task-plan': { year: 36, inProgress: 36 },
  // Certificates are issued to the staff there is, see `officers.ts`.
  'enforcement-officer': { year: 0, inProgress: 0 },
}

const usual: Readonly<Record<Declaration['archetype'], Volume>> = {
  matter: { year: 60, inProgress: 12 },
  register: { year: 30, inProgress: 6 },
  activity: { year: 40, inProgress: 8 },
}

export const volumeOf = (d: Declaration): Volume => volumes[d.code] ?? usual[d.archetype]

/** How cases of a system mostly end; what is not named comes rarely. */
const usualOutcomes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  hotline: { solved: 66, explained: 16, answered: 11, transferred: 2, returned: 2, notAccepted: 2, terminated: 1 },
  mediation: { agreedWritten: 70, agreedOral: 20, failed: 4, withdrawn: 3, transferred: 1, notAccepted: 2 },
  penalty: { penalty: 80, noMinor: 7, noFirst: 4, notProven: 2, withdrawn: 2, toOther: 2, toCriminal: 1, notFiled: 2 },
  reconsideration: {
    maintain: 30,
    terminated: 22,
    mediated: 10,
    dismissed: 10,
    rejectClaim: 5,
    revoke: 4,
    partRevoke: 2,
    confirmIllegal: 3,
    change: 2,
    orderPerform: 3,
    refused: 4,
    toldOtherBody: 3,
    explainedNotFiled: 2,
  },
  'supervised-item': { rectified: 85, explained: 12, referred: 1 },
  'normative-document': { issued: 90, notNormative: 4, terminated: 4, repealed: 1, replaced: 1 },
  'legality-review': { legal: 46, amend: 38, risk: 10, unlawful: 3, returned: 2, outOfScope: 1 },
  'judicial-confirmation': { confirmed: 90, refused: 3, notAccepted: 2, withdrawn: 3, givenUp: 2 },
  'labor-mediation': { agreed: 78, failed: 12, withdrawn: 6, transferred: 2, notAccepted: 2 },
  'labor-arbitration': {
    mediated: 38,
    award: 18,
    finalAward: 16,
    withdrawnSettled: 14,
    withdrawn: 6,
    rejected: 3,
    notAccepted: 5,
  },
  'legal-aid': { won: 40, part: 24, mediated: 22, withdrawnCase: 5, lost: 5, refused: 2, withdrawn: 1, terminated: 1 },
}

/** Share of an outcome among the cases of a system; undefined where nothing is known of it. */
export function shareOf(d: Declaration, outcome: string | undefined): number | undefined {
  const shares = usualOutcomes[d.code]
  return shares && outcome !== undefined ? (shares[outcome] ?? 0.2) : undefined
}

/** Outcomes without which a year of the system would not look like one: a tenth of the cases or more. */
export const mainOutcomes = (d: Declaration): string[] =>
  Object.entries(usualOutcomes[d.code] ?? {}).flatMap(([outcome, share]) =>
    share >= 10 && Object.hasOwn(d.outcomes, outcome) ? [outcome] : [],
  )
