import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aDiary, aPet, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
let max: Awaited<ReturnType<typeof aPet>>
const reception = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
  max = await aPet(hospital, { name: 'Max', ownerId: diary.pet.ownerId })
})

const ten = '2026-03-16T10:00:00.000Z'
const halfPastTen = '2026-03-16T10:30:00.000Z'

const partOf = (petId: string, startsAt: string, overrides: object = {}) => ({
  petId,
  startsAt,
  vetId: diary.vet.id,
  typeId: diary.type.id,
  ...overrides,
})

const book = (appointments: object[], idempotencyKey = newId()) =>
  hospital.graphql(
    reception,
    `mutation ($input: BookHouseholdVisitInput!) {
      bookHouseholdVisit(input: $input) { id appointments { id startsAt status householdVisit { id } } } }`,
    { input: { locationId: diary.location.id, appointments } },
    { idempotencyKey },
  )

interface Booked {
  id: string
  appointments: Array<{ id: string; startsAt: string; status: string }>
}

async function booked(
  appointments = [partOf(diary.pet.id, ten), partOf(max.id, halfPastTen)],
): Promise<Booked> {
  const { data, errors } = await book(appointments)
  expect(errors).toEqual([])
  return data['bookHouseholdVisit'] as Booked
}

const rows = () =>
  hospital.admin`select id, pet_id, status, version, arrived_at from scheduling.appointments
    where vet_id = ${diary.vet.id} order by starts_at`

const statuses = async () => (await rows()).map(({ status }) => status as string)

const step = async (verb: string, variables: Record<string, unknown>) => {
  const declared = 'version' in variables ? '$id: ID!, $version: Int!' : '$id: ID!'
  const passed = 'version' in variables ? 'id: $id, version: $version' : 'id: $id'
  const { errors } = await hospital.graphql(
    reception,
    `mutation (${declared}) { ${verb}(${passed}) { id } }`,
    variables,
  )
  expect(errors).toEqual([])
}

test('AP6: several pets are booked together, and each appointment names the others', async () => {
  const visit = await booked()
  expect(visit.appointments.map(({ startsAt }) => startsAt)).toEqual([ten, halfPastTen])
  const { data } = await hospital.graphql(
    reception,
    `query ($id: ID!) { appointment(id: $id) { householdVisit { id appointments { id } } } }`,
    { id: visit.appointments[1]!.id },
  )
  expect(data['appointment']).toEqual({
    householdVisit: { id: visit.id, appointments: visit.appointments.map(({ id }) => ({ id })) },
  })
  const told = (await hospital.emitted()).filter(({ task }) => task.endsWith('appointment.booked'))
  expect(told.map(({ payload }) => payload)).toEqual(
    expect.arrayContaining(
      visit.appointments.map(
        ({ id }) => expect.objectContaining({ id, householdVisitId: visit.id }) as unknown,
      ),
    ),
  )
})

test('AP6: different vets see the pets of one household at the same time', async () => {
  const other = await aVet(hospital, diary.location.id)
  await booked([partOf(diary.pet.id, ten), partOf(max.id, ten, { vetId: other.id })])
})

test('all appointments are booked or none, and the error names the one that is not possible', async () => {
  const { errors } = await book([partOf(diary.pet.id, ten), partOf(max.id, ten)])
  expect(errors).toMatchObject([
    { extensions: { code: 'CONFLICT', field: 'appointments.1.startsAt', taken: 'VET' } },
  ])
  expect(errors[0]?.extensions?.['alternatives']).not.toEqual([])
  expect(await rows()).toEqual([])
})

test.each([
  ['one appointment', () => [partOf(diary.pet.id, ten)], 'appointments'],
  [
    'another day',
    () => [partOf(diary.pet.id, ten), partOf(max.id, '2026-03-17T10:00:00.000Z')],
    'appointments.1.startsAt',
  ],
  [
    'a time off duty',
    () => [partOf(diary.pet.id, '2026-03-16T19:00:00.000Z'), partOf(max.id, ten)],
    'appointments.0.startsAt',
  ],
  ['no such pet', () => [partOf(diary.pet.id, ten), partOf(newId(), halfPastTen)], 'appointments.1.petId'],
])('a household visit with %s is refused', async (_, appointments, field) => {
  const { errors } = await book(appointments())
  expect(errors).toMatchObject([{ extensions: { field } }])
  expect(await rows()).toEqual([])
})

test('pets of different owners get no bill together', async () => {
  const stranger = await aPet(hospital)
  const { errors } = await book([partOf(diary.pet.id, ten), partOf(stranger.id, halfPastTen)])
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'appointments.1.petId' } }])
})

test('a repeated request books the household once, and two desks never take one time twice', async () => {
  const key = newId()
  const appointments = [partOf(diary.pet.id, ten), partOf(max.id, halfPastTen)]
  const answers = await Promise.all([book(appointments, key), book(appointments, key)])
  expect(answers[0]!.data).toEqual(answers[1]!.data)
  expect(await rows()).toHaveLength(2)
  const others = await Promise.all([1, 2].map(() => aPet(hospital, { ownerId: max.ownerId })))
  const [a, b] = others as [typeof max, typeof max]
  const [eleven, halfPastEleven] = ['2026-03-16T11:00:00.000Z', '2026-03-16T11:30:00.000Z'] as const
  const both = await Promise.all([
    book([partOf(a.id, eleven), partOf(b.id, halfPastEleven)]),
    book([partOf(b.id, halfPastEleven), partOf(a.id, eleven)]),
  ])
  expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(await rows()).toHaveLength(4)
})

test('AP6: one arrival checks in all of them, and undoing it takes all back that still wait', async () => {
  const { appointments } = await booked()
  const [first, second] = [appointments[0]!, appointments[1]!]
  await step('checkInAppointment', { id: second.id })
  expect(await statuses()).toEqual(['ARRIVED', 'ARRIVED'])
  await step('undoAppointmentStatus', { id: first.id, version: 2 })
  expect(await statuses()).toEqual(['SCHEDULED', 'SCHEDULED'])
  await step('checkInAppointment', { id: first.id })
  await step('startAppointment', { id: second.id })
  await step('undoAppointmentStatus', { id: first.id, version: 4 })
  expect(await statuses()).toEqual(['SCHEDULED', 'IN_EXAM'])
})

test('who was moved to another day does not arrive with the others', async () => {
  const { appointments } = await booked()
  const { errors } = await hospital.graphql(
    reception,
    `mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { id } }`,
    { input: { id: appointments[1]!.id, startsAt: '2026-03-17T10:00:00.000Z' } },
  )
  expect(errors).toEqual([])
  await step('checkInAppointment', { id: appointments[0]!.id })
  expect(await statuses()).toEqual(['ARRIVED', 'SCHEDULED'])
})

test('the invoice of one appointment changes the screens of all of them', async () => {
  const { appointments } = await booked()
  const heard = await hospital.subscribe(
    reception,
    'subscription ($id: ID) { appointmentChanged(filter: { locationId: $id }) { kind appointment { id } } }',
    { id: diary.location.id },
  )
  await hospital.deliver('invoice.changed', { id: newId(), appointmentId: appointments[0]!.id })
  for (const { id } of appointments)
    expect((await heard.next?.())?.data).toEqual({
      appointmentChanged: { kind: 'INVOICED', appointment: { id } },
    })
})
