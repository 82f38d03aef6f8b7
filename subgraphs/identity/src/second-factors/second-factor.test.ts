import type { Viewer } from '@vetgraph/kit/context'
import { EndedSessions } from '@vetgraph/kit/access/ended-sessions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import { Secret, TOTP, URI } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { passwords } from '../passwords/password.table.ts'
import { roles } from '../roles/role.table.ts'
import { identity } from '../schema.ts'
import { type Answered, anAccount, password, refresh, signIn } from '../sessions/session.factory.ts'
import { publicKeys } from '../signing-keys/signing-key.service.ts'
import { giveRole } from '../users/user.factory.ts'
import type { UserRow } from '../users/user.service.ts'
import { secondFactors } from './second-factor.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  await hospital.context().db.update(roles).set({ requiresSecondFactor: false })
})

/** With a cheap hash: here nobody looks at how long a password takes. */
async function aPerson(overrides: Parameters<typeof anAccount>[1] = {}): Promise<UserRow> {
  const user = await anAccount(hospital, overrides)
  const hash = await bcrypt.hash(password, 4)
  await hospital.context().db.update(passwords).set({ hash }).where(eq(passwords.userId, user.id))
  return user
}

const after = (seconds: number) =>
  hospital.setNow(new Date(hospital.now().getTime() + seconds * 1000).toISOString())

/** What the device shows, some steps from now. */
const shown = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: hospital.now().getTime() + steps * 30_000 })

async function viewerOf({ data }: Answered): Promise<Viewer> {
  const { accessToken } = Object.values(data)[0] as { accessToken: string }
  const verifier = new TokenVerifier(
    () => publicKeys(hospital.context()),
    new EndedSessions(),
    () => hospital.now(),
  )
  return (await verifier.verify(accessToken)).viewer
}

const enter = ({ email }: UserRow) => signIn(hospital, { email })

const start = (viewer: Viewer, input: { password?: string; code?: string } = {}) =>
  hospital.graphql(
    viewer,
    'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret uri } }',
    { input: { password, ...input } },
  )

const confirm = (viewer: Viewer, code: string) =>
  hospital.graphql(viewer, 'mutation($code: String!) { confirmSecondFactor(code: $code) }', { code })

const disable = (viewer: Viewer, input: { password?: string; code: string }) =>
  hospital.graphql(
    viewer,
    'mutation($input: DisableSecondFactorInput!) { disableSecondFactor(input: $input) { id secondFactor { enabled } } }',
    { input: { password, ...input } },
  )

const mine = async (viewer: Viewer) => {
  const { data } = await hospital.graphql(
    viewer,
    '{ me { permissions secondFactor { enabled required confirmedAt recoveryCodesLeft } } }',
  )
  return data['me'] as { permissions: string[]; secondFactor: Record<string, unknown> }
}

const mailsTo = async (email: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task === 'notifications:mail.wanted' && payload['to'] === email)
    .map(({ payload }) => [payload['template'], (payload['values'] as { change: string }).change])

/** Somebody who signs in by password and device. */
async function withDevice(overrides: Parameters<typeof anAccount>[1] = {}) {
  const user = await aPerson(overrides)
  const first = await enter(user)
  const viewer = await viewerOf(first)
  const { data } = await start(viewer)
  const { secret } = data['startSecondFactor'] as { secret: string }
  const confirmed = await confirm(viewer, shown(secret))
  after(60)
  return {
    user,
    viewer,
    secret,
    cookie: first.cookie,
    codes: confirmed.data['confirmSecondFactor'] as string[],
  }
}

const outcomeOf = ({ errors }: Answered) => (errors[0] ? (errors[0].code as string) : 'IN')

const tryIn = async (user: UserRow, code?: string, ip = '192.0.2.1') =>
  outcomeOf(await signIn(hospital, { email: user.email, ...(code === undefined ? {} : { code }) }, { ip }))

