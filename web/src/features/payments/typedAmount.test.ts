import { expect, test } from 'vitest'
import { amountText, typedAmount } from './typedAmount'

test.each([
  ['78', 'EUR', 7800],
  ['78.5', 'EUR', 7850],
  [' 78,05 ', 'EUR', 7805],
  ['0.29', 'EUR', 29],
  ['1500', 'JPY', 1500],
  ['1.234', 'KWD', 1234],
  ['1.234', 'EUR', null],
  ['1.5', 'JPY', null],
  ['0', 'EUR', null],
  ['-5', 'EUR', null],
  ['1e3', 'EUR', null],
  ['', 'EUR', null],
  ['100000000000000', 'EUR', null],
])('B4: %j typed in %s are %j minor units', (text, currency, amount) => {
  expect(typedAmount(text, currency)).toBe(amount)
})

test('B4: an amount stands in its field as it is typed', () => {
  expect([amountText(7805, 'EUR'), amountText(1500, 'JPY'), amountText(1234, 'KWD')]).toEqual([
    '78.05',
    '1500',
    '1.234',
  ])
})
