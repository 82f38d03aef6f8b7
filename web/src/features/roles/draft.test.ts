import { expect, test } from 'vitest'
import {
  consequence,
  type Permission,
  permissionsAfter,
  type Role,
  toggleFlag,
  togglePermission,
} from './draft'

const role: Role = {
  id: '1',
  key: 'NIGHT',
  name: 'Night desk',
  description: '',
  permissions: ['pet:read', 'pet:write'],
  seesPatients: false,
  requiresSecondFactor: false,
  builtIn: false,
  version: 1,
  holderCount: 3,
}
const all: Permission[] = ['pet:archive', 'pet:read', 'pet:write'].map((name) => ({
  name,
  resource: 'pet',
  description: name,
}))

test('what is switched and switched back is no change', () => {
  const once = togglePermission({}, role, 'pet:archive')
  expect(once).toEqual({ '1': { given: { 'pet:archive': true } } })
  expect(togglePermission(once, role, 'pet:archive')).toEqual({})
  expect(toggleFlag(toggleFlag({}, role, 'seesPatients'), role, 'seesPatients')).toEqual({})
})

test('another desk’s save keeps what is switched here, and only that', () => {
  const draft = togglePermission({}, role, 'pet:write')['1']!
  const theirs = { ...role, permissions: ['pet:archive', 'pet:read', 'pet:write'], version: 2 }
  expect(permissionsAfter(theirs, draft, all)).toEqual(['pet:archive', 'pet:read'])
})

test('before saving it is said who is signed out, and nobody is when rights are only given', () => {
  const given = togglePermission({}, role, 'pet:archive')
  expect(consequence(role, given['1']!)).toBe('1 right more')
  const taken = togglePermission(given, role, 'pet:write')
  expect(consequence(role, taken['1']!)).toBe('1 right more, 1 right less, signs out 3 people')
})
