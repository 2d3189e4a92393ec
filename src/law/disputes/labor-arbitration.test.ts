import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { Party, Values } from '#kernel/field.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { laborArbitration2017 } from './labor-arbitration.ts'

const parties: Party[] = [
  { role: 'worker', kind: 'person', name: '陈某丙' },
  { role: 'employer', kind: 'organisation', name: '某某木业有限公司' },
]
const claim: Values = { claim: 'pay', facts: '请求支付拖欠工资。', workers: 2, claimedAmount: 2_000_000 }
const received = (values: Values = {}) =>
  story(laborArbitration2017).open('2024-08-16', { ...claim, ...values }, parties)
const accepted = (values: Values = {}) => received(values).does('accept', '2024-08-20')
const three = { chief: '吴首席', second: '郑仲裁员', third: '冯仲裁员' }
const seated = (values: Values = {}) =>
  accepted(values).does('serveRespondent', '2024-08-21').does('formTribunal', '2024-08-22', three)
const heard = (values: Values = {}) =>
  seated(values)
    .does('setHearing', '2024-08-26', { hearingOn: '2024-09-05', hearingPlace: '第一仲裁庭' })
    .does('tryMediation', '2024-09-05', { mediationNotes: '差距较大。', mediationResult: 'failed' })
    .does('hear', '2024-09-05', { hearingRecord: '双方质证、辩论。' })
const award: Values = { award: 'award', awardText: '支付工资二万元。', resultAmount: 2_000_000 }
const finalAward: Values = { ...award, award: 'finalAward', largestItem: 2_000_000, minimumWage: 181_000 }
const figuresOf = (s: Story) =>
  contributionsOf(laborArbitration2017, s.state, { calendar: nationalCalendar, settings: {} })

test('the declaration of labour arbitration is sound', () => {
  expect(checkDeclaration(laborArbitration2017, roleCodes)).toEqual([])
})

test('劳动人事争议仲裁: who may do what in which stage', () => {
  const clerk = ['arbitrationClerk']
  const panel = ['arbitrator']
  const both = ['arbitrationClerk', 'arbitrator']
  const head = ['arbitrationHead']
  expectMatrix(laborArbitration2017, {
    received: { accept: clerk, refuse: clerk },
    accepted: {
      serveRespondent: clerk,
      answer: clerk,
      serveAnswer: clerk,
      formTribunal: ['arbitrationClerk', ...head],
      setHearing: both,
      askAdjournment: both,
      tryMediation: panel,
      hear: panel,
      appraise: panel,
      suspend: [...panel, ...head],
      extend: head,
      awardInPart: panel,
      decide: panel,
      settle: panel,
      withdraw: both,
      reject: panel,
    },
    suspended: { resume: [...panel, ...head] },
    decided: { serve: both },
    served: { takeEffect: clerk, sue: clerk, workerSues: clerk, employerAsksToCancel: clerk },
    closed: { workerSues: clerk, employerAsksToCancel: clerk, recordPerformance: clerk },
    sued: {},
  })
})

test('《劳动争议调解仲裁法》43, worked example: accepted 2024-08-20, forty-five days end after National Day; with fifteen more on 2024-10-21', () => {
  const s = heard()
  const limit = s.limit('award', '2024-09-06')
  expect([limit.strict, limit.final]).toEqual(['2024-10-04', '2024-10-08'])
  s.does('extend', '2024-10-08', { moreDays: 15, extensionReason: '需要核对考勤数据' })
  const longer = s.limit('award', '2024-10-09')
  expect([longer.strict, longer.final, longer.extended]).toEqual(['2024-10-19', '2024-10-21', true])
  s.does('decide', '2024-10-21', award)
  expect(s.limit('award', '2024-10-22').status).toBe('kept')
})

test('the extension is approved before the days are over, once, by fifteen days at most', () => {
  const s = heard()
  const late = s.refused('extend', '2024-10-09', { moreDays: 10, extensionReason: '案情复杂' })
  expect(late.article).toBe('《劳动争议调解仲裁法》第四十三条第一款')
  expect(s.refused('extend', '2024-10-08', { moreDays: 16, extensionReason: '案情复杂' }).code).toBe('invalid-input')
  s.does('extend', '2024-10-08', { moreDays: 10, extensionReason: '案情复杂' })
  expect(s.refused('extend', '2024-10-10', { moreDays: 5, extensionReason: '案情复杂' }).code).toBe('conflict')
})

test('the clock stands still while the case is suspended, and the days of an appraisal do not count', () => {
  const s = heard().does('suspend', '2024-09-10', { suspensionGround: '等待工伤认定' })
  expect(s.limit('award', '2024-11-30').status).toBe('paused')
  s.does('resume', '2024-09-30')
  expect(s.limit('award', '2024-10-01').strict).toBe('2024-10-24')
  s.does('appraise', '2024-10-16', {
    appraisalFrom: '2024-10-10',
    appraisalTo: '2024-10-15',
    appraiser: '某司法鉴定所',
  })
  expect(s.limit('award', '2024-10-17').strict).toBe('2024-10-30')
})

