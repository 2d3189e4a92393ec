import { describe, expect, test } from 'vitest'
import { lanternPermit } from '../../test/kit/lantern.ts'
import { actorWith, contextOn, type Story, story } from '../../test/kit/law.ts'
import { contributionsOf } from './contribution.ts'
import { decide, decideOpening, lapses, optionsNow, preview } from './decide.ts'
import { asOf, evolve, fold } from './evolve.ts'
import type { Party, Values } from './field.ts'
import type { Actor, RecordEvent, RecordState } from './record.ts'
import { allRefusals } from './refusal.ts'
import { nationalCalendar } from './time/calendar-data.ts'

const form: Values = { street: '长街', lanterns: 20 }
const applicant: readonly Party[] = [{ role: 'applicant', kind: 'person', name: '试甲' }]
const officer = actorWith('lanternOfficer')
const visit = { visitFrom: '2024-03-08', visitTo: '2024-03-08' }
const decision = { decision: 'granted', allowed: 18, removeBy: '2024-04-30' }

/** Friday 2024-03-01 received, Monday 4 March accepted. */
const received = () => story(lanternPermit).open('2024-03-01', form, applicant)
const examining = () => received().does('accept', '2024-03-04')
const granted = () => examining().does('visit', '2024-03-08', visit).does('grant', '2024-03-11', decision)

const figures = ({ state }: { state: RecordState }) =>
  contributionsOf(lanternPermit, state, { calendar: nationalCalendar, settings: {} })

/** Every event of a story again, as the log would hold it. */
function eventsOf(state: RecordState): RecordEvent[] {
  return state.steps.map((s, i) => ({
    division: state.division,
    record: state.id,
    seq: s.seq,
    system: state.system,
    version: state.version,
    declaration: '',
    action: s.action,
    on: s.on,
    recordedAt: '',
    by: s.by,
    origin: s.origin,
    command: '',
    data:
      i === 0
        ? {
            values: s.values,
            parties: state.parties,
            opened: { organ: state.organ, number: state.number, title: state.title },
          }
        : { values: s.values },
  }))
}

describe('opening', () => {
  const open = (values: Values, parties: readonly Party[] = applicant, actor: Actor = actorWith('applicantDesk')) =>
    decideOpening(lanternPermit, { action: 'open', on: '2024-03-01', values, parties }, contextOn('2024-03-01', actor))

  test('fills in usual values, gives a title and the opening organ', () => {
    const r = open(form)
    if (!r.ok) throw new Error(r.refusal.message)
    expect(r.value.drafts).toHaveLength(1)
    expect(r.value.drafts[0]?.data).toMatchObject({
      values: { street: '长街', lanterns: 20, colour: 'red', lit: false },
      opened: { organ: 'organ-a', title: '试甲在长街悬挂红色灯笼' },
    })
  })

  test('a role without right is refused before anything else is looked at', () => {
    const r = open({}, [], officer)
    expect(r.ok ? '' : r.refusal.code).toBe('forbidden')
  })

  test('all wrong fields and missing parties are named at once', () => {
    const r = open({ street: '  ', lanterns: 1000, colour: 'blue', wind: 3 }, [])
    expect(r.ok ? [] : allRefusals(r).map(x => x.path)).toEqual([
      'values.wind',
      'values.street',
      'values.lanterns',
      'values.colour',
      'parties.applicant',
    ])
  })

  test('a guard over what is entered refuses with its article', () => {
    const r = open({ ...form, lanterns: 501 })
    expect(r.ok ? undefined : r.refusal).toMatchObject({
      code: 'guard',
      path: 'fewEnough',
      article: '《灯笼悬挂条例》第二条',
    })
  })

  test('the future cannot be recorded, nor a day that does not exist', () => {
    const on = (day: string) =>
      decideOpening(
        lanternPermit,
        { action: 'open', on: day, values: form, parties: applicant },
        contextOn('2024-03-01', actorWith('applicantDesk')),
      )
    const codes = ['2024-03-02', '2024-02-30'].map(day => {
      const r = on(day)
      return r.ok ? 'ok' : r.refusal.code
    })
    expect(codes).toEqual(['wrong-date', 'invalid-date'])
  })
})

