import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice, aLocation, aPrice } from '../testing.ts'
import { eur, isBalanced, pays, receptionist } from './payment.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

/** An invoice of 78.00, and how it is paid. */
async function anInvoice(overrides: Parameters<typeof aFinalisedInvoice>[1] = {}) {
  const { id, visit } = await aFinalisedInvoice(hospital, overrides)
  const { ownerId, locationId } = visit
  const pay = (amount: number, input: Record<string, unknown> = {}, as?: Parameters<typeof pays>[3]) =>
    pays(
      hospital,
      'recordPayment',
      { ownerId, locationId, method: 'CARD', amount: eur(amount), invoiceIds: [id], ...input },
      as,
    )
  return { id, ownerId, locationId, pay }
}

const invoiceOf = async (id: string) =>
  (
    await hospital.graphql(
      receptionist,
      'query ($id: ID!) { invoice(id: $id) { status due paid payments { id status } } }',
      { id },
    )
  ).data['invoice']

const written = async () =>
  (
    await hospital.admin`
    select (select count(*)::int from billing.payments) as payments, (select count(*)::int from billing.refunds) as refunds,
      (select count(*)::int from billing.journal_entries) as entries`
  )[0]

const refusedAt = async (
  answer: Promise<Awaited<ReturnType<typeof pays>>>,
  field: string,
  code = 'BAD_USER_INPUT',
) => {
  const before = await written()
  const { errors } = await answer
  expect(errors).toMatchObject([{ code, field }])
  expect(await written()).toEqual(before)
}

test('B6: part and split payments pay an invoice, and whoever has it open is told', async () => {
  const { id, pay } = await anInvoice()
  const { next } = await hospital.subscribe(
    receptionist,
    'subscription ($id: ID!) { invoiceChanged(filter: { invoiceId: $id }) { invoice { status due } } }',
    { id },
  )
  const { payment } = await pay(3000, { method: 'CASH', tendered: eur(5000) })
  expect(payment).toMatchObject({
    amount: eur(3000),
    change: eur(2000),
    status: 'TAKEN',
    unallocated: eur(0),
  })
  expect((await next!())?.data).toEqual({
    invoiceChanged: { invoice: { status: 'FINALISED', due: eur(4800) } },
  })
  await pay(4800, { reference: '004711' })
  expect((await next!())?.data).toEqual({ invoiceChanged: { invoice: { status: 'PAID', due: eur(0) } } })
  expect(await invoiceOf(id)).toMatchObject({ paid: eur(7800), payments: [{ status: 'TAKEN' }, {}] })
  expect(await hospital.audited(payment.id)).toMatchObject([
    { action: 'payment.create', actorId: receptionist.userId, after: { method: 'CASH', amount: 3000 } },
  ])
})

test('B6: one payment pays many invoices, the oldest first; the rest is credit, which pays too', async () => {
  const first = await anInvoice()
  const { ownerId, locationId } = first
  const second = await anInvoice({ ownerId })
  const { payment } = await first.pay(16_000, { invoiceIds: null })
  expect(payment).toMatchObject({
    unallocated: eur(400),
    allocations: expect.arrayContaining([
      { amount: eur(7800), invoice: expect.objectContaining({ id: first.id, status: 'PAID' }) },
      { amount: eur(7800), invoice: expect.objectContaining({ id: second.id, status: 'PAID' }) },
    ]),
  })
  const third = await anInvoice({ ownerId, locationId })
  await refusedAt(third.pay(401, { method: 'CREDIT' }), 'amount')
  expect((await third.pay(400, { method: 'CREDIT' })).payment).toMatchObject({ refundable: eur(0) })
  expect(await invoiceOf(third.id)).toMatchObject({ due: eur(7400) })
  await refusedAt(third.pay(1, { method: 'CREDIT' }), 'amount')
  await refusedAt(
    pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(15_601), reason: 'x' }),
    'amount',
  )
})

