import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eur, isBalanced, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation, aPrice, askPeer } from '../testing.ts'
import { reconcileOnlinePayments } from './reconcile.service.ts'
import { refundOnline } from './settle-charge.service.ts'
import { checkStripe, fromStripe, toStripe } from './stripe-amount.ts'
import { StripeServer } from './stripe-server.factory.ts'

let stripe: StripeServer
let hospital: TestSubgraph
const morning = '2026-03-16T08:00:00Z'

beforeAll(async () => {
  stripe = await StripeServer.open()
  hospital = await TestSubgraph.open(billing, askPeer, { stripe: stripe.settings })
})
afterAll(() => Promise.all([hospital.close(), stripe.close()]))

type Viewer = typeof receptionist | null

const asks = async (viewer: Viewer, operation: string, variables: Record<string, unknown>) => {
  const { data, errors } = await hospital.graphql(viewer, operation, variables)
  return { answer: Object.values(data)[0] as Record<string, unknown> | null, errors }
}

const starts = (token: string) =>
  asks(
    null,
    'mutation ($input: StartOnlinePaymentInput!) { startOnlinePayment(input: $input) { id amount url } }',
    { input: { token } },
  )

const opensCard = (secret: string) =>
  asks(
    null,
    'mutation ($secret: String!) { openCardPayment(secret: $secret) { publishableKey clientSecret amount description returnUrl } }',
    { secret },
  )

const receives = (event: { body: string; signature: string }) =>
  asks(
    null,
    'mutation ($body: String!, $signature: String!) { receivePaymentEvent(input: { provider: STRIPE, body: $body, signature: $signature }) }',
    event,
  )

const succeeded = (intent: object, at = hospital.now()) =>
  stripe.event('payment_intent.succeeded', intent, { at })

const stateOf = async (id: string) => {
  const shown = '{ status due payments { method amount unallocated reference } }'
  const { answer } = await asks(receptionist, `query ($id: ID!) { invoice(id: $id) ${shown} }`, { id })
  return answer!
}

const aLink = async (overrides: Parameters<typeof aFinalisedInvoice>[1] = {}) => {
  const { id, visit } = await aFinalisedInvoice(hospital, overrides)
  const { answer } = await asks(
    receptionist,
    'mutation ($id: ID!) { createPayLink(invoiceId: $id) { url } }',
    { id },
  )
  return { id, visit, token: String(answer!['url']).split('#')[1]! }
}

/** An invoice of 78.00 whose payment has begun by a link. */
const begun = async (overrides: Parameters<typeof aLink>[0] = {}) => {
  const link = await aLink(overrides)
  const { answer, errors } = await starts(link.token)
  expect(errors).toEqual([])
  const { id: paymentId, url } = answer as { id: string; url: string }
  return { ...link, paymentId, url }
}

/** Works at another time; the clock goes back when the test ends. */
const setNow = (now: string) => {
  onTestFinished(() => hospital.setNow(morning))
  hospital.setNow(now)
}

const isPaid = (id: string, reference: string) =>
  expect(stateOf(id)).resolves.toEqual({
    status: 'PAID',
    due: eur(0),
    payments: [{ method: 'ONLINE', amount: eur(7800), unallocated: eur(0), reference }],
  })

test('P4: the page for the card gets what Stripe needs and nothing else; asked after paying, it records the payment', async () => {
  const { id, paymentId, url, token } = await begun()
  const { pathname, hash } = new URL(url)
  expect(pathname).toBe('/pay/card')
  const { number } = (await asks(receptionist, 'query ($id: ID!) { invoice(id: $id) { number } }', { id }))
    .answer as { number: string }
  const page = {
    publishableKey: 'pk_test_key',
    clientSecret: stripe.intentOf(paymentId).client_secret,
    amount: eur(7800),
    description: `Invoice ${number}`,
    returnUrl: `http://hospital.test/pay#${token}`,
  }
  expect((await opensCard(hash.slice(1))).answer).toEqual(page)
  stripe.pay(paymentId)
  expect((await opensCard(hash.slice(1))).answer).toEqual({ ...page, clientSecret: null })
  await isPaid(id, stripe.intentOf(paymentId).id)
  expect((await opensCard(token)).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'secret' }])
})

