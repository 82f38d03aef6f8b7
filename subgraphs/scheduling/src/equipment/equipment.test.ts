import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { newId } from '@vetgraph/kit/ids'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aType, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'
import { anEquipment } from './equipment.factory.ts'
import { EquipmentKind } from './equipment.table.ts'

const create =
  'mutation ($input: CreateEquipmentInput!) { createEquipment(input: $input) { id name kind active version } }'
const update =
  'mutation ($input: UpdateEquipmentInput!) { updateEquipment(input: $input) { name active version } }'
const list =
  'query ($locationId: ID!, $all: Boolean!) { equipment(locationId: $locationId, withRetired: $all) { name } }'
const fields = 'id version startsAt equipment { id name }'
const texts = {
  bookAppointment: `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { ${fields} } }`,
  rescheduleAppointment: `mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { ${fields} } }`,
  cancelAppointment: `mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { ${fields} } }`,
}
const next =
  'query ($input: AvailableSlotsInput!) { nextAvailableSlot(input: $input) { reason equipmentKind slot { startsAt equipment { name } } } }'

interface Visit {
  id: string
  version: number
  equipment: Array<{ id: string; name: string }>
}

const [admin, reception] = [asRole('ADMIN'), asRole('RECEPTIONIST')]
const at = (time: string) => `2026-03-16T${time}:00.000Z`
let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
let otherVet: Awaited<ReturnType<typeof aVet>>

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow(at('08:00'))
  diary = await aDiary(hospital)
  diary.type = await aType(hospital, { equipmentKinds: [EquipmentKind.THEATRE], bufferAfterMinutes: 15 })
  otherVet = await aVet(hospital, diary.location.id)
})

async function run(verb: keyof typeof texts, input: object) {
  const { data, errors } = await hospital.graphql(reception, texts[verb], { input })
  return { visit: data[verb] as Visit, errors }
}

const aPatient = async () => ({ petId: (await aDiary(hospital)).pet.id })
const book = async (overrides: Record<string, unknown> = {}) =>
  run('bookAppointment', aBooking(diary, { ...(await aPatient()), ...overrides }))

const refused = {
  code: 'CONFLICT',
  field: 'startsAt',
  message: 'No operating theatre is free at that time.',
  extensions: { taken: 'EQUIPMENT', equipment: 'THEATRE' },
}

test('new equipment is listed and audited; a name stands once in a location, and only who may edits it', async () => {
  const input = { locationId: diary.location.id, name: ' Ultrasound ', kind: 'ULTRASOUND' }
  const { data } = await hospital.graphql(admin, create, { input })
  const made = data['createEquipment'] as { id: string; version: number }
  expect(made).toMatchObject({ name: 'Ultrasound', kind: 'ULTRASOUND', active: true, version: 1 })
  expect(await hospital.audited(made.id)).toMatchObject([
    { action: 'equipment.create', after: { name: 'Ultrasound', kind: 'ULTRASOUND' } },
  ])
  const again = await hospital.graphql(admin, create, { input: { ...input, name: 'ULTRASOUND' } })
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
  const change = { id: made.id, version: 1, name: 'Ultrasound 1', active: false }
  const denied = await hospital.graphql(reception, update, { input: change })
  expect(denied.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const retired = await hospital.graphql(admin, update, { input: change })
  expect(retired.data['updateEquipment']).toEqual({ name: 'Ultrasound 1', active: false, version: 2 })
  const names = async (all: boolean) =>
    (await hospital.graphql(reception, list, { locationId: diary.location.id, all })).data['equipment']
  expect([await names(false), await names(true)]).toEqual([[], [{ name: 'Ultrasound 1' }]])
})

test('AP5: a visit books a free piece of each kind its type requires, with preparation and cleaning', async () => {
  const theatre = await anEquipment(hospital, diary.location.id)
  const { visit } = await book()
  expect(visit.equipment).toEqual([{ id: theatre.id, name: 'Theatre' }])
  const cleaning = await book({ vetId: otherVet.id, startsAt: at('10:30') })
  expect(cleaning.errors).toMatchObject([refused])
  expect((await book({ vetId: otherVet.id, startsAt: at('10:45') })).errors).toEqual([])
})

test('AP1: of eight vets who want the only theatre at one time one gets it, and seven are refused', async () => {
  await anEquipment(hospital, diary.location.id)
  const vets = await Promise.all(Array.from({ length: 8 }, () => aVet(hospital, diary.location.id)))
  const answers = await Promise.all(vets.map(({ id }) => book({ vetId: id })))
  const errors = answers.flatMap((answer) => answer.errors)
  expect(errors).toMatchObject(Array(7).fill(refused))
  const alternatives = errors[0]!.extensions['alternatives'] as Array<{ startsAt: Date; endsAt: Date }>
  const [from, to] = [new Date(at('09:45')), new Date(at('10:45'))]
  expect(alternatives.length).toBeGreaterThan(0)
  expect(alternatives.every(({ startsAt, endsAt }) => endsAt <= from || startsAt >= to)).toBe(true)
})

test('AP1: the database itself refuses one piece of equipment for two visits at one time, in eight transactions at once', async () => {
  const { id } = await anEquipment(hospital, diary.location.id)
  const insert = () => hospital.admin`
    insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at,
      equipment_ids, reason, notes, version, created_at, updated_at)
    values (${newId()}, ${newId()}, ${newId()}, ${diary.location.id}, ${diary.type.id}, 'SCHEDULED', ${at('10:00')},
      ${at('10:30')}, array[${id}]::uuid[], '', '', 1, now(), now())`
  const answers = await Promise.allSettled(Array.from({ length: 8 }, insert))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  // Two that wait for each other are a deadlock, of which PostgreSQL ends one.
  expect(reasons.every(({ code }: { code: string }) => code === '23P01' || code === '40P01')).toBe(true)
})

test('a cancelled visit leaves its equipment to others, and is not reinstated when they have it', async () => {
  await anEquipment(hospital, diary.location.id)
  const { visit } = await book()
  await run('cancelAppointment', { id: visit.id, reason: 'The client called.' })
  expect((await book({ vetId: otherVet.id })).errors).toEqual([])
  const undo = 'mutation ($id: ID!) { undoAppointmentStatus(id: $id, version: 2) { id } }'
  const { errors } = await hospital.graphql(reception, undo, { id: visit.id })
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { taken: 'EQUIPMENT' } }])
})

