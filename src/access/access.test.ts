import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '#kernel/refusal.ts'
import { division, type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { passwordRefusal } from './password.ts'
import {
  addPeople,
  changePerson,
  installer,
  listOrgans,
  listPeople,
  putDivision,
  putOrgans,
  resetPassword,
} from './people.ts'
import { scopeOf } from './scope.ts'
import { changePassword, listSessions, revokeSessions, sessionOf, signIn, signOut } from './sessions.ts'

let db: TestDatabase
const by = installer(division)
const good = 'Yun-He-2024'
const at = (time: string) => `2024-03-05T${time}:00.000Z`

const ok = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const person = async (account: string, roles: Parameters<typeof addPeople>[2][0]['roles'] = ['aidClerk']) =>
  ok(await addPeople(db, by, [{ organ: 'fyzx', name: '吴试五', account, roles, password: good }]))[0]?.id ?? ''
const audited = async (id: string) =>
  (await db.owner.query('select action from zs.access_log where person = $1 order by id', [id])).rows.map(r => r.action)

beforeAll(async () => {
  db = await testDatabase()
  ok(await putDivision(db, by, { code: division, name: '准绳区' }))
  ok(
    await putOrgans(db, by, [
      { division, code: 'fyzx', name: '准绳区法律援助中心', short: '准援', kind: 'legalAidCentre' },
      { division, code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
    ]),
  )
})
afterAll(() => db.close())

describe('signing in', () => {
  test('gives a session of the person with organ and roles, and is audited', async () => {
    const id = await person('wu1')
    const signed = ok(await signIn(db, { account: 'wu1', password: good, ip: '10.0.0.1' }, at('01:00')))
    expect(signed.actor).toEqual({ id, name: '吴试五', division, organ: 'fyzx', roles: ['aidClerk'] })
    expect(signed.mustChange).toBe(true)
    expect((await sessionOf(db, signed.token, at('01:10')))?.actor.id).toBe(id)
    expect(await audited(id)).toEqual(['sign-in'])
    const { rows } = await db.owner.query('select id_hash from zs.session where person = $1', [id])
    expect(rows[0].id_hash).toEqual(createHash('sha256').update(signed.token).digest())
  })

  test('is refused in the same words for a wrong password and for an unknown account', async () => {
    await person('wu2')
    const wrong = await signIn(db, { account: 'wu2', password: 'x' }, at('01:00'))
    const unknown = await signIn(db, { account: 'nobody', password: 'x' }, at('01:00'))
    expect(wrong).toEqual(unknown)
    expect(code(wrong)).toBe('sign-in-failed')
  })

  test('five wrong passwords lock the account for a quarter of an hour, also for the right one', async () => {
    const id = await person('wu3')
    for (let i = 0; i < 5; i++)
      expect(code(await signIn(db, { account: 'wu3', password: 'x' }, at('01:00')))).toBe('sign-in-failed')
    expect(code(await signIn(db, { account: 'wu3', password: good }, at('01:14')))).toBe('locked')
    expect(code(await signIn(db, { account: 'wu3', password: good }, at('01:16')))).toBe('ok')
    expect(await audited(id)).toEqual([
      'sign-in-failed',
      'sign-in-failed',
      'sign-in-failed',
      'sign-in-failed',
      'sign-in-lock',
      'sign-in-locked',
      'sign-in',
    ])
  })

  test('twenty guesses at once are five guesses', async () => {
    const id = await person('wu4')
    const results = await Promise.all(
      Array.from({ length: 20 }, () => signIn(db, { account: 'wu4', password: 'x' }, at('01:00'))),
    )
    expect(results.filter(r => code(r) === 'sign-in-failed')).toHaveLength(5)
    expect(results.filter(r => code(r) === 'locked')).toHaveLength(15)
    expect((await audited(id)).filter(a => a === 'sign-in-lock')).toHaveLength(1)
  })

  test('a right password in between starts the count anew', async () => {
    await person('wu5')
    for (let i = 0; i < 4; i++) await signIn(db, { account: 'wu5', password: 'x' }, at('01:00'))
    ok(await signIn(db, { account: 'wu5', password: good }, at('01:00')))
    for (let i = 0; i < 4; i++) await signIn(db, { account: 'wu5', password: 'x' }, at('01:00'))
    expect(code(await signIn(db, { account: 'wu5', password: good }, at('01:00')))).toBe('ok')
  })
})

describe('a session', () => {
  test('ends after thirty minutes without use, and after twelve hours in any case', async () => {
    await person('wu6')
    const { token } = ok(await signIn(db, { account: 'wu6', password: good }, at('00:00')))
    expect(await sessionOf(db, token, at('00:29'))).toBeDefined()
    expect(await sessionOf(db, token, at('00:58'))).toBeDefined()
    expect(await sessionOf(db, token, at('01:29'))).toBeUndefined()
    const other = ok(await signIn(db, { account: 'wu6', password: good }, at('00:00')))
    for (let minutes = 20; minutes < 720; minutes += 20) {
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      expect(await sessionOf(db, other.token, at(time)), time).toBeDefined()
    }
    expect(await sessionOf(db, other.token, at('12:00'))).toBeUndefined()
  })

  test('ends by signing out, by being revoked, and when the person leaves', async () => {
    const id = await person('wu7')
    const open = async () => ok(await signIn(db, { account: 'wu7', password: good, agent: 'b' }, at('01:00'))).token
    const [a, b, c, d] = [await open(), await open(), await open(), await open()]
    const alive = async () =>
      (await Promise.all([a, b, c, d].map(t => sessionOf(db, t, at('01:01'))))).map(s => s !== undefined)
    await signOut(db, a, at('01:00'))
    expect(await alive()).toEqual([false, true, true, true])
    const listed = await listSessions(db, id, at('01:01'))
    expect(listed).toHaveLength(3)
    expect(await revokeSessions(db, id, { id: createHash('sha256').update(b).digest('hex') }, at('01:01'))).toBe(1)
    expect(await alive()).toEqual([false, false, true, true])
    expect(await revokeSessions(db, id, { allBut: d }, at('01:01'))).toBe(1)
    expect(await alive()).toEqual([false, false, false, true])
    ok(await changePerson(db, by, id, { active: false }, at('01:01')))
    expect(await alive()).toEqual([false, false, false, false])
    expect(code(await signIn(db, { account: 'wu7', password: good }, at('01:02')))).toBe('sign-in-failed')
  })
})

describe('a password', () => {
  test('is changed by its owner, ends the other sessions, and then need not be changed', async () => {
    await person('wu8')
    const one = ok(await signIn(db, { account: 'wu8', password: good }, at('01:00')))
    const two = ok(await signIn(db, { account: 'wu8', password: good }, at('01:00')))
    expect(code(await changePassword(db, one.token, { old: 'x', new: 'Shan-Shui-77' }, at('01:01')))).toBe(
      'sign-in-failed',
    )
    expect(code(await changePassword(db, one.token, { old: good, new: 'short' }, at('01:01')))).toBe('invalid-input')
    expect(code(await changePassword(db, one.token, { old: good, new: good }, at('01:01')))).toBe('invalid-input')
    ok(await changePassword(db, one.token, { old: good, new: 'Shan-Shui-77' }, at('01:01')))
    expect((await sessionOf(db, one.token, at('01:02')))?.mustChange).toBe(false)
    expect(await sessionOf(db, two.token, at('01:02'))).toBeUndefined()
    expect(code(await signIn(db, { account: 'wu8', password: 'Shan-Shui-77' }, at('01:02')))).toBe('ok')
  })

  test('has rules that say what is wrong', () => {
    const who = { account: 'wang', name: '王试六' }
    const said = (p: string) => passwordRefusal(p, who)?.message ?? ''
    expect(said('Ab1-')).toContain('至少10个字符')
    expect(said('abcdefghijkl')).toContain('至少三种')
    expect(said('Wang-2024-x')).toContain('账号或者姓名')
    expect(said('Aaaaa-1234-x')).toContain('太容易')
    expect(said('My-Password1')).toContain('太容易')
    expect(said(good)).toBe('')
  })

  test('that an administrator resets must be changed, and lifts the lock', async () => {
    const id = await person('wu9')
    for (let i = 0; i < 5; i++) await signIn(db, { account: 'wu9', password: 'x' }, at('01:00'))
    const { password } = ok(await resetPassword(db, by, id, at('01:00')))
    const signed = ok(await signIn(db, { account: 'wu9', password }, at('01:01')))
    expect(signed.mustChange).toBe(true)
  })
})

describe('people', () => {
  test('are listed with organ and roles; an account is given once', async () => {
    await person('wu10', ['aidHead', 'aidClerk'])
    expect((await listPeople(db, division)).find(p => p.account === 'wu10')?.roles).toEqual(['aidClerk', 'aidHead'])
    expect((await listOrgans(db, division)).map(o => o.code)).toEqual(['fyzx', 'sfj'])
    const again = await addPeople(db, by, [{ organ: 'sfj', name: '郑试七', account: 'wu10', roles: [] }])
    expect(code(again)).toBe('conflict')
    const lost = await addPeople(db, by, [{ organ: 'nowhere', name: '郑试七', account: 'zheng', roles: [] }])
    expect(code(lost)).toBe('invalid-input')
  })

  test('are changed by an administrator of the division only, who cannot lock himself out', async () => {
    const clerk = { ...by, id: 'x', roles: ['aidClerk'] }
    expect(code(await addPeople(db, clerk, [{ organ: 'sfj', name: '甲', account: 'jia', roles: [] }]))).toBe(
      'forbidden',
    )
    const foreign = installer('990199')
    expect(code(await putOrgans(db, foreign, [{ division, code: 'x', name: 'x', short: 'x', kind: 'agency' }]))).toBe(
      'forbidden',
    )
    const id = await person('wu11', ['administrator'])
    const self = { ...by, id }
    expect(code(await changePerson(db, self, id, { active: false }, at('01:00')))).toBe('conflict')
    expect(code(await changePerson(db, self, id, { roles: ['aidClerk'] }, at('01:00')))).toBe('conflict')
    expect(code(await changePerson(db, foreign, id, { name: 'x' }, at('01:00')))).toBe('not-found')
  })

  test('see the division, their organ, or nothing, by their roles', () => {
    const sees = (...roles: string[]) => scopeOf({ id: 'p', name: 'n', division, organ: 'sfj', roles }).sees
    expect(sees('supervisor')).toBe('division')
    expect(sees('aidClerk')).toBe('organ')
    expect(sees('citizen')).toBe('public')
    expect(sees()).toBe('none')
  })
})
