import { newId } from '@vetgraph/kit/ids'
import type { Viewer } from '@vetgraph/kit/context'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aLocation } from '../locations/location.factory.ts'
import { aUser, giveRole } from './user.factory.ts'
import { announceUser, viewerOf } from './user.service.ts'
import { userRoles, type UserRow, users } from './user.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

beforeEach(async () => {
  await hospital.admin`truncate identity.user_roles, identity.users cascade`
})

/** The user as the token would present them. */
const asUser = (user: UserRow): Promise<Viewer> => viewerOf(hospital.context(), user, newId())

const card = `id name initials email phone title active owner { id } permissions isVet
  roles { role { key } location { id } }`

const find = async (viewer: Viewer | null, id: string) => {
  const { data, errors } = await hospital.graphql(viewer, `query($id: ID!) { user(id: $id) { ${card} } }`, {
    id,
  })
  expect(errors).toEqual([])
  return data['user'] as Record<string, unknown> | null
}

test('nobody is `me` before signing in, and everybody sees themselves whole after', async () => {
  expect(await hospital.graphql(null, '{ me { id } }')).toEqual({ data: { me: null }, errors: [] })
  const ownerId = newId()
  const user = await aUser(hospital, {
    firstName: 'Órla',
    lastName: 'Byrne',
    phone: '+35315550100',
    ownerId,
    roles: [{ role: 'OWNER' }],
  })
  const { data, errors } = await hospital.graphql(await asUser(user), `{ me { ${card} } }`)
  expect(errors).toEqual([])
  expect(data['me']).toEqual({
    id: user.id,
    name: 'Órla Byrne',
    initials: 'ÓB',
    email: user.email,
    phone: '+35315550100',
    title: null,
    active: true,
    owner: { id: ownerId },
    permissions: ['location:read', 'notification:read', 'own-household:read'],
    isVet: false,
    roles: [{ role: { key: 'OWNER' }, location: null }],
  })
})

test('contact details of a colleague show to those with user:read only, and permissions to nobody else', async () => {
  const vet = await aUser(hospital, { phone: '+35315550101', roles: [{ role: 'VET' }] })
  const shown = { id: vet.id, name: 'Aoife Byrne', isVet: true, permissions: [] }
  expect(await find(asRole('ADMIN'), vet.id)).toMatchObject({ ...shown, email: vet.email, phone: vet.phone })
  expect(await find(asRole('RECEPTIONIST'), vet.id)).toMatchObject({ ...shown, email: null, phone: null })
})

test('AU4: a pet owner finds the hospital’s staff and themselves; another household’s account is not found', async () => {
  const household = newId()
  const me = await aUser(hospital, { ownerId: household, roles: [{ role: 'OWNER' }] })
  const neighbour = await aUser(hospital, { ownerId: newId(), roles: [{ role: 'OWNER' }] })
  const newcomer = await aUser(hospital, { roles: [{ role: 'OWNER' }] })
  const leaver = await aUser(hospital, { active: false })
  const vet = await aUser(hospital, { ownerId: newId(), roles: [{ role: 'VET' }, { role: 'OWNER' }] })
  const viewer = await asUser(me)
  expect(await find(viewer, me.id)).toMatchObject({ owner: { id: household } })
  expect(await find(viewer, neighbour.id)).toBeNull()
  expect(await find(viewer, newcomer.id)).toBeNull()
  expect(await find(viewer, leaver.id)).toMatchObject({ name: 'Aoife Byrne', active: false })
  expect(await find(viewer, newId())).toBeNull()
  expect(await find(viewer, 'garbage')).toBeNull()
  expect(await find(viewer, vet.id)).toMatchObject({ name: 'Aoife Byrne', email: null, owner: null })
  const { data } = await hospital.graphql(
    viewer,
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on User { id name } } }',
    { r: [neighbour, vet].map(({ id }) => ({ __typename: 'User', id })) },
  )
  expect(data['_entities']).toEqual([null, { id: vet.id, name: 'Aoife Byrne' }])
})

const list = `query($first: Int, $after: String, $filter: UserFilter) {
  users(first: $first, after: $after, filter: $filter) {
    nodes { id name } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`

interface Listed {
  nodes: Array<{ id: string; name: string }>
  edges: Array<{ cursor: string }>
  totalCount: number
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string }
}

const names = async (viewer: Viewer, filter: Record<string, unknown>) => {
  const { data, errors } = await hospital.graphql(viewer, list, { filter })
  expect(errors).toEqual([])
  return (data['users'] as Listed).nodes.map(({ name }) => name)
}

