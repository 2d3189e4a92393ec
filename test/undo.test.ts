import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareProjections } from '#store/rebuild.ts'
import { context } from './kit/database.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** 撤回: a slip of the hand, a moment ago, with nothing after it and nothing sent out by it. */
let district: TestDistrict
let head: Client
let clerk: Client

type View = {
  stage: string
  seq: number
  closedOn?: string
  undo?: { until: string; name: string }
  history: { seq: number; action: string; supersededBy?: number }[]
  chain: { events: number; intact: boolean }
  clocks: { light: string; final: string }[]
}
const view = async (id: string, as = head) => (await as.get(`/records/${id}`)).body as unknown as View
const open = async () => {
  const r = await head.post('/records', {
    system: 'permit',
    on: '2024-03-04',
    values: { matter: '占道经营' },
    parties: [{ role: 'applicant', kind: 'person', name: '赵试一' }],
  })
  expect(r.status, r.text).toBe(201)
  return String(r.body.id)
}
const act = (as: Client, id: string, action: string, more: object = {}) =>
  as.post(`/records/${id}/actions`, { action, on: '2024-03-05', ...more })
const undo = async (id: string, as = head) => act(as, id, 'undo', { expect: (await view(id, as)).seq })
const granted = async () => {
  const id = await open()
  const r = await act(head, id, 'grant')
  expect(r.status, r.text).toBe(200)
  return id
}
const figure = async (code: string) =>
  ((await head.get('/figures?year=2024')).body.figures as unknown as { code: string; value: number }[]).find(
    f => f.code === code,
  )?.value

beforeAll(async () => {
  district = await testDistrict(
    context.catalogue,
    [{ code: 'jia', name: '甲局', short: '准甲', kind: 'agency' }],
    [
      { organ: 'jia', name: '负责人甲', account: 'head', roles: ['aidClerk', 'aidHead'] },
      { organ: 'jia', name: '承办人甲', account: 'clerk', roles: ['aidClerk', 'aidHead'] },
    ],
  )
  ;[head, clerk] = (await Promise.all(['head', 'clerk'].map(a => district.as(a)))) as [Client, Client]
})
afterAll(() => district.close())

describe('撤回', () => {
  it('刚办的一步撤回：阶段、期限、数字回到原来，日志两条都在', async () => {
    const before = await figure('permit.granted')
    const id = await granted()
    expect(await view(id)).toMatchObject({
      stage: 'granted',
      undo: { name: '准予', until: '2024-03-05T02:05:00.000Z' },
    })
    expect(await figure('permit.granted')).toBe((before ?? 0) + 1)
    const r = await undo(id)
    expect(r.status, r.text).toBe(200)
    const after = await view(id)
    expect(after).toMatchObject({ stage: 'received', seq: 3, chain: { events: 3, intact: true } })
    expect(after.closedOn).toBeUndefined()
    expect(after.undo).toBeUndefined()
    expect(after.clocks[0]?.final).toBe('2024-04-01')
    expect(after.history.map(h => [h.action, h.supersededBy])).toEqual([
      ['open', undefined],
      ['grant', 3],
      ['undo', undefined],
    ])
    expect(await figure('permit.granted')).toBe(before)
    const division = await district.platform.division('990101')
    expect(await compareProjections(district.db, { ...context, settings: () => division.settings })).toEqual([])
  })

  it('撤回之后可以接着办', async () => {
    const id = await granted()
    await undo(id)
    expect((await act(head, id, 'refuse')).status).toBe(200)
    expect(await view(id)).toMatchObject({ stage: 'refused' })
  })

  it('中止撤回，期限如同没有停过', async () => {
    const id = await open()
    await act(head, id, 'suspend')
    await undo(id)
    expect((await view(id)).clocks[0]).toMatchObject({ light: 'ok', final: '2024-04-01' })
  })

  it('他人的一步不能撤回', async () => {
    const id = await granted()
    const r = await undo(id, clerk)
    expect([r.status, r.body.detail]).toEqual([409, '只能撤回本人刚刚办理的一步。'])
    expect((await view(id, clerk)).undo).toBeUndefined()
  })

  it('之后有了新的记录，哪怕一条备注，不能撤回', async () => {
    const id = await granted()
    await act(clerk, id, 'note', { note: '已看' })
    const r = await undo(id)
    expect(r.body.detail).toMatch(/之后已有新的记录/)
  })

  it('登记本身不能撤回，撤回也不能撤回', async () => {
    const id = await open()
    expect((await undo(id)).status).toBe(409)
    await act(head, id, 'grant')
    await undo(id)
    expect((await undo(id)).status).toBe(409)
  })

  it('看到的不是最后一步，不能撤回；没有指明的也不能', async () => {
    const id = await granted()
    expect((await act(head, id, 'undo', { expect: 1 })).body.code).toBe('stale')
    expect((await act(head, id, 'undo')).status).toBe(400)
  })

  it('同一次撤回重试，只撤回一次', async () => {
    const id = await granted()
    const key = randomUUID()
    const body = { action: 'undo', on: '2024-03-05', expect: 2 }
    const [one, two] = [
      await head.post(`/records/${id}/actions`, body, { key }),
      await head.post(`/records/${id}/actions`, body, { key }),
    ]
    expect([one.status, two.status]).toEqual([200, 200])
    expect((await view(id)).chain.events).toBe(3)
  })

  it('过了时间不能撤回；时间由地方设定，设为零即不许撤回', async () => {
    const id = await granted()
    district.setNow('2024-03-05T02:05:00.001Z')
    expect((await undo(id)).body.detail).toMatch(/已过可以撤回的时间/)
    await district.db.owner.query(
      `insert into zs.setting (division, key, value, changed_by) values ('990101', 'undoMinutes', '60', 'test')`,
    )
    await district.platform.forget()
    expect((await undo(id)).status).toBe(200)
    await district.db.owner.query(`update zs.setting set value = '0' where key = 'undoMinutes'`)
    await district.platform.forget()
    const other = await granted()
    district.setNow('2024-03-05T02:05:00.002Z')
    expect((await undo(other)).status).toBe(409)
  })
})
