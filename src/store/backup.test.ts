import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installer, putDivision } from '#access/people.ts'
import type { Result } from '#kernel/refusal.ts'
import { acting, context, division, of, openPermit, type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { makeAnchor } from './anchor.ts'
import { backup, restore } from './backup.ts'
import { getFile, putFile } from './files.ts'
import { append, loadRecord } from './log.ts'
import { projectionDigests } from './rebuild.ts'
import { verify } from './verify.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const ok = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const pdf = (bytes = 1000) => Readable.from([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])
const all = async (content: AsyncIterable<Uint8Array>) => {
  const pieces = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A record with one file attached. */
async function withFile() {
  const ref = ok(await putFile(db, of('gaj'), pdf(), { name: '../决定书.pdf' }))
  const first = await openPermit(db, of('gaj'))
  const write = acting(first, 'attach', { data: { file: ref } })
  ok(await append(db, of('gaj'), context, [write]))
  return { ref, id: first.state.id }
}

describe('files', () => {
  test('come back as they were put, to whoever may see the record', async () => {
    const { ref, id } = await withFile()
    expect(ref).toMatchObject({ name: '决定书.pdf', type: 'application/pdf', bytes: 1009 })
    const got = ok(await getFile(db, of('gaj'), id, ref.hash))
    expect((await all(got.content)).length).toBe(1009)
    expect(code(await getFile(db, of('slj'), id, ref.hash))).toBe('not-found')
    const other = await openPermit(db, of('gaj'))
    expect(code(await getFile(db, of('gaj'), other.state.id, ref.hash))).toBe('not-found')
  })

  test('that are too large, empty, or not what their name says are refused, and leave nothing behind', async () => {
    const put = (name: string, content: Buffer, most?: number) =>
      putFile(db, of('gaj'), Readable.from([content]), { name, ...(most ? { most } : {}) })
    expect(code(await put('a.pdf', Buffer.alloc(3000), 2000))).toBe('too-large')
    expect(code(await put('a.pdf', Buffer.alloc(0)))).toBe('invalid-file')
    expect(code(await put('a.pdf', Buffer.from('MZ program')))).toBe('invalid-file')
    expect(code(await put('a.html', Buffer.from('<html>')))).toBe('invalid-file')
    expect(code(await put('a.txt', Buffer.from('<script>alert(1)</script>')))).toBe('invalid-file')
    expect(code(await put('a.txt', Buffer.from('笔录')))).toBe('ok')
    expect(fs.readdirSync(path.join(db.filesDir, 'arriving'))).toEqual([])
  })

  test('changed on the disk fail while they are read', async () => {
    const { ref, id } = await withFile()
    const place = path.join(db.filesDir, ref.hash.slice(0, 2), ref.hash.slice(2, 4), ref.hash)
    fs.appendFileSync(place, 'x')
    const got = ok(await getFile(db, of('gaj'), id, ref.hash))
    await expect(all(got.content)).rejects.toThrow('was changed on the disk')
    fs.truncateSync(place, ref.bytes)
  })
})

describe('a backup', () => {
  test('restored into an empty database is the same, proved by the anchors of its manifest', async () => {
    ok(await putDivision(db, installer(division), { code: division, name: '准绳区' }))
    const { ref, id } = await withFile()
    const anchor = await makeAnchor(db, division)
    const folder = path.join(db.dataDir, 'backup')
    const manifest = await backup(db, folder)
    expect(manifest.anchors).toEqual([{ division, n: anchor?.n, hash: anchor?.hash }])
    const target = await testDatabase()
    const { verification } = await restore(target, target.ownerUrl, folder)
    const source = await verify(db)
    expect(source.events).toBeGreaterThan(1)
    expect(verification).toEqual(source)
    expect(await projectionDigests(target)).toEqual(await projectionDigests(db))
    expect(await loadRecord(target, of('gaj'), id)).toEqual(await loadRecord(db, of('gaj'), id))
    expect((await all(ok(await getFile(target, of('gaj'), id, ref.hash)).content)).length).toBe(ref.bytes)
    // Work goes on where it stopped: the numbers follow.
    const before = await openPermit(db, of('gaj'))
    const after = await openPermit(target, of('gaj'))
    expect(after.state.number).toBe(before.state.number)
    expect((await makeAnchor(target, division))?.n).toBe((anchor?.n ?? 0) + 1)
    await expect(restore(target, target.ownerUrl, folder)).rejects.toThrow('不是空的')
    await target.close()
  })

  test('with one changed byte, or without its manifest, is refused before anything is written', async () => {
    const folder = path.join(db.dataDir, 'backup-damaged')
    await backup(db, folder)
    const target = await testDatabase()
    const file = path.join(folder, 'event.copy.gz')
    const bytes = fs.readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    fs.writeFileSync(file, bytes)
    await expect(restore(target, target.ownerUrl, folder)).rejects.toThrow('event.copy.gz 已损坏')
    fs.rmSync(path.join(folder, 'manifest.json'))
    await expect(restore(target, target.ownerUrl, folder)).rejects.toThrow('不是完整的备份')
    expect((await target.owner.query('select count(*) as n from zs.event')).rows[0].n).toBe(0)
    await expect(backup(db, folder)).rejects.toThrow('不是空的')
    await target.close()
  })
})
