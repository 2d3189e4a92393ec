import { clockOf } from '#kernel/clock.ts'
import {
  type Command,
  type DecideContext,
  type Decision,
  type Draft,
  decide,
  decideOpening,
  lapses,
  preview,
} from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { evolve } from '#kernel/evolve.ts'
import type { Party } from '#kernel/field.ts'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { explainLimit, type Limit, limitState } from '#kernel/limit.ts'
import { type Actor, type EventData, type FileRef, type RecordEvent, type RecordState, theLaw } from '#kernel/record.ts'
import { allRefusals, type Refusal, type Refused, type Result, refuse } from '#kernel/refusal.ts'
import { addMinutes, chinaDate } from '#kernel/time/date.ts'
import { refuseUndo, type UndoFacts } from '#kernel/undo.ts'
import { seesDivision } from '#law/roles.ts'
import { read, type Scope, transact } from '#store/database.ts'
import {
  type AppendOptions,
  append,
  appendIn,
  findReplay,
  hashOf,
  loadMany,
  loadRecord,
  logAccess,
  events as readEvents,
  type Series,
  type Stored,
  type StoredEvent,
  takeNumbersIn,
  type Write,
} from '#store/log.ts'
import { caseSeries, documentSeries, type EventFrame, eventOf, newId, printNumber } from './events.ts'
import { type Facts, fieldsOf, readFacts, referred } from './facts.ts'
import { carryFor, handOversOf, refuseByPeople } from './hand-over.ts'
import { type Carried, linkedBack, linkFrom, openedFrom } from './links.ts'
import { type DivisionInfo, namesOf, type Platform, today } from './platform.ts'
import { readThread } from './thread.ts'
import { actionName, allFields, clocksOf, stageName, viewOf } from './view.ts'
import type { ActRequest, Check, LimitExplanation, OpenRequest, Prefill, RecordView } from './views.ts'

/** Who asks, through which door. */
export type Caller = {
  readonly actor: Actor
  readonly scope: Scope
  readonly origin: 'user' | 'portal'
}

/** What an opening or an action answers; the page reads the record anew. */
export type Acted = {
  readonly id: string
  readonly number: string
  readonly seq: number
  readonly stage: string
  readonly warnings: readonly Refusal[]
  readonly documents: readonly { readonly code: string; readonly number?: string }[]
}

const notFound = () => refuse({ code: 'not-found', message: '没有找到该记录，或者不在您可以查看的范围内。' })

function contextFor(platform: Platform, division: DivisionInfo, actor: Actor, facts: Facts): DecideContext {
  return { today: today(platform), calendar: platform.calendar(), settings: division.settings, actor, ...facts }
}

const projectionContext = (platform: Platform, division: DivisionInfo) => ({
  catalogue: platform.catalogue,
  calendar: platform.calendar(),
  settings: () => division.settings,
})

const digestOf = (request: unknown) => sm3(canonicalJson(JSON.parse(JSON.stringify(request))))

/** The command key with what the store answers to a retry. */
const commandOf = (key: string, request: unknown, response: Acted): AppendOptions['command'] => ({
  key,
  digest: digestOf(request),
  response,
})

/** A command that was carried out before gets its first answer, also when it would be refused today. */
async function replayed(
  platform: Platform,
  caller: Caller,
  key: string,
  request: unknown,
): Promise<Result<Acted> | undefined> {
  const before = await findReplay(platform.db, caller.scope, { key, digest: digestOf(request) })
  if (!before) return undefined
  return before.ok ? { ok: true, value: before.value.replayed?.response as Acted } : before
}

