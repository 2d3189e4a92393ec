import { canonicalJson } from '#kernel/hash/canonical.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { ok, type Refused, type Result, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time/date.ts'
import { type Platform, today } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { makeAnchor } from '#store/anchor.ts'
import { query, read, readAll, type Scope, type Transaction, transact } from '#store/database.ts'
import { composeReport, isPlace, type Override, type Report, type Texts } from './compose.ts'
import { evaluated, figuresOf } from './figures.ts'
import { identitiesOf } from './identities.ts'
import { delaysOf } from './shortcomings.ts'

/**
 * The life of a yearly report: draft → checked → published → withdrawn. A draft is composed from the records as they are;
 * what is published is frozen with an SM3 hash that names the head of the log, and stays readable after it is withdrawn,
 * when the next version begins with its words and overrides.
 */
export type ReportHead = {
  readonly year: number
  readonly version: number
  readonly status: 'draft' | 'checked' | 'published' | 'withdrawn'
  readonly openedBy: string
  readonly openedAt: Instant
  readonly checkedBy?: string
  readonly checkedAt?: Instant
  readonly publishedBy?: string
  readonly publishedAt?: Instant
  /** Why open findings did not stand in the way. */
  readonly explanation?: string
  readonly hash?: string
  readonly anchor?: number
  readonly anchorHash?: string
  readonly withdrawnBy?: string
  readonly withdrawnAt?: Instant
  readonly withdrawnReason?: string
}

/** What is frozen: the report, and the head of the log that it was made from (absent: nothing was anchored yet). */
export type Frozen = {
  readonly report: Report
  readonly version: number
  readonly log?: { readonly anchor: number; readonly hash: string }
}

export type Draft = { readonly head: ReportHead; readonly report: Report; readonly texts: Texts }
export type Published = { readonly head: ReportHead; readonly frozen: Frozen }

const writer = 'reportWriter'

const headColumns = `year, version, status, opened_by as "openedBy", opened_at as "openedAt", checked_by as "checkedBy",
  checked_at as "checkedAt", published_by as "publishedBy", published_at as "publishedAt", explanation, hash, anchor,
  anchor_hash as "anchorHash", withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt",
  withdrawn_reason as "withdrawnReason"`

type HeadRow = { readonly [K in keyof ReportHead]-?: ReportHead[K] | null }
const headOf = (row: HeadRow): ReportHead =>
  Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null)) as ReportHead

/** All versions of all years, newest first; whoever does not see the division gets published ones only. */
export async function listReports(platform: Platform, scope: Scope): Promise<ReportHead[]> {
  const rows = await read<HeadRow>(
    platform.db,
    scope,
    `select ${headColumns} from zs.report where division = $1 order by year desc, version desc`,
    [scope.division],
  )
  return rows.map(headOf)
}

/** Begins the report of a year. Refused while one of that year is open or published. */
export async function openReport(platform: Platform, caller: Caller, year: number): Promise<Result<ReportHead>> {
  const no = notWriter(caller)
  if (no) return no
  if (!Number.isInteger(year) || year < 2000 || year > 2199)
    return refuse({ code: 'invalid-input', path: 'year', message: '请填写四位年份，如“2025”。' })
  return transact(platform.db, caller.scope, trx => openIn(trx, caller, year))
}

async function openIn(trx: Transaction, caller: Caller, year: number): Promise<Result<ReportHead>> {
  const { division } = caller.scope
  const rows = await query<HeadRow>(
    trx,
    `insert into zs.report (division, year, version, status, opened_by)
     select $1, $2, coalesce(max(version), 0) + 1, 'draft', $3 from zs.report where division = $1 and year = $2
     on conflict do nothing returning ${headColumns}`,
    [division, year, caller.actor.id],
  )
  const row = rows[0]
  return row
    ? ok(headOf(row))
    : refuse({ code: 'conflict', message: `${year}年度报告已经建立；已发布的须先撤回，再编写新的一版。` })
}

