import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { anItem } from '../testing.ts'
import { aSupplier, aSupplierItem } from './supplier.factory.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
})
afterAll(() => hospital.close())

const create = `mutation ($input: CreateSupplierInput!) { createSupplier(input: $input) {
  id name email leadDays currency active version } }`
const update = `mutation ($input: UpdateSupplierInput!) { updateSupplier(input: $input) { active leadDays version } }`
const addEntry = `mutation ($input: CreateSupplierItemInput!) { createSupplierItem(input: $input) {
  id articleNumber packSize price leadDays preferred supplier { id } } }`
const updateEntry = `mutation ($input: UpdateSupplierItemInput!) { updateSupplierItem(input: $input) {
  price packSize leadDays preferred active version } }`
const offers = `query ($id: ID!) { inventoryItem(id: $id) { suppliers { articleNumber preferred supplier { name } } } }`

const names = async (filter: Record<string, unknown>) => {
  const { data } = await hospital.graphql(
    staff,
    'query ($filter: SupplierFilter) { suppliers(filter: $filter, first: 50) { nodes { name } } }',
    { filter },
  )
  return (data['suppliers'] as { nodes: Array<{ name: string }> }).nodes.map(({ name }) => name)
}

const offersOf = async (id: string) => {
  const { data, errors } = await hospital.graphql(staff, offers, { id })
  expect(errors).toEqual([])
  return (data['inventoryItem'] as { suppliers: Array<{ articleNumber: string; preferred: boolean }> })
    .suppliers
}

test('a supplier is added once for an Idempotency-Key, audited, and found by the beginning of its name', async () => {
  const input = { name: ' Atlantic Veterinary ', email: 'Orders@Atlantic.test', currency: 'EUR' }
  const add = () => hospital.graphql(staff, create, { input }, { idempotencyKey: 'atlantic' })
  const { data, errors } = await add()
  expect(errors).toEqual([])
  const supplier = data['createSupplier'] as { id: string }
  expect(supplier).toMatchObject({ name: 'Atlantic Veterinary', leadDays: 7, active: true, version: 1 })
  expect((await add()).data['createSupplier']).toMatchObject({ id: supplier.id })
  expect(await hospital.audited(supplier.id)).toMatchObject([{ action: 'supplier.create' }])
  expect(await names({ search: 'atlantic' })).toEqual(['Atlantic Veterinary'])
  expect(
    (await hospital.graphql(staff, create, { input: { ...input, name: 'ATLANTIC VETERINARY' } })).errors,
  ).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
})

test('a supplier is retired, never deleted, and then offers nothing until it is brought back', async () => {
  const { id: itemId } = await anItem(hospital)
  const { id, name } = await aSupplier(hospital)
  await aSupplierItem(hospital, { supplierId: id, itemId })
  const save = (version: number, active: boolean) =>
    hospital.graphql(staff, update, { input: { id, version, active } })
  expect((await save(1, false)).data['updateSupplier']).toMatchObject({ active: false, version: 2 })
  expect([await names({ search: name }), await names({ search: name, retired: true })]).toEqual([[], [name]])
  expect(await offersOf(itemId)).toEqual([])
  const entry = {
    supplierId: id,
    itemId,
    articleNumber: 'X',
    packSize: 1,
    price: { amount: 1, currency: 'EUR' },
  }
  expect((await hospital.graphql(staff, addEntry, { input: entry })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'supplierId' },
  ])
  expect((await save(1, true)).errors).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
  expect((await save(2, true)).errors).toEqual([])
  expect(await offersOf(itemId)).toHaveLength(1)
})

test('an entry of the catalogue has article number, pack, price and the lead time of its supplier unless it has its own', async () => {
  const { id: itemId } = await anItem(hospital)
  const { id: supplierId } = await aSupplier(hospital, { leadDays: 3 })
  const input = {
    supplierId,
    itemId,
    articleNumber: 'CAR-50',
    packSize: 100,
    price: { amount: 2450, currency: 'EUR' },
  }
  const { data, errors } = await hospital.graphql(staff, addEntry, { input })
  expect(errors).toEqual([])
  const entry = data['createSupplierItem'] as { id: string }
  expect(entry).toMatchObject({ packSize: 100, price: input.price, leadDays: 3, preferred: false })
  const change = { id: entry.id, version: 1, price: { amount: 2600, currency: 'EUR' }, leadDays: 14 }
  expect(
    (await hospital.graphql(staff, updateEntry, { input: change })).data['updateSupplierItem'],
  ).toMatchObject({
    price: { amount: 2600, currency: 'EUR' },
    leadDays: 14,
    version: 2,
  })
  expect(await hospital.audited(entry.id)).toMatchObject([
    { action: 'supplier-item.create', after: { price: 2450 } },
    { action: 'supplier-item.update', before: { price: 2450 }, after: { price: 2600 } },
  ])
})

test('what is no possible pack, price or lead time is refused at its field', async () => {
  const { id: itemId } = await anItem(hospital)
  const { id: supplierId } = await aSupplier(hospital)
  const input = {
    supplierId,
    itemId,
    articleNumber: 'P',
    packSize: 10,
    price: { amount: 1, currency: 'EUR' },
  }
  for (const [field, wrong, code] of [
    ['packSize', 0, 'BAD_USER_INPUT'],
    ['packSize', 0.0001, 'BAD_USER_INPUT'],
    ['price', { amount: 1, currency: 'USD' }, 'BAD_USER_INPUT'],
    ['price', { amount: -1, currency: 'EUR' }, 'BAD_USER_INPUT'],
    ['leadDays', 366, 'BAD_USER_INPUT'],
    ['articleNumber', ' ', 'BAD_USER_INPUT'],
    ['itemId', supplierId, 'NOT_FOUND'],
    ['supplierId', itemId, 'NOT_FOUND'],
  ] as const)
    expect(
      (await hospital.graphql(staff, addEntry, { input: { ...input, [field]: wrong } })).errors,
    ).toMatchObject([{ code, field }])
  expect((await hospital.graphql(staff, addEntry, { input })).errors).toEqual([])
  expect(
    (await hospital.graphql(staff, addEntry, { input: { ...input, articleNumber: 'p' } })).errors,
  ).toMatchObject([{ code: 'CONFLICT', field: 'articleNumber' }])
})

test('one entry of an item is preferred: the last that was chosen, also of ten chosen at once', async () => {
  const { id: itemId } = await anItem(hospital)
  const { id: supplierId } = await aSupplier(hospital)
  const entries = await Promise.all(
    Array.from({ length: 10 }, () => aSupplierItem(hospital, { supplierId, itemId })),
  )
  const prefer = (id: string, version: number) =>
    hospital.graphql(staff, updateEntry, { input: { id, version, preferred: true } })
  const answers = await Promise.all(entries.map(({ id }) => prefer(id, 1)))
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  const [first, ...others] = await offersOf(itemId)
  expect([first!.preferred, others.some(({ preferred }) => preferred)]).toEqual([true, false])
})

test('whoever only receives deliveries reads suppliers and changes none', async () => {
  const { id } = await aSupplier(hospital)
  const reception = asRole('RECEPTIONIST')
  const read = 'query ($id: ID!) { supplier(id: $id) { name catalogue { totalCount } } }'
  expect((await hospital.graphql(reception, read, { id })).errors).toEqual([])
  expect(
    (await hospital.graphql(reception, update, { input: { id, version: 1, active: false } })).errors,
  ).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(asRole('OWNER'), read, { id })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})
