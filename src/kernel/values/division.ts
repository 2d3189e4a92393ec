/**
 * 行政区划代码: province 2, city 4 and county 6 significant digits (GB/T 2260), township 9 and village 12 (GB/T 10114 and the
 * statistical codes). Codes beginning with 99 belong to no real place and serve examples and tests.
 */

import { ok, type Result, refuse } from '../refusal.ts'

export const divisionLevels = ['province', 'city', 'county', 'township', 'village'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

export const divisionLevelNames: Readonly<Record<DivisionLevel, string>> = {
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡级',
  village: '村级',
}

const SIGNIFICANT: Readonly<Record<DivisionLevel, number>> = {
  province: 2,
  city: 4,
  county: 6,
  township: 9,
  village: 12,
}

/** 北京, 天津, 上海, 重庆: their districts belong to the municipality itself, code 01 or 02 in between is no place. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50'])

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 99'.split(' '),
)

/**
 * Checks a code of 6, 9 or 12 digits as typed and returns it without the padding that statistics add.
 * @example checkDivision('450102000000') // '450102'
 */
export function checkDivision(typed: string): Result<string> {
  const code = typed.normalize('NFKC').replace(/\s/g, '')
  const wrong = (message: string) => refuse({ code: 'invalid-number', message })
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(code)) return wrong('行政区划代码应为6位、9位或者12位数字。')
  if (!PROVINCES.has(code.slice(0, 2))) return wrong(`行政区划代码前两位“${code.slice(0, 2)}”不是省级代码，请核对。`)
  const short = code.replace(/^(\d{9})000$/, '$1').replace(/^(\d{6})000$/, '$1')
  if (/^\d{2}00(?!00)/.test(short)) return wrong('行政区划代码缺少市级部分（第3、4位为00），请核对。')
  // 东莞 (441900) and four more cities have townships but no counties; a province has neither.
  if (short.length > 6 && short.slice(2, 6) === '0000') return wrong('行政区划代码缺少县级部分，请核对。')
  if (short.length === 12 && short.slice(6, 9) === '000')
    return wrong('行政区划代码缺少乡级部分（第7至9位为000），请核对。')
  return ok(short)
}

/** The level of a checked code. */
export function divisionLevel(code: string): DivisionLevel {
  if (code.length === 12) return 'village'
  if (code.length === 9) return 'township'
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county'
}

/**
 * The next place above a checked code; undefined for a province. Districts of the four municipalities and counties directly
 * under a province (third and fourth digit 90) belong to the province.
 * @example divisionParent('450102') // '450100'; divisionParent('310101') // '310000'
 */
export function divisionParent(code: string): string | undefined {
  const province = `${code.slice(0, 2)}0000`
  switch (divisionLevel(code)) {
    case 'province':
      return undefined
    case 'city':
      return province
    case 'county':
      return MUNICIPALITIES.has(code.slice(0, 2)) || code.slice(2, 4) === '90' ? province : `${code.slice(0, 4)}00`
    case 'township':
      return code.slice(0, 6)
    case 'village':
      return code.slice(0, 9)
  }
}

/** The places above a checked code, nearest first. */
export function divisionAncestors(code: string): string[] {
  const parent = divisionParent(code)
  return parent === undefined ? [] : [parent, ...divisionAncestors(parent)]
}

/** Does `outer` contain `inner`? A place contains itself. */
export function divisionContains(outer: string, inner: string): boolean {
  return inner.startsWith(outer.slice(0, SIGNIFICANT[divisionLevel(outer)]))
}
