import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import {
  allPermissions,
  builtInRoles,
  type Permission,
  permissions,
} from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { roles } from '../roles/role.table.ts'
import { identity } from '../schema.ts'
import { anAccount, refresh, signIn } from '../sessions/session.factory.ts'
import { aUser } from '../users/user.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

beforeEach(async () => {
  await hospital.admin`truncate identity.user_roles, identity.users cascade`
  await hospital.admin`delete from identity.roles where not built_in`
})

const admin = asRole('ADMIN')

const allowed = (names: Permission[], locationId: string | null = null): Viewer =>
  asRole('RECEPTIONIST', { roles: [], grants: [{ locationId, permissions: new Set(names) }] })

const shown =
  'id key name description permissions seesPatients builtIn requiresSecondFactor version holderCount'

interface Shown {
  id: string
  key: string
  version: number
  permissions: string[]
  holderCount: number | null
}

const run = async (
  viewer: Viewer | null,
  verb: 'createRole' | 'updateRole',
  input: Record<string, unknown>,
) => {
  const type = verb === 'createRole' ? 'CreateRoleInput' : 'UpdateRoleInput'
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
  )
  return { role: data[verb] as Shown, errors }
}

const remove = async (viewer: Viewer, { id, version }: { id: string; version: number }) =>
  hospital.graphql(viewer, 'mutation($id: ID!, $version: Int!) { deleteRole(id: $id, version: $version) }', {
    id,
    version,
  })

const night = {
  name: 'Night Désk',
  description: 'Answers at night.',
  permissions: ['pet:read', 'appointment:read'],
}

const aRole = async (overrides: Record<string, unknown> = {}) => {
  const { role, errors } = await run(admin, 'createRole', { ...night, ...overrides })
  expect(errors).toEqual([])
  return role
}

const rowOf = async (id: string) =>
  (await hospital.context().db.select().from(roles).where(eq(roles.id, id)))[0]

