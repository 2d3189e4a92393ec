import type { Declaration, Link } from '#kernel/declaration.ts'
import type { Fields, Party, Values } from '#kernel/field.ts'
import { mayOpen } from '#kernel/hand-over.ts'
import type { RecordState } from '#kernel/record.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import { addDays, type PlainDate } from '#kernel/time/date.ts'
import { carry, type OpenedFrom } from '#records/links.ts'
import { breathe } from './breathe.ts'
import { firstDay, waysNow } from './in-progress.ts'
import { drawParty } from './names.ts'
import { inOrder, isOverdue, laterOf, openingDay, type Planned, planOf, type Run, walkerOf } from './plan.ts'
import type { Random } from './random.ts'
import { type Recipe, replay, type ReplayWish } from './recipe.ts'
import type { Onward } from './scenes/scene.ts'
import { sceneOf } from './values.ts'
import { awaitsTheLaw } from './walk.ts'
import { onWorkday, workdaysOn } from './working-time.ts'

/** Records opened by each declared link in a district in progress. */
const perLink = 3
/** Workdays within which the next record is opened, once it may be. */
const soon = 7
/** Records that are made to lead to another are of these last days: their threads are still being followed. */
const recent = { from: 75, to: 12 }
/** Walks tried for a record that shall lead on and for any other, and records from which one is tried to be opened. */
const tries = { towards: 24, any: 40, sources: 5 }

/** A declared link by which a record opens another, and what the scene says of it. */
type Passage = { readonly code: string; readonly link: Link; readonly onward: Onward }

/** How the records of the run are read back and written; what is linked is linked to what stands in the log. */
export type Ledger = {
  readonly read: (system: string) => Promise<readonly RecordState[]>
  readonly write: (system: string, planned: readonly Planned[]) => Promise<Result<void>>
}

/**
 * Lets records lead to others across systems, by every declared link, so that a matter can be followed from its first
 * record to its last. Each is opened from the other by the engine, takes along what the link carries, and goes its own way
 * until the last day.
 */
export async function linkRecords(run: Run, systems: readonly string[], ledger: Ledger): Promise<Result<void>> {
  const { catalogue } = run.world
  const madeFor: MadeFor = new Map()
  const enter = (system: string, planned: readonly Planned[]) => {
    for (const p of planned) run.world.add(p.state)
    return ledger.write(system, inOrder(planned))
  }
  for (const d of inOrderOfLinks(systems.flatMap(s => catalogue.newest(s) ?? []))) {
    const passages = passagesOf(d, systems)
    const made = await makeLeads(run, d, passages, passages.length ? await ledger.read(d.code) : [], madeFor)
    const entered = made.length ? await enter(d.code, made) : ok(undefined)
    if (!entered.ok) return entered
    const sources = new Set(passages.length ? await ledger.read(d.code) : [])
    for (const passage of passages) {
      const opened = await openNext(run, systems, passage, sources, madeFor)
      const done = opened.length ? await enter(passage.link.to, opened) : ok(undefined)
      if (!done.ok) return done
    }
  }
  return ok(undefined)
}

/** Records that were made to lead on, and by which link. */
type MadeFor = Map<string, string>

/** Records that lead on where too few do so by themselves. */
async function makeLeads(
  run: Run,
  d: Declaration,
  passages: readonly Passage[],
  sources: readonly RecordState[],
  madeFor: MadeFor,
): Promise<Planned[]> {
  const made: Planned[] = []
  for (const passage of passages.filter(p => p.onward.made))
    for (let i = candidates(run, passage, sources, madeFor).length; i < perLink; i++) {
      const lead = await makeLead(run, d, passage, i, new Set(made.map(l => l.state.title)))
      if (!lead) continue
      made.push(lead)
      madeFor.set(lead.state.id, passage.code)
    }
  return made
}

/** The records that are opened by one link, each from a source that has not led on yet; some of them lead on again. */
async function openNext(
  run: Run,
  systems: readonly string[],
  passage: Passage,
  sources: Set<RecordState>,
  madeFor: MadeFor,
): Promise<Opened[]> {
  const target = run.world.catalogue.newest(passage.link.to) as Declaration
  const opened: Opened[] = []
  for (let i = 0; i < perLink; i++) {
    const free = candidates(run, passage, [...sources], madeFor)
    const back = free[0]?.system
    const onwards = passagesOf(target, systems).filter(p => p.link.to !== target.code && p.link.to !== back)
    const further = onwards[i] && (await openOne(run, passage, free, onwards[i]))
    const one = further ?? (await openOne(run, passage, free, undefined))
    if (!one) break
    opened.push(one)
    for (const s of sources) if (s.id === one.from.record) sources.delete(s)
    if (one.towards) madeFor.set(one.state.id, one.towards.code)
  }
  return opened
}

