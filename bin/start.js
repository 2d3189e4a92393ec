// npm start: installs what is missing, then serves with demonstration data.
import path from 'node:path'
import { install, root, run } from './setup.js'

install()
run([path.join(root, 'src', 'cli', 'main.ts'), 'serve', '--demo', ...process.argv.slice(2)])
