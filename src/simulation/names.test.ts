import { expect, test } from 'vitest'
import { checkCreditCode } from '#kernel/values/credit-code.ts'
import { checkIdentityCard } from '#kernel/values/identity-card.ts'
import { checkPhone } from '#kernel/values/phone.ts'
import { roleCodes } from '#law/roles.ts'
import { demonstrationAccounts, districtOrgans, districtPeople } from './district.ts'
import { drawCreditCode, drawIdentityCard, drawPhone } from './names.ts'
import { Random } from './random.ts'

test('身份证号、统一社会信用代码、电话都合规，且取自不存在的地区', () => {
  const random = new Random('names')
  for (let i = 0; i < 500; i++) {
    const card = drawIdentityCard(random)
    const code = drawCreditCode(random)
    const phone = drawPhone(random)
    expect([checkIdentityCard(card).ok, checkCreditCode(code).ok, checkPhone(phone).ok]).toEqual([true, true, true])
    expect(card.startsWith('990101')).toBe(true)
    expect(code.slice(2, 8)).toBe('990101')
    expect(phone.startsWith('1990000')).toBe(true)
  }
})

test('every role has somebody who holds it; accounts, ids and names of the staff are not repeated', () => {
  const people = districtPeople()
  const held = new Set(people.flatMap(p => p.roles))
  // The public has no post; all others are work of the district.
  expect(roleCodes.filter(r => r !== 'citizen' && !held.has(r))).toEqual([])
  for (const key of ['id', 'account', 'name'] as const)
    expect(new Set(people.map(p => p[key])).size).toBe(people.length)
  expect(people.every(p => districtOrgans.some(o => o.code === p.organ))).toBe(true)
})

test('the accounts shown at the start are people of the district', () => {
  const accounts = new Set(districtPeople().map(p => p.account))
  const shown = demonstrationAccounts()
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.every(a => accounts.has(a.account))).toBe(true)
})
