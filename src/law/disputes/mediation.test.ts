import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { Party } from '#kernel/field.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { mediation2010 } from './mediation.ts'

const parties: Party[] = [
  { role: 'partyA', kind: 'person', name: '李某甲' },
  { role: 'partyB', kind: 'person', name: '赵某乙' },
]
const quarrel = { source: 'screening', kind: 'neighbours', facts: '两户因院墙滴水发生争执。', amount: 300_000 }
const signed = {
  form: 'agreedWritten',
  terms: '乙方于约定之日前改造排水。',
  effectiveOn: '2022-03-18',
  performBy: '2022-04-20',
}

const accepted = () => story(mediation2010).open('2022-03-01', quarrel, parties).does('accept', '2022-03-02')
const inSession = () =>
  accepted()
    .does('appoint', '2022-03-03', { mediators: '王调解员' })
    .does('meet', '2022-03-10', { sessionNotes: '双方陈述，实地查看院墙。' })
const figuresOf = (s: { state: Parameters<typeof contributionsOf>[1] }) =>
  contributionsOf(mediation2010, s.state, { calendar: nationalCalendar, settings: {} })

test('the declaration of people’s mediation is sound', () => {
  expect(checkDeclaration(mediation2010, roleCodes)).toEqual([])
})

test('人民调解: who may do what in which stage', () => {
  const all = ['mediationClerk', 'mediator', 'justiceOfficeClerk']
  const mediators = ['mediator', 'justiceOfficeClerk']
  expectMatrix(mediation2010, {
    registered: { accept: all, decline: all },
    accepted: { appoint: all, withdraw: all, transfer: all },
    mediating: {
      appoint: all,
      investigate: mediators,
      meet: mediators,
      continue: mediators,
      agree: mediators,
      fail: mediators,
      withdraw: all,
      transfer: all,
    },
    agreed: { visit: all, confirmationAnswered: all, archive: all },
    ended: { file: all },
    archived: { confirmationAnswered: all },
  })
})

test('a quarrel between neighbours is mediated, agreed in writing, visited and archived', () => {
  const s = inSession()
    .does('agree', '2022-03-18', signed)
    .does('visit', '2022-04-14', { performance: 'performed' })
    .does('archive', '2022-04-15')
  expect(s.state.stage).toBe('archived')
  expect(s.state.outcome).toBe('agreedWritten')
  expect(s.limit('mediate', '2022-04-15').status).toBe('kept')
  expect(s.limit('visit', '2022-04-15').status).toBe('kept')
})

test('《人民调解工作若干规定》33: the usual month ends on the corresponding day, after the New Year holidays if it falls into them', () => {
  const s = story(mediation2010).open('2022-12-01', quarrel, parties).does('accept', '2022-12-01')
  expect(s.limit('mediate', '2022-12-02').final).toBe('2023-01-03')
  s.does('appoint', '2022-12-02', { mediators: '王调解员' }).does('continue', '2022-12-30', { moreDays: 20 })
  expect(s.limit('mediate', '2022-12-31').final).toBe('2023-01-28')
  expect(s.limit('mediate', '2022-12-31').extended).toBe(true)
})

test('双方同意继续调解 comes before the month is over, and a division may set its own days', () => {
  const s = inSession()
  const refusal = s.refused('continue', '2022-04-06', { moreDays: 10 })
  expect(refusal.path).toBe('continuedInTime')
  expect(refusal.message).toContain('届满')
  s.facts = { settings: { 'mediation.mediate': { amount: 30, unit: 'D' } } }
  expect(s.limit('mediate', '2022-03-10').final).toBe('2022-04-01')
})

test('a promise falls due on its own day', () => {
  const s = inSession().does('agree', '2022-03-18', signed)
  expect(s.limit('performance', '2022-04-20').status).toBe('running')
  expect(s.limit('performance', '2022-04-21').status).toBe('overdue')
})

test('《人民调解法》33, worked example: effective on 3 September 2025, thirty days end after National Day on 9 October', () => {
  const s = story(mediation2010)
    .open('2025-09-01', quarrel, parties)
    .does('accept', '2025-09-01')
    .does('appoint', '2025-09-01', { mediators: '王调解员' })
    .does('meet', '2025-09-02', { sessionNotes: '面对面调解。' })
    .does('agree', '2025-09-03', {
      ...signed,
      effectiveOn: '2025-09-03',
      performBy: '2025-12-01',
      wantsConfirmation: true,
    })
  const limit = s.limit('jointConfirmation', '2025-09-04')
  expect([limit.strict, limit.final]).toEqual(['2025-10-03', '2025-10-09'])
})

