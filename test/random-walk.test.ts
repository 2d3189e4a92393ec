import { expect, test } from 'vitest'
import { contributionsOf } from '#kernel/contribution.ts'
import {
  type Command,
  type DecideContext,
  type Draft,
  decide,
  decideOpening,
  lapses,
  optionsNow,
  preview,
} from '#kernel/decide.ts'
import type { Declaration, EntryOn } from '#kernel/declaration.ts'
import { asOf, evolve, fold } from '#kernel/evolve.ts'
import type { Field } from '#kernel/field.ts'
import { explainLimit, limitState } from '#kernel/limit.ts'
import type { Actor, RecordEvent, RecordState } from '#kernel/record.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { addDays, isPlainDate, type PlainDate } from '#kernel/time/date.ts'
import { declarations } from '../src/law/index.ts'
import { roleCodes } from '../src/law/roles.ts'
import { between, drawParties, drawValues, oneOf, type Random, random } from './kit/draw.ts'
import { lanternPermit, lanternRoles } from './kit/lantern.ts'

/** A failure is repeated with SEED=… vitest run test/random-walk.test.ts. */
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000))
const walks = 25
const longest = 90
const tries = 40

const organ = 'organ-a'
const everybody: Actor = { id: 'p-1', name: '全能', division: '990101', organ, roles: [...roleCodes, ...lanternRoles] }
const nobody: Actor = { ...everybody, id: 'p-2', roles: [] }
const settings = {}
const time = { calendar: nationalCalendar, settings }

/** Entries that registers know, made by walking the registers first. */
const entries = new Map<string, { system: string; entry: EntryOn }>()
const idsOf = (field: Field): string[] => {
  if (field.kind === 'organ') return [organ]
  return field.kind === 'entry' ? [...entries].filter(([, e]) => e.system === field.of).map(([id]) => id) : []
}

function contextOn(today: PlainDate, actor = everybody): DecideContext & { organ: string } {
  return { ...time, today, actor, organ, entry: id => entries.get(id)?.entry, record: () => undefined }
}

/** Different walks for each declaration from one seed. */
const spread = (name: string) => Array.from(name).reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1_000_003, 0)

/** What happened in all walks of one declaration: rarely done actions are preferred, so that every corner is seen. */
type Seen = { readonly actions: Map<string, number>; readonly stages: Set<string>; readonly outcomes: Set<string> }
const count = (seen: Seen, action: string) => seen.actions.set(action, (seen.actions.get(action) ?? 0) + 1)

class Walk {
  readonly declaration: Declaration
  readonly draw: Random
  readonly events: RecordEvent[] = []
  state: RecordState
  today: PlainDate

  constructor(declaration: Declaration, draw: Random, id: string) {
    this.declaration = declaration
    this.draw = draw
    const last = declaration.inForce.to ?? '2025-12-31'
    const first = declaration.inForce.from > '2019-01-01' ? declaration.inForce.from : '2019-01-01'
    this.today = earlier(addDays(first, between(draw, 0, 900)), last)
    this.state = {
      division: '990101',
      id,
      system: declaration.code,
      version: declaration.version,
      seq: 0,
    } as RecordState
    this.open()
  }

  private open() {
    let why = ''
    for (let i = 0; i < 500; i++) {
      const values = drawValues(this.draw, this.declaration.fields, this.today, idsOf)
      const parties = drawParties(this.draw, this.declaration.parties)
      const r = decideOpening(
        this.declaration,
        { action: 'open', on: this.today, values, parties },
        contextOn(this.today),
      )
      if (r.ok) return this.write(r.value.drafts)
      why = `${r.refusal.path} ${r.refusal.message}`
    }
    throw new Error(`no form was accepted; the last was refused: ${why}`)
  }

