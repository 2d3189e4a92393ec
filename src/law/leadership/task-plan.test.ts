import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, organ, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { taskPlan } from './task-plan.ts'

const task = (dueOn = '2024-06-28', lead: string = organ) => ({
  planYear: 2024,
  area: 'enforcement',
  task: '编制并公布行政执法事项清单',
  source: '准绳区2024年法治政府建设工作要点',
  clause: '第三部分第二项',
  lead,
  leader: '副区长周示例',
  result: '清单经审核后在门户网站公布',
  dueOn,
})
const proof = { achieved: '清单已经公布', proof: '准司审〔2024〕8号' }
const signed = () => story(taskPlan).open('2024-02-20', task()).does('sign', '2024-02-21')
const figuresOf = (state: Parameters<typeof contributionsOf>[1]) =>
  contributionsOf(taskPlan, state, { calendar: nationalCalendar, settings: {} }).map(c => c.figure)

test('the declaration is sound', () => {
  expect(checkDeclaration(taskPlan, roleCodes)).toEqual([])
})

test('谁可以在哪个阶段做什么', () => {
  const supervising = ['supervisor', 'reportWriter', 'governmentOffice']
  const responding = [
    'caseUnitHead',
    'agencyHead',
    'handlingUnit',
    'mediationClerk',
    'aidClerk',
    'arbitrationClerk',
    'reconsiderationOfficer',
    'drafter',
  ]
  const open = { remind: supervising, fail: supervising, adjust: supervising, cancel: supervising }
  expectMatrix(taskPlan, {
    assigned: { sign: responding, ...open },
    underWay: { report: responding, submit: responding, ...open },
    claimed: { sendBack: supervising, confirm: supervising, confirmLate: supervising },
    closed: {},
    failed: {},
    adjusted: {},
    cancelled: {},
  })
})

describe('任务的期限', () => {
  test('任务以写明的那一天为完成时限，五个工作日内签收，签收后每三个月报告一次', () => {
    const s = story(taskPlan).open('2024-02-20', task())
    expect(s.limit('finish', '2024-02-20')).toMatchObject({ final: '2024-06-28', status: 'running' })
    expect(s.limit('sign', '2024-02-20')).toMatchObject({ final: '2024-02-27' })
    s.does('sign', '2024-02-21')
    expect(s.limit('report', '2024-02-21')).toMatchObject({ final: '2024-05-21' })
    s.does('report', '2024-04-10', { progress: '已完成梳理', percent: 60 })
    expect(s.limit('report', '2024-04-10')).toMatchObject({ final: '2024-07-10' })
  })
  test('报请核验即停，退回的按原来的时限接着走', () => {
    const s = signed().does('submit', '2024-06-20', proof)
    expect(s.limit('finish', '2024-07-01')).toMatchObject({ status: 'kept', metOn: '2024-06-20' })
    expect(s.limit('check', '2024-06-20')).toMatchObject({ final: '2024-07-04' })
    s.does('sendBack', '2024-06-25', { sentBackFor: '清单没有公布' })
    expect(s.limit('finish', '2024-06-25')).toMatchObject({ status: 'running', final: '2024-06-28' })
    expect(s.limit('finish', '2024-06-29').status).toBe('overdue')
    s.does('submit', '2024-07-02', proof)
    expect(s.limit('finish', '2024-07-02')).toMatchObject({ status: 'late', metOn: '2024-07-02' })
  })
  test('时限不晚于下达之日的不能下达', () => {
    const r = story(taskPlan).tryOpen('2024-06-28', task())
    expect(r.ok ? '' : r.refusal.message).toMatch(/应晚于交办之日/)
  })
})

describe('怎样办结', () => {
  test('按期报请的核验为完成，不能核验为逾期完成', () => {
    const s = signed().does('submit', '2024-06-28', proof)
    expect(s.refused('confirmLate', '2024-07-01', { lateFor: '无' }).message).toMatch(/请办理“核验为完成”/)
    s.does('confirm', '2024-07-01')
    expect(s.state).toMatchObject({ outcome: 'done', closedOn: '2024-07-01' })
    expect(figuresOf(s.state)).toEqual(['assigned', 'done', 'openBefore', 'open'])
  })
  test('逾期报请的只能核验为逾期完成', () => {
    const s = signed().does('submit', '2024-06-29', proof)
    expect(s.refused('confirm', '2024-07-01').message).toMatch(/请办理“核验为逾期完成”/)
    s.does('confirmLate', '2024-07-01', { lateFor: '部门意见不一致' })
    expect(s.state.outcome).toBe('doneLate')
    expect(figuresOf(s.state)).toContain('doneLate')
  })
  test('完成时限过了才能认定未完成；过了不能再调整或者取消', () => {
    const s = signed()
    expect(s.refused('fail', '2024-06-28', { failedFor: '未启动' }).message).toMatch(/完成时限未过/)
    const change = { adjustedFor: '上级要求变化', adjustedBy: '区委依法治区办会议纪要' }
    expect(s.refused('adjust', '2024-06-29', change).message).toMatch(/不能再调整或者取消/)
    s.does('fail', '2024-06-29', { failedFor: '未启动' })
    expect(s.state).toMatchObject({ stage: 'failed', outcome: 'notDone' })
  })
  test('时限之前可以调整', () => {
    const s = signed().does('adjust', '2024-05-06', { adjustedFor: '上级要求变化', adjustedBy: '会议纪要' })
    expect(figuresOf(s.state)).toContain('adjusted')
  })
  test('配合单位不能代牵头单位签收', () => {
    const s = story(taskPlan).open('2024-02-20', task('2024-06-28', 'organ-b'))
    expect(s.refused('sign', '2024-02-21').message).toMatch(/由牵头单位汇总填报/)
  })
})
