import { describe, expect, test } from 'vitest'
import { rollBackward } from './calendar.ts'
import { nationalCalendar as calendar } from './calendar-data.ts'
import { addDays, type PlainDate } from './date.ts'
import { accrualDays, computePeriod, type PeriodKind, type PeriodRequest, type PeriodUnit } from './period.ts'

/**
 * Sixty limits worked by hand from the statutes and the holiday notices of 2023–2026. `strict` is the end before rolling,
 * `final` the deadline; where only one day is given both are the same.
 */
type Worked = {
  id: string
  rule: string
  start: PlainDate
  limit: string
  kind?: PeriodKind
  roll?: boolean
  with?: Partial<PeriodRequest>
  strict: PlainDate
  final?: PlainDate
}

const ROLL = true

const worked: Worked[] = [
  { id: 'X01', rule: '行政处罚法64(1) 申请听证', start: '2024-09-27', limit: '5WD', strict: '2024-10-10' },
  { id: 'X02', rule: '行政处罚法61 送达决定书', start: '2024-09-30', limit: '7WD', strict: '2024-10-15' },
  { id: 'X03', rule: '行政处罚法48 撤回公开信息', start: '2024-09-30', limit: '3WD', strict: '2024-10-10' },
  { id: 'X04', rule: '行政处罚法56 先行登记保存', start: '2024-09-27', limit: '7WD', strict: '2024-10-12' },
  { id: 'X05', rule: '行政处罚法71 缴付当场收缴的罚款', start: '2024-09-30', limit: '2WD', strict: '2024-10-09' },
  {
    id: 'X06',
    rule: '行政处罚法67 缴纳罚款',
    start: '2024-09-20',
    limit: '15D',
    roll: ROLL,
    strict: '2024-10-05',
    final: '2024-10-08',
  },
  {
    id: 'X07',
    rule: '行政处罚法67 缴纳罚款（春节）',
    start: '2026-02-02',
    limit: '15D',
    roll: ROLL,
    strict: '2026-02-17',
    final: '2026-02-24',
  },
  {
    id: 'X09',
    rule: '行政处罚法60 作出处罚决定',
    start: '2024-07-08',
    limit: '90D',
    roll: ROLL,
    strict: '2024-10-06',
    final: '2024-10-08',
  },
  {
    id: 'X10',
    rule: '行政处罚法60 依部门规章延长三十日',
    start: '2024-07-08',
    limit: '90D',
    roll: ROLL,
    with: { extension: { amount: 30, unit: 'D' } },
    strict: '2024-11-05',
  },
  { id: 'X11', rule: '行政处罚法36 二年追责期限', start: '2023-03-10', limit: '2Y', strict: '2025-03-10' },
  { id: 'X12', rule: '行政处罚法36 五年追责期限', start: '2020-03-10', limit: '5Y', strict: '2025-03-10' },
  {
    id: 'X13',
    rule: '行政强制法25 查封不顺延',
    start: '2024-09-04',
    limit: '30D',
    kind: 'POWER',
    roll: ROLL,
    strict: '2024-10-04',
  },
  {
    id: 'X13 延长',
    rule: '行政强制法25 查封延长三十日',
    start: '2024-09-04',
    limit: '30D',
    kind: 'POWER',
    with: { extension: { amount: 30, unit: 'D' } },
    strict: '2024-11-03',
  },
  {
    id: 'X14',
    rule: '行政强制法25 检测期间不计入',
    start: '2024-09-04',
    limit: '30D',
    kind: 'POWER',
    with: { exclusions: [{ from: '2024-09-10', to: '2024-09-19' }] },
    strict: '2024-10-14',
  },
  { id: 'X15', rule: '行政强制法54 催告', start: '2025-01-20', limit: '10WD', strict: '2025-02-08' },
  { id: 'X16', rule: '行政强制法31 交付冻结决定书', start: '2024-09-30', limit: '3WD', strict: '2024-10-10' },
  {
    id: 'X18',
    rule: '行政诉讼法46 起诉（无三十一日）',
    start: '2024-08-31',
    limit: '6M',
    roll: ROLL,
    strict: '2025-02-28',
  },
  {
    id: 'X19',
    rule: '行政诉讼法46 起诉',
    start: '2024-04-01',
    limit: '6M',
    roll: ROLL,
    strict: '2024-10-01',
    final: '2024-10-08',
  },
  {
    id: 'X20',
    rule: '行政诉讼法45 复议后起诉',
    start: '2025-01-17',
    limit: '15D',
    roll: ROLL,
    strict: '2025-02-01',
    final: '2025-02-05',
  },
  {
    id: 'X21',
    rule: '行政诉讼法67 答辩举证',
    start: '2024-09-18',
    limit: '15D',
    roll: ROLL,
    strict: '2024-10-03',
    final: '2024-10-08',
  },
  {
    id: 'X22',
    rule: '行政复议法20 申请复议',
    start: '2024-12-01',
    limit: '60D',
    roll: ROLL,
    strict: '2025-01-30',
    final: '2025-02-05',
  },
  { id: 'X23', rule: '行政复议法30 审查受理', start: '2025-01-24', limit: '5WD', strict: '2025-02-07' },
  { id: 'X24', rule: '行政复议法31 补正', start: '2025-09-24', limit: '10WD', strict: '2025-10-14' },
  { id: 'X25', rule: '行政复议法48 发送副本', start: '2026-02-09', limit: '7WD', strict: '2026-02-25' },
  { id: 'X26', rule: '行政复议法48 书面答复', start: '2026-02-09', limit: '10WD', strict: '2026-02-28' },
  {
    id: 'X27',
    rule: '行政复议法（2017）23 书面答复为自然日',
    start: '2023-09-22',
    limit: '10D',
    roll: ROLL,
    strict: '2023-10-02',
    final: '2023-10-07',
  },
  { id: 'X28', rule: '行政复议法54 简易程序发送副本', start: '2026-02-13', limit: '3WD', strict: '2026-02-25' },
  { id: 'X29', rule: '行政复议法54 简易程序答复', start: '2026-02-13', limit: '5WD', strict: '2026-02-27' },
  {
    id: 'X30',
    rule: '行政复议法62 复议决定',
    start: '2024-12-06',
    limit: '60D',
    roll: ROLL,
    strict: '2025-02-04',
    final: '2025-02-05',
  },
  {
    id: 'X31',
    rule: '行政复议法62 延长三十日',
    start: '2024-12-06',
    limit: '60D',
    roll: ROLL,
    with: { extension: { amount: 30, unit: 'D' } },
    strict: '2025-03-06',
  },
  {
    id: 'X32',
    rule: '行政复议法62(2) 简易程序决定',
    start: '2026-01-20',
    limit: '30D',
    roll: ROLL,
    strict: '2026-02-19',
    final: '2026-02-24',
  },
  { id: 'X33', rule: '行政许可法42 许可决定', start: '2026-02-02', limit: '20WD', strict: '2026-03-06' },
  {
    id: 'X33 延长',
    rule: '行政许可法42 延长十日',
    start: '2026-02-02',
    limit: '20WD',
    with: { extension: { amount: 10, unit: 'WD' } },
    strict: '2026-03-20',
  },
  { id: 'X34', rule: '行政许可法42 许可决定', start: '2024-09-18', limit: '20WD', strict: '2024-10-21' },
  { id: 'X35', rule: '行政许可法32 一次告知补正', start: '2026-02-12', limit: '5WD', strict: '2026-02-26' },
  { id: 'X36', rule: '行政许可法44 颁发证件', start: '2025-01-22', limit: '10WD', strict: '2025-02-11' },
  { id: 'X37', rule: '政府信息公开条例33 答复', start: '2024-09-09', limit: '20WD', strict: '2024-10-12' },
  {
    id: 'X37 延长',
    rule: '政府信息公开条例33 延长',
    start: '2024-09-09',
    limit: '20WD',
    with: { extension: { amount: 20, unit: 'WD' } },
    strict: '2024-11-08',
  },
  {
    id: 'X38',
    rule: '政府信息公开条例33 征求第三方意见不计入',
    start: '2024-09-09',
    limit: '20WD',
    with: { exclusions: [{ from: '2024-09-13', to: '2024-09-20' }] },
    strict: '2024-10-18',
  },
  { id: 'X39', rule: '政府信息公开条例30 补正告知', start: '2024-09-27', limit: '7WD', strict: '2024-10-12' },
  { id: 'X40', rule: '行政执法三项制度 公示处罚和许可', start: '2025-09-26', limit: '7WD', strict: '2025-10-13' },
  { id: 'X41', rule: '行政执法三项制度 公示其他执法决定', start: '2025-09-26', limit: '20WD', strict: '2025-10-30' },
  {
    id: 'X42',
    rule: '公开征求意见不少于三十日',
    start: '2025-09-08',
    limit: '30D',
    kind: 'MIN',
    roll: ROLL,
    strict: '2025-10-08',
    final: '2025-10-09',
  },
  { id: 'X43', rule: '公开征求意见（地方规定）', start: '2025-09-26', limit: '7WD', kind: 'MIN', strict: '2025-10-13' },
  {
    id: 'X44',
    rule: '重大决策合法性审查不少于七个工作日',
    start: '2024-09-26',
    limit: '7WD',
    kind: 'MIN',
    strict: '2024-10-11',
  },
  { id: 'X45 最短', rule: '规范性文件审核', start: '2025-01-15', limit: '5WD', kind: 'MIN', strict: '2025-01-22' },
  { id: 'X45 最长', rule: '规范性文件审核', start: '2025-01-15', limit: '15WD', strict: '2025-02-11' },
  {
    id: 'X46',
    rule: '听证七个工作日前通知（从严/从宽）',
    start: '2025-02-17',
    limit: '7WD',
    kind: 'BEFORE',
    strict: '2025-02-06',
    final: '2025-02-07',
  },
  {
    id: 'X47',
    rule: '信访工作条例22、23 受理、转送',
    start: '2026-02-06',
    limit: '15D',
    roll: ROLL,
    strict: '2026-02-21',
    final: '2026-02-24',
  },
  { id: 'X48', rule: '信访工作条例23 对转送提出异议', start: '2026-02-12', limit: '5WD', strict: '2026-02-26' },
  {
    id: 'X49',
    rule: '信访工作条例34 办理',
    start: '2025-08-04',
    limit: '60D',
    roll: ROLL,
    strict: '2025-10-03',
    final: '2025-10-09',
  },
  {
    id: 'X49 延长',
    rule: '信访工作条例34 延长三十日',
    start: '2025-08-04',
    limit: '60D',
    roll: ROLL,
    with: { extension: { amount: 30, unit: 'D' } },
    strict: '2025-11-02',
    final: '2025-11-03',
  },
  {
    id: 'X50',
    rule: '信访工作条例35 申请复查',
    start: '2025-09-05',
    limit: '30D',
    roll: ROLL,
    strict: '2025-10-05',
    final: '2025-10-09',
  },
  {
    id: 'X51',
    rule: '劳动争议调解仲裁法43 裁决',
    start: '2024-08-20',
    limit: '45D',
    roll: ROLL,
    strict: '2024-10-04',
    final: '2024-10-08',
  },
  {
    id: 'X51 延长',
    rule: '劳动争议调解仲裁法43 延长十五日',
    start: '2024-08-20',
    limit: '45D',
    roll: ROLL,
    with: { extension: { amount: 15, unit: 'D' } },
    strict: '2024-10-19',
    final: '2024-10-21',
  },
  { id: 'X52', rule: '劳动保障监察条例17 调查', start: '2024-08-01', limit: '60WD', strict: '2024-10-30' },
  {
    id: 'X52 延长',
    rule: '劳动保障监察条例17 延长',
    start: '2024-08-01',
    limit: '60WD',
    with: { extension: { amount: 30, unit: 'WD' } },
    strict: '2024-12-11',
  },
  {
    id: 'X53',
    rule: '人民调解法33 申请司法确认',
    start: '2025-09-03',
    limit: '30D',
    roll: ROLL,
    strict: '2025-10-03',
    final: '2025-10-09',
  },
  {
    id: 'X54 自然日',
    rule: '法律援助法43 决定（按日）',
    start: '2024-09-26',
    limit: '7D',
    roll: ROLL,
    strict: '2024-10-03',
    final: '2024-10-08',
  },
  { id: 'X54 工作日', rule: '法律援助法43 决定（按工作日）', start: '2024-09-26', limit: '7WD', strict: '2024-10-11' },
  { id: 'X55', rule: '公证法30 出具公证书', start: '2025-01-15', limit: '15WD', strict: '2025-02-11' },
  {
    id: 'X56',
    rule: '社区矫正法21 报到',
    start: '2026-02-07',
    limit: '10D',
    roll: ROLL,
    strict: '2026-02-17',
    final: '2026-02-24',
  },
  {
    id: 'X57 三个月',
    rule: '代表法51 答复代表建议',
    start: '2025-01-20',
    limit: '3M',
    roll: ROLL,
    strict: '2025-04-20',
    final: '2025-04-21',
  },
  {
    id: 'X57 六个月',
    rule: '代表法51 答复代表建议',
    start: '2025-03-31',
    limit: '6M',
    roll: ROLL,
    strict: '2025-09-30',
  },
  {
    id: 'X58',
    rule: '届满日为调休上班的周六，不顺延',
    start: '2024-09-12',
    limit: '30D',
    roll: ROLL,
    strict: '2024-10-12',
  },
  { id: 'X59', rule: '闰日', start: '2024-02-29', limit: '1Y', strict: '2025-02-28' },
]

