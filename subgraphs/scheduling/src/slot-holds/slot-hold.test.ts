import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aPet, aType, aVet } from '../appointments/appointment.factory.ts'
import { OnlineBooking } from '../appointment-types/appointment-type.table.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { releaseExpired } from './slot-hold.service.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})

const at = '2026-03-16T10:00:00.000Z'
const desk = () => asRole('RECEPTIONIST')
const theOwner = () => asRole('OWNER', { ownerId: diary.pet.ownerId })

/** A diary whose type owners book online. */
async function online(rules: Parameters<typeof aType>[1]) {
  const type = await aType(hospital, {
    onlineBooking: OnlineBooking.CLIENTS,
    onlineNoticeHours: 0,
    ...rules,
  })
  diary = { ...diary, type }
}

async function hold(viewer = desk(), wish: Record<string, unknown> = {}) {
  const { data, errors } = await hospital.graphql(
    viewer,
    'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { id startsAt endsAt expiresAt } }',
    { input: aBooking(diary, wish) },
  )
  return { hold: data['holdSlot'] as { id: string; expiresAt: string }, refusal: errors[0]?.extensions }
}

async function book(viewer = desk(), wish: Record<string, unknown> = {}) {
  const { data, errors } = await hospital.graphql(
    viewer,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id bookedOnline room { id } } }',
    { input: aBooking(diary, wish) },
  )
  const visit = data['bookAppointment'] as { id: string; bookedOnline: boolean; room: { id: string } | null }
  return { visit, refusal: errors[0]?.extensions }
}

async function freeTimes(viewer = desk()): Promise<string[]> {
  const { data } = await hospital.graphql(
    viewer,
    'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt } }',
    { input: { locationId: diary.location.id, typeId: diary.type.id, date: '2026-03-16' } },
  )
  return (data['availableSlots'] as Array<{ startsAt: string }>).map(({ startsAt }) => startsAt)
}

const rows = async () =>
  hospital.admin`select id from scheduling.slot_holds where vet_id = ${diary.vet.id}`.then(
    (all) => all.length,
  )

test('P3: what is held is free for its holder only, and is booked by its hold', async () => {
  const viewer = desk()
  const { hold: held } = await hold(viewer)
  expect(held).toMatchObject({ startsAt: at, expiresAt: '2026-03-16T08:10:00.000Z' })
  expect(await freeTimes()).not.toContain(at)
  expect(await freeTimes(viewer)).toContain(at)
  const other = await aPet(hospital)
  const { refusal } = await book(desk(), { petId: other.id })
  expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'startsAt', taken: 'VET' })
  expect((refusal!['alternatives'] as unknown[]).length).toBeGreaterThan(0)
  expect((await hold(desk(), { petId: other.id })).refusal).toMatchObject({ code: 'CONFLICT', taken: 'VET' })
  expect((await book(viewer, { holdId: held.id })).refusal).toBeUndefined()
  expect(await rows()).toBe(0)
  expect((await hospital.audited(held.id)).map(({ action }) => action)).toEqual([
    'slot-hold.create',
    'slot-hold.use',
  ])
})

test('P3: a hold that is over, used, released or somebody else’s books nothing', async () => {
  const viewer = desk()
  const { hold: late } = await hold(viewer)
  hospital.setNow('2026-03-16T08:10:00.000Z')
  const ended = { code: 'CONFLICT', field: 'holdId', rule: 'hold_ended' }
  expect((await book(viewer, { holdId: late.id })).refusal).toMatchObject(ended)
  const { hold: fresh } = await hold(viewer)
  expect((await book(desk(), { holdId: fresh.id })).refusal).toMatchObject(ended)
  const wrong = await book(viewer, { holdId: fresh.id, startsAt: '2026-03-16T11:00:00.000Z' })
  expect(wrong.refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'holdId' })
  const release = 'mutation ($id: ID!) { releaseSlot(id: $id) }'
  expect((await hospital.graphql(desk(), release, { id: fresh.id })).data['releaseSlot']).toBe(false)
  expect((await hospital.graphql(viewer, release, { id: fresh.id })).data['releaseSlot']).toBe(true)
  expect((await book(viewer, { holdId: fresh.id })).refusal).toMatchObject(ended)
  const [{ visits }] = (await hospital.admin`
    select count(*)::int as visits from scheduling.appointments where vet_id = ${diary.vet.id}`) as unknown as [
    { visits: number },
  ]
  expect(visits).toBe(0)
})

test('P3: a hold ends by a job at its time, and is in nobody’s way before the job has run', async () => {
  const { hold: held } = await hold()
  const [job] = await hospital.admin`
    select run_at from graphile_worker.jobs where key = ${`scheduling:release-slot:${held.id}`}`
  expect(job?.['run_at']).toEqual(new Date('2026-03-16T08:10:00.000Z'))
  await releaseExpired(hospital.context(), { id: held.id })
  expect(await rows()).toBe(1)
  hospital.setNow('2026-03-16T08:10:00.000Z')
  expect(await freeTimes()).toContain(at)
  expect((await book()).refusal).toBeUndefined()
  await releaseExpired(hospital.context(), { id: held.id })
  expect(await rows()).toBe(0)
})

