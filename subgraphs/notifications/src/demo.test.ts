import { demoPlan } from '@vetgraph/kit/demo/plan'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from './demo.ts'
import { notifications } from './schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications)
  await loadDemo(hospital.context(), { pets: 200, years: 1 })
})
afterAll(() => hospital.close())

test('every vet of the demo hospital finds a handful of notifications, some unread', async () => {
  const { vets } = demoPlan({ pets: 200, years: 1 }, hospital.now())
  for (const { id } of vets) {
    const { data, errors } = await hospital.graphql(
      asRole('VET', { userId: id }),
      '{ unreadNotificationCount notifications { totalCount } }',
    )
    expect(errors).toEqual([])
    expect(data).toEqual({ unreadNotificationCount: 3, notifications: { totalCount: 6 } })
  }
})
