import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** 督办与考核 through the public door: what was laid on each organ in a year, and the items behind every number. */
let district: TestDistrict
let office: Client
let jia: Client
let yi: Client

const task = (name: string, lead: string, dueOn: string) => ({
  system: 'task-plan',
  on: '2024-02-20',
  values: {
    planYear: 2024,
    area: 'enforcement',
    task: name,
    source: '准绳区2024年法治政府建设工作要点',
    lead,
    leader: '副区长周示例',
    result: '清单公布',
    dueOn,
  },
})
const open = async (body: object): Promise<string> => {
  const r = await office.post('/records', body)
  expect(r.status, r.text).toBe(201)
  return String(r.body.id)
}
const does = async (as: Client, id: string, action: string, on: string, values: object = {}) => {
  const r = await as.post(`/records/${id}/actions`, { action, on, values })
  expect(r.status, r.text).toBe(200)
}
const proof = { achieved: '已公布', proof: '公布页面' }
type Year = {
  systems: { code: string; organs: { code: string; counts: Record<string, number> }[] }[]
  years: number[]
}
const yearOf = async (as: Client, query = 'year=2024') => (await as.get(`/follow-up?${query}`)).body as unknown as Year
const countsOf = (year: Year, system: string, organ: string) =>
  year.systems.find(s => s.code === system)?.organs.find(o => o.code === organ)?.counts
const items = async (as: Client, query: string) =>
  (await as.get(`/follow-up/items?year=2024&${query}`)).body as unknown as {
    rows: { id: string; title: string; state: string; due: string; progress?: number; clock?: { words: string } }[]
  }

beforeAll(async () => {
  district = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'sfj', name: '司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'jia', name: '甲局', short: '准甲', kind: 'agency' },
      { code: 'yi', name: '乙局', short: '准乙', kind: 'agency' },
    ],
    [
      { organ: 'sfj', name: '督办人员', account: 'office', roles: ['supervisor'] },
      { organ: 'jia', name: '甲局承办', account: 'jia', roles: ['handlingUnit'] },
      { organ: 'yi', name: '乙局承办', account: 'yi', roles: ['handlingUnit'] },
    ],
  )
  district.setNow('2024-07-03T02:00:00.000Z')
  ;[office, jia, yi] = (await Promise.all(['office', 'jia', 'yi'].map(a => district.as(a)))) as [Client, Client, Client]
  const inTime = await open(task('按期的任务', 'jia', '2024-06-28'))
  await does(jia, inTime, 'sign', '2024-02-21')
  await does(jia, inTime, 'submit', '2024-06-20', proof)
  await does(office, inTime, 'confirm', '2024-06-21')
  const late = await open(task('逾期的任务', 'jia', '2024-06-28'))
  await does(jia, late, 'sign', '2024-02-21')
  await does(jia, late, 'submit', '2024-07-01', proof)
  await does(office, late, 'confirmLate', '2024-07-02', { lateFor: '协调用时较长' })
  const running = await open(task('推进中的任务', 'jia', '2024-11-29'))
  await does(jia, running, 'sign', '2024-02-21')
  await does(jia, running, 'report', '2024-05-10', { progress: '已完成一半', percent: 50 })
  const over = await open(task('超期的任务', 'yi', '2024-06-28'))
  await does(yi, over, 'sign', '2024-02-21')
  const checking = await open(task('待核验的任务', 'yi', '2024-07-31'))
  await does(yi, checking, 'sign', '2024-02-21')
  await does(yi, checking, 'submit', '2024-07-02', proof)
  const cancelled = await open(task('取消的任务', 'yi', '2024-07-31'))
  await does(office, cancelled, 'cancel', '2024-05-06', { cancelledFor: '上级调整', cancelledBy: '会议纪要' })
})
afterAll(() => district.close())

describe('督办与考核', () => {
  it('每个单位的任务按办理情况各数一次', async () => {
    const year = await yearOf(office)
    expect(year.years).toEqual([2024])
    expect(countsOf(year, 'task-plan', 'jia')).toEqual({
      kept: 1,
      late: 1,
      checking: 0,
      ok: 1,
      near: 0,
      over: 0,
      other: 0,
    })
    expect(countsOf(year, 'task-plan', 'yi')).toMatchObject({ over: 1, checking: 1, other: 1, kept: 0 })
  })

  it('点开每一个数，就是它数的那些事项', async () => {
    const year = await yearOf(office)
    for (const { code, organs } of year.systems)
      for (const o of organs)
        for (const [state, n] of Object.entries(o.counts)) {
          const { rows } = await items(office, `system=${code}&organ=${o.code}&state=${state}`)
          expect(rows.length, `${o.code} ${state}`).toBe(n)
          expect(rows.every(r => r.state === state)).toBe(true)
        }
    const { rows } = await items(office, 'system=task-plan&organ=jia')
    expect(rows.map(r => [r.title, r.due, r.progress, r.clock?.words])).toEqual([
      ['按期的任务', '2024-06-28', undefined, '提前8日办'],
      ['逾期的任务', '2024-06-28', undefined, '逾期3日办'],
      ['推进中的任务', '2024-11-29', 50, '剩149日'],
    ])
  })

  it('逾期的任务转为督办，对象、单位和要求自动带入', async () => {
    const [over] = (await items(office, 'system=task-plan&state=over')).rows
    const carried = await office.get(`/records/prefill?record=${over?.id}&link=supervise`)
    expect(carried.body).toMatchObject({
      system: 'supervised-item',
      values: { about: '超期的任务', to: 'yi', demand: '清单公布' },
    })
    const letter = await open({
      system: 'supervised-item',
      on: '2024-07-03',
      from: { record: over?.id, link: 'supervise' },
      values: { source: 'overdue', dueOn: '2024-07-12' },
    })
    expect(countsOf(await yearOf(office), 'supervised-item', 'yi')).toMatchObject({ ok: 1 })
    expect((await yi.get(`/records/${letter}`)).status).toBe(200)
  })

  it('单位只看到本单位的任务', async () => {
    const year = await yearOf(jia)
    expect(year.systems[0]?.organs.map(o => o.code)).toEqual(['jia'])
    expect((await items(jia, 'system=task-plan')).rows).toHaveLength(3)
  })

  it('上年没有办结的，结转到下一年', async () => {
    district.setNow('2025-01-06T02:00:00.000Z')
    office = await district.as('office')
    const year = await yearOf(office, 'year=2025')
    expect(year.years).toEqual([2025, 2024])
    expect(countsOf(year, 'task-plan', 'jia')).toMatchObject({ kept: 0, late: 0, over: 1 })
  })

  it('没有列入督办与考核的事项，不能按此查看', async () => {
    const r = await office.get('/follow-up/items?year=2024&system=penalty')
    expect([r.status, r.body.code]).toEqual([400, 'invalid-input'])
  })
})
