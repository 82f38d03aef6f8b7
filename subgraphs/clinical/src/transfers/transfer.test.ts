import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveOwner } from '../households/household.service.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { recordDeath } from '../pets/status.service.ts'
import { clinical } from '../schema.ts'
import { aPlace } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  await aPlace(hospital)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const mutation = `mutation ($input: TransferPetInput!) { transferPet(input: $input) { id version owner { id }
  transfers { transferredOn reason from { id } to { id } by { id } } } }`

const transfer = (input: object, viewer = reception, idempotencyKey: string | null = null) =>
  hospital.graphql(
    viewer,
    mutation,
    { input: { transferredOn: '2026-03-15', reason: 'Sold', ...input } },
    { idempotencyKey },
  )

async function aHousehold() {
  const [former, next] = [await anOwner(hospital), await anOwner(hospital, { firstName: 'Una' })]
  const pet = await aPet(hospital, { ownerId: former.id, dateOfBirth: '2020-01-01' })
  return { former, next, pet }
}

test('PT5: a patient goes to another owner with a day and a reason, audited and told to the diary', async () => {
  const { former, next, pet } = await aHousehold()
  const { data, errors } = await transfer({ id: pet.id, version: 1, toOwnerId: next.id })
  expect(errors).toEqual([])
  expect(data['transferPet']).toEqual({
    id: pet.id,
    version: 2,
    owner: { id: next.id },
    transfers: [
      {
        transferredOn: '2026-03-15',
        reason: 'Sold',
        from: { id: former.id },
        to: { id: next.id },
        by: { id: reception.userId },
      },
    ],
  })
  expect((await hospital.audited(pet.id)).at(-1)).toMatchObject({
    action: 'pet.transfer',
    before: { ownerId: former.id },
    after: { ownerId: next.id, reason: 'Sold' },
  })
  const told = (await hospital.emitted()).filter(
    ({ task, payload }) => task === 'scheduling:pet.changed' && payload['id'] === pet.id,
  )
  expect(told.at(-1)).toMatchObject({ payload: { ownerId: next.id, version: 2 } })
})

test('P5: the former owner sees nothing of the pet any more, the new one all of it but whose it was', async () => {
  const { former, next, pet } = await aHousehold()
  await transfer({ id: pet.id, toOwnerId: next.id })
  const query = `query ($id: ID!) { pet(id: $id) { name transfers { id } } pets { nodes { id } } owners { nodes { pets { nodes { id } } } } }`
  const seenBy = async (ownerId: string) =>
    (await hospital.graphql(asRole('OWNER', { ownerId }), query, { id: pet.id })).data
  expect(await seenBy(former.id)).toEqual({
    pet: null,
    pets: { nodes: [] },
    owners: { nodes: [{ pets: { nodes: [] } }] },
  })
  expect(await seenBy(next.id)).toEqual({
    pet: { name: 'Bella', transfers: [] },
    pets: { nodes: [{ id: pet.id }] },
    owners: { nodes: [{ pets: { nodes: [{ id: pet.id }] } }] },
  })
})

test('PT6: a patient is found by its new owner at once, and not by the former one', async () => {
  const former = await anOwner(hospital, { lastName: 'Formerly' })
  const next = await anOwner(hospital, { lastName: 'Nextly' })
  const pet = await aPet(hospital, { ownerId: former.id, name: 'Quill' })
  await transfer({ id: pet.id, toOwnerId: next.id })
  const found = async (search: string) =>
    (
      await hospital.graphql(
        reception,
        'query ($s: String) { pets(filter: { search: $s }) { nodes { id } } }',
        { s: search },
      )
    ).data['pets']
  expect(await found('quill nextly')).toEqual({ nodes: [{ id: pet.id }] })
  expect(await found('quill formerly')).toEqual({ nodes: [] })
})

test('what cannot be transferred is refused in its field, and nothing changes', async () => {
  const { former, next, pet } = await aHousehold()
  const archived = await anOwner(hospital)
  await archiveOwner(hospital.context(), { id: archived.id, reason: 'Moved' })
  const refused = async (input: object, viewer = reception) =>
    (await transfer({ id: pet.id, toOwnerId: next.id, ...input }, viewer)).errors.map(
      ({ code, field }) => `${String(code)} ${String(field)}`,
    )
  expect(await refused({ toOwnerId: former.id })).toEqual(['BAD_USER_INPUT toOwnerId'])
  expect(await refused({ toOwnerId: archived.id })).toEqual(['BAD_USER_INPUT toOwnerId'])
  expect(await refused({ toOwnerId: 'nobody' })).toEqual(['NOT_FOUND toOwnerId'])
  expect(await refused({ id: 'none' })).toEqual(['NOT_FOUND id'])
  expect(await refused({ transferredOn: '2026-03-17' })).toEqual(['BAD_USER_INPUT transferredOn'])
  expect(await refused({ transferredOn: '2019-12-31' })).toEqual(['BAD_USER_INPUT transferredOn'])
  expect(await refused({ reason: ' ' })).toEqual(['BAD_USER_INPUT reason'])
  expect(await refused({ version: 7 })).toEqual(['CONFLICT version'])
  expect(await refused({}, asRole('TECHNICIAN'))).toEqual(['FORBIDDEN undefined'])
  expect(await refused({}, asRole('OWNER', { ownerId: former.id }))).toEqual(['FORBIDDEN undefined'])
  const dead = await aPet(hospital, { ownerId: former.id })
  await recordDeath(hospital.context(), { id: dead.id, diedOn: '2026-03-10' })
  expect(await refused({ id: dead.id })).toEqual(['CONFLICT id'])
  expect((await hospital.audited(pet.id)).map(({ action }) => action)).toEqual(['pet.create'])
})

test('of two transfers at once one succeeds; crossing ones and a repetition under one key both do', async () => {
  const { next, pet } = await aHousehold()
  const third = await anOwner(hospital)
  const both = await Promise.all(
    [next, third].map(({ id }) => transfer({ id: pet.id, version: 1, toOwnerId: id })),
  )
  expect(both.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
  const [one, other] = [await aHousehold(), await aHousehold()]
  const crossing = await Promise.all([
    transfer({ id: one.pet.id, toOwnerId: other.former.id }, reception, 'crossing'),
    transfer({ id: other.pet.id, toOwnerId: one.former.id }),
  ])
  expect(crossing.flatMap(({ errors }) => errors)).toEqual([])
  const again = await transfer({ id: one.pet.id, toOwnerId: other.former.id }, reception, 'crossing')
  expect(again.data).toEqual(crossing[0].data)
})
