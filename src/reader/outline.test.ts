import { expect, test } from 'vitest'
import { readReport } from './read-report.ts'

const report = `禾塘镇2023年法治政府建设年度报告
现将2023年法治政府建设情况报告如下。
一、主要举措和成效
（一）深入学习贯彻习近平法治思想
（二）规范行政执法
（三）化解矛盾纠纷
二、主要负责人履行推进法治建设第一责任人职责情况
三、存在的不足和原因
四、下一年度工作安排
`

test('finds the chapters of a complete report in their order', () => {
  const { found, missing } = readReport(report).chapters
  expect(found.map(({ code }) => code)).toEqual([
    'opening',
    'measures',
    'leadership',
    'enforcement',
    'disputes',
    'first-responsible',
    'shortcomings',
    'next-year',
  ])
  expect(missing.filter(({ required }) => required)).toEqual([])
})

test('names required chapters that are missing, and says when the matter is at least mentioned', () => {
  const { missing } = readReport('禾塘镇2023年法治政府建设年度报告\n一、主要成效\n切实履行第一责任人职责。\n').chapters
  expect(missing.filter(({ required }) => required)).toMatchObject([
    { code: 'first-responsible', mentioned: true },
    { code: 'shortcomings', mentioned: false },
    { code: 'next-year', mentioned: false },
  ])
})

test('a report whose chapters are subjects tells its measures there', () => {
  const text = `禾塘镇2023年法治政府建设年度报告
一、政府职能与营商环境
二、行政执法
三、矛盾纠纷化解
`
  const missing = (report: string) => readReport(report).chapters.missing.map(({ code }) => code)
  expect(missing(text)).not.toContain('measures')
  expect(missing(text.replace('二、行政执法\n', ''))).toContain('measures')
})
