import type { Catalogue } from '#kernel/catalogue.ts'
import type { Identity } from '#kernel/figure.ts'
import { declarationsOf, type ReportFigure } from './figures.ts'

export type Term = { readonly code: string; readonly name: string; readonly value: number; readonly unit: string }

/** Whether figures agree as they must. */
export type Verdict = {
  /** `system.identity`. */
  readonly code: string
  readonly system: string
  readonly systemName: string
  readonly name: string
  readonly relation: Identity['relation']
  readonly holds: boolean
  /** Sums of both sides; money in 元. */
  readonly whole: number
  readonly parts: number
  /** whole − parts. */
  readonly difference: number
  readonly wholeTerms: readonly Term[]
  readonly partTerms: readonly Term[]
}

/**
 * Every identity of the year with its verdict over these figures. One that needs a figure which the year does not have
 * (a system not yet in force) is not asked.
 */
export function identitiesOf(catalogue: Catalogue, year: number, figures: readonly ReportFigure[]): Verdict[] {
  const byCode = new Map(figures.map(f => [f.code, f]))
  return declarationsOf(catalogue, year).flatMap(d =>
    d.identities.flatMap(identity => {
      const find = (codes: readonly string[]) => codes.map(c => byCode.get(c.includes('.') ? c : `${d.code}.${c}`))
      const [whole, parts] = [find(identity.whole), find(identity.parts)]
      if ([...whole, ...parts].some(f => f?.exact === undefined)) return []
      return [verdict(d.code, d.name, identity, whole as ReportFigure[], parts as ReportFigure[])]
    }),
  )
}

function verdict(
  system: string,
  systemName: string,
  identity: Identity,
  wholes: readonly ReportFigure[],
  partsOf: readonly ReportFigure[],
): Verdict {
  // Money is compared in 分: fractions of 元 do not add up exactly.
  const sum = (figures: readonly ReportFigure[]) => figures.reduce((all, f) => all + (f.exact ?? 0), 0)
  const [whole, parts] = [sum(wholes), sum(partsOf)]
  const scale = [...wholes, ...partsOf].some(f => f.money) ? 100 : 1
  const term = (f: ReportFigure): Term => ({ code: f.code, name: f.name, value: f.value ?? 0, unit: f.unit })
  return {
    code: `${system}.${identity.code}`,
    system,
    systemName,
    name: identity.name,
    relation: identity.relation,
    holds: identity.relation === '=' ? whole === parts : whole >= parts,
    whole: whole / scale,
    parts: parts / scale,
    difference: (whole - parts) / scale,
    wholeTerms: wholes.map(term),
    partTerms: partsOf.map(term),
  }
}
