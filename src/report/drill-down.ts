import type { Catalogue } from '#kernel/catalogue.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { isPlainDate, type PlainDate } from '#kernel/time/date.ts'
import { type ListedRow, rowsFrom } from '#records/list.ts'
import type { Platform } from '#records/platform.ts'
import type { RecordRow } from '#records/views.ts'
import { readAll, type Scope } from '#store/database.ts'
import { type Declared, findFigure, windowOf } from './figures.ts'

/** One entry behind a figure: the record as lists show it, and how it counts. */
export type DrillDownRow = RecordRow & {
  /** Code of the figure that it counts in; of a total, one of its parts. */
  readonly figure: string
  readonly on: PlainDate
  /** 1 of a count, 分 of money, else the number that is added up. */
  readonly amount: number
  /** Of a distinct figure: what counts once. Of persons only a digest, which tells them apart and nothing else. */
  readonly key?: string
}

export type DrillDown = {
  readonly rows: readonly DrillDownRow[]
  /** Pass it as `after` to get the rows that follow; absent on the last page. */
  readonly next?: string
  /** Entries behind the figure. */
  readonly entries: number
  /** Sum of their amounts (分 of money), 0 of a distinct figure. */
  readonly amount: number
  /** Distinct keys behind a distinct figure. */
  readonly keys: number
}

export type DrillDownInput = {
  /** `system.figure`. */
  readonly figure: string
  readonly year: number
  /** Of a ratio. */
  readonly part?: 'numerator' | 'denominator'
  readonly after?: string
  readonly limit?: number
}

/**
 * Exactly the records behind a figure, by the windows that the figure itself is counted with: of a count, a stock and a
 * total as many rows as the figure says, of a sum the amounts that add up to it, of a distinct figure the records of each
 * key in turn. Of a ratio one part at a time.
 */
export async function drillDown(platform: Platform, scope: Scope, input: DrillDownInput): Promise<Result<DrillDown>> {
  const { catalogue, db } = platform
  const { year } = input
  const limit = Math.min(Math.max(input.limit ?? 50, 1), 200)
  const declared = findFigure(catalogue, year, input.figure)
  if (!declared)
    return refuse({
      code: 'not-found',
      path: 'figure',
      message: `${year}年没有“${input.figure}”这一数据，请从数据列表中选择。`,
    })
  if (declared.figure.kind === 'ratio' && !input.part)
    return refuse({ code: 'invalid-input', path: 'part', message: '这是比率，请选择查看分子还是分母的案件。' })
  const parts = primitives(catalogue, year, declared, input.part)
  const windows = parts.map(({ code, declaration, figure }) => ({
    system: declaration.code,
    figure: code.slice(declaration.code.length + 1),
    ...windowOf(figure, year),
  }))
  const after = readCursor(input.after)
  const at = after && windows[after.part]
  if (input.after !== undefined && (!at || (at.kind !== 'distinct' && !isPlainDate(after.place))))
    return refuse({ code: 'invalid-input', path: 'after', message: '翻页位置无效，请从第一页重新打开。' })
  // One part after the other, each by its own index; within a part by day, of a distinct figure by key.
  const queries = windows.slice(after?.part ?? 0).map((w, i) => {
    const from = i === 0 ? after : undefined
    return {
      text: w.kind === 'distinct' ? pageByKey : pageByDay,
      values: [
        scope.division,
        w.system,
        w.figure,
        w.first,
        w.last,
        limit + 1,
        from?.place ?? null,
        from?.record ?? null,
        scope.organ,
      ],
    }
  })
  const [values, ...pages] = await readAll(db, scope, [
    {
      text: 'select system, figure, entries, amount, keys from zs.figure_values($1)',
      values: [JSON.stringify(windows)],
    },
    ...queries,
  ])
  const totals = (values ?? []) as { entries: number; amount: number; keys: number }[]
  const add = (what: 'entries' | 'amount' | 'keys') => totals.reduce((all, t) => all + t[what], 0)
  const rows = pages.flatMap((page, i) =>
    (page as StoredRow[]).map(row => ({
      row,
      part: i + (after?.part ?? 0),
      kind: windows[i + (after?.part ?? 0)]?.kind,
    })),
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const listed = await rowsFrom(
    platform,
    await platform.division(scope.division),
    scope,
    shown.map(s => s.row),
  )
  return ok({
    rows: listed.map((row, i) => ({ ...row, ...entryOf(shown[i]?.row, parts[shown[i]?.part ?? 0] ?? declared) })),
    entries: add('entries'),
    amount: add('amount'),
    keys: add('keys'),
    ...(last && rows.length > limit
      ? { next: writeCursor(last.part, last.kind === 'distinct' ? (last.row.key ?? '') : last.row.on_day, last.row.id) }
      : {}),
  })
}

/** The counted figures that a figure is made of, each as often as it is added. */
function primitives(
  catalogue: Catalogue,
  year: number,
  { declaration, figure, code }: Declared,
  part: DrillDownInput['part'],
): Declared[] {
  const codes = figure.kind === 'total' ? figure.of : figure.kind === 'ratio' ? figure[part ?? 'numerator'] : undefined
  if (!codes) return [{ declaration, figure, code }]
  return codes.flatMap(c => {
    const found = findFigure(catalogue, year, `${declaration.code}.${c}`)
    return found ? primitives(catalogue, year, found, undefined) : []
  })
}

type StoredRow = ListedRow & { readonly on_day: PlainDate; readonly amount: number; readonly key: string | null }

function entryOf(row: StoredRow | undefined, { code, figure, declaration }: Declared) {
  const field = figure.kind === 'distinct' ? figure.field : ''
  const personal = field.startsWith('party.') || declaration.fields[field]?.personal === true
  return {
    figure: code,
    on: row?.on_day ?? '',
    amount: row?.amount ?? 0,
    ...(row?.key == null ? {} : { key: personal ? sm3(row.key).slice(0, 8) : row.key }),
  }
}

const page = (
  place: string,
) => `select c.on_day, c.amount, c.key, r.id, r.system, r.version, r.number, r.title, r.organ,
    r.organs, r.handler, r.stage, r.outcome, r.opened_on, r.closed_on, r.next_due, r.next_limit, r.due_status, r.listed,
    d.start_on, case when r.organ = $9 or $9 = any (r.organs) then null else r.state -> 'parties' end as parties
  from (
    select c.record, c.on_day, c.amount, c.key from zs.contribution c
    where c.division = $1 and c.system = $2 and c.figure = $3 and c.on_day between $4 and $5
      and (c.until_day is null or c.until_day > $5)
      and ($7::text is null or (${place}, c.record) > ($7, $8::uuid))
    order by ${place}, c.record limit $6
  ) c
  join zs.record r on r.division = $1 and r.id = c.record
  left join zs.deadline d on d.division = $1 and d.record = r.id and d.code = r.next_limit
  order by ${place}, c.record`
const pageByDay = page('c.on_day').replace('($7, $8', '($7::date, $8')
const pageByKey = page('c.key')

type Cursor = { readonly part: number; readonly place: string; readonly record: string }

const writeCursor = (part: number, place: string, record: string): string =>
  Buffer.from(JSON.stringify([part, place, record])).toString('base64url')

function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  try {
    const [part, place, record] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (!Number.isInteger(part) || typeof place !== 'string' || typeof record !== 'string') return undefined
    return /^[0-9a-f-]{36}$/.test(record) && Number(part) >= 0 ? { part: Number(part), place, record } : undefined
  } catch {
    return undefined
  }
}
