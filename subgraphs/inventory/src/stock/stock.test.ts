import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InventoryCategory } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, adjustment, aLocation, anItem, stocked } from '../testing.ts'

let hospital: TestSubgraph
const peers = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (_type, ids) => ids.map((id) => peers.get(id) ?? null))
})
afterAll(() => hospital.close())

const movementsOf = (itemId: string) => hospital.admin`
  select location_id, quantity::int, reason, actor_id from inventory.stock_movements
  where item_id = ${itemId} order by at, id`

const onHandOf = async (itemId: string) => {
  const [row] = await hospital.admin`
    select coalesce(sum(on_hand), 0)::int as on_hand from inventory.stock_levels where item_id = ${itemId}`
  return row!['on_hand'] as number
}

test('I1: on-hand is the sum of movements, each with its reason and actor, and audited', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  const viewer = asRole('TECHNICIAN')
  await adjust(hospital, { itemId, locationId, quantity: 10, reason: ' Delivery ' }, { viewer })
  const { data, errors } = await adjust(hospital, { itemId, locationId, quantity: -7.125 }, { viewer })
  expect(errors).toEqual([])
  expect(data['adjustStock']).toEqual({
    id: itemId,
    onHand: 2.875,
    stock: [{ location: { id: locationId }, onHand: 2.875, low: true, negative: false }],
    low: true,
  })
  expect([...(await movementsOf(itemId))]).toEqual([
    { location_id: locationId, quantity: 10_000, reason: 'Delivery', actor_id: viewer.userId },
    { location_id: locationId, quantity: -7125, reason: 'Counted', actor_id: viewer.userId },
  ])
  expect(await hospital.audited(itemId)).toMatchObject([
    {
      action: 'stock.adjust',
      actorId: viewer.userId,
      before: { onHand: 0 },
      after: { onHand: 10, quantity: 10 },
    },
    {
      action: 'stock.adjust',
      before: { onHand: 10 },
      after: { onHand: 2.875, quantity: -7.125, reason: 'Counted' },
    },
  ])
})

test('I1: of two parallel withdrawals of 6 from 10, exactly one fails', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const answers = await Promise.all([1, 2].map(() => adjust(hospital, { itemId, locationId, quantity: -6 })))
  const errors = answers.flatMap((answer) => answer.errors)
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'quantity' }])
  expect(await onHandOf(itemId)).toBe(4000)
  expect(await movementsOf(itemId)).toHaveLength(2)
})

test('I1: twenty first movements at once are all counted', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => adjust(hospital, { itemId, locationId, quantity: 0.1 })),
  )
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(await onHandOf(itemId)).toBe(2000)
})

test.each([
  ['medication', { category: InventoryCategory.MEDICATION }],
  ['equipment', { category: InventoryCategory.EQUIPMENT }],
  ['a controlled consumable', { category: InventoryCategory.SUPPLIES, controlled: true }],
])('I4: stock of %s never goes below zero, and nothing is written', async (_name, item) => {
  const { itemId, locationId } = await stocked(hospital, 2, item)
  const { errors } = await adjust(hospital, { itemId, locationId, quantity: -2.001 })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'quantity' }])
  expect(await movementsOf(itemId)).toHaveLength(1)
  expect(await hospital.audited(itemId)).toHaveLength(1)
  expect(await onHandOf(itemId)).toBe(2000)
})

test('I4: supplies may go below zero, for care must not stop, and are marked for counting', async () => {
  const { itemId, locationId } = await stocked(hospital, 2, { category: InventoryCategory.SUPPLIES })
  const { data, errors } = await adjust(hospital, { itemId, locationId, quantity: -5 })
  expect(errors).toEqual([])
  expect(data['adjustStock']).toMatchObject({
    onHand: -3,
    stock: [{ onHand: -3, negative: true, low: true }],
  })
})

test('B7: the same Idempotency-Key books once; another input under it is refused', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const request = { viewer: asRole('TECHNICIAN'), idempotencyKey: newId() }
  const answers = []
  for (let time = 0; time < 3; time++) {
    answers.push(await adjust(hospital, { itemId, locationId, quantity: -1 }, request))
  }
  expect(answers.map(({ data }) => (data['adjustStock'] as { onHand: number }).onHand)).toEqual([9, 9, 9])
  const { errors } = await adjust(hospital, { itemId, locationId, quantity: -2 }, request)
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'Idempotency-Key' }])
  expect(await onHandOf(itemId)).toBe(9000)
})

test('B7: a repetition is answered the first result though the item is out of use by then', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const request = { viewer: asRole('TECHNICIAN'), idempotencyKey: newId() }
  await adjust(hospital, { itemId, locationId, quantity: -10 }, request)
  await hospital.admin`update inventory.inventory_items set active = false where id = ${itemId}`
  const { data, errors } = await adjust(hospital, { itemId, locationId, quantity: -10 }, request)
  expect(errors).toEqual([])
  expect(data['adjustStock']).toMatchObject({ id: itemId, onHand: 0 })
})

test('B7: five repetitions at the same time book once', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const request = { viewer: asRole('TECHNICIAN'), idempotencyKey: newId() }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => adjust(hospital, { itemId, locationId, quantity: -4 }, request)),
  )
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(await onHandOf(itemId)).toBe(6000)
})

