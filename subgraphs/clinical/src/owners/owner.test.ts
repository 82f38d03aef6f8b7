import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace } from '../vaccinations/vaccination.factory.ts'
import { anOwner } from './owner.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  await aPlace(hospital)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const details =
  'id name email phone preferredContact address { street city country } notes version archivedAt'
const create = `mutation ($input: CreateOwnerInput!) { createOwner(input: $input) { ${details} } }`
const update = `mutation ($input: UpdateOwnerInput!) { updateOwner(input: $input) { ${details} } }`
const archive = `mutation ($input: ArchiveOwnerInput!) { archiveOwner(input: $input) { ${details} } }`

const owners = async () =>
  (await hospital.admin`select count(*)::int as n from clinical.owners`)[0]!['n'] as number

const eventsOf = async (id: string) =>
  (await hospital.emitted()).filter(
    ({ task, payload }) => task === 'billing:owner.changed' && payload['id'] === id,
  )

test('reception adds an owner: trimmed, audited, announced', async () => {
  const { data, errors } = await hospital.graphql(reception, create, {
    input: {
      firstName: '  Niamh ',
      lastName: 'Walsh',
      email: 'niamh@example.com',
      phone: ' +353 (0)87 123 4567 ',
      address: { street: '1 Mill Road', city: 'Dublin', country: '  ' },
      notes: 'Pays cash',
    },
  })
  expect(errors).toEqual([])
  const owner = data['createOwner'] as { id: string }
  expect(owner).toMatchObject({
    name: 'Niamh Walsh',
    phone: '+353871234567',
    preferredContact: 'EMAIL',
    address: { street: '1 Mill Road', city: 'Dublin', country: null },
    notes: 'Pays cash',
    version: 1,
  })
  expect(await hospital.audited(owner.id)).toMatchObject([
    { action: 'owner.create', actorId: reception.userId, after: { firstName: 'Niamh' } },
  ])
  expect(await eventsOf(owner.id)).toMatchObject([{ payload: { name: 'Niamh Walsh', active: true } }])
})

test.each([
  ['firstName', { firstName: '  ' }],
  ['lastName', { lastName: 'x'.repeat(201) }],
  ['email', { email: 'not an address' }],
  ['phone', { phone: '123' }],
  ['phone', { phone: 'call me maybe 1234567' }],
  ['address.postalCode', { address: { postalCode: '1'.repeat(21) } }],
  ['notes', { notes: 'x'.repeat(10_001) }],
])('a wrong %s is refused and nothing is written', async (field, wrong) => {
  const before = await owners()
  const { errors } = await hospital.graphql(reception, create, {
    input: { firstName: 'Sean', lastName: 'Kelly', ...wrong },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(await owners()).toBe(before)
})

test('a repeated createOwner under one Idempotency-Key is one owner', async () => {
  const input = { firstName: 'Repeated', lastName: 'Once' }
  const request = { idempotencyKey: 'desk-1' }
  const answers = await Promise.all(
    [1, 2, 3].map(() => hospital.graphql(reception, create, { input }, request)),
  )
  const ids = answers.map(({ data }) => (data['createOwner'] as { id: string }).id)
  expect(new Set(ids).size).toBe(1)
})

test('who lacks the right changes nothing: FORBIDDEN, and UNAUTHENTICATED for nobody', async () => {
  const before = await owners()
  const input = { firstName: 'Sean', lastName: 'Kelly' }
  expect((await hospital.graphql(asRole('TECHNICIAN'), create, { input })).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'owner:write' } },
  ])
  expect((await hospital.graphql(null, create, { input })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  expect(await owners()).toBe(before)
})

test('an update changes what is given, clears what is null, and keeps the rest', async () => {
  const owner = await anOwner(hospital, { email: 'a@example.com', phone: '0871234567', notes: 'old' })
  const { data, errors } = await hospital.graphql(reception, update, {
    input: { id: owner.id, version: 1, lastName: 'Nolan', email: null },
  })
  expect(errors).toEqual([])
  expect(data['updateOwner']).toMatchObject({
    name: 'Aoife Nolan',
    email: null,
    phone: '0871234567',
    notes: 'old',
    version: 2,
  })
  expect(await hospital.audited(owner.id)).toMatchObject([
    { action: 'owner.create' },
    { action: 'owner.update', before: { lastName: 'Byrne' }, after: { lastName: 'Nolan', email: null } },
  ])
  expect(await eventsOf(owner.id)).toMatchObject([
    { payload: { name: 'Aoife Byrne' } },
    { payload: { name: 'Aoife Nolan' } },
  ])
})

test('a name cannot be emptied by null', async () => {
  const owner = await anOwner(hospital)
  const { errors } = await hospital.graphql(reception, update, {
    input: { id: owner.id, version: 1, lastName: null },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'lastName' }])
})

