import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { studySession2016 } from './study-session.ts'

const declaration = studySession2016
const session = {
  topicTitle: '学习《中华人民共和国行政处罚法》',
  level: 'district',
  form: 'centralGroup',
  themes: ['xi', 'administrative'],
  attendees: 45,
  leaders: 12,
}
const figures = (s: Story) =>
  contributionsOf(declaration, s.state, { calendar: nationalCalendar, settings: {} }).map(
    c => `${c.figure} ${c.amount}`,
  )
const held = (more: Record<string, string | number | boolean> = {}) =>
  story(declaration).open('2022-06-10', { ...session, ...more })
const refusal = (more: Record<string, string | number | boolean>) => {
  const r = story(declaration).tryOpen('2022-06-10', { ...session, ...more })
  return r.ok ? undefined : r.refusal
}

describe('领导干部学法', () => {
  test('声明本身没有错误', () => expect(checkDeclaration(declaration, roleCodes)).toEqual([]))

  test('登记后只有普法办可以核查', () => {
    expectMatrix(declaration, {
      recorded: { check: ['publicityOffice'], reject: ['publicityOffice'] },
      checked: { reject: ['publicityOffice'] },
      rejected: {},
    })
  })

  test('领导干部人数不能多于参加人数；没有参加人数的不计入', () => {
    expect(refusal({ leaders: 46 })).toMatchObject({
      path: 'attended',
      article: '领导干部学法用法制度（地方惯例，可配置）',
    })
    expect(refusal({ attendees: 0, leaders: 0 })?.path).toBe('attended')
  })

  test('中心组学习、常务会议学法必须有领导干部参加', () => {
    expect(refusal({ leaders: 0 })?.path).toBe('withLeaders')
    expect(refusal({ leaders: 0, form: 'training' })).toBeUndefined()
  })

  test('没有签到和学习记录的不计入', () => expect(refusal({ signedIn: false })?.path).toBe('withRecord'))

  test('本级中心组学习：同时是县处级领导干部学法，涉及两个主题也只计一次', () => {
    expect(figures(held())).toEqual([
      'sessions 1',
      'leaderStudy 1',
      'centralGroup 1',
      'xiStudy 1',
      'attendees 45',
      'districtSessions 1',
      'planned 1',
      'recorded 1',
    ])
  })

  test('一年四次本级学法，县处级领导干部学法计4次；部门学习和培训班不计', () => {
    const year = [
      held(),
      held({ form: 'standingMeeting' }),
      held({ form: 'report' }),
      held({ form: 'lecture' }),
      held({ level: 'unit' }),
      held({ form: 'training' }),
    ]
    expect(year.flatMap(figures).filter(f => f === 'leaderStudy 1')).toHaveLength(4)
  })

  test('核查后不予计入的不在任何口径之中', () => {
    expect(figures(held().does('reject', '2022-07-01', { rejectReason: '未实际开展' }))).toEqual([
      'rejected 1',
      'recorded 1',
    ])
  })
})
