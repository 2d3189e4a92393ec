import type { ReactNode } from 'react'
import { chinaDate, chinaDateTime, formatChineseDate, weekdayName } from '#kernel/time/date.ts'

const keep =
  /(\d[\d,.]*(?:件|人|项|个|日|名|条|场)(?!工作)|\d+年\d+月\d+日|\d+月\d+日|\d{4}-\d{2}-\d{2}|[\u4e00-\u9fffA-Za-z]{0,8}〔\d{4}〕\d+号|《[^》]{1,24}》第[一二三四五六七八九十百零]+条(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?|第[一二三四五六七八九十百零]+条)/g

/** Text in which dates, case numbers and articles do not break over a line. */
export function Words({ children }: { children: string }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const m of children.matchAll(keep)) {
    if (m.index > at) parts.push(children.slice(at, m.index))
    parts.push(
      <span className="nb" key={m.index}>
        {m[0]}
      </span>,
    )
    at = m.index + m[0].length
  }
  if (at < children.length) parts.push(children.slice(at))
  return <>{parts}</>
}

/** 星期二, where others say 周二 for short. */
export const weekdayOf = (day: string): string => weekdayName(day).replace('周', '星期')
/** 9月10日; with the year when it is not this one. */
export const shortDay = (day: string, today?: string): string => {
  const [y, m, d] = day.split('-').map(Number)
  return `${today && !today.startsWith(String(y)) ? `${y}年` : ''}${m}月${d}日`
}
export const number = (n: number): string => n.toLocaleString('zh-CN')
/** 2025-10-10 16:20 in China. */
export const moment = (instant: string): string => chinaDateTime(instant).slice(0, 16).replace('T', ' ')
/** 2026年3月2日 in China. */
export const dayInWords = (instant: string): string => formatChineseDate(chinaDate(instant))
/** 2026年3月2日 10:08 in China. */
export const momentInWords = (instant: string): string => `${dayInWords(instant)} ${moment(instant).slice(11)}`

/** What follows when the day passes, said as that. */
export const consequence = (text: string): string => (/^(逾期|视为|到期)/.test(text) ? text : `逾期：${text}`)
