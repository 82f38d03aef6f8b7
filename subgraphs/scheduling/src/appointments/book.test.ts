import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aPet, aType, aVet } from './appointment.factory.ts'

const book = /* GraphQL */ `
  mutation ($input: BookAppointmentInput!) {
    bookAppointment(input: $input) {
      id
      status
      version
      startsAt
      endsAt
      room {
        id
      }
    }
  }
`

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

const count = async () => {
  const [row] =
    await hospital.admin`select count(*)::int as n from scheduling.appointments where vet_id = ${diary.vet.id}`
  return row?.['n'] as number
}

interface Booked {
  id: string
  status: string
  startsAt: string
  endsAt: string
  room: { id: string } | null
}

async function booked(overrides: Record<string, unknown> = {}): Promise<Booked> {
  const { data, errors } = await hospital.graphql(reception, book, { input: aBooking(diary, overrides) })
  expect(errors).toEqual([])
  return data['bookAppointment'] as Booked
}

test('a booking stands in the diary, in the audit, and is told to who must know', async () => {
  const visit = await booked({ reason: '  Limping ' })
  expect(visit).toMatchObject({ status: 'SCHEDULED', endsAt: '2026-03-16T10:30:00.000Z' })
  expect(await hospital.audited(visit.id)).toMatchObject([
    { action: 'appointment.book', actorId: reception.userId, before: null, after: { reason: 'Limping' } },
  ])
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === visit.id)
  expect(told.map(({ task }) => task).sort()).toEqual([
    'billing:appointment.booked',
    'notifications:appointment.booked',
  ])
  expect(told[0]?.payload).toMatchObject({
    petId: diary.pet.id,
    ownerId: diary.pet.ownerId,
    vetId: diary.vet.id,
  })
})

describe('AP1: nobody is booked twice at one time', () => {
  test('an overlap is a CONFLICT that offers free times of the same vet, and nothing is written', async () => {
    await booked()
    const before = await hospital.emitted()
    const { errors } = await hospital.graphql(reception, book, {
      input: aBooking(diary, { startsAt: '2026-03-16T10:15:00.000Z' }),
    })
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'startsAt' }])
    const alternatives = errors[0]?.extensions['alternatives'] as Array<{ startsAt: Date; vetId: string }>
    expect(alternatives.map(({ startsAt }) => startsAt.toISOString())).toContain('2026-03-16T10:30:00.000Z')
    expect(alternatives.every(({ vetId }) => vetId === diary.vet.id)).toBe(true)
    expect(await count()).toBe(1)
    expect(await hospital.emitted()).toEqual(before)
  })

  test('intervals are half-open: what begins when another ends is fine', async () => {
    await booked()
    await booked({ startsAt: '2026-03-16T10:30:00.000Z' })
    await booked({ startsAt: '2026-03-16T09:30:00.000Z' })
    expect(await count()).toBe(3)
  })

  test('50 parallel bookings of one slot leave one visit and 49 CONFLICTs with alternatives', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => hospital.graphql(reception, book, { input: aBooking(diary) })),
    )
    const refused = answers.flatMap(({ errors }) => errors)
    expect(refused).toHaveLength(49)
    expect(refused.every(({ code }) => code === 'CONFLICT')).toBe(true)
    expect(refused.every(({ extensions }) => (extensions['alternatives'] as unknown[]).length > 0)).toBe(true)
    expect(await count()).toBe(1)
  })

  test('the database itself refuses an overlap that no verb has checked', async () => {
    const visit = await booked()
    const copy = hospital.admin`
      insert into scheduling.appointments
      select ${newId()}, ${(await aPet(hospital)).id}, vet_id, location_id, room_id, type_id, status, starts_at, ends_at, reason, notes,
        cancellation_reason, booked_by, version, created_at, updated_at
      from scheduling.appointments where id = ${visit.id}`
    await expect(copy).rejects.toMatchObject({ constraint_name: 'appointments_no_vet_overlap' })
  })

  test('two vets cannot use one room at one time', async () => {
    const room = await aRoom(hospital, diary.location.id)
    const other = await aVet(hospital, diary.location.id)
    await booked({ roomId: room.id })
    const { errors } = await hospital.graphql(reception, book, {
      input: aBooking(diary, { vetId: other.id, roomId: room.id, petId: (await aPet(hospital)).id }),
    })
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'roomId' }])
  })

  test('a visit that needs a room gets a free one, and is refused when none is left', async () => {
    const type = await aType(hospital, { needsRoom: true })
    const vets = [diary.vet, await aVet(hospital, diary.location.id), await aVet(hospital, diary.location.id)]
    const rooms = [
      await aRoom(hospital, diary.location.id, 'A'),
      await aRoom(hospital, diary.location.id, 'B'),
    ]
    const answers = await Promise.all(
      vets.map(async (vet) => {
        const petId = (await aPet(hospital)).id
        const input = aBooking(diary, { vetId: vet.id, typeId: type.id, petId })
        return hospital.graphql(reception, book, { input })
      }),
    )
    const given = answers.flatMap(
      ({ data }) => (data['bookAppointment'] as Booked | undefined)?.room?.id ?? [],
    )
    expect(given.sort()).toEqual(rooms.map(({ id }) => id).sort())
    expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'startsAt' }])
  })
})

