import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { FileRef } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { type Database, type Scope, statement, transact } from './database.ts'
import { loadRecord } from './log.ts'

/** Largest file accepted unless the caller says else: scans of a case file fit, films do not. */
export const mostBytes = 50 * 2 ** 20

/**
 * Stores a file once by the SM3 of its content. The bytes are on the disk before the row is written; a file of no row is
 * harmless. Attach the returned reference to a record by an event: that decides who may read it.
 *
 * Refusals: `too-large`; `invalid-file` for an empty one, or one whose beginning is not that of its kind.
 */
export async function putFile(
  db: Database,
  scope: Scope,
  content: Readable | AsyncIterable<Uint8Array>,
  file: { readonly name: string; readonly most?: number },
): Promise<Result<FileRef>> {
  const most = file.most ?? mostBytes
  const arriving = path.join(db.filesDir, 'arriving', randomUUID())
  await fs.promises.mkdir(path.dirname(arriving), { recursive: true })
  const name = cleanName(file.name)
  try {
    const digest = createHash('sm3')
    let bytes = 0
    let head = Buffer.alloc(0)
    const out = await fs.promises.open(arriving, 'wx')
    try {
      for await (const piece of content as AsyncIterable<Uint8Array>) {
        bytes += piece.length
        if (bytes > most)
          return refuse({
            code: 'too-large',
            path: 'file',
            message: `“${name}”超过${Math.floor(most / 2 ** 20)}MB，请压缩或者拆分后上传。`,
          })
        if (head.length < 4096) head = Buffer.concat([head, piece]).subarray(0, 4096)
        digest.update(piece)
        await out.writeFile(piece)
      }
      await out.sync()
    } finally {
      await out.close()
    }
    const type = typeOf(name, head)
    if (!bytes || !type)
      return refuse({
        code: 'invalid-file',
        path: 'file',
        message: bytes
          ? `“${name}”不是可以接收的文件，或者内容与扩展名不符。可上传：${[...new Set(kinds.map(k => k.extension))].join('、')}。`
          : `“${name}”是空文件，请检查后重新上传。`,
      })
    const hash = digest.digest('hex')
    const place = placeOf(db, hash)
    await fs.promises.mkdir(path.dirname(place), { recursive: true })
    await fs.promises.rename(arriving, place)
    await syncFolder(path.dirname(place))
    return await transact(db, scope, async trx => {
      await trx.client.query(
        statement(
          `insert into zs.file (division, hash, organ, bytes, type, name) values ($1, $2, $3, $4, $5, $6)
           on conflict do nothing`,
          [scope.division, hash, scope.organ, bytes, type, name],
        ),
      )
      return ok({ hash, name, bytes, type })
    })
  } finally {
    await fs.promises.rm(arriving, { force: true })
  }
}

/**
 * A file of a record, for whoever may see the record. The content is compared with its hash while it is read: the stream
 * fails when the disk holds something else.
 */
export async function getFile(
  db: Database,
  scope: Scope,
  record: string,
  hash: string,
): Promise<Result<{ readonly ref: FileRef; readonly content: AsyncIterable<Uint8Array> }>> {
  const stored = await loadRecord(db, scope, record)
  const ref = stored?.state.files.find(f => f.hash === hash)
  if (!ref) return refuse({ code: 'not-found', message: '没有找到该文件，或者不在您可以查看的范围内。' })
  const place = placeOf(db, hash)
  if (!fs.existsSync(place))
    return refuse({ code: 'unavailable', message: `“${ref.name}”的内容不在文件库中，请联系管理员从备份恢复。` })
  return ok({ ref, content: checked(place, hash) })
}

async function* checked(place: string, hash: string): AsyncGenerator<Uint8Array> {
  const digest = createHash('sm3')
  for await (const piece of fs.createReadStream(place) as AsyncIterable<Uint8Array>) {
    digest.update(piece)
    yield piece
  }
  if (digest.digest('hex') !== hash) throw new Error(`the content of file ${hash} was changed on the disk`)
}

/** Two levels of folders, so that none holds too many. */
const placeOf = (db: Database, hash: string) => path.join(db.filesDir, hash.slice(0, 2), hash.slice(2, 4), hash)

/** A rename is durable once the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.promises.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The last part of a path, without control characters. */
const cleanName = (name: string) =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200) || '未命名'

type Kind = { readonly extension: string; readonly type: string; readonly begins: (head: Buffer) => boolean }
const bytes = (offset: number, ...wanted: (number | string)[]) => {
  const pattern = Buffer.concat(wanted.map(w => (typeof w === 'string' ? Buffer.from(w, 'latin1') : Buffer.from([w]))))
  return (head: Buffer) => head.subarray(offset, offset + pattern.length).equals(pattern)
}
const zip = bytes(0, 'PK', 3, 4)
const ole = bytes(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const plain = (head: Buffer) => !head.includes(0) && !/^\s*<(!doctype|html|svg|script)/i.test(head.toString('latin1'))
/** What a case file holds. Nothing that a browser would run. */
const kinds: readonly Kind[] = [
  { extension: 'pdf', type: 'application/pdf', begins: bytes(0, '%PDF-') },
  { extension: 'ofd', type: 'application/ofd', begins: zip },
  {
    extension: 'docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    begins: zip,
  },
  { extension: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: zip },
  { extension: 'doc', type: 'application/msword', begins: ole },
  { extension: 'xls', type: 'application/vnd.ms-excel', begins: ole },
  { extension: 'wps', type: 'application/vnd.ms-works', begins: ole },
  { extension: 'png', type: 'image/png', begins: bytes(0, 0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a) },
  { extension: 'jpg', type: 'image/jpeg', begins: bytes(0, 0xff, 0xd8, 0xff) },
  { extension: 'jpeg', type: 'image/jpeg', begins: bytes(0, 0xff, 0xd8, 0xff) },
  {
    extension: 'mp3',
    type: 'audio/mpeg',
    begins: head => bytes(0, 'ID3')(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
  },
  { extension: 'wav', type: 'audio/wav', begins: bytes(0, 'RIFF') },
  { extension: 'mp4', type: 'video/mp4', begins: bytes(4, 'ftyp') },
  { extension: 'txt', type: 'text/plain', begins: plain },
  { extension: 'csv', type: 'text/csv', begins: plain },
  { extension: 'zip', type: 'application/zip', begins: zip },
]

function typeOf(name: string, head: Buffer): string | undefined {
  const extension = path.extname(name).slice(1).toLowerCase()
  return kinds.find(k => k.extension === extension && k.begins(head))?.type
}
