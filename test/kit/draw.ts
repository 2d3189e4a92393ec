import type { Field, Fields, Party, PartyRole, Value, Values } from '#kernel/field.ts'
import { addDays, type PlainDate } from '#kernel/time/date.ts'
import { creditCodeCheck } from '#kernel/values/credit-code.ts'
import { identityCardCheck } from '#kernel/values/identity-card.ts'

/** A repeatable stream of numbers in [0, 1): mulberry32. The seed is printed by whoever draws. */
export type Random = () => number
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const between = (draw: Random, low: number, high: number): number => low + Math.floor(draw() * (high - low + 1))
export const oneOf = <T>(draw: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(draw() * list.length)]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}

/** An identity number of the reserved region 990101. */
export function drawIdentityCard(draw: Random): string {
  const first17 = `990101${between(draw, 1950, 2004)}${two(between(draw, 1, 12))}${two(between(draw, 1, 28))}${String(between(draw, 0, 999)).padStart(3, '0')}`
  return first17 + identityCardCheck(first17)
}
const two = (n: number) => String(n).padStart(2, '0')

/** A credit code of the reserved region 990101. */
function drawCreditCode(draw: Random): string {
  const first17 = `91990101${String(between(draw, 0, 999_999_999)).padStart(9, '0')}`
  return first17 + creditCodeCheck(first17)
}

/** Ids that exist, of organs, register entries and other records. */
export type Ids = (field: Field) => readonly string[]
const noIds: Ids = () => []

/** Something that the field accepts, within its bounds; money and counts are kept small, dates lie near the day. */
function drawValue(draw: Random, field: Field, on: PlainDate, ids: Ids): Value {
  const known = ids(field)
  if (known.length) return field.many ? some(draw, known, between(draw, 2, 3)) : oneOf(draw, known)
  if (field.many) {
    const options = Object.keys(field.options ?? { one: '', two: '' })
    return options
      .filter(() => draw() < 0.3)
      .concat(oneOf(draw, options))
      .filter((x, i, all) => all.indexOf(x) === i)
  }
  const low = field.min ?? 0
  switch (field.kind) {
    case 'integer':
      return between(draw, low, Math.min(field.max ?? low + 50, low + 500))
    case 'money':
      return between(draw, low, Math.min(field.max ?? low + 5_000_000, low + 5_000_000))
    case 'boolean':
      return draw() < 0.8
    case 'date':
      return field.max === 0 ? addDays(on, -between(draw, 0, 20)) : addDays(on, between(draw, -20, 60))
    case 'choice':
      return oneOf(draw, Object.keys(field.options ?? {}))
    case 'identityCard':
      return drawIdentityCard(draw)
    case 'creditCode':
      return drawCreditCode(draw)
    case 'phone':
      return `138${String(between(draw, 0, 99_999_999)).padStart(8, '0')}`
    case 'organ':
      return oneOf(draw, ['organ-a', 'organ-b', 'organ-c'])
    default:
      return `${field.name}${between(draw, 1, 999)}`.slice(0, field.max ?? 200)
  }
}

const some = <T>(draw: Random, list: readonly T[], n: number): T[] =>
  list
    .map(x => ({ x, at: draw() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, n)
    .map(({ x }) => x)

/** A form filled in: optional fields half the time, fields with a usual value mostly left at it. */
export function drawValues(draw: Random, fields: Fields, on: PlainDate, ids: Ids = noIds): Values {
  const values: Record<string, Value> = {}
  for (const [code, field] of Object.entries(fields)) {
    if (field.initial !== undefined && draw() < 0.8) continue
    if (field.optional && draw() < 0.5) continue
    values[code] = drawValue(draw, field, on, ids)
  }
  return values
}

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王']

/** Everybody whom the declaration asks for. */
export function drawParties(draw: Random, roles: Readonly<Record<string, PartyRole>>): Party[] {
  return Object.entries(roles)
    .filter(([, role]) => !role.optional || draw() < 0.3)
    .map(([code, role]) => {
      const kind = oneOf(draw, role.kinds)
      const name =
        kind === 'person' ? `${oneOf(draw, surnames)}试${between(draw, 1, 99)}` : `试验单位${between(draw, 1, 99)}`
      const number =
        kind === 'person' ? drawIdentityCard(draw) : kind === 'organisation' ? drawCreditCode(draw) : undefined
      return {
        role: code,
        kind,
        name,
        ...(number ? { number } : {}),
        ...(kind === 'agency' ? { organ: 'organ-a' } : {}),
      }
    })
}