describe('AP3: the server checks everything again', () => {
  const refusals: Array<[string, () => Promise<Record<string, unknown>> | Record<string, unknown>, object]> =
    [
      [
        'the past',
        () => ({ startsAt: '2026-03-16T07:55:00Z' }),
        { code: 'BAD_USER_INPUT', field: 'startsAt' },
      ],
      [
        'a time beyond the horizon of 18 months',
        () => ({ startsAt: '2027-09-16T10:00:00Z' }),
        { code: 'BAD_USER_INPUT', field: 'startsAt' },
      ],
      [
        'a time off the grid',
        () => ({ startsAt: '2026-03-16T10:01:00Z' }),
        { code: 'BAD_USER_INPUT', field: 'startsAt' },
      ],
      [
        'a time off duty',
        () => ({ startsAt: '2026-03-16T17:45:00Z' }),
        { code: 'BAD_USER_INPUT', field: 'startsAt' },
      ],
      [
        'no length at all',
        () => ({ durationMinutes: 0 }),
        { code: 'BAD_USER_INPUT', field: 'durationMinutes' },
      ],
      [
        'a day-long visit',
        () => ({ durationMinutes: 1440 }),
        { code: 'BAD_USER_INPUT', field: 'durationMinutes' },
      ],
      ['an endless reason', () => ({ reason: 'x'.repeat(501) }), { code: 'BAD_USER_INPUT', field: 'reason' }],
      ['a pet that is not there', () => ({ petId: newId() }), { code: 'NOT_FOUND', field: 'petId' }],
      ['a malformed id', () => ({ petId: "x'; drop table" }), { code: 'NOT_FOUND', field: 'petId' }],
      ['a vet who is not there', () => ({ vetId: newId() }), { code: 'NOT_FOUND', field: 'vetId' }],
      ['a room of nowhere', () => ({ roomId: newId() }), { code: 'NOT_FOUND', field: 'roomId' }],
      ['a type that is not offered', () => ({ typeId: newId() }), { code: 'NOT_FOUND', field: 'typeId' }],
      [
        'a location that is not there',
        () => ({ locationId: newId() }),
        { code: 'NOT_FOUND', field: 'locationId' },
      ],
      [
        'an inactive pet',
        async () => ({ petId: (await aPet(hospital, { active: false })).id }),
        { code: 'BAD_USER_INPUT', field: 'petId' },
      ],
      [
        'a vet who has left',
        async () => ({ vetId: (await aVet(hospital, diary.location.id, { active: false })).id }),
        { code: 'BAD_USER_INPUT', field: 'vetId' },
      ],
      [
        'somebody who is no vet',
        async () => ({ vetId: (await aVet(hospital, diary.location.id, { isVet: false })).id }),
        { code: 'BAD_USER_INPUT', field: 'vetId' },
      ],
    ]

  test.each(refusals)(
    '%s is refused with code and field, and nothing is written',
    async (_what, overrides, error) => {
      const input = aBooking(diary, await overrides())
      expect((await hospital.graphql(reception, book, { input })).errors).toMatchObject([error])
      expect(await count()).toBe(0)
    },
  )
})

