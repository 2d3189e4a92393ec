import { describe, expect, test } from 'vitest'
import { readMarks } from './examples/marked.ts'
import { rules } from './not-a-statistic.ts'
import { readReport } from './read-report.ts'

/** Whether each marked number of a sentence is found. */
function marked(sentence: string): boolean[] {
  const marks = [...sentence.matchAll(/〔([^〔〕]*)〕/g)]
  let removed = 0
  const text = sentence.replace(/[〔〕]/g, '')
  const found = new Set(readReport(text).statistics.map(({ start, end }) => `${start}-${end}`))
  return marks.map(mark => {
    const start = mark.index - removed
    removed += 2
    return found.has(`${start}-${start + (mark[1] as string).length}`)
  })
}

describe('what is no statistic: each rule with its example', () => {
  test('every rule has a name of its own', () => expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length))

  for (const { name, example, counterexample } of rules) {
    test(`${name}：${example}`, () => expect(marked(example).every(found => !found)).toBe(true))
    if (counterexample)
      test(`${name}，但是：${counterexample}`, () => expect(marked(counterexample).every(Boolean)).toBe(true))
  }
})

describe('plans of next year', () => {
  const report = (body: string) => `示范镇2023年法治政府建设年度报告\n一、主要成效\n全年调解纠纷12件。\n${body}`
  const found = (body: string) => readReport(report(body)).statistics.map(({ text }) => text)

  test('a chapter of plans holds no statistics', () =>
    expect(found('二、下一步工作计划\n（一）开展培训3场，评查案卷20卷。')).toEqual(['12件']))
  test.each([
    '二、工作打算',
    '二、努力方向',
    '二、2024年主要工作安排',
    '二、存在问题\n仍有短板。\n（二）下步举措',
    '二、问题及打算\n1.下一步计划',
  ])('a heading of plans: %s', heading => expect(found(`${heading}\n开展培训3场，评查案卷20卷。`)).toEqual(['12件']))
  test('the chapter after the plans counts again', () =>
    expect(found('二、2024年工作打算\n新建阵地2处。\n三、其他需要报告的情况\n收到表扬信5封。')).toEqual([
      '12件',
      '5封',
    ]))
  test('a present state among the problems counts', () =>
    expect(found('二、存在的不足\n法制审核人员仅有2人。下一步，将招录3人。')).toEqual(['12件', '2人']))
  test.each([
    ['按计划组织培训3场。', '3场'],
    ['将继续教育学时记入档案，完成40学时。', '40学时'],
    ['到2023年底，全面建成阵地5个。', '5个'],
  ])('%s is no plan', (sentence, text) => expect(found(sentence)).toEqual(['12件', text]))
  test.each(['计划组织培训3场。', '将继续建设阵地5个。', '到2025年底，全面建成阵地5个。'])('%s is a plan', sentence =>
    expect(found(sentence)).toEqual(['12件']),
  )
  test('a heading of last year’s plan that was carried out is no plan', () =>
    expect(found('二、2023年重点工作完成情况\n办结事项9项。')).toEqual(['12件', '9项']))
})

test('a mark of the examples reads as value and unit', () => {
  expect(readMarks('发放〔1.5万份=15000 份〕，共〔3,412人次〕。').expected).toMatchObject([
    { text: '1.5万份', value: 15000, unit: '份' },
    { text: '3,412人次', value: 3412, unit: '人次' },
  ])
})
