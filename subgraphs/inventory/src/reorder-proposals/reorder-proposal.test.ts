import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { aSupplier, aSupplierItem } from '../suppliers/supplier.factory.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

/** An item with a reorder level of 5 of which a location has some. */
async function kept(locationId: string, quantity: number, overrides: Parameters<typeof anItem>[1] = {}) {
  const item = await anItem(hospital, overrides)
  await adjust(hospital, { itemId: item.id, locationId, quantity, kind: 'COUNT' })
  return item.id
}

const proposals = async (locationId: string, viewer = staff) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($id: ID!) { reorderProposals(locationId: $id) {
      item { id } onHand onOrder used reorderAt packs supplierItem { id supplier { id } } } }`,
    { id: locationId },
  )
  return { errors, list: (data['reorderProposals'] ?? []) as Array<{ item: { id: string } }> }
}

test('I7: what is at its reorder level is proposed by whole packs of its preferred supplier, less what is on order', async () => {
  const locationId = await aLocation(hospital)
  const low = await kept(locationId, 4)
  await kept(locationId, 40)
  await kept(locationId, 1, { active: false })
  await kept(await aLocation(hospital), 1)
  const { id: supplierId } = await aSupplier(hospital)
  const { id: cheaperId } = await aSupplier(hospital)
  const entry = await aSupplierItem(hospital, { supplierId, itemId: low, packSize: 4, preferred: true })
  await aSupplierItem(hospital, {
    ...{ supplierId: cheaperId, itemId: low, packSize: 4, price: { amount: 1, currency: 'EUR' } },
  })
  const proposed = {
    ...{ item: { id: low }, onHand: 4, used: 0, reorderAt: 5 },
    supplierItem: { id: entry.id, supplier: { id: supplierId } },
  }
  expect((await proposals(locationId)).list).toEqual([{ ...proposed, onOrder: 0, packs: 2 }])
  const { errors } = await hospital.graphql(
    staff,
    'mutation ($input: CreatePurchaseOrderInput!) { createPurchaseOrder(input: $input) { id } }',
    { input: { locationId, supplierId, note: '', lines: [{ supplierItemId: entry.id, packs: 1 }] } },
  )
  expect(errors).toEqual([])
  expect((await proposals(locationId)).list).toEqual([])
})

test('I7: what another location has sent counts until it arrives, or until nobody expects it any more', async () => {
  const [from, to] = [await aLocation(hospital), await aLocation(hospital)]
  const itemId = await kept(to, 4)
  await adjust(hospital, { itemId, locationId: from, quantity: 20 })
  expect((await proposals(to)).list).toMatchObject([{ item: { id: itemId }, onOrder: 0 }])
  const [lot] = await hospital.admin`
    select id from inventory.lots where item_id = ${itemId} and location_id = ${from}`
  const { data, errors } = await hospital.graphql(
    staff,
    'mutation ($input: TransferStockInput!) { transferStock(input: $input) { id version } }',
    { input: { lotId: lot!['id'] as string, toLocationId: to, quantity: 10 } },
  )
  expect(errors).toEqual([])
  expect((await proposals(to)).list).toEqual([])
  const received = await hospital.graphql(
    staff,
    'mutation ($input: ReceiveTransferInput!) { receiveTransfer(input: $input) { status } }',
    {
      input: {
        ...(data['transferStock'] as { id: string; version: number }),
        ...{ quantity: 1, differenceReason: 'Nine are missing' },
      },
    },
  )
  expect(received.errors).toEqual([])
  expect((await proposals(to)).list).toMatchObject([{ item: { id: itemId }, onHand: 5, onOrder: 0 }])
})

test('I7: what is used fast is proposed before its reorder level, by the days until a delivery', async () => {
  const locationId = await aLocation(hospital)
  const itemId = await kept(locationId, 100)
  await adjust(hospital, { itemId, locationId, quantity: -90, kind: 'USE' })
  const { id: supplierId } = await aSupplier(hospital)
  expect((await proposals(locationId)).list).toEqual([])
  await aSupplierItem(hospital, { supplierId, itemId, packSize: 10, leadDays: 12 })
  expect((await proposals(locationId)).list).toMatchObject([
    { item: { id: itemId }, onHand: 10, used: 90, reorderAt: 12, packs: 4 },
  ])
})

test('an item that nobody sells is proposed without packs, and a location that one does not see is refused', async () => {
  const locationId = await aLocation(hospital)
  const itemId = await kept(locationId, 2)
  expect((await proposals(locationId)).list).toMatchObject([
    { item: { id: itemId }, packs: null, supplierItem: null },
  ])
  const elsewhere = asRole('TECHNICIAN', {
    grants: [{ locationId: newId(), permissions: staff.grants[0]!.permissions }],
  })
  expect((await proposals(locationId, elsewhere)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await proposals(newId())).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'locationId' }])
})
