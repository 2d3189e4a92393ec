import { expect } from 'vitest'
import { type Command, type DecideContext, decide, decideOpening, preview } from '#kernel/decide.ts'
import type { Declaration, EntryOn } from '#kernel/declaration.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Party, Values } from '#kernel/field.ts'
import { type LimitState, limitState } from '#kernel/limit.ts'
import type { Actor, RecordState } from '#kernel/record.ts'
import { allRefusals, type Refusal } from '#kernel/refusal.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { addDays } from '#kernel/time/date.ts'
import { roleCodes, seesDivision } from '../../src/law/roles.ts'

export const organ = 'organ-a'
export const actorWith = (...roles: string[]): Actor => ({
  id: `p-${roles[0]}`,
  name: '测试人员',
  division: '990101',
  organ,
  roles,
})

type Facts = {
  entries?: Record<string, EntryOn>
  records?: Record<string, RecordState>
  settings?: DecideContext['settings']
}

/** Everything a decision needs, with the right role, on the day itself. */
export function contextOn(today: string, actor: Actor, facts: Facts = {}): DecideContext & { organ: string } {
  return {
    today,
    calendar: nationalCalendar,
    settings: facts.settings ?? {},
    actor,
    organ,
    entry: id => facts.entries?.[id],
    record: id => facts.records?.[id],
  }
}

/**
 * A case told day by day: `story(reconsideration2023).open('2024-03-01', {…}).does('accept', '2024-03-05')`. Each step is
 * done by a person with the role that the declaration names first, and must be allowed; `refused` must not.
 */
export class Story {
  declaration: Declaration
  state!: RecordState
  facts: Facts
  warnings: readonly Refusal[] = []

  constructor(declaration: Declaration, facts: Facts = {}) {
    this.declaration = declaration
    this.facts = facts
  }

  open(on: string, values: Values = {}, parties: readonly Party[] = []): this {
    const r = this.tryOpen(on, values, parties)
    if (!r.ok)
      throw new Error(
        `opening refused: ${allRefusals(r)
          .map(x => `${x.path} ${x.message}`)
          .join('; ')}`,
      )
    const draft = r.value.drafts[0]
    if (!draft) throw new Error('no opening event')
    const seed = {
      division: '990101',
      id: 'r1',
      system: this.declaration.code,
      version: this.declaration.version,
      seq: 0,
    } as RecordState
    this.state = evolve(this.declaration, undefined, preview(seed, draft))
    return this
  }

  tryOpen(on: string, values: Values = {}, parties: readonly Party[] = []) {
    const actor = actorWith(...this.declaration.open.by)
    return decideOpening(this.declaration, { action: 'open', on, values, parties }, contextOn(on, actor, this.facts))
  }

  /** Does an action on a day (and learns of it that day, unless `today` is later). */
  does(action: string, on: string, values: Values = {}, more: Partial<Command> & { today?: string } = {}): this {
    const r = this.tries(action, on, values, more)
    if (!r.ok)
      throw new Error(
        `${action} refused: ${allRefusals(r)
          .map(x => `${x.code} ${x.path} ${x.message}`)
          .join('; ')}`,
      )
    this.warnings = r.value.warnings
    for (const draft of r.value.drafts) this.state = evolve(this.declaration, this.state, preview(this.state, draft))
    return this
  }

  tries(action: string, on: string, values: Values = {}, more: Partial<Command> & { today?: string } = {}) {
    const { today = on, ...command } = more
    const roles = this.declaration.actions[action]?.by ?? this.declaration.open.by
    const actor = actorWith(...roles)
    return decide(
      this.declaration,
      this.state,
      { action, on, values, ...command },
      contextOn(today, actor, this.facts),
      seesDivision(roles),
    )
  }

  /** The action must be refused; returns the first refusal. */
  refused(action: string, on: string, values: Values = {}, more: Partial<Command> & { today?: string } = {}): Refusal {
    const r = this.tries(action, on, values, more)
    expect(r.ok, `${action} should be refused on ${on}`).toBe(false)
    if (r.ok) throw new Error('unreachable')
    return r.refusal
  }

  limit(code: string, today: string): LimitState {
    const limit = this.declaration.limits[code]
    if (!limit) throw new Error(`no limit ${code}`)
    return limitState({
      code,
      limit,
      system: this.declaration.code,
      state: this.state,
      today,
      calendar: nationalCalendar,
      settings: this.facts.settings ?? {},
    })
  }
}

export const story = (declaration: Declaration, facts: Facts = {}) => new Story(declaration, facts)

/** A record brought into a stage by the shortest way, nothing checked: for the matrix only. */
export function recordIn(declaration: Declaration, stage: string): RecordState {
  const event = (state: RecordState | undefined, action: string) => ({
    division: '990101',
    record: 'r1',
    seq: (state?.seq ?? 0) + 1,
    system: declaration.code,
    version: declaration.version,
    declaration: '',
    action,
    on: '2024-03-04',
    recordedAt: '2024-03-04T01:00:00.000Z',
    by: { id: 'p', name: '测试人员', organ, role: 'x' },
    origin: 'user' as const,
    command: '',
    data: state ? {} : { opened: { organ, number: '1', title: '测试' } },
  })
  const first = evolve(declaration, undefined, event(undefined, 'open'))
  const queue = [first]
  const seen = new Set([first.stage])
  for (let state = queue.shift(); state; state = queue.shift()) {
    if (state.stage === stage) return state
    for (const [code, action] of Object.entries(declaration.actions)) {
      if (!action.from.includes(state.stage)) continue
      const next = evolve(declaration, state, event(state, code))
      if (!seen.has(next.stage)) {
        seen.add(next.stage)
        queue.push(next)
      }
    }
  }
  throw new Error(`${declaration.code}: stage ${stage} cannot be reached`)
}

/** Hand-written by somebody who reads the law: per stage, which actions which roles may do. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/**
 * Walks stage × action × role. What the table does not allow must be refused with 409 (wrong stage) or 403 (not that
 * role); what it allows must not be refused for stage or role. Returns how many cells were looked at.
 */
export function expectMatrix(declaration: Declaration, table: Matrix): number {
  expect(Object.keys(table).toSorted(), 'the table names every stage').toEqual(
    Object.keys(declaration.stages).toSorted(),
  )
  let cells = 0
  const wrong: string[] = []
  for (const stage of Object.keys(declaration.stages)) {
    const state = recordIn(declaration, stage)
    for (const action of Object.keys(declaration.actions)) {
      for (const role of roleCodes) {
        cells++
        const actor = actorWith(role)
        const r = decide(
          declaration,
          state,
          { action, on: '2024-03-05' },
          contextOn('2024-03-05', actor),
          seesDivision([role]),
        )
        const code = r.ok ? 'ok' : r.refusal.code
        const open = code !== 'wrong-stage' && code !== 'forbidden'
        const should = table[stage]?.[action]?.includes(role) ?? false
        if (open !== should)
          wrong.push(
            `${stage} × ${action} × ${role}: ${open ? 'allowed' : code}, the table says ${should ? 'allowed' : 'refused'}`,
          )
      }
    }
  }
  expect(wrong).toEqual([])
  for (const [stage, actions] of Object.entries(table))
    for (const action of Object.keys(actions)) expect(declaration.actions, `${stage}: ${action}`).toHaveProperty(action)
  return cells
}

/** The day after, for tests that look at a limit once it has passed. */
export const dayAfter = (day: string) => addDays(day, 1)
