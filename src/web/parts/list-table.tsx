import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordRow } from '#api/contract.ts'
import type { Field } from '#kernel/field.ts'
import type { SystemInfo } from '../hooks.ts'
import { ClockCell, ClockWords } from './clock.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { Words } from './words.tsx'

export type Column = {
  readonly code: string
  readonly name: string
  readonly right?: true
  readonly show: (row: RecordRow) => ReactNode
}

export const fieldOf = (system: SystemInfo, code: string): Field | undefined =>
  system.fields[code] ?? Object.values(system.actions).find(a => a.asks[code])?.asks[code]

/** Every column that the declaration offers, in its order; number, clock and title stand in every list. */
export function columnsOf(system: SystemInfo, today: string): readonly Column[] {
  const listed = system.listed.flatMap((code): Column[] => {
    const field = fieldOf(system, code)
    return field
      ? [
          {
            code,
            name: field.name,
            show: row => row.listed[code] ?? '',
            ...(field.kind === 'money' || field.kind === 'integer' || field.kind === 'date' ? { right: true } : {}),
          },
        ]
      : []
  })
  const day = (on: string | undefined) => (on ? dayInTable(on, today) : '')
  return [
    ...listed,
    { code: '$organ', name: '办理单位', show: row => row.organName },
    { code: '$stage', name: '阶段', show: row => row.stageName },
    ...(Object.keys(system.outcomes).length
      ? [{ code: '$outcome', name: '结果', show: (row: RecordRow) => row.outcomeName ?? '' }]
      : []),
    ...(system.archetype === 'matter'
      ? [{ code: '$handler', name: '承办人', show: (row: RecordRow) => row.handlerName ?? '' }]
      : []),
    {
      code: '$opened',
      name: system.open.dateName.replace(/（.*?）|之日$|日期$/g, ''),
      right: true,
      show: row => day(row.openedOn),
    },
    ...(system.archetype === 'matter'
      ? [{ code: '$closed', name: '办结', right: true as const, show: (row: RecordRow) => day(row.closedOn) }]
      : []),
  ]
}

/** What is shown until a person chooses: one or two facts, where it stands, who does it, since when. */
export function usualColumns(
  system: SystemInfo,
  rows: readonly RecordRow[],
  { organs, closed }: { organs: boolean; closed: boolean },
): readonly string[] {
  // A matter tells its facts in the second line under its name; an entry of a register is its facts.
  const told = (code: string) => rows.length > 0 && rows.every(r => r.listed[code] === r.title)
  const facts =
    system.archetype === 'matter'
      ? []
      : system.listed
          .filter(code => !told(code) && fieldOf(system, code)?.kind !== 'boolean')
          .slice(0, rows.some(r => r.clock) ? 2 : 3)
  const matter = system.archetype === 'matter'
  return [
    ...facts,
    ...(organs ? ['$organ'] : []),
    closed && Object.keys(system.outcomes).length ? '$outcome' : '$stage',
    ...(matter && !organs ? ['$handler'] : []),
    closed ? '$closed' : '$opened',
  ]
}

/** 09-22 in this year, else the whole date. */
const dayInTable = (on: string, today: string) => (on.slice(0, 4) === today.slice(0, 4) ? on.slice(5) : on)

type Props = {
  system: SystemInfo
  caption: string
  rows: readonly RecordRow[]
  columns: readonly Column[]
  /** The row that j and k moved to. */
  at: number
  chosen: ReadonlySet<string> | undefined
  choose: (id: string) => void
  open: (row: RecordRow) => void
}

/** The list at a desk: number, clock, what it is about, then the columns; the whole row opens the record. */
export function ListTable({ system, caption, rows, columns, at, chosen, choose, open }: Props) {
  const clocks = rows.some(r => r.clock)
  return (
    <ScrollRegion className="sheet lt" name={caption}>
      <table className="tbl list">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {chosen ? (
              <th scope="col">
                <span className="vh">选择</span>
              </th>
            ) : null}
            <th scope="col">{system.archetype === 'matter' ? '案号' : '编号'}</th>
            {clocks ? <th scope="col">时钟</th> : null}
            <th scope="col">事项</th>
            {columns.map(c => (
              <th scope="col" key={c.code} className={c.right ? 'n' : undefined}>
                {c.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr
              key={row.id}
              className={i === at ? 'on' : undefined}
              data-row={i}
              onClick={e => {
                if (!(e.target as HTMLElement).closest('a,button,input,label') && !window.getSelection()?.toString())
                  open(row)
              }}
            >
              {chosen ? (
                <td>
                  <input
                    type="checkbox"
                    aria-label={`选择${row.number}`}
                    checked={chosen.has(row.id)}
                    onChange={() => choose(row.id)}
                  />
                </td>
              ) : null}
              <td className="nb">
                <RowLink row={row}>{row.number}</RowLink>
              </td>
              {clocks ? (
                <td className="clk">
                  <ClockCell clock={row.clock} named />
                </td>
              ) : null}
              <td className="what">
                <b title={row.title}>{row.title}</b>
                <span>{secondLine(system, row, columns)}</span>
              </td>
              {columns.map(c => (
                <td key={c.code} className={c.right ? 'n nb' : 'cut'}>
                  {c.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The listed facts that have no column of their own. */
function secondLine(system: SystemInfo, row: RecordRow, columns: readonly Column[]): string {
  const shown = new Set(columns.map(c => c.code))
  return system.listed
    .filter(code => {
      const value = row.listed[code]
      return value && !shown.has(code) && !row.title.includes(value) && !saysNothing(fieldOf(system, code), value)
    })
    .slice(0, 3)
    .map(
      code =>
        `${fieldOf(system, code)?.kind === 'choice' ? '' : `${fieldOf(system, code)?.name}：`}${row.listed[code]}`,
    )
    .join('　')
}

/** 否 and 0元 are the ordinary case: they say nothing in a line of facts. */
const saysNothing = (field: Field | undefined, value: string): boolean =>
  (field?.kind === 'boolean' && value === '否') || (field?.kind === 'money' && value === '0元')

/** The same rows on a phone: clock first, then what, then the rest; nothing scrolls sideways. */
export function ListCards({ rows }: Pick<Props, 'rows'>) {
  return (
    <ul className="mcards">
      {rows.map(row => (
        <li key={row.id}>
          <div className="l1">
            {row.clock ? (
              <>
                <ClockWords light={row.clock.light} words={row.clock.words} />
                <span className="xs mut">{row.clock.name}</span>
              </>
            ) : (
              <span className="sm mut">{row.outcomeName ?? row.stageName}</span>
            )}
          </div>
          <Link className="t" to="/record/$id" params={{ id: row.id }} search={{}}>
            {row.title}
          </Link>
          <p className="sm mut">
            <Words>{[row.number, row.organName, row.handlerName].filter(Boolean).join('　')}</Words>
          </p>
        </li>
      ))}
    </ul>
  )
}

const RowLink = ({ row, children }: { row: RecordRow; children: ReactNode }) => (
  <Link to="/record/$id" params={{ id: row.id }} search={{}} preload={false}>
    {children}
  </Link>
)
