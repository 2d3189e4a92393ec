import { Workbook } from '@cj-tech-master/excelts'
import { zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { ledgerTemplate } from '#exchange/template.ts'
import type { Actor } from '#kernel/record.ts'
import type { Platform } from '#records/platform.ts'
import { figuresOf } from '#report/figures.ts'
import { read } from '#store/database.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { type ImportRequest, type ImportResult, importLedger } from './import.ts'
import {
  actor,
  application,
  csvOf,
  csvText,
  decided,
  district,
  division,
  officer,
  operator,
  type Told,
} from './ledger.fixture.ts'
import { bytesSource, type Source } from './table.ts'

let db: TestDatabase
let platform: Platform
beforeEach(async () => {
  db = await testDatabase()
  platform = await district(db)
  return () => db.close()
})

const scope = { division, organ: 'sfj', sees: 'division', person: 'p' } as const

async function importing(
  source: Source | readonly Told[],
  more: Partial<ImportRequest> & { by?: Actor } = {},
): Promise<ImportResult> {
  const { by = officer, ...rest } = more
  const file = Array.isArray(source) ? csvOf(source) : (source as Source)
  const result = await importLedger(platform, by, { system: 'reconsideration', source: file, ...rest })
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`)
  return result.value
}

async function refusal(source: Source, more: Partial<ImportRequest> & { by?: Actor } = {}) {
  const { by = officer, ...rest } = more
  const result = await importLedger(platform, by, { system: 'reconsideration', source, ...rest })
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`)
  return result.refusal
}

const records = () =>
  read<{ number: string; title: string; stage: string; organ: string; opened_on: string; state: never }>(
    db,
    scope,
    'select number, title, stage, organ, opened_on, state from zs.record where division = $1 order by opened_on, number',
    [division],
  )
const stateOf = async (n = 0) => (await records())[n]?.state as unknown as import('#kernel/record.ts').RecordState

/** Twelve applications of 2022, told as their ledger tells them, and what the yearly report must say of them. */
const ledger2022: readonly Told[] = [
  application('2021-12-20', { 受理日期: '2021-12-24', ...decided('2022-02-10', '维持') }),
  application('2022-01-10', {
    受理日期: '2022-01-14',
    ...decided('2022-03-10', '维持'),
    送达日期: '2022-03-12',
    送达方式: '直接送达',
  }),
  application('2022-02-10', {
    受理日期: '2022.2.14',
    ...decided('2022年4月8日', '撤销', { 纠错原因: '违反法定程序' }),
  }),
  application('2022-03-01', { 受理日期: '2022/3/4', ...decided('2022/4/28', '确认违法') }),
  application('2022-04-01', { 受理日期: '2022-04-06', 终止日期: '2022-05-20', 终止事由: '申请人撤回申请' }),
  application('2022-04-11', { 受理日期: '2022-04-14', 终止日期: '2022-05-30', 终止事由: '当事人自愿和解并撤回申请' }),
  application('2022-05-05', { 不予受理日期: '2022-05-10', 不予受理的理由: '不属于行政复议范围' }),
  application('2022-06-06', { 告知向其他机关提出日期: '2022-06-08', 有管辖权的行政复议机关: '准绳市人民政府' }),
  application('2022-07-04', {
    受理日期: '2022-07-08',
    驳回行政复议申请日期: '2022-08-20',
    驳回的理由: '不符合受理条件',
  }),
  application('2022-08-01', {
    通知补正日期: '2022-08-03',
    需要补正的事项: '身份证明',
    补正期限: '2022-08-15',
    收到补正材料日期: '2022-08-10',
    受理日期: '2022-08-12',
    ...decided('2022-09-30', '变更'),
  }),
  application('2022-11-28', { 受理日期: '2022-12-01' }),
  application('2022-12-30', {}),
]

