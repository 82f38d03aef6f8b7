import { buffer } from 'node:stream/consumers'
import type { Viewer } from '@vetgraph/kit/context'
import { asRole, requestOf, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aFile, aPdf, aSentFile } from './file.factory.ts'
import { FileType } from './file.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const reception = asRole('RECEPTIONIST')

const shown = 'id name state kind releasedAt isPetPhoto'
const chart = `query ($id: ID!) { pet(id: $id) { photo { id } files { nodes { ${shown} } totalCount } medicalRecords { nodes { attachments { ${shown} } } } } }`

async function run(viewer: Viewer, name: string, input: object, answer = shown) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${answer} } }`,
    { input },
  )
  return { done: data['done'] as Record<string, unknown> | null, error: errors[0] }
}

interface Chart {
  photo: { id: string } | null
  files: { nodes: Array<Record<string, unknown>>; totalCount: number }
  medicalRecords: { nodes: Array<{ attachments: Array<Record<string, unknown>> }> }
}

const chartOf = async (viewer: Viewer, id: string) =>
  (await hospital.graphql(viewer, chart, { id })).data['pet'] as Chart

/** What a viewer is answered where a file can be fetched; null when there is nothing. */
async function fetched(viewer: Viewer, id: string, what = 'content', by = viewer) {
  const { data } = await hospital.graphql(
    viewer,
    `query ($ids: [ID!]!) { petFiles(ids: $ids) { ${what} { url } } }`,
    {
      ids: [id],
    },
  )
  const [file] = data['petFiles'] as Array<Record<string, { url: string } | null> | null>
  const address = file?.[what]?.url.split('/').at(-1)
  if (!address) return null
  const answer = await hospital.runtime.sendFile(address, requestOf(by))
  return 'body' in answer ? { ...answer, body: await buffer(answer.body) } : null
}

const ownerOf = async (petId: string) => {
  const [row] = await hospital.admin`select owner_id from clinical.pets where id = ${petId}`
  return asRole('OWNER', { ownerId: row!['owner_id'] as string })
}

test('a file that was sent is put on the chart: audited, and told live', async () => {
  const { id, petId } = await aSentFile(hospital, { viewer: vet })
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { files { nodes { id } } } } }',
    { id: petId },
  )
  const { done } = await run(vet, 'attachToPet', {
    fileId: id,
    kind: 'IMAGING',
    takenAt: '2026-03-01T10:00:00Z',
  })
  expect(done).toMatchObject({ id, state: 'ATTACHED', kind: 'IMAGING', releasedAt: null })
  expect((await live.next!())?.data).toEqual({ petChanged: { pet: { files: { nodes: [{ id }] } } } })
  expect((await hospital.audited(id)).at(-1)).toMatchObject({
    action: 'file.attach',
    after: { kind: 'IMAGING' },
  })
  expect((await run(vet, 'attachToPet', { fileId: id, kind: 'PHOTO' })).error).toMatchObject({
    code: 'CONFLICT',
    field: 'fileId',
  })
})

test('nobody attaches what another one has sent, or what has not arrived', async () => {
  const { id } = await aSentFile(hospital, { viewer: vet })
  const input = { fileId: id, kind: 'PHOTO' }
  expect((await run(reception, 'attachToPet', input)).error).toMatchObject({
    code: 'NOT_FOUND',
    field: 'fileId',
  })
  const later = { ...input, takenAt: '2027-01-01T00:00:00Z' }
  expect((await run(vet, 'attachToPet', later)).error).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'takenAt',
  })
  const petId = (await aPet(hospital)).id
  const { data } = await hospital.graphql(
    vet,
    'mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { fileId } }',
    { input: { petId, name: 'x.pdf', type: 'PDF', bytes: 5 } },
  )
  const { fileId } = data['requestUpload'] as { fileId: string }
  expect((await run(vet, 'attachToPet', { fileId, kind: 'OTHER' })).error?.code).toBe('CONFLICT')
})

test('a result is attached to a signed record as well, but not to another patient’s nor a retracted one (MR1)', async () => {
  const record = await aRecord(hospital)
  const { id } = await aFile(hospital, {
    viewer: vet,
    petId: record.petId,
    recordId: record.id,
    kind: 'LABORATORY',
  })
  expect((await chartOf(vet, record.petId)).medicalRecords.nodes).toMatchObject([{ attachments: [{ id }] }])
  const other = await aSentFile(hospital, { viewer: vet })
  const input = { fileId: other.id, kind: 'LABORATORY', recordId: record.id }
  expect((await run(vet, 'attachToMedicalRecord', input)).error).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'fileId',
  })
  const { id: recordId } = await aRecord(hospital, {
    petId: other.petId,
    status: MedicalRecordStatus.RETRACTED,
  })
  expect((await run(vet, 'attachToMedicalRecord', { ...input, recordId })).error?.code).toBe('CONFLICT')
  expect((await run(reception, 'attachToMedicalRecord', input)).error?.code).toBe('FORBIDDEN')
})

test('an owner sees and fetches only what was released, of the own household (P1)', async () => {
  const { id, petId } = await aFile(hospital, {
    viewer: vet,
    type: FileType.PDF,
    name: 'x.pdf',
    content: aPdf,
  })
  const owner = await ownerOf(petId)
  const seen = async () => (await chartOf(owner, petId)).files.nodes
  expect(await seen()).toEqual([])
  expect(await fetched(owner, id)).toBeNull()
  expect((await run(reception, 'releaseFile', { id, released: true })).error?.code).toBe('FORBIDDEN')
  for (let i = 0; i < 2; i++) await run(vet, 'releaseFile', { id, released: true })
  expect(await seen()).toMatchObject([{ id }])
  expect(await fetched(owner, id)).toMatchObject({ name: 'x.pdf', mediaType: 'application/pdf', body: aPdf })
  expect(await fetched(asRole('OWNER', { ownerId: (await aPet(hospital)).ownerId }), id)).toBeNull()
  await run(vet, 'releaseFile', { id, released: false })
  expect(await seen()).toEqual([])
  const actions = (await hospital.audited(id)).map(({ action }) => action)
  expect(actions.filter((action) => /release|withdraw|read/.test(action))).toEqual([
    'file.release',
    'file.read',
    'file.withdraw',
  ])
})

test('a released file of a record is seen by the owner while the record is released (P1)', async () => {
  const record = await aRecord(hospital)
  const { id } = await aFile(hospital, { viewer: vet, petId: record.petId, recordId: record.id })
  const owner = await ownerOf(record.petId)
  await run(vet, 'releaseFile', { id, released: true })
  expect((await chartOf(owner, record.petId)).files.totalCount).toBe(1)
  await run(vet, 'releaseMedicalRecord', { id: record.id, released: false }, 'id')
  expect((await chartOf(owner, record.petId)).files.totalCount).toBe(0)
  expect(await fetched(owner, id)).toBeNull()
})

test('files of medical records are for those who may read these (MR12)', async () => {
  const record = await aRecord(hospital)
  const ofRecord = await aFile(hospital, { viewer: vet, petId: record.petId, recordId: record.id })
  const ofPet = await aFile(hospital, { viewer: reception, petId: record.petId })
  const names = async (viewer: Viewer) => {
    const query = 'query ($id: ID!) { pet(id: $id) { files { nodes { id } } } }'
    const { data } = await hospital.graphql(viewer, query, { id: record.petId })
    return (data['pet'] as Chart).files.nodes.map(({ id }) => id)
  }
  expect(await names(vet)).toEqual([ofPet.id, ofRecord.id])
  expect(await names(reception)).toEqual([ofPet.id])
  expect(await fetched(reception, ofRecord.id)).toBeNull()
  expect((await run(reception, 'retractFile', { id: ofRecord.id, reason: 'x' })).error?.code).toBe(
    'NOT_FOUND',
  )
})

test('a download address is for one viewer and five minutes, and ends with the viewer’s right', async () => {
  const { id, petId } = await aFile(hospital, { viewer: vet })
  expect(await fetched(vet, id)).toMatchObject({ mediaType: 'image/jpeg' })
  expect(await fetched(vet, id, 'thumbnail')).toMatchObject({ mediaType: 'image/webp' })
  expect(await fetched(vet, id, 'content', reception)).toBeNull()
  const owner = await ownerOf(petId)
  expect(await fetched(vet, id, 'content', { ...owner, userId: vet.userId })).toBeNull()
  const { data } = await hospital.graphql(
    vet,
    'query ($ids: [ID!]!) { petFiles(ids: $ids) { content { url } } }',
    {
      ids: [id],
    },
  )
  const [file] = data['petFiles'] as [{ content: { url: string } }]
  const now = hospital.now()
  hospital.setNow(new Date(now.getTime() + 5 * 60_000 + 1).toISOString())
  const late = await hospital.runtime.sendFile(file.content.url.split('/').at(-1)!, requestOf(vet))
  hospital.setNow(now.toISOString())
  expect(late).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
})

test('a patient has one photo, which everybody who sees the patient sees, its owner too', async () => {
  const first = await aSentFile(hospital, { viewer: reception })
  const { petId } = first
  const set = (fileId: string | null) => run(reception, 'setPetPhoto', { petId, fileId }, 'photo { id }')
  expect((await set(first.id)).done).toEqual({ photo: { id: first.id } })
  const second = await aFile(hospital, { viewer: vet, petId })
  await set(second.id)
  const owner = await ownerOf(petId)
  for (const viewer of [vet, owner, asRole('SCREEN')]) {
    const { data } = await hospital.graphql(viewer, 'query ($id: ID!) { pet(id: $id) { photo { id } } }', {
      id: petId,
    })
    expect(data['pet']).toEqual({ photo: { id: second.id } })
  }
  expect(await fetched(asRole('SCREEN'), second.id, 'thumbnail')).not.toBeNull()
  expect(await fetched(asRole('SCREEN'), first.id, 'thumbnail')).toBeNull()
  expect((await set(null)).done).toEqual({ photo: null })
})

test('no radiograph and nothing of a record becomes a patient’s photo', async () => {
  const record = await aRecord(hospital)
  const wrong = [
    await aFile(hospital, { viewer: vet, petId: record.petId, kind: 'IMAGING' }),
    await aFile(hospital, { viewer: vet, petId: record.petId, recordId: record.id }),
    await aFile(hospital, {
      viewer: vet,
      petId: record.petId,
      type: FileType.PDF,
      name: 'x.pdf',
      content: aPdf,
    }),
  ]
  for (const { id } of wrong) {
    const { error } = await run(vet, 'setPetPhoto', { petId: record.petId, fileId: id }, 'id')
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'fileId' })
  }
  const { id: foreign } = await aFile(hospital, { viewer: vet })
  expect((await run(vet, 'setPetPhoto', { petId: record.petId, fileId: foreign }, 'id')).error?.code).toBe(
    'NOT_FOUND',
  )
})

test('of ten desks that choose a photo at once, one photo is chosen', async () => {
  const { petId, ...first } = await aFile(hospital, { viewer: vet })
  const second = await aFile(hospital, { viewer: vet, petId })
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      run(vet, 'setPetPhoto', { petId, fileId: i % 2 ? first.id : second.id }, 'photo { id }'),
    ),
  )
  expect(answers.flatMap(({ error }) => error ?? [])).toEqual([])
  const rows = await hospital.admin`select id from clinical.files where pet_id = ${petId} and is_pet_photo`
  expect(rows).toHaveLength(1)
})

test('a new version takes the place of the old one, which is still found by it (MR5)', async () => {
  const old = await aFile(hospital, { viewer: vet, kind: 'IMAGING' })
  const { id: fileId } = await aSentFile(hospital, { viewer: vet, petId: old.petId })
  const input = { fileId, kind: 'IMAGING', replacesId: old.id }
  const { done } = await run(vet, 'attachToPet', input, 'id replaces { id state }')
  expect(done).toEqual({ id: fileId, replaces: { id: old.id, state: 'REPLACED' } })
  await run(vet, 'releaseFile', { id: fileId, released: true })
  const { id: shown } = await aSentFile(hospital, { viewer: vet, petId: old.petId })
  await run(vet, 'attachToPet', { fileId: shown, kind: 'IMAGING', replacesId: fileId })
  expect((await chartOf(await ownerOf(old.petId), old.petId)).files.nodes).toMatchObject([{ id: shown }])
  expect((await chartOf(vet, old.petId)).files.nodes).toMatchObject([{ id: shown }])
  const { id: third } = await aSentFile(hospital, { viewer: vet, petId: old.petId })
  expect((await run(vet, 'attachToPet', { ...input, fileId: third })).error).toMatchObject({
    code: 'CONFLICT',
    field: 'replacesId',
  })
})

test('a retracted file stays on the chart with the reason, for staff only (MR2)', async () => {
  const { id, petId } = await aFile(hospital, { viewer: vet })
  await run(vet, 'releaseFile', { id, released: true })
  for (const reason of ['Another dog', 'Again']) {
    const { done } = await run(vet, 'retractFile', { id, reason }, 'state retractionReason releasedAt')
    expect(done).toEqual({ state: 'RETRACTED', retractionReason: 'Another dog', releasedAt: null })
  }
  expect((await chartOf(vet, petId)).files.nodes).toMatchObject([{ id, state: 'RETRACTED' }])
  expect((await chartOf(await ownerOf(petId), petId)).files.nodes).toEqual([])
})

test('the content of what was received, and what is on a chart, stays as it is, whoever writes (MR5)', async () => {
  const { id } = await aFile(hospital, { viewer: vet })
  const db = hospital.runtime.database.sql
  const tries = [
    db`update clinical.files set sha256 = 'x' where id = ${id}`,
    db`update clinical.files set taken_at = now() where id = ${id}`,
    db`update clinical.files set state = 'AWAITED' where id = ${id}`,
    db`delete from clinical.files where id = ${id}`,
  ]
  for (const attempt of tries)
    await expect(attempt).rejects.toThrow(/file .* (does not change so|is on a chart)/)
})

test('the chart’s files take the same statements however many there are', async () => {
  const { petId } = await aFile(hospital, { viewer: vet })
  const { database } = hospital.runtime
  const counted = async () => {
    const before = database.statements()
    await chartOf(vet, petId)
    return database.statements() - before
  }
  const ofOne = await counted()
  for (let i = 0; i < 3; i++) await aFile(hospital, { viewer: vet, petId })
  expect(await counted()).toBe(ofOne)
})
