import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { catalogue } from '#kernel/catalogue.ts'
import { activity, type Declaration } from '#kernel/declaration.ts'
import { integer, text } from '#kernel/field.ts'
import { count, sum } from '#kernel/figure.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { chapterOf } from './chapters.ts'
import { type ComposeInput, composeReport, isPlace, type Report } from './compose.ts'
import { aid } from './district.fixture.ts'
import { declaredFigures, evaluated, figuresFrom, type ReportFigure } from './figures.ts'
import { identitiesOf } from './identities.ts'
import { reportDocx, reportHtml, reportJson, reportSheet } from './render.ts'
import { plainText, printChange, printFigure, slotsOf } from './spans.ts'
import { templateSystems, templates } from './templates.ts'

const walk = activity({
  group: 'publicity',
  code: 'test-walk',
  version: '2024',
  name: '测试走访',
  about: '仅供检验。',
  inForce: { from: '2020-01-01' },
  numbering: '测走',
  unit: '次',
  fields: { place: text('地点'), people: integer('人数', { unit: '人次' }) },
  title: '{place}',
  dateName: '日期',
  by: ['aidClerk'],
  figures: {
    walks: count({
      name: '入户走访',
      unit: '次',
      definition: '按走访之日',
      topic: 'publicity-activity',
      counts: s => s.openedOn,
    }),
    people: sum({
      name: '受众',
      unit: '人次',
      definition: '各次人数之和',
      topic: 'publicity-activity',
      field: 'people',
      counts: s => s.openedOn,
    }),
  },
  identities: [],
})

const year = 2025
/** A year told by hand: figure → number as counted (money in 分). */
const usual: Readonly<Record<string, number>> = {
  'test-aid.carriedIn': 3,
  'test-aid.received': 40,
  'test-aid.won': 14,
  'test-aid.lost': 16,
  'test-aid.stopped': 3,
  'test-aid.open': 10,
  'test-aid.people': 38,
  'test-aid.recovered': 429_020_000,
  'test-aid.inTime': 32,
}

type Changes = Partial<ComposeInput> & {
  numbers?: Readonly<Record<string, number>>
  declarations?: readonly Declaration[]
}

function report(changes: Changes = {}): Report {
  const { numbers = usual, declarations = [aid, walk], overrides = [], ...rest } = changes
  const systems = catalogue(declarations, ['aidClerk'])
  const counted = figuresFrom(declaredFigures(systems, year), year, f => numbers[f.code] ?? 0)
  const figures = evaluated(counted, new Map(overrides.map(o => [o.figure, o.value])))
  return composeReport({
    catalogue: systems,
    division: '990101',
    divisionName: '准绳示范区',
    year,
    counted,
    figures,
    identities: identitiesOf(systems, year, figures),
    overrides,
    texts: {},
    delays: { overdue: [], recordedLate: [] },
    ...rest,
  })
}

const chapter = (r: Report, code: string) => r.chapters.find(c => c.code === code)
const told = (r: Report, system: string) =>
  r.chapters
    .flatMap(c => c.sections.filter(s => s.system === system))
    .map(s => s.paragraphs.map(plainText).join('\n'))
    .join('')

