import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { and, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { updateOwner } from '../owners/owner.service.ts'
import { aPet } from '../pets/pet.factory.ts'
import { pets } from '../pets/pet.table.ts'
import { updatePet } from '../pets/write.service.ts'
import { clinical } from '../schema.ts'
import { searchOf, soughtBy } from './search.ts'

let hospital: TestSubgraph

const reception = asRole('RECEPTIONIST')

/** "Bella Byrne": the pet and its owner's family name. */
async function petsFound(search: string, viewer = reception): Promise<string[]> {
  const { data, errors } = await hospital.graphql(
    viewer,
    'query ($search: String) { pets(filter: { search: $search }) { nodes { name owner { lastName } } totalCount } }',
    { search },
  )
  expect(errors).toEqual([])
  const { nodes, totalCount } = data['pets'] as {
    nodes: Array<{ name: string; owner: { lastName: string } }>
    totalCount: number
  }
  expect(totalCount).toBe(nodes.length)
  return nodes.map(({ name, owner }) => `${name} ${owner.lastName}`)
}

async function ownersFound(search: string): Promise<string[]> {
  const { data, errors } = await hospital.graphql(
    reception,
    'query ($search: String) { owners(filter: { search: $search }) { nodes { name } } }',
    { search },
  )
  expect(errors).toEqual([])
  return (data['owners'] as { nodes: Array<{ name: string }> }).nodes.map(({ name }) => name)
}

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  const byrne = await anOwner(hospital, { phone: '+353 87 123 4567', email: 'aoife.byrne@example.com' })
  const devries = await anOwner(hospital, { firstName: 'Zoë', lastName: 'De Vries', phone: '020 555 01 00' })
  const murphy = await anOwner(hospital, { firstName: 'Sean', lastName: 'Murphy', phone: '01 2345678' })
  await aPet(hospital, { ownerId: byrne.id, name: 'Bella', microchips: ['372098100000001'] })
  await aPet(hospital, { ownerId: devries.id, name: 'Bella', microchips: ['528210000000777', 'AVID12345'] })
  await aPet(hospital, { ownerId: murphy.id, name: 'Bellatrix' })
  await aPet(hospital, { ownerId: murphy.id, name: 'Charlie' })
  await aPet(hospital, { ownerId: byrne.id, name: 'Daisy' })
  await aPet(hospital, { ownerId: devries.id, name: '100%_\\' })
})
afterAll(() => hospital.close())

test.each([
  [
    'the exact name first, then what begins so',
    'bella',
    ['Bella Byrne', 'Bella De Vries', 'Bellatrix Murphy'],
  ],
  ['a letter too few', 'Bela', ['Bella Byrne', 'Bella De Vries', 'Bellatrix Murphy']],
  ['the owner, cut short', 'byrn', ['Bella Byrne', 'Daisy Byrne']],
  ['the owner, mistyped', 'Mrphy', ['Bellatrix Murphy', 'Charlie Murphy']],
  ['an accent left out', 'zoe', ['100%_\\ De Vries', 'Bella De Vries']],
  ['pet and owner together', 'bella byrne', ['Bella Byrne']],
  ['owner and pet together', '  Byrne   BELLA ', ['Bella Byrne']],
  ['the other spelling', 'charley', ['Charlie Murphy']],
  ['a part of a telephone number', '87 123 4', ['Bella Byrne', 'Daisy Byrne']],
  ['a telephone number as dialled at home', '087 123 4567', ['Bella Byrne', 'Daisy Byrne']],
  ['a telephone number as dialled abroad', '00353871234567', ['Bella Byrne', 'Daisy Byrne']],
  ['a microchip', '372098100000001', ['Bella Byrne']],
  ['a microchip in groups', '372 0981 0000 0001', ['Bella Byrne']],
  ['the end of a microchip', '0777', ['Bella De Vries']],
  ['an old microchip', 'avid12345', ['Bella De Vries']],
  ['one letter: the beginning of the name', 'c', ['Charlie Murphy']],
  ['signs that mean something to the database', '100%_\\', ['100%_\\ De Vries', 'Bella De Vries']],
  ['one such sign alone', '%', []],
  ['nobody', 'xylophone', []],
])('a pet is found by %s: %s', async (_what, search, found) => {
  const answer = await petsFound(search)
  // Households of two have one rank: their pets stand by name.
  expect(answer).toEqual(found)
})

test.each([
  ['by name', 'aoife byrne', ['Aoife Byrne']],
  ['by the family name first', 'byrne aoife', ['Aoife Byrne']],
  ['by e-mail', 'aoife.byrne@exam', ['Aoife Byrne']],
  ['by telephone', '5550100', ['Zoë De Vries']],
  ['by a pet’s name, mistyped', 'charly', ['Sean Murphy']],
  ['by the first letter of the family name', 'd', ['Zoë De Vries']],
])('an owner is found %s', async (_what, search, found) => {
  expect(await ownersFound(search)).toEqual(found)
})

