import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { supervisedItem } from './supervised-item.ts'

const letter = (dueOn = '2024-03-08') => ({
  about: '准城管罚〔2024〕12号',
  source: 'overdue',
  to: 'organ-b',
  demand: '说明超期原因并办结',
  dueOn,
})

test('the declaration is sound', () => {
  expect(checkDeclaration(supervisedItem, roleCodes)).toEqual([])
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
  expectMatrix(supervisedItem, {
    issued: { sign: responding, remind: supervising, refer: supervising },
    handling: { report: responding, remind: supervising, refer: supervising },
    reported: { sendBack: supervising, close: supervising, refer: supervising },
    closed: {},
    referred: {},
  })
})

describe('督办的期限', () => {
  test('办结期限为交办时写明的那一天，次日起为逾期', () => {
    const s = story(supervisedItem).open('2024-03-04', letter()).does('sign', '2024-03-05')
    expect(s.limit('handle', '2024-03-08')).toMatchObject({ final: '2024-03-08', status: 'running' })
    expect(s.limit('handle', '2024-03-09').status).toBe('overdue')
  })
  test('期限不晚于交办之日的不能发出', () => {
    const r = story(supervisedItem).tryOpen('2024-03-08', letter('2024-03-08'))
    expect(r.ok ? '' : r.refusal.message).toMatch(/应晚于交办之日/)
  })
  test('按期反馈、核实销号的，计入按期和已整改', () => {
    const s = story(supervisedItem)
      .open('2024-03-04', letter())
      .does('sign', '2024-03-05')
      .does('report', '2024-03-08', { measures: '已办结' })
      .does('close', '2024-03-11', { result: 'rectified' })
    const figures = contributionsOf(supervisedItem, s.state, { calendar: nationalCalendar, settings: {} }).map(
      c => c.figure,
    )
    expect(figures).toEqual(expect.arrayContaining(['issued', 'closed', 'rectified', 'inTime']))
    expect(figures).not.toContain('late')
  })
})
