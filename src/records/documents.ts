import type { CaseDocumentInput } from '#documents/case-document.ts'
import { type Result, refuse } from '#kernel/refusal.ts'
import { loadRecord } from '#store/log.ts'
import { readFacts, referred } from './facts.ts'
import { namesOf, type Platform, today } from './platform.ts'
import type { Caller } from './records.ts'
import { allFields } from './view.ts'

/** What a paper of a record is made from. `seq`: the step that issued it; absent: a draft of how it reads now. */
export async function caseDocumentOf(
  platform: Platform,
  caller: Caller,
  id: string,
  code: string,
  seq?: number,
): Promise<Result<CaseDocumentInput>> {
  const stored = await loadRecord(platform.db, caller.scope, id)
  const missing = () => refuse({ code: 'not-found', message: '没有找到该文书，或者不在您可以查看的范围内。' })
  if (!stored) return missing()
  const { state } = stored
  const declaration = platform.catalogue.get(state.system, state.version)
  if (!declaration.documents[code] || (seq !== undefined && !state.steps.some(s => s.seq === seq))) return missing()
  const division = await platform.division(caller.scope.division)
  const fields = Object.fromEntries([...allFields(declaration)].map(([c, { field }]) => [c, field]))
  const ids = referred(fields, state.values)
  const facts = await readFacts(platform.db, platform.catalogue, caller.scope, ids)
  const titles = new Map(ids.flatMap(i => (facts.record(i) ? [[i, facts.record(i)?.title ?? ''] as const] : [])))
  return {
    ok: true,
    value: {
      declaration,
      state,
      document: code,
      names: namesOf(division, titles),
      calendar: platform.calendar(),
      settings: division.settings,
      today: today(platform),
      ...(seq === undefined ? {} : { seq }),
    },
  }
}
