import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aLocation } from './location.factory.ts'
import { announceLocation, locationFacts } from './location.service.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

test('staff of one location list and look up that one; nobody does without location:read, but sees where something was', async () => {
  const [here, there] = [await aLocation(hospital), await aLocation(hospital)]
  const query = `query ($here: ID!, $there: ID!) {
    locations { id } here: location(id: $here) { id } there: location(id: $there) { id } }`
  const ids = { here: here.id, there: there.id }
  const vetHere = asRole('VET', {
    grants: [{ locationId: here.id, permissions: asRole('VET').grants[0]!.permissions }],
  })
  expect(await hospital.graphql(vetHere, query, ids)).toEqual({
    data: { locations: [{ id: here.id }], here: { id: here.id }, there: null },
    errors: [],
  })
  const without = asRole('VET', {
    grants: [{ locationId: null, permissions: new Set(['appointment:read']) }],
  })
  const { errors } = await hospital.graphql(without, '{ locations { id } }')
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'location:read' } }])
  const lookedUp = await hospital.graphql(without, 'query ($id: ID!) { location(id: $id) { id } }', {
    id: here.id,
  })
  expect(lookedUp.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const reference = await hospital.graphql(
    without,
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Location { name } } }',
    { r: [{ __typename: 'Location', id: there.id }] },
  )
  expect(reference.data['_entities']).toEqual([{ name: there.name }])
})

test('a location is open to pet owners too, and to nobody who is not signed in', async () => {
  const location = await aLocation(hospital, { name: 'Harbour Street' })
  const query = '{ locations { id name timeZone currency openingHours { weekday opens closes } } }'
  expect((await hospital.graphql(null, query)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  const { data, errors } = await hospital.graphql(asRole('OWNER'), query)
  expect(errors).toEqual([])
  expect(data['locations']).toContainEqual({
    id: location.id,
    name: 'Harbour Street',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    openingHours: [{ weekday: 'MONDAY', opens: '08:30', closes: '18:00' }],
  })
})

test('a closed location is not listed, but still known to what happened there', async () => {
  const { id } = await aLocation(hospital, { name: 'Old Mill', active: false })
  const { data } = await hospital.graphql(
    asRole('VET'),
    `query($id: ID!, $r: [_Any!]!) {
      locations { id } location(id: $id) { name active } _entities(representations: $r) { ... on Location { name } }
    }`,
    { id, r: [{ __typename: 'Location', id }] },
  )
  expect(data['locations']).not.toContainEqual({ id })
  expect(data['location']).toEqual({ name: 'Old Mill', active: false })
  expect(data['_entities']).toEqual([{ name: 'Old Mill' }])
})

test('an unknown or malformed id is not found', async () => {
  for (const id of [newId(), 'garbage', '']) {
    const { data, errors } = await hospital.graphql(
      asRole('VET'),
      'query($id: ID!) { location(id: $id) { name } }',
      { id },
    )
    expect(errors).toEqual([])
    expect(data).toEqual({ location: null })
  }
})

test('the database keeps currencies and tax rates sane, and names apart', async () => {
  const name = 'Vondelpark'
  await aLocation(hospital, { name })
  const refused = (constraint_name: string) => ({ cause: { constraint_name } })
  await expect(aLocation(hospital, { name })).rejects.toMatchObject(refused('locations_name_once'))
  await expect(aLocation(hospital, { currency: 'euro' })).rejects.toMatchObject(
    refused('locations_currency_is_iso_4217'),
  )
  await expect(aLocation(hospital, { taxRate: 10_001 })).rejects.toMatchObject(
    refused('locations_tax_rate_is_basis_points'),
  )
})

test('a change of a location is announced to the subgraphs that keep a copy', async () => {
  const location = await aLocation(hospital)
  await announceLocation(hospital.context(), location)
  const facts = locationFacts(location)
  const sent = (await hospital.emitted()).filter(({ payload }) => payload['id'] === facts.id)
  expect(sent.map(({ task }) => task).sort()).toEqual(
    ['billing', 'clinical', 'inventory', 'notifications', 'scheduling'].map(
      (consumer) => `${consumer}:location.changed`,
    ),
  )
  for (const { payload } of sent) expect(payload).toEqual(facts)
})
