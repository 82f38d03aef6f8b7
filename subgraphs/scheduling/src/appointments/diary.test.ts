import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aLocation, alsoAt, aPet, aType, aVet } from './appointment.factory.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const reception = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-01T08:00:00.000Z')
  diary = await aDiary(hospital)
})

async function book(overrides: Record<string, unknown> = {}) {
  const { data, errors } = await hospital.graphql(
    reception,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id startsAt } }',
    { input: aBooking(diary, overrides) },
  )
  expect(errors).toEqual([])
  return data['bookAppointment'] as { id: string; startsAt: string }
}

async function slots(input: Record<string, unknown>) {
  const { data, errors } = await hospital.graphql(
    reception,
    'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt endsAt vet { id } } }',
    { input: { locationId: diary.location.id, typeId: diary.type.id, date: '2026-03-16', ...input } },
  )
  return {
    starts: ((data['availableSlots'] ?? []) as Array<{ startsAt: string }>).map(({ startsAt }) => startsAt),
    errors,
  }
}

describe('free times', () => {
  test('lie inside the roster, in the future, and where nothing is booked', async () => {
    await book({ startsAt: '2026-03-16T08:00:00.000Z', durationMinutes: 20 })
    hospital.setNow('2026-03-16T07:00:00.000Z')
    const { starts } = await slots({})
    expect(starts[0]).toBe('2026-03-16T08:20:00.000Z')
    expect(starts.at(-1)).toBe('2026-03-16T17:30:00.000Z')
    hospital.setNow('2026-03-16T12:10:00.000Z')
    expect((await slots({})).starts[0]).toBe('2026-03-16T12:15:00.000Z')
  })

  test('every offered time can be booked', async () => {
    await book()
    const { starts } = await slots({})
    expect(starts).not.toContain('2026-03-16T09:45:00.000Z')
    for (const startsAt of [starts[0], starts[7], starts.at(-1)]) {
      const { data } = await hospital.graphql(
        reception,
        'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { status } }',
        { input: aBooking(diary, { startsAt }) },
      )
      expect(data).toEqual({ bookAppointment: { status: 'SCHEDULED' } })
    }
  })

  test('are not those at which the vet is booked at another location', async () => {
    const elsewhere = await aLocation(hospital)
    await alsoAt(hospital, diary.vet.id, elsewhere.id)
    const { startsAt } = await book({ locationId: elsewhere.id })
    expect((await slots({})).starts).not.toContain(startsAt)
  })

  test('of a visit that is to move include its own time', async () => {
    const { id, startsAt } = await book()
    expect((await slots({})).starts).not.toContain(startsAt)
    expect((await slots({ excludeAppointmentId: id })).starts).toContain(startsAt)
  })

  test.each([0, 15, -1])('are asked for 1 to 14 days, not %i', async (days) => {
    expect((await slots({ days })).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'days' }])
  })
})

test('free times are the same whatever else of a type the query asks for', async () => {
  const { location, type } = diary
  const input = { locationId: location.id, typeId: type.id, date: '2026-03-17' }
  const { data, errors } = await hospital.graphql(
    reception,
    `query ($input: AvailableSlotsInput!) {
      appointments(first: 1) { nodes { type { name } } }
      availableSlots(input: $input) { startsAt }
    }`,
    { input },
  )
  expect(errors).toEqual([])
  expect(data['availableSlots']).not.toEqual([])
})

test('AU6: free times are for staff of that location, and for clients', async () => {
  const elsewhere = asRole('VET', {
    grants: [{ locationId: newId(), permissions: asRole('VET').grants[0]!.permissions }],
  })
  const query = 'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt } }'
  const input = { locationId: diary.location.id, typeId: diary.type.id, date: '2026-03-16' }
  expect((await hospital.graphql(elsewhere, query, { input })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(asRole('OWNER'), query, { input })).errors).toEqual([])
})

