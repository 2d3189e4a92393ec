import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordState } from '#kernel/record.ts'
import { formatChineseDate } from '#kernel/time/date.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { sweep } from '#records/records.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { verify } from '#store/verify.ts'
import { figuresOf } from '../report/figures.ts'
import { plainText } from '../report/spans.ts'
import { hashOfReport, listReports, publishedReport } from '../report/store.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { isDemonstrationLoaded, loadDemonstration } from './demonstration.ts'
import { demonstrationDivision as division } from './district.ts'
import { usualWords, words2022 } from './report-words.ts'
import { handMattersOver } from './hand-overs.ts'
import { ruleText } from './rule-text.ts'
import type { Progress } from './simulate.ts'
import figures2022 from './targets/990101-2022.json' with { type: 'json' }
import { publishYearlyReport } from './yearly-report.ts'

const scope: Scope = { division, organ: '', sees: 'division', person: 'test' }
let db: TestDatabase
let platform: Platform

beforeAll(async () => {
  db = await testDatabase()
  platform = await createPlatform(db, zhunshengCatalogue, () => '2026-11-20T02:00:00.000Z')
})
afterAll(() => db.close())

const countRecords = async () =>
  (await read<{ n: number }>(db, scope, 'select count(*)::int as n from zs.record where division = $1', [division]))[0]
    ?.n ?? 0

test('演示数据一次装入，2022年的指标与公布的数值完全一致', async () => {
  const told: Progress[] = []
  const loaded = await loadDemonstration(platform, { onProgress: p => told.push(p) })
  expect(loaded).toMatchObject({ ok: true })
  expect(await countRecords()).toBe(loaded.ok ? loaded.value.written : 0)
  expect(await isDemonstrationLoaded(platform)).toBe(true)
  const percents = told.map(p => p.percent)
  expect(percents).toEqual(percents.toSorted((a, b) => a - b))
  expect(percents.at(-1)).toBe(100)

  const figures = await figuresOf(db, scope, zhunshengCatalogue, 2022)
  const values = Object.fromEntries(
    Object.keys(figures2022.figures).map(code => [code, figures.find(f => f.code === code)?.value]),
  )
  expect(values).toEqual(figures2022.figures)
}, 300_000)

test('2022年度报告已经公布：没有空白，没有未处理的问题，文中数字都取自办件', async () => {
  const found = await publishedReport(platform, { ...scope, sees: 'public' }, 2022)
  if (!found.ok) throw new Error(found.refusal.message)
  const { head, frozen } = found.value
  expect(head).toMatchObject({ version: 1, status: 'published' })
  expect(head.hash).toBe(hashOfReport(frozen))
  expect(head.explanation).toBeUndefined()
  const { report } = frozen
  expect(report.findings.filter(f => f.blocks || f.code === 'typed-number' || f.code === 'doubled')).toEqual([])
  const told = report.chapters.flatMap(c => [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)])
  const text = told.map(plainText).join('\n')
  expect(text).not.toMatch(/[＿{}]/)
  // Every sentence is its writer's own or the program's: none of those for what nobody foresaw.
  for (const words of Object.values(usualWords)) if (!words.startsWith('2023')) expect(text).not.toContain(words)
  const printed = new Set(told.flatMap(p => p.flatMap(s => (s.kind === 'figure' ? [s.code] : []))))
  for (const code of ['reconsideration.received', 'mediation.succeeded', 'legal-aid.recovered'])
    expect(printed).toContain(code)
})

test('热线移送的事项，有的待接收，有的已退回', async () => {
  const rows = await read<{ state: RecordState }>(
    db,
    scope,
    `select state from zs.record where division = $1 and system = 'hotline' and state ? 'handOvers' order by id`,
    [division],
  )
  const given = rows.flatMap(({ state }) => state.handOvers ?? []).map(h => `${h.to} ${h.status}`)
  expect(given.toSorted()).toEqual(['fyzx pending', 'qfjdtw returned', 'zpztw pending'])
})

