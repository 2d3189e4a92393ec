import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { checkPassword, hashPassword } from '#access/password.ts'
import type { FileRef } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { addDays, chinaDateTime, type PlainDate } from '#kernel/time/date.ts'
import { type DivisionInfo, type OrganInfo, type Platform, today } from '#records/platform.ts'
import { act, attachFile, type Caller, checkOpening, openRecord } from '#records/records.ts'
import type { Check, OpenRequest } from '#records/views.ts'
import { query, read, type Scope, transact } from '#store/database.ts'
import { putFile } from '#store/files.ts'
import { logAccess } from '#store/log.ts'
import { type Answers, applicantOf, readAnswers, type Typed } from './answers.ts'
import type { Service } from './services.ts'

/** A form begun and not sent. It belongs to the browser that holds the token; the token itself is not kept here. */
export type Draft = {
  readonly id: string
  readonly typed: Typed
  readonly files: readonly FileRef[]
  /** The code that the person will get; made once, so that sending twice shows the same one. */
  readonly code: string
}

/** The published decision that a form was begun from. Nobody types it. */
export const challengedInput = 'known.challenged'

const keptDays = 30
export const mostFiles = 10
export const mostBytes = 10 * 1024 * 1024

/** Who has not signed in sees no records. */
export const publicScope = (division: string): Scope => ({ division, organ: '', sees: 'public', person: 'portal' })

const personOf = (token: string) => `portal:${createHash('sha256').update(token).digest('hex').slice(0, 32)}`
const scopeOf = (division: string, token: string, organ = ''): Scope => ({
  division,
  organ,
  sees: 'public',
  person: personOf(token),
})

export const newToken = (): string => randomBytes(18).toString('base64url')

/** The letters and digits that cannot be taken for one another: no 0 O 1 I L. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = (): string => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')

/** 8K3F27WD → 8K3F-27WD */
export const printCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

export async function findDraft(
  platform: Platform,
  division: string,
  token: string | undefined,
  system: string,
): Promise<Draft | undefined> {
  if (!token) return undefined
  const scope = scopeOf(division, token)
  const rows = await read<{ id: string; content: Omit<Draft, 'id'> }>(
    platform.db,
    scope,
    'select id, content from zs.draft where division = $1 and person = $2 and system = $3 order by changed_at desc limit 1',
    [division, scope.person, system],
  )
  return rows[0] && { ...rows[0].content, id: rows[0].id }
}

/**
 * Begins a form, or goes on with the one that this browser began. Forms left for a month are forgotten. `known`: answers
 * that need not be typed, e.g. of the decision that is challenged.
 */
export async function beginDraft(
  platform: Platform,
  division: string,
  token: string,
  system: string,
  known: Typed = {},
): Promise<Draft> {
  const before = await findDraft(platform, division, token, system)
  if (before) return before
  const scope = scopeOf(division, token)
  const old = `${addDays(today(platform), -keptDays)}T00:00:00.000Z`
  await transact(platform.db, scope, async trx => ok(await query(trx, 'select zs.forget_portal_drafts($1)', [old])))
  const draft: Draft = { id: randomUUID(), typed: known, files: [], code: newCode() }
  await saveDraft(platform, division, token, system, draft)
  return draft
}

export async function saveDraft(
  platform: Platform,
  division: string,
  token: string,
  system: string,
  { id, ...content }: Draft,
): Promise<void> {
  const scope = scopeOf(division, token)
  await transact(platform.db, scope, async trx =>
    ok(
      await query(
        trx,
        `insert into zs.draft (division, person, id, system, content) values ($1, $2, $3, $4, $5)
         on conflict (division, person, id) do update set content = excluded.content, changed_at = now()`,
        [division, scope.person, id, system, JSON.stringify(content)],
      ),
    ),
  )
}

export async function dropDraft(platform: Platform, division: string, token: string, id: string): Promise<void> {
  const scope = scopeOf(division, token)
  await transact(platform.db, scope, async trx =>
    ok(
      await query(trx, 'delete from zs.draft where division = $1 and person = $2 and id = $3', [
        division,
        scope.person,
        id,
      ]),
    ),
  )
}

/** The organs that handle what is filed with a service. */
export const handlersOf = (division: DivisionInfo, service: Service): OrganInfo[] =>
  [...division.organs.values()].filter(o => o.kind === service.organ)

export function answersOf(
  platform: Platform,
  division: DivisionInfo,
  service: Service,
  typed: Typed,
  pages = service.pages,
): Answers {
  const d = platform.catalogue.newest(service.system)
  if (!d) throw new Error(`there is no system ${service.system}`)
  const handlers = handlersOf(division, service)
  return readAnswers(d, pages, typed, { today: today(platform), organs: [...division.organs.values()], handlers })
}

/** The file is kept for the organ that will handle the matter. */
export async function keepFile(
  platform: Platform,
  division: string,
  token: string,
  organ: string,
  content: Readable,
  name: string,
): Promise<Result<FileRef>> {
  return putFile(platform.db, scopeOf(division, token, organ), content, { name, most: mostBytes })
}

