import { demoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from './schema.ts'
import { signIn } from './sessions/session.factory.ts'

const size = { pets: 200, years: 1 }
let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  await identity.demo?.(hospital.context(), size)
})
afterAll(() => hospital.close())

test('the demo hospital has two locations in different zones and eight staff, who all can sign in', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('ADMIN'),
    '{ locations { name timeZone } users { totalCount nodes { email isVet roles { role { key } location { name } } } } }',
  )
  expect(errors).toEqual([])
  expect(data['locations']).toEqual([
    { name: 'Harbour Street', timeZone: 'Europe/Dublin' },
    { name: 'Vondelpark', timeZone: 'Europe/Amsterdam' },
  ])
  const { totalCount, nodes } = data['users'] as {
    totalCount: number
    nodes: Array<{ email: string; isVet: boolean }>
  }
  expect(totalCount).toBe(9)
  expect(nodes.filter(({ isVet }) => isVet)).toHaveLength(5)
  expect(nodes).toContainEqual({
    email: 'vet@demo.vet',
    isVet: true,
    roles: [{ role: { key: 'VET' }, location: { name: 'Harbour Street' } }],
  })
  for (const { email } of nodes) {
    expect((await signIn(hospital, { email, password: 'demo-password' })).errors).toEqual([])
  }
})

test('the demo owner’s account belongs to the first household', async () => {
  const [household] = demoPlan(size, hospital.now()).owners
  const { data } = await hospital.graphql(
    asRole('ADMIN'),
    'query($id: ID!) { user(id: $id) { email name owner { id } } }',
    { id: demoId('user', 9000) },
  )
  expect(data['user']).toEqual({
    email: 'owner@demo.vet',
    name: `${household?.firstName} ${household?.lastName}`,
    owner: { id: household?.id },
  })
})