/** Opens a record. `key`: the idempotency key of the request. */
export async function openRecord(
  platform: Platform,
  caller: Caller,
  request: OpenRequest,
  key: string,
): Promise<Result<Acted>> {
  const again = await replayed(platform, caller, key, request)
  if (again) return again
  const prepared = await prepareOpening(platform, caller, request)
  if (!prepared.ok) return refusedAttempt(platform, caller, prepared, 'open')
  const { declaration: d, division, organ, decision, from } = prepared.value
  const id = newId(platform.now())
  const year = Number(request.on.slice(0, 4))
  return transact(platform.db, caller.scope, async trx => {
    const series: Series[] = [caseSeries(d, organ, year)]
    for (const draft of decision.drafts) series.push(...documentSeries(d, draft, organ))
    const [n, ...numbers] = await takeNumbersIn(trx, series)
    const frame: EventFrame = { division, record: id, declaration: d, organ, origin: caller.origin, command: key }
    const number = printNumber(division, organ, d.numbering, year, n as number)
    const link = from && linkFrom(from.stored.state, id, from.link)
    const drafts = link ? openedFrom(link, decision.drafts) : decision.drafts
    const write = writeOf(platform, d, undefined, drafts, frame, numbers, number)
    const writes = [write]
    if (from && link) {
      const told = { by: caller.actor, on: today(platform), recordedAt: platform.now(), origin: caller.origin }
      const { event, state } = linkedBack(platform.catalogue, division, from.stored.state, link, write.state, told)
      writes.push({ before: from.stored, state, events: [event] })
    }
    const acted = actedOf(write, decision.warnings)
    const done = await appendIn(trx, projectionContext(platform, division), writes, {
      command: commandOf(key, request, acted) as NonNullable<AppendOptions['command']>,
      access: [{ action: 'open', record: id }],
    })
    if (!done.ok) return done
    return { ok: true, value: (done.value.replayed?.response as Acted | undefined) ?? acted }
  })
}

function writeOf(
  platform: Platform,
  d: Declaration,
  before: Stored | undefined,
  drafts: readonly Draft[],
  frame: EventFrame,
  numbers: number[],
  caseNumber?: string,
): Write {
  const now = platform.now()
  const events: RecordEvent[] = []
  let state = before?.state
  for (const draft of drafts) {
    const event = eventOf(frame, draft, (state?.seq ?? 0) + 1, now, numbers, caseNumber)
    events.push(event)
    state = evolve(d, state, event)
  }
  return { state: state as RecordState, events, ...(before ? { before } : {}) }
}

const actedOf = (write: Write, warnings: readonly Refusal[]): Acted => ({
  id: write.state.id,
  number: write.state.number,
  seq: write.state.seq,
  stage: write.state.stage,
  warnings,
  documents: write.events.flatMap(e => e.data.documents ?? []),
})

type PreparedOpening = {
  declaration: Declaration
  division: DivisionInfo
  organ: string
  decision: Decision
  context: DecideContext
  from?: { readonly stored: Stored; readonly link: string }
}

async function prepareOpening(
  platform: Platform,
  caller: Caller,
  request: OpenRequest,
): Promise<Result<PreparedOpening>> {
  if (!platform.catalogue.newest(request.system))
    return refuse({ code: 'invalid-input', path: 'system', message: `没有“${request.system}”这类事项。` })
  const declaration = platform.catalogue.inForce(request.system, request.on)
  if (!declaration)
    return refuse({ code: 'invalid-date', path: 'on', message: `${request.on || '该日'}没有适用的规则，请核对日期。` })
  const division = await platform.division(caller.scope.division)
  let from: PreparedOpening['from']
  let carried: Carried = { values: {}, parties: [] }
  if (request.from) {
    const { record, link } = request.from
    const stored = await loadRecord(platform.db, caller.scope, record)
    if (!stored) return notFound()
    const taken = carryFor(platform, division, caller, stored.state, link, declaration)
    if (!taken.ok) return taken
    from = { stored, link }
    carried = taken.value
  }
  const values = { ...carried.values, ...request.values }
  const facts = await readFacts(platform.db, platform.catalogue, caller.scope, referred(declaration.fields, values))
  const context = contextFor(platform, division, caller.actor, facts)
  const parties = request.parties?.length ? request.parties : carried.parties
  const organ = caller.actor.organ
  const decision = decideOpening(
    declaration,
    {
      action: 'open',
      on: request.on,
      values,
      parties: parties.map(p => withOrgan(p, division)),
      ...(request.at ? { at: request.at } : {}),
      ...(request.handler ? { handler: request.handler } : {}),
    },
    { ...context, organ },
  )
  if (!decision.ok) return decision
  return {
    ok: true,
    value: { declaration, division, organ, decision: decision.value, context, ...(from ? { from } : {}) },
  }
}