describe('the sentences of a system', () => {
  const sentence = told(report(), 'test-aid')

  it('name the rest of a funnel, and the parts of a whole', () => {
    expect(sentence).toContain('上年结转3件，收到申请40件；办结33件（支持14件、不支持16件、终止3件），年末未结10件')
  })

  it('show what a rate rests on, rounded half up', () => {
    expect(sentence).toContain('支持率46.7%（30件中14件）')
    expect(sentence).toContain('按期办结率97.0%（33件中32件）')
  })

  it('print money in 万元', () => {
    expect(sentence).toContain('挽回损失429.02万元')
  })

  it('tell each figure once, and internal ones only where a whole needs them', () => {
    expect(sentence.match(/33件/g)?.length).toBe(2) // the figure itself, and as what a rate rests on
    expect(sentence).not.toContain('按期办结32')
  })

  it('leave out what is zero, and a system and a chapter without facts', () => {
    const quiet = report({ numbers: { ...usual, 'test-aid.stopped': 0, 'test-aid.recovered': 0 } })
    expect(told(quiet, 'test-aid')).toContain('办结30件（支持14件、不支持16件）')
    expect(told(quiet, 'test-aid')).not.toContain('挽回')
    expect(chapter(quiet, 'publicity')).toBeUndefined()
    expect(JSON.stringify(report({ numbers: {} }).chapters.map(c => c.code))).toBe(
      '["responsible","shortcomings","plan"]',
    )
  })

  it('compare with last year’s published report, rates in 百分点 at printed precision', () => {
    const lastYear = {
      figures: [
        { code: 'test-aid.winRate', value: 38.5 },
        { code: 'test-aid.people', value: 40 },
        { code: 'test-aid.recovered', value: 4_000_000 },
      ],
    }
    const compared = report({ lastYear })
    expect(told(compared, 'test-aid')).toContain('支持率46.7%（30件中14件）（比上年提高8.2个百分点）')
    expect(told(compared, 'test-aid')).toContain('受援人38人（比上年减少2人）')
    expect(told(compared, 'test-aid')).toContain('挽回损失429.02万元（比上年增加29.02万元）')
    expect(compared.changes).toContainEqual({ code: 'test-aid.winRate', now: 46.7, before: 38.5 })
  })

  it('join rates that are all 100%', () => {
    const perfect = report({ numbers: { ...usual, 'test-aid.lost': 0, 'test-aid.stopped': 0, 'test-aid.inTime': 14 } })
    expect(told(perfect, 'test-aid')).toContain('支持率（14件中14件）、按期办结率（14件中14件）均为100%')
  })

  it('print the days of a figure that has a year of its own', () => {
    const r = report({ numbers: { ...usual, 'test-aid.calls': 1234 } })
    expect(told(r, 'test-aid')).toContain('热线来电1,234件（2024年12月1日至2025年11月30日）')
  })

  it('come from nothing but its declaration: a system declared tomorrow is told tomorrow', () => {
    const r = report({ numbers: { ...usual, 'test-walk.walks': 12, 'test-walk.people': 1469 } })
    expect(chapter(r, 'publicity')?.sections[0]).toMatchObject({ system: 'test-walk', title: '测试走访' })
    expect(told(r, 'test-walk')).toBe('全年入户走访12次，受众1,469人次。')
  })

  it('can be written anew around the numbers, which stay those of the records', () => {
    const r = report({ texts: { 'section.test-aid.text': '本年办结{concluded}，<b>其中</b>支持{test-aid.won}。' } })
    expect(told(r, 'test-aid')).toBe('本年办结33件，<b>其中</b>支持14件。')
    const spans = chapter(r, 'services')?.sections[0]?.paragraphs[0] ?? []
    expect(spans.filter(s => s.kind === 'figure').map(s => s.code)).toEqual(['test-aid.concluded', 'test-aid.won'])
  })

  it('can be written anew with what a rate rests on, how it moved, and which days a figure counts', () => {
    const text =
      '支持率{winRate}{winRate:cases}{winRate:change}，来电{calls}{calls:days}，办结{concluded}{concluded:days}。'
    const lastYear = { figures: [{ code: 'test-aid.winRate', value: 30 }] }
    expect(told(report({ texts: { 'section.test-aid.text': text }, lastYear }), 'test-aid')).toMatch(
      /^支持率[\d.]+%（\d+件中14件）（比上年提高[\d.]+个百分点），来电\d+件（2024年12月1日至2025年11月30日），办结33件。$/,
    )
  })
})

