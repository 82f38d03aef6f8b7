import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aVisit } from '../testing.ts'
import { eur, pays, receptionist } from './payment.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const shown = 'inTime upTo30 upTo60 upTo90 over90 total'
const ages = (inTime: number, upTo30: number, upTo60: number, upTo90: number, over90: number) => ({
  inTime: eur(inTime),
  upTo30: eur(upTo30),
  upTo60: eur(upTo60),
  upTo90: eur(upTo90),
  over90: eur(over90),
  total: eur(inTime + upTo30 + upTo60 + upTo90 + over90),
})

async function ageing(
  { locationId, ownerId }: { locationId: string; ownerId: string },
  asOf: string | null = null,
  viewer = receptionist,
) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($locationId: ID!, $asOf: Date, $of: [_Any!]!) {
      ageing(locationId: $locationId, asOf: $asOf) { ${shown} }
      _entities(representations: $of) { ... on Owner { ageing(asOf: $asOf) { ${shown} } } } }`,
    { locationId, asOf, of: [{ __typename: 'Owner', id: ownerId }] },
  )
  const [owner] = (data['_entities'] ?? []) as Array<{ ageing: unknown }>
  return { location: data['ageing'], owner: owner?.ageing, errors }
}

test('B11: debts are aged as of any past day, per owner and for the whole location', async () => {
  const visit = await aVisit(hospital)
  const of = { ownerId: visit.ownerId, locationId: visit.locationId, typeId: visit.typeId }
  // Due on 15 January, 15 February and 15 March.
  for (const day of ['2026-01-01', '2026-02-01', '2026-03-01']) {
    hospital.setNow(`${day}T10:00:00.000Z`)
    await aFinalisedInvoice(hospital, of)
  }
  const other = await aFinalisedInvoice(hospital, { ...of, ownerId: newId() })
  hospital.setNow('2026-04-20T10:00:00.000Z')
  await pays(hospital, 'recordPayment', { ...pick(of), method: 'CARD', amount: eur(7800) })
  hospital.setNow('2026-04-21T10:00:00.000Z')

  const before = await ageing(of, '2026-04-19')
  expect(before.owner).toEqual([ages(0, 0, 7800, 7800, 7800)])
  expect(before.location).toEqual([ages(0, 0, 15600, 7800, 7800)])
  const now = await ageing(of)
  expect(now.owner).toEqual([ages(0, 0, 7800, 7800, 0)])
  expect(now.location).toEqual([ages(0, 0, 15600, 7800, 0)])
  expect((await ageing(of, '2026-03-15')).owner).toEqual([ages(7800, 7800, 7800, 0, 0)])
  expect((await ageing(of, '2025-12-31')).location).toEqual([])
  expect((await ageing({ ...of, ownerId: other.visit.ownerId })).owner).toEqual([ages(0, 0, 7800, 0, 0)])
})

test('B6: what is aged is what the ledger has on receivables', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  await pays(hospital, 'recordPayment', { ...pick(visit), method: 'CARD', amount: eur(5000) })
  const [ledger] = await hospital.admin`
    select sum(l.amount)::int as amount from billing.journal_lines l join billing.invoices i on i.id = l.invoice_id
    where i.location_id = ${visit.locationId}`
  expect((await ageing(visit)).location).toMatchObject([{ total: eur(ledger!['amount'] as number) }])
})

test('AU4: an owner sees the own debts by age, nobody else’s and no location’s', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const owner = asRole('OWNER', { ownerId: visit.ownerId })
  const seen = await hospital.graphql(
    owner,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Owner { ageing { total } } } }`,
    { of: [visit.ownerId, newId()].map((id) => ({ __typename: 'Owner', id })) },
  )
  expect(seen.data['_entities']).toEqual([{ ageing: [{ total: eur(7800) }] }, { ageing: null }])
  expect((await ageing(visit, null, owner)).errors).toMatchObject([{ code: 'FORBIDDEN', path: ['ageing'] }])
})

const pick = ({ ownerId, locationId }: { ownerId: string; locationId: string }) => ({ ownerId, locationId })