describe('acting', () => {
  test('moves the record, keeps the newest value of every field, sets the outcome and the closing day', () => {
    const { state } = granted()
    expect(state).toMatchObject({
      stage: 'granted',
      outcome: 'granted',
      openedOn: '2024-03-01',
      closedOn: '2024-03-11',
    })
    expect(state.values).toMatchObject({ street: '长街', allowed: 18 })
    expect(state.steps.map(s => [s.action, s.from, s.to])).toEqual([
      ['open', '', 'received'],
      ['accept', 'received', 'examining'],
      ['visit', 'examining', 'examining'],
      ['grant', 'examining', 'granted'],
    ])
  })

  test('the wrong stage is refused with what may be done instead', () => {
    const r = decide(
      lanternPermit,
      examining().state,
      { action: 'accept', on: '2024-03-05' },
      contextOn('2024-03-05', officer),
      false,
    )
    expect(r.ok ? undefined : r.refusal).toMatchObject({ code: 'wrong-stage', allowed: ['visit', 'pause'] })
  })

  test('the wrong role, and the right role of another organ, are refused', () => {
    const by = (actor: Actor, seesDivision = false) => {
      const r = decide(
        lanternPermit,
        received().state,
        { action: 'accept', on: '2024-03-04' },
        contextOn('2024-03-04', actor),
        seesDivision,
      )
      return r.ok ? 'ok' : r.refusal.code
    }
    expect(by(actorWith('lanternHead'))).toBe('forbidden')
    expect(by({ ...officer, organ: 'organ-b' })).toBe('forbidden')
    expect(by({ ...officer, organ: 'organ-b' }, true)).toBe('ok')
    expect(by(officer)).toBe('ok')
  })

  test('an organ that is a party takes part', () => {
    const s = story(lanternPermit).open('2024-03-01', form, [
      ...applicant,
      { role: 'neighbour', kind: 'agency', name: '相邻单位', organ: 'organ-b' },
    ])
    expect(s.state.organs).toEqual(['organ-b'])
    const r = decide(
      lanternPermit,
      s.state,
      { action: 'accept', on: '2024-03-04' },
      contextOn('2024-03-04', { ...officer, organ: 'organ-b' }),
      false,
    )
    expect(r.ok).toBe(true)
  })

  test('a rule over the past refuses before the form is filled in; a rule over the form afterwards', () => {
    expect(examining().refused('grant', '2024-03-11', decision)).toMatchObject({
      path: 'visited',
      article: '《灯笼悬挂条例》第四条第一款',
    })
    const s = examining().does('visit', '2024-03-08', visit)
    expect(s.refused('grant', '2024-03-11', { ...decision, allowed: 21 })).toMatchObject({ path: 'notMore' })
  })

  test('a warning is told and does not stop', () => {
    const s = story(lanternPermit)
      .open('2024-12-02', form, applicant)
      .does('accept', '2024-12-03')
      .does('visit', '2024-12-04', { visitFrom: '2024-12-04', visitTo: '2024-12-04' })
      .does('grant', '2024-12-09', decision)
    expect(s.warnings.map(w => w.path)).toEqual(['daylight'])
  })

  test('a least term refuses until its last day is over', () => {
    const s = examining().does('visit', '2024-03-05', { visitFrom: '2024-03-05', visitTo: '2024-03-05' })
    expect(s.refused('grant', '2024-03-07', decision)).toMatchObject({
      code: 'too-early',
      path: 'quiet',
      article: '《灯笼悬挂条例》第四条第三款',
    })
    s.does('grant', '2024-03-08', decision)
  })

  test('an authority late in deciding is recorded as late, never stopped', () => {
    const s = examining().does('visit', '2024-03-05', { visitFrom: '2024-03-05', visitTo: '2024-03-05' })
    expect(s.limit('decision', '2024-04-30').status).toBe('overdue')
    s.does('grant', '2024-04-30', { ...decision, removeBy: '2024-05-31' })
    expect(s.limit('decision', '2024-04-30').status).toBe('late')
  })

  test('a party late is stopped: its right has ended', () => {
    const s = granted()
    expect(s.limit('hanging', '2024-04-30')).toMatchObject({ final: '2024-04-30', status: 'running' })
    expect(s.refused('remove', '2024-05-06')).toMatchObject({ code: 'too-late', path: 'hanging' })
    s.does('remove', '2024-04-30')
  })

  test('what may be done once is refused the second time', () => {
    const s = examining().does('extend', '2024-03-11', { extraDays: 5 })
    expect(s.refused('extend', '2024-03-12', { extraDays: 5 }).code).toBe('conflict')
  })

  test('nothing happens before the step that made it possible', () => {
    expect(examining().refused('refuse', '2024-03-01', { reason: '无' }, { today: '2024-03-11' })).toMatchObject({
      code: 'wrong-date',
      path: 'on',
    })
  })

  test('an unknown action is refused', () => {
    expect(examining().refused('dance', '2024-03-11').code).toBe('invalid-input')
  })
})

