import { asRole, TestSubgraph } from '@vetgraph/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

test('a location is refused to nobody who is signed in, and to everybody else', async () => {
  const query = '{ locations { name timeZone openingHours { weekday opens } } }'
  expect((await hospital.graphql(null, query)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await hospital.graphql(asRole('OWNER'), query)).errors).toEqual([])
})

test('a malformed id is not found', async () => {
  const { data, errors } = await hospital.graphql(asRole('VET'), '{ location(id: "garbage") { name } }')
  expect(errors).toEqual([])
  expect(data).toEqual({ location: null })
})
