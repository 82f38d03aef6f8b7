import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AppointmentCategory } from '../appointment-types/appointment-type.table.ts'
import { aDiary, aLocation, aPet, aType, aVet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const desk = asRole('RECEPTIONIST')
const ownerOf = ({ ownerId }: { ownerId: string }) => asRole('OWNER', { ownerId })

const askPeer: AskPeer = async (_type, ids) =>
  ids.map((id) => ({ id, name: 'Ann Byrne', email: `${id}@clients.test` }))

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling, askPeer)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})

const at = '2026-03-18T10:00:00.000Z'

async function call(verb: string, type: string, input: object, viewer = desk) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { id version status refusal appointment { startsAt reason } } }`,
    { input },
  )
  const request = data[verb] as { id: string; version: number; status: string; appointment: unknown }
  return { request, refusal: errors[0]?.extensions }
}

const ask = (input: object = {}, pet = diary.pet) =>
  call(
    'requestAppointment',
    'RequestAppointmentInput',
    {
      ...{ petId: pet.id, locationId: diary.location.id, typeId: diary.type.id },
      ...{ day: '2026-03-18', partOfDay: 'MORNING', reason: 'Limps again', ...input },
    },
    ownerOf(pet),
  )

const decide = (input: object, viewer = desk) =>
  call('decideAppointmentRequest', 'DecideAppointmentRequestInput', { version: 1, ...input }, viewer)

const accepted = () => ({ accept: { vetId: diary.vet.id, startsAt: at } })

async function waiting(viewer = desk): Promise<string[]> {
  const { data } = await hospital.graphql(
    viewer,
    'query ($id: ID!) { appointmentRequests(locationId: $id, first: 50) { nodes { id } } }',
    { id: diary.location.id },
  )
  const page = data['appointmentRequests'] as { nodes: Array<{ id: string }> } | undefined
  return (page?.nodes ?? []).map(({ id }) => id)
}

async function mailOf(id: string) {
  const told = await hospital.emitted()
  return told.find(
    ({ task, payload }) => task === 'notifications:appointment-request.decided' && payload['id'] === id,
  )?.payload
}

test('AP2: what an owner asks for waits for the desk, which books it at a free time and tells the owner', async () => {
  const { request } = await ask()
  expect(await waiting()).toEqual([request.id])
  const decided = await decide({ id: request.id, ...accepted() })
  expect(decided.request).toMatchObject({
    status: 'ACCEPTED',
    appointment: { startsAt: at, reason: 'Limps again' },
  })
  expect(await waiting()).toEqual([])
  expect(await mailOf(request.id)).toMatchObject({
    template: 'request-accepted',
    to: `${diary.pet.ownerId}@clients.test`,
    appointmentId: expect.any(String),
    values: { pet: 'Bella', when: expect.stringContaining('at 10:00') },
  })
  expect((await hospital.audited(request.id)).map(({ action }) => action)).toEqual([
    'appointment-request.create',
    'appointment-request.accept',
  ])
})

test('AP2: of two requests for one time the second is refused when it is accepted, and waits on', async () => {
  const { request: first } = await ask()
  const { request: second } = await ask({}, await aPet(hospital))
  const answers = await Promise.all([first, second].map(({ id }) => decide({ id, ...accepted() })))
  expect(answers.filter(({ refusal }) => !refusal)).toHaveLength(1)
  const { refusal } = answers.find((answer) => answer.refusal)!
  expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'startsAt', taken: 'VET' })
  expect((refusal!['alternatives'] as unknown[]).length).toBeGreaterThan(0)
  expect(await waiting()).toHaveLength(1)
})

test('AP2: a refusal says why, a decided request is not decided again, and neither says both or nothing', async () => {
  const { request } = await ask()
  const both = { ...accepted(), refusal: 'No' }
  for (const input of [both, {}])
    expect((await decide({ id: request.id, ...input })).refusal).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'refusal',
    })
  const refused = await decide({ id: request.id, refusal: 'The theatre is closed.' })
  expect(refused.request).toMatchObject({ status: 'REFUSED', refusal: 'The theatre is closed.' })
  expect(await mailOf(request.id)).toMatchObject({
    template: 'request-refused',
    values: { reason: 'The theatre is closed.' },
  })
  expect((await decide({ id: request.id, version: 2, ...accepted() })).refusal).toMatchObject({
    code: 'CONFLICT',
    field: 'id',
  })
})

test('AP2: what an owner asks for anew takes the place of what waits, and the desk decides what it has seen', async () => {
  const { request } = await ask()
  const { request: later } = await ask({ day: '2026-03-19' })
  expect(later).toMatchObject({ id: request.id, version: 2 })
  expect((await decide({ id: request.id, ...accepted() })).refusal).toMatchObject({
    code: 'CONFLICT',
    field: 'version',
  })
})

test('AP2: who has asked withdraws it, once, and nobody else does', async () => {
  const { request } = await ask()
  const withdraw = (viewer: typeof desk, version = 1) =>
    call('withdrawAppointmentRequest', 'WithdrawAppointmentRequestInput', { id: request.id, version }, viewer)
  expect((await withdraw(ownerOf(await aPet(hospital)))).refusal).toMatchObject({
    code: 'NOT_FOUND',
    field: 'id',
  })
  expect((await withdraw(desk)).refusal).toMatchObject({ code: 'FORBIDDEN' })
  expect((await withdraw(ownerOf(diary.pet), 2)).refusal).toMatchObject({
    code: 'CONFLICT',
    field: 'version',
  })
  expect((await withdraw(ownerOf(diary.pet))).request).toMatchObject({ status: 'WITHDRAWN' })
  expect(await waiting()).toEqual([])
  expect((await withdraw(ownerOf(diary.pet), 2)).refusal).toMatchObject({ code: 'CONFLICT', field: 'id' })
  expect((await decide({ id: request.id, version: 2, ...accepted() })).refusal).toMatchObject({
    code: 'CONFLICT',
    status: 'WITHDRAWN',
  })
  expect((await ask()).request).toMatchObject({ status: 'WAITING' })
})

test('AP3: past days, emergencies, vets who cannot be booked and patients who are none any more are refused', async () => {
  const emergency = await aType(hospital, { category: AppointmentCategory.EMERGENCY })
  const nurse = await aVet(hospital, diary.location.id, { isVet: false })
  const gone = await aPet(hospital, { active: false })
  expect((await ask({ day: '2026-03-15' })).refusal).toMatchObject({ field: 'day' })
  expect((await ask({ day: '2099-03-15' })).refusal).toMatchObject({ field: 'day' })
  expect((await ask({ typeId: emergency.id })).refusal).toMatchObject({ field: 'typeId' })
  expect((await ask({ vetId: nurse.id })).refusal).toMatchObject({ field: 'vetId' })
  expect((await ask({}, gone)).refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'petId' })
})

test('AU4, AU6: a request is seen and decided by who asked and by the desk of its location only', async () => {
  const { request } = await ask()
  const stranger = ownerOf(await aPet(hospital))
  const elsewhere = await aLocation(hospital)
  const otherDesk = asRole('RECEPTIONIST', {
    grants: [{ locationId: elsewhere.id, permissions: desk.grants[0]!.permissions }],
  })
  const unknown = { code: 'NOT_FOUND', field: 'id' }
  expect((await decide({ id: request.id, ...accepted() }, otherDesk)).refusal).toMatchObject(unknown)
  expect((await decide({ id: newId(), ...accepted() }, otherDesk)).refusal).toMatchObject(unknown)
  expect((await decide({ id: request.id, ...accepted() }, stranger)).refusal).toMatchObject({
    code: 'FORBIDDEN',
  })
  expect(await waiting(otherDesk)).toEqual([])
  const latest = async (viewer: typeof desk) => {
    const { data } = await hospital.graphql(
      viewer,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Pet { appointmentRequest { id } } } }',
      { of: [{ __typename: 'Pet', id: diary.pet.id }] },
    )
    return (data['_entities'] as Array<{ appointmentRequest: unknown }>)[0]?.appointmentRequest
  }
  expect(await latest(ownerOf(diary.pet))).toEqual({ id: request.id })
  expect(await latest(desk)).toEqual({ id: request.id })
  expect(await latest(stranger)).toBeNull()
  expect(await latest(otherDesk)).toBeNull()
  const foreign = { petId: diary.pet.id, locationId: diary.location.id, typeId: diary.type.id }
  const stolen = { ...foreign, day: '2026-03-18', reason: 'Mine' }
  const { refusal } = await call('requestAppointment', 'RequestAppointmentInput', stolen, stranger)
  expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: 'petId' })
})

test('AU4: the desk and the owner who asked hear of a request at once, nobody else', async () => {
  const listen = async (viewer: typeof desk) => {
    const { next } = await hospital.subscribe(
      viewer,
      'subscription { appointmentRequestChanged { request { id status } } }',
    )
    return next!
  }
  const stranger = await aPet(hospital)
  const [atDesk, atHome, elsewhere] = await Promise.all(
    [desk, ownerOf(diary.pet), ownerOf(stranger)].map(listen),
  )
  const { request } = await ask()
  const { request: theirs } = await ask({}, stranger)
  const heard = { request: { id: request.id, status: 'WAITING' } }
  expect((await atDesk!())?.data).toEqual({ appointmentRequestChanged: heard })
  expect((await atHome!())?.data).toEqual({ appointmentRequestChanged: heard })
  expect((await elsewhere!())?.data).toMatchObject({
    appointmentRequestChanged: { request: { id: theirs.id } },
  })
})