describe('limits', () => {
  test('a suspension stops the clock, and going back returns to the stage before', () => {
    const s = examining().does('pause', '2024-03-06')
    expect(s.state).toMatchObject({ stage: 'paused', back: 'examining' })
    expect(s.limit('decision', '2024-04-30').status).toBe('paused')
    s.does('resume', '2024-03-16')
    expect(s.state.stage).toBe('examining')
    expect(s.limit('decision', '2024-03-18')).toMatchObject({ strict: '2024-04-03', final: '2024-04-03' })
  })

  test('a suspension from another stage goes back there', () => {
    expect(received().does('pause', '2024-03-04').does('resume', '2024-03-05').state.stage).toBe('received')
  })

  test('an extension counts from the start and is capped by the statute', () => {
    const s = examining()
    expect(s.limit('decision', '2024-03-05')).toMatchObject({ strict: '2024-03-24', final: '2024-03-25' })
    s.does('extend', '2024-03-11', { extraDays: 10 })
    expect(s.limit('decision', '2024-03-12')).toMatchObject({ final: '2024-04-03', extended: true })
  })

  test('days that the law leaves out move the end', () => {
    const s = examining().does('visit', '2024-03-12', { visitFrom: '2024-03-06', visitTo: '2024-03-08' })
    expect(s.limit('decision', '2024-03-13')).toMatchObject({ strict: '2024-03-27' })
  })

  test('silence is acceptance on the last day: the law acts before anybody decides', () => {
    const s = received()
    const on = (today: string) =>
      lapses(lanternPermit, s.state, contextOn(today, officer)).map(d => [d.action, d.on, d.role])
    expect(on('2024-03-08')).toEqual([])
    expect(on('2024-03-09')).toEqual([['accepted', '2024-03-08', 'law']])

    s.does('visit', '2024-03-12', visit)
    expect(s.state.steps.map(x => [x.action, x.by.role, x.origin])).toEqual([
      ['open', 'applicantDesk', 'user'],
      ['accepted', 'law', 'law'],
      ['visit', 'lanternOfficer', 'user'],
    ])
    expect(s.limit('decision', '2024-03-12')).toMatchObject({ start: '2024-03-08' })
  })

  test('nobody can do by hand what the law does by itself', () => {
    const r = decide(
      lanternPermit,
      received().state,
      { action: 'accepted', on: '2024-03-04' },
      contextOn('2024-03-04', actorWith('lanternOfficer', 'lanternHead', 'applicantDesk')),
      true,
    )
    expect(r.ok ? '' : r.refusal.code).toBe('forbidden')
  })

  test('while the clock stands still nothing is deemed', () => {
    const s = received().does('pause', '2024-03-04')
    expect(lapses(lanternPermit, s.state, contextOn('2024-06-03', officer))).toEqual([])
  })
})

