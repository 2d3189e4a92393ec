import type { Actor } from '#kernel/record.ts'
import { addDays, addYears, type PlainDate, yearOf } from '#kernel/time/date.ts'
import type { Random } from './random.ts'
import { type Planned, planOf, type Run, walkerOf } from './plan.ts'
import { type StepWish, type Standing, takeOpening, takeStep } from './walk.ts'
import { drawWorkday } from './working-time.ts'

const register = 'enforcement-officer'
const certified = ['enforcementOfficer', 'caseUnitHead', 'hearingChair']

/**
 * The certificates of the staff that enforces the law, issued before the year of the run and renewed in time, except for
 * a few that are left to run out: what they do afterwards, the guards refuse.
 */
export function planOfficers(run: Run): Planned[] {
  const d = run.world.catalogue.inForce(register, `${run.year}-01-01`)
  if (!d?.actions.certify) return []
  const holders = new Set(run.world.recordsOf(register).map(s => s.values.account))
  const staff = run.world.staff.filter(p => p.roles.some(r => certified.includes(r)) && !holders.has(p.id))
  return staff.flatMap(person => {
    const planned = certificate(run, person, `officers/${person.id}`)
    return planned ? [planned] : []
  })
}

function certificate(run: Run, person: Actor, key: string): Planned | undefined {
  const d = run.world.catalogue.inForce(register, `${run.year}-01-01`)
  if (!d) return undefined
  const random = run.random.fork(key)
  const w = walkerOf(run, d, key, random)
  const first = drawWorkday(random, run.world.calendar, `${firstIssued}-02-01`, `${firstIssued}-11-30`)
  let walk = takeOpening(w, first, {
    values: { name: person.name, agency: person.organ, account: person.id, kind: 'officer', onStaff: true },
  })
  if (!walk) return undefined
  const lapses = random.chance(0.06)
  let validFrom = drawWorkday(random, run.world.calendar, addDays(first, 10), addDays(first, 40))
  for (let n = 0; validFrom <= run.until; n++) {
    const validUntil = addDays(addYears(validFrom, 5), -1)
    const next: Standing | undefined = takeStep(
      w,
      walk,
      n === 0 ? 'certify' : 'renew',
      at(random, validFrom),
      term(validFrom, validUntil),
    )
    if (!next) break
    walk = next
    const renewal = addDays(validUntil, -random.between(10, 60))
    if (lapses && yearOf(validUntil) >= yearOf(run.until) - 1) break
    validFrom = drawWorkday(random, run.world.calendar, renewal, renewal)
  }
  return walk.steps.length ? { plan: planOf(register, key, walk), state: walk.state } : undefined
}

/** Before the first year that the platform tells about. */
const firstIssued = 2016

const at = (random: Random, day: PlainDate) => ({ day, minute: random.between(540, 1000) })
const term = (validFrom: PlainDate, validUntil: PlainDate): StepWish => ({ values: { validFrom, validUntil } })
