import type { Action, Declaration, EntryOn, Guard, GuardContext } from './declaration.ts'
import { calledIn, commonActions, evolve, isCommonAction, without } from './evolve.ts'
import type { Party, Values } from './field.ts'
import { type HandOverTo, refuseHandBack, refuseHandOver } from './hand-over.ts'
import { checkFields, checkParties } from './input.ts'
import { barred, type LimitState, limitState, type Settings } from './limit.ts'
import { type Actor, type EventData, lastStep, type RecordEvent, type RecordState, theLaw } from './record.ts'
import { allRefusals, type Refusal, type Result, refuse } from './refusal.ts'
import type { Calendar } from './time/calendar.ts'
import { formatChineseDate, isPlainDate, type PlainDate } from './time/date.ts'
import { refuseUndo, type UndoFacts } from './undo.ts'

/** What somebody wants to do. `action` is `open`, an action of the declaration, or a common one. */
export type Command = {
  readonly action: string
  readonly on: PlainDate
  readonly at?: string
  readonly values?: Values
  readonly parties?: readonly Party[]
  readonly corrects?: EventData['corrects']
  readonly handler?: string
  readonly note?: string
  /** Of `undo`. */
  readonly undoes?: UndoFacts
  readonly handOver?: HandOverTo
  /** Of `handBack`: the `seq` of the hand-over. */
  readonly handBack?: { readonly seq: number }
}

/** All that a decision depends on besides the record. Nothing is read from a clock. */
export type DecideContext = {
  readonly today: PlainDate
  readonly calendar: Calendar
  readonly settings: Settings
  readonly actor: Actor
  readonly entry: (id: string, on: PlainDate) => EntryOn | undefined
  readonly record: (id: string) => RecordState | undefined
  /** Refusals do not tell what may be done instead: for programs that try many steps and show none of the refusals. */
  readonly terse?: true
}

/** What is to be written: the event without what the store adds (numbers, instants, hashes). */
export type Draft = Pick<RecordEvent, 'action' | 'on' | 'at' | 'data'> & {
  readonly by: Actor
  readonly role: string
  /** Documents that get a 文号 from the store. */
  readonly produces: readonly string[]
}
export type Decision = { readonly drafts: readonly Draft[]; readonly warnings: readonly Refusal[] }

const limitOf =
  (declaration: Declaration, state: RecordState, context: Pick<DecideContext, 'today' | 'calendar' | 'settings'>) =>
  (code: string): LimitState => {
    const limit = declaration.limits[code]
    if (!limit) throw new Error(`${declaration.code}: no limit ${code}`)
    return limitState({ code, limit, system: declaration.code, state, ...context })
  }

function guardContext(
  declaration: Declaration,
  state: RecordState,
  context: DecideContext,
  on: PlainDate,
  values: Values,
): GuardContext {
  return {
    state,
    values,
    on,
    today: context.today,
    actor: context.actor,
    calendar: context.calendar,
    entry: id => context.entry(id, on),
    record: context.record,
    limit: limitOf(declaration, state, context),
  }
}

function runGuards(guards: readonly Guard[], asks: Guard['asks'][], context: GuardContext) {
  const refusals: Refusal[] = []
  const warnings: Refusal[] = []
  for (const g of guards) {
    if (!asks.includes(g.asks)) continue
    const message = g.check(context)
    if (message === undefined) continue
    const refusal: Refusal = { code: 'guard', path: g.code, message, article: g.cite.text }
    ;(g.severity === 'warn' ? warnings : refusals).push(refusal)
  }
  return { refusals, warnings }
}

/** The role by which the actor may do this, or undefined. */
const roleFor = (by: readonly string[], actor: Actor) => by.find(r => actor.roles.includes(r))

