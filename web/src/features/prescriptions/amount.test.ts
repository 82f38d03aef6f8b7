import { expect, test } from 'vitest'
import { amountOf } from './amount'

test('an amount is more than zero and has at most three decimals', () => {
  expect(['10', '0,125', ' 2.5 ', '0', '1.0001', '-1', ''].map(amountOf)).toEqual([
    10,
    0.125,
    2.5,
    null,
    null,
    null,
    null,
  ])
})
