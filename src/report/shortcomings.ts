import type { Catalogue } from '#kernel/catalogue.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { type Database, readAll, type Scope } from '#store/database.ts'
import type { ReportFigure } from './figures.ts'
import { casesOf, type Facts, figureSpan, type Paragraph, textSpan } from './spans.ts'

/** Matters of a system that stood past their last day, and facts of it that were entered late. */
export type Delays = {
  readonly overdue: readonly { readonly system: string; readonly limit: string; readonly matters: number }[]
  readonly recordedLate: readonly { readonly system: string; readonly facts: number; readonly most: number }[]
}

/** Days after which entering a fact counts as late; the index of the log is made for this number. */
export const lateAfterDays = 7

/** What the records themselves say went wrong in a year, as of a day (the end of the year, or today while it runs). */
export async function delaysOf(db: Database, scope: Scope, year: number, asOf: PlainDate): Promise<Delays> {
  const [overdue, recordedLate] = await readAll(db, scope, [
    {
      text: `select d.system, d.code as "limit", count(*)::int as matters from zs.deadline d
        where d.division = $1 and d.bears = 'authority' and d.kind = 'MAX' and d.status = 'running' and d.final_on < $2
        group by d.system, d.code order by count(*) desc, d.system, d.code`,
      values: [scope.division, asOf],
    },
    {
      text: `select e.system, count(*)::int as facts,
          max((e.recorded_at at time zone 'Asia/Shanghai')::date - e.occurred_on)::int as most
        from zs.event e
        where e.division = $1 and e.occurred_on between $2 and $3 and e.origin = 'user'
          and ((e.recorded_at at time zone 'Asia/Shanghai')::date - e.occurred_on) > 7
        group by e.system order by count(*) desc, e.system`,
      values: [scope.division, `${year}-01-01`, `${year}-12-31`],
    },
  ])
  return {
    overdue: (overdue ?? []) as Delays['overdue'],
    recordedLate: (recordedLate ?? []) as Delays['recordedLate'],
  }
}

/** Something that did not go as it should; its cause and its remedy are for the writer to name. */
export type Shortcoming = {
  /** Stands in the places of its texts: `shortcoming.<key>.cause`. */
  readonly key: string
  readonly field: string
  readonly sentence: Paragraph
}

const isTimeliness = (figure: ReportFigure): boolean =>
  figure.kind === 'ratio' && /按期|按时|及时/.test(figure.name) && figure.value !== null && figure.value < 100

export function shortcomingsOf(
  catalogue: Catalogue,
  figures: readonly ReportFigure[],
  delays: Delays,
  facts: Facts,
): Shortcoming[] {
  const declared = (system: string) => catalogue.newest(system)
  return [
    ...figures.filter(isTimeliness).map(f => ({
      key: f.code,
      field: f.systemName,
      sentence: [
        textSpan(`${f.systemName}存在超期情形，${f.name}为`),
        figureSpan(f, facts),
        textSpan(casesOf(f, facts)),
      ],
    })),
    ...delays.overdue.map(o => {
      const d = declared(o.system)
      const unit = d?.unit ?? '件'
      return {
        key: `overdue.${o.system}.${o.limit}`,
        field: d?.name ?? o.system,
        sentence: [
          textSpan(
            `${d?.name ?? o.system}有${o.matters}${unit}超过“${d?.limits[o.limit]?.name ?? o.limit}”期限仍未办结`,
          ),
        ],
      }
    }),
    ...delays.recordedLate.map(l => {
      const name = declared(l.system)?.name ?? l.system
      return {
        key: `recorded-late.${l.system}`,
        field: name,
        sentence: [textSpan(`${name}有${l.facts}项办理情况在发生${lateAfterDays}日后才录入，最长迟${l.most}日`)],
      }
    }),
  ]
}
