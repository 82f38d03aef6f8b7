import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')

test('AU4: an owner sees the own household and no other, by no path', async () => {
  const mine = await anOwner(hospital, { firstName: 'Mine', notes: 'Difficult' })
  const theirs = await anOwner(hospital, { firstName: 'Theirs' })
  const myPet = await aPet(hospital, { ownerId: mine.id, name: 'Mine', notes: 'Bites' })
  const theirPet = await aPet(hospital, { ownerId: theirs.id, name: 'Theirs' })
  const theirRecord = await aRecord(hospital, { petId: theirPet.id })
  const viewer = asRole('OWNER', { ownerId: mine.id })
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($representations: [_Any!]!) {
      owners { totalCount nodes { firstName notes pets { nodes { name notes owner { firstName } } } } }
      archived: owners(filter: { archived: null }) { totalCount }
      pets(filter: { status: null }) { totalCount nodes { name } }
      byOwner: pets(filter: { ownerId: "${theirs.id}" }) { totalCount nodes { name } }
      owner(id: "${theirs.id}") { firstName }
      pet(id: "${theirPet.id}") { name }
      medicalRecord(id: "${theirRecord.id}") { plan }
      medicalRecords { totalCount nodes { id } }
      ofPet: medicalRecords(filter: { petId: "${theirPet.id}" }) { totalCount }
      _entities(representations: $representations) {
        ... on Pet { name medicalRecords { totalCount } }
        ... on Owner { firstName }
        ... on MedicalRecord { plan }
      }
    }`,
    {
      representations: [
        { __typename: 'Pet', id: theirPet.id },
        { __typename: 'Owner', id: theirs.id },
        { __typename: 'MedicalRecord', id: theirRecord.id },
        { __typename: 'Pet', id: 'garbage' },
        { __typename: 'Pet', id: myPet.id },
      ],
    },
  )
  expect(errors).toEqual([])
  expect(data).toEqual({
    owners: {
      totalCount: 1,
      nodes: [
        {
          firstName: 'Mine',
          notes: null,
          pets: { nodes: [{ name: 'Mine', notes: null, owner: { firstName: 'Mine' } }] },
        },
      ],
    },
    archived: { totalCount: 1 },
    pets: { totalCount: 1, nodes: [{ name: 'Mine' }] },
    byOwner: { totalCount: 0, nodes: [] },
    owner: null,
    pet: null,
    medicalRecord: null,
    medicalRecords: { totalCount: 0, nodes: [] },
    ofPet: { totalCount: 0 },
    _entities: [null, null, null, null, { name: 'Mine', medicalRecords: { totalCount: 0 } }],
  })
})

test('an account without a household sees nothing', async () => {
  const { errors } = await hospital.graphql(asRole('OWNER'), '{ pets { totalCount } }')
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('who sees patients but not owners sees no owner through a patient', async () => {
  const owner = await anOwner(hospital)
  const pet = await aPet(hospital, { ownerId: owner.id })
  const groomer = asRole('VET', { grants: [{ locationId: null, permissions: new Set(['pet:read']) }] })
  const { data, errors } = await hospital.graphql(groomer, `{ pet(id: "${pet.id}") { name owner { name } } }`)
  expect(errors).toEqual([])
  expect(data).toEqual({ pet: { name: pet.name, owner: null } })
})

test('a patient is read with its owner, species, breed and weight in one statement', async () => {
  const owner = await anOwner(hospital, { firstName: 'Ada', lastName: 'Stone' })
  const pet = await aPet(hospital, { ownerId: owner.id, breedId: null })
  const before = hospital.runtime.database.statements()
  const { data } = await hospital.graphql(
    vet,
    `{ pet(id: "${pet.id}") { owner { name } species { name } breed { name } weight { value } } }`,
  )
  expect(hospital.runtime.database.statements() - before).toBe(1)
  expect(data['pet']).toEqual({
    owner: { name: 'Ada Stone' },
    species: { name: 'Dog' },
    breed: null,
    weight: null,
  })
})

test('an owner’s pets stand by name, the inactive ones on request, page by page', async () => {
  const owner = await anOwner(hospital)
  for (const name of ['Cleo', 'Ash', 'Bo']) await aPet(hospital, { ownerId: owner.id, name })
  await hospital.admin`update clinical.pets set status = 'INACTIVE' where owner_id = ${owner.id} and name = 'Bo'`
  const query = `query ($id: ID!, $first: Int! = 25, $after: String, $includeInactive: Boolean) { owner(id: $id) {
    pets(first: $first, after: $after, includeInactive: $includeInactive) {
      totalCount nodes { name } pageInfo { hasNextPage endCursor } } } }`
  const page = async (variables: Record<string, unknown>) => {
    const { data } = await hospital.graphql(vet, query, { id: owner.id, ...variables })
    return (
      data['owner'] as { pets: { totalCount: number; nodes: unknown; pageInfo: { endCursor: string } } }
    ).pets
  }
  expect(await page({})).toMatchObject({ totalCount: 2, nodes: [{ name: 'Ash' }, { name: 'Cleo' }] })
  const first = await page({ first: 1, includeInactive: true })
  expect(first).toMatchObject({ totalCount: 3, nodes: [{ name: 'Ash' }], pageInfo: { hasNextPage: true } })
  expect(await page({ includeInactive: true, after: first.pageInfo.endCursor })).toMatchObject({
    nodes: [{ name: 'Bo' }, { name: 'Cleo' }],
    pageInfo: { hasNextPage: false },
  })
  const { errors } = await hospital.graphql(vet, query, { id: owner.id, first: 101 })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'first' }])
})

test('a page of 25 pets with everything takes as many statements as a page of one', async () => {
  const species = ['dog', 'cat', 'rabbit']
  for (let number = 0; number < 25; number++) {
    const chip = `3720000000${String(number).padStart(5, '0')}`
    const pet = await aPet(hospital, {
      name: `Pet ${number}`,
      speciesId: species[number % 3]!,
      breedId: ['dog-beagle', 'cat-siamese', 'rabbit-rex'][number % 3]!,
      microchips: [chip],
    })
    await aWeight(hospital, pet.id, 4000 + number, '2026-01-01T09:00:00Z')
    await aRecord(hospital, { petId: pet.id })
  }
  const { statements } = hospital.runtime.database
  const cost = async (query: string) => {
    const before = statements()
    const { errors } = await hospital.graphql(vet, query)
    expect(errors).toEqual([])
    return statements() - before
  }
  const pets = (first: number) => `{ pets(first: ${first}, filter: { search: "pet" }) { nodes { name ageText
    owner { name pets { nodes { name } } } species { name } breed { name } weight { value } microchips { number }
    lastMedicalRecord { plan pet { name } author { id } } } } }`
  const charts = (first: number) =>
    `{ pets(first: ${first}) { nodes { medicalRecords { nodes { plan } } } } }`
  const owners = (first: number) =>
    `{ owners(first: ${first}) { nodes { name pets { nodes { name lastMedicalRecord { id } } } } } }`
  for (const query of [pets, charts, owners]) expect(await cost(query(25))).toBe(await cost(query(1)))
})