test('a visit that moves keeps its equipment if it is free, else gets another piece of the kind', async () => {
  const [first, second] = [
    await anEquipment(hospital, diary.location.id, 'Theatre 1'),
    await anEquipment(hospital, diary.location.id, 'Theatre 2'),
  ]
  await book({ startsAt: at('12:00') })
  const { visit } = await book({ vetId: otherVet.id })
  expect(visit.equipment).toMatchObject([{ id: first.id }])
  const move = (time: string, version: number) =>
    run('rescheduleAppointment', { id: visit.id, version, startsAt: at(time) })
  expect((await move('10:15', 1)).visit.equipment).toMatchObject([{ id: first.id }])
  expect((await move('12:00', 2)).visit.equipment).toMatchObject([{ id: second.id }])
  expect((await move('14:00', 3)).visit.equipment).toMatchObject([{ id: second.id }])
})

test('free times count equipment, and when it alone is missing the answer names its kind and the next time', async () => {
  const input = { locationId: diary.location.id, typeId: diary.type.id, date: '2026-03-16', days: 1 }
  const nextOf = async () => (await hospital.graphql(reception, next, { input })).data['nextAvailableSlot']
  const missing = { reason: 'NO_EQUIPMENT', equipmentKind: 'THEATRE' }
  expect(await nextOf()).toEqual({ ...missing, slot: null })
  await anEquipment(hospital, diary.location.id)
  for (const [startsAt, minutes] of [['08:00', 285] as const, ['13:00', 285] as const])
    await book({ startsAt: at(startsAt), durationMinutes: minutes })
  expect(await nextOf()).toEqual({
    ...missing,
    slot: { startsAt: '2026-03-17T08:00:00.000Z', equipment: [{ name: 'Theatre' }] },
  })
})

test('P3: equipment that is held for somebody is not booked by others, and whoever holds it books it', async () => {
  await anEquipment(hospital, diary.location.id)
  const { petId, vetId, locationId, typeId, startsAt } = aBooking(diary)
  const input = { petId, vetId, locationId, typeId, startsAt }
  const text = 'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { id } }'
  const holder = asRole('RECEPTIONIST', { userId: newId() })
  const { data } = await hospital.graphql(holder, text, { input })
  expect((await book({ vetId: otherVet.id })).errors).toMatchObject([refused])
  const { id: holdId } = data['holdSlot'] as { id: string }
  const booked = await hospital.graphql(holder, texts.bookAppointment, { input: { ...input, holdId } })
  expect(booked.data['bookAppointment']).toMatchObject({ equipment: [{ name: 'Theatre' }] })
})

test('AP8: each visit of a series gets equipment, and a visit without is named as a clash before saving', async () => {
  await anEquipment(hospital, diary.location.id)
  await book({ vetId: otherVet.id, startsAt: '2026-03-18T10:00:00.000Z' })
  const series = { ...aBooking(diary), rule: 'FREQ=DAILY;COUNT=3' }
  const text = 'mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { id } }'
  const { errors } = await hospital.graphql(reception, text, { input: series })
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { clashes: [{ number: 3 }] } }])
  const left = { ...series, skip: ['2026-03-18'] }
  expect((await hospital.graphql(reception, text, { input: left })).errors).toEqual([])
  const [row] = await hospital.admin`
    select count(*)::int as n from scheduling.equipment_taken where appointment_id in
      (select id from scheduling.appointments where series_id is not null and location_id = ${diary.location.id})`
  expect(row?.['n']).toBe(2)
})

test('a kind of equipment is required once', async () => {
  const text =
    'mutation ($input: UpdateAppointmentTypeInput!) { updateAppointmentType(input: $input) { equipmentKinds } }'
  const save = (equipmentKinds: string[]) =>
    hospital.graphql(admin, text, { input: { id: diary.type.id, version: 1, equipmentKinds } })
  expect((await save(['X_RAY', 'X_RAY'])).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'equipmentKinds' },
  ])
  expect((await save(['X_RAY', 'THEATRE'])).data['updateAppointmentType']).toEqual({
    equipmentKinds: ['X_RAY', 'THEATRE'],
  })
})