/** An agency of the division named as a party takes part with its organ. */
function withOrgan(party: Party, division: DivisionInfo): Party {
  if (party.kind !== 'agency') return party
  if (party.organ) {
    const { organ, ...rest } = party
    return division.organs.has(organ) ? party : rest
  }
  for (const organ of division.organs.values()) if (organ.name === party.name) return { ...party, organ: organ.code }
  return party
}

/** What a linked opening takes along, for the form. */
export async function prefill(
  platform: Platform,
  caller: Caller,
  record: string,
  linkCode: string,
): Promise<Result<Prefill>> {
  const stored = await loadRecord(platform.db, caller.scope, record)
  if (!stored) return notFound()
  const { state } = stored
  const link = platform.catalogue.get(state.system, state.version).links[linkCode]
  const target = link && platform.catalogue.newest(link.to)
  if (!target) return refuse({ code: 'invalid-input', path: 'link', message: '该件不能转为这类事项。' })
  const division = await platform.division(caller.scope.division)
  const carried = carryFor(platform, division, caller, state, linkCode, target)
  if (!carried.ok) return carried
  return { ok: true, value: { system: target.code, ...carried.value, from: linkFrom(state, '', linkCode) } }
}

type PreparedAct = {
  stored: Stored
  declaration: Declaration
  division: DivisionInfo
  decision: Decision
  context: DecideContext
}

async function prepareAct(
  platform: Platform,
  caller: Caller,
  id: string,
  request: ActRequest,
): Promise<Result<PreparedAct>> {
  const stored = await loadRecord(platform.db, caller.scope, id)
  if (!stored) return notFound()
  const { state } = stored
  const declaration = platform.catalogue.get(state.system, state.version)
  const division = await platform.division(caller.scope.division)
  if (request.expect !== undefined && request.expect !== state.seq)
    return refuse({ code: 'stale', path: 'expect', message: '您打开之后，他人已先办理本件。请看清变化后再办。' })
  const facts = await readFacts(
    platform.db,
    platform.catalogue,
    caller.scope,
    // Guards may ask about what was entered in earlier steps too, e.g. the officers named at the opening.
    [...referred(fieldsOf(declaration, request), request.values ?? {}), ...referredBefore(declaration, state)],
  )
  const context = contextFor(platform, division, caller.actor, facts)
  const last =
    request.action === 'undo' && request.expect !== undefined ? await lastOf(platform, caller, id) : undefined
  const command: Command = {
    action: request.action,
    ...(last ? { undoes: undoFacts(platform, division, last) } : {}),
    on: request.on,
    ...(request.at ? { at: request.at } : {}),
    ...(request.values ? { values: request.values } : {}),
    ...(request.parties ? { parties: request.parties.map(p => withOrgan(p, division)) } : {}),
    ...(request.note ? { note: request.note } : {}),
    ...(request.handler ? { handler: request.handler } : {}),
    ...(request.corrects ? { corrects: request.corrects } : {}),
    ...(request.handOver ? { handOver: request.handOver } : {}),
    ...(request.handBack ? { handBack: request.handBack } : {}),
  }
  const decision = decide(declaration, state, command, context, seesDivision(caller.actor.roles))
  if (!decision.ok) return decision
  const refusal = refuseByPeople(platform, division, caller, declaration, state, request)
  if (refusal) return refuse(refusal)
  return { ok: true, value: { stored, declaration, division, decision: decision.value, context } }
}

const lastOf = async (platform: Platform, caller: Caller, id: string): Promise<RecordEvent | undefined> =>
  (await readEvents(platform.db, caller.scope, id)).at(-1)?.event

/** Until when the last event of a record may be taken back, and what else that depends on. */
const undoFacts = (platform: Platform, division: DivisionInfo, event: RecordEvent): UndoFacts => ({
  event,
  now: platform.now(),
  until: addMinutes(event.recordedAt, division.undoMinutes),
})

function referredBefore(d: Declaration, state: RecordState): string[] {
  const ids = referred(d.fields, state.values)
  for (const action of Object.values(d.actions)) if (action.asks) ids.push(...referred(action.asks, state.values))
  return ids
}

