import { expect, test } from 'vitest'
import { partsOf } from './load.ts'

const lines = ['a', 'a', 'b', 'b', 'b', 'c'].map((entryId, position) => ({ entryId, position }))
const sizes = (parts: ReadonlyArray<readonly unknown[]>) => parts.map(({ length }) => length)

test('demo rows are written in parts, and what belongs together is in one of them', () => {
  expect(sizes(partsOf(lines, null, 3))).toEqual([3, 3])
  expect(sizes(partsOf(lines, 'entryId', 3))).toEqual([5, 1])
  expect(partsOf(lines, 'entryId', 1).map((part) => part.map(({ entryId }) => entryId).join(''))).toEqual([
    ...['aa', 'bbb', 'c'],
  ])
  expect(partsOf([], 'entryId', 3)).toEqual([])
})
