import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clinical } from '../schema.ts'
import { aPet } from '../pets/pet.factory.ts'
import { aVaccination, aVaccine, catRabies, dogCore, dogRabies } from './vaccination.factory.ts'

let hospital: TestSubgraph
beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const saveProtocol = `mutation ($input: SaveVaccinationProtocolInput!) {
  saveVaccinationProtocol(input: $input) { id version name diseases importance retiredAt species { name } } }`
const saveProduct = `mutation ($input: SaveVaccineProductInput!) {
  saveVaccineProduct(input: $input) { id version name retiredAt protocols { id name } } }`

const influenza = {
  speciesId: 'dog',
  name: 'Influenza',
  diseases: ['Canine influenza'],
  importance: 'NON_CORE',
  firstDoseWeeks: 8,
  intervalWeeks: 3,
  primaryUntilWeeks: 11,
  lateStartDoses: 2,
  firstBoosterMonths: 12,
  boosterMonths: 12,
}

test('a new hospital has protocols of core and non-core vaccinations with where they are from', async () => {
  const { data } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    '{ vaccinationProtocols(speciesId: "dog") { id name importance rabies boosterMonths source } }',
  )
  expect(data['vaccinationProtocols']).toContainEqual({
    id: dogCore,
    name: 'Distemper, hepatitis, parvovirus',
    importance: 'CORE',
    rabies: false,
    boosterMonths: 36,
    source: 'WSAVA guidelines 2024',
  })
})

test('a protocol is made, changed as a whole and retired, audited; a stale version and a second name are refused', async () => {
  const save = (input: object) => hospital.graphql(vet, saveProtocol, { input: { ...influenza, ...input } })
  const { data, errors } = await save({})
  expect(errors).toEqual([])
  const { id } = data['saveVaccinationProtocol'] as { id: string }
  expect((await save({})).errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
  expect((await save({ id, version: 1, boosterMonths: 24, retired: true })).data).toMatchObject({
    saveVaccinationProtocol: { id, version: 2, retiredAt: '2026-03-16T08:00:00.000Z' },
  })
  expect((await save({ id, version: 1 })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { boosterMonths: 24 } } },
  ])
  expect((await save({ id, version: 2, speciesId: 'cat' })).errors).toMatchObject([{ field: 'speciesId' }])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    'vaccination-protocol.save',
    'vaccination-protocol.save',
  ])
  const list = '{ vaccinationProtocols { id } }'
  expect(JSON.stringify((await hospital.graphql(vet, list)).data)).not.toContain(id)
})

test.each([
  ['primaryUntilWeeks', { primaryUntilWeeks: 7 }],
  ['intervalWeeks', { intervalWeeks: 0 }],
  ['lateStartDoses', { lateStartDoses: 6 }],
  ['firstBoosterAgeWeeks', { firstBoosterAgeWeeks: 10 }],
  ['boosterMonths', { boosterMonths: 121 }],
  ['diseases', { diseases: [] }],
  ['name', { name: ' ' }],
  ['speciesId', { speciesId: 'dragon' }],
])('a protocol that cannot be followed is refused at %s', async (field, input) => {
  const { errors } = await hospital.graphql(vet, saveProtocol, {
    input: { ...influenza, name: 'Impossible', ...input },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test('vaccines are listed by name and species, kept by who may, and retired without touching what was given', async () => {
  const rabies = await aVaccine(hospital, { name: 'Rabivax', protocolIds: [dogRabies, catRabies] })
  await aVaccine(hospital, { name: 'Alpha core', protocolIds: [dogCore] })
  const names = async (filter: object) => {
    const { data } = await hospital.graphql(
      vet,
      'query ($filter: VaccineProductFilter) { vaccineProducts(filter: $filter) { nodes { name } } }',
      { filter },
    )
    return (data['vaccineProducts'] as { nodes: Array<{ name: string }> }).nodes.map(({ name }) => name)
  }
  expect(await names({})).toEqual(['Alpha core', 'Rabivax'])
  expect(await names({ speciesId: 'cat' })).toEqual(['Rabivax'])
  const given = await aVaccination(hospital, {
    petId: (await aPet(hospital)).id,
    productId: rabies.id,
  })
  const input = {
    id: rabies.id,
    version: 1,
    name: 'Rabivax',
    maker: rabies.maker,
    protocolIds: [dogRabies],
    route: 'INTRAMUSCULAR',
    dose: '1 ml',
    retired: true,
  }
  expect((await hospital.graphql(vet, saveProduct, { input })).errors).toEqual([])
  expect(await names({ speciesId: 'dog' })).toEqual(['Alpha core'])
  expect(await names({ retired: true })).toEqual(['Rabivax'])
  const { data } = await hospital.graphql(
    vet,
    `{ vaccination(id: "${given.id}") { productName product { name } } }`,
  )
  expect(data['vaccination']).toEqual({ productName: 'Rabivax', product: { name: 'Rabivax' } })
  await expect(aVaccination(hospital, { productId: rabies.id })).rejects.toMatchObject({
    details: { field: 'productId' },
  })
  expect((await hospital.graphql(asRole('TECHNICIAN'), saveProduct, { input })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  await expect(aVaccine(hospital, { protocolIds: [] })).rejects.toMatchObject({
    details: { field: 'protocolIds' },
  })
})
