import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { extractReport } from '#reader/input.ts'
import { readReport } from '#reader/read-report.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { againstLedger } from '#report/against-ledger.ts'
import type { Report } from '#report/compose.ts'
import { figuresOf } from '#report/figures.ts'
import { reportDocx, reportPage } from '#report/render.ts'
import { plainText } from '#report/spans.ts'
import { checkReport, draftReport, openReport, publishedReport, publishReport, setText } from '#report/store.ts'
import { demonstrationDivision, enterDistrict } from '#simulation/district.ts'
import { simulate } from '#simulation/simulate.ts'
import { type TestDatabase, testDatabase } from './kit/database.ts'

/**
 * The platform writes yearly reports and reads them: what it published must come back from the reader as the very figures
 * that were put in, from the web page and from the Word file alike.
 */
const systems = ['enforcement-officer', 'reconsideration', 'mediation', 'legal-aid', 'hotline', 'publicity-activity']
const scope = { division: demonstrationDivision, organ: 'sfj', sees: 'division', person: 'p-writer' } as const
const writer: Caller = {
  actor: { id: 'p-writer', name: '林某', division: scope.division, organ: 'sfj', roles: ['reportWriter'] },
  scope,
  origin: 'user',
}

let db: TestDatabase
let platform: Platform
let report: Report

const good = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}

async function publish(year: number): Promise<void> {
  good(await openReport(platform, writer, year))
  for (const f of good(await draftReport(platform, scope, year)).report.findings)
    if (f.code === 'missing') good(await setText(platform, writer, year, { place: f.place, content: '已经落实' }))
  good(await checkReport(platform, writer, year))
  good(await publishReport(platform, writer, year))
}

beforeAll(async () => {
  db = await testDatabase()
  good(await enterDistrict(db))
  platform = await createPlatform(db, zhunshengCatalogue, () => '2026-03-02T02:00:00.000Z')
  for (const [year, scale] of [
    [2024, 0.03],
    [2025, 0.05],
  ] as const) {
    good(await simulate(platform, { division: scope.division, year, scale, systems, seed: 'round trip' }))
    await publish(year)
  }
  report = good(await publishedReport(platform, scope, 2025)).frozen.report
}, 240_000)
afterAll(() => db.close())

const paragraphs = () => [
  ...report.opening,
  ...report.chapters.flatMap(c => [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)]),
]

/** Where every paragraph of the report begins in a text; the report's order is the text's. */
function placesIn(text: string): number[] {
  let from = 0
  return paragraphs().map(p => {
    const at = text.indexOf(plainText(p), from)
    if (at < 0) throw new Error(`the file has lost “${plainText(p)}”`)
    from = at
    return at
  })
}

const files = {
  网页: async () => ({ name: '年报.html', bytes: Buffer.from(reportPage(report)) }),
  公文: async () => ({ name: '年报.docx', bytes: await reportDocx(report) }),
}

describe.each(Object.entries(files))('已发布的年度报告由年报体检读回：%s', (_kind, file) => {
  const readOnce = async () => {
    const { name, bytes } = await file()
    const { text } = good(await extractReport(bytes, name))
    return { text, reading: readReport(text) }
  }
  let result: ReturnType<typeof readOnce> | undefined
  const read = () => {
    result ??= readOnce()
    return result
  }

  it('地区和年份相同', async () => {
    const { reading } = await read()
    expect([reading.division, reading.year]).toEqual(['准绳区', 2025])
  })

  it('每一个数字都在原处读出，数值和单位相同', async () => {
    const { text, reading } = await read()
    const byStart = new Map(reading.statistics.map(s => [s.start, s]))
    const byCode = new Map(report.figures.map(f => [f.code, f]))
    let figures = 0
    for (const [i, start] of placesIn(text).entries()) {
      let at = start
      for (const span of paragraphs()[i] ?? []) {
        const words = span.kind === 'text' ? span.text : span.printed
        const figure = span.kind === 'figure' && /\d/.test(words) ? byCode.get(span.code) : undefined
        if (figure) {
          figures++
          const found = byStart.get(at)
          expect(found?.text, `${figure.systemName}“${figure.name}”`).toBe(words)
          expect(found?.unit).toBe(figure.unit)
          // Money is printed in 万元 with two decimals.
          expect(Math.abs((found?.value ?? 0) - (figure.value ?? 0))).toBeLessThanOrEqual(figure.money ? 50 : 0)
        }
        at += words.length
      }
    }
    expect(figures).toBeGreaterThan(50)
  })

  it('除此之外没有读出别的数字：正文中的数，除日期外，一个不多，一个不少', async () => {
    const { text, reading } = await read()
    const expected = placesIn(text).flatMap((start, i) => {
      const words = plainText(paragraphs()[i] ?? []).replace(/\d{4}年(?:\d{1,2}月\d{1,2}日)?|\d{1,2}月\d{1,2}日/g, d =>
        '年'.repeat(d.length),
      )
      return [...words.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(m => ({ start: start + m.index, number: m[0] }))
    })
    expect(reading.statistics.map(s => ({ start: s.start, number: /^[\d,.]+/.exec(s.text)?.[0] }))).toEqual(expected)
  })

  it('必备章节不缺，没有一组关系被判为不成立，写明件数的比率都能复算', async () => {
    const { text, reading } = await read()
    expect(reading.chapters.missing.filter(c => c.required).map(c => c.name)).toEqual([])
    const rates = [...text.matchAll(/%（[\d,]+\S{1,2}中\d+/g)].map(m => m.index)
    const computed = reading.identities.flatMap(i => (i.kind === 'ratio' ? [i.rate] : []))
    const ends = new Set(reading.statistics.filter(s => computed.includes(s.start)).map(s => s.end - 1))
    expect(rates.length).toBeGreaterThan(5)
    expect(rates.filter(at => !ends.has(at))).toEqual([])
    expect(reading.identities.filter(i => !i.holds).map(i => i.verdict)).toEqual([])
  })

  it('与台账数据对照，凡对上的都相符', async () => {
    const { reading } = await read()
    const figures = await figuresOf(db, scope, platform.catalogue, 2025)
    const { matches } = againstLedger(reading, figures, 2025)
    expect(matches.length).toBeGreaterThan(40)
    expect(matches.filter(m => !m.agrees)).toEqual([])
  })
})
