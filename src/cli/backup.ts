import path from 'node:path'
import { backup } from '#store/backup.ts'
import { Failure, options } from './command.ts'
import { findCommand } from './commands.ts'
import { withPlatform } from './with-platform.ts'

const usage = findCommand('backup')?.usage ?? ''

export function run(args: readonly string[]): Promise<number> {
  const { values } = options(args, { to: { type: 'string' } }, usage)
  const to = values.to
  if (!to) throw new Failure(`请用 --to 指明备份目录。\n用法：${usage}`)
  return withPlatform(async platform => {
    const manifest = await backup(platform.db, path.resolve(to))
    console.log(`已备份到 ${path.resolve(to)}：${manifest.parts.length} 个部分。`)
    return 0
  })
}
