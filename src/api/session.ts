import type { FastifyRequest } from 'fastify'
import { scopeOf } from '#access/scope.ts'
import { sessionOf } from '#access/sessions.ts'
import type { Actor } from '#kernel/record.ts'
import type { Platform } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'

export const cookieName = 'zs_session'

/** Who sent a request. */
export type Signed = {
  readonly actor: Actor
  readonly account: string
  readonly mustChange: boolean
  readonly token: string
}

/** A session is looked up at most every so many milliseconds: a revoked one ends that much later. */
const remembered = 3000
const known = new Map<string, { signed: Signed | undefined; until: number }>()

/** Forgets a session at once: signed out, roles changed. */
export const forgetSession = (token: string): void => {
  known.delete(token)
}

export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  const token = header?.startsWith('Bearer ') ? header.slice(7) : request.cookies[cookieName]
  return token && /^[\w-]{20,100}$/.test(token) ? token : undefined
}

export async function signedIn(platform: Platform, request: FastifyRequest): Promise<Signed | undefined> {
  const token = tokenOf(request)
  if (!token) return undefined
  const now = performance.now()
  const seen = known.get(token)
  if (seen && seen.until > now) return seen.signed
  const session = await sessionOf(platform.db, token, platform.now())
  const signed = session && { actor: session.actor, account: session.account, mustChange: session.mustChange, token }
  if (known.size > 10_000) known.clear()
  known.set(token, { signed, until: now + remembered })
  return signed
}

/** The caller of a route behind the sign-in hook. */
export function callerOf(request: FastifyRequest): Caller {
  const { signed } = request
  if (!signed) throw new Error(`${request.url} is reached without signing in`)
  return { actor: signed.actor, scope: scopeOf(signed.actor), origin: 'user' }
}