test('users are listed page by page by family name, without gap or repetition', async () => {
  for (const lastName of ['Walsh', 'byrne', 'Nolan', 'Byrne', 'Visser']) await aUser(hospital, { lastName })
  const seen: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3; page++) {
    const { data, errors } = await hospital.graphql(asRole('ADMIN'), list, { first: 2, after })
    expect(errors).toEqual([])
    const { nodes, totalCount, pageInfo } = data['users'] as Listed
    expect(totalCount).toBe(5)
    expect(pageInfo).toMatchObject({ hasNextPage: page < 2, hasPreviousPage: page > 0 })
    seen.push(...nodes.map(({ name }) => name.toLowerCase()))
    after = pageInfo.endCursor
  }
  expect(seen).toEqual(['byrne', 'byrne', 'nolan', 'visser', 'walsh'].map((name) => `aoife ${name}`))
})

test('users are found by parts of the name in any order; by e-mail only by those who may see it', async () => {
  await aUser(hospital, { firstName: 'Priya', lastName: 'Sharma', email: 'surgery@example.test' })
  await aUser(hospital, { firstName: 'Conor', lastName: '100%_Walsh' })
  const [admin, reception] = [asRole('ADMIN'), asRole('RECEPTIONIST')]
  expect(await names(reception, { search: ' sharm PRI ' })).toEqual(['Priya Sharma'])
  expect(await names(reception, { search: '%_' })).toEqual(['Conor 100%_Walsh'])
  expect(await names(admin, { search: 'surgery@' })).toEqual(['Priya Sharma'])
  expect(await names(reception, { search: 'surgery@' })).toEqual([])
  const { errors } = await hospital.graphql(admin, list, { filter: { search: 'x'.repeat(201) } })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'filter.search' }])
})

test('users are filtered by role and by whether the account can be used', async () => {
  await aUser(hospital, { firstName: 'Vet', roles: [{ role: 'VET' }] })
  await aUser(hospital, { firstName: 'Desk', roles: [{ role: 'RECEPTIONIST' }], active: false })
  expect(await names(asRole('VET'), { roleKey: 'VET' })).toEqual(['Vet Byrne'])
  expect(await names(asRole('VET'), { active: false })).toEqual(['Desk Byrne'])
  expect(await names(asRole('VET'), { active: null, roleKey: null })).toEqual(['Desk Byrne', 'Vet Byrne'])
})

test('the hospital’s people are told from pet owners, who are many', async () => {
  await aUser(hospital, { firstName: 'Vet', ownerId: newId(), roles: [{ role: 'VET' }, { role: 'OWNER' }] })
  await aUser(hospital, { firstName: 'Unsorted' })
  await aUser(hospital, { firstName: 'Client', ownerId: newId(), roles: [{ role: 'OWNER' }] })
  await aUser(hospital, { firstName: 'Newcomer', roles: [{ role: 'OWNER' }] })
  expect((await names(asRole('VET'), { staff: true })).sort()).toEqual(['Unsorted Byrne', 'Vet Byrne'])
  expect((await names(asRole('VET'), { staff: false })).sort()).toEqual(['Client Byrne', 'Newcomer Byrne'])
})

test('pet owners and anonymous callers cannot list users', async () => {
  const code = async (viewer: Viewer | null) =>
    (await hospital.graphql(viewer, list)).errors.map(({ code }) => code)
  expect(await code(asRole('OWNER'))).toEqual(['FORBIDDEN'])
  expect(await code(null)).toEqual(['UNAUTHENTICATED'])
})

