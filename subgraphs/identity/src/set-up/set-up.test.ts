import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hospital as hospitals } from '../hospital/hospital.table.ts'
import { locations } from '../locations/location.table.ts'
import { identity } from '../schema.ts'
import { inBrowser, signIn } from '../sessions/session.factory.ts'
import { users } from '../users/user.table.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterEach(() => hospital.close())

const password = 'correct horse battery staple'
const administrator = { firstName: 'Ruth', lastName: 'Malone', email: 'ruth@harbour.example', password }
const location = {
  name: 'Harbour Street',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  address: '12 Harbour Street\nDublin 8',
  taxRate: 1350,
}
const input = { hospitalName: 'Harbour Vets', location, administrator }

const setUp = (overrides: Record<string, unknown> = {}) =>
  inBrowser(
    hospital,
    `mutation ($input: SetUpHospitalInput!) {
      setUpHospital(input: $input) { accessToken user { name permissions roles { role { key } } } }
    }`,
    { input: { ...input, ...overrides } },
  )
const needed = async () => (await hospital.graphql(null, '{ setup { needed hospitalName } }')).data

test('an empty system says so, is set up once, and signs its administrator in', async () => {
  expect(await needed()).toEqual({ setup: { needed: true, hospitalName: null } })
  const { data, errors, cookie } = await setUp()
  expect(errors).toEqual([])
  expect(data).toMatchObject({
    setUpHospital: {
      user: {
        name: 'Ruth Malone',
        permissions: expect.arrayContaining(['user:write', 'hospital:write']),
        roles: [{ role: { key: 'ADMIN' } }],
      },
    },
  })
  expect(cookie).toMatch(/^[\w-]{43}$/)
  expect(await needed()).toEqual({ setup: { needed: false, hospitalName: 'Harbour Vets' } })
  expect((await signIn(hospital, { email: administrator.email, password })).errors).toEqual([])
  expect((await setUp()).errors).toMatchObject([{ code: 'CONFLICT' }])
  const tasks = (await hospital.emitted()).map(({ task }) => task)
  expect(tasks).toEqual(expect.arrayContaining(['scheduling:location.changed', 'scheduling:user.changed']))
  const [entry] = await hospital.audited('1')
  expect(entry).toMatchObject({ action: 'hospital.set-up', actorId: null })
  expect(JSON.stringify(entry)).not.toContain(password)
})

test('the demo hospital says that it is open where others can reach it, and nowhere else', async () => {
  const openDemo = async (subgraph: TestSubgraph) => {
    const { data } = await subgraph.graphql(null, '{ setup { openDemo } }')
    return (data['setup'] as { openDemo: boolean }).openDemo
  }
  const exposed = await TestSubgraph.open(identity, undefined, { exposed: true })
  try {
    expect(await openDemo(exposed)).toBe(false)
    for (const subgraph of [hospital, exposed])
      await subgraph
        .context()
        .db.insert(hospitals)
        .values({ name: 'Demo', setUpAt: hospital.now(), demo: true })
    expect([await openDemo(hospital), await openDemo(exposed)]).toEqual([false, true])
    await exposed.context().db.update(hospitals).set({ demo: false })
    expect(await openDemo(exposed)).toBe(false)
  } finally {
    await exposed.close()
  }
})

test('ten who set it up at once make one hospital with one administrator', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      setUp({ administrator: { ...administrator, email: `ruth${i}@harbour.example` } }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(answers.flatMap(({ errors }) => errors).map(({ code }) => code)).toEqual(Array(9).fill('CONFLICT'))
  const { db } = hospital.context()
  expect(await Promise.all([hospitals, locations, users].map((table) => db.$count(table)))).toEqual([1, 1, 1])
})

test('bad input is refused in its field, and nothing is written', async () => {
  for (const [overrides, field] of [
    [{ hospitalName: ' ' }, 'hospitalName'],
    [{ location: { ...location, currency: 'EURO' } }, 'location.currency'],
    [{ location: { ...location, taxRate: 10_001 } }, 'location.taxRate'],
    [{ location: { ...location, timeZone: 'Dublin' } }, 'location.timeZone'],
    [{ administrator: { ...administrator, email: 'ruth' } }, 'administrator.email'],
    [{ administrator: { ...administrator, password: 'password123' } }, 'administrator.password'],
  ] as const) {
    expect((await setUp(overrides)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: expect.stringContaining(field) },
    ])
  }
  expect(await needed()).toEqual({ setup: { needed: true, hospitalName: null } })
  expect(await hospital.context().db.$count(locations)).toBe(0)
})

test('nobody signs up for a hospital that is not set up', async () => {
  const { errors } = await hospital.graphql(
    null,
    'mutation ($input: RegisterOwnerInput!) { registerOwner(input: $input) }',
    { input: { email: 'owner@example.test', password, firstName: 'Niamh', lastName: 'Kelly' } },
  )
  expect(errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await hospital.context().db.$count(users)).toBe(0)
})
