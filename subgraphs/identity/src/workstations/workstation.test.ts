import { newId } from '@vetgraph/kit/ids'
import type { Viewer } from '@vetgraph/kit/context'
import { EndedSessions } from '@vetgraph/kit/access/ended-sessions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aLocation } from '../locations/location.factory.ts'
import { identity } from '../schema.ts'
import { anAccount, inBrowser, password } from '../sessions/session.factory.ts'
import { sessions } from '../sessions/session.table.ts'
import { publicKeys } from '../signing-keys/signing-key.service.ts'
import { aUser } from '../users/user.factory.ts'
import { users } from '../users/user.table.ts'
import { pins } from './workstation.table.ts'

let hospital: TestSubgraph
let locationId: string
let admin: Viewer

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  locationId = (await aLocation(hospital)).id
  const { id } = await aUser(hospital, { roles: [{ role: 'ADMIN' }] })
  admin = asRole('ADMIN', { userId: id })
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

const at = (time: string) => hospital.setNow(`2026-03-16T${time}.000Z`)

async function register(input: object = {}, viewer = admin) {
  const answer = await inBrowser(
    hospital,
    'mutation($input: RegisterWorkstationInput!) { registerWorkstation(input: $input) { id name idleMinutes } }',
    { input: { name: `Front desk ${newId()}`, locationId, ...input } },
    { viewer },
  )
  const made = answer.data['registerWorkstation'] as { id: string } | undefined
  return { ...answer, id: made?.id ?? '' }
}

const setPin = (viewer: Viewer, pin: string, given = password) =>
  hospital.graphql(viewer, 'mutation($input: SetMyPinInput!) { setMyPin(input: $input) { hasPin } }', {
    input: { password: given, pin },
  })

async function somebody(pin: string | null = '4711', overrides: Parameters<typeof anAccount>[1] = {}) {
  const user = await anAccount(hospital, { roles: [{ role: 'RECEPTIONIST', locationId }], ...overrides })
  const viewer = asRole('RECEPTIONIST', { userId: user.id })
  if (pin !== null) expect((await setPin(viewer, pin)).errors).toEqual([])
  return user
}

type Browser = { workstation?: string | undefined; cookie?: string | undefined; viewer?: Viewer }

const takeOver = (browser: Browser, userId: string, pin = '4711') =>
  inBrowser(
    hospital,
    'mutation($input: SwitchUserInput!) { switchUser(input: $input) { accessToken expiresAt user { id } } }',
    { input: { userId, pin } },
    browser as never,
  )

const verify = async (answer: { data: Record<string, unknown> }, field = 'switchUser') => {
  const keys = () => publicKeys(hospital.context())
  const { accessToken } = answer.data[field] as { accessToken: string }
  return (await new TokenVerifier(keys, new EndedSessions(), hospital.now).verify(accessToken)).viewer
}

const sessionOf = async (id: string) =>
  (await hospital.context().db.select().from(sessions).where(eq(sessions.id, id)))[0]

const refreshAt = (browser: Browser) =>
  inBrowser(hospital, 'mutation { refreshSession { accessToken expiresAt } }', {}, browser as never)

test('AU8: a browser that is a shared workstation says who works there and has a PIN, also before anybody signs in', async () => {
  const { workstation, id, setCookies } = await register({ name: 'Triage', idleMinutes: 3 })
  expect(setCookies).toEqual([
    expect.stringMatching(
      /^vetgraph_workstation=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/,
    ),
  ])
  const elsewhere = (await aLocation(hospital)).id
  const here = await somebody('4711', { firstName: 'Ada', lastName: 'Desk' })
  const everywhere = await somebody('4711', { firstName: 'Bo', lastName: 'Float', roles: [{ role: 'VET' }] })
  await somebody(null, { lastName: 'Without' })
  await somebody('4711', { roles: [{ role: 'VET', locationId: elsewhere }] })
  await somebody('4711', { roles: [{ role: 'OWNER' }] })
  const left = await somebody()
  await hospital.context().db.update(users).set({ active: false }).where(eq(users.id, left.id))
  const text = '{ workstation { id name idleMinutes location { id } people { id name initials photoUrl } } }'
  const { data } = await inBrowser(hospital, text, {}, { workstation: workstation! })
  expect(data['workstation']).toEqual({
    id,
    name: 'Triage',
    idleMinutes: 3,
    location: { id: locationId },
    people: [
      { id: here.id, name: 'Ada Desk', initials: 'AD', photoUrl: null },
      { id: everywhere.id, name: 'Bo Float', initials: 'BF', photoUrl: null },
    ],
  })
  for (const none of [undefined, 'made-up']) {
    const answer = await inBrowser(hospital, text, {}, none ? { workstation: none } : {})
    expect(answer.data).toEqual({ workstation: null })
  }
})

