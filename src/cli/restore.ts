import path from 'node:path'
import { restore } from '#store/backup.ts'
import { Failure, options } from './command.ts'
import { findCommand } from './commands.ts'
import { withPlatform } from './with-platform.ts'

const usage = findCommand('restore')?.usage ?? ''

/** `zhunsheng restore`: into an empty database; 1 when what was restored does not verify. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(args, { from: { type: 'string' } }, usage)
  const from = values.from
  if (!from) throw new Failure(`请用 --from 指明备份目录。\n用法：${usage}`)
  return withPlatform(async (platform, { server }) => {
    const { verification } = await restore(platform.db, server.ownerUrl, path.resolve(from))
    for (const f of verification.findings) console.log(`✗ ${f.message}`)
    console.log(
      `已恢复记录 ${verification.records.toLocaleString('zh-CN')} 件、日志 ${verification.events.toLocaleString('zh-CN')} 条，校验${verification.findings.length ? '发现不符' : '一致'}。`,
    )
    return verification.findings.length ? 1 : 0
  })
}