test('a list of users with roles and locations takes as many statements for forty as for two', async () => {
  const location = await aLocation(hospital)
  const counted = async () => {
    const before = hospital.runtime.database.statements()
    const { errors } = await hospital.graphql(asRole('ADMIN'), `{ users(first: 100) { nodes { ${card} } } }`)
    expect(errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  const add = () => aUser(hospital, { roles: [{ role: 'VET', locationId: location.id }] })
  for (let n = 0; n < 2; n++) await add()
  const few = await counted()
  for (let n = 0; n < 38; n++) await add()
  expect(await counted()).toBe(few)
  expect(few).toBe(3)
})

test('AU6: one vet with different roles at two locations may do at each only what the role there allows', async () => {
  const [dublin, amsterdam] = [await aLocation(hospital), await aLocation(hospital)]
  const user = await aUser(hospital, {
    roles: [
      { role: 'VET', locationId: dublin.id },
      { role: 'RECEPTIONIST', locationId: amsterdam.id },
    ],
  })
  const viewer = await asUser(user)
  expect(viewer.roles).toEqual(['RECEPTIONIST', 'VET'])
  const at = (locationId: string) =>
    viewer.grants.find((grant) => grant.locationId === locationId)?.permissions
  expect(viewer.grants).toHaveLength(2)
  expect(at(dublin.id)?.has('medical-record:write')).toBe(true)
  expect(at(amsterdam.id)?.has('medical-record:write')).toBe(false)
  expect(at(amsterdam.id)?.has('appointment:book')).toBe(true)
})

test('AU6: staff who also own pets are both in one account', async () => {
  const ownerId = newId()
  const user = await aUser(hospital, { ownerId, roles: [{ role: 'VET' }, { role: 'OWNER' }] })
  const viewer = await asUser(user)
  expect(viewer).toMatchObject({ ownerId, roles: ['OWNER', 'VET'] })
  expect(viewer.grants).toHaveLength(1)
  expect([...(viewer.grants[0]?.permissions ?? [])]).toEqual(
    expect.arrayContaining(['own-household:read', 'medical-record:write']),
  )
})

test('AU6: the same role is not held twice at one place', async () => {
  const user = await aUser(hospital, { roles: [{ role: 'VET' }] })
  await expect(giveRole(hospital, user.id, 'VET')).rejects.toMatchObject({
    cause: { constraint_name: 'user_roles_once' },
  })
})

test('AU6: the last administrator can neither be deactivated nor lose the role, not even by two at once', async () => {
  const admins = [await aUser(hospital), await aUser(hospital)]
  for (const { id } of admins) await giveRole(hospital, id, 'ADMIN')
  const [first, second] = admins as [UserRow, UserRow]
  const { db } = hospital.context()
  const demote = (id: string) => db.delete(userRoles).where(eq(userRoles.userId, id))
  const deactivate = (id: string) => db.update(users).set({ active: false }).where(eq(users.id, id))
  const outcomes = await Promise.allSettled([demote(first.id), deactivate(second.id)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { cause: { constraint_name: 'users_last_administrator' } },
  })
  const colleague = await aUser(hospital, { roles: [{ role: 'VET' }] })
  await deactivate(colleague.id)
  await demote(colleague.id)
})

test('AU6: who never accepted the invitation is no administrator to rely on', async () => {
  const only = await aUser(hospital, { roles: [{ role: 'ADMIN' }] })
  await aUser(hospital, { roles: [{ role: 'ADMIN' }], emailVerifiedAt: null })
  const { db } = hospital.context()
  await expect(db.update(users).set({ active: false }).where(eq(users.id, only.id))).rejects.toMatchObject({
    cause: { constraint_name: 'users_last_administrator' },
  })
})

test('an administrator may hand over to another in one step', async () => {
  const leaver = await aUser(hospital, { roles: [{ role: 'ADMIN' }] })
  const successor = await aUser(hospital)
  const ctx = hospital.context()
  const [held] = await ctx.db.select().from(userRoles).where(eq(userRoles.userId, leaver.id))
  await ctx.db.transaction(async (db) => {
    await db.delete(userRoles).where(eq(userRoles.userId, leaver.id))
    await db.insert(userRoles).values({ ...held!, userId: successor.id })
  })
  expect((await asUser(successor)).roles).toEqual(['ADMIN'])
})

test('an e-mail address has one account, whatever its case', async () => {
  await aUser(hospital, { email: 'Aoife@Example.test' })
  await expect(aUser(hospital, { email: 'aoife@example.TEST' })).rejects.toMatchObject({
    cause: { constraint_name: 'users_email_once' },
  })
})

test('a change of a user is announced to the subgraphs that keep a copy', async () => {
  const user = await aUser(hospital, { roles: [{ role: 'VET' }] })
  await announceUser(hospital.context(), user)
  const facts = {
    ...{ id: user.id, version: 1, name: 'Aoife Byrne', active: true, isVet: true, ownerId: null },
    ...{ prescriberNumber: null, prescriberExpiresOn: null },
  }
  const sent = (await hospital.emitted()).filter(({ payload }) => payload['id'] === user.id)
  expect(sent.map(({ task }) => task).sort()).toEqual([
    'clinical:user.changed',
    'notifications:user.changed',
    'scheduling:user.changed',
  ])
  for (const { payload } of sent) expect(payload).toEqual(facts)
})
