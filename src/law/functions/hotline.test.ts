import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { Values } from '#kernel/field.ts'
import { periodOf } from '#kernel/figure.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { hotline2020 } from './hotline.ts'

const call: Values = {
  channel: 'cityHotline',
  kind: 'complaint',
  subject: '小区路灯不亮',
  content: '某小区三盏路灯一周不亮。',
}
const opened = (values: Values = {}) => story(hotline2020).open('2022-09-26', { ...call, ...values })
const dispatched = (values: Values = {}) => opened(values).does('dispatch', '2022-09-26', { unit: 'organ-b' })
const handling = (values: Values = {}) => dispatched(values).does('sign', '2022-09-27')
const fedBack = (values: Values = {}) =>
  handling(values)
    .does('reply', '2022-09-29', { replyText: '已更换灯具。' })
    .does('feedBack', '2022-09-30', { result: 'solved' })
const figuresOf = (s: Story) => contributionsOf(hotline2020, s.state, { calendar: nationalCalendar, settings: {} })

test('the declaration of the hotline is sound', () => {
  expect(checkDeclaration(hotline2020, roleCodes)).toEqual([])
})

test('政务热线: who may do what in which stage', () => {
  const operator = ['hotlineOperator', 'hotlineDispatcher']
  const dispatcher = ['hotlineDispatcher']
  const unit = ['handlingUnit']
  const supervisor = ['hotlineSupervisor']
  expectMatrix(hotline2020, {
    registered: {
      answer: operator,
      decline: operator,
      returnToCity: dispatcher,
      transferOut: operator,
      dispatch: dispatcher,
    },
    dispatched: { sign: unit, returnOrder: unit, supervise: supervisor, terminate: supervisor },
    contested: { ruleCompetence: [...dispatcher, ...supervisor] },
    handling: {
      contact: unit,
      askExtension: unit,
      extend: supervisor,
      supervise: supervisor,
      reply: unit,
      terminate: supervisor,
    },
    replied: { feedBack: unit, supervise: supervisor },
    fedBack: { redo: supervisor, callback: supervisor },
    closed: {},
  })
})

test('an order of the city hotline goes round: dispatched, signed, answered, fed back, called back', () => {
  const s = fedBack().does('callback', '2022-10-08', { rating: 'satisfied' })
  expect([s.state.stage, s.state.outcome]).toEqual(['closed', 'solved'])
  const rows = figuresOf(s)
  expect(rows).toContainEqual({ figure: 'cityOrders', on: '2022-09-26', amount: 1 })
  expect(rows).toContainEqual({ figure: 'fedBack', on: '2022-09-30', amount: 1 })
  expect(rows).toContainEqual({ figure: 'feedbackDue', on: '2022-09-30', amount: 1 })
  expect(rows).toContainEqual({ figure: 'satisfied', on: '2022-10-08', amount: 1 })
  expect(rows).toContainEqual({ figure: 'repliedOnTime', on: '2022-09-29', amount: 1 })
  expect(rows).toContainEqual({ figure: 'solved', on: '2022-10-08', amount: 1 })
})

test('10,995 orders, 68, 491 and 25: the assessment year runs from 1 December to 30 November', () => {
  const { cityOrders, satisfactionRate, feedbackRate } = hotline2020.figures
  if (!cityOrders) throw new Error('unreachable')
  expect(periodOf(cityOrders, 2022)).toEqual({ from: '2021-12-01', to: '2022-11-30' })
  expect(Object.values(hotline2020.figures).every(f => f.period === cityOrders.period)).toBe(true)
  expect(satisfactionRate).toMatchObject({
    numerator: ['satisfied', 'basicallySatisfied'],
    denominator: ['ratings'],
    decimals: 2,
  })
  expect(feedbackRate).toMatchObject({ numerator: ['fedBack'], denominator: ['feedbackDue'] })
  const channels = ['cityHotline', 'districtHotline', 'districtMailbox', 'cityMailbox', 'province', 'portal']
  expect(channels.map(channel => figuresOf(opened({ channel }))[0]?.figure)).toEqual([
    'cityOrders',
    'districtOrders',
    'districtMailbox',
    'cityMailbox',
    'provinceOrders',
    'portalOrders',
  ])
})

