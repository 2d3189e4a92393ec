import { randomBytes } from 'node:crypto'
import type { Draft } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { declarationHash } from '#kernel/hash/declaration.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import type { EventData, Origin, RecordEvent } from '#kernel/record.ts'
import type { Instant } from '#kernel/time/date.ts'
import type { Series } from '#store/log.ts'
import type { DivisionInfo } from './platform.ts'

/** A UUID of version 7 (RFC 9562): new records lie next to each other in the indexes. */
export function newId(now: Instant): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.parse(now), 0, 6)
  return formatUuid(bytes, 0x70)
}

/** The id that a key always gives (version 8): the same ledger row imported twice is the same record. */
export const idOf = (key: string): string => formatUuid(Buffer.from(sm3(key), 'hex').subarray(0, 16), 0x80)

function formatUuid(bytes: Buffer, version: number): string {
  bytes[6] = ((bytes[6] as number) & 0x0f) | version
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const short = (division: DivisionInfo, organ: string) => division.organs.get(organ)?.short ?? ''

/** 准司复〔2024〕12号 */
export const printNumber = (division: DivisionInfo, organ: string, series: string, year: number, n: number): string =>
  `${short(division, organ)}${series}〔${year}〕${n}号`

/** The series from which a record's own number is taken. */
export const caseSeries = (d: Declaration, organ: string, year: number): Series => ({ organ, series: d.code, year })

/** The series of the numbered documents that a draft issues, in order. */
export function documentSeries(d: Declaration, draft: Draft, organ: string): Series[] {
  const year = Number(draft.on.slice(0, 4))
  return draft.produces.flatMap(code => {
    const series = d.documents[code]?.series
    return series ? [{ organ, series: `文书 ${series}`, year }] : []
  })
}

export type EventFrame = {
  readonly division: DivisionInfo
  readonly record: string
  readonly declaration: Declaration
  readonly organ: string
  readonly origin: Origin
  readonly command: string
}

/** The event that a draft becomes, with its numbers. `numbers` are consumed in the order of `documentSeries`. */
export function eventOf(
  frame: EventFrame,
  draft: Draft,
  seq: number,
  recordedAt: Instant,
  numbers: number[],
  caseNumber?: string,
): RecordEvent {
  const { declaration: d, division, organ } = frame
  const year = Number(draft.on.slice(0, 4))
  const documents = draft.produces.map(code => {
    const series = d.documents[code]?.series
    const n = series ? numbers.shift() : undefined
    return series && n !== undefined ? { code, number: printNumber(division, organ, series, year, n) } : { code }
  })
  const { opened } = draft.data
  const data: EventData = {
    ...draft.data,
    ...(documents.length ? { documents } : {}),
    ...(opened && caseNumber ? { opened: { ...opened, number: caseNumber } } : {}),
  }
  return {
    division: division.code,
    record: frame.record,
    seq,
    system: d.code,
    version: d.version,
    declaration: declarationHash(d),
    action: draft.action,
    on: draft.on,
    recordedAt,
    by: { id: draft.by.id, name: draft.by.name, organ: draft.by.organ, role: draft.role },
    origin: draft.role === 'law' ? 'law' : frame.origin,
    command: frame.command,
    data,
    ...(draft.at ? { at: draft.at } : {}),
  }
}