/** The open report of a year, composed from the records as they are now. */
export async function draftReport(platform: Platform, scope: Scope, year: number): Promise<Result<Draft>> {
  const [heads, overrides, texts] = (await readAll(platform.db, scope, [
    {
      text: `select ${headColumns} from zs.report where division = $1 and year = $2 and status in ('draft', 'checked')`,
      values: [scope.division, year],
    },
    {
      text: `select o.figure, o.value::float8 as value, o.reason, o.set_by as by, o.set_at as at from zs.report_override o
        join zs.report r using (division, year, version)
        where o.division = $1 and o.year = $2 and r.status in ('draft', 'checked') order by o.figure`,
      values: [scope.division, year],
    },
    {
      text: `select t.place, t.content from zs.report_text t join zs.report r using (division, year, version)
        where t.division = $1 and t.year = $2 and r.status in ('draft', 'checked')`,
      values: [scope.division, year],
    },
  ])) as [HeadRow[], Override[], { place: string; content: string }[]]
  const row = heads[0]
  if (!row || scope.sees !== 'division')
    return refuse({ code: 'not-found', message: `没有正在编写的${year}年度报告，请先新建。` })
  const words = Object.fromEntries(texts.map(t => [t.place, t.content]))
  return ok({ head: headOf(row), texts: words, report: await composeNow(platform, scope, year, overrides, words) })
}

/** The report of a year as it would read now: the open draft with its words and overrides, else straight from the records. */
export async function reportNow(platform: Platform, scope: Scope, year: number): Promise<Report> {
  const draft = await draftReport(platform, scope, year)
  return draft.ok ? draft.value.report : composeNow(platform, scope, year, [], {})
}

async function composeNow(
  platform: Platform,
  scope: Scope,
  year: number,
  overrides: readonly Override[],
  texts: Texts,
): Promise<Report> {
  const { db, catalogue } = platform
  const now = today(platform)
  const end = `${year}-12-31`
  const [counted, delays, lastYear, division] = await Promise.all([
    figuresOf(db, scope, catalogue, year),
    delaysOf(db, scope, year, now < end ? now : end),
    publishedReport(platform, scope, year - 1),
    platform.division(scope.division),
  ])
  if (!lastYear.ok && lastYear.refusal.code !== 'not-found') throw new Error(lastYear.refusal.message)
  const figures = evaluated(counted, new Map(overrides.map(o => [o.figure, o.value])))
  return composeReport({
    catalogue,
    division: scope.division,
    divisionName: division.name,
    year,
    figures,
    counted,
    identities: identitiesOf(catalogue, year, figures),
    overrides,
    texts,
    delays,
    ...(lastYear.ok ? { lastYear: lastYear.value.frozen.report } : {}),
  })
}

/** Sets a number by hand, with its reason, or (`value` null) gives it back to the records. */
export async function setOverride(
  platform: Platform,
  caller: Caller,
  year: number,
  change: { readonly figure: string; readonly value: number | null; readonly reason: string },
): Promise<Result<null>> {
  const { figure, value } = change
  const reason = change.reason.trim()
  const figures = await figuresOf(platform.db, caller.scope, platform.catalogue, year)
  if (!figures.some(f => f.code === figure))
    return refuse({ code: 'not-found', path: 'figure', message: `没有“${figure}”这一数据，请从数据列表中选择。` })
  if (value !== null && (!Number.isFinite(value) || value < 0))
    return refuse({ code: 'invalid-input', path: 'value', message: '改写的数值应当是不小于零的数。' })
  if (value !== null && !reason)
    return refuse({ code: 'invalid-input', path: 'reason', message: '人工改写数据必须写明理由。' })
  return changeDraft(platform, caller, year, async (trx, { version }) => {
    const key = [caller.scope.division, year, version, figure]
    if (value === null)
      await query(
        trx,
        'delete from zs.report_override where division = $1 and year = $2 and version = $3 and figure = $4',
        key,
      )
    else
      await query(
        trx,
        `insert into zs.report_override (division, year, version, figure, value, reason, set_by)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (division, year, version, figure)
         do update set value = excluded.value, reason = excluded.reason, set_by = excluded.set_by, set_at = now()`,
        [...key, value, reason, caller.actor.id],
      )
    return ok(null)
  })
}

/** Sets the words at a place (see `isPlace`); empty words give the place back to the program. */
export async function setText(
  platform: Platform,
  caller: Caller,
  year: number,
  change: { readonly place: string; readonly content: string },
): Promise<Result<null>> {
  const { place, content } = change
  if (!isPlace(place))
    return refuse({ code: 'invalid-input', path: 'place', message: '报告中没有这一处可以填写的文字。' })
  if (content.length > 10_000)
    return refuse({ code: 'invalid-input', path: 'content', message: '一处文字最多10000字，请分段填写。' })
  return changeDraft(platform, caller, year, async (trx, { version }) => {
    const key = [caller.scope.division, year, version, place]
    if (content.trim() === '')
      await query(
        trx,
        'delete from zs.report_text where division = $1 and year = $2 and version = $3 and place = $4',
        key,
      )
    else
      await query(
        trx,
        `insert into zs.report_text (division, year, version, place, content, set_by) values ($1, $2, $3, $4, $5, $6)
         on conflict (division, year, version, place)
         do update set content = excluded.content, set_by = excluded.set_by, set_at = now()`,
        [...key, content, caller.actor.id],
      )
    return ok(null)
  })
}