/** Carries out an action. Two at the same moment: one wins, the other is told what changed. */
export async function act(
  platform: Platform,
  caller: Caller,
  id: string,
  request: ActRequest,
  key: string,
): Promise<Result<Acted>> {
  return actWith(platform, caller, id, request, key, {})
}

async function actWith(
  platform: Platform,
  caller: Caller,
  id: string,
  request: ActRequest,
  key: string,
  extra: Pick<EventData, 'file' | 'link'>,
): Promise<Result<Acted>> {
  const prepared = await prepareAct(platform, caller, id, request)
  if (!prepared.ok)
    return (
      (await replayed(platform, caller, key, request)) ?? refusedAttempt(platform, caller, prepared, request.action, id)
    )
  const { stored, declaration: d, division, decision } = prepared.value
  const { organ } = stored.state
  const drafts = decision.drafts.map(draft =>
    draft.action === request.action ? { ...draft, data: { ...draft.data, ...extra } } : draft,
  )
  const frame: EventFrame = { division, record: id, declaration: d, organ, origin: caller.origin, command: key }
  const series = drafts.flatMap(draft => documentSeries(d, draft, organ))
  const context = projectionContext(platform, division)
  const options = (acted: Acted): AppendOptions => ({
    command: commandOf(key, request, acted) as NonNullable<AppendOptions['command']>,
    access: [{ action: request.action, record: id }],
  })
  if (!series.length) {
    const write = writeOf(platform, d, stored, drafts, frame, [])
    const acted = actedOf(write, decision.warnings)
    const done = await append(platform.db, caller.scope, context, [write], options(acted))
    return done.ok ? { ok: true, value: (done.value.replayed?.response as Acted | undefined) ?? acted } : done
  }
  return transact(platform.db, caller.scope, async trx => {
    const write = writeOf(platform, d, stored, drafts, frame, await takeNumbersIn(trx, series))
    const acted = actedOf(write, decision.warnings)
    const done = await appendIn(trx, context, [write], options(acted))
    return done.ok ? { ok: true, value: (done.value.replayed?.response as Acted | undefined) ?? acted } : done
  })
}

/** Attaches a file that is already stored, by its hash. */
export function attachFile(
  platform: Platform,
  caller: Caller,
  id: string,
  file: FileRef,
  key: string,
): Promise<Result<Acted>> {
  const request: ActRequest = { action: 'attach', on: today(platform), note: file.name }
  return actWith(platform, caller, id, request, key, { file })
}

/** Refused attempts are kept: supervision looks at them. */
async function refusedAttempt(
  platform: Platform,
  caller: Caller,
  refused: Refused,
  action: string,
  record?: string,
): Promise<Refused> {
  if (['guard', 'too-early', 'too-late', 'wrong-stage', 'forbidden'].includes(refused.refusal.code)) {
    const { code, path, message, article } = refused.refusal
    await logAccess(platform.db, caller.scope, [
      {
        action: 'refused',
        detail: JSON.stringify({ action, code, path, message, article }),
        ...(record ? { record } : {}),
      },
    ])
  }
  return refused
}

/** What happened after a person read a record, for the answer to a stale action. */
export async function changesSince(
  platform: Platform,
  caller: Caller,
  id: string,
  seq: number,
): Promise<RecordView['history']> {
  const view = await viewRecord(platform, caller, id)
  return view.ok ? view.value.history.filter(h => h.seq > seq) : []
}