  private write(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const event = preview(this.state, draft)
      this.state = evolve(this.declaration, this.events.length ? this.state : undefined, event)
      this.events.push(event)
    }
  }

  /** One more day, one more act; false when nothing was possible. */
  step(seen: Seen): boolean {
    this.today = addDays(this.today, oneOf(this.draw, [0, 1, 1, 2, 3, 5, 8, 13, 40]))
    for (const draft of lapses(this.declaration, this.state, contextOn(this.today))) {
      this.write([draft])
      count(seen, draft.action)
    }
    if (this.draw() < 0.2) this.agreesWithDecide()
    const allowed = optionsNow(this.declaration, this.state, contextOn(this.today), true).filter(o => o.allowed)
    const action = this.choose(
      allowed.map(o => o.action),
      seen,
    )
    if (action === undefined) return false
    if (this.act(action)) count(seen, action)
    if (this.draw() < 0.1) this.correct()
    return true
  }

  /** Mostly what was rarely done so far, and seldom what ends everything. */
  private choose(actions: readonly string[], seen: Seen): string | undefined {
    const onward = actions.filter(a => !this.endsEverything(a))
    const offered = onward.length && this.draw() < 0.9 ? onward : actions
    if (!offered.length) return undefined
    if (this.draw() < 0.3) return oneOf(this.draw, offered)
    const rare = Math.min(...offered.map(a => seen.actions.get(a) ?? 0))
    return oneOf(
      this.draw,
      offered.filter(a => (seen.actions.get(a) ?? 0) === rare),
    )
  }

  private endsEverything(action: string): boolean {
    const to = this.declaration.actions[action]?.to
    return to !== undefined && to !== 'back' && !Object.values(this.declaration.actions).some(a => a.from.includes(to))
  }

  /** Fills in the form until it is accepted; what is offered is never refused for stage, role or repetition. */
  private act(action: string): boolean {
    for (let i = 0; i < tries; i++) {
      const values = drawValues(this.draw, this.declaration.actions[action]?.asks ?? {}, this.today, idsOf)
      const r = this.decide({ action, on: this.today, values })
      if (r.ok) {
        this.write(r.value.drafts)
        return true
      }
      expect(['wrong-stage', 'forbidden', 'conflict'], `${action} was offered: ${r.refusal.message}`).not.toContain(
        r.refusal.code,
      )
    }
    return false
  }

  private correct() {
    const step = oneOf(this.draw, this.state.steps)
    const fields =
      step.action === 'open' ? this.declaration.fields : (this.declaration.actions[step.action]?.asks ?? {})
    const values = drawValues(this.draw, fields, step.on, idsOf)
    const r = this.decide({
      action: 'correct',
      on: this.today,
      note: '误录',
      values,
      corrects: { seq: step.seq, reason: '误录' },
    })
    if (r.ok) this.write(r.value.drafts)
  }

  private decide(command: Command, actor = everybody) {
    return decide(this.declaration, this.state, command, contextOn(this.today, actor), true)
  }

  private agreesWithDecide() {
    for (const actor of [everybody, nobody]) {
      for (const option of optionsNow(this.declaration, this.state, contextOn(this.today, actor), true)) {
        const r = this.decide({ action: option.action, on: this.today }, actor)
        const offered = option.refusals[0]?.code
        const decided = r.ok ? undefined : r.refusal.code
        for (const code of ['wrong-stage', 'forbidden', 'conflict'] as const)
          expect(decided === code, `${option.action}: offered ${offered}, decided ${decided}`).toBe(offered === code)
      }
    }
  }

  keepsItsInvariants(thoroughly: boolean) {
    const { declaration: d, state } = this
    const stage = d.stages[state.stage]
    expect(stage, `stage ${state.stage}`).toBeDefined()
    expect(state.closedOn !== undefined, `closedOn ${state.closedOn} in ${state.stage}`).toBe(stage?.end === true)
    expect(state.title.length > 0 && state.title.length <= 200, 'a title').toBe(true)
    expect(state.seq).toBe(this.events.length)
    if (state.outcome !== undefined) expect(d.outcomes, state.outcome).toHaveProperty(state.outcome)

    if (d.archetype === 'matter' && state.closedOn && state.outcome) this.outcomeCounts(state.outcome)
    if (thoroughly) this.replays()

    for (const today of [this.today, addDays(this.today, 400)])
      for (const [code, limit] of Object.entries(d.limits)) {
        const input = { code, limit, system: d.code, state, today, ...time }
        const s = limitState(input)
        for (const day of [s.start, s.strict, s.final, s.metOn])
          if (day !== undefined) expect(isPlainDate(day.slice(0, 10)), `${code} ${day}`).toBe(true)
        if (s.status !== 'idle') explainLimit(input)
      }

    for (const row of contributionsOf(d, state, time)) {
      expect(d.figures, row.figure).toHaveProperty(row.figure)
      expect(Number.isSafeInteger(row.amount), `${row.figure} ${row.amount}`).toBe(true)
      expect(
        isPlainDate(row.on) && (row.until === undefined || isPlainDate(row.until)),
        `${row.figure} ${row.on}`,
      ).toBe(true)
    }
  }

  /** An outcome is counted by some figure on the day that set it. */
  private outcomeCounts(outcome: string) {
    const { actions } = this.declaration
    const day = this.state.steps.findLast(s => actions[s.action]?.outcome !== undefined)?.on
    const figures = contributionsOf(this.declaration, this.state, time).filter(
      row => row.on === day && row.until === undefined,
    )
    expect(figures.length, `outcome ${outcome} of ${day} is counted by no figure`).toBeGreaterThan(0)
  }

  /** The log alone gives the same state, each time, also after a round trip through JSON. */
  private replays() {
    const { declaration: d, state, events } = this
    const folded = fold(d, events)
    expect(folded).toEqual(state)
    expect(fold(d, JSON.parse(JSON.stringify(events)) as RecordEvent[])).toEqual(folded)
    expect(asOf(d, state, this.today)?.stage).toBe(state.stage)
  }
}

