import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { adjust, anItem, stocked } from '../testing.ts'

let hospital: TestSubgraph
const substances = new Set<string>()
const staff = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (_type, ids) =>
    ids.map((id) => (substances.has(id) ? { id } : null)),
  )
})
afterAll(() => hospital.close())

const fields = `id name sku category controlled unit stockUnit unitsPerStockUnit buyingUnit unitsPerBuyingUnit
  form barcodes reorderLevel active version activeSubstances { substance { id } strength }`
const creation = `mutation ($input: CreateInventoryItemInput!) { createInventoryItem(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateInventoryItemInput!) { updateInventoryItem(input: $input) { ${fields} } }`
const retirement = `mutation ($id: ID!, $version: Int!) { retireInventoryItem(id: $id, version: $version) { active version } }`

const medicine = () => ({
  name: 'Meloxicam 1.5 mg/ml oral suspension',
  sku: `MEL-${newId()}`,
  category: 'MEDICATION',
  unit: 'ml',
})
const supplies = () => ({ name: 'Bandage', sku: newId(), category: 'SUPPLIES', unit: 'roll' })

const create = (input: Record<string, unknown>, viewer = staff, idempotencyKey: string | null = null) =>
  hospital.graphql(viewer, creation, { input }, { idempotencyKey })

const made = async (input: Record<string, unknown>) =>
  (await create(input)).data['createInventoryItem'] as { id: string }

test('I6: an item is added with units, barcodes, form and substances, found by its barcode and audited', async () => {
  const substanceId = newId()
  substances.add(substanceId)
  const input = {
    ...medicine(),
    stockUnit: 'bottle',
    unitsPerStockUnit: 32.5,
    buyingUnit: 'box',
    unitsPerBuyingUnit: 325,
    form: 'ORAL_LIQUID',
    activeSubstances: [{ substanceId, strength: ' 1.5 mg/ml ' }],
    barcodes: ['4006381333931', '0400-6381-33393-1'],
    reorderLevel: 65,
  }
  const { data, errors } = await create(input)
  expect(errors).toEqual([])
  const item = data['createInventoryItem'] as { id: string }
  expect(item).toEqual({
    ...input,
    id: item.id,
    controlled: false,
    active: true,
    version: 1,
    barcodes: ['04006381333931'],
    activeSubstances: [{ substance: { id: substanceId }, strength: '1.5 mg/ml' }],
  })
  expect(await hospital.audited(item.id)).toMatchObject([
    { action: 'inventory-item.create', actorId: staff.userId, after: { unitsPerBuyingUnit: 325 } },
  ])
  const list = 'query ($filter: InventoryItemFilter) { inventoryItems(filter: $filter) { nodes { id } } }'
  for (const filter of [{ search: '4006381333931' }, { substanceId }, { form: 'ORAL_LIQUID' }]) {
    const found = await hospital.graphql(staff, list, { filter })
    expect(found.data['inventoryItems'], JSON.stringify(filter)).toEqual({ nodes: [{ id: item.id }] })
  }
})

test.each([
  [{ barcodes: ['4006381333932'] }, 'BAD_USER_INPUT', 'barcodes'],
  [{ barcodes: ['96385074', '123'] }, 'BAD_USER_INPUT', 'barcodes'],
  [{ stockUnit: 'bottle' }, 'BAD_USER_INPUT', 'unitsPerStockUnit'],
  [{ unitsPerStockUnit: 10 }, 'BAD_USER_INPUT', 'stockUnit'],
  [{ buyingUnit: 'box', unitsPerBuyingUnit: 0 }, 'BAD_USER_INPUT', 'unitsPerBuyingUnit'],
  [{ buyingUnit: 'box', unitsPerBuyingUnit: 1.0001 }, 'BAD_USER_INPUT', 'unitsPerBuyingUnit'],
  [{ reorderLevel: -1 }, 'BAD_USER_INPUT', 'reorderLevel'],
  [{ name: ' ' }, 'BAD_USER_INPUT', 'name'],
  [
    { activeSubstances: [{ substanceId: newId(), strength: '5 mg' }] },
    'NOT_FOUND',
    'activeSubstances.0.substanceId',
  ],
])('I6: an item with %j is refused, and nothing is written', async (change, code, field) => {
  const input = { ...medicine(), ...change }
  expect((await create(input)).errors).toMatchObject([{ code, field }])
  const kept = await hospital.admin`select id from inventory.inventory_items where sku = ${input.sku}`
  expect(kept).toHaveLength(0)
})

