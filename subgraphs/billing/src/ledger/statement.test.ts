import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

/** 78.00 charged on 16 March, 100.00 paid on the 17th of which 22.00 are credit, 10.00 given back on the 18th. */
async function anAccount() {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  const { id, visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  hospital.setNow('2026-03-17T08:00:00.000Z')
  const { payment } = await pays(hospital, 'recordPayment', {
    ownerId,
    locationId,
    method: 'CARD',
    amount: eur(10_000),
  })
  hospital.setNow('2026-03-18T08:00:00.000Z')
  await pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(1000), reason: 'Too much' })
  return { invoiceId: id, ownerId, locationId, paymentId: payment.id }
}

const statementOf = (viewer: ReturnType<typeof asRole>, variables: Record<string, unknown>) =>
  hospital.graphql(
    viewer,
    `query ($ownerId: ID!, $asOf: Date, $currency: String, $after: String, $first: Int = 25) {
      accountStatement(ownerId: $ownerId, asOf: $asOf, currency: $currency, after: $after, first: $first) {
        totalCount pageInfo { endCursor hasNextPage }
        nodes { kind day change balance invoice { id } payment { id } } } }`,
    variables,
  )

const ownersQuery = `query ($of: [_Any!]!, $asOf: Date, $currency: String) { _entities(representations: $of) {
  ... on Owner { balance(asOf: $asOf, currency: $currency) credit(currency: $currency) } } }`

const ownersSeen = async (
  ids: readonly string[],
  variables: Record<string, unknown> = {},
  viewer = receptionist,
) => {
  const of = ids.map((id) => ({ __typename: 'Owner', id }))
  const { data, errors } = await hospital.graphql(viewer, ownersQuery, { of, ...variables })
  return { owners: data['_entities'] as Array<{ balance: unknown; credit: unknown }>, errors }
}

test('B10, RP2: a statement adds up page by page, and as of any past day', async () => {
  const { ownerId, invoiceId, paymentId } = await anAccount()
  const refund = {
    kind: 'REFUND',
    day: '2026-03-18',
    change: eur(1000),
    balance: eur(-1200),
    payment: { id: paymentId },
  }
  const payment = { kind: 'PAYMENT', day: '2026-03-17', change: eur(-10_000), balance: eur(-2200) }
  const invoice = {
    kind: 'INVOICE',
    day: '2026-03-16',
    change: eur(7800),
    balance: eur(7800),
    invoice: { id: invoiceId },
  }
  const { data } = await statementOf(receptionist, { ownerId })
  expect(data['accountStatement']).toMatchObject({ totalCount: 3, nodes: [refund, payment, invoice] })
  const first = (await statementOf(receptionist, { ownerId, first: 1 })).data['accountStatement'] as {
    pageInfo: { endCursor: string }
  }
  const { endCursor: after } = first.pageInfo
  expect((await statementOf(receptionist, { ownerId, after })).data['accountStatement']).toMatchObject({
    nodes: [payment, invoice],
  })
  const past = await statementOf(receptionist, { ownerId, asOf: '2026-03-17' })
  expect(past.data['accountStatement']).toMatchObject({ totalCount: 2, nodes: [payment, invoice] })
  for (const [asOf, balance] of [
    ['2026-03-15', 0],
    ['2026-03-16', 7800],
    ['2026-03-17', -2200],
    [null, -1200],
  ] as const) {
    expect((await ownersSeen([ownerId], { asOf })).owners).toEqual([
      { balance: eur(balance), credit: eur(1200) },
    ])
  }
})

test('an account has a balance in each currency, and the one used last is shown first', async () => {
  const { ownerId } = await anAccount()
  const location = await aLocation(hospital, { currency: 'CHF' })
  const chf = { amount: 500, currency: 'CHF' }
  await hospital.deliver('owner.changed', { id: ownerId, version: 1, name: 'Nora Lynch', active: true })
  const input = { ownerId, locationId: location.id, method: 'CARD', amount: chf }
  expect((await pays(hospital, 'recordPayment', { ...input, invoiceIds: [] })).errors).toEqual([])
  expect((await ownersSeen([ownerId])).owners).toEqual([
    { balance: { amount: -500, currency: 'CHF' }, credit: chf },
  ])
  expect((await ownersSeen([ownerId], { currency: 'EUR' })).owners).toMatchObject([{ balance: eur(-1200) }])
  expect((await ownersSeen([ownerId], { currency: 'francs' })).errors[0]).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'currency',
  })
})

test('AU4: an owner sees the own account and no other, which is answered like none', async () => {
  const { ownerId } = await anAccount()
  const owner = asRole('OWNER', { ownerId })
  const stranger = asRole('OWNER', { ownerId: newId() })
  expect((await ownersSeen([ownerId], {}, owner)).owners).toMatchObject([{ balance: eur(-1200) }])
  expect((await ownersSeen([ownerId], {}, stranger)).owners).toEqual([{ balance: null, credit: null }])
  expect((await statementOf(owner, { ownerId })).errors).toEqual([])
  for (const id of [ownerId, newId()]) {
    expect((await statementOf(stranger, { ownerId: id })).errors).toMatchObject([
      { code: 'NOT_FOUND', field: 'ownerId' },
    ])
  }
  expect((await statementOf(asRole('TECHNICIAN'), { ownerId })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('the balances of twenty clients cost no more statements than one', async () => {
  const { ownerId } = await anAccount()
  const cost = async (ids: readonly string[]) => {
    const before = hospital.runtime.database.statements()
    expect((await ownersSeen(ids)).errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  const ids = [ownerId, ...Array.from({ length: 19 }, () => newId())]
  expect(await cost(ids)).toBe(await cost([newId()]))
})
