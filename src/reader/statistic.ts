import type { Topic } from './topics.ts'

/** How exactly the number is meant: 约、左右 → approx，余、多、超、以上 → over，近、不足 → nearly. */
export type Qualifier = 'exact' | 'approx' | 'over' | 'nearly'

/** A number with its unit that states a measured quantity of the reporting area. Offsets count from 0, end exclusive. */
export type Statistic = {
  readonly start: number
  readonly end: number
  /** Exactly the slice of the text between `start` and `end`: number and unit, nothing else. */
  readonly text: string
  /** In the unit itself, 万 and 亿 multiplied out: `318.05万元` is 3180500 元. */
  readonly value: number
  /** The value without rounding, as a decimal numeral: `3180500`, `90.5`. */
  readonly exact: string
  /** Measure word as written, brackets and white space folded away; empty where the number has none. */
  readonly unit: string
  readonly qualifier: Qualifier
  readonly topic: Topic
  /** What is counted, in the report's own words. */
  readonly indicator: string
  /** The sentence that holds it. */
  readonly sentence: { readonly start: number; readonly end: number }
}

export type Sum = { readonly kind: 'sum'; readonly total: number; readonly parts: readonly number[] }
export type Ratio = {
  readonly kind: 'ratio'
  readonly rate: number
  /** Start of the numerator, or the ascending starts of its parts. */
  readonly numerator: number | readonly number[]
  readonly denominator: number
}
export type Change = { readonly kind: 'change'; readonly from: number; readonly to: number; readonly delta: number }

/** A relation between figures that the text itself claims. Figures are named by their `start`. */
export type Identity = (Sum | Ratio | Change) & {
  readonly holds: boolean
  /** The calculation, e.g. `20 + 9 + 3 + 1 + 14 = 47`. */
  readonly note: string
  /** Verdict for the reader of the page, in Chinese. */
  readonly verdict: string
  /** What the text should have said, printed as the text prints it; absent where the identity holds. */
  readonly right?: string
  readonly sentence: { readonly start: number; readonly end: number }
}
