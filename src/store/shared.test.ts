import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { division, of, openPermit, overview, type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { readAll, type Scope } from './database.ts'

/** Answers that people who see the same share for a few seconds. */
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.shared.clear())

const countAs = async (scope: Scope) => {
  const [rows] = (await readAll(db, scope, [
    { text: 'select count(*)::int as n from zs.record where division = $1', values: [division], shared: true },
  ])) as [{ n: number }[]]
  return rows[0]?.n
}
/** Written by another process: this one does not know of it. */
const voidOne = () =>
  db.owner.query(`delete from zs.record where id = (select id from zs.record where organ = 'cgj' limit 1)`)

test('what this process writes is in every count at once', async () => {
  const before = (await countAs(overview)) ?? 0
  await openPermit(db, of('cgj'))
  expect(await countAs(overview)).toBe(before + 1)
})

test('a count is shared by those who see the same, and only by them', async () => {
  await openPermit(db, of('cgj'))
  await openPermit(db, of('sfj'))
  const [all, own] = [await countAs(overview), await countAs(of('cgj'))]
  await voidOne()
  expect(await countAs({ ...overview, person: 'p-another', organ: 'cgj' })).toBe(all)
  expect(await countAs(of('cgj', { person: 'p-another' }))).toBe(own)
  expect(await countAs(of('sfj'))).toBe(1)
  expect(await countAs({ ...overview, division: '990102' })).toBe(0)
  db.shared.clear()
  expect(await countAs(overview)).toBe((all ?? 0) - 1)
})

test('a question that failed is asked anew, and the others of its transaction too', async () => {
  const text = `select 1 / (select count(*)::int from zs.record where organ = 'nobody') as n`
  for (let i = 0; i < 2; i++)
    await expect(
      readAll(db, overview, [
        { text, shared: true },
        { text: 'select 1', shared: true },
      ]),
    ).rejects.toThrow(/zero/)
  expect(db.shared.size).toBe(0)
})
