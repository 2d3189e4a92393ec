import { createReadStream } from 'node:fs'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { SheetRow } from './cell.ts'
import { readCsv } from './csv.ts'
import { readWorkbook } from './xlsx.ts'
import { BrokenFile } from './zip.ts'

/** A file that comes in: its name, and its bytes as often as they are asked for. */
export type Source = { readonly name: string; readonly open: () => AsyncIterable<Uint8Array> }

export const fileSource = (path: string, name = path): Source => ({ name, open: () => createReadStream(path) })
export const bytesSource = (bytes: Uint8Array, name: string): Source => ({
  name,
  async *open() {
    for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18))
  },
})

/** The rows of a sheet or of a CSV file in batches, as often as they are asked for. */
export type Table = { readonly name: string; readonly batches: () => AsyncIterable<readonly SheetRow[]> }

/** 50 MB packed, 300 MB unpacked: some hundred thousand rows. Larger ledgers come as CSV, which is never held whole. */
const mostPacked = 50 * 1024 * 1024
const mostUnpacked = 300 * 1024 * 1024
const rowsInBatch = 500

const invalid = (message: string) => refuse({ code: 'invalid-file', message })

/** What is said of a file that cannot be read; anything else that was thrown is a bug. */
export function refusalOfFile(error: unknown, name: string) {
  if (!(error instanceof BrokenFile)) throw error
  if (error.tooLarge)
    return refuse({
      code: 'too-large',
      message: `“${name}”展开后超过300兆字节，不予读取。请分成几个文件，或者另存为 CSV 后导入。`,
    })
  if (error.message === 'encrypted') return invalid(`“${name}”设有打开密码。请取消密码后重新保存，再导入。`)
  if (error.message === 'quote')
    return invalid(`“${name}”中有一处引号没有成对，其后的内容无法分列。请用表格软件打开检查后重新保存。`)
  return invalid(`“${name}”已损坏或者不完整，无法读取。请用表格软件打开，另存为 XLSX 后重新导入。`)
}

/**
 * Recognises a file by its content, never by its name alone: a workbook (XLSX), or CSV in UTF-8, UTF-16 or GB18030.
 * Everything else is refused with what to do.
 */
export async function openTable(source: Source): Promise<Result<readonly Table[]>> {
  const start = await firstBytes(source, 4096)
  if (start.length === 0) return invalid(`“${source.name}”是空文件，请检查后重新选择。`)
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return openWorkbook(source)
  if (start.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex')))
    return invalid(
      `“${source.name}”是旧版 XLS 文件，或者设有打开密码。请用表格软件打开，另存为 XLSX（不设密码）后重新导入。`,
    )
  if (/\.(xlsx|xlsm|xls|et)$/i.test(source.name))
    return invalid(`“${source.name}”不是 XLSX 表格（内容与扩展名不符）。请用表格软件打开，另存为 XLSX 后重新导入。`)
  return openCsv(source, start)
}

async function firstBytes(source: Source, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(chunks)
}

async function openWorkbook(source: Source): Promise<Result<readonly Table[]>> {
  const bytes = await firstBytes(source, mostPacked + 1)
  if (bytes.length > mostPacked)
    return refuse({
      code: 'too-large',
      message: `“${source.name}”超过50兆字节。请分成几个文件，或者另存为 CSV 后导入。`,
    })
  try {
    const sheets = readWorkbook(bytes, mostUnpacked)
    return ok(
      sheets.map(sheet => ({
        name: sheet.name,
        async *batches() {
          let batch: SheetRow[] = []
          for (const row of sheet.rows()) {
            batch.push(row)
            if (batch.length < rowsInBatch) continue
            yield batch
            batch = []
          }
          if (batch.length) yield batch
        },
      })),
    )
  } catch (error) {
    return refusalOfFile(error, source.name)
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

async function openCsv(source: Source, start: Buffer): Promise<Result<readonly Table[]>> {
  const encoding = await encodingOf(source, start)
  if (!encoding)
    return invalid(`“${source.name}”既不是表格也不是文本文件，无法读取。请另存为 XLSX 或者 CSV 后重新导入。`)
  return ok([{ name: source.name, batches: () => readCsv(decoded(source, encoding)) }])
}

/** Mark first, then UTF-8 if every byte agrees with it, then GB18030: what Chinese spreadsheet programs save as CSV. */
async function encodingOf(source: Source, start: Buffer): Promise<Encoding | undefined> {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start.includes(0)) return undefined
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      for await (const text of decoded(source, encoding)) if (text.includes('\u0000')) return undefined
      return encoding
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return undefined
}

/** @throws TypeError at a byte that the encoding does not know */
async function* decoded(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
