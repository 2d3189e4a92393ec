import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Declaration, procedure } from '#kernel/declaration.ts'
import { choice, date, integer, longText, money, organ, text, type Values } from '#kernel/field.ts'
import { calendarDays } from '#kernel/limit.ts'
import { practice } from '#kernel/statute.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { story } from '../../test/kit/law.ts'
import { caseDocument } from './case-document.ts'
import { blank, heading, numbered, type OfficialDocument, paragraph } from './official-document.ts'
import { toDocx } from './to-docx.ts'
import { toHtml, toHtmlPage } from './to-html.ts'

const notice: OfficialDocument = {
  letterhead: 'red',
  organMark: '准绳示范区人民政府文件',
  number: '准政发〔2026〕3号',
  title: '准绳示范区2025年法治政府建设年度报告',
  addressee: '区人大常委会',
  body: [
    heading(1, '主要举措和成效'),
    heading(2, '组织领导'),
    paragraph('全年学法4次。'),
    heading(2, '行政执法'),
    heading(3, '处罚'),
    heading(4, '公示'),
    heading(1, '不足和原因'),
    heading(2, '不足'),
    { kind: 'table', title: '口径表', head: ['数据', '口径'], rows: [['收到', '以收到之日计 <b>&']], widths: [1, 3] },
  ],
  attachments: ['口径表', '勘误'],
  signed: { organs: ['准绳示范区人民政府'], on: '2026-03-09' },
  note: '此件公开发布',
  imprint: { copiesTo: '区法院，区检察院', issuedBy: '准绳示范区人民政府办公室', on: '2026-03-10' },
  annexes: [{ title: '口径表', body: [paragraph('甲')] }],
}

/** Parts of the file by name, as text. */
async function partsOf(model: OfficialDocument): Promise<Record<string, string>> {
  const files = unzipSync(await toDocx(model))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}
const words = (xml: string): string => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(m => m[1]).join('')
const paragraphWith = (xml: string, part: string): string =>
  xml.match(/<w:p>.*?<\/w:p>/gs)?.find(p => words(p).includes(part)) ?? ''

