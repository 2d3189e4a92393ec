import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '#kernel/catalogue.ts'
import { compareProjections } from '#store/rebuild.ts'
import { lateDecisions, permit } from './kit/database.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** Next year's rest days are entered: first it is shown which clocks move, then they move, and nothing else. */
const timed = catalogue(
  [
    {
      ...permit,
      figures: {
        ...permit.figures,
        late: lateDecisions,
      },
    },
  ],
  ['aidClerk', 'aidHead'],
)
const schedule = {
  source: '国务院办公厅关于2027年部分节假日安排的通知（试验）',
  publishedOn: '2026-12-30',
  blocks: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
    { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
    { name: '端午节', from: '2027-06-09', to: '2027-06-09' },
    { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  makeupWorkdays: ['2027-01-31', '2027-02-20', '2027-04-25', '2027-05-08', '2027-09-26', '2027-10-09'],
}

let district: TestDistrict
let clerk: Client
let admin: Client
let running: string
let closed: string

const open = async (on: string) => {
  const r = await clerk.post('/records', {
    system: 'permit',
    on,
    values: { matter: '占道经营' },
    parties: [{ role: 'applicant', kind: 'person', name: '赵试一' }],
  })
  expect(r.status, r.text).toBe(201)
  return String(r.body.id)
}
const put = (body: object) => admin.send({ method: 'PUT', url: '/api/v1/admin/calendar/2027', payload: body })
const clockOf = async (id: string) =>
  ((await clerk.get(`/records/${id}`)).body.clocks as unknown as { final: string; provisional: boolean }[])[0]
const listed = async () =>
  (await clerk.get('/records?system=permit&state=open&sort=due')).body.rows as unknown as {
    id: string
    clock: { final: string }
  }[]
const lateFigures = async () =>
  ((await clerk.get('/figures?year=2027')).body.figures as unknown as { code: string; value: number | null }[]).find(
    f => f.code === 'permit.late',
  )?.value

beforeAll(async () => {
  district = await testDistrict(
    timed,
    [{ code: 'jia', name: '甲局', short: '准甲', kind: 'agency' }],
    [
      { organ: 'jia', name: '承办人甲', account: 'clerk', roles: ['aidClerk', 'aidHead'] },
      { organ: 'jia', name: '管理员', account: 'admin', roles: ['administrator'] },
    ],
  )
  district.setNow('2027-01-19T02:00:00.000Z')
  ;[clerk, admin] = (await Promise.all(['clerk', 'admin'].map(a => district.as(a)))) as [Client, Client]
  await open('2026-10-12') // ends before the new year begins
  running = await open('2026-12-24')
  closed = await open('2026-12-21')
  const r = await clerk.post(`/records/${closed}/actions`, { action: 'grant', on: '2027-01-19' })
  expect(r.status, r.text).toBe(200)
})
afterAll(() => district.close())

describe('录入下一年的节假日安排', () => {
  it('录入之前，跨年的期限是暂定的，元旦当作工作日', async () => {
    expect(await clockOf(running)).toMatchObject({ final: '2027-01-21', provisional: true })
    expect(await lateFigures()).toBe(1)
  })

  it('先看会移动哪些期限，什么也没有改变', async () => {
    const r = await admin.post('/admin/calendar/2027/preview', schedule)
    expect(r.status, r.text).toBe(200)
    expect(r.body).toMatchObject({ records: 2, moved: 1, settled: 0, figures: 1 })
    expect(r.body.shown).toMatchObject([
      { id: running, limitName: '作出决定', organName: '甲局', from: '2027-01-21', to: '2027-01-22' },
    ])
    expect(await clockOf(running)).toMatchObject({ final: '2027-01-21' })
    const years = (await admin.get('/admin/calendar')).body.years as unknown as { year: number }[]
    expect(years.some(y => y.year === 2027)).toBe(false)
  })

  it('安排有错的不能预览也不能录入', async () => {
    const wrong = { ...schedule, blocks: schedule.blocks.slice(1) }
    for (const r of [await admin.post('/admin/calendar/2027/preview', wrong), await put(wrong)]) {
      expect(r.status).toBe(400)
      expect(r.body.detail).toMatch(/缺少“元旦”的安排/)
    }
  })

  it('不是系统管理员的不能录入', async () => {
    expect((await clerk.post('/admin/calendar/2027/preview', schedule)).status).toBe(403)
  })

  it('确认之后，案件页、清单、数字一齐按新的安排，日志和最近的变化不动', async () => {
    const before = await clerk.get(`/records/${running}`)
    const changes = (await clerk.get('/today?scope=organ')).body.changes as unknown as object[]
    expect(changes.length).toBeGreaterThan(0)
    const r = await put(schedule)
    expect(r.status, r.text).toBe(200)
    expect(r.body).toMatchObject({ records: 2, moved: 1, figures: 1 })
    expect(await clockOf(running)).toMatchObject({ final: '2027-01-22', provisional: false })
    expect((await listed()).find(x => x.id === running)?.clock.final).toBe('2027-01-22')
    expect(await lateFigures()).toBe(0)
    const after = await clerk.get(`/records/${running}`)
    expect([after.body.seq, after.body.chain]).toEqual([before.body.seq, before.body.chain])
    expect((await clerk.get('/today?scope=organ')).body.changes).toEqual(changes)
    const division = await district.platform.division('990101')
    expect(
      await compareProjections(district.db, {
        catalogue: timed,
        calendar: district.platform.calendar(),
        settings: () => division.settings,
      }),
    ).toEqual([])
    const audit = (await admin.get('/admin/audit')).body.rows as unknown as { action: string; detail: string }[]
    expect(audit[0]).toMatchObject({ action: 'calendar' })
    expect(audit[0]?.detail).toMatch(/1个期限的届满日随之改变/)
  })

  it('同一安排再录一次，什么也不移动', async () => {
    expect((await put(schedule)).body).toMatchObject({ records: 0, moved: 0, figures: 0 })
  })

  it('他人同时办理的一件，按新的安排接着办', async () => {
    const changed = { ...schedule, makeupWorkdays: [...schedule.makeupWorkdays, '2027-01-16'] }
    const [done, act] = await Promise.all([
      put(changed),
      clerk.post(`/records/${running}/actions`, { action: 'suspend', on: '2027-01-19' }),
    ])
    expect([done.status, act.status]).toEqual([200, 200])
    await clerk.post(`/records/${running}/actions`, { action: 'resume', on: '2027-01-19' })
    expect(await clockOf(running)).toMatchObject({ final: '2027-01-21' })
    expect((await listed()).find(x => x.id === running)?.clock.final).toBe('2027-01-21')
  })
})