test('a stale save is a CONFLICT with the present values, and writes nothing', async () => {
  const owner = await anOwner(hospital)
  const save = (lastName: string) =>
    hospital.graphql(reception, update, { input: { id: owner.id, version: 1, lastName } })
  const answers = await Promise.all([save('First'), save('Second')])
  const refused = answers.flatMap(({ errors }) => errors)
  const won = answers.find(({ errors }) => errors.length === 0)!.data['updateOwner'] as { name: string }
  expect(refused).toMatchObject([{ code: 'CONFLICT', field: 'version', extensions: { version: 2 } }])
  expect(`Aoife ${(refused[0]!.extensions['current'] as { lastName: string }).lastName}`).toBe(won.name)
})

const updateMine = `mutation ($input: UpdateMyContactDetailsInput!) { updateMyContactDetails(input: $input) { ${details} } }`

test('clients change their own telephone and address: checked, audited, and nothing else', async () => {
  const owner = await anOwner(hospital, { email: 'own@example.com', phone: '0871234567', notes: 'for staff' })
  const client = asRole('OWNER', { ownerId: owner.id })
  const wrong = await hospital.graphql(client, updateMine, { input: { version: 1, phone: '12' } })
  expect(wrong.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'phone' }])
  const input = { version: 1, phone: '086 765 4321', address: { street: '2 Quay', city: 'Cork' } }
  const { data, errors } = await hospital.graphql(client, updateMine, { input })
  expect(errors).toEqual([])
  expect(data['updateMyContactDetails']).toMatchObject({
    id: owner.id,
    name: 'Aoife Byrne',
    email: 'own@example.com',
    phone: '+353867654321',
    address: { street: '2 Quay', city: 'Cork', country: null },
    notes: null,
    version: 2,
  })
  expect((await hospital.audited(owner.id)).at(-1)).toMatchObject({
    action: 'owner.update',
    actorId: client.userId,
    before: { phone: '0871234567', notes: 'for staff' },
    after: { phone: '+353867654321', notes: 'for staff' },
  })
  const stale = await hospital.graphql(client, updateMine, { input })
  expect(stale.errors).toMatchObject([
    { code: 'CONFLICT', extensions: { version: 2, current: { phone: '+353867654321', notes: null } } },
  ])
})

test('nobody changes another household by it: staff are refused, and without a household there is none', async () => {
  const owner = await anOwner(hospital, { phone: '0871234567' })
  const input = { version: 1, phone: '086 765 4321' }
  const codes = async (viewer: Parameters<typeof hospital.graphql>[0]) =>
    (await hospital.graphql(viewer, updateMine, { input })).errors.map(({ code }) => code)
  expect(await codes(reception)).toEqual(['FORBIDDEN'])
  expect(await codes(asRole('OWNER'))).toEqual(['NOT_FOUND'])
  expect(await codes(null)).toEqual(['UNAUTHENTICATED'])
  const another = await anOwner(hospital)
  expect(await codes(asRole('OWNER', { ownerId: another.id }))).toEqual([])
  expect((await hospital.audited(owner.id)).map(({ action }) => action)).toEqual(['owner.create'])
})