describe('options now', () => {
  test('every action with the reason why not; acts of the law are not offered', () => {
    const s = examining()
    const options = optionsNow(
      lanternPermit,
      s.state,
      contextOn('2024-03-05', actorWith('lanternOfficer', 'lanternHead')),
      false,
    )
    expect(
      Object.fromEntries(options.map(o => [o.action, o.allowed ? 'allowed' : o.refusals.map(r => r.path)])),
    ).toEqual({
      accept: ['accept'],
      visit: 'allowed',
      pause: 'allowed',
      resume: ['resume'],
      extend: 'allowed',
      grant: ['visited', 'quiet'],
      refuse: 'allowed',
      remove: ['remove'],
    })
  })
})

describe('correcting, voiding, noting', () => {
  const clerk = actorWith('lanternHead')
  const now = (s: Story, command: Parameters<typeof decide>[2], actor = clerk) =>
    decide(lanternPermit, s.state, command, contextOn('2024-05-06', actor), false)
  const apply = (s: Story, command: Parameters<typeof decide>[2]) => {
    const r = now(s, command)
    if (!r.ok) throw new Error(r.refusal.message)
    return r.value.drafts.reduce((state, d) => evolve(lanternPermit, state, preview(state, d)), s.state)
  }
  const code = (r: ReturnType<typeof decide>) => (r.ok ? 'ok' : r.refusal.path)

  test('a correction changes what the record says, marks the step, and keeps everything else', () => {
    const s = granted()
    const state = apply(s, {
      action: 'correct',
      on: '2024-05-06',
      note: '盏数误录',
      corrects: { seq: 4, on: '2024-03-12', reason: '盏数误录' },
      values: { allowed: 12, decision: 'partly' },
    })
    expect(state).toMatchObject({ stage: 'granted', outcome: 'partly', closedOn: '2024-03-12', seq: 5 })
    expect(state.values).toMatchObject({ allowed: 12, lanterns: 20 })
    expect(state.steps[3]).toMatchObject({ correctedBy: 5, on: '2024-03-12' })
    expect(figures({ state }).find(f => f.figure === 'lanterns')).toMatchObject({
      on: '2024-03-12',
      amount: 12,
    })
  })

  test('correcting the opening day moves every limit that starts with it', () => {
    const s = received()
    const state = apply(s, {
      action: 'correct',
      on: '2024-05-06',
      note: '收件戳',
      corrects: { seq: 1, on: '2024-02-28', reason: '收件戳' },
    })
    expect(state.openedOn).toBe('2024-02-28')
  })

  test('a correction needs a reason, a step, a day between its neighbours, and fields of that step', () => {
    const s = granted()
    const correct = (more: object) => code(now(s, { action: 'correct', on: '2024-05-06', note: '误录', ...more }))
    expect(correct({ note: ' ', corrects: { seq: 4, reason: '' } })).toBe('note')
    expect(correct({ corrects: { seq: 9, reason: '误录' } })).toBe('corrects.seq')
    expect(correct({ corrects: { seq: 2, on: '2024-03-09', reason: '误录' } })).toBe('corrects.on')
    expect(correct({ corrects: { seq: 2, reason: '误录' }, values: { allowed: 3 } })).toBe('values.allowed')
    expect(correct({ corrects: { seq: 4, reason: '误录' }, values: { allowed: 0 } })).toBe('values.allowed')
    expect(correct({ corrects: { seq: 4, reason: '误录' } })).toBe('values')
  })

  test('only a matter that nobody has worked on can be voided, and then it counts nowhere', () => {
    expect(code(now(granted(), { action: 'void', on: '2024-05-06', note: '重复' }))).toBe('void')
    expect(code(now(received(), { action: 'void', on: '2024-05-06' }))).toBe('note')
    const s = received()
    const r = decide(
      lanternPermit,
      s.state,
      { action: 'void', on: '2024-03-04', note: '重复录入' },
      contextOn('2024-03-04', clerk),
      false,
    )
    if (!r.ok) throw new Error(r.refusal.message)
    const state = r.value.drafts.reduce((at, d) => evolve(lanternPermit, at, preview(at, d)), s.state)
    expect(state).toMatchObject({ stage: 'voided', voided: true })
    expect(figures({ state })).toEqual([])
    const again = decide(
      lanternPermit,
      state,
      { action: 'accept', on: '2024-03-04' },
      contextOn('2024-03-04', officer),
      false,
    )
    expect(again.ok ? '' : again.refusal.code).toBe('wrong-stage')
  })

  test('notes and assignments leave stage and values alone', () => {
    const s = examining()
    const noted = apply(s, { action: 'note', on: '2024-05-06', note: '已电话联系' })
    const assigned = apply(s, { action: 'assign', on: '2024-05-06', handler: 'p-7' })
    expect({ ...noted, seq: 0 }).toEqual({ ...s.state, seq: 0 })
    expect(assigned).toMatchObject({ stage: 'examining', handler: 'p-7' })
    expect(code(now(s, { action: 'assign', on: '2024-05-06' }))).toBe('handler')
    expect(code(now(s, { action: 'note', on: '2024-05-06' }))).toBe('note')
  })

  test('somebody without any part in the procedure cannot even note', () => {
    const r = now(examining(), { action: 'note', on: '2024-05-06', note: '看看' }, actorWith('leader'))
    expect(r.ok ? '' : r.refusal.code).toBe('forbidden')
  })
})

