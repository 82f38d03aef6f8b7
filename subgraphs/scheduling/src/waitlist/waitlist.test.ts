import type { AskPeer } from '@vetgraph/kit/context'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { newId } from '@vetgraph/kit/ids'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aDiary, aPet } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const desk = asRole('RECEPTIONIST')

const withoutMail = new Set<string>()
const askPeer: AskPeer = async (_type, ids) =>
  ids.map((id) => ({ id, name: 'Ann Byrne', email: withoutMail.has(id) ? null : `${id}@clients.test` }))

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling, askPeer)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})

const at = '2026-03-18T10:00:00.000Z'

async function call<T = { id: string }>(verb: string, type: string, input: object, viewer = desk) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`,
    { input },
  )
  return { result: data?.[verb] as T, refusal: errors[0]?.extensions }
}

async function waits(wishes: object = {}, petId?: string): Promise<string> {
  const pet = petId ?? (await aPet(hospital)).id
  const { result, refusal } = await call('addToWaitlist', 'AddToWaitlistInput', {
    locationId: diary.location.id,
    typeId: diary.type.id,
    petId: pet,
    firstDay: '2026-03-16',
    lastDay: '2026-03-31',
    ...wishes,
  })
  expect(refusal).toBeUndefined()
  return result.id
}

const offer = (entryId: string, input: object = {}) =>
  call('offerSlot', 'OfferSlotInput', { entryId, vetId: diary.vet.id, startsAt: at, ...input })

/** The secret of the link in the e-mail about an offer. */
async function tokenOf(offerId: string): Promise<string> {
  const mails = await hospital.emitted()
  const mail = mails.find(
    ({ task, payload }) => task === 'notifications:slot.offered' && payload['id'] === offerId,
  )
  return mail!.payload['token'] as string
}

const withToken = (verb: string) => async (token: string) => {
  const { data, errors } = await hospital.graphql(
    null,
    `mutation ($token: String!) { ${verb}(token: $token) { petName startsAt accepted } }`,
    { token },
  )
  return { offer: data?.[verb], refusal: errors[0]?.extensions }
}
const accept = withToken('acceptSlotOffer')
const open = withToken('openSlotOffer')

async function listed(freed?: object): Promise<string[]> {
  const { data } = await hospital.graphql(
    desk,
    'query ($id: ID!, $freed: FreedTimeInput) { waitlist(locationId: $id, freed: $freed) { id } }',
    { id: diary.location.id, freed },
  )
  return (data['waitlist'] as Array<{ id: string }>).map(({ id }) => id)
}

test('AP13: a freed time finds those whom it suits by day, weekday, hours, vet and length, the longest wait first', async () => {
  const any = await waits()
  const wednesday = await waits({ weekdays: [3], earliest: '10:00', latest: '10:30', vetId: diary.vet.id })
  await waits({ weekdays: [1, 2] })
  await waits({ lastDay: '2026-03-17' })
  await waits({ earliest: '10:05' })
  await waits({ latest: '10:25' })
  const freed = { vetId: diary.vet.id, startsAt: at, endsAt: '2026-03-18T10:30:00.000Z' }
  expect(await listed(freed)).toEqual([any, wednesday])
  expect(await listed({ ...freed, endsAt: '2026-03-18T10:20:00.000Z' })).toEqual([])
  expect(await listed()).toHaveLength(6)
})

test('AP13: an offer goes to the client by e-mail, and whoever has the link books it', async () => {
  const entryId = await waits()
  const { result } = await offer(entryId)
  const token = await tokenOf(result.id)
  expect((await open(token)).offer).toEqual({ petName: 'Bella', startsAt: at, accepted: false })
  expect((await accept(token)).offer).toMatchObject({ accepted: true })
  expect(await listed()).toEqual([])
  expect((await accept(token)).refusal).toMatchObject({
    code: 'CONFLICT',
    field: 'token',
    rule: 'offer_accepted',
  })
  const [visit] = await hospital.admin`
    select status, starts_at from scheduling.appointments where vet_id = ${diary.vet.id}`
  expect(visit).toMatchObject({ status: 'SCHEDULED', starts_at: new Date(at) })
  await hospital.admin`update scheduling.user_refs set active = false where id = ${diary.vet.id}`
  expect((await open(token)).offer).toEqual({ petName: 'Bella', startsAt: at, accepted: true })
})

test('AP13: a link ends after its hours and at the start, and with the wait; an unknown one is not found', async () => {
  const entryId = await waits()
  const first = await tokenOf((await offer(entryId, { validHours: 1 })).result.id)
  const second = await tokenOf((await offer(entryId, { validHours: 72 })).result.id)
  hospital.setNow('2026-03-16T09:00:00.000Z')
  expect((await accept(first)).refusal).toMatchObject({
    code: 'CONFLICT',
    field: 'token',
    rule: 'offer_ended',
  })
  expect((await open(second)).refusal).toBeUndefined()
  await call('removeFromWaitlist', 'RemoveFromWaitlistInput', { id: entryId, version: 1 })
  expect((await accept(second)).refusal).toMatchObject({ code: 'CONFLICT', rule: 'not_waiting' })
  expect((await accept('guessed')).refusal).toMatchObject({ code: 'NOT_FOUND', field: 'token' })
})

test('AP13: of fifty who accept one time at once the first has it, and nobody else is booked or leaves the list', async () => {
  const tokens: string[] = []
  for (let waiting = 0; waiting < 10; waiting++) {
    const { result } = await offer(await waits())
    tokens.push(await tokenOf(result.id))
  }
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => accept(tokens[index % 10]!)))
  expect(answers.filter(({ refusal }) => !refusal)).toHaveLength(1)
  expect(new Set(answers.flatMap(({ refusal }) => refusal?.['code'] ?? []))).toEqual(new Set(['CONFLICT']))
  expect(await listed()).toHaveLength(9)
  const [{ visits }] = (await hospital.admin`
    select count(*)::int as visits from scheduling.appointments where vet_id = ${diary.vet.id}`) as unknown as [
    { visits: number },
  ]
  expect(visits).toBe(1)
})

test('AP13: only a free time is offered, and only to who can be written to', async () => {
  const pet = await aPet(hospital)
  withoutMail.add(pet.ownerId)
  const silent = await waits({}, pet.id)
  expect((await offer(silent)).refusal).toMatchObject({ code: 'CONFLICT', rule: 'owner_without_email' })
  const entryId = await waits()
  expect((await offer(entryId, { startsAt: '2026-03-15T10:00:00.000Z' })).refusal).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'startsAt',
  })
  expect((await offer(entryId, { validHours: 100 })).refusal).toMatchObject({ field: 'validHours' })
  await accept(await tokenOf((await offer(entryId)).result.id))
  expect((await offer(await waits())).refusal).toMatchObject({ code: 'CONFLICT', taken: 'VET' })
})

test('P5: the link of a former owner books nothing and shows nothing of the pet', async () => {
  const pet = await aPet(hospital)
  const token = await tokenOf((await offer(await waits({}, pet.id))).result.id)
  expect((await open(token)).refusal).toBeUndefined()
  await hospital.admin`update scheduling.pet_refs set owner_id = ${newId()} where id = ${pet.id}`
  for (const follow of [open, accept])
    expect((await follow(token)).refusal).toMatchObject({ code: 'NOT_FOUND', field: 'token' })
})

test('AP13: who waits since long for other days keeps nobody from being found, and an ended wait and a dead patient are not listed', async () => {
  await hospital.admin`
    insert into scheduling.waitlist_entries
      (id, location_id, pet_id, type_id, first_day, last_day, weekdays, status, version, created_at, updated_at)
    select gen_random_uuid(), ${diary.location.id}, ${diary.pet.id}, ${diary.type.id}, '2026-03-16', '2026-03-17',
      '[]', 'WAITING', 1, '2026-03-01', '2026-03-01' from generate_series(1, 200)`
  const entryId = await waits()
  const freed = { vetId: diary.vet.id, startsAt: at, endsAt: '2026-03-18T10:30:00.000Z' }
  expect(await listed(freed)).toEqual([entryId])
  hospital.setNow('2026-03-18T08:00:00.000Z')
  const dead = await aPet(hospital)
  await waits({}, dead.id)
  await hospital.admin`update scheduling.pet_refs set active = false where id = ${dead.id}`
  expect(await listed()).toEqual([entryId])
})

test('AU4: a pet owner neither reads nor changes the waitlist', async () => {
  const owner = asRole('OWNER', { ownerId: diary.pet.ownerId })
  const input = { id: await waits({}, diary.pet.id), version: 1 }
  expect((await call('removeFromWaitlist', 'RemoveFromWaitlistInput', input, owner)).refusal).toMatchObject({
    code: 'FORBIDDEN',
  })
})
