import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { lapses } from '#kernel/decide.ts'
import type { Party, Values } from '#kernel/field.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { legalAid2021 } from './legal-aid.ts'

const parties: Party[] = [{ role: 'applicant', kind: 'person', name: '孙某丁' }]
const claim: Values = { kind: 'civil', group: 'migrantWorker', cause: '追索劳动报酬', facts: '拖欠三个月工资。' }
const received = (values: Values = {}, on = '2024-09-26') =>
  story(legalAid2021).open(on, { ...claim, ...values }, parties)
const granted = (values: Values = {}) => received(values).does('grant', '2024-09-29', { means: 'exempt' })
const lawyer = { workerName: '钱律师', lawyerYears: 5 }
const handling = (values: Values = {}) => granted(values).does('appoint', '2024-09-30', lawyer)
const closed = (values: Values = {}) =>
  handling(values).does('close', '2024-12-20', { result: 'won', recovered: 1_123_000 })
const notified = (values: Values = {}) =>
  received({ route: 'notice', kind: 'criminal', group: 'general', cause: '盗窃', noticeOrgan: 'court', ...values })
const figuresOf = (s: Story) => contributionsOf(legalAid2021, s.state, { calendar: nationalCalendar, settings: {} })
const counted = (s: Story) => figuresOf(s).map(f => f.figure)

test('the declaration of legal aid is sound', () => {
  expect(checkDeclaration(legalAid2021, roleCodes)).toEqual([])
})

test('法律援助: who may do what in which stage', () => {
  const clerk = ['aidClerk', 'aidHead']
  const head = ['aidHead']
  const lawyers = ['aidLawyer']
  const bureau = ['aidSupervisor']
  expectMatrix(legalAid2021, {
    received: { askSupplement: clerk, withdraw: clerk, grant: head, refuse: head, appoint: head },
    supplementing: { supplement: [...clerk, 'citizen'], withdraw: clerk },
    granted: { withdraw: clerk, appoint: head, terminate: head },
    handling: { completePapers: clerk, report: lawyers, changeWorker: head, terminate: head, close: lawyers },
    closing: { submitFile: ['aidLawyer', 'aidClerk'], visit: clerk },
    filed: { paySubsidy: head, visit: clerk, reviewQuality: [...head, ...bureau] },
    archived: { visit: clerk, reviewQuality: [...head, ...bureau] },
    ended: { object: clerk },
    objected: { upholdDecision: bureau, orderCorrection: bureau },
  })
})

test('《法律援助法》43, worked example: received 2024-09-26, warned from 2024-10-03 by calendar days, late after 2024-10-11 by working days', () => {
  const s = received()
  const limit = s.limit('decide', '2024-10-09')
  expect([limit.strict, limit.final, limit.status]).toEqual(['2024-10-03', '2024-10-11', 'running'])
  expect(s.limit('decide', '2024-10-12').status).toBe('overdue')
  expect(legalAid2021.limits.decide?.verified).toBe(false)
})

test('a migrant worker’s claim for wages is granted without means check, assigned, won, filed and paid', () => {
  const s = closed().does('submitFile', '2025-01-10').does('paySubsidy', '2025-02-05', { subsidy: 150_000 })
  expect([s.state.stage, s.state.outcome]).toEqual(['archived', 'won'])
  expect(s.limit('assign', '2025-02-06').status).toBe('kept')
  expect(s.limit('submitFile', '2025-02-06').status).toBe('kept')
  expect(s.limit('paySubsidy', '2025-02-06').final).toBe('2025-02-10')
})

test('382 cases, 358 people, 4,290,200 元: handled at the first assignment, recovered at closing, a person counted once', () => {
  const rows = figuresOf(closed())
  expect(rows).toContainEqual({ figure: 'civil', on: '2024-09-30', amount: 1 })
  expect(rows).toContainEqual({ figure: 'people', on: '2024-09-30', amount: 1, key: '孙某丁' })
  expect(rows).toContainEqual({ figure: 'recovered', on: '2024-12-20', amount: 1_123_000 })
  expect(rows).toContainEqual({ figure: 'won', on: '2024-12-20', amount: 1 })
  expect(rows).toContainEqual({ figure: 'open', on: '2024-09-30', until: '2024-12-20', amount: 1 })
  expect(legalAid2021.figures.handled).toMatchObject({ of: ['civil', 'criminal', 'administrative', 'nonLitigation'] })
})

