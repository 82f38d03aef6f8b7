import { systemViewer } from '@vetgraph/kit/context'
import { EndedSessions, endedSessionsOperation } from '@vetgraph/kit/access/ended-sessions'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { aLocation } from '../locations/location.factory.ts'
import { identity } from '../schema.ts'
import { publicKeys } from '../signing-keys/signing-key.service.ts'
import { giveRole } from '../users/user.factory.ts'
import { users } from '../users/user.table.ts'
import { anAccount, inBrowser, password, refresh, signIn } from './session.factory.ts'
import { sessions } from './session.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

const nobody = '00000000-0000-0000-0000-000000000000'
const refused = 'This e-mail address and password do not match.'

const verifierNow = () =>
  new TokenVerifier(() => publicKeys(hospital.context()), new EndedSessions(), hospital.now)

const sessionsOf = (userId: string) =>
  hospital.context().db.select().from(sessions).where(eq(sessions.userId, userId))

test('somebody signs in: a token that the public keys verify, a cookie no script can read, an audit entry', async () => {
  const location = await aLocation(hospital)
  const user = await anAccount(hospital, { ownerId: newId(), roles: [{ role: 'OWNER' }] })
  await giveRole(hospital, user.id, 'VET', location.id)
  const { data, errors, setCookies } = await signIn(hospital, { email: ` ${user.email.toUpperCase()} ` })
  expect(errors).toEqual([])
  const session = data['login'] as { accessToken: string; expiresAt: string; user: Record<string, unknown> }
  expect(session).toMatchObject({
    expiresAt: '2026-03-16T08:15:00.000Z',
    user: { id: user.id, email: user.email, permissions: expect.arrayContaining(['medical-record:write']) },
  })
  expect(setCookies).toEqual([
    expect.stringMatching(/^vetgraph_device=[\w-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^vetgraph_refresh=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/),
  ])
  const { viewer, expiresAt } = await verifierNow().verify(session.accessToken)
  expect(expiresAt.toISOString()).toBe(session.expiresAt)
  const [row] = await sessionsOf(user.id)
  expect(viewer).toMatchObject({
    kind: 'user',
    userId: user.id,
    sessionId: row?.id,
    ownerId: user.ownerId,
    roles: ['OWNER', 'VET'],
  })
  expect(viewer.grants.map(({ locationId }) => locationId).sort()).toEqual([location.id, null].sort())
  expect(await hospital.audited(row!.id)).toEqual([
    { action: 'session.login', actorId: user.id, before: null, after: { userId: user.id } },
  ])
  const central = (await hospital.emitted()).filter(({ payload }) => payload['entityId'] === row?.id)
  expect(central).toMatchObject([{ task: 'identity:audit.recorded', payload: { action: 'session.login' } }])
})

test('cookies travel over https only when the hospital is reached by https', async () => {
  const { email } = await anAccount(hospital)
  const { setCookies } = await signIn(hospital, { email }, { origin: 'https://vet.example' })
  expect(setCookies).toHaveLength(2)
  for (const cookie of setCookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
})

test('AU1: a wrong password, an unknown address and a closed account get one answer after the same work', async () => {
  const { email } = await anAccount(hospital)
  const closed = await anAccount(hospital, { active: false })
  const { passwordCost } = hospital.context().settings
  const compare = vi.spyOn(bcrypt, 'compare')
  const tries = [
    { email, password: 'wrong' },
    { email: 'nobody@example.test', password },
    { email: closed.email, password },
    { email: '', password: '' },
    { email, password: `${password}${'x'.repeat(72)}` },
  ]
  for (const input of tries) {
    compare.mockClear()
    const { errors, data, setCookies } = await signIn(hospital, input)
    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED', message: refused }])
    expect(data).toEqual({})
    expect(setCookies).toEqual([])
    expect(compare.mock.calls.map(([, hash]) => bcrypt.getRounds(hash))).toEqual([passwordCost])
  }
  compare.mockRestore()
  expect(await sessionsOf(closed.id)).toEqual([])
})

test('AU1: each failed login is a security event, though nothing else is written', async () => {
  const user = await anAccount(hospital)
  await signIn(hospital, { email: user.email, password: 'wrong' })
  await signIn(hospital, { email: 'stranger@example.test' })
  const action = 'session.login-failed'
  expect(await hospital.audited(user.id)).toEqual([
    { action, actorId: null, before: null, after: { email: user.email } },
  ])
  expect(await hospital.audited(nobody)).toContainEqual({
    action,
    actorId: null,
    before: null,
    after: { email: 'stranger@example.test' },
  })
  const central = (await hospital.emitted()).filter(({ payload }) => payload['entityId'] === user.id)
  expect(central).toMatchObject([{ task: 'identity:audit.recorded', payload: { action, ip: '192.0.2.1' } }])
  expect(await sessionsOf(user.id)).toEqual([])
})

test('no password and no token is readable from the database', async () => {
  const { email } = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email })
  const tables = await hospital.admin<Array<{ name: string }>>`
    select tablename as name from pg_tables where schemaname = 'identity'`
  for (const { name } of tables) {
    const rows = await hospital.admin`select t::text as row from identity.${hospital.admin(name)} t`
    const text = rows.map(({ row }) => row as string).join('\n')
    expect(text).not.toContain(cookie)
    expect(text).not.toContain(password)
  }
  const [{ hash }] = (await hospital.admin`select hash from identity.passwords limit 1`) as unknown as [
    { hash: string },
  ]
  expect(bcrypt.getRounds(hash)).toBe(hospital.context().settings.passwordCost)
})