/** The record page. */
export async function viewRecord(platform: Platform, caller: Caller, id: string): Promise<Result<RecordView>> {
  const stored = await loadRecord(platform.db, caller.scope, id)
  if (!stored) return notFound()
  const division = await platform.division(caller.scope.division)
  const raw = stored.state
  const declaration = platform.catalogue.get(raw.system, raw.version)
  const [events, thread, facts] = await Promise.all([
    readEvents(platform.db, caller.scope, id),
    readThread(platform, division, caller, raw),
    readFacts(platform.db, platform.catalogue, caller.scope, referredBefore(declaration, raw)),
  ])
  const context = contextFor(platform, division, caller.actor, facts)
  // What the law has done since the last step is shown as it stands today; the sweep writes it down.
  let state = raw
  for (const draft of lapses(declaration, raw, context)) state = evolve(declaration, state, preview(state, draft))
  const titles = new Map<string, string>()
  for (const entryId of referredBefore(declaration, raw)) {
    const title = facts.record(entryId)?.title
    if (title) titles.set(entryId, title)
  }
  const last = events.at(-1)?.event
  const undo = last && undoFacts(platform, division, last)
  return {
    ok: true,
    value: viewOf({
      declaration,
      state,
      context,
      division,
      names: namesOf(division, titles),
      seesDivision: seesDivision(caller.actor.roles),
      events,
      ...(undo && !refuseUndo(declaration, state, undo, caller.actor) ? { undoUntil: undo.until } : {}),
      intact: chainIntact(events, stored.head),
      thread,
      handOvers: handOversOf(platform, division, caller, declaration, state),
    }),
  }
}

/** Recomputes the hashes of a record's history. */
function chainIntact(events: readonly StoredEvent[], head: string): boolean {
  let previous = '0'.repeat(64)
  for (const { event, hash } of events) {
    if (hashOf(previous, canonicalJson(event)) !== hash) return false
    previous = hash
  }
  return previous === head
}

/** What began a limit, to stand before 之日: 受理, 收到申请. */
function startEventOf(d: Declaration, { from }: Limit, state: RecordState): string {
  const day = (name: string) => name.replace(/之日$|日期$/, '')
  if (typeof from === 'object' && 'field' in from) return day(allFields(d).get(from.field)?.field.name ?? '起算事由')
  if (typeof from === 'object' && 'after' in from) return `“${from.after.name}”届满`
  const actions: readonly string[] = typeof from === 'string' ? [from] : from
  const last = state.steps.findLast(s => actions.includes(s.action))
  return last && last.action !== 'open' ? actionName(d, last.action) : day(d.open.dateName)
}

/** Day by day, with articles: why this date. */
export async function explainRecordLimit(
  platform: Platform,
  caller: Caller,
  id: string,
  code: string,
): Promise<Result<LimitExplanation>> {
  const stored = await loadRecord(platform.db, caller.scope, id)
  if (!stored) return notFound()
  const division = await platform.division(caller.scope.division)
  const { state } = stored
  const d = platform.catalogue.get(state.system, state.version)
  const limit = d.limits[code]
  if (!limit) return notFound()
  const input = {
    code,
    limit,
    system: d.code,
    state,
    today: today(platform),
    calendar: platform.calendar(),
    settings: division.settings,
  }
  const explanation = explainLimit(input, startEventOf(d, limit, state))
  if (!explanation) return refuse({ code: 'not-found', message: `“${limit.name}”尚未起算。` })
  const s = limitState(input)
  return {
    ok: true,
    value: {
      clock: clockOf(limit, s, input.today, input.calendar, a => d.actions[a]?.name ?? a),
      explanation,
      ...(limit.extendedBy
        ? {
            extension: {
              name: d.actions[limit.extendedBy.action]?.name ?? '',
              article: limit.extendedBy.cite.text,
              used: s.extended === true,
            },
          }
        : {}),
    },
  }
}

/** What would be refused, which clocks would start, what looks like a duplicate: nothing is written. */
export async function checkOpening(platform: Platform, caller: Caller, request: OpenRequest): Promise<Result<Check>> {
  const d = platform.catalogue.inForce(request.system, request.on) ?? platform.catalogue.newest(request.system)
  if (!d) return refuse({ code: 'invalid-input', path: 'system', message: `没有“${request.system}”这类事项。` })
  const duplicates = await findDuplicates(platform, caller, request)
  const prepared = await prepareOpening(platform, caller, request)
  if (!prepared.ok)
    return { ok: true, value: { refusals: allRefusals(prepared), warnings: [], clocks: [], duplicates } }
  const { decision, context, declaration, division } = prepared.value
  const frame: EventFrame = {
    division,
    record: 'new',
    declaration,
    organ: caller.actor.organ,
    origin: caller.origin,
    command: '',
  }
  const { state } = writeOf(platform, declaration, undefined, decision.drafts, frame, [])
  return {
    ok: true,
    value: { refusals: [], warnings: decision.warnings, clocks: clocksOf(declaration, state, context), duplicates },
  }
}

