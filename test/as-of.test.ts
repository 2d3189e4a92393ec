import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { compareProjections, rebuild } from '#store/rebuild.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** 名录 as of any day: who held a valid certificate then, and what the entry said. */
let district: TestDistrict
let registrar: Client
let other: Client
const ids: Record<string, string> = {}

const certificate = (validFrom: string, validUntil: string, certificateNumber: string) => ({
  validFrom,
  validUntil,
  certificateNumber,
})
const does = async (id: string, action: string, on: string, values: object = {}) => {
  const r = await registrar.post(`/records/${id}/actions`, { action, on, values })
  expect(r.status, r.text).toBe(200)
}
async function officer(name: string, validUntil: string): Promise<string> {
  const r = await registrar.post('/records', {
    system: 'enforcement-officer',
    on: '2020-01-06',
    values: { name, agency: 'cgj' },
  })
  expect(r.status, r.text).toBe(201)
  const id = String(r.body.id)
  await does(id, 'certify', '2020-02-03', {
    certifiedFields: ['city'],
    examPassedOn: '2020-01-03',
    ...certificate('2020-02-03', validUntil, `试${name}1`),
  })
  return id
}
const validOn = async (day: string, more = '') => {
  const r = await registrar.get(`/records?system=enforcement-officer&asOf=${day}${more}`)
  expect(r.status, r.text).toBe(200)
  const rows = r.body.rows as unknown as {
    id: string
    title: string
    stageName: string
    listed: Record<string, string>
  }[]
  expect(r.body.total).toBe(rows.length)
  return rows
}
const names = async (day: string, more = '') => (await validOn(day, more)).map(r => r.title).toSorted()

beforeAll(async () => {
  district = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'sfj', name: '司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'cgj', name: '城管局', short: '准城管', kind: 'agency' },
    ],
    [
      { organ: 'sfj', name: '名录管理员', account: 'registrar', roles: ['registrar', 'organRegistrar'] },
      { organ: 'cgj', name: '城管人员', account: 'other', roles: ['enforcementOfficer'] },
    ],
  )
  district.setNow('2024-03-05T02:00:00.000Z')
  ;[registrar, other] = (await Promise.all(['registrar', 'other'].map(a => district.as(a)))) as [Client, Client]
  ids.gao = await officer('高试甲', '2025-02-02')
  ids.lin = await officer('林试乙', '2022-02-02')
  ids.he = await officer('何试丙', '2025-02-02')
  await does(ids.gao, 'suspend', '2021-05-06', { suspendGround: 'discipline' })
  await does(ids.gao, 'restore', '2021-08-02')
  await does(ids.lin, 'renew', '2022-06-01', certificate('2022-06-01', '2027-05-31', '试林试乙2'))
  await does(ids.he, 'cancel', '2023-04-03', { cancelGround: 'transfer' })
})
afterAll(() => district.close())

describe('按某一天读名录', () => {
  it('列出当日持有效证件的人：没有核发、暂扣、过期、注销的不在其中', async () => {
    expect(await names('2020-02-02')).toEqual([])
    expect(await names('2020-02-03')).toEqual(['何试丙', '林试乙', '高试甲'])
    expect(await names('2021-06-01')).toEqual(['何试丙', '林试乙'])
    expect(await names('2021-08-02')).toEqual(['何试丙', '林试乙', '高试甲'])
    expect(await names('2022-02-03')).toEqual(['何试丙', '高试甲'])
    expect(await names('2022-06-01')).toEqual(['何试丙', '林试乙', '高试甲'])
    expect(await names('2023-04-03')).toEqual(['林试乙', '高试甲'])
  })

  it('内容是当日的内容，不是现在的', async () => {
    const then = (await validOn('2021-01-04')).find(r => r.id === ids.lin)
    expect(then).toMatchObject({
      stageName: '持证',
      listed: { certificateNumber: '试林试乙1', validUntil: '2022年2月2日' },
    })
    const he = (await validOn('2021-01-04')).find(r => r.id === ids.he)
    expect(he?.stageName).toBe('持证')
    const now = (await validOn('2024-03-05')).find(r => r.id === ids.lin)
    expect(now?.listed.certificateNumber).toBe('试林试乙2')
  })

  it('可以与其他条件合用，导出同一口径', async () => {
    expect(await names('2021-01-04', `&q=${encodeURIComponent('林试乙')}`)).toEqual(['林试乙'])
    const csv = await registrar.get('/export?system=enforcement-officer&asOf=2021-06-01&format=csv')
    expect(csv.text).toContain('何试丙')
    expect(csv.text).not.toContain('高试甲')
  })

  it('重建之后仍然如此', async () => {
    const division = await district.platform.division('990101')
    const context = {
      catalogue: zhunshengCatalogue,
      calendar: district.platform.calendar(),
      settings: () => division.settings,
    }
    await rebuild(district.db, context)
    expect(await compareProjections(district.db, context)).toEqual([])
    expect(await names('2021-06-01')).toEqual(['何试丙', '林试乙'])
  })

  it('办件没有这样的读法', async () => {
    const r = await registrar.get('/records?system=penalty&asOf=2024-01-01')
    expect([r.status, r.body.path]).toEqual([400, 'asOf'])
  })
})

describe('按某一天读一条', () => {
  it('当日的内容、是否有效、为什么，以及历次变更', async () => {
    const r = await registrar.get(`/records/${ids.lin}/as-of/2022-03-01`)
    expect(r.body).toMatchObject({ valid: false, stageName: '持证' })
    expect(r.body.why).toMatch(/有效期至2022年2月2日，当日已失效/)
    const changes = r.body.changes as unknown as {
      actionName: string
      fields: { name: string; from?: string; to: string }[]
    }[]
    expect(changes.map(c => c.actionName)).toEqual(['换发证件', '核发执法证件', '申领登记'])
    expect(changes[0]?.fields).toContainEqual({ name: '有效期止', from: '2022年2月2日', to: '2027年5月31日' })
    const before = await registrar.get(`/records/${ids.lin}/as-of/2019-12-31`)
    expect(before.body).toMatchObject({ valid: false, entries: [] })
    expect(before.body.why).toMatch(/于2020年1月6日才列入/)
  })

  it('看不到的条目查不到', async () => {
    const r = await other.get(`/records/${ids.lin}/as-of/2022-03-01`)
    expect(r.status).toBe(404)
  })
})
