import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { refuse } from '#kernel/refusal.ts'
import { extractReport } from '#reader/input.ts'
import { concludeRead, planRead } from '#reader/read-command.ts'
import { failed } from './command.ts'

/** `zhunsheng read`: statistics and arithmetic of published reports. Needs no database. */
export async function run(args: readonly string[]): Promise<number> {
  const plan = planRead(args)
  if (!plan.ok) throw failed(plan)
  const reports = await Promise.all(
    plan.value.files.map(async file => {
      if (file === '-')
        return { name: 'stdin.txt', report: await extractReport(await buffer(process.stdin), 'stdin.txt') }
      try {
        return { name: file, report: await extractReport(fs.readFileSync(file), path.basename(file)) }
      } catch {
        return { name: file, report: refuse({ code: 'not-found', message: `读不到文件 ${file}，请检查名称和权限。` }) }
      }
    }),
  )
  const conclusion = concludeRead(plan.value, reports)
  if (plan.value.out !== undefined) {
    fs.mkdirSync(plan.value.out, { recursive: true })
    for (const { name, content } of conclusion.files) fs.writeFileSync(path.join(plan.value.out, name), content)
  }
  if (conclusion.stdout)
    process.stdout.write(conclusion.stdout.endsWith('\n') ? conclusion.stdout : `${conclusion.stdout}\n`)
  if (conclusion.stderr)
    process.stderr.write(conclusion.stderr.endsWith('\n') ? conclusion.stderr : `${conclusion.stderr}\n`)
  return conclusion.status
}
