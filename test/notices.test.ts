import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client, TestDistrict } from './kit/http.ts'
import { testTown } from './kit/town.ts'

/** 消息: what newly waits for a person, and the mark until which he has seen it. */
let district: TestDistrict
let clerk: Client
let head: Client
let unit: Client
let officer: Client
let supervisor: Client

type Row = { kind: string; words: string; unread: boolean; record: string; title: string; action?: string; at: string }
const notices = async (as: Client) => {
  const r = await as.get('/notices')
  expect(r.status, r.text).toBe(200)
  return r.body as unknown as { asked: string; unread: number; rows: Row[] }
}
const waitsFor = async (as: Client) =>
  ((await as.get('/today?scope=mine')).body.reviews as unknown as { title: string }[]).map(r => r.title)
const about = async (as: Client, record: string) => (await notices(as)).rows.filter(r => r.record === record)
const at = async (instant: string) => {
  district.setNow(instant)
  ;[clerk, head, unit, officer, supervisor] = (await Promise.all(
    ['clerk', 'head', 'unit', 'officer', 'supervisor'].map(a => district.as(a)),
  )) as [Client, Client, Client, Client, Client]
}
const open = async (as: Client, body: object) => {
  const r = await as.post('/records', body)
  expect(r.status, r.text).toBe(201)
  return String(r.body.id)
}
const does = async (as: Client, id: string, request: object) => {
  const r = await as.post(`/records/${id}/actions`, request)
  expect(r.status, r.text).toBe(200)
}
const application = (act: string, on = '2024-03-04') => ({
  system: 'reconsideration',
  on,
  values: {
    act,
    actKind: 'penalty',
    adminField: 'city',
    filedVia: 'counter',
    claims: '撤销该决定',
    knewOn: '2024-03-01',
  },
  parties: [
    { role: 'applicant', kind: 'person', name: '申请人甲' },
    { role: 'respondent', kind: 'agency', name: '准绳区城市管理局' },
  ],
})
const people = new Map<string, string>()

beforeAll(async () => {
  district = await testTown()
  await at('2024-03-05T02:00:00.000Z')
  for (const p of (await district.platform.division('990101')).people.values()) people.set(p.name, p.id)
})
afterAll(() => district.close())

describe('消息', () => {
  it('他人指派给我的，我有消息；自己登记、自己办的没有', async () => {
    const id = await open(head, application('第一项处罚').system ? { ...application('第一项处罚') } : {}).catch(
      () => '',
    )
    expect(id).toBe('') // the head may not open; the clerk does
    const own = await open(clerk, { ...application('第一项处罚'), handler: people.get('何某甲') })
    expect(await about(clerk, own)).toEqual([])
    await does(clerk, own, { action: 'assign', on: '2024-03-05', handler: people.get('周某甲') })
    const [told] = await about(head, own)
    expect(told).toMatchObject({ kind: 'assigned', words: '何某甲指派您承办', unread: true })
  })

  it('我承办的一件，他人更正了登记的内容，写明理由', async () => {
    const id = await open(clerk, { ...application('第二项处罚'), handler: people.get('何某甲') })
    await does(head, id, {
      action: 'correct',
      on: '2024-03-05',
      note: '笔误',
      corrects: { seq: 1, reason: '笔误' },
      values: { act: '第二项处罚决定' },
    })
    expect(await about(clerk, id)).toMatchObject([{ kind: 'corrected', words: '周某甲更正了内容：笔误' }])
  })

  it('交办本单位的，由能代表单位办理的人收到；单位签收后交办的人收到', async () => {
    const task = await open(supervisor, {
      system: 'task-plan',
      on: '2024-03-05',
      values: {
        planYear: 2024,
        area: 'enforcement',
        task: '公布检查事项清单',
        source: '2024年工作要点',
        lead: 'cgj',
        leader: '副区长周某甲',
        result: '清单公布',
        dueOn: '2024-03-12',
      },
      handler: people.get('吴某甲'),
    })
    expect(await about(unit, task)).toMatchObject([
      { kind: 'laid', words: '吴某甲交办本单位：下达任务', action: 'sign' },
    ])
    expect(await about(officer, task)).toEqual([]) // 执法人员 does not answer for the organ
    expect(await waitsFor(unit)).toContain('公布检查事项清单')
    expect(await waitsFor(clerk)).not.toContain('公布检查事项清单') // of the organ that laid it
    await does(unit, task, { action: 'sign', on: '2024-03-05' })
    expect(await waitsFor(unit)).not.toContain('公布检查事项清单') // until its day comes near
    expect((await about(supervisor, task)).map(r => r.words)).toEqual(['陈某乙办理了“签收”'])
  })

  it('送我审核的，点开即是我要办的动作', async () => {
    const id = await open(clerk, application('第五项处罚'))
    await does(clerk, id, { action: 'accept', on: '2024-03-05', values: { procedure: 'ordinary' } })
    expect(await about(unit, id)).toEqual([])
    expect(await about(head, id)).toEqual([]) // he might end the case, yet it does not wait for him
    await does(clerk, id, { action: 'sendCopy', on: '2024-03-05' })
    expect(await about(unit, id)).toMatchObject([
      { kind: 'review', words: '何某甲送来，等您办理“被申请人签收副本”', action: 'signCopy' },
    ])
    expect(await about(clerk, id)).toEqual([])
  })

  it('期限转为临期、超期的那一天起，各有一条', async () => {
    const id = await open(clerk, { ...application('第三项处罚'), handler: people.get('何某甲') }) // five working days: 3月11日
    expect(await about(clerk, id)).toEqual([])
    await at('2024-03-06T02:00:00.000Z')
    const [near] = await about(clerk, id)
    expect(near).toMatchObject({ kind: 'near', at: '2024-03-05T16:00:00.000Z', unread: true })
    await at('2024-03-12T02:00:00.000Z')
    const [over] = await about(clerk, id)
    expect(over).toMatchObject({ kind: 'over', at: '2024-03-11T16:00:00.000Z' })
    expect(over?.words).toMatch(/超期1个工作日/)
  })

  it('交办本单位的任务临近时限，本单位办理的人有消息', async () => {
    const rows = (await notices(unit)).rows.filter(r => r.title === '公布检查事项清单')
    expect(rows.map(r => r.kind)).toContain('near')
    expect(await waitsFor(unit)).toContain('公布检查事项清单')
  })

  it('全部标为已读之后，只有新来的未读；标记只能向后', async () => {
    const before = await notices(clerk)
    expect(before.unread).toBeGreaterThan(0)
    expect((await clerk.post('/notices/seen', { until: before.asked })).status).toBe(204)
    const read = await notices(clerk)
    expect(read.unread).toBe(0)
    expect(read.rows.length).toBe(before.rows.length)
    await at('2024-03-12T03:00:00.000Z')
    const id = await open(clerk, { ...application('第四项处罚', '2024-03-11'), handler: people.get('何某甲') })
    await does(head, id, {
      action: 'correct',
      on: '2024-03-12',
      note: '笔误',
      corrects: { seq: 1, reason: '笔误' },
      values: { act: '第四项处罚决定' },
    })
    await clerk.post('/notices/seen', { until: '2024-01-01T00:00:00.000Z' })
    const later = await notices(clerk)
    expect(later.rows.filter(r => r.unread).map(r => [r.record, r.kind])).toEqual([[id, 'corrected']])
    expect((await notices(head)).rows.some(r => r.record === id)).toBe(false)
  })

  it('其他单位的事不进我的消息', async () => {
    const rows = (await notices(officer)).rows
    expect(rows).toEqual([])
  })
})
