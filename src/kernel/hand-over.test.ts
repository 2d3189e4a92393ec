import { expect, test } from 'vitest'
import { actorWith, contextOn, organ, type Story, story } from '../../test/kit/law.ts'
import { type Command, decide, optionsNow, preview } from './decide.ts'
import { procedure } from './declaration.ts'
import { evolve, fold } from './evolve.ts'
import { text } from './field.ts'
import { count } from './figure.ts'
import { workingDays } from './limit.ts'
import type { Actor, RecordEvent } from './record.ts'
import { practice } from './statute.ts'

const invented = procedure({
  code: 'invented',
  version: '1',
  name: '虚构工单',
  about: '仅供检验。',
  group: 'functions',
  inForce: { from: '2020-01-01' },
  numbering: '虚',
  unit: '件',
  parties: {},
  fields: { matter: text('事项') },
  open: { name: '收到', to: 'received', by: ['aidClerk'], dateName: '收到日期', title: '{matter}' },
  stages: { received: { name: '已收到' }, closed: { name: '已办结', end: true } },
  outcomes: {},
  actions: { close: { name: '办结', from: ['received'], to: 'closed', by: ['aidClerk'] } },
  limits: {
    answer: {
      name: '办结期限',
      kind: 'MAX',
      bears: 'authority',
      from: 'open',
      until: ['close'],
      within: workingDays(10),
      cite: practice('虚构'),
      checkedOn: '2025-01-02',
    },
  },
  documents: {},
  figures: {
    all: count({ name: '收到', unit: '件', definition: '按日', topic: 'other', counts: s => s.openedOn }),
  },
  identities: [],
  links: {
    mediation: { kind: 'opens', to: 'mediation', name: '转人民调解', stages: ['received'] },
    aid: { kind: 'opens', to: 'legal-aid', name: '转法律援助' },
    lesson: { kind: 'feeds', to: 'case-lesson', name: '以案释法' },
  },
})

const committee: Actor = { ...actorWith('mediator'), id: 'p-tw', organ: 'tw' }
/** The same post, in the organ to which it was handed over. */
const theirClerk: Actor = { ...actorWith('aidClerk'), id: 'p-tw2', organ: 'tw' }
const opened = () => story(invented).open('2024-03-04', { matter: '漏水' })
const over = (s: Story, to = 'tw', link = 'mediation') =>
  s.does('handOver', '2024-03-05', {}, { handOver: { link, to }, note: '双方愿意调解' })
const tries = (s: Story, command: Partial<Command>, actor = committee) =>
  decide(invented, s.state, { action: 'handBack', on: '2024-03-06', ...command }, contextOn('2024-03-06', actor), false)
const message = (r: ReturnType<typeof decide>) => (r.ok ? undefined : r.refusal.message)

const back = (s: Story, seq = 2) => {
  const r = tries(s, { handBack: { seq }, note: '不属本镇' })
  if (!r.ok) throw new Error(r.refusal.message)
  for (const d of r.value.drafts) s.state = evolve(invented, s.state, preview(s.state, d))
  return s
}
/** The committee opens its record: the event that comes back to the source. */
const accepted = (s: Story) => {
  const event: RecordEvent = {
    ...preview(s.state, { action: 'link', on: '2024-03-06', by: committee, role: 'mediator', produces: [], data: {} }),
    data: {
      link: { id: 'r1:m1', kind: 'to', code: 'mediation', system: 'mediation', record: 'm1', number: '调〔2024〕1号' },
    },
  }
  s.state = evolve(invented, s.state, event)
  return s
}

test('移送之后待接收，接收单位可以看；期限照走，阶段不变', () => {
  const before = opened().limit('answer', '2024-03-08')
  const s = over(opened())
  expect(s.state.handOvers).toMatchObject([
    { seq: 2, link: 'mediation', to: 'tw', on: '2024-03-05', status: 'pending', note: '双方愿意调解' },
  ])
  expect(s.state.organs).toEqual(['tw'])
  expect(s.state.stage).toBe('received')
  expect(s.limit('answer', '2024-03-08')).toEqual(before)
})

test('接收单位只能看：岗位相同也不能代为办理、备注、再移送', () => {
  const s = over(opened())
  const option = optionsNow(invented, s.state, contextOn('2024-03-06', theirClerk), false).find(
    o => o.action === 'close',
  )
  expect(option?.allowed).toBe(false)
  expect(message(tries(s, { action: 'close' }, theirClerk))).toContain('由其他单位办理')
  expect(message(tries(s, { action: 'note', note: '看过' }, theirClerk))).toContain('请由承办单位办理')
  const again = { action: 'handOver', handOver: { link: 'mediation', to: 'third' } }
  expect(message(tries(s, again, theirClerk))).toContain('请由承办单位办理')
})