test('staff hear live what a client changes, and no client hears of another', async () => {
  const [owner, another] = [await anOwner(hospital), await anOwner(hospital)]
  const watch = (viewer: ReturnType<typeof asRole>, ownerId: string) =>
    hospital.subscribe(
      viewer,
      'subscription ($filter: OwnerChangeFilter!) { ownerChanged(filter: $filter) { owner { id phone } } }',
      { filter: { ownerId } },
    )
  const client = (ownerId: string) => asRole('OWNER', { ownerId })
  const change = (ownerId: string, version: number, phone: string) =>
    hospital.graphql(client(ownerId), updateMine, { input: { version, phone } })
  const desk = await watch(reception, owner.id)
  const own = await watch(client(owner.id), owner.id)
  const stranger = await watch(client(another.id), owner.id)
  const self = await watch(client(another.id), another.id)
  await change(owner.id, 1, '086 765 4321')
  const heard = { ownerChanged: { owner: { id: owner.id, phone: '+353867654321' } } }
  expect((await desk.next!())?.data).toEqual(heard)
  expect((await own.next!())?.data).toEqual(heard)
  await change(another.id, 1, '086 000 0000')
  // The stranger would have heard the first change before the second one was made.
  expect(await Promise.race([stranger.next!(), self.next!()])).toMatchObject({
    data: { ownerChanged: { owner: { phone: '+353860000000' } } },
  })
})

test('an owner with active pets is not archived: the CONFLICT names them', async () => {
  const owner = await anOwner(hospital)
  const pet = await aPet(hospital, { ownerId: owner.id, name: 'Rex' })
  const { errors } = await hospital.graphql(reception, archive, { input: { id: owner.id, reason: 'Moved' } })
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { pets: [{ id: pet.id, name: 'Rex' }] } }])
  expect(errors[0]!.message).toContain('Rex')
  const { data } = await hospital.graphql(reception, 'query ($id: ID!) { owner(id: $id) { archivedAt } }', {
    id: owner.id,
  })
  expect(data).toEqual({ owner: { archivedAt: null } })
})

test('archiving twice is once; the archived stand behind the filter and get no new pets', async () => {
  const owner = await anOwner(hospital, { lastName: 'Zzarchived' })
  const input = { id: owner.id, reason: 'Moved to Cork' }
  const first = await hospital.graphql(reception, archive, { input })
  const second = await hospital.graphql(reception, archive, { input })
  expect([first.errors, second.errors]).toEqual([[], []])
  expect(second.data).toEqual(first.data)
  expect((await hospital.audited(owner.id)).map(({ action }) => action)).toEqual([
    'owner.create',
    'owner.archive',
  ])
  expect((await eventsOf(owner.id)).at(-1)).toMatchObject({ payload: { active: false } })

  const list = 'query ($filter: OwnerFilter) { owners(filter: $filter) { totalCount } }'
  const found = async (archived?: boolean | null) =>
    (await hospital.graphql(reception, list, { filter: { search: 'Zzarchived', archived } })).data['owners']
  expect(await found(undefined)).toEqual({ totalCount: 0 })
  expect(await found(true)).toEqual({ totalCount: 1 })
  expect(await found(null)).toEqual({ totalCount: 1 })

  const newPet = 'mutation ($input: CreatePetInput!) { createPet(input: $input) { id } }'
  const refused = await hospital.graphql(reception, newPet, {
    input: { ownerId: owner.id, name: 'Late', speciesId: 'cat' },
  })
  expect(refused.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'ownerId' }])
})

test('owners stand by family name and given name, accents and case aside, and pages continue', async () => {
  const file = await TestSubgraph.open(clinical)
  try {
    for (const [firstName, lastName] of [
      ['Zoë', 'álvarez'],
      ['Ana', 'Álvarez'],
      ['Tom', 'De Vries'],
      ['Kim', 'Abbott'],
    ]) {
      await anOwner(file, { firstName, lastName })
    }
    const names: string[] = []
    let after: string | null = null
    for (;;) {
      const answer = await file.graphql(
        reception,
        'query ($after: String) { owners(first: 1, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const page = answer.data['owners'] as {
        totalCount: number
        nodes: Array<{ name: string }>
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      expect(page.totalCount).toBe(4)
      names.push(...page.nodes.map(({ name }) => name))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(names).toEqual(['Kim Abbott', 'Ana Álvarez', 'Zoë álvarez', 'Tom De Vries'])
  } finally {
    await file.close()
  }
})
