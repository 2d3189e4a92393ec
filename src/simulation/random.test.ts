import { expect, test } from 'vitest'
import { Random } from './random.ts'

const draws = (random: Random, n = 20) => Array.from({ length: n }, () => random.between(0, 1_000_000))

test('the same seed gives the same sequence, another seed another', () => {
  expect(draws(new Random('a'))).toEqual(draws(new Random('a')))
  expect(draws(new Random('a'))).not.toEqual(draws(new Random('b')))
})

test('a fork depends on seed and label, not on what was drawn before', () => {
  const one = new Random('a')
  const other = new Random('a')
  draws(one, 7)
  expect(draws(one.fork('x'))).toEqual(draws(other.fork('x')))
  expect(draws(one.fork('x'))).not.toEqual(draws(one.fork('y')))
})

test('numbers fill their range evenly', () => {
  const random = new Random('even')
  const seen = Array.from({ length: 10 }, () => 0)
  for (let i = 0; i < 10_000; i++) {
    const n = random.between(0, 9)
    seen[n] = (seen[n] ?? 0) + 1
  }
  expect(Math.min(...seen)).toBeGreaterThan(800)
  expect(Math.max(...seen)).toBeLessThan(1200)
})

test('a weight of nothing is never picked; a picker agrees with the weights', () => {
  const random = new Random('weights')
  const weight = (x: string) => ({ never: 0, rare: 1, often: 9 })[x] ?? 0
  const list = ['never', 'rare', 'often']
  const pick = Random.picker(list, weight)
  const counts = new Map<string, number>()
  for (let i = 0; i < 4000; i++)
    for (const x of [random.weighted(list, weight), pick(random)]) counts.set(x, (counts.get(x) ?? 0) + 1)
  expect(counts.get('never')).toBeUndefined()
  expect((counts.get('often') ?? 0) / (counts.get('rare') ?? 1)).toBeGreaterThan(7)
  expect((counts.get('often') ?? 0) / (counts.get('rare') ?? 1)).toBeLessThan(11)
})
