import type { Identity, ReportReading, Statistic } from '#api/contract.ts'
import { Glyph } from './icons.tsx'

/** Figures of a relation, by the places where they begin. */
export const membersOf = (i: Identity): readonly number[] =>
  i.kind === 'sum'
    ? [i.total, ...i.parts]
    : i.kind === 'ratio'
      ? [i.rate, i.denominator].concat(i.numerator)
      : [i.delta, i.from, i.to]
/** The figure that the relation is about: the total, the rate, the change. */
export const anchorOf = (i: Identity): number => (i.kind === 'sum' ? i.total : i.kind === 'ratio' ? i.rate : i.delta)

export const brokenOf = (reading: ReportReading): readonly Identity[] => reading.identities.filter(i => !i.holds)

const grouped = (exact: string): string => exact.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')

/** 33 ≠ 11 ＋ 6 ＋ 2 ＋ 1 ＋ 12, 487 ÷ 502 ＝ 97.0%, 64件 → 80件，增长 25% */
export function arithmeticIn(identity: Identity, at: ReadonlyMap<number, Statistic>): string {
  const exact = (start: number) => grouped(at.get(start)?.exact ?? '')
  const sign = identity.holds ? '＝' : '≠'
  switch (identity.kind) {
    case 'sum':
      return `${exact(identity.total)} ${sign} ${identity.parts.map(exact).join(' ＋ ')}`
    case 'ratio': {
      const parts = [identity.numerator].flat().map(exact)
      const over = parts.length > 1 ? `（${parts.join(' ＋ ')}）` : parts[0]
      return `${over} ÷ ${exact(identity.denominator)} ${sign} ${at.get(identity.rate)?.text ?? ''}`
    }
    case 'change':
      return `${at.get(identity.from)?.text ?? ''} → ${at.get(identity.to)?.text ?? ''}，相差 ${sign} ${at.get(identity.delta)?.text ?? ''}`
    default:
      return identity satisfies never
  }
}

export const statisticsAt = (reading: ReportReading): ReadonlyMap<number, Statistic> =>
  new Map(reading.statistics.map(s => [s.start, s]))

/** Every relation that the report claims, the broken ones first; each leads to its place in the text. */
export function Relations({ reading, go }: { reading: ReportReading; go: (start: number) => void }) {
  const at = statisticsAt(reading)
  const ordered = reading.identities.toSorted((a, b) => Number(a.holds) - Number(b.holds))
  return (
    <ul className="ids">
      {ordered.map(i => (
        <li key={`${i.kind}${anchorOf(i)}`} className={i.holds ? undefined : 'bad'}>
          <Glyph of={i.holds ? 'in' : 'no'} />
          <div>
            <code>{arithmeticIn(i, at)}</code>
            <p>
              {at.get(anchorOf(i))?.indicator}
              {i.holds ? '' : `，${i.verdict}`}
              <button className="link rdr-go" type="button" onClick={() => go(anchorOf(i))}>
                看原文
              </button>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

const numerals = ['没有', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十']
const groups = (n: number): string => numerals[n] ?? String(n)

/** 36 个数字，五组关系，一组不成立。 */
export function verdictOf(reading: ReportReading): string {
  const { length } = reading.identities
  const broken = brokenOf(reading).length
  if (length === 0) return `${reading.statistics.length} 个数字，正文没有写出可以复算的关系。`
  return `${reading.statistics.length} 个数字，${groups(length)}组关系，${broken ? `${groups(broken)}组不成立` : '全部成立'}。`
}
