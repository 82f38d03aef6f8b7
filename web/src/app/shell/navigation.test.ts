import { expect, test } from 'vitest'
import { areaAt, mayVisit, navigationFor } from './navigation'

const petOwner = ['own-household:read']

test('a typed address opens no page that the navigation would not offer', () => {
  expect(mayVisit('/clients', petOwner)).toBe(false)
  expect(mayVisit('/clients/1', petOwner)).toBe(false)
  expect(mayVisit('/stock', petOwner)).toBe(false)
  expect(mayVisit('/stock', [...petOwner, 'inventory:read'])).toBe(true)
})

test('the first page and unknown addresses are for everybody', () => {
  expect(mayVisit('/', petOwner)).toBe(true)
  expect(mayVisit('/stockings', petOwner)).toBe(true)
})

test('each page of the administration opens by its own permission, the way to them by any', () => {
  expect(mayVisit('/admin/people', ['user:read'])).toBe(true)
  expect(mayVisit('/admin/people/1', ['role:write'])).toBe(false)
  expect(mayVisit('/admin/roles', ['user:read'])).toBe(false)
  expect(mayVisit('/admin', ['hospital:write'])).toBe(true)
  expect(mayVisit('/admin', petOwner)).toBe(false)
  expect(mayVisit('/profile', petOwner)).toBe(true)
})

test('pages of an area share one entry, and stand beside each other where they are open', () => {
  const desk = ['invoice:read', 'till:count', 'inventory:read']
  expect(navigationFor(desk).map(({ label }) => label)).toEqual(['Billing', 'Stock'])
  expect(areaAt('/overdue', desk).map(({ to }) => to)).toContain('/end-of-day')
  expect(areaAt('/stock', desk)).toEqual([])
  expect(navigationFor(['till:count']).map(({ label }) => label)).toEqual(['End of day'])
  expect(areaAt('/end-of-day', ['till:count'])).toEqual([])
})