const passagesOf = (d: Declaration, systems: readonly string[]): Passage[] =>
  Object.entries(d.links).flatMap(([code, link]) =>
    link.kind === 'opens' && systems.includes(link.to)
      ? [{ code, link, onward: sceneOf(d)?.onward?.[code] ?? {} }]
      : [],
  )

/** Those that lead come before those that they lead to, as far as nothing leads back. */
function inOrderOfLinks(declarations: readonly Declaration[]): Declaration[] {
  const order: Declaration[] = []
  const seen = new Set<Declaration>()
  const visit = (d: Declaration) => {
    if (seen.has(d)) return
    seen.add(d)
    for (const link of Object.values(d.links))
      if (link.kind === 'opens') declarations.filter(o => o.code === link.to).forEach(visit)
    order.unshift(d)
  }
  declarations.toReversed().forEach(visit)
  return order
}

const lastDay = (s: RecordState): PlainDate => s.steps.reduce((last, step) => laterOf(last, step.on), s.openedOn)

function leads(run: Run, { link, onward }: Passage, s: RecordState): boolean {
  const target = run.world.catalogue.newest(link.to)
  const missing = Object.entries(link.parties ?? {}).some(
    ([theirs, ours]) => !target?.parties[theirs]?.optional && !s.parties.some(p => p.role === ours),
  )
  return mayOpen(link, s) && !missing && (onward.when?.(s, run.until) ?? true) && firstOf(run, s, onward) <= run.until
}

/** What is opened from a record comes after all that was done in it. */
const firstOf = (run: Run, s: RecordState, { since }: Onward): PlainDate =>
  onWorkday(run.world.calendar, laterOf(addDays(lastDay(s), 1), since?.(s) ?? ''))

/** Records that may lead on: those made for it first, never back to where they came from. */
function candidates(run: Run, passage: Passage, sources: readonly RecordState[], madeFor: MadeFor): RecordState[] {
  const { code, link } = passage
  const able = sources.filter(
    s =>
      (madeFor.get(s.id) ?? code) === code &&
      leads(run, passage, s) &&
      !s.links.some(l => l.kind === 'from' && l.system === link.to),
  )
  const random = run.random.fork(`${able[0]?.system} ${code} sources`)
  return random.shuffled(able).toSorted((a, b) => Number(madeFor.has(b.id)) - Number(madeFor.has(a.id)))
}

/** Ways that come through a stage from which a passage starts, and ask what leads there. */
async function waysTowards(run: Run, system: string, towards: Passage | undefined): Promise<readonly Recipe[]> {
  const { all, usual } = await waysNow(run, system)
  if (!towards) return usual
  const fits = (way: Recipe) => leadsOn(way, towards)
  const some = usual.filter(fits)
  return some.length ? some : all.filter(fits)
}

function leadsOn({ declaration: d, steps, found }: Recipe, { link, onward }: Passage): boolean {
  const { made = {}, when } = onward
  const asked: Fields = Object.assign({}, d.fields, ...steps.map(s => d.actions[s.action]?.asks ?? {}))
  // Texts are written anew each time that the way is gone.
  const kept = Object.entries(found.state.values).filter(([f]) => !['text', 'longText'].includes(asked[f]?.kind ?? ''))
  return (
    (!link.stages || found.state.steps.some(s => link.stages?.includes(s.to))) &&
    Object.keys(made).every(field => Object.hasOwn(asked, field)) &&
    (when?.({ ...found.state, values: { ...Object.fromEntries(kept), ...made } }, found.moment.day) ?? true)
  )
}

/** How many steps of a way to go: to one of the stages from which a passage starts; all of them without. */
function stepsTowards(random: Random, way: Recipe, towards: Passage | undefined): Pick<ReplayWish, 'steps'> {
  const stages = towards?.link.stages
  if (!stages) return {}
  const own = way.found.state.steps.filter(s => s.by.role !== 'law')
  return { steps: random.pick(own.flatMap((s, i) => (stages.includes(s.to) ? [i] : []))) }
}

