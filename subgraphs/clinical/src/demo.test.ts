import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { demoTypes } from '@vetgraph/kit/demo/hospital'
import { demoPlan } from '@vetgraph/kit/demo/plan'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from './demo.ts'
import { textsByReason } from './demo/texts.ts'
import { clinical } from './schema.ts'

const size = { pets: 60, years: 1 }

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  await loadDemo(hospital.context(), size)
})
afterAll(() => hospital.close())

const number = async (condition: string) =>
  (await hospital.admin.unsafe(`select count(*)::int as n from clinical.${condition}`))[0]!['n'] as number

test('the demo hospital has the plan’s households and signed records of most past visits', async () => {
  const plan = demoPlan(size, hospital.now())
  const past = plan.visits.filter(({ status }) => status === 'CHECKED_OUT').length
  expect(await number('owners')).toBe(plan.owners.length)
  expect(await number('pets')).toBe(60)
  const signed = await number(`medical_records where status = 'SIGNED' and plan <> ''`)
  expect(signed).toBeGreaterThan(past * 0.8)
  expect(signed).toBeLessThan(past)
  expect(await number(`pets p where status <> 'ACTIVE'`)).toBeGreaterThan(0)
})

test('the demo’s records are released, kept, retracted, and have addenda', async () => {
  expect(await number(`medical_records where status = 'SIGNED' and released_at is null`)).toBeGreaterThan(0)
  expect(await number(`medical_records where released_at is not null`)).toBeGreaterThan(0)
  expect(await number(`medical_records where status = 'RETRACTED'`)).toBeGreaterThan(0)
  expect(await number(`addendums where created_at <= '2026-03-16T08:00:00Z'`)).toBeGreaterThan(0)
})

test('every visit’s reason has a record to go with it', () => {
  for (const reason of demoTypes.flatMap(({ reasons }) => [...reasons]))
    expect(textsByReason).toHaveProperty([reason])
})

test('no demo pet was seen before it was born, weighed after it died, or chipped with an impossible number', async () => {
  expect(
    await number(
      'medical_records r join clinical.pets p on p.id = r.pet_id where r.occurred_at < p.date_of_birth',
    ),
  ).toBe(0)
  expect(
    await number(
      'weights w join clinical.pets p on p.id = w.pet_id where w.measured_at::date > p.deceased_on',
    ),
  ).toBe(0)
  expect(await number(`pets where deceased_on > '2026-03-16'`)).toBe(0)
  expect(await number(`microchips where number !~ '^(372|528)[0-9]{12}$'`)).toBe(0)
  expect(await number('microchips')).toBeGreaterThan(20)
})

test('the demo’s pets are found by their owner at once, and no event was sent for them', async () => {
  const [owner] = demoPlan(size, hospital.now()).owners
  const { data } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    'query ($search: String) { owners(filter: { search: $search }) { nodes { id } } pets(filter: { search: $search }) { nodes { owner { id } } } }',
    { search: `${owner!.firstName} ${owner!.lastName}` },
  )
  expect(data).toMatchObject({ owners: { nodes: [{ id: owner!.id }] } })
  expect((data['pets'] as { nodes: Array<{ owner: { id: string } }> }).nodes[0]!.owner.id).toBe(owner!.id)
  expect(await hospital.emitted()).toEqual([])
})

test('the demo hospital has vaccinations given here and elsewhere, some due soon and some overdue', async () => {
  expect(await number(`vaccinations where kind = 'GIVEN'`)).toBeGreaterThan(20)
  expect(await number(`vaccinations where kind = 'GIVEN_ELSEWHERE'`)).toBeGreaterThan(20)
  expect(
    await number('vaccinations v join clinical.pets p on p.id = v.pet_id where v.given_on > p.deceased_on'),
  ).toBe(0)
  for (const days of ['between -365 and -1', 'between 0 and 60'])
    expect(await number(`vaccination_dues where due_on - date '2026-03-16' ${days}`)).toBeGreaterThan(0)
})

test('the demo hospital has alerts, vital signs, and prescriptions of which some repeats run out', async () => {
  expect(await number(`pets where cardinality(alerts) > 0`)).toBe(
    await number('pet_alerts where removed_at is null'),
  )
  expect(await number('vitals')).toBeGreaterThan(20)
  expect(await number('prescriptions where dispensed = 0')).toBeGreaterThan(0)
  expect(
    await number('prescriptions where repeats > 0 and authorised - dispensed between 1 and quantity'),
  ).toBeGreaterThan(0)
})

test('some of the demo’s patients have a photo that their owner sees, and those of the portal have radiographs to compare', async () => {
  expect(await number('files where is_pet_photo and released_at is not null')).toBeGreaterThan(10)
  const unreleased = await number(`files where kind = 'IMAGING' and released_at is null`)
  expect(unreleased).toBeGreaterThanOrEqual(2)
})

test('the demo has a treatment plan that waits and one that its owner has decided', async () => {
  expect(await number(`treatment_plans where status = 'OFFERED'`)).toBe(1)
  expect(await number(`treatment_plans where status = 'DECIDED'`)).toBe(1)
  expect(await number(`treatment_plan_lines where decision = 'DECLINED'`)).toBe(1)
})
