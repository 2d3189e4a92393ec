import type { Catalogue } from '#kernel/catalogue.ts'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import type { Actor } from '#kernel/record.ts'
import { ok, type Refused, type Result, refuse } from '#kernel/refusal.ts'
import { seesDivision } from '#law/roles.ts'
import { type BulkResult, type Plan, writePlans } from '#records/bulk.ts'
import { idOf } from '#records/events.ts'
import { type DivisionInfo, type Platform, today } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { logAccess } from '#store/log.ts'
import { cellText, type SheetRow } from './cell.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { type HeaderMatch, type Ledger, ledgerOf, matchHeader, similarHeader } from './ledger.ts'
import { lookUp, namesIn, type Referred } from './names.ts'
import { type LedgerRow, type RowError, type RowReader, readRow } from './rows.ts'
import { openTable, refusalOfFile, type Source, type Table } from './table.ts'
import { BrokenFile } from './zip.ts'

/** POST /imports: what came of a file. */
export type ImportResult = {
  /** Rows of the file that hold anything, the header apart. */
  readonly rows: number
  /** Records written; with `dry`, that would be written. */
  readonly written: number
  /** Rows that were imported before and change nothing. */
  readonly same: number
  /** Row as the file counts it, column as the file names it, what to do. The first 1,000. */
  readonly errors: readonly RowError[]
  /** How many there are in all. */
  readonly errorCount: number
  /** Rows with an error. */
  readonly wrongRows: number
  /** Nothing was written, since it was only to be checked. */
  readonly dry: boolean
  /** With `partial`: the rejected rows with their errors as a CSV file, to be corrected and imported again. */
  readonly rejected?: string
}

export type ImportRequest = {
  readonly system: string
  readonly source: Source
  /** Organ of the rows that name none; absent: the person's own. */
  readonly organ?: string
  /** Write the rows that are right, give back the others. Otherwise nothing is written unless all is right. */
  readonly partial?: boolean
  /** Check only. */
  readonly dry?: boolean
  readonly onProgress?: (done: number, phase: 'check' | 'write') => void
  readonly signal?: AbortSignal
}

const mostErrors = 1000
/** Rejected rows are handed back in memory. */
const mostRejected = 100_000
/** So many rows are kept between checking and writing; of a longer file they are read once more. */
const mostKept = 20_000
const rowsInBatch = 500

/** Besides those who open records of a system for their organ: who compiles the district's figures. */
export const importsForAll = 'reportWriter'

/** Whether a person may import ledgers of a system, and in whose name. */
export function importerOf(catalogue: Catalogue, system: string, actor: Actor) {
  const opens = catalogue.newest(system)?.open.by.some(r => r !== 'citizen' && actor.roles.includes(r)) ?? false
  const forAll = actor.roles.includes(importsForAll) || (opens && seesDivision(actor.roles))
  return { may: opens || forAll, mayFor: (organ: string) => forAll || organ === actor.organ }
}

/**
 * Imports a ledger of the past: each row becomes a record with its history, origin `ledger`. All rows are checked before
 * the first is written. The same row again is the same record and changes nothing, so that an import that was cut off is
 * finished by importing the file again.
 *
 * Refusals: `invalid-file` and `too-large` for what cannot be read, `forbidden`, `invalid-input` for an unknown system.
 * Mistakes in the rows are no refusal but part of the result.
 * @example await importLedger(platform, actor, { system: 'reconsideration', source: fileSource('台账.xlsx') })
 */
