import type { Action, Declaration } from './declaration.ts'
import { groups } from './declaration.ts'
import type { Fields } from './field.ts'

/** A declaration as data: what the screens need to draw forms, lists, paths and pages. Functions are left out. */
export type SystemDescription = {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly about: string
  readonly group: string
  readonly groupName: string
  readonly archetype: Declaration['archetype']
  readonly unit: string
  readonly inForce: { readonly from: string; readonly to?: string }
  readonly parties: Declaration['parties']
  readonly fields: Fields
  readonly open: { readonly name: string; readonly dateName: string; readonly by: readonly string[] }
  readonly stages: readonly {
    readonly code: string
    readonly name: string
    readonly end: boolean
    readonly suspended: boolean
  }[]
  /** The usual way from the opening to the end, for the drawn path. */
  readonly path: readonly string[]
  readonly outcomes: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, ActionDescription>>
  readonly limits: Readonly<
    Record<string, { readonly name: string; readonly amount: number; readonly unit: string; readonly article: string }>
  >
  readonly documents: Readonly<Record<string, { readonly name: string }>>
  readonly figures: Readonly<
    Record<string, { readonly name: string; readonly unit: string; readonly definition: string }>
  >
  readonly links: Readonly<Record<string, { readonly kind: string; readonly to: string; readonly name: string }>>
  /** Fields shown as columns and facets. */
  readonly listed: readonly string[]
}

export type ActionDescription = {
  readonly name: string
  readonly from: readonly string[]
  readonly to?: string
  readonly by: readonly string[]
  readonly asks: Fields
  readonly article?: string
  readonly confirm?: string
  readonly documents: readonly string[]
  readonly guards: readonly { readonly name: string; readonly article: string; readonly severity: string }[]
}

export function describe(d: Declaration): SystemDescription {
  return {
    code: d.code,
    version: d.version,
    name: d.name,
    about: d.about,
    group: d.group,
    groupName: groups[d.group],
    archetype: d.archetype,
    unit: d.unit,
    inForce: { from: d.inForce.from, ...(d.inForce.to ? { to: d.inForce.to } : {}) },
    parties: d.parties,
    fields: d.fields,
    open: { name: d.open.name, dateName: d.open.dateName, by: d.open.by },
    stages: Object.entries(d.stages).map(([code, s]) => ({
      code,
      name: s.name,
      end: s.end === true,
      suspended: s.suspended === true,
    })),
    path: usualPath(d),
    outcomes: d.outcomes,
    actions: Object.fromEntries(Object.entries(d.actions).map(([code, a]) => [code, describeAction(d, a)])),
    limits: Object.fromEntries(
      Object.entries(d.limits).map(([code, l]) => [
        code,
        { name: l.name, amount: l.within.amount, unit: l.within.unit, article: l.cite.text },
      ]),
    ),
    documents: Object.fromEntries(Object.entries(d.documents).map(([code, x]) => [code, { name: x.name }])),
    figures: Object.fromEntries(
      Object.entries(d.figures).map(([code, f]) => [code, { name: f.name, unit: f.unit, definition: f.definition }]),
    ),
    links: Object.fromEntries(
      Object.entries(d.links).map(([code, l]) => [code, { kind: l.kind, to: l.to, name: l.name }]),
    ),
    // Several actions may ask for the same field: it is one column.
    listed: [
      ...new Set(
        [...Object.entries(d.fields), ...Object.values(d.actions).flatMap(a => Object.entries(a.asks ?? {}))]
          .filter(([, f]) => f.listed)
          .map(([code]) => code),
      ),
    ],
  }
}

function describeAction(d: Declaration, a: Action): ActionDescription {
  return {
    name: a.name,
    from: a.from,
    by: a.by,
    asks: a.asks ?? {},
    documents: (a.produces ?? []).map(p => d.documents[p]?.name ?? p),
    guards: (a.guards ?? []).map(g => ({ name: g.name, article: g.cite.text, severity: g.severity })),
    ...(a.to ? { to: a.to } : {}),
    ...(a.cite ? { article: a.cite.text } : {}),
    ...(a.confirm ? { confirm: a.confirm } : {}),
  }
}

/**
 * The longest way through open stages in the order of declaration, ending in the first end stage reached. Open stages that
 * are declared after an end are detours. Of a register it ends where an entry is valid: that is where it stays.
 */
export function usualPath(d: Declaration): string[] {
  const path = [d.open.to]
  const order = Object.keys(d.stages)
  const firstEnd = order.findIndex(stage => d.stages[stage]?.end)
  const turn = (stage: string) =>
    d.stages[stage]?.end ? 1 : firstEnd !== -1 && order.indexOf(stage) > firstEnd ? 2 : 0
  for (let at = d.open.to; !d.stages[at]?.end && !d.validity?.stages.includes(at); ) {
    const next = Object.values(d.actions)
      .filter(
        a =>
          a.from.includes(at) &&
          a.to &&
          a.to !== 'back' &&
          a.to !== at &&
          !d.stages[a.to]?.suspended &&
          !path.includes(a.to),
      )
      .map(a => a.to as string)
      .toSorted((a, b) => turn(a) - turn(b) || order.indexOf(a) - order.indexOf(b))[0]
    if (!next) break
    path.push(next)
    at = next
  }
  return path
}
