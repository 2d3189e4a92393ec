import { describe, expect, it } from 'vitest'
import { choice, date, integer, money, organ, text, yesNo } from '#kernel/field.ts'
import { type EntryColumn, type EntryRow, paste, pastedCells, readCell } from './entry-rows.ts'

const columns: readonly EntryColumn[] = [
  { code: '$on', field: date('日期') },
  { code: 'name', field: text('名称') },
  { code: 'themes', field: choice('主题', { xi: '习近平法治思想', code: '民法典' }, { many: true }) },
  { code: 'people', field: integer('人数') },
]
let n = 0
const blank = (): EntryRow => ({ key: `k${n++}`, on: '', values: {} })
const lay = (pasted: string, rows: readonly EntryRow[] = [], at = { row: 0, code: '$on' }) =>
  paste({ text: pasted, rows, at, shown: columns, all: columns, organs: {}, blank })

describe('从电子表格粘贴', () => {
  it('名称换成代码，日期按常见写法认', () => {
    const { rows, unread } = lay(
      '2024/3/5\t宪法宣传\t习近平法治思想、民法典\t1,200\r\n2024年3月6日\t进校园\t民法典\t30\r\n',
    )
    expect(unread).toEqual([])
    expect(rows.map(r => [r.on, r.values])).toEqual([
      ['2024-03-05', { name: '宪法宣传', themes: ['xi', 'code'], people: 1200 }],
      ['2024-03-06', { name: '进校园', themes: ['code'], people: 30 }],
    ])
  })

  it('第一行是栏目名称的，按名称对应，不按位置', () => {
    const { rows } = lay('人数\t名称\n30\t进校园')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.values).toEqual({ people: 30, name: '进校园' })
  })

  it('从点中的格子起向右向下，别处不动', () => {
    const first = { key: 'a', on: '2024-01-02', values: { name: '甲', people: 1 } }
    const { rows } = lay('7\n8', [first], { row: 0, code: 'people' })
    expect(rows.map(r => [r.on, r.values])).toEqual([
      ['2024-01-02', { name: '甲', people: 7 }],
      ['', { people: 8 }],
    ])
  })

  it('认不出的逐格说明，不悄悄丢掉', () => {
    const { unread } = lay('三月五日\t进校园\t宪法与民法典\t许多')
    expect(unread).toEqual([
      { row: 1, name: '日期', text: '三月五日' },
      { row: 1, name: '主题', text: '宪法与民法典' },
    ])
  })

  it('引号里的换行和引号属于同一格', () => {
    expect(pastedCells('"甲\n""乙"""\t丙\n丁')).toEqual([['甲\n"乙"', '丙'], ['丁']])
  })
})

describe('一格', () => {
  it('金额以元填写，以分保存', () => {
    expect(readCell(money('经费'), '1,234.5', {})).toBe(123450)
    expect(readCell(money('经费'), '许多', {})).toBe('许多')
  })
  it('是否与单位', () => {
    expect([
      readCell(yesNo('有'), '是', {}),
      readCell(yesNo('有'), '否', {}),
      readCell(yesNo('有'), '也许', {}),
    ]).toEqual([true, false, null])
    expect(readCell(organ('单位'), '区司法局', { sfj: '区司法局' })).toBe('sfj')
  })
})
