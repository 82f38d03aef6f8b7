import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary, aPet, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

const fields =
  'id version status walkIn arrivedAt patientDescription broughtBy pet { id } vet { id } triage { level note seeBy } allowedActions'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const technician = asRole('TECHNICIAN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T10:00:00.000Z')
  diary = await aDiary(hospital)
})

interface Visit {
  id: string
  version: number
  status: string
  walkIn: boolean
  arrivedAt: string | null
  patientDescription: string | null
  broughtBy: string | null
  pet: { id: string } | null
  vet: { id: string }
  triage: { level: string; note: string | null; seeBy: string | null } | null
  allowedActions: string[]
}

async function call(verb: string, type: string, input: object, viewer = technician) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} } }`,
    { input },
  )
  return { visit: data?.[verb] as Visit, errors }
}

const register = (input: object, viewer = technician) =>
  call(
    'registerWalkIn',
    'RegisterWalkInInput',
    { locationId: diary.location.id, typeId: diary.type.id, ...input },
    viewer,
  )

const unknown = { patientDescription: 'Grey tabby, hit by a car', broughtBy: 'Garda Kelly, 01 666 0000' }

async function step(verb: string, id: string, viewer = asRole('VET')) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($id: ID!) { ${verb}(id: $id) { ${fields} } }`,
    { id },
  )
  return { visit: data?.[verb] as Visit, errors }
}

const triage = (id: string, version: number, level: string, note?: string) =>
  call('triageAppointment', 'TriageAppointmentInput', { id, version, level, note })

async function book(startsAt: string, petId = diary.pet.id): Promise<Visit> {
  const { visit, errors } = await call(
    'bookAppointment',
    'BookAppointmentInput',
    aBooking(diary, { startsAt, petId }),
    asRole('VET'),
  )
  expect(errors).toEqual([])
  return visit
}

test('AP14: a known patient is registered at any hour, to the vet on duty with the fewest patients', async () => {
  const colleague = await aVet(hospital, diary.location.id)
  const first = await register({ petId: diary.pet.id, level: 'YELLOW' })
  const second = await register({ petId: (await aPet(hospital)).id })
  expect(new Set([first.visit.vet.id, second.visit.vet.id])).toEqual(new Set([diary.vet.id, colleague.id]))
  expect(first.visit).toMatchObject({
    status: 'ARRIVED',
    walkIn: true,
    arrivedAt: '2026-03-16T10:00:00.000Z',
    triage: { level: 'YELLOW', seeBy: '2026-03-16T11:00:00.000Z' },
  })
  hospital.setNow('2026-03-16T23:30:00.000Z')
  const atNight = { petId: (await aPet(hospital)).id }
  expect((await register(atNight)).errors?.[0]?.extensions).toMatchObject({ field: 'vetId' })
  expect((await register({ ...atNight, vetId: diary.vet.id })).visit.status).toBe('ARRIVED')
})

test('AP14: a vet who is busy with a booked visit sees an emergency beside it, in the same room', async () => {
  await book('2026-03-16T10:00:00.000Z')
  const pet = await aPet(hospital)
  const { visit } = await register({ petId: pet.id, vetId: diary.vet.id, level: 'RED' })
  expect(visit.status).toBe('ARRIVED')
  const again = await register({ petId: pet.id, vetId: diary.vet.id })
  expect(again.errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    taken: 'PET',
    clash: { id: visit.id },
  })
})

test('AP14: an unknown patient is triaged and examined; before the treatment is complete somebody says who it is', async () => {
  expect((await register({})).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'patientDescription',
  })
  const { visit } = await register({ ...unknown, level: 'RED' })
  expect(visit).toMatchObject({ pet: null, ...unknown, triage: { seeBy: visit.arrivedAt } })
  expect(visit.allowedActions).not.toContain('UNDO')
  await step('startAppointment', visit.id)
  const tooEarly = await step('completeAppointment', visit.id)
  expect(tooEarly.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'petId' })

  const known = await call('updateWalkIn', 'UpdateWalkInInput', {
    id: visit.id,
    version: 2,
    petId: diary.pet.id,
  })
  expect(known.visit.pet).toEqual({ id: diary.pet.id })
  const other = await aPet(hospital)
  const twice = await call('updateWalkIn', 'UpdateWalkInInput', { id: visit.id, version: 3, petId: other.id })
  expect(twice.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'petId' })
  expect((await step('completeAppointment', visit.id)).visit.status).toBe('READY')
  // Nobody else hears of a visit before it is somebody's.
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === visit.id)
  expect(told.map(({ task }) => task).filter((task) => task.startsWith('billing'))).toEqual([
    'billing:appointment.booked',
    'billing:appointment.completed',
  ])
  expect(told[0]?.payload).toMatchObject({ petId: diary.pet.id, version: 3 })
})

test('AP14: the database keeps no visit without a patient but an unfinished walk-in that is described', async () => {
  const { visit } = await register(unknown)
  const broken = (change: string) =>
    hospital.admin.unsafe(`update scheduling.appointments set ${change} where id = '${visit.id}'`)
  await expect(broken(`status = 'READY'`)).rejects.toThrow('appointments_patient_known')
  await expect(broken(`patient_description = null`)).rejects.toThrow('appointments_patient_known')
  await expect(broken(`walk_in = false`)).rejects.toThrow('appointments_patient_known')
})

