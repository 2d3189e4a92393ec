// npm test: installs what is missing (a browser too), then runs every check of the project.
import path from 'node:path'
import { install, root, run } from './setup.js'

install()
run([path.join(root, 'scripts', 'test.ts'), ...process.argv.slice(2)])
