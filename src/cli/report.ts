import fs from 'node:fs'
import { refuse } from '#kernel/refusal.ts'
import { reportDocx, reportJson, reportPage } from '#report/render.ts'
import { publishedReport, reportNow } from '#report/store.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { divisionOf, operator, withPlatform } from './with-platform.ts'

const usage = findCommand('report')?.usage ?? ''

/** `zhunsheng report`: the published report of a year, or how it would read now. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    {
      division: { type: 'string' },
      year: { type: 'string' },
      format: { type: 'string', default: 'json' },
      out: { type: 'string' },
    },
    usage,
  )
  const year = Number(values.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2199)
    throw new Failure(`请用 --year 写明四位年份。\n用法：${usage}`)
  const { format, out } = values
  if (!['json', 'html', 'docx'].includes(format))
    throw failed(refuse({ code: 'invalid-input', message: '--format 只能是 json、html、docx。' }))
  if (format === 'docx' && !out) throw new Failure('docx 请用 --out 写明文件。')
  return withPlatform(async platform => {
    const scope = operator(await divisionOf(platform, values.division))
    const published = await publishedReport(platform, scope, year)
    const report = published.ok ? published.value.frozen.report : await reportNow(platform, scope, year)
    const content =
      format === 'json'
        ? `${JSON.stringify(reportJson(report), null, 2)}\n`
        : format === 'html'
          ? reportPage(report)
          : await reportDocx(report)
    if (out) fs.writeFileSync(out, content)
    else process.stdout.write(content as string)
    return 0
  })
}