test('AU8: by PIN somebody takes over: the session at hand ends, and what follows carries the person', async () => {
  const { workstation, id } = await register({ name: 'Front desk', idleMinutes: 5 })
  const [ada, bo] = [await somebody(), await somebody('8052')]
  const first = await takeOver({ workstation }, ada.id)
  expect(first.errors).toEqual([])
  expect(first.data['switchUser']).toMatchObject({
    user: { id: ada.id },
    // No longer than a person may be away.
    expiresAt: '2026-03-16T08:05:00.000Z',
  })
  const viewer = await verify(first)
  expect(await sessionOf(viewer.sessionId)).toMatchObject({ method: 'PIN', workstationId: id, endedAt: null })
  const second = await takeOver({ workstation, cookie: first.cookie, viewer }, bo.id, '8052')
  expect((await verify(second)).userId).toBe(bo.id)
  expect(await sessionOf(viewer.sessionId)).toMatchObject({ endReason: 'SWITCHED' })
  expect((await refreshAt({ workstation, cookie: first.cookie })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  const list = await hospital.graphql(await verify(second), '{ me { sessions { method workstationName } } }')
  expect(list.data['me']).toEqual({ sessions: [{ method: 'PIN', workstationName: 'Front desk' }] })
})

test('AU8: a wrong PIN leaves whoever is signed in as they are, and is audited', async () => {
  const { workstation } = await register()
  const [ada, bo] = [await somebody(), await somebody('8052')]
  const { cookie } = await takeOver({ workstation }, ada.id)
  const { errors } = await takeOver({ workstation, cookie }, bo.id, '0815')
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'pin', message: 'This is not the PIN.' }])
  expect((await refreshAt({ workstation, cookie })).errors).toEqual([])
  expect((await hospital.audited(bo.id)).map(({ action }) => action)).toContain('session.pin-failed')
})

test('AU8: whoever cannot take over gets the answer of a wrong PIN, and no PIN counts elsewhere', async () => {
  const { workstation } = await register()
  const elsewhere = (await aLocation(hospital)).id
  const others = [
    (await somebody(null)).id,
    (await somebody('4711', { roles: [{ role: 'VET', locationId: elsewhere }] })).id,
    (await somebody('4711', { roles: [{ role: 'OWNER' }] })).id,
    'made-up',
  ]
  for (const id of others) {
    expect((await takeOver({ workstation }, id)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: 'This is not the PIN.' },
    ])
  }
  const ada = await somebody()
  for (const browser of [{}, { workstation: 'made-up' }]) {
    expect((await takeOver(browser, ada.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  }
})

test('one browser that is registered several times at once is one workstation; a retired one leaves its name free', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => register({ name: 'Surgery' })))
  expect(answers.map(({ errors }) => errors[0]?.code ?? 'OK').sort()).toEqual([
    'CONFLICT',
    'CONFLICT',
    'CONFLICT',
    'OK',
  ])
  const { id } = answers.find(({ errors }) => errors.length === 0)!
  await hospital.graphql(admin, 'mutation($id: ID!) { revokeWorkstation(id: $id) { id } }', { id })
  expect((await register({ name: 'surgery' })).errors).toEqual([])
})

test('AU8: after some wrong PINs the next waits, there and for this person only, and the right one forgets them', async () => {
  const [{ workstation }, { workstation: other }] = [await register(), await register()]
  const [ada, bo] = [await somebody(), await somebody('8052')]
  for (let i = 0; i < 3; i += 1) await takeOver({ workstation }, ada.id, '0000')
  const blocked = await takeOver({ workstation }, ada.id)
  expect(blocked.errors).toMatchObject([{ code: 'TOO_MANY_REQUESTS', extensions: { retryAfterSeconds: 30 } }])
  expect((await takeOver({ workstation }, bo.id, '8052')).errors).toEqual([])
  expect((await takeOver({ workstation: other }, ada.id)).errors).toEqual([])
  at('08:00:31')
  await takeOver({ workstation }, ada.id, '0000')
  expect((await takeOver({ workstation }, ada.id)).errors).toMatchObject([
    { extensions: { retryAfterSeconds: 60 } },
  ])
  at('08:02:00')
  expect((await takeOver({ workstation }, ada.id)).errors).toEqual([])
  expect((await takeOver({ workstation }, ada.id, '0000')).errors).toMatchObject([{ field: 'pin' }])
  expect((await takeOver({ workstation }, ada.id)).errors).toEqual([])
})

