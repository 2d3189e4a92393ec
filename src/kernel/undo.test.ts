import { expect, test } from 'vitest'
import { actorWith, story } from '../../test/kit/law.ts'
import { procedure } from './declaration.ts'
import { text } from './field.ts'
import { count } from './figure.ts'
import type { RecordEvent, RecordState } from './record.ts'
import { refuseUndo } from './undo.ts'

const invented = procedure({
  code: 'invented',
  version: '1',
  name: '虚构程序',
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
  actions: {
    close: { name: '办结', from: ['received'], to: 'closed', by: ['aidClerk'] },
    decide: { name: '决定', from: ['received'], to: 'closed', by: ['aidClerk'], produces: ['decision'] },
    revoke: { name: '吊销', from: ['received'], to: 'closed', by: ['aidClerk'], confirm: '吊销后不能恢复。' },
  },
  limits: {},
  documents: { decision: { name: '决定书', series: '决', body: ['{matter}'] } },
  figures: {
    all: count({ name: '收到', unit: '件', definition: '按日', topic: 'other', counts: s => s.openedOn }),
  },
  identities: [],
})

const lastOf = (state: RecordState, more: Partial<RecordEvent> = {}): RecordEvent => {
  const step = state.steps.at(-1)
  if (!step) throw new Error('a record has steps')
  return {
    division: state.division,
    record: state.id,
    seq: step.seq,
    system: state.system,
    version: state.version,
    declaration: '',
    action: step.action,
    on: step.on,
    recordedAt: '2024-03-05T02:00:00.000Z',
    by: step.by,
    origin: 'user',
    command: '',
    data: {},
    ...more,
  }
}
const asked = (action: string, more: Partial<RecordEvent> = {}, now = '2024-03-05T02:03:00.000Z') => {
  const { state } = story(invented).open('2024-03-04', { matter: '甲' }).does(action, '2024-03-05')
  const facts = { event: lastOf(state, more), now, until: '2024-03-05T02:05:00.000Z' }
  return refuseUndo(invented, state, facts, actorWith('aidClerk'))?.message
}

test('本人刚办的、没有生成文书的一步可以撤回', () => {
  expect(asked('close')).toBeUndefined()
  expect(asked('close', {}, '2024-03-05T02:05:00.000Z')).toBeUndefined()
})
test('过了时间的不能', () => {
  expect(asked('close', {}, '2024-03-05T02:05:00.001Z')).toMatch(/已过可以撤回的时间/)
})
test('生成了文书的不能', () => {
  const documents = [{ code: 'decision', number: '准虚决〔2024〕1号' }]
  expect(asked('decide', { data: { documents } })).toMatch(/“决定”已生成文书/)
})
test('依法不能反悔的不能', () => {
  expect(asked('revoke')).toMatch(/“吊销”依法不能反悔/)
})
test('他人办的、公众在门户办的、历史台账导入的不能', () => {
  expect(asked('close', { by: { id: 'other', name: '他人', organ: 'organ-a', role: 'aidClerk' } })).toMatch(
    /只能撤回本人/,
  )
  expect(asked('close', { origin: 'portal' })).toMatch(/只能撤回本人/)
  expect(asked('close', { origin: 'ledger' })).toMatch(/只能撤回本人/)
})
