import { gzipSync } from 'node:zlib'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { hashOf } from '../operations/registered.ts'
import { uuidOf } from '../testing/fixture.ts'
import { type Answer, openTestGateway } from '../testing/test-gateway.ts'
import { tokenFor } from '../testing/test-tokens.ts'

type Body = NonNullable<RequestInit['body']>
type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code'])

describe('GraphQL over HTTP', () => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway('one process', { allowedOrigins: ['https://intranet.example'] })
  })
  afterAll(() => hospital.close())

  const audits = serverAudits({ url: () => `${hospital.web}/graphql` })

  test('is audited by graphql-http in all its 61 checks', () => {
    expect(audits).toHaveLength(61)
  })

  const csrfPrevented = ['5A70', 'D6D5', '6A70']
  const refusedAs4xx = ['572B', 'FDE2', '7B9B']

  test.each(audits)('$id: $name', async ({ id, fn }) => {
    const { status, ...result } = await fn()
    const reason = 'reason' in result ? result.reason : ''
    expect(status, reason).toBe(
      csrfPrevented.includes(id) ? 'notice' : refusedAs4xx.includes(id) ? 'warn' : 'ok',
    )
  })

  test('the response has the media type that the client prefers', async () => {
    const ask = async (accept: string) => {
      const { headers, status } = await fetch(`${hospital.web}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: '{ __typename }' }),
      })
      return [status, headers.get('content-type')]
    }
    expect(await ask('*/*')).toEqual([200, 'application/json; charset=utf-8'])
    expect(await ask('application/graphql-response+json,application/json;q=0.9')).toEqual([
      200,
      'application/graphql-response+json; charset=utf-8',
    ])
    expect((await ask('image/png'))[0]).toBe(406)
  })

  test('nothing runs if the client does not accept the response’s media type', async () => {
    const answer = await fetch(`${hospital.web}/graphql`, {
      method: 'POST',
      headers: { ...json, accept: 'image/png', authorization: `Bearer ${hospital.token}` },
      body: JSON.stringify({ query: `mutation { renamePet(id: "${uuidOf(1)}", name: "Unseen") { id } }` }),
    })
    expect([answer.status, codes((await answer.json()) as Answer)]).toEqual([406, ['BAD_REQUEST']])
    expect(await hospital.query('query ($id: ID!) { pet(id: $id) { name } }', { id: uuidOf(1) })).toEqual({
      data: { pet: { name: 'Ida' } },
    })
  })

  test('a page of another site is answered only when its origin is configured', async () => {
    const ask = (origin: string, method = 'OPTIONS') =>
      fetch(`${hospital.web}/graphql`, {
        method,
        headers: { origin, 'access-control-request-method': 'POST', 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{"query":"{__typename}"}' } : {}),
      })
    const friend = await ask('https://intranet.example')
    expect(friend.headers.get('access-control-allow-origin')).toBe('https://intranet.example')
    expect(friend.headers.get('access-control-allow-credentials')).toBe('true')
    const answered = await ask('https://intranet.example', 'POST')
    expect(answered.headers.get('access-control-allow-origin')).toBe('https://intranet.example')
    for (const method of ['OPTIONS', 'POST']) {
      const stranger = await ask('https://elsewhere.example', method)
      expect(stranger.headers.has('access-control-allow-origin')).toBe(false)
    }
  })

  test('a wrong value is quoted in part only', async () => {
    const id = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, n]))
    const { status, body } = await hospital.post({
      query: 'query ($id: ID!) { pet(id: $id) { name } }',
      variables: { id },
    })
    expect([status, codes(body)]).toEqual([400, ['BAD_USER_INPUT']])
    expect(body.errors?.[0]?.message.length).toBeLessThan(600)
  })

  test('every path is matched exactly', async () => {
    for (const path of ['/graphql/', '/GraphQL', '/metrics', '/health/', '/.well-known/nothing']) {
      const answer = await fetch(hospital.web + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  const body = '{"query":"{ __typename }"}'
  const json = { 'content-type': 'application/json' }
  const post = (headers: Record<string, string>, body: Body) =>
    fetch(`${hospital.web}/graphql`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)

  test.each<[string, Record<string, string>, Body]>([
    ['at once', json, body],
    ['with its charset', { 'content-type': 'application/json; charset=utf-8' }, body],
    ['with a quoted charset', { 'content-type': 'application/json;charset="UTF-8"' }, body],
    ['with a byte order mark', json, `\ufeff${body}`],
    ['in chunks', json, new Blob([body]).stream()],
    ['compressed', { ...json, 'content-encoding': 'gzip' }, gzipSync(body)],
    [
      'in more than one packet',
      json,
      `{"query":"{ __typename }","variables":{"a":"${'é'.repeat(200_000)}"}}`,
    ],
  ])('a body is read that is sent %s', async (_how, headers, body) => {
    const answer = await post(headers, body)
    expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each<[string, number, string, Record<string, string>, Body]>([
    ['is no JSON', 400, 'BAD_REQUEST', json, '{"query":'],
    ['is JSON but no object', 400, 'BAD_REQUEST', json, '"{ __typename }"'],
    ['is empty', 400, 'BAD_REQUEST', json, ''],
    ['is too large', 413, 'PAYLOAD_TOO_LARGE', json, `{"query":"${'#'.repeat(1024 * 1024)}"}`],
    ['is compressed in no known way', 415, 'BAD_REQUEST', { ...json, 'content-encoding': 'lzma' }, body],
    ['has an unknown charset', 415, 'BAD_REQUEST', { 'content-type': 'application/json; charset=x' }, body],
    ['is text', 400, 'BAD_REQUEST', { 'content-type': 'text/plain' }, body],
  ])('a body that %s is refused in the form of the graph', async (_what, status, code, headers, body) => {
    const answer = await post(headers, body)
    const { errors = [] } = (await answer.json()) as Answer
    expect([answer.status, errors.map(({ extensions }) => extensions)]).toEqual([
      status,
      [expect.objectContaining({ code, requestId: answer.headers.get('x-request-id') })],
    ])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  test('an answer is compressed for whoever reads that, and says so to caches', async () => {
    const query = `{ ${Array.from({ length: 50 }, (_, n) => `${'a'.repeat(30)}${n}: __typename`).join(' ')} }`
    const answer = await post({ ...json, 'accept-encoding': 'gzip' }, JSON.stringify({ query }))
    const { headers } = answer
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding'])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(((await answer.json()) as Answer).data).toHaveProperty(`${'a'.repeat(30)}49`, 'Query')
  })

  test('an operation that the server does not know by its hash is asked for in full', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf('{ __typename }') } }
    const unknown = await hospital.post({ extensions })
    expect([unknown.status, codes(unknown.body)]).toEqual([400, ['PERSISTED_QUERY_NOT_FOUND']])
    expect((await hospital.post({ query: '{ __typename }', extensions })).status).toBe(200)
  })

  test('a text whose hash is not the given one is refused by POST, GET and WebSocket', async () => {
    const query = '{ me { id } }'
    for (const sha256Hash of [hashOf('{ __typename }'), hashOf(query).toUpperCase(), '', null, 7]) {
      const extensions = { persistedQuery: { version: 1, sha256Hash } }
      const posted = await hospital.post({ query, extensions })
      expect([posted.status, codes(posted.body)]).toEqual([400, ['PERSISTED_QUERY_HASH_MISMATCH']])
      const search = new URLSearchParams({ query, extensions: JSON.stringify(extensions) })
      const got = await fetch(`${hospital.web}/graphql?${String(search)}`, {
        headers: { 'apollo-require-preflight': 'true' },
      })
      expect(codes((await got.json()) as Answer)).toEqual(['PERSISTED_QUERY_HASH_MISMATCH'])
      const socket = await hospital.socket()
      socket.subscribe('1', query, {}, extensions)
      expect(JSON.stringify(await socket.next())).toContain('PERSISTED_QUERY_HASH_MISMATCH')
    }
  })
})

describe('what is known of an operation', () => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway('one process')
  })
  afterAll(() => hospital.close())

  test('cannot be poisoned: an operation name that contains the start of another text is another operation', async () => {
    const [head, rest] = ['query Mine {', '  pets { name } }']
    const spoiling = await hospital.post({ operationName: `Mine\n${head}`, query: rest }, {})
    expect(codes(spoiling.body)).toEqual(['GRAPHQL_PARSE_FAILED'])
    const { body } = await hospital.post({ operationName: 'Mine', query: `${head}\n${rest}` })
    expect(body.errors).toBeUndefined()
  })
})

describe('a spent budget', () => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway('one process', { rateLimits: { staff: 3, anonymous: 3 } })
    // Who is first pays for the plan.
    await hospital.post({ query }, { authorization: `Bearer ${await tokenFor(asRole('OWNER'))}` })
  })
  afterAll(() => hospital.close())

  const query = '{ __typename }'

  test('shows in every response, and leads to a refusal with the time to wait', async () => {
    const answers = []
    for (let i = 0; i < 4; i += 1) answers.push(await hospital.post({ query }, {}))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"anonymous";q=3;w=60')
    expect(answers[2]?.headers.get('ratelimit')).toMatch(/^"anonymous";r=0;t=\d+$/)
    expect(codes(answers[3]!.body)).toEqual(['TOO_MANY_REQUESTS'])
    expect(Object.keys(answers[3]!.body)).toEqual(['errors'])
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const get = await fetch(`${hospital.web}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    })
    expect([get.status, get.headers.has('retry-after')]).toEqual([429, true])
  })

  test('is the same over WebSocket', async () => {
    const socket = await hospital.socket()
    for (let i = 0; i < 3; i += 1) {
      socket.subscribe(`${i}`, query)
      expect(await socket.next()).toMatchObject({ type: 'next' })
      expect(await socket.next()).toMatchObject({ type: 'complete' })
    }
    socket.subscribe('4', query)
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
    })
  })
})

