import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aRecord } from './medical-record.factory.ts'
import { MedicalRecordStatus } from './medical-record.table.ts'

let hospital: TestSubgraph

/** What scheduling would answer: each visit with its pet, all at one place. */
const locationId = newId()
const visits = new Map<string, string>()
const asked: string[] = []

const askScheduling: AskPeer = async (_type, ids) =>
  ids.map((id) => {
    asked.push(id)
    const petId = visits.get(id)
    return petId ? { id, pet: { id: petId }, location: { id: locationId } } : null
  })

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, askScheduling)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const details =
  'id status subjective objective assessment plan version author { id } appointment { id } pet { id }'
const create = `mutation ($input: CreateMedicalRecordInput!) { createMedicalRecord(input: $input) { ${details} } }`
const update = `mutation ($input: UpdateMedicalRecordInput!) { updateMedicalRecord(input: $input) { ${details} } }`
const list = `query ($first: Int! = 25, $after: String, $filter: MedicalRecordFilter) {
  medicalRecords(first: $first, after: $after, filter: $filter) {
    totalCount nodes { id status } pageInfo { hasNextPage endCursor } } }`

interface Listed {
  totalCount: number
  nodes: Array<{ id: string; status: string }>
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

async function listed(viewer: typeof vet, variables: Record<string, unknown>): Promise<Listed> {
  const { data, errors } = await hospital.graphql(viewer, list, variables)
  expect(errors).toEqual([])
  return data['medicalRecords'] as Listed
}

const idsOf = ({ nodes }: Listed) => nodes.map(({ id }) => id)

test('a vet begins a draft in the own name for a visit of the patient: audited', async () => {
  const pet = await aPet(hospital)
  const visitId = newId()
  visits.set(visitId, pet.id)
  const input = { petId: pet.id, appointmentId: visitId, subjective: 'Limps since Sunday.' }
  const { data, errors } = await hospital.graphql(vet, create, { input })
  expect(errors).toEqual([])
  const record = data['createMedicalRecord'] as { id: string }
  expect(record).toMatchObject({
    status: 'DRAFT',
    subjective: 'Limps since Sunday.',
    plan: '',
    version: 1,
    author: { id: vet.userId },
    appointment: { id: visitId },
    pet: { id: pet.id },
  })
  expect(await hospital.audited(record.id)).toMatchObject([
    { action: 'medical-record.create', actorId: vet.userId, after: { subjective: 'Limps since Sunday.' } },
  ])
  const again = await hospital.graphql(asRole('VET'), create, { input })
  expect(again.errors).toEqual([])
  expect(asked.filter((id) => id === visitId)).toHaveLength(1)
})

test('a repetition under one Idempotency-Key is answered the first record, whatever the visit is by then', async () => {
  const pet = await aPet(hospital)
  const visitId = newId()
  visits.set(visitId, pet.id)
  const input = { petId: pet.id, appointmentId: visitId }
  const request = { idempotencyKey: newId() }
  const first = await hospital.graphql(vet, create, { input }, request)
  const elsewhere = { ...vet, grants: [{ ...vet.grants[0]!, locationId: newId() }] }
  const again = await hospital.graphql(elsewhere, create, { input }, request)
  const { id } = first.data['createMedicalRecord'] as { id: string }
  expect(again).toMatchObject({ data: { createMedicalRecord: { id, appointment: null } }, errors: [] })
})

test('a visit has a record once anybody has begun one, until it is marked as entered in error (AU6)', async () => {
  const pet = await aPet(hospital)
  const visitId = newId()
  visits.set(visitId, pet.id)
  const hasRecord = async (viewer = vet) => {
    const { data, errors } = await hospital.graphql(
      viewer,
      'query ($visits: [_Any!]!) { _entities(representations: $visits) { ... on Appointment { hasRecord } } }',
      { visits: [visitId, newId()].map((id) => ({ __typename: 'Appointment', id })) },
    )
    expect(errors).toEqual([])
    return (data['_entities'] as Array<{ hasRecord: boolean | null }>).map((visit) => visit.hasRecord)
  }
  expect(await hasRecord()).toEqual([false, false])
  const colleague = asRole('VET')
  await hospital.graphql(colleague, create, { input: { petId: pet.id, appointmentId: visitId } })
  expect(await hasRecord()).toEqual([true, false])
  const elsewhere = asRole('VET', {
    grants: [{ locationId: newId(), permissions: vet.grants[0]!.permissions }],
  })
  expect(await hasRecord(elsewhere)).toEqual([false, false])
  expect(await hasRecord(asRole('OWNER', { ownerId: pet.ownerId }))).toEqual([null, null])
  await hospital.admin`
    update clinical.medical_records set status = 'RETRACTED', signed_at = now(), signed_by = author_id,
      retracted_at = now(), retracted_by = author_id, retraction_reason = 'Wrong pet' where appointment_id = ${visitId}`
  expect(await hasRecord()).toEqual([false, false])
})

test('AU6: a record of a visit is written where its writer may write, and names it to nobody elsewhere', async () => {
  const pet = await aPet(hospital)
  const visitId = newId()
  visits.set(visitId, pet.id)
  const vetAt = (locationId: string) =>
    asRole('VET', { grants: [{ locationId, permissions: vet.grants[0]!.permissions }] })
  const input = { petId: pet.id, appointmentId: visitId }
  expect((await hospital.graphql(vetAt(newId()), create, { input })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'appointmentId' },
  ])
  expect(idsOf(await listed(vet, { filter: { petId: pet.id } }))).toEqual([])
  const { data, errors } = await hospital.graphql(vetAt(locationId), create, { input })
  expect(errors).toEqual([])
  const { id } = data['createMedicalRecord'] as { id: string }
  const visitSeenBy = async (viewer: typeof vet) => {
    const query = 'query ($id: ID!) { medicalRecord(id: $id) { appointment { id } } }'
    const { data } = await hospital.graphql(viewer, query, { id })
    return (data['medicalRecord'] as { appointment: { id: string } | null }).appointment
  }
  expect(await visitSeenBy(vet)).toEqual({ id: visitId })
  expect(await visitSeenBy(vetAt(locationId))).toEqual({ id: visitId })
  expect(await visitSeenBy(vetAt(newId()))).toBeNull()
})

