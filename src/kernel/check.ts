import type { Declaration } from './declaration.ts'
import { isCommonAction, voidedStage } from './evolve.ts'
import type { Fields } from './field.ts'
import type { Figure } from './figure.ts'
import type { Limit } from './limit.ts'

const identifier = /^[a-z][A-Za-z0-9]*$/
const systemCode = /^[a-z]+(-[a-z]+)*$/

/** Everything wrong with a declaration, each line naming procedure, path, value and what was expected. Empty: sound. */
export function checkDeclaration(
  d: Declaration,
  roles: readonly string[],
  all: readonly Declaration[] = [d],
): string[] {
  const wrong: string[] = []
  const say = (path: string, what: string) => wrong.push(`${d.code}@${d.version} ${path}: ${what}`)
  const stages = new Set(Object.keys(d.stages))
  const actions = new Set(Object.keys(d.actions))
  const known = (path: string, what: string, name: string, set: ReadonlySet<string>) => {
    if (!set.has(name)) say(path, `${what} “${name}” is not declared`)
  }

  if (!systemCode.test(d.code)) say('code', 'expected kebab-case')
  for (const [kind, keys] of Object.entries({
    stages: d.stages,
    actions: d.actions,
    fields: d.fields,
    parties: d.parties,
    limits: d.limits,
    documents: d.documents,
    outcomes: d.outcomes,
    figures: d.figures,
  }))
    for (const key of Object.keys(keys))
      if (!identifier.test(key)) say(`${kind}.${key}`, 'expected a camelCase identifier')
  if (stages.has(voidedStage)) say('stages', `“${voidedStage}” is reserved`)
  for (const a of actions) if (a === 'open' || isCommonAction(a)) say(`actions.${a}`, 'the name is reserved')

  known('open.to', 'stage', d.open.to, stages)
  for (const r of d.open.by) known('open.by', 'role', r, new Set(roles))
  for (const [, name] of d.open.title.matchAll(/\{(\w+)\}/g))
    if (name && !d.fields[name] && !d.parties[name]) say('open.title', `“{${name}}” is neither field nor party`)

  const asked: Record<string, string> = {}
  for (const [code, f] of Object.entries(d.fields)) {
    if (!f.name) say(`fields.${code}`, 'a Chinese label is missing')
    asked[code] = 'open'
  }
  for (const [code, a] of Object.entries(d.actions)) {
    const path = `actions.${code}`
    if (!a.by.length) say(path, 'nobody may do it')
    for (const r of a.by) if (r !== 'law') known(`${path}.by`, 'role', r, new Set(roles))
    if (!a.from.length) say(`${path}.from`, 'no stage')
    for (const s of a.from) known(`${path}.from`, 'stage', s, stages)
    if (a.to !== undefined && a.to !== 'back') known(`${path}.to`, 'stage', a.to, stages)
    if (a.to === 'back' && a.from.some(s => !d.stages[s]?.suspended))
      say(`${path}.to`, '“back” is only for suspended stages')
    for (const p of a.produces ?? []) known(`${path}.produces`, 'document', p, new Set(Object.keys(d.documents)))
    for (const [field, f] of Object.entries(a.asks ?? {})) {
      if (!f.name) say(`${path}.asks.${field}`, 'a Chinese label is missing')
      asked[field] ??= code
    }
    if (typeof a.outcome === 'string') known(`${path}.outcome`, 'outcome', a.outcome, new Set(Object.keys(d.outcomes)))
    if (typeof a.outcome === 'object') {
      const field = a.asks?.[a.outcome.field]
      if (field?.kind !== 'choice')
        say(`${path}.outcome`, `field “${a.outcome.field}” is no choice that the action asks`)
      else
        for (const o of Object.keys(field.options ?? {}))
          known(`${path}.outcome`, 'outcome', o, new Set(Object.keys(d.outcomes)))
    }
    const deemed = Object.values(d.limits).some(l => l.ifMissed && 'deems' in l.ifMissed && l.ifMissed.deems === code)
    if (a.by.includes('law') && !deemed) say(path, 'belongs to the law, but no limit deems it')
  }

  for (const [code, f] of [d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})].flatMap(f =>
    Object.entries(f),
  )) {
    if (f.takesPart && f.kind !== 'organ') say(`fields.${code}`, 'only an organ takes part')
    if (f.kind === 'choice' && !Object.keys(f.options ?? {}).length) say(`fields.${code}`, 'a choice without options')
    if (f.kind === 'choice' && typeof f.initial === 'string' && !Object.hasOwn(f.options ?? {}, f.initial))
      say(`fields.${code}`, `the initial “${f.initial}” is no option`)
    if (f.min !== undefined && f.max !== undefined && f.max !== 0 && f.min > f.max)
      say(`fields.${code}`, 'the least is more than the most')
  }

  const reached = reachable(d)
  for (const s of stages) {
    if (!reached.has(s)) say(`stages.${s}`, 'cannot be reached')
    const stage = d.stages[s]
    const out = Object.values(d.actions).some(a => a.from.includes(s) && a.to !== undefined && a.to !== s)
    if (d.archetype === 'matter' && !stage?.end && !out) say(`stages.${s}`, 'is open and has no way out')
  }

  for (const [code, l] of Object.entries(d.limits)) {
    const path = `limits.${code}`
    const steps = new Set([...actions, 'open'])
    if (!l.cite) say(path, 'no article')
    if (!(l.within.amount > 0)) say(path, 'the amount is not positive')
    if (l.within.unit === 'FIX' && !(typeof l.from === 'object' && 'field' in l.from))
      say(`${path}.from`, 'a limit that ends on a fixed day takes it from a field')
    if (typeof l.from === 'object' && 'field' in l.from) {
      if (!asked[l.from.field]) say(`${path}.from`, `field “${l.from.field}” is never asked`)
    } else if (typeof l.from === 'object' && 'after' in l.from) {
      if (!Object.values(d.limits).includes(l.from.after)) say(`${path}.from`, 'the limit before it is not declared')
    } else for (const s of [l.from].flat() as string[]) known(`${path}.from`, 'step', s, steps)
    if (!l.until.length && !l.bars?.length && l.kind !== 'POWER')
      say(`${path}.until`, 'nothing ends it and it bars nothing')
    for (const s of l.until) known(`${path}.until`, 'step', s, steps)
    for (const s of l.reopenedBy ?? []) known(`${path}.reopenedBy`, 'action', s, actions)
    for (const s of l.bars ?? []) known(`${path}.bars`, 'action', s, actions)
    for (const p of l.pausedBy ?? [])
      for (const s of [p.suspend, ...p.resume]) known(`${path}.pausedBy`, 'action', s, actions)
    if (l.extendedBy) {
      const { action, field } = l.extendedBy
      known(`${path}.extendedBy`, 'action', action, actions)
      if (field && !d.actions[action]?.asks?.[field]) say(`${path}.extendedBy`, `“${action}” does not ask “${field}”`)
    }
    if (l.excludes) {
      const { action, from, to } = l.excludes
      known(`${path}.excludes`, 'action', action, actions)
      for (const field of [from, to])
        if (!d.actions[action]?.asks?.[field]) say(`${path}.excludes`, `“${action}” does not ask “${field}”`)
    }
    if (l.event && !asked[l.event]) say(`${path}.event`, `field “${l.event}” is never asked`)
    if (l.until.length && !endsAfterStart(d, l)) say(`${path}.until`, 'cannot happen after its start')
    if (l.ifMissed && 'deems' in l.ifMissed) known(`${path}.ifMissed`, 'action', l.ifMissed.deems, actions)
    if (l.kind === 'BEFORE' && (!l.event || !l.bars?.length))
      say(path, 'an advance notice names its event and the action it bars')
  }

  for (const [code, doc] of Object.entries(d.documents)) {
    if (!Object.values(d.actions).some(a => a.produces?.includes(code)))
      say(`documents.${code}`, 'no action produces it')
    if (!doc.body.length) say(`documents.${code}`, 'has no text')
    for (const [, name] of doc.body.join('\n').matchAll(/\{([\w.]+)\}/g))
      if (name && !placeholder(d, asked, name)) say(`documents.${code}`, `“{${name}}” stands for nothing`)
  }

  const counted = new Set<string>()
  for (const [code, f] of Object.entries(d.figures)) {
    const path = `figures.${code}`
    if (!f.definition) say(path, 'no definition (口径)')
    for (const other of partsOf(f)) known(path, 'figure', other, new Set(Object.keys(d.figures)))
    if ((f.kind === 'sum' || f.kind === 'distinct') && !f.field.startsWith('party.') && !asked[f.field])
      say(path, `field “${f.field}” is never asked`)
    if (f.kind !== 'ratio' && f.kind !== 'total') counted.add(code)
  }
  if (!counted.size) say('figures', 'no figure counts its records')
  const figures = new Set(
    all.flatMap(o =>
      Object.keys(o.figures).flatMap(f => (o.code === d.code ? [f, `${o.code}.${f}`] : [`${o.code}.${f}`])),
    ),
  )
  for (const i of d.identities)
    for (const f of [...i.whole, ...i.parts]) known(`identities.${i.code}`, 'figure', f, figures)
  if (d.followUp) {
    const { organ, limit, rate, progress, about } = d.followUp
    const fields = Object.assign({}, d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})) as Fields
    if (fields[organ]?.kind !== 'organ' || !fields[organ].listed) say('followUp.organ', `“${organ}” is no listed organ`)
    if (d.limits[limit]?.bears !== 'authority') say('followUp.limit', `“${limit}” is no limit of an authority`)
    if (d.figures[rate]?.kind !== 'ratio') say('followUp.rate', `“${rate}” is no ratio`)
    if (progress && !(fields[progress]?.kind === 'integer' && fields[progress].listed))
      say('followUp.progress', `“${progress}” is no listed number`)
    if (about && d.fields[about]?.kind !== 'text') say('followUp.about', `“${about}” is no text of the opening`)
  }
  for (const [code, link] of Object.entries(d.links)) {
    for (const s of link.stages ?? []) known(`links.${code}`, 'stage', s, stages)
    const target = all.filter(o => o.code === link.to)
    for (const [theirs, ours] of Object.entries(link.values ?? {})) {
      if (typeof ours === 'string') {
        if (!asked[ours]) say(`links.${code}`, `field “${ours}” is never asked here`)
      } else if ('day' in ours) known(`links.${code}`, 'action', ours.day, actions)
      else if (!d.documents[ours.document]?.series) say(`links.${code}`, `“${ours.document}” is no numbered document`)
      if (target.length && !target.some(t => t.fields[theirs]))
        say(`links.${code}`, `“${theirs}” is no field of ${link.to}`)
    }
    for (const ours of Object.values(link.parties ?? {}))
      if (!d.parties[ours]) say(`links.${code}`, `nobody takes part here as “${ours}”`)
    const roles = [...Object.keys(link.parties ?? {}), ...(link.organ === undefined ? [] : [link.organ])]
    for (const theirs of roles)
      if (target.length && !target.some(t => t.parties[theirs]))
        say(`links.${code}`, `nobody takes part as “${theirs}” in ${link.to}`)
  }
  return wrong
}

