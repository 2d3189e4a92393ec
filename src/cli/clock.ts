import readline from 'node:readline'
import { answerBatchLine, parseAmount } from '#kernel/time/batch.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { calculatorWords, renderClock } from '#kernel/time/clock-text.ts'
import { computePeriod, explainPeriod, type PeriodKind, type PeriodRequest, periodKinds } from '#kernel/time/period.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'

const usage = findCommand('clock')?.usage ?? ''

/** `zhunsheng clock`: one limit with its explanation, or thousands from standard input. Needs no database. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    {
      start: { type: 'string' },
      within: { type: 'string' },
      kind: { type: 'string', default: 'MAX' },
      roll: { type: 'boolean', default: false },
      exclude: { type: 'string', multiple: true, default: [] },
      extend: { type: 'string' },
      json: { type: 'boolean', default: false },
      batch: { type: 'boolean', default: false },
    },
    usage,
  )
  if (values.batch) return batch()
  if (!values.start || !values.within)
    throw new Failure(`请用 --start 写明起算日，用 --within 写明期限。\n用法：${usage}`)
  const kind = values.kind.toUpperCase()
  if (!(periodKinds as readonly string[]).includes(kind)) throw new Failure(`--kind 只能是 ${periodKinds.join('、')}。`)
  const amount = parseAmount(values.within)
  if (!amount.ok) throw failed(amount)
  const extension = values.extend === undefined ? undefined : parseAmount(values.extend)
  if (extension && !extension.ok) throw failed(extension)
  const exclusions = values.exclude.map(text => {
    const [from, to, ...more] = text.split('..')
    if (!from || !to || more.length) throw new Failure(`--exclude 请写成 2024-09-10..2024-09-19，现为“${text}”。`)
    return { from, to }
  })
  const request: PeriodRequest = {
    start: values.start,
    ...amount.value,
    kind: kind as PeriodKind,
    roll: values.roll,
    exclusions,
    calendar: nationalCalendar,
    ...(extension ? { extension: extension.value } : {}),
  }
  const period = computePeriod(request)
  if (!period.ok) throw failed(period)
  const explained = explainPeriod(request, calculatorWords)
  if (!explained.ok) throw failed(explained)
  if (values.json) {
    const { strict, final, provisional } = period.value
    console.log(
      JSON.stringify(
        {
          start: values.start,
          within: values.within,
          kind,
          roll: values.roll,
          strict,
          final,
          provisional,
          explanation: explained.value.lines,
          summary: explained.value.summary,
        },
        null,
        2,
      ),
    )
  } else process.stdout.write(renderClock(explained.value))
  return 0
}

async function batch(): Promise<number> {
  let out = ''
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue
    out += `${JSON.stringify(answerBatchLine(line, nationalCalendar))}\n`
    if (out.length > 65_536) {
      process.stdout.write(out)
      out = ''
    }
  }
  process.stdout.write(out)
  return 0
}
