import fs from 'node:fs'
import { foundDistrict } from '#simulation/district.ts'
import { simulate } from '#simulation/simulate.ts'
import { readTargets, type TargetsFile } from '#simulation/targets.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { withPlatform } from './with-platform.ts'

const usage = findCommand('simulate')?.usage ?? ''

/** `zhunsheng simulate`: a year of a district through the real engine; with `--targets` its figures come out exactly. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    {
      division: { type: 'string' },
      year: { type: 'string' },
      targets: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
    },
    usage,
  )
  const file = values.targets === undefined ? undefined : targetsIn(values.targets)
  const year = Number(values.year ?? file?.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2199)
    throw new Failure(`请用 --year 写明四位年份。\n用法：${usage}`)
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 10_000)) throw new Failure('--scale 应为大于0的数。')
  const division = values.division ?? file?.division
  if (!division) throw new Failure(`请用 --division 写明地区代码。\n用法：${usage}`)
  return withPlatform(async platform => {
    const founded = await foundDistrict(platform, division)
    if (!founded.ok) throw failed(founded)
    const result = await simulate(platform, {
      division,
      year,
      scale,
      seed: values.seed,
      ...(file ? { targets: file.figures } : {}),
      ...(process.stdout.isTTY
        ? { onProgress: p => process.stdout.write(`\r${p.percent.toFixed(0).padStart(3)}%  ${p.words}\u001b[K`) }
        : {}),
    })
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    if (!result.ok) throw failed(result)
    console.log(
      `模拟${division} ${year}年：写入 ${result.value.written.toLocaleString('zh-CN')} 件，${result.value.same.toLocaleString('zh-CN')} 件已有。`,
    )
    for (const [system, n] of Object.entries(result.value.bySystem))
      console.log(`  ${platform.catalogue.newest(system)?.name ?? system}  ${n.toLocaleString('zh-CN')}`)
    return 0
  })
}

function targetsIn(path: string): TargetsFile {
  let text: string
  try {
    text = fs.readFileSync(path, 'utf8')
  } catch {
    throw new Failure(`读不到目标文件 ${path}，请检查名称和权限。`)
  }
  const file = readTargets(text)
  if (!file.ok) throw failed(file)
  return file.value
}