test('AU8: a session that nobody renews for as long as a person may be away ends there', async () => {
  const { workstation } = await register({ idleMinutes: 5 })
  const { id } = await somebody()
  let { cookie } = await takeOver({ workstation }, id)
  at('08:05:00')
  const renewed = await refreshAt({ workstation, cookie })
  expect(renewed.data['refreshSession']).toMatchObject({ expiresAt: '2026-03-16T08:10:00.000Z' })
  const viewer = await verify(renewed, 'refreshSession')
  cookie = renewed.cookie
  at('08:10:01')
  expect((await refreshAt({ workstation, cookie })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect(await sessionOf(viewer.sessionId)).toMatchObject({ endReason: 'IDLE' })
  expect((await takeOver({ workstation }, id)).errors).toEqual([])
})

test('AU8: a clock that was set back an hour leaves nobody signed in for an hour more', async () => {
  const { workstation } = await register({ idleMinutes: 5 })
  const { id } = await somebody()
  const { cookie } = await takeOver({ workstation }, id)
  at('07:00:00')
  expect((await refreshAt({ workstation, cookie })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
})

test('AU8: who signs in by password at a shared workstation is signed out as the others are', async () => {
  const { workstation, id } = await register({ idleMinutes: 5 })
  const { email } = await somebody()
  const signedIn = await inBrowser(
    hospital,
    'mutation($input: LoginInput!) { login(input: $input) { accessToken expiresAt } }',
    { input: { email, password } },
    { workstation: workstation! },
  )
  expect(signedIn.data['login']).toMatchObject({ expiresAt: '2026-03-16T08:05:00.000Z' })
  const viewer = await verify(signedIn, 'login')
  expect(await sessionOf(viewer.sessionId)).toMatchObject({ method: 'PASSWORD', workstationId: id })
  const left = await inBrowser(hospital, 'mutation { logout(idle: true) }', {}, { viewer })
  expect(left.data).toEqual({ logout: true })
  expect(await sessionOf(viewer.sessionId)).toMatchObject({ endReason: 'IDLE' })
})

test('a PIN has 4 to 8 digits that are not the first to be tried, needs the password, and is readable nowhere', async () => {
  const user = await anAccount(hospital)
  const viewer = asRole('VET', { userId: user.id })
  const obvious = ['0000', '1234', '7890', '9876', '0987', '1212', '474747', '123456', '77777777']
  for (const pin of [...obvious, '123', '123456789', '12a4', '', ' 4711']) {
    expect((await setPin(viewer, pin)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'pin' }])
  }
  expect((await setPin(viewer, '4711', 'wrong')).errors).toMatchObject([{ field: 'password' }])
  expect((await hospital.graphql(viewer, '{ me { hasPin } }')).data['me']).toEqual({ hasPin: false })
  expect((await setPin(viewer, '4711')).data['setMyPin']).toEqual({ hasPin: true })
  const [row] = await hospital.context().db.select().from(pins).where(eq(pins.userId, user.id))
  expect(bcrypt.getRounds(row!.hash)).toBe(hospital.context().settings.passwordCost)
  const removed = await hospital.graphql(viewer, 'mutation { removeMyPin { hasPin } }')
  expect(removed.data['removeMyPin']).toEqual({ hasPin: false })
  const actions = (await hospital.audited(user.id)).map(({ action }) => action)
  expect(actions.filter((action) => action.includes('pin'))).toEqual(['user.set-pin', 'user.remove-pin'])
})

test('a retired workstation is a browser like any other, and whoever signed in there is signed out', async () => {
  const { workstation, id } = await register({ name: 'Stolen' })
  const ada = await somebody()
  const { cookie } = await takeOver({ workstation }, ada.id)
  const text = 'mutation($id: ID!) { revokeWorkstation(id: $id) { revokedAt } }'
  const local = asRole('VET', {
    grants: [{ locationId: (await aLocation(hospital)).id, permissions: new Set(['workstation:write']) }],
  })
  expect((await hospital.graphql(local, text, { id })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(admin, text, { id })).errors).toEqual([])
  expect((await refreshAt({ workstation, cookie })).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await takeOver({ workstation }, ada.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const listed = await hospital.graphql(admin, '{ workstations { name revokedAt } }')
  expect(listed.data['workstations']).toContainEqual({
    name: 'Stolen',
    revokedAt: '2026-03-16T08:00:00.000Z',
  })
  expect((await hospital.graphql(local, '{ workstations { name } }')).data['workstations']).toEqual([])
})

test('workstations are registered by those who may, once a browser, with sensible times', async () => {
  expect((await register({}, asRole('VET'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  for (const idleMinutes of [0, 61]) {
    expect((await register({ idleMinutes })).errors).toMatchObject([{ field: 'idleMinutes' }])
  }
  const { workstation } = await register({ name: 'Once' })
  const again = await inBrowser(
    hospital,
    'mutation($input: RegisterWorkstationInput!) { registerWorkstation(input: $input) { id } }',
    { input: { name: 'Twice', locationId } },
    { viewer: admin, workstation: workstation! },
  )
  expect(again.errors).toMatchObject([
    { code: 'CONFLICT', message: 'This browser is the workstation “Once” already.' },
  ])
})
