import { speciesList } from '@vetgraph/kit/demo/names'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace } from '../vaccinations/vaccination.factory.ts'
import { aPet, aWeight } from './pet.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const details =
  'id name sex neuterStatus dateOfBirth birthDateEstimated ageText color status version species { id } breed { id } owner { id }'
const create = `mutation ($input: CreatePetInput!) { createPet(input: $input) { ${details} } }`
const update = `mutation ($input: UpdatePetInput!) { updatePet(input: $input) { ${details} } }`
const archive = `mutation ($input: ArchivePetInput!) { archivePet(input: $input) { ${details} } }`
const list = 'query ($filter: PetFilter) { pets(filter: $filter) { nodes { id name status } } }'

const pets = async () =>
  (await hospital.admin`select count(*)::int as n from clinical.pets`)[0]!['n'] as number

const eventsOf = async (id: string) =>
  (await hospital.emitted()).filter(
    ({ task, payload }) => task === 'scheduling:pet.changed' && payload['id'] === id,
  )

test('reception adds a pet: audited and announced as bookable', async () => {
  const owner = await anOwner(hospital)
  const { data, errors } = await hospital.graphql(reception, create, {
    input: {
      ownerId: owner.id,
      name: ' Bella ',
      speciesId: 'dog',
      breedId: 'dog-irish-setter',
      sex: 'FEMALE',
      dateOfBirth: '2022-01-10',
      color: 'red',
    },
  })
  expect(errors).toEqual([])
  const pet = data['createPet'] as { id: string }
  expect(pet).toMatchObject({
    name: 'Bella',
    species: { id: 'dog' },
    breed: { id: 'dog-irish-setter' },
    owner: { id: owner.id },
    status: 'ACTIVE',
    version: 1,
  })
  expect(await hospital.audited(pet.id)).toMatchObject([
    { action: 'pet.create', actorId: reception.userId, after: { name: 'Bella', microchips: [] } },
  ])
  expect(await eventsOf(pet.id)).toMatchObject([
    { payload: { ownerId: owner.id, name: 'Bella', speciesId: 'dog', active: true } },
  ])
})

test.each([
  ['BAD_USER_INPUT', 'name', { name: '' }],
  ['BAD_USER_INPUT', 'speciesId', { speciesId: 'unicorn' }],
  ['BAD_USER_INPUT', 'breedId', { breedId: 'cat-siamese' }],
  ['BAD_USER_INPUT', 'dateOfBirth', { dateOfBirth: '2026-03-17' }],
  ['BAD_USER_INPUT', 'dateOfBirth', { dateOfBirth: '0202-03-17' }],
  ['NOT_FOUND', 'ownerId', { ownerId: '018f0000-0000-7000-8000-000000000000' }],
  ['NOT_FOUND', 'ownerId', { ownerId: 'garbage' }],
])('%s: a wrong %s is refused and nothing is written', async (code, field, wrong) => {
  const owner = await anOwner(hospital)
  const before = await pets()
  const { errors } = await hospital.graphql(reception, create, {
    input: { ownerId: owner.id, name: 'Max', speciesId: 'dog', ...wrong },
  })
  expect(errors).toMatchObject([{ code, field }])
  expect(await pets()).toBe(before)
})

