import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addMinutes } from '@vetgraph/kit/time'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { pets, PetStatus } from '../pets/pet.table.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { userRefs } from '../refs/user-ref.table.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVet } from '../vaccinations/vaccination.factory.ts'
import { aCage } from './in-patient.factory.ts'
import { inPatients } from './in-patient.table.ts'
import { treatmentEntries, TreatmentFrequency, TreatmentOutcome, treatments } from './treatment.table.ts'

let hospital: TestSubgraph
let vet: ReturnType<typeof asRole>
let nurse: ReturnType<typeof asRole>
let locationId: string

const at = '2026-03-16T08:00:00.000Z'

/** Entries of the price list, as billing answers them. */
const services = new Map<string, { id: string; name: string; active: boolean }>()

function aService(active = true) {
  const id = newId()
  services.set(id, { id, name: 'Injection', active })
  return id
}

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, (_type, ids) =>
    Promise.resolve(ids.map((id) => services.get(id) ?? null)),
  )
  vet = asRole('VET', { userId: await aVet(hospital) })
  nurse = asRole('TECHNICIAN')
  const { userId: id } = nurse
  const person = { id, name: 'Aoife Byrne', isVet: false, active: true, version: 1 }
  await hospital.context().db.insert(userRefs).values(person)
  locationId = await aPlace(hospital)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow(at))

interface Answered {
  id: string
  version: number
}

const verbs = {
  admitPet: ['AdmitPetInput', 'id version reason cage { id } pet { id }'],
  moveInPatient: ['MoveInPatientInput', 'id version cage { id }'],
  handOverInPatient: ['HandOverInPatientInput', 'id version handOver { note at }'],
  dischargePet: ['DischargePetInput', 'id version dischargedAt instructions'],
  orderTreatment: ['OrderTreatmentInput', 'id frequency startsAt'],
  stopTreatment: ['StopTreatmentInput', 'id stoppedAt stopReason'],
  recordTreatment: ['RecordTreatmentInput', 'id outcome at note'],
  undoTreatment: ['UndoTreatmentInput', 'id undoneAt undoReason'],
  saveCage: ['SaveCageInput', 'id version name active'],
} as const

