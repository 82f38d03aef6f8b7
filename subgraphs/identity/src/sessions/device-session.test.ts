import { EndedSessions } from '@vetgraph/kit/access/ended-sessions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { publicKeys } from '../signing-keys/signing-key.service.ts'
import { deviceOf } from './device.ts'
import { anAccount, refresh, signIn } from './session.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iPad =
  'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

async function signedIn(email: string, userAgent = firefox) {
  const { data, cookie } = await signIn(hospital, { email }, { userAgent, ip: '203.0.113.7' })
  const { accessToken } = data['login'] as { accessToken: string }
  const keys = () => publicKeys(hospital.context())
  const { viewer } = await new TokenVerifier(keys, new EndedSessions(), hospital.now).verify(accessToken)
  return { viewer, cookie: cookie! }
}

const fields = 'id device deviceKind ip method workstationName createdAt lastUsedAt expiresAt current'
const listOf = (answer: { data: Record<string, unknown> }, root = 'me') =>
  (answer.data[root] as { sessions: Array<Record<string, unknown>> | null } | null)?.sessions

test('people see where they are signed in, last used first, and which of it is here', async () => {
  const { email } = await anAccount(hospital)
  const desk = await signedIn(email)
  hospital.setNow('2026-03-16T09:00:00.000Z')
  const tablet = await signedIn(email, iPad)
  const list = listOf(await hospital.graphql(desk.viewer, `{ me { sessions { ${fields} } } }`))
  expect(list).toEqual([
    expect.objectContaining({
      id: tablet.viewer.sessionId,
      device: 'Safari on iOS',
      deviceKind: 'TABLET',
      current: false,
    }),
    {
      id: desk.viewer.sessionId,
      device: 'Firefox on Windows',
      deviceKind: 'DESKTOP',
      ip: '203.0.113.7',
      method: 'PASSWORD',
      workstationName: null,
      createdAt: '2026-03-16T08:00:00.000Z',
      lastUsedAt: '2026-03-16T08:00:00.000Z',
      expiresAt: '2026-03-23T08:00:00.000Z',
      current: true,
    },
  ])
  hospital.setNow('2026-03-16T10:00:00.000Z')
  await refresh(hospital, desk.cookie)
  const renewed = listOf(await hospital.graphql(desk.viewer, '{ me { sessions { id lastUsedAt } } }'))
  expect(renewed?.[0]).toEqual({ id: desk.viewer.sessionId, lastUsedAt: '2026-03-16T10:00:00.000Z' })
  hospital.setNow('2026-03-24T10:00:00.000Z')
  expect(listOf(await hospital.graphql(desk.viewer, '{ me { sessions { id } } }'))).toEqual([])
})

test('where others are signed in shows only to those who may sign them out', async () => {
  const { id, email } = await anAccount(hospital)
  await signedIn(email)
  const text = `{ user(id: "${id}") { sessions { ip } } }`
  expect(listOf(await hospital.graphql(asRole('RECEPTIONIST'), text), 'user')).toBeNull()
  expect(listOf(await hospital.graphql(asRole('ADMIN'), text), 'user')).toEqual([{ ip: '203.0.113.7' }])
})

const revoke = 'mutation($id: ID!) { revokeSession(id: $id) { sessions { id } } }'

test('a device that is signed out cannot go on, and the others can', async () => {
  const { email } = await anAccount(hospital)
  const [here, there] = [await signedIn(email), await signedIn(email, iPad)]
  const answer = await hospital.graphql(here.viewer, revoke, { id: there.viewer.sessionId })
  expect(listOf(answer, 'revokeSession')).toEqual([{ id: here.viewer.sessionId }])
  expect((await refresh(hospital, there.cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await refresh(hospital, here.cookie)).errors).toEqual([])
  expect(await hospital.audited(there.viewer.sessionId)).toContainEqual(
    expect.objectContaining({
      action: 'session.revoke',
      actorId: here.viewer.userId,
      after: { userId: here.viewer.userId, reason: 'REVOKED' },
    }),
  )
  expect((await hospital.graphql(here.viewer, revoke, { id: there.viewer.sessionId })).errors).toEqual([])
})

test('nobody signs out somebody else without the right: it looks as if there were no such session', async () => {
  const victim = await signedIn((await anAccount(hospital)).email)
  const id = victim.viewer.sessionId
  for (const viewer of [asRole('VET'), asRole('OWNER')]) {
    const refusal = await hospital.graphql(viewer, revoke, { id }, { requestId: 'one' })
    const made = await hospital.graphql(viewer, revoke, { id: 'made-up' }, { requestId: 'one' })
    expect(refusal.errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect(refusal.errors).toEqual(made.errors)
  }
  expect((await refresh(hospital, victim.cookie)).errors).toEqual([])
})

test('a user can end all other sessions, or all', async () => {
  const { id, email } = await anAccount(hospital)
  const all = [await signedIn(email), await signedIn(email), await signedIn(email, iPad)] as const
  const others = await hospital.graphql(all[0].viewer, 'mutation { revokeOtherSessions { sessions { id } } }')
  expect(listOf(others, 'revokeOtherSessions')).toEqual([{ id: all[0].viewer.sessionId }])
  const text = 'mutation($userId: ID!) { revokeSessionsOf(userId: $userId) { sessions { id } } }'
  expect((await hospital.graphql(asRole('VET'), text, { userId: id })).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'session:revoke' } },
  ])
  const answer = await hospital.graphql(asRole('ADMIN'), text, { userId: id })
  expect(listOf(answer, 'revokeSessionsOf')).toEqual([])
  for (const { cookie } of all) {
    expect((await refresh(hospital, cookie)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
})

test('programs that are no browsers are called what they call themselves', () => {
  expect(deviceOf('curl/8.5.0')).toEqual({ name: 'curl', kind: 'OTHER' })
  expect(deviceOf('')).toEqual({ name: 'Unknown program', kind: 'OTHER' })
  expect(deviceOf('x'.repeat(400)).name).toHaveLength(60)
})
