import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { context } from './kit/database.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** Figures, reports and readings through the public door. */
let district: TestDistrict
let writer: Client
let clerk: Client

beforeAll(async () => {
  district = await testDistrict(
    context.catalogue,
    [
      { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
      { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'jia', name: '甲局', short: '准甲', kind: 'agency' },
    ],
    [
      { organ: 'sfj', name: '编写人', account: 'writer', roles: ['reportWriter'] },
      { organ: 'jia', name: '承办人甲', account: 'clerk', roles: ['aidClerk'] },
    ],
  )
  ;[writer, clerk] = (await Promise.all(['writer', 'clerk'].map(a => district.as(a)))) as [Client, Client]
  for (const [on, name] of [
    ['2024-03-04', '赵试一'],
    ['2024-03-05', '钱试二'],
  ]) {
    const made = await clerk.post('/records', {
      system: 'permit',
      on,
      values: { matter: '占道经营' },
      parties: [{ role: 'applicant', kind: 'person', name }],
    })
    expect(made.status, made.text).toBe(201)
  }
})
afterAll(() => district.close())

const put = (client: Client, path: string, payload: object) =>
  client.send({ method: 'PUT', url: `/api/v1${path}`, payload })

describe('数据', () => {
  it('按章节列出，每个数字打开的正是它的逐件清单；外单位的当事人隐去姓名', async () => {
    const { body } = await writer.get('/figures?year=2024')
    const { figures, chapters } = body as unknown as {
      figures: { code: string; value: number }[]
      chapters: { code: string; systems: string[] }[]
    }
    expect(chapters).toEqual([{ code: 'functions', title: '政府职能与营商环境', systems: ['permit'] }])
    expect(figures.find(f => f.code === 'permit.received')?.value).toBe(2)
    const first = await writer.get('/figures/permit.received/records?year=2024&limit=1')
    expect(first.body).toMatchObject({ entries: 2, rows: [{ title: '赵**申请占道经营' }] })
    const second = await writer.get(`/figures/permit.received/records?year=2024&limit=1&after=${first.body.next}`)
    expect(second.body).toMatchObject({ rows: [{ title: '钱**申请占道经营' }] })
    expect(second.body.next).toBeUndefined()
  })
})

describe('年度报告', () => {
  it('编写人建立、改写、定稿、发布、撤回；每一步写明谁在何时，已撤回的一版仍可查阅', async () => {
    expect((await clerk.post('/reports', { year: 2024 })).status).toBe(403)
    expect((await writer.post('/reports', { year: 2024 })).status).toBe(200)
    const draft = await writer.get('/reports/2024/draft')
    expect(draft.body).toMatchObject({
      writes: true,
      head: { status: 'draft', publishBy: { on: '2025-04-01', verified: false } },
    })
    const { people, head } = draft.body as unknown as { people: Record<string, string>; head: { openedBy: string } }
    expect(people[head.openedBy]).toBe('编写人')

    expect((await put(writer, '/reports/2024/overrides/permit.received', { value: 3, reason: '' })).status).toBe(400)
    expect((await put(writer, '/reports/2024/overrides/permit.received', { value: 3, reason: '待补录' })).status).toBe(
      200,
    )
    const refused = await writer.post('/reports/2024/check', {})
    expect(refused.status).toBe(409)
    expect(String(refused.body.detail)).toMatch(/处问题没有处理/)
    expect((await writer.post('/reports/2024/check', { explanation: '已经核对' })).status).toBe(200)
    expect((await writer.post('/reports/2024/publish', {})).status).toBe(200)

    const page = await clerk.get('/reports/2024/file?format=html')
    expect(page.type).toContain('text/html')
    expect(page.text).toContain('<title>准绳区2024年法治政府建设年度报告</title>')
    expect((await clerk.get('/reports/2024/file?format=sheet')).text).toContain('准绳区人民政府')

    expect((await writer.post('/reports/2024/withdraw', { reason: '漏印一节' })).status).toBe(200)
    const old = await writer.get('/reports/2024/published?version=1')
    expect(old.body).toMatchObject({ head: { version: 1, status: 'withdrawn', withdrawnReason: '漏印一节' } })
    expect((await writer.get('/reports/2024/file?format=docx&version=1')).status).toBe(200)
    expect((await writer.get('/reports/2024/file?format=json&version=7')).status).toBe(404)
    // Whoever sees only an organ gets what was published, not the new draft.
    const { reports, writes } = (await clerk.get('/reports')).body as unknown as {
      reports: { version: number; status: string }[]
      writes: boolean
    }
    expect(reports.map(r => [r.version, r.status])).toEqual([[1, 'withdrawn']])
    expect(writes).toBe(false)
  })
})

describe('年报体检', () => {
  const text = '准绳区2024年法治政府建设年度报告\n收到试验许可申请47件，其中准予20件、不予9件、撤回17件。'

  it('粘贴的文字读出数字、关系和主题的名称', async () => {
    const { body } = await clerk.post('/report-readings', { text })
    expect(body).toMatchObject({ refused: [], topics: { reconsideration: { name: '行政复议', short: '复议' } } })
    const { readings } = body as unknown as { readings: { statistics: unknown[]; identities: { holds: boolean }[] }[] }
    expect(readings[0]?.statistics).toHaveLength(4)
    expect(readings[0]?.identities[0]?.holds).toBe(false)
  })

  it('一个文件读不成，不妨碍其他文件', async () => {
    const boundary = 'x'
    const part = (name: string, content: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`
    const upload = (...parts: string[]) =>
      clerk.send({
        method: 'POST',
        url: '/api/v1/report-readings',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: `${parts.join('')}--${boundary}--\r\n`,
      })
    const some = await upload(part('a.txt', text), part('b.pdf', '%PDF-1.7 broken'))
    expect(some.body).toMatchObject({ readings: [{ name: 'a.txt' }], refused: [{ name: 'b.pdf' }] })
    const none = await upload(part('b.pdf', '%PDF-1.7 broken'))
    expect(none.status).toBe(400)
    expect(String(none.body.detail)).toContain('b.pdf')
  })

  it('与台账对照，没有写明年份的请选择年份', async () => {
    const { body } = await writer.post('/report-readings/against-ledger', { text })
    expect(body).toMatchObject({ year: 2024, division: '准绳区', ownReport: true })
    const undated = await writer.post('/report-readings/against-ledger', { text: '收到申请47件。' })
    expect(undated.body).toMatchObject({ code: 'invalid-input', path: 'year' })
  })

  it('全部数字导出为表格', async () => {
    const file = await clerk.post('/report-readings/export', { reports: [{ name: 'a.txt', text }] })
    expect(file.status).toBe(200)
    expect(file.type).toContain('spreadsheetml')
    expect(file.text.slice(0, 2)).toBe('PK')
  })
})