test('who lacks the right changes nothing: FORBIDDEN, and UNAUTHENTICATED for nobody', async () => {
  const pet = await aPet(hospital)
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const input = { id: pet.id, version: 1, name: 'Hacked' }
  expect((await hospital.graphql(owner, update, { input })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(null, update, { input })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  const archived = { id: pet.id, reason: 'x' }
  expect((await hospital.graphql(asRole('TECHNICIAN'), archive, { input: archived })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect(await hospital.audited(pet.id)).toHaveLength(1)
})

test('PT2: sex and neuter status may be unknown, and a guessed birth date is marked', async () => {
  const pet = await aPet(hospital)
  const { data, errors } = await hospital.graphql(reception, update, {
    input: {
      id: pet.id,
      version: 1,
      neuterStatus: 'NEUTERED',
      dateOfBirth: '2022-01-10',
      birthDateEstimated: true,
    },
  })
  expect(errors).toEqual([])
  expect(data['updatePet']).toMatchObject({
    sex: 'UNKNOWN',
    neuterStatus: 'NEUTERED',
    birthDateEstimated: true,
    ageText: '4 y 2 m',
  })
})

test.each([
  ['2026-03-16', null, '0 d'],
  ['2026-03-10', null, '6 d'],
  ['2026-02-01', null, '6 w'],
  ['2025-08-17', null, '6 m'],
  ['2025-03-16', null, '1 y'],
  ['2022-01-16', null, '4 y 2 m'],
  ['2012-02-29', '2024-02-28', '11 y 11 m'],
])('PT2: born %s, died %s, the age is %s: it stops at death', async (dateOfBirth, deceasedOn, age) => {
  const pet = await aPet(hospital, { dateOfBirth })
  if (deceasedOn) {
    await hospital.admin`
      update clinical.pets set status = 'DECEASED', deceased_on = ${deceasedOn} where id = ${pet.id}`
  }
  const { data } = await hospital.graphql(reception, `{ pet(id: "${pet.id}") { ageText deceasedOn } }`)
  expect(data).toEqual({ pet: { ageText: age, deceasedOn } })
})

test('PT2: the age is that of the hospital’s day, not of UTC’s', async () => {
  const pet = await aPet(hospital, { dateOfBirth: '2026-03-09' })
  const age = async () =>
    (await hospital.graphql(reception, `{ pet(id: "${pet.id}") { ageText } }`)).data['pet']
  expect(await age()).toEqual({ ageText: '1 w' })
  const [place] = await hospital.admin`
    insert into clinical.location_refs (id, name, time_zone, active, version)
    values (uuidv7(), 'Honolulu', 'Pacific/Honolulu', true, 1) returning id`
  try {
    expect(await age()).toEqual({ ageText: '6 d' })
  } finally {
    await hospital.admin`delete from clinical.location_refs where id = ${place!['id']}`
  }
})

test('PT3: the current weight is the one measured last, not the one typed last; exact to the gram', async () => {
  const pet = await aPet(hospital)
  const query = `{ pet(id: "${pet.id}") { weight { value unit measuredAt } } }`
  expect((await hospital.graphql(reception, query)).data).toEqual({ pet: { weight: null } })
  await aWeight(hospital, pet.id, 12_345, '2026-03-01T09:00:00.000Z')
  await aWeight(hospital, pet.id, 9_800, '2025-03-01T09:00:00.000Z', '2026-03-10T09:00:00.000Z')
  expect((await hospital.graphql(reception, query)).data).toEqual({
    pet: { weight: { value: 12.345, unit: 'kg', measuredAt: '2026-03-01T09:00:00.000Z' } },
  })
})

test('PT5: an archived pet is inactive, announced as not bookable, and found behind the filter', async () => {
  const pet = await aPet(hospital)
  const input = { id: pet.id, reason: 'Moved away' }
  const first = await hospital.graphql(reception, archive, { input })
  const second = await hospital.graphql(reception, archive, { input })
  expect([first.errors, second.errors]).toEqual([[], []])
  expect(first.data['archivePet']).toMatchObject({ status: 'INACTIVE', version: 2 })
  expect(second.data).toEqual(first.data)
  expect(await hospital.audited(pet.id)).toMatchObject([
    { action: 'pet.create' },
    {
      action: 'pet.archive',
      before: { status: 'ACTIVE' },
      after: { status: 'INACTIVE', statusReason: 'Moved away' },
    },
  ])
  expect((await eventsOf(pet.id)).map(({ payload }) => payload['active'])).toEqual([true, false])
})

test('a pet that changed meanwhile is not archived on what was known before', async () => {
  const pet = await aPet(hospital)
  const attempt = (version: number) =>
    hospital.graphql(reception, archive, { input: { id: pet.id, reason: 'Moved away', version } })
  expect((await attempt(pet.version + 1)).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { current: { status: 'ACTIVE' } } },
  ])
  expect((await attempt(pet.version)).data['archivePet']).toMatchObject({ status: 'INACTIVE' })
})

test('PT5: inactive, deceased and transferred are three things, each found behind the filter', async () => {
  const owner = await anOwner(hospital)
  const filterFor = (status?: string | null) => ({ filter: { ownerId: owner.id, status } })
  for (const status of ['ACTIVE', 'INACTIVE', 'DECEASED', 'TRANSFERRED']) {
    const pet = await aPet(hospital, { ownerId: owner.id, name: status })
    await hospital.admin`update clinical.pets set status = ${status} where id = ${pet.id}`
  }
  const found = async (status?: string | null) =>
    (
      (await hospital.graphql(reception, list, filterFor(status))).data['pets'] as {
        nodes: Array<{ name: string }>
      }
    ).nodes.map(({ name }) => name)
  expect(await found(undefined)).toEqual(['ACTIVE'])
  expect(await found('INACTIVE')).toEqual(['INACTIVE'])
  expect(await found('DECEASED')).toEqual(['DECEASED'])
  expect(await found('TRANSFERRED')).toEqual(['TRANSFERRED'])
  expect(await found(null)).toEqual(['ACTIVE', 'DECEASED', 'INACTIVE', 'TRANSFERRED'])
})

test('PT5: a deceased pet is not archived into an inactive one', async () => {
  const pet = await aPet(hospital)
  await hospital.admin`update clinical.pets set status = 'DECEASED' where id = ${pet.id}`
  const { errors } = await hospital.graphql(reception, archive, { input: { id: pet.id, reason: 'x' } })
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { status: 'DECEASED' } }])
})