test('B6: a payment is allocated otherwise, and what it pays no more is due again', async () => {
  const first = await anInvoice()
  const second = await anInvoice({ ownerId: first.ownerId })
  const { payment } = await first.pay(7800)
  const change = (allocations: Array<[string, number]>, version: number) =>
    pays(hospital, 'allocatePayment', {
      paymentId: payment.id,
      version,
      allocations: allocations.map(([invoiceId, amount]) => ({ invoiceId, amount: eur(amount) })),
    })
  const moved = await change([[second.id, 7000]], 1)
  expect(moved.payment).toMatchObject({ unallocated: eur(800), version: 2 })
  expect(await invoiceOf(first.id)).toMatchObject({ status: 'FINALISED', due: eur(7800) })
  expect(await invoiceOf(second.id)).toMatchObject({ status: 'FINALISED', due: eur(800) })
  await refusedAt(change([[second.id, 7801]], 2), 'allocations')
  await refusedAt(
    change(
      [
        [first.id, 1000],
        [second.id, 7000],
      ],
      2,
    ),
    'allocations',
  )
  await refusedAt(change([[(await anInvoice()).id, 1]], 2), 'allocations', 'NOT_FOUND')
  await refusedAt(change([], 1), 'version', 'CONFLICT')
  await change([], 2)
  expect(await invoiceOf(second.id)).toMatchObject({ payments: [{ id: payment.id }], due: eur(7800) })
  expect(await isBalanced(hospital)).toBe(true)
})

test('B4: cash is rounded to the coins of its currency on a line of its own, cards are not', async () => {
  const location = await aLocation(hospital, { currency: 'CHF', taxRate: 810 })
  const typeId = newId()
  await aPrice(hospital, { locationId: location.id, typeId }, { currency: 'CHF', amount: 922 })
  const chf = (amount: number) => ({ amount, currency: 'CHF' })
  const due = 997
  for (const amount of [997, 995]) {
    const { id, pay } = await anInvoice({ locationId: location.id, typeId })
    const { payment } = await pay(0, { amount: chf(amount), method: 'CASH' })
    expect(payment).toMatchObject({ amount: chf(995), rounding: chf(2) })
    expect(await invoiceOf(id)).toMatchObject({ status: 'PAID', paid: chf(due) })
    const refund = (amount: number) =>
      pays(hospital, 'refundPayment', { paymentId: payment.id, amount: chf(amount), reason: 'Returned' })
    await refusedAt(refund(3), 'amount')
    await refund(500)
    expect((await refund(495)).payment).toMatchObject({ status: 'REFUNDED' })
    expect(await invoiceOf(id)).toMatchObject({ status: 'FINALISED', due: chf(due) })
    await refusedAt(pay(0, { amount: chf(2), method: 'CASH' }), 'amount')
    await pay(0, { amount: chf(due) })
    expect(await invoiceOf(id)).toMatchObject({ status: 'PAID' })
  }
  const [row] = await hospital.admin`
    select count(*)::int, sum(amount)::int from billing.journal_lines where account = 'ROUNDING'`
  expect(row).toEqual({ count: 4, sum: 0 })
})

test('B8: a refund needs its right, another tender one more, and makes the invoice due again', async () => {
  const { id, pay } = await anInvoice()
  const { payment } = await pay(7800)
  const refund = (input: Record<string, unknown>, viewer = receptionist) =>
    pays(hospital, 'refundPayment', { paymentId: payment.id, reason: 'Paid twice', ...input }, { viewer })
  expect((await refund({}, asRole('VET'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await refund({ method: 'CASH' })).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'payment:other-tender' } },
  ])
  expect((await refund({ amount: eur(800), method: 'CASH' }, asRole('ADMIN'))).payment).toMatchObject({
    status: 'PARTLY_REFUNDED',
    refunds: [{ method: 'CASH', amount: eur(800), reason: 'Paid twice' }],
  })
  expect(await invoiceOf(id)).toMatchObject({ status: 'FINALISED', due: eur(800) })
  await refusedAt(refund({ amount: eur(7001) }), 'amount')
  await refund({})
  await refusedAt(refund({}), 'paymentId', 'CONFLICT')
  expect(await hospital.audited(payment.id)).toMatchObject([{}, { action: 'payment.refund' }, {}])
  await refusedAt(
    pays(hospital, 'reversePayment', { paymentId: payment.id, reason: 'Again' }),
    'paymentId',
    'CONFLICT',
  )
})

