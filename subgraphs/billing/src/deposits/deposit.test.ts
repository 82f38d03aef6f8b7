import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, isBalanced, type PaymentAnswer, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, askPeer, aVisit } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

/** A deposit of 50.00 for a visit that is booked. */
async function aDeposit() {
  const visit = await aVisit(hospital)
  const { id: appointmentId, ownerId, locationId } = visit
  await hospital.deliver('appointment.booked', { ...visit, version: 1 })
  await hospital.deliver('owner.changed', { id: ownerId, version: 1, name: 'Nora Lynch', active: true })
  const take = (input: Record<string, unknown> = {}) =>
    pays(hospital, 'recordDeposit', {
      ownerId,
      locationId,
      appointmentId,
      method: 'CARD',
      amount: eur(5000),
      ...input,
    })
  const { payment, errors } = await take()
  expect(errors).toEqual([])
  return { visit, appointmentId, ownerId, locationId, take, paymentId: payment.id, payment }
}

async function verb(name: 'useDeposit' | 'forfeitDeposit', input: Record<string, unknown>, key = newId()) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    receptionist,
    `mutation ($input: ${type}!) { ${name}(input: $input) {
      id version unallocated allocations { amount invoice { id status due number tax total } } } }`,
    { input },
    { idempotencyKey: key },
  )
  return { payment: data[name] as PaymentAnswer, errors }
}