async function changeDraft(
  platform: Platform,
  caller: Caller,
  year: number,
  work: (trx: Transaction, head: ReportHead) => Promise<Result<null>>,
): Promise<Result<null>> {
  const no = notWriter(caller)
  if (no) return no
  return transact(platform.db, caller.scope, async trx => {
    const head = await lockedHead(trx, caller, year, 'draft', 'checked')
    if (!head.ok) return head
    if (head.value.status === 'checked')
      return refuse({ code: 'wrong-stage', message: '报告已经审核，不能再改；须修改的，请先退回编写。' })
    return work(trx, head.value)
  })
}

async function lockedHead(
  trx: Transaction,
  caller: Caller,
  year: number,
  ...statuses: readonly ReportHead['status'][]
): Promise<Result<ReportHead>> {
  const rows = await query<HeadRow>(
    trx,
    `select ${headColumns} from zs.report where division = $1 and year = $2 and status <> 'withdrawn' for update`,
    [caller.scope.division, year],
  )
  const row = rows[0]
  if (!row) return refuse({ code: 'not-found', message: `没有${year}年度报告，请先新建。` })
  const head = headOf(row)
  if (statuses.includes(head.status)) return ok(head)
  const names = { draft: '正在编写', checked: '已经审核', published: '已经发布', withdrawn: '已经撤回' }
  return refuse({ code: 'wrong-stage', message: `${year}年度报告${names[head.status]}，现在不能这样办理。` })
}

/** Whether somebody writes, checks and publishes the yearly reports of the division. */
export const writesReports = (caller: Caller): boolean =>
  caller.actor.roles.includes(writer) && caller.scope.sees === 'division'

const notWriter = (caller: Caller): Refused | undefined =>
  writesReports(caller)
    ? undefined
    : refuse({ code: 'forbidden', message: '只有年报编写人员可以编写、审核和发布年度报告。' })

/** Why findings that block do not stand in the way; refused without one while there are any. */
function unexplained(report: Report, explanation: string): Refused | undefined {
  const open = report.findings.filter(f => f.blocks)
  if (open.length === 0 || explanation.trim() !== '') return undefined
  const [first, ...rest] = open.map(f => ({ code: 'guard' as const, path: f.place, message: f.message }))
  return (
    first &&
    refuse(
      { ...first, message: `还有${open.length}处问题没有处理：${first.message}确有原因的，请写明说明后再办理。` },
      rest,
    )
  )
}

/** Closes the draft for changes. `explanation`: why open findings do not matter. */
export async function checkReport(
  platform: Platform,
  caller: Caller,
  year: number,
  explanation = '',
): Promise<Result<ReportHead>> {
  const no = notWriter(caller)
  if (no) return no
  const draft = await draftReport(platform, caller.scope, year)
  if (!draft.ok) return draft
  const open = unexplained(draft.value.report, explanation)
  if (open) return open
  return transact(platform.db, caller.scope, async trx => {
    const head = await lockedHead(trx, caller, year, 'draft')
    if (!head.ok) return head
    return update(
      trx,
      caller,
      head.value,
      `status = 'checked', checked_by = $4, checked_at = now(), explanation = nullif($5, '')`,
      [caller.actor.id, explanation.trim()],
    )
  })
}

/** Opens a checked report for changes again. */
export async function returnToDraft(platform: Platform, caller: Caller, year: number): Promise<Result<ReportHead>> {
  const no = notWriter(caller)
  if (no) return no
  return transact(platform.db, caller.scope, async trx => {
    const head = await lockedHead(trx, caller, year, 'checked')
    if (!head.ok) return head
    return update(
      trx,
      caller,
      head.value,
      `status = 'draft', checked_by = null, checked_at = null, explanation = null`,
      [],
    )
  })
}

/**
 * Freezes and publishes a checked report: composed once more from the records, hashed together with the head of the log.
 * Findings that block must have been explained, with the check or now.
 */
