import { expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { enforcementOfficer } from './enforcement-officer.ts'

const officer = { name: '甲一', kind: 'officer', agency: 'organ-a' }
const certificate = {
  certificateNumber: '准执0113',
  certifiedFields: ['market'],
  examPassedOn: '2022-01-10',
  validFrom: '2022-03-01',
  validUntil: '2027-02-28',
}
const entered = () => story(enforcementOfficer).open('2022-02-01', officer)
const certified = () => entered().does('certify', '2022-03-01', certificate)
const figures = (s: ReturnType<typeof entered>) =>
  contributionsOf(enforcementOfficer, s.state, { calendar: nationalCalendar, settings: {} }).map(c =>
    [c.figure, c.on, c.until].filter(Boolean).join(' '),
  )

test('the declaration is sound', () => {
  expect(checkDeclaration(enforcementOfficer, roleCodes)).toEqual([])
})

test('谁可以在哪个阶段做什么', () => {
  const bureau = ['registrar']
  const both = ['organRegistrar', 'registrar']
  const cells = expectMatrix(enforcementOfficer, {
    proposed: { certify: bureau, decline: bureau, engage: both },
    certified: { annualCheck: bureau, renew: bureau, suspend: bureau, cancel: bureau, revoke: bureau },
    suspended: { annualCheck: bureau, renew: bureau, restore: bureau, cancel: bureau, revoke: bureau },
    cancelled: {},
    revoked: {},
    engaged: { leave: both },
    left: {},
    declined: {},
  })
  expect(cells).toBe(8 * 10 * roleCodes.length)
})

test('辅助人员不能领取执法证件（处罚法第四十二条）', () => {
  const s = story(enforcementOfficer).open('2022-02-01', { ...officer, kind: 'assistant' })
  const refusal = s.refused('certify', '2022-03-01', certificate)
  expect(refusal.article).toBe('《行政处罚法》第四十二条第一款')
  expect(refusal.message).toContain('辅助人员')
  expect(s.does('engage', '2022-03-01').state.stage).toBe('engaged')
})

test('不在编在岗的人员不能领取执法证件；执法人员不作聘用登记', () => {
  const s = story(enforcementOfficer).open('2022-02-01', { ...officer, onStaff: false })
  expect(s.refused('certify', '2022-03-01', certificate).article).toBe('《行政处罚法》第四十二条第一款')
  expect(s.refused('engage', '2022-03-01').message).toContain('核发执法证件')
})

test('有效期止早于起的，请核对；长于惯例的，提示', () => {
  expect(entered().refused('certify', '2022-03-01', { ...certificate, validUntil: '2022-02-27' }).message).toContain(
    '早于有效期起',
  )
  expect(
    entered()
      .does('certify', '2022-03-01', { ...certificate, validUntil: '2028-03-01' })
      .warnings.map(w => w.message),
  ).toEqual(['有效期超过5年，请核对本省（区、市）执法证件管理规定。'])
})

test('年度审验不足60学时的提示补训，不阻断', () => {
  const s = certified().does('annualCheck', '2023-02-01', { trainingHours: 40, checkResult: 'passed' })
  expect(s.warnings[0]?.message).toContain('不足60学时')
  expect(s.limit('yearlyCheck', '2023-02-02').final).toBe('2024-02-01')
})

test('证件五年内换发（地方惯例）：按最近一次核发起算', () => {
  const s = certified()
  expect(s.limit('renewal', '2022-03-02').final).toBe('2027-03-01')
  s.does('renew', '2026-12-01', { validFrom: '2027-03-01', validUntil: '2032-02-28', certificateNumber: '准执0113' })
  expect(s.limit('renewal', '2026-12-02').final).toBe('2031-12-01')
})

test('执法人员是期末的存量：注销当天不再计入，到期次日不再计入', () => {
  expect(figures(certified())).toEqual([
    'officers 2022-03-01 2027-03-01',
    'officersBefore 2022-03-01 2027-03-01',
    'certified 2022-03-01',
    'departed 2027-03-01',
  ])
  expect(figures(certified().does('cancel', '2024-06-30', { cancelGround: 'transfer' }))).toEqual([
    'officers 2022-03-01 2024-06-30',
    'officersBefore 2022-03-01 2024-06-30',
    'certified 2022-03-01',
    'departed 2024-06-30',
  ])
})

test('暂扣仍在册，辅助人员另计', () => {
  expect(figures(certified().does('suspend', '2023-05-04', { suspendGround: 'misuse' }))).toContain(
    'officers 2022-03-01 2027-03-01',
  )
  const assistant = story(enforcementOfficer)
    .open('2022-02-01', { ...officer, kind: 'assistant' })
    .does('engage', '2022-02-02')
    .does('leave', '2022-12-30')
  expect(figures(assistant)).toEqual(['assistants 2022-02-02 2022-12-30'])
})
