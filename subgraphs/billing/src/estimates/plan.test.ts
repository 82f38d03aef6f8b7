import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import type { TreatmentPlanFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, aPrice, askPeer, aService } from '../testing.ts'

let hospital: TestSubgraph
const receptionist = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

async function aDecidedPlan(overrides: Partial<TreatmentPlanFacts> = {}): Promise<TreatmentPlanFacts> {
  const [{ id: locationId }, serviceId] = [await aLocation(hospital), newId()]
  await aPrice(hospital, { locationId, typeId: serviceId }, { amount: 10_000 })
  return {
    ...{
      id: newId(),
      title: 'Dental treatment',
      petId: newId(),
      petName: 'Bella',
      ownerId: newId(),
      locationId,
    },
    accepted: [
      { description: 'Extraction', serviceId, lowQuantity: 0, quantity: 2 },
      { description: 'Soft food', serviceId: null, lowQuantity: 1, quantity: 1 },
    ],
    ...overrides,
  }
}

const decided = (plan: TreatmentPlanFacts) => hospital.deliver('treatment-plan.decided', plan)

const estimateOf = async ({ id }: { id: string }, viewer = receptionist) => {
  const query = `query ($plans: [_Any!]!) { _entities(representations: $plans) { ... on TreatmentPlan { estimate {
    status title note low high owner { id } items { description petName serviceId lowQuantity quantity } } } } }`
  const { data, errors } = await hospital.graphql(viewer, query, {
    plans: [{ __typename: 'TreatmentPlan', id }],
  })
  expect(errors).toEqual([])
  return (data['_entities'] as Array<{ estimate: object | null }>)[0]!.estimate
}

test('MR11: what is accepted of a plan becomes one draft of an estimate, however often it is told', async () => {
  const plan = await aDecidedPlan()
  await Promise.all(Array.from({ length: 10 }, () => decided(plan)))
  expect(await estimateOf(plan)).toEqual({
    status: 'DRAFT',
    title: 'Dental treatment',
    note: 'Not estimated yet: Soft food.',
    low: { amount: 0, currency: 'EUR' },
    high: { amount: 24_000, currency: 'EUR' },
    owner: { id: plan.ownerId },
    items: [
      {
        ...{ description: 'Extraction', petName: 'Bella', serviceId: plan.accepted[0]!.serviceId },
        ...{ lowQuantity: 0, quantity: 2 },
      },
    ],
  })
  const [row] = await hospital.admin`
    select count(*)::int as count from billing.estimates where owner_id = ${plan.ownerId}`
  expect(row).toEqual({ count: 1 })
})

test('a plan of which nothing has a price in the list is estimated by people', async () => {
  const { id: retired } = await aService(hospital, { active: false })
  const accepted = [null, newId(), retired].map((serviceId) => ({
    ...{ description: 'Walks', serviceId, lowQuantity: 1, quantity: 1 },
  }))
  const plan = await aDecidedPlan({ accepted })
  await decided(plan)
  expect(await estimateOf(plan)).toBeNull()
})

test('whoever sees no estimates sees none by a plan', async () => {
  const plan = await aDecidedPlan()
  await decided(plan)
  expect(await estimateOf(plan, asRole('TECHNICIAN'))).toBeNull()
  expect(await estimateOf(plan, asRole('OWNER', { ownerId: plan.ownerId }))).toBeNull()
  const permissions = new Set(builtInRoles.RECEPTIONIST.permissions)
  const elsewhere = asRole('RECEPTIONIST', { grants: [{ locationId: newId(), permissions }] })
  expect(await estimateOf(plan, elsewhere)).toBeNull()
})
