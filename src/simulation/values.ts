import type { Declaration } from '#kernel/declaration.ts'
import type { Field, Fields, Party, Value, Values } from '#kernel/field.ts'
import type { Actor, RecordState } from '#kernel/record.ts'
import { addWorkdays } from '#kernel/time/calendar.ts'
import { addDays, type PlainDate, yearOf } from '#kernel/time/date.ts'
import { phrase } from './lexicon.ts'
import { drawCreditCode, drawIdentityCard, drawParty, drawPhone } from './names.ts'
import type { Random } from './random.ts'
import { scenes } from './scenes/index.ts'
import type { Ahead, Known, Scene } from './scenes/scene.ts'
import { entriesOf, helpfulOrgans, staffNames, type World } from './world.ts'

/** How often each option was taken so far: exploring turns to what was seen least. */
export type Coverage = Map<string, number>

export type FormContext = {
  readonly world: World
  readonly random: Random
  readonly declaration: Declaration
  /** The step whose form it is, `open` for the opening. */
  readonly action: string
  readonly on: PlainDate
  readonly organ: string
  readonly actor: Actor
  /** Absent at the opening. */
  readonly state?: RecordState
  readonly coverage?: Coverage
  readonly ahead?: Ahead
}

export const nothingAhead: Ahead = { actions: new Set(), values: {} }

export const sceneOf = (d: Declaration): Scene | undefined => scenes[d.code]

export function knownOf(context: FormContext, others: Values = {}): Known {
  const { world, state, on } = context
  const before = state?.values ?? {}
  const values = { ...before, ...others }
  const { organs } = world.division
  const organ = organs.get(context.organ)
  const named = (code: unknown) => (typeof code === 'string' ? (organs.get(code)?.name ?? '') : '')
  return {
    on,
    before,
    values,
    ahead: context.ahead ?? nothingAhead,
    organ: { name: organ?.name ?? '', kind: organ?.kind ?? '' },
    organNamed: field => named(values[field]),
    party: role => state?.parties.find(p => p.role === role)?.name ?? '',
    done: new Set(state?.steps.map(s => s.action)),
    staff: role => staffNames(world, context.organ, role),
  }
}

/** What is wanted of a form; the rest is drawn. */
export type FormWish = {
  readonly values?: Values
  /** Answers that may be given freely: options that are as good; empty for yes or no. */
  readonly free?: ReadonlyMap<string, readonly string[]>
  /** Days from the day of the step, by date field. */
  readonly dates?: Readonly<Record<string, number>>
  /** Only these optional fields are filled in; absent: by chance. */
  readonly optional?: ReadonlySet<string>
}

/** Fills in a form by the kinds of its fields. Whether the law allows it, the engine says. */
export function drawForm(fields: Fields, context: FormContext, wish: FormWish = {}): Record<string, Value> {
  const values: Record<string, Value> = {}
  // What is wanted is known from the start, wherever it stands in the form.
  const known = () => ({ ...wish.values, ...values })
  // Texts last: they tell about what was chosen.
  const empty = context.coverage && context.random.chance(0.2) ? undefined : sceneOf(context.declaration)?.empty
  const isText = (field: Field) => field.kind === 'text' || field.kind === 'longText'
  const order = Object.entries(fields).toSorted(([, a], [, b]) => Number(isText(a)) - Number(isText(b)))
  for (const [code, field] of order) {
    const wanted = wish.values?.[code]
    const offset = wish.dates?.[code]
    if (wanted !== undefined) values[code] = wanted
    else if (
      field.optional &&
      (empty?.[code]?.(knownOf(context, known())) ??
        !(wish.optional ? wish.optional.has(code) : isFilled(field, context)))
    )
      continue
    else if (offset !== undefined) values[code] = addDays(context.on, offset)
    else {
      const value =
        field.kind === 'choice' && !field.many
          ? drawChoice(field, code, context, known(), wish.free?.get(code))
          : drawValue(field, code, context, known())
      if (value !== undefined) values[code] = value
    }
  }
  return values
}