test.each([
  [{ quantity: 0 }, 'quantity'],
  [{ quantity: 0.0005 }, 'quantity'],
  [{ quantity: 1_000_001 }, 'quantity'],
  [{ reason: '   ' }, 'reason'],
  [{ reason: 'x'.repeat(501) }, 'reason'],
])('a correction with %j is refused and writes nothing', async (change, field) => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const { errors } = await adjust(hospital, { itemId, locationId, quantity: 1, ...change })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(await movementsOf(itemId)).toHaveLength(1)
})

test('stock of what nobody knows or nobody uses any more is not corrected', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const retired = await anItem(hospital, { active: false })
  const errorsOf = async (change: { itemId?: string; locationId?: string }) =>
    (await adjust(hospital, { itemId, locationId, quantity: 1, ...change })).errors
  expect(await errorsOf({ itemId: newId() })).toMatchObject([{ code: 'NOT_FOUND', field: 'itemId' }])
  expect(await errorsOf({ itemId: 'garbage' })).toMatchObject([{ code: 'NOT_FOUND', field: 'itemId' }])
  expect(await errorsOf({ locationId: newId() })).toMatchObject([{ code: 'NOT_FOUND', field: 'locationId' }])
  expect(await errorsOf({ itemId: retired.id })).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'itemId' }])
  expect(await movementsOf(retired.id)).toHaveLength(0)
  expect(await movementsOf(itemId)).toHaveLength(1)
})

test('a location that was made a moment ago is asked of identity and kept', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = newId()
  peers.set(locationId, {
    id: locationId,
    version: 1,
    name: 'New branch',
    active: true,
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
  })
  const { errors } = await adjust(hospital, { itemId, locationId, quantity: 1 })
  expect(errors).toEqual([])
  const kept = await hospital.admin`select name from inventory.location_refs where id = ${locationId}`
  expect([...kept]).toEqual([{ name: 'New branch' }])
})

test('only those who may adjust stock do, and only at their locations', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const input = { itemId, locationId, quantity: 1 }
  expect(
    (await hospital.graphql(null, adjustment, { input: { ...input, reason: 'x' } })).errors,
  ).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  const elsewhere = asRole('TECHNICIAN', {
    grants: [{ locationId: newId(), permissions: new Set(builtInRoles.TECHNICIAN.permissions) }],
  })
  for (const viewer of [asRole('RECEPTIONIST'), asRole('OWNER', { ownerId: newId() }), elsewhere]) {
    const { errors } = await adjust(hospital, input, { viewer })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'inventory:adjust' } }])
  }
  expect(await movementsOf(itemId)).toHaveLength(1)
})

test('I1: inventory itself may neither change movements nor write levels', async () => {
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update inventory.stock_movements set quantity = 1`,
    sql`delete from inventory.stock_movements`,
    sql`update inventory.stock_levels set on_hand = 0`,
    sql`insert into inventory.stock_levels values (${newId()}, ${newId()}, 1, true)`,
    sql`delete from inventory.stock_levels`,
    sql`delete from inventory.audit_entries`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
})

const changes = `subscription ($filter: StockChangeFilter) { stockChanged(filter: $filter) {
  onHand quantity at location { id } item { id onHand low } } }`

test('staff hear live of every movement that they asked for, with the stock of that moment', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const elsewhere = await aLocation(hospital)
  const { next } = await hospital.subscribe(asRole('RECEPTIONIST'), changes, {
    filter: { itemId, locationId },
  })
  await stocked(hospital, 1)
  await adjust(hospital, { itemId, locationId: elsewhere, quantity: 3 })
  await adjust(hospital, { itemId, locationId, quantity: -4 })
  const change = { location: { id: locationId }, at: hospital.now().toISOString() }
  expect((await next!())?.data).toEqual({
    stockChanged: { ...change, onHand: 6, quantity: -4, item: { id: itemId, onHand: 9, low: true } },
  })
  await adjust(hospital, { itemId, locationId, quantity: 20 })
  expect((await next!())?.data).toEqual({
    stockChanged: { ...change, onHand: 26, quantity: 20, item: { id: itemId, onHand: 29, low: true } },
  })
})

test('AU6: staff of one location do not hear of the stock of another', async () => {
  const { itemId, locationId } = await stocked(hospital, 10)
  const elsewhere = await aLocation(hospital)
  const viewer = asRole('VET', {
    grants: [{ locationId: elsewhere, permissions: new Set(builtInRoles.VET.permissions) }],
  })
  const { next } = await hospital.subscribe(viewer, changes)
  await adjust(hospital, { itemId, locationId, quantity: 1 })
  await adjust(hospital, { itemId, locationId: elsewhere, quantity: 2 })
  expect((await next!())?.data).toMatchObject({
    stockChanged: { quantity: 2, location: { id: elsewhere }, item: { onHand: 2 } },
  })
})

test('whoever may not see stock cannot listen to it', async () => {
  expect((await hospital.subscribe(null, changes)).errors).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ])
  expect((await hospital.subscribe(asRole('OWNER', { ownerId: newId() }), changes)).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ])
})