test('five working days across National Day count the make-up Saturday and Sunday after it', () => {
  const s = story(hotline2020).open('2022-09-29', call).does('dispatch', '2022-09-29', { unit: 'organ-b' })
  expect(s.limit('ordinary', '2022-09-30').final).toBe('2022-10-11')
  expect(s.limit('sign', '2022-09-30').final).toBe('2022-09-30')
})

test('an order that nobody signs is deemed signed on the last day, and the answer still runs from the dispatch', () => {
  const s = dispatched().does('reply', '2022-09-30', { replyText: '已更换灯具。' })
  const deemed = s.state.steps.find(x => x.action === 'deemSigned')
  expect([deemed?.on, deemed?.origin]).toEqual(['2022-09-27', 'law'])
  expect(s.limit('ordinary', '2022-09-30').start).toBe('2022-09-26')
})

test('an order is returned once: the unit that the centre designates keeps it', () => {
  const s = dispatched()
    .does('returnOrder', '2022-09-27', { returnReason: '路灯由住建部门管理' })
    .does('ruleCompetence', '2022-09-28', { unit: 'organ-c', competenceReason: '权责清单第12项' })
  expect(s.state.organs).toEqual(['organ-c'])
  expect(s.limit('ordinary', '2022-09-28').start).toBe('2022-09-28')
  const refusal = s.refused('returnOrder', '2022-09-28', { returnReason: '仍不属于本单位' })
  expect([refusal.path, refusal.message.includes('签收办理')]).toEqual(['designatedUnit', true])
})

test('the unit of the order takes part and may act from its own organ', () => {
  const s = dispatched({}).state
  expect(s.organs).toEqual(['organ-b'])
})

test('an urgent order is answered within a day, a consultation within two, each by its own limit', () => {
  const urgent = opened({ grade: 'urgent' }).does('dispatch', '2022-09-26', { unit: 'organ-b' }, { at: '21:30' })
  expect(urgent.limit('urgent', '2022-09-26').final).toBe('2022-09-27T21:30')
  expect(urgent.limit('urgentContact', '2022-09-26').final).toBe('2022-09-26T23:30')
  expect(urgent.limit('ordinary', '2022-09-26').status).toBe('idle')
  expect(dispatched({ grade: 'consultation' }).limit('consultation', '2022-09-27').final).toBe('2022-09-28')
  expect(dispatched({ grade: 'complex' }).limit('complex', '2022-09-27').final).toBe('2022-10-20')
})

test('a statutory limit of the matter prevails over the local days', () => {
  const s = dispatched()
  expect(s.refused('sign', '2022-09-27', { statutoryDue: '2022-09-20' }).path).toBe('statutoryDay')
  s.does('sign', '2022-09-27', { statutoryDue: '2022-11-15' })
  expect(s.limit('ordinary', '2022-09-28').status).toBe('idle')
  expect(s.limit('statutory', '2022-09-28').final).toBe('2022-11-15')
  expect(figuresOf(s)).toContainEqual({ figure: 'feedbackDue', on: '2022-11-15', amount: 1 })
})

test('an extension is asked by the unit, granted once, before the days are over', () => {
  const s = handling()
  expect(s.refused('extend', '2022-09-28', { moreDays: 3 }).message).toContain('申请延期')
  s.does('askExtension', '2022-09-28', { extensionReason: '需要采购配件' })
  expect(s.refused('extend', '2022-10-09', { moreDays: 3 }).message).toContain('届满')
  s.does('extend', '2022-09-29', { moreDays: 3 })
  expect(s.limit('ordinary', '2022-09-30').final).toBe('2022-10-11')
  expect(s.refused('extend', '2022-09-30', { moreDays: 1 }).code).toBe('conflict')
  const urgent = handling({ grade: 'urgent' }).does('askExtension', '2022-09-28', { extensionReason: '需要配件' })
  expect(urgent.refused('extend', '2022-09-28', { moreDays: 1 }).message).toContain('不延期')
})