test('接收单位由此登记，即为接收，编号记在移送上；其他去向、其他单位登记的不算', () => {
  expect(accepted(over(opened())).state.handOvers?.[0]).toMatchObject({
    status: 'accepted',
    answeredOn: '2024-03-06',
    number: '调〔2024〕1号',
  })
  expect(accepted(over(opened())).state.organs).toEqual(['tw'])
  expect(accepted(over(opened(), 'other')).state.handOvers?.[0]?.status).toBe('pending')
  expect(accepted(over(opened(), 'tw', 'aid')).state.handOvers?.[0]?.status).toBe('pending')
})

test('退回须写理由；退回之后不再看得到，可以再移送', () => {
  const s = over(opened())
  expect(message(tries(s, { handBack: { seq: 2 }, note: ' ' }))).toContain('退回须写明理由')
  back(s)
  expect(s.state.handOvers).toMatchObject([{ status: 'returned', reason: '不属本镇', answeredOn: '2024-03-06' }])
  expect(s.state.organs).toEqual([])
  expect(message(tries(s, { handBack: { seq: 2 }, note: '再退' }))).toContain('已经退回')
  over(s)
  expect(s.state.handOvers?.map(h => h.status)).toEqual(['returned', 'pending'])
})

test('不能退回的：不是给本单位的、已经接收的', () => {
  expect(message(tries(over(opened()), { handBack: { seq: 2 }, note: '退' }, actorWith('aidClerk')))).toContain(
    '不是给您所在单位的',
  )
  const taken = accepted(over(opened()))
  expect(message(tries(taken, { handBack: { seq: 2 }, note: '退' }))).toContain('已经接收，编号调〔2024〕1号')
})

test('不能移送的：没有这个去向、阶段不合、本单位、同一单位正待接收', () => {
  const refused = (s: Story, to: string, link = 'mediation') =>
    s.refused('handOver', '2024-03-06', {}, { handOver: { link, to } })
  expect(opened().refused('handOver', '2024-03-06').message).toBe('请选择办理什么、移送给哪个单位。')
  expect(refused(opened(), 'tw', 'lesson')).toMatchObject({ code: 'invalid-input', path: 'handOver.link' })
  expect(refused(opened().does('close', '2024-03-05'), 'tw')).toMatchObject({
    code: 'wrong-stage',
    message: '现处“已办结”阶段，不能移送“转人民调解”；该去向在“已收到”阶段移送。',
  })
  expect(refused(opened(), organ).message).toContain('不能移送给本单位')
  expect(refused(over(opened()), 'tw')).toMatchObject({ code: 'conflict', path: 'handOver.to' })
  expect(over(over(opened()), 'other').state.organs).toEqual(['tw', 'other'])
})

test('由日志重新得出的，与逐步办理的相同；更正不影响移送', () => {
  const s = story(invented)
  const events: RecordEvent[] = []
  const apply = (event: RecordEvent) => {
    events.push(event)
    s.state = evolve(invented, events.length === 1 ? undefined : s.state, event)
  }
  const first = story(invented).tryOpen('2024-03-04', { matter: '漏水' })
  if (!first.ok || !first.value.drafts[0]) throw new Error('not opened')
  apply(preview({ ...opened().state, seq: 0 }, first.value.drafts[0]))
  const handed = s.tries('handOver', '2024-03-05', {}, { handOver: { link: 'mediation', to: 'tw' } })
  if (!handed.ok || !handed.value.drafts[0]) throw new Error('not handed over')
  apply(preview(s.state, handed.value.drafts[0]))
  const corrected = s.tries(
    'correct',
    '2024-03-05',
    { matter: '渗水' },
    { note: '笔误', corrects: { seq: 1, reason: '笔误' } },
  )
  if (!corrected.ok || !corrected.value.drafts[0]) throw new Error('not corrected')
  apply(preview(s.state, corrected.value.drafts[0]))
  expect(s.state).toMatchObject({ values: { matter: '渗水' }, organs: ['tw'], handOvers: [{ status: 'pending' }] })
  expect(fold(invented, events)).toEqual(s.state)
})
