import type { Declaration } from '#kernel/declaration.ts'
import { legalLiterate2021 } from './legal-literate.ts'
import { publicityActivity2017, publicityActivity2025 } from './publicity-activity.ts'

/** 法治宣传. */
export const publicity: readonly Declaration[] = [publicityActivity2017, publicityActivity2025, legalLiterate2021]
