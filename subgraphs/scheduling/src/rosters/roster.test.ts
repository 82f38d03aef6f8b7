import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aLocation, alsoAt, aPet, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

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

const run = (text: string, variables: Record<string, unknown>, viewer = admin, request = {}) =>
  hospital.graphql(viewer, text, variables, request)

const save = (input: Record<string, unknown>) =>
  run(
    'mutation ($input: SaveRosterInput!) { saveRoster(input: $input) { version user { id } shifts { weekday starts ends from to } } }',
    {
      input: {
        userId: diary.vet.id,
        locationId: diary.location.id,
        version: 0,
        from: '2026-03-16',
        ...input,
      },
    },
  )
const addLeave = (input: Record<string, unknown>) =>
  run('mutation ($input: AddLeaveInput!) { addLeave(input: $input) { id } }', {
    input: { userId: diary.vet.id, kind: 'SICK', firstDay: '2026-03-16', lastDay: '2026-03-16', ...input },
  })
const addClosure = (input: Record<string, unknown> = {}) =>
  run('mutation ($input: AddClosureInput!) { addClosure(input: $input) { id name } }', {
    input: {
      locationId: diary.location.id,
      name: 'St Patrick’s Day',
      firstDay: '2026-03-17',
      lastDay: '2026-03-17',
      ...input,
    },
  })
const book = (startsAt: string, overrides: Record<string, unknown> = {}) =>
  run(
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id version } }',
    { input: aBooking(diary, { startsAt, ...overrides }) },
    reception,
  )
const booked = async (startsAt: string, overrides: Record<string, unknown> = {}) => {
  const { data, errors } = await book(startsAt, overrides)
  expect(errors).toEqual([])
  return data['bookAppointment'] as { id: string; version: number }
}

async function starts(date: string, overrides: Record<string, unknown> = {}) {
  const input = { locationId: diary.location.id, typeId: diary.type.id, date, ...overrides }
  const { data, errors } = await run(
    'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt } }',
    { input },
    reception,
  )
  expect(errors).toEqual([])
  return (data['availableSlots'] as Array<{ startsAt: string }>).map(({ startsAt }) => startsAt.slice(0, 16))
}

const affected = async (change: Record<string, unknown>) => {
  const text = 'query ($input: AffectedAppointmentsInput!) { affectedAppointments(input: $input) { id } }'
  const { data, errors } = await run(text, { input: change })
  expect(errors).toEqual([])
  return (data['affectedAppointments'] as Array<{ id: string }>).map(({ id }) => id)
}

const monday = (start: string, end: string) => [{ weekday: 'MONDAY', starts: start, ends: end }]

test('a week saved from a day on replaces the shifts from then, one for some days only those (S1)', async () => {
  const once = await save({ from: '2026-03-16', to: '2026-03-22', shifts: monday('10:00', '11:00') })
  expect(once.errors).toEqual([])
  expect((await starts('2026-03-09'))[0]).toBe('2026-03-09T08:00')
  expect(await starts('2026-03-16')).toEqual(['2026-03-16T10:00', '2026-03-16T10:15', '2026-03-16T10:30'])
  expect(await starts('2026-03-17')).toEqual([])
  expect((await starts('2026-03-23'))[0]).toBe('2026-03-23T08:00')
  expect((await book('2026-03-17T10:00:00Z')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'startsAt' },
  ])
  const stale = await save({ shifts: [] })
  expect(stale.errors).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
  const forGood = await save({ version: 1, from: '2026-03-23', shifts: monday('09:00', '10:00') })
  expect(forGood.data).toMatchObject({
    saveRoster: [
      {
        version: 2,
        shifts: [{ weekday: 'MONDAY', starts: '09:00', ends: '10:00', from: '2026-03-23', to: null }],
      },
    ],
  })
  expect(await starts('2027-03-01')).toEqual(['2027-03-01T09:00', '2027-03-01T09:15', '2027-03-01T09:30'])
})

test('a shift goes over midnight, and a visit can lie across it', async () => {
  const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }))
  const location = await aLocation(hospital, { openingHours })
  diary = { ...diary, location, vet: await aVet(hospital, location.id, { starts: '22:00', ends: '06:00' }) }
  await booked('2026-03-16T23:45:00.000Z')
  const night = await starts('2026-03-17')
  expect([night[0], night.at(-1)]).toEqual(['2026-03-17T00:15', '2026-03-17T23:45'])
  expect(night).toContain('2026-03-17T05:30')
  expect(night).not.toContain('2026-03-17T05:45')
  // The night of the leave is the one that starts on its day.
  await addLeave({ firstDay: '2026-03-17', lastDay: '2026-03-17' })
  const left = await starts('2026-03-17')
  expect([left[0], left.at(-1)]).toEqual(['2026-03-17T00:15', '2026-03-17T05:30'])
  expect((await starts('2026-03-18'))[0]).toBe('2026-03-18T22:00')
})

test('nothing is offered or booked on leave, whole days or part of them, until the leave is removed', async () => {
  const { data } = await addLeave({ firstDay: '2026-03-16', lastDay: '2026-03-17' })
  await addLeave({ firstDay: '2026-03-18', lastDay: '2026-03-18', starts: '08:00', ends: '16:00' })
  expect([...(await starts('2026-03-16')), ...(await starts('2026-03-17'))]).toEqual([])
  expect((await starts('2026-03-18'))[0]).toBe('2026-03-18T16:00')
  expect((await book('2026-03-17T10:00:00Z')).errors).toMatchObject([{ field: 'startsAt' }])
  const { id } = data['addLeave'] as { id: string }
  await run('mutation ($id: ID!) { removeLeave(id: $id) }', { id })
  expect((await starts('2026-03-16'))[0]).toBe('2026-03-16T08:00')
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual(['leave.create', 'leave.remove'])
})

