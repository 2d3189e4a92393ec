import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '#kernel/catalogue.ts'
import { compareProjections } from '#store/rebuild.ts'
import { lateDecisions, permit } from './kit/database.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** What local custom decides: listed from the declarations, changed by administrators, the clocks follow at once. */
const decide = permit.limits.decide
if (!decide) throw new Error('the permit has no limit')
const customary = catalogue(
  [
    {
      ...permit,
      limits: { decide: { ...decide, practice: true }, byLaw: { ...decide, name: '法定期限' } },
      figures: {
        ...permit.figures,
        late: lateDecisions,
      },
    },
  ],
  ['aidClerk', 'aidHead'],
)

let district: TestDistrict
let clerk: Client
let admin: Client
let running: string

type Setting = { key: string; name: string; meaning: string; unit: string; usual: number; now: number }
const listed = async () => (await admin.get('/admin/practice')).body as unknown as Setting[]
const put = (key: string, amount: unknown, who = admin) =>
  who.send({ method: 'PUT', url: `/api/v1/admin/practice/${key}`, payload: { amount } })
const key = 'limit.permit.decide'
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
const clocks = async () =>
  Object.fromEntries(
    ((await clerk.get(`/records/${running}`)).body.clocks as unknown as { name: string; final: string }[]).map(c => [
      c.name,
      c.final,
    ]),
  )
const lateFigure = async () =>
  ((await clerk.get('/figures?year=2024')).body.figures as unknown as { code: string; value: number | null }[]).find(
    f => f.code === 'permit.late',
  )?.value

beforeAll(async () => {
  district = await testDistrict(
    customary,
    [{ code: 'jia', name: '甲局', short: '准甲', kind: 'agency' }],
    [
      { organ: 'jia', name: '承办人甲', account: 'clerk', roles: ['aidClerk', 'aidHead'] },
      { organ: 'jia', name: '管理员', account: 'admin', roles: ['administrator'] },
    ],
  )
  ;[clerk, admin] = (await Promise.all(['clerk', 'admin'].map(a => district.as(a)))) as [Client, Client]
  const closed = await open('2024-02-19')
  running = await open('2024-03-04')
  const r = await clerk.post(`/records/${closed}/actions`, { action: 'grant', on: '2024-03-05' })
  expect(r.status, r.text).toBe(200)
})
afterAll(() => district.close())

describe('办理设置', () => {
  it('列出每一项惯例：含义、默认、现行；法律规定的不在其中', async () => {
    expect(await listed()).toMatchObject([
      { key: 'undoMinutes', unit: '分钟', usual: 5, now: 5 },
      {
        key,
        name: '作出决定',
        meaning: '从“收到”起，到“准予”“不予”止。',
        unit: '个工作日',
        usual: 20,
        now: 20,
      },
    ])
  })

  it('先看会移动哪些期限，什么也没有改变', async () => {
    const r = await admin.post(`/admin/practice/${key}/preview`, { amount: 5 })
    expect(r.status, r.text).toBe(200)
    expect(r.body).toMatchObject({ moved: 1, figures: 1 })
    expect(r.body.shown).toMatchObject([{ id: running, limitName: '作出决定', from: '2024-04-01', to: '2024-03-11' }])
    expect(await clocks()).toMatchObject({ 作出决定: '2024-04-01' })
  })

  it('不合情理的数、没有的项目、法律规定的期限都被拒绝，不是系统管理员的不能看也不能改', async () => {
    for (const amount of [0, -3, 1.5, 100_000, '5', null]) expect((await put(key, amount)).status).toBe(400)
    const refused = await put(key, 0)
    expect(refused.body.detail).toBe('“作出决定”应当是1至120个工作日之间的整数，请重新填写。')
    expect((await put('undoMinutes', 61)).status).toBe(400)
    for (const unknown of ['limit.permit.byLaw', 'limit.permit.none', 'simulation.x'])
      expect((await put(unknown, 5)).status).toBe(404)
    expect((await put(key, 5, clerk)).status).toBe(403)
    expect((await clerk.get('/admin/practice')).status).toBe(403)
    expect(await listed()).toMatchObject([{ now: 5 }, { now: 20 }])
  })

  it('确认之后，案件页和数字按新的期限，法定期限不动，与日志重算的一致，操作日志写明由几改为几', async () => {
    expect(await lateFigure()).toBe(0)
    const r = await put(key, 5)
    expect(r.status, r.text).toBe(200)
    expect(r.body).toMatchObject({ moved: 1, figures: 1 })
    expect(await clocks()).toMatchObject({ 作出决定: '2024-03-11', 法定期限: '2024-04-01' })
    expect(await lateFigure()).toBe(1)
    const { settings } = await district.platform.division('990101')
    expect(
      await compareProjections(district.db, {
        catalogue: customary,
        calendar: district.platform.calendar(),
        settings: () => settings,
      }),
    ).toEqual([])
    const audit = (await admin.get('/admin/audit')).body.rows as unknown as { action: string; detail: string }[]
    expect(audit[0]).toMatchObject({
      action: 'setting',
      detail: '试验许可“作出决定”由20个工作日改为5个工作日',
    })
  })

  it('改回默认，期限和数字也回来；撤回的时间可以设为不许撤回', async () => {
    expect((await put(key, 20)).body).toMatchObject({ moved: 1, figures: 1 })
    expect(await clocks()).toMatchObject({ 作出决定: '2024-04-01' })
    expect(await lateFigure()).toBe(0)
    expect((await put('undoMinutes', 0)).status).toBe(200)
    expect((await district.platform.division('990101')).undoMinutes).toBe(0)
  })
})
