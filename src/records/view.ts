import { type Clock, clockOf } from '#kernel/clock.ts'
import { type DecideContext, optionsNow, workingRole } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { usualPath } from '#kernel/describe.ts'
import { commonActions, isCommonAction } from '#kernel/evolve.ts'
import type { Field, Party, Values } from '#kernel/field.ts'
import { limitState, presses } from '#kernel/limit.ts'
import { type Names, printValue } from '#kernel/print.ts'
import type { Actor, RecordEvent, RecordState } from '#kernel/record.ts'
import type { Instant } from '#kernel/time/date.ts'
import { maskIdentityCard } from '#kernel/values/identity-card.ts'
import { maskName } from '#kernel/values/names.ts'
import { maskPhone } from '#kernel/values/phone.ts'
import { type RoleCode, roles } from '#law/roles.ts'
import { mainAction } from './main-action.ts'
import type { DivisionInfo } from './platform.ts'
import type { ActionOption, HistoryEntry, RecordView } from './views.ts'

/** Every field that a record of this declaration can hold, with the step that asks it. */
export function allFields(d: Declaration): Map<string, { field: Field; step: string }> {
  const fields = new Map<string, { field: Field; step: string }>()
  for (const [code, field] of Object.entries(d.fields)) fields.set(code, { field, step: d.open.name })
  for (const action of Object.values(d.actions))
    for (const [code, field] of Object.entries(action.asks ?? {}))
      if (!fields.has(code)) fields.set(code, { field, step: action.name })
  return fields
}

export const actionName = (d: Declaration, action: string): string =>
  action === 'open' ? d.open.name : isCommonAction(action) ? commonActions[action] : (d.actions[action]?.name ?? action)

export const stageName = (d: Declaration, stage: string): string => d.stages[stage]?.name ?? '已作废'

/** All clocks of a record on a day, those that started first. */
export function clocksOf(
  d: Declaration,
  state: RecordState,
  context: Pick<DecideContext, 'today' | 'calendar' | 'settings'>,
): Clock[] {
  return Object.entries(d.limits)
    .filter(([code, limit]) => {
      if (presses(limit, state, d.actions)) return true
      const { status } = limitState({ code, limit, system: d.code, state, ...context })
      return status === 'kept' || status === 'late'
    })
    .map(([code, limit]) =>
      clockOf(
        limit,
        limitState({ code, limit, system: d.code, state, ...context }),
        context.today,
        context.calendar,
        a => d.actions[a]?.name ?? a,
      ),
    )
    .filter(c => c.light !== 'idle')
}

const personalText = (field: Field, value: string) =>
  field.kind === 'identityCard' ? maskIdentityCard(value) : field.kind === 'phone' ? maskPhone(value) : maskName(value)

/** Personal data of people, masked for readers who do not handle the record. */
export function maskParty(party: Party): Party {
  if (party.kind !== 'person') return party
  return {
    ...party,
    name: maskName(party.name),
    ...(party.number ? { number: maskIdentityCard(party.number) } : {}),
    ...(party.phone ? { phone: maskPhone(party.phone) } : {}),
    ...(party.address ? { address: '（略）' } : {}),
  }
}

/** Values without what is personal. */
export function maskValues(fields: ReadonlyMap<string, { field: Field }>, values: Values): Values {
  const masked: Record<string, Values[string]> = {}
  for (const [code, value] of Object.entries(values)) {
    const field = fields.get(code)?.field
    masked[code] = field?.personal && typeof value === 'string' ? personalText(field, value) : value
  }
  return masked
}

/** Who handles the record or takes part in it sees its personal data; who only supervises does not need it. */
export const seesPersonalOf = (state: RecordState, actor: Actor): boolean =>
  state.organ === actor.organ || state.organs.includes(actor.organ)

type ViewInput = {
  readonly declaration: Declaration
  readonly state: RecordState
  readonly context: DecideContext
  readonly division: DivisionInfo
  readonly names: Names
  readonly seesDivision: boolean
  readonly events: readonly { readonly event: RecordEvent; readonly hash: string }[]
  /** The caller may take back the last step until then. */
  readonly undoUntil?: Instant
  readonly intact: boolean
  readonly thread: RecordView['thread']
  readonly handOvers: Pick<RecordView, 'opens' | 'handOvers' | 'incoming'>
}

