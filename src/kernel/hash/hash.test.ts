import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, canonicalJson } from './canonical.ts'
import { type ChainLink, chainHash, firstBrokenLink, GENESIS_HASH, linkAll } from './chain.ts'
import { sm3 } from './sm3.ts'

const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`hash properties: seed ${seed}`)

const json = fc.jsonValue()

describe('SM3', () => {
  test('gives the two digests printed in the standard (GB/T 32905, appendix A)', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  test('takes texts as UTF-8', () => {
    expect(sm3('准绳')).toBe(sm3(new TextEncoder().encode('准绳')))
  })
})

describe('canonical JSON', () => {
  test('sorts members by code units and writes numbers like the example of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    )
  })

  test('is UTF-8', () => {
    expect(Buffer.from(canonicalBytes('绳')).toString('hex')).toBe('22e7bbb322')
  })

  test('reads back as the same value and does not depend on the order of members', () => {
    fc.assert(
      fc.property(json, value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { seed },
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), json), record => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalJson(reversed)).toBe(canonicalJson(record))
      }),
      { seed },
    )
  })

  test.each([
    ['undefined', undefined, '$ is undefined'],
    ['an undefined member', { a: { b: undefined } }, '$.a.b is undefined'],
    ['a hole in a list', [1, undefined], '$[1] is undefined'],
    ['NaN', { rate: Number.NaN }, '$.rate is NaN'],
    ['infinity', [Number.POSITIVE_INFINITY], '$[0] is Infinity'],
    ['half a surrogate pair', { name: '\ud83d' }, '$.name holds half'],
    ['half a surrogate pair as a name', { '\udc00': 1 }, '$ name holds half'],
    ['a date object', { at: new Map() }, '$.at is no plain object'],
    ['a big integer', 1n, '$ is bigint'],
  ])('refuses %s', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message)
  })

  test('refuses a value that contains itself', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(() => canonicalJson(loop)).toThrow('$.self contains itself')
  })
})

describe('the chain of events', () => {
  const events = fc.array(fc.record({ seq: fc.nat(), data: json }), { minLength: 1, maxLength: 12 })

  test('covers the hash before and the whole event', () => {
    const first = chainHash(GENESIS_HASH, { b: 1, a: 2 })
    expect(first).toBe(sm3(Buffer.concat([Buffer.alloc(32), Buffer.from('{"a":2,"b":1}')])))
    expect(chainHash(first, { a: 2, b: 1 })).not.toBe(first)
    expect(() => chainHash('xyz', {})).toThrow(TypeError)
  })

  test('is whole when nothing was touched, and can be continued', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const head = linkAll(before)
        const tail = linkAll(after, head.at(-1)?.hash)
        expect(firstBrokenLink([...head, ...tail])).toBe(-1)
      }),
      { seed },
    )
  })

  test('shows the first event that was changed, removed, repeated or swapped', () => {
    const at = fc.nat()
    fc.assert(
      fc.property(events, at, fc.constantFrom('change', 'rehash', 'remove', 'repeat', 'swap'), (list, pick, attack) => {
        const distinct = list.map((event, index) => ({ ...event, index }))
        const links = linkAll(distinct)
        const index = pick % links.length
        const [link, next] = [links[index] as ChainLink, links[index + 1]]
        const changed = { ...(link.event as object), forged: true }
        switch (attack) {
          case 'change':
            links[index] = { ...link, event: changed }
            break
          case 'rehash': {
            // The forger also recomputes the hash of the changed event, but not those after it.
            fc.pre(next !== undefined)
            const previous = links[index - 1]?.hash ?? GENESIS_HASH
            links[index] = { event: changed, hash: chainHash(previous, changed) }
            expect(firstBrokenLink(links)).toBe(index + 1)
            return
          }
          case 'remove':
            fc.pre(next !== undefined)
            links.splice(index, 1)
            break
          case 'repeat':
            links.splice(index, 0, link)
            expect(firstBrokenLink(links)).toBe(index + 1)
            return
          case 'swap':
            fc.pre(next !== undefined)
            links.splice(index, 2, next as ChainLink, link)
            break
        }
        expect(firstBrokenLink(links)).toBe(index)
      }),
      { seed },
    )
  })
})