/** Opens a record: which version governs is the caller's choice by the opening date. */
export function decideOpening(
  declaration: Declaration,
  command: Command,
  context: DecideContext & { readonly organ: string },
): Result<Decision> {
  const { open } = declaration
  const role = roleFor(open.by, context.actor)
  if (!role)
    return refuse({
      code: 'forbidden',
      message: `您的岗位不能办理“${declaration.name}·${open.name}”，请由有权的岗位办理。`,
    })
  const dateRefusal = checkDay(command.on, context.today, open.dateName)
  if (dateRefusal) return refuse(dateRefusal)
  const values = checkFields(declaration.fields, command.values ?? {}, { today: context.today })
  const parties = checkParties(declaration.parties, command.parties ?? [])
  const wrong = [...(values.ok ? [] : allRefusals(values)), ...(parties.ok ? [] : allRefusals(parties))]
  if (!values.ok || !parties.ok) return refuse(wrong[0] as Refusal, wrong.slice(1))
  const event: RecordEvent = {
    division: context.actor.division,
    record: '',
    seq: 1,
    system: declaration.code,
    version: declaration.version,
    declaration: '',
    action: 'open',
    on: command.on,
    recordedAt: '',
    by: { id: context.actor.id, name: context.actor.name, organ: context.actor.organ, role },
    origin: 'user',
    command: '',
    data: { values: values.value, parties: parties.value, opened: { organ: context.organ, number: '', title: '' } },
  }
  const state = evolve(declaration, undefined, event)
  const g = runGuards(
    open.guards ?? [],
    ['state', 'values'],
    guardContext(declaration, state, context, command.on, values.value),
  )
  if (g.refusals[0]) return refuse(g.refusals[0], g.refusals.slice(1))
  const draft: Draft = {
    action: 'open',
    on: command.on,
    by: context.actor,
    role,
    produces: [],
    data: {
      values: values.value,
      parties: parties.value,
      opened: { organ: context.organ, number: '', title: titleOf(declaration, state) },
      ...(command.handler ? { handler: command.handler } : {}),
    },
    ...(command.at ? { at: command.at } : {}),
  }
  return { ok: true, value: { drafts: [draft], warnings: g.warnings } }
}

/** `{field}` and `{party}` of the title replaced by what was entered. */
export function titleOf(declaration: Declaration, state: RecordState): string {
  return declaration.open.title
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const parties = state.parties.filter(p => p.role === name)
      if (parties.length) return parties.map(p => p.name).join('、')
      const value = state.values[name]
      const option = typeof value === 'string' ? declaration.fields[name]?.options?.[value] : undefined
      return option ?? (value === undefined ? '' : String(value))
    })
    .slice(0, 200)
}

function checkDay(on: PlainDate, today: PlainDate, name: string): Refusal | undefined {
  if (!isPlainDate(on))
    return { code: 'invalid-date', path: 'on', message: `“${name}”不是有效的日期，请按 2024-03-05 的样子填写。` }
  if (on > today)
    return {
      code: 'wrong-date',
      path: 'on',
      message: `“${name}”不能晚于今天（${formatChineseDate(today)}），请填写事情发生的当天。`,
    }
  return undefined
}

/**
 * What the law does by itself until the end of `today - 1`: deemed acceptance and the like, each on the last day of its
 * limit. Call it before every decision and every display; it is empty nearly always.
 */
export function lapses(
  declaration: Declaration,
  state: RecordState,
  context: Pick<DecideContext, 'today' | 'calendar' | 'settings'>,
): Draft[] {
  const drafts: Draft[] = []
  const law = theLaw(state.division)
  let now = state
  for (let round = 0; round < 4; round++) {
    let due: { on: PlainDate; action: string } | undefined
    for (const [code, limit] of Object.entries(declaration.limits)) {
      if (!limit.ifMissed || !('deems' in limit.ifMissed)) continue
      const action = declaration.actions[limit.ifMissed.deems]
      if (!action?.from.includes(now.stage)) continue
      const s = limitState({ code, limit, system: declaration.code, state: now, ...context })
      const last = s.final?.slice(0, 10)
      if (s.status === 'overdue' && last !== undefined && (!due || last < due.on))
        due = { on: last, action: limit.ifMissed.deems }
    }
    if (!due) return drafts
    const draft: Draft = { action: due.action, on: due.on, by: law, role: 'law', produces: [], data: { values: {} } }
    drafts.push(draft)
    now = evolve(declaration, now, preview(now, draft))
  }
  return drafts
}

