import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aPet, aType, aVet } from '../appointments/appointment.factory.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { OnlineBooking } from './appointment-type.table.ts'

const shown =
  'id name durationMinutes bufferAfterMinutes speciesDurations { speciesId minutes } active version'
const create = `mutation ($input: CreateAppointmentTypeInput!) { createAppointmentType(input: $input) { ${shown} } }`
const update = `mutation ($input: UpdateAppointmentTypeInput!) { updateAppointmentType(input: $input) { ${shown} } }`
const book =
  'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id startsAt endsAt room { id } } }'
const slots = 'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt endsAt } }'

const admin = asRole('ADMIN')
const reception = asRole('RECEPTIONIST')
let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-01T08:00:00.000Z')
  diary = await aDiary(hospital)
})

async function starts(typeId: string, overrides: Record<string, unknown> = {}, viewer = reception) {
  const input = { locationId: diary.location.id, typeId, date: '2026-03-16', ...overrides }
  const { data, errors } = await hospital.graphql(viewer, slots, { input })
  expect(errors).toEqual([])
  return (data['availableSlots'] as Array<{ startsAt: string }>).map(({ startsAt }) => startsAt.slice(11, 16))
}

test('an administrator adds, changes and retires a type; it is audited, and what is stale is a CONFLICT', async () => {
  const input = {
    name: ` Ultrasound ${newId()} `,
    category: 'CHECKUP',
    durationMinutes: 30,
    needsRoom: true,
    bufferAfterMinutes: 10,
    speciesDurations: [{ speciesId: 'rabbit', minutes: 20 }],
  }
  const { data } = await hospital.graphql(admin, create, { input })
  const type = data['createAppointmentType'] as { id: string; name: string }
  expect(type).toMatchObject({ name: input.name.trim(), bufferAfterMinutes: 10, active: true, version: 1 })
  const change = { id: type.id, version: 1, durationMinutes: 45, active: false }
  expect((await hospital.graphql(admin, update, { input: change })).data).toMatchObject({
    updateAppointmentType: { durationMinutes: 45, bufferAfterMinutes: 10, active: false, version: 2 },
  })
  expect((await hospital.graphql(admin, update, { input: change })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { durationMinutes: 45 } } },
  ])
  expect(await hospital.audited(type.id)).toMatchObject([
    { action: 'appointment-type.create', after: { durationMinutes: 30 } },
    { action: 'appointment-type.update', before: { durationMinutes: 30 }, after: { active: false } },
  ])
  const named = (all: boolean) =>
    hospital.graphql(reception, 'query ($all: Boolean!) { appointmentTypes(withRetired: $all) { id } }', {
      all,
    })
  expect(JSON.stringify(await named(false))).not.toContain(type.id)
  expect(JSON.stringify(await named(true))).toContain(type.id)
  const again = { ...input, name: input.name.toUpperCase() }
  expect((await hospital.graphql(admin, create, { input: again })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'name' },
  ])
})

test.each([
  ['durationMinutes', { durationMinutes: 0 }],
  ['durationMinutes', { durationMinutes: 100_000 }],
  ['bufferBeforeMinutes', { bufferBeforeMinutes: -5 }],
  ['bufferAfterMinutes', { bufferAfterMinutes: 125 }],
  ['bufferAfterMinutes', { bufferAfterMinutes: 7 }],
  ['speciesDurations', { speciesDurations: [{ speciesId: 'cat', minutes: 3 }] }],
  ['speciesDurations', { speciesDurations: [10, 20].map((minutes) => ({ speciesId: 'cat', minutes })) }],
  ['onlineNoticeHours', { onlineNoticeHours: -1 }],
  ['onlineHorizonDays', { onlineHorizonDays: 541 }],
  ['onlineDailyCap', { onlineDailyCap: 0 }],
])('%s is refused when it is impossible, and nothing is written', async (field, change) => {
  const input = { id: diary.type.id, version: 1, ...change }
  expect((await hospital.graphql(admin, update, { input })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field },
  ])
})

