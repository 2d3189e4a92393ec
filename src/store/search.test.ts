import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time/date.ts'
import { type TestDatabase, testDatabase } from '../../test/kit/database.ts'
import { between, oneOf, random } from '../../test/kit/draw.ts'
import { read, type Scope } from './database.ts'
import { listMarks, searchQuery, searchVector } from './search.ts'

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

test('最新的在前，一件不漏：按月分段检索，与逐件查看的结果相同', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  console.log(`seed: ${seed}`)
  const draw = random(seed)
  const rows = Array.from({ length: 600 }, () => {
    const system = draw() < 0.8 ? 'hotline' : 'penalty'
    const organ = draw() < 0.7 ? 'a' : 'b'
    // Most of late, some of long ago, and a year without any.
    const ago = draw() < 0.5 ? between(draw, 0, 200) : between(draw, 600, 4500)
    const openedOn = addDays('2026-11-20', -ago)
    const said = [oneOf(draw, ['常见', '少见']), ...(draw() < 0.02 ? ['罕见'] : [])].map(w => `'${w}'`)
    return {
      record: randomUUID(),
      system,
      organ,
      openedOn,
      words: [...said, ...listMarks(system, [organ], openedOn)].join(' '),
    }
  })
  await db.owner.query(
    `insert into zs.search (division, record, system, opened_on, words)
     select '990102', r.record, r.system, r."openedOn", r.words::tsvector
     from json_to_recordset($1) as r (record uuid, system text, "openedOn" date, words text)`,
    [JSON.stringify(rows)],
  )
  for (const sees of ['division', 'organ'] as const)
    for (const word of ['常见', '罕见', '没有'])
      for (const system of [null, 'hotline', 'penalty'])
        for (const most of [1, 7, 60, 1000]) {
          const scope: Scope = { division: '990102', organ: 'b', sees, person: '' }
          const found = await read<{ id: string }>(db, scope, 'select id from zs.matching($1::tsquery, $2, $3)', [
            `'${word}'`,
            system,
            most,
          ])
          const wanted = rows
            .filter(
              r =>
                r.words.includes(word) && (!system || r.system === system) && (sees === 'division' || r.organ === 'b'),
            )
            .toSorted((a, b) => (`${a.openedOn} ${a.record}` < `${b.openedOn} ${b.record}` ? 1 : -1))
            .slice(0, most)
          expect(
            found.map(r => r.id),
            `${sees} ${word} ${system} ${most}`,
          ).toEqual(wanted.map(r => r.record))
        }
})