describe('the log', () => {
  test('folding all events gives the state that grew step by step', () => {
    const { state } = granted().does('remove', '2024-04-29')
    expect(fold(lanternPermit, eventsOf(state))).toEqual(state)
  })

  test('a record begins with its opening', () => {
    expect(() => fold(lanternPermit, [])).toThrow('at least its opening')
    expect(() => fold(lanternPermit, eventsOf(granted().state).slice(1))).toThrow('no opening')
  })

  test('as of any day: what was known to have happened by its end', () => {
    const { state } = granted().does('remove', '2024-04-29')
    const stage = (day: string) => asOf(lanternPermit, state, day)?.stage
    expect(
      ['2024-02-29', '2024-03-01', '2024-03-04', '2024-03-10', '2024-03-11', '2024-04-28', '2024-04-29'].map(stage),
    ).toEqual([undefined, 'received', 'examining', 'examining', 'granted', 'granted', 'removed'])
    expect(asOf(lanternPermit, state, '2024-03-11')).toMatchObject({ outcome: 'granted', closedOn: '2024-03-11' })
  })
})

describe('figures', () => {
  test('each figure of one record: counted, summed, once per applicant, standing until removed, in time', () => {
    expect(figures(granted().does('remove', '2024-04-29'))).toEqual([
      { figure: 'received', on: '2024-03-01', amount: 1 },
      { figure: 'granted', on: '2024-03-11', amount: 1 },
      { figure: 'lanterns', on: '2024-03-11', amount: 18 },
      { figure: 'applicants', on: '2024-03-01', amount: 1, key: '试甲' },
      { figure: 'hanging', on: '2024-03-11', amount: 1, until: '2024-04-29' },
      { figure: 'inTime', on: '2024-03-11', amount: 1 },
    ])
  })

  test('a running limit contributes nothing, whatever day it is', () => {
    expect(figures(examining()).map(f => f.figure)).toEqual(['received', 'applicants'])
  })
})
