import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clinical } from '../schema.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from './pet.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const update =
  'mutation ($input: UpdatePetInput!) { updatePet(input: $input) { version microchips { number issuer } } }'
const create = 'mutation ($input: CreatePetInput!) { createPet(input: $input) { id microchips { number } } }'

test('PT1: several chips of each kind, written as people do, kept as text with who issued them', async () => {
  const pet = await aPet(hospital)
  const { data, errors } = await hospital.graphql(reception, update, {
    input: {
      id: pet.id,
      version: 1,
      microchips: [
        '372 098 100 000 001',
        '981-000000000001',
        '036000000000001',
        'avid*123*456',
        '00A1B2C3D4',
      ],
    },
  })
  expect(errors).toEqual([])
  expect(data['updatePet']).toEqual({
    version: 2,
    microchips: [
      { number: '372098100000001', issuer: 'Ireland' },
      { number: '981000000000001', issuer: 'Datamars' },
      { number: '036000000000001', issuer: 'Australia' },
      { number: 'AVID123456', issuer: null },
      { number: '00A1B2C3D4', issuer: null },
    ],
  })
})

test.each([
  '',
  '12345678',
  '37209810000000',
  '3720981000000012',
  '000098100000001',
  '999x00000000001',
  '37209810000000O',
])('PT1: %j is no microchip: refused, nothing written', async (number) => {
  const pet = await aPet(hospital)
  const { errors } = await hospital.graphql(reception, update, {
    input: { id: pet.id, version: 1, name: 'Changed', microchips: [number] },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'microchips' }])
  const { data } = await hospital.graphql(reception, `{ pet(id: "${pet.id}") { name version } }`)
  expect(data).toEqual({ pet: { name: 'Bella', version: 1 } })
})

test('PT1: a number of another living pet is a CONFLICT that leads to it, unless one insists', async () => {
  const number = '528000000000001'
  const first = await aPet(hospital, { name: 'Luna', microchips: [number] })
  const owner = await anOwner(hospital)
  const input = { ownerId: owner.id, name: 'Moon', speciesId: 'cat', microchips: [number] }
  const refused = await hospital.graphql(reception, create, { input })
  expect(refused.errors).toMatchObject([
    {
      code: 'CONFLICT',
      field: 'microchips',
      message: `Luna already has the microchip ${number}.`,
      extensions: { existingPetId: first.id },
    },
  ])
  const none = await hospital.graphql(
    reception,
    `{ pets(filter: { ownerId: "${owner.id}" }) { totalCount } }`,
  )
  expect(none.data).toEqual({ pets: { totalCount: 0 } })

  const insisted = await hospital.graphql(reception, create, {
    input: { ...input, allowDuplicateMicrochip: true },
  })
  expect(insisted.errors).toEqual([])
  const { id } = insisted.data['createPet'] as { id: string }
  // What was insisted on once is not asked again at every later save.
  const saved = await hospital.graphql(reception, update, {
    input: { id, version: 1, microchips: [number, '528000000000002'] },
  })
  expect(saved.errors).toEqual([])
})

test('PT1: the number of a deceased pet is free again', async () => {
  const number = '528000000000010'
  const late = await aPet(hospital, { microchips: [number] })
  await hospital.admin`update clinical.pets set status = 'DECEASED' where id = ${late.id}`
  await aPet(hospital, { microchips: [number] })
  const rows =
    await hospital.admin`select living from clinical.microchips where number = ${number} order by living`
  expect(rows.map(({ living }) => living as boolean)).toEqual([false, true])
})

test('PT1: twenty desks enter one number at once: one pet has it, the others are led there', async () => {
  const number = '372000000000020'
  const owner = await anOwner(hospital)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, desk) =>
      hospital.graphql(reception, create, {
        input: { ownerId: owner.id, name: `Pet ${desk}`, speciesId: 'dog', microchips: [number] },
      }),
    ),
  )
  const made = answers.filter(({ errors }) => errors.length === 0)
  expect(made).toHaveLength(1)
  const { id } = made[0]!.data['createPet'] as { id: string }
  const refused = answers.flatMap(({ errors }) => errors)
  expect(refused).toHaveLength(19)
  expect(
    refused.every(({ code, extensions }) => code === 'CONFLICT' && extensions['existingPetId'] === id),
  ).toBe(true)
})

test('PT1: the database itself refuses a second living bearer', async () => {
  const number = '372000000000030'
  await aPet(hospital, { microchips: [number] })
  const other = await aPet(hospital)
  await expect(
    hospital.runtime.database
      .sql`insert into clinical.microchips (pet_id, number, position) values (${other.id}, ${number}, 0)`,
  ).rejects.toMatchObject({ constraint_name: 'microchips_once_among_the_living' })
})
