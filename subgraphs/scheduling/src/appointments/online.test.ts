import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OnlineBooking } from '../appointment-types/appointment-type.table.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aPet, aType } from './appointment.factory.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const desk = asRole('RECEPTIONIST')
const owner = () => asRole('OWNER', { ownerId: diary.pet.ownerId })

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  const rules = { onlineBooking: OnlineBooking.CLIENTS, onlineNoticeHours: 4 }
  diary = { ...(await aDiary(hospital)), type: await aType(hospital, rules) }
})

const at = '2026-03-18T10:00:00.000Z'
const later = '2026-03-18T14:00:00.000Z'

async function call(verb: string, type: string, input: object, viewer = owner()) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { id version status startsAt allowedActions } }`,
    { input },
  )
  const visit = data[verb] as { id: string; version: number; status: string; allowedActions: string[] }
  return { visit, refusal: errors[0]?.extensions }
}

const book = async (wish: Record<string, unknown> = {}, viewer = desk) =>
  call('bookAppointment', 'BookAppointmentInput', aBooking(diary, { startsAt: at, ...wish }), viewer)
const move = (input: object, viewer = owner()) =>
  call('rescheduleAppointment', 'RescheduleAppointmentInput', input, viewer)
const cancel = (input: object, viewer = owner()) =>
  call('cancelAppointment', 'CancelAppointmentInput', { reason: 'We travel', ...input }, viewer)

test('an owner moves a visit of an own pet within the rules of the type (AP11)', async () => {
  const { visit } = await book({}, owner())
  expect(visit.allowedActions).toEqual(['CANCEL', 'RESCHEDULE'])
  const moved = await move({ id: visit.id, version: visit.version, startsAt: later })
  expect(moved.visit).toMatchObject({ id: visit.id, status: 'SCHEDULED', startsAt: later })
  expect((await move({ id: visit.id, startsAt: '2026-03-16T11:00:00.000Z' })).refusal).toMatchObject({
    code: 'CONFLICT',
    rule: 'online_rules',
  })
  expect((await move({ id: visit.id, startsAt: at, durationMinutes: 5 })).refusal).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'durationMinutes',
  })
  expect((await hospital.audited(visit.id)).map(({ action }) => action)).toEqual([
    'appointment.book',
    'appointment.reschedule',
  ])
})

test('a visit of a type that is not booked online is moved by staff, and cancelled by its owner', async () => {
  diary = { ...diary, type: await aType(hospital) }
  const { visit } = await book()
  expect((await move({ id: visit.id, startsAt: later })).refusal).toMatchObject({ field: 'typeId' })
  expect((await cancel({ id: visit.id, version: visit.version })).visit.status).toBe('CANCELLED')
})

test('an owner cancels before the visit begins, late within a day, and not after (AP9)', async () => {
  const { visit: late } = await book()
  hospital.setNow('2026-03-18T09:00:00.000Z')
  expect((await cancel({ id: late.id })).visit).toMatchObject({
    status: 'LATE_CANCELLED',
    allowedActions: [],
  })
  const { visit: begun } = await book({ startsAt: '2026-03-18T11:00:00.000Z' })
  hospital.setNow('2026-03-18T11:00:00.000Z')
  expect((await cancel({ id: begun.id })).refusal).toMatchObject({ code: 'CONFLICT', field: 'id' })
  expect((await move({ id: begun.id, startsAt: later })).refusal).toMatchObject({ field: 'id' })
})

test('AU4: another household’s visit is refused to an owner as one that does not exist', async () => {
  const { visit } = await book({ petId: (await aPet(hospital)).id, notes: 'Pays late' })
  const unknown = { code: 'NOT_FOUND', field: 'id' }
  for (const id of [visit.id, newId()])
    for (const version of [1, 7]) {
      expect((await move({ id, version, startsAt: later })).refusal).toMatchObject(unknown)
      expect((await cancel({ id, version })).refusal).toMatchObject(unknown)
    }
})

test('AU4: a stale change of an owner is answered with the visit as it is, without the notes of staff', async () => {
  const { visit } = await book({ notes: 'Pays late' })
  const { refusal } = await cancel({ id: visit.id, version: 7 })
  expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'version', current: { notes: null } })
})

test('an owner whose credit is stopped books ordinary visits with staff only (B11)', async () => {
  await hospital.deliver('credit.changed', {
    ...{ id: diary.pet.ownerId, version: 1, stopped: true, reason: 'Unpaid' },
  })
  expect((await book({}, owner())).refusal).toMatchObject({ code: 'CONFLICT', rule: 'credit_stop' })
  expect((await book({ creditStopReason: 'Please' }, owner())).refusal).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'creditStopReason',
  })
})
