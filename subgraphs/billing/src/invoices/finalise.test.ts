import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aDraft, aLocation, askPeer, aVisit } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

const receptionist = asRole('RECEPTIONIST')
const mutation = `mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) {
  id number status finalisedAt version total } }`

interface Finalised {
  id: string
  number: string
}

const finalise = async (
  id: string,
  {
    version = 1,
    viewer = receptionist,
    key,
  }: { version?: number; viewer?: typeof receptionist; key?: string } = {},
) => hospital.graphql(viewer, mutation, { id, version }, { idempotencyKey: key ?? null })

const finalised = async (id: string) => {
  const { data, errors } = await finalise(id)
  expect(errors).toEqual([])
  return data['finaliseInvoice'] as Finalised
}

const rowOf = async (id: string) =>
  (await hospital.admin`select * from billing.invoices where id = ${id}`)[0]!

/** Drafts of one location and price. */
async function drafts(count: number) {
  const visit = await aVisit(hospital)
  const { locationId, typeId } = visit
  const made = []
  for (let place = 0; place < count; place++) made.push(await aDraft(hospital, { locationId, typeId }))
  return { locationId, ids: made.map(({ id }) => id) }
}

const numbersOf = async (locationId: string) =>
  (
    await hospital.admin`select number from billing.invoices
      where location_id = ${locationId} and number is not null order by number`
  ).map(({ number }) => number as string)

test('B1: finalising gives a number, freezes names and addresses, tells the front desk and is audited (B3)', async () => {
  const { id, visit } = await aDraft(hospital)
  const { next } = await hospital.subscribe(
    receptionist,
    'subscription ($filter: InvoiceChangeFilter) { invoiceChanged(filter: $filter) { invoice { status } } }',
    { filter: { invoiceId: id } },
  )
  expect((await finalise(id)).data['finaliseInvoice']).toMatchObject({
    id,
    status: 'FINALISED',
    number: expect.stringMatching(/^H\d*-2026-000001$/),
    finalisedAt: '2026-03-16T08:00:00.000Z',
    version: 2,
  })
  expect((await next!())?.data).toEqual({ invoiceChanged: { invoice: { status: 'FINALISED' } } })
  expect(await rowOf(id)).toMatchObject({
    issuer: {
      name: 'Seaside Veterinary Hospital',
      lines: ['Harbour Street', '12 Harbour Street', 'Dublin', '+353 1 555 0100'],
    },
    recipient: { name: 'Ελένη Łukasiewicz', lines: ['ул. Ленина 5', 'D02 Dublin', 'Ireland'] },
  })
  expect(await hospital.audited(id)).toMatchObject([
    { action: 'invoice.draft' },
    { action: 'invoice.finalise', actorId: receptionist.userId },
  ])
  expect((await hospital.emitted()).filter(({ payload }) => payload['id'] === id)).toContainEqual({
    task: 'scheduling:invoice.changed',
    payload: { id, appointmentId: visit.id },
  })
})

test('B1: 100 parallel finalises give a consecutive set, no duplicate, no deadlock', async () => {
  const { ids, locationId } = await drafts(100)
  const answers = await Promise.all(ids.map((id) => finalise(id)))
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  const numbers = await numbersOf(locationId)
  const start = numbers[0]!.slice(0, -6)
  expect(numbers).toEqual(ids.map((_, place) => `${start}${String(place + 1).padStart(6, '0')}`))
})

test('B1: a finalise that is rolled back leaves no gap, and a refused one neither', async () => {
  const { ids, locationId } = await drafts(3)
  const first = await finalised(ids[0]!)
  // What is written last in the transaction fails.
  await hospital.admin.unsafe(`
    create function billing.fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create trigger fail before update on billing.invoices for each row
      when (new.id = '${ids[1]}') execute function billing.fail()`)
  expect((await finalise(ids[1]!)).errors).toHaveLength(1)
  await hospital.admin.unsafe('drop trigger fail on billing.invoices; drop function billing.fail()')
  expect((await finalise(ids[1]!, { version: 7 })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version' },
  ])
  const second = await finalised(ids[1]!)
  expect(await numbersOf(locationId)).toEqual([first.number, second.number])
  expect(second.number.slice(-6)).toBe('000002')
})

