import type { Declaration } from '#kernel/declaration.ts'
import { enforcementOfficer } from './enforcement-officer.ts'
import { penalty } from './penalty.ts'

/** 行政执法. */
export const enforcement: readonly Declaration[] = [penalty, enforcementOfficer]
