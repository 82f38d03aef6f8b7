import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aLocation, aPet, aVet } from '../appointments/appointment.factory.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-10T09:00:00.000Z')
  diary = await aDiary(hospital)
})

interface Row {
  key: string | null
  label: string
  values: (number | null)[]
  compared: (number | null)[] | null
}

const ask = (input: Record<string, unknown>, { viewer = admin, wanted = '' } = {}) =>
  hospital.graphql(
    viewer,
    `query ($input: AppointmentReportInput!) { appointmentReport(input: $input) {
      rows { key label values compared } totals { key label values compared } ${wanted} } }`,
    { input: { locationId: diary.location.id, from: '2026-03-16', until: '2026-03-16', ...input } },
  )

async function report(input: Record<string, unknown>) {
  const { data, errors } = await ask(input)
  expect(errors).toEqual([])
  const { rows, totals } = data['appointmentReport'] as { rows: Row[]; totals: Row[] }
  return { rows, totals, total: totals[0]?.values }
}

/** A visit of half an hour, taken through some steps at a time. */
async function aVisit(startsAt: string, steps: Record<string, string> = {}, overrides = {}) {
  const { id: petId } = await aPet(hospital)
  const say = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await hospital.graphql(admin, query, variables)
    expect(errors).toEqual([])
    return data
  }
  const { bookAppointment } = await say(
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: aBooking(diary, { startsAt, petId, ...overrides }) },
  )
  const { id } = bookAppointment as { id: string }
  for (const [verb, at] of Object.entries(steps)) {
    hospital.setNow(at)
    const isCancel = verb === 'cancelAppointment'
    await say(
      isCancel
        ? 'mutation ($id: ID!) { cancelAppointment(input: { id: $id, reason: "The client called." }) { id } }'
        : `mutation ($id: ID!) { ${verb}(id: $id) { id } }`,
      { id },
    )
  }
  hospital.setNow('2026-03-10T09:00:00.000Z')
  return id
}

/** A day with a visit of 20 minutes after a wait of 10, one that was missed, one that was cancelled and one expected. */
async function aMonday() {
  await aVisit('2026-03-16T09:00:00Z', {
    checkInAppointment: '2026-03-16T08:55:00Z',
    startAppointment: '2026-03-16T09:05:00Z',
    completeAppointment: '2026-03-16T09:25:00Z',
  })
  await aVisit('2026-03-16T10:00:00Z', { markNoShow: '2026-03-16T10:45:00Z' })
  await aVisit('2026-03-16T11:00:00Z', { cancelAppointment: '2026-03-12T09:00:00Z' })
  await aVisit('2026-03-16T12:00:00Z')
}

test('AP7: visits, cancellations, no-shows, waiting, consultation, lead time and utilisation are those of the diary', async () => {
  await aMonday()
  // Ten hours on duty, of which two visits of half an hour are taken: one missed, one cancelled.
  const figures = [3, 1, 1, 33.3, 10, 20, 6.1, 10]
  for (const groupBy of ['DAY', 'MONTH', 'VET', 'LOCATION'])
    expect((await report({ groupBy })).rows, groupBy).toMatchObject([{ values: figures }])
  const { rows, total } = await report({ groupBy: 'TYPE' })
  expect(rows).toMatchObject([{ key: diary.type.id, values: [...figures.slice(0, 7), null] }])
  expect(total).toEqual(figures)
})

test('RP1: each grouping adds up to the same visits, as many as the calendar of the days has', async () => {
  await aMonday()
  const colleague = await aVet(hospital, diary.location.id)
  const room = await aRoom(hospital, diary.location.id)
  await aVisit('2026-03-17T09:00:00Z', {}, { vetId: colleague.id, roomId: room.id })
  const { data } = await hospital.graphql(
    admin,
    `query ($id: ID!) { calendar(locationId: $id, date: "2026-03-16", days: 2) { appointments { id } } }`,
    { id: diary.location.id },
  )
  const shown = (data['calendar'] as { appointments: unknown[] }).appointments.length
  for (const groupBy of ['DAY', 'MONTH', 'VET', 'ROOM', 'TYPE', 'LOCATION']) {
    const { rows, total } = await report({ groupBy, until: '2026-03-17' })
    for (const column of [0, 1, 2])
      expect(
        rows.reduce((sum, { values }) => sum + values[column]!, 0),
        groupBy,
      ).toBe(total![column])
    expect(total![0]! + total![1]!, groupBy).toBe(shown)
  }
  const { rows } = await report({ groupBy: 'ROOM', until: '2026-03-17' })
  expect(rows.map(({ label, values }) => [label, values[0], values[7]])).toEqual([
    ['No room', 3, null],
    [room.name, 1, 2.5],
  ])
})

