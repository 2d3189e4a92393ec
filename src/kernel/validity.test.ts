import { describe, expect, test } from 'vitest'
import { story } from '../../test/kit/law.ts'
import { register } from './declaration.ts'
import { date, text } from './field.ts'
import { stock } from './figure.ts'
import { addDays } from './time/date.ts'
import { entryOn, validSpans } from './validity.ts'

const term = { validFrom: date('有效期起'), validUntil: date('有效期止') }
/** An invented register whose entries are granted for a term, suspended, renewed and struck off. */
const badge = register({
  code: 'badge',
  version: '1',
  name: '证件',
  about: '仅供检验。',
  group: 'enforcement',
  inForce: { from: '2000-01-01' },
  numbering: '证',
  unit: '人',
  parties: {},
  fields: { holder: text('姓名') },
  open: { name: '登记', to: 'proposed', by: ['registrar'], dateName: '登记日期', title: '{holder}' },
  stages: {
    proposed: { name: '待核发' },
    granted: { name: '持证' },
    suspended: { name: '暂扣' },
    struck: { name: '已注销', end: true },
  },
  actions: {
    grant: { name: '核发', from: ['proposed', 'granted'], to: 'granted', by: ['registrar'], asks: term },
    suspend: { name: '暂扣', from: ['granted'], to: 'suspended', by: ['registrar'] },
    restore: { name: '发还', from: ['suspended'], to: 'granted', by: ['registrar'] },
    strike: { name: '注销', from: ['granted', 'suspended'], to: 'struck', by: ['registrar'] },
  },
  limits: {},
  figures: {
    held: stock({
      name: '持证',
      unit: '人',
      definition: '期末',
      topic: 'other',
      at: 'end',
      spans: s => ({ from: s.openedOn }),
    }),
  },
  identities: [],
  validity: { stages: ['granted'], from: 'validFrom', until: 'validUntil' },
})

const granted = () =>
  story(badge)
    .open('2020-01-06', { holder: '赵试一' })
    .does('grant', '2020-01-10', { validFrom: '2020-02-01', validUntil: '2021-01-31' })

describe('一条名录在哪些日子有效', () => {
  test('自有效期起，至有效期止的次日', () => {
    expect(validSpans(badge, granted().state)).toEqual([{ from: '2020-02-01', until: '2021-02-01' }])
  })
  test('暂扣期间无效，发还后接着有效', () => {
    const s = granted().does('suspend', '2020-05-06').does('restore', '2020-06-08')
    expect(validSpans(badge, s.state)).toEqual([
      { from: '2020-02-01', until: '2020-05-06' },
      { from: '2020-06-08', until: '2021-02-01' },
    ])
  })
  test('有效期内换发的连成一段，过期后换发的中间断开', () => {
    const inTime = granted().does('grant', '2021-01-20', { validFrom: '2020-02-01', validUntil: '2023-01-31' })
    expect(validSpans(badge, inTime.state)).toEqual([{ from: '2020-02-01', until: '2023-02-01' }])
    const late = granted().does('grant', '2021-03-01', { validFrom: '2021-03-01', validUntil: '2023-02-28' })
    expect(validSpans(badge, late.state)).toEqual([
      { from: '2020-02-01', until: '2021-02-01' },
      { from: '2021-03-01', until: '2023-03-01' },
    ])
  })
  test('注销之日起无效；还没有核发的、作废的，从来无效', () => {
    expect(validSpans(badge, granted().does('strike', '2020-09-01').state)).toEqual([
      { from: '2020-02-01', until: '2020-09-01' },
    ])
    expect(validSpans(badge, story(badge).open('2020-01-06', { holder: '赵试一' }).state)).toEqual([])
    const s = granted()
    expect(validSpans(badge, { ...s.state, voided: true })).toEqual([])
  })
  test('逐日与“当天是否有效”一致', () => {
    const { state } = granted()
      .does('suspend', '2020-05-06')
      .does('restore', '2020-06-08')
      .does('grant', '2021-03-01', { validFrom: '2021-03-08', validUntil: '2022-02-28' })
      .does('strike', '2021-12-20')
    const spans = validSpans(badge, state)
    for (let day = '2019-12-01'; day < '2022-04-01'; day = addDays(day, 1))
      expect(
        spans.some(s => s.from <= day && (s.until === undefined || day < s.until)),
        day,
      ).toBe(entryOn(badge, state, day).valid)
  })
})
