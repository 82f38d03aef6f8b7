import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { syncBuiltInRoles } from './role.service.ts'
import { roles } from './role.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

const list = '{ roles { key name description permissions builtIn } }'

test('the built-in roles are there from the first start, with the permissions the software defines', async () => {
  const { data, errors } = await hospital.graphql(asRole('RECEPTIONIST'), list)
  expect(errors).toEqual([])
  const builtIn = (data['roles'] as Array<{ key: string; builtIn: boolean }>).filter((role) => role.builtIn)
  expect(builtIn.map(({ key }) => key).sort()).toEqual(Object.keys(builtInRoles).sort())
  expect(builtIn).toContainEqual({
    key: 'VET',
    name: 'Veterinarian',
    description: 'Examines, treats and writes medical records.',
    permissions: [...builtInRoles.VET.permissions].sort(),
    builtIn: true,
  })
})

test('a new version’s start brings built-in roles up to date and leaves the hospital’s own alone', async () => {
  const ctx = hospital.context()
  const own = {
    id: newId(),
    key: 'SENIOR_VET',
    name: 'Senior veterinarian',
    description: 'Leads a team.',
    permissions: ['pet:read'],
    seesPatients: true,
    builtIn: false,
    requiresSecondFactor: false,
    version: 1,
    createdAt: ctx.now(),
  }
  await ctx.db.insert(roles).values(own)
  const [before] = await ctx.db.select().from(roles).where(eq(roles.key, 'VET'))
  await ctx.db
    .update(roles)
    .set({ permissions: ['pet:read'] })
    .where(eq(roles.key, 'VET'))
  await Promise.all([1, 2, 3].map(() => syncBuiltInRoles(hospital.context())))
  expect(await ctx.db.select().from(roles).where(eq(roles.key, 'VET'))).toEqual([before])
  expect(await ctx.db.select().from(roles).where(eq(roles.key, 'SENIOR_VET'))).toEqual([own])
  expect(await ctx.db.$count(roles)).toBe(Object.keys(builtInRoles).length + 1)
})

test('pet owners are refused the list of roles', async () => {
  expect((await hospital.graphql(asRole('OWNER'), list)).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'staff:read' } },
  ])
})