const send = (name: keyof typeof verbs, input: object, viewer = vet) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${verbs[name][0]}!) { ${name}(input: $input) { ${verbs[name][1]} } }`,
    { input },
  )

async function done(name: keyof typeof verbs, input: object, viewer = vet) {
  const { data, errors } = await send(name, input, viewer)
  expect(errors).toEqual([])
  return data[name] as Answered
}

async function admitted() {
  const [pet, cage] = [await aPet(hospital), await aCage(hospital, locationId)]
  const input = { petId: pet.id, cageId: cage.id, locationId, reason: 'Vomits since yesterday' }
  return { pet, cage, stay: await done('admitPet', input) }
}

async function ordered(frequency: TreatmentFrequency, more: object = {}) {
  const { stay, ...others } = await admitted()
  const order = { inPatientId: stay.id, name: 'Maropitant', details: '1 mg/kg sc', frequency, ...more }
  return { stay, ...others, treatment: await done('orderTreatment', order) }
}

interface Line {
  tasks: Array<{ dueAt: string; entry: { outcome: string; note: string | null } | null }>
  others: Array<{ outcome: string; undoReason: string | null }>
}

async function sheetOf(inPatientId: string, date: string | null = null) {
  const { data, errors } = await hospital.graphql(
    nurse,
    `query ($inPatientId: ID!, $date: Date) { treatmentSheet(inPatientId: $inPatientId, date: $date) { date
      lines { tasks { dueAt entry { outcome note } } others { outcome undoReason } } } }`,
    { inPatientId, date },
  )
  expect(errors).toEqual([])
  return (data['treatmentSheet'] as { lines: Line[] }).lines
}

const board = `query ($locationId: ID!) { inPatients(first: 100, filter: { locationId: $locationId }) { nodes {
  id overdue pet { name } cage { ward name } tasksDue { dueAt treatment { name } } } } }`

async function boardOf(id: string, viewer = nurse) {
  const { data, errors } = await hospital.graphql(viewer, board, { locationId })
  expect(errors).toEqual([])
  const { nodes } = data['inPatients'] as {
    nodes: Array<{ id: string; overdue: number; tasksDue: unknown[] }>
  }
  return nodes.find((node) => node.id === id)
}

test('a cage holds one patient and a patient is in one cage, however many admit at once', async () => {
  const cage = await aCage(hospital, locationId)
  const [one, other] = [await aPet(hospital), await aPet(hospital)]
  const input = { cageId: cage.id, locationId, reason: 'Observation' }
  const answers = await Promise.all(
    [one, other, one, other].map(({ id }) => send('admitPet', { ...input, petId: id })),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(
    new Set(['CONFLICT']),
  )
  expect(await hospital.context().db.$count(inPatients, eq(inPatients.cageId, cage.id))).toBe(1)
  const { pet } = await admitted()
  const free = (await aCage(hospital, locationId)).id
  const again = await send('admitPet', { ...input, cageId: free, petId: pet.id })
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
})

test('a dead patient, a visit of another one and a cage elsewhere are refused, and nothing is written', async () => {
  const { db } = hospital.context()
  const [pet, dead, cage] = [await aPet(hospital), await aPet(hospital), await aCage(hospital, locationId)]
  await db
    .update(pets)
    .set({ status: PetStatus.DECEASED, deceasedOn: '2026-03-05' })
    .where(eq(pets.id, dead.id))
  const appointmentId = newId()
  await db.insert(appointmentRefs).values({ id: appointmentId, petId: dead.id, locationId })
  const elsewhere = await aCage(hospital, await aPlace(hospital))
  const input = { petId: pet.id, cageId: cage.id, locationId, reason: 'Observation' }
  const refused = async (more: object, viewer = vet) =>
    (await send('admitPet', { ...input, ...more }, viewer)).errors.map(({ code, field }) => [code, field])
  expect(await refused({ petId: dead.id })).toEqual([['CONFLICT', 'petId']])
  expect(await refused({ petId: newId() })).toEqual([['NOT_FOUND', 'petId']])
  expect(await refused({ appointmentId })).toEqual([['BAD_USER_INPUT', 'appointmentId']])
  expect(await refused({ cageId: elsewhere.id })).toEqual([['BAD_USER_INPUT', 'cageId']])
  expect(await refused({}, asRole('RECEPTIONIST'))).toEqual([['FORBIDDEN', undefined]])
  expect(await db.$count(inPatients, eq(inPatients.petId, pet.id))).toBe(0)
})

test('of two nurses who enter one task at once one is told who has given it (MR10)', async () => {
  const { stay, treatment } = await ordered(TreatmentFrequency.Q6H)
  const input = { treatmentId: treatment.id, dueAt: at, outcome: 'GIVEN', note: 'Took it well' }
  const answers = await Promise.all(Array.from({ length: 6 }, () => send('recordTreatment', input, nurse)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  const errors = answers.flatMap((answer) => answer.errors)
  expect(errors).toHaveLength(5)
  for (const error of errors)
    expect(error).toMatchObject({
      code: 'CONFLICT',
      field: 'dueAt',
      message: 'Aoife Byrne has entered this as given at 08:00.',
    })
  const [entry] = await hospital
    .context()
    .db.select()
    .from(treatmentEntries)
    .where(eq(treatmentEntries.treatmentId, treatment.id))
  // Whatever the code believed: the database takes no second one, and keeps what was entered.
  const second = { ...entry!, id: newId() }
  await expect(hospital.context().db.insert(treatmentEntries).values(second)).rejects.toThrow()
  await expect(hospital.context().db.update(treatmentEntries).set({ note: 'Other' })).rejects.toThrow()
  expect((await sheetOf(stay.id))[0]!.tasks.map((task) => task.entry?.outcome ?? null)).toEqual([
    'GIVEN',
    null,
    null,
  ])
})

test('what is given as needed is entered once by two who press at once, and again later', async () => {
  const { stay, treatment } = await ordered(TreatmentFrequency.PRN)
  const input = { treatmentId: treatment.id, outcome: 'GIVEN' }
  const answers = await Promise.all([nurse, vet].map((viewer) => send('recordTreatment', input, viewer)))
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'dueAt' }])
  hospital.setNow('2026-03-16T08:10:00Z')
  await done('recordTreatment', input, nurse)
  expect((await sheetOf(stay.id))[0]).toMatchObject({
    tasks: [],
    others: [{ outcome: 'GIVEN' }, { outcome: 'GIVEN' }],
  })
})

test('what is skipped or held has its reason; an entry is undone with its trace, and its time is open again (MR10)', async () => {
  const { stay, treatment } = await ordered(TreatmentFrequency.Q12H)
  const input = { treatmentId: treatment.id, dueAt: at, outcome: 'HELD' }
  expect((await send('recordTreatment', input, nurse)).errors).toMatchObject([{ field: 'note' }])
  const entry = await done('recordTreatment', { ...input, note: 'Heart rate 52' }, nurse)
  const undo = { id: entry.id, reason: 'Wrong patient' }
  const answers = await Promise.all([1, 2].map(() => send('undoTreatment', undo, nurse)))
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  await done('recordTreatment', { ...input, outcome: 'SKIPPED', note: 'Asleep' }, nurse)
  expect(await sheetOf(stay.id)).toMatchObject([
    {
      tasks: [{ entry: { outcome: 'SKIPPED', note: 'Asleep' } }, { entry: null }],
      others: [{ outcome: 'HELD', undoReason: 'Wrong patient' }],
    },
  ])
  expect((await hospital.audited(entry.id)).map(({ action }) => action)).toEqual([
    'treatment-entry.create',
    'treatment-entry.undo',
  ])
})

test.each([
  ['at', { at: '2026-03-16T09:00:00Z' }],
  ['at', { at: '2026-03-15T09:00:00Z' }],
  ['dueAt', { dueAt: '2026-03-16T08:30:00Z' }],
  ['dueAt', { dueAt: '2026-03-16T14:00:00Z' }],
  ['dueAt', { dueAt: null }],
])('an entry with a wrong %s is refused and nothing is written (%o)', async (field, wrong) => {
  const { treatment } = await ordered(TreatmentFrequency.Q6H)
  const input = { treatmentId: treatment.id, dueAt: at, outcome: 'GIVEN', ...wrong }
  expect((await send('recordTreatment', input, nurse)).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field },
  ])
  const { db } = hospital.context()
  expect(await db.$count(treatmentEntries, eq(treatmentEntries.treatmentId, treatment.id))).toBe(0)
})

test('a stop ends what is to come; what is not entered half an hour after its time is overdue (MR10)', async () => {
  const { stay, treatment } = await ordered(TreatmentFrequency.Q2H)
  hospital.setNow('2026-03-16T10:10:00Z')
  expect(await boardOf(stay.id)).toMatchObject({ overdue: 1, tasksDue: [{ dueAt: at }, {}] })
  await done('stopTreatment', { id: treatment.id, reason: 'Eats again' })
  expect((await send('stopTreatment', { id: treatment.id, reason: 'Eats' })).errors).toMatchObject([
    { code: 'CONFLICT' },
  ])
  hospital.setNow('2026-03-16T16:00:00Z')
  expect(await boardOf(stay.id)).toMatchObject({ overdue: 2, tasksDue: [{ dueAt: at }, {}] })
  await done('recordTreatment', { treatmentId: treatment.id, dueAt: at, outcome: 'GIVEN', at }, nurse)
  expect(await boardOf(stay.id)).toMatchObject({ overdue: 1 })
  expect((await send('stopTreatment', { id: treatment.id, reason: 'x' }, nurse)).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test('B13: a discharge tells billing how often each treatment was given whose order names an entry of the price list', async () => {
  const serviceId = aService()
  const { stay, treatment } = await ordered(TreatmentFrequency.Q6H, { serviceId })
  const { id: treatmentId } = treatment
  const free = { inPatientId: stay.id, name: 'Walk', frequency: TreatmentFrequency.PRN }
  const uncharged = await done('orderTreatment', free)
  await done('recordTreatment', { treatmentId: uncharged.id, outcome: 'GIVEN' }, nurse)
  const never = await done('orderTreatment', { ...free, name: 'Feeding tube', serviceId })
  expect(never.id).not.toBe(treatmentId)
  const times = [0, 6, 12, 18].map((hours) => addMinutes(new Date(at), hours * 60).toISOString())
  hospital.setNow('2026-03-17T06:00:00.000Z')
  const give = (dueAt: string, more: object = {}) =>
    done('recordTreatment', { treatmentId, dueAt, outcome: 'GIVEN', ...more }, nurse)
  await give(times[0]!)
  await give(times[1]!)
  await give(times[2]!, { outcome: 'SKIPPED', note: 'Asleep' })
  await done('undoTreatment', { id: (await give(times[3]!)).id, reason: 'Another patient' }, nurse)
  await done('dischargePet', { id: stay.id, version: 1, instructions: 'Rest.' })
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === stay.id)
  expect(told).toMatchObject([
    { payload: { treatments: [{ id: treatmentId, name: 'Maropitant', serviceId, given: 2 }] } },
  ])
})

test.each([
  ['a retired entry', () => aService(false), 'BAD_USER_INPUT'],
  ['an unknown entry', newId, 'NOT_FOUND'],
  ['no id', () => 'injection', 'NOT_FOUND'],
])('a treatment is not ordered with %s of the price list', async (_what, serviceId, code) => {
  const { stay } = await admitted()
  const order = { inPatientId: stay.id, name: 'Maropitant', frequency: TreatmentFrequency.PRN }
  const { errors } = await send('orderTreatment', { ...order, serviceId: serviceId() })
  expect(errors).toMatchObject([{ code, field: 'serviceId' }])
})

test('a discharged patient frees its cage with instructions, which its owner reads and nothing else', async () => {
  const { stay, pet, cage, treatment } = await ordered(TreatmentFrequency.Q6H)
  await done('handOverInPatient', { id: stay.id, version: 1, note: 'Check the drip' }, nurse)
  const home = { id: stay.id, version: 2, instructions: 'Small meals for three days.' }
  await done('dischargePet', home)
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === stay.id)
  expect(told).toMatchObject([{ task: 'billing:in-patient.discharged', payload: { petId: pet.id } }])
  expect((await send('dischargePet', { ...home, version: 3 })).errors).toMatchObject([{ code: 'CONFLICT' }])
  const late = await send(
    'recordTreatment',
    { treatmentId: treatment.id, dueAt: at, outcome: 'GIVEN' },
    nurse,
  )
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'treatmentId' }])
  const next = await aPet(hospital)
  await done('admitPet', { petId: next.id, cageId: cage.id, locationId, reason: 'Observation' })
  const owned = `query ($petId: ID!) { inPatients(filter: { petId: $petId }) { nodes {
    instructions reason overdue handOver { note } tasksDue { dueAt } } } }`
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const { data } = await hospital.graphql(owner, owned, { petId: pet.id })
  expect(data['inPatients']).toEqual({
    nodes: [{ instructions: home.instructions, reason: null, overdue: 0, handOver: null, tasksDue: [] }],
  })
  const stranger = await hospital.graphql(asRole('OWNER', { ownerId: next.ownerId }), owned, {
    petId: pet.id,
  })
  expect(stranger.data['inPatients']).toEqual({ nodes: [] })
  const sheet = 'query ($id: ID!) { treatmentSheet(inPatientId: $id) { date } }'
  expect((await hospital.graphql(owner, sheet, { id: stay.id })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test('a patient moves to a free cage only, and a cage with a patient is not retired', async () => {
  const [one, other, free] = [await admitted(), await admitted(), await aCage(hospital, locationId)]
  const move = { id: one.stay.id, version: 1 }
  expect((await send('moveInPatient', { ...move, cageId: other.cage.id })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'cageId' },
  ])
  await done('moveInPatient', { ...move, cageId: free.id })
  const retire = ({ id, ward, name }: typeof free) => ({
    id,
    version: 1,
    locationId,
    ward,
    name,
    retired: true,
  })
  const admin = asRole('ADMIN')
  expect((await send('saveCage', retire(free), admin)).errors).toMatchObject([{ field: 'retired' }])
  await done('saveCage', retire(one.cage), admin)
  expect(
    (await send('moveInPatient', { id: one.stay.id, version: 2, cageId: one.cage.id })).errors,
  ).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'cageId' }])
})

test('every open sheet hears what a colleague enters', async () => {
  const { stay, treatment } = await ordered(TreatmentFrequency.ONCE)
  const live = await hospital.subscribe(
    nurse,
    'subscription ($id: ID) { treatmentSheetChanged(filter: { inPatientId: $id }) { inPatient { id overdue } } }',
    { id: stay.id },
  )
  await done('recordTreatment', { treatmentId: treatment.id, dueAt: at, outcome: 'GIVEN' }, nurse)
  expect((await live.next!())?.data).toEqual({
    treatmentSheetChanged: { inPatient: { id: stay.id, overdue: 0 } },
  })
})

test('a ward is for those who work there: staff elsewhere see of a stay what a chart says (AU6)', async () => {
  const { stay, pet } = await ordered(TreatmentFrequency.Q4H)
  await done('handOverInPatient', { id: stay.id, version: 1, note: 'Likes to bite' }, nurse)
  const { permissions } = nurse.grants[0]!
  const elsewhere = asRole('TECHNICIAN', {
    grants: [{ locationId: await aPlace(hospital), permissions }],
  })
  const refused = await hospital.graphql(elsewhere, board, { locationId })
  expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const chart = `query ($id: ID!) { inPatients(first: 5, filter: { petId: $id }) { nodes {
    reason overdue handOver { note } tasksDue { dueAt } } } }`
  const seenBy = async (viewer: typeof nurse) => (await hospital.graphql(viewer, chart, { id: pet.id })).data
  const reason = 'Vomits since yesterday'
  expect(await seenBy(elsewhere)).toEqual({
    inPatients: { nodes: [{ reason, overdue: 0, handOver: null, tasksDue: [] }] },
  })
  expect(await seenBy(nurse)).toMatchObject({
    inPatients: { nodes: [{ reason, handOver: { note: 'Likes to bite' }, tasksDue: [{ dueAt: at }] }] },
  })
  const all = 'subscription { treatmentSheetChanged { inPatient { id location { id } } } }'
  const live = await hospital.subscribe(elsewhere, all)
  const order = (inPatientId: string) => ({ inPatientId, name: 'Fluids', frequency: TreatmentFrequency.Q8H })
  await done('orderTreatment', order(stay.id))
  const there = elsewhere.grants[0]!.locationId!
  const [other, cage] = [await aPet(hospital), await aCage(hospital, there)]
  const input = { petId: other.id, cageId: cage.id, locationId: there, reason: 'Observation' }
  const { id } = await done('admitPet', input)
  expect((await live.next!())?.data).toEqual({
    treatmentSheetChanged: { inPatient: { id, location: { id: there } } },
  })
})

test('a sheet is of a day that there is', async () => {
  const { stay } = await admitted()
  for (const date of ['2026-02-30', '0000-01-01']) {
    const sheet = 'query ($id: ID!, $date: Date) { treatmentSheet(inPatientId: $id, date: $date) { date } }'
    const { errors } = await hospital.graphql(nurse, sheet, { id: stay.id, date })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  }
})

test('a ward of 60 with 3,000 tasks a day costs the statements of a ward of one, by indexes', async () => {
  const { db } = hospital.context()
  const ward = await aPlace(hospital)
  const count = async () => {
    const before = hospital.runtime.database.statements()
    const { data, errors } = await hospital.graphql(nurse, board, { locationId: ward })
    expect(errors).toEqual([])
    const { nodes } = data['inPatients'] as { nodes: unknown[] }
    return { statements: hospital.runtime.database.statements() - before, patients: nodes.length }
  }
  const [{ ownerId }, yesterday] = [await aPet(hospital), addMinutes(hospital.now(), -1440)]
  const saves = { version: 1, createdAt: yesterday, updatedAt: yesterday }
  const fill = async (patients: number) => {
    for (let patient = 0; patient < patients; patient++) {
      const [pet, cage] = [await aPet(hospital, { ownerId }), await aCage(hospital, ward)]
      const stay = { id: newId(), petId: pet.id, cageId: cage.id, locationId: ward, ...saves }
      const admission = {
        vetId: vet.userId,
        reason: 'Observation',
        admittedAt: yesterday,
        admittedBy: vet.userId,
      }
      await db.insert(inPatients).values({ ...stay, ...admission })
      const base = { inPatientId: stay.id, orderedBy: vet.userId, startsAt: yesterday, ...saves }
      // 24 + 24 + 2 tasks a day.
      const orders = [TreatmentFrequency.Q1H, TreatmentFrequency.CONTINUOUS, TreatmentFrequency.BID].map(
        (frequency) => ({ ...base, id: newId(), name: 'Fluids', frequency }),
      )
      await db.insert(treatments).values(orders)
      const entries = Array.from({ length: 24 }, (_, hour) => ({
        ...{ id: newId(), treatmentId: orders[0]!.id, inPatientId: stay.id, ...saves },
        ...{ dueAt: addMinutes(yesterday, hour * 60), at: yesterday, outcome: TreatmentOutcome.GIVEN },
        enteredBy: nurse.userId,
      }))
      await db.insert(treatmentEntries).values(entries)
    }
  }
  await fill(1)
  await count()
  const one = await count()
  await fill(59)
  const all = await count()
  expect([one.patients, all.patients]).toEqual([1, 60])
  expect(all.statements).toBe(one.statements)
  await db.execute(sql`analyze clinical.treatment_entries`)
  const plan = await db.execute(sql`explain (format json) select * from clinical.treatment_entries
    where in_patient_id = (select id from clinical.in_patients limit 1)
      and coalesce(due_at, at) >= ${yesterday.toISOString()}::timestamptz
      and coalesce(due_at, at) < ${at}::timestamptz`)
  expect(JSON.stringify(plan)).toContain('treatment_entries_of_in_patient')
})