test('five days are working days: an application before the holiday is decided by 10 October', () => {
  const s = story(laborArbitration2017).open('2024-09-27', claim, parties)
  expect(s.limit('acceptance', '2024-09-28').final).toBe('2024-10-10')
  expect(laborArbitration2017.limits.acceptance?.cite.text).toBe(
    '《劳动争议调解仲裁法》第二十九条、《劳动人事争议仲裁办案规则》第八十条',
  )
  expect(laborArbitration2017.limits.acceptance?.verified).toBe(false)
})

test('the answer is due ten working days after the copy, and its copy five working days later', () => {
  const s = accepted().does('serveRespondent', '2024-08-21')
  expect(s.limit('answer', '2024-08-22').final).toBe('2024-09-04')
  expect(s.refused('serveAnswer', '2024-08-22').article).toBe('《劳动争议调解仲裁法》第三十条第二款')
  s.does('answer', '2024-08-30', { answerText: '已全部支付。' })
  expect(s.limit('copyOfAnswer', '2024-08-31').final).toBe('2024-09-06')
})

test('the hearing is announced five days before; an adjournment is asked three days before', () => {
  const s = seated()
  const refusal = s.refused('setHearing', '2024-08-30', { hearingOn: '2024-09-05', hearingPlace: '第一仲裁庭' })
  expect([refusal.code, refusal.article?.includes('第三十五条')]).toEqual(['too-late', true])
  s.does('setHearing', '2024-08-29', { hearingOn: '2024-09-05', hearingPlace: '第一仲裁庭' })
  expect(s.warnings.map(w => w.path)).toEqual(['hearingNotice'])
  expect(s.refused('askAdjournment', '2024-09-03', { adjournmentReason: '出差', adjournment: 'granted' }).code).toBe(
    'too-late',
  )
  s.does('askAdjournment', '2024-08-30', { adjournmentReason: '住院', adjournment: 'granted' })
})

test('the limitation warns and does not bar; unpaid wages of a running employment know none', () => {
  const late = received({ claim: 'compensation', knewOn: '2023-08-15' }).does('accept', '2024-08-20')
  expect(late.warnings.map(w => w.article)).toEqual(['《劳动争议调解仲裁法》第二十七条'])
  expect(received({ claim: 'compensation', knewOn: '2023-08-16' }).does('accept', '2024-08-20').warnings).toEqual([])
  expect(received({ claim: 'pay', knewOn: '2020-01-01' }).does('accept', '2024-08-20').warnings).toEqual([])
  expect(
    received({ claim: 'pay', employmentEndedOn: '2023-06-30' }).does('accept', '2024-08-20').warnings,
  ).toHaveLength(1)
})

test('what does not meet the conditions is refused in writing', () => {
  expect(received().refused('accept', '2024-08-20', { meetsConditions: false }).article).toBe(
    '《劳动争议调解仲裁法》第二十九条',
  )
  const s = received().does('refuse', '2024-08-20', { refusalReason: '不属于本委管辖。' })
  expect(s.state.outcome).toBe('notAccepted')
  expect(figuresOf(s).map(f => f.figure)).toEqual(['received', 'notAccepted', 'reviewAtStart', 'reviewAtEnd'])
})

test('a tribunal has three arbitrators; a simple case may have one; nobody sits who must withdraw', () => {
  const s = accepted()
  expect(s.refused('formTribunal', '2024-08-22', { chief: '吴首席' }).article).toBe('《劳动争议调解仲裁法》第三十一条')
  expect(s.refused('formTribunal', '2024-08-22', { panel: 'one', chief: '吴仲裁员' }).article).toBe(
    '《劳动争议调解仲裁法》第三十一条',
  )
  expect(s.refused('formTribunal', '2024-08-22', { ...three, recusal: true }).article).toBe(
    '《劳动争议调解仲裁法》第三十三条',
  )
  s.does('formTribunal', '2024-08-22', { panel: 'one', chief: '吴仲裁员', simple: true })
})

test('no award without service, tribunal, mediation and hearing', () => {
  const unserved = accepted().does('formTribunal', '2024-08-22', three)
  expect(unserved.refused('hear', '2024-09-05', { hearingRecord: '质证。' }).article).toBe(
    '《劳动争议调解仲裁法》第三十条第一款',
  )
  expect(
    accepted().refused('tryMediation', '2024-08-22', { mediationNotes: '电话', mediationResult: 'failed' }).article,
  ).toBe('《劳动争议调解仲裁法》第三十一条')
  const unmediated = seated().does('hear', '2024-09-05', { hearingRecord: '质证。' })
  expect(unmediated.refused('decide', '2024-09-20', award).article).toBe('《劳动争议调解仲裁法》第四十二条第一款')
  const unheard = seated().does('tryMediation', '2024-09-05', {
    mediationNotes: '差距较大。',
    mediationResult: 'failed',
  })
  expect(unheard.refused('decide', '2024-09-20', award).article).toBe('《劳动争议调解仲裁法》第三十八条')
})

