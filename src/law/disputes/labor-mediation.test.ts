import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { Party, Values } from '#kernel/field.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { laborMediation2008 } from './labor-mediation.ts'

const parties: Party[] = [
  { role: 'worker', kind: 'person', name: '陈某丙' },
  { role: 'employer', kind: 'organisation', name: '某某木业有限公司' },
]
const claim: Values = { body: 'station', claim: 'pay', facts: '拖欠两个月工资。', workers: 3, claimedAmount: 3_600_000 }
const accepted = (values: Values = {}) =>
  story(laborMediation2008)
    .open('2024-09-20', { ...claim, ...values }, parties)
    .does('accept', '2024-09-23', { mediators: '周调解员' })
const promise = { terms: '公司分一次付清。', agreedAmount: 3_000_000, payBy: '2024-10-31' }
const agreed = (values: Values = {}) =>
  accepted(values)
    .does('meet', '2024-09-27', { sessionNotes: '听取双方陈述，核对工资表。' })
    .does('agree', '2024-09-29', promise)
const figuresOf = (s: { state: Parameters<typeof contributionsOf>[1] }) =>
  contributionsOf(laborMediation2008, s.state, { calendar: nationalCalendar, settings: {} })

test('the declaration of labour mediation is sound', () => {
  expect(checkDeclaration(laborMediation2008, roleCodes)).toEqual([])
})

test('劳动争议调解: who may do what in which stage', () => {
  const by = ['laborMediator']
  expectMatrix(laborMediation2008, {
    received: { accept: by, decline: by, withdraw: by, transfer: by },
    mediating: { meet: by, continue: by, agree: by, fail: by, withdraw: by, transfer: by },
    agreed: { review: by, pay: by, default: by },
    ended: {},
    performed: {},
    unperformed: {},
  })
})

test('《劳动争议调解仲裁法》14: fifteen days run from the receipt of the application, not from its acceptance, past National Day', () => {
  const s = accepted()
  const limit = s.limit('mediate', '2024-09-24')
  expect([limit.start, limit.strict, limit.final]).toEqual(['2024-09-20', '2024-10-05', '2024-10-08'])
})

test('both sides may go on for some days; afterwards arbitration is open', () => {
  const s = accepted().does('continue', '2024-09-30', { moreDays: 10 })
  expect(s.limit('mediate', '2024-10-01').final).toBe('2024-10-15')
  const late = accepted().refused('continue', '2024-10-09', { moreDays: 10 })
  expect(late.message).toContain('申请仲裁')
})

test('success is agreed first and paid later, and both are counted', () => {
  const s = agreed().does('pay', '2024-10-30', { paidAmount: 3_000_000 })
  expect(s.state.stage).toBe('performed')
  expect(s.limit('payment', '2024-10-31').status).toBe('kept')
  const rows = figuresOf(s)
  expect(rows).toContainEqual({ figure: 'agreed', on: '2024-09-29', amount: 1 })
  expect(rows).toContainEqual({ figure: 'amount', on: '2024-09-29', amount: 3_000_000 })
  expect(rows).toContainEqual({ figure: 'workers', on: '2024-09-29', amount: 3 })
  expect(rows).toContainEqual({ figure: 'paid', on: '2024-10-30', amount: 3_000_000 })
  expect(rows).toContainEqual({ figure: 'concludedOnTime', on: '2024-09-29', amount: 1 })
})

test('nothing is performed before the worker says so', () => {
  const refusal = agreed().refused('pay', '2024-10-30', { paidAmount: 3_000_000, workerConfirmed: false })
  expect(refusal.message).toContain('劳动者尚未确认')
  expect(
    agreed()
      .does('pay', '2024-10-30', { paidAmount: 3_100_000 })
      .warnings.map(w => w.path),
  ).toEqual(['paidWithinPromise'])
})

test('a broken promise leads to arbitration, and for wages to a payment order', () => {
  const s = agreed()
  const early = s.refused('default', '2024-10-31', { defaultAdvice: 'paymentOrder' })
  expect(early.article).toBe('《劳动争议调解仲裁法》第十五条')
  s.does('default', '2024-11-01', { defaultAdvice: 'paymentOrder' })
  expect(s.state.stage).toBe('unperformed')
  const contract = agreed({ claim: 'contract' }).refused('default', '2024-11-01', { defaultAdvice: 'paymentOrder' })
  expect(contract.article).toBe('《劳动争议调解仲裁法》第十六条')
})

test('what is no labour dispute is not accepted', () => {
  const s = story(laborMediation2008).open('2024-09-20', claim, parties)
  expect(s.refused('accept', '2024-09-23', { scope: 'other', mediators: '周调解员' }).article).toBe(
    '《劳动争议调解仲裁法》第二条',
  )
  s.does('decline', '2024-09-23', { declineReason: '属于承揽纠纷，可向人民法院起诉。' })
  expect(figuresOf(s).map(f => f.figure)).toContain('notAccepted')
})

test('ten workers with one claim are told that they may name representatives', () => {
  expect(accepted({ workers: 10 }).warnings.map(w => w.article)).toEqual(['《劳动争议调解仲裁法》第七条'])
  expect(accepted({ workers: 9 }).warnings).toEqual([])
})

test('no agreement without hearing both, without signatures, or with a day gone by', () => {
  expect(accepted().refused('agree', '2024-09-29', promise).article).toBe('《劳动争议调解仲裁法》第十三条')
  const heard = accepted().does('meet', '2024-09-27', { sessionNotes: '听取双方陈述。' })
  expect(heard.refused('agree', '2024-09-29', { ...promise, signedByParties: false }).article).toBe(
    '《劳动争议调解仲裁法》第十四条第二款',
  )
  expect(heard.refused('agree', '2024-09-29', { ...promise, payBy: '2024-09-01' }).article).toBe(
    '《劳动争议调解仲裁法》第十四条第一款',
  )
})

test('failure tells the way to arbitration, and is counted late after the fifteenth day', () => {
  const s = accepted()
  expect(s.refused('fail', '2024-10-09', { failReason: '差距大', arbitrationTold: false }).article).toBe(
    '《劳动争议调解仲裁法》第十四条第三款',
  )
  s.does('fail', '2024-10-09', { failReason: '差距大' })
  const rows = figuresOf(s).map(f => f.figure)
  expect(rows).toContain('failed')
  expect(rows).toContain('concludedLate')
})

test('the joint review by the arbitration body is asked within fifteen days, only where both want it', () => {
  const s = accepted().does('meet', '2024-09-27', { sessionNotes: '听取双方陈述。' })
  s.does('agree', '2024-09-29', { ...promise, wantsReview: true })
  expect(s.limit('jointReview', '2024-10-01').final).toBe('2024-10-14')
  expect(agreed().limit('jointReview', '2024-10-01').status).toBe('idle')
})

test('withdrawn and transferred applications are counted each', () => {
  const withdrawn = accepted().does('withdraw', '2024-09-25')
  const transferred = accepted().does('transfer', '2024-09-25', {
    transferredTo: '劳动保障监察大队',
    transferReason: '涉嫌违法',
  })
  expect(figuresOf(withdrawn).map(f => f.figure)).toContain('withdrawn')
  expect(figuresOf(transferred).map(f => f.figure)).toContain('transferred')
})
