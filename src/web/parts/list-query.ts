import type { SystemInfo } from '../hooks.ts'

/** What the address of a list says; every value is a plain word, several are joined by commas. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/** Parts of the address that are about the page and not about the rows. */
const aboutPage = ['after', 'at', 'cols', 'page'] as const

/** Open matters by last day stand first; of registers and ledgers everything, newest first. */
export const usualSearch = (system: SystemInfo): ListSearch =>
  system.archetype === 'matter' ? { state: 'open', sort: 'due' } : { state: 'all' }

/** The query for the server, without the place in the pages. */
export function queryOf(system: SystemInfo, search: ListSearch): string {
  const query = new URLSearchParams({ system: system.code })
  for (const [key, value] of Object.entries({ ...usualSearch(system), ...search }))
    if (value && !aboutPage.includes(key as 'at') && !(key === 'state' && value === 'all')) query.set(key, value)
  return query.toString()
}

/** An export is the whole list: its rows do not depend on the order on the screen. */
export const exportQuery = (system: SystemInfo, search: ListSearch): string =>
  queryOf(system, { ...search, sort: 'opened' })

const valuesOf = (text: string | undefined): readonly string[] => text?.split(',').filter(Boolean) ?? []
export const holds = (search: ListSearch, key: string, value: string): boolean => valuesOf(search[key]).includes(value)

/** The same list with one value more or less. The light holds one value, the other facets several. */
export function toggled(search: ListSearch, key: string, value: string): ListSearch {
  const { after: _after, at: _at, ...rest } = search
  const held = valuesOf(rest[key])
  const next = held.includes(value) ? held.filter(v => v !== value) : key === 'light' ? [value] : [...held, value]
  return { ...rest, [key]: next.join(',') || undefined }
}

export function changed(search: ListSearch, change: ListSearch): ListSearch {
  const { after: _after, at: _at, ...rest } = search
  return { ...rest, ...change }
}

/** Whether two addresses ask for the same rows. */
export const sameRows = (system: SystemInfo, a: ListSearch, b: ListSearch): boolean =>
  sorted(queryOf(system, a)) === sorted(queryOf(system, b))
const sorted = (query: string) => query.split('&').toSorted().join('&')