describe('chapters', () => {
  it('of a declared system follow from its group, those of some systems from the subject', () => {
    expect(chapterOf(aid)).toBe('services')
    expect(chapterOf({ code: 'hotline', group: 'functions' })).toBe('checks')
    expect(chapterOf({ code: 'law-exam', group: 'leadership' })).toBe('ability')
  })

  it('can be renamed and put in another order', () => {
    const r = report({ texts: { 'chapter.services.title': '法律服务', 'chapters.order': 'plan, services' } })
    expect(r.chapters.map(c => c.code)).toEqual(['plan', 'services', 'responsible', 'shortcomings'])
    expect(chapter(r, 'services')?.title).toBe('法律服务')
  })

  it('of shortcomings name what the records show, and ask for cause, measure, owner and day', () => {
    const r = report({
      delays: {
        overdue: [{ system: 'test-aid', limit: 'decide', matters: 4 }],
        recordedLate: [{ system: 'test-aid', facts: 9, most: 31 }],
      },
    })
    const lines = chapter(r, 'shortcomings')?.paragraphs.map(plainText) ?? []
    expect(lines).toEqual([
      '测试援助存在超期情形，按期办结率为97.0%（33件中32件）。原因是：＿＿＿＿。',
      '测试援助有4件超过“办结”期限仍未办结。原因是：＿＿＿＿。',
      '测试援助有9项办理情况在发生7日后才录入，最长迟31日。原因是：＿＿＿＿。',
    ])
    const places = r.findings.filter(f => f.code === 'missing').map(f => f.place)
    for (const place of [
      'shortcoming.test-aid.timeliness.cause',
      'plan.overdue.test-aid.decide.owner',
      'plan.recorded-late.test-aid.due',
      'chapter.responsible.text',
    ]) {
      expect(places).toContain(place)
      expect(isPlace(place), place).toBe(true)
    }
    expect(chapter(r, 'plan')?.paragraphs).toHaveLength(3)
  })

  it('of shortcomings leave out, with its plan, what the writer gives a reason for', () => {
    const r = report({
      texts: {
        'shortcoming.test-aid.timeliness.omitted': '一件系法院退卷所致',
        'plan.test-aid.timeliness.text': '旧文',
      },
    })
    expect(chapter(r, 'shortcomings')?.paragraphs).toEqual([])
    expect(chapter(r, 'plan')?.paragraphs).toEqual([])
    expect(r.omitted.map(o => [o.place, plainText(o.paragraph), o.reason])).toEqual([
      [
        'shortcoming.test-aid.timeliness',
        '测试援助存在超期情形，按期办结率为97.0%（33件中32件）',
        '一件系法院退卷所致',
      ],
    ])
  })

  it('name of each paragraph the place where its words are written', () => {
    const r = report({ texts: { 'chapter.shortcomings.text': '总的看，还有差距。' } })
    expect(chapter(r, 'shortcomings')?.places).toEqual(['chapter.shortcomings.text', 'shortcoming.test-aid.timeliness'])
  })

  it('of plans print what the writer filled in, and more of his own', () => {
    const key = 'plan.test-aid.timeliness'
    const r = report({
      texts: {
        'chapter.responsible.text': '主要负责人听取汇报。',
        'shortcoming.test-aid.timeliness.cause': '人手不足。',
        [`${key}.measure`]: '增加承办人',
        [`${key}.owner`]: '区司法局',
        [`${key}.due`]: '2026年6月30日',
        'plan.own1.text': '推进示范创建',
        'plan.own1.measure': '逐项对照指标',
        'plan.own1.owner': '区委依法治区办',
        'plan.own1.due': '2026年12月31日',
      },
    })
    expect(chapter(r, 'plan')?.paragraphs.map(plainText)).toEqual([
      '针对测试援助存在的不足，增加承办人，由区司法局负责，2026年6月30日前完成。',
      '推进示范创建，逐项对照指标，由区委依法治区办负责，2026年12月31日前完成。',
    ])
    expect(r.findings).toEqual([])
  })
})

