import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { decideOpening } from '#kernel/decide.ts'
import type { Party } from '#kernel/field.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { actorWith, contextOn, expectMatrix, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { judicialConfirmation2011 } from './judicial-confirmation.ts'

const parties: Party[] = [
  { role: 'partyA', kind: 'person', name: '李某甲' },
  { role: 'partyB', kind: 'person', name: '赵某乙' },
]
const agreement = { agreementTerms: '乙方分三期支付货款。', effectiveOn: '2025-09-03' }
const prepared = () => story(judicialConfirmation2011).open('2025-09-03', agreement, parties)
const figuresOf = (s: { state: Parameters<typeof contributionsOf>[1] }) =>
  contributionsOf(judicialConfirmation2011, s.state, { calendar: nationalCalendar, settings: {} })

test('the declaration of judicial confirmation is sound', () => {
  expect(checkDeclaration(judicialConfirmation2011, roleCodes)).toEqual([])
})

test('司法确认: who may do what in which stage', () => {
  const by = ['mediationClerk', 'mediator', 'justiceOfficeClerk']
  expectMatrix(judicialConfirmation2011, {
    prepared: { apply: by, giveUp: by, lapse: by },
    applied: { courtAccepts: by, courtDeclines: by, courtReturns: by },
    reviewing: { courtExtends: by, courtReturns: by, rule: by },
    confirmed: { enforce: by, recordPerformance: by, outsiderObjects: by },
    closed: {},
  })
})

test('《人民调解法》33, worked example: effective 2025-09-03, the last day to apply is 2025-10-09 after National Day', () => {
  const s = prepared()
  const limit = s.limit('application', '2025-09-04')
  expect([limit.strict, limit.final]).toEqual(['2025-10-03', '2025-10-09'])
  s.does('apply', '2025-10-09', { court: '区人民法院' })
  expect(s.limit('application', '2025-10-10').status).toBe('kept')
})

test('an application on the day after is refused, and the lapse is recorded instead', () => {
  const s = prepared()
  expect(s.refused('lapse', '2025-10-09').message).toContain('仍可共同申请')
  const refusal = s.refused('apply', '2025-10-10', { court: '区人民法院' })
  expect([refusal.code, refusal.article]).toEqual(['too-late', '《人民调解法》第三十三条第一款'])
  s.does('lapse', '2025-10-10')
  expect(s.state.outcome).toBe('outOfTime')
})

test('an application of the last day may be entered later', () => {
  const s = prepared().does('apply', '2025-10-09', { court: '区人民法院' }, { today: '2025-10-15' })
  expect(s.state.stage).toBe('applied')
})

test('the court confirms; its days are shown, and extended by ten at most', () => {
  const s = prepared()
    .does('apply', '2025-09-10', { court: '区人民法院' })
    .does('courtAccepts', '2025-09-12', { courtNumber: '（2025）桂0000民特1号' })
  expect(s.limit('courtRuling', '2025-09-13').final).toBe('2025-09-28')
  s.does('courtExtends', '2025-09-26', { moreDays: 10 })
  expect([s.limit('courtRuling', '2025-09-27').strict, s.limit('courtRuling', '2025-09-27').final]).toEqual([
    '2025-10-07',
    '2025-10-09',
  ])
  s.does('rule', '2025-10-09', { ruling: 'confirmed' }).does('enforce', '2025-12-01', {
    enforcementCourt: '区人民法院',
  })
  expect(s.state.outcome).toBe('confirmed')
  expect(figuresOf(s)).toContainEqual({ figure: 'confirmed', on: '2025-10-09', amount: 1 })
  expect(figuresOf(s)).toContainEqual({ figure: 'open', on: '2025-09-03', until: '2025-10-09', amount: 1 })
  expect(judicialConfirmation2011.limits.courtRuling?.bears).toBe('party')
})

test('G-P3-3: one side alone cannot apply', () => {
  const refusal = prepared().refused('apply', '2025-09-10', { court: '区人民法院', applyBJointly: false })
  expect([refusal.path, refusal.article]).toEqual(['G-P3-3', '《人民调解法》第三十三条第一款'])
})

test('an agreement on marriage or adoption is not confirmed', () => {
  const refusal = prepared().refused('apply', '2025-09-10', { court: '区人民法院', personalStatus: true })
  expect(refusal.article).toBe('《人民调解协议司法确认程序规定》第四条')
})

test('an agreement that takes effect after the day of registration opens nothing', () => {
  const s = story(judicialConfirmation2011)
  const entered = contextOn('2025-09-05', actorWith('mediationClerk'))
  const r = decideOpening(s.declaration, { action: 'open', on: '2025-09-02', values: agreement, parties }, entered)
  expect(r.ok ? '' : r.refusal.article).toBe('《人民调解法》第三十三条第一款')
})

test('only what was confirmed is enforced', () => {
  const s = prepared()
    .does('apply', '2025-09-10', { court: '区人民法院' })
    .does('courtAccepts', '2025-09-12', { courtNumber: '（2025）桂0000民特1号' })
    .does('rule', '2025-09-25', { ruling: 'refused', rulingReason: '内容不明确' })
  expect(s.refused('enforce', '2025-12-01', { enforcementCourt: '区人民法院' }).article).toBe(
    '《人民调解法》第三十三条第二款',
  )
  expect(figuresOf(s).map(f => f.figure)).toContain('refused')
})

test('an outsider asks within a year of knowing', () => {
  const s = prepared()
    .does('apply', '2025-09-10', { court: '区人民法院' })
    .does('courtAccepts', '2025-09-12', { courtNumber: '（2025）桂0000民特1号' })
    .does('rule', '2025-09-25', { ruling: 'confirmed' })
  const objects = (on: string) =>
    s.tries('outsiderObjects', on, { outsiderKnewOn: '2025-11-03', objection: '货款属于案外人' })
  expect(objects('2026-11-03').ok).toBe(true)
  const late = objects('2026-11-04')
  expect(late.ok ? '' : late.refusal.article).toBe('《人民调解协议司法确认程序规定》第十条')
})

test('not accepted, withdrawn and given up are counted each', () => {
  const declined = prepared()
    .does('apply', '2025-09-10', { court: '区人民法院' })
    .does('courtDeclines', '2025-09-12', { declineReason: '不属于本院管辖' })
  const withdrawn = prepared().does('apply', '2025-09-10', { court: '区人民法院' }).does('courtReturns', '2025-09-12')
  const givenUp = prepared().does('giveUp', '2025-09-10')
  expect([declined, withdrawn, givenUp].map(s => s.state.outcome)).toEqual(['notAccepted', 'withdrawn', 'givenUp'])
  expect(
    [declined, withdrawn, givenUp].map(s =>
      figuresOf(s)
        .map(f => f.figure)
        .filter(f => f === s.state.outcome),
    ),
  ).toEqual([['notAccepted'], ['withdrawn'], ['givenUp']])
})