test('AP7: a visit counts on the location’s day, also when that has 23 or 25 hours, and takes duty of two days across midnight', async () => {
  const day = (date: string) => report({ groupBy: 'DAY', from: date, until: date })
  diary.location = await aLocation(hospital, {
    openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' })),
  })
  diary.vet = await aVet(hospital, diary.location.id, { starts: '00:00', ends: '00:00' })
  await aVisit('2026-03-29T22:45:00Z')
  expect((await day('2026-03-29')).rows[0]!.values[0]).toBe(1)
  expect((await day('2026-03-29')).total![7]).toBe(1.1)
  const next = (await day('2026-03-30')).total!
  expect([next[0], next[7]]).toEqual([0, 1])
  await aVisit('2026-10-25T12:00:00Z')
  expect((await day('2026-10-25')).total![7]).toBe(2)
})

test('a week is compared with the days before it, day beside day', async () => {
  await aMonday()
  const { rows, totals } = await report({
    groupBy: 'DAY',
    from: '2026-03-18',
    until: '2026-03-19',
    compareWith: 'PERIOD_BEFORE',
  })
  expect(rows.map(({ values, compared }) => [values[0], compared![0]])).toEqual([
    [0, 3],
    [0, 0],
  ])
  expect(totals[0]!.compared![0]).toBe(3)
})

test('RP3: a report is refused without its rights, to clients, and for a period that is no period', async () => {
  const groupBy = 'DAY'
  for (const viewer of [asRole('VET'), asRole('RECEPTIONIST'), asRole('OWNER', { ownerId: newId() })])
    expect((await ask({ groupBy }, { viewer })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  for (const [from, until] of [
    ['2026-03-16', '2026-03-15'],
    ['2020-01-01', '2026-01-01'],
  ])
    expect((await ask({ groupBy, from, until })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'until' },
    ])
  const permissions = new Set(['report:read', 'appointment:read'] as const)
  const viewer = asRole('VET', { grants: [{ locationId: diary.location.id, permissions }] })
  const other = await aLocation(hospital)
  expect((await ask({ groupBy, locationId: other.id }, { viewer })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  const { data } = await ask({ groupBy: 'LOCATION', locationId: null }, { viewer })
  expect((data['appointmentReport'] as { rows: Row[] }).rows).toMatchObject([{ key: diary.location.id }])
  expect((await ask({ groupBy }, { viewer, wanted: 'csv' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('C1: an export is audited', async () => {
  const { data, errors } = await ask({ groupBy: 'VET' }, { wanted: 'csv' })
  expect(errors).toEqual([])
  expect((data['appointmentReport'] as { csv: string }).csv).toMatch(/^Vet,Visits,Cancelled,No-shows,/)
  expect((await hospital.audited('appointmentReport')).at(-1)).toMatchObject({
    action: 'report.export',
    actorId: admin.userId,
  })
})

test('a longer period and more rooms add no statement, and the days of a location come from the index', async () => {
  const { database } = hospital.runtime
  const statements = async (input: Record<string, unknown>) => {
    const before = database.statements()
    await report({ groupBy: 'ROOM', ...input })
    return database.statements() - before
  }
  await aRoom(hospital, diary.location.id)
  const day = await statements({})
  await aRoom(hospital, diary.location.id, 'Room 2')
  expect(await statements({ until: '2027-03-16' })).toBe(day)
  await hospital.admin`analyze scheduling.appointments`
  const plan = await hospital.admin.begin(async (sql) => {
    await sql`set local enable_seqscan = off`
    return sql`explain select visit.id from scheduling.location_refs location
      join scheduling.appointments visit on visit.location_id = location.id
        and visit.starts_at >= '2026-03-16'::date::timestamp at time zone location.time_zone
        and visit.starts_at < ('2026-03-16'::date + 1)::timestamp at time zone location.time_zone
      where location.id = ${diary.location.id}`
  })
  expect(JSON.stringify(plan)).toContain('appointments_location')
})
