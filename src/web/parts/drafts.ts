import type { Party } from '#kernel/field.ts'
import type { EntryRow } from './entry-rows.ts'
import type { Entered } from './fields.tsx'

/** A form that was begun and not sent, kept in this browser for one person. */
export type Draft = {
  readonly on: string
  readonly values: Entered
  readonly parties: readonly Party[]
  readonly savedAt: string
}

/** Of the form of one opening, or of the sheet in which many are typed. */
export const draftKey = (system: string, person: string, of: 'form' | 'rows' = 'form'): string =>
  `${of === 'form' ? 'draft' : 'rows'} ${person} ${system}`

export function readDraft(key: string): Draft | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') as Draft
  } catch {
    return undefined
  }
}

export const keepDraft = (key: string, draft: Draft): void => localStorage.setItem(key, JSON.stringify(draft))
export const forgetDraft = (key: string): void => localStorage.removeItem(key)

/** The rows of a sheet that were typed and not opened. */
type RowsDraft = { readonly rows: readonly EntryRow[]; readonly savedAt: string }

function readRowsDraft(key: string): RowsDraft | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') as RowsDraft
  } catch {
    return undefined
  }
}
export const readRows = (key: string): readonly EntryRow[] => readRowsDraft(key)?.rows ?? []
export const keepRows = (key: string, rows: readonly EntryRow[]): void =>
  localStorage.setItem(
    key,
    JSON.stringify({ rows, savedAt: new Date().toTimeString().slice(0, 5) } satisfies RowsDraft),
  )

type Begun = {
  readonly key: string
  readonly system: string
  readonly savedAt: string
  /** So many rows of a sheet; absent: the form of one. */
  readonly rows?: number
}

/** What a person began and did not send: forms in which something was really entered, and rows. */
export function draftsOf(person: string): readonly Begun[] {
  const form = draftKey('', person)
  const sheet = draftKey('', person, 'rows')
  return Object.keys(localStorage).flatMap((key): Begun[] => {
    if (key.startsWith(sheet)) {
      const draft = readRowsDraft(key)
      return draft?.rows.length
        ? [{ key, system: key.slice(sheet.length), savedAt: draft.savedAt, rows: draft.rows.length }]
        : []
    }
    const draft = key.startsWith(form) ? readDraft(key) : undefined
    const begun =
      draft &&
      (draft.parties.some(p => p.name || p.number) || Object.values(draft.values).some(v => typeof v === 'string' && v))
    return begun ? [{ key, system: key.slice(form.length), savedAt: draft.savedAt }] : []
  })
}
