import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { type Client, type TestDistrict, testDistrict } from '../../test/kit/http.ts'
import { exportList } from './export.ts'
import { application, csvOf, type Told } from './ledger.fixture.ts'
import { bytesSource, openTable, type Source } from './table.ts'

let d: TestDistrict
let bureau: Client
let city: Client
let market: Client
beforeAll(async () => {
  d = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'cgj', name: '准绳区城市管理局', short: '准城', kind: 'agency' },
      { code: 'scj', name: '准绳区市场监督管理局', short: '准市监', kind: 'agency' },
    ],
    [
      { organ: 'sfj', name: '复议甲', account: 'fuyi', roles: ['reconsiderationOfficer'] },
      { organ: 'cgj', name: '应诉乙', account: 'chengguan', roles: ['respondentAgent'] },
      { organ: 'scj', name: '应诉丙', account: 'shichang', roles: ['respondentAgent'] },
    ],
  )
  bureau = await d.as('fuyi')
  city = await d.as('chengguan')
  market = await d.as('shichang')
})
afterAll(() => d.close())

async function bytesOf(source: Source): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function upload(client: Client, query: string, rows: readonly Told[] | Buffer, name = '台账.csv') {
  const file = Buffer.isBuffer(rows) ? rows : await bytesOf(csvOf(rows as readonly Told[]))
  const boundary = 'zhunsheng-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: text/csv\r\n\r\n`
  return client.send({
    method: 'POST',
    url: `/api/v1/imports?${query}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

async function rowsOf(content: AsyncIterable<Uint8Array | string>, name: string): Promise<string[][]> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(Buffer.from(chunk as Uint8Array))
  const tables = await openTable(bytesSource(Buffer.concat(chunks), name))
  if (!tables.ok) throw new Error(tables.refusal.message)
  const rows: string[][] = []
  for await (const batch of tables.value[0]?.batches() ?? []) rows.push(...batch.map(r => r.cells.map(String)))
  return rows
}

/** Downloads an export and reads it as a spreadsheet does. */
async function download(client: Client, query: string) {
  const response = await d.app.inject({
    method: 'GET',
    url: `/api/v1/export?${query}`,
    headers: { authorization: `Bearer ${client.token}` },
  })
  const csv = query.includes('format=csv')
  const [header, ...rows] =
    response.statusCode === 200 ? await rowsOf([response.rawPayload] as never, csv ? 'l.csv' : 'l.xlsx') : []
  return { response, header: header ?? [], rows }
}

const ledger = [
  ...Array.from({ length: 420 }, (_, i) =>
    application(`2023-${String((i % 12) + 1).padStart(2, '0')}-11`, { 申请途径: i % 3 ? '网上' : '邮寄' }),
  ),
  application('2023-02-02', { 被复议的行政行为: '=cmd|calc!A1', 申请人: '@测试' }),
]

describe('ledgers in and lists out over HTTP', () => {
  it('checks first, writes then, and changes nothing at a second time', async () => {
    const checked = await upload(bureau, 'system=reconsideration&dry=1', ledger)
    expect([checked.status, checked.body]).toMatchObject([200, { rows: 421, written: 421, errorCount: 0, dry: true }])
    const written = await upload(bureau, 'system=reconsideration', ledger)
    expect(written.body).toMatchObject({ written: 421, same: 0, dry: false })
    expect((await upload(bureau, 'system=reconsideration', ledger)).body).toMatchObject({ written: 0, same: 421 })
  })

  it('exports exactly the rows of the list, in both formats', async () => {
    for (const format of ['csv', 'xlsx']) {
      const all = await download(bureau, `system=reconsideration&format=${format}`)
      expect(all.rows).toHaveLength(421)
      const listed = await bureau.get('/records?system=reconsideration&f.filedVia=post&facets=1')
      const some = await download(bureau, `system=reconsideration&f.filedVia=post&format=${format}`)
      expect(some.rows.length, format).toBe(Number(listed.body.total))
      const via = some.header.indexOf('申请途径')
      expect(new Set(some.rows.map(r => r[via]))).toEqual(new Set(['邮寄']))
      const on = some.header.indexOf('收到申请之日')
      expect(some.rows.map(r => r[on])).toEqual(
        some.rows
          .map(r => r[on])
          .toSorted()
          .toReversed(),
      )
    }
  })

  it('shows each only what he may see: the respondent his own, others nothing, nobody names of strangers', async () => {
    expect((await download(city, 'system=reconsideration&format=csv')).rows).toHaveLength(421)
    expect((await download(market, 'system=reconsideration&format=csv')).rows).toHaveLength(0)
    const refused = await upload(market, 'system=reconsideration', ledger)
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  })

  it('lets no text of a record run as a formula', async () => {
    const { response } = await download(bureau, 'system=reconsideration&format=csv&q=cmd')
    expect(response.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(response.payload).toContain("'@测试不服")
    const made = exportList([{ a: '=1+1' }, { a: '-5' }, { a: '+86 1' }], [{ header: '甲', of: r => r.a }], 'csv')
    expect(await rowsOf(made, 'l.csv')).toEqual([['甲'], ["'=1+1"], ['-5'], ["'+86 1"]])
    const sheet = await rowsOf(exportList([{ a: '=1+1' }], [{ header: '甲', of: r => r.a }], 'xlsx'), 'l.xlsx')
    expect(sheet).toEqual([['甲'], ['=1+1']])
  })

  it('notes who exported what', async () => {
    const { rows } = await d.db.owner.query(`select detail from zs.access_log where action = 'export' limit 1`)
    expect(rows[0]?.detail).toContain('"system":"reconsideration"')
  })

  it('gives the template in both formats, and refuses what it does not know', async () => {
    const csv = await bureau.get('/imports/template?system=hotline&format=csv')
    expect(csv.text).toContain('来源渠道*')
    expect((await bureau.get('/imports/template?system=hotline')).type).toContain('spreadsheetml')
    expect((await bureau.get('/imports/template?system=nothing')).status).toBe(400)
    expect((await bureau.get('/export?system=nothing')).status).toBe(400)
    expect((await bureau.get('/export?system=hotline&from=2024-02-30')).status).toBe(400)
  })

  it('says in Chinese what is wrong with a file, and writes nothing of it', async () => {
    const refused = await upload(bureau, 'system=reconsideration', Buffer.from('no'), 'a.xlsx')
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid-file'])
    expect(refused.body.detail).toMatch(/不是 XLSX 表格/)
    const none = await bureau.post('/imports?system=reconsideration', {})
    expect([none.status, none.body.detail]).toEqual([400, '没有收到文件，请选择台账后上传。'])
    const wrong = await upload(bureau, 'system=reconsideration', [
      application('2023-13-01', { 知道行政行为之日: '2023-03-01' }),
    ])
    expect(wrong.body).toMatchObject({ written: 0, errors: [{ row: 2, column: '收到申请之日' }] })
  })
})
