import fc from 'fast-check'
import { newId } from '@vetgraph/kit/ids'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InventoryCategory } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem, stocked } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')
const modelRuns = Number(process.env['STOCK_MODEL_RUNS'] ?? 3)

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

const inDays = (days: number) => addDays(dayOf(hospital.now(), 'Europe/Dublin'), days)

const receipt = `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id onHand } }`
const receive = (
  input: { itemId: string; locationId: string; quantity: number } & Record<string, unknown>,
  { viewer = staff, idempotencyKey = null as string | null } = {},
) => hospital.graphql(viewer, receipt, { input }, { idempotencyKey })

interface LotSeen {
  id: string
  number: string | null
  onHand: number
}

const lotsOf = async (itemId: string, fields = 'number onHand') => {
  const { data, errors } = await hospital.graphql(
    staff,
    `query ($itemId: ID!) { lots(filter: { itemId: $itemId, withEmpty: true }, first: 50) { nodes { id ${fields} } } }`,
    { itemId },
  )
  expect(errors).toEqual([])
  return (data['lots'] as { nodes: LotSeen[] }).nodes
}
const leftOf = async (itemId: string) =>
  Object.fromEntries((await lotsOf(itemId)).map(({ number, onHand }) => [number ?? 'unknown', onHand]))

/** An item of which three lots have arrived, the last to expire first. */
async function threeLots(overrides: Parameters<typeof anItem>[1] = {}) {
  const { id: itemId } = await anItem(hospital, overrides)
  const locationId = await aLocation(hospital)
  for (const [lotNumber, quantity, days] of [
    ['C', 3, 300],
    ['A', 10, 30],
    ['B', 7, 90],
  ] as const)
    await receive({ itemId, locationId, quantity, lotNumber, expiresOn: inDays(days), cost: quantity * 100 })
  return { itemId, locationId }
}

const use = (place: { itemId: string; locationId: string }, quantity: number, more = {}) =>
  adjust(hospital, { ...place, quantity: -quantity, kind: 'USE', ...more })

test('I2: what is used is split over lots, the first to expire first', async () => {
  const place = await threeLots()
  expect((await use(place, 12)).errors).toEqual([])
  expect(await leftOf(place.itemId)).toEqual({ A: 0, B: 5, C: 3 })
})

test('I1, I2: thirty uses at once of lots of 10, 7 and 3 take exactly what there is, in the order of expiry', async () => {
  const place = await threeLots()
  const answers = await Promise.all(Array.from({ length: 30 }, () => use(place, 1)))
  const refused = answers.flatMap(({ errors }) => errors)
  expect(refused).toHaveLength(10)
  expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'CONFLICT', field: 'quantity' })))
  expect(await leftOf(place.itemId)).toEqual({ A: 0, B: 0, C: 0 })
  const moved = await hospital.admin`
    select lot.number from inventory.stock_movements as moved join inventory.lots as lot on lot.id = moved.lot_id
    where moved.item_id = ${place.itemId} and moved.kind = 'USE' order by moved.id`
  expect(moved.map(({ number }) => number as string).join('')).toBe('AAAAAAAAAABBBBBBBCCC')
})

test('I3: an expired lot is not used, but counted, returned and written off', async () => {
  const place = await threeLots()
  const [first] = await lotsOf(place.itemId)
  await hospital.admin`update inventory.lots set expires_on = ${inDays(-1)} where id = ${first!.id}`
  expect((await use(place, 11)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'quantity', extensions: { available: 10 } },
  ])
  expect((await use(place, 1, { lotId: first!.id })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'lotId' },
  ])
  expect((await use(place, 4)).errors).toEqual([])
  for (const kind of ['COUNT', 'RETURN', 'WRITE_OFF'])
    expect((await use(place, 1, { kind, lotId: first!.id })).errors).toEqual([])
  expect(await leftOf(place.itemId)).toEqual({ A: 7, B: 3, C: 3 })
})

