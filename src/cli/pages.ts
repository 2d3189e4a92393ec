import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root, settings } from './settings.ts'

/** What the pages of the workbench are made of. */
const sources = ['src/web', 'src/kernel', 'src/api/contract.ts', 'package-lock.json']

/** Builds the pages of the workbench when there are none, or when their sources are newer. */
export function buildPages(): void {
  const built = modified(path.join(settings.webDir, 'index.html'))
  if (sources.every(source => newest(path.join(root, source)) < built)) return
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  // An installation without development packages serves the pages it came with.
  if (!fs.existsSync(vite)) return
  console.log('正在生成工作台页面……')
  const config = path.join(root, 'src/web/vite.config.ts')
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`工作台页面没有生成：\n${stderr}`)
}

const modified = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

function newest(place: string): number {
  if (!fs.statSync(place).isDirectory()) return modified(place)
  return Math.max(0, ...fs.readdirSync(place).map(name => newest(path.join(place, name))))
}
