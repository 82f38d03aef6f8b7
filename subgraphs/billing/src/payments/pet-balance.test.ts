import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, askPeer } from '../testing.ts'
import { eur, pays, receptionist } from './payment.factory.ts'

let hospital: TestSubgraph
const ownerId = newId()
const formerOwner = newId()
const [bella, max] = [newId(), newId()]

let asked: string
const clinical: AskPeer = async (type, ids, selection) =>
  type === 'Pet'
    ? ids.map((id) => ({ id, name: 'Bella', owner: { id: asked } }))
    : type === 'Owner'
      ? ids.map((id) => ({ id, version: 1, name: 'Ada Byron', archivedAt: null, address: null }))
      : askPeer(type, ids, selection)

let locationId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, clinical)
  locationId = (await aLocation(hospital)).id
})
afterAll(() => hospital.close())

const send = async (viewer: typeof receptionist, text: string, variables: Record<string, unknown>) => {
  const { data, errors } = await hospital.graphql(viewer, text, variables, { idempotencyKey: newId() })
  expect(errors).toEqual([])
  return Object.values(data)[0] as never
}

const line = (petId: string | null, amount: number) => ({
  petId,
  description: 'Nail trim',
  quantity: 1,
  unitPrice: eur(amount),
  taxIncluded: true,
})

/** A finalised invoice of these lines. */
async function finalised(payer: string, items: Array<ReturnType<typeof line>>) {
  asked = payer
  const { id } = await send(
    receptionist,
    'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id } }',
    { input: { ownerId: payer, locationId, items } },
  )
  const invoice = await send(
    receptionist,
    'mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { id items { id } } }',
    { id },
  )
  return invoice as { id: string; items: Array<{ id: string }> }
}

const balances = async (viewer = receptionist, from: string | null = null) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    'query ($of: [_Any!]!, $from: ID) { _entities(representations: $of) { ... on Pet { balance(ownerId: $from) } } }',
    { from, of: [bella, max].map((id) => ({ __typename: 'Pet', id })) },
  )
  expect(errors).toEqual([])
  return (data['_entities'] as unknown as Array<{ balance: unknown }>).map(({ balance }) => balance)
}

test('B14: what is due for a pet is its part of each unpaid invoice, and the parts of one add up to what is due', async () => {
  expect(await balances()).toEqual([[], []])
  const shared = await finalised(ownerId, [
    line(bella, 1000),
    line(max, 2000),
    line(max, 333),
    line(null, 667),
  ])
  expect(await balances()).toEqual([[eur(1000)], [eur(2333)]])
  await pays(hospital, 'recordPayment', {
    ownerId,
    locationId,
    method: 'CARD',
    amount: eur(1001),
    invoiceIds: [shared.id],
  })
  // 2,999 are due: 749.75, 1,749.17 and 500.08 of them.
  expect(await balances()).toEqual([[eur(750)], [eur(1749)]])
  await send(
    asRole('ADMIN'),
    'mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { id } }',
    {
      input: {
        invoiceId: shared.id,
        reason: 'Not done',
        items: [{ itemId: shared.items[0]!.id, quantity: 1 }],
      },
    },
  )
  // Nothing of Bella is charged any more; of the 1,999 that are due 2,333 of 3,000 fall to Max.
  expect(await balances()).toEqual([[], [eur(1555)]])
  await finalised(formerOwner, [line(max, 5000)])
  expect(await balances()).toEqual([[], [eur(6555)]])
  expect(await balances(receptionist, ownerId)).toEqual([[], [eur(1555)]])
  expect(await balances(asRole('OWNER', { ownerId }))).toEqual([[], [eur(1555)]])
})

test('a technician, who has no right to money, sees no balance of a pet', async () => {
  const { errors } = await hospital.graphql(
    asRole('TECHNICIAN'),
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Pet { balance } } }',
    { of: [{ __typename: 'Pet', id: bella }] },
  )
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'invoice:read' } }])
})
