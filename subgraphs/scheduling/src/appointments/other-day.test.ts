import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aLocation, aPet, aType, aVet } from './appointment.factory.ts'

const steps = {
  checkInAppointment: 'otherDayReason: $reason, id: $id',
  roomAppointment: 'input: { id: $id, otherDayReason: $reason }',
  startAppointment: 'otherDayReason: $reason, id: $id',
  completeAppointment: 'otherDayReason: $reason, id: $id',
}
type Verb = keyof typeof steps

const onTheDay = '2026-03-18T23:30:00.000Z'
const aDayEarly = '2026-03-17T23:30:00.000Z'

let hospital: TestSubgraph
let visitId: string
const reception = asRole('RECEPTIONIST')
const vet = asRole('VET')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())

/** In Auckland the visit is on 19 March 2026, when it is still the 18th in UTC. */
beforeEach(async () => {
  hospital.setNow('2026-03-16T00:00:00.000Z')
  const location = await aLocation(hospital, { timeZone: 'Pacific/Auckland' })
  const diary = {
    location,
    vet: await aVet(hospital, location.id),
    pet: await aPet(hospital),
    type: await aType(hospital),
  }
  const room = await aRoom(hospital, location.id)
  const input = aBooking(diary, { startsAt: '2026-03-18T21:00:00.000Z', roomId: room.id })
  const { data } = await hospital.graphql(
    vet,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input },
  )
  visitId = (data['bookAppointment'] as { id: string }).id
})

async function take(verb: Verb, { viewer = vet, reason = null as string | null } = {}) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($id: ID!, $reason: String) { ${verb}(${steps[verb]}) { status history { status reason } } }`,
    { id: visitId, reason },
  )
  return { visit: data[verb] as { status: string; history: unknown[] }, errors }
}

const verbs = Object.keys(steps) as Verb[]

test('a patient arrives, is roomed, examined and finished on the visit’s own day at its location', async () => {
  hospital.setNow(onTheDay)
  const seen = []
  for (const verb of verbs) seen.push((await take(verb, { viewer: reception })).visit.status)
  expect(seen).toEqual(['ARRIVED', 'ROOMED', 'IN_EXAM', 'READY'])
})

test.each(verbs)('%s on another day is a CONFLICT that says when the visit is', async (verb) => {
  hospital.setNow(onTheDay)
  for (const earlier of verbs.slice(0, verbs.indexOf(verb))) await take(earlier)
  const written = () => hospital.audited(visitId)
  const before = await written()
  for (const now of [aDayEarly, '2026-03-19T11:00:00.000Z']) {
    hospital.setNow(now)
    const { errors } = await take(verb)
    expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { date: '2026-03-19' } }])
    expect(errors[0]!.message).toBe('This visit is on Thursday, 19 March 2026.')
  }
  expect(await written()).toEqual(before)
})

test('U3: another day takes a reason and a right of its own, and the reason is in the history and the audit', async () => {
  hospital.setNow(aDayEarly)
  const reason = 'The owner mistook the day'
  expect((await take('checkInAppointment', { viewer: reception, reason })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await take('checkInAppointment', { reason: '  ' })).errors).toMatchObject([{ code: 'CONFLICT' }])
  const { visit } = await take('checkInAppointment', { reason })
  expect(visit).toMatchObject({ status: 'ARRIVED', history: [{}, { status: 'ARRIVED', reason }] })
  expect((await hospital.audited(visitId)).at(-1)).toMatchObject({
    action: 'appointment.check-in',
    after: { stepReason: reason },
  })
})
