import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client, TestDistrict } from './kit/http.ts'
import { testTown } from './kit/town.ts'

/** 系统管理 · 单位与人员. */
let town: TestDistrict
let admin: Client

beforeAll(async () => {
  town = await testTown()
  admin = await town.as('admin')
})
afterAll(() => town.close())

const nameOf = async (code: string) => {
  const all = (await admin.get('/admin/organs')).body as unknown as { code: string; name: string }[]
  return all.find(o => o.code === code)?.name
}
const organ = { name: '准绳区教育局', short: '准教', kind: 'agency' }

it('登记的单位出现在列表中', async () => {
  expect((await admin.post('/admin/organs', { ...organ, code: 'jyj' })).status).toBe(201)
  expect(await nameOf('jyj')).toBe('准绳区教育局')
})

it('代码已被使用的，不能再登记，原单位不变', async () => {
  const r = await admin.post('/admin/organs', { ...organ, code: 'cgj' })
  expect([r.status, r.body.path]).toEqual([409, 'code'])
  expect(r.text).toContain('准绳区城市管理局')
  expect(await nameOf('cgj')).toBe('准绳区城市管理局')
})

it('修改单位，代码不变', async () => {
  const r = await admin.send({
    method: 'PUT',
    url: '/api/v1/admin/organs/jyj',
    payload: { ...organ, name: '教育体育局' },
  })
  expect(r.status, r.text).toBe(204)
  expect(await nameOf('jyj')).toBe('教育体育局')
})

it('停用的人员不再供选择，已经选过的仍显示姓名', async () => {
  const people = (await admin.get('/admin/people')).body as unknown as { id: string; account: string; name: string }[]
  const left = people.find(p => p.account === 'unit')
  const officer = await town.as('officer')
  const offered = async (query: string) =>
    ((await officer.get(`/lookup/persons${query}`)).body as unknown as { label: string }[]).map(o => o.label)
  expect(await offered('')).toContain(left?.name)
  const r = await admin.send({ method: 'PATCH', url: `/api/v1/admin/people/${left?.id}`, payload: { active: false } })
  expect(r.status, r.text).toBe(204)
  expect(await offered('')).not.toContain(left?.name)
  expect(await offered(`?ids=${left?.id}`)).toEqual([left?.name])
})
