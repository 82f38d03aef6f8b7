import { expect, test } from 'vitest'
import { mayVisit } from './navigation'

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