test('only whoever may write appointment types does', async () => {
  const input = { id: diary.type.id, version: 1, active: false }
  expect((await hospital.graphql(reception, update, { input })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('a visit takes as long as its type says for the species, and so do the free times (AP3)', async () => {
  const type = await aType(hospital, { speciesDurations: [{ speciesId: 'rabbit', minutes: 15 }] })
  const rabbit = await aPet(hospital, { speciesId: 'rabbit' })
  const input = aBooking({ ...diary, type, pet: rabbit })
  expect((await hospital.graphql(reception, book, { input })).data).toMatchObject({
    bookAppointment: { endsAt: '2026-03-16T10:15:00.000Z' },
  })
  expect(await starts(type.id)).not.toContain('09:45')
  // The pet itself is busy until a quarter past.
  expect(await starts(type.id, { petId: rabbit.id })).toEqual(expect.arrayContaining(['09:45', '10:15']))
})

test('preparation and cleaning take vet and room, lie inside the shift, and are never overlapped (AP1, AP5)', async () => {
  const type = await aType(hospital, { needsRoom: true, bufferBeforeMinutes: 15, bufferAfterMinutes: 30 })
  await aRoom(hospital, diary.location.id)
  const free = await starts(type.id)
  expect([free[0], free.at(-1)]).toEqual(['08:15', '17:00'])
  const reserve = (of: Parameters<typeof aBooking>[0], startsAt: string) =>
    hospital.graphql(reception, book, { input: aBooking(of, { startsAt }) })
  expect((await reserve({ ...diary, type }, '2026-03-16T08:00:00Z')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'startsAt' },
  ])
  expect((await reserve({ ...diary, type }, '2026-03-16T10:00:00Z')).errors).toEqual([])
  const other = await aPet(hospital)
  for (const startsAt of ['2026-03-16T09:20:00Z', '2026-03-16T10:55:00Z']) {
    expect((await reserve({ ...diary, pet: other }, startsAt)).errors).toMatchObject([
      { code: 'CONFLICT', extensions: { taken: 'VET' } },
    ])
  }
  const vet = await aVet(hospital, diary.location.id)
  expect((await reserve({ ...diary, type, vet, pet: other }, '2026-03-16T10:45:00Z')).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { taken: 'ROOM' } },
  ])
  // The pet is elsewhere as soon as the visit itself is over.
  expect((await reserve({ ...diary, vet }, '2026-03-16T10:30:00Z')).errors).toEqual([])
  expect((await reserve({ ...diary, pet: other }, '2026-03-16T09:15:00Z')).errors).toEqual([])
  await expect(
    hospital.admin`update scheduling.appointments set starts_at = '2026-03-16T10:40:00Z', ends_at = '2026-03-16T11:00:00Z'
      where pet_id = ${other.id} and vet_id = ${diary.vet.id}`,
  ).rejects.toMatchObject({ constraint_name: 'appointments_no_vet_overlap' })
})

test('a change of a type leaves the visits that are booked as they are (S1)', async () => {
  const { data } = await hospital.graphql(reception, book, { input: aBooking(diary) })
  const { id } = data['bookAppointment'] as { id: string }
  const input = { id: diary.type.id, version: 1, durationMinutes: 60, bufferAfterMinutes: 60, active: false }
  expect((await hospital.graphql(admin, update, { input })).errors).toEqual([])
  const visit = await hospital.graphql(reception, 'query ($id: ID!) { appointment(id: $id) { endsAt } }', {
    id,
  })
  expect(visit.data).toEqual({ appointment: { endsAt: '2026-03-16T10:30:00.000Z' } })
  const next = { input: aBooking(diary, { startsAt: '2026-03-16T12:00:00Z' }) }
  expect((await hospital.graphql(reception, book, next)).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'typeId' },
  ])
})

test('owners are offered times within the type’s notice, horizon and daily number, and for their own pets', async () => {
  const owner = asRole('OWNER', { ownerId: diary.pet.ownerId })
  const rules = { onlineNoticeHours: 2, onlineHorizonDays: 15, onlineDailyCap: 1 }
  const online = await aType(hospital, { ...rules, onlineBooking: OnlineBooking.CLIENTS })
  const offline = await aType(hospital, rules)
  hospital.setNow('2026-03-16T08:00:00.000Z')
  expect((await starts(online.id, { petId: diary.pet.id }, owner))[0]).toBe('10:00')
  expect(await starts(offline.id, {}, owner)).toEqual([])
  expect(await starts(online.id, { date: '2026-03-31' }, owner)).not.toEqual([])
  expect(await starts(online.id, { date: '2026-04-01' }, owner)).toEqual([])
  const input = aBooking({ ...diary, type: online }, { startsAt: '2026-03-16T12:00:00Z' })
  expect((await hospital.graphql(reception, book, { input })).errors).toEqual([])
  expect(await starts(online.id, {}, owner)).toEqual([])
  expect((await starts(online.id)).length).toBeGreaterThan(0)
  const foreign = { ...input, petId: (await aPet(hospital)).id }
  const asked = {
    locationId: foreign.locationId,
    typeId: online.id,
    date: '2026-03-16',
    petId: foreign.petId,
  }
  expect((await hospital.graphql(owner, slots, { input: asked })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'petId' },
  ])
})