test('《劳动争议调解仲裁法》47: a final award keeps within twelve months of the minimum wage', () => {
  const over = heard().refused('decide', '2024-09-20', { ...finalAward, largestItem: 2_172_001 })
  expect(over.article).toBe('《劳动争议调解仲裁法》第四十七条')
  heard().does('decide', '2024-09-20', { ...finalAward, largestItem: 2_172_000 })
  expect(heard({ claim: 'contract' }).refused('decide', '2024-09-20', finalAward).message).toContain('非终局裁决')
  expect(heard().refused('decide', '2024-09-20', { ...award, award: 'finalAward' }).message).toContain(
    '单项裁决最高金额',
  )
  heard({ claim: 'insurance' }).does('decide', '2024-09-20', { ...award, award: 'finalAward' })
})

test('a non-final award takes effect when fifteen days have passed without suit', () => {
  const s = heard().does('decide', '2024-09-13', award).does('serve', '2024-09-18')
  expect(s.limit('sue', '2024-09-19').final).toBe('2024-10-08')
  expect(s.refused('takeEffect', '2024-10-08').article).toBe('《劳动争议调解仲裁法》第五十条')
  expect(s.refused('sue', '2024-10-09', { suitCourt: '区人民法院' }).code).toBe('too-late')
  s.does('takeEffect', '2024-10-09')
  expect(s.state.stage).toBe('closed')
})

test('against a final award the worker has fifteen days to sue, the employer thirty to ask for its cancellation', () => {
  const s = heard()
    .does('decide', '2024-10-08', finalAward)
    .does('serve', '2024-10-10')
    .does('takeEffect', '2024-10-10')
  expect(s.refused('sue', '2024-10-11', { suitCourt: '区人民法院' }).code).toBe('wrong-stage')
  expect(s.refused('workerSues', '2024-10-26', { workerSuitCourt: '区人民法院' }).allowed).not.toContain('sue')
  expect(s.tries('workerSues', '2024-10-25', { workerSuitCourt: '区人民法院' }).ok).toBe(true)
  expect(
    s.tries('employerAsksToCancel', '2024-11-11', { cancelCourt: '市中级人民法院', cancelGround: '证据系伪造' }).ok,
  ).toBe(true)
  expect(
    s.refused('employerAsksToCancel', '2024-11-12', { cancelCourt: '市中级人民法院', cancelGround: '证据系伪造' }).code,
  ).toBe('too-late')
  const ordinary = heard().does('decide', '2024-09-13', award).does('serve', '2024-09-18')
  expect(ordinary.refused('workerSues', '2024-09-20', { workerSuitCourt: '区人民法院' }).article).toBe(
    '《劳动争议调解仲裁法》第四十八条',
  )
})

test('every ending is counted, and 调解成功率 takes mediated and settled cases of all concluded', () => {
  const endings = ['mediated', 'withdrawnSettled', 'withdrawn', 'awards', 'finalAwards', 'rejected']
  expect(laborArbitration2017.figures.concluded).toMatchObject({ of: endings })
  const mediated = seated().does('settle', '2024-09-05', { settlement: '分两期支付。', resultAmount: 1_500_000 })
  const settled = accepted().does('withdraw', '2024-08-30', { withdrawal: 'withdrawnSettled' })
  const withdrawn = accepted().does('withdraw', '2024-08-30', { withdrawal: 'withdrawn' })
  const rejected = accepted().does('reject', '2024-08-30', { rejectionReason: '重复申请' })
  const decided = heard().does('decide', '2024-10-09', award)
  const final = heard().does('decide', '2024-10-08', finalAward)
  const codes = [mediated, settled, withdrawn, rejected, decided, final].map(s => figuresOf(s).map(f => f.figure))
  expect(codes.map(c => c.filter(f => endings.includes(f)))).toEqual([
    ['mediated'],
    ['withdrawnSettled'],
    ['withdrawn'],
    ['rejected'],
    ['awards'],
    ['finalAwards'],
  ])
  expect(codes[4]).toContain('concludedLate')
  expect(figuresOf(mediated)).toContainEqual({ figure: 'amount', on: '2024-09-05', amount: 1_500_000 })
  expect(figuresOf(decided)).toContainEqual({ figure: 'open', on: '2024-08-20', until: '2024-10-09', amount: 1 })
  expect(laborArbitration2017.figures.mediationRate).toMatchObject({ numerator: ['mediated', 'withdrawnSettled'] })
})

test('ten workers are told that they may name representatives, and the case counts as collective', () => {
  const s = accepted({ workers: 12 })
  expect(s.warnings.map(w => w.article)).toEqual(['《劳动争议调解仲裁法》第七条'])
  expect(figuresOf(s).map(f => f.figure)).toContain('collective')
})
