import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { searchQuery, searchVector } from './search.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const finds = async (text: string, typed: string) =>
  (await db.app.query('select $1::tsvector @@ $2::tsquery as found', [searchVector(text), searchQuery(typed)])).rows[0]
    .found

test('words of the field stay whole, and parts of them are found', async () => {
  expect(searchQuery('一网通办')).toBe("'一网通办'")
  expect(await finds('推进一网通办改革', '一网通办')).toBe(true)
  expect(await finds('办理人民调解委员会登记', '人民调解')).toBe(true)
  expect(await finds('推进改革', '一网通办')).toBe(false)
})

test('a name is found whatever stands beside it', async () => {
  const text = ['准复受〔2024〕12号', '孙试三不服行政处罚申请行政复议', '孙试三', '准绳区公安局'].join('\n')
  for (const typed of ['孙试三', '准绳区公安局', '准复受〔2024〕12号', '孙试三 行政复议', '公安局'])
    expect(await finds(text, typed), typed).toBe(true)
  expect(await finds(text, '孙试四')).toBe(false)
  expect(await finds(text, '孙试三 行政许可')).toBe(false)
})

test('whatever is typed is a query or none, never an error', async () => {
  expect(searchQuery('，。 ')).toBeUndefined()
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('', "'", '\\', "''\\'", ' & | ! <-> :* '),
      async (a, b) => {
        const query = searchQuery(a + b + a)
        await db.app.query('select $1::tsvector, $2::tsquery', [searchVector(a + b), query ?? "'x'"])
      },
    ),
    { numRuns: 300 },
  )
})