export async function checkAct(
  platform: Platform,
  caller: Caller,
  id: string,
  request: ActRequest,
): Promise<Result<Check>> {
  const prepared = await prepareAct(platform, caller, id, request)
  if (!prepared.ok) {
    if (prepared.refusal.code === 'not-found') return prepared
    return { ok: true, value: { refusals: allRefusals(prepared), warnings: [], clocks: [], duplicates: [] } }
  }
  const { decision, context, declaration: d, stored, division } = prepared.value
  const frame: EventFrame = {
    division,
    record: id,
    declaration: d,
    organ: stored.state.organ,
    origin: caller.origin,
    command: '',
  }
  const { state } = writeOf(platform, d, stored, decision.drafts, frame, [])
  const running = new Set(clocksOf(d, stored.state, context).map(c => c.code))
  return {
    ok: true,
    value: {
      refusals: [],
      warnings: decision.warnings,
      clocks: clocksOf(d, state, context).filter(c => !running.has(c.code)),
      duplicates: [],
    },
  }
}

async function findDuplicates(platform: Platform, caller: Caller, request: OpenRequest): Promise<Check['duplicates']> {
  const numbers = (request.parties ?? []).map(p => p.number).filter(n => n !== undefined)
  const names = (request.parties ?? []).filter(p => p.kind !== 'agency' && !p.number).map(p => p.name)
  if (!numbers.length && !names.length) return []
  const rows = await read<{
    id: string
    number: string
    title: string
    opened_on: string
    version: string
    stage: string
  }>(
    platform.db,
    caller.scope,
    `select distinct r.id, r.number, r.title, r.opened_on, r.version, r.stage from zs.party p
     join zs.record r on r.division = p.division and r.id = p.record
     where p.division = $1 and p.system = $2 and (p.number = any($3) or p.name = any($4)) and r.closed_on is null
     order by r.opened_on desc limit 5`,
    [caller.scope.division, request.system, numbers, names],
  )
  return rows.map(r => ({
    id: r.id,
    number: r.number,
    title: r.title,
    openedOn: r.opened_on,
    stageName: stageName(platform.catalogue.get(request.system, r.version), r.stage),
  }))
}

/**
 * Writes down what the law did by itself: deemed acceptance on the last day of a limit that passed, and the like. Run
 * every few minutes; a record acted on before is brought up to date by the action itself.
 */
export async function sweep(platform: Platform, divisionCode: string): Promise<number> {
  const division = await platform.division(divisionCode)
  const law = theLaw(divisionCode)
  const scope: Scope = { division: divisionCode, organ: '', sees: 'division', person: 'law' }
  const deemed = platform.catalogue.all.flatMap(d =>
    Object.entries(d.limits).flatMap(([code, l]) => (l.ifMissed && 'deems' in l.ifMissed ? [`${d.code}.${code}`] : [])),
  )
  const due = await read<{ id: string }>(
    platform.db,
    scope,
    `select distinct record as id from zs.deadline
     where division = $1 and status = 'running' and final_on < $2 and system || '.' || code = any($3)
     order by record limit 500`,
    [divisionCode, chinaDate(platform.now()), deemed],
  )
  if (!due.length) return 0
  const context = contextFor(platform, division, law, { entry: () => undefined, record: () => undefined })
  let written = 0
  for (const stored of (
    await loadMany(
      platform.db,
      scope,
      due.map(r => r.id),
    )
  ).values()) {
    const { state } = stored
    const d = platform.catalogue.get(state.system, state.version)
    const drafts = lapses(d, state, context)
    if (!drafts.length) continue
    const frame: EventFrame = {
      division,
      record: state.id,
      declaration: d,
      organ: state.organ,
      origin: 'user',
      command: `law ${state.seq + 1}`,
    }
    const done = await append(platform.db, scope, projectionContext(platform, division), [
      writeOf(platform, d, stored, drafts, frame, []),
    ])
    if (done.ok) written++
    else if (done.refusal.code !== 'stale') throw new Error(done.refusal.message)
  }
  return written
}
