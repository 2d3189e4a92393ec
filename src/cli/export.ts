import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { exportRecords } from '#exchange/export.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { divisionOf, operator, withPlatform } from './with-platform.ts'

const usage = findCommand('export')?.usage ?? ''

/** `zhunsheng export`: a list as XLSX or CSV, by the ending of the file's name. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    {
      system: { type: 'string' },
      out: { type: 'string' },
      division: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
    usage,
  )
  const { system, out, from, to } = values
  const format = /\.(xlsx|csv)$/i.exec(out ?? '')?.[1]?.toLowerCase()
  if (!system || !out || !format)
    throw new Failure(`请用 --system 写明事项，用 --out 写明以 .xlsx 或者 .csv 结尾的文件名。\n用法：${usage}`)
  return withPlatform(async platform => {
    const scope = operator(await divisionOf(platform, values.division))
    const actor = { id: scope.person, name: '系统导出', division: scope.division, organ: '', roles: [] }
    const query = { system, ...(from ? { from } : {}), ...(to ? { to } : {}) }
    const file = await exportRecords(platform, scope, actor, query, format === 'csv' ? 'csv' : 'xlsx')
    if (!file.ok) throw failed(file)
    await pipeline(file.value.content, fs.createWriteStream(out))
    console.log(`已导出：${out}`)
    return 0
  })
}
