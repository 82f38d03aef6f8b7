import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InventoryCategory, type InventoryItemRow } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const counter = asRole('TECHNICIAN')
const colleague = asRole('TECHNICIAN')
const vet = asRole('VET')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

const later = () => hospital.setNow(addMinutes(hospital.now(), 1).toISOString())
const inDays = (days: number) => addDays(dayOf(hospital.now(), 'Europe/Dublin'), days)

interface Line {
  id: string
  version: number
  lotNumber: string | null
  counted: number | null
  expected: number | null
  variance: number | null
  varianceValue: { amount: number } | null
  expired: boolean
  found: boolean
  reason: string | null
}

interface Sheet {
  id: string
  version: number
  status: string
  lineCount: number
  countedCount: number
  differingCount: number | null
  variance: { value: { amount: number }; withoutCost: number } | null
  lines: { nodes: Line[] }
}

const lineFields =
  'id version lotNumber counted expected variance varianceValue expired found reason countedBy { id } item { id }'
const fields = `id version status lineCount countedCount differingCount variance { value withoutCost }
  lines(first: 100) { nodes { ${lineFields} } }`

/** Sends a verb of stocktakes, by its name and that of its input. */
const send = (
  verb: string,
  input: Record<string, unknown>,
  { viewer = counter, idempotencyKey = null as string | null } = {},
) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const answer = ['countStock', 'addStocktakeLine'].includes(verb) ? lineFields : fields
  return hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${answer} } }`,
    { input },
    { idempotencyKey },
  )
}

async function done<Result = Sheet>(
  verb: string,
  input: Record<string, unknown>,
  viewer = counter,
): Promise<Result> {
  const { data, errors } = await send(verb, input, { viewer })
  expect(errors).toEqual([])
  return data[verb] as Result
}

async function sheetOf(id: string, viewer = counter): Promise<Sheet> {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($id: ID!) { stocktake(id: $id) { ${fields} } }`,
    { id },
  )
  expect(errors).toEqual([])
  return data['stocktake'] as Sheet
}

const receive = (input: Record<string, unknown>) =>
  hospital.graphql(counter, 'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }', {
    input,
  })

/** A location with 10 of lot A, which has cost 10.00, and 4 of lot B, which has expired. */
async function shelf(overrides: Partial<InventoryItemRow> = {}) {
  const { id: itemId } = await anItem(hospital, overrides)
  const locationId = await aLocation(hospital)
  const place = { itemId, locationId }
  await receive({ ...place, quantity: 10, lotNumber: 'A', expiresOn: inDays(90), cost: 1000 })
  await receive({ ...place, quantity: 4, lotNumber: 'B', expiresOn: inDays(30), cost: 400 })
  await hospital.admin`
    update inventory.lots set expires_on = ${inDays(-2)} where item_id = ${itemId} and number = 'B'`
  later()
  const sheet = await done('startStocktake', { locationId })
  const line = (lotNumber: string | null) => sheet.lines.nodes.find((each) => each.lotNumber === lotNumber)!
  return { ...place, sheet, line }
}

const count = (line: Pick<Line, 'id' | 'version'>, quantity: number, viewer = counter) =>
  done<Line>('countStock', { lineId: line.id, version: line.version, quantity }, viewer)

const submit = async (id: string) => {
  const { version } = await sheetOf(id)
  return done('submitStocktake', { id, version })
}

const use = (place: { itemId: string; locationId: string }, quantity: number) =>
  adjust(hospital, { itemId: place.itemId, locationId: place.locationId, quantity: -quantity, kind: 'USE' })

const onHand = async (itemId: string) =>
  Object.fromEntries(
    (
      await hospital.admin`select number, sum(on_hand) as left from inventory.lots where item_id = ${itemId} group by 1`
    ).map(({ number, left }) => [(number as string | null) ?? 'unknown', Number(left) / 1000]),
  )

const countsOf = async (itemId: string) =>
  (
    await hospital.admin`
      select quantity, reason from inventory.stock_movements where item_id = ${itemId} and kind = 'COUNT' order by id`
  ).map(({ quantity, reason }) => [Number(quantity) / 1000, reason as string])