/** The matter as it will be opened: the same request that the workbench would send, by the person who files. */
function openingOf(platform: Platform, division: DivisionInfo, token: string, service: Service, draft: Draft) {
  const answers = answersOf(platform, division, service, draft.typed)
  const organ = answers.organ ?? handlersOf(division, service)[0]?.code ?? ''
  const challenged = draft.typed[challengedInput]
  const request: OpenRequest = {
    system: service.system,
    on: today(platform),
    at: chinaDateTime(platform.now()).slice(11, 16),
    values: { ...answers.values, ...service.fixed, ...(challenged ? { challenged } : {}) },
    parties: answers.parties,
  }
  const caller: Caller = {
    actor: {
      id: personOf(token),
      name: applicantOf(service, answers),
      division: division.code,
      organ,
      roles: ['citizen'],
    },
    scope: scopeOf(division.code, token, organ),
    origin: 'portal',
  }
  return { answers, organ, request, caller }
}

/** What the law will refuse, and the days that will begin to run. Nothing is written. */
export async function checkFiling(
  platform: Platform,
  division: DivisionInfo,
  token: string,
  service: Service,
  draft: Draft,
): Promise<Result<Check>> {
  const { request, caller } = openingOf(platform, division, token, service, draft)
  return checkOpening(platform, caller, request)
}

export type Filed = { readonly number: string; readonly code: string }

/**
 * Opens the matter, keeps the hash of its code, attaches the files, and forgets the draft, in this order: whatever is
 * interrupted can be sent again and ends in the same matter with the same code.
 */
export async function submit(
  platform: Platform,
  division: DivisionInfo,
  token: string,
  service: Service,
  draft: Draft,
): Promise<Result<Filed>> {
  const { answers, organ, request, caller } = openingOf(platform, division, token, service, draft)
  const [mistake] = answers.mistakes
  if (mistake) return refuse({ code: 'invalid-input', path: mistake.input, message: mistake.message })
  if (!organ) return refuse({ code: 'not-found', message: '本区还没有设立办理这件事的单位，请打12345。' })
  const opened = await openRecord(platform, caller, request, draft.id)
  if (!opened.ok) return opened
  const { id, number } = opened.value
  const hash = await hashPassword(draft.code)
  const kept = await transact(platform.db, caller.scope, async trx =>
    ok(
      await query(
        trx,
        `insert into zs.portal_filing (division, record, number, organ, code_hash) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [division.code, id, number, organ, hash],
      ),
    ),
  )
  if (!kept.ok) return kept
  const owner = caseCaller(division.code, id, organ, caller.actor.name)
  for (const file of draft.files) {
    const attached = await attachFile(platform, owner, id, file, `${draft.id}-${file.hash.slice(0, 24)}`)
    if (!attached.ok) return attached
  }
  await dropDraft(platform, division.code, token, draft.id)
  return ok({ number, code: draft.code })
}

/** A case that somebody has opened with its number and code. */
export type OpenCase = { readonly record: string; readonly organ: string; readonly caller: Caller }

/**
 * The person who filed a case, once the code was right. Reads and acts through the organ that handles it, and nothing else
 * than this one record is ever asked for.
 */
function caseCaller(division: string, record: string, organ: string, name = '申请人'): Caller {
  const person = `portal:${record}`
  return {
    actor: { id: person, name, division, organ, roles: ['citizen'] },
    scope: { division, organ, sees: 'organ', person },
    origin: 'portal',
  }
}

/** As people type them: lower case, full width, with or without the dash. */
export const readCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '')
/** 准司复(2024)12号 is found too. */
export const readNumber = (typed: string): string =>
  typed
    .replace(/\s/g, '')
    .replace(/[(（［[【﹝]/g, '〔')
    .replace(/[)）\]］】﹞]/g, '〕')

/** The case with this number, when the code is right. An unknown number takes as long as a wrong code. */
export async function openCase(
  platform: Platform,
  division: string,
  typed: { readonly number: string; readonly code: string },
): Promise<OpenCase | undefined> {
  const rows = await read<{ record: string; organ: string; code_hash: string }>(
    platform.db,
    publicScope(division),
    'select record, organ, code_hash from zs.portal_case($1)',
    [readNumber(typed.number)],
  )
  const code = readCode(typed.code)
  for (const row of rows.length ? rows : [undefined])
    if (await checkPassword(row?.code_hash, code))
      return row && { record: row.record, organ: row.organ, caller: caseCaller(division, row.record, row.organ) }
  return undefined
}

/** Looking at a case on the portal is recorded like any other look at it. */
export const recordLook = (platform: Platform, found: OpenCase): Promise<void> =>
  logAccess(platform.db, found.caller.scope, [{ action: 'portal-view', record: found.record }])

/**
 * Carries out an act that the declaration leaves to the public, or hands in words. `key`: the same for a form sent twice.
 */
export async function actOnCase(
  platform: Platform,
  found: OpenCase,
  name: string,
  action: string,
  more: { readonly values?: Answers['values']; readonly note?: string },
  key: string,
): Promise<Result<unknown>> {
  const caller: Caller = { ...found.caller, actor: { ...found.caller.actor, name } }
  const on: PlainDate = today(platform)
  return act(
    platform,
    caller,
    found.record,
    { action, on, ...(more.values ? { values: more.values } : {}), ...(more.note ? { note: more.note } : {}) },
    `${found.record}-${key}`,
  )
}

/** Adds a file to a case that is open. */
export async function addToCase(
  platform: Platform,
  found: OpenCase,
  name: string,
  content: Readable,
  fileName: string,
): Promise<Result<FileRef>> {
  const caller: Caller = { ...found.caller, actor: { ...found.caller.actor, name } }
  const file = await putFile(platform.db, caller.scope, content, { name: fileName, most: mostBytes })
  if (!file.ok) return file
  const key = `file-${found.record}-${file.value.hash.slice(0, 24)}`
  const attached = await attachFile(platform, caller, found.record, file.value, key)
  return attached.ok ? file : attached
}
