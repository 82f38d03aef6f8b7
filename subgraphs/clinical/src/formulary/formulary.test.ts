import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aDose, aSubstance } from './formulary.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const doseFor = `query ($petId: ID!, $formularyDoseId: ID!) {
  doseFor(petId: $petId, formularyDoseId: $formularyDoseId) { quantity unit milligrams maxQuantity kilograms frequency }
}`
const now = '2026-03-16T07:00:00Z'

const computed = async (petId: string, dose: Parameters<typeof aDose>[1]) => {
  const formularyDoseId = (await aDose(hospital, dose)).id
  return hospital.graphql(vet, doseFor, { petId, formularyDoseId })
}

test.each([
  ['10 kg at 10 mg/kg are two tablets of 50 mg', 10_000, {}, 2],
  ['what is no whole half is rounded to the nearest half', 11_400, {}, 2.5],
  ['rounding never passes the maximum', 11_400, { maxMilligramsPerKilogram: 10 }, 2],
  ['the band begins with its minimum', 5000, {}, 1],
  [
    '1.5 mg/ml and tenths of a ml',
    7350,
    { milligramsPerKilogram: 0.1, milligramsPerUnit: 1.5, divisibleUnit: 0.1 },
    0.5,
  ],
  ['three decimals are exact', 7777, { milligramsPerUnit: 1, divisibleUnit: 0.001 }, 77.77],
])('MR7: weight × rate ÷ concentration: %s', async (_rule, grams, dose, quantity) => {
  const pet = await aPet(hospital)
  await aWeight(hospital, pet.id, grams, now)
  const { data, errors } = await computed(pet.id, dose)
  expect(errors).toEqual([])
  expect(data['doseFor']).toMatchObject({ quantity, kilograms: grams / 1000, frequency: 'every 12 hours' })
})

test.each([
  ['NO_WEIGHT', null, now, {}],
  ['STALE_WEIGHT', 10_000, '2025-12-15T08:00:00Z', {}],
  ['OUTSIDE_BAND', 4999, now, {}],
  ['OUTSIDE_BAND', 20_000, now, {}],
  ['OTHER_SPECIES', 10_000, now, { speciesId: 'cat' }],
  ['TOO_SMALL', 5000, now, { milligramsPerUnit: 500 }],
])('MR7: %s: no dose is computed instead of 0', async (reason, grams, measuredAt, dose) => {
  const pet = await aPet(hospital)
  if (grams) await aWeight(hospital, pet.id, grams, measuredAt)
  const { errors } = await computed(pet.id, dose)
  expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'petId', extensions: { reason } })
})

test('MR7: the weight of an animal under a year is stale after two weeks', async () => {
  const puppy = await aPet(hospital, { dateOfBirth: '2025-10-01' })
  await aWeight(hospital, puppy.id, 8000, '2026-03-01T08:00:00Z')
  expect((await computed(puppy.id, {})).errors[0]?.extensions).toMatchObject({ reason: 'STALE_WEIGHT' })
})

test('the doses of a product have bands that do not overlap, however many enter them at once', async () => {
  const save = 'mutation ($input: SaveFormularyDoseInput!) { saveFormularyDose(input: $input) { id } }'
  const dose = {
    product: 'Meloxicam 1 mg/ml',
    substanceId: (await aSubstance(hospital)).id,
    speciesId: 'cat',
    milligramsPerKilogram: 0.1,
    maxMilligramsPerKilogram: 0.2,
    frequency: 'once a day',
    milligramsPerUnit: 1,
    unit: 'ml',
    divisibleUnit: 0.05,
  }
  const band = (minKilograms: number, maxKilograms: number | null) =>
    hospital.graphql(vet, save, { input: { ...dose, minKilograms, maxKilograms } })
  const many = await Promise.all([2, 3, 4, 5, 6].map((from) => band(from, 9)))
  expect(many.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(many.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(Array(4).fill('CONFLICT'))
  expect((await band(9, null)).errors).toEqual([])
  expect((await band(1, 1)).errors[0]?.field).toBe('maxKilograms')
  const reception = await hospital.graphql(asRole('RECEPTIONIST'), save, {
    input: { ...dose, minKilograms: 0 },
  })
  expect(reception.errors[0]?.code).toBe('FORBIDDEN')
})

test('a stop is for a species or a pair of substances, and entered once in either order', async () => {
  const add = 'mutation ($input: AddDrugStopInput!) { addDrugStop(input: $input) { id reason } }'
  const [one, other] = [await aSubstance(hospital), await aSubstance(hospital)]
  const stop = (more: object) =>
    hospital.graphql(vet, add, { input: { substanceId: one.id, reason: 'No', ...more } })
  expect((await stop({ otherSubstanceId: other.id })).errors).toEqual([])
  const reversed = await stop({ substanceId: other.id, otherSubstanceId: one.id })
  expect(reversed.errors[0]?.code).toBe('CONFLICT')
  expect((await stop({})).errors[0]?.field).toBe('speciesId')
  expect((await stop({ otherSubstanceId: one.id })).errors[0]?.field).toBe('otherSubstanceId')
  const { data } = await stop({ speciesId: 'cat' })
  const { id } = data['addDrugStop'] as { id: string }
  const remove = await hospital.graphql(vet, 'mutation ($id: ID!) { removeDrugStop(id: $id) }', { id })
  expect(remove.data).toEqual({ removeDrugStop: true })
})

test('a dose and its substance are found by id after they are retired, and each change stands in the audit', async () => {
  const substance = await aSubstance(hospital)
  const dose = await aDose(hospital, { substanceId: substance.id })
  const change = 'mutation ($input: SaveFormularyDoseInput!) { saveFormularyDose(input: $input) { version } }'
  const values = {
    product: dose.product,
    substanceId: substance.id,
    speciesId: 'dog',
    minKilograms: 5,
    maxKilograms: 20,
    milligramsPerKilogram: 10,
    maxMilligramsPerKilogram: 12,
    frequency: 'every 12 hours',
    milligramsPerUnit: 50,
    unit: 'tablet',
    divisibleUnit: 0.5,
  }
  const input = { ...values, id: dose.id, version: 1, retired: true }
  expect((await hospital.graphql(vet, change, { input })).data).toEqual({ saveFormularyDose: { version: 2 } })
  expect((await hospital.graphql(vet, change, { input })).errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'version',
  })
  const { data } = await hospital.graphql(
    vet,
    `query ($dose: ID!, $substance: ID!) {
      formularyDose(id: $dose) { version retiredAt item { id } substance { id } }
      substance(id: $substance) { name }
      formularyDoses(filter: { search: "${dose.product}" }) { nodes { id } }
    }`,
    { dose: dose.id, substance: substance.id },
  )
  expect(data).toEqual({
    formularyDose: { version: 2, retiredAt: expect.any(String), item: null, substance: { id: substance.id } },
    substance: { name: substance.name },
    formularyDoses: { nodes: [] },
  })
  expect((await hospital.audited(dose.id)).map(({ action }) => action)).toEqual([
    'formulary-dose.create',
    'formulary-dose.update',
  ])
})
