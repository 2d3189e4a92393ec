import { describe, expect, test } from 'vitest'
import { groups } from '#kernel/declaration.ts'
import type { Citation } from '#kernel/statute.ts'
import { declarations, zhunshengCatalogue } from './index.ts'
import * as statutes from './statutes.ts'

/** Every citation inside a declaration, wherever it stands. */
function citations(value: unknown, found: Citation[] = [], seen = new Set<unknown>()): Citation[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return found
  seen.add(value)
  if ('statute' in value && 'text' in value && 'verified' in value) found.push(value as Citation)
  else for (const part of Object.values(value)) citations(part, found, seen)
  return found
}

describe('全部声明合在一起', () => {
  test('十六个系统，每个领域都有', () => {
    expect([...zhunshengCatalogue.systems].toSorted()).toEqual([
      'enforcement-officer',
      'hotline',
      'judicial-confirmation',
      'labor-arbitration',
      'labor-mediation',
      'legal-aid',
      'legal-literate',
      'legality-review',
      'mediation',
      'normative-document',
      'penalty',
      'publicity-activity',
      'reconsideration',
      'study-session',
      'supervised-item',
      'task-plan',
    ])
    expect(new Set(declarations.map(d => d.group))).toEqual(new Set(Object.keys(groups)))
  })

  test('每一处引用的法规都在法规目录之中，文本的年份也在', () => {
    const known = new Set(Object.values(statutes).flatMap(s => s.texts.map(t => `${s.code}@${t.version}`)))
    const all = declarations.flatMap(d => citations(d).map(c => ({ d: d.code, c })))
    expect(all.length).toBeGreaterThan(200)
    const unknown = all.filter(({ c }) => c.statute !== 'practice' && !known.has(`${c.statute}@${c.version}`))
    expect(unknown.map(({ d, c }) => `${d}: ${c.text}`)).toEqual([])
  })

  test('每一条联系都通向已有的系统', () => {
    const dead = declarations.flatMap(d =>
      Object.values(d.links).flatMap(l => (zhunshengCatalogue.systems.includes(l.to) ? [] : [`${d.code} → ${l.to}`])),
    )
    expect(dead).toEqual([])
  })

  test('案号和文号的字样，各系统互不相同', () => {
    const marks = declarations.flatMap(d =>
      [d.numbering, ...Object.values(d.documents).flatMap(x => x.series ?? [])].map(mark => ({ mark, of: d.code })),
    )
    const shared = [...Map.groupBy(marks, m => m.mark)].filter(([, ms]) => new Set(ms.map(m => m.of)).size > 1)
    expect(shared.map(([mark]) => mark)).toEqual([])
  })

  test('每个数字的单位和口径都写明，年报列入的数字每个系统至少一个', () => {
    for (const code of zhunshengCatalogue.systems) {
      const figures = Object.values(zhunshengCatalogue.newest(code)?.figures ?? {})
      expect(
        figures.some(f => !f.internal),
        code,
      ).toBe(true)
      for (const f of figures) expect(f.unit && f.definition, `${code} ${f.name}`).toBeTruthy()
    }
  })
})
