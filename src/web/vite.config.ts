import fs from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const out = path.resolve(import.meta.dirname, '../../dist/web')

/** Writes .br and .gz beside every asset, so that the server sends them as they are. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  closeBundle() {
    for (const name of fs.readdirSync(out, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(out, name)
      if (!/\.(js|css|svg|html)$/.test(name) || fs.statSync(file).size < 1024) continue
      const content = fs.readFileSync(file)
      fs.writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      fs.writeFileSync(`${file}.gz`, gzipSync(content))
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/workbench/',
  plugins: [react(), precompressed],
  build: { outDir: out, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': 'http://localhost:8080' } },
})
