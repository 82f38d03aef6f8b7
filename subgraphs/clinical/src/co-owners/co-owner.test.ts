import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveOwner } from '../households/household.service.ts'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVaccination } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, async (_type, ids) => ids.map(() => null))
  await aPlace(hospital)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const portalOf = ({ id }: { id: string }) => asRole('OWNER', { ownerId: id })

const say = (verb: 'addCoOwner' | 'removeCoOwner', input: object, viewer = reception) =>
  hospital.graphql(
    viewer,
    `mutation ($input: CoOwnerInput!) { ${verb}(input: $input) { version coOwners { owner { id } by { id } } } }`,
    { input },
  )

/** A pet with an owner and a chart, and a further client. */
async function aFamily() {
  const [owner, further] = [await anOwner(hospital), await anOwner(hospital, { firstName: 'Una' })]
  const pet = await aPet(hospital, { ownerId: owner.id })
  await aRecord(hospital, { petId: pet.id })
  await aVaccination(hospital, { petId: pet.id })
  await aWeight(hospital, pet.id, 10_000, '2026-03-04T08:00:00Z')
  return { owner, further, pet, both: { petId: pet.id, ownerId: further.id } }
}

const chart = `query ($id: ID!, $self: ID!) {
  pet(id: $id) { name owner { id } coOwners { addedAt } lastMedicalRecord { id } medicalRecords { totalCount }
    vaccinations { totalCount } weights { totalCount } prescriptions { totalCount } vaccinationsDue { dueOn }
    files { totalCount } timeline { totalCount } }
  pets { totalCount } medicalRecords { totalCount } vaccinations { totalCount }
  owner(id: $self) { pets { nodes { id } totalCount } } }`

test('P5: a co-owner sees of the pet what its owner does, but neither the owner nor who else owns it', async () => {
  const { owner, further, pet, both } = await aFamily()
  const added = await say('addCoOwner', both)
  expect(added.errors).toEqual([])
  expect(added.data['addCoOwner']).toEqual({
    version: 2,
    coOwners: [{ owner: { id: further.id }, by: { id: reception.userId } }],
  })
  const seenBy = async (client: { id: string }) => {
    const { data, errors } = await hospital.graphql(portalOf(client), chart, { id: pet.id, self: client.id })
    expect(errors).toEqual([])
    return data
  }
  const own = await seenBy(owner)
  expect(own).toMatchObject({
    pet: { owner: { id: owner.id }, medicalRecords: { totalCount: 1 }, coOwners: [] },
  })
  const shared = await seenBy(further)
  expect(shared).toEqual({ ...own, pet: { ...(own['pet'] as object), owner: null } })
  expect((await hospital.audited(pet.id)).at(-1)).toMatchObject({
    action: 'pet.add-co-owner',
    before: { coOwnerIds: [] },
    after: { coOwnerIds: [further.id] },
  })
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === pet.id).at(-1)
  expect(told).toMatchObject({ payload: { ownerId: owner.id, coOwnerIds: [further.id], version: 2 } })
})

test('P5: a co-owner who is removed sees nothing of the pet any more, and hears nothing of it', async () => {
  const { owner, further, pet, both } = await aFamily()
  await say('addCoOwner', both)
  const listen = 'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { name } } }'
  const [heard, gone] = await Promise.all(
    [owner, further].map((client) => hospital.subscribe(portalOf(client), listen, { id: pet.id })),
  )
  await aWeightOf(pet.id)
  expect((await gone!.next!())?.data).toEqual({ petChanged: { pet: { name: 'Bella' } } })
  await heard!.next!()
  const removed = await say('removeCoOwner', both)
  expect(removed.data['removeCoOwner']).toEqual({ version: 3, coOwners: [] })
  await say('addCoOwner', { petId: (await aPet(hospital, { ownerId: owner.id })).id, ownerId: further.id })
  const { data } = await hospital.graphql(portalOf(further), chart, { id: pet.id, self: further.id })
  expect(data).toMatchObject({ pet: null, pets: { totalCount: 1 }, medicalRecords: { totalCount: 0 } })
  expect((await hospital.audited(pet.id)).at(-1)?.action).toBe('pet.remove-co-owner')
})

const aWeightOf = (petId: string) =>
  hospital.graphql(
    asRole('VET'),
    'mutation ($input: RecordWeightInput!) { recordWeight(input: $input) { id } }',
    {
      input: { petId, value: 11, unit: 'KG' },
    },
  )

