import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client, TestDistrict } from './kit/http.ts'
import { application, testTown } from './kit/town.ts'

/** What a search among many years finds, and in which order. */
let town: TestDistrict
let clerk: Client
let officer: Client
/** Applications about one kind of act, one in each of these years. */
const years = [2018, 2019, 2021, 2022, 2023, 2024]

beforeAll(async () => {
  town = await testTown()
  town.setNow('2024-03-05T02:00:00.000Z')
  clerk = await town.as('clerk')
  officer = await town.as('officer')
  for (const year of years) {
    const made = application(`${year}年夜间施工噪声的处罚决定`)
    const on = `${year}-02-01`
    const r = await clerk.post('/records', { ...made, on, values: { ...made.values, knewOn: on } })
    expect(r.status, r.text).toBe(201)
  }
})
afterAll(() => town.close())

const yearsFound = async (who: Client, path: string) => {
  const r = await who.get(path)
  expect(r.status, r.text).toBe(200)
  return (r.body.rows as unknown as { openedOn: string }[]).map(row => Number(row.openedOn.slice(0, 4)))
}
const q = encodeURIComponent('夜间施工')
const newestFirst = years.toReversed()

it('finds what is of this year, of last year and of any year before, newest first', async () => {
  expect(await yearsFound(clerk, `/records?system=reconsideration&q=${q}`)).toEqual(newestFirst)
  expect(await yearsFound(clerk, `/search?q=${q}`)).toEqual(newestFirst)
})

it('leaves out what other filters leave out, in the page and in the count', async () => {
  const path = `/records?system=reconsideration&q=${q}&from=2019-01-01&to=2022-12-31`
  expect(await yearsFound(clerk, path)).toEqual([2022, 2021, 2019])
  expect((await clerk.get(path)).body.total).toBe(3)
})

it('goes on page by page to the oldest', async () => {
  const found: number[] = []
  for (let after = ''; ; ) {
    const r = await clerk.get(`/records?system=reconsideration&q=${q}&limit=2${after && `&after=${after}`}`)
    found.push(...(r.body.rows as unknown as { openedOn: string }[]).map(row => Number(row.openedOn.slice(0, 4))))
    if (!r.body.next) break
    after = String(r.body.next)
  }
  expect(found).toEqual(newestFirst)
})

it('finds for an organ what it takes part in, and nothing else', async () => {
  expect(await yearsFound(officer, `/records?system=reconsideration&q=${q}`)).toEqual(newestFirst)
  expect(await yearsFound(officer, `/search?q=${q}`)).toEqual(newestFirst)
  const made = application('占道经营的处罚决定')
  const parties = made.parties.map(p => (p.role === 'respondent' ? { ...p, name: '外区城市管理局' } : p))
  expect((await clerk.post('/records', { ...made, parties })).status).toBe(201)
  const other = `/search?q=${encodeURIComponent('占道经营')}`
  expect(await yearsFound(clerk, other)).toEqual([2024])
  expect(await yearsFound(officer, other)).toEqual([])
})

it('今日：全区的变化是各单位的，本单位的变化只是本单位的', async () => {
  const made = await officer.post('/records', {
    system: 'penalty',
    on: '2024-03-04',
    values: {
      cause: '占道经营',
      source: 'inspection',
      enforcementField: 'city',
      place: '准绳路12号',
      actEndedOn: '2024-03-04',
    },
    parties: [{ role: 'party', kind: 'person', name: '钱试七' }],
  })
  expect(made.status, made.text).toBe(201)
  const supervisor = await town.as('supervisor')
  const changed = async (by: typeof clerk, scope: string) =>
    ((await by.get(`/today?scope=${scope}`)).body.changes as unknown as { number: string }[]).map(c => c.number)
  expect(await changed(supervisor, 'division')).toContain(made.body.number)
  expect(await changed(supervisor, 'organ')).not.toContain(made.body.number)
  expect(await changed(officer, 'organ')).toContain(made.body.number)
  expect(await changed(clerk, 'organ')).not.toContain(made.body.number)
})

it('筛选项：选定一项以后，其他各组按选定的计数，本组仍可改选', async () => {
  const made = application('停业整顿的处罚决定')
  const posted = await clerk.post('/records', { ...made, values: { ...made.values, filedVia: 'post' } })
  expect(posted.status, posted.text).toBe(201)
  const groups = async (filters: string) => {
    const r = await clerk.get(`/records?system=reconsideration&facets=1${filters}`)
    const facets = r.body.facets as unknown as { field: string; values: { value: string; count: number }[] }[]
    const counts = (field: string) =>
      Object.fromEntries((facets.find(f => f.field === field)?.values ?? []).map(v => [v.value, v.count]))
    return { total: r.body.total, via: counts('f.filedVia'), stage: counts('stage') }
  }
  const all = await groups('')
  expect(all.via).toEqual({ counter: Number(all.total) - 1, post: 1 })
  const chosen = await groups('&f.filedVia=post')
  expect(chosen.total).toBe(1)
  expect(chosen.via).toEqual(all.via)
  expect(Object.values(chosen.stage)).toEqual([1])
  const [stage] = Object.keys(chosen.stage)
  const both = await groups(`&f.filedVia=post&stage=${stage}`)
  expect(both.via.post).toBe(1)
  expect(both.stage[stage ?? '']).toBe(1)
})
