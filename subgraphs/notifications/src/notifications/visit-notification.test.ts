import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifications } from '../schema.ts'
import { aLocation, aVet, aVisit, moved } from '../testing.ts'

let hospital: TestSubgraph
const peers = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications, async (_type, ids) =>
    ids.map((id) => peers.get(id) ?? null),
  )
})
afterAll(() => hospital.close())

const toldTo = async (userId: string) =>
  (
    await hospital.admin`select title, body, link, appointment_id from notifications.notifications
      where recipient_id = ${userId} order by id`
  ).map(({ title, body, link, appointment_id }) => ({
    title: title as string,
    body: body as string,
    link: link as string,
    appointmentId: appointment_id as string,
  }))

const titlesOf = async (userId: string) => (await toldTo(userId)).map(({ title }) => title)

test('AP7, N6: the vet hears of a new booking in the location’s time, without clinical text in the title', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.booked', visit)
  expect(await toldTo(visit.vetId)).toEqual([
    {
      title: 'New booking: Bella',
      body: 'Check-up, Tue 17 Mar, 10:30 at Vondelpark.',
      link: `/?date=2026-03-17&appointment=${visit.id}`,
      appointmentId: visit.id,
    },
  ])
})

test.each([
  ['Pacific/Kiritimati', 'Wed 18 Mar, 01:30', '2026-03-18'],
  ['Pacific/Honolulu', 'Tue 17 Mar, 01:30', '2026-03-17'],
  ['Asia/Kathmandu', 'Tue 17 Mar, 17:15', '2026-03-17'],
])('AP7: a booking in %s is told as %s', async (timeZone, time, day) => {
  const { id: locationId } = await aLocation(hospital, { timeZone })
  const visit = await aVisit(hospital, { locationId, startsAt: '2026-03-17T11:30:00.000Z' })
  await hospital.deliver('appointment.booked', visit)
  expect(await toldTo(visit.vetId)).toMatchObject([
    { body: `Check-up, ${time} at Vondelpark.`, link: `/?date=${day}&appointment=${visit.id}` },
  ])
})

test('N1: a booking is told once, however often it is delivered', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.booked', visit)
  await hospital.deliver('appointment.booked', visit)
  await Promise.all(Array.from({ length: 8 }, () => hospital.deliver('appointment.booked', visit)))
  expect(await titlesOf(visit.vetId)).toHaveLength(1)
})

test('AP16: a visit that came with a calendar of another system is told nobody', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.booked', { ...visit, imported: true })
  expect(await titlesOf(visit.vetId)).toEqual([])
  expect(
    await hospital.admin`select 1 from notifications.invitations where appointment_id = ${visit.id}`,
  ).toHaveLength(0)
})

test('a vet is not told of what the vet did', async () => {
  const visit = await aVisit(hospital)
  const byVet = { ...visit, actorId: visit.vetId }
  await hospital.deliver('appointment.booked', byVet)
  await hospital.deliver('appointment.rescheduled', moved(byVet, { startsAt: '2026-03-18T09:30:00.000Z' }))
  await hospital.deliver('appointment.cancelled', { ...byVet, version: 3, reason: 'Sick' })
  expect(await titlesOf(visit.vetId)).toEqual([])
})

test('AP11: the vet hears when a visit moves in time', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.rescheduled', moved(visit, { startsAt: '2026-04-01T07:00:00.000Z' }))
  expect(await toldTo(visit.vetId)).toEqual([
    {
      title: 'Moved: Bella',
      body: 'Check-up, from Tue 17 Mar, 10:30 to Wed 1 Apr, 09:00 at Vondelpark.',
      link: `/?date=2026-04-01&appointment=${visit.id}`,
      appointmentId: visit.id,
    },
  ])
})

test('AP11: another room or length is not notified', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.rescheduled', moved(visit, { endsAt: '2026-03-17T10:30:00.000Z' }))
  expect(await titlesOf(visit.vetId)).toEqual([])
})

test('both vets hear when a visit changes hands', async () => {
  const visit = await aVisit(hospital)
  const other = await aVet(hospital, { name: 'Fleur Jansen' })
  await hospital.deliver('appointment.rescheduled', moved(visit, { vetId: other.id }))
  expect(await toldTo(visit.vetId)).toMatchObject([
    {
      title: 'No longer yours: Bella',
      body: 'Check-up, was Tue 17 Mar, 10:30 at Vondelpark, now with Fleur Jansen.',
    },
  ])
  expect(await toldTo(other.id)).toMatchObject([
    { title: 'Now yours: Bella', body: 'Check-up, Tue 17 Mar, 10:30 at Vondelpark, as it was booked.' },
  ])
})