/** The event that a draft becomes, before it has number, instant and hash. */
export function preview(state: RecordState, draft: Draft): RecordEvent {
  return {
    division: state.division,
    record: state.id,
    seq: state.seq + 1,
    system: state.system,
    version: state.version,
    declaration: '',
    action: draft.action,
    on: draft.on,
    recordedAt: '',
    by: { id: draft.by.id, name: draft.by.name, organ: draft.by.organ, role: draft.role },
    origin: draft.role === 'law' ? 'law' : 'user',
    command: '',
    data: draft.data,
    ...(draft.at ? { at: draft.at } : {}),
  }
}

/**
 * Whether an organ takes part in handling the record: its own, a party's, one that it calls in. An organ to which it was
 * handed over only reads it, and works in the record by which it accepts.
 */
export const takesPart = (declaration: Declaration, state: RecordState, organ: string): boolean =>
  state.organ === organ || calledIn(declaration, state).includes(organ)

/** Every role that has something to do in a procedure, the law among them. */
export const rolesIn = (declaration: Declaration): string[] => [
  ...declaration.open.by,
  ...Object.values(declaration.actions).flatMap(a => a.by),
]

/** The role by which somebody works on the record at all; undefined: he does not. */
export function workingRole(
  declaration: Declaration,
  state: RecordState,
  actor: Actor,
  seesDivision: boolean,
): string | undefined {
  if (!seesDivision && !takesPart(declaration, state, actor.organ)) return undefined
  return roleFor(
    rolesIn(declaration).filter(r => r !== 'law'),
    actor,
  )
}

/** Refusals that hold whatever is filled in: stage, role, what must have happened before. */
function refusalsNow(
  declaration: Declaration,
  code: string,
  action: Action,
  state: RecordState,
  context: DecideContext,
  seesDivision: boolean,
): Refusal[] {
  const stageName = declaration.stages[state.stage]?.name ?? '已作废'
  if (!action.from.includes(state.stage))
    return [
      {
        code: 'wrong-stage',
        path: code,
        message: `现处“${stageName}”阶段，不能“${action.name}”；该动作在${action.from.map(s => `“${declaration.stages[s]?.name}”`).join('、')}阶段办理。`,
        ...(action.cite ? { article: action.cite.text } : {}),
      },
    ]
  if (!roleFor(action.by, context.actor))
    return [{ code: 'forbidden', path: code, message: `“${action.name}”不由您的岗位办理，请转有权的岗位。` }]
  if (!seesDivision && !takesPart(declaration, state, context.actor.organ))
    return [{ code: 'forbidden', path: code, message: '该件由其他单位办理，您不能代为办理。' }]
  if (action.once && lastStep(state, code))
    return [{ code: 'conflict', path: code, message: `“${action.name}”只能办理一次，已经办理。` }]
  return []
}

/** An action as the record page shows it: allowed, or refused with the reasons. */
export type Option = {
  readonly action: string
  readonly allowed: boolean
  readonly refusals: readonly Refusal[]
  readonly warnings: readonly Refusal[]
  /** The law has acted meanwhile; if it was done by this day, it may still be recorded with its own date. */
  readonly late?: PlainDate
}

/** Every action of the declaration: what may be done now, and why the others may not. */
export function optionsNow(
  declaration: Declaration,
  state: RecordState,
  context: DecideContext,
  seesDivision: boolean,
): Option[] {
  const options = optionsIn(declaration, state, context, seesDivision)
  const deemed = deemedSince(state, state.openedOn)
  if (!deemed.length) return options
  const before = optionsIn(declaration, without(declaration, state, deemed), context, seesDivision)
  const last = state.steps.at(-1)?.on ?? context.today
  return options.map((o, i) => {
    const then = before[i]
    return o.allowed || !then?.allowed ? o : { ...o, late: last }
  })
}

