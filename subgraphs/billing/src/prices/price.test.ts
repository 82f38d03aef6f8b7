import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, aPrice } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const query = `query ($of: [_Any!]!, $at: ID!) {
  _entities(representations: $of) { ... on AppointmentType { price(locationId: $at) } } }`

const priceOf = async (typeIds: readonly string[], at: string, role: 'OWNER' | 'VET' = 'OWNER') => {
  const { data, errors } = await hospital.graphql(asRole(role), query, {
    of: typeIds.map((id) => ({ __typename: 'AppointmentType', id })),
    at,
  })
  expect(errors).toEqual([])
  return (data as { _entities: Array<{ price: unknown }> })._entities.map(({ price }) => price)
}

test('S1: a type of appointment costs what is in force on the location’s own day, with its tax (B5)', async () => {
  const kiritimati = await aLocation(hospital, { timeZone: 'Pacific/Kiritimati' })
  const honolulu = await aLocation(hospital, { timeZone: 'Pacific/Honolulu' })
  const typeId = newId()
  for (const { id: locationId } of [kiritimati, honolulu]) {
    await aPrice(hospital, { locationId, typeId }, { amount: 100, effectiveFrom: '2026-03-15' })
    await aPrice(hospital, { locationId, typeId }, { amount: 200, effectiveFrom: '2026-03-16' })
    await aPrice(hospital, { locationId, typeId }, { amount: 300, effectiveFrom: '2026-03-17' })
  }
  hospital.setNow('2026-03-16T09:30:00.000Z')
  expect(await priceOf([typeId], kiritimati.id)).toEqual([{ amount: 240, currency: 'EUR' }])
  expect(await priceOf([typeId], honolulu.id)).toEqual([{ amount: 120, currency: 'EUR' }])
  hospital.setNow('2026-03-16T10:30:00.000Z')
  expect(await priceOf([typeId], kiritimati.id)).toEqual([{ amount: 360, currency: 'EUR' }])
  expect(await priceOf([typeId], honolulu.id)).toEqual([{ amount: 240, currency: 'EUR' }])
})

test('a service without a price, or at a location that nobody knows, has none', async () => {
  const { id } = await aLocation(hospital)
  expect(await priceOf([newId()], id)).toEqual([null])
  expect(await priceOf([newId()], 'garbage')).toEqual([null])
})

test('a price list of any length costs two statements', async () => {
  const { id: locationId } = await aLocation(hospital)
  const typeIds = Array.from({ length: 20 }, () => newId())
  for (const typeId of typeIds) await aPrice(hospital, { locationId, typeId })
  const before = hospital.runtime.database.statements()
  expect(await priceOf(typeIds, locationId, 'VET')).toHaveLength(20)
  expect(hospital.runtime.database.statements() - before).toBe(2)
})