/** A record as the page shows it: what it is, what may be done and why not, by when, and how it came about. */
export function viewOf(input: ViewInput): RecordView {
  const { declaration: d, state, context, division, names } = input
  const fields = allFields(d)
  const seesPersonal = seesPersonalOf(state, context.actor)
  const values = seesPersonal ? state.values : maskValues(fields, state.values)
  const possible = optionsNow(d, state, context, input.seesDivision)
  const clocks = clocksOf(d, state, context)
  const main = mainAction(d, state, possible, clocks)
  const options: ActionOption[] = possible.map(o => ({
    ...o,
    name: d.actions[o.action]?.name ?? o.action,
    by: (d.actions[o.action]?.by ?? []).flatMap(r =>
      r in roles && r !== 'citizen' ? [roles[r as RoleCode].name] : [],
    ),
    ...(o.action === main ? { main: true } : {}),
  }))
  const mayWork = workingRole(d, state, context.actor, input.seesDivision) !== undefined
  const superseded = new Map(
    input.events.flatMap(({ event }) => (event.data.supersedes ?? []).map(seq => [seq, event.seq] as const)),
  )
  const history = input.events.map(e => {
    const entry = historyEntry(d, state, e, division, names, fields, seesPersonal)
    const by = superseded.get(entry.seq)
    return by === undefined ? entry : { ...entry, supersededBy: by }
  })
  return {
    id: state.id,
    system: d.code,
    version: d.version,
    systemName: d.name,
    governedBy: governedBy(d),
    number: state.number,
    title: seesPersonal ? state.title : maskTitle(state),
    stage: state.stage,
    stageName: stageName(d, state.stage),
    openedOn: state.openedOn,
    voided: state.voided === true,
    organ: { code: state.organ, name: division.organs.get(state.organ)?.name ?? state.organ },
    seq: state.seq,
    values,
    entries: [...fields].flatMap(([code, { field, step }]) => {
      const value = values[code]
      return value === undefined
        ? []
        : [{ field: code, name: field.name, value: printValue(field, value, names), step }]
    }),
    seesPersonal,
    parties: state.parties.map(p => ({
      ...(seesPersonal ? p : maskParty(p)),
      roleName: d.parties[p.role]?.name ?? p.role,
    })),
    path: pathOf(d, state),
    clocks,
    options,
    common: {
      correct: mayWork && !state.voided,
      void: mayWork && !state.voided && (d.archetype !== 'matter' || state.steps.length === 1),
      assign: mayWork && !state.voided,
      attach: mayWork && !state.voided,
      note: mayWork,
    },
    ...(input.undoUntil
      ? { undo: { until: input.undoUntil, name: actionName(d, state.steps.at(-1)?.action ?? '') } }
      : {}),
    documents: state.steps.flatMap(s =>
      (s.documents ?? []).map(x => ({
        code: x.code,
        name: d.documents[x.code]?.name ?? x.code,
        on: s.on,
        seq: s.seq,
        ...(x.number ? { number: x.number } : {}),
      })),
    ),
    files: input.events.flatMap(({ event }) => (event.data.file ? [{ ...event.data.file, seq: event.seq }] : [])),
    thread: input.thread,
    ...input.handOvers,
    history,
    chain: { events: input.events.length, intact: input.intact },
    ...(state.outcome ? { outcome: state.outcome, outcomeName: d.outcomes[state.outcome] ?? state.outcome } : {}),
    ...(state.closedOn ? { closedOn: state.closedOn } : {}),
    ...(state.handler
      ? { handler: { id: state.handler, name: division.people.get(state.handler)?.name ?? '（已离岗）' } }
      : {}),
  }
}

/** 《行政复议法》（2023年文本）; of local custom the name of the rules. */
function governedBy(d: Declaration): string {
  const { cite } = d.inForce
  const statute = cite && /《[^》]+》/.exec(cite.text)?.[0]
  if (!statute)
    return cite?.text ?? `${d.name}规则（${/^\d{4}$/.test(d.version) ? `${d.version}年版` : `第${d.version}版`}）`
  return /^\d{4}$/.test(cite.version) ? `${statute}（${cite.version}年文本）` : statute
}

