import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InventoryCategory } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

interface Row {
  key: string | null
  label: string
  currency: string
  values: (number | null)[]
  compared: (number | null)[] | null
}

const march = { from: '2026-03-01', until: '2026-03-31' }

const ask = (input: Record<string, unknown>, { viewer = admin, wanted = '' } = {}) =>
  hospital.graphql(
    viewer,
    `query ($input: InventoryReportInput!) { inventoryReport(input: $input) {
      rows { key label currency values compared } totals { key label currency values compared } ${wanted} } }`,
    { input: { ...march, ...input } },
  )

async function report(input: Record<string, unknown>) {
  const { data, errors } = await ask(input)
  expect(errors).toEqual([])
  return data['inventoryReport'] as { rows: Row[]; totals: Row[] }
}

async function receive(
  locationId: string,
  itemId: string,
  quantity: number,
  cost: number,
  expiresOn = '2027-01-31',
) {
  const { errors } = await hospital.graphql(
    admin,
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }',
    {
      input: {
        ...{ itemId, locationId, quantity, expiresOn, lotNumber: newId() },
        cost,
      },
    },
    { idempotencyKey: newId() },
  )
  expect(errors).toEqual([])
}

async function moves(locationId: string, itemId: string, kind: string, quantity: number) {
  const { errors } = await adjust(hospital, { locationId, itemId, kind, quantity }, { viewer: admin })
  expect(errors).toEqual([])
}

/** Tablets and syringes of February; in March some are used, wasted, counted and written off when they have expired. */
async function aSpring() {
  const locationId = await aLocation(hospital)
  hospital.setNow('2026-02-10T10:00:00.000Z')
  const tablets = await anItem(hospital)
  const syringes = await anItem(hospital, { name: 'Syringe 2 ml', category: InventoryCategory.SUPPLIES })
  // A third of a cent each: what is left of the lot is rounded once.
  await receive(locationId, tablets.id, 300, 10_000, '2026-03-20')
  await receive(locationId, syringes.id, 100, 1000)
  hospital.setNow('2026-03-10T10:00:00.000Z')
  await moves(locationId, tablets.id, 'USE', -100)
  await moves(locationId, syringes.id, 'USE', -10)
  await moves(locationId, syringes.id, 'WASTAGE', -5)
  await receive(locationId, syringes.id, 50, 1000)
  hospital.setNow('2026-03-25T10:00:00.000Z')
  await moves(locationId, tablets.id, 'WRITE_OFF', -50)
  return { locationId, tablets, syringes }
}

test('I1, RP1: stock value, usage, turnover and what expired are those of the movements, in each grouping', async () => {
  const { locationId, tablets, syringes } = await aSpring()
  const { rows, totals } = await report({ locationId, groupBy: 'ITEM' })
  expect(rows).toMatchObject([
    { key: tablets.id, currency: 'EUR', values: [5000, 0, 3333, 0.44, 1667, 0, 0] },
    { key: syringes.id, currency: 'EUR', values: [1850, 1000, 100, 0.07, 0, 50, 0] },
  ])
  expect(totals).toMatchObject([{ values: [6850, 1000, 3433, 0.38, 1667, 50, 0] }])
  for (const groupBy of ['CATEGORY', 'LOCATION']) {
    const other = await report({ locationId, groupBy })
    expect(other.totals, groupBy).toEqual(totals)
    for (const column of [0, 1, 2, 4, 5, 6])
      expect(
        other.rows.reduce((sum, { values }) => sum + values[column]!, 0),
        groupBy,
      ).toBe(totals[0]!.values[column])
  }
  expect((await report({ locationId, groupBy: 'CATEGORY' })).rows.map(({ label }) => label)).toEqual([
    'Medicines',
    'Supplies',
  ])
})