test('a second load writes nothing', async () => {
  const [before, reports] = [await countRecords(), await listReports(platform, scope)]
  expect(await loadDemonstration(platform)).toEqual({ ok: true, value: { written: 0 } })
  expect(await countRecords()).toBe(before)
  // Nor where the load was interrupted after the report and before its last mark.
  expect(await publishYearlyReport(platform, 2022, words2022)).toEqual({ ok: true, value: undefined })
  expect(await listReports(platform, scope)).toEqual(reports)
  const [event] = await read(db, scope, 'select count(*) from zs.event')
  expect(await handMattersOver(platform)).toEqual({ ok: true, value: undefined })
  expect(await read(db, scope, 'select count(*) from zs.event')).toEqual([event])
})

test('no record waits for something that the law does by itself, so that the figures stay', async () => {
  expect(await sweep(platform, division)).toBe(0)
})

test('work of past years is done: nothing of 2022 stands overdue today', async () => {
  const rows = await read(
    db,
    scope,
    `select number from zs.record where division = $1 and opened_on < '2026-01-01' and due_status = 'running'
       and next_due < '2026-11-20' and system <> 'enforcement-officer'`,
    [division],
  )
  expect(rows).toEqual([])
})

const statesOf = async (year: string) =>
  (
    await read<{ state: RecordState }>(
      db,
      scope,
      `select state from zs.record where division = $1 and opened_on >= $2 order by id`,
      [division, `${year}-01-01`],
    )
  ).map(r => r.state)

test('每一种转出联系在当年都有实例：由来的阶段允许，去向在其后，两本日志写着同一条联系', async () => {
  const states = new Map((await statesOf('2026')).map(s => [s.id, s]))
  const used = new Set<string>()
  for (const opened of states.values()) {
    const from = opened.links.find(l => l.kind === 'from')
    if (!from) continue
    const source = states.get(from.record) as RecordState
    const link = zhunshengCatalogue.get(source.system, source.version).links[from.code]
    used.add(`${source.system}.${from.code}`)
    expect(link, `${source.number} → ${opened.number}`).toMatchObject({ kind: 'opens', to: opened.system })
    expect(source.links).toContainEqual({
      ...from,
      kind: 'to',
      system: opened.system,
      record: opened.id,
      number: opened.number,
    })
    expect(link?.stages ?? [source.stage]).toContain(source.stage)
    expect(opened.openedOn > (source.steps.at(-1)?.on ?? '')).toBe(true)
    for (const [theirs, ours] of Object.entries(link?.values ?? {}))
      if (typeof ours === 'string' && source.values[ours] !== undefined)
        expect([source.values[ours], expect.any(String)], `${opened.number} ${theirs}`).toContainEqual(
          opened.values[theirs],
        )
  }
  const declared = zhunshengCatalogue.systems.flatMap(system =>
    Object.entries(zhunshengCatalogue.newest(system)?.links ?? {}).flatMap(([code, l]) =>
      l.kind === 'opens' ? [`${system}.${code}`] : [],
    ),
  )
  // Whether a task failed is known after the year.
  expect([...used].toSorted()).toEqual(declared.filter(code => code !== 'task-plan.nextYear').toSorted())
})

test('一起纠纷可以从热线工单一路看到司法确认；被复议的处罚带着文号和作出机关', async () => {
  const states = new Map((await statesOf('2026')).map(s => [s.id, s]))
  const before = (s: RecordState | undefined) => states.get(s?.links.find(l => l.kind === 'from')?.record ?? '')
  const confirmations = [...states.values()].filter(s => s.system === 'judicial-confirmation')
  const threads = confirmations.map(c => [before(before(c))?.system, before(c)?.system, c.system])
  expect(threads).toContainEqual(['hotline', 'mediation', 'judicial-confirmation'])

  const challenged = [...states.values()].filter(s => before(s)?.system === 'penalty')
  expect(challenged.length).toBeGreaterThan(0)
  for (const r of challenged) {
    const penalty = before(r) as RecordState
    const decision = penalty.steps.flatMap(s => s.documents ?? []).find(d => d.code === 'penaltyDecision')
    expect(r.values).toMatchObject({ act: `${decision?.number}行政处罚决定`, challenged: penalty.id })
    expect(r.parties.find(p => p.role === 'respondent')?.organ).toBe(penalty.organ)
  }
})

