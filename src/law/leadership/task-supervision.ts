import { type Guard, valuesGuard } from '#kernel/declaration.ts'
import type { Citation } from '#kernel/statute.ts'
import type { RoleCode } from '../roles.ts'

/** What the systems of 督办与考核 share: who lays a task on an organ, who answers for the organ. */
export const topic = 'task-supervision'
export const supervising = ['supervisor', 'reportWriter', 'governmentOffice'] as const satisfies readonly RoleCode[]
export const responding = [
  'caseUnitHead',
  'agencyHead',
  'handlingUnit',
  'mediationClerk',
  'aidClerk',
  'arbitrationClerk',
  'reconsiderationOfficer',
  'drafter',
] as const satisfies readonly RoleCode[]

/** The day by which it must be done, `dueOn`, lies after the day on which it is laid on the organ. */
export const dueAfterOpening = (cite: Citation): Guard =>
  valuesGuard({
    code: 'dueAhead',
    name: '办结期限在交办之后',
    cite,
    check: ({ values, on }) =>
      typeof values.dueOn === 'string' && values.dueOn <= on ? '办结期限应晚于交办之日，请重新填写。' : undefined,
  })
