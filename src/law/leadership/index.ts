import type { Declaration } from '#kernel/declaration.ts'
import { studySession2016 } from './study-session.ts'
import { supervisedItem } from './supervised-item.ts'
import { taskPlan } from './task-plan.ts'

/** 组织领导. */
export const leadership: readonly Declaration[] = [studySession2016, taskPlan, supervisedItem]
