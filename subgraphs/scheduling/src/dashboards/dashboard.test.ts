import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aLocation, aPet, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const desk = asRole('RECEPTIONIST')
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-15T08:00:00.000Z')
  diary = await aDiary(hospital)
})

async function say(query: string, variables: Record<string, unknown>, viewer = asRole('VET')) {
  const { data, errors } = await hospital.graphql(viewer, query, variables)
  expect(errors).toEqual([])
  return data
}

const figures = `expected waiting waitingSince ready ownExpected ownNext { id } openRequests
  utilisation { bookedMinutes dutyMinutes percent }`
const dashboard = async (viewer = desk, fields = figures) =>
  (
    await say(
      `query ($id: ID!) { schedulingDashboard(locationId: $id) { ${fields} } }`,
      { id: diary.location.id },
      viewer,
    )
  )['schedulingDashboard'] as Record<string, unknown> | null

/** A visit with the vet of the diary, taken through some steps at a time. */
async function aVisit(startsAt: string, steps: Record<string, string> = {}, vetId = diary.vet.id) {
  const { id: petId } = await aPet(hospital)
  const { bookAppointment } = await say(
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: aBooking(diary, { startsAt, petId, vetId }) },
  )
  const { id } = bookAppointment as { id: string }
  for (const [verb, at] of Object.entries(steps)) {
    hospital.setNow(at)
    await say(`mutation ($id: ID!) { ${verb}(id: $id) { id } }`, { id })
  }
  return id
}

test('the figures of the day are as many as their lists have, by the clock of the location', async () => {
  const colleague = await aVet(hospital, diary.location.id)
  await aVisit('2026-03-15T12:00:00Z', { checkInAppointment: '2026-03-15T12:00:00Z' })
  hospital.setNow('2026-03-16T07:50:00Z')
  await aVisit('2026-03-16T09:00:00Z', { checkInAppointment: '2026-03-16T08:40:00Z' })
  await aVisit('2026-03-16T10:00:00Z', {
    checkInAppointment: '2026-03-16T09:00:00Z',
    startAppointment: '2026-03-16T09:10:00Z',
    completeAppointment: '2026-03-16T09:20:00Z',
  })
  const next = await aVisit('2026-03-16T11:00:00Z')
  await aVisit('2026-03-16T12:00:00Z')
  await aVisit('2026-03-16T12:00:00Z', {}, colleague.id)
  await aVisit('2026-03-17T12:00:00Z')
  hospital.setNow('2026-03-16T10:00:00Z')
  const shown = await dashboard(asRole('VET', { userId: diary.vet.id }))
  expect(shown).toMatchObject({
    ...{ expected: 3, waiting: 2, waitingSince: '2026-03-15T12:00:00.000Z', ready: 1 },
    ...{ ownExpected: 2, ownNext: { id: next }, openRequests: 0, utilisation: null },
  })
  const { calendar, patientFlow, own } = await say(
    `query ($id: ID!, $vetId: ID!) {
      calendar(locationId: $id, date: "2026-03-16") { appointments { status } }
      patientFlow(locationId: $id) { appointments { status } }
      own: appointments(filter: { locationId: $id, vetId: $vetId, from: "2026-03-16T00:00:00Z", to: "2026-03-17T00:00:00Z",
        status: [SCHEDULED, CONFIRMED] }) { totalCount } }`,
    { id: diary.location.id, vetId: diary.vet.id },
  )
  const having = (list: unknown, status: string) =>
    (list as { appointments: Array<{ status: string }> }).appointments.filter((row) => row.status === status)
  expect(having(calendar, 'SCHEDULED')).toHaveLength(3)
  expect(having(patientFlow, 'ARRIVED')).toHaveLength(2)
  expect(having(patientFlow, 'READY')).toHaveLength(1)
  expect(own).toEqual({ totalCount: 2 })
})

test('an appointment over midnight is expected on the day that shows it', async () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }))
  diary = { ...diary, location: await aLocation(hospital, { openingHours: always }) }
  diary.vet = await aVet(hospital, diary.location.id, { starts: '00:00', ends: '00:00' })
  await aVisit('2026-03-15T23:45:00Z')
  hospital.setNow('2026-03-16T00:01:00Z')
  expect(await dashboard(desk, 'expected')).toEqual({ expected: 1 })
  hospital.setNow('2026-03-17T00:01:00Z')
  expect(await dashboard(desk, 'expected')).toEqual({ expected: 0 })
})

test('requests that wait are counted as their list does, for whoever decides them', async () => {
  await say(
    'mutation ($input: RequestAppointmentInput!) { requestAppointment(input: $input) { id } }',
    {
      input: {
        ...{ petId: diary.pet.id, locationId: diary.location.id, typeId: diary.type.id },
        ...{ day: '2026-03-18', partOfDay: 'MORNING', reason: 'Limps again' },
      },
    },
    asRole('OWNER', { ownerId: diary.pet.ownerId }),
  )
  expect(await dashboard(desk, 'openRequests')).toEqual({ openRequests: 1 })
  const { appointmentRequests } = await say(
    'query ($id: ID!) { appointmentRequests(locationId: $id) { totalCount } }',
    { id: diary.location.id },
    desk,
  )
  expect(appointmentRequests).toEqual({ totalCount: 1 })
  expect(await dashboard(asRole('TECHNICIAN'), 'openRequests expected')).toEqual({
    openRequests: null,
    expected: 0,
  })
})

test('a vet is utilised by the minutes on duty that appointments take, once each', async () => {
  expect(await dashboard(admin, 'utilisation { percent }')).toEqual({ utilisation: { percent: 0 } })
  await aVisit('2026-03-15T10:00:00Z')
  await aVisit('2026-03-15T10:30:00Z')
  expect(await dashboard(admin, 'utilisation { bookedMinutes dutyMinutes percent }')).toEqual({
    utilisation: { bookedMinutes: 60, dutyMinutes: 600, percent: 10 },
  })
})

test('whoever may not see the diary of a location is told nothing, without an error', async () => {
  const elsewhere = { grants: [{ locationId: newId(), permissions: desk.grants[0]!.permissions }] }
  expect(await dashboard(asRole('RECEPTIONIST', elsewhere))).toBeNull()
  expect(await dashboard(asRole('OWNER'))).toBeNull()
  const unknown = await hospital.graphql(
    desk,
    'query ($id: ID!) { schedulingDashboard(locationId: $id) { date } }',
    { id: newId() },
  )
  expect(unknown.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'locationId' }])
})

test('all figures of the day are one statement that reads three days by an index, however long the history is', async () => {
  const { database } = hospital.runtime
  await dashboard(desk)
  const before = database.statements()
  await dashboard(desk, 'expected waiting waitingSince ready ownExpected')
  expect(database.statements() - before).toBe(2)
  await hospital.admin`
    insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at, reason,
      notes, version, created_at, updated_at)
    select uuidv7(), ${diary.pet.id}, ${diary.vet.id}, ${diary.location.id}, ${diary.type.id}, 'CANCELLED', at,
      at + interval '30 minutes', '', '', 1, at, at
    from generate_series('2024-01-01'::timestamptz, '2026-01-01', interval '4 hours') at`
  await hospital.admin.unsafe('analyze scheduling.appointments')
  const plan = await hospital.admin.unsafe(`explain (format json)
    select count(*) filter (where status = 'ARRIVED') from scheduling.appointments
    where location_id = '${diary.location.id}' and starts_at >= '2026-03-14' and starts_at < '2026-03-17'`)
  expect(JSON.stringify(plan)).toContain('appointments_location')
})