export async function importLedger(
  platform: Platform,
  actor: Actor,
  request: ImportRequest,
): Promise<Result<ImportResult>> {
  const { catalogue } = platform
  const newest = catalogue.newest(request.system)
  if (!newest)
    return refuse({
      code: 'invalid-input',
      path: 'system',
      message: `没有“${request.system}”这类事项，请从目录中选择。`,
    })
  const importer = importerOf(catalogue, request.system, actor)
  if (!importer.may)
    return refuse({ code: 'forbidden', message: `您的岗位不能导入“${newest.name}”台账，请由登记该类事项的岗位导入。` })
  const division = await platform.division(actor.division)
  const organ = request.organ ?? (actor.organ || undefined)
  if (organ !== undefined && !division.organs.has(organ))
    return refuse({ code: 'invalid-input', path: 'organ', message: `没有代码为“${organ}”的单位，请核对。` })
  if (organ !== undefined && !importer.mayFor(organ))
    return refuse({ code: 'forbidden', path: 'organ', message: '您只能导入本单位的台账。' })
  const tables = await openTable(request.source)
  if (!tables.ok) return tables
  const ledger = ledgerOf(catalogue.all.filter(d => d.code === request.system))
  try {
    const found = await findHeader(tables.value, ledger)
    if (!found)
      return refuse({
        code: 'invalid-file',
        message: `“${request.source.name}”中没有找到表头（如“${newest.open.dateName}”）。请使用“${newest.name}”的导入模板，表头须在前十行内。`,
      })
    const work = new Import(platform, actor, division, request, ledger, found, organ, importer.mayFor)
    return await work.run()
  } catch (error) {
    if (error instanceof BrokenFile) return refusalOfFile(error, request.source.name)
    throw error
  }
}

type Header = { readonly table: Table; readonly row: SheetRow; readonly match: HeaderMatch }

/** The row among the first ten that knows most of the columns: a title may stand above, notes may stand in other sheets. */
async function findHeader(tables: readonly Table[], ledger: Ledger): Promise<Header | undefined> {
  let best: (Header & { known: number }) | undefined
  for (const table of tables) {
    for await (const batch of table.batches()) {
      for (const row of batch.filter(r => r.row <= 10)) {
        const match = matchHeader(ledger, row.cells.map(cellText))
        const known = match.columns.filter(Boolean).length
        if (known > (best?.known ?? 0)) best = { table, row, match, known }
      }
      break
    }
  }
  // One header may be a chance hit in a sheet of notes; two are a ledger, or the one that a ledger cannot do without.
  return best && (best.known > 1 || best.row.cells.length === 1) ? best : undefined
}

/** A row that is right, with the key by which it is known again. */
type Ready = { readonly row: SheetRow; readonly key: string; readonly ledgerRow: LedgerRow }
type Checked = { readonly ready: readonly Ready[]; readonly wrong: ReadonlyMap<SheetRow, readonly RowError[]> }

class Import {
  private readonly platform: Platform
  private readonly actor: Actor
  private readonly request: ImportRequest
  private readonly ledger: Ledger
  private readonly header: Header
  private readonly reader: RowReader
  private readonly scope: Scope
  private readonly referred: Referred = new Map()
  private readonly errors: RowError[] = []
  private readonly rejected: string[] = []
  private errorCount = 0
  private wrongRows = 0
  private rows = 0

  constructor(
    platform: Platform,
    actor: Actor,
    division: DivisionInfo,
    request: ImportRequest,
    ledger: Ledger,
    header: Header,
    organ: string | undefined,
    mayFor: (organ: string) => boolean,
  ) {
    this.platform = platform
    this.actor = actor
    this.request = request
    this.ledger = ledger
    this.header = header
    this.scope = { division: actor.division, organ: actor.organ, person: actor.id, sees: 'division' }
    const byName = new Map([...division.organs.values()].map(o => [o.name, o.code]))
    this.reader = {
      catalogue: platform.catalogue,
      ledger,
      match: header.match,
      today: today(platform),
      names: namesIn(division, this.referred, code => platform.catalogue.newest(code), organ),
      agencyOf: name => byName.get(name),
      mayImportFor: mayFor,
      ...(organ === undefined ? {} : { organ }),
    }
  }

  async run(): Promise<Result<ImportResult>> {
    this.checkHeader()
    if (this.errors.length) return ok(this.result(0, 0))
    const counts = { new: 0, same: 0 }
    let kept: Ready[] | undefined = []
    for await (const { ready, wrong } of this.checked()) {
      this.rows += ready.length + wrong.size
      this.note(wrong)
      const same = this.request.dry ? (await this.existing(ready)).size : 0
      counts.same += same
      counts.new += ready.length - same
      if (kept && kept.length + ready.length > mostKept) kept = undefined
      kept?.push(...ready)
      this.request.onProgress?.(this.rows, 'check')
      if (this.request.signal?.aborted) return stopped()
    }
    if (this.rejected.length > mostRejected)
      return refuse({
        code: 'invalid-file',
        message: `有错误的行超过${mostRejected.toLocaleString('zh-CN')}行，请先核对表头与各列是否对应。`,
      })
    if (this.request.dry) return ok(this.result(counts.new, counts.same))
    if (this.errorCount && !this.request.partial) return ok(this.result(0, 0))
    return this.write(kept)
  }