describe('a ledger of reconsideration cases of 2022', () => {
  async function expectFigures() {
    const figures = await figuresOf(db, scope, platform.catalogue, 2022)
    const value = (name: string) => figures.find(f => f.code === `reconsideration.${name}`)?.value
    expect({
      received: value('received'),
      refused: value('refused'),
      toldOtherBody: value('toldOtherBody'),
      concluded: value('concluded'),
      maintained: value('maintained'),
      revoked: value('revoked'),
      confirmedIllegal: value('confirmedIllegal'),
      changed: value('changed'),
      dismissed: value('dismissed'),
      terminated: value('terminated'),
      settledOut: value('settledOut'),
      openBefore: value('openBefore'),
      open: value('open'),
      pendingReview: value('pendingReview'),
      correctionRate: value('correctionRate'),
    }).toEqual({
      received: 11,
      refused: 1,
      toldOtherBody: 1,
      concluded: 8,
      maintained: 2,
      revoked: 1,
      confirmedIllegal: 1,
      changed: 1,
      dismissed: 1,
      terminated: 2,
      settledOut: 2,
      openBefore: 1,
      open: 1,
      pendingReview: 1,
      correctionRate: 37.5,
    })
  }

  it('gives exactly the figures of the year, from CSV', async () => {
    expect(await importing(ledger2022)).toMatchObject({ rows: 12, written: 12, same: 0, errors: [], errorCount: 0 })
    await expectFigures()
  })

  it('gives the same from the downloaded template filled in with a spreadsheet', async () => {
    const workbook = new Workbook()
    await workbook.xlsx.load(
      await ledgerTemplate(
        platform.catalogue.all.filter(d => d.code === 'reconsideration'),
        'xlsx',
      ),
    )
    const sheet = workbook.worksheets[0]
    if (!sheet) throw new Error('the template has no sheet')
    const headers = (sheet.getRow(1).values as string[]).map(h => String(h ?? '').replace(/[*]|（元）/g, ''))
    ledger2022.forEach((row, i) => {
      for (const [header, text] of Object.entries(row)) {
        const column = headers.indexOf(header)
        expect(column, header).toBeGreaterThan(0)
        // Half of the dates as the spreadsheet's own, half as typed.
        const iso = /^\d{4}-\d\d-\d\d$/.test(text) && i % 2 === 0
        sheet.getCell(i + 2, column).value = iso ? new Date(`${text}T00:00:00Z`) : text
      }
    })
    const filled = bytesSource(Buffer.from(await workbook.xlsx.writeBuffer()), '复议台账.xlsx')
    expect(await importing(filled)).toMatchObject({ rows: 12, written: 12, errorCount: 0 })
    await expectFigures()
    // However it was typed, it says the same: the CSV file brings nothing new.
    expect(await importing(ledger2022)).toMatchObject({ rows: 12, written: 0, same: 12 })
  })

  it('is marked as history, done by who imported it, in steps with their dates', async () => {
    await importing(ledger2022)
    const state = await stateOf(9)
    expect(state.steps.map(s => [s.action, s.on, s.origin])).toEqual([
      ['open', '2022-08-01', 'ledger'],
      ['requireCorrection', '2022-08-03', 'ledger'],
      ['supplyCorrection', '2022-08-10', 'ledger'],
      ['accept', '2022-08-12', 'ledger'],
      ['decide', '2022-09-30', 'ledger'],
    ])
    expect(state.steps[0]?.by).toMatchObject({ id: officer.id, role: 'ledger' })
    expect(state.version).toBe('2017')
    expect(state.parties).toContainEqual({ role: 'respondent', kind: 'agency', name: '准绳区城市管理局', organ: 'cgj' })
    expect(state.number).toMatch(/^准司复〔2022〕\d+号$/)
  })

  it('changes nothing when the same file comes again, and adds only what is new', async () => {
    const first = await importing(ledger2022)
    const before = await records()
    const again = await importing(ledger2022)
    expect([first.written, again.written, again.same]).toEqual([12, 0, 12])
    expect(await records()).toEqual(before)
    const more = await importing([...ledger2022, application('2022-09-01')])
    expect([more.written, more.same]).toEqual([1, 12])
  })

  it('takes two truly equal rows for two records, once', async () => {
    const row = application('2022-03-03')
    expect(await importing([row, row])).toMatchObject({ written: 2, same: 0 })
    expect(await importing([row, row])).toMatchObject({ written: 0, same: 2 })
  })
})

