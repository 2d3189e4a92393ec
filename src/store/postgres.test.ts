import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { context, of, opening, overview } from '../../test/kit/database.ts'
import { connect } from './database.ts'
import { append, loadMany } from './log.ts'
import { migrate } from './migrate.ts'
import { type DatabaseServer, openDatabase } from './postgres.ts'
import { verify } from './verify.ts'

/** Servers of their own, with all that makes them durable switched on. */
const folders: string[] = []
const opened: DatabaseServer[] = []
function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-server-'))
  fs.chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}
const open = async (dataDir: string) => {
  const server = await openDatabase({ dataDir, settings: { shared_buffers: '64MB' } })
  opened.push(server)
  return server
}
afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop().catch(() => {})
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})
const postmasterOf = (folder: string) =>
  Number(fs.readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

test('a killed server loses no event that was acknowledged, and its log is whole', async () => {
  const folder = newFolder()
  const server = await open(folder)
  await migrate(server.ownerUrl)
  let db = connect(server, { filesDir: path.join(folder, 'files') })
  const acknowledged: string[] = []
  let killed = false
  const writers = Array.from({ length: 4 }, async () => {
    while (!killed) {
      const write = opening('gaj', randomUUID())
      const result = await append(db, of('gaj'), context, [write]).catch(() => undefined)
      if (result?.ok) acknowledged.push(write.state.id)
      else await sleep(5)
    }
  })
  while (acknowledged.length < 300) await sleep(10)
  process.kill(postmasterOf(folder), 'SIGKILL')
  const children = fs
    .readdirSync('/proc')
    .filter(p => /^\d+$/.test(p))
    .filter(p => {
      try {
        return (
          fs.readFileSync(`/proc/${p}/cmdline`, 'utf8').startsWith('postgres:') &&
          fs.readlinkSync(`/proc/${p}/cwd`) === path.join(folder, 'postgres')
        )
      } catch {
        return false
      }
    })
  for (const child of children)
    try {
      process.kill(Number(child), 'SIGKILL')
    } catch {
      // It noticed that its parent had died, and ended by itself.
    }
  killed = true
  await Promise.all(writers)
  await db.close()
  const again = await open(folder)
  db = connect(again, { filesDir: path.join(folder, 'files') })
  const found = await loadMany(db, overview, acknowledged)
  expect(acknowledged.filter(id => !found.has(id))).toEqual([])
  expect((await verify(db)).findings).toEqual([])
  await db.close()
})

test('two programs on one folder share the server, and the first to stop leaves it to the other', async () => {
  const folder = newFolder()
  const [a, b] = await Promise.all([open(folder), open(folder)])
  expect(a?.ownerUrl).toBe(b?.ownerUrl)
  const client = new pg.Client({ connectionString: b?.ownerUrl })
  await client.connect()
  await a?.stop()
  expect((await client.query('select 1 as one')).rows[0].one).toBe(1)
  await client.end()
  await b?.stop()
  expect(fs.existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
})

test('a program that was killed leaves a server that the next one uses', async () => {
  const folder = newFolder()
  const program = `import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.ts'))}
    await openDatabase({ dataDir: ${JSON.stringify(folder)}, settings: { shared_buffers: '64MB' } })
    console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise(resolve => child.stdout.once('data', resolve))
  child.kill('SIGKILL')
  const pid = postmasterOf(folder)
  const server = await open(folder)
  expect(postmasterOf(folder)).toBe(pid)
  await server.stop()
})

test('what a killed initialisation left is swept away', async () => {
  const folder = newFolder()
  const gone = spawn('true')
  await new Promise(resolve => gone.once('exit', resolve))
  fs.mkdirSync(path.join(folder, `postgres.init-${gone.pid}`))
  await open(folder)
  expect(fs.readdirSync(folder)).toEqual(['postgres'])
})

test('neither owner nor application is a superuser, and the application cannot pass for the owner', async () => {
  const server = await open(newFolder())
  await migrate(server.ownerUrl)
  for (const [url, user] of [
    [server.ownerUrl, 'zhunsheng'],
    [server.appUrl, 'zhunsheng_app'],
  ] as const) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    expect(
      (
        await client.query(
          'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
        )
      ).rows[0],
    ).toEqual({ name: user, rolsuper: false, rolbypassrls: false })
    await client.end()
  }
})

test('with DATABASE_URL the application signs in as the owner and works as zhunsheng_app', async () => {
  const embedded = await open(newFolder())
  await migrate(embedded.ownerUrl)
  const server = await openDatabase({ databaseUrl: embedded.ownerUrl, dataDir: '/nonexistent' })
  const db = connect(server, { filesDir: '/nonexistent' })
  expect((await db.app.query('select current_user as name')).rows[0].name).toBe('zhunsheng_app')
  expect((await db.owner.query('select current_user as name')).rows[0].name).toBe('zhunsheng')
  expect((await append(db, of('gaj'), context, [opening('gaj', '1')])).ok).toBe(true)
  await expect(db.app.query('delete from zs.event')).rejects.toMatchObject({ code: '42501' })
  await db.close()
})
