import { demoPlan } from '@vetgraph/kit/demo/plan'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from './demo.ts'
import { NotSentReason } from './reminders/reminder.table.ts'
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

test('reminders of the demo hospital are planned, sent, stopped and not sent for each reason', async () => {
  const rows = await hospital.admin`
    select status, reason, count(*)::int from notifications.reminders group by status, reason`
  const found = new Set(rows.map(({ status, reason }) => (reason ?? status) as string))
  expect(found).toEqual(new Set(['PLANNED', 'SENT', 'STOPPED', ...Object.values(NotSentReason)]))
})

test('the desk of the demo hospital finds conversations to be read, and the portal’s owner an answer', async () => {
  const { owners } = demoPlan({ pets: 200, years: 1 }, hospital.now())
  const count = async (viewer: ReturnType<typeof asRole>) =>
    (await hospital.graphql(viewer, '{ unreadConversationCount }')).data['unreadConversationCount']
  expect(await count(asRole('RECEPTIONIST'))).toBe(2)
  expect(await count(asRole('OWNER', { ownerId: owners[0]!.id }))).toBe(1)
})
