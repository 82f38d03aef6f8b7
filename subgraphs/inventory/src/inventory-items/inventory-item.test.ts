import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { fieldsOpenToAnyone } from '@vetgraph/kit/testing/walk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem, stocked } from '../testing.ts'
import { InventoryCategory } from './inventory-item.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

const list = `query ($filter: InventoryItemFilter, $first: Int = 25, $after: String) {
  inventoryItems(filter: $filter, first: $first, after: $after) {
    totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }`

interface Items {
  inventoryItems: {
    totalCount: number
    nodes: Array<{ id: string; name: string }>
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const found = async (filter: Record<string, unknown>, viewer = asRole('VET')) => {
  const { data, errors } = await hospital.graphql(viewer, list, { filter })
  expect(errors).toEqual([])
  return (data as unknown as Items).inventoryItems.nodes.map(({ id }) => id)
}

test('no root field answers without a viewer', async () => {
  expect(await fieldsOpenToAnyone(hospital)).toEqual([])
})

test('an owner, who has no right to stock, is refused on every path', async () => {
  const { id } = await anItem(hospital)
  const owner = asRole('OWNER', { ownerId: newId() })
  const forbidden = { code: 'FORBIDDEN', extensions: { permission: 'inventory:read' } }
  expect((await hospital.graphql(owner, list)).errors).toMatchObject([forbidden])
  expect((await hospital.graphql(owner, `{ inventoryItem(id: "${id}") { name } }`)).errors).toMatchObject([
    forbidden,
  ])
  const entity = await hospital.graphql(
    owner,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on InventoryItem { name } } }',
    { of: [{ __typename: 'InventoryItem', id }] },
  )
  expect(entity.errors).toMatchObject([forbidden])
  expect(entity.data).toEqual({ _entities: [null] })
})

test('an item is found by id; a wrong or malformed id finds none', async () => {
  const item = await anItem(hospital, { reorderLevel: 2500 })
  const query = `query ($id: ID!) { inventoryItem(id: $id) {
    id name sku category controlled unit reorderLevel onHand low active version } }`
  const { data } = await hospital.graphql(asRole('VET'), query, { id: item.id })
  const { id, name, sku } = item
  expect(data['inventoryItem']).toEqual({
    id,
    name,
    sku,
    category: 'MEDICATION',
    controlled: false,
    unit: 'tablet',
    reorderLevel: 2.5,
    onHand: 0,
    low: false,
    active: true,
    version: 1,
  })
  for (const wrong of [newId(), 'garbage']) {
    const answer = await hospital.graphql(asRole('VET'), query, { id: wrong })
    expect(answer).toEqual({ data: { inventoryItem: null }, errors: [] })
  }
})

test('search finds a part of the name or the article number, and forgives a typing mistake', async () => {
  const { id } = await anItem(hospital, { name: 'Amoxicillin 250 mg tablets', sku: 'AMX-250' })
  await anItem(hospital, { name: 'Otoscope', sku: 'EQU-OTO' })
  for (const search of ['moxicil', 'AMOXICILLIN 250', 'amx-2', 'amoxicilin', 'amoxycillin', '  Amoxi ']) {
    expect(await found({ search }), search).toEqual([id])
  }
  for (const search of ['%', '_', "'; drop table", 'xyzzy', '\\']) {
    expect(await found({ search }), search).toEqual([])
  }
  const { errors } = await hospital.graphql(asRole('VET'), list, { filter: { search: 'x'.repeat(201) } })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'search' }])
})

test('an empty search narrows nothing, and what is not in use any more is never listed', async () => {
  const item = await anItem(hospital)
  const retired = await anItem(hospital, { active: false })
  const ids = await found({ search: '  ' })
  expect(ids).toContain(item.id)
  expect(ids).not.toContain(retired.id)
})

