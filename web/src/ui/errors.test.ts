import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { expect, test } from 'vitest'
import { isOnlyHoles, isUnavailable } from './errors'

const failed = (...errors: { code: string; path: (string | number)[] }[]) =>
  new CombinedGraphQLErrors({
    data: {},
    errors: errors.map(({ code, path }) => ({ message: 'No', path, extensions: { code } })),
  })

test('a record whose visit may not be seen is no failure of the page', () => {
  const hole = { code: 'NOT_FOUND', path: ['pet', 'medicalRecords', 'nodes', 1, 'appointment', 'startsAt'] }
  expect(isOnlyHoles(failed(hole))).toBe(true)
  expect(isOnlyHoles(failed(hole, { code: 'INTERNAL_SERVER_ERROR', path: ['pet', 'invoices'] }))).toBe(false)
})

test('a silent part of the system is the banner’s to tell, and null is then no answer', () => {
  const silent = { code: 'UNAVAILABLE', path: ['calendar', 'appointments'] }
  expect(isOnlyHoles(failed(silent))).toBe(true)
  expect(isUnavailable(failed({ code: 'NOT_FOUND', path: ['pet', 'owner'] }, silent))).toBe(true)
  expect(isUnavailable(failed({ code: 'NOT_FOUND', path: ['pet', 'owner'] }))).toBe(false)
  expect(isUnavailable(undefined)).toBe(false)
})

test('what is null for another reason is not said to be missing', () => {
  const withoutPet = failed({ code: 'UNAVAILABLE', path: ['appointment', 'pet'] })
  expect(isUnavailable(withoutPet, ['appointment', 'pet'])).toBe(true)
  expect(isUnavailable(withoutPet, ['appointment', 'invoice'])).toBe(false)
  const withoutMore = failed({ code: 'UNAVAILABLE', path: ['appointment'] })
  expect(isUnavailable(withoutMore, ['appointment', 'invoice'])).toBe(true)
})

test('what was asked for and is not there is said', () => {
  expect(isOnlyHoles(failed({ code: 'NOT_FOUND', path: ['pet'] }))).toBe(false)
  expect(isOnlyHoles(new TypeError('Failed to fetch'))).toBe(false)
})