test('PT8: a retired species is not picked any more, and old patients keep it', async () => {
  const pet = await aPet(hospital, { speciesId: 'chicken' })
  await hospital.admin`update clinical.species set retired_at = now() where id = 'chicken'`
  try {
    const { data } = await hospital.graphql(
      reception,
      `{ species { id } pet(id: "${pet.id}") { species { id } } }`,
    )
    expect((data['species'] as Array<{ id: string }>).map(({ id }) => id)).not.toContain('chicken')
    expect(data['pet']).toEqual({ species: { id: 'chicken' } })
    const kept = await hospital.graphql(reception, update, {
      input: { id: pet.id, version: 1, color: 'brown' },
    })
    expect(kept.errors).toEqual([])
    const { errors } = await hospital.graphql(reception, create, {
      input: { ownerId: pet.ownerId, name: 'Hen', speciesId: 'chicken' },
    })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'speciesId' }])
  } finally {
    await hospital.admin`update clinical.species set retired_at = null where id = 'chicken'`
  }
})

test('PT8: an empty hospital has ten species with their breeds, and nobody deletes one', async () => {
  const { data } = await hospital.graphql(
    asRole('OWNER', { ownerId: null }),
    '{ species { id name breeds { name } } }',
  )
  const byName = <T extends { name: string }>(a: T, b: T) => (a.name < b.name ? -1 : 1)
  expect(data['species']).toEqual(
    [...speciesList].sort(byName).map(({ id, name, breeds }) => ({
      id,
      name,
      breeds: breeds.map((breed) => ({ name: breed })).sort(byName),
    })),
  )
  await expect(hospital.runtime.database.sql`delete from clinical.species where id = 'dog'`).rejects.toThrow(
    'permission denied',
  )
})

test('another species leaves the breed behind', async () => {
  const pet = await aPet(hospital, { breedId: 'dog-beagle' })
  const { data } = await hospital.graphql(reception, update, {
    input: { id: pet.id, version: 1, speciesId: 'cat' },
  })
  expect(data['updatePet']).toMatchObject({ species: { id: 'cat' }, breed: null })
})

test('a stale save is a CONFLICT with the present values, and writes nothing', async () => {
  const pet = await aPet(hospital)
  const save = (name: string) =>
    hospital.graphql(reception, update, { input: { id: pet.id, version: 1, name } })
  expect((await save('Bell')).errors).toEqual([])
  expect((await save('Bella II')).errors).toMatchObject([
    {
      code: 'CONFLICT',
      field: 'version',
      extensions: { version: 2, current: { name: 'Bell', microchips: [] } },
    },
  ])
  expect(await hospital.audited(pet.id)).toHaveLength(2)
})

test('an empty id in a filter is nobody’s, and not everybody’s', async () => {
  const { id } = await aPet(hospital)
  const named = async (ownerId: string | null) =>
    (await hospital.graphql(reception, list, { filter: { ownerId } })).data?.['pets'] as { nodes: unknown[] }
  expect((await named(null)).nodes).toContainEqual(expect.objectContaining({ id }))
  expect((await named('')).nodes).toEqual([])
})

test('a birth is not in the future at the hospital’s locations: tomorrow is refused, until it is tomorrow at one of them', async () => {
  const file = await TestSubgraph.open(clinical)
  try {
    const owner = await anOwner(file)
    const born = async (dateOfBirth: string) => {
      const input = { ownerId: owner.id, name: 'Kit', speciesId: 'cat', dateOfBirth }
      const { errors } = await file.graphql(
        asRole('RECEPTIONIST'),
        'mutation ($input: CreatePetInput!) { createPet(input: $input) { id } }',
        { input },
      )
      return errors.map(({ code, field }) => `${String(code)} ${String(field)}`)
    }
    await aPlace(file)
    file.setNow('2026-03-16T12:00:00Z')
    expect(await born('2026-03-16')).toEqual([])
    expect(await born('2026-03-17')).toEqual(['BAD_USER_INPUT dateOfBirth'])
    await aPlace(file, 'Pacific/Auckland')
    expect(await born('2026-03-17')).toEqual([])
  } finally {
    await file.close()
  }
})
