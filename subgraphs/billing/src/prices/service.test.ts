import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, aService } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (_type, ids) => ids.map((id) => ({ id })))
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const receptionist = asRole('RECEPTIONIST')

const run = async (text: string, variables: Record<string, unknown>, viewer = administrator, key?: string) =>
  hospital.graphql(viewer, text, variables, { idempotencyKey: key ?? null })

const create =
  'mutation ($input: CreateServiceInput!) { createService(input: $input) { id name code active } }'
const update =
  'mutation ($input: UpdateServiceInput!) { updateService(input: $input) { id name code active version } }'
const setPrice = `mutation ($input: SetPriceInput!, $at: ID!) { setPrice(input: $input) {
  price(locationId: $at) { amount taxIncluded taxRate gross effectiveFrom } prices(locationId: $at) { effectiveFrom gross } } }`
const setTaxRate =
  'mutation ($input: SetTaxRateInput!) { setTaxRate(input: $input) { taxClass rate effectiveFrom } }'

const entry = { name: 'Dental scaling', code: 'DEN1', kind: 'SERVICE', taxClass: 'STANDARD' }
const eur = (amount: number) => ({ amount, currency: 'EUR' })

const price = async (locationId: string, serviceId: string, overrides: Record<string, unknown> = {}) =>
  run(setPrice, {
    at: locationId,
    input: {
      serviceId,
      locationId,
      price: eur(10_000),
      taxIncluded: false,
      effectiveFrom: '2026-03-16',
      ...overrides,
    },
  })

test('an administrator keeps the price list: adds, renames, retires, each audited; codes are taken once', async () => {
  const key = newId()
  const first = await run(create, { input: entry }, administrator, key)
  expect(first.errors).toEqual([])
  const service = first.data['createService'] as { id: string }
  expect((await run(create, { input: entry }, administrator, key)).data).toEqual(first.data)
  expect(
    (await run(create, { input: { ...entry, name: 'Other' } }, administrator, key)).errors,
  ).toMatchObject([{ code: 'CONFLICT', field: 'Idempotency-Key' }])
  expect((await run(create, { input: entry })).errors).toMatchObject([{ code: 'CONFLICT', field: 'code' }])
  const { data } = await run(update, {
    input: { id: service.id, version: 1, name: 'Scaling', active: false },
  })
  expect(data).toEqual({
    updateService: { id: service.id, name: 'Scaling', code: 'DEN1', active: false, version: 2 },
  })
  expect((await run(update, { input: { id: service.id, version: 1, name: 'Late' } })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version' },
  ])
  expect((await hospital.audited(service.id)).map(({ action }) => action)).toEqual([
    'service.create',
    'service.update',
  ])
})

test('the price list is found by part of a name or code, without what is retired', async () => {
  await aService(hospital, { name: 'Nail trim', code: 'NT7' })
  await aService(hospital, { name: 'Nail trim 50%_off', active: false })
  const names = async (filter: Record<string, unknown>) => {
    const { data, errors } = await run(
      'query ($filter: ServiceFilter) { services(filter: $filter) { totalCount nodes { name } } }',
      { filter },
      receptionist,
    )
    expect(errors).toEqual([])
    return (data['services'] as { nodes: Array<{ name: string }> }).nodes.map(({ name }) => name)
  }
  expect(await names({ search: 'NAIL' })).toEqual(['Nail trim'])
  expect(await names({ search: 'nt7' })).toEqual(['Nail trim'])
  expect(await names({ search: '%_', withRetired: true })).toEqual(['Nail trim 50%_off'])
  expect(await names({ search: 'nail', kind: 'PRODUCT' })).toEqual([])
})

