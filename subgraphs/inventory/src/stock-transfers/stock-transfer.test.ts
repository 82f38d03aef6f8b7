import fc from 'fast-check'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InventoryCategory, type InventoryItemRow } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')
const witnessId = newId()
const proofs = new Map<string, object>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (type, ids) =>
    ids.map((id) => (type === 'WitnessProof' ? ((proofs.get(id) ?? null) as never) : null)),
  )
})
afterAll(() => hospital.close())

/** A proof as identity answers it. */
function proof(locationId: string) {
  const id = newId()
  proofs.set(id, { witness: { id: witnessId }, actor: { id: staff.userId }, location: { id: locationId } })
  return id
}

interface Transfer {
  id: string
  version: number
  status: string
  inTransit: number
}

const fields = `id version status quantity received returned writtenOff inTransit value lotNumber expiresOn
  differenceReason note from { id } to { id } sentBy { id } lastReceivedBy { id } item { id inTransit }`

/** Sends a verb of transfers, by its name and that of its input. */
const send = (
  verb: string,
  input: Record<string, unknown>,
  { viewer = staff, idempotencyKey = null as string | null } = {},
) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${fields} } }`,
    { input },
    { idempotencyKey },
  )

async function done(verb: string, input: Record<string, unknown>): Promise<Transfer> {
  const { data, errors } = await send(verb, input)
  expect(errors).toEqual([])
  return data[verb] as Transfer
}

const inDays = (days: number) => addDays(dayOf(hospital.now(), 'Europe/Dublin'), days)

/** Ten of lot A at one location, which have cost 10.00, and another location that has none. */
async function twoPlaces(overrides: Partial<InventoryItemRow> = {}) {
  const { id: itemId } = await anItem(hospital, overrides)
  const [from, to] = [await aLocation(hospital), await aLocation(hospital)]
  const { errors } = await hospital.graphql(
    staff,
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }',
    { input: { itemId, locationId: from, quantity: 10, lotNumber: 'A', expiresOn: inDays(90), cost: 1000 } },
  )
  expect(errors).toEqual([])
  const [lot] = await hospital.admin`select id from inventory.lots where item_id = ${itemId}`
  return { itemId, from, to, lotId: lot!['id'] as string }
}

async function sent(quantity = 6, overrides: Partial<InventoryItemRow> = {}) {
  const place = await twoPlaces(overrides)
  const transfer = await done('transferStock', { lotId: place.lotId, toLocationId: place.to, quantity })
  return { ...transfer, ...place }
}

const receive = ({ id, version }: Transfer, quantity: number, more: object = {}) =>
  done('receiveTransfer', { id, version, quantity, ...more })

const lotsAt = async (itemId: string, locationId: string) => [
  ...(await hospital.admin`
    select number, expires_on::text, on_hand::int, cost::int, currency from inventory.lots
    where item_id = ${itemId} and location_id = ${locationId} order by received_at, id`),
]

const onHand = async (itemId: string, locationId: string) => {
  const { data } = await hospital.graphql(
    asRole('VET'),
    'query ($id: ID!, $at: ID!) { inventoryItem(id: $id) { onHand(locationId: $at) } }',
    { id: itemId, at: locationId },
  )
  return (data['inventoryItem'] as { onHand: number }).onHand
}

const lotsInTransit = async (itemId: string) => {
  const { data } = await hospital.graphql(
    asRole('VET'),
    'query ($id: ID!) { lots(filter: { itemId: $id, withEmpty: true }, first: 5) { nodes { number inTransit } } }',
    { id: itemId },
  )
  return (data['lots'] as { nodes: unknown[] }).nodes
}

const movementsOf = async (itemId: string) =>
  (
    await hospital.admin`select kind::text, quantity::int, reason from inventory.stock_movements
      where item_id = ${itemId} order by at, id`
  ).map(({ kind, quantity, reason }) => [kind, quantity / 1000, reason])

test('I11: what is sent leaves its shelf, is nobody’s, and arrives as a lot of the same number, expiry and cost', async () => {
  const transfer = await sent(6)
  const { itemId, from, to } = transfer
  expect(transfer).toMatchObject({
    ...{ status: 'IN_TRANSIT', quantity: 6, inTransit: 6, received: 0, lotNumber: 'A' },
    ...{ value: { amount: 600, currency: 'EUR' }, sentBy: { id: staff.userId } },
    item: { inTransit: 6 },
  })
  expect([await onHand(itemId, from), await onHand(itemId, to)]).toEqual([4, 0])
  // Whoever recalls the lot learns of it, too (I9).
  expect(await lotsInTransit(itemId)).toEqual([{ number: 'A', inTransit: 6 }])
  const use = { itemId, locationId: to, kind: 'USE', quantity: -1 }
  expect((await adjust(hospital, use)).errors).toMatchObject([{ code: 'CONFLICT', field: 'quantity' }])
  expect(await receive(transfer, 6)).toMatchObject({
    ...{ status: 'RECEIVED', received: 6, inTransit: 0, value: { amount: 0 } },
    ...{ from: { id: from }, to: { id: to }, lastReceivedBy: { id: staff.userId }, item: { inTransit: 0 } },
  })
  expect(await lotsAt(itemId, to)).toMatchObject([
    { number: 'A', expires_on: inDays(90), on_hand: 6000, cost: 600, currency: 'EUR' },
  ])
  expect((await adjust(hospital, use)).errors).toEqual([])
  expect(await movementsOf(itemId)).toEqual([
    ['RECEIPT', 10, 'Delivery'],
    ['TRANSFER_OUT', -6, 'Sent to Harbour Street'],
    ['TRANSFER_IN', 6, 'Sent by Harbour Street'],
    ['USE', -1, 'Counted'],
  ])
  expect((await hospital.audited(itemId)).map(({ action }) => action)).toContain('stock.transfer')
})

test('it arrives in parts, whose costs are together that of what was sent', async () => {
  const transfer = await sent(1)
  const first = await receive(transfer, 0.333)
  expect(first).toMatchObject({ status: 'PARTLY_RECEIVED', received: 0.333, inTransit: 0.667 })
  const second = await receive(first, 0.333)
  expect(await receive(second, 0.334)).toMatchObject({ status: 'RECEIVED' })
  const costs = (await lotsAt(transfer.itemId, transfer.to)).map(({ cost }) => cost as number)
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(100)
})

test('what does not arrive is said with a reason, and the sender takes it back or writes it off', async () => {
  const transfer = await sent(6)
  const { id, itemId, from, to } = transfer
  const differs = await receive(transfer, 3, { differenceReason: 'Three were broken' })
  expect(differs).toMatchObject({ status: 'DIFFERS', received: 3, inTransit: 3 })
  const back = { id, version: differs.version, reason: 'Found in the van', to: 'STOCK', quantity: 1 }
  const found = await done('returnTransfer', back)
  expect(found).toMatchObject({ status: 'DIFFERS', returned: 1, inTransit: 2 })
  const lost = { id, version: found.version, reason: 'Broken on the way', to: 'WRITE_OFF' }
  expect(await done('returnTransfer', lost)).toMatchObject({
    ...{ status: 'RECEIVED', received: 3, returned: 1, writtenOff: 2, inTransit: 0 },
  })
  expect([await onHand(itemId, from), await onHand(itemId, to)]).toEqual([5, 3])
  expect((await movementsOf(itemId)).slice(-2)).toEqual([
    ['TRANSFER_IN', 2, 'Broken on the way'],
    ['WRITE_OFF', -2, 'Broken on the way'],
  ])
})

test('the sender cancels what nobody has received; nothing moves of it afterwards', async () => {
  const transfer = await sent(6)
  const { id, itemId, from } = transfer
  const cancel = { id, version: transfer.version, reason: 'Wrong box', to: 'STOCK' }
  const cancelled = await done('returnTransfer', cancel)
  expect(cancelled).toMatchObject({ status: 'CANCELLED', returned: 6, inTransit: 0 })
  expect(await onHand(itemId, from)).toBe(10)
  const late = { id, version: cancelled.version, quantity: 1 }
  expect((await send('receiveTransfer', late)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
})

test.each([
  [{ quantity: 0 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: -1 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: 11 }, 'CONFLICT', 'quantity'],
  [{ lotId: newId() }, 'NOT_FOUND', 'lotId'],
  [{ toLocationId: newId() }, 'NOT_FOUND', 'toLocationId'],
  [{ toLocationId: 'here' }, 'BAD_USER_INPUT', 'toLocationId'],
])('sending with %j is refused, and nothing is written', async (change, code, field) => {
  const { itemId, lotId, from, to } = await twoPlaces()
  const input = { lotId, toLocationId: to, quantity: 1, ...change }
  if (input.toLocationId === 'here') input.toLocationId = from
  expect((await send('transferStock', input)).errors).toMatchObject([{ code, field }])
  expect(await onHand(itemId, from)).toBe(10)
  const [count] = await hospital.admin`
    select count(*)::int from inventory.stock_transfers where item_id = ${itemId}`
  expect(count).toEqual({ count: 0 })
})

test.each([
  [{ quantity: -1 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: 7 }, 'CONFLICT', 'quantity'],
  [{ quantity: 0 }, 'BAD_USER_INPUT', 'differenceReason'],
  [{ quantity: 6, differenceReason: 'Broken' }, 'BAD_USER_INPUT', 'differenceReason'],
  [{ version: 7 }, 'CONFLICT', 'version'],
])('receiving with %j is refused, and nothing is written', async (change, code, field) => {
  const { id, version, itemId, to } = await sent(6)
  const input = { id, version, quantity: 1, ...change }
  expect((await send('receiveTransfer', input)).errors).toMatchObject([{ code, field }])
  expect(await onHand(itemId, to)).toBe(0)
})

test('I4: of supplies too no more is sent than there is', async () => {
  const { id: itemId } = await anItem(hospital, { category: InventoryCategory.SUPPLIES })
  const [locationId, to] = [await aLocation(hospital), await aLocation(hospital)]
  await adjust(hospital, { itemId, locationId, quantity: 2 })
  const [lot] = await hospital.admin`select id from inventory.lots where item_id = ${itemId}`
  const input = { lotId: lot!['id'], toLocationId: to, quantity: 3 }
  expect((await send('transferStock', input)).errors).toMatchObject([{ code: 'CONFLICT', field: 'quantity' }])
  const transfer = await done('transferStock', { ...input, quantity: 2 })
  await receive(transfer, 2)
  expect(await lotsAt(itemId, to)).toMatchObject([{ number: null, expires_on: null, cost: null }])
})

test('I10: a controlled drug has a witness and a line of the register at both ends', async () => {
  const { itemId, lotId, from, to } = await twoPlaces({ controlled: true })
  const input = { lotId, toLocationId: to, quantity: 4 }
  for (const witnessProof of [undefined, proof(to)])
    expect((await send('transferStock', { ...input, witnessProof })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'witnessProof' },
    ])
  const { id, version } = await done('transferStock', { ...input, witnessProof: proof(from) })
  const arrival = { id, version, quantity: 3 }
  expect((await send('receiveTransfer', arrival)).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'witnessProof' },
  ])
  const rest = await done('receiveTransfer', { ...arrival, witnessProof: proof(to) })
  const broken = { id, version: rest.version, to: 'WRITE_OFF', reason: 'Broken' }
  await done('returnTransfer', { ...broken, witnessProof: proof(from) })
  const lines = await hospital.admin`
    select register.location_id, line.movement_kind::text as kind, line.quantity::int, line.balance::int, line.witness_id
    from inventory.register_lines line join inventory.controlled_registers register on register.id = line.register_id
    where line.item_id = ${itemId} order by register.location_id = ${to}, line.number`
  const line = (location_id: string, kind: string, quantity: number, balance: number) => ({
    ...{ location_id, kind, quantity, balance },
    witness_id: kind === 'RECEIPT' ? null : witnessId,
  })
  expect([...lines]).toEqual([
    line(from, 'RECEIPT', 10_000, 10_000),
    line(from, 'TRANSFER_OUT', -4000, 6000),
    line(from, 'TRANSFER_IN', 1000, 7000),
    line(from, 'WRITE_OFF', -1000, 6000),
    line(to, 'TRANSFER_IN', 3000, 3000),
  ])
})

test('a repeated request sends, receives and returns once', async () => {
  const { itemId, lotId, from, to } = await twoPlaces()
  const twice = async (verb: string, input: Record<string, unknown>) => {
    const idempotencyKey = newId()
    const answers = await Promise.all([1, 2].map(() => send(verb, input, { idempotencyKey })))
    expect(answers.flatMap(({ errors }) => errors)).toEqual([])
    expect(answers[0]!.data).toEqual(answers[1]!.data)
    return answers[0]!.data[verb] as Transfer
  }
  const { id, version } = await twice('transferStock', { lotId, toLocationId: to, quantity: 6 })
  const part = await twice('receiveTransfer', { id, version, quantity: 2 })
  await twice('returnTransfer', { id, version: part.version, to: 'STOCK', reason: 'Too many' })
  expect([await onHand(itemId, from), await onHand(itemId, to)]).toEqual([8, 2])
})

test('of twenty who send six of ten at once one succeeds, and of those who receive and cancel it one', async () => {
  const { itemId, lotId, from, to } = await twoPlaces()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send('transferStock', { lotId, toLocationId: to, quantity: 6 })),
  )
  const [won, ...others] = answers.filter(({ errors }) => errors.length === 0)
  expect(others).toEqual([])
  const { id, version } = won!.data['transferStock'] as Transfer
  const ends = await Promise.all([
    ...Array.from({ length: 5 }, () => send('receiveTransfer', { id, version, quantity: 6 })),
    ...Array.from({ length: 5 }, () =>
      send('returnTransfer', { id, version, to: 'STOCK', reason: 'Wrong box' }),
    ),
  ])
  expect(ends.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect((await onHand(itemId, from)) + (await onHand(itemId, to))).toBe(10)
})

test('I1: after any transfers what lies at both ends and is in transit is what there was, less what was written off', async () => {
  const step = fc.record({
    what: fc.constantFrom('send', 'receive', 'differs', 'return', 'writeOff'),
    backwards: fc.boolean(),
    thousandths: fc.integer({ min: 1, max: 6000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { itemId, from, to } = await twoPlaces()
      for (const { what, backwards, thousandths } of steps) {
        const quantity = thousandths / 1000
        const source = backwards ? to : from
        if (what === 'send') {
          const [lot] = await hospital.admin`select id from inventory.lots
            where item_id = ${itemId} and location_id = ${source} order by on_hand desc, id limit 1`
          const toLocationId = backwards ? from : to
          if (lot) await send('transferStock', { lotId: lot['id'], toLocationId, quantity })
          continue
        }
        const [open] = await hospital.admin`select id, version from inventory.stock_transfers
          where item_id = ${itemId} and in_transit > 0 order by created_at, id limit 1`
        if (!open) continue
        const of = { id: open['id'], version: open['version'], quantity }
        if (what === 'receive') await send('receiveTransfer', of)
        else if (what === 'differs') await send('receiveTransfer', { ...of, differenceReason: 'Broken' })
        else
          await send('returnTransfer', {
            ...of,
            to: what === 'return' ? 'STOCK' : 'WRITE_OFF',
            reason: 'Lost',
          })
      }
      const [sums] = await hospital.admin`select
        (select sum(on_hand)::int from inventory.stock_levels where item_id = ${itemId}) as shelves,
        (select sum(on_hand)::int from inventory.lots where item_id = ${itemId}) as lots,
        (select min(on_hand)::int from inventory.lots where item_id = ${itemId}) as least,
        (select coalesce(sum(in_transit), 0)::int from inventory.stock_transfers where item_id = ${itemId}) as transit,
        (select coalesce(sum(written_off), 0)::int from inventory.stock_transfers where item_id = ${itemId}) as lost`
      expect(sums!['shelves'] + sums!['transit'] + sums!['lost']).toBe(10_000)
      expect(sums!['lots']).toBe(sums!['shelves'])
      expect(sums!['least']).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 6 },
  )
}, 60_000)

test('I1, RP2: what is in transit counts in the stock value, and past days stay as they were', async () => {
  hospital.setNow('2026-06-10T10:00:00.000Z')
  const { itemId, lotId, from, to } = await twoPlaces()
  const valueOn = async (day: string) => {
    const { data, errors } = await hospital.graphql(
      asRole('ADMIN'),
      `query ($input: InventoryReportInput!) { inventoryReport(input: $input) { rows { key values } } }`,
      { input: { from: '2026-06-01', until: day, groupBy: 'LOCATION' } },
    )
    expect(errors).toEqual([])
    const { rows } = data['inventoryReport'] as { rows: { key: string; values: number[] }[] }
    return [from, to].map((place) => rows.find(({ key }) => key === place)?.values[0] ?? 0)
  }
  hospital.setNow('2026-06-11T10:00:00.000Z')
  const transfer = await done('transferStock', { lotId, toLocationId: to, quantity: 6 })
  hospital.setNow('2026-06-12T10:00:00.000Z')
  const part = await receive(transfer, 2)
  hospital.setNow('2026-06-13T10:00:00.000Z')
  const lost = { id: part.id, version: part.version, to: 'WRITE_OFF', reason: 'Broken', quantity: 1 }
  const rest = await done('returnTransfer', lost)
  hospital.setNow('2026-06-14T10:00:00.000Z')
  await receive(rest, 3)
  const values = []
  for (const day of [10, 11, 12, 13, 14]) values.push(await valueOn(`2026-06-${day}`))
  expect(values).toEqual([
    [1000, 0],
    [1000, 0],
    [800, 200],
    [700, 200],
    [400, 500],
  ])
  expect(await onHand(itemId, to)).toBe(5)
})

test('AU6: only the sender sends and takes back, only the receiver receives, and nobody else sees it', async () => {
  const transfer = await sent(6)
  const { id, version, from, to, lotId } = transfer
  const at = (locationId: string) =>
    asRole('TECHNICIAN', {
      grants: [{ locationId, permissions: new Set(builtInRoles.TECHNICIAN.permissions) }],
    })
  const back = { id, version, to: 'STOCK', reason: 'Wrong box' }
  const refused = [
    ['receiveTransfer', { id, version, quantity: 6 }, at(from), 'FORBIDDEN'],
    ['returnTransfer', back, at(to), 'FORBIDDEN'],
    ['transferStock', { lotId, toLocationId: to, quantity: 1 }, at(to), 'NOT_FOUND'],
    ['receiveTransfer', { id, version, quantity: 6 }, at(newId()), 'NOT_FOUND'],
    ['returnTransfer', back, asRole('RECEPTIONIST'), 'FORBIDDEN'],
  ] as const
  for (const [verb, input, viewer, code] of refused)
    expect((await send(verb, input, { viewer })).errors, verb).toMatchObject([{ code }])
  const list = `query ($filter: StockTransferFilter) { stockTransfers(filter: $filter) { nodes { id lotNumber } } }`
  for (const [viewer, found] of [
    [at(from), 1],
    [at(to), 1],
    [at(newId()), 0],
  ] as const) {
    const { data } = await hospital.graphql(viewer, list, { filter: { itemId: transfer.itemId } })
    expect((data['stockTransfers'] as { nodes: unknown[] }).nodes).toHaveLength(found)
  }
  expect((await send('receiveTransfer', { id, version, quantity: 6 }, { viewer: at(to) })).errors).toEqual([])
})

test('stock can be sent to the locations in use with the same currency, whoever may see them', async () => {
  const { from, to } = await twoPlaces()
  const viewer = asRole('TECHNICIAN', {
    grants: [{ locationId: from, permissions: new Set(builtInRoles.TECHNICIAN.permissions) }],
  })
  const retired = await aLocation(hospital)
  await hospital.admin`update inventory.location_refs set active = false where id = ${retired}`
  const ask = 'query ($locationId: ID!) { transferDestinations(locationId: $locationId) { id } }'
  const { data, errors } = await hospital.graphql(viewer, ask, { locationId: from })
  expect(errors).toEqual([])
  const found = (data['transferDestinations'] as { id: string }[]).map(({ id }) => id)
  expect(found).toContain(to)
  expect(found).not.toContain(from)
  expect(found).not.toContain(retired)
  expect((await hospital.graphql(viewer, ask, { locationId: to })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test('both ends hear live of a transfer', async () => {
  const place = await twoPlaces()
  const changes =
    'subscription ($filter: StockTransferChangeFilter) { stockTransferChanged(filter: $filter) { id status } }'
  const { next } = await hospital.subscribe(staff, changes, { filter: { locationId: place.to } })
  await sent(1)
  const { id, version } = await done('transferStock', {
    ...{ lotId: place.lotId, toLocationId: place.to, quantity: 2 },
  })
  expect((await next!())?.data).toEqual({ stockTransferChanged: { id, status: 'IN_TRANSIT' } })
  await done('receiveTransfer', { id, version, quantity: 2 })
  expect((await next!())?.data).toEqual({ stockTransferChanged: { id, status: 'RECEIVED' } })
})

test('an item stays in use while some of it is in transit', async () => {
  const transfer = await sent(10)
  const retire = async () =>
    hospital.graphql(staff, 'mutation ($id: ID!) { retireInventoryItem(id: $id, version: 1) { active } }', {
      id: transfer.itemId,
    })
  expect((await retire()).errors).toMatchObject([{ code: 'CONFLICT' }])
  const { id, version } = transfer
  await done('returnTransfer', { id, version, to: 'WRITE_OFF', reason: 'Lost' })
  expect((await retire()).errors).toEqual([])
})

test('the role of the database can neither change what was sent nor let stock arrive that was not', async () => {
  const transfer = await sent(2)
  hospital.setNow(addMinutes(hospital.now(), 1).toISOString())
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update inventory.stock_transfers set quantity = 5000 where id = ${transfer.id}`,
    sql`delete from inventory.stock_transfers where id = ${transfer.id}`,
  ])
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  const move = (quantity: number, kind: string) => sql`
    insert into inventory.stock_movements (id, item_id, location_id, lot_id, kind, quantity, reason, actor_id, at, transfer_id)
    values (${newId()}, ${transfer.itemId}, ${transfer.from}, ${transfer.lotId}, ${kind}, ${quantity}, 'X', ${newId()}, now(), ${transfer.id})`
  await expect(move(3000, 'TRANSFER_IN')).rejects.toMatchObject({ code: '23514' })
  await expect(move(-1000, 'TRANSFER_OUT')).rejects.toThrow('is not of transfer')
  await expect(move(-1000, 'WASTAGE')).rejects.toThrow('cannot be of transfer')
})
