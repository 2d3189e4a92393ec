import type { Fields, PartyRole, Values } from './field.ts'
import type { Figure, Identity } from './figure.ts'
import type { Limit, LimitState } from './limit.ts'
import type { Actor, RecordState } from './record.ts'
import type { Citation } from './statute.ts'
import type { Calendar } from './time/calendar.ts'
import type { PlainDate } from './time/date.ts'

/** 办件 · 名录 · 活动台账. */
export type Archetype = 'matter' | 'register' | 'activity'

export const groups = {
  leadership: '组织领导',
  functions: '政府职能',
  decisions: '行政决策',
  enforcement: '行政执法',
  disputes: '矛盾纠纷',
  services: '公共法律服务',
  publicity: '法治宣传',
} as const
export type Group = keyof typeof groups

/**
 * One version of one system. Everything else follows from it: forms, permissions, clocks, lists, import templates, API,
 * documents, figures and the generated page. A version that has run never changes; the next stands beside it.
 */
export type Declaration = {
  readonly archetype: Archetype
  readonly group: Group
  /** Same code for all versions, e.g. `reconsideration`. */
  readonly code: string
  readonly version: string
  readonly name: string
  /** One sentence for the newcomer. */
  readonly about: string
  /** The opening date selects the version. */
  readonly inForce: { readonly from: PlainDate; readonly to?: PlainDate; readonly cite?: Citation }
  /** Middle part of the case number, e.g. `复` for 准司复〔2024〕12号. */
  readonly numbering: string
  /** Counter word of its records: 件, 人, 次. */
  readonly unit: string
  readonly parties: Readonly<Record<string, PartyRole>>
  readonly fields: Fields
  readonly open: Opening
  readonly stages: Readonly<Record<string, Stage>>
  readonly outcomes: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, Action>>
  readonly limits: Readonly<Record<string, Limit>>
  readonly documents: Readonly<Record<string, Document>>
  readonly figures: Readonly<Record<string, Figure>>
  readonly identities: readonly Identity[]
  readonly links: Readonly<Record<string, Link>>
  /** Of a register: in which stages an entry is valid, and the field that ends it. */
  readonly validity?: { readonly stages: readonly string[]; readonly from?: string; readonly until?: string }
  readonly followUp?: FollowUp
}

/** 督办与考核: what is laid on an organ to be delivered by a day, and by which figure it is judged. */
export type FollowUp = {
  /** The field that names the organ that must deliver. */
  readonly organ: string
  /** The limit by which it must. */
  readonly limit: string
  /** The ratio that judges: its numerator counts what came in time, the rest of its denominator what did not. */
  readonly rate: string
  /** The field that tells how far it is, in percent. */
  readonly progress?: string
  /** It can be opened about any record: the field that takes that record's number. */
  readonly about?: string
}

export type Stage = {
  readonly name: string
  /** The record rests here: nothing more is demanded. */
  readonly end?: true
  /** The clock stands still here (中止); `back` returns to the stage before. */
  readonly suspended?: true
}

export type Opening = {
  /** 收到申请, 立案, 录入. */
  readonly name: string
  readonly to: string
  readonly by: readonly string[]
  readonly guards?: readonly Guard[]
  readonly cite?: Citation
  /** Label of the opening date: 收到申请之日. */
  readonly dateName: string
  /** What the record is called in lists; `{field}` and `{party}` are replaced. */
  readonly title: string
}

export type Action = {
  readonly name: string
  readonly from: readonly string[]
  /** The next stage; absent: it stays; `back`: the stage before the suspension. */
  readonly to?: string
  /** Role codes. `law`: follows from the law when a limit passes; nobody can do it by hand. */
  readonly by: readonly string[]
  readonly asks?: Fields
  readonly guards?: readonly Guard[]
  /** Codes of the documents it issues. */
  readonly produces?: readonly string[]
  /** The outcome that it sets: a code, or the field among `asks` that holds it. */
  readonly outcome?: string | { readonly field: string }
  readonly cite?: Citation
  /** It may be repeated in the same stage (default: every action may happen as often as its stage allows). */
  readonly once?: true
  /** Irreversible in law: the screen asks before it is done. */
  readonly confirm?: string
  /** A column group of the ledger that imports and exports history. Default: true for actions that move the record. */
  readonly ledger?: boolean
}

/** What a guard may look at. `values` is absent while it is only asked what may be done next. */
export type GuardContext = {
  readonly state: RecordState
  readonly values: Values
  readonly on: PlainDate
  readonly today: PlainDate
  readonly actor: Actor
  readonly calendar: Calendar
  /** The register entry as it stood on `on`; undefined when there is none. */
  readonly entry: (id: string) => EntryOn | undefined
  /** Another record of the division as it stands now. */
  readonly record: (id: string) => RecordState | undefined
  readonly limit: (code: string) => LimitState
}

export type EntryOn = { readonly state: RecordState; readonly valid: boolean; readonly why: string }

/** A named, pure, cited rule. `check` returns what is missing and what to do, in Chinese, or undefined. */
export type Guard = {
  readonly code: string
  readonly name: string
  readonly cite: Citation
  /** `values`: it can only be asked once the form is filled in. */
  readonly asks: 'state' | 'values'
  /** `warn`: told, not refused. */
  readonly severity: 'refuse' | 'warn'
  readonly check: (context: GuardContext) => string | undefined
}

