import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { context } from './kit/database.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** The public door, with an invented procedure: the server knows nothing of real ones. */
let district: TestDistrict
let clerk: Client
let head: Client
let stranger: Client

const applicant = { role: 'applicant', kind: 'person', name: '赵试一' }
const opening = (matter = '占道经营', more: object = {}) => ({
  system: 'permit',
  on: '2024-03-04',
  values: { matter },
  parties: [applicant],
  ...more,
})
const open = async (as: Client, body: object = opening()) => {
  const r = await as.post('/records', body)
  expect(r.status, r.text).toBe(201)
  return r.body as unknown as { id: string; number: string; seq: number }
}

beforeAll(async () => {
  district = await testDistrict(
    context.catalogue,
    [
      { code: 'jia', name: '甲局', short: '准甲', kind: 'agency' },
      { code: 'yi', name: '乙局', short: '准乙', kind: 'agency' },
    ],
    [
      { organ: 'jia', name: '承办人甲', account: 'clerk', roles: ['aidClerk'] },
      { organ: 'jia', name: '负责人甲', account: 'head', roles: ['aidHead'] },
      { organ: 'yi', name: '承办人乙', account: 'stranger', roles: ['aidClerk', 'aidHead'] },
    ],
  )
  ;[clerk, head, stranger] = (await Promise.all(['clerk', 'head', 'stranger'].map(a => district.as(a)))) as [
    Client,
    Client,
    Client,
  ]
})
afterAll(() => district.close())

describe('办理一件', () => {
  it('登记、查看、办结，页面得到阶段、期限、可办与不可办的理由', async () => {
    const { id, number } = await open(clerk)
    expect(number).toMatch(/^准甲试〔2024〕\d+号$/)
    const view = await clerk.get(`/records/${id}`)
    expect(view.body).toMatchObject({
      title: '赵试一申请占道经营',
      stageName: '已收到',
      chain: { events: 1, intact: true },
    })
    const options = view.body.options as unknown as { action: string; allowed: boolean; refusals: { code: string }[] }[]
    expect(options.find(o => o.action === 'suspend')?.allowed).toBe(true)
    expect(options.find(o => o.action === 'grant')?.refusals[0]?.code).toBe('forbidden')
    const clocks = view.body.clocks as unknown as { name: string; final: string; words: string }[]
    expect(clocks[0]).toMatchObject({ name: '作出决定', final: '2024-04-01' })

    const done = await head.post(`/records/${id}/actions`, { action: 'grant', on: '2024-03-05', expect: 1 })
    expect(done.status, done.text).toBe(200)
    const after = await clerk.get(`/records/${id}`)
    expect(after.body).toMatchObject({ stageName: '准予', outcomeName: '准予', closedOn: '2024-03-05' })
  })

  it('不合阶段的动作得到 409，并写明现在可以办什么', async () => {
    const { id } = await open(clerk)
    await head.post(`/records/${id}/actions`, { action: 'grant', on: '2024-03-05' })
    const again = await head.post(`/records/${id}/actions`, { action: 'grant', on: '2024-03-05' })
    expect(again.status).toBe(409)
    expect(again.type).toContain('application/problem+json')
    expect(again.body).toMatchObject({ code: 'wrong-stage', allowed: [] })
    expect(again.body.detail).toMatch(/现处“准予”阶段/)
  })

  it('岗位不对得到 403', async () => {
    const { id } = await open(clerk)
    const r = await clerk.post(`/records/${id}/actions`, { action: 'grant', on: '2024-03-05' })
    expect([r.status, r.body.code]).toEqual([403, 'forbidden'])
  })

  it('其他单位的件查不到、列不出、搜不着、办不了', async () => {
    const { id } = await open(clerk, opening('只有甲局知道的夜市摊位'))
    expect((await stranger.get(`/records/${id}`)).status).toBe(404)
    expect((await stranger.post(`/records/${id}/actions`, { action: 'suspend', on: '2024-03-05' })).status).toBe(404)
    expect((await stranger.get(`/search?q=${encodeURIComponent('夜市摊位')}`)).body.rows).toEqual([])
    const list = await stranger.get('/records?system=permit')
    expect((list.body.rows as unknown as { id: string }[]).some(r => r.id === id)).toBe(false)
    const own = await clerk.get(`/search?q=${encodeURIComponent('夜市摊位')}`)
    expect(own.body.rows).toHaveLength(1)
  })

  it('更正是新的一笔，原来的记录还在', async () => {
    const { id } = await open(clerk, opening('占道经营（误写）'))
    const r = await clerk.post(`/records/${id}/actions`, {
      action: 'correct',
      on: '2024-03-05',
      values: { matter: '临时占道' },
      note: '录入有误',
      corrects: { seq: 1, reason: '录入有误' },
    })
    expect(r.status, r.text).toBe(200)
    const view = await clerk.get(`/records/${id}`)
    expect(view.body.values).toMatchObject({ matter: '临时占道' })
    const history = view.body.history as unknown as { entries: { value: string }[]; correctedBy?: number }[]
    expect(history).toHaveLength(2)
    expect(history[0]?.entries[0]?.value).toBe('占道经营（误写）')
    expect(history[0]?.correctedBy).toBe(2)
  })
})

