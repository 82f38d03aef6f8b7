import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { aLocation, anItem, stocked } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

async function ask(query: string, variables: Record<string, unknown>, viewer = staff) {
  const { data, errors } = await hospital.graphql(viewer, query, variables)
  expect(errors).toEqual([])
  return data
}

const dashboard = async (id: string, viewer = staff, fields = 'lowStockItems expiringLots') =>
  (await ask(`query ($id: ID!) { inventoryDashboard(locationId: $id) { ${fields} } }`, { id }, viewer))[
    'inventoryDashboard'
  ]

const receive = (locationId: string, itemId: string, expiresOn: string) =>
  ask('mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }', {
    input: { itemId, locationId, quantity: 100, lotNumber: newId(), expiresOn },
  })

test('I5: items that run low and lots that expire are as many as their lists have', async () => {
  const { locationId } = await stocked(hospital, 5)
  const { id: itemId } = await anItem(hospital)
  await receive(locationId, itemId, '2026-04-15')
  await receive(locationId, itemId, '2026-04-16')
  await stocked(hospital, 1)
  expect(await dashboard(locationId)).toEqual({ lowStockItems: 1, expiringLots: 2 })
  expect(
    await ask(
      `query ($id: ID!) { lowStockItems(locationId: $id) { totalCount }
        expiringLots(locationId: $id, days: 30) { totalCount } }`,
      { id: locationId },
    ),
  ).toEqual({ lowStockItems: { totalCount: 1 }, expiringLots: { totalCount: 2 } })
})

test('whoever may not see the stock of a location is told no figure, without an error', async () => {
  const id = await aLocation(hospital)
  expect(await dashboard(id, asRole('OWNER', { ownerId: newId() }))).toBeNull()
  const elsewhere = { grants: [{ locationId: newId(), permissions: staff.grants[0]!.permissions }] }
  expect(await dashboard(id, asRole('TECHNICIAN', elsewhere))).toBeNull()
})

test('a figure is one statement', async () => {
  const id = await aLocation(hospital)
  await dashboard(id)
  const { database } = hospital.runtime
  const before = database.statements()
  await dashboard(id, staff, 'lowStockItems')
  expect(database.statements() - before).toBe(1)
})