const systemStates = async (system: string) =>
  (
    await read<{ state: RecordState }>(
      db,
      scope,
      'select state from zs.record where division = $1 and system = $2 order by id',
      [division, system],
    )
  ).map(r => r.state)

test('调解协议自签订（达成）之日起生效：没有一件的生效日在此之前或者之后', async () => {
  const agreed = (await systemStates('mediation')).flatMap(s => {
    const on = s.steps.find(step => step.action === 'agree')?.on
    return on === undefined ? [] : [[s.number, on, s.values.effectiveOn]]
  })
  expect(agreed.length).toBeGreaterThan(1700)
  expect(agreed.filter(([, on, effective]) => effective !== on)).toEqual([])
})

test('规范性文件库里有有效的，也有废止、修改的；同一机关一年之内，公布在后的文号不在前', async () => {
  const published = (await systemStates('normative-document')).filter(s => s.steps.some(x => x.action === 'publish'))
  expect(published.length).toBeGreaterThan(15)
  const stages = new Set(published.map(s => s.stage))
  expect(stages).toContain('inForce')
  expect(['repealed', 'replaced', 'lapsed'].filter(s => stages.has(s)).length).toBeGreaterThan(1)
  const numbered = published
    .map(s => {
      const [, mark, n] = /^(.+〕)(\d+)号$/.exec(String(s.values.documentNumber)) ?? []
      return { mark, n: Number(n), on: s.steps.find(x => x.action === 'register')?.on ?? '' }
    })
    .toSorted((a, b) => a.on.localeCompare(b.on))
  for (const [i, later] of numbered.entries())
    for (const earlier of numbered.slice(0, i))
      if (earlier.mark === later.mark) expect(later.n).toBeGreaterThanOrEqual(earlier.n)
})

test('公布的规范性文件都有正文，正在征求意见的都有征求意见稿；正文写着文件名和施行日期', async () => {
  const rules = await systemStates('normative-document')
  const without = (name: string) => (s: RecordState) => !s.files.some(f => f.name === name)
  const published = rules.filter(s => s.steps.some(x => x.action === 'publish'))
  const open = rules.filter(s => s.stage === 'consulting')
  expect(open.length).toBeGreaterThan(0)
  expect(published.filter(without('正文.docx')).map(s => s.number)).toEqual([])
  expect(open.filter(without('征求意见稿.docx')).map(s => s.number)).toEqual([])
  for (const s of published) {
    const text = JSON.stringify(ruleText(s, '准绳区人民政府', false))
    expect(text).toContain(String(s.values.documentTitle))
    expect(text).toContain(formatChineseDate(String(s.values.effectiveOn)))
  }
})

test('2022年的记录不因联系而变：没有一件与其他记录相连', async () => {
  const [row] = await read<{ n: number }>(
    db,
    scope,
    `select count(*)::int as n from zs.link l join zs.record r on r.division = l.division and r.id = l.record
     where l.division = $1 and r.opened_on < '2026-01-01'`,
    [division],
  )
  expect(row?.n).toBe(0)
})

test('the log with its links is intact', async () => {
  const { findings } = await verify(db)
  expect(findings).toEqual([])
})

test('some certificates have run out, most are valid', async () => {
  const [row] = await read<{ valid: number; lapsed: number }>(
    db,
    scope,
    `select count(*) filter (where state->'values'->>'validUntil' >= '2026-11-20')::int as valid,
       count(*) filter (where state->'values'->>'validUntil' < '2026-11-20')::int as lapsed
     from zs.record where division = $1 and system = 'enforcement-officer'`,
    [division],
  )
  expect(row?.lapsed).toBeGreaterThan(0)
  expect(row?.valid).toBeGreaterThan(5 * (row?.lapsed ?? 0))
})