type GuardInput = Omit<Guard, 'asks' | 'severity'> & { readonly severity?: 'warn' }
/** A rule over what has happened so far. */
export const guard = (g: GuardInput): Guard => ({ severity: 'refuse', ...g, asks: 'state' })
/** A rule over what is being entered. */
export const valuesGuard = (g: GuardInput): Guard => ({ severity: 'refuse', ...g, asks: 'values' })

export type Document = {
  readonly name: string
  /** Middle part of the 文号, e.g. `复决`: numbered without gaps per organ and year. Absent: not numbered. */
  readonly series?: string
  readonly cite?: Citation
  /** Paragraphs with `{field}`, `{party.applicant}`, `{organ}`, `{number}`, `{on}` and `{limit.code}` in place of facts. */
  readonly body: readonly string[]
}

export type LinkKind = 'opens' | 'checks' | 'answers' | 'feeds'
export type Link = {
  readonly kind: LinkKind
  readonly to: string
  readonly name: string
  /** Stages in which a record may start the other; absent: any. */
  readonly stages?: readonly string[]
  /** Of `opens`: field of the other record ← what this one says. */
  readonly values?: Readonly<Record<string, Taken>>
  /** Of `opens`: party of the other record ← party of this one. */
  readonly parties?: Readonly<Record<string, string>>
  /** Of `opens`: party of the other record that the organ of this one becomes, e.g. the respondent. */
  readonly organ?: string
}

/**
 * What a linked opening takes from the record before: the value of a field, the day on which an action last happened, or
 * a document by its 文号, which takes the place of `{number}` in `as`.
 */
export type Taken = string | { readonly day: string } | { readonly document: string; readonly as: string }

type Input<S extends string, A extends string, D extends string, O extends string> = Omit<
  Declaration,
  'archetype' | 'stages' | 'actions' | 'documents' | 'outcomes' | 'open' | 'validity' | 'links' | 'limits'
> & {
  readonly stages: Readonly<Record<S, Stage>>
  readonly outcomes: Readonly<Record<O, string>>
  readonly open: Omit<Opening, 'to'> & { readonly to: NoInfer<S> }
  readonly actions: Readonly<
    Record<
      A,
      Omit<Action, 'from' | 'to' | 'produces' | 'outcome'> & {
        readonly from: readonly NoInfer<S>[]
        readonly to?: NoInfer<S> | 'back'
        readonly produces?: readonly NoInfer<D>[]
        readonly outcome?: NoInfer<O> | { readonly field: string }
      }
    >
  >
  readonly documents: Readonly<Record<D, Document>>
  readonly limits: Readonly<Record<string, Limit<NoInfer<A>>>>
  readonly links?: Readonly<Record<string, Omit<Link, 'stages'> & { readonly stages?: readonly NoInfer<S>[] }>>
}

/** Declares a matter 办件: stages, actions, statutory time limits, documents, outcome. */
export function procedure<
  const S extends string,
  const A extends string,
  const D extends string,
  const O extends string,
>(input: Input<S, A, D, O>): Declaration {
  return { ...input, archetype: 'matter', links: input.links ?? {} } as Declaration
}

/** Declares a register 名录: entries that take effect, change and lapse, to be read as of any day. */
export function register<const S extends string, const A extends string, const D extends string = never>(
  input: Omit<Input<S, A, D, never>, 'outcomes' | 'documents'> & {
    readonly documents?: Readonly<Record<D, Document>>
    readonly validity: { readonly stages: readonly NoInfer<S>[]; readonly from?: string; readonly until?: string }
  },
): Declaration {
  return { documents: {}, ...input, archetype: 'register', outcomes: {}, links: input.links ?? {} } as Declaration
}

type ActivityInput = Pick<
  Declaration,
  | 'code'
  | 'version'
  | 'name'
  | 'about'
  | 'group'
  | 'inForce'
  | 'numbering'
  | 'unit'
  | 'fields'
  | 'figures'
  | 'identities'
> & {
  readonly title: string
  readonly dateName: string
  readonly by: readonly string[]
  readonly cite?: Citation
  readonly guards?: readonly Guard[]
  readonly links?: Declaration['links']
  /** What may follow the record, e.g. a sample check: stages besides `recorded`, and the actions between them. */
  readonly stages?: Declaration['stages']
  readonly actions?: Declaration['actions']
}

/** Declares an activity 活动台账: a dated fact with counts; recorded, perhaps checked, corrected, voided. */
export function activity(input: ActivityInput): Declaration {
  const { title, dateName, by, cite, guards, links, stages, actions, ...rest } = input
  return {
    ...rest,
    archetype: 'activity',
    parties: {},
    outcomes: {},
    documents: {},
    limits: {},
    links: links ?? {},
    stages: { recorded: { name: '已记录', end: true }, ...stages },
    open: {
      name: '记录',
      to: 'recorded',
      by,
      dateName,
      title,
      ...(cite ? { cite } : {}),
      ...(guards ? { guards } : {}),
    },
    actions: actions ?? {},
  }
}
