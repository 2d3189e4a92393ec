import { expect, test } from 'vitest'
import { alike, compareReadings } from './compare-readings.ts'
import { readReport } from './read-report.ts'

const named = (name: string, text: string) => ({ name, reading: readReport(text) })

test('sets like indicators of several reports side by side', () => {
  const result = compareReadings([
    named('甲镇', '甲镇2023年法治政府建设年度报告\n受理行政复议申请46件。办理公证12件。'),
    named('乙镇', '乙镇2023年法治政府建设年度报告\n全年共受理行政复议申请30件。'),
  ])
  if (!result.ok) throw new Error(result.refusal.message)
  const { reports, topics } = result.value
  expect(reports.map(({ division, year }) => [division, year])).toEqual([
    ['甲镇', 2023],
    ['乙镇', 2023],
  ])
  const reconsideration = topics.find(({ topic }) => topic === 'reconsideration')
  expect(reconsideration?.counts).toEqual([1, 1])
  expect(reconsideration?.indicators.map(({ values }) => values.map(value => value?.value))).toEqual([[46, 30]])
  expect(
    topics.find(({ topic }) => topic === 'notarization')?.indicators[0]?.values.map(value => value?.value),
  ).toEqual([12, undefined])
})

test('indicators of other words or other units stay apart', () => {
  const result = compareReadings([named('甲', '调解纠纷46件。'), named('乙', '调解涉及金额30万元。')])
  if (!result.ok) throw new Error(result.refusal.message)
  expect(result.value.topics.find(({ topic }) => topic === 'mediation')?.indicators).toHaveLength(2)
  expect(alike('调解纠纷', '调解纠纷')).toBe(1)
  expect(alike('调解纠纷', '发放资料')).toBe(0)
})

test('refuses none and more than twenty', () => {
  const reading = named('甲', '调解纠纷46件。')
  expect(compareReadings([])).toMatchObject({ ok: false })
  expect(compareReadings(Array.from({ length: 20 }, () => reading)).ok).toBe(true)
  expect(compareReadings(Array.from({ length: 21 }, () => reading))).toMatchObject({
    refusal: { message: '一次最多比较 20 份报告，现有 21 份，请分批比较' },
  })
})