test('a record is refused for another pet’s visit, an unknown visit, pet, or too long a text', async () => {
  const pet = await aPet(hospital)
  const other = newId()
  visits.set(other, newId())
  const refusal = async (input: Record<string, unknown>) =>
    (await hospital.graphql(vet, create, { input: { petId: pet.id, ...input } })).errors
  expect(await refusal({ appointmentId: other })).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'appointmentId' },
  ])
  expect(await refusal({ appointmentId: newId() })).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'appointmentId' },
  ])
  expect(await refusal({ appointmentId: 'x' })).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'appointmentId' },
  ])
  expect(await refusal({ petId: newId() })).toMatchObject([{ code: 'NOT_FOUND', field: 'petId' }])
  expect(await refusal({ plan: 'x'.repeat(20_001) })).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'plan' },
  ])
  expect(idsOf(await listed(vet, { filter: { petId: pet.id } }))).toEqual([])
})

test('reception neither reads nor writes records; nobody is asked to sign in', async () => {
  const record = await aRecord(hospital, { status: MedicalRecordStatus.DRAFT })
  const reception = asRole('RECEPTIONIST')
  const input = { id: record.id, version: 1, plan: 'x' }
  expect((await hospital.graphql(reception, update, { input })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(null, update, { input })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  expect((await hospital.graphql(reception, list)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const pet = `{ pet(id: "${record.petId}") { name lastMedicalRecord { id } } }`
  expect((await hospital.graphql(reception, pet)).data).toEqual({
    pet: { name: 'Bella', lastMedicalRecord: null },
  })
})

test('MR3: of two editors the second is shown both texts, and nothing is lost', async () => {
  const record = await aRecord(hospital, { status: MedicalRecordStatus.DRAFT, assessment: 'Unclear.' })
  const save = (assessment: string) =>
    hospital.graphql(vet, update, { input: { id: record.id, version: 1, assessment } })
  const answers = await Promise.all([save('Otitis.'), save('Mites.')])
  const saved = answers.filter(({ errors }) => errors.length === 0)
  expect(saved).toHaveLength(1)
  const { assessment } = saved[0]!.data['updateMedicalRecord'] as { assessment: string }
  const lost = assessment === 'Otitis.' ? 'Mites.' : 'Otitis.'
  const [refused] = answers.flatMap(({ errors }) => errors)
  expect(refused).toMatchObject({
    code: 'CONFLICT',
    field: 'version',
    extensions: { version: 2, current: { assessment }, yours: { assessment: lost, plan: record.plan } },
  })
  expect((await hospital.audited(record.id)).map(({ action }) => action)).toEqual(['medical-record.update'])
})

test('MR3: of twenty editors who keep both texts at each conflict, none loses a word', async () => {
  const record = await aRecord(hospital, { status: MedicalRecordStatus.DRAFT, plan: 'Rest.' })
  const words = Array.from({ length: 20 }, (_, number) => `Step ${number + 1}.`)
  let conflicts = 0
  const write = async (word: string) => {
    const editor = asRole('VET')
    for (let plan = `Rest.\n${word}`, version = 1; ; conflicts++) {
      const { errors } = await hospital.graphql(editor, update, { input: { id: record.id, version, plan } })
      if (errors.length === 0) return
      expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'version', extensions: { yours: { plan } } }])
      const told = errors[0]!.extensions as { version: number; current: { plan: string } }
      version = told.version
      plan = `${told.current.plan}\n${word}`
    }
  }
  await Promise.all(words.map(write))
  const { data } = await hospital.graphql(vet, `{ medicalRecord(id: "${record.id}") { plan version } }`)
  const { plan, version } = data['medicalRecord'] as { plan: string; version: number }
  expect(plan.split('\n').sort()).toEqual(['Rest.', ...words].sort())
  expect(version).toBe(21)
  expect(conflicts).toBeGreaterThanOrEqual(19)
})

test('MR1: a signed record is not edited, by no verb and by no statement', async () => {
  const record = await aRecord(hospital)
  const { errors } = await hospital.graphql(vet, update, {
    input: { id: record.id, version: 1, plan: 'Else.' },
  })
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { current: { plan: record.plan } } }])
  const { sql } = hospital.runtime.database
  await expect(
    sql`update clinical.medical_records set plan = 'x' where id = ${record.id}`,
  ).rejects.toMatchObject({
    constraint_name: 'medical_records_only_drafts_change',
  })
  await expect(sql`delete from clinical.medical_records where id = ${record.id}`).rejects.toThrow(
    'permission denied',
  )
})

