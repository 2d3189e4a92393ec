import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { addPeople, installer, type NewPerson, type Organ, putDivision, putOrgans } from '#access/people.ts'
import { buildServer } from '#api/server.ts'
import type { Catalogue } from '#kernel/catalogue.ts'
import type { Instant } from '#kernel/time/date.ts'
import { createPlatform, type Platform } from '#records/platform.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export const password = 'Zhunsheng-2026'

/** The public door of a small district: a real database, a real server, people who sign in. */
export type TestDistrict = {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly db: TestDatabase
  /** The day that the platform takes for today. */
  readonly setNow: (instant: Instant) => void
  as(account: string): Promise<Client>
  close(): Promise<void>
}

export type Client = {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown, more?: { key?: string; headers?: Record<string, string> }): Promise<Answer>
  send(options: InjectOptions): Promise<Answer>
  readonly token: string
}
/** Answers are looked at as a client does, by their members. */
export type Answer = {
  readonly status: number
  readonly body: Record<string, never> & { [key: string]: unknown }
  readonly text: string
  readonly type: string
}

export async function testDistrict(
  catalogue: Catalogue,
  organs: readonly Omit<Organ, 'division'>[],
  people: readonly NewPerson[],
  options: { readonly division?: string; readonly webDir?: string } = {},
): Promise<TestDistrict> {
  const { division = '990101', webDir = '' } = options
  const db = await testDatabase()
  let now: Instant = '2024-03-05T02:00:00.000Z'
  const platform = await createPlatform(db, catalogue, () => now)
  const by = installer(division)
  for (const done of [
    await putDivision(db, by, { code: division, name: '准绳区', demo: true }),
    await putOrgans(
      db,
      by,
      organs.map(o => ({ ...o, division })),
    ),
    await addPeople(
      db,
      by,
      people.map(p => ({ password, mustChange: false, ...p })),
    ),
  ])
    if (!done.ok) throw new Error(done.refusal.message)
  const app = await buildServer({ platform, division, webDir })
  await app.ready()
  const answer = async (options: InjectOptions): Promise<Answer> => {
    const r = await app.inject(options)
    const type = String(r.headers['content-type'] ?? '')
    return { status: r.statusCode, text: r.body, type, body: type.includes('json') && r.body ? r.json() : {} }
  }
  return {
    app,
    platform,
    db,
    setNow(instant) {
      now = instant
    },
    async as(account) {
      const signedIn = await answer({ method: 'POST', url: '/api/v1/session', payload: { account, password } })
      if (signedIn.status !== 200) throw new Error(`${account} cannot sign in: ${signedIn.text}`)
      const token = String(signedIn.body.token)
      const authorization = `Bearer ${token}`
      return {
        token,
        get: path => answer({ method: 'GET', url: `/api/v1${path}`, headers: { authorization } }),
        post: (path, body, more = {}) =>
          answer({
            method: 'POST',
            url: `/api/v1${path}`,
            headers: { authorization, 'idempotency-key': more.key ?? randomUUID(), ...more.headers },
            payload: body as object,
          }),
        send: options =>
          answer({ ...options, headers: { authorization, 'idempotency-key': randomUUID(), ...options.headers } }),
      }
    },
    async close() {
      await app.close()
      await db.close()
    },
  }
}