test.each(['2020', 2020, 1e30, '+012000-01-01T00:00:00.000Z'])(
  'a cursor that somebody made up of %j is bad input, not our mistake',
  async (key) => {
    const after = Buffer.from(JSON.stringify([key, newId()])).toString('base64url')
    const query = 'query ($after: String) { appointments(after: $after) { nodes { id } } }'
    const { errors } = await hospital.graphql(reception, query, { after })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  },
)

test('a cursor has one encoding', async () => {
  const after = Buffer.from(JSON.stringify(['2026-03-16T09:00:00.000Z', newId()])).toString('base64url')
  const query = 'query ($after: String) { appointments(after: $after) { nodes { id } } }'
  expect((await hospital.graphql(reception, query, { after })).errors).toEqual([])
  for (const other of [`${after}=`, ` ${after}`, `${after}!`]) {
    const { errors } = await hospital.graphql(reception, query, { after: other })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }])
  }
})

test.each(['0001-01-01T00:00:00+12:00', '9999-12-31T23:59:59-12:00'])(
  '%s, which in UTC lies in no year of four digits, is bad input, not our mistake',
  async (from) => {
    const query = 'query ($from: DateTime) { appointments(filter: { from: $from }) { nodes { id } } }'
    const { errors } = await hospital.graphql(reception, query, { from })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  },
)

describe('AP7: days and hours are the location’s', () => {
  test.each([
    ['Europe/Dublin', '2026-03-29', 23],
    ['Europe/Dublin', '2026-10-25', 25],
    ['Pacific/Kiritimati', '2026-03-16', 24],
    ['America/Los_Angeles', '2026-11-01', 25],
  ])('in %s the %s has %i hours', async (timeZone, date, hours) => {
    const location = await aLocation(hospital, { timeZone })
    const { data } = await hospital.graphql(
      reception,
      'query ($id: ID!, $date: Date!) { calendar(locationId: $id, date: $date) { startsAt endsAt } }',
      { id: location.id, date },
    )
    const { startsAt, endsAt } = data['calendar'] as { startsAt: string; endsAt: string }
    expect((Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000).toBe(hours)
  })

  test('the desk opens at eight by the wall clock before and after the clocks change', async () => {
    expect((await slots({ date: '2026-03-28' })).starts[0]).toBe('2026-03-28T08:00:00.000Z')
    expect((await slots({ date: '2026-03-29' })).starts[0]).toBe('2026-03-29T07:00:00.000Z')
  })

  test('a roster through the hour that does not exist loses it, through the one that happens twice gains it', async () => {
    const location = await aLocation(hospital, {
      openingHours: [{ weekday: 7, opens: '00:00', closes: '06:00' }],
    })
    await aVet(hospital, location.id, { starts: '00:00', ends: '06:00' })
    const type = await aType(hospital, { durationMinutes: 60 })
    const night = { locationId: location.id, typeId: type.id }
    expect((await slots({ ...night, date: '2026-03-29' })).starts).toHaveLength(17)
    expect((await slots({ ...night, date: '2026-10-25' })).starts).toHaveLength(25)
  })

  test.each(['0001-01-01', '9999-12-31'])('%s is a day of no diary', async (date) => {
    expect((await slots({ date, days: 14 })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'date' },
    ])
    const { errors } = await hospital.graphql(
      reception,
      'query ($date: Date!, $at: ID!) { calendar(date: $date, locationId: $at, days: 7) { startsAt } }',
      { date, at: diary.location.id },
    )
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'date' }])
  })

  test('a day that does not exist is refused by the schema', async () => {
    const { errors } = await slots({ date: '2026-02-30' })
    expect(errors).toHaveLength(1)
  })
})

test('the diary has a column for each vet on duty and the visits that overlap the day', async () => {
  const { id } = await book()
  await book({ startsAt: '2026-03-17T10:00:00.000Z' })
  const { data } = await hospital.graphql(
    reception,
    `query ($id: ID!) { calendar(locationId: $id, date: "2026-03-16") {
      date days columns { vet { id } shifts { startsAt endsAt } } appointments { id } } }`,
    { id: diary.location.id },
  )
  expect(data['calendar']).toEqual({
    date: '2026-03-16',
    days: 1,
    columns: [
      {
        vet: { id: diary.vet.id },
        shifts: [{ startsAt: '2026-03-16T08:00:00.000Z', endsAt: '2026-03-16T18:00:00.000Z' }],
      },
    ],
    appointments: [{ id }],
  })
})

