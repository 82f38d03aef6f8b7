import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aBooking, aDiary, aPet, aType } from '../appointments/appointment.factory.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'

const shown =
  'id rule firstDay timeOfDay appointments { id version status startsAt reason vet { id } room { id } }'
const book = `mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { ${shown} } }`
const update = `mutation ($input: UpdateSeriesInput!) { updateSeries(input: $input) { ${shown} } }`
const cancel = `mutation ($input: CancelSeriesInput!) { cancelSeries(input: $input) { ${shown} } }`
const preview =
  'query ($input: PreviewSeriesInput!) { previewSeries(input: $input) { number date startsAt change problem } }'
const bookOne = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'
const moveOne =
  'mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { id } }'
const cancelOne = 'mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { id } }'
const checkIn = 'mutation ($id: ID!) { checkInAppointment(id: $id) { id } }'
const seriesOf = `query ($id: ID!) { appointment(id: $id) { series { ${shown} } } }`

interface Visit {
  id: string
  version: number
  status: string
  startsAt: string
  reason: string
  room: { id: string } | null
}
interface Series {
  id: string
  rule: string
  firstDay: string
  timeOfDay: string
  appointments: Visit[]
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
const inputOf = (overrides: Record<string, unknown> = {}) =>
  aBooking(diary, { rule: 'FREQ=WEEKLY;COUNT=4', reason: 'Laser', ...overrides })

async function done(query: string, input: Record<string, unknown>): Promise<Series> {
  const { data, errors } = await ask(query, input)
  expect(errors).toEqual([])
  return Object.values(data)[0] as Series
}
const booked = (overrides: Record<string, unknown> = {}) => done(book, inputOf(overrides))
const changed = ({ id, version }: Visit, scope: string, change: Record<string, unknown>) =>
  done(update, { appointmentId: id, version, scope, ...change })
const seriesNow = async ({ id }: Visit) => {
  const { data } = await hospital.graphql(reception, seriesOf, { id })
  return (data['appointment'] as { series: Series }).series
}
const times = ({ appointments }: Series) => appointments.map(({ startsAt }) => startsAt.slice(0, 16))
const statuses = ({ appointments }: Series) => appointments.map(({ status }) => status)

const mondays = ['2026-03-16T10:00', '2026-03-23T10:00', '2026-03-30T09:00', '2026-04-06T09:00']

describe('AP8: a series is booked', () => {
  test('at one time of day over the change of the clock, each visit with its history, audit and event', async () => {
    const series = await booked()
    expect(series).toMatchObject({ rule: 'FREQ=WEEKLY;COUNT=4', firstDay: '2026-03-16', timeOfDay: '10:00' })
    expect(times(series)).toEqual(mondays)
    expect(await hospital.audited(series.id)).toMatchObject([{ action: 'appointment-series.create' }])
    for (const { id } of series.appointments) {
      expect(await hospital.audited(id)).toMatchObject([{ action: 'appointment.book' }])
      const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === id)
      expect(told.map(({ task }) => task)).toContain('notifications:appointment.booked')
    }
  })

  test('all of it or nothing: the clashes are listed before and by the refusal, and their days can be left out', async () => {
    const other = await aPet(hospital)
    await ask(bookOne, aBooking(diary, { petId: other.id, startsAt: '2026-03-23T10:15:00.000Z' }))
    const listed = await ask(preview, { book: inputOf() })
    const busy = 'Aoife Byrne already has a visit at that time.'
    expect(listed.data['previewSeries']).toMatchObject([
      { number: 1, change: 'BOOK', problem: null },
      { number: 2, date: '2026-03-23', problem: busy },
      { number: 3, problem: null },
      { number: 4, problem: null },
    ])
    const { errors } = await ask(book, inputOf())
    expect(errors).toMatchObject([
      {
        code: 'CONFLICT',
        field: 'rule',
        extensions: { clashes: [{ number: 2, date: '2026-03-23', code: 'CONFLICT', message: busy }] },
      },
    ])
    const [{ n }] = (await hospital.admin`
      select count(*)::int as n from scheduling.appointments where pet_id = ${diary.pet.id}`) as unknown as [
      { n: number },
    ]
    expect(n).toBe(0)
    const series = await booked({ skip: ['2026-03-23'] })
    expect(times(series)).toEqual([mondays[0], mondays[2], mondays[3]])
  })

  test('each visit has a room that is free then', async () => {
    const [one, two] = [
      await aRoom(hospital, diary.location.id),
      await aRoom(hospital, diary.location.id, 'Room 2'),
    ]
    const type = await aType(hospital, { needsRoom: true })
    const other = { ...diary, ...(await aDiary(hospital)), location: diary.location }
    await hospital.admin`update scheduling.shifts set location_id = ${diary.location.id} where vet_id = ${other.vet.id}`
    await ask(bookOne, aBooking(other, { roomId: one.id, startsAt: '2026-03-23T10:00:00.000Z' }))
    const series = await booked({ typeId: type.id, rule: 'FREQ=WEEKLY;COUNT=2' })
    expect(series.appointments.map(({ room }) => room?.id)).toEqual([one.id, two.id])
  })

  test.each([
    ['rule', { rule: 'FREQ=DAILY;UNTIL=20990101' }],
    ['rule', { rule: 'FREQ=WEEKLY' }],
    ['rule', { rule: 'FREQ=YEARLY;COUNT=4' }],
    ['skip', { skip: ['2026-03-17'] }],
    ['durationMinutes', { durationMinutes: 100_000 }],
    ['vetId', { vetId: 'nobody' }],
  ])('a wrong %s is one typed error in its field', async (field, wrong) => {
    const { errors } = await ask(book, inputOf(wrong))
    expect(errors).toMatchObject([{ field }])
  })

  test('twenty desks that book the same series at once get it once', async () => {
    const pets = await Promise.all(Array.from({ length: 20 }, () => aPet(hospital)))
    const answers = await Promise.all(pets.map((pet) => ask(book, inputOf({ petId: pet.id }))))
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
    expect(answers.flatMap(({ errors }) => errors).every(({ code }) => code === 'CONFLICT')).toBe(true)
  })
})

