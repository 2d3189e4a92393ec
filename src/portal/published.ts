import type { FileRef, RecordState } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { type Platform, today } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { getFile } from '#store/files.ts'
import { publicScope } from './filings.ts'

/**
 * Which records stand on the portal: of which system, from which act on. The database asks the same of its own
 * (zs.portal_records): nothing else can be read here.
 */
export const shown = {
  penalties: { system: 'penalty', since: 'publish' },
  documents: { system: 'normative-document', since: 'publish' },
  consultations: { system: 'normative-document', since: 'startConsultation' },
  activities: { system: 'publicity-activity', since: 'open' },
} as const
export type Shown = keyof typeof shown

/** A record of the portal. `since`: the day on which it was made public. */
export type Published = { readonly id: string; readonly since: string; readonly state: RecordState }

export type Asked = {
  readonly record?: string
  readonly words?: string
  readonly organ?: string
  readonly first?: string
  readonly last?: string
  readonly skip?: number
  readonly most?: number
}

/** What is public, newest first, with the number of all that were asked for. */
export async function publishedRecords(
  platform: Platform,
  division: string,
  what: Shown,
  asked: Asked = {},
): Promise<{ rows: Published[]; total: number }> {
  const { system, since } = shown[what]
  const words = asked.words ? `%${asked.words.replace(/[\\%_]/g, '\\$&')}%` : null
  const rows = await read<{ id: string; on_day: string; state: RecordState; total: number }>(
    platform.db,
    publicScope(division),
    'select id, on_day, state, total from zs.portal_records($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [
      system,
      since,
      asked.record ?? null,
      words,
      asked.organ || null,
      asked.first ?? '1900-01-01',
      asked.last ?? '2199-12-31',
      today(platform),
      asked.skip ?? 0,
      asked.most ?? 20,
    ],
  )
  return { rows: rows.map(r => ({ id: r.id, since: r.on_day, state: r.state })), total: rows[0]?.total ?? 0 }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export async function publishedRecord(
  platform: Platform,
  division: string,
  what: Shown,
  record: string,
): Promise<Published | undefined> {
  if (!uuid.test(record)) return undefined
  return (await publishedRecords(platform, division, what, { record })).rows[0]
}

/**
 * Of the files of a record, those that are meant for everybody: the ones whose name begins so. Everything else in the
 * file of a case (drafts, opinions, letters between offices) stays inside.
 */
const publicNames: Readonly<Partial<Record<Shown, readonly string[]>>> = {
  documents: ['正文', '附件', '政策解读'],
  consultations: ['征求意见稿', '起草说明'],
}
export const publicFiles = (what: Shown, state: RecordState): readonly FileRef[] =>
  state.files.filter(f => publicNames[what]?.some(n => f.name.startsWith(n)))

/** The content of a public file, read on behalf of the organ that keeps it. */
export async function publicFile(
  platform: Platform,
  division: string,
  what: Shown,
  record: string,
  hash: string,
): ReturnType<typeof getFile> {
  const found = await publishedRecord(platform, division, what, record)
  const file = found && publicFiles(what, found.state).find(f => f.hash === hash)
  if (!found || !file) return refuse({ code: 'not-found', message: '没有这个文件，或者它不是公开的。' })
  const keeper: Scope = { division, organ: found.state.organ, sees: 'organ', person: 'portal' }
  return getFile(platform.db, keeper, record, hash)
}

/** All bytes of a file, for turning it into text. */
export async function contentOf(file: Awaited<ReturnType<typeof getFile>>): Promise<Result<Buffer>> {
  if (!file.ok) return file
  const pieces: Uint8Array[] = []
  for await (const piece of file.value.content) pieces.push(piece)
  return ok(Buffer.concat(pieces))
}

/** Open matters by light. */
export async function lightsOf(
  platform: Platform,
  division: string,
  system: string,
  near: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await read<{ light: string; n: number }>(
    platform.db,
    publicScope(division),
    'select light, n from zs.portal_lights($1, $2, $3)',
    [system, today(platform), near],
  )
  return new Map(rows.map(r => [r.light, r.n]))
}