test('a division may set its own days', () => {
  const s = dispatched()
  s.facts = { settings: { 'hotline.ordinary': { amount: 7, unit: 'WD' } } }
  expect(s.limit('ordinary', '2022-09-27').final).toBe('2022-10-10')
})

test('who asked for an answer gets it before the result is fed back', () => {
  const s = handling()
  expect(s.refused('reply', '2022-09-29', { replyText: '已处理。', repliedToCaller: false }).path).toBe(
    'callerAnswered',
  )
  handling({ wantsReply: false }).does('reply', '2022-09-29', { replyText: '已处理。', repliedToCaller: false })
})

test('an unsatisfied caller has the order done again, and the new answer has its own days', () => {
  const s = fedBack()
  const refusal = s.refused('callback', '2022-10-08', { rating: 'unsatisfied' })
  expect(refusal.message).toContain('退回重办')
  s.does('redo', '2022-10-08', { redoReason: '仍有一盏不亮' })
  expect(s.limit('redo', '2022-10-09').final).toBe('2022-10-13')
  s.does('reply', '2022-10-10', { replyText: '已全部修复。' })
    .does('feedBack', '2022-10-10', { result: 'solved' })
    .does('callback', '2022-10-12', { rating: 'basic' })
  const rows = figuresOf(s)
  expect(rows).toContainEqual({ figure: 'basicallySatisfied', on: '2022-10-12', amount: 1 })
  expect(rows).toContainEqual({ figure: 'redone', on: '2022-10-08', amount: 1 })
  expect(rows).toContainEqual({ figure: 'repliedOnTime', on: '2022-09-29', amount: 1 })
  const explained = fedBack().does('callback', '2022-10-08', { rating: 'unsatisfied', explainedFully: true })
  expect(figuresOf(explained).map(f => f.figure)).toContain('unsatisfied')
})

test('only what an upper platform forwarded is returned to it', () => {
  expect(
    opened({ channel: 'districtMailbox' }).refused('returnToCity', '2022-09-26', { cityReturnReason: '不属于本区' })
      .path,
  ).toBe('onlyForwarded')
  expect(opened().does('returnToCity', '2022-09-26', { cityReturnReason: '地点在邻区' }).state.outcome).toBe('returned')
})

test('every way to close is counted once, and an unanswered order is due on its last day', () => {
  const stories = [
    opened().does('answer', '2022-09-26', { directAnswer: '营业时间为九时至十七时。' }),
    opened().does('decline', '2022-09-26', { declineGround: 'court', declineAdvice: '向人民法院起诉' }),
    opened().does('transferOut', '2022-09-26', { transferredTo: 'mediation' }),
    handling().does('terminate', '2022-09-28', { terminationGround: 'withdrawn' }),
    handling()
      .does('reply', '2022-09-29', { replyText: '解释政策。' })
      .does('feedBack', '2022-09-30', { result: 'explained' })
      .does('callback', '2022-10-08', { rating: 'noAnswer' }),
  ]
  const ways = ['answered', 'solved', 'explained', 'transferred', 'notAccepted', 'returned', 'terminated']
  expect(hotline2020.figures.closed).toMatchObject({ of: ways })
  expect(
    stories.map(s =>
      figuresOf(s)
        .map(f => f.figure)
        .filter(f => ways.includes(f)),
    ),
  ).toEqual([['answered'], ['notAccepted'], ['transferred'], ['terminated'], ['explained']])
  expect(figuresOf(handling())).toContainEqual({ figure: 'feedbackDue', on: '2022-10-08', amount: 1 })
  const redone = fedBack().does('redo', '2022-10-08', { redoReason: '仍有一盏不亮' })
  redone.does('terminate', '2022-10-09', { terminationGround: 'withdrawn' })
  expect(figuresOf(redone)).toContainEqual({ figure: 'feedbackDue', on: '2022-09-30', amount: 1 })
  const late = handling().does('reply', '2022-10-09', { replyText: '已修复。' })
  expect(figuresOf(late)).toContainEqual({ figure: 'repliedLate', on: '2022-10-09', amount: 1 })
})
