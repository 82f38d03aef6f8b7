import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, aPrice } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const hasAmounts = async (id: string) => {
  const { data, errors } = await hospital.graphql(
    asRole('ADMIN'),
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Location { hasAmounts } } }',
    { of: [{ __typename: 'Location', id }] },
  )
  expect(errors).toEqual([])
  return (data['_entities'] as Array<{ hasAmounts: boolean }>)[0]!.hasAmounts
}

test('a location has amounts in its currency from its first price on', async () => {
  const [location, other] = [await aLocation(hospital), await aLocation(hospital)]
  expect(await hasAmounts(location.id)).toBe(false)
  await aPrice(hospital, { locationId: location.id, typeId: newId() })
  expect(await hasAmounts(location.id)).toBe(true)
  expect(await hasAmounts(other.id)).toBe(false)
})