test('a closure shuts its location for whole days or hours, and no other one', async () => {
  const elsewhere = await aLocation(hospital)
  await alsoAt(hospital, diary.vet.id, elsewhere.id)
  await addClosure()
  await addClosure({
    name: 'Works',
    firstDay: '2026-03-18',
    lastDay: '2026-03-18',
    starts: '08:00',
    ends: '12:00',
  })
  expect(await starts('2026-03-17')).toEqual([])
  expect((await starts('2026-03-18'))[0]).toBe('2026-03-18T12:00')
  expect(await starts('2026-03-17', { locationId: elsewhere.id })).not.toEqual([])
  const { data } = await run(
    'query ($at: ID!) { closures(locationId: $at, from: "2026-03-01", to: "2026-12-31") { name } }',
    { at: diary.location.id },
    reception,
  )
  expect(data['closures']).toEqual([{ name: 'St Patrick’s Day' }, { name: 'Works' }])
})

test('AP12, S1: a change lists the visits that it would break, before it is saved', async () => {
  const early = await booked('2026-03-16T09:00:00Z')
  const late = await booked('2026-03-16T16:00:00Z')
  const next = await booked('2026-03-17T09:00:00Z')
  const { id: userId } = diary.vet
  const { id: locationId } = diary.location
  const days = { firstDay: '2026-03-16', lastDay: '2026-03-16' }
  expect(await affected({ leave: { userId, kind: 'SICK', ...days } })).toEqual([early.id, late.id])
  expect(
    await affected({ leave: { userId, kind: 'SICK', ...days, starts: '08:00', ends: '10:00' } }),
  ).toEqual([early.id])
  expect(await affected({ closure: { locationId, name: 'Works', ...days, lastDay: '2026-03-17' } })).toEqual([
    early.id,
    late.id,
    next.id,
  ])
  const roster = { userId, locationId, version: 0, from: '2026-03-16', shifts: monday('08:00', '12:00') }
  expect(await affected({ roster })).toEqual([late.id, next.id])
  expect(await affected({ roster: { ...roster, to: '2026-03-16' } })).toEqual([late.id])
  // Nothing was saved: all of it can still be booked.
  expect(await starts('2026-03-17')).not.toEqual([])
  // What lies outside already is not broken by the change.
  await addLeave(days)
  expect(await affected({ closure: { locationId, name: 'Works', ...days } })).toEqual([])
})

test('AP12: visits are moved together to another vet or day, and one that cannot be moved stays and says why', async () => {
  const other = await aVet(hospital, diary.location.id)
  const free = await booked('2026-03-16T09:00:00Z')
  const taken = await booked('2026-03-16T16:00:00Z')
  await booked('2026-03-16T16:15:00Z', { vetId: other.id, petId: (await aPet(hospital)).id })
  const text = `mutation ($input: MoveAppointmentsInput!) {
    moveAppointments(input: $input) { code appointment { startsAt vet { id } } } }`
  const input = { appointments: [free, taken].map(({ id, version }) => ({ id, version })), vetId: other.id }
  const request = { idempotencyKey: newId() }
  const expected = [
    { code: null, appointment: { vet: { id: other.id } } },
    { code: 'CONFLICT', appointment: null },
  ]
  expect((await run(text, { input }, reception, request)).data).toMatchObject({ moveAppointments: expected })
  expect((await run(text, { input }, reception, request)).data).toMatchObject({ moveAppointments: expected })
  // Over the change of the clock: at the same time of day.
  const later = { appointments: [{ id: taken.id, version: 1 }], days: 14 }
  expect((await run(text, { input: later }, reception)).data).toMatchObject({
    moveAppointments: [{ code: null, appointment: { startsAt: '2026-03-30T15:00:00.000Z' } }],
  })
})

test.each([
  ['shifts', { shifts: [...monday('08:00', '12:00'), ...monday('11:00', '13:00')] }],
  ['shifts', { shifts: monday('08:03', '12:00') }],
  ['shifts', { shifts: monday('08:00', '08:00') }],
  ['to', { to: '2026-03-15', shifts: [] }],
  ['from', { from: '2026-02-28', shifts: [] }],
  ['from', { from: '9999-12-31', shifts: [] }],
])('a roster with an impossible %s is refused, and nothing is written', async (field, input) => {
  expect((await save(input)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect((await starts('2026-03-16'))[0]).toBe('2026-03-16T08:00')
})

test.each([
  ['lastDay', { lastDay: '2026-03-15' }],
  ['lastDay', { lastDay: '2027-12-31' }],
  ['ends', { starts: '08:00' }],
  ['ends', { starts: '08:00', ends: '08:00' }],
])('leave and closures with an impossible %s are refused', async (field, input) => {
  expect((await addLeave(input)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(
    (await addClosure({ firstDay: '2026-03-16', lastDay: '2026-03-16', ...input })).errors,
  ).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test('rosters, leave and closures are for whoever may edit them', async () => {
  const at = { at: diary.location.id }
  const read = await run(
    'query ($at: ID!) { rosters(locationId: $at, date: "2026-03-16") { version } }',
    at,
    reception,
  )
  expect(read.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const closed = await run(
    'mutation ($input: AddClosureInput!) { addClosure(input: $input) { id } }',
    { input: { locationId: diary.location.id, name: 'x', firstDay: '2026-03-16', lastDay: '2026-03-16' } },
    reception,
  )
  expect(closed.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
