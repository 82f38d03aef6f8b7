import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TaxClass } from '../prices/service.table.ts'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice, aLocation, aPrice, aService, askPeer, visitFacts } from '../testing.ts'

let hospital: TestSubgraph
const ownerId = newId()
const pets = { [newId()]: 'Bella', [newId()]: 'Max' }
const [bella, max] = Object.keys(pets) as [string, string]

/** What scheduling answers of visits. */
const visits: Record<string, { id: string; pet: { id: string }; location: { id: string } }> = {}

/** Clinical as it answers for two pets of the owner and for the owner. */
const clinical: AskPeer = async (type, ids, selection) =>
  type === 'Pet'
    ? ids.map((id) => ({ id, name: pets[id] ?? 'Rex', owner: { id: pets[id] ? ownerId : newId() } }))
    : type === 'Owner'
      ? ids.map((id) =>
          id === ownerId ? { id, version: 1, name: 'Ada Byron', archivedAt: null, address: null } : null,
        )
      : type === 'Appointment'
        ? ids.map((id) => visits[id] ?? null)
        : askPeer(type, ids, selection)

let at: string
let checkUp: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, clinical)
  at = (await aLocation(hospital)).id
  checkUp = newId()
  await aPrice(hospital, { locationId: at, typeId: checkUp })
})
afterAll(() => hospital.close())

const receptionist = asRole('RECEPTIONIST')
const fields = `id status version suppliedOn discount discountRate subtotal tax total pet { id }
  taxes { taxClass rate net tax }
  items { description kind petName serviceId quantity unitPrice taxIncluded discountRate discount net tax gross taxClass taxRate needsPrice }`