test('a vet who hands a visit over is not told, the colleague is', async () => {
  const visit = await aVisit(hospital)
  const other = await aVet(hospital)
  await hospital.deliver(
    'appointment.rescheduled',
    moved({ ...visit, actorId: visit.vetId }, { vetId: other.id }),
  )
  expect(await titlesOf(visit.vetId)).toEqual([])
  expect(await titlesOf(other.id)).toEqual(['Now yours: Bella'])
})

test('the vet hears of a cancellation with its reason, and again of a second one after an undo', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.cancelled', { ...visit, version: 2, reason: ' Owner is ill ' })
  expect(await toldTo(visit.vetId)).toMatchObject([
    {
      title: 'Cancelled: Bella',
      body: 'Check-up, was Tue 17 Mar, 10:30 at Vondelpark. Reason: Owner is ill',
    },
  ])
  await hospital.deliver('appointment.cancelled', { ...visit, version: 4, reason: '' })
  expect(await titlesOf(visit.vetId)).toHaveLength(2)
})

test('the vet hears when a cancellation is taken back', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.cancelled', { ...visit, version: 2, reason: 'Mistake' })
  await hospital.deliver('appointment.reinstated', { ...visit, version: 3 })
  expect((await toldTo(visit.vetId)).at(-1)).toMatchObject({
    title: 'Takes place after all: Bella',
    body: 'Check-up, Tue 17 Mar, 10:30 at Vondelpark.',
  })
})

test('a booking that arrives after its cancellation is not notified', async () => {
  const visit = await aVisit(hospital)
  await hospital.deliver('appointment.cancelled', { ...visit, version: 2, reason: 'Mistake' })
  await hospital.deliver('appointment.booked', visit)
  expect(await titlesOf(visit.vetId)).toEqual(['Cancelled: Bella'])
})

test('a hand-over that arrives after the cancellation is still told to the previous vet, who else would', async () => {
  const visit = await aVisit(hospital)
  const other = await aVet(hospital)
  await hospital.deliver('appointment.cancelled', { ...visit, vetId: other.id, version: 3, reason: '' })
  await hospital.deliver('appointment.rescheduled', moved(visit, { vetId: other.id }))
  expect(await titlesOf(visit.vetId)).toEqual(['No longer yours: Bella'])
  expect(await titlesOf(other.id)).toEqual(['Cancelled: Bella'])
})

test('U1: who has left the hospital is told nothing', async () => {
  const vet = await aVet(hospital)
  hospital.setNow('2026-03-16T08:00:01.000Z')
  await aVet(hospital, { id: vet.id, active: false })
  await hospital.deliver('appointment.booked', await aVisit(hospital, { vetId: vet.id }))
  expect(await titlesOf(vet.id)).toEqual([])
})

test('a late event of a user does not bring a leaver back', async () => {
  const vet = await aVet(hospital, { version: 2, active: false })
  await aVet(hospital, { id: vet.id, version: 1, active: true })
  await hospital.deliver('appointment.booked', await aVisit(hospital, { vetId: vet.id }))
  expect(await titlesOf(vet.id)).toEqual([])
})

test('a vet and a location that were made a moment ago are asked of identity', async () => {
  const [vetId, locationId] = [newId(), newId()]
  peers.set(vetId, { id: vetId, version: 1, name: 'New Colleague', active: true })
  peers.set(locationId, { id: locationId, version: 1, name: 'New branch', timeZone: 'Europe/Dublin' })
  await hospital.deliver('appointment.booked', await aVisit(hospital, { vetId, locationId }))
  expect(await toldTo(vetId)).toMatchObject([{ body: 'Check-up, Tue 17 Mar, 09:30 at New branch.' }])
})

test('a vet whom nobody knows is told nothing; a location that nobody knows is waited for', async () => {
  const stranger = newId()
  await hospital.deliver('appointment.booked', await aVisit(hospital, { vetId: stranger }))
  expect(await titlesOf(stranger)).toEqual([])
  const visit = await aVisit(hospital, { locationId: newId() })
  await expect(hospital.deliver('appointment.booked', visit)).rejects.toThrow(
    'not known to notifications yet',
  )
  await aLocation(hospital, { id: visit.locationId })
  await hospital.deliver('appointment.booked', visit)
  expect(await titlesOf(visit.vetId)).toHaveLength(1)
})