test('vets, rooms and types can be picked: all vets, or those of a location', async () => {
  const elsewhere = await aLocation(hospital, { name: 'Vondelpark' })
  const other = await aVet(hospital, elsewhere.id)
  const query = 'query ($id: ID) { vets(locationId: $id) { id } }'
  const all = (await hospital.graphql(reception, query)).data['vets']
  expect(all).toEqual(expect.arrayContaining([{ id: diary.vet.id }, { id: other.id }]))
  expect((await hospital.graphql(reception, query, { id: elsewhere.id })).data).toEqual({
    vets: [{ id: other.id }],
  })
  const { data } = await hospital.graphql(
    reception,
    'query ($id: ID!) { rooms(locationId: $id) { name } appointmentTypes { id } upcomingAppointments { id } }',
    { id: elsewhere.id },
  )
  expect(data).toMatchObject({ rooms: [], appointmentTypes: expect.arrayContaining([{ id: diary.type.id }]) })
})

test('lists go on where the page before ended, in order of start', async () => {
  const starts = ['2026-03-16T09:00:00.000Z', '2026-03-16T10:00:00.000Z', '2026-03-16T11:00:00.000Z']
  for (const startsAt of starts) await book({ startsAt })
  const query = `query ($filter: AppointmentFilter, $after: String) {
    appointments(first: 2, after: $after, filter: $filter) {
      totalCount pageInfo { hasNextPage endCursor } nodes { startsAt } } }`
  const filter = { vetId: diary.vet.id }
  interface Page {
    totalCount: number
    pageInfo: { hasNextPage: boolean; endCursor: string }
    nodes: Array<{ startsAt: string }>
  }
  const first = (await hospital.graphql(reception, query, { filter })).data['appointments'] as Page
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
  const rest = (await hospital.graphql(reception, query, { filter, after: first.pageInfo.endCursor })).data[
    'appointments'
  ] as Page
  expect([...first.nodes, ...rest.nodes].map(({ startsAt }) => startsAt)).toEqual(starts)
  expect(rest.pageInfo.hasNextPage).toBe(false)
  const { errors } = await hospital.graphql(reception, query, { filter, after: 'nonsense' })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }])
})

test('U1: a leaver’s visits that have not begun are listed, can be handed over, and the leaver is picked nowhere', async () => {
  const late = await book({ startsAt: '2026-03-17T10:00:00.000Z' })
  const soon = await book()
  const begun = await book({ startsAt: '2026-03-16T14:00:00.000Z' })
  await hospital.admin`update scheduling.appointments set status = 'CANCELLED' where id = ${begun.id}`
  const leaver = {
    id: diary.vet.id,
    version: 2,
    name: 'Aoife Byrne',
    active: false,
    isVet: true,
    ownerId: null,
    prescriberNumber: null,
    prescriberExpiresOn: null,
  }
  await hospital.deliver('user.changed', leaver)
  const left = async () => {
    const { data, errors } = await hospital.graphql(
      reception,
      `query ($r: [_Any!]!) { _entities(representations: $r) {
        ... on User { futureAppointments(first: 1) { totalCount nodes { id } } } } }`,
      { r: [{ __typename: 'User', id: leaver.id }] },
    )
    expect(errors).toEqual([])
    return (data['_entities'] as Array<{ futureAppointments: unknown }>)[0]?.futureAppointments
  }
  expect(await left()).toEqual({ totalCount: 2, nodes: [{ id: soon.id }] })
  const successor = await aVet(hospital, diary.location.id)
  const { errors } = await hospital.graphql(
    reception,
    'mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { id } }',
    { input: { id: soon.id, startsAt: soon.startsAt, vetId: successor.id } },
  )
  expect(errors).toEqual([])
  expect(await left()).toEqual({ totalCount: 1, nodes: [{ id: late.id }] })
  const { data } = await hospital.graphql(reception, '{ vets { id } }')
  expect(data['vets']).not.toContainEqual({ id: leaver.id })
  expect((await slots({})).starts).toContain('2026-03-16T12:00:00.000Z')
  const booking = await hospital.graphql(
    reception,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: aBooking(diary, { startsAt: '2026-03-18T10:00:00.000Z' }) },
  )
  expect(booking.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'vetId' }])
})