test('S1, B5: a price counts from its day on, is shown as it will be paid, and the last word of a day counts', async () => {
  const { id: at } = await aLocation(hospital)
  const { id } = await aService(hospital)
  expect((await price(at, id)).errors).toEqual([])
  await price(at, id, { price: eur(9900), taxIncluded: true })
  const { data } = await price(at, id, { price: eur(12_000), effectiveFrom: '2026-04-01' })
  expect(data['setPrice']).toEqual({
    price: {
      amount: eur(9900),
      taxIncluded: true,
      taxRate: 2000,
      gross: eur(9900),
      effectiveFrom: '2026-03-16',
    },
    prices: [
      { effectiveFrom: '2026-04-01', gross: eur(14_400) },
      { effectiveFrom: '2026-03-16', gross: eur(9900) },
      { effectiveFrom: '2026-03-16', gross: eur(12_000) },
    ],
  })
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    'price.set',
    'price.set',
    'price.set',
  ])
})

test('B5: a tax rate counts from its day on; the reduced one is set, and exempt is not zero', async () => {
  const { id: at } = await aLocation(hospital)
  const reduced = await aService(hospital, { taxClass: 'REDUCED' as never })
  const rate = (overrides: Record<string, unknown>) =>
    run(setTaxRate, {
      input: { locationId: at, taxClass: 'REDUCED', rate: 500, effectiveFrom: '2026-03-16', ...overrides },
    })
  expect((await rate({})).errors).toEqual([])
  await rate({ rate: 700, effectiveFrom: '2026-07-01' })
  await price(at, reduced.id)
  const { data } = await price(at, reduced.id, { effectiveFrom: '2026-07-01' })
  expect(data['setPrice']).toMatchObject({
    price: { taxRate: 500, gross: eur(10_500) },
    prices: [{ gross: eur(10_700) }, { gross: eur(10_500) }],
  })
  const list = await run('query ($at: ID!) { taxRates(locationId: $at) { rate } }', { at }, receptionist)
  expect(list.data).toEqual({ taxRates: [{ rate: 700 }, { rate: 500 }] })
  for (const [overrides, field] of [
    [{ taxClass: 'EXEMPT' }, 'taxClass'],
    [{ taxClass: 'ZERO' }, 'taxClass'],
    [{ rate: 10_001 }, 'rate'],
    [{ rate: -1 }, 'rate'],
    [{ effectiveFrom: '2026-03-15' }, 'effectiveFrom'],
  ] as const)
    expect((await rate(overrides)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test.each([
  [{ price: { amount: 100, currency: 'USD' } }, 'price'],
  [{ price: { amount: -1, currency: 'EUR' } }, 'price'],
  [{ price: { amount: 1_000_000_000_000, currency: 'EUR' } }, 'price'],
  [{ effectiveFrom: '2026-03-15' }, 'effectiveFrom'],
])('a price with %j is bad input', async (overrides, field) => {
  const { id: at } = await aLocation(hospital)
  const { id } = await aService(hospital)
  expect((await price(at, id, overrides)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test('only who may set prices at a location sets them there; an owner does not see the price list', async () => {
  const [here, elsewhere] = [await aLocation(hospital), await aLocation(hospital)]
  const { id } = await aService(hospital)
  const manager = asRole('RECEPTIONIST', {
    grants: [
      {
        locationId: here.id,
        permissions: new Set([...builtInRoles.RECEPTIONIST.permissions, 'price:write']),
      },
    ],
  })
  const input = (locationId: string) => ({
    at: locationId,
    input: { serviceId: id, locationId, price: eur(1), taxIncluded: true, effectiveFrom: '2026-03-16' },
  })
  expect((await run(setPrice, input(here.id), manager)).errors).toEqual([])
  expect((await run(setPrice, input(elsewhere.id), manager)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const { errors } = await run('{ services { totalCount } }', {}, asRole('OWNER', { ownerId: newId() }))
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('billing itself may not change tax rates or delete entries', async () => {
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update billing.tax_rates set rate = 0`,
    sql`delete from billing.tax_rates`,
    sql`delete from billing.services`,
  ])
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
})
