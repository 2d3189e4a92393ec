import { describe, expect, test } from 'vitest'
import { nationalCalendar as calendar } from './calendar-data.ts'
import { calculatorWords, renderClock } from './clock-text.ts'
import { explainPeriod, type PeriodRequest } from './period.ts'

function render(request: Omit<PeriodRequest, 'calendar'>): string {
  const result = explainPeriod({ calendar, ...request }, calculatorWords)
  if (!result.ok) throw new Error(result.refusal.message)
  return renderClock(result.value)
}

describe('the text of a period', () => {
  test('shows both days, the weekday and every day of a short period', () => {
    const text = render({ start: '2024-09-27', amount: 5, unit: 'WD', kind: 'MAX' })
    expect(text).toContain('届满日：2024年10月10日（周四）')
    expect(text).toContain('2024-09-29 周日  第  1日  调休上班，计入')
    expect(text.match(/国庆节假期，不计入/g)).toHaveLength(7)
  })

  test('folds ordinary days of a long period and keeps holidays, make-up workdays and exclusions', () => {
    const text = render({
      start: '2024-09-09',
      amount: 40,
      unit: 'WD',
      kind: 'MAX',
      exclusions: [{ from: '2024-09-18', to: '2024-09-20', ground: '征求第三方意见' }],
    })
    expect(text.split('\n').length).toBeLessThan(30)
    for (const kept of [
      '2024-09-14 周六',
      '2024-09-15 至 2024-09-17  中秋节假期，不计入，共3天',
      '2024-09-18 至 2024-09-20  征求第三方意见，不计入，共3天',
      '2024-09-29 周日',
      '2024-10-01 至 2024-10-07  国庆节假期，不计入，共7天',
      '2024-10-12 周六',
    ]) {
      expect(text).toContain(kept)
    }
  })

  test('shows a notice with clear days and the last day possible', () => {
    const text = render({ start: '2025-02-17', amount: 7, unit: 'WD', kind: 'BEFORE' })
    expect(text).toContain('最迟通知日（足额间隔）：2025年2月6日（周四）')
    expect(text).toContain('最迟通知日（倒数末日）：2025年2月7日（周五）')
  })

  test('marks a provisional day', () => {
    expect(render({ start: '2026-12-01', amount: 60, unit: 'D', kind: 'MAX', roll: true })).toContain('（暂定）')
  })

  test('gives hours to the minute', () => {
    expect(render({ start: '2024-09-30T17:20', amount: 48, unit: 'H', kind: 'MAX' })).toContain(
      '届满日：2024年10月2日17时20分（周三）',
    )
  })
})
