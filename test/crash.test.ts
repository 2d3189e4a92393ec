import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** The real program on its own data, killed without warning: what was acknowledged must be there afterwards. */
const root = path.resolve(import.meta.dirname, '..')
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-crash-'))
// The database runs as another user when this runs as root.
fs.chmodSync(dataDir, 0o711)
const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' }
let base = ''
let server: ChildProcess | undefined
let token = ''

function start(): Promise<void> {
  const child = spawn(process.execPath, ['bin/zhunsheng.js', 'serve'], {
    cwd: root,
    env: { ...env, PORT: String(20_000 + Math.floor(Math.random() * 20_000)) },
  })
  server = child
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (b: Buffer) => {
      said += b.toString()
      const m = /http:\/\/localhost:(\d+)\/workbench/.exec(said)
      if (m) {
        base = `http://127.0.0.1:${m[1]}/api/v1`
        resolve()
      }
    })
    child.stderr.on('data', (b: Buffer) => (said += b.toString()))
    child.on('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

async function command(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['bin/zhunsheng.js', ...args], { cwd: root, env })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (b: Buffer) => (out += b.toString()))
  const code = await new Promise(resolve => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}`)
  return out
}

async function call(method: string, url: string, body?: unknown, key = randomUUID()) {
  const r = await fetch(base + url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: r.status, body: r.status === 204 ? {} : ((await r.json()) as Record<string, string>) }
}

async function signIn(account: string, password: string) {
  const r = await call('POST', '/session', { account, password })
  expect(r.status, JSON.stringify(r.body)).toBe(200)
  token = r.body.token ?? ''
}

const study = () => ({
  system: 'study-session',
  on: '2024-03-04',
  values: {
    topicTitle: '学习行政复议法',
    level: 'district',
    form: 'centralGroup',
    themes: ['xi'],
    attendees: 30,
    leaders: 10,
  },
})

beforeAll(async () => {
  const made = await command(['init', '--division', '990101', '--name', '准绳区'])
  const password = /初始密码 (\S+?)（/.exec(made)?.[1] ?? ''
  await start()
  await signIn('admin', password)
  const changed = 'Zhun-sheng-2026-x'
  expect((await call('POST', '/session/password', { old: password, new: changed })).status).toBe(204)
  await signIn('admin', changed)
  const added = await call('POST', '/admin/people', {
    organ: 'sfj',
    name: '秘书甲',
    account: 'mishu',
    roles: ['studySecretary'],
  })
  expect(added.status).toBe(201)
  await signIn('mishu', added.body.password ?? '')
  const own = 'Zhun-sheng-2026-y'
  expect((await call('POST', '/session/password', { old: added.body.password, new: own })).status).toBe(204)
  await signIn('mishu', own)
})

afterAll(async () => {
  server?.removeAllListeners('exit')
  server?.kill('SIGTERM')
  await sleep(1500)
  fs.rmSync(dataDir, { recursive: true, force: true })
})

/** Eight people record without pause until told to stop; what was answered with 201 is remembered. */
function load() {
  const acknowledged: string[] = []
  let going = true
  const people = Array.from({ length: 8 }, async () => {
    while (going) {
      try {
        const r = await call('POST', '/records', study())
        if (r.status === 201) acknowledged.push(r.body.id ?? '')
        else if (r.status !== 503) throw new Error(`${r.status} ${JSON.stringify(r.body)}`)
      } catch (error) {
        if (error instanceof Error && /^\d{3} /.test(error.message)) throw error
        return // the connection broke: nothing was acknowledged
      }
    }
  })
  return {
    acknowledged,
    stop: async () => {
      going = false
      await Promise.all(people)
    },
  }
}

async function missing(ids: readonly string[]): Promise<string[]> {
  const lost: string[] = []
  for (const id of ids) if ((await call('GET', `/records/${id}`)).status !== 200) lost.push(id)
  return lost
}

const postmasterPid = () =>
  Number(fs.readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const killed = () => new Promise(resolve => server?.once('exit', resolve))

it('服务进程被强行终止，已确认的办理一件不少', async () => {
  const work = load()
  await sleep(1500)
  server?.removeAllListeners('exit')
  const gone = killed()
  server?.kill('SIGKILL')
  await gone
  await work.stop()
  expect(work.acknowledged.length).toBeGreaterThan(20)
  await start()
  expect(await missing(work.acknowledged)).toEqual([])
})

it('数据库和服务一起被强行终止，已确认的办理一件不少，日志逐条相扣', async () => {
  const work = load()
  await sleep(1500)
  server?.removeAllListeners('exit')
  const gone = killed()
  process.kill(postmasterPid(), 'SIGKILL')
  server?.kill('SIGKILL')
  await gone
  await work.stop()
  expect(work.acknowledged.length).toBeGreaterThan(20)
  await start()
  expect(await missing(work.acknowledged)).toEqual([])
  expect(await command(['verify'])).toMatch(/逐条相扣，全部一致/)
})

it('只有数据库被强行终止，服务自己把它重新启动，已确认的办理一件不少', async () => {
  const work = load()
  await sleep(1000)
  process.kill(postmasterPid(), 'SIGKILL')
  await sleep(1500)
  await work.stop()
  const well = () => fetch(base.replace('/api/v1', '/healthz')).then(r => r.ok)
  for (let i = 0; i < 60 && !(await well()); i++) await sleep(500)
  expect(await missing(work.acknowledged)).toEqual([])
  expect((await call('POST', '/records', study())).status).toBe(201)
})