test('a second factor is begun with the password, and counts from a code of it on', async () => {
  const user = await aPerson({ roles: [{ role: 'VET' }] })
  const here = await enter(user)
  const elsewhere = await enter(user)
  const viewer = await viewerOf(here)
  expect((await start(viewer, { password: 'a guess' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'password' },
  ])
  expect((await confirm(viewer, '123456')).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'code' }])
  const { data } = await start(viewer)
  const { secret, uri } = data['startSecondFactor'] as { secret: string; uri: string }
  expect(URI.parse(uri)).toMatchObject({ label: user.email, algorithm: 'SHA1', digits: 6, period: 30 })
  expect((URI.parse(uri) as TOTP).secret.base32).toBe(secret)
  expect((await confirm(viewer, shown(secret, 3))).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'code' },
  ])
  expect(await mine(viewer)).toMatchObject({ secondFactor: { enabled: false, confirmedAt: null } })
  expect(await tryIn(user)).toBe('IN')
  const confirmed = await confirm(viewer, shown(secret))
  expect(confirmed.errors).toEqual([])
  const codes = confirmed.data['confirmSecondFactor'] as string[]
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^(\w{4}-){3}\w{4}$/)
  expect((await mine(viewer)).secondFactor).toEqual({
    enabled: true,
    required: false,
    confirmedAt: hospital.now().toISOString(),
    recoveryCodesLeft: 10,
  })
  expect(outcomeOf(await refresh(hospital, here.cookie))).toBe('IN')
  expect(outcomeOf(await refresh(hospital, elsewhere.cookie))).toBe('UNAUTHENTICATED')
  expect(await mailsTo(user.email)).toEqual([
    ['second-factor-changed', 'A second factor was set up: signing in takes its code.'],
  ])
  expect(await tryIn(user)).toBe('SECOND_FACTOR_REQUIRED')
})

test('neither the database nor the audit shows the secret or a recovery code', async () => {
  const { user, secret, codes } = await withDevice()
  const [row] = await hospital
    .context()
    .db.select()
    .from(secondFactors)
    .where(eq(secondFactors.userId, user.id))
  const kept = JSON.stringify([
    row,
    await hospital.admin`select * from identity.recovery_codes where user_id = ${user.id}`,
    await hospital.audited(user.id),
    await hospital.emitted(),
  ])
  expect(kept).toContain('second-factor.enable')
  for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
    expect(kept).not.toContain(hidden)
  }
})

test('AU1: nothing is said of a second factor before the password is right', async () => {
  const { user, secret } = await withDevice()
  for (const code of [undefined, shown(secret)]) {
    const { errors } = await signIn(hospital, {
      email: user.email,
      password: 'a guess',
      ...(code ? { code } : {}),
    })
    expect(errors).toMatchObject([
      { code: 'UNAUTHENTICATED', message: 'This e-mail address and password do not match.' },
    ])
  }
  expect((await enter(user)).errors).toMatchObject([
    { code: 'SECOND_FACTOR_REQUIRED', message: 'Enter the code that your second factor shows.' },
  ])
  expect(await tryIn(user, shown(secret))).toBe('IN')
})

test('a device’s clock may differ by one step, and not by two', async () => {
  const { user, secret } = await withDevice()
  for (const [steps, outcome] of [
    [-2, 'SECOND_FACTOR_REQUIRED'],
    [-1, 'IN'],
    [0, 'IN'],
    [2, 'SECOND_FACTOR_REQUIRED'],
    [1, 'IN'],
  ] as const) {
    expect(await tryIn(user, shown(secret, steps))).toBe(outcome)
  }
})

test('a code counts once, also of ten who show it at the same moment, and no earlier one counts after it', async () => {
  const { user, secret } = await withDevice()
  const code = shown(secret, 1)
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, at) => tryIn(user, code, `198.51.100.${at}`)),
  )
  expect(outcomes.filter((outcome) => outcome === 'IN')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'SECOND_FACTOR_REQUIRED')).toHaveLength(9)
  const { errors } = await signIn(hospital, { email: user.email, code: shown(secret) })
  expect(errors).toMatchObject([
    {
      code: 'SECOND_FACTOR_REQUIRED',
      message: 'This code is wrong, too old or was used before.',
      extensions: { field: 'code' },
    },
  ])
  after(60)
  expect(await tryIn(user, shown(secret))).toBe('IN')
})

test('the code that enabled the second factor does not let anybody in', async () => {
  const user = await aPerson()
  const viewer = await viewerOf(await enter(user))
  const { data } = await start(viewer)
  const code = shown((data['startSecondFactor'] as { secret: string }).secret)
  await confirm(viewer, code)
  expect(await tryIn(user, code)).toBe('SECOND_FACTOR_REQUIRED')
})

test('a recovery code lets in once, however it is typed, also of five who show it at the same moment', async () => {
  const { user, viewer, codes } = await withDevice()
  const typed = ` ${codes[3]!.toLowerCase().replaceAll('-', ' ')}`
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, (_, at) => tryIn(user, typed, `198.51.100.${at}`)),
  )
  expect(outcomes.filter((outcome) => outcome === 'IN')).toHaveLength(1)
  expect(await mine(viewer)).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } })
  expect(await tryIn(user, codes[3])).toBe('SECOND_FACTOR_REQUIRED')
  expect(await tryIn(user, codes[4])).toBe('IN')
  const other = await withDevice()
  expect(await tryIn(user, other.codes[0])).toBe('SECOND_FACTOR_REQUIRED')
})