describe('公文格式 GB/T 9704-2012', () => {
  it('is A4 with margins of 37, 35, 28 and 26 mm and 22 lines to the page', async () => {
    const xml = (await partsOf(notice))['word/document.xml'] ?? ''
    const twips = (millimetres: number) => Math.floor((millimetres / 25.4) * 1440)
    expect(xml).toMatch(new RegExp(`<w:pgSz w:w="${twips(210)}" w:h="${twips(297)}"`))
    const margin = /<w:pgMar [^>]*>/.exec(xml)?.[0] ?? ''
    for (const [edge, mm] of Object.entries({ top: 37, bottom: 35, left: 28, right: 26 }))
      expect(margin, edge).toContain(`w:${edge}="${twips(mm)}"`)
    expect(xml).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"\/>/)
    const typeAreaHeight = twips(297) - twips(37) - twips(35)
    expect(Math.floor(typeAreaHeight / 579)).toBe(22)
  })

  it('sets the body in 3号仿宋 on exact lines, first levels in 黑体 and second in 楷体', async () => {
    const xml = (await partsOf(notice))['word/document.xml'] ?? ''
    const body = paragraphWith(xml, '全年学法4次。')
    expect(body).toContain('w:eastAsia="仿宋_GB2312"')
    expect(body).toContain('<w:sz w:val="32"/>')
    expect(body).toMatch(/<w:spacing [^>]*w:line="579"[^>]*w:lineRule="exact"/)
    expect(body).toContain('w:firstLineChars="200"')
    expect(paragraphWith(xml, '一、主要举措和成效')).toContain('w:eastAsia="黑体"')
    expect(paragraphWith(xml, '（一）组织领导')).toContain('w:eastAsia="楷体_GB2312"')
    expect(paragraphWith(xml, '年度报告')).toContain('w:eastAsia="方正小标宋简体"')
    expect(paragraphWith(xml, '准绳示范区人民政府文件')).toContain('<w:color w:val="FF0000"/>')
  })

  it('prints number, addressee, annexes, signature, note and imprint', async () => {
    const all = words((await partsOf(notice))['word/document.xml'] ?? '')
    for (const part of [
      '准政发〔2026〕3号',
      '区人大常委会：',
      '附件：1.口径表',
      '2.勘误',
      '准绳示范区人民政府2026年3月9日',
      '（此件公开发布）',
      '抄送：区法院，区检察院。',
      '2026年3月10日印发',
    ])
      expect(all).toContain(part)
    const xml = (await partsOf({ ...notice, signer: '林某' }))['word/document.xml'] ?? ''
    expect(words(paragraphWith(xml, '签发人：'))).toBe('准政发〔2026〕3号签发人：林某')
    for (const line of ['签发人：', '印发']) expect(paragraphWith(xml, line), line).toContain('<w:tab/>')
  })

  it('numbers pages “— 1 —”, odd ones at the right, even ones at the left', async () => {
    const parts = await partsOf(notice)
    const footers = Object.entries(parts).filter(([name]) => /^word\/footer\d+\.xml$/.test(name))
    expect(footers.map(([, xml]) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).toSorted()).toEqual(['left', 'right'])
    for (const [, xml] of footers) expect(xml).toMatch(/— .*PAGE.* —/s)
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>')
  })

  it('numbers headings itself and starts lower levels anew', () => {
    const texts = numbered(notice.body).flatMap(b => (b.kind === 'heading' ? [b.text] : []))
    expect(texts).toEqual([
      '一、主要举措和成效',
      '（一）组织领导',
      '（二）行政执法',
      '1.处罚',
      '（1）公示',
      '二、不足和原因',
      '（一）不足',
    ])
  })

  it('drops characters that would make the file unreadable', async () => {
    const xml =
      (await partsOf({ ...notice, body: [paragraph('甲\u0000乙\u000b丙\ud800丁')] }))['word/document.xml'] ?? ''
    expect(words(xml)).toContain('甲乙丙\ufffd丁')
  })

  it('escapes what was entered when it prints HTML', () => {
    const hostile = toHtmlPage({
      ...notice,
      title: '<script>alert(1)</script>',
      addressee: '"><img src=x>',
      body: [paragraph('a<b & c')],
    })
    expect(hostile).not.toMatch(/<script|<img/)
    expect(hostile).toContain('a&lt;b &amp; c')
    expect(toHtml(notice)).toContain('以收到之日计 &lt;b&gt;&amp;')
    expect(toHtml(notice)).toContain('<h2>一、主要举措和成效</h2>')
  })
})

const cite = practice('测试')
const permit: Declaration = procedure({
  group: 'functions',
  code: 'test-permit',
  version: '2024',
  name: '测试许可',
  about: '测试用',
  inForce: { from: '2024-01-01' },
  numbering: '测',
  unit: '件',
  parties: { applicant: { name: '申请人', kinds: ['person'], many: true } },
  fields: {
    matter: text('事项'),
    way: choice('途径', { counter: '窗口', online: '网上' }),
    fee: money('费用'),
    heard: date('听证日'),
    copies: integer('份数', { unit: '份' }),
    units: organ('协办单位', { many: true }),
    facts: longText('事实', { optional: true }),
  },
  stages: { filed: { name: '审查' }, closed: { name: '办结', end: true } },
  outcomes: { granted: '准予', denied: '不予' },
  open: { name: '收到申请', to: 'filed', by: ['enforcementOfficer'], dateName: '收到之日', title: '{matter}' },
  actions: {
    ask: {
      name: '补正',
      from: ['filed'],
      by: ['enforcementOfficer'],
      asks: { papers: text('材料') },
      produces: ['notice'],
    },
    decide: {
      name: '决定',
      from: ['filed'],
      to: 'closed',
      by: ['enforcementOfficer'],
      asks: { result: choice('决定', { granted: '准予', denied: '不予' }), papers: text('材料', { optional: true }) },
      outcome: { field: 'result' },
      produces: ['decision'],
    },
  },
  limits: {
    complete: {
      name: '补正',
      within: calendarDays(10),
      kind: 'MAX',
      from: 'ask',
      until: ['decide'],
      bears: 'party',
      cite,
      checkedOn: '2026-11-01',
    },
  },
  documents: {
    notice: {
      name: '补正通知书',
      series: '测补',
      body: [
        '{party.applicant}：',
        '你（单位）于{openedOn}提出“{matter}”（{number}），途径{way}，费用{fee}，听证日{heard}，{copies}，协办{units}。',
        '请于{limit.complete}前补正：{papers}。事实：{facts}。结果：{outcome}。',
        '通知日{on}，决定日{day.decide}，打印日{today}，机关{organ}，标题{title}。',
      ],
    },
    decision: { name: '决定书', series: '测决', body: ['经审查，决定{outcome}，材料{papers}。'] },
  },
  figures: {},
  identities: [],
})

