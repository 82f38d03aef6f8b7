import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { gatewaySecretOf, secretHeader } from '@vetgraph/kit/serving/wire'
import { uuidOf } from './testing/fixture.ts'
import { openTestGateway, topologies } from './testing/test-gateway.ts'
import { tokenFor } from './testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const changes = 'subscription { petChanged { pet { name } } }'
const endSession = 'mutation($id: ID!) { endSession(id: $id) }'
const rename = 'mutation($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }'

/** What AU3 promises. */
const within = { timeout: 2_000, interval: 20 }

describe.each(topologies)('AU3: a session that has ended, %s', (topology) => {
  let one: TestGateway
  let two: TestGateway
  beforeAll(async () => {
    one = await openTestGateway(topology)
    two = await openTestGateway(topology, { beside: one })
  })
  afterAll(async () => {
    await two.close()
    await one.close()
  })

  const newSession = async (viewer = asRole('VET')) => {
    const authorization = `Bearer ${await tokenFor(viewer)}`
    return { viewer, id: viewer.sessionId, authorization }
  }
  const isRefusedBy = async (hospital: TestGateway, { authorization }: { authorization: string }) => {
    const { status, body } = await hospital.post({ query: '{ me { id } }' }, { authorization })
    return status === 401 && body.errors?.[0]?.extensions['code'] === 'UNAUTHENTICATED'
  }
  const end = ({ id }: { id: string }) => one.query(endSession, { id })

  test('is refused by every gateway, which closes its sockets with 4403', async () => {
    const session = await newSession()
    expect(await isRefusedBy(two, session)).toBe(false)
    const sockets = [await one.socket(session), await two.socket(session)]
    for (const socket of sockets) socket.subscribe('1', changes)
    await vi.waitFor(() => expect(two.graph.hubs.size.subscribers).toBe(1))
    await end(session)
    for (const socket of sockets)
      expect(await socket.closed).toEqual({ code: 4403, reason: 'The session has ended.' })
    expect(await isRefusedBy(one, session)).toBe(true)
    expect(await isRefusedBy(two, session)).toBe(true)
    const again = await two.socket(session)
    expect(await again.closed).toEqual({ code: 4403, reason: 'Forbidden' })
    await vi.waitFor(() => {
      expect([one.graph.hubs.size.hubs, two.graph.hubs.size.hubs]).toEqual([0, 0])
      expect([one.subgraphs.endedSessions.size, two.subgraphs.endedSessions.size]).toEqual([0, 0])
    })
  })

  test('leaves the other sessions of the same person as they are', async () => {
    const session = await newSession()
    const other = await newSession({ ...session.viewer, sessionId: randomUUID() })
    const [leaving, staying] = [await two.socket(session), await two.socket(other)]
    staying.subscribe('1', changes)
    await vi.waitFor(() => expect(two.graph.hubs.size.subscribers).toBe(1))
    await end(session)
    expect((await leaving.closed).code).toBe(4403)
    await one.query(rename, { id: uuidOf(1), name: 'Still here' })
    expect(await staying.next()).toMatchObject({
      payload: { data: { petChanged: { pet: { name: 'Still here' } } } },
    })
    expect(await isRefusedBy(two, other)).toBe(false)
    staying.socket.terminate()
  })

  test('is refused by a gateway that starts later', async () => {
    const session = await newSession()
    await end(session)
    const later = await openTestGateway(topology, { beside: one })
    expect(await isRefusedBy(later, session)).toBe(true)
    await later.close()
  })

  test('is refused also when it ended while the gateways could not hear it', async () => {
    const session = await newSession()
    await one.runtimeOf('identity').database.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen%' and datname = current_database()`
    await end(session)
    for (const hospital of [one, two])
      await vi.waitFor(async () => expect(await isRefusedBy(hospital, session)).toBe(true), within)
  })

  test('cannot be used by a socket that does not let itself be closed', async () => {
    const session = await newSession()
    const socket = await two.socket(session)
    socket.subscribe('1', changes)
    await vi.waitFor(() => expect(two.graph.hubs.size.subscribers).toBe(1))
    // It reads no more, so it never answers the close, but it goes on sending.
    socket.socket.pause()
    await end(session)
    await vi.waitFor(async () => expect(await isRefusedBy(two, session)).toBe(true), within)
    socket.subscribe('2', rename, { id: uuidOf(2), name: 'Smuggled' })
    await vi.waitFor(() => expect(two.graph.hubs.size.subscribers).toBe(0), { timeout: 5_000 })
    const { data } = await one.query('query($id: ID!) { pet(id: $id) { name } }', { id: uuidOf(2) })
    expect(data).not.toEqual({ pet: { name: 'Smuggled' } })
  })

  test('says to no client which sessions have ended', async () => {
    const socket = await one.socket()
    socket.subscribe('1', 'subscription { sessionsEnded }')
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
  })
})

test('AU3: every subgraph refuses the tokens of a session that has ended, not only the gateway', async () => {
  const hospital = await openTestGateway('distributed')
  const viewer = asRole('VET')
  const token = await tokenFor(viewer)
  const ask = async (name: string) => {
    const response = await fetch(hospital.remoteOf(name), {
      method: 'POST',
      headers: { [secretHeader]: gatewaySecretOf(hospital.database), authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    })
    return response.status
  }
  const subgraphs = ['identity', 'clinical', 'billing']
  for (const name of subgraphs) expect(await ask(name)).toBe(200)
  await hospital.query(endSession, { id: viewer.sessionId })
  for (const name of subgraphs) await vi.waitFor(async () => expect(await ask(name)).toBe(401), within)

  // One that was restarted asks identity again.
  const revive = await hospital.kill('billing')
  await revive()
  expect(await ask('billing')).toBe(401)
  // And all hear of it when identity itself was away.
  const reviveIdentity = await hospital.kill('identity')
  await reviveIdentity()
  const next = asRole('VET')
  const nextToken = await tokenFor(next)
  await hospital.query(endSession, { id: next.sessionId })
  await vi.waitFor(async () => {
    const { status } = await hospital.post(
      { query: '{ me { id } }' },
      { authorization: `Bearer ${nextToken}` },
    )
    expect(status).toBe(401)
  }, within)
  await hospital.close()
})
