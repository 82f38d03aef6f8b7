import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addMinutes } from '@vetgraph/kit/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellOfMessage } from '../conversations/tell.service.ts'
import { notifications } from '../schema.ts'
import { aVet, aVisit } from '../testing.ts'

const ownerId = newId()
const client = asRole('OWNER', { ownerId })
const desk = asRole('RECEPTIONIST')

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications, async (_type, ids) =>
    ids.map((id) => ({
      ...{ id, name: 'Ada Byrne', email: 'ada@clients.test', archivedAt: null },
      species: { id: 'dog' },
    })),
  )
})
afterAll(() => hospital.close())

const listed = async (viewer: ReturnType<typeof asRole>) =>
  (await hospital.graphql(viewer, '{ notificationPreferences { reason channel enabled } }')).data[
    'notificationPreferences'
  ]

const update = (viewer: ReturnType<typeof asRole>, reason: string, channel: string, enabled: boolean) =>
  hospital.graphql(
    viewer,
    'mutation ($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) { enabled } }',
    { input: { reason, channel, enabled } },
  )

test('N6: a client who does not want e-mail about messages gets none until it is wanted again', async () => {
  expect(await listed(client)).toEqual([{ reason: 'MESSAGES', channel: 'EMAIL', enabled: true }])
  const mailed = async () => {
    const { data } = await hospital.graphql(
      desk,
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }',
      { input: { ownerId, text: 'Hello' } },
    )
    const { id } = data['sendMessage'] as { id: string }
    hospital.setNow(addMinutes(hospital.now(), 5).toISOString())
    await tellOfMessage(hospital.context(), { messageId: id })
    return (await hospital.admin`select 1 from notifications.mails where id = ${id}`).length
  }
  expect((await update(client, 'MESSAGES', 'EMAIL', false)).errors).toEqual([])
  expect(await mailed()).toBe(0)
  await update(client, 'MESSAGES', 'EMAIL', true)
  expect(await mailed()).toBe(1)
  expect((await hospital.audited(ownerId)).map(({ action }) => action)).toContain(
    'notification-preference.update',
  )
})

test('a vet who does not want to be told of bookings is not, and everybody changes the own preferences only', async () => {
  const { id } = await aVet(hospital)
  const vet = asRole('VET', { userId: id })
  await update(vet, 'APPOINTMENTS', 'IN_APP', false)
  await hospital.deliver('appointment.booked', await aVisit(hospital, { vetId: id }))
  const { data } = await hospital.graphql(vet, '{ notifications { totalCount } }')
  expect(data).toEqual({ notifications: { totalCount: 0 } })
  expect(await listed(desk)).toEqual([
    { reason: 'MESSAGES', channel: 'IN_APP', enabled: true },
    { reason: 'APPOINTMENTS', channel: 'IN_APP', enabled: true },
    { reason: 'STOCK', channel: 'IN_APP', enabled: false },
  ])
  const { errors } = await update(client, 'APPOINTMENTS', 'IN_APP', false)
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'reason' }])
})
