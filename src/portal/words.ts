import type { Clock, Light } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { formatChineseDate, type PlainDate, partsOf } from '#kernel/time/date.ts'
import { describeAmount } from '#kernel/time/period.ts'
import { maskName } from '#kernel/values/names.ts'
import { type Html, html } from './html.ts'

/** `{limit.code}` becomes the length of that limit, `{organ}` the organ's name. */
export const fillWords = (text: string, d: Declaration, organ = ''): string =>
  text.replaceAll('{organ}', organ).replace(/\{limit\.(\w+)\}/g, (_, code: string) => {
    const limit = d.limits[code]
    if (!limit) throw new Error(`${d.code} has no limit ${code}`)
    return describeAmount(limit.within.amount, limit.within.unit)
  })

/** The articles of some limits, each once. */
export const basisOf = (d: Declaration, limits: readonly string[]): string =>
  [...new Set(limits.map(code => d.limits[code]?.cite.text ?? ''))].filter(Boolean).join('、')

/** 5月25日 in the present year, 2027年5月25日 in another. */
export function shortDay(day: string, now: PlainDate): string {
  const { year, month, day: d } = partsOf(day.slice(0, 10))
  return year === partsOf(now).year ? `${month}月${d}日` : formatChineseDate(day.slice(0, 10))
}

const marks: Readonly<Record<Light, string>> = {
  over: 'late',
  due: 'today',
  near: 'near',
  ok: 'ok',
  stop: 'off',
  late: 'late',
  kept: 'done',
  idle: 'off',
}

/** Shape, colour and word of a clock. */
export const clockMark = (clock: Clock, words = clock.words): Html =>
  html`<span class="ck ${marks[clock.light]}">${words}</span>`

/** 张小明 → 张某某: what is published tells neither the given name nor how it is written. */
export const maskPerson = (name: string): string => maskName(name).replaceAll('*', '某')

/** Numbers that belong to a person are taken out of a text, and the names of the people who take part. */
export function scrub(text: string, people: readonly string[] = []): string {
  let clean = text
    .replace(/\d{17}[\dXx]|\d{15}(?!\d)/g, '（证件号码隐去）')
    .replace(/(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g, '（电话隐去）')
  for (const name of people) if (name.length > 1) clean = clean.replaceAll(name, maskPerson(name))
  return clean
}

/** Pages of a list by number. */
export function pager(href: (page: number) => string, page: number, pages: number): Html {
  if (pages <= 1) return html``
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter(n => n >= 1 && n <= pages)
  return html`<nav class="pager" aria-label="翻页">${near.map(n =>
    n === page ? html`<span aria-current="page">${n}</span>` : html`<a href="${href(n)}">${n}</a>`,
  )}${page < pages ? html`<a href="${href(page + 1)}">下一页</a>` : ''}</nav>`
}

/** A GET address with what was asked for; empty values are left out. */
export function address(path: string, values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') query.set(name, String(value))
  return query.size ? `${path}?${query}` : path
}

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '')
export const pageNumber = (value: unknown): number => Math.min(Math.max(Math.trunc(Number(value)) || 1, 1), 10_000)
