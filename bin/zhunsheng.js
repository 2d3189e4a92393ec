#!/usr/bin/env node
import path from 'node:path'
import { root, run } from './setup.js'

const main = path.join(root, 'src', 'cli', 'main.ts')
if (Number(process.versions.node.split('.')[0]) >= 24) await import(main)
else run([main, ...process.argv.slice(2)])
