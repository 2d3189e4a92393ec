// Installs what is missing, then runs a program of the project under Node 24: node bin/run.js <file> [arguments].
import path from 'node:path'
import { install, root, run } from './setup.js'

const [file = '', ...args] = process.argv.slice(2)
install()
run([path.join(root, file), ...args])