function optionsIn(
  declaration: Declaration,
  state: RecordState,
  context: DecideContext,
  seesDivision: boolean,
): Option[] {
  return Object.entries(declaration.actions)
    .filter(([, a]) => !(a.by.length === 1 && a.by[0] === 'law'))
    .map(([code, action]) => {
      const refusals = refusalsNow(declaration, code, action, state, context, seesDivision)
      const warnings: Refusal[] = []
      if (!refusals.length) {
        const g = runGuards(
          action.guards ?? [],
          ['state'],
          guardContext(declaration, state, context, context.today, {}),
        )
        refusals.push(...g.refusals)
        warnings.push(...g.warnings)
        for (const [limitCode, limit] of Object.entries(declaration.limits)) {
          if (limit.kind === 'BEFORE') continue
          const b = barred({
            code: limitCode,
            limit,
            system: declaration.code,
            state,
            ...context,
            action: code,
            on: context.today,
            values: {},
          })
          if (b.refusal) refusals.push({ ...b.refusal, path: limitCode })
        }
      }
      return { action: code, allowed: refusals.length === 0, refusals, warnings }
    })
}

/**
 * Decides one command on one record: refusals, or the drafts of the events to write (what the law did by itself first).
 * A passed limit of an authority never blocks recording a fact; it stays countable as late.
 */
export function decide(
  declaration: Declaration,
  state: RecordState,
  command: Command,
  context: DecideContext,
  seesDivision: boolean,
): Result<Decision> {
  // The law acts by the day of the fact, not by the day on which somebody types it.
  const day = isPlainDate(command.on) && command.on < context.today ? command.on : context.today
  const first = lapses(declaration, state, { ...context, today: day })
  let now = state
  for (const draft of first) now = evolve(declaration, now, preview(now, draft))
  const decision = isCommonAction(command.action)
    ? decideCommon(declaration, now, command, context, seesDivision)
    : decideAction(declaration, now, command, context, seesDivision)
  if (decision.ok) return { ok: true, value: { ...decision.value, drafts: [...first, ...decision.value.drafts] } }
  return decision.refusal.code === 'wrong-stage'
    ? (decideInTime(declaration, state, command, context, seesDivision) ?? decision)
    : decision
}

/** What the law did last, from `on` on: steps that a fact of that day shows not to have happened. */
function deemedSince(state: RecordState, on: PlainDate): number[] {
  const kept = state.steps.findLastIndex(s => s.by.id !== 'law')
  return state.steps.slice(kept + 1).flatMap(s => (s.on >= on ? [s.seq] : []))
}

/** A fact that came in time and is recorded after the law was taken to have acted: the fact stands, the deemed step falls. */
function decideInTime(
  declaration: Declaration,
  state: RecordState,
  command: Command,
  context: DecideContext,
  seesDivision: boolean,
): Result<Decision> | undefined {
  const supersedes = deemedSince(state, command.on)
  if (!supersedes.length || isCommonAction(command.action)) return undefined
  const decision = decideAction(declaration, without(declaration, state, supersedes), command, context, seesDivision)
  if (!decision.ok) return undefined
  const drafts = decision.value.drafts.map(d => ({ ...d, data: { ...d.data, supersedes } }))
  return { ok: true, value: { ...decision.value, drafts } }
}