const earlier = (a: PlainDate, b: PlainDate) => (a < b ? a : b)

/** Registers first, so that the others find valid entries. */
const all = [lanternPermit, ...declarations].toSorted(
  (a, b) => Number(b.archetype === 'register') - Number(a.archetype === 'register'),
)

test.each(all.map(d => [`${d.code}@${d.version}`, d] as const))(
  'a random lawful walk through %s breaks nothing',
  (name, d) => {
    const seen: Seen = { actions: new Map(), stages: new Set(), outcomes: new Set() }
    for (let n = 0; n < walks; n++) {
      const walk = new Walk(d, random(seed + 7_919 * n + 104_729 * spread(name)), `${name}#${n}`)
      try {
        for (let n = 0, more = true; n < longest && more; n++) {
          if (n > 0) more = walk.step(seen)
          walk.keepsItsInvariants(!more || n % 8 === 0)
          seen.stages.add(walk.state.stage)
          if (walk.state.outcome) seen.outcomes.add(walk.state.outcome)
          if (d.validity?.stages.includes(walk.state.stage))
            entries.set(walk.state.id, { system: d.code, entry: { state: walk.state, valid: true, why: '' } })
        }
      } catch (e) {
        throw new Error(
          `SEED=${seed}, walk ${n}, after ${walk.events.map(x => `${x.action} ${x.on}`).join(', ')}: ${String(e)}`,
          { cause: e },
        )
      }
    }
    const actions = Object.keys(d.actions)
    const never = actions.filter(a => !seen.actions.has(a))
    const stages = Object.keys(d.stages).filter(x => !seen.stages.has(x))
    const outcomes = Object.keys(d.outcomes).filter(x => !seen.outcomes.has(x))
    const list = (codes: readonly string[]) => codes.join(', ') || 'none'
    console.log(
      `${name}: SEED=${seed}; actions never done: ${list(never)}; stages never seen: ${list(stages)}; outcomes never seen: ${list(outcomes)}`,
    )
    // A walk that stands still proves nothing.
    expect(never.length, `of ${actions.length} actions never done: ${list(never)}`).toBeLessThanOrEqual(
      actions.length / 2,
    )
  },
)
