import { describe, expect, it } from 'vitest'
import { choice, date, type Field, identityCard, integer, money, text, yesNo } from '#kernel/field.ts'
import type { Cell } from './cell.ts'
import { readDay, readValue } from './values.ts'

const nobody = () => ({ ok: false, refusal: { code: 'not-found', message: '' } }) as const
function reading(field: Field, cell: Cell, unit: '元' | '万元' = '元') {
  const read = readValue(field, cell, unit, nobody)
  return read.ok ? read.value : read.refusal.message
}

describe('cells as people fill them in', () => {
  it.each<[Cell, string | RegExp]>([
    ['2024-3-5', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['二〇二四年三月五日', '2024-03-05'],
    ['20240305', '2024-03-05'],
    [20240305, '2024-03-05'],
    [45356, '2024-03-05'],
    [{ serial: 45356.5 }, '2024-03-05'],
    ['2024-03-05 09:30:00', '2024-03-05'],
    ['24.3.5', /四位年份/],
    [2024, /只有年份/],
    ['2024-02-30', /2月没有30日|不存在/],
    ['三月', /格式|填写/],
  ])('a date: %j', (cell, expected) => {
    const read = reading(date('日期'), cell)
    if (expected instanceof RegExp) expect(read).toMatch(expected)
    else expect(read).toBe(expected)
  })

  it('the time of day behind a date', () => {
    const at = (cell: Cell) => {
      const read = readDay(cell)
      return read.ok ? read.value.at : undefined
    }
    expect([
      at('2024年3月5日 9:30'),
      at({ serial: 45356.395833333336 }),
      at('2024-03-05'),
      at({ serial: 45356 }),
    ]).toEqual(['09:30', '09:30', undefined, undefined])
  })

  it.each<[Cell, '元' | '万元', number | RegExp]>([
    ['12000', '元', 1_200_000],
    ['12,000元', '元', 1_200_000],
    ['1.2万元', '元', 1_200_000],
    [1.2, '万元', 1_200_000],
    [0.1 + 0.2, '元', 30],
    ['3亿元', '元', 30_000_000_000],
    ['壹万贰仟元整', '元', 1_200_000],
    [-5, '元', /不能为负数/],
    ['若干', '元', /不能识别/],
    ['0.001', '元', /分以下/],
  ])('an amount: %j in a column of %s', (cell, unit, expected) => {
    const read = reading(money('金额'), cell, unit)
    if (expected instanceof RegExp) expect(read).toMatch(expected)
    else expect(read).toBe(expected)
  })

  it.each<[Cell, number | RegExp]>([
    [12, 12],
    ['１２', 12],
    ['1,200', 1200],
    ['12人次', 12],
    ['12个', 12],
    ['十二', 12],
    ['12.0', 12],
    ['12.5', /应为整数（单位：人次），现为“12.5”/],
    ['12斤', /应为整数/],
  ])('a number of people: %j', (cell, expected) => {
    const read = reading(integer('受众', { unit: '人次' }), cell)
    if (expected instanceof RegExp) expect(read).toMatch(expected)
    else expect(read).toBe(expected)
  })

  it('yes and no', () => {
    const both = ['是', '有', '√', 'Y', 1, true, '否', '无', '×', 0, false] as const
    expect(both.map(c => reading(yesNo('佐证'), c))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('choices by label, by code, and by the label without its bracket', () => {
    const kind = choice('类别', {
      urgent: '紧急（水电气热、安全）',
      plain: '一般',
      other: '其他（甲）',
      more: '其他（乙）',
    })
    expect(
      ['紧急（水电气热、安全）', ' 紧急(水电气热、安全) ', '紧急', 'urgent', '一般'].map(t => reading(kind, t)),
    ).toEqual(['urgent', 'urgent', 'urgent', 'urgent', 'plain'])
    expect(reading(kind, '其他')).toMatch(/没有“其他”这一选项/)
  })

  it('several choices, also where a label holds the sign that stands between them', () => {
    const kinds = choice('种类', { a: '警告、通报批评', b: '罚款', c: '没收违法所得、没收非法财物' }, { many: true })
    expect(reading(kinds, '警告、通报批评、罚款')).toEqual(['a', 'b'])
    expect(reading(kinds, '罚款，没收违法所得、没收非法财物')).toEqual(['b', 'c'])
    expect(reading(kinds, '罚款、拘留')).toMatch(/没有“拘留”/)
  })

  it('an identity number whose last digits a spreadsheet has lost, and errors of formulas', () => {
    expect(reading(identityCard('证件号'), Number('990101199001011232'))).toMatch(/末几位已经丢失.*“文本”格式/)
    expect(reading(text('名称'), '#N/A')).toMatch(/出错的公式/)
  })
})
