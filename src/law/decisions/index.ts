import type { Declaration } from '#kernel/declaration.ts'
import { legalityReview2019 } from './legality-review.ts'
import { normativeDocument2020, normativeDocument2022 } from './normative-document.ts'

/** 行政决策与文件. */
export const decisions: readonly Declaration[] = [normativeDocument2020, normativeDocument2022, legalityReview2019]
