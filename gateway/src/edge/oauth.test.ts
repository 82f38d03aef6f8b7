import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { identity } from '@vetgraph/identity/schema'
import { systemRequest, systemViewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { notifications } from '@vetgraph/notifications/schema'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

// Subscriptions that clients see are not identity's.
const definitions = [identity, notifications]

/** What AU3 promises. */
const within = { timeout: 2_000, interval: 20 }

describe.each(topologies)('POST /oauth/token, %s', (topology) => {
  let one: TestGateway
  let two: TestGateway
  const admin = { ...systemViewer, userId: newId() }

  beforeAll(async () => {
    one = await openTestGateway(topology, { definitions })
    two = await openTestGateway(topology, { definitions, beside: one })
    const { sql } = one.runtimeOf('identity').database
    await sql`insert into identity.users (id, first_name, last_name, email, created_at, updated_at)
      values (${admin.userId}, 'Ada', 'Min', 'ada@example.test', now(), now())`
  })
  afterAll(async () => {
    await two.close()
    await one.close()
  })

  const administer = async (query: string, variables: Record<string, unknown>) => {
    const request = { ...systemRequest(newId()), viewer: admin }
    const { data, errors } = await one.runtimeOf('identity').execute({ query, variables }, request)
    if (errors) throw new Error(errors[0]?.message)
    return data as Record<string, { client: { id: string }; secret: string }>
  }

  async function anApiClient() {
    const { createApiClient } = await administer(
      'mutation($input: CreateApiClientInput!) { createApiClient(input: $input) { client { id } secret } }',
      { input: { name: 'Lab', description: 'Results.', permissions: ['staff:read', 'location:read'] } },
    )
    return { id: createApiClient!.client.id, secret: createApiClient!.secret }
  }

  async function ask(form: Record<string, string> | string, headers: Record<string, string> = {}, at = one) {
    const response = await fetch(`${at.web}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof form === 'string' ? form : new URLSearchParams(form),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, string | number>,
    }
  }

  const posted = ({ id, secret }: { id: string; secret: string }) => ({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
  })
  const basic = ({ id, secret }: { id: string; secret: string }) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const bearer = ({ body }: { body: Record<string, string | number> }) => ({
    authorization: `Bearer ${body['access_token']}`,
  })
  const roles = { query: '{ roles { key } }' }

  test('an API client sends its secret in the form or by Basic, and uses the graph at every gateway', async () => {
    const client = await anApiClient()
    const answers = [
      await ask(posted(client)),
      await ask({ grant_type: 'client_credentials' }, basic(client)),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'location:read staff:read',
      })
      expect(answer.headers.get('cache-control')).toBe('no-store')
      for (const gateway of [one, two]) {
        const { status, body } = await gateway.post(roles, bearer(answer))
        expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined })
      }
    }
  })

  test('it may do what it asked for and no more, and is nobody’s account', async () => {
    const answer = await ask({ ...posted(await anApiClient()), scope: 'location:read' })
    expect(answer.body['scope']).toBe('location:read')
    const { body } = await one.post({ query: '{ me { id } locations { id } }' }, bearer(answer))
    expect(body.data).toEqual({ me: null, locations: [] })
    const refusal = await one.post(roles, bearer(answer))
    expect(refusal.body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('errors have the form of RFC 6749', async () => {
    const client = await anApiClient()
    const wrong = { ...client, secret: 'guess' }
    const grant = { grant_type: 'client_credentials' }
    const form = posted(client)
    const cases: Array<[number, string, Promise<Awaited<ReturnType<typeof ask>>>]> = [
      [401, 'invalid_client', ask(posted(wrong))],
      [401, 'invalid_client', ask(grant, basic(wrong))],
      [401, 'invalid_client', ask(grant)],
      [401, 'invalid_client', ask(grant, { authorization: 'Bearer nonsense' })],
      [401, 'invalid_client', ask(grant, { authorization: `Basic ${btoa('%:%')}` })],
      [400, 'invalid_scope', ask({ ...form, scope: 'pet:write' })],
      [400, 'unsupported_grant_type', ask({ ...form, grant_type: 'password' })],
      [400, 'invalid_request', ask({ client_id: client.id, client_secret: client.secret })],
      [400, 'invalid_request', ask(form, basic(client))],
      [400, 'invalid_request', ask({ ...grant, client_id: newId() }, basic(client))],
      [400, 'invalid_request', ask(`${String(new URLSearchParams(form))}&scope=a&scope=b`)],
      [400, 'invalid_request', ask(JSON.stringify(form), { 'content-type': 'application/json' })],
    ]
    for (const [status, error, asked] of cases) {
      const answer = await asked
      expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status, error })
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="Vetgraph"' : null)
    }
    const got = await fetch(`${one.web}/oauth/token`)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('AU3: a revoked API client loses its requests and open sockets at every gateway', async () => {
    const client = await anApiClient()
    const token = bearer(await ask(posted(client)))
    const sockets = [await one.socket(token), await two.socket(token)]
    await administer('mutation($id: ID!) { revokeApiClient(id: $id) { id } }', { id: client.id })
    for (const socket of sockets) {
      expect(await socket.closed).toEqual({ code: 4403, reason: 'The session has ended.' })
    }
    for (const gateway of [one, two]) {
      await vi.waitFor(async () => expect((await gateway.post(roles, token)).status).toBe(401), within)
    }
    expect((await ask(posted(client), {}, two)).status).toBe(401)
  })

  test('API clients can discover the token endpoint and the keys', async () => {
    const response = await fetch(`${one.web}/.well-known/oauth-authorization-server`)
    expect(await response.json()).toMatchObject({
      issuer: 'https://hospital.test',
      token_endpoint: 'https://hospital.test/oauth/token',
      jwks_uri: 'https://hospital.test/.well-known/jwks.json',
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    })
  })

  test('the mutation by which the gateway requests tokens is hidden from clients', async () => {
    const token = bearer(await ask(posted(await anApiClient())))
    const query = 'mutation { issueClientToken(input: { clientId: "a", clientSecret: "b" }) { scope } }'
    expect((await one.post({ query }, token)).body.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ])
  })
})

test('attempts are limited by address, whatever client id they contain', async () => {
  const hospital = await openTestGateway('one process', { definitions, rateLimits: { 'token-address': 2 } })
  const statusFor = async (id: string) => {
    const response = await fetch(`${hospital.web}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: 'guess' }),
    })
    return [response.status, response.headers.has('retry-after')]
  }
  expect([await statusFor(newId()), await statusFor(newId()), await statusFor(newId())]).toEqual([
    [401, false],
    [401, false],
    [429, true],
  ])
  await hospital.close()
})
