import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { sendLink } from '../email-links/email-link.service.ts'
import { identity } from '../schema.ts'
import { anAccount, password, refresh, signIn } from '../sessions/session.factory.ts'
import { sessions } from '../sessions/session.table.ts'
import { aUser } from '../users/user.factory.ts'
import { users } from '../users/user.table.ts'
import { beSetUp, mailsTo, tokenTo } from './account.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  await beSetUp(hospital)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

const next = 'seven lazy otters swim'

const after = (minutes: number) =>
  hospital.setNow(new Date(hospital.now().getTime() + minutes * 60_000).toISOString())

/** Every test asks from an address of its own, so that failures of one are not counted for another. */
let addresses = 0
beforeEach(() => {
  addresses += 1
})
const ask = (text: string, variables: Record<string, unknown>, viewer: Viewer | null = null) =>
  hospital.graphql(viewer, text, variables, { ip: `203.0.113.${addresses}` })

const register = (email: string, overrides: Record<string, unknown> = {}) =>
  ask('mutation ($input: RegisterOwnerInput!) { registerOwner(input: $input) }', {
    input: {
      email,
      password,
      firstName: 'Niamh',
      lastName: 'Kelly',
      phone: '+353 86 123 4567',
      ...overrides,
    },
  })
const verify = (token: string, viewer: Viewer | null = null) =>
  ask('mutation ($token: String!) { verifyEmail(token: $token) }', { token }, viewer)
const resend = (email: string) =>
  ask('mutation ($email: String!) { resendVerification(email: $email) }', { email })
const forgot = (email: string) =>
  ask('mutation ($email: String!) { requestPasswordReset(email: $email) }', { email })
const reset = (token: string, chosen = next) =>
  ask('mutation ($input: ChoosePasswordInput!) { resetPassword(input: $input) }', {
    input: { token, password: chosen },
  })
const changePassword = (viewer: Viewer | null, input: { current: string; next: string }) =>
  ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }', { input }, viewer)
const changeEmail = (viewer: Viewer | null, input: { email: string; password: string }) =>
  ask('mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }', { input }, viewer)
const login = async (email: string, given = password) =>
  (await signIn(hospital, { email, password: given }, { ip: `203.0.113.${addresses}` })).errors[0]?.code ??
  'IN'

const userAt = async (email: string) =>
  (await hospital.context().db.select().from(users).where(eq(users.email, email)))[0]

const sessionsOf = (userId: string) =>
  hospital.context().db.select().from(sessions).where(eq(sessions.userId, userId))

const anAddress = () => `${newId()}@example.test`

const worthless = [{ code: 'BAD_USER_INPUT', field: 'token' }]

test('an owner signs up, cannot sign in, follows the link in the e-mail, and signs in', async () => {
  const email = anAddress()
  expect((await register(email)).data).toEqual({ registerOwner: true })
  expect(await mailsTo(hospital, email)).toMatchObject([{ template: 'verify-email', name: 'Niamh Kelly' }])
  expect(await login(email, 'wrong')).toBe('UNAUTHENTICATED')
  expect(await login(email)).toBe('EMAIL_NOT_VERIFIED')
  expect((await verify(await tokenTo(hospital, email))).errors).toEqual([])
  expect(await login(email)).toBe('IN')
  const user = await userAt(email)
  expect(user).toMatchObject({ ownerId: null, emailVerifiedAt: hospital.now() })
  expect((await hospital.audited(user!.id)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['user.register', 'user.verify-email']),
  )
  expect(JSON.stringify(await hospital.audited(user!.id))).not.toContain(password)
})

test('AU7: the first verification of an owner tells who it is, so that the household is found; the second does not', async () => {
  const email = anAddress()
  await register(email)
  const told = async () =>
    (await hospital.emitted()).filter(
      ({ task, payload }) => task === 'clinical:owner-account.verified' && payload['email'] === email,
    )
  expect(await told()).toEqual([])
  await verify(await tokenTo(hospital, email))
  const user = await userAt(email)
  expect((await told()).map(({ payload }) => payload)).toEqual([
    { userId: user!.id, email, firstName: 'Niamh', lastName: 'Kelly', phone: '+353861234567' },
  ])
  await forgot(email)
  await reset(await tokenTo(hospital, email))
  expect(await told()).toHaveLength(1)
})

test('AU7: a household that was claimed is the account’s own, once, and told to the others', async () => {
  const user = await aUser(hospital, { roles: [{ role: 'OWNER' }] })
  const [ownerId, another] = [newId(), newId()]
  await hospital.deliver('household.claimed', { userId: user.id, ownerId })
  await hospital.deliver('household.claimed', { userId: user.id, ownerId: another })
  expect((await userAt(user.email))?.ownerId).toBe(ownerId)
  const changes = (await hospital.emitted()).filter(
    ({ task, payload }) => task === 'scheduling:user.changed' && payload['id'] === user.id,
  )
  expect(changes.map(({ payload }) => [payload['ownerId'], payload['version']])).toEqual([[ownerId, 2]])
})

