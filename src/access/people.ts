import { randomInt, randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/record.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time/date.ts'
import { type OrganKind, organKinds, type RoleCode, roles } from '#law/roles.ts'
import { type Database, query, statement, type Transaction, transact } from '#store/database.ts'
import { logAccessIn } from '#store/log.ts'
import { hashPassword } from './password.ts'
import { scopeOf } from './scope.ts'

export type Division = {
  readonly code: string
  readonly name: string
  readonly parent?: string
  readonly demo?: boolean
}
export type Organ = {
  readonly division: string
  readonly code: string
  readonly name: string
  /** Its name in case numbers, e.g. `准公`. */
  readonly short: string
  readonly kind: OrganKind
  readonly parent?: string
  readonly active?: boolean
}
export type Person = {
  readonly id: string
  readonly division: string
  readonly organ: string
  readonly name: string
  readonly account: string
  readonly roles: readonly RoleCode[]
  readonly active: boolean
  readonly mustChange: boolean
  readonly lockedUntil?: Instant
}

/** Who may change people and organs: the administrator, and whoever sets the platform up from the command line. */
export type Administrator = Actor

/** Sets up and tears down nothing else: the command line, before there is anybody who could sign in. */
export const installer = (division: string): Administrator => ({
  id: 'installer',
  name: '安装',
  division,
  organ: '',
  roles: ['administrator'],
})

/** One administrative change with its audit entry, in one transaction. */
async function administer<T>(
  db: Database,
  by: Administrator,
  division: string,
  action: string,
  detail: string,
  work: (trx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!by.roles.includes('administrator') || by.division !== division)
    return refuse({ code: 'forbidden', message: '只有本地的系统管理员可以管理单位、人员和岗位。' })
  return transact(db, scopeOf(by), async trx => {
    const result = await work(trx)
    if (result.ok) await logAccessIn(trx, [{ action, detail }])
    return result
  })
}

/** Adds a division, or changes its name. */
export function putDivision(db: Database, by: Administrator, division: Division): Promise<Result<void>> {
  return administer(db, by, division.code, 'division', division.name, async trx => {
    await query(
      trx,
      `insert into zs.division (code, name, parent, demo) values ($1, $2, $3, $4)
       on conflict (code) do update set name = excluded.name, parent = excluded.parent, demo = excluded.demo`,
      [division.code, division.name, division.parent ?? null, division.demo ?? false],
    )
    return ok(undefined)
  })
}

/**
 * Adds organs, or changes them; an organ is never deleted, since records name it, only no longer active. `which`: with
 * `new`, a code that is taken refuses (`conflict`), so that nothing is written over by mistake.
 */
export function putOrgans(
  db: Database,
  by: Administrator,
  organs: readonly Organ[],
  which: 'any' | 'new' = 'any',
): Promise<Result<void>> {
  const division = organs[0]?.division ?? by.division
  if (organs.some(o => o.division !== division)) throw new Error('organs of one division at a time')
  return administer(
    db,
    by,
    division,
    'organ',
    organs
      .map(o => o.name)
      .join('、')
      .slice(0, 500),
    async trx => {
      const unknown = organs.find(o => !Object.hasOwn(organKinds, o.kind))
      if (unknown)
        return refuse({
          code: 'invalid-input',
          path: 'kind',
          message: `“${unknown.name}”的单位类型“${unknown.kind}”不在目录中，请从目录选择。`,
        })
      const bad = organs.find(o => !/^[a-z0-9][a-z0-9-]{0,39}$/i.test(o.code))
      if (bad)
        return refuse({
          code: 'invalid-input',
          path: 'code',
          message: `单位代码“${bad.code}”只能由字母、数字和短横组成，最多40个字符。`,
        })
      const [taken] =
        which === 'any'
          ? []
          : await query<{ code: string; name: string }>(
              trx,
              'select code, name from zs.organ where division = $1 and code = any($2)',
              [division, organs.map(o => o.code)],
            )
      if (taken)
        return refuse({
          code: 'conflict',
          path: 'code',
          message: `代码“${taken.code}”已由“${taken.name}”使用，请换一个代码；要改动该单位的，请在列表中点“修改”。`,
        })
      await query(
        trx,
        `insert into zs.organ (division, code, name, short, kind, parent, active)
       select $1, o.code, o.name, o.short, o.kind, o.parent, coalesce(o.active, true)
       from json_to_recordset($2) as o (code text, name text, short text, kind text, parent text, active boolean)
       on conflict (division, code) do update set name = excluded.name, short = excluded.short, kind = excluded.kind,
         parent = excluded.parent, active = excluded.active`,
        [division, JSON.stringify(organs)],
      )
      return ok(undefined)
    },
  )
}

export async function listOrgans(db: Database, division: string): Promise<Organ[]> {
  const { rows } = await db.app.query(
    statement(
      'select division, code, name, short, kind, parent, active from zs.organ where division = $1 order by code',
      [division],
    ),
  )
  return rows.map(({ parent, ...r }) => ({ ...r, ...(parent ? { parent } : {}) }))
}

/** All people of a division, or one organ, those who left included. */
export async function listPeople(db: Database, division: string, organ?: string): Promise<Person[]> {
  const { rows } = await db.app.query(
    statement(
      `select p.id, p.division, p.organ, p.name, p.account, p.active, p.must_change, p.locked_until,
         array(select r.role from zs.person_role r where r.person = p.id order by r.role) as roles
       from zs.person p where p.division = $1 and ($2::text is null or p.organ = $2) order by p.organ, p.name, p.id`,
      [division, organ ?? null],
    ),
  )
  return rows.map(r => ({
    id: r.id,
    division: r.division,
    organ: r.organ,
    name: r.name,
    account: r.account,
    roles: r.roles,
    active: r.active,
    mustChange: r.must_change,
    ...(r.locked_until ? { lockedUntil: r.locked_until } : {}),
  }))
}

export type NewPerson = {
  readonly id?: string
  readonly organ: string
  readonly name: string
  readonly account: string
  readonly roles: readonly RoleCode[]
  /** Absent: one is made, to be handed over and changed at the first sign-in. */
  readonly password?: string
  /** `false` for the people of a demonstration, whose password everybody knows. */
  readonly mustChange?: boolean
}

/** Adds people. Returns each id with the password made for it, the only time that it can be read. */
export async function addPeople(
  db: Database,
  by: Administrator,
  people: readonly NewPerson[],
): Promise<Result<{ readonly id: string; readonly account: string; readonly password?: string }[]>> {
  const wrong = people.find(p => !/^[\p{L}\p{N}._-]{2,40}$/u.test(p.account))
  if (wrong)
    return refuse({
      code: 'invalid-input',
      path: 'account',
      message: `账号“${wrong.account}”须为2至40个文字、数字、点、横线。`,
    })
  const noRole = people.flatMap(p => p.roles).find(r => !Object.hasOwn(roles, r))
  if (noRole)
    return refuse({ code: 'invalid-input', path: 'roles', message: `没有岗位“${noRole}”，请从岗位目录选择。` })
  // The same password of many people of a demonstration is hashed once: hashing is slow by intent.
  const hashes = new Map<string, Promise<string>>()
  const hashOnce = (password: string) => {
    let hashed = hashes.get(password)
    if (!hashed) {
      hashed = hashPassword(password)
      hashes.set(password, hashed)
    }
    return hashed
  }
  const rows = await Promise.all(
    people.map(async p => {
      const made = p.password === undefined ? makePassword() : undefined
      return {
        id: p.id ?? randomUUID(),
        organ: p.organ,
        name: p.name.trim(),
        account: p.account.trim(),
        password_hash: await hashOnce(p.password ?? made ?? ''),
        must_change: p.mustChange ?? true,
        roles: p.roles,
        made,
      }
    }),
  )
  const result = await administer(
    db,
    by,
    by.division,
    'person',
    rows
      .map(r => r.account)
      .join('、')
      .slice(0, 500),
    async trx => {
      const { rowCount } = await trx.client.query(
        `insert into zs.person (id, division, organ, name, account, password_hash, must_change)
       select p.id, $1, p.organ, p.name, p.account, p.password_hash, p.must_change
       from json_to_recordset($2) as p (id uuid, organ text, name text, account text, password_hash text, must_change boolean)
       where exists (select from zs.organ o where o.division = $1 and o.code = p.organ)
       on conflict (account) do nothing`,
        [by.division, JSON.stringify(rows)],
      )
      if (rowCount !== rows.length) {
        const taken = await query<{ account: string }>(
          trx,
          'select account from zs.person where account = any($1) and not (id = any($2))',
          [rows.map(r => r.account), rows.map(r => r.id)],
        )
        return taken[0]
          ? refuse({ code: 'conflict', path: 'account', message: `账号“${taken[0].account}”已经有人使用，请换一个。` })
          : refuse({ code: 'invalid-input', path: 'organ', message: '所属单位不在本地单位目录中，请先登记单位。' })
      }
      await setRolesIn(trx, rows)
      return ok(rows.map(r => ({ id: r.id, account: r.account, ...(r.made ? { password: r.made } : {}) })))
    },
  )
  return result
}

async function setRolesIn(
  trx: Transaction,
  people: readonly { id: string; roles: readonly string[] }[],
): Promise<void> {
  await query(trx, 'delete from zs.person_role where person = any($1)', [people.map(p => p.id)])
  await query(
    trx,
    `insert into zs.person_role (person, division, role) select p.person, $1, p.role
     from json_to_recordset($2) as p (person uuid, role text)`,
    [
      trx.scope.division,
      JSON.stringify(people.flatMap(p => [...new Set(p.roles)].map(role => ({ person: p.id, role })))),
    ],
  )
}

export type PersonChange = {
  readonly organ?: string
  readonly name?: string
  readonly roles?: readonly RoleCode[]
  /** `false`: left; the account can no longer sign in, what it did stays under its name. */
  readonly active?: boolean
}

/** Changes a person. Sessions end when the person leaves or changes organ; changed roles hold from the next request on. */
export async function changePerson(
  db: Database,
  by: Administrator,
  id: string,
  change: PersonChange,
  now: Instant,
): Promise<Result<void>> {
  const noRole = change.roles?.find(r => !Object.hasOwn(roles, r))
  if (noRole)
    return refuse({ code: 'invalid-input', path: 'roles', message: `没有岗位“${noRole}”，请从岗位目录选择。` })
  if (id === by.id && (change.active === false || (change.roles && !change.roles.includes('administrator'))))
    return refuse({ code: 'conflict', message: '不能停用自己或者取消自己的管理员岗位，请由另一名管理员办理。' })
  return administer(
    db,
    by,
    by.division,
    'person-change',
    JSON.stringify({ id, ...change }).slice(0, 500),
    async trx => {
      const [person] = await query<{ organ: string }>(
        trx,
        `update zs.person set organ = coalesce($3, organ), name = coalesce($4, name), active = coalesce($5, active)
       where id = $1 and division = $2
         and ($3::text is null or exists (select from zs.organ o where o.division = $2 and o.code = $3))
       returning organ`,
        [id, by.division, change.organ ?? null, change.name?.trim() ?? null, change.active ?? null],
      )
      if (!person) return refuse({ code: 'not-found', message: '没有找到该人员或者所属单位，请刷新后重试。' })
      if (change.roles) await setRolesIn(trx, [{ id, roles: change.roles }])
      if (change.active === false || change.organ !== undefined) await endSessionsIn(trx, id, now)
      return ok(undefined)
    },
  )
}

/** Gives a person a new password to be changed at the next sign-in, lifts the lock and ends all sessions. */
export async function resetPassword(
  db: Database,
  by: Administrator,
  id: string,
  now: Instant,
): Promise<Result<{ readonly password: string }>> {
  const password = makePassword()
  const hashed = await hashPassword(password)
  return administer(db, by, by.division, 'password-reset', id, async trx => {
    const found = await query(
      trx,
      `update zs.person set password_hash = $3, must_change = true, failed = 0, locked_until = null
       where id = $1 and division = $2 returning id`,
      [id, by.division, hashed],
    )
    if (!found.length) return refuse({ code: 'not-found', message: '没有找到该人员，请刷新后重试。' })
    await endSessionsIn(trx, id, now)
    return ok({ password })
  })
}

const endSessionsIn = (trx: Transaction, person: string, now: Instant) =>
  query(trx, 'update zs.session set revoked_at = $2 where person = $1 and revoked_at is null', [person, now])

/** Sixteen characters that cannot be mistaken for one another, in four groups: 95 bits. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