test('items are filtered by category, location and low stock, together', async () => {
  const unit = newId()
  const low = await stocked(hospital, 5, { unit })
  const plenty = await stocked(hospital, 5.001, { unit })
  const gloves = await stocked(hospital, 100, { unit, category: InventoryCategory.SUPPLIES })
  await adjust(hospital, { itemId: plenty.itemId, locationId: low.locationId, quantity: 50 })
  expect(await found({ locationId: low.locationId })).toEqual(
    expect.arrayContaining([low.itemId, plenty.itemId]),
  )
  expect(await found({ locationId: low.locationId, lowStock: true })).toEqual([low.itemId])
  expect(await found({ locationId: low.locationId, lowStock: false })).toEqual([plenty.itemId])
  expect(await found({ locationId: gloves.locationId, category: 'SUPPLIES' })).toEqual([gloves.itemId])
  expect(await found({ locationId: gloves.locationId, category: 'MEDICATION' })).toEqual([])
  expect(await found({ locationId: 'garbage' })).toEqual([])
  const lowAnywhere = await found({ lowStock: true })
  expect(lowAnywhere).toContain(low.itemId)
  expect(lowAnywhere).not.toContain(plenty.itemId)
})

test('AU6: staff of one location see the stock of that location only', async () => {
  const { itemId, locationId } = await stocked(hospital, 5)
  const elsewhere = await aLocation(hospital)
  await adjust(hospital, { itemId, locationId: elsewhere, quantity: 70 })
  const viewer = asRole('VET', {
    grants: [{ locationId: elsewhere, permissions: new Set(builtInRoles.VET.permissions) }],
  })
  const query = `query ($id: ID!, $at: ID) { inventoryItem(id: $id) {
    onHand there: onHand(locationId: $at) nowhere: onHand(locationId: "garbage") stock { onHand } low } }`
  const { data } = await hospital.graphql(viewer, query, { id: itemId, at: locationId })
  expect(data['inventoryItem']).toEqual({
    onHand: 70,
    there: null,
    nowhere: null,
    stock: [{ onHand: 70 }],
    low: false,
  })
  expect(await found({ locationId, lowStock: true }, viewer)).toEqual([])
  expect(await found({ locationId: elsewhere }, viewer)).toEqual([itemId])
})

test('items come by name, page by page, each once, also when names are equal', async () => {
  const locationId = await aLocation(hospital)
  const made: string[] = []
  for (const name of ['Bandage', 'Bandage', 'Zinc ointment', 'Aspirin', 'Bandage']) {
    const { id: itemId } = await anItem(hospital, { name })
    await adjust(hospital, { itemId, locationId, quantity: 1 })
    made.push(itemId)
  }
  const seen: Array<{ id: string; name: string }> = []
  let after: string | null = null
  do {
    const { data } = await hospital.graphql(asRole('VET'), list, { filter: { locationId }, first: 2, after })
    const { nodes, pageInfo, totalCount } = (data as unknown as Items).inventoryItems
    expect(totalCount).toBe(5)
    seen.push(...nodes)
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after)
  expect(seen.map(({ name }) => name)).toEqual(['Aspirin', 'Bandage', 'Bandage', 'Bandage', 'Zinc ointment'])
  expect(seen.map(({ id }) => id).sort()).toEqual([...made].sort())
})

test('a page of items with their stock costs two statements, however many there are', async () => {
  const { locationId } = await stocked(hospital, 1)
  for (let many = 0; many < 9; many++) {
    const { id: itemId } = await anItem(hospital)
    await adjust(hospital, { itemId, locationId, quantity: 3 })
  }
  for (const first of [1, 10]) {
    const before = hospital.runtime.database.statements()
    const { data, errors } = await hospital.graphql(
      asRole('VET'),
      `query ($first: Int!, $at: ID) { inventoryItems(first: $first, filter: { locationId: $at }) {
        nodes { onHand low here: onHand(locationId: $at) stock { onHand location { id } } } } }`,
      { first, at: locationId },
    )
    expect(errors).toEqual([])
    expect((data as unknown as Items).inventoryItems.nodes).toHaveLength(first)
    expect(hospital.runtime.database.statements() - before).toBe(2)
  }
})
