import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { DatabaseServer } from '#store/postgres.ts'
import type { Answered, Load } from './http-load.ts'

export type ServerProcess = { readonly port: number; stop(): Promise<void> }

/** Starts the server over a database. `flags`: of Node, e.g. `--cpu-prof`; `sharedFor`: milliseconds, of `connect`. */
export async function startServer(
  server: DatabaseServer,
  folder: string,
  { flags = [], sharedFor }: { flags?: string[]; sharedFor?: number } = {},
): Promise<ServerProcess> {
  const args = [server.ownerUrl, server.appUrl, folder, ...(sharedFor === undefined ? [] : [`${sharedFor}`])]
  const child = fork(path.join(import.meta.dirname, 'serve.ts'), args, { execArgv: flags })
  return { port: await answerOf<number>(child), stop: () => ended(child) }
}

/** Sends the load from a process of its own. @throws Error with the first answers that were refusals */
export async function sendLoad(load: Load): Promise<Answered> {
  const child = fork(path.join(import.meta.dirname, 'http-load.ts'))
  child.send(load)
  const answered = await answerOf<Answered>(child)
  await ended(child)
  if (answered.wrong.length) throw new Error(`answers that are refusals:\n${answered.wrong.join('\n')}`)
  return answered
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the measurement ended with ${String(code)}`)
  })
  const [answer] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return answer as T
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.disconnect()
  await exit
}

/** The path of pgbench; installed through apt-get where that is possible. Undefined, with the reason told, where not. */
export function findPgbench(): string | undefined {
  const found = () =>
    spawnSync('sh', ['-c', 'command -v pgbench || ls -1 /usr/lib/postgresql/*/bin/pgbench 2>/dev/null | tail -1'], {
      encoding: 'utf8',
    })
      .stdout.trim()
      .split('\n')[0]
  const before = found()
  if (before) return before
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.log('本机没有 pgbench，也不能自动安装（需要 root 和 apt-get）：请安装 postgresql-contrib 后重试。')
    return undefined
  }
  console.log('本机没有 pgbench，正在用 apt-get 安装……')
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  // The server that comes with the package is not wanted: it must not start.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const names = spawnSync(
    'sh',
    ['-c', "apt-cache search --names-only '^postgresql-[0-9]+$' | cut -d' ' -f1 | sort -t- -k2 -n | tail -1"],
    { encoding: 'utf8' },
  ).stdout.trim()
  for (const name of [names, 'postgresql-contrib'])
    if (
      name &&
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      }).status === 0 &&
      found()
    )
      return found()
  console.log('pgbench 没有装上：请检查网络和 apt 源，或者自行安装 postgresql-contrib 后重试。')
  return undefined
}
