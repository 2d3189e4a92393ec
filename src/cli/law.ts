import fs from 'node:fs'
import path from 'node:path'
import { checkDeclaration } from '#kernel/check.ts'
import { declarations, zhunshengCatalogue } from '#law/index.ts'
import { procedurePages } from '#law/pages.ts'
import { roleCodes } from '#law/roles.ts'
import { Failure, options } from './command.ts'
import { findCommand } from './commands.ts'
import { root } from './settings.ts'

const usage = findCommand('law')?.usage ?? ''

/** `zhunsheng law check` and `zhunsheng law docs`. Need no database. */
export async function run(args: readonly string[]): Promise<number> {
  const [what, ...rest] = args
  if (what === 'check') return check()
  if (what !== 'docs') throw new Failure(`请写明 check 或者 docs。\n用法：${usage}`)
  const { values } = options(
    rest,
    {
      check: { type: 'boolean', default: false },
      out: { type: 'string', default: path.join(root, 'docs', 'procedures') },
    },
    usage,
  )
  return docs(path.resolve(values.out), values.check)
}

function check(): number {
  const wrong = declarations.flatMap(d => checkDeclaration(d, roleCodes, declarations))
  for (const line of wrong) console.log(`✗ ${line}`)
  const count = (of: (d: (typeof declarations)[number]) => number) => declarations.reduce((n, d) => n + of(d), 0)
  const unverified = declarations.flatMap(d =>
    Object.entries(d.limits)
      .filter(([, l]) => l.verified === false || !l.cite.verified)
      .map(([code]) => `${d.code}.${code}`),
  )
  console.log(
    `${zhunshengCatalogue.systems.length} 类事项、${declarations.length} 个版本：动作 ${count(d => Object.keys(d.actions).length)}、期限 ${count(d => Object.keys(d.limits).length)}、文书 ${count(d => Object.keys(d.documents).length)}、指标 ${count(d => Object.keys(d.figures).length)}；待核期限 ${unverified.length} 项。${wrong.length ? `发现 ${wrong.length} 处问题。` : '检查通过。'}`,
  )
  return wrong.length ? 1 : 0
}

function docs(out: string, checkOnly: boolean): number {
  const pages = procedurePages(zhunshengCatalogue)
  const present = fs.existsSync(out) ? fs.readdirSync(out).filter(f => f.endsWith('.md')) : []
  const leftOver = present.filter(f => !pages.has(f))
  if (!checkOnly) {
    fs.mkdirSync(out, { recursive: true })
    for (const file of leftOver) fs.rmSync(path.join(out, file))
    for (const [file, text] of pages) fs.writeFileSync(path.join(out, file), text)
    console.log(`已生成流程页面 ${pages.size} 个。`)
    return 0
  }
  const wrong = [
    ...leftOver.map(f => `${f}：没有对应的声明`),
    ...[...pages].flatMap(([file, text]) => difference(path.join(out, file), text)),
  ]
  if (wrong.length) {
    console.error(`流程页面与声明不一致：\n${wrong.join('\n')}\n请执行 zhunsheng law docs 重新生成，并检查改动。`)
    return 1
  }
  console.log(`流程页面 ${pages.size} 个，与声明一致。`)
  return 0
}

/** The first line in which a page differs from what is generated. */
function difference(file: string, text: string): string[] {
  const name = path.basename(file)
  if (!fs.existsSync(file)) return [`${name}：缺少`]
  const now = fs.readFileSync(file, 'utf8').split('\n')
  const line = text.split('\n').findIndex((l, i) => l !== now[i])
  return line < 0 && now.length === text.split('\n').length ? [] : [`${name} 第${line + 1}行：${now[line] ?? '（无）'}`]
}
