import { checkDeclaration, outcomesSet } from './check.ts'
import type { Declaration } from './declaration.ts'
import type { PlainDate } from './time/date.ts'

/** All declared systems of a platform, in all their versions. */
export type Catalogue = {
  /** System codes in the order of declaration. */
  readonly systems: readonly string[]
  readonly all: readonly Declaration[]
  /** The newest version of each system, in the order of declaration. */
  readonly current: readonly Declaration[]
  /** The version that governs a record opened on a day; undefined before the first. */
  inForce(system: string, on: PlainDate): Declaration | undefined
  /** A version by name; an unknown one is a bug, since records pin versions that exist. */
  get(system: string, version: string): Declaration
  /** The newest version; undefined for an unknown system. */
  newest(system: string): Declaration | undefined
}

/** Loads declarations, checks each and all together, and throws one error that lists everything wrong. */
export function catalogue(declarations: readonly Declaration[], roles: readonly string[]): Catalogue {
  const bySystem = new Map<string, Declaration[]>()
  for (const d of declarations) bySystem.set(d.code, [...(bySystem.get(d.code) ?? []), d])
  const wrong = declarations.flatMap(d => checkDeclaration(d, roles, declarations))
  for (const [code, versions] of bySystem) {
    versions.sort((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))
    const set = new Set(versions.flatMap(outcomesSet))
    for (const outcome of new Set(versions.flatMap(d => Object.keys(d.outcomes))))
      if (!set.has(outcome)) wrong.push(`${code} outcomes.${outcome}: no action of any version sets it`)
    versions.forEach((d, i) => {
      const next = versions[i + 1]
      if (next && !(d.inForce.to && d.inForce.to < next.inForce.from))
        wrong.push(`${code}: version ${d.version} must end before ${next.version} begins`)
      if (!next && d.inForce.to) wrong.push(`${code}: the newest version ${d.version} has an end`)
    })
  }
  if (wrong.length) throw new Error(`declarations are not sound:\n${wrong.join('\n')}`)
  return {
    systems: [...bySystem.keys()],
    all: declarations,
    current: [...bySystem.values()].flatMap(versions => versions.slice(-1)),
    inForce: (system, on) =>
      bySystem.get(system)?.find(d => d.inForce.from <= on && (d.inForce.to === undefined || on <= d.inForce.to)),
    get(system, version) {
      const d = bySystem.get(system)?.find(v => v.version === version)
      if (!d) throw new Error(`no declaration ${system} ${version}`)
      return d
    },
    newest: system => bySystem.get(system)?.at(-1),
  }
}
