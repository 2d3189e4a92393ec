import type { Declaration } from '#kernel/declaration.ts'
import { longText } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import type { Citation } from '#kernel/statute.ts'

/** The publicity office checks recorded activities by sample; what did not take place as told is not counted. */
export const sampleCheck = (cite: Citation): Pick<Declaration, 'stages' | 'actions'> => ({
  stages: {
    checked: { name: '已核查', end: true },
    rejected: { name: '不予计入', end: true },
  },
  actions: {
    check: {
      name: '抽查核实',
      from: ['recorded'],
      to: 'checked',
      by: ['publicityOffice'],
      asks: { checkNote: longText('核查情况', { optional: true }) },
      cite,
      ledger: false,
    },
    reject: {
      name: '核查后不予计入',
      from: ['recorded', 'checked'],
      to: 'rejected',
      by: ['publicityOffice'],
      asks: { rejectReason: longText('不予计入的理由', { help: '如重复填报、未实际开展、佐证不足。' }) },
      cite,
      ledger: false,
    },
  },
})

/** Whether an activity counts: it was not rejected by the check. */
export const counted = (s: RecordState): boolean => s.stage !== 'rejected'