describe('AU4: an owner sees the visits of the own household', () => {
  test('and no other, by id, in lists, and under a pet', async () => {
    const stranger = await aPet(hospital, { name: 'Rex' })
    const { id } = await book()
    const { id: foreign } = await book({ petId: stranger.id, startsAt: '2026-03-16T12:00:00.000Z' })
    const owner = asRole('OWNER', { ownerId: diary.pet.ownerId })
    const { data, errors } = await hospital.graphql(
      owner,
      `query ($own: ID!, $foreign: ID!, $pets: [_Any!]!) {
        own: appointment(id: $own) { id }
        foreign: appointment(id: $foreign) { id }
        appointments { nodes { id } }
        _entities(representations: $pets) { ... on Pet { appointments { nodes { id } } nextAppointment { id } } }
      }`,
      {
        own: id,
        foreign,
        pets: [diary.pet, stranger].map((pet) => ({ __typename: 'Pet', id: pet.id })),
      },
    )
    expect(errors).toEqual([])
    expect(data).toEqual({
      own: { id },
      foreign: null,
      appointments: { nodes: [{ id }] },
      _entities: [
        { appointments: { nodes: [{ id }] }, nextAppointment: { id } },
        { appointments: { nodes: [] }, nextAppointment: null },
      ],
    })
  })

  test('and hears of no other', async () => {
    const subscription = 'subscription { appointmentChanged { kind appointment { id } } }'
    const own = await hospital.subscribe(asRole('OWNER', { ownerId: diary.pet.ownerId }), subscription)
    const stranger = await aPet(hospital, { name: 'Rex' })
    await book({ petId: stranger.id, startsAt: '2026-03-16T12:00:00.000Z' })
    const { id } = await book()
    expect(await own.next?.()).toMatchObject({
      data: { appointmentChanged: { kind: 'BOOKED', appointment: { id } } },
    })
  })
})

test('P5: a co-owner sees and hears of the visits of the pet, and asks when it could come', async () => {
  const ownerId = newId()
  const shared = await aPet(hospital, { name: 'Rex', coOwnerIds: [newId(), ownerId] })
  const coOwner = asRole('OWNER', { ownerId })
  const heard = await hospital.subscribe(
    coOwner,
    'subscription { appointmentChanged { appointment { id pet { id } } } }',
  )
  const { id } = await book({ petId: shared.id, startsAt: '2026-03-16T12:00:00.000Z' })
  await book()
  const { data, errors } = await hospital.graphql(
    coOwner,
    `query ($input: AvailableSlotsInput!) { appointments { nodes { id } } availableSlots(input: $input) { startsAt } }`,
    {
      input: {
        locationId: diary.location.id,
        typeId: diary.type.id,
        petId: shared.id,
        date: '2026-03-18',
        days: 1,
      },
    },
  )
  expect(errors).toEqual([])
  expect(data['appointments']).toEqual({ nodes: [{ id }] })
  expect(await heard.next?.()).toMatchObject({
    data: { appointmentChanged: { appointment: { id, pet: { id: shared.id } } } },
  })
})

