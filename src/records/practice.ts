import type { Declaration } from '#kernel/declaration.ts'
import type { Amount, Limit } from '#kernel/limit.ts'
import type { Actor } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { describeAmount, type PeriodUnit } from '#kernel/time/period.ts'
import { spanInWords } from '#law/pages.ts'
import { query, transact } from '#store/database.ts'
import { logAccessIn } from '#store/log.ts'
import { type Platform, usualUndoMinutes } from './platform.ts'
import { type Recomputed, recompute } from './recompute.ts'

/** Something that local custom decides: how many days, where no national law says so, or how long a slip may be undone. */
export type PracticeSetting = {
  readonly key: string
  readonly systemName: string
  readonly name: string
  /** What it counts, from which step to which, and what follows. */
  readonly meaning: string
  readonly unit: string
  readonly usual: number
  readonly now: number
  readonly least: number
  readonly most: number
}

type Declared = Omit<PracticeSetting, 'now'> & {
  /** Of a limit: its system, its code among the settings, and the unit that is kept. */
  readonly limit?: { readonly system: string; readonly code: string; readonly unit: PeriodUnit }
}

/** More than this is no term any more but a slip of the pen. */
const most: Readonly<Record<Exclude<PeriodUnit, 'FIX'>, number>> = { H: 240, WD: 120, D: 365, M: 24, Y: 10 }

const undo: Declared = {
  key: 'undoMinutes',
  systemName: '全部事项',
  name: '撤回本人刚办的一步',
  meaning: '从录入起，超过这么多分钟就不能自行撤回，只能更正；0为不许撤回。',
  unit: '分钟',
  usual: usualUndoMinutes,
  least: 0,
  most: 60,
}

/** Everything that the declarations leave to local custom, in their order. */
function declared({ catalogue }: Pick<Platform, 'catalogue'>): Declared[] {
  const limits = catalogue.current.flatMap(d =>
    Object.entries(d.limits).flatMap(([code, limit]) => (limit.practice ? limitSetting(d, code, limit) : [])),
  )
  return [undo, ...limits]
}

function limitSetting(d: Declaration, code: string, limit: Limit): Declared[] {
  const { amount, unit } = limit.within
  if (unit === 'FIX') return []
  return [
    {
      key: `limit.${d.code}.${code}`,
      systemName: d.name,
      name: limit.name,
      meaning: spanInWords(d, limit),
      unit: describeAmount(1, unit).slice(1),
      usual: amount,
      least: 1,
      most: Math.max(most[unit], amount),
      limit: { system: d.code, code: `${d.code}.${code}`, unit },
    },
  ]
}

/** The settings of a division as they are in force. */
export async function listPractice(platform: Platform, code: string): Promise<PracticeSetting[]> {
  const { settings, undoMinutes } = await platform.division(code)
  return declared(platform).map(({ limit, ...s }) => ({
    ...s,
    now: limit ? (settings[limit.code]?.amount ?? s.usual) : undoMinutes,
  }))
}

/** Every day on which a record may have been open. */
const ever = { from: '1900-01-01', to: '2199-12-31' } satisfies Record<string, PlainDate>
const nothing: Recomputed = { records: 0, moved: 0, settled: 0, figures: 0, shown: [] }

/** Which clocks another amount would move; nothing is written. */
export async function previewPractice(
  platform: Platform,
  actor: Actor,
  key: string,
  amount: number,
): Promise<Result<Recomputed>> {
  const found = settingOf(platform, key, amount)
  if (!found.ok) return found
  const { limit } = found.value
  if (!limit) return ok(nothing)
  const { settings } = await platform.division(actor.division)
  const wanted: Amount = { amount, unit: limit.unit }
  const range = { ...ever, system: limit.system }
  return ok(
    await recompute(platform, actor.division, {
      settings: { ...settings, [limit.code]: wanted },
      range,
      write: false,
    }),
  )
}

/** Sets an amount, with its entry in the audit log, and computes the clocks that it reaches anew. */
export async function setPractice(
  platform: Platform,
  actor: Actor,
  key: string,
  amount: number,
): Promise<Result<Recomputed>> {
  if (!actor.roles.includes('administrator'))
    return refuse({ code: 'forbidden', message: '只有系统管理员可以修改办理设置。' })
  const found = settingOf(platform, key, amount)
  if (!found.ok) return found
  const { limit, systemName, name, unit } = found.value
  const { division, organ, id } = actor
  const before = (await listPractice(platform, division)).find(s => s.key === key)?.now
  const scope = { division, organ, sees: 'division', person: id } as const
  const written = await transact(platform.db, scope, async trx => {
    await query(
      trx,
      `insert into zs.setting (division, key, value, changed_by) values ($1, $2, $3, $4)
       on conflict (division, key) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = now()`,
      [division, key, JSON.stringify(limit ? { amount, unit: limit.unit } : amount), id],
    )
    const detail = `${systemName}“${name}”由${before}${unit}改为${amount}${unit}`
    await logAccessIn(trx, [{ action: 'setting', detail }])
    return ok(null)
  })
  if (!written.ok) return written
  await platform.forget()
  return ok(
    limit ? await recompute(platform, division, { range: { ...ever, system: limit.system }, write: true }) : nothing,
  )
}

function settingOf(platform: Platform, key: string, amount: number): Result<Declared> {
  const found = declared(platform).find(s => s.key === key)
  if (!found)
    return refuse({ code: 'not-found', path: 'key', message: '没有这一项设置；法律规定的期限不能在这里修改。' })
  if (!Number.isInteger(amount) || amount < found.least || amount > found.most)
    return refuse({
      code: 'invalid-input',
      path: 'amount',
      message: `“${found.name}”应当是${found.least}至${found.most}${found.unit}之间的整数，请重新填写。`,
    })
  return ok(found)
}
