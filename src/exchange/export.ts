import { PassThrough, Readable } from 'node:stream'
import { WorkbookWriter } from '@cj-tech-master/excelts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Actor } from '#kernel/record.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import { type ListQuery, listRecords } from '#records/list.ts'
import type { Platform } from '#records/platform.ts'
import { allFields } from '#records/view.ts'
import type { RecordRow } from '#records/views.ts'
import type { Scope } from '#store/database.ts'
import { logAccess } from '#store/log.ts'
import { byteOrderMark, csvLine } from './csv.ts'

export type ExportFormat = 'xlsx' | 'csv'
/** A column of a list: its header, and what it shows of a row; a number is one in the workbook too. */
export type ListColumn<Row> = { readonly header: string; readonly of: (row: Row) => string | number | undefined }

const pageSize = 200

/**
 * The whole of a list as a file, in the columns and with the masking of the screen. Pages are read while the file is
 * written, so that its length does not matter. Who exported what stands in the access log.
 * @example const file = await exportRecords(platform, scope, actor, { system: 'hotline' }, 'csv'); file.value.pipe(out)
 */
export async function exportRecords(
  platform: Platform,
  scope: Scope,
  actor: Actor,
  query: ListQuery,
  format: ExportFormat,
): Promise<Result<{ readonly name: string; readonly content: Readable }>> {
  const { after: _, limit: __, facets: ___, ...filters } = query
  const first = await listRecords(platform, scope, actor, { ...filters, limit: pageSize })
  if (!first.ok) return first
  await logAccess(platform.db, scope, [{ action: 'export', detail: JSON.stringify({ ...filters, format }) }])
  const d = query.system ? platform.catalogue.newest(query.system) : undefined
  async function* rows(): AsyncGenerator<RecordRow> {
    let page = first.ok ? first.value : undefined
    while (page) {
      yield* page.rows
      if (!page.next) return
      const next = await listRecords(platform, scope, actor, { ...filters, limit: pageSize, after: page.next })
      // The same query was allowed for the first page.
      if (!next.ok) throw new Error(next.refusal.message)
      page = next.value
    }
  }
  const name = `${d?.name ?? '事项'}清单`
  return ok({ name: `${name}.${format}`, content: exportList(rows(), columnsOf(platform, d), format, name) })
}

/** The columns of the screen: number, matter, stage, result, organ, days, light, and the listed fields. */
function columnsOf(platform: Platform, d: Declaration | undefined): ListColumn<RecordRow>[] {
  const listed = d ? [...allFields(d)].filter(([, { field }]) => field.listed) : []
  return [
    { header: '编号', of: r => r.number },
    ...(d ? [] : [{ header: '事项类别', of: (r: RecordRow) => platform.catalogue.newest(r.system)?.name }]),
    { header: '名称', of: r => r.title },
    { header: '阶段', of: r => r.stageName },
    { header: '结果', of: r => r.outcomeName },
    { header: '办理单位', of: r => r.organName },
    { header: '承办人', of: r => r.handlerName },
    { header: d?.open.dateName ?? '登记之日', of: r => r.openedOn },
    { header: '办结日期', of: r => r.closedOn },
    { header: '期限', of: r => r.clock && `${r.clock.name} ${r.clock.words}` },
    ...listed.map(([code, { field }]) => ({ header: field.name, of: (r: RecordRow) => r.listed[code] })),
  ]
}

/** Any list as a file that is written while it is read. Texts stay texts: nothing in them is run as a formula. */
export function exportList<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly ListColumn<Row>[],
  format: ExportFormat,
  sheetName = '清单',
): Readable {
  return format === 'csv'
    ? Readable.from(csvOf(rows, columns), { objectMode: false })
    : xlsxOf(rows, columns, sheetName)
}

async function* csvOf<Row>(rows: AsyncIterable<Row> | Iterable<Row>, columns: readonly ListColumn<Row>[]) {
  let text = byteOrderMark + csvLine(columns.map(c => c.header))
  for await (const row of rows) {
    text += csvLine(columns.map(c => String(c.of(row) ?? '')))
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  yield text
}

function xlsxOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly ListColumn<Row>[],
  name: string,
): Readable {
  const out = new PassThrough()
  writeXlsx(out, rows, columns, name).catch((error: Error) => out.destroy(error))
  return out
}

async function writeXlsx<Row>(
  out: PassThrough,
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly ListColumn<Row>[],
  name: string,
): Promise<void> {
  const workbook = new WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(c => ({ header: c.header, width: Math.max(12, c.header.length * 2 + 4) }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  for await (const row of rows) {
    // The reader went away, or reads slower than we write.
    if (out.destroyed) return
    if (out.writableNeedDrain) await new Promise<void>(go => out.once('drain', go).once('close', go))
    sheet.addRow(columns.map(c => c.of(row) ?? '')).commit()
  }
  sheet.commit()
  await workbook.commit()
}
