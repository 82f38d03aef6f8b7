import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppointmentCategory } from '../appointment-types/appointment-type.table.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aType } from './appointment.factory.ts'

let hospital: TestSubgraph
const reception = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
  hospital.setNow('2026-03-16T08:00:00.000Z')
})
afterAll(() => hospital.close())

const book = (input: object) =>
  hospital.graphql(
    reception,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id history { reason } } }',
    { input },
  )

const bookSeries = (input: object) =>
  hospital.graphql(
    reception,
    'mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { appointments { id version history { reason } } } }',
    { input },
  )

const updateSeries = (input: object) =>
  hospital.graphql(
    reception,
    'mutation ($input: UpdateSeriesInput!) { updateSeries(input: $input) { appointments { history { reason } } } }',
    { input: { scope: 'ALL', ...input } },
  )

test('B11: an owner whose credit is stopped books ordinary visits with a reason only, and an emergency without one', async () => {
  const diary = await aDiary(hospital)
  const { ownerId: id } = diary.pet
  await hospital.deliver('credit.changed', { id, version: 1, stopped: true, reason: 'Owes 800.00' })
  const emergency = await aType(hospital, { category: AppointmentCategory.EMERGENCY })

  expect((await book(aBooking(diary))).errors).toMatchObject([
    { code: 'CONFLICT', field: 'petId', extensions: { rule: 'credit_stop' } },
  ])
  expect((await book(aBooking(diary, { creditStopReason: 'x'.repeat(501) }))).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'creditStopReason' },
  ])
  const [none] =
    await hospital.admin`select count(*)::int as n from scheduling.appointments where pet_id = ${diary.pet.id}`
  expect(none).toEqual({ n: 0 })

  const urgent = await book(aBooking(diary, { typeId: emergency.id }))
  expect(urgent.errors).toEqual([])
  const startsAt = '2026-03-16T12:00:00.000Z'
  const { data } = await book(aBooking(diary, { startsAt, creditStopReason: 'Pays today' }))
  const booked = data['bookAppointment'] as { id: string }
  expect(booked).toMatchObject({ history: [{ reason: 'Pays today' }] })
  expect(await hospital.audited(booked.id)).toMatchObject([{ after: { stepReason: 'Pays today' } }])

  const series = aBooking(diary, { startsAt: '2026-03-23T12:00:00.000Z', rule: 'FREQ=WEEKLY;COUNT=2' })
  expect((await bookSeries(series)).errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
  const { appointments } = (await bookSeries({ ...series, creditStopReason: 'Pays today' })).data[
    'bookSeries'
  ] as { appointments: Array<{ id: string; version: number }> }
  const paysToday = { history: [{ reason: 'Pays today' }] }
  expect(appointments).toMatchObject([paysToday, paysToday])

  const [{ id: appointmentId, version }] = appointments as [{ id: string; version: number }]
  const longer = { appointmentId, version, rule: 'FREQ=WEEKLY;COUNT=3' }
  expect((await updateSeries(longer)).errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
  expect((await updateSeries({ appointmentId, version, durationMinutes: 25 })).errors).toEqual([])
  const added = await updateSeries({ ...longer, version: version + 1, creditStopReason: 'Promised' })
  expect(added.errors).toEqual([])
  expect((added.data['updateSeries'] as { appointments: unknown[] }).appointments[2]).toEqual({
    history: [{ reason: 'Promised' }],
  })

  await hospital.deliver('credit.changed', { id, version: 2, stopped: false, reason: 'Owes 800.00' })
  await hospital.deliver('credit.changed', { id, version: 1, stopped: true, reason: 'Owes 800.00' })
  expect((await book(aBooking(diary, { startsAt: '2026-03-16T14:00:00.000Z' }))).errors).toEqual([])
})