describe('a document that is too much', () => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway('one process')
  })
  afterAll(() => hospital.close())

  const next = (n: number) => `...F${n + 1}`
  const doubling = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ${next(n)} ${next(n)} }`)

  test.each([
    [
      'fragments that double themselves',
      `{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { debts }`,
      { code: 'QUERY_TOO_EXPENSIVE', selections: 2 ** 40, limit: 5_000 },
    ],
    [
      'a field three thousand times',
      `{ pets { ${'name '.repeat(3_000)} } }`,
      { code: 'QUERY_TOO_EXPENSIVE', comparisons: 3_000 * 2_999, limit: 15_000 },
    ],
    [
      'more tokens than are read',
      `{ pets { ${'name '.repeat(20_000)} } }`,
      { code: 'QUERY_TOO_EXPENSIVE', tokens: 10_001, limit: 10_000 },
    ],
    [
      'a variable that is a list of lists without end',
      `query ($id: ${'['.repeat(4_000)}ID${']'.repeat(4_000)}) { pet(id: $id) { name } }`,
      { code: 'QUERY_TOO_EXPENSIVE', depth: 4_001, limit: 60 },
    ],
    ['a number beyond all numbers', '{ pets(first: 1e999) { name } }', { code: 'GRAPHQL_VALIDATION_FAILED' }],
  ])('is refused with what was counted: %s', async (_what, query, extensions) => {
    const { status, body } = await hospital.post({ query })
    expect([status, body.errors?.[0]?.extensions]).toEqual([
      400,
      { ...extensions, requestId: expect.any(String) },
    ])
    const socket = await hospital.socket()
    socket.subscribe('1', query)
    expect(await socket.next()).toMatchObject({ type: 'error', payload: [{ extensions }] })
  })

  test('is refused by GET too', async () => {
    const query = encodeURIComponent('query ($a: Float = 1e999) { pets @include(if: $a) { name } }')
    const answer = await fetch(`${hospital.web}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'true' },
    })
    expect([answer.status, codes((await answer.json()) as Answer)]).toEqual([
      400,
      ['GRAPHQL_VALIDATION_FAILED'],
    ])
  })
})

