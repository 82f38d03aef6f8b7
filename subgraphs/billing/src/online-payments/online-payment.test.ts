import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eur, isBalanced, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, askPeer } from '../testing.ts'
import { demoEvent } from './demo-provider.ts'
import { reconcileOnlinePayments } from './reconcile.service.ts'
import { refundOnline } from './settle-charge.service.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

type Viewer = typeof receptionist | null

const asks = async (viewer: Viewer, operation: string, variables: Record<string, unknown>) => {
  const { data, errors } = await hospital.graphql(viewer, operation, variables)
  return { answer: Object.values(data)[0] as Record<string, unknown> | null, errors }
}

const linkTo = async (invoiceId: string) => {
  const create = 'mutation ($id: ID!) { createPayLink(invoiceId: $id) { id url expiresAt } }'
  const { answer, errors } = await asks(receptionist, create, { id: invoiceId })
  expect(errors).toEqual([])
  const { id, url } = answer as { id: string; url: string }
  return { id, token: url.split('#')[1]! }
}

const opens = (token: string) =>
  asks(null, 'mutation ($token: String!) { openPayLink(token: $token) { number due expiresAt } }', { token })

const starts = (input: Record<string, unknown>, viewer: Viewer = null) =>
  asks(
    viewer,
    'mutation ($input: StartOnlinePaymentInput!) { startOnlinePayment(input: $input) { id amount url } }',
    { input },
  )

const decides = (secret: string, approve: boolean) =>
  asks(
    null,
    'mutation ($secret: String!, $approve: Boolean!) { decideDemoCharge(secret: $secret, approve: $approve) { body signature returnUrl } }',
    { secret, approve },
  )

const receives = (event: unknown) =>
  asks(
    null,
    'mutation ($body: String!, $signature: String!) { receivePaymentEvent(input: { provider: DEMO, body: $body, signature: $signature }) }',
    event as Record<string, unknown>,
  )

const stateOf = async (id: string) => {
  const shown = '{ status due payments { method status amount unallocated reference } }'
  const { answer } = await asks(receptionist, `query ($id: ID!) { invoice(id: $id) ${shown} }`, { id })
  return answer!
}

/** An invoice of 78.00 whose payment has begun by a link. */
const begun = async () => {
  const { id, visit } = await aFinalisedInvoice(hospital)
  const { token } = await linkTo(id)
  const { answer, errors } = await starts({ token })
  expect(errors).toEqual([])
  const { id: chargeId, url } = answer as { id: string; url: string }
  return { id, visit, token, chargeId, secret: url.split('#')[1]! }
}

test('P4: a link opens one invoice without signing in, with nothing of the household', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  const { token } = await linkTo(id)
  const { answer } = await opens(token)
  expect(answer).toMatchObject({ due: eur(7800) })
  const [row] = await hospital.admin`select * from billing.pay_links where invoice_id = ${id}`
  expect(JSON.stringify(row)).not.toContain(token)
  const { errors } = await hospital.graphql(null, 'query ($id: ID!) { invoice(id: $id) { id } }', { id })
  expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
})

test('P4: a link that was revoked, has expired or never was opens nothing', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  const revoked = await linkTo(id)
  await asks(receptionist, 'mutation ($id: ID!) { revokePayLink(id: $id) { revokedAt } }', revoked)
  const { token } = await linkTo(id)
  onTestFinished(() => hospital.setNow('2026-03-16T08:00:00Z'))
  for (const wrong of [revoked.token, newId(), ''])
    expect((await opens(wrong)).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'token' }])
  hospital.setNow('2026-03-30T08:00:01Z')
  expect((await opens(token)).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'token' }])
  expect((await starts({ token })).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'token' }])
})

test('B7: a repetition answers the link that was made, also after the invoice was paid', async () => {
  const { id, visit } = await aFinalisedInvoice(hospital)
  const create = async () =>
    hospital.graphql(
      receptionist,
      'mutation ($id: ID!) { createPayLink(invoiceId: $id) { id } }',
      { id },
      { idempotencyKey: id },
    )
  const first = await create()
  const { ownerId, locationId } = visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect(await create()).toEqual(first)
  expect(first.errors).toEqual([])
})

