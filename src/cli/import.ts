import fs from 'node:fs'
import path from 'node:path'
import { type ImportResult, importLedger, importsForAll } from '#exchange/import.ts'
import { fileSource } from '#exchange/table.ts'
import { ledgerTemplate } from '#exchange/template.ts'
import type { Actor } from '#kernel/record.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import type { Platform } from '#records/platform.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { divisionOf, withPlatform } from './with-platform.ts'

const usage = findCommand('import')?.usage ?? ''
const shownErrors = 50

/** `zhunsheng import`: 0 when every row is right, 1 when rows have errors, 2 when the file cannot be read. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    {
      system: { type: 'string' },
      file: { type: 'string' },
      template: { type: 'string' },
      division: { type: 'string' },
      organ: { type: 'string' },
      partial: { type: 'boolean', default: false },
      dry: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    usage,
  )
  const { system, file, template } = values
  const versions = zhunshengCatalogue.all.filter(d => d.code === system)
  if (!system || !versions.length)
    throw new Failure(
      `请用 --system 写明事项：${zhunshengCatalogue.systems.map(s => `${s} ${zhunshengCatalogue.newest(s)?.name}`).join('、')}。\n用法：${usage}`,
    )
  if (template) {
    fs.writeFileSync(template, await ledgerTemplate(versions, /\.csv$/i.test(template) ? 'csv' : 'xlsx'))
    console.log(`已生成“${versions.at(-1)?.name}”导入模板：${template}`)
    return 0
  }
  if (!file) throw new Failure(`请用 --file 写明要导入的文件。\n用法：${usage}`)
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) throw new Failure(`没有找到文件“${file}”，请核对路径。`)
  return withPlatform(async platform => {
    const actor = await operatorFor(platform, await divisionOf(platform, values.division), values.organ, system)
    const result = await importLedger(platform, actor, {
      system,
      source: fileSource(file, path.basename(file)),
      partial: values.partial,
      dry: values.dry,
      ...(process.stderr.isTTY
        ? {
            onProgress: (n, phase) =>
              process.stderr.write(`\r已${phase === 'check' ? '核对' : '处理'} ${n.toLocaleString('zh-CN')} 行……`),
          }
        : {}),
    })
    if (process.stderr.isTTY) process.stderr.write('\r')
    if (!result.ok) throw failed(result)
    const { rejected, ...rest } = result.value
    const rejectedFile = rejected === undefined ? undefined : `${file}.未导入.csv`
    if (rejectedFile !== undefined) fs.writeFileSync(rejectedFile, rejected ?? '')
    if (values.json) console.log(JSON.stringify({ ...rest, ...(rejectedFile ? { rejectedFile } : {}) }, null, 2))
    else print(result.value, rejectedFile)
    return result.value.errorCount ? 1 : 0
  })
}

/** The operator at the machine imports in the name of an organ, by default of the justice bureau. */
async function operatorFor(
  platform: Platform,
  division: string,
  named: string | undefined,
  system: string,
): Promise<Actor> {
  const { organs } = await platform.division(division)
  const organ = named ?? [...organs.values()].find(o => o.kind === 'justiceBureau')?.code
  if (organ === undefined || !organs.has(organ))
    throw new Failure(
      `请用 --organ 写明以哪个单位的名义导入：${[...organs.values()].map(o => `${o.code} ${o.name}`).join('、')}。`,
    )
  const roles = [...(platform.catalogue.newest(system)?.open.by ?? []), importsForAll]
  return { id: 'operator', name: '系统导入', division, organ, roles }
}

function print(result: ImportResult, rejectedFile: string | undefined): void {
  const n = (count: number) => count.toLocaleString('zh-CN')
  for (const e of result.errors.slice(0, shownErrors)) console.log(`第${e.row}行“${e.column}”：${e.message}`)
  if (result.errorCount > shownErrors) console.log(`……共 ${n(result.errorCount)} 处错误，以上为前 ${shownErrors} 处。`)
  const counts = `共 ${n(result.rows)} 行，${result.dry ? '可写入' : '写入'} ${n(result.written)} 件，已有且相同 ${n(result.same)} 件，有错误 ${n(result.wrongRows)} 行`
  if (result.dry) console.log(`只核对，未写入：${counts}。`)
  else if (!result.errorCount || rejectedFile !== undefined)
    console.log(`${counts}。${rejectedFile ? `有错误的行已另存为 ${rejectedFile}，更正后可再导入。` : ''}`)
  else console.log(`${counts}：未写入任何一行。请更正后重新导入；只导入正确的行请加 --partial。`)
}