test('I11: a sheet has every lot in stock, expired ones too, and items kept here of which nothing is left', async () => {
  const { itemId, locationId, sheet } = await shelf()
  expect(sheet.lines.nodes).toMatchObject([
    { lotNumber: 'B', expired: true, counted: null },
    { lotNumber: 'A', expired: false },
  ])
  await done('cancelStocktake', { id: sheet.id, version: sheet.version, reason: 'Wrong day' })
  for (const [quantity, kind] of [
    [-10, 'USE'],
    [-4, 'WRITE_OFF'],
  ] as const)
    expect((await adjust(hospital, { itemId, locationId, quantity, kind })).errors).toEqual([])
  const empty = await done('startStocktake', { locationId, category: 'MEDICATION' })
  expect(empty.lines.nodes).toMatchObject([{ lotNumber: null, item: { id: itemId } }])
  const { errors } = await send('startStocktake', { locationId: await aLocation(hospital) })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'category' }])
})

test('I11: nobody reads what is expected while it is counted; then who approves; after approval all', async () => {
  const { sheet, line } = await shelf()
  await count(line('A'), 7)
  const blind = { differingCount: null, variance: null, countedCount: 1 }
  const hidden = { counted: 7, expected: null, variance: null, varianceValue: null }
  for (const viewer of [counter, vet]) {
    const seen = await sheetOf(sheet.id, viewer)
    expect(seen).toMatchObject(blind)
    expect(seen.lines.nodes[1]).toMatchObject(hidden)
  }
  const { version } = await submit(sheet.id)
  expect(await sheetOf(sheet.id)).toMatchObject(blind)
  const open = await sheetOf(sheet.id, vet)
  expect(open).toMatchObject({ differingCount: 1, variance: { value: { amount: -300 }, withoutCost: 0 } })
  expect(open.lines.nodes[1]).toMatchObject({ expected: 10, variance: -3, varianceValue: { amount: -300 } })
  await done('approveStocktake', { id: sheet.id, version, reason: 'Broken' }, vet)
  expect((await sheetOf(sheet.id)).lines.nodes[1]).toMatchObject({ expected: 10, reason: 'Broken' })
})

test('I11: what is used, received or dispensed before and after the count of a line does not change its variance', async () => {
  const place = await shelf()
  const { itemId, sheet, line } = place
  await use(place, 2)
  const counted = await count(line('A'), 7)
  expect(counted).toMatchObject({ counted: 7 })
  await use(place, 3)
  await receive({ itemId, locationId: place.locationId, quantity: 20, lotNumber: 'A', expiresOn: inDays(90) })
  const { version } = await submit(sheet.id)
  expect((await sheetOf(sheet.id, vet)).lines.nodes[1]).toMatchObject({ expected: 8, variance: -1 })
  await done('approveStocktake', { id: sheet.id, version, reason: 'Not found' }, vet)
  expect(await onHand(itemId)).toEqual({ A: 24, B: 4 })
  expect(await countsOf(itemId)).toEqual([[-1, 'Not found']])
})

test('I11: each variance becomes a movement with its own reason or that of all; what was not counted stays', async () => {
  const { itemId, sheet, line } = await shelf()
  const a = await count(line('A'), 12)
  const found = await done<Line>('addStocktakeLine', {
    stocktakeId: sheet.id,
    itemId,
    lotNumber: 'C',
    expiresOn: inDays(-400),
  })
  expect(found).toMatchObject({ found: true, expired: true, version: 1 })
  await count(found, 2.5)
  const { version } = await submit(sheet.id)
  const reasons = [{ lineId: a.id, reason: 'Counted twice at receipt' }]
  const { errors } = await send('approveStocktake', { id: sheet.id, version, reasons }, { viewer: vet })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'reason' }])
  expect(await countsOf(itemId)).toEqual([])
  const idempotencyKey = newId()
  for (let time = 0; time < 2; time++) {
    const input = { id: sheet.id, version, reasons, reason: 'Found behind the fridge' }
    const { data } = await send('approveStocktake', input, { viewer: vet, idempotencyKey })
    expect(data['approveStocktake']).toMatchObject({ status: 'APPROVED', variance: { withoutCost: 1 } })
  }
  expect(await onHand(itemId)).toEqual({ A: 12, B: 4, C: 2.5 })
  expect((await countsOf(itemId)).sort()).toEqual([
    [2, 'Counted twice at receipt'],
    [2.5, 'Found behind the fridge'],
  ])
})

