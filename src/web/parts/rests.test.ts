import { expect, test } from 'vitest'
import { restsBetween } from './rests.ts'

const view = {
  restNote: '工作日期限不计',
  rests: [
    { from: '2024-03-09', to: '2024-03-10', name: '双休' },
    { from: '2024-03-16', to: '2024-03-17', name: '双休' },
    { from: '2024-04-04', to: '2024-04-06', name: '清明节', holiday: true as const },
  ],
}

test('两个期限之间的休息日各画一段，写明是什么', () => {
  expect(restsBetween(view, '2024-03-05', '2024-03-11')).toEqual([
    { key: '2024-03-09', days: '9日至10日', words: '双休，工作日期限不计' },
  ])
  expect(restsBetween(view, '2024-03-11', '2024-03-15')).toEqual([])
})
test('届满日就在休息日的，画在它之前', () => {
  expect(restsBetween(view, '2024-03-05', '2024-03-10')).toHaveLength(1)
  expect(restsBetween(view, '2024-03-10', '2024-03-15')).toEqual([])
})
test('相隔很远的合为一段，写明休息几日、含什么节日', () => {
  expect(restsBetween(view, '2024-03-05', '2024-04-30')).toEqual([
    { key: '2024-03-09', days: '其间', words: '休息7日，含清明节，工作日期限不计' },
  ])
})