test('MR12: records are found by their words, their pet and their status, latest first, page by page', async () => {
  const pet = await aPet(hospital)
  const make = (day: number, assessment: string, status = MedicalRecordStatus.SIGNED) =>
    aRecord(hospital, { petId: pet.id, assessment, status, occurredAt: new Date(Date.UTC(2026, 0, day)) })
  const first = await make(1, 'Diabète sucré, suspected.')
  const second = await make(2, 'Diabetes confirmed.')
  const third = await make(3, 'Diabetes, controlled.', MedicalRecordStatus.DRAFT)
  const filter = { petId: pet.id }
  expect(idsOf(await listed(vet, { filter }))).toEqual([third.id, second.id, first.id])
  expect(idsOf(await listed(vet, { filter: { ...filter, search: 'DIABET' } }))).toEqual([
    third.id,
    second.id,
    first.id,
  ])
  expect(idsOf(await listed(vet, { filter: { ...filter, search: 'diabetes confirm' } }))).toEqual([second.id])
  expect(idsOf(await listed(vet, { filter: { ...filter, search: "'); xyz & | ! :*" } }))).toEqual([])
  expect(idsOf(await listed(vet, { filter: { ...filter, status: 'DRAFT' } }))).toEqual([third.id])
  const page = await listed(vet, { first: 2, filter })
  expect([page.totalCount, page.pageInfo.hasNextPage]).toEqual([3, true])
  expect(idsOf(await listed(vet, { first: 2, filter, after: page.pageInfo.endCursor }))).toEqual([first.id])
  const chart = `query ($after: String) { pet(id: "${pet.id}") { medicalRecords(first: 2, after: $after) {
    nodes { id } pageInfo { endCursor } } } }`
  const opened = await hospital.graphql(vet, chart)
  expect(opened.data).toMatchObject({
    pet: { medicalRecords: { nodes: [{ id: third.id }, { id: second.id }] } },
  })
  const rest = await hospital.graphql(vet, chart, { after: page.pageInfo.endCursor })
  expect(rest.data).toMatchObject({ pet: { medicalRecords: { nodes: [{ id: first.id }] } } })
})