test('AU1: signing up at an address that has an account is answered alike after the same work, and writes to it', async () => {
  const known = await anAccount(hospital)
  const hash = vi.spyOn(bcrypt, 'hash')
  const answers = [await register(anAddress()), await register(known.email.toUpperCase())]
  expect(hash).toHaveBeenCalledTimes(2)
  hash.mockRestore()
  expect(answers[1]).toEqual(answers[0])
  expect(await mailsTo(hospital, known.email)).toMatchObject([{ template: 'address-has-account' }])
  expect((await mailsTo(hospital, known.email))[0]).not.toHaveProperty('token')
  expect(await login(known.email)).toBe('IN')
})

test('ten who sign up with one address at once make one account', async () => {
  const email = anAddress()
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(email)))
  for (const { errors } of answers) expect(errors).toEqual([])
  expect(await hospital.context().db.$count(users, eq(users.email, email))).toBe(1)
})

test('a stranger who signed up with my address has no password to it once I sign up myself', async () => {
  const email = anAddress()
  await register(email, { password: 'what the stranger knows' })
  const strangersLink = await tokenTo(hospital, email)
  await register(email)
  expect((await verify(strangersLink)).errors).toMatchObject(worthless)
  expect(await login(email, 'what the stranger knows')).toBe('UNAUTHENTICATED')
  expect((await mailsTo(hospital, email)).at(-1)).toMatchObject({ template: 'reset-password' })
  expect((await reset(await tokenTo(hospital, email))).errors).toEqual([])
  expect(await login(email, next)).toBe('IN')
})

test.each([
  ['short', 'nine char'],
  ['longer than bcrypt reads', 'ö'.repeat(37)],
  ['among the commonest', 'Password123'],
  ['a common word with signs around it', '!!Sunshine2026'],
  ['one letter again and again', 'aaaaaaaaaaaa'],
  ['the own name', 'Niamh.Kelly'],
  ['cut short by a NUL', 'seven lazy\0otters'],
])('a password that is %s is refused, and nothing is written', async (_what, weak) => {
  const email = anAddress()
  const { errors, data } = await register(email, { password: weak })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'password' }])
  expect(data).toEqual({})
  expect(await userAt(email)).toBeUndefined()
})

test('if a stranger signed somebody up, the link alone does not verify the address where the password is required, and still works afterwards', async () => {
  const email = anAddress()
  await register(email)
  const token = await tokenTo(hospital, email)
  const confirm = (given: string) =>
    ask('mutation ($token: String!, $given: String) { verifyEmail(token: $token, password: $given) }', {
      token,
      given,
    })
  expect((await confirm('what I would have chosen')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'password' },
  ])
  expect(await login(email)).toBe('EMAIL_NOT_VERIFIED')
  expect((await confirm(password)).errors).toEqual([])
  expect(await login(email)).toBe('IN')
})

test('a password that is the own address is refused; four words are fine', async () => {
  const email = 'ciara.long.address@example.test'
  const { errors } = await register(email, { password: email })
  expect(errors).toMatchObject([{ field: 'password' }])
  expect((await register(email)).errors).toEqual([])
})

test('names, address and telephone are checked, each in its field', async () => {
  for (const [field, value] of [
    ['firstName', ' '],
    ['lastName', ''],
    ['email', 'nowhere'],
    ['phone', 'call me'],
  ]) {
    const { errors } = await register(anAddress(), { [field!]: value })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  }
})

test('the link is sent again, though not again and again, and each is good until one is followed', async () => {
  const email = anAddress()
  await register(email)
  const first = await tokenTo(hospital, email)
  expect((await resend(email)).data).toEqual({ resendVerification: true })
  expect(await mailsTo(hospital, email)).toHaveLength(1)
  after(3)
  await resend(email)
  expect(await mailsTo(hospital, email)).toHaveLength(2)
  expect((await verify(first)).errors).toEqual([])
  expect((await verify(await tokenTo(hospital, email))).errors).toMatchObject(worthless)
  after(3)
  expect((await resend(email)).data).toEqual({ resendVerification: true })
  expect((await resend('nobody@example.test')).data).toEqual({ resendVerification: true })
  expect(await mailsTo(hospital, email)).toHaveLength(2)
  expect(await mailsTo(hospital, 'nobody@example.test')).toEqual([])
})