/** How often people fill in what they need not. */
export function isFilled(field: Field, { random, coverage }: Pick<FormContext, 'random' | 'coverage'>): boolean {
  if (coverage) return random.chance(0.5)
  switch (field.kind) {
    case 'identityCard':
    case 'phone':
      return random.chance(0.9)
    case 'money':
    case 'integer':
      return random.chance(0.6)
    case 'text':
    case 'longText':
      return random.chance(/理由|原因|事由|情形|不采纳|重复/.test(field.name) ? 0.04 : 0.35)
    default:
      return random.chance(0.3)
  }
}

/** One lawful value of a field, or undefined when the district has none (no such register entry). */
export function drawValue(field: Field, code: string, context: FormContext, others: Values = {}): Value | undefined {
  if (!field.many) return drawOne(field, code, context, others)
  const n = field.optional && context.random.chance(0.7) ? 1 : context.random.between(1, 2)
  const list = new Set<string>()
  for (let i = 0; i < n + 1; i++) {
    const one = drawOne(field, code, context, others, list)
    if (one !== undefined && list.size < Math.max(n, field.kind === 'entry' || field.kind === 'person' ? 2 : 1))
      list.add(String(one))
  }
  return list.size ? [...list] : undefined
}

function drawOne(
  field: Field,
  code: string,
  context: FormContext,
  others: Values,
  taken: ReadonlySet<string> = new Set(),
): Value | undefined {
  const { random, world, on } = context
  switch (field.kind) {
    case 'choice':
      return drawChoice(field, code, context, others)
    case 'boolean':
      return drawBoolean(field, code, context)
    case 'integer':
    case 'money': {
      const own = sceneOf(context.declaration)?.amounts?.[code]?.(knownOf(context, others), random)
      const usual = own ?? (field.kind === 'money' ? drawMoney(field, random) : drawInteger(field, context))
      return Math.max(field.min ?? 0, Math.min(field.max ?? usual, usual))
    }
    case 'date':
      return (
        sceneOf(context.declaration)?.dates?.[code]?.(knownOf(context, others), random) ??
        drawDate(field, context, others)
      )
    case 'organ':
      return drawOrgan(field, code, context, others)
    case 'person': {
      const colleagues = world.staff.filter(p => p.organ === context.organ && !taken.has(p.id))
      return colleagues.length ? random.pick(colleagues).id : undefined
    }
    case 'entry':
      return drawEntry(field.of ?? '', context, taken)
    case 'record': {
      const earlier = world.recordsOf(field.of ?? '').filter(s => s.openedOn <= on && !taken.has(s.id))
      return earlier.length ? random.pick(earlier.slice(-200)).id : undefined
    }
    case 'identityCard':
      return drawIdentityCard(random)
    case 'creditCode':
      return drawCreditCode(random)
    case 'phone':
      return drawPhone(random)
    case 'text':
    case 'longText': {
      const theme = themeOf(context, others)
      return phrase(random, code, field, {
        system: context.declaration.code,
        on,
        known: knownOf(context, others),
        ...(theme ? { theme } : {}),
      })
    }
    default:
      return field.kind satisfies never
  }
}

/** An entry that is valid on the day, one of the own organ where there is one. */
function drawEntry(register: string, { world, random, on, organ }: FormContext, taken: ReadonlySet<string>) {
  for (const list of [entriesOf(world, register, organ), world.recordsOf(register)])
    for (let i = 0; i < 12 && list.length; i++) {
      const { id } = random.pick(list)
      if (!taken.has(id) && world.facts.entry(id, on)?.valid) return id
    }
  return undefined
}

const themeFields = new WeakMap<Declaration, readonly (readonly [string, Field])[]>()