test('only medication has a form and substances, also when the category is changed', async () => {
  expect((await create({ ...supplies(), form: 'TABLET' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'form' },
  ])
  const { id } = await made({ ...medicine(), form: 'TABLET' })
  const input = { id, version: 1, category: 'SUPPLIES' }
  expect((await hospital.graphql(staff, update, { input })).errors).toMatchObject([{ field: 'form' }])
  const { errors } = await hospital.graphql(staff, update, { input: { ...input, form: null } })
  expect(errors).toEqual([])
})

test('of ten items with one barcode or one SKU at once, one is added', async () => {
  for (const [same, field] of [
    [{ barcodes: ['5012345678900'] }, 'barcodes'],
    [{ sku: newId() }, 'sku'],
  ] as const) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create({ ...supplies(), ...same })))
    const errors = answers.flatMap((answer) => answer.errors)
    expect(errors).toHaveLength(9)
    expect(errors).toEqual(errors.map(() => expect.objectContaining({ code: 'CONFLICT', field })))
  }
})

test('a barcode that an item gives up can be given to another', async () => {
  const { id } = await made({ ...supplies(), barcodes: ['4012345678901'] })
  const { errors } = await hospital.graphql(staff, update, { input: { id, version: 1, barcodes: [] } })
  expect(errors).toEqual([])
  expect((await create({ ...supplies(), barcodes: ['4012345678901'] })).errors).toEqual([])
})

test('a change keeps what it leaves out, empties what is null, and a stale one is refused', async () => {
  const { id } = await made({ ...medicine(), buyingUnit: 'box', unitsPerBuyingUnit: 10, form: 'INJECTION' })
  const save = (input: Record<string, unknown>) =>
    hospital.graphql(staff, update, { input: { id, ...input } })
  const { data } = await save({ version: 1, buyingUnit: null, unitsPerBuyingUnit: null, reorderLevel: 4 })
  expect(data['updateInventoryItem']).toMatchObject({
    buyingUnit: null,
    unitsPerBuyingUnit: null,
    form: 'INJECTION',
    reorderLevel: 4,
    version: 2,
  })
  expect((await save({ version: 1, name: 'Other' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { reorderLevel: 4 } } },
  ])
  expect((await save({ version: 2, name: null })).errors).toMatchObject([{ field: 'name' }])
})

test('I6: the unit stays once stock has been counted in it', async () => {
  const { itemId: id } = await stocked(hospital, 3)
  const { errors } = await hospital.graphql(staff, update, { input: { id, version: 1, unit: 'box' } })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'unit' }])
})

test('an item is retired when nothing of it is left, takes no more stock, and can be brought back', async () => {
  const { itemId: id, locationId } = await stocked(hospital, 3)
  const retire = (version: number) => hospital.graphql(staff, retirement, { id, version })
  expect((await retire(1)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  await adjust(hospital, { itemId: id, locationId, quantity: -3 })
  expect((await retire(1)).data['retireInventoryItem']).toEqual({ active: false, version: 2 })
  expect((await retire(2)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  expect((await adjust(hospital, { itemId: id, locationId, quantity: 1 })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'itemId' },
  ])
  const list = `query { inventoryItems(filter: { retired: true }, first: 100) { nodes { id } } }`
  const retired = (await hospital.graphql(staff, list)).data['inventoryItems'] as { nodes: unknown[] }
  expect(retired.nodes).toContainEqual({ id })
  const back = await hospital.graphql(staff, update, { input: { id, version: 2, active: true } })
  expect(back.data['updateInventoryItem']).toMatchObject({ active: true, version: 3 })
})

test('stock that arrives while an item is retired leaves neither a retired item with stock nor an error half-written', async () => {
  const { itemId: id, locationId } = await stocked(hospital, 1)
  await adjust(hospital, { itemId: id, locationId, quantity: -1 })
  await Promise.all([
    hospital.graphql(staff, retirement, { id, version: 1 }),
    ...Array.from({ length: 5 }, () => adjust(hospital, { itemId: id, locationId, quantity: 1 })),
  ])
  const [row] = await hospital.admin`
    select active, (select sum(on_hand)::int from inventory.stock_levels where item_id = ${id}) as on_hand
    from inventory.inventory_items where id = ${id}`
  expect(row!['active'] || row!['on_hand'] === 0).toBe(true)
})

test('B7: a repetition adds one item', async () => {
  const [input, key] = [supplies(), newId()]
  const [first, second] = [await create(input, staff, key), await create(input, staff, key)]
  expect(second).toEqual(first)
})

test('only those who may edit items do', async () => {
  const { id } = await anItem(hospital)
  for (const viewer of [asRole('RECEPTIONIST'), asRole('OWNER', { ownerId: newId() })]) {
    const answers = [
      await create(supplies(), viewer),
      await hospital.graphql(viewer, update, { input: { id, version: 1, name: 'x' } }),
      await hospital.graphql(viewer, retirement, { id, version: 1 }),
    ]
    for (const { errors } of answers)
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'inventory:write' } }])
  }
})
