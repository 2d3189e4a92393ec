import { beforeAll, expect, test } from 'vitest'
import { type Catalogue, catalogue } from '#kernel/catalogue.ts'
import { guard, procedure, valuesGuard } from '#kernel/declaration.ts'
import { decide, decideOpening, preview } from '#kernel/decide.ts'
import { evolve } from '#kernel/evolve.ts'
import { choice, date, integer, longText, money, text, yesNo } from '#kernel/field.ts'
import { count, sum } from '#kernel/figure.ts'
import { calendarDays, workingDays } from '#kernel/limit.ts'
import { dayOf, done, type RecordState } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'
import { isWorkday } from '#kernel/time/calendar.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { addDays } from '#kernel/time/date.ts'
import { roleCodes, seesDivision } from '#law/roles.ts'
import { discover } from './discover.ts'
import { districtOrgans, districtPeople } from './district.ts'
import { Random } from './random.ts'
import { contributionsIn, type Recipe, replay } from './recipe.ts'
import type { Walk } from './walk.ts'
import { contextOf, makeWorld, type World } from './world.ts'

const cite = practice('试验')
const law = { cite, checkedOn: '2025-03-01', bears: 'authority', kind: 'MAX' } as const

/** Nobody's law: consent, an inspection before the decision, thirty days of notice, an amount that must be in order. */
const invented = procedure({
  code: 'invented',
  version: '1',
  name: '试验事项',
  about: '仅供检验。',
  group: 'functions',
  inForce: { from: '2020-01-01' },
  numbering: '试',
  unit: '件',
  parties: { applicant: { name: '申请人', kinds: ['person', 'organisation'] } },
  fields: {
    subject: text('申请事项', { listed: true }),
    about: choice('类别', { garden: '园林', bridge: '桥梁', other: '其他' }, { listed: true }),
    told: yesNo('已告知权利'),
    claimed: money('申报金额', { min: 100_00, max: 900_000_00 }),
  },
  open: {
    name: '收到申请',
    to: 'received',
    by: ['aidClerk'],
    dateName: '收到之日',
    title: '{applicant}申请{subject}',
    guards: [
      valuesGuard({
        code: 'told',
        name: '已告知权利',
        cite,
        check: ({ values }) => (values.told === true ? undefined : '请先告知权利。'),
      }),
    ],
  },
  stages: {
    received: { name: '已收到' },
    announced: { name: '公示' },
    halted: { name: '中止', suspended: true },
    ended: { name: '办结', end: true },
  },
  outcomes: { granted: '准予', reduced: '部分准予', refused: '不予' },
  actions: {
    inspect: {
      name: '勘查',
      from: ['received'],
      by: ['aidClerk'],
      asks: { found: longText('勘查情况'), metres: integer('面积', { min: 1, max: 900 }) },
    },
    announce: {
      name: '公示',
      from: ['received'],
      to: 'announced',
      by: ['aidHead'],
      asks: { objectionsUntil: date('异议截止日期') },
      guards: [
        guard({
          code: 'inspected',
          name: '已经勘查',
          cite,
          check: ({ state }) => (done(state, 'inspect') ? undefined : '请先勘查。'),
        }),
        valuesGuard({
          code: 'longEnough',
          name: '公示不少于十日',
          cite,
          check: ({ values, on }) =>
            String(values.objectionsUntil) >= addDays(on, 10) ? undefined : '截止日期不足十日。',
        }),
      ],
    },
    halt: { name: '中止', from: ['announced'], to: 'halted', by: ['aidHead'], asks: { why: text('事由') } },
    goOn: { name: '恢复', from: ['halted'], to: 'back', by: ['aidHead'] },
    decide: {
      name: '决定',
      from: ['announced'],
      to: 'ended',
      by: ['aidHead'],
      asks: {
        result: choice('结果', { granted: '准予', reduced: '部分准予', refused: '不予' }),
        allowed: money('准予金额', { max: 900_000_00 }),
      },
      outcome: { field: 'result' },
      guards: [
        valuesGuard({
          code: 'amountInOrder',
          name: '金额与结果相符',
          cite,
          check({ state, values }) {
            const [claimed, allowed] = [Number(state.values.claimed), Number(values.allowed)]
            const right = {
              granted: allowed === claimed,
              reduced: allowed > 0 && allowed < claimed,
              refused: allowed === 0,
            }
            return right[values.result as keyof typeof right] ? undefined : '准予金额与结果不符。'
          },
        }),
      ],
    },
  },
  limits: {
    announceSoon: { ...law, name: '公示期限', within: workingDays(10), from: 'open', until: ['announce'] },
    wait: {
      ...law,
      name: '公示时间',
      kind: 'MIN',
      within: calendarDays(10),
      from: 'announce',
      until: ['decide'],
      bars: ['decide'],
    },
    decideSoon: {
      ...law,
      name: '决定期限',
      within: calendarDays(60),
      roll: true,
      from: 'announce',
      until: ['decide'],
      pausedBy: [{ suspend: 'halt', resume: ['goOn'] }],
    },
  },
  documents: {},
  figures: {
    received: count({ name: '收到', unit: '件', topic: 'other', definition: '收到之日', counts: s => s.openedOn }),
    granted: count({ name: '准予', unit: '件', topic: 'other', definition: '决定之日', counts: as('granted') }),
    reduced: count({ name: '部分准予', unit: '件', topic: 'other', definition: '决定之日', counts: as('reduced') }),
    refused: count({ name: '不予', unit: '件', topic: 'other', definition: '决定之日', counts: as('refused') }),
    late: count({
      name: '逾期',
      unit: '件',
      topic: 'other',
      definition: '决定之日',
      counts: (s, c) => (c.limit('decideSoon').status === 'late' ? dayOf(s, 'decide') : undefined),
    }),
    allowed: sum({
      name: '准予金额',
      unit: '元',
      money: true,
      topic: 'other',
      definition: '决定之日',
      field: 'allowed',
      counts: s => dayOf(s, 'decide'),
    }),
  },
  identities: [],
})

