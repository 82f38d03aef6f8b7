import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const shown = `id weight { value unit } weights { nodes { id value unit measuredAt } totalCount }
  vitals { nodes { id temperature heartRate painScore } }`
const record = `mutation ($input: RecordWeightInput!) { recordWeight(input: $input) { ${shown} } }`
const recordVitals = `mutation ($input: RecordVitalsInput!) { recordVitals(input: $input) { ${shown} } }`
const retract = `mutation ($input: RetractMeasurementInput!) { retractMeasurement(input: $input) { ${shown} } }`
const read = `query ($id: ID!) { pet(id: $id) { ${shown} } }`

const weigh = (petId: string, value: number, more: object = {}) =>
  hospital.graphql(vet, record, { input: { petId, value, ...more } })

test('PT3: the current weight is the latest measured, not the latest typed: audited and told live', async () => {
  const pet = await aPet(hospital)
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { weight { value unit } } } }',
    { id: pet.id },
  )
  await weigh(pet.id, 12.5)
  expect((await live.next!())?.data).toEqual({ petChanged: { pet: { weight: { value: 12.5, unit: 'kg' } } } })
  const { data, errors } = await weigh(pet.id, 11.9, { measuredAt: '2026-01-05T09:00:00.000Z' })
  expect(errors).toEqual([])
  expect(data['recordWeight']).toMatchObject({
    weight: { value: 12.5, unit: 'kg' },
    weights: { nodes: [{ value: 12.5 }, { value: 11.9 }], totalCount: 2 },
  })
  const audited = (await hospital.audited(pet.id)).filter(({ action }) => action === 'weight.record')
  expect(audited).toMatchObject([{ after: { weight: 12.5, unit: 'kg' } }, { after: { weight: 11.9 } }])
})

test('PT3: pounds are kept exactly as they were read', async () => {
  const pet = await aPet(hospital)
  const { data } = await weigh(pet.id, 27.501, { unit: 'LB' })
  expect(data['recordWeight']).toMatchObject({ weight: { value: 27.501, unit: 'lb' } })
  const rows = await hospital.admin`select grams from clinical.weights where pet_id = ${pet.id}`
  expect(rows).toMatchObject([{ grams: 12474 }])
})

test.each([
  ['a cat of 4,500 kg', { speciesId: 'cat' }, 4500, {}],
  ['a kitten of 9 kg', { speciesId: 'cat', dateOfBirth: '2026-02-01' }, 9, {}],
  ['more than three decimals', {}, 4.5001, {}],
  ['no weight', {}, 0, {}],
  ['a weight of tomorrow', {}, 4.5, { measuredAt: '2026-03-17T09:00:00.000Z' }],
  ['a weight before birth', { dateOfBirth: '2022-01-10' }, 4.5, { measuredAt: '2021-03-17T09:00:00.000Z' }],
])('PT3: %s is refused and nothing is written, confirmed or not', async (_what, animal, value, more) => {
  const pet = await aPet(hospital, animal)
  const { errors } = await weigh(pet.id, value, { ...more, confirmed: true })
  expect(errors[0]).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'measuredAt' in more ? 'measuredAt' : 'value',
  })
  const { data } = await hospital.graphql(vet, read, { id: pet.id })
  expect(data['pet']).toMatchObject({ weight: null, weights: { totalCount: 0 } })
})

test('PT3: an implausible jump is kept only when somebody confirms it; the young grow', async () => {
  const pet = await aPet(hospital, { dateOfBirth: '2020-01-10' })
  await weigh(pet.id, 10)
  const { errors } = await weigh(pet.id, 13)
  expect(errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'value',
    extensions: { needsConfirmation: true, lastKilograms: 10 },
  })
  expect((await weigh(pet.id, 13, { confirmed: true })).errors).toEqual([])
  const puppy = await aPet(hospital, { dateOfBirth: '2025-11-10' })
  await weigh(puppy.id, 4)
  expect((await weigh(puppy.id, 8)).errors).toEqual([])
})

test('vital signs are kept together, to a tenth of a degree, and hidden from the owner (P1)', async () => {
  const pet = await aPet(hospital)
  const input = { petId: pet.id, temperature: 38.6, heartRate: 96, painScore: 1 }
  const { data, errors } = await hospital.graphql(vet, recordVitals, { input })
  expect(errors).toEqual([])
  const signs = { temperature: 38.6, heartRate: 96, painScore: 1 }
  expect(data['recordVitals']).toMatchObject({ vitals: { nodes: [signs] } })
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  expect((await hospital.graphql(owner, read, { id: pet.id })).data['pet']).toMatchObject({
    vitals: { nodes: [] },
  })
})

test.each([
  ['temperature', { temperature: 50 }],
  ['temperature', { temperature: 38.65 }],
  ['temperature', {}],
  ['heartRate', { heartRate: 0 }],
  ['bodyConditionScore', { bodyConditionScore: 10 }],
])('vital signs with a wrong %s are refused', async (field, signs) => {
  const pet = await aPet(hospital)
  const { errors } = await hospital.graphql(vet, recordVitals, { input: { petId: pet.id, ...signs } })
  expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field })
})

test('what was entered in error is taken back with a reason, counts no longer and is never deleted', async () => {
  const pet = await aPet(hospital)
  await weigh(pet.id, 10)
  const { data } = await weigh(pet.id, 10.5)
  const [{ id }] = (data['recordWeight'] as { weights: { nodes: [{ id: string }] } }).weights.nodes
  for (const reason of ['Another dog stood on the scale', 'Again']) {
    const answer = await hospital.graphql(vet, retract, { input: { id, reason } })
    expect(answer.data['retractMeasurement']).toMatchObject({
      weight: { value: 10 },
      weights: { totalCount: 1 },
    })
  }
  const rows = await hospital.admin`select retraction_reason from clinical.weights where id = ${id}`
  expect(rows).toMatchObject([{ retraction_reason: 'Another dog stood on the scale' }])
  await expect(hospital.admin`update clinical.weights set grams = 1 where id = ${id}`).rejects.toThrow(
    'does not change',
  )
  const signs = await hospital.graphql(vet, recordVitals, { input: { petId: pet.id, heartRate: 80 } })
  const { vitals } = signs.data['recordVitals'] as { vitals: { nodes: [{ id: string }] } }
  const input = { id: vitals.nodes[0].id, reason: 'Other patient' }
  expect((await hospital.graphql(asRole('RECEPTIONIST'), retract, { input })).errors[0]?.code).toBe(
    'FORBIDDEN',
  )
  const gone = await hospital.graphql(vet, retract, { input })
  expect(gone.data['retractMeasurement']).toMatchObject({ vitals: { nodes: [] } })
})