test('whoever is renamed is found by the new name at once, and so are the pets; not by the old one', async () => {
  const owner = await anOwner(hospital, { firstName: 'Quirin', lastName: 'Oldname' })
  const pet = await aPet(hospital, { ownerId: owner.id, name: 'Whiskers' })
  await updateOwner(hospital.context(), {
    id: owner.id,
    version: 1,
    lastName: 'Freshfield',
    phone: '0669998888',
  })
  expect(await petsFound('freshfield')).toEqual(['Whiskers Freshfield'])
  expect(await petsFound('0669998888')).toEqual(['Whiskers Freshfield'])
  expect(await petsFound('oldname')).toEqual([])
  await updatePet(hospital.context(), {
    id: pet.id,
    version: 1,
    name: 'Umbra',
    microchips: ['372000000004444'],
  })
  expect(await ownersFound('umbra')).toEqual(['Quirin Freshfield'])
  expect(await ownersFound('whiskers')).toEqual([])
  expect(await petsFound('4444')).toEqual(['Umbra Freshfield'])
  await updatePet(hospital.context(), { id: pet.id, version: 2, microchips: [] })
  expect(await petsFound('4444')).toEqual([])
})

test('an owner and the pets renamed at the same moment are both found by their new names', async () => {
  const owner = await anOwner(hospital, { firstName: 'Ida', lastName: 'Before' })
  const household = await Promise.all(
    ['One', 'Two', 'Three'].map((name) => aPet(hospital, { ownerId: owner.id, name: `Was${name}` })),
  )
  await Promise.all([
    updateOwner(hospital.context(), { id: owner.id, version: 1, lastName: 'Thereafter' }),
    ...household.map(({ id }, number) =>
      updatePet(hospital.context(), { id, version: 1, name: `Kitten${number}` }),
    ),
    aPet(hospital, { ownerId: owner.id, name: 'Kitten3' }),
  ])
  const kittens = [0, 1, 2, 3].map((number) => `Kitten${number} Thereafter`)
  expect(await petsFound('thereafter')).toEqual(kittens)
  expect(await ownersFound('kitten2')).toEqual(['Ida Thereafter'])
})

test('pages of a search continue in the order of the match', async () => {
  const page = async (first: number, after: string | null) => {
    const { data } = await hospital.graphql(
      reception,
      `query ($first: Int!, $after: String) {
        pets(filter: { search: "bella" }, first: $first, after: $after) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { first, after },
    )
    return data['pets'] as {
      nodes: Array<{ id: string }>
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
  }
  const whole = await page(100, null)
  expect(whole.nodes).toHaveLength(3)
  const first = await page(2, null)
  const second = await page(2, first.pageInfo.endCursor)
  expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes)
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
})

test('AU4: an owner’s search finds the own household only', async () => {
  const { data } = await hospital.graphql(
    reception,
    '{ owners(filter: { search: "Murphy" }) { nodes { id } } }',
  )
  const [murphy] = (data['owners'] as { nodes: Array<{ id: string }> }).nodes
  const viewer = asRole('OWNER', { ownerId: murphy!.id })
  expect(await petsFound('bella', viewer)).toEqual(['Bellatrix Murphy'])
  expect(await petsFound('372098100000001', viewer)).toEqual([])
})

test('with ten thousand pets a search reads the trigram index, not the table', async () => {
  const big = await TestSubgraph.open(clinical)
  try {
    await big.admin`
      insert into clinical.owners (id, first_name, last_name, preferred_contact, version, created_at, updated_at)
      select gen_random_uuid(), 'First' || n, md5(n::text), 'EMAIL', 1, now(), now() from generate_series(1, 6000) n`
    await big.admin`
      insert into clinical.pets (id, owner_id, name, species_id, sex, neuter_status, birth_date_estimated, status,
        version, created_at, updated_at)
      select gen_random_uuid(), (select id from clinical.owners offset n % 100 limit 1), md5((n * 7)::text), 'dog',
        'UNKNOWN', 'UNKNOWN', false, 'ACTIVE', 1, now(), now() from generate_series(1, 10000) n`
    await big.admin`vacuum analyze clinical.pets`
    for (const query of ['bela', 'bella byrne', '087 1234567', '372098100000001']) {
      const search = searchOf(soughtBy(query), pets)!
      const plan = await big
        .context()
        .db.execute<{ 'QUERY PLAN': string }>(
          sql`explain select id from ${pets} where ${and(search.where)} order by ${search.place} limit 26`,
        )
      const lines = plan.map((line) => line['QUERY PLAN']).join('\n')
      expect(lines).toContain('pets_search')
      expect(lines).not.toContain('Seq Scan')
    }
  } finally {
    await big.close()
  }
})

test.each([
  ['Иван', 'Петров', 'петров'],
  ['Иван', 'Сидоров', 'Сидор'],
  ['美咲', '田中', '田中'],
  ['Νίκος', 'Παππάς', 'παππας'],
  ['محمد', 'الأحمد', 'الأحمد'],
  ['Łucja', 'Żółć', 'żółć'],
])('%s %s is found by %s, as every name in its own script', async (firstName, lastName, search) => {
  const owner = await anOwner(hospital, { firstName, lastName })
  await aPet(hospital, { ownerId: owner.id, name: 'Rex' })
  expect(await ownersFound(search)).toContain(`${firstName} ${lastName}`)
  expect(await petsFound(search)).toContain(`Rex ${lastName}`)
})
