import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../src/store/postgres.ts'

/**
 * One embedded PostgreSQL for a whole test run, started by the first test that needs it and stopped here at the end.
 * The folder's name reaches the tests through the environment.
 */
export default function setup() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-test-'))
  fs.chmodSync(folder, 0o711)
  process.env.ZHUNSHENG_TEST_DIR = folder
  return async () => {
    if (fs.existsSync(path.join(folder, 'postgres', 'postmaster.pid')))
      await (await openDatabase({ dataDir: folder })).stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
