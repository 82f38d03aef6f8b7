import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closures } from '../closures/closure.table.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aLocation, alsoAt, aPet, aType, aVet } from './appointment.factory.ts'

const book = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'
const slots = `query ($input: AvailableSlotsInput!) {
  availableSlots(input: $input) { startsAt vet { id } room { id } } }`
const next =
  'query ($input: AvailableSlotsInput!) { nextAvailableSlot(input: $input) { reason slot { startsAt } } }'
const addLeave = 'mutation ($input: AddLeaveInput!) { addLeave(input: $input) { id } }'
const removeLeave = 'mutation ($id: ID!) { removeLeave(id: $id) }'

interface Slot {
  startsAt: string
  vet: { id: string }
  room: { id: string } | null
}

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const reception = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})

const ask = (query: string, input: Record<string, unknown>, viewer = reception) =>
  hospital.graphql(viewer, query, { input })
const search = (overrides: Record<string, unknown> = {}) => ({
  locationId: diary.location.id,
  typeId: diary.type.id,
  date: '2026-03-17',
  ...overrides,
})
const nextOf = async (overrides: Record<string, unknown> = {}, viewer = reception) =>
  (await ask(next, search(overrides), viewer)).data['nextAvailableSlot']
const on = (day: string, time: string) => ({ startsAt: `2026-03-${day}T${time}:00.000Z` })

test('every time that is offered can be booked, with buffers, rooms, species and the change of the clock (AP3)', async () => {
  const minutes = fc.integer({ min: 1, max: 12 }).map((steps) => steps * 5)
  const buffer = fc.constantFrom(0, 5, 15)
  const choice = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(
      minutes,
      buffer,
      buffer,
      fc.boolean(),
      choice,
      async (length, before, after, room, picks) => {
        const location = await aLocation(hospital, {
          openingHours: [{ weekday: 7, opens: '00:00', closes: '03:30' }],
        })
        const [vet] = await Promise.all([
          aVet(hospital, location.id, { starts: '00:00', ends: '04:00' }),
          aVet(hospital, location.id, { starts: '01:30', ends: '03:00' }),
          aRoom(hospital, location.id),
        ])
        const type = await aType(hospital, {
          durationMinutes: 30,
          speciesDurations: [{ speciesId: 'cat', minutes: length }],
          bufferBeforeMinutes: before,
          bufferAfterMinutes: after,
          needsRoom: room,
        })
        for (const pick of picks) {
          const pet = await aPet(hospital, { speciesId: pick % 2 === 0 ? 'cat' : 'dog' })
          const input = { locationId: location.id, typeId: type.id, petId: pet.id, date: '2026-03-29' }
          const offered = (await ask(slots, input)).data['availableSlots'] as Slot[]
          const slot = offered[pick % Math.max(1, offered.length)]
          if (!slot) return
          const { errors } = await ask(book, {
            ...aBooking({ ...diary, location, vet, pet, type }),
            startsAt: slot.startsAt,
            vetId: slot.vet.id,
            roomId: slot.room?.id,
          })
          expect(errors).toEqual([])
        }
      },
    ),
    { numRuns: 6 },
  )
})

describe('when nothing is free, the search says why and offers the next free time', () => {
  test('the location is closed, or nobody is on duty', async () => {
    await hospital.context().db.insert(closures).values({
      id: diary.pet.id,
      locationId: diary.location.id,
      name: 'St Patrick’s Day',
      firstDay: '2026-03-17',
      lastDay: '2026-03-17',
      version: 1,
      createdAt: new Date(),
      updatedAt: new Date(),
    })
    expect(await nextOf()).toEqual({ reason: 'CLOSED', slot: on('18', '08:00') })
    await hospital.admin`update scheduling.shifts set weekday = 5 where vet_id = ${diary.vet.id} and weekday > 5`
    await hospital.admin`delete from scheduling.shifts where vet_id = ${diary.vet.id} and weekday = 4`
    expect(await nextOf({ date: '2026-03-19' })).toEqual({
      reason: 'NOBODY_ON_DUTY',
      slot: on('20', '08:00'),
    })
  })

  test('the vets are busy, the patient has another visit, or no room is free', async () => {
    const room = await aRoom(hospital, diary.location.id)
    const all = { durationMinutes: 300 }
    for (const time of ['08:00', '13:00'])
      await ask(book, aBooking(diary, { ...all, ...on('17', time), roomId: room.id }))
    expect(await nextOf()).toEqual({ reason: 'VETS_BUSY', slot: on('18', '08:00') })
    await aVet(hospital, diary.location.id)
    expect(await nextOf()).toEqual({ reason: null, slot: on('17', '08:00') })
    expect(await nextOf({ petId: diary.pet.id })).toEqual({ reason: 'PATIENT_BUSY', slot: on('18', '08:00') })
    const surgery = await aType(hospital, { needsRoom: true })
    expect(await nextOf({ typeId: surgery.id })).toEqual({ reason: 'NO_ROOM', slot: on('18', '08:00') })
  })

  test('the day is past, the type is not booked online, or there is no time in twelve weeks', async () => {
    expect(await nextOf({ date: '2026-03-10' })).toEqual({
      reason: 'NOT_BOOKABLE_THEN',
      slot: on('16', '08:00'),
    })
    const owner = asRole('OWNER', { ownerId: diary.pet.ownerId })
    expect(await nextOf({ petId: diary.pet.id }, owner)).toEqual({ reason: 'ONLINE_RULES', slot: null })
    await hospital.admin`delete from scheduling.shifts where vet_id = ${diary.vet.id}`
    expect(await nextOf()).toEqual({ reason: 'NOBODY_ON_DUTY', slot: null })
  })
})

describe('leave and bookings at once', () => {
  test('a booking that is in flight while leave is added waits for it and is refused (AP12)', async () => {
    let booking: ReturnType<typeof ask> | null = null
    await hospital.admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`duty ${diary.vet.id}`}, 0))`
      await sql`
        insert into scheduling.leave (id, user_id, kind, first_day, last_day, version, created_at, updated_at)
        values (${diary.pet.id}, ${diary.vet.id}, 'SICK', '2026-03-17', '2026-03-17', 1, now(), now())`
      booking = ask(book, aBooking(diary, on('17', '10:00')))
      await hospital.waiting(1)
    })
    expect((await booking!).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'startsAt' }])
  })

  test('leave takes the right at every location where the person works (AU6)', async () => {
    const elsewhere = await aLocation(hospital)
    await alsoAt(hospital, diary.vet.id, elsewhere.id)
    const input = { userId: diary.vet.id, kind: 'SICK', firstDay: '2026-03-18', lastDay: '2026-03-18' }
    const at = (...places: string[]) => {
      const permissions = new Set<Permission>(['roster:write'])
      return asRole('ADMIN', { grants: places.map((locationId) => ({ locationId, permissions })) })
    }
    const here = at(diary.location.id)
    const both = at(diary.location.id, elsewhere.id)
    expect((await ask(addLeave, input, here)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const { data, errors } = await ask(addLeave, input, both)
    expect(errors).toEqual([])
    const { id } = data['addLeave'] as { id: string }
    expect((await hospital.graphql(here, removeLeave, { id })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await hospital.graphql(both, removeLeave, { id })).errors).toEqual([])
    // Where the person works no more, nobody has to be asked.
    await hospital.admin`update scheduling.shifts set valid_to = '2026-03-17' where location_id = ${elsewhere.id}`
    expect((await ask(addLeave, input, here)).errors).toEqual([])
  })
})
