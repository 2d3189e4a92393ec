import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/postgres.ts'
import { options } from './command.ts'
import { findCommand } from './commands.ts'
import { settings } from './settings.ts'

export async function run(args: readonly string[]): Promise<number> {
  const { values } = options(args, { citus: { type: 'boolean', default: false } }, findCommand('migrate')?.usage ?? '')
  const server = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir })
  try {
    const report = await migrate(server.ownerUrl, { citus: values.citus })
    console.log(`数据库结构已是最新（本次执行 ${report.applied.length} 项）。`)
    return 0
  } finally {
    await server.stop()
  }
}
