import { Failure } from './command.ts'
import { findCommand, overview } from './commands.ts'

// Whoever reads the output may stop reading: `zhunsheng report … | head`.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw error
})

const [name, ...args] = process.argv.slice(2)
if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
  console.log(overview())
  process.exit(0)
}
const command = findCommand(name)
if (!command) {
  console.error(`没有“${name}”这个命令。\n\n${overview()}`)
  process.exit(2)
}
if (args.includes('--help') || args.includes('-h')) {
  console.log(`${command.summary}\n\n用法：${command.usage}`)
  process.exit(0)
}
try {
  const { run } = await command.load()
  process.exitCode = await run(args)
} catch (error) {
  if (error instanceof Failure) {
    console.error(error.message)
    process.exitCode = error.status
  } else {
    console.error(error instanceof Error && /[\u4e00-\u9fff]/.test(error.message) ? error.message : error)
    process.exitCode = 1
  }
}
