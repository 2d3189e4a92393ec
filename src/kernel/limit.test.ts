import { expect, test } from 'vitest'
import { story } from '../../test/kit/law.ts'
import { checkDeclaration } from './check.ts'
import { procedure } from './declaration.ts'
import { date, organ, text } from './field.ts'
import { count } from './figure.ts'
import { checkFields } from './input.ts'
import { calendarDays, explainLimit, type Limit, months, thatDay, workingDays } from './limit.ts'
import { practice } from './statute.ts'
import { nationalCalendar } from './time/calendar-data.ts'

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
  fields: { matter: text('事项'), promised: date('约定日期', { optional: true }) },
  open: { name: '收到', to: 'received', by: ['aidClerk'], dateName: '收到日期', title: '{matter}' },
  stages: { received: { name: '已收到' }, sent: { name: '已转办' }, closed: { name: '已办结', end: true } },
  outcomes: {},
  actions: {
    send: {
      name: '转办',
      from: ['received', 'sent'],
      to: 'sent',
      by: ['aidClerk'],
      asks: { unit: organ('承办单位', { takesPart: true }) },
    },
    summon: { name: '通知', from: ['sent'], by: ['aidClerk'] },
    close: { name: '办结', from: ['received', 'sent'], to: 'closed', by: ['aidClerk', 'handlingUnit'] },
  },
  limits: {
    answer: {
      name: '答复',
      within: workingDays(7),
      alertWithin: calendarDays(7),
      kind: 'MAX',
      from: 'open',
      until: ['close'],
      bears: 'authority',
      cite: practice('答复期限'),
      checkedOn: '2025-03-01',
    },
    promise: {
      name: '约定',
      within: thatDay,
      kind: 'MAX',
      roll: true,
      from: { field: 'promised' },
      until: ['close'],
      bears: 'party',
      cite: practice('约定履行'),
      checkedOn: '2025-03-01',
    },
    notice: {
      name: '提前通知',
      within: workingDays(3),
      kind: 'BEFORE',
      from: 'open',
      until: [],
      event: 'promised',
      bars: ['summon'],
      bears: 'authority',
      cite: practice('提前通知'),
      checkedOn: '2025-03-01',
    },
  },
  documents: {},
  figures: {
    received: count({ name: '收到', unit: '件', definition: '按收到之日', topic: 'other', counts: s => s.openedOn }),
  },
  identities: [],
})

test('the invented procedure is sound', () => {
  expect(checkDeclaration(invented, ['aidClerk', 'handlingUnit'])).toEqual([])
})

test('a limit whose unit the statute leaves open warns by calendar days and is late by working days', () => {
  const s = story(invented).open('2024-09-26', { matter: '甲' })
  const limit = s.limit('answer', '2024-10-09')
  expect([limit.strict, limit.final, limit.status]).toEqual(['2024-10-03', '2024-10-11', 'running'])
  expect(s.limit('answer', '2024-10-12').status).toBe('overdue')
  const declared = invented.limits.answer
  if (!declared) throw new Error('unreachable')
  const told = explainLimit({
    code: 'answer',
    limit: declared,
    system: 'invented',
    state: s.state,
    today: '2024-09-27',
    calendar: nationalCalendar,
    settings: {},
  })
  expect(told?.summary.at(-1)).toContain('从严按7日计至2024年10月3日')
})

test('a promised day is the last day itself, and moves when it is a rest day', () => {
  const s = story(invented).open('2024-09-26', { matter: '甲', promised: '2024-10-05' })
  const limit = s.limit('promise', '2024-09-27')
  expect([limit.strict, limit.final]).toEqual(['2024-10-05', '2024-10-08'])
  expect(s.limit('promise', '2024-10-09').status).toBe('overdue')
})

test('an advance notice measures against an event day that was entered earlier', () => {
  const s = story(invented)
    .open('2024-03-01', { matter: '甲', promised: '2024-03-15' })
    .does('send', '2024-03-04', { unit: 'organ-b' })
  expect(s.refused('summon', '2024-03-13').code).toBe('too-late')
  expect(s.tries('summon', '2024-03-11').ok).toBe(true)
})

test('an organ that a field calls in may act, and no longer once another is named', () => {
  const s = story(invented).open('2024-03-01', { matter: '甲' }).does('send', '2024-03-04', { unit: 'organ-b' })
  expect(s.state.organs).toEqual(['organ-b'])
  s.does('send', '2024-03-05', { unit: 'organ-c' })
  expect(s.state.organs).toEqual(['organ-c'])
})

test('only an organ takes part, and a fixed day comes from a field', () => {
  const wrong = checkDeclaration(
    {
      ...invented,
      fields: { ...invented.fields, matter: { ...text('事项'), takesPart: true } },
      limits: { promise: { ...invented.limits.promise, from: 'open' } as never },
    },
    ['aidClerk', 'handlingUnit'],
  )
  expect(wrong.join('\n')).toContain('only an organ takes part')
  expect(wrong.join('\n')).toContain('takes it from a field')
})

const appeal = {
  name: '申诉',
  within: months(6),
  kind: 'MAX',
  roll: true,
  from: 'send',
  until: ['summon'],
  bears: 'party',
  cite: practice('申诉'),
  checkedOn: '2025-03-01',
} as const satisfies Limit
const enforce: Limit = { ...appeal, name: '强制履行', within: months(3), from: { after: appeal }, until: ['close'] }
const chained: typeof invented = { ...invented, limits: { appeal, enforce } }

test('a limit may start when another one ends unmet, rest days included', () => {
  const s = story(chained).open('2024-03-01', { matter: '甲' }).does('send', '2024-03-15', { unit: 'organ-b' })
  expect(s.limit('appeal', '2024-03-15').final).toBe('2024-09-18')
  expect(s.limit('enforce', '2024-03-15')).toMatchObject({
    start: '2024-09-18',
    final: '2024-12-18',
    status: 'running',
  })
  expect(s.limit('enforce', '2024-12-19').status).toBe('overdue')
  s.does('summon', '2024-05-06')
  expect(s.limit('enforce', '2024-12-19').status).toBe('idle')
  expect(checkDeclaration({ ...chained, limits: { enforce } }, ['aidClerk', 'handlingUnit'])).toEqual([
    'invented@1 limits.enforce.from: the limit before it is not declared',
  ])
})

test('what was done before another limit had ended leaves nothing to begin', () => {
  const sent = () => story(chained).open('2024-03-01', { matter: '甲' }).does('send', '2024-03-15', { unit: 'organ-b' })
  expect(sent().does('close', '2024-06-03').limit('enforce', '2025-01-02').status).toBe('idle')
  expect(sent().does('close', '2024-10-08').limit('enforce', '2025-01-02')).toMatchObject({
    status: 'kept',
    metOn: '2024-10-08',
  })
})

test('a date that may not lie in the future is refused tomorrow and taken today', () => {
  const fields = { day: date('生效日', { max: 0 }) }
  expect(checkFields(fields, { day: '2024-03-01' }, { today: '2024-03-01' }).ok).toBe(true)
  const tomorrow = checkFields(fields, { day: '2024-03-02' }, { today: '2024-03-01' })
  expect(tomorrow.ok ? '' : tomorrow.refusal.code).toBe('invalid-date')
})
