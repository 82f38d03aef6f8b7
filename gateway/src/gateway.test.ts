import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidOf } from './testing/fixture.ts'
import { type Answer, openTestGateway, topologies } from './testing/test-gateway.ts'
import { forgedTokenFor, tokenFor } from './testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code'])

const internals = /identity|clinical|billing|127\.0\.0\.1|select|secrets|at \w+ \(|node_modules/

describe.each(topologies)('the gateway, %s', (topology) => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway(topology)
  })
  afterAll(() => hospital.close())

  test('an answer is put together from several subgraphs', async () => {
    const { data, errors } = await hospital.query('{ pets { name balance keeper { name } } }')
    expect(codes({ errors })).toEqual(['NOT_FOUND'])
    expect(await hospital.query(`{ pet(id: "${uuidOf(2)}") { name balance keeper { name } } }`)).toEqual({
      data: { pet: { name: 'Otto', balance: 200, keeper: { name: 'Keeper 2' } } },
    })
    expect(data).toBeNull()
  })

  test('an error keeps code, field, details and path, and tells nothing of the inside', async () => {
    const rename = 'mutation($name: String!) { changed: renamePet(id: "1", name: $name) { id } }'
    const answer = await hospital.query(rename, { name: 'Taken' })
    expect(answer.errors).toEqual([
      {
        message: 'The name is taken.',
        path: ['changed'],
        extensions: {
          code: 'CONFLICT',
          field: 'name',
          alternatives: ['Free'],
          requestId: expect.any(String),
        },
      },
    ])
    expect((await hospital.query(rename, { name: '' })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'name',
    })
    const broken = await hospital.query(`{ broken pet(id: "${uuidOf(1)}") { oops } }`)
    expect(codes(broken)).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR'])
    expect(JSON.stringify([answer, broken])).not.toMatch(internals)
    expect(broken.errors?.map(({ path }) => path)).toContainEqual(['pet', 'oops'])
  })

  test('a value that is not of its type is one error with its field', async () => {
    const { body, status } = await hospital.post({
      query: 'query($on: DateTime!) { born(on: $on) }',
      variables: { on: 'yesterday' },
    })
    expect(body.errors).toHaveLength(1)
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'on' })
    expect(status).toBe(200)
    const missing = await hospital.post({ query: 'query($on: DateTime!) { born(on: $on) }' })
    expect(missing.status).toBe(400)
    expect(missing.body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'on' })
  })

  test('without a token only public fields answer', async () => {
    const { body, status } = await hospital.post({ query: '{ me { name } pets { name } }' }, {})
    expect(status).toBe(200)
    expect(codes(body)).toEqual(['UNAUTHENTICATED'])
    expect((await hospital.post({ query: '{ me { name } }' }, {})).body).toEqual({ data: { me: null } })
  })

  test('an expired, forged or malformed token refuses the whole request with 401', async () => {
    const old = await tokenFor(hospital.vet, new Date(Date.now() - 3600_000))
    const bad = [old, await forgedTokenFor(hospital.vet), 'nonsense', `${hospital.token}x`].map(
      (token) => `Bearer ${token}`,
    )
    for (const authorization of [...bad, 'Basic YTpi']) {
      const { status, body } = await hospital.post({ query: '{ me { name } }' }, { authorization })
      expect([status, codes(body)]).toEqual([401, ['UNAUTHENTICATED']])
      expect(body.data).toBeUndefined()
    }
  })

  test('a body of 20 MB is one typed error with 413', async () => {
    const { status, body } = await hospital.post({
      query: '{ me { name } }',
      padding: 'x'.repeat(20_000_000),
    })
    expect([status, codes(body)]).toEqual([413, ['PAYLOAD_TOO_LARGE']])
    expect(await hospital.query('{ me { id } }')).toMatchObject({ data: { me: {} } })
  })

  test('broken JSON, broken GraphQL and unknown fields are 400', async () => {
    const broken = await hospital.post('{"query": "{ me')
    expect([broken.status, codes(broken.body)]).toEqual([400, ['BAD_REQUEST']])
    const syntax = await hospital.post({ query: '{ me {' })
    expect([syntax.status, codes(syntax.body)]).toEqual([400, ['GRAPHQL_PARSE_FAILED']])
    const unknown = await hospital.post({ query: '{ me { shoeSize } }' })
    expect([unknown.status, codes(unknown.body)]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']])
    const empty = await hospital.post({})
    expect([empty.status, codes(empty.body)]).toEqual([400, ['BAD_REQUEST']])
  })

  test('an unknown operation name, several without a name, and a subscription by HTTP are 400', async () => {
    const query = 'query A { me { id } } query B { me { id } }'
    for (const body of [
      { query, operationName: 'C' },
      { query },
      { query: 'subscription { petChanged { number } }' },
    ]) {
      const answer = await hospital.post(body)
      expect(answer.status).toBe(400)
      expect(answer.body.errors).toHaveLength(1)
    }
    expect((await hospital.post({ query, operationName: 'B' })).status).toBe(200)
  })

  test('a browser on another site cannot make it do anything', async () => {
    const { status } = await hospital.post('query={me{id}}', { 'content-type': 'text/plain' })
    expect(status).toBe(400)
    expect((await fetch(`${hospital.web}/graphql?query={me{id}}`)).status).toBe(400)
  })

  test('cookies that a subgraph sets reach the client, and the client’s reach it', async () => {
    const { headers } = await hospital.post({ query: 'mutation { signIn }' }, { cookie: 'a=x%20y; c=3' })
    expect(headers.getSetCookie()).toEqual(['a=1; Path=/; HttpOnly', 'b=x y; Path=/; HttpOnly'])
  })

  test('the request id of the caller is used, answered and handed on', async () => {
    const { headers, body } = await hospital.post(
      { query: '{ me { name } }' },
      {
        'x-request-id': 'my-request-1',
        authorization: `Bearer ${hospital.token}`,
        origin: hospital.web,
      },
    )
    expect(headers.get('x-request-id')).toBe('my-request-1')
    expect(body.data).toEqual({ me: { name: `VET my-request-1 ${hospital.web}` } })
    expect((await hospital.post({ query: '{ me { name } }' }, {})).headers.get('x-request-id')).toMatch(
      /^[\w-]{36}$/,
    )
  })

  test('health, keys and headers are those of a careful server', async () => {
    expect(await (await fetch(`${hospital.web}/health/ready`)).json()).toMatchObject({
      status: 'ready',
      missing: [],
    })
    const keys = (await (await fetch(`${hospital.web}/.well-known/jwks.json`)).json()) as { keys: object[] }
    expect(keys.keys).toHaveLength(1)
    expect(keys.keys[0]).not.toHaveProperty('d')
    const { headers } = await hospital.post({ query: '{ me { id } }' })
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    const card = await fetch(`${hospital.web}/pay/card`)
    expect(card.headers.get('content-security-policy')).not.toContain('stripe')
  })

  test('the process survives a client that goes away in the middle', async () => {
    await new Promise<void>((done) => {
      const message = request(`${hospital.web}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 500 },
      })
      message.on('error', () => done())
      message.write('{"query":')
      setTimeout(() => message.destroy(), 50)
    })
    expect(await hospital.query('{ me { id } }')).toMatchObject({ data: { me: {} } })
  })
})

describe('the gateway', () => {
  test('a subgraph that is down costs its own fields, and recovers by itself', async () => {
    const hospital = await openTestGateway('distributed')
    const revive = await hospital.kill('billing')
    const answer = await hospital.query(`{ pet(id: "${uuidOf(1)}") { name oops } }`)
    expect(answer.data).toEqual({ pet: { name: 'Ida', oops: null } })
    expect(codes(answer)).toEqual(['UNAVAILABLE'])
    expect(JSON.stringify(answer)).not.toMatch(internals)
    expect((await fetch(`${hospital.web}/health/ready`)).status).toBe(503)
    await revive()
    expect(await hospital.query(`{ pet(id: "${uuidOf(1)}") { balance } }`)).toEqual({
      data: { pet: { balance: 100 } },
    })
    await hospital.close()
  })

  test('a subgraph answers nobody without the gateway’s secret', async () => {
    const hospital = await openTestGateway('distributed')
    const url = hospital.remoteOf('clinical')
    const ask = (headers: Record<string, string>) =>
      fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: '{ pets { name } }' }) })
    for (const headers of [
      {},
      { 'x-vetgraph-secret': 'guess' },
      { authorization: `Bearer ${hospital.token}` },
    ]) {
      const response = await ask(headers as Record<string, string>)
      expect(response.status).toBe(401)
      expect(codes((await response.json()) as Answer)).toEqual(['UNAUTHENTICATED'])
    }
    await hospital.close()
  })

  test('in production there is no introspection, no suggestion and no Sandbox', async () => {
    const hospital = await openTestGateway('one process', { production: true })
    const { body, status } = await hospital.post({ query: '{ __schema { types { name } } }' })
    expect([status, new Set(codes(body))]).toEqual([400, new Set(['GRAPHQL_VALIDATION_FAILED'])])
    expect((await hospital.query('{ petz { name } }')).errors?.[0]?.message).not.toContain('pets')
    const page = await fetch(`${hospital.web}/graphql`, { headers: { accept: 'text/html' } })
    expect(await page.text()).not.toContain('Sandbox')
    const socket = await hospital.socket()
    socket.subscribe('1', '{ petz { name } }')
    const refusal = await socket.next()
    expect(refusal.type).toBe('error')
    expect(JSON.stringify(refusal.payload)).not.toContain('pets')
    await hospital.close()
  })

  test('a browser finds Apollo Sandbox at the graph and the web client everywhere else', async () => {
    const webDirectory = mkdtempSync(join(tmpdir(), 'web-'))
    mkdirSync(join(webDirectory, 'assets'))
    writeFileSync(join(webDirectory, 'index.html'), '<title>client</title>')
    writeFileSync(join(webDirectory, 'assets/app-1a2b.js'), 'run()')
    const hospital = await openTestGateway('one process', { webDirectory })
    const get = async (path: string, accept = 'text/html') => {
      const response = await fetch(hospital.web + path, { headers: { accept } })
      return { status: response.status, text: await response.text(), headers: response.headers }
    }
    const sandbox = await get('/graphql')
    expect(sandbox.text).toContain('EmbeddedSandbox')
    expect(sandbox.headers.get('content-security-policy')).toContain(
      'https://embeddable-sandbox.cdn.apollographql.com',
    )
    const page = await get('/appointments/today')
    expect([page.status, page.text]).toEqual([200, '<title>client</title>'])
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(page.headers.get('content-security-policy')).not.toContain('apollographql')
    const asset = await get('/assets/app-1a2b.js', '*/*')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect((await get('/assets/gone.js')).status).toBe(404)
    expect((await get('/gone.png')).status).toBe(404)
    expect((await get('/metrics', '*/*')).status).toBe(404)
    expect((await get('/nothing', 'application/json')).status).toBe(404)
    await hospital.close()
  })
})
