import { toDocx } from '#documents/to-docx.ts'
import type { RecordState } from '#kernel/record.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import { addMinutes } from '#kernel/time/date.ts'
import type { Platform } from '#records/platform.ts'
import { attachFile, type Caller } from '#records/records.ts'
import { read, type Scope } from '#store/database.ts'
import { putFile } from '#store/files.ts'
import { events } from '#store/log.ts'
import { demonstrationDivision as division, districtPeople } from './district.ts'
import { ruleText } from './rule-text.ts'

/** Whoever enters a file does so some minutes after the last step. */
const minutesAfter = 20

/**
 * Attaches its text to each rule that the public may read: 正文 to what is published, 征求意见稿 to what is open for
 * comment. A record that has it already stays as it is.
 */
export async function attachRuleTexts(platform: Platform): Promise<Result<void>> {
  const scope: Scope = { division, organ: '', sees: 'division', person: 'simulation' }
  const rows = await read<{ state: RecordState }>(
    platform.db,
    scope,
    `select state from zs.record where division = $1 and system = 'normative-document' order by id`,
    [division],
  )
  for (const { state } of rows) {
    const draft = state.stage === 'consulting'
    if (!draft && !state.steps.some(s => s.action === 'publish')) continue
    const done = await attach(platform, scope, state, draft)
    if (!done.ok) return done
  }
  return ok(undefined)
}

async function attach(platform: Platform, scope: Scope, state: RecordState, draft: boolean): Promise<Result<unknown>> {
  const name = draft ? '征求意见稿.docx' : '正文.docx'
  if (state.files.some(f => f.name === name)) return ok(undefined)
  const drafter = districtPeople().find(p => p.organ === state.organ && p.roles.includes('drafter'))
  const last = (await events(platform.db, scope, state.id)).at(-1)?.event
  if (!drafter || !last) return ok(undefined)
  const { organs } = await platform.division(division)
  const issuer = organs.get(String(state.values.issuer))?.name ?? ''
  const caller: Caller = {
    actor: drafter,
    scope: { division, organ: state.organ, sees: 'organ', person: drafter.id },
    origin: 'user',
  }
  const content = await toDocx(ruleText(state, issuer, draft))
  const file = await putFile(platform.db, caller.scope, piecesOf(content), { name })
  if (!file.ok) return file
  const then = addMinutes(last.recordedAt, minutesAfter)
  return attachFile({ ...platform, now: () => then }, caller, state.id, file.value, `rule-text-${state.id}`)
}

async function* piecesOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}
