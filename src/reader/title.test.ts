import { describe, expect, test } from 'vitest'
import { readReport } from './read-report.ts'
import { ownName } from './title.ts'

const head = (text: string) => {
  const { division, year } = readReport(text)
  return [division, year]
}

describe('whose report it is and of which year', () => {
  test.each([
    ['澄湖市禾塘区2023年法治政府建设年度报告\n2023年，禾塘区坚持……', '禾塘区', 2023],
    ['禾塘区2022年度法治政府建设工作报告\n', '禾塘区', 2022],
    ['中共澄湖市禾塘区委 澄湖市禾塘区人民政府关于2023年法治政府建设的情况报告\n', '禾塘区', 2023],
    ['青石镇人民政府\n2025年法治政府建设情况\n', '青石镇', 2025],
    ['南门街街道办事处2024年法治政府建设年度报告\n', '南门街街道', 2024],
    ['云岭县司法局关于2025年法治政府建设情况的报告\n', '云岭县司法局', 2025],
    [
      '今年以来，滨江新区坚持以法治为引领，认真贯彻《法治建设规划（2021-2025年）》。\n一、2023年推进法治政府建设主要举措',
      '滨江新区',
      2023,
    ],
    ['2024年，澄湖经济技术开发区（以下简称“经开区”）深入贯彻落实决策部署。', '澄湖经济技术开发区', 2024],
  ])('%s', (text, division, year) => expect(head(text)).toEqual([division, year]))

  test('a text without a name or year has neither', () =>
    expect(head('全年调解纠纷12件。')).toEqual([undefined, undefined]))

  test('province and city above are left out', () => {
    expect(ownName('某省澄湖市云岭县青石镇人民政府')).toBe('青石镇')
    expect(ownName('澄湖市市场监督管理局')).toBe('澄湖市市场监督管理局')
  })
})