describe('mistakes are named by row and column, with what to do, and nothing is written', () => {
  const good = application('2022-03-01')
  const cases: readonly [string, Told, string, RegExp][] = [
    [
      'a date that does not exist',
      { ...good, 收到申请之日: '2022-02-30' },
      '收到申请之日',
      /2022-02-30|不存在|没有30日/,
    ],
    ['a date without its year', { ...good, 收到申请之日: '22-3-1' }, '收到申请之日', /四位年份/],
    ['a date to come', { ...good, 收到申请之日: '2026-01-01' }, '收到申请之日', /晚于今天.*核对年份/],
    [
      'a date before any law',
      { ...good, 收到申请之日: '2001-01-01', 知道行政行为之日: '2001-01-01' },
      '收到申请之日',
      /尚无适用/,
    ],
    ['no date', { ...good, 收到申请之日: '' }, '收到申请之日', /请填写“收到申请之日”/],
    ['a required field left out', { ...good, 行政复议请求: '' }, '行政复议请求', /请填写“行政复议请求”/],
    ['no applicant', { ...good, 申请人: '' }, '申请人', /请填写“申请人”/],
    ['an unknown choice', { ...good, 申请途径: '飞鸽' }, '申请途径', /没有“飞鸽”.*窗口、网上、邮寄/],
    [
      'an identity number with a wrong check',
      { ...good, 申请人证件号: '990101199001011233' },
      '申请人证件号',
      /末位校验不符/,
    ],
    ['an unknown organ', { ...good, 办理单位: '准绳区某某局' }, '办理单位', /没有名为“准绳区某某局”的单位/],
    ['an organ of others', { ...good, 办理单位: 'cgj' }, '办理单位', /只能导入本单位/],
    ['an amount without sense', { ...good, 涉及款额: '很多' }, '涉及款额', /涉及款额/],
    ['yes or no as neither', { ...good, 因不动产提出: '也许' }, '因不动产提出', /“是”或者“否”，现为“也许”/],
    [
      'a record that is not there',
      { ...good, 被复议的处罚案件: '准城罚〔2022〕1号' },
      '被复议的处罚案件',
      /没有“准城罚〔2022〕1号”.*先登记/,
    ],
    [
      'an outcome without its date',
      { ...good, 受理日期: '2022-03-03', 决定种类: '维持' },
      '作出行政复议决定日期',
      /填写了“决定种类”，但没有填写“作出行政复议决定日期”/,
    ],
    ['a step before the opening', { ...good, 受理日期: '2022-02-28' }, '受理日期', /早于“收到申请之日”/],
    [
      'an action without what it asks',
      { ...good, 受理日期: '2022-03-03', 不予受理日期: '', 终止日期: '2022-04-01' },
      '终止事由',
      /请填写“终止事由”/,
    ],
    [
      'a decision before acceptance',
      { ...good, 受理日期: '2022-05-03', ...decided('2022-04-03', '维持') },
      '受理日期',
      /不能在“作出行政复议决定日期”.*应在前/,
    ],
    [
      'two ends of one case',
      { ...good, 不予受理日期: '2022-03-03', 不予受理的理由: '超期', 受理日期: '2022-03-04' },
      '受理日期',
      /两者不会出现在同一件中/,
    ],
    [
      'a suspension that never ended',
      {
        ...good,
        受理日期: '2022-03-03',
        中止日期: '2022-03-20',
        中止事由: '法律适用问题需要有权机关解释或者确认',
        ...decided('2022-06-03', '维持'),
      },
      '作出行政复议决定日期',
      /还应有“恢复审理”/,
    ],
    ['an error of a formula', { ...good, 行政复议请求: '#REF!' }, '行政复议请求', /出错的公式/],
  ]
  it.each(cases)('%s', async (_, row, column, message) => {
    const result = await importing([good, row])
    expect(result.errors.map(e => [e.row, e.column])).toContainEqual([3, column])
    expect(
      result.errors
        .filter(e => e.column === column)
        .map(e => e.message)
        .join(),
    ).toMatch(message)
    expect(result.errors.every(e => e.row === 3)).toBe(true)
    expect(result).toMatchObject({ rows: 2, written: 0, wrongRows: 1 })
    expect(await records()).toEqual([])
  })

  it('all mistakes of all rows at once, the first thousand shown, all counted', async () => {
    const result = await importing(
      Array.from({ length: 600 }, () => ({ ...good, 申请途径: '？', 知道行政行为之日: '昨天' })),
    )
    expect(result).toMatchObject({ rows: 600, written: 0, errorCount: 1200, wrongRows: 600 })
    expect(result.errors).toHaveLength(1000)
  })

  it('a column that the ledger does not know, with the one that is meant', async () => {
    const result = await importing([{ ...good, 行政复议要求: '撤销' }])
    expect(result.errors).toEqual([
      {
        row: 1,
        column: '行政复议要求',
        message: expect.stringMatching(/没有“行政复议要求”这一列，是否为“行政复议请求”/),
      },
    ])
  })

  it('a required column that is missing', async () => {
    const { 申请人: _, ...without } = good
    const result = await importing([without as Told])
    expect(result.errors).toEqual([
      { row: 1, column: '申请人', message: expect.stringMatching(/缺少必填的“申请人”列/) },
    ])
  })

  it('a case number used twice, or by another case', async () => {
    const one = { ...good, 原案号: '准复〔2022〕1号' }
    const twice = await importing([one, { ...application('2022-05-05'), 原案号: '准复〔2022〕1号' }])
    expect(twice.errors).toEqual([{ row: 3, column: '原案号', message: expect.stringMatching(/与第2行重复/) }])
    expect(await importing([one])).toMatchObject({ written: 1 })
    expect(await importing([one])).toMatchObject({ written: 0, same: 1 })
    const corrected = await importing([{ ...one, 行政复议请求: '确认违法' }])
    expect(corrected.errors[0]?.message).toMatch(/已经存在，内容与本行不同。请在该案件中更正/)
  })
})