test('I2: a lot is used on its last day at the location, and not on the day after', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  await receive({ itemId, locationId, quantity: 5, lotNumber: 'L', expiresOn: inDays(0) })
  expect((await use({ itemId, locationId }, 1)).errors).toEqual([])
  await hospital.admin`update inventory.lots set expires_on = ${inDays(-1)} where item_id = ${itemId}`
  expect((await use({ itemId, locationId }, 1)).errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('I4: no lot goes below zero; what supplies lack is taken from stock of which nothing is known', async () => {
  const supplies = await threeLots({ category: InventoryCategory.SUPPLIES })
  expect((await use(supplies, 22)).errors).toEqual([])
  expect(await leftOf(supplies.itemId)).toEqual({ A: 0, B: 0, C: 0, unknown: -2 })
  const [first] = await lotsOf(supplies.itemId)
  expect((await use(supplies, 1, { lotId: first!.id })).errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('I6: a delivery in boxes is counted in tablets exactly, and what is no whole thousandth is refused', async () => {
  const { id: itemId } = await anItem(hospital, { buyingUnit: 'box', unitsPerBuyingUnit: 32_125 })
  const locationId = await aLocation(hospital)
  const boxes = { itemId, locationId, unit: 'BUYING', lotNumber: 'L' }
  expect((await receive({ ...boxes, quantity: 3 })).data['receiveStock']).toMatchObject({ onHand: 96.375 })
  expect((await receive({ ...boxes, quantity: 0.5 })).errors).toMatchObject([{ field: 'quantity' }])
  expect((await receive({ ...boxes, quantity: 1, unit: 'STOCK' })).errors).toMatchObject([{ field: 'unit' }])
})

test.each([
  [{ quantity: 0 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: -1 }, 'BAD_USER_INPUT', 'quantity'],
  [{ expiresOn: '2020-01-31' }, 'BAD_USER_INPUT', 'expiresOn'],
  [{ cost: -1 }, 'BAD_USER_INPUT', 'cost'],
  [{ itemId: newId() }, 'NOT_FOUND', 'itemId'],
  [{ locationId: newId() }, 'NOT_FOUND', 'locationId'],
])('a delivery with %j is refused, and nothing is written', async (change, code, field) => {
  const { itemId, locationId } = await stocked(hospital, 1)
  const viewer = asRole('ADMIN')
  const { errors } = await receive({ itemId, locationId, quantity: 1, lotNumber: 'L', ...change }, { viewer })
  expect(errors).toMatchObject([{ code, field }])
  expect(await lotsOf(itemId)).toHaveLength(1)
})

test('a lot that is known with another expiry is a CONFLICT', async () => {
  const place = await threeLots()
  const { errors } = await receive({ ...place, quantity: 1, lotNumber: 'A', expiresOn: inDays(31) })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'expiresOn' }])
})

test('B7: a repeated delivery is taken once, and only by those who may', async () => {
  const { itemId, locationId } = await stocked(hospital, 1)
  const input = { itemId, locationId, quantity: 5 }
  const idempotencyKey = newId()
  for (let time = 0; time < 2; time++)
    expect((await receive(input, { idempotencyKey })).data['receiveStock']).toMatchObject({ onHand: 6 })
  const { errors } = await receive(input, { viewer: asRole('OWNER', { ownerId: newId() }) })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'inventory:receive' } }])
})

test('I5: lots that expire soon or have expired are listed, the first first, and medication of unknown expiry', async () => {
  const place = await threeLots()
  await adjust(hospital, { ...place, quantity: 2 })
  const bandage = await anItem(hospital, { category: InventoryCategory.SUPPLIES })
  await adjust(hospital, { itemId: bandage.id, locationId: place.locationId, quantity: 2 })
  const list = `query ($at: ID!, $days: Int!, $after: String) { expiringLots(locationId: $at, days: $days, first: 2, after: $after) {
    totalCount nodes { number expired onHand item { name } } pageInfo { endCursor } } }`
  const ask = async (days: number, after: string | null = null) =>
    (await hospital.graphql(staff, list, { at: place.locationId, days, after })).data['expiringLots'] as {
      totalCount: number
      nodes: LotSeen[]
      pageInfo: { endCursor: string }
    }
  expect((await ask(30)).nodes.map(({ number }) => number)).toEqual(['A', null])
  const page = await ask(90)
  expect(page).toMatchObject({ totalCount: 3, nodes: [{ number: 'A', expired: false }, { number: 'B' }] })
  expect((await ask(90, page.pageInfo.endCursor)).nodes).toMatchObject([{ number: null, onHand: 2 }])
})

