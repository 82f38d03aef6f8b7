import { demoPlan } from '@vetgraph/kit/demo/plan'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from './demo.ts'
import { EstimateStatus } from './estimates/estimate.table.ts'
import { InsuranceClaimStatus } from './insurance-claims/insurance-claim.table.ts'
import { isBalanced, receptionist } from './payments/payment.factory.ts'
import { billing } from './schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
  await loadDemo(hospital.context(), { pets: 60, years: 1 })
})
afterAll(() => hospital.close())

test('every visit of the demo hospital that has ended is charged', async () => {
  const { visits } = demoPlan({ pets: 60, years: 1 }, hospital.now())
  const ended = visits.filter(({ status }) => ['READY', 'CHECKED_OUT'].includes(status)).map(({ id }) => id)
  const rows = await hospital.admin`select appointment_id, status from billing.invoices`
  expect(rows.map((row) => row['appointment_id'] as string).sort()).toEqual(ended.sort())
  const statuses = new Set(rows.map((row) => row['status'] as string))
  expect([...statuses].sort()).toEqual(['DRAFT', 'FINALISED', 'PAID', 'VOID'])
})

test('B1: numbers of the demo hospital run without gaps, per location and year, in time order', async () => {
  const rows = await hospital.admin`
    select number from billing.invoices where number is not null order by finalised_at, created_at, number`
  const numbers = rows.map((row) => row['number'] as string)
  expect(numbers.length).toBeGreaterThan(100)
  for (const series of new Set(numbers.map((number) => number.slice(0, 7)))) {
    const inSeries = numbers.filter((number) => number.startsWith(series))
    expect(inSeries).toEqual(inSeries.map((_, place) => `${series}${String(place + 1).padStart(6, '0')}`))
  }
})

test('B6: the money of the demo hospital balances, and shows every state', async () => {
  expect(await isBalanced(hospital)).toBe(true)
  const [row] = await hospital.admin`
    select count(distinct method)::int as methods, count(*) filter (where reversed_at is not null) > 0 as reversed,
      count(*) filter (where refunded > 0) > 0 as refunded from billing.payments`
  expect(row).toEqual({ methods: 4, reversed: true, refunded: true })
})

test('B11: the demo hospital has debts of every age', async () => {
  const { locations } = demoPlan({ pets: 1, years: 0 }, hospital.now())
  const { data } = await hospital.graphql(
    receptionist,
    `query ($one: ID!, $two: ID!) {
      one: ageing(locationId: $one) { ...ages } two: ageing(locationId: $two) { ...ages } }
    fragment ages on Ageing { inTime upTo30 upTo60 upTo90 over90 }`,
    { one: locations[0]!.id, two: locations[1]!.id },
  )
  const found = Object.values(data)
    .flat()
    .flatMap((ages) => Object.entries(ages as Record<string, { amount: number }>))
    .filter(([, { amount }]) => amount > 0)
  expect(new Set(found.map(([age]) => age)).size).toBe(5)
})

test('B15: the tills of the demo hospital are open today and were counted before, once with a difference', async () => {
  const rows = await hospital.admin`
    select status, count(*)::int as sessions, count(*) filter (where counted <> expected) > 0 as differs
    from billing.till_sessions group by status order by status`
  expect(rows).toMatchObject([
    { status: 'OPEN', sessions: 2 },
    { status: 'CLOSED', differs: true },
  ])
})

test('B9: the demo hospital holds deposits for visits to come', async () => {
  const [row] = await hospital.admin`
    select count(*)::int as deposits, count(appointment_id)::int as visits from billing.payments where deposit`
  expect(row).toEqual({ deposits: 6, visits: 6 })
})

test('every service of the demo hospital has a price at both locations', async () => {
  const { types, locations } = demoPlan({ pets: 1, years: 0 }, hospital.now())
  const [row] = await hospital.admin`
    select count(distinct (appointment_type_id, location_id))::int as count
    from billing.prices p join billing.services s on s.id = p.service_id where s.appointment_type_id is not null`
  expect(row).toEqual({ count: types.length * locations.length })
})

test('B12: the demo hospital has estimates in every state', async () => {
  const rows = await hospital.admin`select distinct status::text from billing.estimates`
  expect(rows.map((row) => row['status'] as string).sort()).toEqual(Object.values(EstimateStatus).sort())
})

test('the demo hospital has insurance claims in every state', async () => {
  const rows = await hospital.admin`select distinct status::text from billing.insurance_claims`
  const statuses = rows.map((row) => row['status'] as string)
  expect(statuses.sort()).toEqual(Object.values(InsuranceClaimStatus).sort())
})