describe('with --partial', () => {
  it('right rows are written, wrong ones come back with their errors and can be corrected and imported', async () => {
    const wrong = { ...application('2022-04-01'), 申请途径: '飞鸽' }
    const result = await importing([application('2022-03-01'), wrong, application('2022-05-01')], { partial: true })
    expect(result).toMatchObject({ rows: 3, written: 2, wrongRows: 1 })
    expect(result.rejected).toContain('没有“飞鸽”这一选项')
    const corrected = await importing(csvText((result.rejected ?? '').replace(/,飞鸽/, ',窗口')))
    expect(corrected).toMatchObject({ rows: 1, written: 1, errorCount: 0 })
    expect(await records()).toHaveLength(3)
  })
})

describe('with --dry', () => {
  it('tells what would be written and writes nothing', async () => {
    await importing(ledger2022.slice(0, 3))
    expect(await importing(ledger2022, { dry: true })).toMatchObject({ rows: 12, written: 9, same: 3, dry: true })
    expect(await records()).toHaveLength(3)
  })
})

describe('an import that is stopped', () => {
  it('keeps whole records only, and is finished by importing the file again', async () => {
    const stop = new AbortController()
    const rows = Array.from({ length: 2600 }, (_, i) => application('2022-03-01', { 原案号: `准复〔2022〕${i}号` }))
    const result = await importLedger(platform, officer, {
      system: 'reconsideration',
      source: csvOf(rows),
      signal: stop.signal,
      onProgress: (_, phase) => phase === 'write' && stop.abort(),
    })
    expect(result).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('再次导入同一文件') } })
    const kept = (await records()).length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(2600)
    expect(await importing(rows)).toMatchObject({ written: 2600 - kept, same: kept })
  })
})