/** A title may hold the names of people: each is masked where it stands. */
export function maskTitle(state: RecordState): string {
  let title = state.title
  for (const p of state.parties) if (p.kind === 'person') title = title.replaceAll(p.name, maskName(p.name))
  return title
}

function pathOf(d: Declaration, state: RecordState): RecordView['path'] {
  const usual = usualPath(d)
  const visited = new Map<string, string>()
  for (const s of state.steps) if (!visited.has(s.to)) visited.set(s.to, s.on)
  const at = state.stage
  const done = [...visited.keys()].filter(s => s !== at && !d.stages[s]?.suspended)
  const now = at in d.stages ? at : undefined
  const ahead = d.stages[at]?.end
    ? []
    : usual.slice(usual.findLastIndex(s => s === at || done.includes(s)) + 1).filter(s => s !== at)
  const named = (stage: string, position: 'done' | 'now' | 'ahead') => {
    const on = visited.get(stage)
    return { stage, name: stageName(d, stage), state: position, ...(on && position !== 'ahead' ? { on } : {}) }
  }
  return [
    ...done.map(s => named(s, 'done')),
    ...(now ? [named(now, 'now')] : [{ stage: at, name: '已作废', state: 'now' as const }]),
    ...ahead.map(s => named(s, 'ahead')),
  ]
}

/** 转人民调解，和顺民调〔2024〕12号 · 转人民调解，移送准平镇人民调解委员会 · 由准热线〔2024〕165号转来. */
function linkWords(
  d: Declaration,
  { link, opened, handedOver, note }: RecordEvent['data'],
  division: DivisionInfo,
): string | undefined {
  const nameOf = (code: string) => d.links[code]?.name ?? '转出'
  if (link) return `${nameOf(link.code)}，${link.number}`
  if (handedOver) {
    const to = division.organs.get(handedOver.to)?.name ?? handedOver.to
    return `${nameOf(handedOver.link)}，移送${to}${note ? `。${note}` : ''}`
  }
  return opened?.from && `由${opened.from.number}转来`
}

function historyEntry(
  d: Declaration,
  state: RecordState,
  { event, hash }: ViewInput['events'][number],
  division: DivisionInfo,
  names: Names,
  fields: ReadonlyMap<string, { field: Field; step: string }>,
  seesPersonal: boolean,
): HistoryEntry {
  const { data } = event
  const values = seesPersonal ? (data.values ?? {}) : maskValues(fields, data.values ?? {})
  const correctedBy = state.steps.find(s => s.seq === event.seq)?.correctedBy
  const note = linkWords(d, data, division) ?? data.note ?? data.corrects?.reason
  return {
    seq: event.seq,
    action: event.action,
    actionName: actionName(d, event.action),
    on: event.on,
    recordedAt: event.recordedAt,
    by: { ...event.by, organName: division.organs.get(event.by.organ)?.name ?? '' },
    origin: event.origin,
    entries: [
      // In the order of the declaration.
      ...[...fields].flatMap(([code, { field }]) => {
        const value = values[code]
        return value === undefined ? [] : [{ name: field.name, value: printValue(field, value, names) }]
      }),
      ...(data.corrects?.on ? [{ name: '更正后的日期', value: data.corrects.on }] : []),
      ...(data.handler ? [{ name: '承办人', value: division.people.get(data.handler)?.name ?? '' }] : []),
      ...(data.file ? [{ name: '文件', value: data.file.name }] : []),
    ],
    documents: (data.documents ?? []).map(x => ({
      code: x.code,
      name: d.documents[x.code]?.name ?? x.code,
      ...(x.number ? { number: x.number } : {}),
    })),
    digest: `${hash.slice(0, 4)}…${hash.slice(-4)}`,
    ...(event.at ? { at: event.at } : {}),
    ...(note ? { note } : {}),
    ...(data.corrects ? { corrects: { seq: data.corrects.seq, reason: data.corrects.reason } } : {}),
    ...(correctedBy ? { correctedBy } : {}),
  }
}