describe('两人同时办理', () => {
  it('一人办成，另一人得到 409 和变化的内容', async () => {
    const { id } = await open(clerk)
    const both = await Promise.all([
      head.post(`/records/${id}/actions`, { action: 'grant', on: '2024-03-05', expect: 1 }),
      head.post(`/records/${id}/actions`, { action: 'refuse', on: '2024-03-05', expect: 1 }),
    ])
    expect(both.map(r => r.status).toSorted()).toEqual([200, 409])
    const lost = both.find(r => r.status === 409)
    expect(lost?.body.code).toBe('stale')
    expect(lost?.body.changed).toHaveLength(1)
  })

  it('同一操作标识重复提交，只办一次，得到同样的答复', async () => {
    const key = randomUUID()
    const first = await clerk.post('/records', opening('重复提交'), { key })
    const second = await clerk.post('/records', opening('重复提交'), { key })
    expect(second.body).toEqual(first.body)
    const { id } = first.body as unknown as { id: string }
    const act = { action: 'suspend', on: '2024-03-05' }
    const actKey = randomUUID()
    const a = await clerk.post(`/records/${id}/actions`, act, { key: actKey })
    const b = await clerk.post(`/records/${id}/actions`, act, { key: actKey })
    expect([a.status, b.status, b.body]).toEqual([200, 200, a.body])
    expect((await clerk.get(`/records/${id}`)).body.chain).toMatchObject({ events: 2 })
  })

  it('同一操作标识用于不同内容被拒绝', async () => {
    const key = randomUUID()
    await clerk.post('/records', opening('甲'), { key })
    const r = await clerk.post('/records', opening('乙'), { key })
    expect([r.status, r.body.code]).toEqual([409, 'conflict'])
  })

  it('二百人同时登记，编号连续无缺号', async () => {
    const numbers = (await Promise.all(Array.from({ length: 200 }, () => open(stranger)))).map(r =>
      Number(/(\d+)号$/.exec(r.number)?.[1]),
    )
    const sorted = numbers.toSorted((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 200 }, (_, i) => (sorted[0] ?? 0) + i))
  })
})

