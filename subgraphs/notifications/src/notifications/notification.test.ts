import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { fieldsOpenToAnyone } from '@vetgraph/kit/testing/walk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifications } from '../schema.ts'
import { aVetWithNews, aVisit } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications)
})
afterAll(() => hospital.close())

const as = (userId: string) => asRole('VET', { userId })
const stranger = as(newId())

const list = `query ($first: Int = 25, $after: String, $unread: Boolean) {
  notifications(first: $first, after: $after, filter: { unread: $unread }) {
    totalCount nodes { id readAt } pageInfo { hasNextPage endCursor } } }`
const markRead = 'mutation ($id: ID!) { markNotificationRead(id: $id) { id readAt } }'
const remove = 'mutation ($id: ID!) { deleteNotification(id: $id) }'

interface Listed {
  notifications: {
    totalCount: number
    nodes: Array<{ id: string; readAt: string | null }>
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const listed = async (userId: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await hospital.graphql(as(userId), list, variables)
  expect(errors).toEqual([])
  return (data as unknown as Listed).notifications
}

const unreadOf = async (userId: string) =>
  (await hospital.graphql(as(userId), '{ unreadNotificationCount }')).data['unreadNotificationCount']

test('no root field answers without a viewer but what the link of a reminder opens', async () => {
  expect(await fieldsOpenToAnyone(hospital)).toEqual(['Mutation.withdrawReminders'])
})

test('a role without the right to notifications is refused', async () => {
  const nobody = asRole('VET', { grants: [] })
  for (const query of [
    '{ notifications { totalCount } }',
    '{ unreadNotificationCount }',
    '{ notification(id: "x") { id } }',
    'mutation { markAllNotificationsRead }',
    'mutation { markNotificationRead(id: "x") { id } }',
    'mutation { deleteNotification(id: "x") }',
  ]) {
    const { errors } = await hospital.graphql(nobody, query)
    expect(errors, query).toMatchObject([
      { code: 'FORBIDDEN', extensions: { permission: 'notification:read' } },
    ])
  }
  const { errors } = await hospital.subscribe(nobody, 'subscription { notificationReceived { unreadCount } }')
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('a notification tells what it is about', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 1)
  const { data, errors } = await hospital.graphql(
    as(vet.id),
    'query ($id: ID!) { notification(id: $id) { id kind title body link readAt createdAt appointment { id } } }',
    { id: ids[0] },
  )
  expect(errors).toEqual([])
  const appointmentId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string
  expect(data['notification']).toEqual({
    id: ids[0],
    kind: 'APPOINTMENT',
    title: 'New booking: Pet 1',
    body: 'Check-up, Tue 17 Mar, 10:30 at Vondelpark.',
    link: expect.stringMatching(/^\/\?date=2026-03-17&appointment=[0-9a-f-]{36}$/) as string,
    readAt: null,
    createdAt: hospital.now().toISOString(),
    appointment: { id: appointmentId },
  })
})

test('AU4: another’s notification is not found on any path, and stays as it was', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 1)
  const id = ids[0]!
  const one = 'query ($id: ID!) { notification(id: $id) { id } }'
  expect(await hospital.graphql(stranger, one, { id })).toEqual({ data: { notification: null }, errors: [] })
  const admin = asRole('ADMIN')
  expect((await hospital.graphql(admin, one, { id })).data).toEqual({ notification: null })
  const entity = await hospital.graphql(
    stranger,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Notification { title } } }',
    { of: [{ __typename: 'Notification', id }] },
  )
  expect(entity).toEqual({ data: { _entities: [null] }, errors: [] })
  for (const mutation of [markRead, remove]) {
    for (const wrong of [id, newId(), 'garbage']) {
      const { errors } = await hospital.graphql(stranger, mutation, { id: wrong })
      expect(errors).toMatchObject([{ code: 'NOT_FOUND', field: 'id', message: 'No such notification.' }])
    }
  }
  expect((await hospital.graphql(stranger, list)).data).toMatchObject({ notifications: { totalCount: 0 } })
  expect((await hospital.graphql(stranger, 'mutation { markAllNotificationsRead }')).data).toEqual({
    markAllNotificationsRead: 0,
  })
  expect((await listed(vet.id)).nodes).toEqual([{ id, readAt: null }])
})

test('notifications come newest first, page by page, each once', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 5)
  const seen: string[] = []
  let after: string | null = null
  do {
    const { nodes, pageInfo, totalCount } = await listed(vet.id, { first: 2, after })
    expect(totalCount).toBe(5)
    seen.push(...nodes.map(({ id }) => id))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after)
  expect(seen).toEqual([...ids].sort().reverse())
})

