/** Every check of the project, one after the other; stops at the first that fails. `npm test -- types` runs only that one. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const local = (name: string) => path.join(root, 'node_modules', '.bin', name)

/** Chromium for the browser tests: the machine's own, else Debian's package. */
function ensureChromium(): string | undefined {
  const found = () =>
    [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      p => p !== undefined && fs.existsSync(p),
    )
  if (found() === undefined && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    console.log('正在安装浏览器和中文字体（浏览器测试用）……')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return found()
}

const checks: Record<string, readonly [string, ...string[]][]> = {
  types: [
    [local('tsc'), '--noEmit', '-p', 'tsconfig.json'],
    [local('tsc'), '--noEmit', '-p', 'src/web/tsconfig.json'],
  ],
  lint: [
    [local('oxlint'), '--type-aware', '--deny-warnings'],
    [local('biome'), 'ci'],
    [process.execPath, 'scripts/floors.ts'],
    [local('knip')],
  ],
  generated: [
    [process.execPath, 'bin/zhunsheng.js', 'law', 'docs', '--check'],
    [process.execPath, 'scripts/law-lock.ts', '--check'],
  ],
  build: [[local('vite'), 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn']],
  tests: [[local('vitest'), 'run']],
}

const wanted = process.argv.slice(2).filter(a => !a.startsWith('-'))
const chromium = ensureChromium()
if (chromium === undefined)
  console.log('没有找到浏览器：浏览器测试将失败。请安装 chromium，或者用环境变量 CHROMIUM 指明它的位置。')
const started = Date.now()
for (const [name, commands] of Object.entries(checks)) {
  if (wanted.length && !wanted.includes(name)) continue
  for (const [command, ...args] of commands) {
    const at = Date.now()
    const { status } = spawnSync(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) },
    })
    const seconds = ((Date.now() - at) / 1000).toFixed(1)
    console.log(`${status === 0 ? '✓' : '✗'} ${name}: ${path.basename(command)} ${args.join(' ')}（${seconds} 秒）`)
    if (status !== 0) process.exit(status ?? 1)
  }
}
console.log(`全部检查通过（${((Date.now() - started) / 1000).toFixed(0)} 秒）。`)