test('P4: an owner pays the own invoice online, and nobody else’s', async () => {
  const { id, visit } = await aFinalisedInvoice(hospital)
  const owner = asRole('OWNER', { ownerId: visit.ownerId })
  const stranger = asRole('OWNER', { ownerId: newId() })
  expect((await starts({ invoiceId: id }, stranger)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect((await starts({ invoiceId: id })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await starts({ invoiceId: id }, owner)).answer).toMatchObject({ amount: eur(7800) })
})

test('P4: an approved charge is a payment of the invoice as soon as its event arrives, however often it does', async () => {
  const { id, secret, token, chargeId } = await begun()
  const { answer: event } = await decides(secret, true)
  expect(await stateOf(id)).toMatchObject({ status: 'FINALISED', payments: [] })
  await Promise.all([receives(event), receives(event), receives(event)])
  expect((await receives(event)).errors).toEqual([])
  expect(await stateOf(id)).toEqual({
    status: 'PAID',
    due: eur(0),
    payments: [
      { method: 'ONLINE', status: 'TAKEN', amount: eur(7800), unallocated: eur(0), reference: chargeId },
    ],
  })
  expect((await opens(token)).answer).toMatchObject({ due: eur(0) })
  expect((await starts({ token })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await decides(secret, true)).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await isBalanced(hospital)).toBe(true)
})

test('P4: an event that is forged, changed or old is refused, and nothing is written', async () => {
  const { id, secret } = await begun()
  const { answer } = await decides(secret, true)
  const { body, signature } = answer as { body: string; signature: string }
  onTestFinished(() => hospital.setNow('2026-03-16T08:00:00Z'))
  const refused = [{ code: 'BAD_USER_INPUT', field: 'signature' }]
  for (const forged of [
    { body: body.replace('7800', '1'), signature },
    { body, signature: 'x'.repeat(200) },
    { body, signature: secret },
  ])
    expect((await receives(forged)).errors).toMatchObject(refused)
  hospital.setNow('2026-03-16T08:06:00Z')
  expect((await receives({ body, signature })).errors).toMatchObject(refused)
  expect(await stateOf(id)).toMatchObject({ status: 'FINALISED', payments: [] })
})

test('P4: what was paid at the desk meanwhile makes a late success account credit', async () => {
  const { id, secret, visit } = await begun()
  const { ownerId, locationId } = visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  const { answer: event } = await decides(secret, true)
  expect((await receives(event)).errors).toEqual([])
  const [row] = await hospital.admin`
    select amount::int as amount, method::text from billing.payments where owner_id = ${ownerId} and method = 'ONLINE'`
  expect(row).toEqual({ amount: 7800, method: 'ONLINE' })
  const { answer } = await asks(
    receptionist,
    'query ($id: ID!) { payments(filter: { ownerId: $id, method: ONLINE }) { nodes { unallocated } } }',
    { id: ownerId },
  )
  expect(answer).toEqual({ nodes: [{ unallocated: eur(7800) }] })
  expect(await stateOf(id)).toMatchObject({ status: 'PAID' })
  expect(await isBalanced(hospital)).toBe(true)
})

test('P4: events may come out of order: a success counts after a failure, and a failure after it does not', async () => {
  const { id, chargeId } = await begun()
  const charge = { id: chargeId, chargeId, amount: 7800, currency: 'EUR' }
  const ctx = hospital.context()
  for (const outcome of ['FAILED', 'SUCCEEDED', 'FAILED', 'OPEN'] as const)
    expect((await receives(demoEvent(ctx, { ...charge, outcome }))).errors).toEqual([])
  expect(await stateOf(id)).toMatchObject({ status: 'PAID', payments: [{ amount: eur(7800) }] })
})

test('P4: a declined charge leaves the invoice due, and it can be tried again', async () => {
  const { id, secret, token, chargeId } = await begun()
  await receives((await decides(secret, false)).answer)
  expect(await stateOf(id)).toMatchObject({ status: 'FINALISED', due: eur(7800) })
  const again = await starts({ token })
  expect(again.errors).toEqual([])
  expect(again.answer!['id']).not.toBe(chargeId)
})

test('B7: whoever begins twice gets one charge, also at the same time', async () => {
  const { token, chargeId } = await begun()
  const answers = await Promise.all([starts({ token }), starts({ token })])
  expect(answers.map(({ answer }) => answer!['id'])).toEqual([chargeId, chargeId])
})

test('P4: when something else is due by now, the charge that was begun is ended at the provider', async () => {
  const { id, token, chargeId, secret, visit } = await begun()
  const { ownerId, locationId } = visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(800) })
  const again = await starts({ token })
  expect(again.answer).toMatchObject({ amount: eur(7000) })
  expect(again.answer!['id']).not.toBe(chargeId)
  expect((await decides(secret, true)).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await stateOf(id)).toMatchObject({ due: eur(7000) })
})

test('P4: a payment whose event never arrives is found by asking the provider', async () => {
  const { id, secret } = await begun()
  await decides(secret, true)
  onTestFinished(() => hospital.setNow('2026-03-16T08:00:00Z'))
  hospital.setNow('2026-03-16T08:05:00Z')
  await reconcileOnlinePayments(hospital.context())
  await reconcileOnlinePayments(hospital.context())
  expect(await stateOf(id)).toMatchObject({ status: 'PAID', payments: [{ method: 'ONLINE' }] })
})

test('B7: a refund of an online payment is paid by its provider, once however often it is tried', async () => {
  const { id, secret, chargeId } = await begun()
  await receives((await decides(secret, true)).answer)
  const [paid] = await hospital.admin`select payment_id from billing.online_payments where invoice_id = ${id}`
  const paymentId = paid!['payment_id'] as string
  const input = { paymentId, amount: eur(800), reason: 'Charged too much' }
  const { payment, errors } = await pays(hospital, 'refundPayment', input)
  expect(errors).toEqual([])
  expect(payment).toMatchObject({ refunded: eur(800), refunds: [{ method: 'ONLINE' }] })
  const [refund] = await hospital.admin`select id from billing.refunds where payment_id = ${paymentId}`
  for (let time = 0; time < 2; time += 1)
    await refundOnline(hospital.context(), { refundId: refund!['id'] as string })
  const [book] =
    await hospital.admin`select refunded::int as refunded from billing.demo_charges where id = ${chargeId}`
  expect(book).toEqual({ refunded: 800 })
  const reversal = await pays(hospital, 'reversePayment', { paymentId, reason: 'Wrong' })
  expect(reversal.errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('nobody records an online payment by hand', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  const { errors } = await pays(hospital, 'recordPayment', {
    ownerId,
    locationId,
    method: 'ONLINE',
    amount: eur(7800),
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'method' }])
})
