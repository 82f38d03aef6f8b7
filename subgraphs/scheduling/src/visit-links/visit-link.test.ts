import { sealReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { newId } from '@vetgraph/kit/ids'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aPet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

const desk = asRole('RECEPTIONIST')

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

const startsAt = '2026-03-18T10:00:00.000Z'

async function booked(overrides: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await hospital.graphql(
    desk,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: aBooking(diary, { startsAt, ...overrides }) },
  )
  expect(errors).toEqual([])
  return (data['bookAppointment'] as { id: string }).id
}

const linkTo = (...appointmentIds: string[]) =>
  sealReminderLink(hospital.context(), { ownerId: diary.pet.ownerId, appointmentIds })

const shown = 'id petName status confirmable cancellable late'

async function open(token: string) {
  const { data, errors } = await hospital.graphql(
    null,
    `mutation ($token: String!) { openReminder(token: $token) { ${shown} } }`,
    { token },
  )
  return { visits: data?.['openReminder'], refusal: errors[0]?.extensions }
}

const change = (verb: string, type: string) => async (input: Record<string, unknown>) => {
  const { data, errors } = await hospital.graphql(
    null,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
  )
  return { visit: data?.[verb], refusal: errors[0]?.extensions }
}
const confirm = change('confirmLinkedAppointment', 'LinkedAppointmentInput')
const cancel = change('cancelLinkedAppointment', 'CancelLinkedAppointmentInput')

const stepsOf = async (id: string) =>
  (
    await hospital.admin`
      select action, reason, actor_id from scheduling.appointment_history where appointment_id = ${id} order by at, id`
  ).map(({ action, reason }) => [action, reason])

test('whoever has the link of a reminder confirms its visit, once however often it is clicked', async () => {
  const id = await booked()
  const token = linkTo(id)
  expect((await open(token)).visits).toEqual([
    { id, petName: 'Bella', status: 'SCHEDULED', confirmable: true, cancellable: true, late: false },
  ])
  const answers = await Promise.all(Array.from({ length: 5 }, () => confirm({ token, appointmentId: id })))
  for (const { visit } of answers) expect(visit).toMatchObject({ status: 'CONFIRMED', confirmable: false })
  expect(await stepsOf(id)).toEqual([
    ['BOOK', null],
    ['CONFIRM', 'By the link of a reminder'],
  ])
  expect((await hospital.audited(id)).map(({ action }) => action)).toContain('appointment.confirm')
})

test('AP9: a visit is cancelled by the link with the client’s words, within a day of its start as late', async () => {
  const early = await booked()
  const late = await booked({ startsAt: '2026-03-16T14:00:00.000Z' })
  const token = linkTo(early, late)
  expect((await cancel({ token, appointmentId: early, reason: ' He is well again ' })).visit).toMatchObject({
    status: 'CANCELLED',
    cancellable: false,
  })
  expect(await stepsOf(early)).toContainEqual(['CANCEL', 'By the link of a reminder: He is well again'])
  expect((await cancel({ token, appointmentId: late })).visit).toMatchObject({ status: 'LATE_CANCELLED' })
  expect((await cancel({ token, appointmentId: late })).visit).toMatchObject({ status: 'LATE_CANCELLED' })
  expect((await confirm({ token, appointmentId: late })).refusal).toMatchObject({
    ...{ code: 'CONFLICT', field: 'appointmentId', status: 'LATE_CANCELLED' },
  })
})

test('a link opens its own visits only, and nothing once it was changed', async () => {
  const id = await booked()
  const other = await booked({ petId: (await aPet(hospital)).id, startsAt: '2026-03-18T12:00:00.000Z' })
  const token = linkTo(id)
  const notFound = { code: 'NOT_FOUND', field: 'appointmentId' }
  expect((await confirm({ token, appointmentId: other })).refusal).toMatchObject(notFound)
  expect((await confirm({ token, appointmentId: newId() })).refusal).toMatchObject(notFound)
  for (const bad of ['', 'x', `${token.slice(0, -2)}AA`, id]) {
    expect((await open(bad)).refusal).toMatchObject({ code: 'NOT_FOUND', field: 'token' })
    expect((await cancel({ token: bad, appointmentId: id })).refusal).toMatchObject({ code: 'NOT_FOUND' })
  }
})

test('P5: a pet that has another owner now is not shown by the link of the one before', async () => {
  const id = await booked()
  const token = linkTo(id)
  await hospital.admin`update scheduling.pet_refs set owner_id = ${newId()} where id = ${diary.pet.id}`
  expect((await open(token)).visits).toEqual([])
  expect((await cancel({ token, appointmentId: id })).refusal).toMatchObject({ code: 'NOT_FOUND' })
})

test('a visit that has begun is shown and cannot be changed by the link', async () => {
  const id = await booked()
  const token = linkTo(id)
  hospital.setNow(startsAt)
  expect((await open(token)).visits).toMatchObject([{ id, confirmable: false, cancellable: false }])
  expect((await cancel({ token, appointmentId: id })).refusal).toMatchObject({ code: 'CONFLICT' })
})
