import type { Catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Amount, Settings } from '#kernel/limit.ts'
import type { Names } from '#kernel/print.ts'
import { type Calendar, makeCalendar, type PublishedYear } from '#kernel/time/calendar.ts'
import { builtInYears, nationalCalendar } from '#kernel/time/calendar-data.ts'
import { chinaDate, type Instant, type PlainDate } from '#kernel/time/date.ts'
import type { Database } from '#store/database.ts'

export type OrganInfo = {
  readonly code: string
  readonly name: string
  /** Stands before the case number: `准司` of 准司复〔2024〕12号. */
  readonly short: string
  readonly kind: string
  readonly parent?: string
  readonly active: boolean
}
export type PersonInfo = {
  readonly id: string
  readonly name: string
  readonly organ: string
  readonly roles: readonly string[]
  readonly active: boolean
}

/** What one division is made of; kept until something of it changes. */
export type DivisionInfo = {
  readonly code: string
  readonly name: string
  readonly demo: boolean
  readonly organs: ReadonlyMap<string, OrganInfo>
  readonly people: ReadonlyMap<string, PersonInfo>
  readonly settings: Settings
  /** Minutes within which a person may take back his own last step; 0: never. */
  readonly undoMinutes: number
}

/** Everything the upper floors work with. The clock is a function, so that tests and simulation choose the day. */
export type Platform = {
  readonly db: Database
  readonly catalogue: Catalogue
  readonly now: () => Instant
  readonly calendar: () => Calendar
  readonly division: (code: string) => Promise<DivisionInfo>
  /** Forgets what it knows of divisions and calendar: organs, people, settings or a year's schedule were changed. */
  readonly forget: () => Promise<void>
}

/** Codes of the systems of an archetype, in the order of declaration. */
export const codesOf = ({ catalogue }: Pick<Platform, 'catalogue'>, archetype: Declaration['archetype']): string[] =>
  catalogue.current.filter(d => d.archetype === archetype).map(d => d.code)

export const today = (platform: Pick<Platform, 'now'>): PlainDate => chinaDate(platform.now())

/** Names behind ids for printing; register entries and records are named by the caller. */
export const namesOf =
  (division: DivisionInfo, others: ReadonlyMap<string, string> = new Map()): Names =>
  (kind, id) =>
    kind === 'organ'
      ? division.organs.get(id)?.name
      : kind === 'person'
        ? division.people.get(id)?.name
        : others.get(id)

/** Local custom: how long a slip of the hand may be taken back, where the division sets nothing else. */
export const usualUndoMinutes = 5

/** Another process may have changed organs or people: they are read again after this many milliseconds. */
const rememberedFor = 30_000

/** Puts a platform together over an open database: the built-in calendar with the years that administrators entered. */
export async function createPlatform(
  db: Database,
  catalogue: Catalogue,
  now: () => Instant = () => new Date().toISOString(),
): Promise<Platform> {
  let calendar = await readCalendar(db)
  const divisions = new Map<string, { info: Promise<DivisionInfo>; until: number }>()
  return {
    db,
    catalogue,
    now,
    calendar: () => calendar,
    division(code) {
      const known = divisions.get(code)
      if (known && known.until > performance.now()) return known.info
      const info = readDivision(db, code)
      divisions.set(code, { info, until: performance.now() + rememberedFor })
      info.catch(() => divisions.delete(code))
      return info
    },
    async forget() {
      divisions.clear()
      calendar = await readCalendar(db)
    },
  }
}

async function readCalendar(db: Database): Promise<Calendar> {
  const { rows } = await db.app.query<{ entry: PublishedYear }>('select entry from zs.calendar_year order by year')
  if (!rows.length) return nationalCalendar
  const entered = new Map(rows.map(r => [r.entry.year, r.entry]))
  return makeCalendar([...builtInYears.filter(y => !entered.has(y.year)), ...entered.values()])
}

async function readDivision(db: Database, code: string): Promise<DivisionInfo> {
  const [division, organs, people, settings, undo] = await Promise.all([
    db.app.query<{ name: string; demo: boolean }>('select name, demo from zs.division where code = $1', [code]),
    db.app.query<{ code: string; name: string; short: string; kind: string; parent: string | null; active: boolean }>(
      'select code, name, short, kind, parent, active from zs.organ where division = $1 order by code',
      [code],
    ),
    db.app.query<{ id: string; name: string; organ: string; roles: string[]; active: boolean }>(
      `select p.id, p.name, p.organ, p.active, coalesce(array_agg(r.role) filter (where r.role is not null), '{}') as roles
       from zs.person p left join zs.person_role r on r.person = p.id where p.division = $1 group by p.id, p.name, p.organ, p.active`,
      [code],
    ),
    db.app.query<{ key: string; value: Amount }>(
      `select key, value from zs.setting where division = $1 and key like 'limit.%'`,
      [code],
    ),
    db.app.query<{ minutes: number }>(
      `select value::int as minutes from zs.setting where division = $1 and key = 'undoMinutes'`,
      [code],
    ),
  ])
  const found = division.rows[0]
  if (!found) throw new Error(`there is no division ${code}`)
  return {
    code,
    name: found.name,
    demo: found.demo,
    organs: new Map(organs.rows.map(({ parent, ...o }) => [o.code, parent ? { ...o, parent } : o])),
    people: new Map(people.rows.map(p => [p.id, p])),
    undoMinutes: undo.rows[0]?.minutes ?? usualUndoMinutes,
    settings: Object.fromEntries(settings.rows.map(s => [s.key.slice('limit.'.length), s.value])),
  }
}