test('P4: a success that Stripe has signed is recorded once, however often it comes', async () => {
  const { id, paymentId } = await begun()
  const intent = stripe.pay(paymentId)
  const event = succeeded(intent)
  await Promise.all([receives(event), receives(event), receives(event)])
  expect((await receives(event)).errors).toEqual([])
  // Another event of the same charge changes nothing either.
  expect((await receives(succeeded(intent))).errors).toEqual([])
  await isPaid(id, intent.id)
  expect(await isBalanced(hospital)).toBe(true)
})

test('P4: an event that is forged, changed, replayed later or signed by another secret is refused, and nothing is written', async () => {
  const { id, paymentId } = await begun()
  const intent = stripe.pay(paymentId)
  const { body, signature } = succeeded(intent)
  const old = new Date(hospital.now().getTime() - 301_000)
  for (const forged of [
    { body: body.replace('7800', '9999'), signature },
    { body: ` ${body}`, signature },
    { body, signature: '' },
    { body, signature: signature.replace(/v1=\w{8}/, 'v1=00000000') },
    { body, signature: signature.replace(/t=\d+/, 't=1') },
    { body, signature: stripe.sign(body, hospital.now(), 'whsec_of_somebody_else') },
    succeeded(intent, old),
  ])
    expect((await receives(forged)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'signature' }])
  setNow('2026-03-16T08:05:01Z')
  expect((await receives({ body, signature })).errors).toMatchObject([{ field: 'signature' }])
  expect(await stateOf(id)).toMatchObject({ status: 'FINALISED', payments: [] })
})

test('P4: a success counts whether it comes before or after other events of its charge', async () => {
  const { id, paymentId } = await begun()
  const before = { ...stripe.intentOf(paymentId) }
  const intent = stripe.pay(paymentId)
  const at = hospital.now()
  for (const event of [
    stripe.event('payment_intent.payment_failed', before, { at }),
    succeeded(intent),
    stripe.event('payment_intent.created', before, { at }),
    stripe.event('payment_intent.canceled', { ...before, status: 'canceled' }, { at }),
  ])
    expect((await receives(event)).errors).toEqual([])
  await isPaid(id, intent.id)
})

test('what else happens in the account at Stripe is acknowledged and changes nothing', async () => {
  const at = hospital.now()
  const foreign = {
    id: 'pi_foreign',
    object: 'payment_intent',
    status: 'succeeded',
    currency: 'eur',
    metadata: {},
  }
  expect((await receives(succeeded(foreign))).errors).toEqual([])
  const customer = stripe.event('customer.created', { id: 'cus_1', object: 'customer' }, { at })
  expect((await receives(customer)).errors).toEqual([])
})

test('P4: an event that is faster than the answer to us finds its payment', async () => {
  const { id, token } = await aLink()
  stripe.lost = 3
  expect((await starts(token)).errors).toMatchObject([{ code: 'UNAVAILABLE' }])
  const [row] =
    await hospital.admin`select id, charge_id from billing.online_payments where invoice_id = ${id}`
  expect(row).toMatchObject({ charge_id: null })
  const intent = stripe.pay(row!['id'] as string)
  expect((await receives(succeeded(intent))).errors).toEqual([])
  await isPaid(id, intent.id)
})

test('B7: whoever begins again after an answer was lost gets the same charge', async () => {
  const { token } = await aLink()
  stripe.lost = 3
  expect((await starts(token)).errors).toMatchObject([{ code: 'UNAVAILABLE' }])
  const answers = await Promise.all([starts(token), starts(token)])
  const [first, second] = answers.map(({ answer }) => answer!['id'] as string)
  expect(second).toBe(first)
  expect(stripe.intentOf(first!)).toMatchObject({ amount: 7800, currency: 'eur' })
})

test('P4: a success after the invoice was paid at the desk makes it account credit', async () => {
  const { id, paymentId, visit } = await begun()
  const { ownerId, locationId } = visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect((await receives(succeeded(stripe.pay(paymentId)))).errors).toEqual([])
  const { answer } = await asks(
    receptionist,
    'query ($id: ID!) { payments(filter: { ownerId: $id, method: ONLINE }) { nodes { unallocated } } }',
    { id: ownerId },
  )
  expect(answer).toEqual({ nodes: [{ unallocated: eur(7800) }] })
  expect(await stateOf(id)).toMatchObject({ status: 'PAID' })
  expect(await isBalanced(hospital)).toBe(true)
})