test('P3: whoever holds another time gives up the one before', async () => {
  const viewer = desk()
  await hold(viewer)
  expect((await hold(viewer, { startsAt: '2026-03-16T11:00:00.000Z' })).refusal).toBeUndefined()
  expect(await rows()).toBe(1)
  expect(await freeTimes()).toContain(at)
})

test('P3: of fifty who hold, book and move to one time at once, one has it', async () => {
  const movers = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const pet = await aPet(hospital)
      return (await book(desk(), { petId: pet.id, startsAt: `2026-03-16T1${index + 1}:30:00.000Z` })).visit.id
    }),
  )
  const wishes = await Promise.all(Array.from({ length: 45 }, () => aPet(hospital)))
  const answers = await Promise.all([
    ...wishes.map((pet, index) => (index % 2 ? book : hold)(desk(), { petId: pet.id })),
    ...movers.map(async (id) => {
      const { errors } = await hospital.graphql(
        desk(),
        'mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { id } }',
        { input: { id, startsAt: at } },
      )
      return { refusal: errors[0]?.extensions }
    }),
  ])
  expect(answers.filter(({ refusal }) => !refusal)).toHaveLength(1)
  expect(new Set(answers.flatMap(({ refusal }) => refusal?.['code'] ?? []))).toEqual(new Set(['CONFLICT']))
})

test('P3: the room that a visit will need is held with the vet', async () => {
  await aRoom(hospital, diary.location.id)
  diary = { ...diary, type: await aType(hospital, { needsRoom: true }) }
  const second = await aVet(hospital, diary.location.id)
  const viewer = desk()
  const { hold: held } = await hold(viewer)
  const elsewhere = { petId: (await aPet(hospital)).id, vetId: second.id }
  expect((await book(desk(), elsewhere)).refusal).toMatchObject({ code: 'CONFLICT', taken: 'ROOM' })
  expect((await book(viewer, { holdId: held.id })).visit.room).not.toBeNull()
})

test('P3: the database refuses a visit at a held time and a hold at a booked one, whoever writes them', async () => {
  const { hold: held } = await hold()
  const other = await aPet(hospital)
  const insert = (startsAt: string) => hospital.admin`
    insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at, reason,
      notes, version, created_at, updated_at)
    values (${newId()}, ${other.id}, ${diary.vet.id}, ${diary.location.id}, ${diary.type.id}, 'SCHEDULED', ${startsAt},
      ${new Date(Date.parse(startsAt) + 1_800_000)}, '', '', 1, ${hospital.now()}, ${hospital.now()})`
  await expect(insert('2026-03-16T10:15:00.000Z')).rejects.toMatchObject({
    constraint_name: 'appointments_vet_not_held',
  })
  await insert('2026-03-16T10:30:00.000Z')
  await expect(
    hospital.admin`update scheduling.slot_holds set ends_at = ends_at + interval '5 minutes' where id = ${held.id}`,
  ).rejects.toMatchObject({ constraint_name: 'slot_holds_vet_free' })
})

test('AU4: an owner holds and books times for own pets only, within the rules of the type', async () => {
  await online({ onlineHorizonDays: 7 })
  const stranger = await aPet(hospital, { active: false })
  const viewer = theOwner()
  const unknown = { code: 'NOT_FOUND', field: 'petId' }
  for (const petId of [stranger.id, newId()]) {
    expect((await hold(viewer, { petId })).refusal).toMatchObject(unknown)
    expect((await book(viewer, { petId })).refusal).toMatchObject(unknown)
  }
  const far = { startsAt: '2026-03-24T10:00:00.000Z' }
  expect((await hold(viewer, far)).refusal).toMatchObject({ code: 'CONFLICT', rule: 'online_rules' })
  expect((await book(viewer, far)).refusal).toMatchObject({ code: 'CONFLICT', rule: 'online_rules' })
  expect((await book(viewer, { notes: 'Hush' })).refusal).toMatchObject({ field: 'notes' })
  const { hold: held } = await hold(viewer)
  expect((await book(viewer, { holdId: held.id })).visit.bookedOnline).toBe(true)
  await online({ onlineBooking: OnlineBooking.NOBODY })
  expect((await book(viewer, { startsAt: '2026-03-16T12:00:00.000Z' })).refusal).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'typeId',
  })
})

test('AP3: of owners who book the last place of a day at once, one has it', async () => {
  await online({ onlineDailyCap: 1 })
  const pets = await Promise.all(Array.from({ length: 6 }, () => aPet(hospital)))
  const answers = await Promise.all(
    pets.map((pet, index) =>
      book(asRole('OWNER', { ownerId: pet.ownerId }), {
        petId: pet.id,
        startsAt: `2026-03-16T1${index}:00:00.000Z`,
      }),
    ),
  )
  expect(answers.filter(({ refusal }) => !refusal)).toHaveLength(1)
  expect(answers.filter(({ refusal }) => refusal?.['rule'] === 'online_rules')).toHaveLength(5)
})
