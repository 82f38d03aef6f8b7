import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem, stocked } from '../testing.ts'
import { checkExpiry } from './expiry-check.service.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

const told = async (event: string, locationId: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task === `notifications:${event}` && payload['locationId'] === locationId)
    .map(({ payload }) => payload)

test('I7: low stock is told once per crossing of the reorder level, however the stock moves', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const by = async (quantity: number) =>
    expect((await adjust(hospital, { itemId, locationId, quantity })).errors).toEqual([])
  const low = () => told('stock.ran-low', locationId)
  await by(-4)
  expect(await low()).toEqual([])
  await by(-1)
  const first = { itemId, locationId, item: 'Carprofen 50 mg tablets', unit: 'tablet', reorderLevel: 5 }
  expect(await low()).toMatchObject([{ ...first, onHand: 5 }])
  await by(-2)
  await by(1)
  expect(await low()).toHaveLength(1)
  await by(6)
  await by(-7)
  expect(await low()).toMatchObject([{ onHand: 5 }, { ...first, onHand: 3 }])
})

test('I7: of two who take from the shelf at once, one crosses the reorder level', async () => {
  const { itemId, locationId } = await stocked(hospital, 12)
  await Promise.all(Array.from({ length: 6 }, () => adjust(hospital, { itemId, locationId, quantity: -2 })))
  expect(await told('stock.ran-low', locationId)).toMatchObject([{ onHand: 4 }])
})

/** A lot of one tablet that expires in some days, from today. */
async function aLot(locationId: string, days: number) {
  const { id: itemId } = await anItem(hospital)
  const expiresOn = addDays(dayOf(hospital.now(), 'Europe/Dublin'), days)
  const { errors } = await hospital.graphql(
    staff,
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }',
    { input: { itemId, locationId, quantity: 1, lotNumber: newId().slice(0, 8), expiresOn } },
  )
  expect(errors).toEqual([])
}

const onDay = (days: number) => {
  const now = addMinutes(hospital.now(), days * 24 * 60)
  return checkExpiry({ ...hospital.context(), now: () => now })
}

test('I7: a lot is told once when it comes within 30 days of its last, and once when it has expired', async () => {
  const locationId = await aLocation(hospital)
  for (const days of [2, 29, 30, 31, 33, 200]) await aLot(locationId, days)
  const said = async () =>
    (await told('stock.expiring', locationId)).map(({ expiring, expired }) => [expiring, expired])
  await onDay(0)
  await onDay(0)
  expect(await said()).toEqual([[3, 0]])
  await onDay(1)
  await onDay(2)
  expect(await said()).toEqual([
    [3, 0],
    [1, 0],
  ])
  await onDay(3)
  expect((await said()).at(-1)).toEqual([1, 1])
  await onDay(29)
  expect(await said()).toHaveLength(3)
})

test('I7: nights that were missed are made up for, and the first night tells of all', async () => {
  const locationId = await aLocation(hospital)
  for (const days of [5, 40, 300]) await aLot(locationId, days)
  await onDay(100)
  await Promise.all([onDay(280), onDay(280), onDay(280)])
  expect(await told('stock.expiring', locationId)).toMatchObject([
    { expiring: 0, expired: 2 },
    { expiring: 1, expired: 0, days: 30 },
  ])
})
