import { expect, test } from 'vitest'
import { add, compare, decimal, divide, equal, negate, printDecimal } from './decimal.ts'

test('reads and prints a numeral without loss', () => {
  for (const numeral of ['0', '12', '90.5', '-3', '0.05', '123456789012345.678'])
    expect(printDecimal(decimal(numeral))).toBe(numeral)
  expect(printDecimal(decimal('4.10'))).toBe('4.1')
})

test('0.1 加 0.2 等于 0.3，没有浮点误差', () => {
  expect(equal(add(decimal('0.1'), decimal('0.2')), decimal('0.3'))).toBe(true)
  expect(printDecimal(add(decimal('12.3'), negate(decimal('4.1'))))).toBe('8.2')
})

test('compares across different numbers of decimals', () => {
  expect(compare(decimal('2.50'), decimal('2.5'))).toBe(0)
  expect(compare(decimal('2.49'), decimal('2.5'))).toBe(-1)
})

test('divides and rounds half up', () => {
  expect(printDecimal(divide(decimal('19'), decimal('21'), 100, 1) ?? decimal('0'))).toBe('90.5')
  expect(printDecimal(divide(decimal('1'), decimal('8'), 100, 0) ?? decimal('0'))).toBe('13')
  expect(printDecimal(divide(decimal('3'), decimal('2'), 1, 0) ?? decimal('0'))).toBe('2')
  expect(divide(decimal('1'), decimal('0'), 100, 0)).toBeUndefined()
})
