import { newId } from '@vetgraph/kit/ids'
import type { Viewer } from '@vetgraph/kit/context'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { emailLinks } from '../email-links/email-link.table.ts'
import { aLocation } from '../locations/location.factory.ts'
import { roles } from '../roles/role.table.ts'
import { identity } from '../schema.ts'
import { anAccount, refresh, signIn } from '../sessions/session.factory.ts'
import { aUser } from '../users/user.factory.ts'
import { viewerOf } from '../users/user.service.ts'
import { type UserRow, users } from '../users/user.table.ts'

let hospital: TestSubgraph
let roleIds: Map<string, string>
const household = newId()
const mergedAway = newId()
const known = new Set([household])

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity, async (_type, ids) =>
    ids.map((id) => (known.has(id) ? { id } : null)),
  )
  roleIds = new Map((await hospital.context().db.select().from(roles)).map(({ key, id }) => [key, id]))
})
afterAll(() => hospital.close())

beforeEach(async () => {
  await hospital.admin`truncate identity.user_roles, identity.users cascade`
})

const admin = asRole('ADMIN')
const holding = (role: string, locationId: string | null = null) => ({
  roleId: roleIds.get(role),
  locationId,
})

/** Somebody with some rights and not the administrator's. */
const allowed = (permissions: Permission[], locationId: string | null = null): Viewer =>
  asRole('RECEPTIONIST', { roles: [], grants: [{ locationId, permissions: new Set(permissions) }] })

const shown = `id version active title prescriberNumber prescriberExpiresOn emailVerifiedAt viewerCanEdit
  owner { id } roles { role { key } location { id } }`

const run = async (viewer: Viewer | null, verb: string, input: Record<string, unknown>, key?: string) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
    key === undefined ? {} : { idempotencyKey: key },
  )
  return { person: data[verb] as Record<string, unknown> | undefined, errors }
}