test('a hospital makes its own role out of the rights there are', async () => {
  const role = await aRole({ permissions: ['pet:read', 'appointment:read', 'pet:read'] })
  expect(role).toMatchObject({
    key: 'NIGHT_DESK',
    permissions: ['appointment:read', 'pet:read'],
    seesPatients: false,
    builtIn: false,
    requiresSecondFactor: false,
    version: 1,
    holderCount: 0,
  })
  expect(await hospital.audited(role.id)).toMatchObject([{ action: 'role.create', actorId: admin.userId }])
  expect((await run(admin, 'createRole', night)).errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
  expect((await aRole({ name: '夜勤' })).key).toMatch(/^[A-Z][A-Z0-9_]*$/)
})

test('no role is called like another, be it built in', async () => {
  const role = await aRole({ name: 'Evening desk' })
  const taken = [{ code: 'CONFLICT', field: 'name' }]
  expect((await run(admin, 'createRole', { ...night, name: 'administrator' })).errors).toMatchObject(taken)
  const rename = (name: string) => run(admin, 'updateRole', { id: role.id, version: 1, name })
  expect((await rename('Veterinarian')).errors).toMatchObject(taken)
  expect((await rename('Evening Desk')).errors).toEqual([])
})

test('every right is listed with what it allows, for staff', async () => {
  const query = '{ permissions { name resource description } }'
  const { data } = await hospital.graphql(asRole('RECEPTIONIST'), query)
  const listed = data['permissions'] as Array<{ name: string; resource: string; description: string }>
  expect(listed.map(({ name }) => name)).toEqual([...allPermissions].sort())
  expect(listed).toContainEqual({
    name: 'pet:write',
    resource: 'pet',
    description: permissions['pet:write'].allows,
  })
  expect((await hospital.graphql(asRole('OWNER'), query)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('what cannot be is refused in its field’s name, and nothing is written', async () => {
  const refused = async (input: Record<string, unknown>) =>
    (await run(admin, 'createRole', { ...night, ...input })).errors.map(
      ({ code, field }) => `${String(code)} ${String(field)}`,
    )
  expect(await refused({ name: ' ' })).toEqual(['BAD_USER_INPUT name'])
  expect(await refused({ description: 'x'.repeat(1001) })).toEqual(['BAD_USER_INPUT description'])
  expect(await refused({ permissions: ['pet:eat'] })).toEqual(['BAD_USER_INPUT permissions'])
  expect(await refused({ permissions: ['toString'] })).toEqual(['BAD_USER_INPUT permissions'])
  expect(await hospital.context().db.$count(roles)).toBe(Object.keys(builtInRoles).length)
})

test('nobody makes or edits a role that allows more than they may everywhere, nor one that does already', async () => {
  const role = await aRole({ permissions: ['pet:read'] })
  const strong = await aRole({ name: 'Strong', permissions: ['invoice:write'] })
  const writer = allowed(['role:write', 'pet:read', 'staff:read'])
  const here = allowed(['role:write', 'pet:read', 'staff:read'], newId())
  const refusals = [
    await run(writer, 'createRole', { ...night, name: 'Mine', permissions: ['user:write'] }),
    await run(here, 'createRole', { ...night, name: 'Mine', permissions: ['pet:read'] }),
    await run(writer, 'updateRole', { id: role.id, version: 1, permissions: ['pet:read', 'user:write'] }),
    await run(writer, 'updateRole', { id: strong.id, version: 1, permissions: [] }),
    await run(asRole('VET'), 'updateRole', { id: role.id, version: 1, permissions: [] }),
    await remove(writer, strong),
  ]
  for (const { errors } of refusals) expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await rowOf(role.id)).toMatchObject({ version: 1, permissions: ['pet:read'] })
  expect(await rowOf(strong.id)).toMatchObject({ version: 1 })
  expect((await run(writer, 'updateRole', { id: role.id, version: 1, permissions: [] })).errors).toEqual([])
})

test('AU6: what concerns the whole hospital is not allowed by a role held at one location', async () => {
  const rights: Permission[] = ['audit:read', 'role:write', 'appointment:book']
  const asked = ['{ auditLog { totalCount } }', '{ auditTerms { actions } }']
  const codes = async (viewer: Viewer) =>
    (await Promise.all(asked.map((text) => hospital.graphql(viewer, text)))).map(
      ({ errors }) => errors[0]?.code ?? 'OK',
    )
  expect(await codes(allowed(rights))).toEqual(['OK', 'OK'])
  const there = allowed(rights, newId())
  expect(await codes(there)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  const user = await aUser(hospital)
  const { data } = await hospital.graphql({ ...there, userId: user.id }, '{ me { permissions } }')
  expect(data).toEqual({ me: { permissions: ['appointment:book'] } })
})

test('of a built-in role only the second factor is the hospital’s to decide', async () => {
  const [vet] = await hospital.context().db.select().from(roles).where(eq(roles.key, 'VET'))
  const edited = async (input: Record<string, unknown>) =>
    run(admin, 'updateRole', { id: vet!.id, version: vet!.version, ...input })
  for (const input of [
    { name: 'Boss' },
    { permissions: [] },
    { seesPatients: false },
    { description: 'x' },
  ]) {
    expect((await edited(input)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: Object.keys(input)[0] },
    ])
  }
  expect((await remove(admin, vet!)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'id' }])
  const { role, errors } = await edited({ requiresSecondFactor: true })
  expect(errors).toEqual([])
  expect(role).toMatchObject({ requiresSecondFactor: true, permissions: vet!.permissions })
  await hospital.admin`update identity.roles set requires_second_factor = false where key = 'VET'`
})

test('AU3: who loses a right by an edit is signed out; what is given counts from the next refresh', async () => {
  const role = await aRole()
  const [holder, other] = [
    await anAccount(hospital, { roles: [{ role: role.key }] }),
    await anAccount(hospital, { roles: [{ role: 'VET' }] }),
  ]
  const [browser, elsewhere] = [
    await signIn(hospital, { email: holder.email }),
    await signIn(hospital, { email: other.email }),
  ]
  const permissions = ['appointment:read', 'pet:read', 'pet:write']
  const given = await run(admin, 'updateRole', { id: role.id, version: 1, permissions })
  expect(given.role).toMatchObject({ version: 2, holderCount: 1 })
  const still = await refresh(hospital, browser.cookie)
  expect(still.errors).toEqual([])
  const payload = String((still.data['refreshSession'] as { accessToken: string }).accessToken).split('.')[1]
  expect(Buffer.from(payload!, 'base64url').toString()).toContain('pet:write')
  await run(admin, 'updateRole', { id: role.id, version: 2, permissions: ['pet:read'] })
  expect((await refresh(hospital, still.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await refresh(hospital, elsewhere.cookie)).errors).toEqual([])
  expect((await hospital.audited(role.id)).at(-1)).toMatchObject({
    action: 'role.update',
    before: { permissions },
    after: { permissions: ['pet:read'] },
  })
})

test('whom a role makes a vet is told to those who book', async () => {
  const role = await aRole()
  const holder = await aUser(hospital, { roles: [{ role: role.key }] })
  await run(admin, 'updateRole', { id: role.id, version: 1, seesPatients: true })
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === holder.id)
  expect(told.at(-1)?.payload).toMatchObject({ isVet: true, version: 2 })
})

test('ten holders of a role cost no more statements than one', async () => {
  const countWith = async (holders: number) => {
    const role = await aRole({ name: `Role ${newId()}`, permissions: ['pet:read'] })
    const users = await Promise.all(
      Array.from({ length: holders }, () => aUser(hospital, { roles: [{ role: role.key }] })),
    )
    const ids = users.map(({ id }) => id)
    await hospital.admin`
      insert into identity.sessions (id, user_id, ip, user_agent, created_at, last_used_at, expires_at)
      select uuidv7(), id, '192.0.2.1', '', now(), now(), '2030-01-01' from identity.users where id = any(${ids})`
    const before = hospital.runtime.database.statements()
    const changed = { id: role.id, version: 1, permissions: [], seesPatients: true }
    expect((await run(admin, 'updateRole', changed)).errors).toEqual([])
    const cost = hospital.runtime.database.statements() - before
    const ended = await hospital.admin`
      select from identity.sessions where end_reason = 'ROLES_CHANGED' and user_id = any(${ids})`
    expect(ended).toHaveLength(holders)
    const told = (await hospital.emitted()).flatMap(({ payload }) =>
      payload['isVet'] === true && payload['version'] === 2 ? [payload['id'] as string] : [],
    )
    expect(told).toEqual(expect.arrayContaining(ids))
    return cost
  }
  expect(await countWith(10)).toBe(await countWith(1))
})

test('of ten concurrent edits one is saved, and the others get a CONFLICT with the current values', async () => {
  const role = await aRole()
  const tries = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      run(admin, 'updateRole', { id: role.id, version: 1, description: `Number ${n}` }),
    ),
  )
  const refused = tries.flatMap(({ errors }) => errors)
  expect(refused).toHaveLength(9)
  const current = await rowOf(role.id)
  for (const { code, extensions } of refused) {
    expect({ code, extensions }).toMatchObject({
      code: 'CONFLICT',
      extensions: { version: 2, current: { description: current?.description } },
    })
  }
})

test('of roles created with the same name at the same time one is saved, and the others get a CONFLICT', async () => {
  const roles = await Promise.all([1, 2, 3].map((n) => aRole({ name: `Shift ${n} ${newId()}` })))
  const name = `Twin ${newId()}`
  const tries = await Promise.all(roles.map(({ id }) => run(admin, 'updateRole', { id, version: 1, name })))
  expect(tries.map(({ errors }) => errors[0]?.field ?? 'OK').sort()).toEqual(['OK', 'name', 'name'])
})

test('a role is deleted when nobody holds it any more', async () => {
  const role = await aRole()
  const holder = await aUser(hospital, { roles: [{ role: role.key }] })
  expect((await remove(admin, role)).errors).toMatchObject([{ code: 'CONFLICT', extensions: { holders: 1 } }])
  await hospital.admin`delete from identity.user_roles where user_id = ${holder.id}`
  expect((await remove(admin, { ...role, version: 9 })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await remove(admin, role)).toMatchObject({ data: { deleteRole: role.id }, errors: [] })
  expect(await rowOf(role.id)).toBeUndefined()
  expect((await hospital.audited(role.id)).at(-1)).toMatchObject({ action: 'role.delete' })
})

test('AU4: a pet owner reads what their own role allows, and of the staff’s roles the names only', async () => {
  const vet = await aUser(hospital, { roles: [{ role: 'VET' }] })
  const me = await aUser(hospital, { roles: [{ role: 'OWNER' }] })
  const owner = asRole('OWNER', { userId: me.id })
  const read = async (viewer: Viewer, id: string) =>
    (
      await hospital.graphql(
        viewer,
        'query($id: ID!) { user(id: $id) { roles { role { key permissions holderCount } } } }',
        { id },
      )
    ).data['user']
  expect(await read(owner, vet.id)).toEqual({
    roles: [{ role: { key: 'VET', permissions: null, holderCount: null } }],
  })
  expect(await read(owner, me.id)).toMatchObject({
    roles: [{ role: { key: 'OWNER', permissions: [...builtInRoles.OWNER.permissions].sort() } }],
  })
  expect(await read(asRole('TECHNICIAN'), vet.id)).toMatchObject({
    roles: [{ role: { permissions: [...builtInRoles.VET.permissions].sort(), holderCount: 1 } }],
  })
})
