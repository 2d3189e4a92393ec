import type { Actor } from '#kernel/record.ts'
import { addDays, addYears, type PlainDate } from '#kernel/time/date.ts'
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
  const { calendar } = run.world
  const terms = random.chance(0.05) ? lapsing(run, random) : renewed(run, random)
  const opened = takeOpening(
    w,
    drawWorkday(random, calendar, addDays(terms[0] ?? '', -40), addDays(terms[0] ?? '', -10)),
    {
      values: { name: person.name, agency: person.organ, account: person.id, kind: 'officer', onStaff: true },
    },
  )
  let walk: Standing | undefined = opened
  for (const [n, from] of terms.entries()) {
    const until = addDays(addYears(from, termYears), -1)
    walk = walk && takeStep(w, walk, n === 0 ? 'certify' : 'renew', at(random, from), term(from, until))
    // Once a year, before the last check is a year old.
    const next = terms[n + 1] ?? addDays(until, 1)
    for (let day = from; walk; ) {
      day = drawWorkday(random, calendar, addDays(addYears(day, 1), -60), addDays(addYears(day, 1), -5))
      if (day >= next || day > run.until) break
      walk = takeStep(w, walk, 'annualCheck', at(random, day), { values: { checkResult: 'passed' } }) ?? walk
    }
  }
  return walk?.steps.length ? { plan: planOf(register, key, walk), state: walk.state } : undefined
}

const termYears = 5

/** First days of terms, each renewed some weeks before the last one ends. */
function renewed({ world, until }: Run, random: Random): PlainDate[] {
  const terms: PlainDate[] = []
  for (
    let from = drawWorkday(random, world.calendar, `${firstIssued}-03-01`, `${firstIssued}-12-20`);
    from <= until;
    from = drawWorkday(
      random,
      world.calendar,
      addDays(addYears(from, termYears), -60),
      addDays(addYears(from, termYears), -10),
    )
  )
    terms.push(from)
  return terms
}

/** Two terms of which the second ended some weeks ago, and nobody renewed it. */
function lapsing({ world, until }: Run, random: Random): PlainDate[] {
  const end = addDays(until, -random.between(10, 90))
  const second = drawWorkday(random, world.calendar, addDays(addYears(end, -termYears), -3), addYears(end, -termYears))
  const first = addDays(addYears(second, -termYears), random.between(10, 60))
  return [drawWorkday(random, world.calendar, first, addDays(first, 10)), second]
}

/** Before the first year that the platform tells about. */
const firstIssued = 2016

const at = (random: Random, day: PlainDate) => ({ day, minute: random.between(540, 1000) })
const term = (validFrom: PlainDate, validUntil: PlainDate): StepWish => ({ values: { validFrom, validUntil } })
