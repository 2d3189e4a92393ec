import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { ReportText } from './input.ts'
import { type Reading, readReport } from './read-report.ts'
import { renderReading } from './render-reading.ts'

/**
 * `read FILE... [--json] [--out DIR] [--strict]` without its disk: the caller reads the files that the plan names, and
 * writes what the conclusion says.
 */
export type ReadPlan = {
  /** `-` is standard input. */
  readonly files: readonly string[]
  readonly json: boolean
  readonly out: string | undefined
  readonly strict: boolean
}

export type ReadConclusion = {
  readonly stdout: string
  readonly stderr: string
  /** Files to write into the folder `out`. */
  readonly files: readonly { readonly name: string; readonly content: string }[]
  /** 0 read; 1 an identity does not hold and --strict was given; 2 a file could not be read. */
  readonly status: 0 | 1 | 2
}

const readUsage =
  '用法：zhunsheng read 文件... [--json] [--out 目录] [--strict]\n文件为 .txt、.html、.docx、.pdf，或者 - 表示标准输入。'

export function planRead(args: readonly string[]): Result<ReadPlan> {
  const files: string[] = []
  let json = false
  let strict = false
  let out: string | undefined
  const wrong = (message: string) => refuse({ code: 'invalid-input', message: `${message}\n${readUsage}` })
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--json') json = true
    else if (arg === '--strict') strict = true
    else if (arg === '--out') {
      out = args[++i]
      if (out === undefined || out.startsWith('--')) return wrong('--out 后面要写目录')
    } else if (arg.startsWith('--out=')) out = arg.slice('--out='.length)
    else if (arg.startsWith('-') && arg !== '-') return wrong(`不认识的选项 ${arg}`)
    else files.push(arg)
  }
  if (files.length === 0) return wrong('没有指定要读的文件')
  return ok({ files, json, out, strict })
}

/** The file name of a path without folders. */
const baseName = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

/**
 * The reading as JSON in the published schema, offsets in Unicode code points. The text is included when the file was
 * no plain text, because the offsets refer to it.
 */
export function readingToJson(file: string, report: ReportText, reading: Reading): object {
  const at = codePointOffsets(report.text)
  const sentence = ({ start, end }: { start: number; end: number }) => ({ start: at(start), end: at(end) })
  return {
    file,
    division: reading.division ?? null,
    year: reading.year ?? null,
    statistics: reading.statistics.map(statistic => ({
      ...statistic,
      start: at(statistic.start),
      end: at(statistic.end),
      sentence: sentence(statistic.sentence),
    })),
    identities: reading.identities.map(identity => ({
      ...identity,
      ...(identity.kind === 'sum' ? { total: at(identity.total), parts: identity.parts.map(at) } : {}),
      ...(identity.kind === 'change'
        ? { from: at(identity.from), to: at(identity.to), delta: at(identity.delta) }
        : {}),
      ...(identity.kind === 'ratio'
        ? {
            rate: at(identity.rate),
            numerator: typeof identity.numerator === 'number' ? at(identity.numerator) : identity.numerator.map(at),
            denominator: at(identity.denominator),
          }
        : {}),
      sentence: sentence(identity.sentence),
    })),
    chapters: reading.chapters,
    topicsMissing: reading.topicsMissing,
    remarks: reading.remarks.map(remark => ({ ...remark, start: at(remark.start) })),
    ...(report.kind === 'txt' ? {} : { text: report.text }),
  }
}

/** From an index of a JavaScript string to the number of code points before it. */
function codePointOffsets(text: string): (index: number) => number {
  const pairs: number[] = []
  for (const match of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs.push(match.index)
  if (pairs.length === 0) return index => index
  return index => {
    let low = 0
    let high = pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[middle] as number) < index) low = middle + 1
      else high = middle
    }
    return index - low
  }
}

/** What the command prints and writes, given the text of each file of the plan or the reason why it has none. */
export function concludeRead(
  plan: ReadPlan,
  reports: readonly { readonly name: string; readonly report: Result<ReportText> }[],
): ReadConclusion {
  const printed: string[] = []
  const objects: object[] = []
  const errors: string[] = []
  const files: { name: string; content: string }[] = []
  let broken = false
  for (const { name, report } of reports) {
    if (!report.ok) {
      errors.push(report.refusal.message)
      continue
    }
    const reading = readReport(report.value.text)
    broken ||= reading.identities.some(({ holds }) => !holds)
    const object = readingToJson(baseName(name), report.value, reading)
    objects.push(object)
    if (plan.out !== undefined)
      files.push({
        name: `${baseName(name).replace(/\.[^.]+$/, '')}.json`,
        content: `${JSON.stringify(object, null, 2)}\n`,
      })
    else if (!plan.json)
      printed.push(`${reports.length > 1 ? `── ${name}\n` : ''}${renderReading(reading, report.value.text)}`)
  }
  const json = objects.length === 1 && reports.length === 1 ? objects[0] : objects
  return {
    stdout:
      plan.out !== undefined
        ? files.map(({ name }) => `${name}\n`).join('')
        : plan.json
          ? `${JSON.stringify(json, null, 2)}\n`
          : printed.join('\n'),
    stderr: errors.map(message => `${message}\n`).join(''),
    files,
    status: errors.length > 0 ? 2 : broken && plan.strict ? 1 : 0,
  }
}
