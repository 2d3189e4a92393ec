import type { Declaration } from '#kernel/declaration.ts'
import { hotline2020 } from './hotline.ts'

/** 政府职能. */
export const functions: readonly Declaration[] = [hotline2020]
