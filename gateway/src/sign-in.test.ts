import { Agent, request as httpRequest } from 'node:http'
import { passwordQueue } from '@vetgraph/identity/passwords/password.service'
import { identity } from '@vetgraph/identity/schema'
import { newId } from '@vetgraph/kit/ids'
import { notifications } from '@vetgraph/notifications/schema'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTestGateway, topologies } from './testing/test-gateway.ts'

// Subscriptions that clients see are not identity's.
const definitions = [identity, notifications]

const email = 'ada@example.test'
const password = 'correct horse battery staple'
/** Of the password, at the lowest cost. */
const hash = '$2b$04$trwzj2Fjz0RDItRo4QY2/eVYN/NX4z0ST2MHrGatfoyZmoDNEIIM.'
const login = 'mutation($input: LoginInput!) { login(input: $input) { user { firstName } } }'
/** How many sign-ins an address has: more than the tests need before one spends them all. */
const guesses = 80
const soon = { timeout: 10_000, interval: 20 }

describe.each(topologies)('Signing in, %s', (topology) => {
  let hospital: Awaited<ReturnType<typeof openTestGateway>>
  const sql = () => hospital.runtimeOf('identity').database.sql

  beforeAll(async () => {
    hospital = await openTestGateway(topology, { definitions, rateLimits: { 'sign-in-address': guesses } })
    const id = newId()
    await sql()`insert into identity.users (id, first_name, last_name, email, email_verified_at, created_at, updated_at)
      values (${id}, 'Ada', 'Min', ${email}, now(), now(), now())`
    await sql()`insert into identity.passwords (user_id, hash, changed_at) values (${id}, ${hash}, now())`
  })
  afterAll(() => hospital.close())
  afterEach(() => sql()`delete from identity.sign_in_failures`)

  const lookedAt = async () => {
    const [row] = await sql()`select count(*)::int as count from identity.audit_entries
      where action = 'session.login-failed'`
    return row!['count'] as number
  }

  /** Counted as failed behind the address; what was never looked at has been given back. */
  const counted = async () => {
    const [row] = await sql()`select failures from identity.sign_in_failures where subject like 'address %'`
    return (row?.['failures'] as number | undefined) ?? 0
  }

  const ada = { query: login, variables: { input: { email, password } } }
  const signIn = async () => (await hospital.post(ada, {})).body.data

  test('passwords of fifty callers who disconnect are not checked, and a caller who stays is signed in', async () => {
    const before = await lookedAt()
    const agent = new Agent({ keepAlive: false })
    let answered = 0
    const requests = Array.from({ length: 50 }, (_, i) => {
      const input = { email: `guess${i}@example.test`, password: 'guess' }
      const headers = { 'content-type': 'application/json' }
      const request = httpRequest(`${hospital.web}/graphql`, { method: 'POST', headers, agent })
      request.on('response', (response) => {
        answered += 1
        response.resume()
      })
      request.on('error', () => {})
      request.end(JSON.stringify({ query: login, variables: { input } }))
      return request
    })
    // All have come: they were refused because the queue is full, wait in it, or one of three threads looks at them.
    await vi.waitFor(() => expect(answered + passwordQueue.waiting).toBeGreaterThanOrEqual(47), soon)
    expect(passwordQueue.waiting).toBeGreaterThan(10)
    const [waiting, looked] = [passwordQueue.waiting, await lookedAt()]
    for (const request of requests) request.destroy()
    await vi.waitFor(() => expect(passwordQueue.waiting).toBe(0), soon)
    expect(await signIn()).toEqual({ login: { user: { firstName: 'Ada' } } })
    // Those that a thread was looking at; not those that waited.
    expect((await lookedAt()) - looked).toBeLessThanOrEqual(6)
    expect(waiting).toBeGreaterThan(6)
    await vi.waitFor(async () => expect(await counted()).toBe((await lookedAt()) - before), soon)
  })

  test('whoever closes the socket waits no longer', async () => {
    const socket = await hospital.socket({})
    for (let i = 0; i < 10; i += 1) {
      socket.subscribe(String(i), login, { input: { email: `guess${i}@example.test`, password: 'guess' } })
    }
    await vi.waitFor(() => expect(passwordQueue.waiting).toBeGreaterThan(5), soon)
    const looked = await lookedAt()
    socket.socket.terminate()
    await vi.waitFor(() => expect(passwordQueue.waiting).toBe(0), soon)
    expect(await signIn()).toEqual({ login: { user: { firstName: 'Ada' } } })
    expect((await lookedAt()) - looked).toBeLessThanOrEqual(4)
  })

  test('a guest who uses up the attempts of an address locks out nobody with a known browser', async () => {
    const { headers } = await hospital.post(ada, {})
    const cookie = headers.getSetCookie().find((text) => text.startsWith('vetgraph_device='))!
    const guess = { query: 'mutation { switchUser(input: { userId: "x", pin: "1" }) { accessToken } }' }
    for (let i = 0; i < guesses; i += 1) await hospital.post(guess, {})
    const refused = await hospital.post(ada, {})
    expect(refused.body.errors).toMatchObject([{ extensions: { policy: 'sign-in-address' } }])
    const known = await hospital.post(ada, { cookie: cookie.split(';')[0]! })
    expect(known.body.data).toEqual({ login: { user: { firstName: 'Ada' } } })
    expect(known.headers.get('ratelimit-policy')).toMatch(/"known-device".*"sign-in-device"/)
  })
})