describe('a graph that is locked to registered operations', () => {
  const known = 'query Known($id: ID!) { pet(id: $id) { name } }'
  const own = '{ pets { name } }'
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway('one process', { registered: [known] })
  })
  afterAll(() => hospital.close())

  test('answers owners and visitors the registered ones, by hash and by text', async () => {
    const authorization = `Bearer ${await tokenFor(asRole('OWNER'))}`
    const variables = { id: uuidOf(1) }
    const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(known) } }, variables }
    expect((await hospital.post(byHash, { authorization })).body).toEqual({ data: { pet: { name: 'Ida' } } })
    expect((await hospital.post({ query: known, variables }, { authorization })).status).toBe(200)
    for (const headers of [{ authorization }, {}]) {
      const refused = await hospital.post({ query: own }, headers as Record<string, string>)
      expect([refused.status, codes(refused.body)]).toEqual([403, ['OPERATION_NOT_REGISTERED']])
    }
    const get = await fetch(`${hospital.web}/graphql?query=${encodeURIComponent(own)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    })
    expect([get.status, codes((await get.json()) as Answer)]).toEqual([403, ['OPERATION_NOT_REGISTERED']])
  })

  test('answers them by GET and hash, and treats an empty operation name as none', async () => {
    const authorization = `Bearer ${await tokenFor(asRole('OWNER'))}`
    const get = async (search: Record<string, string>) => {
      const response = await fetch(`${hospital.web}/graphql?${String(new URLSearchParams(search))}`, {
        headers: { authorization, 'apollo-require-preflight': 'true' },
      })
      return [response.status, await response.json()] as [number, Answer]
    }
    const variables = JSON.stringify({ id: uuidOf(1) })
    const byHash = (sha256Hash: string) => JSON.stringify({ persistedQuery: { version: 1, sha256Hash } })
    const answered = [200, { data: { pet: { name: 'Ida' } } }]
    expect(await get({ extensions: byHash(hashOf(known)), variables })).toEqual(answered)
    expect(await get({ query: known, operationName: '', variables })).toEqual(answered)
    const [status, body] = await get({ extensions: byHash('f'.repeat(64)), variables })
    expect([status, codes(body)]).toEqual([400, ['PERSISTED_QUERY_NOT_FOUND']])
  })

  test('holds on the WebSocket too', async () => {
    const socket = await hospital.socket({ authorization: `Bearer ${await tokenFor(asRole('OWNER'))}` })
    socket.subscribe('1', own)
    expect(await socket.next()).toMatchObject({ type: 'error', id: '1' })
    socket.subscribe('2', known, { id: uuidOf(1) })
    expect(await socket.next()).toMatchObject({ type: 'next', id: '2' })
  })

  test.each([
    ['staff', asRole('RECEPTIONIST')],
    ['other software', asRole('OWNER', { kind: 'client', roles: [] })],
  ])('lets %s ask what they like', async (_who, viewer) => {
    const authorization = `Bearer ${await tokenFor(viewer)}`
    const { body, headers } = await hospital.post({ query: '{ debts }' }, { authorization })
    expect(body).toEqual({ data: { debts: 600 } })
    expect(headers.get('ratelimit-policy')).toContain(viewer.kind === 'client' ? '"client"' : '"staff"')
  })
})
