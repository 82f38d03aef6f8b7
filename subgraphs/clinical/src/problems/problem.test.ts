import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diagnosisCodes } from '../diagnoses/diagnosis-code.table.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  await hospital
    .context()
    .db.insert(diagnosisCodes)
    .values({ code: 'KID-1', name: 'Chronic kidney disease', active: true })
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const shown = 'id text code onsetOn status resolvedAt version addedBy { id }'
const add = `mutation ($input: AddProblemInput!) { addProblem(input: $input) { ${shown} } }`
const resolve = `mutation ($input: ResolveProblemInput!) { resolveProblem(input: $input) { ${shown} } }`
const retract = `mutation ($input: RetractProblemInput!) { retractProblem(input: $input) { id } }`
const read = 'query ($id: ID!) { pet(id: $id) { problems { text status } } }'

interface Shown {
  id: string
  version: number
}

const added = async (input: object) => {
  const { data, errors } = await hospital.graphql(vet, add, { input })
  expect(errors).toEqual([])
  return data['addProblem'] as Shown
}

const listOf = async (id: string, viewer = vet) =>
  ((await hospital.graphql(viewer, read, { id })).data['pet'] as { problems: object[] }).problems

test('a problem is coded or in words, resolved or retracted, audited and told live', async () => {
  const pet = await aPet(hospital)
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { problems { text } } } }',
    { id: pet.id },
  )
  const kidney = await added({ petId: pet.id, code: 'KID-1', onsetOn: '2025-11-01' })
  expect((await live.next!())?.data).toEqual({
    petChanged: { pet: { problems: [{ text: 'Chronic kidney disease' }] } },
  })
  expect(kidney).toMatchObject({
    code: 'KID-1',
    onsetOn: '2025-11-01',
    status: 'ACTIVE',
    resolvedAt: null,
    version: 1,
    addedBy: { id: vet.userId },
  })
  const itch = await added({ petId: pet.id, text: 'Itches in spring' })
  const wrong = await added({ petId: pet.id, text: 'Lame' })
  const resolved = await hospital.graphql(vet, resolve, { input: { id: kidney.id, version: 1 } })
  expect(resolved.data['resolveProblem']).toMatchObject({ status: 'RESOLVED', version: 2 })
  const error = { id: wrong.id, version: 1, reason: 'The other cat' }
  expect((await hospital.graphql(vet, retract, { input: error })).errors).toEqual([])
  expect(await listOf(pet.id)).toEqual([
    { text: 'Itches in spring', status: 'ACTIVE' },
    { text: 'Chronic kidney disease', status: 'RESOLVED' },
  ])
  const actions = async (id: string) => (await hospital.audited(id)).map(({ action }) => action)
  expect(await actions(kidney.id)).toEqual(['problem.create', 'problem.resolve'])
  expect(await actions(wrong.id)).toEqual(['problem.create', 'problem.retract'])
  expect(await actions(pet.id)).toContain('medical-record.read')
  const stale = await hospital.graphql(vet, resolve, { input: { id: itch.id, version: 7 } })
  expect(stale.errors).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
  const gone = await hospital.graphql(vet, resolve, { input: { id: wrong.id, version: 2 } })
  expect(gone.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
})

test('of twenty vets who enter one problem at once exactly one succeeds; a resolved one may come back', async () => {
  const pet = await aPet(hospital)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      hospital.graphql(vet, add, { input: { petId: pet.id, text: index % 2 ? 'Diabetes' : 'DIABETES' } }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(
    new Set(['CONFLICT']),
  )
  const [first] = answers.flatMap(({ data }) => (data['addProblem'] as Shown | null) ?? [])
  await hospital.graphql(vet, resolve, { input: { id: first!.id, version: 1 } })
  await added({ petId: pet.id, text: 'Diabetes' })
  expect(await listOf(pet.id)).toHaveLength(2)
})

test('a resolved problem is reopened, unless the same one is active on the list again', async () => {
  const pet = await aPet(hospital)
  const reopen = `mutation ($input: ReopenProblemInput!) { reopenProblem(input: $input) { status resolvedAt version } }`
  const { id } = await added({ petId: pet.id, text: 'Asthma' })
  await hospital.graphql(vet, resolve, { input: { id, version: 1 } })
  const again = await hospital.graphql(vet, reopen, { input: { id, version: 2 } })
  expect(again.data['reopenProblem']).toEqual({ status: 'ACTIVE', resolvedAt: null, version: 3 })
  expect((await hospital.audited(id)).at(-1)?.action).toBe('problem.reopen')
  await hospital.graphql(vet, resolve, { input: { id, version: 3 } })
  await added({ petId: pet.id, text: 'asthma' })
  const twice = await hospital.graphql(vet, reopen, { input: { id, version: 4 } })
  expect(twice.errors).toMatchObject([{ code: 'CONFLICT', field: 'text' }])
  expect((await listOf(pet.id)).length).toBe(2)
})

test('an owner sees no problem list, and only who writes records changes it', async () => {
  const pet = await aPet(hospital)
  await added({ petId: pet.id, text: 'Epilepsy' })
  expect(await listOf(pet.id, asRole('OWNER', { ownerId: pet.ownerId }))).toEqual([])
  const refused = await hospital.graphql(asRole('RECEPTIONIST'), add, {
    input: { petId: pet.id, text: 'Deaf' },
  })
  expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test.each([
  ['text', { text: null }],
  ['code', { code: 'NONE-1' }],
  ['onsetOn', { onsetOn: '2026-12-31' }],
  ['petId', { petId: 'garbage' }],
])('a problem with a wrong %s is refused and nothing is written', async (field, wrong) => {
  const pet = await aPet(hospital)
  const input = { petId: pet.id, text: 'Deaf', ...wrong }
  expect((await hospital.graphql(vet, add, { input })).errors[0]?.field).toBe(field)
  expect(await listOf(pet.id)).toEqual([])
})