const values: Values = {
  matter: '设<立>',
  way: 'online',
  fee: 123450,
  heard: '2024-03-08',
  copies: 3,
  units: ['u1', 'u2'],
}
const parties = [
  { role: 'applicant', kind: 'person', name: '甲某' },
  { role: 'applicant', kind: 'person', name: '乙某' },
] as const
const names = (_: string, id: string) => ({ 'organ-a': '准绳示范区住建局', u1: '一所', u2: '二所' })[id]
const settings = {}
const common = { declaration: permit, names, calendar: nationalCalendar, settings, today: '2024-05-06' }

describe('文书 of a record', () => {
  const told = story(permit)
    .open('2024-03-01', values, parties)
    .does('ask', '2024-03-04', { papers: '平面图' })
    .does('decide', '2024-03-20', { result: 'granted', papers: '全部材料' })
  const noticeOf = (seq?: number) =>
    caseDocument({ ...common, state: told.state, document: 'notice', ...(seq ? { seq } : {}) })
  const textOf = (d: OfficialDocument) => d.body.map(b => (b.kind === 'paragraph' ? b.text : '')).join('\n')

  it('is addressed to the parties and signed by the organ on the day of its step', () => {
    const paper = noticeOf(2)
    expect(paper.addressee).toBe('甲某、乙某')
    expect(paper.organMark).toBe('准绳示范区住建局')
    expect(paper.title).toBe('补正通知书')
    expect(paper.signed).toEqual({ organs: ['准绳示范区住建局'], on: '2024-03-04' })
  })

  it('prints choices by label, money in 元, dates in Chinese, lists joined, limits by their last day', () => {
    const told = textOf(noticeOf(2))
    for (const part of [
      '2024年3月1日提出“设<立>”',
      '途径网上',
      '费用1,234.5',
      '听证日2024年3月8日',
      '3份',
      '协办一所、二所',
      '2024年3月14日前补正：平面图',
    ])
      expect(told).toContain(part)
    expect(told).toContain('通知日2024年3月4日')
    expect(told).toContain('打印日2024年5月6日')
  })

  it('tells what was known at its step, not what came later', () => {
    expect(textOf(noticeOf(2))).toContain(`结果：${blank}`)
    expect(textOf(noticeOf(2))).toContain(`决定日${blank}`)
    const decision = caseDocument({ ...common, state: told.state, document: 'decision', seq: 3 })
    expect(textOf(decision)).toBe('经审查，决定准予，材料全部材料。')
  })

  it('leaves a line to fill in where a fact is missing, and never prints “undefined”', () => {
    const bare = story(permit).open('2024-03-01', values, parties)
    const draft = caseDocument({
      ...common,
      names: () => undefined,
      state: { ...bare.state, parties: [], values: {} },
      document: 'notice',
    })
    const printed = toHtml(draft)
    expect(printed).not.toMatch(/undefined|null|NaN|\{/)
    expect(draft.addressee).toBe(blank)
    expect(printed).toContain(`费用${blank}`)
    expect(printed).toContain(`事实：${blank}`)
    expect(printed).toContain(`请于${blank}前补正`)
    expect(printed).toContain(`${blank}年${blank}月${blank}日`)
  })

  it('keeps entered marks as text in HTML and in Word', async () => {
    expect(toHtml(noticeOf(2))).toContain('设&lt;立&gt;')
    expect((await partsOf(noticeOf(2)))['word/document.xml']).toContain('设&lt;立&gt;')
  })
})
