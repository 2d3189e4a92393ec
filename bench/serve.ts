/**
 * The server as `zhunsheng serve` starts it, in a process of its own: node bench/serve.ts <owner URL> <app URL> <folder> [ms]
 * Tells its port to the process that started it and ends when that one lets go of it. `ms`: for how
 * long answers are shared; absent: as in production.
 */
import { buildServer } from '#api/server.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { createPlatform } from '#records/platform.ts'
import { connect } from '#store/database.ts'
import { openDatabase } from '#store/postgres.ts'

const [ownerUrl = '', appUrl = '', folder = '', sharedFor] = process.argv.slice(2)
const db = connect(await openDatabase({ databaseUrl: ownerUrl, appUrl, dataDir: folder }), {
  filesDir: folder,
  ...(sharedFor === undefined ? {} : { sharedFor: Number(sharedFor) }),
})
const platform = await createPlatform(db, zhunshengCatalogue)
const app = await buildServer({ platform, division: '990101', webDir: '', log: true })
await app.listen({ port: 0, host: '127.0.0.1' })
const [address] = app.addresses()
process.send?.(typeof address === 'object' ? address.port : 0)
process.on('disconnect', () => {
  void app.close().then(() => db.close())
})
