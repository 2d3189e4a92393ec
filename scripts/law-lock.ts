/**
 * Keeps src/law/lock.json, the content hashes of the released versions. Without an argument it adds the versions that are
 * new and refuses when a released one has changed; `--check` writes nothing; `--replace` rewrites all of them, which is
 * for the time before a release only.
 */
import fs from 'node:fs'
import path from 'node:path'
import { declarations } from '../src/law/index.ts'
import { brokenLocks, type Lock, lockOf } from '../src/law/lock.ts'

const file = path.resolve(import.meta.dirname, '../src/law/lock.json')
const released: Lock = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Lock) : {}
const now = lockOf(declarations)
const added = Object.keys(now).filter(name => !released[name])

const broken = process.argv.includes('--replace') ? [] : brokenLocks(released, now)
if (broken.length) {
  console.error(broken.join('\n'))
  process.exit(1)
}
if (!process.argv.includes('--check')) {
  fs.writeFileSync(file, `${JSON.stringify(now, undefined, 2)}\n`)
  console.log(`src/law/lock.json：${Object.keys(now).length}个版本，新增${added.length}个`)
} else {
  console.log(
    `src/law/lock.json：${Object.keys(released).length}个已发布版本均未改动${added.length ? `；尚未锁定：${added.join('、')}` : ''}`,
  )
}