test('what lies 18 months ahead is booked to the minute, and no later time is offered', async () => {
  hospital.setNow('2026-03-16T10:00:00.000Z')
  const { location, type } = diary
  const { data } = await hospital.graphql(
    reception,
    'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt } }',
    { input: { locationId: location.id, typeId: type.id, date: '2027-09-16', days: 2 } },
  )
  const offered = (data['availableSlots'] as Array<{ startsAt: string }>).map(({ startsAt }) => startsAt)
  // 10:00 in Dublin, which is in summer time by then.
  expect(offered.at(-1)).toBe('2027-09-16T09:00:00.000Z')
  await booked({ startsAt: offered.at(-1) })
})

test('what is ahead at a location is counted for whoever wants to retire it, and what is over is not (S1)', async () => {
  hospital.setNow('2026-03-16T10:00:00.000Z')
  const open = async () => {
    const { data } = await hospital.graphql(
      reception,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Location { openAppointments } } }',
      { of: [{ __typename: 'Location', id: diary.location.id }] },
    )
    return (data['_entities'] as Array<{ openAppointments: number }>)[0]!.openAppointments
  }
  const before = await open()
  await booked({ startsAt: '2027-03-16T10:00:00.000Z' })
  expect(await open()).toBe(before + 1)
  hospital.setNow('2027-03-17T10:00:00.000Z')
  expect(await open()).toBe(0)
  hospital.setNow('2026-03-16T10:00:00.000Z')
})

test('a repetition under the same Idempotency-Key answers the first visit and books nothing twice', async () => {
  const input = aBooking(diary)
  const request = { idempotencyKey: newId() }
  const answers = await Promise.all(
    [1, 2, 3].map(() => hospital.graphql(reception, book, { input }, request)),
  )
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(new Set(answers.map(({ data }) => (data['bookAppointment'] as Booked).id)).size).toBe(1)
  const other = { input: aBooking(diary, { startsAt: '2026-03-16T12:00:00Z' }) }
  expect((await hospital.graphql(reception, book, other, request)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'Idempotency-Key' },
  ])
})

test('a repetition under the same Idempotency-Key is answered before anything is checked', async () => {
  const input = aBooking(diary)
  const request = { idempotencyKey: newId() }
  const first = await hospital.graphql(reception, book, { input }, request)
  await hospital.admin`update scheduling.pet_refs set active = false where id = ${diary.pet.id}`
  hospital.setNow('2026-03-16T12:00:00.000Z')
  const again = await hospital.graphql(reception, book, { input }, request)
  expect(again).toMatchObject({ data: first.data, errors: [] })
  expect((await hospital.graphql(reception, book, { input })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'petId' },
  ])
})

test('booking takes the right to book: others are FORBIDDEN, nobody is UNAUTHENTICATED', async () => {
  const input = aBooking(diary)
  expect((await hospital.graphql(asRole('TECHNICIAN'), book, { input })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await hospital.graphql(asRole('OWNER'), book, { input })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await hospital.graphql(null, book, { input })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(await count()).toBe(0)
})

test('AU6: a right at one location does not reach another', async () => {
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: newId(), permissions: reception.grants[0]!.permissions }],
  })
  expect((await hospital.graphql(elsewhere, book, { input: aBooking(diary) })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})