test('P4: when something else is due by now, the first charge is ended; what was paid of it until then counts', async () => {
  const unpaid = await begun()
  const { ownerId, locationId } = unpaid.visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(800) })
  expect((await starts(unpaid.token)).answer).toMatchObject({ amount: eur(7000) })
  expect(stripe.intentOf(unpaid.paymentId).status).toBe('canceled')

  const paid = await begun()
  stripe.pay(paid.paymentId)
  const { visit } = paid
  await pays(hospital, 'recordPayment', {
    ownerId: visit.ownerId,
    locationId: visit.locationId,
    method: 'CARD',
    amount: eur(800),
  })
  expect((await starts(paid.token)).errors).toMatchObject([{ code: 'CONFLICT', field: 'invoiceId' }])
  expect(await stateOf(paid.id)).toMatchObject({ status: 'PAID', due: eur(0) })
  expect(await isBalanced(hospital)).toBe(true)
})

test('P4: a payment whose event never arrives is found by asking Stripe; one that nobody pays is ended after a day', async () => {
  const [paid, left] = [await begun(), await begun()]
  const intent = stripe.pay(paid.paymentId)
  setNow('2026-03-16T08:05:00Z')
  for (let time = 0; time < 2; time += 1) await reconcileOnlinePayments(hospital.context())
  await isPaid(paid.id, intent.id)
  hospital.setNow('2026-03-17T08:05:00Z')
  await reconcileOnlinePayments(hospital.context())
  expect(stripe.intentOf(left.paymentId).status).toBe('canceled')
  expect((await starts(left.token)).answer!['id']).not.toBe(left.paymentId)
})

test('one payment that Stripe cannot be asked about keeps no other from being found', async () => {
  const [broken, paid] = [await begun(), await begun()]
  await hospital.admin`update billing.online_payments set charge_id = 'pi_/../..' where id = ${broken.paymentId}`
  const intent = stripe.pay(paid.paymentId)
  setNow('2026-03-16T08:05:00Z')
  await reconcileOnlinePayments(hospital.context())
  await isPaid(paid.id, intent.id)
})

test('B7: a refund is paid by Stripe once, also when an answer is lost or it is tried after a day', async () => {
  const { id, paymentId: onlineId } = await begun()
  const intent = stripe.pay(onlineId)
  await receives(succeeded(intent))
  const [paid] = await hospital.admin`select payment_id from billing.online_payments where invoice_id = ${id}`
  const paymentId = paid!['payment_id'] as string
  const input = { paymentId, amount: eur(800), reason: 'Charged too much' }
  expect((await pays(hospital, 'refundPayment', input)).errors).toEqual([])
  const [refund] = await hospital.admin`select id from billing.refunds where payment_id = ${paymentId}`
  const refundId = refund!['id'] as string
  for (const forgets of [false, true]) {
    if (forgets) stripe.forget()
    await refundOnline(hospital.context(), { refundId })
  }
  expect(stripe.refunds.filter(({ payment_intent }) => payment_intent === intent.id)).toMatchObject([
    { amount: 800, metadata: { refundId } },
  ])
})

test('an amount that is too small for a card is refused in words', async () => {
  const { token, visit } = await aLink()
  const { ownerId, locationId } = visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7760) })
  expect((await starts(token)).errors).toMatchObject([
    { code: 'CONFLICT', message: 'This amount is too small to be paid by card.' },
  ])
})

test.each([
  ['EUR', 7800, 7800],
  ['JPY', 7800, 7800],
  ['KWD', 7800, 7800],
  ['ISK', 78, 7800],
  ['CHF', 7805, 7805],
])('%s: Stripe is asked for %i as %i', (currency, ours, theirs) => {
  expect(toStripe(ours, currency)).toBe(theirs)
  expect(fromStripe(theirs, currency)).toBe(ours)
})

test('Stripe takes no thousandths of a dinar, and gives none back', async () => {
  expect(() => checkStripe(7801, 'KWD', 'invoiceId')).toThrow('whose last digit is 0')
  const { id: locationId } = await aLocation(hospital, { currency: 'KWD' })
  const typeId = newId()
  await aPrice(hospital, { locationId, typeId }, { currency: 'KWD' })
  const { id, paymentId: onlineId } = await begun({ locationId, typeId })
  await receives(succeeded(stripe.pay(onlineId)))
  const [paid] = await hospital.admin`select payment_id from billing.online_payments where invoice_id = ${id}`
  const refunds = (amount: number) =>
    pays(hospital, 'refundPayment', {
      paymentId: paid!['payment_id'],
      amount: { amount, currency: 'KWD' },
      reason: 'Charged too much',
    })
  expect((await refunds(801)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'amount' }])
  expect((await refunds(800)).errors).toEqual([])
})