const held = async (ownerId: string, appointmentId: string, viewer = receptionist) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Owner { deposits { id } balance credit } ... on Appointment { deposits { id } } } }`,
    {
      of: [
        { __typename: 'Owner', id: ownerId },
        { __typename: 'Appointment', id: appointmentId },
      ],
    },
  )
  expect(errors).toEqual([])
  return data['_entities'] as Array<{ deposits: unknown }>
}

const sumsOf = async (paymentId: string) =>
  Object.fromEntries(
    (
      await hospital.admin`
        select account, sum(amount)::int as amount from billing.journal_lines
        where payment_id = ${paymentId} group by account having sum(amount) <> 0`
    ).map((row) => [row['account'], row['amount']]),
  )

test('B9: a deposit is owed to the owner, is no credit, and pays the invoice of the visit that was moved', async () => {
  const { visit, appointmentId, ownerId, paymentId, payment } = await aDeposit()
  expect(payment).toMatchObject({ deposit: true, unallocated: eur(5000), allocations: [] })
  expect(await sumsOf(paymentId)).toEqual({ CARD: 5000, DEPOSITS: -5000 })
  expect(await held(ownerId, appointmentId)).toEqual([
    { deposits: [{ id: paymentId }], balance: eur(0), credit: eur(0) },
    { deposits: [{ id: paymentId }] },
  ])
  const moved = { startsAt: '2026-03-20T09:00:00.000Z', endsAt: '2026-03-20T09:30:00.000Z' }
  const { id: invoiceId } = await aFinalisedInvoice(hospital, { ...visit, ...moved, version: 5 })
  const used = await verb('useDeposit', { paymentId, invoiceId, amount: eur(2000) })
  expect(used.payment).toMatchObject({
    unallocated: eur(3000),
    allocations: [{ amount: eur(2000), invoice: { id: invoiceId, due: eur(5800) } }],
  })
  expect((await verb('useDeposit', { paymentId, invoiceId, amount: eur(3001) })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'amount', extensions: { available: eur(3000) } },
  ])
  await verb('useDeposit', { paymentId, invoiceId })
  expect(await sumsOf(paymentId)).toEqual({ CARD: 5000, RECEIVABLES: -5000 })
  expect((await verb('useDeposit', { paymentId, invoiceId })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'paymentId' },
  ])
  expect(await held(ownerId, appointmentId)).toMatchObject([{ deposits: [] }, { deposits: [] }])
  expect(await isBalanced(hospital)).toBe(true)
})

test('B9: a deposit is given back, and a forfeited one becomes an invoice of a fee with its tax', async () => {
  const { ownerId, appointmentId, paymentId } = await aDeposit()
  const back = await pays(hospital, 'refundPayment', { paymentId, amount: eur(2000), reason: 'Moved away' })
  expect(back.payment).toMatchObject({ refunded: eur(2000), unallocated: eur(3000) })
  const key = newId()
  const input = { paymentId, version: back.payment.version, description: 'Visit not attended' }
  const { payment, errors } = await verb('forfeitDeposit', input, key)
  expect(errors).toEqual([])
  expect(payment).toMatchObject({
    unallocated: eur(0),
    allocations: [
      {
        amount: eur(3000),
        invoice: {
          status: 'PAID',
          due: eur(0),
          tax: eur(500),
          total: eur(3000),
          number: expect.any(String) as string,
        },
      },
    ],
  })
  expect((await verb('forfeitDeposit', input, key)).payment).toEqual(payment)
  expect((await verb('forfeitDeposit', { ...input, version: payment.version })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'paymentId' },
  ])
  expect(await held(ownerId, appointmentId)).toMatchObject([{ deposits: [], balance: eur(0) }, {}])
  expect(await isBalanced(hospital)).toBe(true)
})

test('B9: a deposit is of an owner’s own visit, and money, not account credit', async () => {
  const { take } = await aDeposit()
  const other = await aDeposit()
  for (const [input, code, field] of [
    [{ appointmentId: other.appointmentId }, 'NOT_FOUND', 'appointmentId'],
    [{ appointmentId: newId() }, 'NOT_FOUND', 'appointmentId'],
    [{ method: 'CREDIT' }, 'BAD_USER_INPUT', 'method'],
    [{ amount: eur(0) }, 'BAD_USER_INPUT', 'amount'],
  ] as const) {
    expect((await take(input)).errors).toMatchObject([{ code, field }])
  }
})

test('B9: a deposit is used, given back and kept at the same time: never more than was taken', async () => {
  const { visit, paymentId, payment } = await aDeposit()
  const { id: invoiceId } = await aFinalisedInvoice(hospital, visit)
  const { version } = payment
  await Promise.all([
    ...Array.from({ length: 8 }, () => verb('useDeposit', { paymentId, invoiceId, amount: eur(1500) })),
    ...Array.from({ length: 8 }, () =>
      pays(hospital, 'refundPayment', { paymentId, amount: eur(1500), reason: 'x' }),
    ),
    verb('forfeitDeposit', { paymentId, version, description: 'Fee' }),
  ])
  expect((await sumsOf(paymentId))['DEPOSITS'] ?? 0).toBeLessThanOrEqual(0)
  expect(await isBalanced(hospital)).toBe(true)
  const { sql } = hospital.runtime.database
  const [used] = await sql`select owner_id, location_id from billing.payments where id = ${paymentId}`
  const entry = newId()
  await expect(
    sql.begin(async (sql) => {
      await sql`insert into billing.journal_entries (id, kind, source_id, location_id, owner_id, currency, day, at, receivable, credit)
        values (${entry}, 'ALLOCATION', ${newId()}, ${used!['location_id']}, ${used!['owner_id']}, 'EUR', '2026-03-16', now(), 0, 5001)`
      await sql`insert into billing.journal_lines (entry_id, position, account, amount, payment_id)
        values (${entry}, 1, 'DEPOSITS', 5001, ${paymentId}), (${entry}, 2, 'CREDIT', -5001, ${paymentId})`
    }),
  ).rejects.toMatchObject({ constraint_name: 'deposits_never_overdrawn' })
})

test('AU4: an owner sees the own deposits, and nobody else’s', async () => {
  const { ownerId, appointmentId, paymentId } = await aDeposit()
  expect(await held(ownerId, appointmentId, asRole('OWNER', { ownerId }))).toMatchObject([
    { deposits: [{ id: paymentId }] },
    { deposits: [{ id: paymentId }] },
  ])
  expect(await held(ownerId, appointmentId, asRole('OWNER', { ownerId: newId() }))).toMatchObject([
    { deposits: [] },
    { deposits: [] },
  ])
})
