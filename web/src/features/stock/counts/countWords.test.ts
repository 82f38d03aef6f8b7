import { expect, test } from 'vitest'
import type { StocktakeLine_lineFragment } from './counts.gen'
import { countFrom, linesFor, scannedIn } from './countWords'

const line = (id: string, name: string, lotNumber: string | null, barcodes: string[] = []) =>
  ({ id, lotNumber, item: { name, barcodes } }) as unknown as StocktakeLine_lineFragment

test('a count is zero or more, to three decimals, and never a barcode', () => {
  expect(['0', '12', '2,5', '1.125'].map(countFrom)).toEqual([0, 12, 2.5, 1.125])
  expect(['', '-1', '1.1234', 'two', '4006381333931'].map(countFrom)).toEqual([null, null, null, null, null])
})

test('a scan finds the lines of the item, a text what contains it', () => {
  const lines = [
    line('1', 'Carprofen', 'L1', ['04006381333931']),
    line('2', 'Carprofen', 'L2', ['04006381333931']),
    line('3', 'Meloxicam', 'CAR-3'),
  ]
  const found = (text: string) => linesFor(lines, text).map(({ id }) => id)
  expect(scannedIn('4006381333931')).toBe('04006381333931')
  expect(found('4006381333931')).toEqual(['1', '2'])
  expect(found('car')).toEqual(['1', '2', '3'])
  expect(found('l2')).toEqual(['2'])
})