export async function publishReport(
  platform: Platform,
  caller: Caller,
  year: number,
  explanation = '',
): Promise<Result<Published>> {
  const no = notWriter(caller)
  if (no) return no
  const draft = await draftReport(platform, caller.scope, year)
  if (!draft.ok) return draft
  const { head, report } = draft.value
  const why = explanation.trim() || (head.explanation ?? '')
  const open = unexplained(report, why)
  if (open) return open
  const anchor = await makeAnchor(platform.db, caller.scope.division, { full: true })
  const frozen: Frozen = {
    report,
    version: head.version,
    ...(anchor ? { log: { anchor: anchor.n, hash: anchor.hash } } : {}),
  }
  const content = canonicalJson(frozen)
  return transact(platform.db, caller.scope, async trx => {
    const locked = await lockedHead(trx, caller, year, 'checked')
    if (!locked.ok) return locked
    // What was composed above must be what was checked: it may have been opened and changed in between.
    if (locked.value.version !== head.version || locked.value.checkedAt !== head.checkedAt)
      return refuse({ code: 'stale', message: '他人刚刚改动了这份报告，请重新打开后再发布。' })
    const done = await update(
      trx,
      caller,
      head,
      `status = 'published', published_by = $4, published_at = now(), explanation = nullif($5, ''), content = $6, hash = $7,
       anchor = $8, anchor_hash = $9`,
      [caller.actor.id, why, content, sm3(content), anchor?.n ?? null, anchor?.hash ?? null],
    )
    return done.ok ? ok({ head: done.value, frozen }) : done
  })
}

/** Takes a published report back, with a reason; it stays readable, and the next version begins with its words. */
export async function withdrawReport(
  platform: Platform,
  caller: Caller,
  year: number,
  reason: string,
): Promise<Result<ReportHead>> {
  const no = notWriter(caller)
  if (no) return no
  if (!reason.trim())
    return refuse({ code: 'invalid-input', path: 'reason', message: '撤回已发布的报告必须写明理由。' })
  return transact(platform.db, caller.scope, async trx => {
    const head = await lockedHead(trx, caller, year, 'published')
    if (!head.ok) return head
    const done = await update(
      trx,
      caller,
      head.value,
      `status = 'withdrawn', withdrawn_by = $4, withdrawn_at = now(), withdrawn_reason = $5`,
      [caller.actor.id, reason.trim()],
    )
    if (!done.ok) return done
    const next = await openIn(trx, caller, year)
    if (!next.ok) return next
    const key = [caller.scope.division, year, head.value.version, next.value.version]
    await query(
      trx,
      `insert into zs.report_override (division, year, version, figure, value, reason, set_by, set_at)
       select division, year, $4, figure, value, reason, set_by, set_at from zs.report_override
       where division = $1 and year = $2 and version = $3`,
      key,
    )
    await query(
      trx,
      `insert into zs.report_text (division, year, version, place, content, set_by, set_at)
       select division, year, $4, place, content, set_by, set_at from zs.report_text
       where division = $1 and year = $2 and version = $3`,
      key,
    )
    return next
  })
}

async function update(
  trx: Transaction,
  caller: Caller,
  { year, version }: ReportHead,
  set: string,
  values: readonly unknown[],
): Promise<Result<ReportHead>> {
  const rows = await query<HeadRow>(
    trx,
    `update zs.report set ${set} where division = $1 and year = $2 and version = $3 returning ${headColumns}`,
    [caller.scope.division, year, version, ...values],
  )
  const row = rows[0]
  if (!row) throw new Error(`report ${year} version ${version} is gone`)
  return ok(headOf(row))
}

/** The report as it was published; the newest version unless one is named. A withdrawn one only by its version. */
export async function publishedReport(
  platform: Platform,
  scope: Scope,
  year: number,
  version?: number,
): Promise<Result<Published>> {
  const rows = await read<HeadRow & { content: string }>(
    platform.db,
    scope,
    `select ${headColumns}, content from zs.report where division = $1 and year = $2 and content is not null
       and case when $3::int is null then status = 'published' else version = $3 end`,
    [scope.division, year, version ?? null],
  )
  const row = rows[0]
  if (!row) return refuse({ code: 'not-found', message: `${year}年度报告还没有发布。` })
  const { content, ...head } = row
  if (sm3(content) !== head.hash)
    return refuse({
      code: 'conflict',
      message: `${year}年度报告第${head.version}版的内容与发布时的校验值不一致，已停止显示，请联系系统管理员核查。`,
    })
  return ok({ head: headOf(head), frozen: JSON.parse(content) as Frozen })
}

/** SM3 of a frozen report, to be compared with the one that was published beside it. */
export const hashOfReport = (frozen: Frozen): string => sm3(canonicalJson(frozen))
