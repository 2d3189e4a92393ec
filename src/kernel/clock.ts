import type { Limit, LimitState } from './limit.ts'
import { addWorkdays, type Calendar, workdaysBetween } from './time/calendar.ts'
import { daysBetween, formatChineseDate, type PlainDate } from './time/date.ts'

/** 灯: shape, word and colour of a limit. `over` ▲ · `due` ● · `near` ◐ · `ok` ○ · `stop` ‖ · `kept` ✓ · `late` ▲ (past, met too late). */
export const lights = ['over', 'due', 'near', 'ok', 'stop', 'late', 'kept', 'idle'] as const
export type Light = (typeof lights)[number]

/** A limit as people read it. */
export type Clock = {
  readonly code: string
  readonly name: string
  readonly light: Light
  /** 超期 2 个工作日 · 今日到期 · 剩 3 个工作日 · 停表 · 第 6 个工作日办，限 7 个工作日. */
  readonly words: string
  readonly start?: PlainDate
  readonly strict?: string
  readonly final?: string
  readonly metOn?: PlainDate
  /** Number of the step that met it. */
  readonly metBy?: number
  /** Units left (negative: overdue), in the limit's own unit: working days or calendar days. */
  readonly left?: number
  readonly unit: '个工作日' | '日'
  /** Share of the time used, 0–1. */
  readonly used?: number
  readonly article: string
  readonly verified: boolean
  readonly practice: boolean
  readonly provisional: boolean
  readonly bears: Limit['bears']
  readonly least: boolean
  /** What happens when the day passes. */
  readonly consequence?: string
}

/** 临期: the last day is one of the next three working days. The same rule counts lists, so that lights and numbers agree. */
export const nearUntil = (today: PlainDate, calendar: Calendar): PlainDate => addWorkdays(calendar, today, 3)

export function clockOf(
  limit: Limit,
  s: LimitState,
  today: PlainDate,
  calendar: Calendar,
  deemedName: (action: string) => string = a => a,
): Clock {
  const working = s.amount.unit === 'WD'
  const unit = working ? '个工作日' : '日'
  const gap = (from: PlainDate, to: PlainDate) =>
    working ? workdaysBetween(calendar, from, to) : daysBetween(from, to)
  const final = s.final?.slice(0, 10)
  const least = limit.kind === 'MIN'
  const base = {
    code: s.code,
    name: limit.name,
    unit,
    article: limit.cite.text,
    verified: limit.verified !== false && limit.cite.verified,
    practice: limit.practice === true,
    provisional: s.provisional === true,
    bears: limit.bears,
    least,
    ...(s.start ? { start: s.start } : {}),
    ...(s.strict ? { strict: s.strict } : {}),
    ...(s.final ? { final: s.final } : {}),
    ...(s.metOn ? { metOn: s.metOn } : {}),
    ...(s.metBy ? { metBy: s.metBy } : {}),
    ...(limit.ifMissed
      ? { consequence: 'deems' in limit.ifMissed ? `逾期${deemedName(limit.ifMissed.deems)}` : limit.ifMissed.means }
      : {}),
  } as const
  if (s.status === 'idle' || !final || !s.start) return { ...base, light: 'idle', words: '未起算' }
  if (s.status === 'paused') return { ...base, light: 'stop', words: '停表' }
  if (s.status === 'kept' || s.status === 'late') {
    const used = s.metOn ? gap(s.start, s.metOn) : 0
    const words = least
      ? `历时${used}${unit}`
      : s.status === 'kept'
        ? used === 0
          ? limit.bears === 'party'
            ? '期限内当日'
            : '当日办'
          : used < 0 // a limit that ends on a day set beforehand
            ? `提前${-used}${unit}办`
            : limit.bears === 'party'
              ? `期限内第${used}${unit}`
              : `第${used}${unit}办`
        : `逾期${s.metOn ? gap(final, s.metOn) : 0}${unit}办`
    return { ...base, light: s.status, words }
  }
  const total = Math.max(1, gap(s.start, final))
  const left = today <= final ? gap(today, final) : -gap(final, today)
  const used = Math.min(1, Math.max(0, (total - left) / total))
  if (least)
    return left < 0 || today > (s.strict ?? final)
      ? { ...base, light: 'kept', words: '已满最短期限', left, used: 1 }
      : { ...base, light: 'ok', words: `${formatChineseDate(final)}后可办`, left, used }
  if (s.status === 'overdue' || left < 0)
    return {
      ...base,
      light: limit.bears === 'authority' ? 'over' : 'late',
      words: `超期${Math.max(1, -left)}${unit}`,
      left,
      used: 1,
    }
  if (today === final) return { ...base, light: 'due', words: '今日到期', left: 0, used: 1 }
  const near = final <= nearUntil(today, calendar)
  return { ...base, light: near ? 'near' : 'ok', words: `剩${left}${unit}`, left, used }
}

const urgency: Readonly<Record<Light, number>> = { over: 0, due: 1, near: 2, ok: 3, stop: 4, late: 5, kept: 6, idle: 7 }

/** The most urgent of an open record's clocks: the first that an authority must keep. */
export function mostUrgent(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter(c => c.bears === 'authority' && !c.least && ['over', 'due', 'near', 'ok', 'stop'].includes(c.light))
    .toSorted((a, b) => urgency[a.light] - urgency[b.light] || ((a.final ?? '') < (b.final ?? '') ? -1 : 1))[0]
}
