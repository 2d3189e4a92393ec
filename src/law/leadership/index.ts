import type { Declaration } from '#kernel/declaration.ts'
import { studySession2016 } from './study-session.ts'

/** 组织领导. */
export const leadership: readonly Declaration[] = [studySession2016]
