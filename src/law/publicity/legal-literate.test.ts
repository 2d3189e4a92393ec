import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { asOf } from '#kernel/evolve.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { drawIdentityCard, random } from '../../../test/kit/draw.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { legalLiterate2021 } from './legal-literate.ts'

const declaration = legalLiterate2021
const person = {
  personName: '试甲',
  idNumber: drawIdentityCard(random(1)),
  township: 'township-a',
  village: '甲村',
  identity: 'mediator',
}
const proposed = () => story(declaration).open('2021-12-01', person)
const training = () =>
  proposed().does('admit', '2021-12-20', {}).does('train', '2022-03-01', { trainingTopic: '民法典', trainingHours: 8 })
const certified = () => training().does('certify', '2022-03-15', { score: 85, certificate: '法明001' })

const rows = (s: Story) => contributionsOf(declaration, s.state, { calendar: nationalCalendar, settings: {} })
const figures = (s: Story) => rows(s).map(c => `${c.figure} ${c.on}${c.until ? `–${c.until}` : ''}`)

describe('法律明白人', () => {
  test('声明本身没有错误', () => expect(checkDeclaration(declaration, roleCodes)).toEqual([]))

  test('每个阶段、每个动作、每个岗位：表内的可以办，表外的一律拒绝', () => {
    const office = ['justiceOfficeClerk']
    const both = ['justiceOfficeClerk', 'registrar']
    const bureau = ['registrar']
    expectMatrix(declaration, {
      proposed: { admit: office, refuse: both },
      training: { refuse: both, train: both, certify: bureau, leave: bureau },
      active: { change: both, logDuty: office, review: both, honour: both, suspend: bureau, leave: bureau },
      suspended: { change: both, review: both, resume: bureau, leave: bureau },
      left: {},
      refused: {},
    })
  })

  test('有犯罪记录或者严重失信的，不符合遴选条件（惯例）', () => {
    const r = story(declaration)
      .open('2021-12-01', { ...person, clean: false })
      .refused('admit', '2021-12-20', {})
    expect(r).toMatchObject({ code: 'guard', path: 'eligible', article: '“法律明白人”遴选条件（地方惯例，可配置）' })
  })

  test('公示有异议的，不能纳入', () => {
    const r = proposed().refused('admit', '2021-12-20', { noticeClear: false })
    expect(r.article).toBe('《乡村“法律明白人”培养工作规范（试行）》')
  })

  test('未经培训、考核不合格的，不能发证', () => {
    const untrained = proposed().does('admit', '2021-12-20', {})
    expect(untrained.refused('certify', '2022-03-15', { score: 85, certificate: '法明001' }).path).toBe('trained')
    expect(training().refused('certify', '2022-03-15', { score: 59, certificate: '法明001' }).message).toContain('补训')
    training().does('certify', '2022-03-15', { score: 60, certificate: '法明001' })
  })

  test('可查任一日的在册情况：发证前未在册，发证后在册，退出后不在册', () => {
    const { state } = certified().does('leave', '2024-06-30', { leaveReason: 'moved' })
    expect(asOf(declaration, state, '2022-03-14')?.stage).toBe('training')
    expect(asOf(declaration, state, '2022-03-15')?.stage).toBe('active')
    expect(asOf(declaration, state, '2024-06-29')?.stage).toBe('active')
    expect(asOf(declaration, state, '2024-06-30')?.stage).toBe('left')
    expect(asOf(declaration, state, '2021-11-30')).toBeUndefined()
    expect(declaration.validity?.stages).toEqual(['active'])
  })

  test('暂停期间不在履职，恢复后回到在册', () => {
    const s = certified().does('suspend', '2022-06-01', { suspendReason: '外出务工' })
    expect(s.refused('logDuty', '2022-06-02', { duty: 'advice' }).code).toBe('wrong-stage')
    expect(s.does('resume', '2022-09-01').state.stage).toBe('active')
  })

  test('每年评价一次（惯例，可配置），自发证或者上次评价之日起算', () => {
    const s = certified()
    expect(s.limit('yearlyReview', '2022-12-31')).toMatchObject({ final: '2023-03-15', status: 'running' })
    expect(s.limit('yearlyReview', '2023-03-16').status).toBe('overdue')
    s.does('review', '2023-02-01', { reviewYear: 2022, yearHours: 16, grade: 'good' })
    expect(s.limit('yearlyReview', '2023-03-16')).toMatchObject({ final: '2024-02-01', status: 'running' })
  })

  test('累计培育与在册是两个口径：退出的只减在册', () => {
    expect(figures(certified())).toEqual([
      'trained 2022-03-15',
      'onRoll 2022-03-15',
      'onRollAtStart 2022-03-15',
      'newly 2022-03-15',
      'villages 2022-03-15',
    ])
    const gone = figures(certified().does('leave', '2024-06-30', { leaveReason: 'breach' }))
    expect(gone).toContain('trained 2022-03-15')
    expect(gone).toContain('onRoll 2022-03-15–2024-06-30')
    expect(gone).toContain('left 2024-06-30')
    expect(gone).toContain('leftForBreach 2024-06-30')
  })

  test('培养中退出的，从未在册，不计', () => {
    expect(figures(training().does('leave', '2022-03-10', { leaveReason: 'own' }))).toEqual([])
  })
})