describe('findings', () => {
  const codes = (r: Report) => r.findings.map(f => `${f.code} ${f.place}`)

  it('name an identity that an override breaks, with both sides', () => {
    const r = report({
      overrides: [{ figure: 'test-aid.won', value: 17, reason: '三件待补录', by: 'p', at: '2026-01-05T00:00:00.000Z' }],
    })
    const broken = r.findings.filter(f => f.code === 'identity')
    expect(broken.map(f => f.message)).toEqual([
      '测试援助“上年结转＋收到＝办结＋年末未结”不成立：3＋40≠36＋10，相差3。请核对案件或者人工改写的数据；确有原因的，发布时写明。',
    ])
    expect(told(r, 'test-aid')).toContain('支持率51.5%（33件中17件）')
    expect(r.overrides[0]).toMatchObject({ value: 17, computed: 14, reason: '三件待补录' })
  })

  it('name numbers typed by hand, unknown figures, doubled words and brackets without a partner', () => {
    const r = report({ texts: { 'section.test-aid.text': '办结办结33件，{nosuch}（其中支持{won}。' } })
    for (const code of ['typed-number', 'unknown-figure', 'doubled', 'unpaired'])
      expect(codes(r)).toContain(`${code} section.test-aid.text`)
  })

  it('say nothing of a day, a year or a document number', () => {
    const r = report({
      texts: { 'section.test-aid.text': '2025年3月5日印发准政发〔2025〕3号，规划纲要（2021—2025年）第二项。' },
    })
    expect(codes(r).filter(c => c.includes('section'))).toEqual([])
  })

  it('name a rate of more than 100%', () => {
    expect(codes(report({ numbers: { ...usual, 'test-aid.inTime': 40 } }))).toContain('over-full test-aid.timeliness')
  })
})

