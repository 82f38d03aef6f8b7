import { expect, test } from 'vitest'
import { newTextCache } from './text-cache.ts'

test('what weighs more than its text is kept by its weight', () => {
  const cache = newTextCache<{ weight: number }>(({ weight }) => weight)
  for (let n = 0; n < 500; n += 1) cache.set(`{ a${n} }`, { weight: 50_000 })
  expect(cache.size).toBe(40)
  cache.set('{ all }', { weight: 100_000 })
  expect(cache.has('{ all }')).toBe(false)
})

test('long texts evict nothing', () => {
  const cache = newTextCache<{ of: number }>()
  const page = (of: number) => `query Page${of} { ${'name '.repeat(200)} }`
  for (let of = 0; of < 500; of += 1) cache.set(page(of), { of })
  for (let of = 0; of < 10; of += 1) cache.set(`{ __typename } # ${of} ${'x'.repeat(900_000)}`, { of })
  expect(Array.from({ length: 500 }, (_, of) => cache.get(page(of))?.of)).toEqual([...Array(500).keys()])
})
