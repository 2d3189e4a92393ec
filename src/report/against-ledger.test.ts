import { describe, expect, it } from 'vitest'
import { readReport } from '#reader/read-report.ts'
import { againstLedger } from './against-ledger.ts'
import type { ReportFigure } from './figures.ts'

const figure = (code: string, name: string, value: number | null, more: Partial<ReportFigure> = {}): ReportFigure => ({
  code,
  system: 'reconsideration',
  systemName: '行政复议',
  group: 'disputes',
  kind: 'count',
  name,
  value,
  unit: '件',
  definition: '口径',
  topic: 'reconsideration',
  period: { from: '2024-01-01', to: '2024-12-31' },
  ...more,
})
const received = figure('reconsideration.received', '收到行政复议申请', 46)
const accepted = figure('reconsideration.accepted', '受理', 40)
const recovered = figure('legal-aid.recovered', '法律援助挽回经济损失', 4_290_200, {
  systemName: '法律援助',
  topic: 'legal-aid',
  unit: '元',
  money: true,
})

const compare = (text: string, ...figures: ReportFigure[]) => {
  const { matches, untold } = againstLedger(readReport(text), figures, 2024)
  return {
    matches: matches.map(m => [text.slice(m.start).match(/^[\d.万元件%,]+/)?.[0], m.figure, m.agrees]),
    untold: untold.map(f => f.code),
  }
}

describe('a report against the ledger', () => {
  it('agrees where it says what the records say', () => {
    expect(compare('2024年，全区收到行政复议申请46件，受理40件。', received, accepted)).toEqual({
      matches: [
        ['46件', 'reconsideration.received', true],
        ['40件', 'reconsideration.accepted', true],
      ],
      untold: [],
    })
  })

  it('differs where the words are the same and the number is not', () => {
    expect(compare('2024年，全区收到行政复议申请47件。', received).matches).toEqual([
      ['47件', 'reconsideration.received', false],
    ])
  })

  it('does not pair what counts different things, or stands under another topic', () => {
    expect(compare('2024年，全区收到行政复议申请46人次。', received).matches).toEqual([])
    expect(compare('2024年，开展普法宣传活动46件。', received).matches).toEqual([])
  })

  it('takes a number for the same within its printed digits', () => {
    expect(compare('2024年，法律援助挽回经济损失429.02万元。', recovered).matches).toEqual([
      ['429.02万元', 'legal-aid.recovered', true],
    ])
    expect(compare('2024年，法律援助挽回经济损失429万元。', recovered).matches[0]?.[2]).toBe(true)
    expect(compare('2024年，法律援助挽回经济损失429.12万元。', recovered).matches[0]?.[2]).toBe(false)
    expect(compare('2024年，法律援助挽回经济损失420余万元。', recovered).matches[0]?.[2]).toBe(true)
  })

  it('names the figures that the report does not tell, without those that are 0 or internal', () => {
    const none = figure('reconsideration.changed', '变更', 0)
    const internal = figure('reconsideration.inTime', '按期办结', 39, { internal: true })
    expect(compare('2024年，全区收到行政复议申请46件。', received, accepted, none, internal).untold).toEqual([
      'reconsideration.accepted',
    ])
  })

  it('pairs a number with one figure and a figure with one number, the likest first', () => {
    const { matches } = compare('2024年，收到行政复议申请46件，其中通过网上收到申请46件。', received)
    expect(matches).toEqual([['46件', 'reconsideration.received', true]])
  })
})