function decideAction(
  declaration: Declaration,
  state: RecordState,
  command: Command,
  context: DecideContext,
  seesDivision: boolean,
): Result<Decision> {
  const action = declaration.actions[command.action]
  if (!action)
    return refuse({
      code: 'invalid-input',
      path: 'action',
      message: `“${declaration.name}”没有名为“${command.action}”的动作。`,
    })
  const standing = refusalsNow(declaration, command.action, action, state, context, seesDivision)
  if (standing[0]) return refuse(withAllowed(standing[0], declaration, state, context, seesDivision), standing.slice(1))
  const dateRefusal =
    checkDay(command.on, context.today, `${action.name}日期`) ?? checkOrder(declaration, state, command)
  if (dateRefusal) return refuse(dateRefusal)
  const values = checkFields(action.asks ?? {}, command.values ?? {}, { today: context.today })
  if (!values.ok) return values
  const g = runGuards(
    action.guards ?? [],
    ['state', 'values'],
    guardContext(declaration, state, context, command.on, values.value),
  )
  const refusals = g.refusals
  const warnings = g.warnings
  for (const [code, limit] of Object.entries(declaration.limits)) {
    const b = barred({
      code,
      limit,
      system: declaration.code,
      state,
      ...context,
      action: command.action,
      on: command.on,
      values: values.value,
    })
    if (b.refusal) refusals.push({ path: code, ...b.refusal })
    if (b.warning) warnings.push({ path: code, ...b.warning })
  }
  if (refusals[0]) return refuse(withAllowed(refusals[0], declaration, state, context, seesDivision), refusals.slice(1))
  const draft: Draft = {
    action: command.action,
    on: command.on,
    by: context.actor,
    role: roleFor(action.by, context.actor) ?? '',
    produces: action.produces ?? [],
    data: { values: values.value, ...(command.note ? { note: command.note } : {}) },
    ...(command.at ? { at: command.at } : {}),
  }
  return { ok: true, value: { drafts: [draft], warnings } }
}

/** Facts follow one another: nothing happens before the step that made it possible. */
function checkOrder(declaration: Declaration, state: RecordState, command: Command): Refusal | undefined {
  const entered = state.steps.findLast(s => s.from !== s.to)
  if (!entered || command.on >= entered.on) return undefined
  const name = entered.action === 'open' ? declaration.open.name : (declaration.actions[entered.action]?.name ?? '')
  return {
    code: 'wrong-date',
    path: 'on',
    message: `日期不能早于前一步“${name}”的日期（${formatChineseDate(entered.on)}），请核对后填写。`,
  }
}

function withAllowed(
  refusal: Refusal,
  declaration: Declaration,
  state: RecordState,
  context: DecideContext,
  seesDivision: boolean,
): Refusal {
  if (context.terse) return refusal
  const allowed = optionsNow(declaration, state, context, seesDivision)
    .filter(o => o.allowed)
    .map(o => o.action)
  return { ...refusal, allowed }
}

function decideCommon(
  declaration: Declaration,
  state: RecordState,
  command: Command,
  context: DecideContext,
  seesDivision: boolean,
): Result<Decision> {
  const code = command.action as keyof typeof commonActions
  if (code === 'handBack') return decideHandBack(state, command, context)
  const may = workingRole(declaration, state, context.actor, seesDivision)
  if (!may)
    return refuse({
      code: 'forbidden',
      path: code,
      message: `您不能对该件“${commonActions[code]}”，请由承办单位办理。`,
    })
  if (state.voided && code !== 'note')
    return refuse({ code: 'wrong-stage', path: code, message: '该件已作废，只能备注；如需继续办理请重新录入。' })
  const dateRefusal = checkDay(command.on, context.today, '日期')
  if (dateRefusal) return refuse(dateRefusal)
  const draft = (data: EventData): Result<Decision> => ({
    ok: true,
    value: {
      drafts: [{ action: code, on: command.on, by: context.actor, role: may, produces: [], data }],
      warnings: [],
    },
  })
  const reason = command.note?.trim() ?? ''
  switch (code) {
    case 'assign':
      return command.handler
        ? draft({ handler: command.handler })
        : refuse({ code: 'invalid-input', path: 'handler', message: '请选择承办人。' })
    case 'note':
    case 'attach':
    case 'link':
      return reason || code !== 'note'
        ? draft({ ...(reason ? { note: reason } : {}) })
        : refuse({ code: 'invalid-input', path: 'note', message: '请填写备注的内容。' })
    case 'handOver': {
      const { handOver } = command
      if (!handOver)
        return refuse({ code: 'invalid-input', path: 'handOver', message: '请选择办理什么、移送给哪个单位。' })
      const refusal = refuseHandOver(declaration, state, handOver, context.actor)
      return refusal ? refuse(refusal) : draft({ handedOver: handOver, ...(reason ? { note: reason } : {}) })
    }
    case 'undo': {
      const { undoes } = command
      if (!undoes) return refuse({ code: 'invalid-input', path: 'expect', message: '请指明要撤回的是哪一步。' })
      const refusal = refuseUndo(declaration, state, undoes, context.actor)
      return refusal ? refuse(refusal) : draft({ supersedes: [undoes.event.seq] })
    }
    case 'void':
      if (!reason) return refuse({ code: 'invalid-input', path: 'note', message: '作废须写明理由。' })
      if (declaration.archetype === 'matter' && state.steps.length > 1)
        return refuse({
          code: 'guard',
          path: 'void',
          message: '案件已经办理，不能作废；录入有误的请用“更正”，不再办理的按程序终止。',
        })
      return draft({ values: {}, note: reason })
    case 'correct':
      return decideCorrection(declaration, state, command, context, reason, draft)
  }
}

