import type { AppointmentFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice, aLocation, aPrice, aVisit, visitFacts } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const statusesOf = async ({ id }: AppointmentFacts) =>
  (
    await hospital.admin`select status from billing.invoices where appointment_id = ${id} order by created_at, id`
  ).map((row) => row['status'] as string)

const completed = (visit: AppointmentFacts, version = visit.version) =>
  hospital.deliver('appointment.completed', { ...visit, version })
const reopened = (visit: AppointmentFacts, version: number) =>
  hospital.deliver('appointment.reopened', { ...visit, version })

test('completing a visit drafts an invoice with the service’s price at the location, and audits it', async () => {
  const location = await aLocation(hospital, { taxRate: 1350 })
  const visit = await aVisit(hospital, { locationId: location.id })
  await aPrice(hospital, { locationId: newId(), typeId: visit.typeId }, { amount: 1 })
  await hospital.deliver('appointment.booked', { ...visit, version: 1 })
  await completed(visit)
  const { data, errors } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Appointment { invoice {
      id number status version currency subtotal tax total createdAt
      appointment { id } owner { id } pet { id } location { id }
      items { description kind quantity unitPrice net taxRate tax gross needsPrice }
    } } } }`,
    { of: [{ __typename: 'Appointment', id: visit.id }] },
  )
  expect(errors).toEqual([])
  const eur = (amount: number) => ({ amount, currency: 'EUR' })
  const invoice = (data as { _entities: Array<{ invoice: { id: string } }> })._entities[0]!.invoice
  expect(invoice).toMatchObject({
    number: null,
    status: 'DRAFT',
    version: 1,
    currency: 'EUR',
    subtotal: eur(6500),
    tax: eur(878),
    total: eur(7378),
    createdAt: hospital.now().toISOString(),
    appointment: { id: visit.id },
    owner: { id: visit.ownerId },
    pet: { id: visit.petId },
    location: { id: location.id },
    items: [
      {
        description: 'Check-up',
        kind: 'SERVICE',
        quantity: 1,
        unitPrice: eur(6500),
        net: eur(6500),
        taxRate: 1350,
        tax: eur(878),
        gross: eur(7378),
        needsPrice: false,
      },
    ],
  })
  expect(await hospital.audited(invoice.id)).toMatchObject([
    { action: 'invoice.draft', after: { status: 'DRAFT', total: 7378, items: [{ gross: 7378 }] } },
  ])
  expect(await hospital.emitted()).toContainEqual({
    task: 'scheduling:invoice.changed',
    payload: { id: invoice.id, appointmentId: visit.id },
  })
})

test('a visit is charged once, however often its completion is delivered', async () => {
  const visit = await aVisit(hospital)
  await completed(visit)
  await completed(visit)
  await completed(visit, visit.version + 1)
  expect(await statusesOf(visit)).toEqual(['DRAFT'])
})

test('a visit is charged once, however many deliveries run at the same time', async () => {
  const visit = await aVisit(hospital)
  await Promise.all(Array.from({ length: 12 }, (_, step) => completed(visit, visit.version + (step % 3))))
  expect(await statusesOf(visit)).toEqual(['DRAFT'])
})

test('undoing the completion voids an unedited draft, and audits it', async () => {
  const { visit, id } = await aDraft(hospital)
  await reopened(visit, 6)
  expect(await statusesOf(visit)).toEqual(['VOID'])
  expect(await hospital.audited(id)).toMatchObject([
    { action: 'invoice.draft' },
    { action: 'invoice.void', before: { status: 'DRAFT' }, after: { status: 'VOID' } },
  ])
})

test('completing again after an undo creates a new draft, at the price of the visit’s day', async () => {
  const { visit } = await aDraft(hospital)
  await reopened(visit, 6)
  await aPrice(hospital, visit, { amount: 7000, effectiveFrom: '2026-03-16' })
  await aPrice(hospital, visit, { amount: 9900, effectiveFrom: '2026-03-17' })
  await completed(visit, 7)
  const rows = await hospital.admin`
    select status, subtotal::int from billing.invoices where appointment_id = ${visit.id} order by status`
  expect([...rows]).toEqual([
    { status: 'DRAFT', subtotal: 7000 },
    { status: 'VOID', subtotal: 6500 },
  ])
})

test.each([
  [['complete 5', 'undo 6', 'complete 7'], 1],
  [['complete 5', 'complete 7', 'undo 6'], 1],
  [['undo 6', 'complete 5', 'complete 7'], 1],
  [['undo 6', 'complete 7', 'complete 5'], 1],
  [['complete 7', 'complete 5', 'undo 6'], 1],
  [['complete 7', 'undo 6', 'complete 5'], 1],
  [['undo 6', 'complete 5'], 0],
  [['undo 8', 'complete 7', 'undo 6', 'complete 5'], 0],
  [['complete 5', 'booked 1'], 1],
  [['booked 1', 'complete 5', 'undo 6', 'booked 1'], 0],
] as const)('events in the order %j leave %i invoices that count', async (order, count) => {
  const visit = await aVisit(hospital)
  for (const step of order) {
    const [what, version] = step.split(' ') as ['complete' | 'undo' | 'booked', string]
    if (what === 'complete') await completed(visit, Number(version))
    if (what === 'undo') await reopened(visit, Number(version))
    if (what === 'booked')
      await hospital.deliver('appointment.booked', { ...visit, version: Number(version) })
  }
  expect((await statusesOf(visit)).filter((status) => status !== 'VOID')).toHaveLength(count)
})

test('a draft that somebody has worked on survives an undo, and is not doubled by completing again', async () => {
  const { visit, id } = await aDraft(hospital)
  await hospital.admin`update billing.invoices set version = 2 where id = ${id}`
  await reopened(visit, 6)
  expect(await statusesOf(visit)).toEqual(['DRAFT'])
  await completed(visit, 7)
  expect(await statusesOf(visit)).toEqual(['DRAFT'])
})

test('B2: a finalised invoice is touched neither by an undo nor by completing again', async () => {
  const { visit, id } = await aFinalisedInvoice(hospital)
  const read = async () => (await hospital.admin`select * from billing.invoices where id = ${id}`)[0]
  const before = await read()
  await reopened(visit, 6)
  await completed(visit, 7)
  expect(await statusesOf(visit)).toEqual(['FINALISED'])
  expect(await read()).toEqual(before)
})

test('B13: a service without a price is charged with 0 and marked, so that it is not lost', async () => {
  const location = await aLocation(hospital)
  const visit = visitFacts({ locationId: location.id })
  await completed(visit)
  const [item] = await hospital.admin`
    select i.unit_price::int, i.gross::int, i.needs_price from billing.invoice_items i
    join billing.invoices v on v.id = i.invoice_id where v.appointment_id = ${visit.id}`
  expect(item).toEqual({ unit_price: 0, gross: 0, needs_price: true })
})

test('a price in another currency than the location’s is no price', async () => {
  const location = await aLocation(hospital)
  const visit = visitFacts({ locationId: location.id })
  await aPrice(hospital, visit, { currency: 'GBP' })
  await completed(visit)
  const rows = await hospital.admin`
    select v.currency, i.needs_price from billing.invoice_items i
    join billing.invoices v on v.id = i.invoice_id where v.appointment_id = ${visit.id}`
  expect([...rows]).toEqual([{ currency: 'EUR', needs_price: true }])
})

test('B13: a completion at a location that is not known yet waits, and is charged once it is', async () => {
  const visit = visitFacts()
  await expect(completed(visit)).rejects.toThrow('not known to billing yet')
  expect(await statusesOf(visit)).toEqual([])
  await aLocation(hospital, { id: visit.locationId })
  await completed(visit)
  expect(await statusesOf(visit)).toEqual(['DRAFT'])
})

test('a late event of a location does not bring old tax back', async () => {
  const location = await aLocation(hospital, { taxRate: 2300, version: 2 })
  await hospital.deliver('location.changed', { ...location, taxRate: 100, version: 1 })
  const [kept] = await hospital.admin`select tax_rate from billing.location_refs where id = ${location.id}`
  expect(kept).toEqual({ tax_rate: 2300 })
})
