import { expect, test } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { shareOut } from './plan.ts'
import { Random } from './random.ts'
import { readTargets, resolveTargets } from './targets.ts'

test('a targets file names division, year and figures', () => {
  expect(readTargets('{"division":"990101","year":2022,"figures":{"mediation.mediated":5}}')).toEqual({
    ok: true,
    value: { division: '990101', year: 2022, figures: { 'mediation.mediated': 5 } },
  })
})

test.each([
  ['not json', 'JSON'],
  ['{"year":2022,"figures":{}}', 'division'],
  ['{"division":"990101","year":2022,"figures":{"mediation.mediated":-1}}', 'mediation.mediated'],
  ['{"division":"990101","year":2022,"figures":{"mediation.mediated":"5"}}', 'mediation.mediated'],
])('%s is refused in words that tell what is wrong', (text, word) => {
  const read = readTargets(text)
  expect(!read.ok && read.refusal.message).toContain(word)
})

test('an unknown code is refused with the nearest ones', () => {
  const resolved = resolveTargets(zhunshengCatalogue, { 'mediation.mediatedd': 5 })
  expect(!resolved.ok && resolved.refusal.message).toContain('mediation.mediated')
})

test('half a case, a rate above 100 and more decimals than are printed are refused', () => {
  for (const targets of [
    { 'mediation.mediated': 1.5 },
    { 'mediation.successRate': 100.1 },
    { 'mediation.successRate': 99.48 },
    { 'legal-aid.recovered': 1.001 },
  ])
    expect(resolveTargets(zhunshengCatalogue, targets).ok, JSON.stringify(targets)).toBe(false)
})

test('a scale multiplies counts and sums, not rates, and must leave them whole', () => {
  const targets = { 'mediation.mediated': 10, 'mediation.successRate': 90, 'legal-aid.recovered': 100 }
  const doubled = resolveTargets(zhunshengCatalogue, targets, 2)
  expect(doubled.ok && doubled.value.get('mediation')?.map(t => t.value)).toEqual([20, 900])
  expect(doubled.ok && doubled.value.get('legal-aid')?.map(t => t.value)).toEqual([200_00])
  expect(resolveTargets(zhunshengCatalogue, { 'mediation.mediated': 5 }, 0.5).ok).toBe(false)
})

test('a sum is shared out to the last 分, each share within its range', () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = new Random(`share ${seed}`)
    const n = random.between(1, 60)
    const least = random.between(1, 500)
    const most = least + random.between(0, 100_000)
    const all = random.between(n * least, n * most)
    const shares = shareOut(random, all, n, { least, most }, random.pick([1, 100]))
    expect(
      shares.reduce((a, b) => a + b, 0),
      `seed ${seed}`,
    ).toBe(all)
    expect(
      shares.every(s => s >= least && s <= most),
      `seed ${seed}`,
    ).toBe(true)
  }
})
