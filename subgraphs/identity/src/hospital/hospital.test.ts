import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { hospital as hospitals } from './hospital.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

const update = (role: 'ADMIN' | 'VET', input: Record<string, unknown>) =>
  hospital.graphql(
    asRole(role),
    'mutation($input: UpdateHospitalInput!) { updateHospital(input: $input) { name version } }',
    { input },
  )

test('everybody signed in reads the hospital’s name; who holds hospital:write changes it, from the version they saw', async () => {
  const read = async () => (await hospital.graphql(asRole('OWNER'), '{ hospital { name version } }')).data
  expect(await read()).toEqual({ hospital: null })
  expect((await update('ADMIN', { version: 1, name: 'Nowhere' })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  await hospital.context().db.insert(hospitals).values({ name: 'Harbour Vets', setUpAt: hospital.now() })
  expect((await update('VET', { version: 1, name: 'Mine' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await update('ADMIN', { version: 1, name: '' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'name' },
  ])
  expect((await update('ADMIN', { version: 1, name: ' Harbour Veterinary ' })).errors).toEqual([])
  expect(await read()).toEqual({ hospital: { name: 'Harbour Veterinary', version: 2 } })
  expect((await update('ADMIN', { version: 1, name: 'Other' })).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { version: 2, current: { name: 'Harbour Veterinary' } } },
  ])
})

test.each(['Englisch', 'xx-XX-long-nonsense', 'e'])(
  '%s is no language in which a date is written',
  async (locale) => {
    const [row] = await hospital.context().db.select().from(hospitals)
    if (!row) await hospital.context().db.insert(hospitals).values({ name: 'Vets', setUpAt: hospital.now() })
    expect((await update('ADMIN', { version: row?.version ?? 1, locale })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'locale' },
    ])
  },
)
