import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hashPassword } from '@vetgraph/identity/passwords/password.service'
import { identity } from '@vetgraph/identity/schema'
import { systemRequest } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { notifications } from '@vetgraph/notifications/schema'
import { openTestGateway, topologies } from './testing/test-gateway.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

// Subscriptions that clients see are not identity's.
const definitions = [identity, notifications]

/** What AU3 promises. */
const within = { timeout: 2_000, interval: 20 }

describe.each(topologies)('AU3: a device that is signed out, %s', (topology) => {
  let one: TestGateway
  let two: TestGateway
  const input = { email: 'ada@example.test', password: 'correct horse battery staple' }

  beforeAll(async () => {
    one = await openTestGateway(topology, { definitions })
    two = await openTestGateway(topology, { definitions, beside: one })
    const id = newId()
    const hash = await hashPassword(one.runtimeOf('identity').contextFor(systemRequest(id)), input.password)
    const { sql } = one.runtimeOf('identity').database
    await sql`insert into identity.users (id, first_name, last_name, email, email_verified_at, created_at, updated_at)
      values (${id}, 'Ada', 'Min', ${input.email}, now(), now(), now())`
    await sql`insert into identity.passwords (user_id, hash, changed_at) values (${id}, ${hash}, now())`
  })
  afterAll(async () => {
    await two.close()
    await one.close()
  })

  const signIn = async () => {
    const query = 'mutation($input: LoginInput!) { login(input: $input) { accessToken } }'
    const { body } = await one.post({ query, variables: { input } }, {})
    return { authorization: `Bearer ${(body.data?.['login'] as { accessToken: string }).accessToken}` }
  }

  test('loses its requests and its open sockets at every gateway within two seconds, and the other keeps them', async () => {
    const [here, there] = [await signIn(), await signIn()]
    const sockets = [await one.socket(there), await two.socket(there)]
    const staying = await two.socket(here)
    const { body } = await two.post({ query: '{ me { sessions { id current } } }' }, here)
    const { sessions } = body.data?.['me'] as { sessions: Array<{ id: string; current: boolean }> }
    const id = sessions.find(({ current }) => !current)!.id
    const revoke = 'mutation($id: ID!) { revokeSession(id: $id) { sessions { current } } }'
    const answer = await one.post({ query: revoke, variables: { id } }, here)
    expect(answer.body.data).toEqual({ revokeSession: { sessions: [{ current: true }] } })
    for (const socket of sockets) {
      expect(await socket.closed).toEqual({ code: 4403, reason: 'The session has ended.' })
    }
    for (const gateway of [one, two]) {
      await vi.waitFor(async () => {
        expect((await gateway.post({ query: '{ me { id } }' }, there)).status).toBe(401)
      }, within)
      expect((await gateway.post({ query: '{ me { id } }' }, here)).status).toBe(200)
    }
    staying.subscribe('1', '{ me { firstName } }')
    expect(await staying.next()).toMatchObject({ payload: { data: { me: { firstName: 'Ada' } } } })
    staying.socket.terminate()
  })
})