test('AU2: a refresh exchanges the cookie for the next, again and again, in one session', async () => {
  const user = await anAccount(hospital)
  let { cookie } = await signIn(hospital, { email: user.email })
  const seen = new Set([cookie])
  for (const day of [17, 23, 29]) {
    hospital.setNow(`2026-03-${day}T08:00:00.000Z`)
    const answer = await refresh(hospital, cookie)
    expect(answer.errors).toEqual([])
    expect(answer.data).toMatchObject({ refreshSession: { user: { id: user.id } } })
    cookie = answer.cookie
    seen.add(cookie)
  }
  expect(seen.size).toBe(4)
  expect(await sessionsOf(user.id)).toMatchObject([{ endedAt: null }])
})

test('AU2: showing an old token again ends the whole family', async () => {
  const user = await anAccount(hospital)
  const first = await signIn(hospital, { email: user.email })
  const second = await refresh(hospital, first.cookie)
  hospital.setNow('2026-03-16T08:00:11.000Z')
  const stolen = await refresh(hospital, first.cookie)
  expect(stolen.errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(stolen.setCookies).toEqual([])
  expect((await refresh(hospital, second.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  const [session] = await sessionsOf(user.id)
  expect(session).toMatchObject({ endReason: 'TOKEN_REUSE', endedAt: hospital.now() })
  expect((await hospital.audited(session!.id)).map(({ action }) => action)).toEqual([
    'session.login',
    'session.reuse-detected',
  ])
})

test('AU2: twenty tabs refreshing one token at once stay signed in', async () => {
  const user = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email: user.email })
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(hospital, cookie)))
  for (const { errors } of answers) expect(errors).toEqual([])
  expect(new Set(answers.map((answer) => answer.cookie)).size).toBe(20)
  hospital.setNow('2026-03-16T08:14:00.000Z')
  const next = await refresh(hospital, answers[7]?.cookie)
  expect(next.errors).toEqual([])
  expect(await sessionsOf(user.id)).toMatchObject([{ endedAt: null }])
})