  /** Two transactions at a time: one is prepared while the database carries out the other. */
  private async write(kept: readonly Ready[] | undefined): Promise<Result<ImportResult>> {
    let written = 0
    let same = 0
    let refused: Refused | undefined
    let failure: unknown
    const running = new Set<Promise<void>>()
    for await (const ready of kept ? inBatches(kept) : this.readyAgain()) {
      const work: Promise<void> = this.writeBatch(ready)
        .then(done => {
          if (!done.ok) {
            refused ??= done
            return
          }
          written += done.value.written
          same += done.value.same
          this.request.onProgress?.(written + same, 'write')
        })
        .catch((error: unknown) => {
          failure ??= error
        })
        .finally(() => running.delete(work))
      running.add(work)
      if (running.size >= 2) await Promise.race(running)
      if (refused || failure || this.request.signal?.aborted) break
    }
    await Promise.all(running)
    if (failure) throw failure
    if (refused) return refused
    if (this.request.signal?.aborted) return stopped()
    const { system, source } = this.request
    await logAccess(this.platform.db, this.scope, [
      { action: 'import', detail: JSON.stringify({ system, file: source.name, rows: this.rows, written, same }) },
    ])
    return ok(this.result(written, same))
  }

  private async *readyAgain(): AsyncGenerator<readonly Ready[]> {
    for await (const { ready } of this.checked()) yield ready
  }

  private async writeBatch(ready: readonly Ready[]): Promise<Result<BulkResult>> {
    const existing = await this.existing(ready)
    const plans = ready.filter(r => !existing.has(this.idOf(r.key))).map(r => this.plan(r))
    const done = await writePlans(this.platform, this.scope, plans, { origin: 'ledger', mode: 'history' })
    if (!done.ok) return done
    if (done.value.refused[0]) throw new Error(`history was refused: ${done.value.refused[0].refusal.message}`)
    return ok({ ...done.value, same: done.value.same + existing.size })
  }

  private plan({ key, ledgerRow }: Ready): Plan {
    const { actor } = this
    const { organ, open, steps } = ledgerRow
    return {
      key,
      system: this.request.system,
      organ,
      open: { ...open, actor },
      steps: steps.map(s => ({ ...s, actor })),
    }
  }

  /**
   * Reads and checks all rows, a batch at a time. Goes through the file anew at each call, with the same outcome: the keys
   * depend on nothing but the rows.
   */
  private async *checked(): AsyncGenerator<Checked> {
    const times = new Map<string, number>()
    const numbered = new Map<string, number>()
    for await (const batch of this.header.table.batches()) {
      const rows = batch.filter(r => r.row > this.header.row.row && r.cells.some(c => cellText(c) !== ''))
      if (!rows.length) continue
      await lookUp(this.platform, this.scope, this.header.match, rows, this.referred)
      const ready: Ready[] = []
      const wrong = new Map<SheetRow, readonly RowError[]>()
      for (const row of rows) {
        const read = readRow(this.reader, row)
        if (isLedgerRow(read)) ready.push({ row, ledgerRow: read, key: keyOf(read, times) })
        else wrong.set(row, read)
      }
      yield { ready: await this.withFreeNumbers(ready, numbered, wrong), wrong }
    }
  }

  /** A case number stands for one record: not for two rows, nor for a record that says something else. */
  private async withFreeNumbers(
    ready: readonly Ready[],
    numbered: Map<string, number>,
    wrong: Map<SheetRow, readonly RowError[]>,
  ): Promise<readonly Ready[]> {
    const taken = await this.takenNumbers(ready.flatMap(r => r.ledgerRow.open.number ?? []))
    return ready.filter(({ row, key, ledgerRow }) => {
      const { number } = ledgerRow.open
      if (number === undefined) return true
      const earlier = numbered.get(number)
      if (earlier === undefined) numbered.set(number, row.row)
      const holder = taken.get(number)
      const message =
        earlier !== undefined
          ? `案号“${number}”与第${earlier}行重复，一个案号只对应一件。确为两件的，请清空本行案号，由系统另行编号。`
          : holder !== undefined && holder !== this.idOf(key)
            ? `案号“${number}”的案件已经存在，内容与本行不同。请在该案件中更正，并从台账中删去本行。`
            : undefined
      if (message === undefined) return true
      wrong.set(row, [{ row: row.row, column: this.numberHeader(), message }])
      return false
    })
  }

