import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import type { PetEditPolicy } from './portal-settings.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const clientOf = ({ ownerId }: { ownerId: string }) => asRole('OWNER', { ownerId })

async function decide(petEdits: `${PetEditPolicy}`, viewer = asRole('ADMIN')) {
  const { data } = await hospital.graphql(viewer, '{ portalSettings { version } }')
  const { version } = data['portalSettings'] as { version: number }
  return hospital.graphql(
    viewer,
    'mutation ($input: UpdatePortalSettingsInput!) { updatePortalSettings(input: $input) { petEdits version } }',
    { input: { petEdits, version } },
  )
}

beforeEach(async () => {
  await decide('REQUEST')
})

const shown = `name color breed { id } version editRequest { id status reason version
  edits { fields name color breed { name } } }`

interface Shown {
  name: string
  version: number
  editRequest: { id: string; version: number } | null
}

async function edit(viewer: ReturnType<typeof asRole>, input: object) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: EditMyPetInput!) { editMyPet(input: $input) { ${shown} } }`,
    { input },
  )
  return { pet: data['editMyPet'] as Shown, errors }
}

const answer = async (verb: 'acceptPetEdit' | 'refusePetEdit', input: object, viewer = reception) => {
  const type = verb === 'acceptPetEdit' ? 'DecidePetEditInput' : 'RefusePetEditInput'
  return hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { status pet { ${shown} } } }`,
    { input },
  )
}

const waiting = async () => {
  const { data, errors } = await hospital.graphql(
    reception,
    '{ petEditRequests(first: 100) { nodes { id pet { id } } } }',
  )
  expect(errors).toEqual([])
  return (data['petEditRequests'] as { nodes: Array<{ id: string; pet: { id: string } }> }).nodes.map(
    ({ pet }) => pet.id,
  )
}

test('P2: with the policy DIRECT an owner’s change counts at once and is audited', async () => {
  await decide('DIRECT')
  const pet = await aPet(hospital)
  const { pet: changed, errors } = await edit(clientOf(pet), {
    ...{ id: pet.id, version: 1, name: 'Bello', breedId: 'dog-beagle', color: 'Tricolour' },
  })
  expect(errors).toEqual([])
  expect(changed).toEqual({
    ...{ name: 'Bello', color: 'Tricolour', breed: { id: 'dog-beagle' }, version: 2, editRequest: null },
  })
  expect((await hospital.audited(pet.id)).map(({ action }) => action)).toEqual(['pet.create', 'pet.update'])
})

test('P2: with the policy REQUEST a change waits, a later one takes its place, and accepting it changes the pet', async () => {
  const pet = await aPet(hospital, { color: 'Brown' })
  const client = clientOf(pet)
  const first = await edit(client, { id: pet.id, version: 1, name: 'Bello', color: 'Brown' })
  expect(first.pet).toMatchObject({
    ...{ name: 'Bella', version: 1 },
    editRequest: { status: 'WAITING', edits: { fields: ['NAME'], name: 'Bello' } },
  })
  const { pet: asked } = await edit(client, { id: pet.id, version: 1, color: null, breedId: 'dog-beagle' })
  expect(asked.editRequest).toMatchObject({
    ...{ id: first.pet.editRequest!.id, version: 2 },
    edits: { fields: ['BREED', 'COLOR'], name: null, color: null, breed: { name: 'Beagle' } },
  })
  expect(await waiting()).toContain(pet.id)
  const { id } = asked.editRequest!
  expect((await answer('acceptPetEdit', { id, version: 1 })).errors).toMatchObject([{ code: 'CONFLICT' }])
  const accepted = await answer('acceptPetEdit', { id, version: 2 })
  expect(accepted.data['acceptPetEdit']).toMatchObject({
    ...{ status: 'ACCEPTED', pet: { name: 'Bella', color: null, breed: { id: 'dog-beagle' }, version: 2 } },
  })
  expect(await waiting()).not.toContain(pet.id)
  const again = await answer('acceptPetEdit', { id, version: 3 })
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', extensions: { status: 'ACCEPTED' } }])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    ...['pet-edit-request.create', 'pet-edit-request.update', 'pet-edit-request.accept'],
  ])
})

test('P2: a refused change leaves the pet as it is, and the owner reads the reason', async () => {
  const pet = await aPet(hospital)
  const { pet: asked } = await edit(clientOf(pet), { id: pet.id, version: 1, name: 'Rex' })
  const { id, version } = asked.editRequest!
  await answer('refusePetEdit', { id, version, reason: 'The passport says Bella.' })
  const { data } = await hospital.graphql(clientOf(pet), `{ pet(id: "${pet.id}") { ${shown} } }`)
  expect(data['pet']).toMatchObject({
    ...{ name: 'Bella', version: 1 },
    editRequest: { status: 'REFUSED', reason: 'The passport says Bella.' },
  })
})

test('P2: with the policy OFF an owner changes nothing', async () => {
  await decide('OFF')
  const pet = await aPet(hospital)
  const { errors } = await edit(clientOf(pet), { id: pet.id, version: 1, name: 'Rex' })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await decide('DIRECT', clientOf(pet))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('P2: of two requests for one pet at one time one waits', async () => {
  const pet = await aPet(hospital)
  const client = clientOf(pet)
  await Promise.all(['Rex', 'Max', 'Leo'].map((name) => edit(client, { id: pet.id, version: 1, name })))
  expect((await waiting()).filter((id) => id === pet.id)).toHaveLength(1)
  await expect(
    hospital.admin`insert into clinical.pet_edit_requests (id, pet_id, owner_id, status, edits, version, created_at, updated_at)
      values (gen_random_uuid(), ${pet.id}, ${pet.ownerId}, 'WAITING', '{}', 1, now(), now())`,
  ).rejects.toThrow('pet_edit_requests_one_waits')
})

test('P2, P5: others neither edit a pet nor see what its owner has asked for, and after a transfer nobody decides it', async () => {
  const pet = await aPet(hospital, { notes: 'Bites' })
  const other = await anOwner(hospital)
  const stranger = asRole('OWNER', { ownerId: other.id })
  const strange = await edit(stranger, { id: pet.id, version: 1, name: 'Rex' })
  expect(strange.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'id' }])
  const { errors } = await edit(clientOf(pet), { id: pet.id, version: 9, name: 'Rex' })
  expect(errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(JSON.stringify(errors)).not.toContain('Bites')
  const { pet: asked } = await edit(clientOf(pet), { id: pet.id, version: 1, name: 'Rex' })
  await hospital.graphql(
    reception,
    `mutation { transferPet(input: { id: "${pet.id}", toOwnerId: "${other.id}", transferredOn: "2026-03-10", reason: "Sold" }) { id } }`,
  )
  const { data } = await hospital.graphql(stranger, `{ pet(id: "${pet.id}") { editRequest { id } } }`)
  expect(data['pet']).toEqual({ editRequest: null })
  expect(await waiting()).not.toContain(pet.id)
  const { id, version } = asked.editRequest!
  expect((await answer('acceptPetEdit', { id, version })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await answer('acceptPetEdit', { id, version }, stranger)).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test.each([
  ['a breed of another species', { breedId: 'cat-siamese' }, 'breedId'],
  ['a birth that has not come', { dateOfBirth: '2027-01-01' }, 'dateOfBirth'],
  ['no name', { name: null }, 'name'],
])('P2: %s is refused when it is asked for', async (_what, input, field) => {
  const pet = await aPet(hospital)
  const { errors } = await edit(clientOf(pet), { id: pet.id, version: 1, ...input })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})
