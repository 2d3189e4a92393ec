/**
 * Writes the generated pages of docs/procedures from the declarations. `--check` writes nothing: it fails when a page is
 * missing, outdated or left over, and shows the first line that differs.
 */
import fs from 'node:fs'
import path from 'node:path'
import { zhunshengCatalogue } from '../src/law/index.ts'
import { procedurePages } from '../src/law/pages.ts'

const folder = path.resolve(import.meta.dirname, '../docs/procedures')
const pages = procedurePages(zhunshengCatalogue)
const present = fs.existsSync(folder) ? fs.readdirSync(folder).filter(f => f.endsWith('.md')) : []
const leftOver = present.filter(f => !pages.has(f))

if (process.argv.includes('--check')) {
  const wrong = [
    ...leftOver.map(f => `${f}：没有对应的声明`),
    ...[...pages].flatMap(([file, text]) => difference(file, text)),
  ]
  if (wrong.length) {
    console.error(
      `docs/procedures 与声明不一致：\n${wrong.join('\n')}\n请执行 zhunsheng law docs 重新生成，并检查改动。`,
    )
    process.exit(1)
  }
  console.log(`docs/procedures：${pages.size}页与声明一致`)
} else {
  fs.mkdirSync(folder, { recursive: true })
  for (const file of leftOver) fs.rmSync(path.join(folder, file))
  for (const [file, text] of pages) fs.writeFileSync(path.join(folder, file), text)
  console.log(`docs/procedures：已写${pages.size}页`)
}

function difference(file: string, text: string): string[] {
  const at = path.join(folder, file)
  if (!fs.existsSync(at)) return [`${file}：缺少`]
  const old = fs.readFileSync(at, 'utf8').split('\n')
  const now = text.split('\n')
  const line = now.findIndex((l, i) => l !== old[i])
  if (line < 0 && old.length === now.length) return []
  const i = line < 0 ? now.length : line
  return [`${file} 第${i + 1}行\n  - ${old[i] ?? '（无）'}\n  + ${now[i] ?? '（无）'}`]
}