test('AP14: triage is by the five levels, again as often as the patient changes, until it has been treated', async () => {
  const { visit } = await register({ petId: diary.pet.id })
  const targets = []
  let { version } = visit
  for (const level of ['BLUE', 'GREEN', 'YELLOW', 'ORANGE', 'RED']) {
    const triaged = await triage(visit.id, version, level, 'Pale gums')
    version = triaged.visit.version
    targets.push(triaged.visit.triage?.seeBy)
  }
  expect(targets).toEqual([
    null,
    '2026-03-16T12:00:00.000Z',
    '2026-03-16T11:00:00.000Z',
    '2026-03-16T10:15:00.000Z',
    '2026-03-16T10:00:00.000Z',
  ])
  expect((await triage(visit.id, 1, 'BLUE')).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT' })
  await step('startAppointment', visit.id)
  const treated = await step('completeAppointment', visit.id)
  const late = await triage(visit.id, treated.visit.version, 'RED')
  expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', status: 'READY' })
  const expectedOnly = await book('2026-03-16T15:00:00.000Z')
  expect((await triage(expectedOnly.id, 1, 'RED')).errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
  })
})

test('AP14: undoing a check-in stops the waiting clock, and the next one starts it anew', async () => {
  const { id } = await book('2026-03-16T10:30:00.000Z')
  expect((await step('checkInAppointment', id)).visit.arrivedAt).toBe('2026-03-16T10:00:00.000Z')
  const undone = await hospital.graphql(
    asRole('VET'),
    `mutation ($id: ID!) { undoAppointmentStatus(id: $id, version: 2) { arrivedAt } }`,
    { id },
  )
  expect(undone.data['undoAppointmentStatus']).toEqual({ arrivedAt: null })
  hospital.setNow('2026-03-16T10:20:00.000Z')
  expect((await step('checkInAppointment', id)).visit.arrivedAt).toBe('2026-03-16T10:20:00.000Z')
})

const flowText = `query ($locationId: ID!) { patientFlow(locationId: $locationId) { date appointments { id status } } }`

async function flow(viewer = technician) {
  const { data, errors } = await hospital.graphql(viewer, flowText, { locationId: diary.location.id })
  const shown = data?.['patientFlow'] as { date: string; appointments: Array<{ id: string }> } | undefined
  return { ids: shown?.appointments.map(({ id }) => id), date: shown?.date, errors }
}

test('AP14: the board has those to be seen first on top: by level, untriaged as GREEN, then by arrival', async () => {
  const pets = await Promise.all(Array.from({ length: 5 }, () => aPet(hospital)))
  const arrive = async (minute: number, level?: string) => {
    hospital.setNow(`2026-03-16T10:${String(minute).padStart(2, '0')}:00.000Z`)
    return (await register({ petId: pets.pop()!.id, vetId: diary.vet.id, level })).visit.id
  }
  const blue = await arrive(0, 'BLUE')
  const untriaged = await arrive(1)
  const green = await arrive(2, 'GREEN')
  const red = await arrive(3, 'RED')
  const later = await book('2026-03-16T16:00:00.000Z')
  const tomorrow = await book('2026-03-17T10:00:00.000Z')
  const cancelled = await arrive(4, 'RED')
  const cancelText = `mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { id } }`
  await hospital.graphql(asRole('VET'), cancelText, { input: { id: cancelled, reason: 'Left' } })
  expect((await flow()).ids).toEqual([red, untriaged, green, later.id, blue])

  hospital.setNow('2026-03-17T08:00:00.000Z')
  const nextDay = await flow()
  expect(nextDay).toMatchObject({ date: '2026-03-17', ids: [red, untriaged, green, tomorrow.id, blue] })
})

test('the board of a location hears of arrivals, triage and leaving, and of no other location (AP14)', async () => {
  const heard = await hospital.subscribe(
    technician,
    'subscription ($id: ID) { patientFlowChanged(filter: { locationId: $id }) { kind appointment { id triage { level } } } }',
    { id: diary.location.id },
  )
  const here = diary
  diary = await aDiary(hospital)
  await register({ petId: diary.pet.id, vetId: diary.vet.id })
  diary = here
  const { visit } = await register(unknown)
  const next = async () => (await heard.next?.())?.data?.['patientFlowChanged']
  expect(await next()).toEqual({ kind: 'BOOKED', appointment: { id: visit.id, triage: null } })
  await triage(visit.id, 1, 'ORANGE')
  expect(await next()).toEqual({
    kind: 'TRIAGED',
    appointment: { id: visit.id, triage: { level: 'ORANGE' } },
  })
  const owner = asRole('OWNER', { ownerId: newId() })
  const { errors } = await hospital.subscribe(owner, 'subscription { patientFlowChanged { kind } }')
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('AU4, AU6: a pet owner has no board, and reads neither the triage nor who brought the pet', async () => {
  const { visit } = await register({ petId: diary.pet.id, ...unknown, level: 'ORANGE' })
  const owner = asRole('OWNER', { ownerId: diary.pet.ownerId })
  expect((await flow(owner)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  const { data } = await hospital.graphql(owner, `query ($id: ID!) { appointment(id: $id) { ${fields} } }`, {
    id: visit.id,
  })
  expect(data['appointment']).toMatchObject({
    id: visit.id,
    triage: null,
    patientDescription: null,
    broughtBy: null,
  })
  expect((await register({ petId: newId() }, owner)).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
  })
})