describe('不合要求的内容', () => {
  const refusedWith = async (body: unknown, status = 400) => {
    const before = (await clerk.get('/records?system=permit')).body.total
    const r = await clerk.post('/records', body)
    expect(r.status, r.text).toBe(status)
    expect(r.type).toContain('application/problem+json')
    expect(r.body.detail).toMatch(/[\u4e00-\u9fff]/)
    expect((await clerk.get('/records?system=permit')).body.total).toBe(before)
    return r.body
  }

  it('缺少必填项，全部一次指出', async () => {
    expect(await refusedWith({ system: 'permit', on: '2024-03-04' })).toMatchObject({ path: 'values.matter' })
  })
  it('类型不对、栏目多余、日期不存在、证件号校验不符', async () => {
    await refusedWith(opening(5 as unknown as string))
    await refusedWith(opening('占道', { unknown: 1 }))
    await refusedWith(opening('占道', { values: { matter: '占道', hidden: 'x' } }))
    expect(await refusedWith(opening('占道', { on: '2023-02-30' }))).toMatchObject({ code: 'invalid-date' })
    await refusedWith(opening('占道', { on: '2024-3-4' }))
    const wrongCard = await refusedWith(opening('占道', { parties: [{ ...applicant, number: '990101199001011231' }] }))
    expect(wrongCard.detail).toMatch(/末位校验不符/)
    await refusedWith([])
    await refusedWith({ system: 'nothing', on: '2024-03-04' })
  })
  it('SQL 片段只是文字', async () => {
    const text = `'); drop table zs.event; --`
    const { id } = await open(clerk, opening(text))
    expect((await clerk.get(`/records/${id}`)).body.values).toMatchObject({ matter: text })
    expect((await clerk.get(`/search?q=${encodeURIComponent("'; drop table zs.record; --")}`)).status).toBe(200)
    expect((await clerk.get(`/records?system=${encodeURIComponent("permit' or '1'='1")}`)).status).toBe(400)
    expect((await clerk.get(`/records?system=permit&f.matter=${encodeURIComponent("x' or true --")}`)).body.total).toBe(
      0,
    )
    expect((await clerk.get('/records?system=permit&after=zzz')).status).toBe(400)
  })
  it('十兆字节的内容得到 413', async () => {
    const r = await clerk.post('/records', opening('大'.repeat(4_000_000)))
    expect([r.status, r.body.code]).toEqual([413, 'too-large'])
  })
  it('不是 UTF-8、不是 JSON', async () => {
    for (const payload of [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), Buffer.from('{"system":')]) {
      const r = await clerk.send({
        method: 'POST',
        url: '/api/v1/records',
        headers: { 'content-type': 'application/json' },
        payload,
      })
      expect(r.status).toBe(400)
      expect(r.body.detail).toMatch(/UTF-8|JSON/)
    }
  })
  it('控制字符、孤立代理项', async () => {
    await refusedWith(opening('a\u0000b'))
    await refusedWith(opening('a\ud800b'))
  })
  it('没有操作标识', async () => {
    const r = await clerk.send({
      method: 'POST',
      url: '/api/v1/records',
      headers: { 'idempotency-key': '' },
      payload: opening(),
    })
    expect([r.status, r.body.path]).toEqual([400, 'Idempotency-Key'])
  })
})

describe('登录', () => {
  it('没有登录什么都看不到', async () => {
    for (const url of ['/api/v1/records', '/api/v1/today', '/api/v1/systems', '/api/v1/admin/people']) {
      const r = await district.app.inject({ method: 'GET', url })
      expect([url, r.statusCode]).toEqual([url, 401])
    }
  })
  it('退出以后登录失效', async () => {
    const me = await district.as('clerk')
    expect((await me.get('/session')).status).toBe(200)
    expect((await me.send({ method: 'DELETE', url: '/api/v1/session' })).status).toBe(204)
    expect((await me.get('/session')).status).toBe(401)
  })
  it('不是管理员进不了系统管理', async () => {
    expect((await clerk.get('/admin/people')).status).toBe(403)
  })
  it('其他网站发来的操作被拒绝', async () => {
    const r = await clerk.post('/records', opening(), { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(r.status).toBe(403)
  })
  it('接口文件为 OpenAPI 3.1', async () => {
    const r = await district.app.inject({ method: 'GET', url: '/api/docs' })
    expect(r.json().openapi).toBe('3.1.0')
    expect(Object.keys(r.json().paths).length).toBeGreaterThan(15)
  })
})

describe('清单', () => {
  it('逐页翻完，不重不漏，件数与清单相等', async () => {
    const first = await stranger.get('/records?system=permit&limit=50&facets=1')
    const ids = new Set<string>()
    let page = first
    for (;;) {
      for (const row of page.body.rows as unknown as { id: string }[]) ids.add(row.id)
      const next = page.body.next as unknown as string | undefined
      if (!next) break
      page = await stranger.get(`/records?system=permit&limit=50&after=${next}`)
    }
    expect(ids.size).toBe(first.body.total)
    for (const facet of first.body.facets as unknown as { field: string; values: { count: number }[] }[])
      if (facet.field === 'stage') expect(facet.values.reduce((n, v) => n + v.count, 0)).toBe(first.body.total)
  })
})