test('supplementing stops the clock; what is not handed in is deemed withdrawn on the last day', () => {
  const s = received({}, '2024-03-04').does('askSupplement', '2024-03-06', {
    missing: '身份证明',
    supplementBy: '2024-03-20',
  })
  expect(s.limit('decide', '2024-03-15').status).toBe('paused')
  expect(s.tries('supplement', '2024-03-18').ok).toBe(true)
  const resumed = received({}, '2024-03-04')
    .does('askSupplement', '2024-03-06', { missing: '身份证明', supplementBy: '2024-03-20' })
    .does('supplement', '2024-03-15')
  expect(resumed.limit('decide', '2024-03-16').final).toBe('2024-03-22')
  const refusal = s.refused('supplement', '2024-03-21')
  expect(refusal.code).toBe('wrong-stage')
  expect(s.limit('supplement', '2024-03-21').status).toBe('overdue')
  const law = lapses(legalAid2021, s.state, { today: '2024-03-21', calendar: nationalCalendar, settings: {} })
  expect(law.map(d => [d.action, d.on, d.role])).toEqual([['deemWithdrawn', '2024-03-20', 'law']])
})

test('papers are asked for once only', () => {
  const s = received({}, '2024-03-04')
    .does('askSupplement', '2024-03-06', { missing: '身份证明', supplementBy: '2024-03-20' })
    .does('supplement', '2024-03-08')
  expect(s.refused('askSupplement', '2024-03-11', { missing: '户口簿', supplementBy: '2024-03-25' }).code).toBe(
    'conflict',
  )
})

test('a notice by the court is assigned within three days, without application and by a lawyer', () => {
  const s = notified()
  expect(s.refused('grant', '2024-09-27', { means: 'shared' }).message).toContain('指派')
  expect(s.limit('assignOnNotice', '2024-09-27').strict).toBe('2024-09-29')
  expect(s.limit('assignOnNotice', '2024-09-27').final).toBe('2024-09-30')
  expect(s.limit('decide', '2024-09-27').status).toBe('idle')
  expect(s.refused('appoint', '2024-09-27', { workerName: '李同志', workerKind: 'worker' }).article).toBe(
    '《法律援助法》第二十五条',
  )
  s.does('appoint', '2024-09-29', lawyer)
  expect(counted(s)).toEqual(expect.arrayContaining(['direct', 'criminal', 'noticesReceived', 'noticesAssigned']))
})

test('G-S1-1: who may be sentenced to life has a lawyer of three years', () => {
  const s = notified({ serious: true })
  expect(s.refused('appoint', '2024-09-27', { workerName: '钱律师', lawyerYears: 2 }).article).toBe(
    '《法律援助法》第二十六条',
  )
  s.does('appoint', '2024-09-27', { workerName: '钱律师', lawyerYears: 3 })
})

test('G-S1-2: no refusal without reasons in writing and the way to object', () => {
  const s = received()
  const refusal = s.refused('refuse', '2024-09-29', { refusalReason: '不符合经济困难标准', remediesTold: false })
  expect([refusal.path, refusal.article]).toEqual(['G-S1-2', '《法律援助法》第四十三条第一款'])
})

test('the means are shown, exempted only for the groups of the law, or not limited on a named ground', () => {
  const general = received({ group: 'general' })
  expect(general.refused('grant', '2024-09-29', { means: 'exempt' }).article).toBe('《法律援助法》第四十二条')
  expect(general.refused('grant', '2024-09-29', { means: 'unlimited' }).article).toBe('《法律援助法》第三十二条')
  general.does('grant', '2024-09-29', { means: 'unlimited', unlimitedGround: 'abuse' })
})

test('nobody is assigned before the decision, except when days are short; the papers follow before closing', () => {
  expect(received().refused('appoint', '2024-09-27', lawyer).article).toBe('《法律援助法》第四十三条第一款')
  const s = received({ urgent: true }).does('appoint', '2024-09-27', lawyer)
  expect(s.refused('close', '2024-12-20', { result: 'won' }).article).toBe('《法律援助法》第四十四条')
  s.does('completePapers', '2024-10-10', { papers: '身份证明' }).does('close', '2024-12-20', { result: 'mediated' })
  expect(counted(s)).toContain('direct')
})

test('G-S1-5: a lawyer with a conflict cannot be assigned', () => {
  expect(granted().refused('appoint', '2024-09-30', { ...lawyer, conflict: true }).path).toBe('G-S1-5')
})

