import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const inputs = {
  createSpecies: 'CreateSpeciesInput',
  updateSpecies: 'UpdateSpeciesInput',
  createBreed: 'CreateBreedInput',
  updateBreed: 'UpdateBreedInput',
} as const

async function change(verb: keyof typeof inputs, input: object, viewer = administrator) {
  const text = `mutation ($input: ${inputs[verb]}!) { ${verb}(input: $input) { id name synonyms retired version } }`
  const { data, errors } = await hospital.graphql(viewer, text, { input })
  return {
    term: data[verb] as { id: string; version: number } | undefined,
    refused: errors.map(({ code, field }) => `${String(code)} ${String(field)}`),
  }
}

const listed = async (withRetired: boolean) => {
  const { data } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    `query ($all: Boolean!) { species(withRetired: $all) { id breeds(withRetired: $all) { id } } }`,
    { all: withRetired },
  )
  return data['species'] as Array<{ id: string; breeds: Array<{ id: string }> }>
}

test('the administrator adds a species and its breeds with their other names, audited', async () => {
  const { term: species } = await change('createSpecies', { name: ' Llama ', synonyms: ['lama', 'lama'] })
  expect(species).toMatchObject({ name: 'Llama', synonyms: ['lama'], retired: false, version: 1 })
  const { term: breed } = await change('createBreed', { speciesId: species!.id, name: 'Suri' })
  expect(await listed(false)).toContainEqual({ id: species!.id, breeds: [{ id: breed!.id }] })
  const renamed = await change('updateBreed', { id: breed!.id, version: 1, synonyms: ['silky'] })
  expect(renamed.term).toMatchObject({ name: 'Suri', synonyms: ['silky'], version: 2 })
  expect(await hospital.audited(breed!.id)).toMatchObject([
    { action: 'breed.create', after: { name: 'Suri' } },
    { action: 'breed.update', before: { synonyms: [] }, after: { synonyms: ['silky'] } },
  ])
})

test('PT8: a retired species or breed is kept by its patients, chosen by no other, and comes back', async () => {
  const { term: species } = await change('createSpecies', { name: 'Emu' })
  const { term: breed } = await change('createBreed', { speciesId: species!.id, name: 'Mainland' })
  const [speciesId, breedId] = [species!.id, breed!.id]
  const pet = await aPet(hospital, { speciesId, breedId })
  await change('updateBreed', { id: breedId, version: 1, retired: true })
  await expect(aPet(hospital, { speciesId, breedId })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  await change('updateSpecies', { id: speciesId, version: 1, retired: true })
  await expect(aPet(hospital, { speciesId })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  const shown = await hospital.graphql(
    asRole('VET'),
    'query ($id: ID!) { pet(id: $id) { species { name retired } breed { name retired } } }',
    { id: pet.id },
  )
  expect(shown.data['pet']).toEqual({
    species: { name: 'Emu', retired: true },
    breed: { name: 'Mainland', retired: true },
  })
  expect((await listed(false)).map(({ id }) => id)).not.toContain(speciesId)
  expect(await listed(true)).toContainEqual({ id: speciesId, breeds: [{ id: breedId }] })
  await change('updateSpecies', { id: speciesId, version: 2, retired: false })
  await aPet(hospital, { speciesId })
})

const tooMany = Array.from({ length: 21 }, (_, n) => `name ${n}`)

test.each([
  ['a species that is there', 'createSpecies', { name: 'Dog' }, 'CONFLICT name'],
  ['a blank name', 'createSpecies', { name: ' ' }, 'BAD_USER_INPUT name'],
  ['a blank synonym', 'createSpecies', { name: 'Yak', synonyms: ['ox', ''] }, 'BAD_USER_INPUT synonyms.1'],
  ['a list of 21 synonyms', 'createSpecies', { name: 'Yak', synonyms: tooMany }, 'BAD_USER_INPUT synonyms'],
  ['a change to nothing', 'updateSpecies', { id: 'none', version: 1 }, 'NOT_FOUND id'],
  ['a stale change', 'updateSpecies', { id: 'dog', version: 7, name: 'Hound' }, 'CONFLICT version'],
  ['a name made null', 'updateSpecies', { id: 'dog', version: 1, name: null }, 'BAD_USER_INPUT name'],
  ['a breed of nothing', 'createBreed', { speciesId: 'none', name: 'Suri' }, 'BAD_USER_INPUT speciesId'],
  ['a breed that is there', 'createBreed', { speciesId: 'dog', name: 'Beagle' }, 'CONFLICT name'],
] as const)('%s is refused (%s)', async (_what, verb, input, refused) => {
  expect((await change(verb, input)).refused).toEqual([refused])
})

test('of two who add one species at once one succeeds; the list is the administrator’s alone', async () => {
  const both = await Promise.all([1, 2].map(() => change('createSpecies', { name: 'Capybara' })))
  expect(both.flatMap(({ refused }) => refused)).toEqual(['CONFLICT name'])
  for (const role of ['VET', 'RECEPTIONIST', 'OWNER'] as const)
    expect((await change('createSpecies', { name: 'Yak' }, asRole(role))).refused).toEqual([
      'FORBIDDEN undefined',
    ])
})
