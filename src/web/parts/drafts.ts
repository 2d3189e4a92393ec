import type { Party } from '#kernel/field.ts'
import type { Entered } from './fields.tsx'

/** A form that was begun and not sent, kept in this browser for one person. */
export type Draft = {
  readonly on: string
  readonly values: Entered
  readonly parties: readonly Party[]
  readonly savedAt: string
}

export const draftKey = (system: string, person: string): string => `draft ${person} ${system}`

export function readDraft(key: string): Draft | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') as Draft
  } catch {
    return undefined
  }
}

export const keepDraft = (key: string, draft: Draft): void => localStorage.setItem(key, JSON.stringify(draft))
export const forgetDraft = (key: string): void => localStorage.removeItem(key)

/** The drafts in which something was really entered. */
export function draftsOf(person: string): readonly { key: string; system: string; savedAt: string }[] {
  const start = draftKey('', person)
  return Object.keys(localStorage)
    .filter(key => key.startsWith(start))
    .flatMap(key => {
      const draft = readDraft(key)
      const begun =
        draft &&
        (draft.parties.some(p => p.name || p.number) ||
          Object.values(draft.values).some(v => typeof v === 'string' && v))
      return begun ? [{ key, system: key.slice(start.length), savedAt: draft.savedAt }] : []
    })
}