const byId = async (viewer: Viewer, verb: string, id: string, version?: number) => {
  const args = version === undefined ? 'id: $id' : 'id: $id, version: $version'
  const declared = version === undefined ? '$id: ID!' : '$id: ID!, $version: Int!'
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation(${declared}) { ${verb}(${args}) { ${shown} } }`,
    { id, version },
  )
  return { person: data[verb] as Record<string, unknown> | undefined, errors }
}

const conor = { email: 'Conor@example.test', firstName: 'Conor', lastName: 'Walsh' }

const events = async (name: string, key: string, value: string) =>
  (await hospital.emitted()).filter(
    ({ task, payload }) => task.endsWith(`:${name}`) && payload[key] === value,
  )

const signInAs = ({ email }: UserRow) => signIn(hospital, { email })

const rowOf = async (id: string) =>
  (await hospital.context().db.select().from(users).where(eq(users.id, id)))[0]

test('whoever is invited has an account without a password, a link by e-mail, and is announced', async () => {
  const location = await aLocation(hospital)
  const { person, errors } = await run(admin, 'createUser', {
    ...conor,
    title: 'Veterinary surgeon',
    roles: [holding('VET', location.id), holding('VET', location.id), holding('RECEPTIONIST')],
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2027-03-31',
  })
  expect(errors).toEqual([])
  expect(person).toMatchObject({
    title: 'Veterinary surgeon',
    active: true,
    emailVerifiedAt: null,
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2027-03-31',
    viewerCanEdit: true,
    roles: [
      { role: { key: 'RECEPTIONIST' }, location: null },
      { role: { key: 'VET' }, location: { id: location.id } },
    ],
  })
  const id = person!['id'] as string
  const [mail] = await events('mail.wanted', 'to', conor.email)
  expect(mail?.payload).toMatchObject({ template: 'invitation', name: 'Conor Walsh' })
  const links = await hospital.context().db.select().from(emailLinks).where(eq(emailLinks.userId, id))
  expect(links).toMatchObject([{ purpose: 'INVITATION', endedAt: null }])
  expect(JSON.stringify(links)).not.toContain(mail?.payload['token'])
  expect(await events('user.changed', 'id', id)).toMatchObject([
    { payload: { name: 'Conor Walsh', isVet: true } },
    { payload: { name: 'Conor Walsh', isVet: true } },
    { payload: { name: 'Conor Walsh', isVet: true } },
  ])
  const audited = await hospital.audited(id)
  expect(audited).toMatchObject([{ action: 'user.create', actorId: admin.userId }])
  expect(JSON.stringify(audited)).not.toContain(mail?.payload['token'])
  expect((await signIn(hospital, { email: conor.email })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
})

test('ten clicks at once invite once, and an address has one account whatever its case', async () => {
  const key = newId()
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => run(admin, 'createUser', { ...conor, roles: [] }, key)),
  )
  expect(new Set(tries.map(({ person }) => person?.['id'])).size).toBe(1)
  const again = await run(admin, 'createUser', { ...conor, email: conor.email.toUpperCase(), roles: [] })
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', field: 'email' }])
  expect(await hospital.context().db.$count(users)).toBe(1)
})

test('a repetition under one Idempotency-Key is answered the first account though the client is gone by then', async () => {
  known.add(mergedAway)
  const input = { ...conor, roles: [], ownerId: mergedAway }
  const key = newId()
  const first = await run(admin, 'createUser', input, key)
  known.delete(mergedAway)
  expect(await run(admin, 'createUser', input, key)).toEqual({ person: first.person, errors: [] })
})

test('what cannot be is refused in its field’s name, and nothing is written', async () => {
  const refused = async (input: Record<string, unknown>) =>
    (await run(admin, 'createUser', { ...conor, roles: [], ...input })).errors.map(
      ({ code, field }) => `${String(code)} ${String(field)}`,
    )
  expect(await refused({ email: 'nobody' })).toEqual(['BAD_USER_INPUT email'])
  expect(await refused({ firstName: ' ' })).toEqual(['BAD_USER_INPUT firstName'])
  expect(await refused({ phone: 'call me' })).toEqual(['BAD_USER_INPUT phone'])
  expect(await refused({ prescriberNumber: '1' })).toEqual(['BAD_USER_INPUT prescriberExpiresOn'])
  expect(await refused({ prescriberExpiresOn: '2027-01-01' })).toEqual(['BAD_USER_INPUT prescriberNumber'])
  expect(await refused({ roles: [{ roleId: newId() }] })).toEqual(['NOT_FOUND roles.roleId'])
  expect(await refused({ roles: [{ roleId: 'garbage' }] })).toEqual(['NOT_FOUND roles.roleId'])
  expect(await refused({ roles: [holding('VET', newId())] })).toEqual(['NOT_FOUND roles.locationId'])
  expect(await refused({ ownerId: newId() })).toEqual(['NOT_FOUND ownerId'])
  expect(await hospital.context().db.$count(users)).toBe(0)
})

test('U3: without user:write nobody invites, edits, closes or opens an account', async () => {
  const colleague = await aUser(hospital)
  for (const viewer of [asRole('VET'), asRole('RECEPTIONIST'), asRole('OWNER')]) {
    const outcomes = [
      await run(viewer, 'createUser', { ...conor, roles: [] }),
      await run(viewer, 'updateUser', { id: colleague.id, version: 1, title: 'Boss' }),
      await byId(viewer, 'deactivateUser', colleague.id, 1),
      await byId(viewer, 'reactivateUser', colleague.id, 1),
      await byId(viewer, 'resendInvitation', colleague.id),
    ]
    for (const { errors } of outcomes) {
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'user:write' } }])
    }
  }
  expect(await rowOf(colleague.id)).toEqual(colleague)
})

test('nobody gives rights that they do not hold themself, neither to others nor to themself', async () => {
  const me = await aUser(hospital, { roles: [{ role: 'RECEPTIONIST' }] })
  const viewer: Viewer = {
    ...allowed(['user:write', 'staff:read', ...asRole('RECEPTIONIST').grants[0]!.permissions]),
    userId: me.id,
  }
  const refusals = [
    await run(viewer, 'createUser', { ...conor, roles: [holding('ADMIN')] }),
    await run(viewer, 'updateUser', { id: me.id, version: 1, roles: [holding('ADMIN')] }),
    await run(viewer, 'updateUser', {
      id: me.id,
      version: 1,
      roles: [holding('RECEPTIONIST'), holding('VET')],
    }),
  ]
  for (const { errors } of refusals) expect(errors).toMatchObject([{ code: 'FORBIDDEN', field: 'roles' }])
  expect(await hospital.context().db.$count(users)).toBe(1)
  expect((await viewerOf(hospital.context(), me, newId())).roles).toEqual(['RECEPTIONIST'])
  const given = await run(viewer, 'createUser', { ...conor, roles: [holding('RECEPTIONIST')] })
  expect(given.errors).toEqual([])
})

test('AU6: who manages people at one location gives nothing at another, and nothing everywhere', async () => {
  const [dublin, cork] = [await aLocation(hospital), await aLocation(hospital)]
  const manager = allowed(['user:write', ...asRole('RECEPTIONIST').grants[0]!.permissions], dublin.id)
  const asked = async (locationId: string | null) =>
    (
      await run(manager, 'createUser', {
        ...conor,
        email: `${newId()}@example.test`,
        roles: [holding('RECEPTIONIST', locationId)],
      })
    ).errors.map(({ code }) => code)
  expect(await asked(dublin.id)).toEqual([])
  expect(await asked(cork.id)).toEqual(['FORBIDDEN'])
  expect(await asked(null)).toEqual(['FORBIDDEN'])
})

test('nobody edits, closes or invites anew who may do more than they do', async () => {
  const boss = await aUser(hospital, { roles: [{ role: 'ADMIN' }], emailVerifiedAt: null })
  await aUser(hospital, { roles: [{ role: 'ADMIN' }] })
  const viewer = allowed(['user:write', 'user:read', 'staff:read', 'role:write'])
  const refusals = [
    await run(viewer, 'updateUser', { id: boss.id, version: 1, email: 'mine@example.test' }),
    await run(viewer, 'updateUser', { id: boss.id, version: 1, roles: [] }),
    await byId(viewer, 'deactivateUser', boss.id, 1),
    await byId(viewer, 'resendInvitation', boss.id),
  ]
  for (const { errors } of refusals) expect(errors).toMatchObject([{ code: 'FORBIDDEN', field: 'id' }])
  expect(await rowOf(boss.id)).toEqual(boss)
  const { data } = await hospital.graphql(viewer, 'query($id: ID!) { user(id: $id) { viewerCanEdit } }', {
    id: boss.id,
  })
  expect(data).toEqual({ user: { viewerCanEdit: false } })
})

test('a household is linked by those who may decide claims, and must exist', async () => {
  const vet = await aUser(hospital, { roles: [{ role: 'VET' }] })
  const manager: Viewer = {
    ...admin,
    grants: [{ locationId: null, permissions: new Set(admin.grants[0]!.permissions) }],
  }
  ;(manager.grants[0]!.permissions as Set<Permission>).delete('owner:claim')
  const change = { id: vet.id, version: 1, ownerId: household }
  expect((await run(manager, 'updateUser', change)).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'owner:claim' } },
  ])
  expect((await run(admin, 'updateUser', { ...change, ownerId: newId() })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'ownerId' },
  ])
  const { person, errors } = await run(admin, 'updateUser', {
    ...change,
    roles: [holding('VET'), holding('OWNER')],
  })
  expect(errors).toEqual([])
  expect(person).toMatchObject({ owner: { id: household } })
})

test('the invitation to a household’s account is sent elsewhere by those only who may link households', async () => {
  const client = await aUser(hospital, {
    emailVerifiedAt: null,
    ownerId: household,
    roles: [{ role: 'OWNER' }],
  })
  const manager: Viewer = {
    ...admin,
    grants: [
      { locationId: null, permissions: new Set(['user:write', 'location:read', 'notification:read']) },
    ],
  }
  const change = { id: client.id, version: 1, email: `${newId()}@example.test` }
  expect((await run(manager, 'updateUser', change)).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'owner:claim' } },
  ])
  expect((await run(manager, 'updateUser', { ...change, email: client.email, title: 'Dr' })).errors).toEqual(
    [],
  )
  expect((await run(admin, 'updateUser', { ...change, version: 2 })).errors).toEqual([])
})

test('a change based on a stale version is refused with the values of now, and two at once are one', async () => {
  const vet = await aUser(hospital, { roles: [{ role: 'VET' }] })
  const attempts = await Promise.all(
    ['Surgeon', 'Dentist'].map((title) => run(admin, 'updateUser', { id: vet.id, version: 1, title })),
  )
  const titles = attempts.flatMap(({ person }) => person?.['title'] ?? [])
  expect(titles).toHaveLength(1)
  expect(attempts.flatMap(({ errors }) => errors)).toMatchObject([
    {
      code: 'CONFLICT',
      field: 'version',
      extensions: { version: 2, current: { title: titles[0], roles: [{ role: 'VET', locationId: null }] } },
    },
  ])
})

test('AU3: other roles end every session, other facts end none', async () => {
  const vet = await anAccount(hospital, { roles: [{ role: 'VET' }] })
  const browser = await signInAs(vet)
  const edited = await run(admin, 'updateUser', {
    id: vet.id,
    version: 1,
    title: 'Surgeon',
    roles: [holding('VET')],
  })
  expect(edited.errors).toEqual([])
  const still = await refresh(hospital, browser.cookie)
  expect(still.errors).toEqual([])
  expect((await run(admin, 'updateUser', { id: vet.id, version: 2, roles: [] })).errors).toEqual([])
  expect((await refresh(hospital, still.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  const [session] =
    await hospital.admin`select id, end_reason from identity.sessions where user_id = ${vet.id}`
  expect(session?.['end_reason']).toBe('ROLES_CHANGED')
  expect(await hospital.audited(session?.['id'] as string)).toMatchObject([
    { action: 'session.login' },
    { action: 'session.end', actorId: admin.userId, after: { userId: vet.id, reason: 'ROLES_CHANGED' } },
  ])
})

test('U1, AU3: a leaver is signed out of every browser, told to other subgraphs, and can come back', async () => {
  const vet = await anAccount(hospital, { roles: [{ role: 'VET' }] })
  const browsers = [await signInAs(vet), await signInAs(vet)]
  const heard = await hospital.subscribe(hospital.context().viewer, 'subscription { sessionsEnded }')
  expect((await heard.next?.())?.data).toEqual({ sessionsEnded: [] })
  const left = await byId(admin, 'deactivateUser', vet.id, 1)
  expect(left).toMatchObject({ errors: [], person: { active: false, version: 2 } })
  const ended = [(await heard.next?.())?.data, (await heard.next?.())?.data]
  const open = await hospital.admin`select id from identity.sessions where user_id = ${vet.id}`
  expect(ended.flatMap((data) => data?.['sessionsEnded']).sort()).toEqual(
    open.map(({ id }) => id as string).sort(),
  )
  for (const { cookie } of browsers) {
    expect((await refresh(hospital, cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
  expect((await signInAs(vet)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await events('user.changed', 'id', vet.id)).at(-1)?.payload).toMatchObject({
    name: 'Aoife Byrne',
    active: false,
  })
  expect((await byId(admin, 'deactivateUser', vet.id, 1)).errors).toMatchObject([{ code: 'CONFLICT' }])
  const back = await byId(admin, 'reactivateUser', vet.id, 2)
  expect(back.person).toMatchObject({ active: true, roles: [{ role: { key: 'VET' } }] })
  expect((await signInAs(vet)).errors).toEqual([])
})

test('AU6: two administrators cannot remove each other at once: one stays, and nothing of the refused one is written', async () => {
  const [first, second] = [
    await anAccount(hospital, { roles: [{ role: 'ADMIN' }] }),
    await anAccount(hospital, { roles: [{ role: 'ADMIN' }] }),
  ]
  const viewers = [
    await viewerOf(hospital.context(), first, newId()),
    await viewerOf(hospital.context(), second, newId()),
  ]
  const outcomes = await Promise.all([
    byId(viewers[0]!, 'deactivateUser', second.id, 1),
    run(viewers[1]!, 'updateUser', { id: first.id, version: 1, roles: [holding('VET')] }),
  ])
  expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['CONFLICT'])
  const rows = (await Promise.all([first, second].map(({ id }) => rowOf(id)))) as UserRow[]
  expect(rows.map(({ version }) => version).sort()).toEqual([1, 2])
  const audits = await Promise.all([first, second].map(({ id }) => hospital.audited(id)))
  expect(audits.flat()).toHaveLength(1)
})

test('an address is corrected until the invitation is accepted, and the invitation goes to the new one', async () => {
  const { person } = await run(admin, 'createUser', { ...conor, roles: [] })
  const id = person!['id'] as string
  const corrected = await run(admin, 'updateUser', { id, version: 1, email: 'conor.walsh@example.test' })
  expect(corrected.errors).toEqual([])
  expect(await events('mail.wanted', 'to', 'conor.walsh@example.test')).toHaveLength(1)
  const links = await hospital.context().db.select().from(emailLinks).where(eq(emailLinks.userId, id))
  expect(links.filter(({ endedAt }) => endedAt === null)).toMatchObject([
    { email: 'conor.walsh@example.test' },
  ])
  const verified = await aUser(hospital)
  const refused = await run(admin, 'updateUser', { id: verified.id, version: 1, email: 'mine@example.test' })
  expect(refused.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'email' }])
})

test('an invitation is sent again until it is accepted, and not to a closed account', async () => {
  const { person } = await run(admin, 'createUser', { ...conor, email: 'again@example.test', roles: [] })
  const id = person!['id'] as string
  expect((await byId(admin, 'resendInvitation', id)).errors).toEqual([])
  expect(await events('mail.wanted', 'to', 'again@example.test')).toHaveLength(2)
  await byId(admin, 'deactivateUser', id, 1)
  expect((await byId(admin, 'resendInvitation', id)).errors).toMatchObject([{ code: 'CONFLICT' }])
  const accepted = await aUser(hospital)
  expect((await byId(admin, 'resendInvitation', accepted.id)).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await byId(admin, 'resendInvitation', newId())).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('everybody changes their own name and telephone, and by it nothing else', async () => {
  const me = await anAccount(hospital, { roles: [{ role: 'TECHNICIAN' }] })
  const browser = await signInAs(me)
  const viewer = await viewerOf(hospital.context(), me, newId())
  const change = { version: 1, firstName: 'Aoibheann', phone: '+35315550100' }
  expect((await run(viewer, 'updateMe', change)).errors).toEqual([])
  expect(await rowOf(me.id)).toMatchObject({ ...change, version: 2, lastName: 'Byrne', email: me.email })
  expect((await run(viewer, 'updateMe', change)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version' },
  ])
  expect((await run(null, 'updateMe', change)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await refresh(hospital, browser.cookie)).errors).toEqual([])
  expect((await events('user.changed', 'id', me.id)).at(-1)?.payload).toMatchObject({
    name: 'Aoibheann Byrne',
  })
})

test('U2: a prescriber’s number shows to colleagues and to no pet owner', async () => {
  const vet = await aUser(hospital, {
    roles: [{ role: 'VET' }],
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2027-03-31',
  })
  const seen = async (viewer: Viewer) =>
    (
      await hospital.graphql(
        viewer,
        'query($id: ID!) { user(id: $id) { prescriberNumber prescriberExpiresOn emailVerifiedAt } }',
        { id: vet.id },
      )
    ).data['user']
  const none = { prescriberNumber: null, prescriberExpiresOn: null, emailVerifiedAt: null }
  expect(await seen(asRole('OWNER'))).toEqual(none)
  expect(await seen(asRole('TECHNICIAN'))).toEqual({
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2027-03-31',
    emailVerifiedAt: null,
  })
})
