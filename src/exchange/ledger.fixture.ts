/** A small invented district with the real systems, and files as people hand them in. */
import { addPeople, installer, type NewPerson, type Organ, putDivision, putOrgans } from '#access/people.ts'
import type { Actor } from '#kernel/record.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import type { TestDatabase } from '../../test/kit/database.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { bytesSource } from './table.ts'

export const division = '990101'
const organs: readonly Omit<Organ, 'division'>[] = [
  { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
  { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau', parent: 'qzf' },
  { code: 'scj', name: '准绳区市场监督管理局', short: '准市监', kind: 'agency', parent: 'qzf' },
  { code: 'cgj', name: '准绳区城市管理局', short: '准城', kind: 'agency', parent: 'qzf' },
  { code: 'rxzx', name: '准绳区政务热线中心', short: '准', kind: 'hotlineCentre', parent: 'qzf' },
]
const people: readonly NewPerson[] = [
  { organ: 'sfj', name: '复议甲', account: 'fuyi', roles: ['reconsiderationOfficer'] },
  { organ: 'sfj', name: '年报乙', account: 'nianbao', roles: ['reportWriter'] },
  { organ: 'cgj', name: '执法丙', account: 'zhifa', roles: ['enforcementOfficer'] },
]

/** The district over an empty database; the day is 5 March 2025. */
export async function district(db: TestDatabase): Promise<Platform> {
  const by = installer(division)
  const password = 'Zhunsheng-2026'
  for (const done of [
    await putDivision(db, by, { code: division, name: '准绳区', demo: true }),
    await putOrgans(
      db,
      by,
      organs.map(o => ({ ...o, division })),
    ),
    await addPeople(
      db,
      by,
      people.map(p => ({ ...p, password })),
    ),
  ])
    if (!done.ok) throw new Error(done.refusal.message)
  return createPlatform(db, zhunshengCatalogue, () => '2025-03-05T02:00:00.000Z')
}

/** Somebody with a post in an organ. */
export const actor = (organ: string, ...roles: string[]): Actor => ({
  id: `p-${organ}`,
  name: '导入人',
  division,
  organ,
  roles,
})
export const officer = actor('sfj', 'reconsiderationOfficer')
export const operator = actor('rxzx', 'hotlineOperator')

/** One row by header. */
export type Told = Readonly<Record<string, string>>

/** Rows as a CSV file with the headers that any of them uses. */
export function csvOf(rows: readonly Told[], name = '台账.csv') {
  const headers = [...new Set(rows.flatMap(r => Object.keys(r)))]
  return csvText(byteOrderMark + [headers, ...rows.map(r => headers.map(h => r[h] ?? ''))].map(csvLine).join(''), name)
}
export const csvText = (text: string, name = '台账.csv') => bytesSource(Buffer.from(text), name)

let applicants = 0
/** An application for reconsideration as a ledger of 2022 tells it. */
export function application(on: string, more: Told = {}): Told {
  applicants++
  return {
    收到申请之日: on,
    申请人: `赵试${applicants}`,
    被申请人: '准绳区城市管理局',
    被复议的行政行为: `准城罚〔2022〕${applicants}号`,
    行政行为种类: '行政处罚',
    行政管理领域: '城市管理',
    申请途径: '窗口',
    行政复议请求: '撤销处罚决定',
    知道行政行为之日: on,
    ...more,
  }
}
export const decided = (on: string, decision: string, more: Told = {}): Told => ({
  作出行政复议决定日期: on,
  决定种类: decision,
  决定内容: '详见决定书',
  '认定的事实、理由和依据': '详见决定书',
  批准方式: '行政复议机关负责人同意',
  ...more,
})