test('RP2: the stock value of a past day is that of each item then, and stays the same when stock moves later', async () => {
  const { locationId, tablets, syringes } = await aSpring()
  const february = { locationId, from: '2026-02-01', until: '2026-02-28', groupBy: 'ITEM' }
  const before = await report(february)
  hospital.setNow('2026-04-02T10:00:00.000Z')
  await moves(locationId, syringes.id, 'COUNT', -3)
  await moves(locationId, tablets.id, 'WRITE_OFF', -20)
  expect(await report(february)).toEqual(before)
  for (const [until, at] of [
    ['2026-02-28', '2026-02-28T23:59:59.999Z'],
    ['2026-03-31', '2026-03-31T22:59:59.999Z'],
    ['2026-04-30', '2026-04-30T22:59:59.999Z'],
  ] as const) {
    const { rows } = await report({ locationId, from: '2026-02-01', until, groupBy: 'ITEM' })
    for (const { id } of [tablets, syringes]) {
      const { data, errors } = await hospital.graphql(
        admin,
        'query ($id: ID!, $at: DateTime!) { inventoryItem(id: $id) { stockAsOf(at: $at) { value } } }',
        { id, at },
      )
      expect(errors).toEqual([])
      const [stock] = (data['inventoryItem'] as { stockAsOf: { value: { amount: number } }[] }).stockAsOf
      expect(rows.find(({ key }) => key === id)?.values[0], until).toBe(stock!.value.amount)
    }
  }
  const april = await report({
    locationId,
    from: '2026-04-01',
    until: '2026-04-30',
    groupBy: 'ITEM',
    compareWith: 'PERIOD_BEFORE',
  })
  expect(april.totals[0]!.compared![0]).toBe(6850)
  expect(april.totals[0]!.values.slice(4)).toEqual([667, 0, -30])
})

test('RP2: a movement counts on the location’s day when the clocks change', async () => {
  const locationId = await aLocation(hospital)
  const { id } = await anItem(hospital)
  hospital.setNow('2026-03-01T10:00:00.000Z')
  await receive(locationId, id, 100, 10_000)
  hospital.setNow('2026-03-29T22:59:59.000Z')
  await moves(locationId, id, 'USE', -1)
  hospital.setNow('2026-03-29T23:00:00.000Z')
  await moves(locationId, id, 'USE', -2)
  for (const [day, used] of [
    ['2026-03-29', 100],
    ['2026-03-30', 200],
  ])
    expect((await report({ locationId, from: day, until: day, groupBy: 'ITEM' })).totals[0]!.values[2]).toBe(
      used,
    )
})

test('RP3: a report is refused without its rights, to clients, and for a period that is no period', async () => {
  const { locationId } = await aSpring()
  const groupBy = 'LOCATION'
  for (const viewer of [asRole('VET'), asRole('TECHNICIAN'), asRole('OWNER', { ownerId: newId() })])
    expect((await ask({ groupBy }, { viewer })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await ask({ groupBy, until: '2026-02-28' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'until' },
  ])
  const permissions = new Set(['report:read', 'inventory:read'] as const)
  const viewer = asRole('VET', { grants: [{ locationId, permissions }] })
  await aSpring()
  const { data } = await ask({ groupBy }, { viewer })
  expect((data['inventoryReport'] as { rows: Row[] }).rows).toMatchObject([{ key: locationId }])
  expect((await ask({ groupBy, locationId: await aLocation(hospital) }, { viewer })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await ask({ groupBy }, { viewer, wanted: 'csv' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('C1: an export has amounts as numbers and is audited, and more items add no statement', async () => {
  const { locationId } = await aSpring()
  const { database } = hospital.runtime
  const statements = async () => {
    const before = database.statements()
    await report({ locationId, groupBy: 'ITEM' })
    return database.statements() - before
  }
  const few = await statements()
  await receive(locationId, (await anItem(hospital)).id, 10, 100)
  expect(await statements()).toBe(few)
  const { data } = await ask({ locationId, groupBy: 'CATEGORY' }, { wanted: 'csv' })
  expect((data['inventoryReport'] as { csv: string }).csv).toContain(
    '\r\nSupplies,EUR,18.5,10,1,0.07,0,0.5,0\r\n',
  )
  expect((await hospital.audited('inventoryReport')).at(-1)).toMatchObject({ action: 'report.export' })
})

test('the movements of a period are read from the index, without those before', async () => {
  const { locationId, tablets } = await aSpring()
  const plan = await hospital.admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`insert into inventory.stock_movements (id, item_id, location_id, lot_id, kind, quantity, reason, actor_id, at)
      select gen_random_uuid(), item_id, location_id, id, 'USE', -1, '', id, at
      from inventory.lots, generate_series('2021-01-01'::timestamptz, '2026-01-01', interval '2 hours') at
      where item_id = ${tablets.id} and location_id = ${locationId}`
    await sql`analyze inventory.stock_movements`
    return sql`explain select sum(quantity) from inventory.location_refs location
      cross join inventory.inventory_items item
      join inventory.stock_movements on stock_movements.location_id = location.id
        and stock_movements.item_id = item.id
        and stock_movements.at >= '2026-03-01'::date::timestamp at time zone location.time_zone
      where location.id = ${locationId}`
  })
  expect(JSON.stringify(plan)).toMatch(/Index Cond[^"]*at >=/)
})
