import type { Action, Declaration } from './declaration.ts'
import type { HandOver, LinkRef, RecordEvent, RecordState, Step } from './record.ts'
import type { PlainDate } from './time/date.ts'

/** Actions that every record has; the declaration does not name them. */
export const commonActions = {
  correct: '更正',
  void: '作废',
  assign: '指派承办人',
  note: '备注',
  attach: '附加文件',
  link: '关联',
  handOver: '移送',
  handBack: '退回',
  undo: '撤回',
} as const
export type CommonAction = keyof typeof commonActions
export const isCommonAction = (action: string): action is CommonAction => Object.hasOwn(commonActions, action)

/** The stage that a voided record is in; no declaration may use the name. */
export const voidedStage = 'voided'

/**
 * The state after one more event. A pure fold: nothing is checked here, since what stands in the log has happened.
 * `state` is undefined for the opening.
 */
export function evolve(declaration: Declaration, state: RecordState | undefined, event: RecordEvent): RecordState {
  if (!state) return opened(declaration, event)
  const { data } = event
  const base = { ...state, seq: event.seq }
  switch (event.action as CommonAction) {
    case 'correct':
      return corrected(declaration, base, event)
    case 'void':
      return {
        ...base,
        stage: voidedStage,
        voided: true,
        steps: [...state.steps, step(event, state.stage, voidedStage)],
      }
    case 'assign':
      return data.handler === undefined ? base : { ...base, handler: data.handler }
    case 'note':
      return base
    case 'attach':
      return data.file ? { ...base, files: [...state.files, data.file] } : base
    case 'undo':
      return data.supersedes ? { ...without(declaration, base, data.supersedes), seq: event.seq } : base
    case 'link':
      return data.link ? linked(declaration, base, event, data.link) : base
    case 'handOver':
      return data.handedOver
        ? withHandOvers(declaration, base, [...(state.handOvers ?? []), handOverOf(event, data.handedOver)])
        : base
    case 'handBack':
      return answered(declaration, base, h => h.seq === data.handedBack?.seq, {
        status: 'returned',
        answeredOn: event.on,
        ...(data.note ? { reason: data.note } : {}),
      })
    default:
      return acted(declaration, base, event)
  }
}

/** The state of a whole log of one record, in order of `seq`. */
export function fold(declaration: Declaration, events: Iterable<RecordEvent>): RecordState {
  let state: RecordState | undefined
  for (const event of events) state = evolve(declaration, state, event)
  if (!state) throw new Error('a record has at least its opening event')
  return state
}

/** The register entry as it stood at the end of a day; undefined when it was not yet entered. */
export function asOf(declaration: Declaration, state: RecordState, day: PlainDate): RecordState | undefined {
  if (state.openedOn > day) return undefined
  let at: RecordState | undefined
  for (const s of state.steps) {
    if (s.on > day) continue
    const event: RecordEvent = {
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
      data: at
        ? { values: s.values }
        : {
            values: s.values,
            parties: state.parties,
            opened: { organ: state.organ, number: state.number, title: state.title },
          },
    }
    at = evolve(declaration, at, event)
  }
  return at
}

function step(event: RecordEvent, from: string, to: string, values = event.data.values ?? {}): Step {
  return {
    seq: event.seq,
    action: event.action,
    on: event.on,
    by: event.by,
    origin: event.origin,
    values,
    from,
    to,
    ...(event.at ? { at: event.at } : {}),
    ...(event.data.documents?.length ? { documents: event.data.documents } : {}),
  }
}

/** Organs that take part beside the handling one: agencies that are parties, and organs that a field calls in. */
export function calledIn(declaration: Declaration, state: RecordState): string[] {
  const called = callingFields(declaration).map(f => state.values[f])
  const others = [...state.parties.map(p => p.organ), ...called.flat()]
  return [...new Set(others.filter(o => typeof o === 'string' && o !== state.organ) as string[])]
}

/** Organs that may read it beside the handling one: who takes part, and to whom it was handed over. */
function organsOf(declaration: Declaration, state: RecordState): string[] {
  const given = (state.handOvers ?? []).flatMap(h => (h.status === 'returned' ? [] : [h.to]))
  const called = calledIn(declaration, state)
  return given.length ? [...new Set([...called, ...given])] : called
}

const handOverOf = (event: RecordEvent, { link, to }: NonNullable<RecordEvent['data']['handedOver']>): HandOver => ({
  seq: event.seq,
  link,
  to,
  on: event.on,
  recordedAt: event.recordedAt,
  by: event.by,
  status: 'pending',
  ...(event.data.note ? { note: event.data.note } : {}),
})

function withHandOvers(declaration: Declaration, before: RecordState, handOvers: readonly HandOver[]): RecordState {
  const state = { ...before, handOvers }
  return { ...state, organs: organsOf(declaration, state) }
}

/** A hand-over that waited was accepted or returned. */
function answered(
  declaration: Declaration,
  state: RecordState,
  which: (h: HandOver) => boolean,
  answer: Partial<HandOver>,
): RecordState {
  const at = state.handOvers?.findIndex(h => h.status === 'pending' && which(h)) ?? -1
  if (!state.handOvers || at === -1) return state
  return withHandOvers(
    declaration,
    state,
    state.handOvers.map((h, i) => (i === at ? { ...h, ...answer } : h)),
  )
}

