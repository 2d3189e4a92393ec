import type { LimitExplanation } from '#api/contract.ts'
import { addDays, daysBetween, weekday } from '#kernel/time/date.ts'
import type { ExplanationLine } from '#kernel/time/period.ts'
import { Words } from './words.tsx'

/** Weeks from the start to the end, counted days with their number; long limits show only the ledger. */
export function WhyThisDay({ explained, today }: { explained: LimitExplanation; today: string }) {
  const { lines, summary } = explained.explanation
  const first = lines[0]?.date
  const last = lines.at(-1)?.date
  const days = first && last ? daysBetween(first, last) : 0
  const drawn = first && last && days <= 45 && lines.length > 1
  const ledger = (
    <ol className={drawn ? 'ledger' : 'ledger solo'}>
      {summary.map((line, i) => (
        <li key={line} style={{ gridTemplateColumns: '1fr' }}>
          <p>{i === 0 ? <b>{line}</b> : <Words>{line}</Words>}</p>
        </li>
      ))}
      <li style={{ gridTemplateColumns: '1fr' }}>
        <p className="mut">
          {explained.extension
            ? `${explained.extension.used ? '已' : '可'}“${explained.extension.name}”，依据${explained.extension.article}。`
            : '法律未规定延长。'}
        </p>
      </li>
    </ol>
  )
  if (!drawn) return ledger
  return (
    <div className="whyin">
      <Calendar lines={lines} first={first} last={last} today={today} />
      {ledger}
    </div>
  )
}

function Calendar({
  lines,
  first,
  last,
  today,
}: {
  lines: readonly ExplanationLine[]
  first: string
  last: string
  today: string
}) {
  const byDay = new Map(lines.map(l => [l.date, l]))
  const weeks: string[][] = []
  for (let monday = addDays(first, 1 - weekday(first)); monday <= last; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)))
  return (
    <table className="cal">
      <caption className="vh">逐日计算</caption>
      <thead>
        <tr>
          {['一', '二', '三', '四', '五', '六', '日'].map(d => (
            <th scope="col" key={d}>
              {d}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map((day, i) => (
              <Cell
                key={day}
                day={day}
                line={byDay.get(day)}
                month={i === 0 && day === week[0] && weeks[0] === week ? true : day.endsWith('-01')}
                today={today}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const short: Readonly<Partial<Record<ExplanationLine['kind'], string>>> = {
  start: '起算',
  makeup: '调休',
  end: '届满',
  rolled: '届满',
  notice: '通知',
  excluded: '不计',
}

function Cell({
  day,
  line,
  month,
  today,
}: {
  day: string
  line: ExplanationLine | undefined
  month: boolean
  today: string
}) {
  const d = Number(day.slice(8))
  const text = month ? `${Number(day.slice(5, 7))}月${d}` : String(d)
  if (!line)
    return (
      <td className="out">
        <span className="dd">{text}</span>
      </td>
    )
  const ends = line.kind === 'end' || line.kind === 'rolled'
  const counted = line.counted !== null
  const className =
    line.kind === 'start'
      ? 'start'
      : [
          counted ? 'cnt' : ends ? '' : 'hol',
          line.kind === 'makeup' ? 'mk' : '',
          ends ? 'last' : '',
          day === today ? 'now' : '',
        ]
          .filter(Boolean)
          .join(' ')
  const word =
    day === today
      ? '今日'
      : (short[line.kind] ??
        (counted
          ? ''
          : line.note
              .replace(/[，,].*$/, '')
              .replace(/假期$/, '')
              .slice(0, 3)))
  return (
    <td className={className} title={line.note}>
      <span className="dd">{text}</span>
      {counted ? <b>{line.counted}</b> : null}
      {word ? <em>{word}</em> : null}
    </td>
  )
}
