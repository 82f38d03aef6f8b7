import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { expect, test } from 'vitest'
import { isOnlyHoles } from './errors'

const failed = (...errors: { code: string; path: (string | number)[] }[]) =>
  new CombinedGraphQLErrors({
    data: {},
    errors: errors.map(({ code, path }) => ({ message: 'No', path, extensions: { code } })),
  })

test('a record whose visit may not be seen is no failure of the page', () => {
  const hole = { code: 'NOT_FOUND', path: ['pet', 'medicalRecords', 'nodes', 1, 'appointment', 'startsAt'] }
  expect(isOnlyHoles(failed(hole))).toBe(true)
  expect(isOnlyHoles(failed(hole, { code: 'UNAVAILABLE', path: ['pet', 'invoices'] }))).toBe(false)
})

test('what was asked for and is not there is said', () => {
  expect(isOnlyHoles(failed({ code: 'NOT_FOUND', path: ['pet'] }))).toBe(false)
  expect(isOnlyHoles(new TypeError('Failed to fetch'))).toBe(false)
})
