import type { Declaration } from '#kernel/declaration.ts'
import { studySession2016 } from './study-session.ts'
import { supervisedItem } from './supervised-item.ts'

/** 组织领导. */
export const leadership: readonly Declaration[] = [studySession2016, supervisedItem]