/** The label of a listed choice: what the record is about. */
function themeOf({ declaration: d, state }: FormContext, others: Values): string | undefined {
  let fields = themeFields.get(d)
  if (!fields) {
    const listed = Object.entries(d.fields).filter(([, f]) => f.kind === 'choice' && f.listed)
    const telling = listed.filter(
      ([, f]) => /类型|类别|主题|领域|案由|事项|性质/.test(f.name) && !/受援人|人员|办理/.test(f.name),
    )
    themeFields.set(d, (fields = (telling.length ? telling : listed).toReversed()))
  }
  for (const [code, field] of fields) {
    const value = others[code] ?? state?.values[code]
    const label = typeof value === 'string' ? field.options?.[value] : undefined
    if (label !== undefined) return label
  }
  return undefined
}

/** Label → usual range in 元, and the step in which such amounts come. */
const usualMoney: readonly (readonly [label: RegExp, least: number, most: number, step: number])[] = [
  [/罚款/, 500, 20_000, 500],
  [/合同/, 100_000, 5_000_000, 10_000],
  [/以案定补/, 50, 300, 50],
  [/补贴/, 800, 2_400, 100],
  [/经费/, 500, 8_000, 500],
  [/最低工资/, 1_810, 1_990, 10],
  [/赔偿|涉案|涉及|请求|协议|支付|挽回|裁决|履行/, 1_000, 60_000, 500],
]

function drawMoney(field: Field, random: Random): number {
  const [, least, most, step] = usualMoney.find(([label]) => label.test(field.name)) ?? [/./, 200, 20_000, 100]
  const yuan = least + Math.floor(((most - least) * random.unit() ** 2) / step) * step
  return Math.max(field.min ?? 0, Math.min(field.max ?? yuan * 100, yuan * 100))
}

function drawInteger(field: Field, { random, on }: FormContext): number {
  const least = field.min ?? 0
  const most = field.max ?? 1000
  if (/成绩/.test(field.name)) return Math.min(most, random.between(72, 98))
  if (field.name.endsWith('年度') && most > 1900) return yearOf(on)
  if (/参加|受众/.test(field.name)) return Math.min(most, Math.max(least, random.between(24, 160)))
  if (/学时|培训/.test(field.name)) return Math.min(most, Math.max(least, random.between(60, 96)))
  return Math.min(most, least + Math.floor(random.unit() ** 2 * Math.min(most - least, 20)))
}

export const optionKey = (action: string, field: string, option: string): string => `${action}.${field}=${option}`

function drawChoice(
  field: Field,
  code: string,
  context: FormContext,
  others: Values,
  free: readonly string[] = [],
): string {
  const { random, coverage, action } = context
  const all = free.length ? free : Object.keys(field.options ?? {})
  const fitting = optionsThatFit(all, code, context, others)
  // Exploring looks beyond what fits now and then: the law allows more than what is usual.
  const options = coverage && random.chance(0.3) ? all : fitting
  if (coverage) return random.weighted(options, o => 1 / (1 + (coverage.get(optionKey(action, code, o)) ?? 0)) ** 2)
  const { organs } = context.world.division
  // 制定机关层级 and the like follow from the organ named before.
  if (/层级/.test(field.name)) {
    const named = Object.values(others).find(v => typeof v === 'string' && organs.has(v))
    const level = levels[organs.get(String(named))?.kind ?? '']
    if (level !== undefined && options.includes(level)) return level
  }
  return usualOption(random, field, options, organs.get(context.organ)?.name)
}

/** The options that go with what is known, in the order of the scene; all of them where it says nothing. */
function optionsThatFit(all: readonly string[], code: string, context: FormContext, others: Values): string[] {
  const fits = sceneOf(context.declaration)?.fits?.[code]?.(knownOf(context, others)) ?? []
  const found = fits.filter(o => all.includes(o))
  return found.length ? found : [...all]
}

/** The option that people mostly take: the given one, the field of law of their own organ, or one of the first. */
function usualOption(random: Random, field: Field, options: readonly string[], organName = ''): string {
  if (field.initial !== undefined && options.includes(String(field.initial)) && random.chance(0.9))
    return String(field.initial)
  if (followsOrgan(field)) {
    const own = options.filter(o => nameShares(field.options?.[o] ?? '', organName))
    if (own[0]) return own[0]
  }
  return random.weighted(options, o => 1 / (1 + options.indexOf(o) * 0.35))
}