test('reading one moves it from the unread to the read ones, and reading it again changes nothing', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 3)
  const id = ids[1]!
  const readAt = hospital.now().toISOString()
  const first = await hospital.graphql(as(vet.id), markRead, { id })
  expect(first).toEqual({ data: { markNotificationRead: { id, readAt } }, errors: [] })
  hospital.setNow('2026-03-16T08:05:00.000Z')
  expect((await hospital.graphql(as(vet.id), markRead, { id })).data).toEqual(first.data)
  hospital.setNow(readAt)
  expect(await unreadOf(vet.id)).toBe(2)
  expect((await listed(vet.id, { unread: false })).nodes).toEqual([{ id, readAt }])
  expect((await listed(vet.id, { unread: true })).totalCount).toBe(2)
  expect((await listed(vet.id)).totalCount).toBe(3)
})

test('all are read at once, and the answer counts those that were unread', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 3)
  await hospital.graphql(as(vet.id), markRead, { id: ids[0] })
  const all = async () => (await hospital.graphql(as(vet.id), 'mutation { markAllNotificationsRead }')).data
  expect(await all()).toEqual({ markAllNotificationsRead: 2 })
  expect(await all()).toEqual({ markAllNotificationsRead: 0 })
  expect(await unreadOf(vet.id)).toBe(0)
})

test('N1: a deleted notification is gone, cannot be deleted twice, and is never told again', async () => {
  const { vet } = await aVetWithNews(hospital, 0)
  const visit = await aVisit(hospital, { vetId: vet.id })
  await hospital.deliver('appointment.booked', visit)
  const [{ id } = { id: '' }] = (await listed(vet.id)).nodes
  expect((await hospital.graphql(as(vet.id), remove, { id })).data).toEqual({ deleteNotification: true })
  expect((await hospital.graphql(as(vet.id), remove, { id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect((await hospital.graphql(as(vet.id), markRead, { id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  await hospital.admin`delete from notifications.appointment_refs where id = ${visit.id}`
  await hospital.deliver('appointment.booked', visit)
  expect((await listed(vet.id)).totalCount).toBe(0)
  expect(await unreadOf(vet.id)).toBe(0)
})

const news = 'subscription { notificationReceived { unreadCount notification { title appointment { id } } } }'

test('the vet hears live of a new booking with the unread count, and nobody else does', async () => {
  const { vet } = await aVetWithNews(hospital, 2)
  const other = await aVetWithNews(hospital, 0)
  const [mine, theirs] = [
    await hospital.subscribe(as(vet.id), news),
    await hospital.subscribe(as(other.vet.id), news),
  ]
  const visit = await aVisit(hospital, { vetId: vet.id })
  await hospital.deliver('appointment.booked', visit)
  const title = 'New booking: Bella'
  expect((await mine.next!())?.data).toEqual({
    notificationReceived: { unreadCount: 3, notification: { title, appointment: { id: visit.id } } },
  })
  const handedOver = { ...visit, version: 2, vetId: other.vet.id, previousVetId: vet.id }
  await hospital.deliver('appointment.rescheduled', { ...handedOver, previousStartsAt: visit.startsAt })
  expect((await theirs.next!())?.data).toMatchObject({
    notificationReceived: { unreadCount: 1, notification: { title: 'Now yours: Bella' } },
  })
  expect((await mine.next!())?.data).toMatchObject({
    notificationReceived: { unreadCount: 4, notification: { title: 'No longer yours: Bella' } },
  })
})

test('N6: reading or deleting on one device tells the others the new count', async () => {
  const { vet, ids } = await aVetWithNews(hospital, 4)
  const { next } = await hospital.subscribe(as(vet.id), news)
  const heard = async () => (await next!())?.data?.['notificationReceived']
  await hospital.graphql(as(vet.id), markRead, { id: ids[0] })
  expect(await heard()).toEqual({ unreadCount: 3, notification: null })
  await hospital.graphql(as(vet.id), markRead, { id: ids[0] })
  await hospital.graphql(as(vet.id), remove, { id: ids[1] })
  expect(await heard()).toEqual({ unreadCount: 2, notification: null })
  await hospital.graphql(as(vet.id), 'mutation { markAllNotificationsRead }')
  expect(await heard()).toEqual({ unreadCount: 0, notification: null })
})

test('a page of any length costs one statement', async () => {
  const { vet } = await aVetWithNews(hospital, 12)
  for (const first of [1, 12]) {
    const before = hospital.runtime.database.statements()
    const { data } = await hospital.graphql(
      as(vet.id),
      `{ notifications(first: ${first}) { nodes { title appointment { id } } } }`,
    )
    expect((data as unknown as Listed).notifications.nodes).toHaveLength(first)
    expect(hospital.runtime.database.statements() - before).toBe(1)
  }
})

test('notifications itself may delete neither what was told nor its audit', async () => {
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`delete from notifications.notifications`,
    sql`delete from notifications.audit_entries`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
})
