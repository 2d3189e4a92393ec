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
    { key: '2024-03-09', from: '3月9日', to: '至10日', words: '双休，工作日期限不计' },
  ])
  expect(restsBetween(view, '2024-03-11', '2024-03-15')).toEqual([])
})
test('写明几月；跨月的两头都写，只有一天的只写一天', () => {
  const across = { ...view, rests: [{ from: '2024-03-30', to: '2024-04-01', name: '假日' }] }
  expect(restsBetween(across, '2024-03-20', '2024-04-20')).toMatchObject([{ from: '3月30日', to: '至4月1日' }])
  const one = { ...view, rests: [{ from: '2024-05-01', to: '2024-05-01', name: '劳动节' }] }
  expect(restsBetween(one, '2024-04-20', '2024-05-20')[0]).not.toHaveProperty('to')
})
test('届满日就在休息日的，画在它之前', () => {
  expect(restsBetween(view, '2024-03-05', '2024-03-10')).toHaveLength(1)
  expect(restsBetween(view, '2024-03-10', '2024-03-15')).toEqual([])
})
test('相隔很远的合为一段，写明休息几日、含什么节日', () => {
  expect(restsBetween(view, '2024-03-05', '2024-04-30')).toEqual([
    { key: '2024-03-09', from: '其间', words: '休息7日，含清明节，工作日期限不计' },
  ])
})
