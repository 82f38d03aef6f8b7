import { expect, test } from 'vitest'
import { kilograms, numberOf } from './measurement'

test('pounds are drawn in kilograms, and what is typed is a number with comma or point', () => {
  expect(kilograms({ value: 10, unit: 'lb' })).toBe(4.536)
  expect(kilograms({ value: 10, unit: 'kg' })).toBe(10)
  expect(['4,5', ' 4.5 ', '', 'four', '-1'].map(numberOf)).toEqual([4.5, 4.5, null, null, null])
})