const levels: Readonly<Record<string, string>> = {
  government: 'government',
  office: 'government',
  agency: 'department',
  township: 'township',
}

/** What an organ deals with: its field of law, its kind of dispute. */
const followsOrgan = (field: Field): boolean => /领域|纠纷类别/.test(field.name)

/** 市场监管 belongs to 市场监督管理局, 医疗纠纷 to 医疗纠纷人民调解委员会. */
const nameShares = (label: string, organName: string): boolean => organName.includes(label.slice(0, 2))

function drawBoolean(field: Field, code: string, { random, coverage, action }: FormContext): boolean {
  if (coverage && random.chance(0.35)) {
    const seen = (b: boolean) => coverage.get(optionKey(action, code, String(b))) ?? 0
    return seen(true) <= seen(false)
  }
  return usualAnswer(random, field)
}

/** What is mostly answered to a question. */
function usualAnswer(random: Random, field: Field): boolean {
  if (typeof field.initial === 'boolean') return random.chance(0.97) ? field.initial : !field.initial
  return random.chance(/紧急|重大|严重|涉及|冲突|回避|不能|拒|异议|重复/.test(field.name) ? 0.06 : 0.9)
}

const ahead = /截止|届满|期限|有效期止|期至|开庭|听证|会议|预定|约定|到期/
const farAhead = /有效期|届满|到期/
const before = /出生|合格日期|知道|发生|签收|送达|原/

function drawDate(field: Field, { random, world, on }: FormContext, others: Values): PlainDate {
  // A decision is made before people learn of it.
  if (/作出之日/.test(field.name) && typeof others.knewOn === 'string')
    return addDays(others.knewOn, -random.between(0, 4))
  if (field.max === 0)
    return addDays(
      on,
      before.test(field.name) ? -random.between(3, 45) : random.chance(0.8) ? 0 : -random.between(1, 3),
    )
  if (farAhead.test(field.name) && /止|届满|到期/.test(field.name)) return addDays(on, random.between(4, 5) * 365 - 1)
  if (ahead.test(field.name)) return addWorkdays(world.calendar, on, random.between(8, 30))
  if (before.test(field.name)) return addDays(on, -random.between(3, 45))
  return random.chance(0.75) ? on : addWorkdays(world.calendar, on, random.between(1, 15))
}

/** Label of an organ field → the kinds of organ that it usually names. */
const organHints: readonly (readonly [RegExp, readonly string[]])[] = [
  [/制定机关|政府/, ['government']],
  [/乡镇|街道/, ['township']],
  [/协办/, ['agency', 'township', 'justiceBureau']],
  [/司法行政/, ['justiceBureau']],
  [/登记编号|办公机构|办公室/, ['office']],
  [/审核机构|审查机构|司法行政|复议机关|复议机构/, ['justiceBureau']],
  [/调解组织|调解委员会/, ['mediationCommittee']],
  [/送审|起草|承办|执法|主管|被申请|所属|受理单位|责任/, ['agency', 'township']],
]

function drawOrgan(field: Field, code: string, context: FormContext, others: Values): string | undefined {
  const { world, random, declaration, organ } = context
  const organs = [...world.division.organs.values()]
  const meant = sceneOf(declaration)?.organs?.[code]?.(knownOf(context, others)) ?? []
  const named = organs.filter(o => meant.some(part => o.name.includes(part)) && o.kind !== 'mediationCommittee')
  if (named.length) return random.pick(named).code
  const kinds = organHints.find(([label]) => label.test(field.name))?.[1]
  const hinted = kinds ? organs.filter(o => kinds.includes(o.kind)).map(o => o.code) : []
  if (hinted.includes(organ) && random.chance(0.9)) return organ
  if (field.takesPart) {
    const calledIn = Object.values(others).filter(
      v => typeof v === 'string' && world.division.organs.has(v),
    ) as string[]
    const helpful = helpfulOrgans(world, declaration, [organ, ...calledIn])
    const both = hinted.filter(o => helpful.includes(o))
    if (both.length && random.chance(0.9)) return random.pick(both)
    if (helpful.length && (!hinted.length || random.chance(0.5))) return random.pick(helpful)
  }
  if (hinted.length) return random.pick(hinted)
  return organs.length ? random.pick(organs).code : undefined
}