test('a lot that is found and known takes its expiry, or is the line that the sheet has', async () => {
  const { itemId, sheet, line } = await shelf()
  const add = (lotNumber: string | null, expiresOn: string | null = null) =>
    send('addStocktakeLine', { stocktakeId: sheet.id, itemId, lotNumber, expiresOn })
  expect((await add('A')).data['addStocktakeLine']).toMatchObject({ id: line('A').id, found: false })
  expect((await add('A', inDays(5))).errors).toMatchObject([{ code: 'CONFLICT', field: 'expiresOn' }])
  const both = await Promise.all([add('Z'), add('Z'), add(null), add(null)])
  const ids = both.map(({ data }) => (data['addStocktakeLine'] as Line).id)
  expect(new Set(ids).size).toBe(2)
  const supplies = await anItem(hospital, { category: InventoryCategory.SUPPLIES })
  await done('cancelStocktake', { id: sheet.id, version: sheet.version, reason: 'Again' })
  const medicines = await done('startStocktake', {
    locationId: (await shelfOf(sheet.id))!,
    category: 'MEDICATION',
  })
  const other = await send('addStocktakeLine', { stocktakeId: medicines.id, itemId: supplies.id })
  expect(other.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'itemId' }])
})

const shelfOf = async (id: string) =>
  (await hospital.admin`select location_id from inventory.stocktakes where id = ${id}`)[0]?.[
    'location_id'
  ] as string | undefined

test('I11: two people count one sheet at once, and the same line only knowing of each other', async () => {
  const { sheet, line } = await shelf()
  await Promise.all([count(line('A'), 10), count(line('B'), 4, colleague)])
  const [a] = (await sheetOf(sheet.id)).lines.nodes.filter(({ lotNumber }) => lotNumber === 'A')
  const both = await Promise.all(
    [counter, colleague].map((viewer) =>
      send('countStock', { lineId: a!.id, version: a!.version, quantity: 9 }, { viewer }),
    ),
  )
  const refused = both.flatMap(({ errors }) => errors)
  expect(refused).toMatchObject([{ code: 'CONFLICT' }])
  expect(await sheetOf(sheet.id)).toMatchObject({ countedCount: 2, lineCount: 2 })
})

test('I1, I11: counts and uses at once: the variance is exactly what the count found against the stock of its moment', async () => {
  const place = await shelf()
  const { sheet, line, itemId } = place
  const answers = await Promise.all([
    ...Array.from({ length: 8 }, () => use(place, 1)),
    send('countStock', { lineId: line('A').id, version: 1, quantity: 10 }),
  ])
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  const { version } = await submit(sheet.id)
  const seen = (await sheetOf(sheet.id, vet)).lines.nodes[1]!
  expect(seen.variance).toBe(10 - seen.expected!)
  await done('approveStocktake', { id: sheet.id, version, reason: 'Found' }, vet)
  expect((await onHand(itemId))['A']).toBe(2 + seen.variance!)
})

test('a line whose stock was corrected or used up since its count is counted again; nothing is written', async () => {
  const place = await shelf()
  const { sheet, line, itemId, locationId } = place
  const [a] = [await count(line('A'), 8)]
  later()
  await adjust(hospital, { itemId, locationId, quantity: -2, lotId: await lotOf(itemId, 'A') })
  const approve = async () => {
    const { version } = await submit(sheet.id)
    const answer = await send('approveStocktake', { id: sheet.id, version, reason: 'Gone' }, { viewer: vet })
    return { version, ...answer }
  }
  const twice = await approve()
  expect(twice.errors).toMatchObject([{ code: 'CONFLICT', field: 'id', extensions: { lineId: a!.id } }])
  const again = await done(
    'recountStocktake',
    { id: sheet.id, version: twice.version, lineIds: [a!.id] },
    vet,
  )
  expect(again).toMatchObject({ status: 'COUNTING', countedCount: 0 })
  later()
  const [open] = again.lines.nodes.filter(({ id }) => id === a!.id)
  await count(open!, 1)
  later()
  await use(place, 5)
  const used = await approve()
  expect(used.errors).toMatchObject([{ code: 'CONFLICT', field: 'id', extensions: { lineId: a!.id } }])
  expect(await onHand(itemId)).toEqual({ A: 3, B: 4 })
})

