import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aPet } from './appointment.factory.ts'

const book = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'
const read =
  'query ($id: ID!) { appointment(id: $id) { status cancellationReason history { status undone } } }'

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

async function booked(overrides: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await hospital.graphql(reception, book, { input: aBooking(diary, overrides) })
  expect(errors).toEqual([])
  return (data['bookAppointment'] as { id: string }).id
}

const shown = async (id: string) =>
  (await hospital.graphql(reception, read, { id })).data['appointment'] as Record<string, unknown>

test('PT4: the visits ahead of a patient that has died are cancelled, and stand again when that was an error', async () => {
  const [first, second] = [await booked(), await booked({ startsAt: '2026-03-17T10:00:00.000Z' })]
  await hospital.deliver('pet.died', { id: diary.pet.id })
  for (const id of [first, second])
    expect(await shown(id)).toMatchObject({
      status: 'CANCELLED',
      cancellationReason: 'The patient has died.',
    })
  await hospital.deliver('pet.death-undone', { id: diary.pet.id })
  for (const id of [first, second])
    expect(await shown(id)).toEqual({
      status: 'SCHEDULED',
      cancellationReason: null,
      history: [
        { status: 'SCHEDULED', undone: false },
        { status: 'CANCELLED', undone: true },
        { status: 'SCHEDULED', undone: false },
      ],
    })
})

test('PT4: a visit whose time was given to somebody else stays cancelled, and so does what the client had cancelled', async () => {
  const [taken, kept] = [await booked(), await booked({ startsAt: '2026-03-17T10:00:00.000Z' })]
  const called = await booked({ startsAt: '2026-03-18T10:00:00.000Z' })
  await hospital.graphql(
    reception,
    'mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { id } }',
    { input: { id: called, version: 1, reason: 'On holiday' } },
  )
  await hospital.deliver('pet.died', { id: diary.pet.id })
  await booked({ petId: (await aPet(hospital)).id })
  await hospital.deliver('pet.death-undone', { id: diary.pet.id })
  const statuses = await Promise.all([taken, kept, called].map(async (id) => (await shown(id))['status']))
  expect(statuses).toEqual(['CANCELLED', 'SCHEDULED', 'CANCELLED'])
})

test('PT4: what has begun or is past stays as it was', async () => {
  const id = await booked()
  hospital.setNow('2026-03-16T10:05:00.000Z')
  await hospital.deliver('pet.died', { id: diary.pet.id })
  expect(await shown(id)).toMatchObject({ status: 'SCHEDULED' })
})
