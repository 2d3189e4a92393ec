import type { PartyKind, Value, Values } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import type { Random } from '../random.ts'

/** What is still to come on the way that a record goes, as far as it is settled: the way was found before. */
export type Ahead = { readonly actions: ReadonlySet<string>; readonly values: Values }

/** What is known of a record when a form of it is filled in. */
export type Known = {
  readonly on: PlainDate
  /** Before this form, and with what was filled in so far. */
  readonly before: Values
  readonly values: Values
  readonly ahead: Ahead
  /** Name and kind of the organ whose record it is. */
  readonly organ: { readonly name: string; readonly kind: string }
  /** Name of an organ named by a field, '' when there is none. */
  readonly organNamed: (field: string) => string
  /** Name of the first who takes part in a role, '' when there is none. */
  readonly party: (role: string) => string
  /** Steps taken before this one. */
  readonly done: ReadonlySet<string>
  /** Names of those in the record's organ who hold a role. */
  readonly staff: (role: string) => readonly string[]
}

/** Patterns of which one is taken; `{…}` is filled in (`lexicon.ts`). */
type Texts = readonly string[] | ((k: Known) => readonly string[])

/** Who takes part in a role. */
export type Casting = {
  readonly kinds?: readonly PartyKind[]
  /** Lines of business of a firm. */
  readonly trades?: readonly string[]
  /** Parts of the names of organs of which one is meant. */
  readonly organs?: readonly string[]
  /** Nobody. */
  readonly none?: true
}

type Need = {
  readonly after?: readonly string[]
  readonly unless?: readonly string[]
  /** Seldom, and not because a limit asks for it: a party's remedy, a detour. */
  readonly rare?: true
  /** Never in a simulation. */
  readonly never?: true
  readonly when?: (values: Values) => boolean
}

/** How a record leads to another that is opened from it, where it is not enough that the law allows it. */
export type Onward = {
  /** Whether it leads there on a day. */
  readonly when?: (source: RecordState, on: PlainDate) => boolean
  /** What a record says that is made to lead there, because too few do so by themselves. */
  readonly made?: Values
  /** The first day on which the other one may be opened. */
  readonly since?: (source: RecordState) => PlainDate
  /** What the other one says, besides what it takes along. */
  readonly values?: (source: RecordState) => Values
  /** Who takes part in the other one, besides those who come along. */
  readonly parties?: (source: RecordState) => Readonly<Record<string, Casting>>
}

/**
 * How the parts of a system's records go together, so that a simulated record reads like one: what was chosen fits what was
 * said, who takes part fits the matter, a text tells about just that. What is not named here is drawn by kind and label.
 */
export type Scene = {
  readonly texts?: Readonly<Record<string, Texts>>
  /** Options that go with what is known; empty or absent: all. */
  readonly fits?: Readonly<Record<string, (k: Known) => readonly string[]>>
  /** Amounts (分) and numbers; undefined: as usual. */
  readonly amounts?: Readonly<Record<string, (k: Known, random: Random) => number | undefined>>
  /** Days; undefined: as usual. */
  readonly dates?: Readonly<Record<string, (k: Known, random: Random) => PlainDate | undefined>>
  /** Optional fields: true stays empty, false is filled in. */
  readonly empty?: Readonly<Record<string, (k: Known) => boolean>>
  /** Parts of the names of organs of which one is meant. */
  readonly organs?: Readonly<Record<string, (k: Known) => readonly string[]>>
  readonly parties?: Readonly<Record<string, (k: Known) => Casting>>
  /** When an action makes sense, where the law allows more: once all of `after` were done, and none of `unless`. */
  readonly needs?: Readonly<Record<string, Need>>
  /** How often the facts of a way come together, 1 at most. */
  readonly likelihood?: (values: Values) => number
  /** Shares of the options of a field of the opening. */
  readonly shares?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** What comes to some of the settled records long after, `days` (least, most) later: a rule is repealed. */
  readonly longAfter?: {
    readonly stages: readonly string[]
    readonly actions: readonly string[]
    readonly share: number
    readonly days: readonly [number, number]
  }
  /** Stages in which the year in progress has at least one open record each. */
  readonly shows?: readonly string[]
  /** Whether an organ of this kind keeps such a record. */
  readonly opensAt?: (
    k: Pick<Known, 'organ' | 'values' | 'ahead'> & {
      /** Whether the way allows an option in a field of the opening. */
      readonly may: (field: string, option: string) => boolean
    },
  ) => boolean
  /** By code of the link. */
  readonly onward?: Readonly<Record<string, Onward>>
}

/** What was chosen, or will be. */
export const said = (k: Known, field: string): Value | undefined => k.values[field] ?? k.ahead.values[field]

export const textOf = (k: Known, field: string): string => {
  const value = k.values[field]
  return typeof value === 'string' ? value : ''
}

/** Texts by the option chosen in a field; `other` where none is named. */
export const by =
  (field: string, texts: Readonly<Record<string, readonly string[]>>) =>
  (k: Known): readonly string[] =>
    texts[String(said(k, field))] ?? texts.other ?? []

/** Rows of a table that fit; all of them when none does. */
export const some = <T>(rows: readonly T[], fits: (row: T) => boolean): readonly T[] => {
  const found = rows.filter(fits)
  return found.length ? found : rows
}

export const different = (list: readonly string[]): string[] => [...new Set(list)]

/** A share of an amount, in steps of a hundred 元; never nothing. */
export const shareOf = (whole: number, share: number): number =>
  Math.max(Math.min(whole, 100_00), Math.round((whole * share) / 100_00) * 100_00)

export const numberIn = (k: Known, field: string): number | undefined => {
  const value = k.values[field] ?? k.ahead.values[field]
  return typeof value === 'number' ? value : undefined
}

export const makesSense = (
  scene: Scene | undefined,
  action: string,
  done: ReadonlySet<string>,
  values: Values,
): boolean => {
  const need = scene?.needs?.[action]
  return (
    !need?.never &&
    (need?.after ?? []).every(a => done.has(a)) &&
    !(need?.unless ?? []).some(a => done.has(a)) &&
    (need?.when?.(values) ?? true)
  )
}