/** By the organ to which it was handed over, which takes no other part in the record. */
function decideHandBack(state: RecordState, command: Command, context: DecideContext): Result<Decision> {
  const { actor } = context
  const { on, handBack, note } = command
  if (!handBack) return refuse({ code: 'invalid-input', path: 'handBack', message: '请指明退回的是哪一次移送。' })
  const reason = note?.trim() ?? ''
  const refusal = checkDay(on, context.today, '日期') ?? refuseHandBack(state, handBack.seq, reason, actor)
  if (refusal) return refuse(refusal)
  const data: EventData = { handedBack: { seq: handBack.seq }, note: reason }
  const role = actor.roles[0] ?? ''
  return {
    ok: true,
    value: { drafts: [{ action: 'handBack', on, by: actor, role, produces: [], data }], warnings: [] },
  }
}

function decideCorrection(
  declaration: Declaration,
  state: RecordState,
  command: Command,
  context: DecideContext,
  reason: string,
  draft: (data: EventData) => Result<Decision>,
): Result<Decision> {
  const { corrects } = command
  if (!reason) return refuse({ code: 'invalid-input', path: 'note', message: '更正须写明理由。' })
  const index = state.steps.findIndex(s => s.seq === corrects?.seq)
  const target = state.steps[index]
  if (!corrects || !target)
    return refuse({ code: 'invalid-input', path: 'corrects.seq', message: '请指明要更正的是哪一步。' })
  if (corrects.on !== undefined) {
    const wrong = checkDay(corrects.on, context.today, '更正后的日期')
    if (wrong) return refuse({ ...wrong, path: 'corrects.on' })
    const before = state.steps[index - 1]
    const after = state.steps[index + 1]
    if ((before && corrects.on < before.on) || (after && corrects.on > after.on))
      return refuse({
        code: 'wrong-date',
        path: 'corrects.on',
        message: `更正后的日期须在前一步（${before ? formatChineseDate(before.on) : '无'}）和后一步（${after ? formatChineseDate(after.on) : '无'}）之间。`,
      })
  }
  const fields = target.action === 'open' ? declaration.fields : (declaration.actions[target.action]?.asks ?? {})
  const unknown = Object.keys(command.values ?? {}).find(k => !fields[k])
  if (unknown)
    return refuse({
      code: 'invalid-input',
      path: `values.${unknown}`,
      message: `这一步没有名为“${unknown}”的内容可以更正。`,
    })
  const values = checkFields(fields, { ...target.values, ...command.values }, { today: context.today })
  if (!values.ok) return values
  const changed: Record<string, Values[string]> = {}
  for (const key of Object.keys(command.values ?? {})) {
    const value = values.value[key]
    if (value !== undefined) changed[key] = value
  }
  if (!Object.keys(changed).length && corrects.on === undefined && !command.parties)
    return refuse({ code: 'invalid-input', path: 'values', message: '没有要更正的内容。' })
  const parties = command.parties ? checkParties(declaration.parties, command.parties) : undefined
  if (parties && !parties.ok) return parties
  return draft({
    values: changed,
    corrects: { seq: target.seq, reason, ...(corrects.on ? { on: corrects.on } : {}) },
    ...(parties ? { parties: parties.value } : {}),
  })
}
