import { expect, test } from 'vitest'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { scopeOf } from './scope.ts'

const shared = { personal: false }

test('staff with the same rights share a scope without a user', () => {
  const [one, two] = [scopeOf(asRole('VET'), shared), scopeOf(asRole('VET'), shared)]
  expect(one.key).toBe(two.key)
  expect(one.viewer).toMatchObject({ sessionId: 'live', userId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' })
})

test('other rights, or the same at another location, are another scope', () => {
  const vet = asRole('VET')
  const [grant] = vet.grants
  const elsewhere = { ...vet, grants: [{ ...grant!, locationId: 'here' }] }
  const less = { ...vet, grants: [{ ...grant!, permissions: new Set([...grant!.permissions].slice(1)) }] }
  const keys = [vet, elsewhere, less, asRole('RECEPTIONIST')].map((viewer) => scopeOf(viewer, shared).key)
  expect(new Set(keys).size).toBe(4)
})

test('owners, and fields about the viewer, have a scope of their own user', () => {
  const owner = asRole('OWNER', { ownerId: 'household' })
  expect(scopeOf(owner, shared).viewer).toMatchObject({ userId: owner.userId, ownerId: 'household' })
  const [one, two] = [asRole('VET'), asRole('VET')].map((viewer) => scopeOf(viewer, { personal: true }))
  expect(one!.key).not.toBe(two!.key)
  expect(scopeOf(null, shared)).toEqual({ key: 'nobody', viewer: null })
})