/** Another record was opened from this one; by an organ to which it was handed over, that is the acceptance. */
function linked(declaration: Declaration, before: RecordState, event: RecordEvent, link: LinkRef): RecordState {
  const state = { ...before, links: [...before.links, link] }
  if (link.kind !== 'to') return state
  return answered(declaration, state, h => h.link === link.code && h.to === event.by.organ, {
    status: 'accepted',
    answeredOn: event.on,
    number: link.number,
  })
}

const callingFieldsOf = new WeakMap<Declaration, readonly string[]>()
function callingFields(declaration: Declaration): readonly string[] {
  let codes = callingFieldsOf.get(declaration)
  if (!codes) {
    const asked = [declaration.fields, ...Object.values(declaration.actions).map(a => a.asks ?? {})]
    codes = asked.flatMap(fields => Object.keys(fields).filter(f => fields[f]?.takesPart))
    callingFieldsOf.set(declaration, codes)
  }
  return codes
}

function opened(declaration: Declaration, event: RecordEvent): RecordState {
  const { data } = event
  const { open } = declaration
  if (!data.opened) throw new Error(`${event.record}: the first event is no opening`)
  const state: RecordState = {
    division: event.division,
    id: event.record,
    system: event.system,
    version: event.version,
    number: data.opened.number,
    title: data.opened.title,
    organ: data.opened.organ,
    organs: [],
    stage: open.to,
    openedOn: event.on,
    values: data.values ?? {},
    parties: data.parties ?? [],
    steps: [step({ ...event, action: 'open' }, '', open.to)],
    links: data.opened.from ? [data.opened.from] : [],
    files: [],
    seq: event.seq,
    ...(data.handler ? { handler: data.handler } : {}),
  }
  return settle(declaration, state)
}

/** Stage and outcome follow from the steps. */
function applyStep(declaration: Declaration, state: RecordState, action: Action | undefined, s: Step): RecordState {
  const outcome =
    action?.outcome === undefined
      ? undefined
      : typeof action.outcome === 'string'
        ? action.outcome
        : s.values[action.outcome.field]
  const suspended = declaration.stages[s.to]?.suspended
  return {
    ...state,
    stage: s.to,
    values: { ...state.values, ...s.values },
    steps: [...state.steps, s],
    ...(suspended && !declaration.stages[s.from]?.suspended ? { back: s.from } : {}),
    ...(typeof outcome === 'string' ? { outcome } : {}),
  }
}

/** What follows from the whole: who takes part, and the closing day. */
function settle(declaration: Declaration, before: RecordState): RecordState {
  const state = { ...before, organs: organsOf(declaration, before) }
  if (!declaration.stages[state.stage]?.end) {
    if (state.closedOn === undefined) return state
    const { closedOn: _, ...rest } = state
    return rest
  }
  return state.closedOn === undefined ? { ...state, closedOn: state.steps.at(-1)?.on ?? state.openedOn } : state
}

function acted(declaration: Declaration, before: RecordState, event: RecordEvent): RecordState {
  const { supersedes } = event.data
  const state = supersedes ? { ...without(declaration, before, supersedes), seq: event.seq } : before
  const action = declaration.actions[event.action]
  const to = action?.to === undefined ? state.stage : action.to === 'back' ? (state.back ?? state.stage) : action.to
  const next = applyStep(declaration, state, action, step(event, state.stage, to))
  const parties = event.data.parties ? mergeParties(state.parties, event.data.parties) : state.parties
  return settle(declaration, parties === state.parties ? next : { ...next, parties })
}

const mergeParties = (old: RecordState['parties'], added: RecordState['parties']): RecordState['parties'] => [
  ...old.filter(p => !added.some(a => a.role === p.role)),
  ...added,
]

/** A correction changes what the record says now; the log keeps what it said before. */
function corrected(declaration: Declaration, state: RecordState, event: RecordEvent): RecordState {
  const { corrects, values = {}, parties } = event.data
  if (!corrects) return state
  const steps = state.steps.map(s =>
    s.seq === corrects.seq
      ? { ...s, on: corrects.on ?? s.on, values: { ...s.values, ...values }, correctedBy: event.seq }
      : s,
  )
  return refold(declaration, parties ? { ...state, parties } : state, steps)
}

/**
 * The record as if some of its steps had not happened: what the law was taken to have done, until a fact came to light
 * that had come in time; a slip of the hand that was taken back. The log keeps them.
 */
export function without(declaration: Declaration, state: RecordState, seqs: readonly number[]): RecordState {
  return refold(
    declaration,
    state,
    state.steps.filter(s => !seqs.includes(s.seq)),
  )
}

function refold(declaration: Declaration, state: RecordState, steps: readonly Step[]): RecordState {
  const first = steps[0]
  if (!first) return state
  const { outcome: _, closedOn: __, back: ___, ...rest } = state
  let again: RecordState = { ...rest, stage: first.to, openedOn: first.on, values: first.values, steps: [first] }
  for (const s of steps.slice(1))
    again = settle(declaration, applyStep(declaration, again, declaration.actions[s.action], s))
  return settle(declaration, again)
}
