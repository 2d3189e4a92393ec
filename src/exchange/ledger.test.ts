import { describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { keyOf, ledgerOf, matchHeader } from './ledger.ts'
import { orderOf } from './order.ts'
import { bytesSource, openTable } from './table.ts'
import { ledgerTemplate } from './template.ts'

const versionsOf = (system: string) => zhunshengCatalogue.all.filter(d => d.code === system)

async function firstRow(file: Buffer, name: string) {
  const tables = await openTable(bytesSource(file, name))
  if (!tables.ok) throw new Error(tables.refusal.message)
  for await (const [row] of tables.value[0]?.batches() ?? []) if (row) return row.cells.map(String)
  return []
}

describe('the ledger of every system', () => {
  it.each(zhunshengCatalogue.systems)(
    '%s: each template knows its own columns again, all of them, each once',
    async system => {
      const ledger = ledgerOf(versionsOf(system))
      expect(ledger.columns.length).toBeGreaterThan(3)
      for (const format of ['xlsx', 'csv'] as const) {
        const headers = await firstRow(await ledgerTemplate(versionsOf(system), format), `t.${format}`)
        const match = matchHeader(ledger, headers)
        expect([match.unknown, match.repeated, match.missing]).toEqual([[], [], []])
        expect(match.columns.map(m => m && keyOf(m.column.part))).toEqual(ledger.columns.map(c => keyOf(c.part)))
      }
    },
  )

  it('tells apart columns that different steps call the same', () => {
    const headers = ledgerOf(versionsOf('hotline')).columns.map(c => c.header)
    expect(headers).toEqual(expect.arrayContaining(['派单·承办单位', '裁定承办单位·承办单位']))
  })

  it('has columns for fields that only an older law asks, and its choices', () => {
    const ledger = ledgerOf(versionsOf('reconsideration'))
    const older = ledger.columns.find(c => c.header === '补正期限')
    expect(older).toMatchObject({ onlyIn: '2017', group: '通知补正' })
    const { columns } = matchHeader(ledger, ['收到即为受理日期'])
    expect(columns[0]?.column.header).toBe('视为受理日期')
  })
})

describe('the order of the dated steps of a row', () => {
  const [hotline] = versionsOf('hotline')
  if (!hotline) throw new Error('no hotline')
  const order = (...dated: [string, string][]) => {
    const result = orderOf(
      hotline,
      dated.map(([action, on]) => ({ action, on })),
    )
    return Array.isArray(result) ? result.map(d => d.action) : (result as { message: string }).message
  }

  it('is that of the dates, and on one day that of the stages, however the columns stand', () => {
    expect(
      order(
        ['callback', '2024-03-09'],
        ['feedBack', '2024-03-05'],
        ['reply', '2024-03-05'],
        ['extend', '2024-03-05'],
        ['sign', '2024-03-05'],
        ['dispatch', '2024-03-05'],
      ),
    ).toEqual(['dispatch', 'sign', 'extend', 'reply', 'feedBack', 'callback'])
  })

  it('leaves room for steps that the ledger does not tell', () => {
    expect(order(['dispatch', '2024-03-05'], ['callback', '2024-03-09'])).toEqual(['dispatch', 'callback'])
  })

  it('goes a way back only when it is told', () => {
    expect(order(['feedBack', '2024-03-05'], ['reply', '2024-03-09'])).toMatch(
      /“答复来电人日期”（2024-03-09）之前，还应有“退回重办”/,
    )
    expect(order(['feedBack', '2024-03-05'], ['redo', '2024-03-07'], ['reply', '2024-03-09'])).toEqual([
      'feedBack',
      'redo',
      'reply',
    ])
    expect(
      order(['reply', '2024-03-04'], ['feedBack', '2024-03-05'], ['redo', '2024-03-07'], ['callback', '2024-03-20']),
    ).toEqual(['reply', 'feedBack', 'redo', 'callback'])
  })

  it('names the dates that contradict each other', () => {
    expect(order(['dispatch', '2024-03-05'], ['answer', '2024-03-06'])).toMatch(
      /“直接答复日期”（2024-03-06）不能在“派单日期”（2024-03-05）之后/,
    )
    expect(order(['dispatch', '2024-03-09'], ['reply', '2024-03-05'])).toMatch(
      /“派单日期”（2024-03-09）不能在“答复来电人日期”.*应在前/,
    )
  })
})
