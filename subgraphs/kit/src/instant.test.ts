import { expect, it } from 'vitest'
import { instantFrom } from './instant.ts'

it.each([
  '2026-11-23 09:00:00+00',
  '2026-11-23 09:00:00.1+00',
  '2026-11-23 09:00:00.12+00',
  '2026-11-23 23:59:59.999+00',
  '2026-11-23 23:59:59.999999+00',
  '1999-02-28 00:00:00.000001+00',
  '2024-02-29 12:30:45.06+00',
  '0999-11-23 09:00:00+00',
  '2026-11-23 11:00:00+02',
  '2026-11-23 09:00:00-05:30',
])('reads %s as Date does', (text) => {
  const instant = instantFrom(text)
  expect(instant.getTime()).toBe(new Date(text).getTime())
  expect(instant.toISOString()).toBe(new Date(text).toISOString())
  expect(JSON.stringify({ instant })).toBe(JSON.stringify({ instant: new Date(text) }))
})

it('is written anew after it was moved', () => {
  const instant = instantFrom('2026-11-23 09:00:00+00')
  instant.setUTCHours(10)
  expect(instant.toISOString()).toBe('2026-11-23T10:00:00.000Z')
})