function requestOf(row: Worked): PeriodRequest {
  const parts = /^(\d+)([A-Z]+)$/.exec(row.limit)
  return {
    start: row.start,
    amount: Number(parts?.[1]),
    unit: parts?.[2] as PeriodUnit,
    kind: row.kind ?? 'MAX',
    roll: row.roll ?? false,
    calendar,
    ...row.with,
  }
}

/** The computed days, or the refusal in place of them. */
function days(request: PeriodRequest) {
  const period = computePeriod(request)
  return period.ok ? { strict: period.value.strict, final: period.value.final } : period.refusal
}

const limit = (start: PlainDate, amount: number, unit: PeriodUnit, roll = false) =>
  days({ start, amount, unit, kind: 'MAX', roll, calendar })

describe('limits worked by hand', () => {
  test.each(worked)('$id $rule: $start + $limit → $strict', row => {
    expect(days(requestOf(row))).toEqual({ strict: row.strict, final: row.final ?? row.strict })
  })

  test('X08 加处罚款: 10,000 yuan at 3 % a day runs on every calendar day and stops at the amount of the fine', () => {
    const due = '2024-10-08'
    const surcharge = (until: PlainDate) => Math.min(10_000, 300 * accrualDays(due, until))
    expect(surcharge(due)).toBe(0)
    expect(surcharge(addDays(due, 1))).toBe(300)
    expect(surcharge(addDays(due, 33))).toBe(9_900)
    expect(surcharge(addDays(due, 34))).toBe(10_000)
    expect(surcharge(addDays(due, 90))).toBe(10_000)
  })

  test('X11 and X12 an act discovered on the last day of the time bar may be punished, a day later it may not', () => {
    const end = limit('2023-03-10', 2, 'Y')
    expect('2025-03-10' <= (end as { final: string }).final).toBe(true)
    expect('2025-03-11' <= (end as { final: string }).final).toBe(false)
  })

  test('X15 after the demand one may apply to the court from the day after its ten workdays', () => {
    const demand = limit('2025-01-20', 10, 'WD')
    expect(addDays((demand as { final: string }).final, 1)).toBe('2025-02-09')
  })

  test('X17 the window for enforcement by the court opens when the time to sue has ended, and lasts three months', () => {
    const suit = limit('2024-03-15', 6, 'M', true)
    expect(suit).toEqual({ strict: '2024-09-15', final: '2024-09-18' })
    expect(addDays('2024-09-18', 1)).toBe('2024-09-19')
    expect(limit('2024-09-18', 3, 'M', true)).toEqual({ strict: '2024-12-18', final: '2024-12-18' })
  })

  test('X60 wages due on a rest day are paid on the last workday before it', () => {
    expect(rollBackward(calendar, '2026-02-17')).toBe('2026-02-14')
  })

  test('every example from X01 to X60 is here', () => {
    const alone = ['X08', 'X17', 'X60']
    const ids = new Set([...worked.map(row => row.id.slice(0, 3)), ...alone])
    expect(ids.size).toBe(60)
  })
})
