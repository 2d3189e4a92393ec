import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { addMinutes, type Instant } from '#kernel/time/date.ts'
import { type Database, query, statement, type Transaction, transact } from '#store/database.ts'
import { logAccessIn } from '#store/log.ts'
import { gate } from './gate.ts'
import { checkPassword, hashPassword, passwordRefusal } from './password.ts'

/** How long a session lives, in minutes: absolutely, and without use. */
export type SessionRules = { readonly absoluteMinutes: number; readonly idleMinutes: number }
export const sessionRules: SessionRules = { absoluteMinutes: 12 * 60, idleMinutes: 30 }

/** Guesses at one account wait for one another: they must not hold the connections of everybody else. */
const signIns = gate(3)

/** Wrong passwords in a row that lock an account, and for how many minutes. */
export const lockout = { failures: 5, minutes: 15 } as const

export type SessionOf = { readonly actor: Actor; readonly account: string; readonly mustChange: boolean }
export type SignedIn = SessionOf & { readonly token: string; readonly expiresAt: Instant }

const idOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const nobody = { division: '', organ: '', sees: 'none', person: '' } as const

const failed = () => refuse({ code: 'sign-in-failed', message: '账号或密码不正确，请重新输入。' })
const notSignedIn = () => refuse({ code: 'not-signed-in', message: '登录已过期或尚未登录，请重新登录。' })

type Account = {
  id: string
  division: string
  organ: string
  name: string
  account: string
  password_hash: string
  must_change: boolean
  failed: number
  locked_until: Instant | null
  active: boolean
}

/**
 * Signs in. The account's row stays locked while the password is compared, so that guesses at once count one by one;
 * failure counter, lock and audit entry are written in the same transaction.
 *
 * Refusals: `sign-in-failed` (also for an unknown account, after the same time), `locked`.
 */
export async function signIn(
  db: Database,
  input: { readonly account: string; readonly password: string; readonly ip?: string; readonly agent?: string },
  now: Instant,
  rules: SessionRules = sessionRules,
): Promise<Result<SignedIn>> {
  // The transaction commits also when the sign-in fails: the failure is what it records.
  const result = await signIns(() => transact(db, nobody, async trx => ok(await attempt(trx, input, now, rules))))
  return result.ok ? result.value : result
}

async function attempt(
  trx: Transaction,
  input: { readonly account: string; readonly password: string; readonly ip?: string; readonly agent?: string },
  now: Instant,
  rules: SessionRules,
): Promise<Result<SignedIn>> {
  const [found] = await query<Account>(trx, 'select * from zs.person where account = $1 for no key update', [
    input.account.trim(),
  ])
  const person = found?.active ? found : undefined
  if (person?.locked_until && person.locked_until > now) {
    await audit(trx, person, 'sign-in-locked', input.ip)
    return refuse({
      code: 'locked',
      message: `该账号因多次输错密码已被锁定，请${lockout.minutes}分钟后再试，或者请管理员重置密码。`,
    })
  }
  if (!(await checkPassword(person?.password_hash, input.password))) {
    if (person) {
      const failures = person.failed + 1
      const locks = failures >= lockout.failures
      await query(trx, 'update zs.person set failed = $2, locked_until = $3 where id = $1', [
        person.id,
        locks ? 0 : failures,
        locks ? addMinutes(now, lockout.minutes) : null,
      ])
      await audit(trx, person, locks ? 'sign-in-lock' : 'sign-in-failed', input.ip)
    }
    return failed()
  }
  if (!person) return failed()
  const token = randomBytes(32).toString('base64url')
  const expiresAt = addMinutes(now, rules.absoluteMinutes)
  await query(trx, 'update zs.person set failed = 0, locked_until = null where id = $1', [person.id])
  await query(
    trx,
    `insert into zs.session (id_hash, person, created_at, seen_at, expires_at, ip, agent) values ($1, $2, $3, $3, $4, $5, $6)`,
    [idOf(token), person.id, now, expiresAt, input.ip ?? null, input.agent?.slice(0, 300) ?? null],
  )
  await audit(trx, person, 'sign-in', input.ip)
  return ok({
    token,
    expiresAt,
    account: person.account,
    mustChange: person.must_change,
    actor: await actorOf(trx, person),
  })
}

async function audit(
  trx: Transaction,
  person: Pick<Account, 'id' | 'division' | 'organ'>,
  action: string,
  detail?: string,
) {
  const scope = { division: person.division, organ: person.organ, sees: 'none', person: person.id } as const
  await logAccessIn({ ...trx, scope }, [{ action, ...(detail ? { detail } : {}) }])
}

async function actorOf(trx: Transaction, person: Pick<Account, 'id' | 'name' | 'division' | 'organ'>): Promise<Actor> {
  const roles = await query<{ role: string }>(trx, 'select role from zs.person_role where person = $1 order by role', [
    person.id,
  ])
  return {
    id: person.id,
    name: person.name,
    division: person.division,
    organ: person.organ,
    roles: roles.map(r => r.role),
  }
}

