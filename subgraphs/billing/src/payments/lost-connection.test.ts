import { Socket } from 'node:net'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoEvent } from '../online-payments/demo-provider.ts'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice, askPeer } from '../testing.ts'
import { eur, isBalanced, pays, receptionist } from './payment.factory.ts'

/** Cuts after every second write; `FAULT_STRIDE=1` after each. */
const stride = Number(process.env['FAULT_STRIDE'] ?? 2)

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

type Answer = Pick<Awaited<ReturnType<TestSubgraph['graphql']>>, 'errors'>

/** Takes the connection away right after its n-th write, as the death of the process does; says whether it came to that. */
async function cutAfter(n: number, work: () => Promise<Answer>) {
  let [count, isCut] = [0, false]
  const write = Reflect.get(Socket.prototype, 'write') as (this: Socket, ...args: unknown[]) => boolean
  function counted(this: Socket, ...args: unknown[]) {
    const isTaken = write.apply(this, args)
    count += 1
    if (count === n) {
      isCut = true
      this.destroy()
    }
    return isTaken
  }
  Reflect.set(Socket.prototype, 'write', counted)
  try {
    return { answer: await work(), isCut }
  } finally {
    Reflect.set(Socket.prototype, 'write', write)
  }
}

/** Cuts a verb at its writes, one after the other, and repeats it under its key until it has an answer. */
async function atEachStep<Case>(
  begin: () => Promise<Case>,
  work: (each: Case, key: string) => Promise<Answer>,
  check: (each: Case) => Promise<void>,
) {
  for (let step = 1; ; step += stride) {
    const [each, key] = [await begin(), newId()]
    const first = await cutAfter(step, () => work(each, key))
    let { errors } = first.answer
    for (let retry = 0; errors.length > 0 && retry < 5; retry += 1) {
      expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']))
      errors = (await work(each, key)).errors
    }
    expect(errors).toEqual([])
    await check(each)
    if (!first.isCut) {
      expect(step).toBeGreaterThan(5)
      break
    }
  }
  expect(await isBalanced(hospital)).toBe(true)
}

const finalise = `mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { id } }`

test('K3, B1: finalising that dies at any step and is repeated gives one number and leaves no gap', async () => {
  const { visit } = await aDraft(hospital)
  const { locationId, typeId } = visit
  await atEachStep(
    () => aDraft(hospital, { locationId, typeId }),
    ({ id }, key) => hospital.graphql(receptionist, finalise, { id }, { idempotencyKey: key }),
    async ({ id }) => {
      const entries = await hospital.admin`
        select source_id from billing.journal_entries where source_id = ${id} and kind = 'INVOICE'`
      expect(entries).toHaveLength(1)
    },
  )
  const rows = await hospital.admin`
    select right(number, 6)::int as number from billing.invoices
    where location_id = ${locationId} and number is not null order by number`
  expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_row, place) => place + 1))
})

const paymentsOf = async (ownerId: string) =>
  hospital.admin`select id, amount::int, refunded::int from billing.payments where owner_id = ${ownerId}`

const begin = async () => {
  const { id, visit } = await aFinalisedInvoice(hospital)
  return { id, ownerId: visit.ownerId, locationId: visit.locationId }
}

test('K3, B7: a payment that dies at any step and is repeated is taken once', async () => {
  await atEachStep(
    begin,
    ({ ownerId, locationId }, key) =>
      hospital.graphql(
        receptionist,
        'mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { id } }',
        { input: { ownerId, locationId, method: 'CARD', amount: eur(7800) } },
        { idempotencyKey: key },
      ),
    async ({ ownerId }) => expect(await paymentsOf(ownerId)).toMatchObject([{ amount: 7800, refunded: 0 }]),
  )
})

test('K3, B7: a refund that dies at any step and is repeated is given once', async () => {
  await atEachStep(
    async () => {
      const { ownerId, locationId } = await begin()
      const input = { ownerId, locationId, method: 'CARD', amount: eur(7800) }
      const { payment } = await pays(hospital, 'recordPayment', input)
      return { ownerId, paymentId: payment.id }
    },
    ({ paymentId }, key) =>
      hospital.graphql(
        receptionist,
        'mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { id } }',
        { input: { paymentId, amount: eur(800), reason: 'Too much' } },
        { idempotencyKey: key },
      ),
    async ({ ownerId }) => expect(await paymentsOf(ownerId)).toMatchObject([{ amount: 7800, refunded: 800 }]),
  )
})

test('K3, P4: an event of the provider that dies at any step and is sent again is a payment once', async () => {
  await atEachStep(
    async () => {
      const invoice = await begin()
      const { data } = await hospital.graphql(
        receptionist,
        'mutation ($id: ID!) { createPayLink(invoiceId: $id) { url } }',
        { id: invoice.id },
      )
      const token = (data['createPayLink'] as { url: string }).url.split('#')[1]!
      const started = await hospital.graphql(
        null,
        'mutation ($token: String!) { startOnlinePayment(input: { token: $token }) { id } }',
        { token },
      )
      const { id } = started.data['startOnlinePayment'] as { id: string }
      const charge = { id, chargeId: id, outcome: 'SUCCEEDED' as const, amount: 7800, currency: 'EUR' }
      return { ...invoice, event: demoEvent(hospital.context(), charge) }
    },
    ({ event }) =>
      hospital.graphql(
        null,
        'mutation ($body: String!, $signature: String!) { receivePaymentEvent(input: { provider: DEMO, body: $body, signature: $signature }) }',
        event,
      ),
    async ({ ownerId }) => expect(await paymentsOf(ownerId)).toMatchObject([{ amount: 7800 }]),
  )
})
