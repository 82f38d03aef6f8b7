import { fileStoreOf } from '@vetgraph/kit/files/store'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aFile, aJpeg, announce, aSentFile, sendTo } from './file.factory.ts'
import { FileType } from './file.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const clientOf = ({ ownerId }: { ownerId: string }) => asRole('OWNER', { ownerId })

const filesOf = async (viewer: ReturnType<typeof asRole>, petId: string) => {
  const { data } = await hospital.graphql(
    viewer,
    `{ pet(id: "${petId}") { files { nodes { id fromOwner releasedAt } } } }`,
  )
  return (data['pet'] as { files: { nodes: object[] } } | null)?.files.nodes
}

test('P2: an owner adds a photo to an own pet, staff see that the owner sent it, and both see it', async () => {
  const pet = await aPet(hospital)
  const client = clientOf(pet)
  await aFile(hospital, { petId: pet.id })
  const { id } = await aFile(hospital, { viewer: client, petId: pet.id })
  const shown = { id, fromOwner: true, releasedAt: expect.any(String) as string }
  expect(await filesOf(client, pet.id)).toEqual([shown])
  const staffs = await filesOf(reception, pet.id)
  expect(staffs).toHaveLength(2)
  expect(staffs).toContainEqual(shown)
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    ...['file.request', 'file.receive', 'file.attach'],
  ])
})

test('P2: an owner chooses the photo of an own pet among what the portal shows, unless the hospital keeps it', async () => {
  const pet = await aPet(hospital)
  const client = clientOf(pet)
  const choose = async (viewer: ReturnType<typeof asRole>, petId: string, fileId: string) => {
    const { data, errors } = await hospital.graphql(
      viewer,
      'mutation ($input: SetPetPhotoInput!) { setPetPhoto(input: $input) { photo { id } } }',
      { input: { petId, fileId } },
    )
    return errors[0] ?? data['setPetPhoto']
  }
  const own = await aFile(hospital, { viewer: client, petId: pet.id })
  const kept = await aFile(hospital, { petId: pet.id })
  const other = await aFile(hospital)
  expect(await choose(client, pet.id, own.id)).toEqual({ photo: { id: own.id } })
  const notFound = (field: string) => ({ code: 'NOT_FOUND', field })
  expect(await choose(client, pet.id, kept.id)).toMatchObject(notFound('fileId'))
  expect(await choose(client, pet.id, other.id)).toMatchObject(notFound('fileId'))
  expect(await choose(client, other.petId, other.id)).toMatchObject(notFound('petId'))
  await hospital.admin`update clinical.portal_settings set pet_edits = 'OFF'`
  expect(await choose(client, pet.id, own.id)).toMatchObject({ code: 'FORBIDDEN' })
  await hospital.admin`update clinical.portal_settings set pet_edits = 'REQUEST'`
})

test('P1: staff withdraw what an owner sent, and a later owner never sees it (P5)', async () => {
  const pet = await aPet(hospital)
  const other = await anOwner(hospital)
  const kept = await aFile(hospital, { viewer: clientOf(pet), petId: pet.id })
  const gone = await aFile(hospital, { viewer: clientOf(pet), petId: pet.id })
  const { errors } = await hospital.graphql(
    asRole('VET'),
    `mutation { releaseFile(input: { id: "${gone.id}", released: false }) { id } }`,
  )
  expect(errors).toEqual([])
  expect(await filesOf(clientOf(pet), pet.id)).toMatchObject([{ id: kept.id }])
  const { id: turned, viewer: vet } = await aSentFile(hospital, { petId: pet.id })
  const replaced = await hospital.graphql(
    vet,
    `mutation { attachToPet(input: { fileId: "${turned}", kind: PHOTO, replacesId: "${kept.id}" }) { id } }`,
  )
  expect(replaced.errors).toEqual([])
  expect(await filesOf(clientOf(pet), pet.id)).toMatchObject([{ id: turned }])
  await hospital.graphql(
    reception,
    `mutation { transferPet(input: { id: "${pet.id}", toOwnerId: "${other.id}", transferredOn: "2026-03-10", reason: "Sold" }) { id } }`,
  )
  expect(await filesOf(asRole('OWNER', { ownerId: other.id }), pet.id)).toEqual([])
  expect(await filesOf(clientOf(pet), pet.id)).toBeUndefined()
})

test('AU4: nobody sends files of another household’s pet, nor attaches them after the pet has left', async () => {
  const pet = await aPet(hospital)
  const other = await anOwner(hospital)
  const wanted = { petId: pet.id, name: 'bella.jpg', type: FileType.JPEG, bytes: 100 }
  const strange = await announce(hospital, asRole('OWNER', { ownerId: other.id }), wanted)
  expect(strange.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'petId' }])
  expect((await announce(hospital, asRole('OWNER'), wanted)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect((await announce(hospital, asRole('SCREEN'), wanted)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const { id } = await aSentFile(hospital, { viewer: clientOf(pet), petId: pet.id })
  await hospital.admin`update clinical.pets set owner_id = ${other.id} where id = ${pet.id}`
  const { errors } = await hospital.graphql(
    clientOf(pet),
    `mutation { attachToPet(input: { fileId: "${id}", kind: PHOTO }) { id } }`,
  )
  expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('MR5: an owner replaces nothing, and what is not of the announced type leaves nothing', async () => {
  const pet = await aPet(hospital)
  const client = clientOf(pet)
  const { id: replacesId } = await aFile(hospital, { petId: pet.id })
  const { id } = await aSentFile(hospital, { viewer: client, petId: pet.id })
  const { errors } = await hospital.graphql(
    client,
    `mutation { attachToPet(input: { fileId: "${id}", kind: PHOTO, replacesId: "${replacesId}" }) { id } }`,
  )
  expect(errors).toMatchObject([{ code: 'NOT_FOUND', field: 'replacesId' }])
  const content = await aJpeg()
  const announced = { petId: pet.id, name: 'bella.pdf', type: FileType.PDF, bytes: content.length }
  const { address, fileId } = await announce(hospital, client, announced)
  const answer = await sendTo(hospital, client, address, content)
  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  const store = await fileStoreOf(hospital.context().settings)
  for await (const key of store.list(new Date(Date.now() + 60_000))) expect(key).not.toContain(fileId)
})

test('an owner sends at most 30 files in 24 hours, also when all are announced at once', async () => {
  const pet = await aPet(hospital)
  const wanted = { petId: pet.id, name: 'bella.jpg', type: FileType.JPEG, bytes: 100 }
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => announce(hospital, clientOf(pet), wanted)),
  )
  const refused = answers.filter(({ errors }) => errors.length > 0)
  expect(refused).toHaveLength(2)
  expect(refused[0]!.errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
})
