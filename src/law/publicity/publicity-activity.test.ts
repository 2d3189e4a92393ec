import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { decideOpening } from '#kernel/decide.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { actorWith, contextOn, expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { publicityActivity2017, publicityActivity2025 } from './publicity-activity.ts'

const declaration = publicityActivity2017
const activity = {
  activityName: '“美好生活·民法典相伴”广场宣传',
  kind: 'rally',
  theme: 'civilCode',
  place: '人民广场',
  audienceGroups: ['communities', 'schools'],
  audience: 300,
  papers: 1_000,
}
const figures = (s: Story) =>
  contributionsOf(s.declaration, s.state, { calendar: nationalCalendar, settings: {} }).map(
    c => `${c.figure} ${c.amount}`,
  )

describe('普法活动', () => {
  test.each([publicityActivity2017, publicityActivity2025])('声明本身没有错误（$version）', d =>
    expect(checkDeclaration(d, roleCodes)).toEqual([]),
  )

  test('登记后只有普法办可以核查', () => {
    expectMatrix(declaration, {
      recorded: { check: ['publicityOffice'], reject: ['publicityOffice'] },
      checked: { reject: ['publicityOffice'] },
      rejected: {},
    })
  })

  test('2025-11-01起依《法治宣传教育法》，此前依中办发〔2017〕31号', () => {
    expect(publicityActivity2017.inForce.to).toBe('2025-10-31')
    expect(publicityActivity2017.open.cite?.text).toContain('中办发〔2017〕31号')
    expect(publicityActivity2025.open.cite).toMatchObject({ text: '《法治宣传教育法》第九条', verified: false })
  })

  test('没有佐证、没有受众的活动不计入：登记时即拒绝', () => {
    for (const [wrong, path] of [
      [{ proof: false }, 'withProof'],
      [{ audience: 0 }, 'withAudience'],
      [{ kind: 'visit' }, 'householdsOfVisit'],
    ] as const) {
      const r = story(declaration).tryOpen('2023-05-20', { ...activity, ...wrong })
      expect(r.ok).toBe(false)
      if (!r.ok) expect(r.refusal).toMatchObject({ code: 'guard', path })
    }
  })

  test('没有地点、日期的活动填不成', () => {
    const { place: _, ...without } = activity
    const r = story(declaration).tryOpen('2023-05-20', without)
    expect(r.ok ? [] : [r.refusal.path]).toEqual(['values.place'])
  })

  test('活动后十个工作日内登记，晚了只提醒（惯例）', () => {
    const on = (today: string) => {
      const r = decideOpening(
        declaration,
        { action: 'open', on: '2023-05-20', values: activity },
        contextOn(today, actorWith('publicityOfficer')),
      )
      if (!r.ok) throw new Error(r.refusal.message)
      return r.value.warnings.map(w => w.path)
    }
    expect(on('2023-06-02')).toEqual([])
    expect(on('2023-06-05')).toEqual(['reportedInTime'])
  })

  test('场、人次、份分别统计，从不相加', () => {
    expect(figures(story(declaration).open('2023-05-20', activity))).toEqual([
      'activities 1',
      'onsite 1',
      'rallies 1',
      'constitutionAndCivilCode 1',
      'inSchools 1',
      'audience 300',
      'papers 1000',
      'recorded 1',
    ])
  })

  test('入户走访按户次另计', () => {
    expect(figures(story(declaration).open('2023-05-20', { ...activity, kind: 'visit', households: 42 }))).toContain(
      'households 42',
    )
  })

  test('核查后不予计入的，从活动数中剔除，但仍可查', () => {
    const s = story(declaration).open('2023-05-20', activity).does('reject', '2023-06-01', { rejectReason: '重复填报' })
    expect(figures(s)).toEqual(['rejected 1', 'recorded 1'])
    const kept = story(declaration).open('2023-05-20', activity).does('check', '2023-06-01', {})
    expect(figures(kept)).toContain('activities 1')
  })
})