const lotOf = async (itemId: string, number: string) =>
  (await hospital.admin`select id from inventory.lots where item_id = ${itemId} and number = ${number}`)[0]![
    'id'
  ] as string

test('of twenty sheets begun at once for the same items one is open (I11)', async () => {
  const { locationId, sheet } = await shelf()
  for (const category of [null, 'MEDICATION'])
    expect((await send('startStocktake', { locationId, category })).errors).toMatchObject([
      { code: 'CONFLICT', field: 'category' },
    ])
  await done('cancelStocktake', { id: sheet.id, version: sheet.version, reason: 'Again' })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      send('startStocktake', { locationId, category: n % 2 === 0 ? 'MEDICATION' : null }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
})

test('I10, I11: who counted a controlled drug that differs does not approve it, and others do', async () => {
  const { sheet, line, itemId } = await shelf({ controlled: true })
  await count(line('A'), 9, vet)
  const { version } = await submit(sheet.id)
  const input = { id: sheet.id, version, reason: 'Spilled' }
  expect((await send('approveStocktake', input, { viewer: vet })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  expect(await countsOf(itemId)).toEqual([])
  expect((await send('approveStocktake', input, { viewer: counter })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  await done('approveStocktake', input, asRole('VET'))
  expect(await countsOf(itemId)).toEqual([[-1, 'Spilled']])
})

test('supplies that went below zero are counted up to what is there (I4)', async () => {
  const { id: itemId } = await anItem(hospital, { category: InventoryCategory.SUPPLIES })
  const locationId = await aLocation(hospital)
  await use({ itemId, locationId }, 3)
  later()
  const sheet = await done('startStocktake', { locationId })
  await count(sheet.lines.nodes[0]!, 0)
  const { version } = await submit(sheet.id)
  await done('approveStocktake', { id: sheet.id, version, reason: 'Delivered without a note' }, vet)
  expect(await onHand(itemId)).toEqual({ unknown: 0 })
})

test.each([
  [{ quantity: -1 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: 1.0001 }, 'BAD_USER_INPUT', 'quantity'],
  [{ quantity: 2_000_000 }, 'BAD_USER_INPUT', 'quantity'],
  [{ lineId: newId() }, 'NOT_FOUND', 'lineId'],
])('a count with %j is refused, and nothing is written', async (change, code, field) => {
  const { sheet, line } = await shelf()
  const input = { lineId: line('A').id, version: 1, quantity: 1, ...change }
  expect((await send('countStock', input)).errors).toMatchObject([{ code, field }])
  expect(await sheetOf(sheet.id)).toMatchObject({ countedCount: 0 })
})

test('a sheet that was handed in is not counted, one that has ended stays, for the role of the database too', async () => {
  const { sheet, line } = await shelf()
  const nothing = await send('submitStocktake', { id: sheet.id, version: sheet.version })
  expect(nothing.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const a = await count(line('A'), 10)
  const { version } = await submit(sheet.id)
  const recount = { lineId: a.id, version: a.version, quantity: 1 }
  expect((await send('countStock', recount)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const end = { id: sheet.id, version, reason: 'Again' }
  expect((await send('cancelStocktake', end)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  await done('approveStocktake', { id: sheet.id, version }, vet)
  const late = await send('cancelStocktake', { ...end, version: version + 1 }, { viewer: vet })
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const role = hospital.context().db
  await expect(role.execute(`delete from inventory.stocktakes where id = '${sheet.id}'`)).rejects.toThrow()
  await expect(
    role.execute(`update inventory.stocktake_lines set counted = 1 where id = '${a.id}'`),
  ).rejects.toThrow()
})

test('AU6: people of another location neither see nor count a sheet', async () => {
  const { sheet, line } = await shelf()
  const elsewhere = asRole('TECHNICIAN', {
    grants: [{ locationId: newId(), permissions: counter.grants[0]!.permissions }],
  })
  expect(await sheetOf(sheet.id, elsewhere)).toBeNull()
  const input = { lineId: line('A').id, version: 1, quantity: 1 }
  expect((await send('countStock', input, { viewer: elsewhere })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
})