/** Who a token belongs to; undefined when it is unknown, over, unused for too long, revoked, or its person left. */
export async function sessionOf(
  db: Database,
  token: string,
  now: Instant,
  rules: SessionRules = sessionRules,
): Promise<SessionOf | undefined> {
  const { rows } = await db.app.query<Account & { seen_at: Instant; roles: string[] }>(
    statement(
      `select p.id, p.name, p.division, p.organ, p.account, p.must_change, s.seen_at,
         array(select r.role from zs.person_role r where r.person = p.id order by r.role) as roles
       from zs.session s join zs.person p on p.id = s.person
       where s.id_hash = $1 and s.revoked_at is null and s.expires_at > $2 and s.seen_at > $3 and p.active`,
      [idOf(token), now, addMinutes(now, -rules.idleMinutes)],
    ),
  )
  const p = rows[0]
  if (!p) return undefined
  // Written once a minute, not with every request.
  if (p.seen_at < addMinutes(now, -1))
    await db.app.query(statement('update zs.session set seen_at = $2 where id_hash = $1', [idOf(token), now]))
  const actor = { id: p.id, name: p.name, division: p.division, organ: p.organ, roles: p.roles }
  return { actor, account: p.account, mustChange: p.must_change }
}

/** Ends a session; an unknown one is ended already. */
export async function signOut(db: Database, token: string, now: Instant): Promise<void> {
  const result = await transact(db, nobody, async trx => {
    const [person] = await query<Account>(
      trx,
      `update zs.session s set revoked_at = $2 from zs.person p
       where s.id_hash = $1 and s.revoked_at is null and p.id = s.person returning p.id, p.division, p.organ`,
      [idOf(token), now],
    )
    if (person) await audit(trx, person, 'sign-out')
    return ok(undefined)
  })
  if (!result.ok) throw new Error(result.refusal.message)
}

export type SessionEntry = {
  /** SHA-256 of the token in hex: names a session without being able to use it. */
  readonly id: string
  readonly createdAt: Instant
  readonly seenAt: Instant
  readonly expiresAt: Instant
  readonly ip?: string
  readonly agent?: string
}

/** A person's living sessions, newest first. */
export async function listSessions(
  db: Database,
  person: string,
  now: Instant,
  rules: SessionRules = sessionRules,
): Promise<SessionEntry[]> {
  const { rows } = await db.app.query(
    statement(
      `select encode(id_hash, 'hex') as id, created_at, seen_at, expires_at, ip, agent from zs.session
       where person = $1 and revoked_at is null and expires_at > $2 and seen_at > $3 order by created_at desc`,
      [person, now, addMinutes(now, -rules.idleMinutes)],
    ),
  )
  return rows.map(r => ({
    id: r.id,
    createdAt: r.created_at,
    seenAt: r.seen_at,
    expiresAt: r.expires_at,
    ...(r.ip ? { ip: r.ip } : {}),
    ...(r.agent ? { agent: r.agent } : {}),
  }))
}

/** Ends one of a person's sessions by its id, or all of them but one. Returns how many were ended. */
export async function revokeSessions(
  db: Database,
  person: string,
  which: { readonly id: string } | { readonly allBut?: string },
  now: Instant,
): Promise<number> {
  const { rowCount } =
    'id' in which
      ? await db.app.query(
          `update zs.session set revoked_at = $3 where person = $1 and id_hash = decode($2, 'hex') and revoked_at is null`,
          [person, which.id, now],
        )
      : await db.app.query(
          'update zs.session set revoked_at = $3 where person = $1 and id_hash is distinct from $2 and revoked_at is null',
          [person, which.allBut ? idOf(which.allBut) : null, now],
        )
  return rowCount ?? 0
}

/**
 * Changes the password of whoever is signed in by `token`; the person's other sessions end. Refusals: `not-signed-in`,
 * `sign-in-failed` for a wrong old one, `invalid-input` for one against the rules.
 */
export async function changePassword(
  db: Database,
  token: string,
  input: { readonly old: string; readonly new: string },
  now: Instant,
): Promise<Result<void>> {
  const session = await sessionOf(db, token, now)
  if (!session) return notSignedIn()
  const result = await transact(db, nobody, async trx => ok(await change(trx, session.actor.id, token, input, now)))
  return result.ok ? result.value : result
}

async function change(
  trx: Transaction,
  id: string,
  token: string,
  input: { readonly old: string; readonly new: string },
  now: Instant,
): Promise<Result<void>> {
  const [person] = await query<Account>(trx, 'select * from zs.person where id = $1 for no key update', [id])
  if (!person) return notSignedIn()
  if (person.locked_until && person.locked_until > now)
    return refuse({ code: 'locked', message: `该账号因多次输错密码已被锁定，请${lockout.minutes}分钟后再试。` })
  if (!(await checkPassword(person.password_hash, input.old))) {
    const locks = person.failed + 1 >= lockout.failures
    await query(trx, 'update zs.person set failed = $2, locked_until = $3 where id = $1', [
      id,
      locks ? 0 : person.failed + 1,
      locks ? addMinutes(now, lockout.minutes) : null,
    ])
    await audit(trx, person, 'password-failed')
    return refuse({ code: 'sign-in-failed', path: 'old', message: '原密码不正确，请重新输入。' })
  }
  const wrong = passwordRefusal(input.new, person)
  if (wrong) return refuse(wrong)
  if (input.new === input.old)
    return refuse({ code: 'invalid-input', path: 'new', message: '新密码不能与原密码相同。' })
  await query(
    trx,
    'update zs.person set password_hash = $2, must_change = false, failed = 0, locked_until = null where id = $1',
    [id, await hashPassword(input.new)],
  )
  await query(trx, 'update zs.session set revoked_at = $3 where person = $1 and id_hash <> $2 and revoked_at is null', [
    id,
    idOf(token),
    now,
  ])
  await audit(trx, person, 'password-changed')
  return ok(undefined)
}