test('low stock of a location is listed', async () => {
  const low = await stocked(hospital, 5)
  const { data } = await hospital.graphql(
    asRole('VET'),
    'query ($at: ID!) { lowStockItems(locationId: $at) { nodes { id } } }',
    { at: low.locationId },
  )
  expect(data['lowStockItems']).toEqual({ nodes: [{ id: low.itemId }] })
})

const history = `query ($id: ID!, $at: DateTime!) { inventoryItem(id: $id) {
  usage { month quantity }
  movements { nodes { kind quantity reason lot { number } location { id } } }
  stockAsOf(at: $at) { location { id } onHand value withoutCost } } }`

test('an item shows its movements, its use by month, and its stock and value at any instant', async () => {
  const place = await threeLots()
  await adjust(hospital, { ...place, quantity: 2 })
  await use(place, 11.5)
  const { data, errors } = await hospital.graphql(staff, history, {
    id: place.itemId,
    at: hospital.now().toISOString(),
  })
  expect(errors).toEqual([])
  const item = data['inventoryItem'] as { movements: { nodes: unknown[] } }
  expect(item).toMatchObject({
    usage: [{ month: dayOf(hospital.now(), 'Europe/Dublin').slice(0, 7), quantity: 11.5 }],
    stockAsOf: [
      {
        location: { id: place.locationId },
        onHand: 10.5,
        value: { amount: 850, currency: 'EUR' },
        withoutCost: 2,
      },
    ],
  })
  expect(item.movements.nodes).toHaveLength(6)
  expect(item.movements.nodes.slice(0, 2)).toMatchObject([
    { kind: 'USE', quantity: -1.5, lot: { number: 'B' } },
    { kind: 'USE', quantity: -10, lot: { number: 'A' } },
  ])
  const before = await hospital.graphql(staff, history, { id: place.itemId, at: '2020-01-01T00:00:00Z' })
  expect(before.data['inventoryItem']).toMatchObject({ stockAsOf: [] })
})

test('I1: after any movements on-hand is the sum of movements and the sum of lots, and no lot is below zero', async () => {
  const step = fc.record({
    what: fc.constantFrom('receive', 'use', 'count', 'wastage', 'found'),
    thousandths: fc.integer({ min: 1, max: 9000 }),
    days: fc.integer({ min: 0, max: 400 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      async (rounds) => {
        const { id: itemId } = await anItem(hospital)
        const locationId = await aLocation(hospital)
        const place = { itemId, locationId }
        for (const round of rounds)
          await Promise.all(
            round.map(({ what, thousandths, days }) => {
              const quantity = thousandths / 1000
              if (what === 'receive')
                return receive({ ...place, quantity, expiresOn: inDays(days), cost: thousandths })
              if (what === 'found') return adjust(hospital, { ...place, quantity })
              return use(place, quantity, { kind: what.toUpperCase() })
            }),
          )
        const [sums] = await hospital.admin`select
        (select coalesce(sum(on_hand), 0)::int from inventory.stock_levels where item_id = ${itemId}) as levels,
        (select coalesce(sum(quantity), 0)::int from inventory.stock_movements where item_id = ${itemId}) as moved,
        (select coalesce(sum(on_hand), 0)::int from inventory.lots where item_id = ${itemId}) as lots,
        (select coalesce(min(on_hand), 0)::int from inventory.lots where item_id = ${itemId}) as least`
        expect(sums!['moved']).toBe(sums!['levels'])
        expect(sums!['lots']).toBe(sums!['levels'])
        expect(sums!['least']).toBeGreaterThanOrEqual(0)
      },
    ),
    { numRuns: modelRuns },
  )
}, 60_000)

test('I1: inventory itself may neither change lots nor begin one with stock', async () => {
  const { itemId, locationId } = await stocked(hospital, 1)
  const { sql } = hospital.runtime.database
  for (const attempt of [sql`update inventory.lots set on_hand = 5`, sql`delete from inventory.lots`])
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  const [lot] = await sql`
    insert into inventory.lots (id, item_id, location_id, number, received, received_at, on_hand)
    values (${newId()}, ${itemId}, ${locationId}, 'X', 5, now(), 5) returning on_hand::int`
  expect(lot).toEqual({ on_hand: 0 })
})