const partsOf = (f: Figure): readonly string[] =>
  f.kind === 'ratio' ? [...f.numerator, ...f.denominator] : f.kind === 'total' ? f.of : []

/** Whether one of the steps that meet a limit can follow one of the steps that start it. */
function endsAfterStart(d: Declaration, l: Limit): boolean {
  if (typeof l.from === 'object' && !Array.isArray(l.from)) return true
  return ([l.from].flat() as string[]).some(start => {
    const action = d.actions[start]
    const stages = start === 'open' ? [d.open.to] : !action?.to || action.to === 'back' ? action?.from : [action.to]
    const later = reachable(d, stages ?? [])
    // A suspension that is left by “back” leads wherever it was entered from.
    return l.until.some(end => d.actions[end]?.from.some(s => later.has(s)) || action?.to === 'back')
  })
}

function reachable(d: Declaration, from: readonly string[] = [d.open.to]): Set<string> {
  const reached = new Set(from)
  for (let grew = true; grew; ) {
    grew = false
    for (const a of Object.values(d.actions))
      if (a.to && a.to !== 'back' && !reached.has(a.to) && a.from.some(s => reached.has(s))) {
        reached.add(a.to)
        grew = true
      }
  }
  return reached
}

const facts = new Set(['number', 'organ', 'on', 'openedOn', 'title', 'today', 'outcome'])
function placeholder(d: Declaration, asked: Readonly<Record<string, string>>, name: string): boolean {
  if (facts.has(name) || asked[name]) return true
  const [head, tail] = name.split('.')
  if (head === 'party') return tail !== undefined && d.parties[tail] !== undefined
  if (head === 'limit') return tail !== undefined && d.limits[tail] !== undefined
  if (head === 'day') return tail !== undefined && (d.actions[tail] !== undefined || tail === 'open')
  return false
}

/** Outcomes that an action can set. Versions of a system may share their names, so the catalogue asks all versions. */
export function outcomesSet(d: Declaration): string[] {
  return Object.values(d.actions).flatMap(a =>
    typeof a.outcome === 'object' ? Object.keys(a.asks?.[a.outcome.field]?.options ?? {}) : (a.outcome ?? []),
  )
}