test('G-P3-1: what a court has already accepted is not mediated', () => {
  const s = story(mediation2010).open('2022-03-01', quarrel, parties)
  const refusal = s.refused('accept', '2022-03-02', { exclusion: 'inCourt' })
  expect(refusal.article).toBe('《人民调解工作若干规定》第二十二条')
  expect(refusal.message).toContain('不予受理')
  s.does('decline', '2022-03-02', { declineReason: '法院已受理，请等待判决。' })
  expect(figuresOf(s).map(f => f.figure)).toEqual(['received', 'notAccepted', 'awaitingAtStart', 'awaitingAtEnd'])
})

test('nobody is mediated against his will', () => {
  const s = story(mediation2010).open('2022-03-01', quarrel, parties)
  expect(s.refused('accept', '2022-03-02', { bothWilling: false }).article).toBe('《人民调解法》第十七条')
})

test('G-P3-2: a quarrel that may turn violent is reported to the police at once', () => {
  const s = accepted().does('appoint', '2022-03-03', { mediators: '王调解员' })
  const refusal = s.refused('meet', '2022-03-04', { sessionNotes: '一方扬言报复。', risk: 'publicOrder' })
  expect(refusal.article).toBe('《人民调解法》第二十五条')
  s.does('meet', '2022-03-04', { sessionNotes: '一方扬言报复。', risk: 'publicOrder', reportedToPolice: true })
})

test('a written agreement needs signatures and seal; what is agreed orally is recorded', () => {
  const s = inSession()
  const refusal = s.refused('agree', '2022-03-18', { ...signed, sealed: false })
  expect(refusal.article).toBe('《人民调解法》第二十九条第二款')
  expect(refusal.message).toContain('人民调解委员会印章')
  s.does('agree', '2022-03-18', { ...signed, form: 'agreedOral', sealed: false })
  expect(s.state.outcome).toBe('agreedOral')
})

test('an agreement takes effect on the day it is made, and nothing is due before it', () => {
  const s = inSession()
  expect(s.refused('agree', '2022-03-18', { ...signed, effectiveOn: '2022-03-19' }, { today: '2022-03-20' }).path).toBe(
    'effectiveDay',
  )
  expect(s.refused('agree', '2022-03-18', { ...signed, performBy: '2022-03-10' }).article).toBe(
    '《人民调解法》第二十九条第一款',
  )
})

test('nothing is agreed or failed without a session, and failure names the other ways', () => {
  const s = accepted().does('appoint', '2022-03-03', { mediators: '王调解员' })
  expect(s.refused('agree', '2022-03-18', signed).article).toBe('《人民调解法》第二十二条')
  s.does('meet', '2022-03-10', { sessionNotes: '分歧较大。' })
  expect(s.refused('fail', '2022-03-18', { failReason: '分歧较大', otherWaysTold: false }).article).toBe(
    '《人民调解法》第二十六条',
  )
  s.does('fail', '2022-03-18', { failReason: '分歧较大' })
  expect(s.state.stage).toBe('ended')
})

test('an agreement is visited before its file is closed', () => {
  const s = inSession().does('agree', '2022-03-18', signed)
  expect(s.refused('archive', '2022-04-18').article).toBe('《人民调解法》第三十一条第二款')
})

test('1,724 mediated of which 1,715 succeeded: the parts stand in the figures of each record', () => {
  const agreed = figuresOf(inSession().does('agree', '2022-03-18', signed))
  expect(agreed).toContainEqual({ figure: 'writtenAgreements', on: '2022-03-18', amount: 1 })
  expect(agreed).toContainEqual({ figure: 'amount', on: '2022-03-18', amount: 300_000 })
  expect(agreed).toContainEqual({ figure: 'open', on: '2022-03-02', until: '2022-03-18', amount: 1 })
  const failed = figuresOf(inSession().does('fail', '2022-04-08', { failReason: '分歧较大' }))
  expect(failed.map(f => f.figure)).not.toContain('writtenAgreements')
  expect(failed).toContainEqual({ figure: 'failed', on: '2022-04-08', amount: 1 })
  expect(failed).toContainEqual({ figure: 'concludedLate', on: '2022-04-08', amount: 1 })
  const { mediated, successRate } = mediation2010.figures
  expect(mediated).toMatchObject({ of: ['writtenAgreements', 'oralAgreements', 'failed'] })
  expect(successRate).toMatchObject({ numerator: ['succeeded'], denominator: ['mediated'], decimals: 1 })
})