test('B10: a mistaken payment is reversed once, stays visible, and is nobody’s money any more', async () => {
  const { id, pay } = await anInvoice()
  const { payment } = await pay(7800)
  const reverse = () => pays(hospital, 'reversePayment', { paymentId: payment.id, reason: 'Wrong client' })
  expect((await reverse()).payment).toMatchObject({ status: 'REVERSED', refundable: eur(0), allocations: [] })
  expect(await invoiceOf(id)).toMatchObject({
    status: 'FINALISED',
    due: eur(7800),
    payments: [{ id: payment.id, status: 'REVERSED' }],
  })
  await refusedAt(reverse(), 'paymentId', 'CONFLICT')
  await refusedAt(
    pays(hospital, 'refundPayment', { paymentId: payment.id, reason: 'x' }),
    'paymentId',
    'CONFLICT',
  )
  await expect(
    hospital.admin`update billing.payments set reversed_at = null, reversed_by = null, reversal_reason = null`,
  ).rejects.toMatchObject({ constraint_name: 'refunds_of_standing' })
})

test('B10: the credit of a reversed payment must not have been used', async () => {
  const first = await anInvoice()
  const { payment } = await first.pay(10_000)
  const second = await anInvoice({ ownerId: first.ownerId })
  const used = await second.pay(2000, { method: 'CREDIT' })
  const reverse = (paymentId: string) => pays(hospital, 'reversePayment', { paymentId, reason: 'Wrong' })
  await refusedAt(reverse(payment.id), 'amount')
  await reverse(used.payment.id)
  await reverse(payment.id)
  expect(await isBalanced(hospital)).toBe(true)
})

test('bad input is one typed error at its field, and writes nothing', async () => {
  const { pay, locationId } = await anInvoice()
  const draft = await aDraft(hospital)
  const voided = await aDraft(hospital)
  await hospital.deliver('appointment.reopened', { ...voided.visit, version: 6 })
  const other = await anInvoice()
  const paid = await anInvoice()
  await paid.pay(7800)
  for (const [input, field, code] of [
    [{ amount: eur(0) }, 'amount'],
    [{ amount: eur(-1) }, 'amount'],
    [{ amount: eur(1_000_000_000_000) }, 'amount'],
    [{ amount: { amount: 100, currency: 'USD' } }, 'amount'],
    [{ locationId: newId() }, 'locationId', 'NOT_FOUND'],
    [{ ownerId: newId(), invoiceIds: null }, 'ownerId', 'NOT_FOUND'],
    [{ invoiceIds: [draft.id], ownerId: draft.visit.ownerId }, 'invoiceIds'],
    [{ invoiceIds: [voided.id], ownerId: voided.visit.ownerId }, 'invoiceIds'],
    [{ invoiceIds: [paid.id], ownerId: paid.ownerId }, 'invoiceIds'],
    [{ invoiceIds: [other.id, other.id] }, 'invoiceIds'],
    [{ invoiceIds: [other.id] }, 'invoiceIds', 'NOT_FOUND'],
    [{ invoiceIds: ['garbage'] }, 'invoiceIds', 'NOT_FOUND'],
    [{ method: 'TRANSFER' }, 'reference'],
    [{ tendered: eur(100) }, 'tendered'],
    [{ method: 'CASH', tendered: eur(99) }, 'tendered'],
    [{ receivedOn: '2026-03-17' }, 'receivedOn'],
  ] as const) {
    await refusedAt(pay(100, input), field, code)
  }
  const { errors } = await pay(100, { receivedOn: '2026-03-15' })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'payment:back-date' } }])
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: newId(), permissions: new Set(builtInRoles.RECEPTIONIST.permissions) }],
  })
  for (const viewer of [asRole('OWNER'), asRole('TECHNICIAN'), elsewhere]) {
    expect((await pay(100, { locationId }, { viewer })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
})

test('B7: a repeated key pays once, and is refused with another body', async () => {
  const { id, pay } = await anInvoice()
  const key = newId()
  const answers = await Promise.all([pay(1000, {}, { key }), pay(1000, {}, { key }), pay(1000, {}, { key })])
  expect(new Set(answers.map(({ payment }) => payment.id)).size).toBe(1)
  await refusedAt(pay(1001, {}, { key }), 'Idempotency-Key', 'CONFLICT')
  expect(await invoiceOf(id)).toMatchObject({ due: eur(6800) })
})

test('B7: a hundred payments and refunds of one invoice at once never exceed what is due or captured', async () => {
  const { id, ownerId, pay } = await anInvoice()
  const { payment } = await pay(1000)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, number) =>
      number % 2
        ? pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(70), reason: 'Parallel' })
        : pay(300),
    ),
  )
  const refused = answers.flatMap(({ errors }) => errors)
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['BAD_USER_INPUT']))
  const [row] = await hospital.admin`
    select sum(amount - refunded)::int as held, max(refunded) filter (where id = ${payment.id})::int as refunded
    from billing.payments where owner_id = ${ownerId}`
  expect(row).toMatchObject({ refunded: 980 })
  const [account] = await hospital.admin`
    select sum(receivable - credit)::int as balance from billing.journal_entries where owner_id = ${ownerId}`
  expect(account).toEqual({ balance: 7800 - Number(row?.['held']) })
  expect(await invoiceOf(id)).toMatchObject({ due: eur(expect.any(Number) as number) })
  expect(await isBalanced(hospital)).toBe(true)
})