test('a change is heard once by those who asked for it, as the visit is then', async () => {
  const heard = await hospital.subscribe(
    reception,
    'subscription ($filter: AppointmentChangeFilter) { appointmentChanged(filter: $filter) { kind appointment { status } } }',
    { filter: { locationId: diary.location.id } },
  )
  const { id } = await book()
  await hospital.graphql(reception, 'mutation ($id: ID!) { confirmAppointment(id: $id) { id } }', { id })
  expect(await heard.next?.()).toMatchObject({ data: { appointmentChanged: { kind: 'BOOKED' } } })
  expect(await heard.next?.()).toMatchObject({
    data: { appointmentChanged: { kind: 'STATUS_CHANGED', appointment: { status: 'CONFIRMED' } } },
  })
})

test('who may not see the diary cannot listen to it', async () => {
  const { errors } = await hospital.subscribe(null, 'subscription { appointmentChanged { kind } }')
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
})

test('a day sheet takes the same number of statements for one visit and for twelve', async () => {
  const sheet = `query ($id: ID!) { calendar(locationId: $id, date: "2026-03-16") {
    appointments { id status vet { name } type { name } room { name } history { status } allowedActions } } }`
  const statements = async () => {
    const before = hospital.runtime.database.statements()
    await hospital.graphql(reception, sheet, { id: diary.location.id })
    return hospital.runtime.database.statements() - before
  }
  await book()
  const one = await statements()
  for (let hour = 0; hour < 11; hour++) {
    await book({ startsAt: new Date(Date.UTC(2026, 2, 16, 11, hour * 30)).toISOString() })
  }
  expect(await statements()).toBe(one)
})

test('K2: a visit names its vet by the diary’s copy, read beside it or for all visits at once', async () => {
  const { id } = await book()
  const { id: locationId } = diary.location
  const names = async () => {
    const { data, errors } = await hospital.graphql(
      reception,
      `query ($locationId: ID!, $r: [_Any!]!) {
        appointments(filter: { locationId: $locationId }) { nodes { vet { id name } } }
        calendar(locationId: $locationId, date: "2026-03-16") { appointments { vet { id name } } }
        _entities(representations: $r) { ... on Appointment { vet { id name } } } }`,
      { locationId, r: [{ __typename: 'Appointment', id }] },
    )
    const { appointments, calendar, _entities: entities } = data as Record<string, Record<string, unknown>>
    return { shown: [appointments?.['nodes'], calendar?.['appointments'], entities], errors }
  }
  const shownAs = (vet: object | null) => ({ shown: [[{ vet }], [{ vet }], [{ vet }]], errors: [] })
  expect(await names()).toEqual(shownAs({ id: diary.vet.id, name: 'Aoife Byrne' }))
  const married = {
    id: diary.vet.id,
    version: 2,
    name: 'Aoife Nolan',
    active: true,
    isVet: true,
    ownerId: null,
    prescriberNumber: null,
    prescriberExpiresOn: null,
  }
  await hospital.deliver('user.changed', married)
  expect(await names()).toEqual(shownAs({ id: diary.vet.id, name: 'Aoife Nolan' }))
  await hospital.admin`delete from scheduling.user_refs where id = ${diary.vet.id}`
  expect(await names()).toEqual(shownAs(null))
  const { data } = await hospital.graphql(
    reception,
    'query ($f: AppointmentFilter) { appointments(filter: $f) { nodes { vet { id } } } }',
    { f: { locationId } },
  )
  expect(data['appointments']).toEqual({ nodes: [{ vet: { id: diary.vet.id } }] })
})

test('the demo hospital’s calendar is busy and keeps all rules', async () => {
  const demo = await TestSubgraph.open(scheduling)
  try {
    demo.setNow('2026-11-23T11:00:00.000Z')
    await scheduling.demo?.(demo.context(), { pets: 200, years: 1 })
    const [row] = await demo.admin`
      select count(*)::int as visits,
        count(*) filter (where starts_at::date = '2026-11-23')::int as today,
        count(*) filter (where starts_at > '2026-11-24')::int as ahead
      from scheduling.appointments`
    expect(row?.['visits']).toBeGreaterThan(800)
    expect(row?.['today']).toBeGreaterThan(25)
    expect(row?.['ahead']).toBeGreaterThan(200)
  } finally {
    await demo.close()
  }
})
