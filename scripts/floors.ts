/**
 * The floor rule: a file imports only from floors below its own (or from its own folder). Also: kernel and law have no
 * clock, randomness or I/O. Proves what it looked at: fails when it saw too few files.
 */
import fs from 'node:fs'
import path from 'node:path'

const floors: Readonly<Record<string, number>> = {
  kernel: 1,
  law: 2,
  reader: 2,
  documents: 2,
  store: 3,
  access: 3,
  records: 4,
  report: 5,
  supervision: 5,
  exchange: 5,
  simulation: 5,
  api: 6,
  cli: 6,
  web: 6,
  portal: 6,
}
/**
 * Same floor, allowed all the same: people are kept in the store; the demonstration publishes its report; the command line
 * starts the server, which serves the portal.
 */
const allowed = new Set(['access→store', 'simulation→report', 'cli→api', 'api→portal', 'web→api'])
/** The workbench knows API types and the kernel only; the portal is served beside the API and keeps drafts and filings itself. */
const narrow: Readonly<Record<string, readonly string[]>> = {
  web: ['kernel', 'api'],
  portal: ['kernel', 'law', 'documents', 'reader', 'store', 'access', 'records', 'report'],
}

const root = path.resolve(import.meta.dirname, '../src')
const files = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(f => /\.(ts|tsx)$/.test(f) && !f.endsWith('.d.ts'))
const wrong: string[] = []
let imports = 0
for (const file of files) {
  const own = file.split(path.sep)[0] ?? ''
  if (floors[own] === undefined) {
    wrong.push(`src/${file}: folder “${own}” has no floor`)
    continue
  }
  const source = fs.readFileSync(path.join(root, file), 'utf8')
  const test = /\.test\.tsx?$/.test(file)
  for (const [, spec] of source.matchAll(/(?:from\s+|import\s*\(?\s*)'([^']+)'/g)) {
    if (!spec) continue
    imports++
    const target = spec.startsWith('#')
      ? spec.slice(1).split('/')[0]
      : spec.startsWith('.')
        ? path.relative(root, path.resolve(root, path.dirname(file), spec)).split(path.sep)[0]
        : undefined
    if (target === undefined || target === own || target === '..') continue
    if (floors[target] === undefined) continue
    if (test) continue
    if (narrow[own] && !narrow[own].includes(target))
      wrong.push(`src/${file} imports ${spec}: ${own} may only import ${narrow[own].join(', ')}`)
    else if (floors[target] >= (floors[own] ?? 0) && !allowed.has(`${own}→${target}`))
      wrong.push(`src/${file} imports ${spec}: a floor imports only from floors below it`)
  }
  if ((own === 'kernel' || own === 'law') && !test) {
    for (const [what, pattern] of Object.entries({
      'the clock': /new Date\(|Date\.now\(|performance\.now/,
      randomness: /Math\.random|randomUUID|randomBytes/,
      'I/O': /from 'node:(fs|net|http|child_process|dns|worker_threads)/,
    }))
      if (pattern.test(source)) wrong.push(`src/${file}: ${own} knows no ${what}`)
  }
}
if (files.length < 60 || imports < 200) wrong.push(`only ${files.length} files and ${imports} imports were looked at`)
for (const w of wrong) console.error(w)
console.log(`floors: ${files.length} files, ${imports} imports, ${wrong.length} broken rules`)
process.exit(wrong.length ? 1 : 0)
