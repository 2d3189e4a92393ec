import type { Declaration } from '#kernel/declaration.ts'
import { legalAid2021 } from './legal-aid.ts'

/** 公共法律服务. */
export const services: readonly Declaration[] = [legalAid2021]