test('B7: the database alone refuses more refunds than were captured, however many run at once', async () => {
  const { pay } = await anInvoice()
  const { payment } = await pay(1000)
  const { sql } = hospital.runtime.database
  const attempts = await Promise.allSettled(
    Array.from(
      { length: 12 },
      () => sql`insert into billing.refunds
        values (${newId()}, ${payment.id}, 'CARD', 300, 'Outside the code', ${newId()}, now())`,
    ),
  )
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  for (const attempt of [
    sql`update billing.payments set amount = 1`,
    sql`delete from billing.payments`,
    sql`update billing.refunds set amount = 1`,
    sql`delete from billing.refunds`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
})

test('AU4, P1: an owner sees the own payments without the hospital’s notes, and nobody else’s', async () => {
  const { id, ownerId, pay } = await anInvoice()
  const { payment } = await pay(7800)
  await pays(hospital, 'reversePayment', { paymentId: payment.id, reason: 'Wrong client' })
  const query = `query ($id: ID!, $invoice: ID!) { payments { totalCount nodes { id takenBy { id } reversalReason } }
    payment(id: $id) { id } invoice(id: $invoice) { payments { id } } }`
  const seen = (viewer: ReturnType<typeof asRole>) =>
    hospital.graphql(viewer, query, { id: payment.id, invoice: id })
  expect((await seen(asRole('OWNER', { ownerId }))).data).toEqual({
    payments: { totalCount: 1, nodes: [{ id: payment.id, takenBy: null, reversalReason: null }] },
    payment: { id: payment.id },
    invoice: { payments: [{ id: payment.id }] },
  })
  expect((await seen(asRole('OWNER', { ownerId: newId() }))).data).toEqual({
    payments: { totalCount: 0, nodes: [] },
    payment: null,
    invoice: null,
  })
})

test('twenty invoices with what is due and their payments cost no more statements than one', async () => {
  const ownerId = newId()
  const cost = async () => {
    const before = hospital.runtime.database.statements()
    const { errors } = await hospital.graphql(
      receptionist,
      `query ($ownerId: ID!) { invoices(filter: { ownerId: $ownerId }) { nodes { due paid payments {
        unallocated refunds { amount } allocations { amount invoice { due } } } } } }`,
      { ownerId },
    )
    expect(errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  await (await anInvoice({ ownerId })).pay(100)
  const one = await cost()
  for (let number = 0; number < 19; number++) await (await anInvoice({ ownerId })).pay(100)
  expect(await cost()).toBe(one)
})
