import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { query, read, transact } from '#store/database.ts'
import { division, of, overview, type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { foundDivision, systems, tell } from './district.fixture.ts'
import { delaysOf } from './shortcomings.ts'
import { plainText } from './spans.ts'
import {
  checkReport,
  draftReport,
  hashOfReport,
  listReports,
  openReport,
  publishedReport,
  publishReport,
  returnToDraft,
  setOverride,
  setText,
  withdrawReport,
} from './store.ts'

let db: TestDatabase
let platform: Platform
const caller = (...roles: string[]): Caller => ({
  actor: { id: 'p-sfj', name: '林某', division, organ: 'sfj', roles },
  scope: overview,
  origin: 'user',
})
const writer = caller('reportWriter')

beforeAll(async () => {
  db = await testDatabase()
  await foundDivision(db)
  platform = await createPlatform(db, systems, () => '2026-03-02T02:00:00.000Z')
  await tell(db, of('lac'), [
    { opened: '2024-05-05', closed: '2024-05-20', result: 'won', recovered: 100_000 },
    { opened: '2025-03-03', closed: '2025-03-20', result: 'won', recovered: 1_234_500, person: '甲' },
    { opened: '2025-03-03', closed: '2025-05-20', result: 'lost', person: '乙' },
    { opened: '2025-06-03', person: '丙' },
    { opened: '2025-07-01', closed: '2025-07-02', entered: '2025-08-01T02:00:00.000Z', person: '丁' },
  ])
})
afterAll(() => db.close())

const good = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
const write = async (texts: Readonly<Record<string, string>>, year = 2025) => {
  for (const [place, content] of Object.entries(texts)) good(await setText(platform, writer, year, { place, content }))
}
/** Fills in everything that the report asks for. */
async function fillIn(year: number): Promise<void> {
  const { report } = good(await draftReport(platform, overview, year))
  for (const f of report.findings) if (f.code === 'missing') await write({ [f.place]: '已填写' }, year)
}

describe('a yearly report', () => {
  it('is written by its writers only, and one of a year at a time', async () => {
    expect(await openReport(platform, caller('leader'), 2025)).toMatchObject({
      ok: false,
      refusal: { code: 'forbidden' },
    })
    expect(await openReport(platform, { ...writer, scope: of('sfj') }, 2025)).toMatchObject({
      ok: false,
      refusal: { code: 'forbidden' },
    })
    expect(await draftReport(platform, overview, 2025)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(good(await openReport(platform, writer, 2025))).toMatchObject({ year: 2025, version: 1, status: 'draft' })
    expect(await openReport(platform, writer, 2025)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  })

  it('follows the records while it is a draft', async () => {
    const received = async () =>
      good(await draftReport(platform, overview, 2025)).report.figures.find(f => f.code === 'test-aid.received')?.value
    expect(await received()).toBe(4)
    await tell(db, of('lac'), [{ opened: '2025-09-09', closed: '2025-09-10', result: 'won', person: '戊' }])
    expect(await received()).toBe(5)
  })

  it('names what stood past its day and what was entered late', async () => {
    expect(await delaysOf(db, overview, 2025, '2025-12-31')).toEqual({
      overdue: [{ system: 'test-aid', limit: 'decide', matters: 1 }],
      recordedLate: [{ system: 'test-aid', facts: 2, most: 31 }],
    })
    expect(await delaysOf(db, overview, 2025, '2025-06-20')).toMatchObject({ overdue: [] })
    // A least time that has passed (thirty days for comments) is nobody's lateness.
    await db.owner.query(`update zs.deadline set kind = 'MIN'`)
    expect(await delaysOf(db, overview, 2025, '2025-12-31')).toMatchObject({ overdue: [] })
    await db.owner.query(`update zs.deadline set kind = 'MAX'`)
    const { report } = good(await draftReport(platform, overview, 2025))
    const lines = report.chapters
      .find(c => c.code === 'shortcomings')
      ?.paragraphs.map(plainText)
      .join('')
    expect(lines).toContain('测试援助有1件超过“办结”期限仍未办结')
    expect(lines).toContain('最长迟31日')
  })

  it('takes numbers set by hand with a reason, and gives them back', async () => {
    const figure = 'test-aid.won'
    const set = (value: number | null, reason = '三件待补录') =>
      setOverride(platform, writer, 2025, { figure, value, reason })
    expect(await set(9, ' ')).toMatchObject({ ok: false, refusal: { path: 'reason' } })
    expect(await set(-1)).toMatchObject({ ok: false, refusal: { path: 'value' } })
    expect(await setOverride(platform, writer, 2025, { figure: 'no.such', value: 1, reason: 'x' })).toMatchObject({
      ok: false,
    })
    good(await set(9))
    const { report } = good(await draftReport(platform, overview, 2025))
    expect(report.overrides).toMatchObject([{ figure, value: 9, computed: 3, reason: '三件待补录', by: 'p-sfj' }])
    expect(report.identities.find(i => i.code === 'test-aid.funnel')?.holds).toBe(false)
    good(await set(null))
    expect(good(await draftReport(platform, overview, 2025)).report.overrides).toEqual([])
  })

  it('takes words only where there is a place for them', async () => {
    expect(await setText(platform, writer, 2025, { place: 'figures', content: 'x' })).toMatchObject({
      ok: false,
      refusal: { path: 'place' },
    })
    await write({ opening: '本年{test-aid.received}。' })
    expect(good(await draftReport(platform, overview, 2025)).report.opening.map(plainText)).toEqual(['本年5件。'])
    await write({ opening: '' })
    expect(good(await draftReport(platform, overview, 2025)).texts).toEqual({})
  })

  it('is not checked while words are missing or identities broken, unless it is said why', async () => {
    const refused = await checkReport(platform, writer, 2025)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'guard' } })
    await fillIn(2025)
    good(await setOverride(platform, writer, 2025, { figure: 'test-aid.won', value: 9, reason: '补录' }))
    const broken = await checkReport(platform, writer, 2025)
    expect(broken.ok ? '' : broken.refusal.message).toContain('不成立')
    expect(await publishReport(platform, writer, 2025, '六件在另一系统')).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-stage' },
    })
    const head = good(await checkReport(platform, writer, 2025, '六件在另一系统'))
    expect(head).toMatchObject({ status: 'checked', explanation: '六件在另一系统' })
  })

  it('once checked changes only after it was given back', async () => {
    expect(await setText(platform, writer, 2025, { place: 'opening', content: '改' })).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-stage' },
    })
    good(await returnToDraft(platform, writer, 2025))
    good(await setOverride(platform, writer, 2025, { figure: 'test-aid.won', value: null, reason: '' }))
    good(await checkReport(platform, writer, 2025))
  })

  it('is frozen when it is published: hashed with the head of the log, and unmoved by later records', async () => {
    const { head, frozen } = good(await publishReport(platform, writer, 2025))
    expect(head.status).toBe('published')
    expect(head.hash).toBe(sm3(canonicalJson(frozen)))
    const [anchor] = await read<{ n: number; hash: string }>(
      db,
      overview,
      `select n, encode(hash, 'hex') as hash from zs.anchor where division = $1 order by n desc limit 1`,
      [division],
    )
    expect(frozen.log).toEqual({ anchor: anchor?.n, hash: anchor?.hash })
    await tell(db, of('lac'), [{ opened: '2025-10-10' }])
    const shown = good(await publishedReport(platform, { ...overview, sees: 'public' }, 2025))
    expect(shown.frozen.report.figures.find(f => f.code === 'test-aid.received')?.value).toBe(5)
    expect(hashOfReport(shown.frozen)).toBe(head.hash)
    expect(hashOfReport({ ...shown.frozen, version: 2 })).not.toBe(head.hash)
  })

  it('once published cannot be changed or deleted, not even by the owner of the tables', async () => {
    for (const sql of [
      `update zs.report set content = '{}'`,
      `update zs.report set status = 'draft', content = null, hash = null, published_at = null`,
      `update zs.report set hash = 'x'`,
      `delete from zs.report`,
    ])
      await expect(db.owner.query(sql), sql).rejects.toThrow(/published report does not change|never deleted/)
    const changed = await transact(db, overview, async trx => {
      const sql = `update zs.report_text set content = 'x' where division = $1 and year = 2025 returning place`
      return { ok: true, value: await query(trx, sql, [division]) }
    })
    expect(good(changed)).toEqual([])
  })

  it('shows a text that was tampered with to nobody', async () => {
    await db.owner.query('alter table zs.report disable trigger keep_published')
    await db.owner.query(`update zs.report set content = replace(content, '准绳示范区', '准绳示范県')`)
    expect(await publishedReport(platform, overview, 2025)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    await db.owner.query(`update zs.report set content = replace(content, '准绳示范県', '准绳示范区')`)
    await db.owner.query('alter table zs.report enable trigger keep_published')
    good(await publishedReport(platform, overview, 2025))
  })

  it('is taken back with a reason, stays readable, and goes on as the next version with the same words', async () => {
    expect(await withdrawReport(platform, writer, 2025, ' ')).toMatchObject({ ok: false, refusal: { path: 'reason' } })
    const next = good(await withdrawReport(platform, writer, 2025, '发现一件漏报'))
    expect(next).toMatchObject({ version: 2, status: 'draft' })
    expect(await publishedReport(platform, overview, 2025)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    const old = good(await publishedReport(platform, { ...overview, sees: 'public' }, 2025, 1))
    expect(old.head).toMatchObject({ status: 'withdrawn', withdrawnReason: '发现一件漏报' })
    const draft = good(await draftReport(platform, overview, 2025))
    expect(draft.texts['chapter.responsible.text']).toBe('已填写')
    expect(draft.report.figures.find(f => f.code === 'test-aid.received')?.value).toBe(6)
  })

  it('is compared with last year’s published report', async () => {
    good(await openReport(platform, writer, 2024))
    await fillIn(2024)
    good(await checkReport(platform, writer, 2024))
    good(await publishReport(platform, writer, 2024))
    const { report } = good(await draftReport(platform, overview, 2025))
    expect(report.changes).toContainEqual({ code: 'test-aid.received', now: 6, before: 1 })
    const text = report.chapters
      .flatMap(c => c.sections.flatMap(s => s.paragraphs))
      .map(plainText)
      .join('')
    expect(text).toContain('比上年增加')
  })

  it('is listed to the public only once it was published', async () => {
    const list = async (sees: 'division' | 'public') =>
      (await listReports(platform, { ...overview, sees })).map(h => `${h.year}/${h.version} ${h.status}`)
    expect(await list('division')).toEqual(['2025/2 draft', '2025/1 withdrawn', '2024/1 published'])
    expect(await list('public')).toEqual(['2025/1 withdrawn', '2024/1 published'])
    expect(await listReports(platform, { ...overview, division: '990102' })).toEqual([])
  })
})