/** Those who take part, one of each role that must be there. */
export function drawParties(context: FormContext, values: Values, wanted: readonly Party[] = []): Party[] {
  const { random, declaration } = context
  const scene = sceneOf(declaration)
  const known = knownOf(context, values)
  const parties: Party[] = []
  for (const [role, declared] of Object.entries(declaration.parties)) {
    const given = wanted.filter(p => p.role === role)
    if (given.length) {
      parties.push(...given)
      continue
    }
    if (declared.optional && !random.chance(context.coverage ? 0.3 : 0.12)) continue
    const n = declared.many && random.chance(0.1) ? 2 : 1
    const cast = scene?.parties?.[role]?.(known)
    if (cast?.none && declared.optional) continue
    const kinds = declared.kinds.filter(k => !cast?.kinds || cast.kinds.includes(k))
    const agencies = agenciesFor(context, cast?.organs)
    for (let i = 0; i < n; i++) {
      const kind =
        cast?.organs && declared.kinds.includes('agency')
          ? 'agency'
          : random.weighted(kinds.length ? kinds : declared.kinds, k => (k === 'person' ? 5 : k === 'agency' ? 1 : 2))
      if (kind === 'agency') {
        const others = agencies.filter(o => !parties.some(p => p.organ === o.code))
        if (!others.length) continue
        const agency = random.pick(others)
        parties.push({ role, kind, name: agency.name, organ: agency.code })
      } else if (kind) parties.push(drawParty(random, role, kind, cast?.trades))
    }
  }
  return parties
}

/** Agencies and townships other than one's own; of those that are meant, where there are any. */
function agenciesFor({ world, organ }: FormContext, meant: readonly string[] = []) {
  const all = [...world.division.organs.values()].filter(
    o => (o.kind === 'agency' || o.kind === 'township') && o.code !== organ,
  )
  const named = all.filter(o => meant.some(part => o.name.includes(part)))
  return named.length ? named : all
}

/** Another value for one field, to get past a refusal. */
export function otherValue(field: Field, code: string, context: FormContext, values: Values): Value | undefined {
  const { random, on, state } = context
  const now = values[code]
  if (field.optional && now !== undefined && random.chance(0.4)) return undefined
  if (field.many && Array.isArray(now) && now.length > 1 && random.chance(0.4)) return [random.pick(now as string[])]
  switch (field.kind) {
    case 'boolean':
      return now !== true
    case 'date': {
      const known = Object.values({ ...state?.values, ...values }).filter(
        v => typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v),
      ) as string[]
      const steps = state?.steps.map(s => s.on) ?? []
      const anchor = random.pick([on, on, ...known, ...steps])
      const shift = random.pick([0, 0, 1, 1, 3, 5, 7, 10, 15, 20, 30, 40, 60, 90, 180, 365, 730, 1095])
      const day = addDays(anchor, field.max === 0 || random.chance(0.3) ? -shift : shift)
      return field.max === 0 && day > on ? on : day
    }
    case 'integer':
    case 'money': {
      const least = field.min ?? 0
      const numbers = Object.values({ ...state?.values, ...values }).filter(v => typeof v === 'number') as number[]
      const usual = Number(drawValue(field, code, context, values))
      const few = field.kind === 'money' ? usual : least + random.between(1, 30)
      const guess = random.pick([
        least,
        usual,
        few,
        ...numbers,
        ...numbers.map(n => Math.floor(n / 2)),
        ...(random.chance(0.1) ? [field.max ?? least + 100] : []),
      ])
      return Math.max(least, Math.min(field.max ?? guess, guess))
    }
    default:
      return drawValue(field, code, context, values)
  }
}
