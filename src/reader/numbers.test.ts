import { describe, expect, test } from 'vitest'
import { chineseValue, scanNumbers, shift } from './numbers.ts'

const values = (text: string) => scanNumbers(text).map(({ exact }) => exact)
const spans = (text: string) => scanNumbers(text).map(({ start, end }) => text.slice(start, end))

describe('Arabic numbers', () => {
  test('with thousands separators, decimals, full-width digits', () => {
    expect(values('受理1,206件，面积15331.88平方米')).toEqual(['1206', '15331.88'])
    expect(values('受理１２８件，率９３．７５％')).toEqual(['128', '93.75'])
    expect(values('发放12,345,678份')).toEqual(['12345678'])
  })

  test('a comma between other groups of digits is no separator', () => {
    expect(values('甲12,345家,乙3,2件')).toEqual(['12345', '3', '2'])
    expect(values('2023年,12件')).toEqual(['2023', '12'])
  })

  test('万 and 亿 are multiplied out without floating point', () => {
    expect(values('318.05万元')).toEqual(['3180500'])
    expect(values('12.8亿元，0.3万份，7.6万份')).toEqual(['1280000000', '3000', '76000'])
  })

  test('two magnitudes make one number', () =>
    expect(values('2亿3千万元，3万5千份，3万2件')).toEqual(['230000000', '35000', '30000', '2']))

  test('百 and 千 count as one after 近 and 上', () => expect(values('近百件、上千份、百件')).toEqual(['100', '1000']))

  test('余 and 多 belong to the number', () => {
    expect(spans('300余家、2300多人次、2600万余元、20余万元、1000多万人')).toEqual([
      '300余',
      '2300多',
      '2600万余',
      '20余万',
      '1000多万',
    ])
    expect(scanNumbers('20余万元')[0]).toMatchObject({ exact: '200000', over: true })
  })

  test('千米 and 百分点 are units, not magnitudes', () => {
    expect(values('5千米，8百分点，3千瓦')).toEqual(['5', '8', '3'])
  })

  test('outline numbers, dates with points and very long runs are left out', () => {
    expect(values('1.2.3 条，2023.12.31')).toEqual([])
    expect(values('证号1234567890123456789012')).toEqual([])
  })
})

describe('Chinese numerals', () => {
  test.each([
    ['三', 3],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['四十八', 48],
    ['一百零五', 105],
    ['一百二十三', 123],
    ['一千二百零六', 1206],
    ['两万', 20000],
    ['三万五千', 35000],
    ['一亿', 100000000],
    ['十二万', 120000],
  ])('%s is %d', (numeral, value) => expect(chineseValue(numeral)).toBe(value))

  test.each(['三四', '二〇二三', '一百千'])('%s is no single number', numeral =>
    expect(chineseValue(numeral)).toBeUndefined(),
  )

  test('百 and 千 alone need 余', () => {
    expect(values('百余场、千多人')).toEqual(['100', '1000'])
    expect(values('百姓、千家万户')).toEqual([])
  })

  test('二十余万 is 200000', () => expect(values('二十余万份')).toEqual(['200000']))
})

describe('百分之', () => {
  test('in words and digits', () => {
    expect(values('百分之九十八，百分之百，百分之98.5，百分之九十八点五')).toEqual(['98', '100', '98.5', '98.5'])
  })
})

test('moves the decimal point', () => {
  expect(shift('318.05', 4)).toBe('3180500')
  expect(shift('0.3', 4)).toBe('3000')
  expect(shift('12.345', 1)).toBe('123.45')
})