test('B1: each location has its own series, and each year of the location begins again', async () => {
  const kiritimati = await aLocation(hospital, { name: 'Kiritimati', timeZone: 'Pacific/Kiritimati' })
  const honolulu = await aLocation(hospital, { name: 'Kahala', timeZone: 'Pacific/Honolulu' })
  const priced = async (locationId: string) => {
    const { id } = await aDraft(hospital, { locationId, typeId: newId() })
    await hospital.admin`update billing.invoice_items set needs_price = false where invoice_id = ${id}`
    return (await finalised(id)).number
  }
  hospital.setNow('2026-12-31T12:00:00.000Z')
  expect(await priced(kiritimati.id)).toBe('K-2027-000001')
  expect(await priced(honolulu.id)).toBe('K2-2026-000001')
  hospital.setNow('2027-01-01T12:00:00.000Z')
  expect(await priced(kiritimati.id)).toBe('K-2027-000002')
  expect(await priced(honolulu.id)).toBe('K2-2027-000001')
  hospital.setNow('2026-03-16T08:00:00.000Z')
})

test('B7: the same key gives the same answer, another body is refused, and a second finalise is a conflict', async () => {
  const { ids } = await drafts(2)
  const key = newId()
  const first = await finalise(ids[0]!, { key })
  expect(first.errors).toEqual([])
  expect((await finalise(ids[0]!, { key })).data).toEqual(first.data)
  expect((await finalise(ids[1]!, { key })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'Idempotency-Key' },
  ])
  expect((await finalise(ids[0]!, { version: 2 })).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
})

test('what has no price or no line is not finalised', async () => {
  const { id } = await aDraft(hospital, { locationId: (await aLocation(hospital)).id, typeId: newId() })
  expect((await finalise(id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'items.0.unitPrice' }])
  await hospital.admin`delete from billing.invoice_items where invoice_id = ${id}`
  expect((await finalise(id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'items' }])
  expect(await rowOf(id)).toMatchObject({ status: 'DRAFT', number: null })
})

test('AU6: whoever may not finalise at the location of an invoice is refused, and elsewhere there is none', async () => {
  const { id, visit } = await aDraft(hospital)
  const at = (locationId: string, permissions = builtInRoles.RECEPTIONIST.permissions) =>
    asRole('RECEPTIONIST', { grants: [{ locationId, permissions: new Set(permissions) }] })
  const refused = async (viewer: typeof receptionist) => (await finalise(id, { viewer })).errors
  expect(await refused(at(newId()))).toMatchObject([{ code: 'NOT_FOUND' }])
  expect(await refused(asRole('VET'))).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await refused(asRole('OWNER', { ownerId: visit.ownerId }))).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await refused(at(visit.locationId))).toEqual([])
})

test('B2: neither the application’s role nor an administrator changes or deletes what was finalised', async () => {
  const { id } = await aDraft(hospital)
  const { number } = await finalised(id)
  const { sql } = hospital.runtime.database
  await expect(sql`delete from billing.invoices where id = ${id}`).rejects.toMatchObject({ code: '42501' })
  for (const attempt of [
    sql`update billing.invoices set recipient = '{}' where id = ${id}`,
    sql`update billing.invoices set discount = 1 where id = ${id}`,
    sql`update billing.invoice_items set description = 'x' where invoice_id = ${id}`,
    sql`delete from billing.invoice_items where invoice_id = ${id}`,
    hospital.admin`update billing.invoices set issuer = null where id = ${id}`,
    hospital.admin`delete from billing.invoices where id = ${id}`,
  ])
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'invoices_frozen' })
  expect(await rowOf(id)).toMatchObject({ number, status: 'FINALISED' })
})

test('B1: a series goes on by one, and neither role starts it again', async () => {
  await finalised((await aDraft(hospital)).id)
  const { sql } = hospital.runtime.database
  await expect(sql`delete from billing.number_series`).rejects.toMatchObject({ code: '42501' })
  for (const attempt of [
    sql`update billing.number_series set last = last + 2`,
    hospital.admin`update billing.number_series set last = 0`,
    hospital.admin`update billing.number_series set prefix = 'X', last = last + 1`,
  ])
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'number_series_consecutive' })
})