const create = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { ${fields} } }`
const voiding =
  'mutation ($id: ID!, $version: Int!) { voidInvoice(id: $id, basedOnVersion: $version) { status version } }'
const finalise =
  'mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) { number total } }'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const free = (overrides: Record<string, unknown> = {}) => ({
  description: 'Nail trim',
  quantity: 1,
  unitPrice: eur(1000),
  ...overrides,
})

interface Shown {
  id: string
  version: number
  total: { amount: number }
  items: Array<Record<string, unknown>>
}

const created = async (input: Record<string, unknown> = {}): Promise<Shown> => {
  const { data, errors } = await hospital.graphql(receptionist, create, {
    input: { ownerId, locationId: at, items: [free()], ...input },
  })
  expect(errors).toEqual([])
  return data['createInvoice'] as Shown
}

const changed = (id: string, version: number, input: Record<string, unknown>) =>
  hospital.graphql(receptionist, update, { input: { id, version, items: [free()], ...input } })

const countOfInvoices = async () =>
  (await hospital.admin`select count(*)::int as count from billing.invoices`)[0]!['count'] as number

test('B14: an invoice for several pets has lines from the price list and free ones, and adds up', async () => {
  const invoice = await created({
    items: [
      { serviceId: checkUp, quantity: 1, petId: bella },
      { serviceId: checkUp, quantity: 1, petId: max, unitPrice: eur(4000), description: 'Second opinion' },
      free({ quantity: 1.5, kind: 'PRODUCT', taxClass: 'EXEMPT', discountRate: 1000 }),
    ],
  })
  expect(invoice).toMatchObject({
    status: 'DRAFT',
    version: 1,
    suppliedOn: '2026-03-16',
    pet: null,
    subtotal: eur(6500 + 4000 + 1350),
    tax: eur(2100),
    total: eur(13_950),
    taxes: [
      { taxClass: 'STANDARD', rate: 2000, net: eur(10_500), tax: eur(2100) },
      { taxClass: 'EXEMPT', rate: 0, net: eur(1350), tax: eur(0) },
    ],
    items: [
      { description: 'Check-up', petName: 'Bella', serviceId: checkUp, unitPrice: eur(6500), net: eur(6500) },
      { description: 'Second opinion', petName: 'Max', unitPrice: eur(4000) },
      { quantity: 1.5, petName: null, serviceId: null, discount: eur(150), net: eur(1350), kind: 'PRODUCT' },
    ],
  })
  expect(await hospital.audited(invoice.id)).toMatchObject([
    { action: 'invoice.draft', actorId: receptionist.userId },
  ])
})

test('B4: a discount on the invoice is spread over the lines, and stays with them when it is finalised', async () => {
  const lines = [
    free({ unitPrice: eur(3333) }),
    free({ unitPrice: eur(3333) }),
    free({ unitPrice: eur(3334) }),
  ]
  const { id } = await created({ items: lines })
  const { data } = await changed(id, 1, { items: lines, discount: { amount: eur(1000) } })
  const invoice = data['updateInvoice'] as Shown
  expect(invoice).toMatchObject({
    discount: eur(1000),
    discountRate: null,
    subtotal: eur(9000),
    total: eur(10_800),
  })
  expect(invoice.items.map(({ discount }) => discount)).toEqual([eur(333), eur(333), eur(334)])
  const rate = await changed(id, 2, { items: lines, discount: { rate: 10_000 } })
  expect(rate.data['updateInvoice']).toMatchObject({ discountRate: 10_000, total: eur(0) })
  const done = await hospital.graphql(receptionist, finalise, { id, version: 3 })
  expect(done.data['finaliseInvoice']).toMatchObject({ total: eur(0) })
})

test('B5: a line with a price that includes its tax costs just that', async () => {
  const { total, items } = await created({ items: [free({ unitPrice: eur(1199), taxIncluded: true })] })
  expect(total).toEqual(eur(1199))
  expect(items[0]).toMatchObject({ net: eur(999), tax: eur(200), gross: eur(1199) })
})

test.each([
  ['JPY', 1000, 333, [333, 67, 400]],
  ['KWD', 1000, 12_345, [12_345, 2469, 14_814]],
  ['KWD', 333, 12_345, [4111, 822, 4933]],
])(
  'B4: an invoice in %s of %i thousandths at %i is rounded to its minor unit',
  async (currency, quantity, price, sums) => {
    const { id: locationId } = await aLocation(hospital, { currency })
    const { items } = await created({
      locationId,
      items: [free({ quantity: quantity / 1000, unitPrice: { amount: price, currency } })],
    })
    expect([items[0]!['net'], items[0]!['tax'], items[0]!['gross']]).toEqual(
      sums.map((amount) => ({ amount, currency })),
    )
  },
)

test.each([
  [{ quantity: -1 }, 'items.0.quantity'],
  [{ quantity: 0 }, 'items.0.quantity'],
  [{ quantity: 0.0005 }, 'items.0.quantity'],
  [{ quantity: 1e12 }, 'items.0.quantity'],
  [{ unitPrice: eur(1e12) }, 'items.0.unitPrice'],
  [{ unitPrice: eur(-1) }, 'items.0.unitPrice'],
  [{ unitPrice: { amount: 100, currency: 'USD' } }, 'items.0.unitPrice'],
  [{ unitPrice: null }, 'items.0.unitPrice'],
  [{ quantity: 100_000, unitPrice: eur(1e9) }, 'items.0.quantity'],
  [{ discountRate: 10_001 }, 'items.0.discountRate'],
  [{ discountRate: -1 }, 'items.0.discountRate'],
  [{ description: '  ' }, 'items.0.description'],
  [{ taxClass: 'REDUCED' }, 'items.0.taxClass'],
])('a line with %j is bad input in its field, and nothing is written', async (line, field) => {
  const before = await countOfInvoices()
  const { errors } = await hospital.graphql(receptionist, create, {
    input: { ownerId, locationId: at, items: [free(line)] },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(await countOfInvoices()).toBe(before)
})

test.each([
  [{ rate: 10_001 }, 'discount.rate'],
  [{ rate: -1 }, 'discount.rate'],
  [{ amount: eur(1001) }, 'discount.amount'],
  [{ amount: { amount: 1, currency: 'USD' } }, 'discount.amount'],
  [{ rate: 100, amount: eur(1) }, 'discount'],
])('a discount of %j is bad input', async (discount, field) => {
  const { errors } = await hospital.graphql(receptionist, create, {
    input: { ownerId, locationId: at, items: [free()], discount },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test('what nobody knows is not found: the owner, the location, the entry, another owner’s pet', async () => {
  const retired = await aService(hospital, { active: false })
  for (const [input, code, field] of [
    [{ ownerId: newId() }, 'NOT_FOUND', 'ownerId'],
    [{ locationId: newId() }, 'NOT_FOUND', 'locationId'],
    [{ items: [{ serviceId: newId(), quantity: 1 }] }, 'NOT_FOUND', 'items.0.serviceId'],
    [{ items: [free({ petId: newId() })] }, 'NOT_FOUND', 'items.0.petId'],
    [{ items: [{ serviceId: retired.id, quantity: 1 }] }, 'BAD_USER_INPUT', 'items.0.serviceId'],
    [{ items: Array.from({ length: 101 }, () => free()) }, 'BAD_USER_INPUT', 'items'],
  ] as const) {
    const { errors } = await hospital.graphql(receptionist, create, {
      input: { ownerId, locationId: at, items: [free()], ...input },
    })
    expect(errors).toMatchObject([{ code, field }])
  }
})

test('two people edit one draft: the second save is a conflict and changes nothing', async () => {
  const { id } = await created()
  expect((await changed(id, 1, { items: [free({ quantity: 2 })] })).errors).toEqual([])
  const late = await changed(id, 1, { items: [] })
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
  const [row] = await hospital.admin`select version, subtotal from billing.invoices where id = ${id}`
  expect(row).toEqual({ version: 2, subtotal: '2000' })
})

test('B7: the same key gives the same draft, and another body under it is refused', async () => {
  const key = newId()
  const input = { ownerId, locationId: at, items: [free()] }
  const send = (more: Record<string, unknown> = {}) =>
    hospital.graphql(receptionist, create, { input: { ...input, ...more } }, { idempotencyKey: key })
  const first = await send()
  expect((await send()).data).toEqual(first.data)
  expect((await send({ items: [] })).errors).toMatchObject([{ code: 'CONFLICT', field: 'Idempotency-Key' }])
})

test('a draft is voided, and what is not a draft is neither changed nor voided', async () => {
  const { id } = await aDraft(hospital)
  const { data } = await hospital.graphql(receptionist, voiding, { id, version: 1 })
  expect(data).toEqual({ voidInvoice: { status: 'VOID', version: 2 } })
  const finalised = await aFinalisedInvoice(hospital)
  for (const [of, version] of [
    [id, 2],
    [finalised.id, 1],
  ] as const) {
    const refused = [{ code: 'CONFLICT', field: 'id' }]
    expect((await hospital.graphql(receptionist, voiding, { id: of, version })).errors).toMatchObject(refused)
    expect((await changed(of, version, {})).errors).toMatchObject(refused)
  }
})

test('a draft that was edited is not taken back with its visit', async () => {
  const { id, visit } = await aDraft(hospital)
  expect((await changed(id, 1, {})).errors).toEqual([])
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  const [row] = await hospital.admin`select status from billing.invoices where id = ${id}`
  expect(row).toEqual({ status: 'DRAFT' })
})

test('B3: a later price or name in the price list never changes a draft or an invoice', async () => {
  const service = await aService(hospital, { taxClass: TaxClass.ZERO })
  await aPrice(hospital, { locationId: at, typeId: service.id })
  const { id, total } = await created({ items: [{ serviceId: service.id, quantity: 2 }] })
  await aPrice(hospital, { locationId: at, typeId: service.id }, { amount: 1, effectiveFrom: '2026-03-16' })
  await hospital.admin`update billing.services set name = 'Other' where id = ${service.id}`
  const { data } = await hospital.graphql(receptionist, finalise, { id, version: 1 })
  expect(data['finaliseInvoice']).toMatchObject({ total })
})

test('B5: a rate that no longer holds is refused when the draft is finalised, until it is saved again', async () => {
  const { id: locationId } = await aLocation(hospital)
  const { id } = await created({ locationId })
  await hospital.admin`insert into billing.tax_rates
    values (${newId()}, ${locationId}, 'STANDARD', 2300, '2026-03-16', now())`
  const refused = await hospital.graphql(receptionist, finalise, { id, version: 1 })
  expect(refused.errors).toMatchObject([{ code: 'CONFLICT', field: 'items.0.taxRate' }])
  await changed(id, 1, {})
  const { data } = await hospital.graphql(receptionist, finalise, { id, version: 2 })
  expect(data['finaliseInvoice']).toMatchObject({ total: eur(1230) })
})

test('B13: an invoice begun for a visit charges what is done at it, and there is one draft of a visit', async () => {
  const id = newId()
  const typeId = newId()
  visits[id] = { id, pet: { id: bella }, location: { id: at } }
  await aPrice(hospital, { locationId: at, typeId })
  const draft = await created({ appointmentId: id, items: [] })
  const before = await countOfInvoices()
  const refused = async (input: Record<string, unknown>, code: string) => {
    const { errors } = await hospital.graphql(receptionist, create, {
      input: { ownerId, locationId: at, items: [], ...input },
    })
    expect(errors).toMatchObject([{ code, field: 'appointmentId' }])
  }
  await refused({ appointmentId: id }, 'CONFLICT')
  await refused({ appointmentId: newId() }, 'NOT_FOUND')
  visits[max] = { id: max, pet: { id: newId() }, location: { id: at } }
  await refused({ appointmentId: max }, 'NOT_FOUND')
  visits[bella] = { id: bella, pet: { id: bella }, location: { id: newId() } }
  await refused({ appointmentId: bella }, 'NOT_FOUND')
  await hospital.deliver(
    'appointment.completed',
    visitFacts({ id, typeId, ownerId, petId: bella, locationId: at }),
  )
  expect(await countOfInvoices()).toBe(before)
  const { data } = await hospital.graphql(
    receptionist,
    'query ($id: ID!) { invoice(id: $id) { appointment { id } items { description petName } } }',
    { id: draft.id },
  )
  expect(data['invoice']).toEqual({
    appointment: { id },
    items: [{ description: 'Check-up', petName: 'Bella' }],
  })
})