function as(outcome: string) {
  return (s: RecordState) => (s.outcome === outcome ? dayOf(s, 'decide') : undefined)
}

const seed = `invented ${process.env.SEED ?? '1'}`
let all: Catalogue
let world: World
let ways: Recipe[]

beforeAll(async () => {
  console.log(`seed: ${seed}`)
  all = catalogue([invented], roleCodes)
  const division = {
    code: '990101',
    name: '准绳区',
    demo: true,
    organs: new Map(districtOrgans.map(o => [o.code, { ...o, active: true }])),
    people: new Map(districtPeople().map(p => [p.id, { ...p, active: true }])),
    settings: {},
    undoMinutes: 5,
  }
  world = makeWorld({ catalogue: all, calendar: nationalCalendar, division })
  ways = await discover(world, invented, new Random(seed), '2022-03-01')
})

const again = (recipe: Recipe, n: number, day = '2023-05-08', until = '2026-11-20') =>
  replay({ world, declaration: invented, random: new Random(`${seed} ${n}`), id: `r${n}`, until }, recipe, day)

test('an invented procedure is walked to every action, outcome and figure, guards, waiting times and halts included', () => {
  const actions = new Set(ways.flatMap(w => w.steps.map(s => s.action)))
  expect([...actions].toSorted()).toEqual(Object.keys(invented.actions).toSorted())
  const complete = ways.filter(w => w.complete)
  expect(new Set(complete.map(w => w.found.state.outcome))).toEqual(new Set(['granted', 'reduced', 'refused']))
  expect(new Set(complete.flatMap(w => w.trace.map(t => t.figure)))).toEqual(new Set(Object.keys(invented.figures)))
})

/** The walk decided once more, step by step, on its days. */
function decideAgain(walk: Walk): string[] {
  const { open } = walk
  const opened = decideOpening(
    invented,
    { action: 'open', ...open },
    { ...contextOf(world, open.actor, open.on), organ: walk.organ },
  )
  if (!opened.ok) return [opened.refusal.message]
  const blank = { division: '990101', id: 'x', system: 'invented', version: '1', seq: 0 } as RecordState
  let state: RecordState | undefined
  for (const draft of opened.value.drafts) state = evolve(invented, state, preview(state ?? blank, draft))
  for (const step of walk.steps) {
    const decided = decide(
      invented,
      state as RecordState,
      step,
      contextOf(world, step.actor, step.on),
      seesDivision(step.actor.roles),
    )
    if (!decided.ok) return [`${step.action}: ${decided.refusal.message}`]
    for (const draft of decided.value.drafts) state = evolve(invented, state, preview(state as RecordState, draft))
  }
  return []
}

test('a way gone again is lawful at every step, in order, and on workdays', () => {
  let steps = 0
  ways.forEach((way, n) => {
    const walk = again(way, n)?.walk
    if (!walk) return
    steps += walk.steps.length
    expect(decideAgain(walk)).toEqual([])
    const days = [walk.open.on, ...walk.steps.map(s => s.on)]
    expect(days).toEqual(days.toSorted())
    expect(days.filter(d => !isWorkday(nationalCalendar, d))).toEqual([])
    const times = [walk.open.recordedAt ?? '', ...walk.steps.map(s => s.recordedAt ?? '')]
    expect(times).toEqual(times.toSorted())
  })
  expect(steps).toBeGreaterThan(50)
})

test('most steps keep their limits; a way that was late is late again', () => {
  const late = (walk: Walk) => contributionsIn(world, invented, walk.state).some(c => c.figure === 'late')
  const inTime = ways.filter(w => w.complete && !w.trace.some(t => t.figure === 'late'))
  const onTime = inTime.flatMap((w, n) => again(w, n)?.walk ?? [])
  expect(onTime.length).toBeGreaterThan(5)
  expect(onTime.filter(late)).toEqual([])
  const tooLate = ways.filter(w => w.complete && w.trace.some(t => t.figure === 'late'))
  const tooLateAgain = tooLate.flatMap((w, n) => again(w, n)?.walk ?? [])
  expect(tooLateAgain.length).toBeGreaterThan(0)
  expect(tooLateAgain.every(late)).toBe(true)
})

test('a way is cut at the last day: nothing happens after it', () => {
  const way = ways.find(w => w.complete) as Recipe
  const cut = again(way, 1, '2026-11-19', '2026-11-20')
  expect(cut?.cut).toBe(true)
  expect(cut?.walk.steps.every(s => s.on <= '2026-11-20')).toBe(true)
})

test('the same seed goes the same way', () => {
  const way = ways.find(w => w.complete) as Recipe
  expect(again(way, 5)).toEqual(again(way, 5))
  expect(again(way, 5)).not.toEqual(again(way, 6))
})
