import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifications } from '../schema.ts'
import { aLocation, aVet } from '../testing.ts'

let hospital: TestSubgraph
const roles = new Map<string, Array<{ location: { id: string } | null; role: { permissions: string[] } }>>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications, async (_type, ids) =>
    ids.map((id) => ({ id, roles: roles.get(id) ?? [] })),
  )
})
afterAll(() => hospital.close())

/** A technician of a location, or of all, who asked to be told of stock, or did not. */
async function aTechnician(locationId: string | null, asked = true, permissions = ['inventory:read']) {
  const { id } = await aVet(hospital)
  roles.set(id, [{ location: locationId ? { id: locationId } : null, role: { permissions } }])
  if (!asked) return id
  const { errors } = await hospital.graphql(
    asRole('TECHNICIAN', { userId: id }),
    'mutation ($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) { enabled } }',
    { input: { reason: 'STOCK', channel: 'IN_APP', enabled: true } },
  )
  expect(errors).toEqual([])
  return id
}

const toldTo = (userId: string) =>
  hospital.admin`select kind, title, body, link from notifications.notifications
    where recipient_id = ${userId} order by created_at, title`.then((rows) => [...rows])

const low = (locationId: string) => ({
  ...{ id: newId(), itemId: newId(), item: 'Carprofen 50 mg', unit: 'tablet', locationId },
  ...{ onHand: 4.5, reorderLevel: 5 },
})

test('I7: who asked for it and may see the stock of the location is told that it runs low, once', async () => {
  const { id: locationId } = await aLocation(hospital)
  const { id: elsewhere } = await aLocation(hospital)
  const here = await aTechnician(locationId)
  const everywhere = await aTechnician(null)
  const nobody = [
    await aTechnician(elsewhere),
    await aTechnician(null, false),
    await aTechnician(locationId, true, ['appointment:read']),
  ]
  const facts = low(locationId)
  await Promise.all([1, 2, 3].map(() => hospital.deliver('stock.ran-low', facts)))
  const told = {
    ...{ kind: 'ALERT', title: 'Low stock: Carprofen 50 mg', link: `/stock/${facts.itemId}` },
    body: 'On hand at Vondelpark: 4.5 × tablet; the reorder level is 5.',
  }
  expect(await toldTo(here)).toEqual([told])
  expect(await toldTo(everywhere)).toEqual([told])
  for (const id of nobody) expect(await toldTo(id)).toEqual([])
})

test('I7: it is told how many lots expire, and what is on its way from another location', async () => {
  const { id: locationId } = await aLocation(hospital)
  const here = await aTechnician(locationId)
  const check = { locationId, days: 30 }
  await hospital.deliver('stock.expiring', { ...check, day: '2026-03-16', expiring: 1, expired: 0 })
  await hospital.deliver('stock.expiring', { ...check, day: '2026-03-17', expiring: 2, expired: 1 })
  const { onHand: _, reorderLevel: __, ...facts } = low(locationId)
  await hospital.deliver('stock.sent', { ...facts, quantity: 3, from: 'Harbour Street' })
  expect(await toldTo(here)).toMatchObject([
    { title: 'Expired stock', body: 'At Vondelpark 1 lot expired, 2 lots expire within 30 days.' },
    { title: 'On its way: Carprofen 50 mg', body: '3 × tablet from Harbour Street to Vondelpark.' },
    { title: 'Stock expires soon', body: 'At Vondelpark 1 lot expires within 30 days.' },
  ])
})

test('only who may see stock is offered to be told of it, and is not told before asking', async () => {
  const offered = async (role: 'TECHNICIAN' | 'OWNER') =>
    (
      await hospital.graphql(
        asRole(role, { userId: newId(), ...(role === 'OWNER' && { ownerId: newId() }) }),
        '{ notificationPreferences { reason channel enabled } }',
      )
    ).data['notificationPreferences']
  expect(await offered('TECHNICIAN')).toContainEqual({ reason: 'STOCK', channel: 'IN_APP', enabled: false })
  expect(await offered('OWNER')).not.toContainEqual(expect.objectContaining({ reason: 'STOCK' }))
})