test('AU2: of two tokens made by the grace one lives on, and whoever shows the other is noticed', async () => {
  const user = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email: user.email })
  const [mine, stolen] = [await refresh(hospital, cookie), await refresh(hospital, cookie)]
  hospital.setNow('2026-03-16T08:14:00.000Z')
  const next = await refresh(hospital, mine.cookie)
  expect(next.errors).toEqual([])
  expect((await refresh(hospital, stolen.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await refresh(hospital, next.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(await sessionsOf(user.id)).toMatchObject([{ endReason: 'TOKEN_REUSE' }])
})

test('AU2: the ten seconds of two tabs do not become a day by a clock that was set a day ahead and back', async () => {
  hospital.setNow('2026-03-17T08:00:00.000Z')
  const user = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email: user.email })
  await refresh(hospital, cookie)
  hospital.setNow('2026-03-16T08:00:00.000Z')
  expect((await refresh(hospital, cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(await sessionsOf(user.id)).toMatchObject([{ endReason: 'TOKEN_REUSE' }])
})

test('no cookie, a made-up cookie and one of eight days ago continue nothing', async () => {
  const { email } = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email })
  hospital.setNow('2026-03-23T08:00:00.000Z')
  for (const shown of [undefined, '', 'made-up', cookie]) {
    expect((await refresh(hospital, shown)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
})

test('a deactivated account continues no session', async () => {
  const user = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email: user.email })
  await hospital.context().db.update(users).set({ active: false }).where(eq(users.id, user.id))
  expect((await refresh(hospital, cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
})

test('a refresh carries the roles of now into the new token', async () => {
  const user = await anAccount(hospital, { roles: [{ role: 'TECHNICIAN' }] })
  const { cookie } = await signIn(hospital, { email: user.email })
  await giveRole(hospital, user.id, 'VET')
  const { data } = await refresh(hospital, cookie)
  const { accessToken } = data['refreshSession'] as { accessToken: string }
  expect((await verifierNow().verify(accessToken)).viewer.roles).toEqual(['TECHNICIAN', 'VET'])
})

const logout = (from: Parameters<typeof inBrowser>[3]) => inBrowser(hospital, 'mutation { logout }', {}, from)

test('logging out ends the cookie’s session, takes the cookie back and tells who listens', async () => {
  const user = await anAccount(hospital)
  const { cookie } = await signIn(hospital, { email: user.email })
  const other = await signIn(hospital, { email: user.email })
  const heard = hospital.runtime.live.subscribe('session.ended')
  const { data, setCookies } = await logout({ cookie })
  expect(data).toEqual({ logout: true })
  expect(setCookies).toEqual(['vetgraph_refresh=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict'])
  const ended = (await sessionsOf(user.id)).filter(({ endReason }) => endReason === 'LOGOUT')
  expect(ended).toHaveLength(1)
  expect((await heard.next()).value).toEqual({ sessionId: ended[0]?.id, userId: user.id })
  await heard.return?.()
  expect((await refresh(hospital, cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await refresh(hospital, other.cookie)).errors).toEqual([])
  expect((await hospital.audited(ended[0]!.id)).map(({ action }) => action)).toEqual([
    'session.login',
    'session.logout',
  ])
})

test('AU3: other processes hear which sessions ended lately, and then each that ends; nobody else hears', async () => {
  const user = await anAccount(hospital)
  const [old, recent, next] = await Promise.all(
    Array.from({ length: 3 }, () => signIn(hospital, { email: user.email })),
  )
  hospital.setNow('2026-03-16T08:40:00.000Z')
  await logout({ cookie: old!.cookie })
  hospital.setNow('2026-03-16T09:00:00.000Z')
  await logout({ cookie: recent!.cookie })
  const stream = await hospital.subscribe(systemViewer, endedSessionsOperation.query)
  const told = async () => ((await stream.next?.())?.data as { sessionsEnded: string[] }).sessionsEnded
  const endedAt = async (time: string) => {
    const rows = await sessionsOf(user.id)
    return rows.find((row) => row.endedAt?.toISOString() === `2026-03-16T${time}:00.000Z`)!.id
  }
  const first = await told()
  expect(first).toContain(await endedAt('09:00'))
  expect(first).not.toContain(await endedAt('08:40'))
  hospital.setNow('2026-03-16T09:01:00.000Z')
  await logout({ cookie: next!.cookie })
  expect(await told()).toEqual([await endedAt('09:01')])
  const refusal = await hospital.subscribe(asRole('ADMIN'), endedSessionsOperation.query)
  expect(refusal.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('logging out without a cookie ends the access token’s session; with neither it changes nothing', async () => {
  const user = await anAccount(hospital)
  const { data } = await signIn(hospital, { email: user.email })
  const { viewer } = await verifierNow().verify((data['login'] as { accessToken: string }).accessToken)
  expect((await logout({ cookie: 'made-up' })).data).toEqual({ logout: true })
  expect((await logout({ viewer: asRole('VET') })).data).toEqual({ logout: true })
  expect(await sessionsOf(user.id)).toMatchObject([{ endedAt: null }])
  expect((await logout({ viewer })).data).toEqual({ logout: true })
  expect(await sessionsOf(user.id)).toMatchObject([{ endReason: 'LOGOUT' }])
})
