import { expect, test } from 'vitest'
import { amountFrom, amountText, percentFrom, quantityFrom } from './amount'

test.each([
  ['65', 'EUR', 6500],
  ['65,5', 'EUR', 6550],
  ['0.07', 'EUR', 7],
  ['1.005', 'EUR', null],
  ['330', 'JPY', 330],
  ['330.5', 'JPY', null],
  ['1.005', 'KWD', 1005],
  ['-1', 'EUR', null],
  ['', 'EUR', null],
])('B4: “%s” in %s is %s minor units', (text, currency, amount) => {
  expect(amountFrom(text, currency)).toEqual(amount === null ? null : { amount, currency })
})

test('an amount is edited with the decimals of its currency', () => {
  expect(amountText({ amount: 6500, currency: 'EUR' })).toBe('65.00')
  expect(amountText({ amount: 330, currency: 'JPY' })).toBe('330')
  expect(amountText({ amount: 1005, currency: 'KWD' })).toBe('1.005')
})

test('a discount is 0 to 100 %, a quantity has three decimals', () => {
  expect(['', '12,5', '100', '100.01', '101', 'x'].map((text) => percentFrom(text))).toEqual([
    0,
    1250,
    10_000,
    null,
    null,
    null,
  ])
  expect(['1', '0,125', '0', '0.0005', '-1'].map(quantityFrom)).toEqual([1, 0.125, null, null, null])
})
