import { expect, test } from 'vitest'
import { readUnit } from './units.ts'

const unit = (text: string) => readUnit(text, 0)?.unit
const written = (text: string) => text.slice(0, readUnit(text, 0)?.end ?? 0)

test('the longest measure word wins', () => {
  expect(unit('人次，')).toBe('人次')
  expect(unit('个百分点。')).toBe('个百分点')
  expect(unit('平方公里')).toBe('平方公里')
  expect(unit('批次抽检')).toBe('批次')
})

test('brackets are folded and belong to the span', () => {
  expect(unit('人（次）接待')).toBe('人次')
  expect(written('份(次)意见')).toBe('份(次)')
  expect(unit('家（次）')).toBe('家次')
  expect(unit('件（含上年结转）')).toBe('件')
})

test('a unit per unit', () => expect(unit('个/件，')).toBe('个/件'))

test('a measure word that goes on to another word is none', () => {
  expect(unit('部门')).toBeUndefined()
  expect(unit('处理')).toBeUndefined()
  expect(unit('名称')).toBeUndefined()
  expect(unit('项目')).toBeUndefined()
  expect(unit('项目标任务')).toBe('项')
  expect(unit('名单位负责人')).toBe('名')
  expect(unit('起诉讼案件')).toBe('起')
})

test('percent signs are one', () => {
  expect(unit('％')).toBe('%')
  expect(unit('﹪')).toBe('%')
})