describe('what people type', () => {
  it('headers in any order, with spaces, other names of days, an amount in 万元, full-width digits, a title above', async () => {
    const text = [
      '准绳区行政复议台账（2022年）,,,,,,,,,,,',
      '序号,申请途径, 申请人＊,被申请人,收到申请时间,涉及款额（万元）,被复议的行政行为,行政行为种类,行政管理领域,行政复议请求,知道行政行为日期,因不动产提出',
      '1,网上,赵试一、准绳某某有限公司,准绳区城市管理局,２０２２年３月５日,1.25,准城罚〔2022〕1号,行政处罚,城市管理,撤销,44620,√',
      '2,邮寄,钱试二,某市税务局,2022.3.6,"1,000元",某税罚〔2022〕2号,penalty,其他,"撤销，\n并赔偿",20220301,/',
    ].join('\r\n')
    expect(await importing(csvText(text))).toMatchObject({ rows: 2, written: 2 })
    const [first, second] = [await stateOf(0), await stateOf(1)]
    expect(first.openedOn).toBe('2022-03-05')
    expect(first.values).toMatchObject({
      amountAtStake: 1_250_000,
      knewOn: '2022-02-28',
      realEstate: true,
      filedVia: 'online',
    })
    expect(first.parties.map(p => [p.name, p.kind])).toEqual([
      ['赵试一', 'person'],
      ['准绳某某有限公司', 'organisation'],
      ['准绳区城市管理局', 'agency'],
    ])
    expect(second.values).toMatchObject({
      amountAtStake: 100_000,
      actKind: 'penalty',
      claims: '撤销，\n并赔偿',
      realEstate: false,
    })
  })

  it('CSV in GB18030, as Chinese spreadsheets save it', async () => {
    // 收到申请之日,申请人 … in GB18030, made from the bytes that Node can decode but not encode.
    const row = application('2022-03-01', { 申请人: '赵㐀' })
    const text = Object.keys(row).join(',') + '\r\n' + Object.values(row).join(',')
    expect(await importing(bytesSource(gb18030(text), '台账.csv'))).toMatchObject({ rows: 1, written: 1 })
    expect((await records())[0]?.title).toContain('赵㐀')
  })

  it('an identity number that the spreadsheet spoilt is refused', async () => {
    const workbook = new Workbook()
    const row = { ...application('2022-03-01'), 申请人证件号: Number('990101199001011232') }
    const sheet = workbook.addWorksheet('台账')
    sheet.addRow(Object.keys(row))
    sheet.addRow(Object.values(row))
    const result = await importing(bytesSource(Buffer.from(await workbook.xlsx.writeBuffer()), '台账.xlsx'))
    expect(result.errors[0]).toMatchObject({ row: 2, column: '申请人证件号' })
  })

  it('a hotline ledger with the time of day, units by name and one day for several steps', async () => {
    const result = await importing(
      csvOf([
        {
          '来电（来信、转办）之日': '2024-03-05 09:30',
          '来电（信）人': '张某',
          来源渠道: '市热线转办',
          诉求类型: '投诉',
          办理类别: '紧急',
          诉求标题: '夜间停水',
          诉求内容: '小区停水',
          派单日期: '2024-03-05 09:40',
          派单·承办单位: '准绳区城市管理局',
          签收日期: '2024-03-05',
          答复来电人日期: '2024-03-06 09:30',
          办理情况和答复内容: '已经恢复供水',
          反馈办理结果日期: '2024-03-06',
          办理结果: '已解决',
          回访办结日期: '2024-03-07',
          满意度: '满意',
        },
      ]),
      { system: 'hotline', by: operator },
    )
    expect(result).toMatchObject({ written: 1, errorCount: 0 })
    const state = await stateOf()
    expect(state.steps.map(s => [s.action, s.at ?? ''])).toEqual([
      ['open', '09:30'],
      ['dispatch', '09:40'],
      ['sign', ''],
      ['reply', '09:30'],
      ['feedBack', ''],
      ['callback', ''],
    ])
    expect(state).toMatchObject({ stage: 'closed', outcome: 'solved', organs: ['cgj'] })
    const figures = await figuresOf(db, scope, platform.catalogue, 2024)
    expect(figures.find(f => f.code === 'hotline.repliedOnTime')?.value).toBe(1)
  })
})

describe('who imports', () => {
  it('is refused without a post in the system', async () => {
    const refused = await refusal(csvOf([application('2022-03-01')]), { by: actor('cgj', 'enforcementOfficer') })
    expect(refused).toMatchObject({ code: 'forbidden', message: expect.stringContaining('行政复议') })
    expect(await refusal(csvOf([application('2022-03-01')]), { by: actor('sfj', 'citizen') })).toMatchObject({
      code: 'forbidden',
    })
  })

  it('imports for every organ as the one who compiles the figures', async () => {
    const result = await importing([{ ...application('2022-03-01'), 办理单位: '准绳区人民政府' }], {
      by: actor('sfj', 'reportWriter'),
    })
    expect(result.written).toBe(1)
    expect((await records())[0]).toMatchObject({ organ: 'qzf' })
  })

  it('stands in the access log', async () => {
    await importing([application('2022-03-01')])
    const { rows } = await db.owner.query(`select person, detail from zs.access_log where action = 'import'`)
    expect(rows).toEqual([{ person: officer.id, detail: expect.stringContaining('"written":1') }])
  })
})

