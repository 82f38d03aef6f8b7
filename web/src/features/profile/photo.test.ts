import { expect, test } from 'vitest'
import { squareIn } from './photo'

test('a portrait is the middle of a wide picture and the upper part of a tall one', () => {
  expect(squareIn(400, 200)).toEqual({ x: 100, y: 0, size: 200 })
  expect(squareIn(200, 400)).toEqual({ x: 0, y: 50, size: 200 })
  expect(squareIn(256, 256)).toEqual({ x: 0, y: 0, size: 256 })
})