test('P5: a change of owner ends the access of co-owners, one of whom may become the owner', async () => {
  const { further, pet, both } = await aFamily()
  const third = await anOwner(hospital)
  await say('addCoOwner', both)
  await say('addCoOwner', { petId: pet.id, ownerId: third.id })
  const input = { id: pet.id, toOwnerId: further.id, transferredOn: '2026-03-15', reason: 'They moved apart' }
  const { data, errors } = await hospital.graphql(
    reception,
    'mutation ($input: TransferPetInput!) { transferPet(input: $input) { owner { id } coOwners { addedAt } } }',
    { input },
  )
  expect(errors).toEqual([])
  expect(data['transferPet']).toEqual({ owner: { id: further.id }, coOwners: [] })
  const seen = await hospital.graphql(portalOf(third), 'query ($id: ID!) { pet(id: $id) { id } }', {
    id: pet.id,
  })
  expect(seen.data).toEqual({ pet: null })
})

test('a co-owner reports a death, and what they ask to change is decided only while they own the pet (P2)', async () => {
  const { further, pet, both } = await aFamily()
  await say('addCoOwner', both)
  const edit =
    'mutation ($input: EditMyPetInput!) { editMyPet(input: $input) { editRequest { id version } } }'
  const input = { id: pet.id, version: 2, color: 'Black' }
  const asked = await hospital.graphql(portalOf(further), edit, { input })
  expect(asked.errors).toEqual([])
  const { id, version } = (asked.data['editMyPet'] as { editRequest: { id: string; version: number } })
    .editRequest
  const died = 'mutation ($input: RecordDeathInput!) { reportDeath(input: $input) { status } }'
  const report = { input: { id: pet.id, diedOn: '2026-03-10' } }
  await say('removeCoOwner', both)
  const accept = 'mutation ($input: DecidePetEditInput!) { acceptPetEdit(input: $input) { id } }'
  const late = await hospital.graphql(reception, accept, { input: { id, version } })
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  expect((await hospital.graphql(portalOf(further), died, report)).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  await say('addCoOwner', both)
  expect((await hospital.graphql(portalOf(further), died, report)).data).toEqual({
    reportDeath: { status: 'DECEASED' },
  })
})

test('who cannot be a co-owner is refused in its field, and doing it twice is no error', async () => {
  const { owner, further, pet, both } = await aFamily()
  const archived = await anOwner(hospital)
  await archiveOwner(hospital.context(), { id: archived.id, reason: 'Moved' })
  const refused = async (input: object, viewer = reception) =>
    (await say('addCoOwner', { ...both, ...input }, viewer)).errors.map(
      ({ code, field }) => `${String(code)} ${String(field)}`,
    )
  expect(await refused({ ownerId: owner.id })).toEqual(['BAD_USER_INPUT ownerId'])
  expect(await refused({ ownerId: archived.id })).toEqual(['BAD_USER_INPUT ownerId'])
  expect(await refused({ ownerId: 'nobody' })).toEqual(['NOT_FOUND ownerId'])
  expect(await refused({ petId: newId() })).toEqual(['NOT_FOUND petId'])
  expect(await refused({}, asRole('TECHNICIAN'))).toEqual(['FORBIDDEN undefined'])
  expect(await refused({}, portalOf(owner))).toEqual(['FORBIDDEN undefined'])
  for (const verb of ['addCoOwner', 'addCoOwner', 'removeCoOwner', 'removeCoOwner'] as const)
    expect((await say(verb, both)).errors).toEqual([])
  expect((await hospital.audited(pet.id)).map(({ action }) => action)).toEqual([
    'pet.create',
    'pet.add-co-owner',
    'pet.remove-co-owner',
  ])
  const { db } = hospital.context()
  await expect(
    db.execute(`update clinical.pets set co_owner_ids = array[owner_id] where id = '${pet.id}'`),
  ).rejects.toMatchObject({ cause: { constraint_name: 'pets_co_owners_others' } })
  expect(further.id).not.toBe(owner.id)
})

test('of twenty clients added at once ten are co-owners, and a transfer among them leaves none', async () => {
  const { owner, pet } = await aFamily()
  const clients = await Promise.all(Array.from({ length: 20 }, () => anOwner(hospital)))
  const answers = await Promise.all(
    clients.map(({ id }) => say('addCoOwner', { petId: pet.id, ownerId: id })),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(10)
  const [row] = await hospital.admin<Array<{ ids: string[]; kept: string }>>`
    select co_owner_ids as ids, (select count(*) from clinical.pet_co_owners where pet_id = ${pet.id}) as kept
    from clinical.pets where id = ${pet.id}`
  expect([row!.ids.length, Number(row!.kept)]).toEqual([10, 10])
  expect(row!.ids).not.toContain(owner.id)
})