/** A record that leads on by itself, about something else than those there are. */
async function makeLead(
  run: Run,
  d: Declaration,
  towards: Passage,
  n: number,
  told: ReadonlySet<string>,
): Promise<Planned | undefined> {
  const key = `${run.prefix}/${d.code}/${towards.code} ${n}`
  const ways = await waysTowards(run, d.code, towards)
  const from = laterOf(firstDay(run), addDays(run.until, -recent.from))
  const to = addDays(run.until, -recent.to)
  if (!ways.length || from > to) return undefined
  for (let attempt = 0; attempt < tries.any; attempt++) {
    await breathe()
    const random = run.random.fork(`${key} ${attempt}`)
    const way = random.weighted(ways, r => r.weight)
    const day = openingDay(run, d, random, laterOf(from, way.declaration.inForce.from), to)
    const made = towards.onward.made ?? {}
    const one = walk(run, key, random, way, day, { values: made, ...stepsTowards(random, way, towards) })
    if (one && !told.has(one.state.title) && leads(run, towards, one.state)) return one
  }
  return undefined
}

/** A record opened from another; `towards`: the link by which it leads on. */
type Opened = Planned & { readonly from: OpenedFrom; readonly towards: Passage | undefined }

/** A record opened from one of the sources, which leads on in its turn when that is wanted. */
async function openOne(
  run: Run,
  passage: Passage,
  sources: readonly RecordState[],
  towards: Passage | undefined,
): Promise<Opened | undefined> {
  const ways = await waysTowards(run, passage.link.to, towards)
  for (const source of ways.length ? sources.slice(0, tries.sources) : []) {
    const key = `${run.prefix}/${passage.link.to}/${source.id} ${passage.code}`
    for (let attempt = 0; attempt < (towards ? tries.towards : tries.any); attempt++) {
      await breathe()
      const random = run.random.fork(`${key} ${towards?.code} ${attempt}`)
      const one = openFrom(
        run,
        key,
        random,
        passage,
        source,
        random.weighted(ways, r => r.weight),
        towards,
      )
      if (!one) continue
      if (!towards) return { ...one, towards }
      if (leads(run, towards, one.state) && (await openOne(run, towards, [one.state], undefined)))
        return { ...one, towards }
    }
  }
  return undefined
}

function openFrom(
  run: Run,
  key: string,
  random: Random,
  { code, link, onward }: Passage,
  source: RecordState,
  way: Recipe,
  towards: Passage | undefined,
): (Planned & { readonly from: OpenedFrom }) | undefined {
  const { catalogue, calendar, division } = run.world
  const first = firstOf(run, source, onward)
  const drawn = workdaysOn(calendar, first, random.between(0, soon))
  const day = drawn <= run.until ? drawn : first
  if (catalogue.inForce(link.to, day) !== way.declaration) return undefined
  const carried = carry(catalogue, division, source, code, way.declaration)
  if (!carried.ok) return undefined
  const values: Values = { ...carried.value.values, ...onward.values?.(source) }
  const made = towards?.onward.made ?? {}
  // What is said already is not said otherwise for the sake of what is to come.
  if (Object.entries(made).some(([field, v]) => (values[field] ?? v) !== v)) return undefined
  const parties = [...carried.value.parties, ...cast(random, way.declaration, onward.parties?.(source) ?? {})]
  const one = walk(run, key, random, way, day, {
    values: { ...values, ...made },
    parties,
    organ: source.organ,
    ...stepsTowards(random, way, towards),
  })
  const from = { record: source.id, link: code }
  return one && { state: one.state, plan: { ...one.plan, from }, from }
}

function cast(random: Random, d: Declaration, roles: ReturnType<NonNullable<Onward['parties']>>): Party[] {
  return Object.entries(roles).flatMap(([role, { kinds, trades }]) => {
    const able = (kinds ?? d.parties[role]?.kinds ?? []).filter(k => k !== 'agency')
    return able.length ? [drawParty(random, role, random.pick(able), trades)] : []
  })
}

/** One way gone until the last day, when that leaves nothing overdue. */
function walk(
  run: Run,
  key: string,
  random: Random,
  way: Recipe,
  day: PlainDate,
  wish: ReplayWish,
): Planned | undefined {
  const d = way.declaration
  const w = walkerOf(run, d, key, random)
  const done = replay(w, way, day, wish)
  if (!done || awaitsTheLaw(w, done.walk.state) || isOverdue(run, d, done.walk.state)) return undefined
  return { plan: planOf(d.code, key, done.walk), state: done.walk.state }
}
