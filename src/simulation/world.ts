import type { Catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { DecideContext } from '#kernel/decide.ts'
import type { Settings } from '#kernel/limit.ts'
import type { Actor, RecordState } from '#kernel/record.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { seesDivision } from '#law/roles.ts'
import { type Facts, factsFrom } from '#records/facts.ts'
import type { DivisionInfo } from '#records/platform.ts'
import { orderOfName } from './names.ts'

/** The district as the simulation knows it: its staff, and the records that others may name. */
export type World = {
  readonly catalogue: Catalogue
  readonly calendar: Calendar
  readonly settings: Settings
  readonly division: DivisionInfo
  readonly staff: readonly Actor[]
  readonly facts: Facts
  /** Records of a system, in the order in which they were added. */
  readonly recordsOf: (system: string) => readonly RecordState[]
  /** From now on other records may name it. */
  readonly add: (state: RecordState) => void
}

export function makeWorld(input: Pick<World, 'catalogue' | 'calendar' | 'division'>): World {
  const { division, catalogue } = input
  const byId = new Map<string, RecordState>()
  const bySystem = new Map<string, RecordState[]>()
  return {
    ...input,
    settings: division.settings,
    // In the order in which the staff of the district stands there: the first of a post comes first.
    staff: [...division.people.values()]
      .map(p => ({ ...p, division: division.code }))
      .toSorted((a, b) => orderOfName(a.name) - orderOfName(b.name) || (a.id < b.id ? -1 : 1)),
    facts: factsFrom(catalogue, id => byId.get(id)),
    recordsOf: system => bySystem.get(system) ?? [],
    add(state) {
      if (byId.has(state.id)) return
      byId.set(state.id, state)
      const list = bySystem.get(state.system)
      if (list) list.push(state)
      else bySystem.set(state.system, [state])
    },
  }
}

export const contextOf = (world: World, actor: Actor, today: PlainDate): DecideContext => ({
  today,
  actor,
  calendar: world.calendar,
  settings: world.settings,
  terse: true,
  ...world.facts,
})

/** Who may do something in a record of these organs: a holder of one of the roles who works there or sees all. */
export function actorsFor(world: World, by: readonly string[], organs: readonly string[]): readonly Actor[] {
  return once(world, `actors ${by.join(' ')} ${organs.join(' ')}`, () =>
    world.staff.filter(p => p.roles.some(r => by.includes(r)) && (organs.includes(p.organ) || seesDivision(p.roles))),
  )
}

/** Entries of a register, those that name an organ apart. Whether they are valid on a day is for the caller to ask. */
export const entriesOf = (world: World, register: string, organ: string): readonly RecordState[] => {
  const all = world.recordsOf(register)
  return once(world, `entries ${register} ${organ} ${all.length}`, () =>
    all.filter(s => s.organ === organ || Object.values(s.values).includes(organ)),
  )
}

/** Names of those in an organ who hold a role. */
export const staffNames = (world: World, organ: string, role: string): readonly string[] =>
  once(world, `staff ${organ} ${role}`, () =>
    world.staff.filter(p => p.organ === organ && p.roles.includes(role)).map(p => p.name),
  )

/** Roles that a declaration needs for anything but its opening. */
const neededRoles = (d: Declaration): string[] => [
  ...new Set(Object.values(d.actions).flatMap(a => a.by.filter(r => r !== 'law'))),
]

const rolesIn = (world: World, organ: string): ReadonlySet<string> =>
  once(world, `roles ${organ}`, () => new Set(world.staff.filter(p => p.organ === organ).flatMap(p => p.roles)))

/** Organs whose staff open records of a system: those that can carry most of the procedure by themselves. */
export function openingOrgans(world: World, d: Declaration): readonly string[] {
  return once(world, `opening ${d.code} ${d.version}`, () => {
    const organs = [...new Set(world.staff.filter(p => p.roles.some(r => d.open.by.includes(r))).map(p => p.organ))]
    const able = (organ: string) => {
      const roles = rolesIn(world, organ)
      return Object.values(d.actions).filter(a => a.by.some(r => roles.has(r))).length
    }
    const most = Math.max(0, ...organs.map(able))
    return organs.filter(o => able(o) === most)
  })
}

/** Organs with staff for roles that nobody at hand holds; empty when nothing is missing. */
export function helpfulOrgans(world: World, d: Declaration, present: readonly string[]): readonly string[] {
  return once(world, `helpful ${d.code} ${d.version} ${present.toSorted().join(' ')}`, () => {
    const held = new Set(present.flatMap(o => [...rolesIn(world, o)]))
    for (const p of world.staff) if (seesDivision(p.roles)) for (const r of p.roles) held.add(r)
    const missing = neededRoles(d).filter(r => !held.has(r))
    if (!missing.length) return []
    return [...world.division.organs.keys()].filter(o => [...rolesIn(world, o)].some(r => missing.includes(r)))
  })
}

const answers = new WeakMap<World, Map<string, unknown>>()
/** Staff and organs stay the same during a run: what follows from them is worked out once. */
function once<T>(world: World, question: string, answer: () => T): T {
  let known = answers.get(world)
  if (!known) answers.set(world, (known = new Map()))
  if (!known.has(question)) known.set(question, answer())
  return known.get(question) as T
}
