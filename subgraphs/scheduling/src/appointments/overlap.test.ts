import { readFileSync } from 'node:fs'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aVet } from './appointment.factory.ts'

const fields = 'id version overlapReason history { status reason }'
const texts = {
  bookAppointment: `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { ${fields} } }`,
  rescheduleAppointment: `mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { ${fields} } }`,
  cancelAppointment: `mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { ${fields} } }`,
}

interface Visit {
  id: string
  version: number
  overlapReason: string | null
}

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
let otherVet: Awaited<ReturnType<typeof aVet>>
const reception = asRole('RECEPTIONIST')
const vet = asRole('VET')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
  otherVet = await aVet(hospital, diary.location.id)
})

async function run(verb: keyof typeof texts, input: object, viewer = reception) {
  const { data, errors } = await hospital.graphql(viewer, texts[verb], { input })
  return { visit: data[verb] as Visit, errors }
}

const book = (overrides: Record<string, unknown> = {}, viewer = reception) =>
  run('bookAppointment', aBooking(diary, overrides), viewer)

const atTheSameTime = (changes: Record<string, unknown> = {}) => ({
  vetId: otherVet.id,
  startsAt: '2026-03-16T10:15:00.000Z',
  ...changes,
})

const count = async () => {
  const [row] =
    await hospital.admin`select count(*)::int as n from scheduling.appointments where pet_id = ${diary.pet.id}`
  return row?.['n'] as number
}

const refused = { code: 'CONFLICT', field: 'startsAt', extensions: { taken: 'PET' } }

test('AP4: a pet with two vets at one time is a CONFLICT that names its other visit and offers times beside it', async () => {
  const { visit } = await book()
  const { errors } = await book(atTheSameTime())
  expect(errors).toMatchObject([{ ...refused, extensions: { taken: 'PET', clash: { id: visit.id } } }])
  const alternatives = errors[0]!.extensions['alternatives'] as Array<{ startsAt: Date; endsAt: Date }>
  expect(alternatives.length).toBeGreaterThan(0)
  const [from, to] = ['2026-03-16T10:00:00.000Z', '2026-03-16T10:30:00.000Z'].map((at) => new Date(at))
  expect(alternatives.every(({ startsAt, endsAt }) => endsAt <= from! || startsAt >= to!)).toBe(true)
  expect(await count()).toBe(1)
})

test('AU6: whoever works elsewhere is told when the pet is taken, and not where or with whom', async () => {
  await book()
  const [branch, theirs] = [await aDiary(hospital), reception.grants[0]!.permissions]
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: branch.location.id, permissions: theirs }],
  })
  const input = aBooking(branch, { petId: diary.pet.id })
  const { errors } = await run('bookAppointment', input, elsewhere)
  expect(errors).toMatchObject([refused])
  expect(Object.keys(errors[0]!.extensions['clash'] as object)).toEqual(['startsAt', 'endsAt'])
})

test('intervals are half-open: with another vet a pet is next when it is done with the first', async () => {
  await book()
  expect((await book(atTheSameTime({ startsAt: '2026-03-16T10:30:00.000Z' }))).errors).toEqual([])
})

test('eight vets want one pet at one time: one visit and seven CONFLICTs', async () => {
  const vets = await Promise.all(Array.from({ length: 8 }, () => aVet(hospital, diary.location.id)))
  const answers = await Promise.all(vets.map(({ id }) => book({ vetId: id })))
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject(Array(7).fill(refused))
  expect(await count()).toBe(1)
})

test('U3: with a reason it takes a right of its own, and the reason stands in visit, history and audit', async () => {
  await book()
  const wish = atTheSameTime({ overlapReason: ' Anaesthesia by a second vet ' })
  expect((await book(wish)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await count()).toBe(1)
  const overlapReason = 'Anaesthesia by a second vet'
  const { visit } = await book(wish, vet)
  expect(visit).toMatchObject({ overlapReason, history: [{ status: 'SCHEDULED', reason: overlapReason }] })
  expect(await hospital.audited(visit.id)).toMatchObject([
    { action: 'appointment.book', after: { overlapReason } },
  ])
  expect(
    (await book(atTheSameTime({ vetId: (await aVet(hospital, diary.location.id)).id }))).errors,
  ).toMatchObject([refused])
})

test('a reason that is not needed exempts nothing, and a visit that moves away is guarded again', async () => {
  const { visit: alone } = await book({ overlapReason: 'In case' }, vet)
  expect(alone.overlapReason).toBeNull()
  const { visit } = await book(atTheSameTime({ overlapReason: 'Needed' }), vet)
  const moved = await run('rescheduleAppointment', { id: visit.id, startsAt: '2026-03-16T12:00:00.000Z' })
  expect(moved.visit.overlapReason).toBeNull()
  const back = { id: visit.id, startsAt: '2026-03-16T10:15:00.000Z' }
  expect((await run('rescheduleAppointment', back)).errors).toMatchObject([refused])
  const again = await run('rescheduleAppointment', { ...back, overlapReason: 'Needed' }, vet)
  expect(again.visit.overlapReason).toBe('Needed')
})

test('a cancelled visit is not reinstated while its pet is elsewhere', async () => {
  const { visit } = await book()
  await run('cancelAppointment', { id: visit.id, reason: 'The client called' })
  await book(atTheSameTime())
  const undo = 'mutation ($id: ID!) { undoAppointmentStatus(id: $id, version: 2) { id } }'
  expect((await hospital.graphql(reception, undo, { id: visit.id })).errors).toMatchObject([refused])
})

const copyFor = (visitId: string, vetId: string) => hospital.admin`
  insert into scheduling.appointments
  select ${newId()}, pet_id, ${vetId}, location_id, room_id, type_id, status, starts_at, ends_at, reason, notes,
    cancellation_reason, booked_by, version, created_at, updated_at
  from scheduling.appointments where id = ${visitId}`

test('the database itself refuses an overlap of one pet that no verb has checked', async () => {
  const { visit } = await book()
  await expect(copyFor(visit.id, otherVet.id)).rejects.toMatchObject({
    constraint_name: 'appointments_no_pet_overlap',
  })
})

test('the constraint is added to a diary in which one pet is at two places already', async () => {
  const { visit } = await book()
  await hospital.admin`alter table scheduling.appointments drop constraint appointments_no_pet_overlap`
  await copyFor(visit.id, otherVet.id)
  const migration = new URL('../../migrations/0007_pets_overlap.sql', import.meta.url)
  await hospital.admin.unsafe(readFileSync(migration, 'utf8'))
  const reasons = await hospital.admin`
    select overlap_reason from scheduling.appointments where pet_id = ${diary.pet.id}`
  expect(reasons.every((row) => row['overlap_reason'] !== null)).toBe(true)
  await expect(
    copyFor((await book({ startsAt: '2026-03-16T14:00:00.000Z' })).visit.id, otherVet.id),
  ).rejects.toMatchObject({ constraint_name: 'appointments_no_pet_overlap' })
})
