import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { of, overview, type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { difference, percent, printScaled } from './arithmetic.ts'
import { foundDivision, systems, type Told, tell } from './district.fixture.ts'
import { type DrillDownRow, drillDown } from './drill-down.ts'
import { evaluated, figuresOf, type ReportFigure } from './figures.ts'
import { identitiesOf } from './identities.ts'

let db: TestDatabase
let platform: Platform
let figures: ReportFigure[]
const value = (name: string, from: readonly ReportFigure[] = figures) =>
  from.find(f => f.code === `test-aid.${name}`)?.value

const stories: readonly Told[] = [
  // Carried in from 2024: one is concluded in 2025, two on the very first day, one stays open.
  { opened: '2024-06-03', closed: '2025-02-03', result: 'won', recovered: 1_000_050, person: '甲' },
  { opened: '2024-12-30', closed: '2025-01-01', result: 'lost', person: '乙' },
  { opened: '2024-12-31', closed: '2025-01-01', result: 'stopped', person: '壬' },
  { opened: '2024-12-31', person: '丙' },
  // Over before the year begins: in no figure of 2025 but the hotline's, whose year begins in December.
  { opened: '2024-12-02', closed: '2024-12-31', result: 'won', recovered: 77, person: '丁' },
  // The year itself, first and last day included.
  { opened: '2025-01-01', closed: '2025-01-20', result: 'won', recovered: 29, person: '甲' },
  { opened: '2025-03-03', closed: '2025-03-20', result: 'lost', person: '甲' },
  { opened: '2025-12-01', closed: '2025-12-31', result: 'stopped', person: '戊' },
  { opened: '2025-12-31', person: '己' },
  // Closed only after the year: open at its end.
  { opened: '2025-11-30', closed: '2026-01-02', result: 'won', recovered: 5, person: '庚' },
  { opened: '2026-01-01', person: '辛' },
]

beforeAll(async () => {
  db = await testDatabase()
  await foundDivision(db)
  platform = await createPlatform(db, systems, () => '2026-03-02T02:00:00.000Z')
  await tell(db, of('lac'), stories)
  await tell(db, of('lac', { division: '990102' }), [{ opened: '2025-05-05' }])
  figures = await figuresOf(db, overview, systems, 2025)
})
afterAll(() => db.close())

describe('figures of a year', () => {
  it('count what falls on the days of the year, first and last day included', () => {
    expect(value('received')).toBe(5)
    expect([value('won'), value('lost'), value('stopped')]).toEqual([2, 2, 2])
  })

  it('tell what was open at the start and at the end', () => {
    expect(value('carriedIn')).toBe(4)
    expect(value('open')).toBe(3)
  })

  it('count a person once however often he came', () => {
    expect(value('people')).toBe(4)
  })

  it('add money in 分 and tell it in 元', () => {
    expect(value('recovered')).toBe(10_000.79)
  })

  it('keep to a period of their own', () => {
    const calls = figures.find(f => f.code === 'test-aid.calls')
    expect(calls?.period).toEqual({ from: '2024-12-01', to: '2025-11-30' })
    expect(calls?.value).toBe(7)
  })

  it('divide what is printed beside them, and say nothing when there is nothing to divide by', async () => {
    expect(figures.find(f => f.code === 'test-aid.winRate')).toMatchObject({ value: 50, numerator: 2, denominator: 4 })
    const empty = await figuresOf(db, overview, systems, 2023)
    expect(empty.find(f => f.code === 'test-aid.winRate')).toMatchObject({ value: null, numerator: 0, denominator: 0 })
  })

  it('follow a number that was set by hand, through totals and ratios', () => {
    const changed = evaluated(
      figures,
      new Map([
        ['test-aid.won', 5],
        ['test-aid.recovered', 12.34],
      ]),
    )
    expect(value('concluded', changed)).toBe(9)
    expect(value('winRate', changed)).toBe(71.4)
    expect(changed.find(f => f.code === 'test-aid.recovered')).toMatchObject({ value: 12.34, exact: 1234 })
  })

  it('of another division or of nobody are zero', async () => {
    expect(value('received', await figuresOf(db, { ...overview, division: '990102' }, systems, 2025))).toBe(1)
    for (const sees of ['none', 'public'] as const)
      expect(value('received', await figuresOf(db, { ...overview, sees }, systems, 2025)), sees).toBe(0)
  })

  it('of an organ are those of its own records and of those it takes part in', async () => {
    await tell(db, of('other', { division: '990103' }), [
      { opened: '2025-05-05', helper: 'helper', closed: '2025-06-01', person: '甲' },
      { opened: '2025-05-06', person: '乙' },
    ])
    const at = (organ: string) => of(organ, { division: '990103' })
    // What row security lets the organ count by itself is what the figure must say.
    const visible = async (organ: string) =>
      (
        await read<{ n: number }>(
          db,
          at(organ),
          `select count(*)::int as n from zs.contribution where figure = 'received' and on_day between '2025-01-01' and '2025-12-31'`,
        )
      )[0]?.n
    for (const [organ, n] of Object.entries({ other: 2, helper: 1, stranger: 0 })) {
      expect(value('received', await figuresOf(db, at(organ), systems, 2025)), organ).toBe(n)
      expect(await visible(organ), organ).toBe(n)
    }
    const people = (await figuresOf(db, at('other'), systems, 2025)).find(f => f.code === 'test-aid.people')
    expect(people?.value).toBe(2)
  })
})

describe('the list behind a figure', () => {
  async function all(figure: string, part?: 'numerator' | 'denominator', scope: Scope = overview, year = 2025) {
    const rows: DrillDownRow[] = []
    let after: string | undefined
    for (let pages = 0; pages < 50; pages++) {
      const page = await drillDown(platform, scope, {
        figure: `test-aid.${figure}`,
        year,
        limit: 2,
        ...(part ? { part } : {}),
        ...(after ? { after } : {}),
      })
      if (!page.ok) throw new Error(page.refusal.message)
      rows.push(...page.value.rows)
      after = page.value.next
      if (!after) return { rows, entries: page.value.entries }
    }
    throw new Error('pages without end')
  }

  it('has as many rows as the figure says, whatever its kind, page by page', async () => {
    for (const f of figures) {
      const name = f.code.slice('test-aid.'.length)
      if (f.kind === 'ratio') {
        for (const part of ['numerator', 'denominator'] as const) {
          const { rows, entries } = await all(name, part)
          expect(rows.length, `${name} ${part}`).toBe(f[part])
          expect(entries).toBe(rows.length)
        }
        continue
      }
      const { rows, entries } = await all(name)
      expect(entries, name).toBe(rows.length)
      if (f.kind === 'sum')
        expect(
          rows.reduce((a, r) => a + r.amount, 0),
          name,
        ).toBe(Math.round((f.value ?? 0) * 100))
      else if (f.kind === 'distinct') expect(new Set(rows.map(r => r.key)).size, name).toBe(f.value)
      else expect(rows.length, name).toBe(f.value)
      expect(new Set(rows.map(r => `${r.figure} ${r.id}`)).size, `${name}: no row twice`).toBe(rows.length)
    }
  })

  it('names the records, the oldest first', async () => {
    const { rows } = await all('received')
    expect(rows.map(r => r.on)).toEqual(['2025-01-01', '2025-03-03', '2025-11-30', '2025-12-01', '2025-12-31'])
    expect(rows[0]).toMatchObject({
      system: 'test-aid',
      organName: '法律援助中心',
      stageName: '办结',
      outcomeName: '支持',
    })
  })

  it('tells persons apart without naming them to those who do not handle the record', async () => {
    const { rows } = await all('people')
    expect(rows[0]?.title).toMatch(/\*/)
    expect(JSON.stringify(rows)).not.toMatch(/[甲戊己庚]/)
    expect((await all('people', undefined, of('lac'))).rows.map(r => r.title)).toContain('甲')
  })

  it('shows nobody what he may not see', async () => {
    expect((await all('received', undefined, of('stranger'))).rows).toEqual([])
    expect((await all('received', undefined, { ...overview, sees: 'none' })).rows).toEqual([])
  })

  it('refuses an unknown figure, a ratio without its part, and a page that never was', async () => {
    const ask = async (input: object) =>
      drillDown(platform, overview, { figure: 'test-aid.received', year: 2025, ...input })
    expect(await ask({ figure: 'no.such' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await ask({ figure: 'test-aid.winRate' })).toMatchObject({ ok: false, refusal: { path: 'part' } })
    for (const after of [
      'x',
      Buffer.from('[0,"nonsense","x"]').toString('base64url'),
      Buffer.from('[9,"a","00000000-0000-4000-8000-000000000000"]').toString('base64url'),
    ])
      expect(await ask({ after })).toMatchObject({ ok: false, refusal: { path: 'after' } })
  })
})

describe('identities', () => {
  it('hold over the records as they are', () => {
    const verdicts = identitiesOf(systems, 2025, figures)
    expect(verdicts.map(v => [v.code, v.holds, v.whole, v.parts])).toEqual([
      ['test-aid.funnel', true, 9, 9],
      ['test-aid.results', true, 6, 6],
    ])
  })

  it('break when a number is set by hand without its parts, and say by how much', () => {
    const changed = evaluated(figures, new Map([['test-aid.concluded', 8]]))
    const verdicts = identitiesOf(systems, 2025, changed)
    expect(verdicts.map(v => [v.holds, v.difference])).toEqual([
      [false, -2],
      [false, 2],
    ])
  })
})

describe('rounding', () => {
  it('is half up on the exact fraction, not on its binary neighbour', () => {
    expect(percent(1, 16, 1)).toBe(6.3) // 6.25
    expect(percent(201, 20000, 2)).toBe(1.01) // 1.005, which binary arithmetic makes 1.00
    expect(percent(3, 33, 1)).toBe(9.1)
    expect(percent(14, 30, 1)).toBe(46.7)
    expect(percent(2, 3, 0)).toBe(67)
    expect(percent(0, 0, 1)).toBeNull()
    expect(percent(33, 33, 1)).toBe(100)
  })

  it('prints 分 as 万元 with two decimals at most', () => {
    expect(printScaled(429_020_000, 6, 2)).toBe('429.02')
    expect(printScaled(563_180_000, 6, 2)).toBe('563.18')
    expect(printScaled(1_234_567_890_000, 6, 2)).toBe('1,234,567.89')
    expect(printScaled(1_005_000, 6, 2)).toBe('1.01')
  })

  it('computes changes at printed precision', () => {
    expect(difference(12.3, 4.1, 1)).toBe(8.2)
  })
})