test('a link is good once, for its time, and ten followers at once are one', async () => {
  const email = anAddress()
  await register(email)
  const token = await tokenTo(hospital, email)
  const answers = await Promise.all(Array.from({ length: 10 }, () => verify(token)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  await forgot(email)
  const late = await tokenTo(hospital, email)
  after(61)
  expect((await reset(late)).errors).toMatchObject(worthless)
  for (const made of ['', 'made-up', token]) expect((await reset(made)).errors).toMatchObject(worthless)
})

test('AU1: who forgot the password is sent a link; an unknown address and a closed account get the same answer', async () => {
  const user = await anAccount(hospital)
  const closed = await anAccount(hospital, { active: false })
  const answers = []
  for (const email of [user.email, 'nobody@example.test', closed.email]) answers.push(await forgot(email))
  expect(answers).toEqual(Array(3).fill({ data: { requestPasswordReset: true }, errors: [] }))
  expect(await mailsTo(hospital, user.email)).toMatchObject([{ template: 'reset-password' }])
  expect(await mailsTo(hospital, closed.email)).toEqual([])
})

test('a new password ends every session, is told by e-mail, and lets somebody in who was locked out', async () => {
  const user = await anAccount(hospital)
  const session = await signIn(hospital, { email: user.email })
  for (let i = 0; i < 5; i += 1) await login(user.email, 'wrong')
  expect(await login(user.email)).toBe('TOO_MANY_REQUESTS')
  await forgot(user.email)
  const token = await tokenTo(hospital, user.email)
  expect((await reset(token, 'short')).errors).toMatchObject([{ field: 'password' }])
  expect((await reset(token)).errors).toEqual([])
  expect((await refresh(hospital, session.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(await sessionsOf(user.id)).toMatchObject([{ endReason: 'PASSWORD_CHANGED' }])
  expect((await mailsTo(hospital, user.email)).map(({ template }) => template)).toEqual([
    'reset-password',
    'password-changed',
  ])
  expect(await login(user.email)).toBe('UNAUTHENTICATED')
  expect(await login(user.email, next)).toBe('IN')
})

test('who was invited chooses a password and signs in; the invitation is no reset and no verification', async () => {
  const user = await aUser(hospital, { emailVerifiedAt: null, roles: [{ role: 'VET' }] })
  const ctx = hospital.context()
  await ctx.db.transaction((db) =>
    sendLink({ ...ctx, db, inTransaction: true }, user, 'INVITATION', 'invitation'),
  )
  const token = await tokenTo(hospital, user.email)
  expect((await reset(token)).errors).toMatchObject(worthless)
  expect((await verify(token)).errors).toMatchObject(worthless)
  const accept = 'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) }'
  expect((await ask(accept, { input: { token, password: next } })).data).toEqual({ acceptInvitation: true })
  expect(await login(user.email, next)).toBe('IN')
})

const signedIn = async () => {
  const user = await anAccount(hospital)
  await signIn(hospital, { email: user.email })
  await signIn(hospital, { email: user.email })
  const [own, other] = await sessionsOf(user.id)
  return { user, own: own!, other: other!, viewer: asRole('VET', { userId: user.id, sessionId: own!.id }) }
}

test('changing the password needs the present one and ends the other sessions', async () => {
  const { user, own, other, viewer } = await signedIn()
  for (const [input, field] of [
    [{ current: 'wrong', next }, 'current'],
    [{ current: password, next: 'short' }, 'next'],
    [{ current: password, next: password }, 'next'],
  ] as const) {
    expect((await changePassword(viewer, input)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  }
  expect((await changePassword(null, { current: password, next })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  expect((await changePassword(viewer, { current: password, next })).data).toEqual({ changePassword: true })
  const rows = await sessionsOf(user.id)
  expect(rows.find(({ id }) => id === own.id)?.endReason).toBeNull()
  expect(rows.find(({ id }) => id === other.id)?.endReason).toBe('PASSWORD_CHANGED')
  expect((await mailsTo(hospital, user.email)).at(-1)).toMatchObject({ template: 'password-changed' })
  expect(await login(user.email, next)).toBe('IN')
})

test('guessing the present password of an open screen locks out as signing in does', async () => {
  const { viewer } = await signedIn()
  for (let i = 0; i < 5; i += 1) await changePassword(viewer, { current: `guess ${i}`, next })
  expect((await changePassword(viewer, { current: password, next })).errors).toMatchObject([
    { code: 'TOO_MANY_REQUESTS' },
  ])
})

test('two who change one password at once: one of them wins', async () => {
  const { viewer } = await signedIn()
  const answers = await Promise.all(
    ['four grey seals dive', 'nine loud crows call'].map((next) =>
      changePassword(viewer, { current: password, next }),
    ),
  )
  expect(answers.map(({ errors }) => errors[0]?.field ?? 'changed').sort()).toEqual(['changed', 'current'])
})

test('a new address counts once its link is followed; the old one is told, and other sessions end', async () => {
  const { user, own, other, viewer } = await signedIn()
  const email = anAddress()
  expect((await changeEmail(viewer, { email, password: 'wrong' })).errors).toMatchObject([
    { field: 'password' },
  ])
  expect((await changeEmail(viewer, { email: user.email, password })).errors).toMatchObject([
    { field: 'email' },
  ])
  expect((await changeEmail(viewer, { email, password })).data).toEqual({ requestEmailChange: true })
  expect((await userAt(user.email))?.id).toBe(user.id)
  await forgot(user.email)
  const oldReset = await tokenTo(hospital, user.email)
  const token = await tokenTo(hospital, email)
  expect((await verify(token, viewer)).errors).toEqual([])
  expect((await userAt(email))?.id).toBe(user.id)
  expect((await mailsTo(hospital, user.email)).at(-1)).toMatchObject({
    template: 'email-changed',
    values: { email },
  })
  const rows = await sessionsOf(user.id)
  expect(rows.find(({ id }) => id === own.id)?.endReason).toBeNull()
  expect(rows.find(({ id }) => id === other.id)?.endReason).toBe('EMAIL_CHANGED')
  expect((await reset(oldReset)).errors).toMatchObject(worthless)
  expect(await login(email)).toBe('IN')
  expect(await login(user.email)).toBe('UNAUTHENTICATED')
})

const openLinks = async (userId: string) =>
  (await hospital.admin`select 1 from identity.email_links where user_id = ${userId} and ended_at is null`)
    .length

/** Two requests that reach the links at the same moment. */
async function twoAtOnce<T>(ask: () => Promise<T>): Promise<T[]> {
  const asked = await hospital.admin.begin(async (held) => {
    await held`lock table identity.email_links in exclusive mode`
    const both = [ask(), ask()]
    await hospital.waiting(2)
    return { both }
  })
  return Promise.all(asked.both)
}

test('of changes of address asked for at once one link is good, and both are answered', async () => {
  const { user, viewer } = await signedIn()
  const answers = await twoAtOnce(() => changeEmail(viewer, { email: anAddress(), password }))
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(await openLinks(user.id)).toBe(1)
  const twice = hospital.admin`
    insert into identity.email_links
    select ${newId()}, user_id, purpose, email, 'another', created_at, expires_at, null
    from identity.email_links where user_id = ${user.id} and ended_at is null`
  await expect(twice).rejects.toMatchObject({ constraint_name: 'email_links_one_open' })
})

test('signing in twice at once before the address is verified sends one more link', async () => {
  const email = anAddress()
  await register(email)
  hospital.setNow(new Date(hospital.now().getTime() + 3_600_000).toISOString())
  expect(await twoAtOnce(() => login(email))).toEqual(['EMAIL_NOT_VERIFIED', 'EMAIL_NOT_VERIFIED'])
  // The first one stays good, because a stranger may have asked for the other.
  expect(await openLinks((await userAt(email))!.id)).toBe(2)
  expect(await mailsTo(hospital, email)).toHaveLength(2)
})

test('a change of address that a thief has begun is worthless once the password is new', async () => {
  const { user, viewer } = await signedIn()
  const [first, second] = [anAddress(), anAddress()]
  await changeEmail(viewer, { email: first, password })
  await forgot(user.email)
  await reset(await tokenTo(hospital, user.email))
  expect((await verify(await tokenTo(hospital, first))).errors).toMatchObject(worthless)
  await changeEmail(viewer, { email: second, password: next })
  await changePassword(viewer, { current: next, next: 'four grey seals dive' })
  expect((await verify(await tokenTo(hospital, second))).errors).toMatchObject(worthless)
  expect((await userAt(user.email))?.id).toBe(user.id)
})

test('AU1: nobody learns from changing the address whether another has an account', async () => {
  const { viewer } = await signedIn()
  const other = await anAccount(hospital)
  expect(await changeEmail(viewer, { email: other.email, password })).toEqual(
    await changeEmail(viewer, { email: anAddress(), password }),
  )
  expect(await mailsTo(hospital, other.email)).toMatchObject([{ template: 'address-has-account' }])
})

test('an address that was taken while the link was on its way stays with whoever took it', async () => {
  const { user, viewer } = await signedIn()
  const email = anAddress()
  await changeEmail(viewer, { email, password })
  const token = await tokenTo(hospital, email)
  await aUser(hospital, { email })
  expect((await verify(token)).errors).toMatchObject([{ code: 'CONFLICT', field: 'email' }])
  expect((await userAt(user.email))?.id).toBe(user.id)
})