describe('files that are none', () => {
  const good = () => csvOf([application('2022-03-01')])
  async function workbookBytes() {
    const workbook = new Workbook()
    workbook.addWorksheet('台账').addRow(['收到申请之日'])
    return Buffer.from(await workbook.xlsx.writeBuffer())
  }

  it('XLSX that is no XLSX', async () => {
    expect(await refusal(bytesSource(Buffer.from('这不是表格'), '台账.xlsx'))).toMatchObject({
      code: 'invalid-file',
      message: expect.stringMatching(/不是 XLSX 表格.*另存为 XLSX/),
    })
    expect(await records()).toEqual([])
  })

  it('an archive that is no workbook, an old or locked workbook, an empty file, a picture', async () => {
    const zip = Buffer.from(zipSync({ 'a.txt': Buffer.from('x') }))
    expect((await refusal(bytesSource(zip, '台账.xlsx'))).message).toMatch(/已损坏或者不完整/)
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    expect((await refusal(bytesSource(old, '台账.xls'))).message).toMatch(/旧版 XLS.*另存为 XLSX/)
    expect((await refusal(bytesSource(Buffer.alloc(0), '台账.csv'))).message).toMatch(/空文件/)
    expect((await refusal(bytesSource(Buffer.from('89504e470d0a1a0a0000000d', 'hex'), '台账.csv'))).message).toMatch(
      /无法读取/,
    )
  })

  it('a workbook cut off at any place, or with any byte altered, is refused or read, and never breaks anything', async () => {
    const bytes = await workbookBytes()
    for (let i = 0; i < 60; i++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * i) / 60))
      expect(
        (await importLedger(platform, officer, { system: 'reconsideration', source: bytesSource(cut, '台账.xlsx') }))
          .ok,
      ).toBe(false)
      const altered = Buffer.from(bytes)
      altered[Math.floor((bytes.length * i) / 60)] = (altered[Math.floor((bytes.length * i) / 60)] ?? 0) ^ 0x55
      await importLedger(platform, officer, { system: 'reconsideration', source: bytesSource(altered, '台账.xlsx') })
    }
    expect(await records()).toEqual([])
  })

  it('a small archive that unpacks to very much, whatever size it claims', async () => {
    const bomb = Buffer.from(
      zipSync(
        { 'xl/workbook.xml': new Uint8Array(400 * 1024 * 1024), 'xl/worksheets/sheet1.xml': new Uint8Array(10) },
        { level: 9 },
      ),
    )
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024)
    expect(await refusal(bytesSource(bomb, '台账.xlsx'))).toMatchObject({ code: 'too-large' })
    // The directory of the archive claims one byte.
    const at = bomb.lastIndexOf(Buffer.from('xl/workbook.xml')) - 46
    bomb.writeUInt32LE(1, at + 24)
    expect(await refusal(bytesSource(bomb, '台账.xlsx'))).toMatchObject({ code: 'too-large' })
  })

  it('a file without a header of the ledger, and a quote that is never closed', async () => {
    expect((await refusal(csvText('甲,乙\r\n1,2'))).message).toMatch(/没有找到表头.*导入模板/)
    const text = `${Object.keys(application('2022-03-01')).join(',')}\r\n"2022-03-01,赵`
    expect((await refusal(csvText(text))).message).toMatch(/引号没有成对/)
  })

  it('an unknown system or organ', async () => {
    expect(await refusal(good(), { system: 'nothing' })).toMatchObject({ code: 'invalid-input', path: 'system' })
    expect(await refusal(good(), { organ: 'nobody' })).toMatchObject({ code: 'invalid-input', path: 'organ' })
  })
})

/** Encodes by looking every code up in what the decoder gives. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let a = 0x81; a <= 0xfe; a++)
    for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) codes.set(decoder.decode(Uint8Array.of(a, b)), [a, b])
  // U+3400 has four bytes.
  codes.set('㐀', [0x81, 0x39, 0xee, 0x39])
  return Buffer.from(
    [...text].flatMap(c => {
      const code = c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : codes.get(c)
      if (!code) throw new Error(`${c} is not known in GB18030`)
      return code
    }),
  )
}