  private numberHeader(): string {
    return this.header.match.columns.find(m => m?.column.part.part === 'number')?.header ?? '原案号'
  }

  private idOf(key: string): string {
    return idOf(`${this.actor.division}\n${this.request.system}\n${key}`)
  }

  private async existing(ready: readonly Ready[]): Promise<Set<string>> {
    const rows = await read<{ id: string }>(
      this.platform.db,
      this.scope,
      'select id from zs.record where division = $1 and id = any($2)',
      [this.scope.division, ready.map(r => this.idOf(r.key))],
    )
    return new Set(rows.map(r => r.id))
  }

  /** Which of these numbers records have already. */
  private async takenNumbers(numbers: readonly string[]): Promise<Map<string, string>> {
    if (!numbers.length) return new Map()
    const rows = await read<{ id: string; number: string }>(
      this.platform.db,
      this.scope,
      'select id, number from zs.record where division = $1 and system = $2 and number = any($3)',
      [this.scope.division, this.request.system, numbers],
    )
    return new Map(rows.map(r => [r.number, r.id]))
  }

  private checkHeader(): void {
    const { match, row } = this.header
    for (const { header } of match.unknown) {
      const similar = similarHeader(this.ledger, header)
      this.report({
        row: row.row,
        column: header,
        message: `“${this.ledger.newest.name}”台账没有“${header}”这一列${similar ? `，是否为“${similar}”？请改正列名，` : '。请改为模板中的列名，'}不需要的列请删去。`,
      })
    }
    for (const { header } of match.repeated)
      this.report({ row: row.row, column: header, message: `“${header}”列出现了不止一次，请只保留一列。` })
    for (const { header } of match.missing)
      this.report({ row: row.row, column: header, message: `缺少必填的“${header}”列，请按模板补上该列。` })
  }

  private report(error: RowError): void {
    this.errorCount++
    if (this.errors.length < mostErrors) this.errors.push(error)
  }

  private note(wrong: Checked['wrong']): void {
    for (const [row, errors] of wrong) {
      this.wrongRows++
      for (const e of errors) this.report(e)
      if (!this.request.partial || this.rejected.length > mostRejected) continue
      const cells = this.header.row.cells.map((_, i) => cellText(row.cells[i]))
      this.rejected.push(csvLine([errors.map(e => `${e.column}：${e.message}`).join(' '), ...cells]))
    }
  }

  private result(written: number, same: number): ImportResult {
    return {
      rows: this.rows,
      written,
      same,
      errors: this.errors,
      errorCount: this.errorCount,
      wrongRows: this.wrongRows,
      dry: this.request.dry === true,
      ...(this.rejected.length
        ? {
            rejected: `${byteOrderMark}${csvLine(['导入错误', ...this.header.row.cells.map(cellText)])}${this.rejected.join('')}`,
          }
        : {}),
    }
  }
}

function* inBatches(rows: readonly Ready[]): Generator<readonly Ready[]> {
  for (let i = 0; i < rows.length; i += rowsInBatch) yield rows.slice(i, i + rowsInBatch)
}

const stopped = () =>
  refuse({ code: 'conflict', message: '已按您的要求停止。已写入的行保留，再次导入同一文件即可接着写完。' })

const isLedgerRow = (read: LedgerRow | readonly RowError[]): read is LedgerRow => !Array.isArray(read)

/** SM3 of what the row says, however it was typed; truly equal rows of one file are told apart by their order. */
function keyOf(row: LedgerRow, times: Map<string, number>): string {
  const content = sm3(canonicalJson(row))
  const n = (times.get(content) ?? 0) + 1
  times.set(content, n)
  return n === 1 ? `ledger ${content}` : `ledger ${content} ${n}`
}