describe('AP8: a series is changed', () => {
  test('all of it: another day and time; past, arrived and invoiced visits, cancelled ones and exceptions stay', async () => {
    const { appointments } = await booked({ rule: 'FREQ=WEEKLY;COUNT=7', reason: 'Laser' })
    const [, arrived, invoiced, moved, dropped, last] = appointments as [
      Visit,
      Visit,
      Visit,
      Visit,
      Visit,
      Visit,
    ]
    await ask(moveOne, { id: moved.id, startsAt: '2026-04-08T14:00:00.000Z' })
    await ask(cancelOne, { id: dropped.id, reason: 'Holiday' })
    await hospital.deliver('invoice.changed', { id: moved.id, appointmentId: invoiced.id })
    hospital.setNow('2026-03-23T09:50:00.000Z')
    await hospital.graphql(reception, checkIn, { id: arrived.id })
    const series = await changed(last, 'ALL', { startsAt: '2026-04-21T12:30:00.000Z' })
    expect(times(series)).toEqual([
      mondays[0],
      mondays[1],
      mondays[2],
      '2026-04-08T14:00',
      '2026-04-13T09:00',
      '2026-04-21T12:30',
      '2026-04-28T12:30',
    ])
    expect(series).toMatchObject({ firstDay: '2026-03-17', timeOfDay: '13:30' })
    expect(statuses(series).slice(0, 5)).toEqual([
      'SCHEDULED',
      'ARRIVED',
      'SCHEDULED',
      'SCHEDULED',
      'CANCELLED',
    ])
  })

  test('this and following become a series of their own; the one before ends before them', async () => {
    const { id, appointments } = await booked()
    const later = await changed(appointments[2]!, 'FOLLOWING', {
      startsAt: '2026-03-30T13:00:00.000Z',
      reason: 'Laser, longer',
      durationMinutes: 45,
    })
    expect(later.id).not.toBe(id)
    expect(later.rule).toBe('FREQ=WEEKLY;COUNT=2')
    expect(later.appointments.map((visit) => visit.id)).toEqual([appointments[2]!.id, appointments[3]!.id])
    expect(times(later)).toEqual(['2026-03-30T13:00', '2026-04-06T13:00'])
    expect(later.appointments.map(({ reason }) => reason)).toEqual(['Laser, longer', 'Laser, longer'])
    const before = await seriesNow(appointments[0]!)
    expect(before).toMatchObject({ id, rule: 'FREQ=WEEKLY;COUNT=2' })
    expect(times(before)).toEqual(mondays.slice(0, 2))
  })

  test('only this one differs from then on, whatever becomes of the series', async () => {
    const { appointments } = await booked()
    const one = await changed(appointments[1]!, 'THIS', {
      startsAt: '2026-03-24T15:00:00.000Z',
      reason: 'With X-ray',
    })
    expect(times(one)).toEqual([mondays[0], '2026-03-24T15:00', mondays[2], mondays[3]])
    const all = await changed(one.appointments[3]!, 'ALL', { reason: 'Physiotherapy' })
    expect(all.appointments.map(({ reason }) => reason)).toEqual([
      'Physiotherapy',
      'With X-ray',
      'Physiotherapy',
      'Physiotherapy',
    ])
    expect(times(all)).toEqual(times(one))
  })

  test('a shorter rule cancels the surplus, a longer one books more, and no move is in the way of the next', async () => {
    const { appointments } = await booked({ rule: 'FREQ=DAILY;COUNT=4' })
    const shorter = await changed(appointments[0]!, 'ALL', {
      rule: 'FREQ=DAILY;COUNT=3',
      startsAt: '2026-03-17T10:00:00.000Z',
    })
    expect(times(shorter)).toEqual([
      '2026-03-17T10:00',
      '2026-03-18T10:00',
      '2026-03-19T10:00',
      '2026-03-19T10:00',
    ])
    expect(statuses(shorter)).toEqual(['SCHEDULED', 'SCHEDULED', 'SCHEDULED', 'CANCELLED'])
    const longer = await changed(shorter.appointments[0]!, 'ALL', { rule: 'FREQ=DAILY;COUNT=6' })
    expect(times(longer).slice(4)).toEqual(['2026-03-21T10:00', '2026-03-22T10:00'])
  })

  test('nothing is changed when one visit cannot be moved, nor on an outdated version', async () => {
    const { appointments } = await booked()
    const other = await aPet(hospital)
    await ask(bookOne, aBooking(diary, { petId: other.id, startsAt: '2026-03-30T13:00:00.000Z' }))
    const change = {
      appointmentId: appointments[1]!.id,
      version: 1,
      scope: 'ALL',
      startsAt: '2026-03-23T14:00:00.000Z',
    }
    const listed = await ask(preview, { update: change })
    expect(
      (listed.data['previewSeries'] as Array<{ problem: string | null }>).map(({ problem }) => problem),
    ).toEqual([null, null, 'Aoife Byrne already has a visit at that time.', null])
    expect((await ask(update, change)).errors).toMatchObject([{ code: 'CONFLICT', field: 'rule' }])
    expect((await ask(update, { ...change, version: 7 })).errors).toMatchObject([
      { code: 'CONFLICT', field: 'version' },
    ])
    expect(times(await seriesNow(appointments[0]!))).toEqual(mondays)
    const kept = await changed(appointments[1]!, 'ALL', { startsAt: change.startsAt, skip: ['2026-03-30'] })
    expect(times(kept)[2]).toBe(mondays[2])
  })

  test('whoever may not book changes and previews nothing, and a single visit has no series', async () => {
    const { appointments } = await booked({ rule: 'FREQ=WEEKLY;COUNT=2' })
    const change = { appointmentId: appointments[0]!.id, version: 1, scope: 'ALL', reason: 'X' }
    const technician = asRole('TECHNICIAN')
    expect((await ask(update, change, technician)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await ask(preview, { update: change }, technician)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await ask(book, inputOf(), technician)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const { data } = await ask(bookOne, aBooking(diary, { startsAt: '2026-03-17T10:00:00.000Z' }))
    const single = (data['bookAppointment'] as Visit).id
    expect((await ask(update, { ...change, appointmentId: single })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'appointmentId' },
    ])
  })
})

describe('AP8: a series is cancelled', () => {
  const cancelled = ({ id, version }: Visit, scope: string) =>
    done(cancel, { appointmentId: id, version, scope, reason: 'Moved away' })

  test('this and following: those before stay, and their times are free at once', async () => {
    const { appointments } = await booked()
    const left = await cancelled(appointments[2]!, 'FOLLOWING')
    expect(statuses(left)).toEqual(['SCHEDULED', 'SCHEDULED', 'CANCELLED', 'CANCELLED'])
    expect(left.rule).toBe('FREQ=WEEKLY;COUNT=2')
    expect(
      times(await booked({ startsAt: '2026-03-30T09:00:00.000Z', rule: 'FREQ=WEEKLY;COUNT=2' })),
    ).toEqual(mondays.slice(2))
  })

  test('all: what is past stays, one that was moved on its own goes too', async () => {
    const { appointments } = await booked()
    await ask(moveOne, { id: appointments[3]!.id, startsAt: '2026-04-07T14:00:00.000Z' })
    hospital.setNow('2026-03-17T08:00:00.000Z')
    expect(statuses(await cancelled(appointments[0]!, 'ALL'))).toEqual([
      'SCHEDULED',
      'CANCELLED',
      'CANCELLED',
      'CANCELLED',
    ])
    const { errors } = await ask(cancel, {
      appointmentId: appointments[0]!.id,
      version: 1,
      scope: 'THIS',
      reason: 'Moved away',
    })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'appointmentId' }])
  })
})