describe('rendering', () => {
  const overridden = report({
    overrides: [{ figure: 'test-aid.won', value: 17, reason: '三件<待>补录', by: 'p', at: '2026-01-05T00:00:00.000Z' }],
    texts: { opening: '<script>alert(1)</script>' },
  })

  it('makes each number of the page a link, and marks what was set by hand and what does not fit', () => {
    const html = reportHtml(overridden)
    expect(html).toContain('<a class="fig hand" href="#fig-test-aid.won">17件</a>')
    expect(html).toContain('<a class="fig bad" href="#fig-test-aid.received">40件</a>')
    expect(html).toContain('id="fig-test-aid.won"')
    expect(html).toContain('理由：三件&lt;待&gt;补录')
    expect(html).not.toContain('<script')
    expect(reportHtml(overridden, { href: code => `/figures/${code}?year=2025&x` })).toContain(
      'href="/figures/test-aid.won?year=2025&amp;x"',
    )
    expect(reportSheet(overridden)).not.toContain('<script')
  })

  it('numbers chapters and sections by itself', () => {
    const html = reportHtml(report())
    expect(html).toContain('<h2>一、推进法治建设第一责任人职责履行情况</h2>')
    expect(html).toContain('<h2>二、公共法律服务</h2>')
    expect(html).toContain('<h3>（一）测试援助</h3>')
  })

  it('writes a Word file with chapters, numbers and the definitions of figures', async () => {
    const xml = strFromU8(unzipSync(await reportDocx(overridden))['word/document.xml'] ?? new Uint8Array())
    const words = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(m => m[1]).join('')
    for (const part of [
      '准绳示范区2025年法治政府建设年度报告',
      '二、公共法律服务',
      '支持17件',
      '数据口径表',
      '三类结果之和',
      '人工改写的数据',
    ])
      expect(words, part).toContain(part)
  })

  it('gives machines figures with definition, unit and period, identities with both sides', () => {
    const json = reportJson(overridden)
    expect(json.figures.find(f => f.code === 'test-aid.winRate')).toEqual({
      code: 'test-aid.winRate',
      system: 'test-aid',
      systemName: '测试援助',
      name: '支持率',
      value: 51.5,
      unit: '%',
      topic: 'legal-aid',
      definition: '支持 ÷ 支持与不支持之和',
      period: { from: '2025-01-01', to: '2025-12-31' },
      numerator: 17,
      denominator: 33,
    })
    expect(json.figures.find(f => f.code === 'test-aid.won')?.override).toEqual({
      computed: 14,
      reason: '三件<待>补录',
    })
    expect(json.figures.some(f => f.code === 'test-aid.inTime')).toBe(false)
    expect(json.identities[0]).toEqual({
      code: 'test-aid.funnel',
      name: '上年结转＋收到＝办结＋年末未结',
      relation: '=',
      holds: false,
      whole: { value: 43, figures: ['test-aid.carriedIn', 'test-aid.received'] },
      parts: { value: 46, figures: ['test-aid.concluded', 'test-aid.open'] },
    })
    expect(json.figures.find(f => f.code === 'test-aid.recovered')?.value).toBe(4_290_200)
  })

  it('prints numbers as a report does', () => {
    const figure = (value: number | null, more: Partial<ReportFigure> = {}) =>
      ({ value, unit: '件', kind: 'count', exact: value ?? 0, ...more }) as ReportFigure
    expect(printFigure(figure(101554))).toBe('101,554件')
    expect(printFigure(figure(97, { kind: 'ratio', decimals: 1, unit: '%' }))).toBe('97.0%')
    expect(printFigure(figure(100, { kind: 'ratio', decimals: 1 }))).toBe('100%')
    expect(printFigure(figure(null, { kind: 'ratio' }))).toBe('—')
    expect(printFigure(figure(9999.99, { money: true, exact: 999_999 }))).toBe('9,999.99元')
    expect(printFigure(figure(10_000, { money: true, exact: 1_000_000 }))).toBe('1万元')
    expect(printFigure(figure(0, { money: true, exact: 12_345_000_000_00 }))).toBe('123.45亿元')
    expect(printChange(figure(4.1, { kind: 'ratio', decimals: 1 }), 12.3)).toBe('比上年下降8.2个百分点')
    expect(printChange(figure(5), 5)).toBe('与上年持平')
    expect(printChange(figure(5), undefined)).toBeUndefined()
  })
})

describe('the real declarations', () => {
  it('have every figure that a template names', () => {
    const wrong = templateSystems.flatMap(system => {
      const declared = zhunshengCatalogue.newest(system)
      if (!declared) return []
      return templates(system)
        .flatMap(t => slotsOf(t, system))
        .filter(code => !declared.figures[code.slice(system.length + 1)])
    })
    expect(wrong).toEqual([])
  })

  it('are each told when all their figures are one, without a refused or doubled clause', () => {
    const declared = declaredFigures(zhunshengCatalogue, year)
    expect(declared.length).toBeGreaterThan(0)
    const systems = zhunshengCatalogue.systems.flatMap(s => zhunshengCatalogue.inForce(s, '2025-12-31') ?? [])
    const figures = figuresFrom(declared, year, () => 1)
    const r = composeReport({
      catalogue: zhunshengCatalogue,
      division: '990101',
      divisionName: '准绳示范区',
      year,
      counted: figures,
      figures,
      identities: [],
      overrides: [],
      texts: {},
      delays: { overdue: [], recordedLate: [] },
    })
    for (const d of systems) expect(told(r, d.code), d.code).toMatch(/^.{2,}。$/)
    expect(r.findings.filter(f => f.code === 'doubled' || f.code === 'unpaired')).toEqual([])
    const printed = new Set(
      r.chapters
        .flatMap(c => c.sections.flatMap(s => s.paragraphs.flat()))
        .flatMap(s => (s.kind === 'figure' ? [s.code] : [])),
    )
    const untold = figures.filter(f => !f.internal && f.at !== 'start' && !printed.has(f.code)).map(f => f.code)
    expect(untold).toEqual([])
  })
})
