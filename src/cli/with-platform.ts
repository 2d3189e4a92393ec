import path from 'node:path'
import { zhunshengCatalogue } from '#law/index.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { connect } from '#store/database.ts'
import { migrate } from '#store/migrate.ts'
import { type DatabaseServer, openDatabase } from '#store/postgres.ts'
import { Failure } from './command.ts'
import { settings } from './settings.ts'

export type Opened = { readonly platform: Platform; readonly server: DatabaseServer; close(): Promise<void> }

/** Starts or finds the database, brings its schema up to date, and puts the platform together. */
export async function open(): Promise<Opened> {
  const server = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir })
  await migrate(server.ownerUrl)
  const db = connect(server, { filesDir: path.join(settings.dataDir, 'files') })
  const platform = await createPlatform(db, zhunshengCatalogue)
  return {
    platform,
    server,
    async close() {
      await db.close()
      await server.stop()
    },
  }
}

/** Runs a command over the platform and closes it again, whatever happens. */
export async function withPlatform(work: (platform: Platform, opened: Opened) => Promise<number>): Promise<number> {
  const opened = await open()
  try {
    return await work(opened.platform, opened)
  } finally {
    await opened.close()
  }
}

/** The division that a command is about: the one named, or the only one there is. */
export async function divisionOf(platform: Platform, named: string | undefined): Promise<string> {
  const { rows } = await platform.db.app.query<{ code: string; name: string }>(
    'select code, name from zs.division order by code',
  )
  if (named !== undefined) {
    if (rows.some(r => r.code === named)) return named
    throw new Failure(
      `没有代码为“${named}”的地区。现有：${rows.map(r => `${r.code} ${r.name}`).join('、') || '无，请先执行 zhunsheng init'}。`,
    )
  }
  if (rows.length === 1 && rows[0]) return rows[0].code
  throw new Failure(
    rows.length
      ? `请用 --division 指明地区：${rows.map(r => `${r.code} ${r.name}`).join('、')}。`
      : '还没有地区，请先执行 zhunsheng init，或者用 npm start 装入演示数据。',
  )
}

/** The scope of an operator at the machine: sees the whole division. */
export const operator = (division: string) => ({ division, organ: '', sees: 'division', person: 'operator' }) as const
