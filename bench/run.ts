/**
 * Measures what the platform promises about speed: npm run bench, or npm run bench -- actions lists
 *
 * Each benchmark has an embedded database of its own in a temporary folder, with the settings of production. The machine
 * should do nothing else meanwhile.
 */
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { actions } from './actions.ts'
import { lists } from './lists.ts'
import type { Measure } from './measure.ts'

/** Benchmarks that print their own table, with the ratio to the baseline of the same run. */
const program = (file: string) => async (): Promise<Measure[]> => {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, file)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
  return []
}

const benchmarks: Readonly<Record<string, () => Promise<Measure[]>>> = {
  actions,
  lists,
  report: program('report.ts'),
  import: program('import.ts'),
  reader: program('reader.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !Object.hasOwn(benchmarks, name))
if (unknown.length) {
  console.error(`没有名为“${unknown.join('、')}”的测量。可选：${Object.keys(benchmarks).join('、')}。`)
  process.exit(2)
}
const rows: Measure[] = []
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length && !wanted.includes(name)) continue
  console.log(`正在测量 ${name} ……`)
  rows.push(...(await run()))
}
console.log(`\n${os.cpus().length} 核，${Math.round(os.totalmem() / 2 ** 30)} GB 内存，Node ${process.versions.node}\n`)
if (rows.length) printTable(rows)
if (rows.some(r => r.reached === 'no')) process.exitCode = 1

function printTable(measures: readonly Measure[]) {
  const words = { aim: '达到目标', required: '达到要求', no: '未达到' } as const
  const head = ['项目', '基准', '实测', '比值', '要求', '目标', '结论']
  const lines = measures.map(m => [
    m.what,
    m.baseline,
    m.measured,
    m.ratio,
    m.required,
    m.aim,
    m.reached ? words[m.reached] : '',
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map(line => width(line[i] ?? ''))))
  for (const line of [head, widths.map(w => '-'.repeat(w)), ...lines])
    console.log(line.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join('  '))
}

/** Columns on a terminal: a Chinese character takes two. */
function width(text: string): number {
  let n = 0
  for (const c of text) n += /[\u2e80-\uffe6]/u.test(c) && !/[\uffa0-\uffdf]/u.test(c) ? 2 : 1
  return n
}
