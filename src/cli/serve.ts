import { buildServer } from '#api/server.ts'
import { sweep } from '#records/records.ts'
import { anchorAll } from '#store/anchor.ts'
import { failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { buildPages } from './pages.ts'
import { settings } from './settings.ts'
import { type Opened, open } from './with-platform.ts'

/** `zhunsheng serve`: database, schema, server, and what must happen by the clock. Ends on Ctrl-C in good order. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = options(args, { demo: { type: 'boolean', default: false } }, findCommand('serve')?.usage ?? '')
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopped.signal.aborted) process.exit(130)
      stopped.abort()
    })
  console.log('准绳 · 法治政府建设业务平台')
  buildPages()
  const opened = await open()
  try {
    const accounts = values.demo ? await demonstration(opened, stopped.signal) : undefined
    if (stopped.signal.aborted) return 0
    await serve(opened, accounts, stopped.signal)
    return 0
  } finally {
    await opened.close()
    console.log('已停止。')
  }
}

async function demonstration({ platform }: Opened, signal: AbortSignal): Promise<readonly Account[]> {
  const { loadDemonstration } = await import('#simulation/demonstration.ts')
  const { demonstrationAccounts, demonstrationPassword } = await import('#simulation/district.ts')
  const bar = progressBar('装入演示数据')
  const loaded = await loadDemonstration(platform, { onProgress: bar.show, signal })
  bar.end()
  if (!loaded.ok && !signal.aborted) throw failed(loaded)
  return demonstrationAccounts().map(a => ({ ...a, password: demonstrationPassword }))
}

/** One line that is written over on a terminal; every tenth part a line elsewhere. */
function progressBar(what: string) {
  let told = -1
  return {
    show: ({ percent, words }: { readonly percent: number; readonly words: string }): void => {
      if (process.stdout.isTTY)
        process.stdout.write(`\r${what} ${String(Math.floor(percent)).padStart(3)}%  ${words}\u001b[K`)
      else if (Math.floor(percent / 10) > told) {
        told = Math.floor(percent / 10)
        console.log(`${what} ${Math.floor(percent)}%  ${words}`)
      }
    },
    end: (): void => {
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    },
  }
}

type Account = {
  readonly name: string
  readonly organ: string
  readonly account: string
  readonly password: string
  readonly post: string
}

async function serve(
  { platform, server }: Opened,
  accounts: readonly Account[] | undefined,
  signal: AbortSignal,
): Promise<void> {
  const divisions = await platform.db.app.query<{ code: string; name: string }>(
    'select code, name from zs.division order by code',
  )
  const division = divisions.rows[0]?.code ?? ''
  const app = await buildServer({ platform, division, webDir: settings.webDir, log: true })
  const port = await listen(app, settings.port)
  const background = keepHouse(
    { platform, server },
    divisions.rows.map(d => d.code),
  )
  console.log(`\n  工作台  http://localhost:${port}/workbench/\n  接口    http://localhost:${port}/api/docs`)
  if (!division) console.log('\n还没有地区：请另开终端执行 npx zhunsheng init，或者用 npm start 装入演示数据。')
  if (accounts?.length) {
    const width = Math.max(...accounts.map(a => a.account.length))
    console.log(`\n  演示账号（密码均为 ${accounts[0]?.password}）`)
    for (const a of accounts) console.log(`    ${a.account.padEnd(width)}  ${a.name}（${a.organ}，${a.post}）`)
  }
  console.log('\n按 Ctrl-C 停止。')
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  console.log('\n正在停止……')
  await background.stop()
  await app.close()
}

/** The wanted port, or a free one when it is taken. */
async function listen(app: Awaited<ReturnType<typeof buildServer>>, wanted: number): Promise<number> {
  try {
    await app.listen({ port: wanted, host: settings.host })
    return wanted
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  }
  await app.listen({ port: 0, host: settings.host })
  const [address] = app.addresses()
  const port = typeof address === 'object' ? address.port : 0
  console.log(`端口 ${wanted} 已被占用，改用 ${port}。`)
  return port
}

/**
 * Anchors each minute; what the law does by itself every five; an embedded database that was killed comes up again. An
 * error is told and tried again the next time.
 */
function keepHouse({ platform, server }: Pick<Opened, 'platform' | 'server'>, divisions: readonly string[]) {
  let running = Promise.resolve()
  const every = (seconds: number, what: string, work: () => Promise<unknown>) => {
    const tick = () => {
      running = running.then(work).then(
        () => undefined,
        error => console.error(`${what}没有完成，稍后再试：${error instanceof Error ? error.message : String(error)}`),
      )
    }
    return setInterval(tick, seconds * 1000)
  }
  const sweepAll = async () => {
    for (const division of divisions) await sweep(platform, division)
  }
  const timers = [
    every(3, '数据库重启', () => server.revive()),
    every(60, '存证', () => anchorAll(platform.db)),
    every(300, '依法自动办理', sweepAll),
  ]
  running = running.then(sweepAll).catch(error => console.error(error))
  return {
    /** Waits for what is under way. */
    async stop() {
      for (const t of timers) clearInterval(t)
      await running
    },
  }
}
