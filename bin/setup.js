// Runs under any Node ≥ 20, before anything is installed: plain JavaScript, no dependencies.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const modules = path.join(root, 'node_modules')

/** Installs the packages of the lock file when they are missing or older than it, and links the command. */
export function install() {
  const lock = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(modules, '.zhunsheng-lock')
  const installed = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : ''
  if (installed !== lock) {
    console.log('正在安装运行环境和依赖包（首次约一分钟）……')
    const npm = process.env.npm_execpath
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
    const { status } = spawnSync(
      command,
      // Not `npm ci`: it refuses a lock file without the binaries of every other platform, which not every registry has.
      [
        ...args,
        'install',
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--include=dev',
        '--include=optional',
      ],
      {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      },
    )
    if (status !== 0) {
      console.error('依赖包没有装好。请检查网络和磁盘空间后重新执行本命令。')
      process.exit(status ?? 1)
    }
    fs.writeFileSync(stamp, lock)
  }
  linkCommand()
}

function linkCommand() {
  const link = path.join(modules, '.bin', 'zhunsheng')
  if (fs.existsSync(link)) return
  try {
    fs.rmSync(link, { force: true })
    fs.symlinkSync(path.join('..', '..', 'bin', 'zhunsheng.js'), link)
  } catch {
    // A read-only or link-less file system: `node bin/zhunsheng.js` does the same.
  }
}

/** Node 24: this one, or the one that came with the packages. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const file = path.join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (fs.existsSync(file)) return file
  console.error('需要 Node.js 24。请先执行 npm start 或 npm test 完成安装，或者自行安装 Node.js 24。')
  process.exit(1)
}

/** Runs a program of the project under Node 24, hands signals on, and ends with its status. */
export function run(args) {
  const bin = path.join(modules, '.bin')
  const node = node24()
  const child = spawn(node, args, {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [path.dirname(node), bin, process.env.PATH].join(path.delimiter),
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache', 'node'),
    },
  })
  // The terminal sends Ctrl-C to the whole group: the child stops itself in good order, and this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)))
}