test('MR12, P1: an owner finds released records of the own household only; the rest is not even counted', async () => {
  const word = 'Xanthochromia'
  const pet = await aPet(hospital)
  const signed = await aRecord(hospital, { petId: pet.id, assessment: word })
  const draft = await aRecord(hospital, {
    petId: pet.id,
    assessment: word,
    status: MedicalRecordStatus.DRAFT,
  })
  const retracted = await aRecord(hospital, {
    petId: pet.id,
    assessment: word,
    status: MedicalRecordStatus.RETRACTED,
    occurredAt: new Date('2026-03-17T00:00:00Z'),
  })
  const kept = await aRecord(hospital, {
    petId: pet.id,
    assessment: word,
    releasedAt: null,
    releasedBy: null,
    occurredAt: new Date('2026-03-15T00:00:00Z'),
  })
  const foreign = await aRecord(hospital, { assessment: word })
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const found = await listed(owner, { filter: { search: word } })
  expect([idsOf(found), found.totalCount]).toEqual([[signed.id], 1])
  expect((await listed(vet, { filter: { search: word } })).totalCount).toBe(5)
  expect(idsOf(await listed(owner, { filter: { status: 'DRAFT' } }))).toEqual([])

  for (const { id } of [draft, retracted, kept, foreign, { id: newId() }, { id: 'garbage' }]) {
    const answer = await hospital.graphql(owner, `{ medicalRecord(id: "${id}") { id } }`)
    expect(answer).toEqual({ data: { medicalRecord: null }, errors: [] })
  }
  const chart = `{ pet(id: "${pet.id}") { medicalRecords { totalCount nodes { id } } lastMedicalRecord { id } } }`
  expect((await hospital.graphql(owner, chart)).data).toEqual({
    pet: {
      medicalRecords: { totalCount: 1, nodes: [{ id: signed.id }] },
      lastMedicalRecord: { id: signed.id },
    },
  })
  expect((await hospital.graphql(vet, chart)).data).toMatchObject({
    pet: { medicalRecords: { totalCount: 4 }, lastMedicalRecord: { id: retracted.id } },
  })
})

test('C1: staff who open a chart leave one read entry per request and pet; lists and owners leave none', async () => {
  const record = await aRecord(hospital)
  await aRecord(hospital, { petId: record.petId })
  const reads = async () =>
    (await hospital.audited(record.petId)).filter(({ action }) => action === 'medical-record.read')
  const pet = `pet(id: "${record.petId}")`
  await hospital.graphql(vet, `{ ${pet} { name lastMedicalRecord { id plan } } }`)
  const parent = await hospital.graphql(vet, `{ ${pet} { owner { id } } }`)
  const { owner } = parent.data['pet'] as { owner: { id: string } }
  const own = await hospital.graphql(
    asRole('OWNER', { ownerId: owner.id }),
    `{ ${pet} { medicalRecords { totalCount } } }`,
  )
  expect(own.data).toEqual({ pet: { medicalRecords: { totalCount: 2 } } })
  expect(await reads()).toEqual([])
  const { errors } = await hospital.graphql(
    vet,
    `{ ${pet} { medicalRecords { nodes { pet { medicalRecords { nodes { id } } } } } }
       again: medicalRecord(id: "${record.id}") { id }
       more: medicalRecords(filter: { petId: "${record.petId}" }) { nodes { id } } }`,
  )
  expect(errors).toEqual([])
  expect(await reads()).toMatchObject([{ actorId: vet.userId }])
  await hospital.graphql(vet, `{ medicalRecord(id: "${record.id}") { plan } }`)
  expect(await reads()).toHaveLength(2)
  expect((await hospital.emitted()).at(-1)).toMatchObject({
    task: 'identity:audit.recorded',
    payload: { action: 'medical-record.read', entity: 'Pet', entityId: record.petId },
  })
})

test.each(['PU/PD', 'pu pd', 'COVID-19', '2026-10-05', '10-05', 'b.i.d.', 'Привет', 'привет', '2.5mg/kg'])(
  'MR12: a record is found by %s as it is written in it',
  async (search) => {
    const pet = await aPet(hospital)
    const record = await aRecord(hospital, {
      petId: pet.id,
      assessment: 'PU/PD since 2026-10-05, no COVID-19. Привет! 2.5mg/kg b.i.d.',
    })
    expect(idsOf(await listed(vet, { filter: { petId: pet.id, search } }))).toEqual([record.id])
  },
)

test.each([
  ['⑴', 0],
  ['㈠', 0],
  ['ﷺ', 0],
  ["it's & !b:*", 0],
  ['Nothing & ⑴', 0],
  ['(((', 1],
])('MR12: %s is looked for like any text', async (search, found) => {
  const pet = await aPet(hospital)
  await aRecord(hospital, { petId: pet.id, assessment: 'Nothing of that.' })
  expect((await listed(vet, { filter: { petId: pet.id, search } })).totalCount).toBe(found)
})

test('C1: a search through everybody’s records leaves one entry with what it showed', async () => {
  const record = await aRecord(hospital, { assessment: 'Hyperthyroidism.' })
  await listed(vet, { filter: { search: 'hyperthyroid' } })
  expect((await hospital.audited('*')).at(-1)).toMatchObject({
    action: 'medical-record.search',
    after: { filter: { search: 'hyperthyroid' }, shown: [record.id] },
  })
})