test('G-S1-3: a worker who neglects the case is reported before being replaced', () => {
  const s = handling()
  expect(s.refused('changeWorker', '2024-10-20', { changeCause: 'neglect', workerName: '周律师' }).article).toBe(
    '《法律援助法》第四十六条第一款',
  )
  s.does('changeWorker', '2024-10-20', { changeCause: 'neglect', neglectReported: true, workerName: '周律师' })
  expect(s.state.values.workerName).toBe('周律师')
  expect(counted(s).filter(f => f === 'civil')).toHaveLength(1)
})

test('G-S1-4: the recipient pays nothing, and aid ends only on the grounds of the law', () => {
  expect(handling().refused('close', '2024-12-20', { result: 'won', chargedNothing: false }).article).toBe(
    '《法律援助法》第二十条',
  )
  expect(Object.keys(legalAid2021.actions.terminate?.asks?.terminationGround?.options ?? {})).toHaveLength(8)
  const s = handling().does('terminate', '2024-11-01', {
    terminationGround: 'ownLawyer',
    terminationFacts: '自行委托律师',
  })
  expect(counted(s)).toContain('terminated')
})

test('an objection goes to the bureau for five days: upheld, or corrected so that aid is given', () => {
  const refused = () => received().does('refuse', '2024-09-29', { refusalReason: '不符合经济困难标准' })
  const s = refused().does('object', '2024-09-30', { objection: '家庭收入有误', bureau: 'justice' })
  expect(s.state.organs).toEqual(['justice'])
  expect([s.limit('reviewObjection', '2024-10-01').strict, s.limit('reviewObjection', '2024-10-01').final]).toEqual([
    '2024-10-05',
    '2024-10-12',
  ])
  s.does('orderCorrection', '2024-10-09', { correctionReason: '符合条件' }).does('appoint', '2024-10-10', lawyer)
  expect(counted(s)).toEqual(expect.arrayContaining(['refused', 'corrected', 'civil']))
  expect(counted(s)).not.toContain('granted')
  expect(counted(s)).not.toContain('direct')
  const upheld = refused()
    .does('object', '2024-09-30', { objection: '家庭收入有误', bureau: 'justice' })
    .does('upholdDecision', '2024-10-09', { upholdReason: '收入超过标准' })
  expect([upheld.state.stage, upheld.state.outcome]).toEqual(['ended', 'refused'])
})

test('only a refusal or a termination is objected to', () => {
  const s = received().does('withdraw', '2024-09-27')
  expect(s.refused('object', '2024-09-30', { objection: '异议', bureau: 'justice' }).article).toBe(
    '《法律援助法》第四十九条',
  )
  expect(counted(s)).toContain('withdrawn')
})

test('a termination that the bureau corrects is handled on, and counted neither twice nor as terminated', () => {
  const s = handling()
    .does('terminate', '2024-11-01', { terminationGround: 'means', terminationFacts: '收入变化' })
    .does('object', '2024-11-05', { objection: '收入未变', bureau: 'justice' })
    .does('orderCorrection', '2024-11-08', { correctionReason: '仍符合条件' })
    .does('appoint', '2024-11-11', lawyer)
  expect(counted(s)).not.toContain('terminated')
  expect(figuresOf(s)).toContainEqual({ figure: 'open', on: '2024-09-30', amount: 1 })
  s.does('close', '2025-01-10', { result: 'part' })
  expect(figuresOf(s)).toContainEqual({ figure: 'open', on: '2024-09-30', until: '2025-01-10', amount: 1 })
  expect(counted(s).filter(f => f === 'part' || f === 'terminated')).toEqual(['part'])
})

test('timeliness follows the working days, not the warning', () => {
  const onTime = received().does('grant', '2024-10-11', { means: 'exempt' })
  expect(counted(onTime)).toContain('decidedOnTime')
  const late = received().does('grant', '2024-10-12', { means: 'exempt' })
  expect(figuresOf(late)).toContainEqual({ figure: 'decidedLate', on: '2024-10-12', amount: 1 })
})

test('a visit tells whether the recipient is satisfied', () => {
  expect(counted(closed().does('visit', '2025-01-02', { rating: 'basic' }))).toContain('satisfied')
  expect(counted(closed().does('visit', '2025-01-02', { rating: 'unsatisfied' }))).toContain('unsatisfied')
})