test('AU1: wrong codes lock out as wrong passwords do and are security events; asking for the code is no failure', async () => {
  const { user, secret } = await withDevice()
  const ip = '203.0.113.9'
  for (let i = 0; i < 12; i += 1) expect(await tryIn(user, undefined, ip)).toBe('SECOND_FACTOR_REQUIRED')
  for (let i = 0; i < 5; i += 1) expect(await tryIn(user, 'AAAA-BBBB', ip)).toBe('SECOND_FACTOR_REQUIRED')
  expect(await tryIn(user, shown(secret), ip)).toBe('TOO_MANY_REQUESTS')
  const failures = (await hospital.audited(user.id)).filter(({ action }) => action === 'session.login-failed')
  expect(failures).toHaveLength(5)
})

const require = (key: string) =>
  hospital.context().db.update(roles).set({ requiresSecondFactor: true }).where(eq(roles.key, key))

const colleagues = (viewer: Viewer) => hospital.graphql(viewer, '{ users(first: 1) { nodes { id } } }')

test('who lacks a second factor that a role demands may do nothing but set one up; then a refresh brings the rights', async () => {
  const user = await aPerson({
    ownerId: '01960000-0000-7000-8000-000000000001',
    roles: [{ role: 'VET' }],
  })
  await giveRole(hospital, user.id, 'OWNER')
  const before = await enter(user)
  await require('VET')
  const refreshed = await refresh(hospital, before.cookie)
  const viewer = await viewerOf(await enter(user))
  for (const bare of [viewer, await viewerOf(refreshed)]) {
    expect(bare).toMatchObject({ ownerId: null, roles: [], grants: [] })
    expect((await colleagues(bare)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await mine(bare)).toMatchObject({
      permissions: [],
      secondFactor: { enabled: false, required: true },
    })
  }
  const { data } = await start(viewer)
  const { secret } = data['startSecondFactor'] as { secret: string }
  const bare = await enter(user)
  await confirm(await viewerOf(bare), shown(secret))
  const full = await viewerOf(await refresh(hospital, bare.cookie))
  expect(full.roles).toEqual(['OWNER', 'VET'])
  expect((await colleagues(full)).errors).toEqual([])
  expect((await disable(full, { code: shown(secret, 1) })).errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('a second factor is taken off with password and code', async () => {
  const { user, viewer, secret, cookie } = await withDevice()
  const elsewhere = await signIn(hospital, { email: user.email, code: shown(secret) })
  after(60)
  expect((await disable(viewer, { code: '000000' })).errors).toMatchObject([
    { code: 'SECOND_FACTOR_REQUIRED' },
  ])
  expect((await disable(viewer, { code: '' })).errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  const guess = await disable(viewer, { code: shown(secret), password: 'a guess' })
  expect(guess.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'password' }])
  expect((await disable(viewer, { code: shown(secret) })).data).toEqual({
    disableSecondFactor: { id: user.id, secondFactor: { enabled: false } },
  })
  expect(await tryIn(user)).toBe('IN')
  expect(outcomeOf(await refresh(hospital, cookie))).toBe('IN')
  expect(outcomeOf(await refresh(hospital, elsewhere.cookie))).toBe('UNAUTHENTICATED')
  expect((await mailsTo(user.email)).map(([, change]) => change)).toContain(
    'The second factor was taken off: the password is enough.',
  )
})

test('another device takes the place of one that is enabled against a code of it, also where a role demands one', async () => {
  const { user, viewer, secret, codes } = await withDevice({ roles: [{ role: 'VET' }] })
  await require('VET')
  expect((await start(viewer)).errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  expect((await start(viewer, { code: '000000' })).errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  const { data } = await start(viewer, { code: codes[0]! })
  const next = (data['startSecondFactor'] as { secret: string }).secret
  expect(await mine(viewer)).toMatchObject({ secondFactor: { enabled: false, recoveryCodesLeft: 0 } })
  expect((await confirm(viewer, shown(next))).errors).toEqual([])
  after(60)
  for (const old of [shown(secret), codes[1]!]) expect(await tryIn(user, old)).toBe('SECOND_FACTOR_REQUIRED')
  expect(await tryIn(user, shown(next))).toBe('IN')
})

test('new recovery codes cost a code and make the old ones worthless', async () => {
  const { user, viewer, codes, secret } = await withDevice()
  const renew = (code: string) =>
    hospital.graphql(viewer, 'mutation($code: String!) { renewRecoveryCodes(code: $code) }', { code })
  expect((await renew('000000')).errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  const { data } = await renew(shown(secret))
  const fresh = data['renewRecoveryCodes'] as string[]
  expect(fresh).toHaveLength(10)
  expect(await tryIn(user, codes[0])).toBe('SECOND_FACTOR_REQUIRED')
  expect(await tryIn(user, fresh[0])).toBe('IN')
  const without = await viewerOf(await enter(await aPerson()))
  const none = await hospital.graphql(without, 'mutation { renewRecoveryCodes(code: "") }')
  expect(none.errors).toMatchObject([{ code: 'CONFLICT' }])
})

const remove = (viewer: Viewer, userId: string) =>
  hospital.graphql(
    viewer,
    'mutation($id: ID!) { removeSecondFactor(userId: $id) { id secondFactor { enabled } } }',
    { id: userId },
  )

test('an administrator takes a lost second factor away: the person is signed out, told, and signs in without', async () => {
  const { user, cookie } = await withDevice()
  const admin = asRole('ADMIN')
  expect((await remove(admin, user.id)).data).toEqual({
    removeSecondFactor: { id: user.id, secondFactor: { enabled: false } },
  })
  expect(outcomeOf(await refresh(hospital, cookie))).toBe('UNAUTHENTICATED')
  expect((await mailsTo(user.email)).at(-1)).toEqual([
    'second-factor-changed',
    'An administrator took your second factor away.',
  ])
  expect(await hospital.audited(user.id)).toContainEqual({
    action: 'second-factor.remove',
    actorId: admin.userId,
    before: null,
    after: null,
  })
  expect(await tryIn(user)).toBe('IN')
})

test('nobody takes away the second factor of who may do more, nor one’s own without a code', async () => {
  const { user } = await withDevice({ roles: [{ role: 'ADMIN' }] })
  const manager = asRole('RECEPTIONIST', {
    grants: [{ locationId: null, permissions: new Set(['user:write', 'user:read', 'staff:read'] as const) }],
  })
  for (const viewer of [manager, asRole('VET')]) {
    expect((await remove(viewer, user.id)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  const self = await remove(asRole('ADMIN', { userId: user.id }), user.id)
  expect(self.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'userId' }])
  expect((await remove(asRole('ADMIN'), 'nobody')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect(await tryIn(user)).toBe('SECOND_FACTOR_REQUIRED')
})

test('only the person and those who see accounts know of a second factor', async () => {
  const { user } = await withDevice({ roles: [{ role: 'VET' }] })
  const seenBy = async (viewer: Viewer) => {
    const { data } = await hospital.graphql(
      viewer,
      'query($id: ID!) { user(id: $id) { secondFactor { enabled } } }',
      {
        id: user.id,
      },
    )
    return (data['user'] as { secondFactor: unknown }).secondFactor
  }
  expect(await seenBy(asRole('ADMIN'))).toEqual({ enabled: true })
  for (const role of ['VET', 'OWNER'] as const) expect(await seenBy(asRole(role))).toBeNull()
})

test('after VETGRAPH_SECRET was changed the device’s codes cannot be verified, and a recovery code still works', async () => {
  const { user, secret, codes } = await withDevice()
  const sealed = 'sealed under another secret, which nobody has any more'
  await hospital
    .context()
    .db.update(secondFactors)
    .set({ secret: sealed })
    .where(eq(secondFactors.userId, user.id))
  expect(await tryIn(user, shown(secret))).toBe('INTERNAL_SERVER_ERROR')
  expect(await tryIn(user, codes[0])).toBe('IN')
})

test('taken off three times at once, a second factor is gone once: one audit entry, one e-mail', async () => {
  const { user, viewer, secret } = await withDevice()
  const before = (await mailsTo(user.email)).length
  const code = shown(secret)
  await Promise.all([1, 2, 3].map(() => disable(viewer, { code })))
  expect((await mine(viewer)).secondFactor).toMatchObject({ enabled: false })
  const actions = (await hospital.audited(user.id)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'second-factor.disable')).toHaveLength(1)
  expect(await mailsTo(user.email)).toHaveLength(before + 1)
})

test('no recovery codes are made for a second factor that is taken off meanwhile', async () => {
  const { user, viewer, secret } = await withDevice()
  const [, renewed] = await hospital.admin
    .begin(async (held) => {
      await held`select 1 from identity.second_factors where user_id = ${user.id} for update`
      const disabled = disable(viewer, { code: shown(secret) })
      await hospital.waiting(1)
      const renewed = hospital.graphql(viewer, 'mutation { renewRecoveryCodes(code: "000000") }')
      await hospital.waiting(2)
      return [disabled, renewed] as const
    })
    .then((both) => Promise.all(both))
  expect(renewed.errors).toMatchObject([{ code: 'CONFLICT' }])
  const left = await hospital.admin`select 1 from identity.recovery_codes where user_id = ${user.id}`
  expect(left).toHaveLength(0)
})
