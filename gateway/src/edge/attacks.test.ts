import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { opened, uuidOf } from '../testing/fixture.ts'
import { type Answer, openTestGateway } from '../testing/test-gateway.ts'
import { eventually, TestSocket } from '../testing/test-socket.ts'
import { tokenFor } from '../testing/test-tokens.ts'
import { hasTooManyValues, ValueCount } from './body.ts'
import { refusalCost } from './rate-policies.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

let hospital: TestGateway
beforeAll(async () => {
  hospital = await openTestGateway('one process', { production: true })
})
afterAll(() => hospital.close())

const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`field${n}`, `value ${n}`]))

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ')

/** Somebody whom no other test asks as. */
const somebody = async () => ({ authorization: `Bearer ${await tokenFor(asRole('VET'))}` })

const leftOf = (headers: Headers) => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])

/** How many points asking takes, by what is left before and after. */
async function priceOf(who: Record<string, string>, ask: () => Promise<unknown>): Promise<number> {
  const left = async () => leftOf((await hospital.post({ query: '{ __typename }' }, who)).headers)
  const before = await left()
  await ask()
  return before - (await left()) - 1
}

const codesOf = (errors: Answer['errors']) => errors?.map(({ extensions }) => extensions['code'])

describe('Variables', () => {
  const operations = [
    ['a query', 'query ($id: ID!) { pet(id: $id) { name } }'],
    ['a mutation', 'mutation ($id: ID!) { renamePet(id: $id, name: "Rex") { id } }'],
  ]

  test.each(operations)(
    'with thousands of unknown fields, of %s, are refused briefly and cost points',
    async (_what, query) => {
      const who = await somebody()
      await hospital.post({ query, variables: { id: uuidOf(1) } }, who)
      const price = await priceOf(who, async () => {
        const { status, body } = await hospital.post({ query, variables: { id: fields(4_000) } }, who)
        expect([status, codesOf(body.errors)]).toEqual([400, ['BAD_USER_INPUT']])
        expect(body.errors?.[0]?.extensions).toMatchObject({ field: 'id' })
        expect(JSON.stringify(body).length).toBeLessThan(1_000)
      })
      expect(price).toBeGreaterThan(refusalCost)
    },
  )

  test.each(operations)(
    'with more values than may be checked, of %s, are refused uncounted',
    async (_what, query) => {
      const { status, headers, body } = await hospital.post(
        { query, variables: { id: fields(6_000) } },
        await somebody(),
      )
      expect([status, codesOf(body.errors)]).toEqual([400, ['QUERY_TOO_EXPENSIVE']])
      expect(body.errors?.[0]?.extensions).toMatchObject({ values: 5_001, limit: 5_000 })
      expect(leftOf(headers)).toBe(600_000 - refusalCost)
    },
  )

  test.each<[string, (json: string) => RequestInit]>([
    ['as it is', (body) => ({ body })],
    ['compressed', (body) => ({ body: gzipSync(body), headers: { 'content-encoding': 'gzip' } })],
  ])('of 30,000 values are not even parsed, and have their price: %s', async (_what, sent) => {
    const { body, headers } = sent(
      JSON.stringify({ query: operations[0]![1], variables: { id: fields(30_000) } }),
    )
    const response = await fetch(`${hospital.web}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await somebody()),
        ...(headers as Record<string, string>),
      },
      body: body!,
    })
    const answer = (await response.json()) as Answer
    expect([response.status, codesOf(answer.errors)]).toEqual([413, ['PAYLOAD_TOO_LARGE']])
    expect(leftOf(response.headers)).toBe(600_000 - refusalCost)
  })

  test('by GET are refused alike', async () => {
    const who = await somebody()
    const query = encodeURIComponent(operations[0]![1]!)
    const price = await priceOf(who, async () => {
      const variables = encodeURIComponent(JSON.stringify({ id: Array.from({ length: 1_000 }, () => 1) }))
      const headers = { ...who, 'apollo-require-preflight': 'true' }
      const response = await fetch(`${hospital.web}/graphql?query=${query}&variables=${variables}`, {
        headers,
      })
      const answer = (await response.json()) as Answer
      expect([response.status, codesOf(answer.errors)]).toEqual([400, ['BAD_USER_INPUT']])
      expect(JSON.stringify(answer).length).toBeLessThan(1_000)
    })
    expect(price).toBeGreaterThan(refusalCost)
  })

  test.each([
    ...operations,
    ['a subscription', 'subscription ($id: ID!) { petChanged(id: $id) { number } }'],
  ])('over WebSocket are refused alike, of %s', async (_what, query) => {
    const who = await somebody()
    const socket = await hospital.socket(who)
    const price = await priceOf(who, async () => {
      socket.subscribe('1', query!, { id: fields(4_000) })
      const { type, payload } = await socket.next()
      expect([type, codesOf(payload as Answer['errors'])]).toEqual(['error', ['BAD_USER_INPUT']])
      expect(JSON.stringify(payload).length).toBeLessThan(1_000)
    })
    expect(price).toBeGreaterThan(refusalCost)
    socket.subscribe('2', query!, { id: fields(30_000) })
    expect((await socket.closed).code).toBe(1009)
  })

  test('are counted by their separators, wherever chunks are cut and whatever strings contain', () => {
    const text = (count: number) => {
      const inner = Array.from({ length: count }, (_, n) => ['\\', '"', ',[{', '\\\\"'][n % 4])
      return Buffer.from(JSON.stringify({ inner }))
    }
    expect(hasTooManyValues(text(9_997))).toBe(false)
    expect(hasTooManyValues(text(10_000))).toBe(true)
    for (const size of [1, 2, 3, 7, 64]) {
      const [few, many] = [new ValueCount(), new ValueCount()]
      const pieces = (bytes: Buffer) =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
          bytes.subarray(n * size, (n + 1) * size),
        )
      expect(pieces(text(9_997)).some((piece) => few.add(piece))).toBe(false)
      expect(pieces(text(10_000)).some((piece) => many.add(piece))).toBe(true)
    }
    expect(hasTooManyValues(Buffer.from(JSON.stringify({ photo: ',[{'.repeat(300_000) })))).toBe(false)
  })
})

describe('Documents', () => {
  test('with 4,900 unknown fields: three mistakes, few letters, and a price by their length', async () => {
    const query = `{ pets { ${times(4_900, (n) => `unknownField${n}`)} } }`
    const { status, headers, body } = await hospital.post({ query }, await somebody())
    expect([status, codesOf(body.errors)]).toEqual([400, Array(3).fill('GRAPHQL_VALIDATION_FAILED')])
    expect(JSON.stringify(body).length).toBeLessThan(2_000)
    expect(leftOf(headers)).toBe(600_000 - Math.floor(query.length / 5))
  })

  test('that quote a large literal: the refusal does not', async () => {
    const query = `{ pet(id: { ${times(2_000, (n) => `field${n}: ${n}`)} }) { name } }`
    const { body } = await hospital.post({ query }, await somebody())
    expect(codesOf(body.errors)).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(JSON.stringify(body).length).toBeLessThan(2_000)
  })

  test('more of them at once than may wait are refused unread', async () => {
    const who = await somebody()
    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, n) => hospital.post({ query: `{ a${n}: nothing }` }, who)),
    )
    const count = (code: string) => answers.filter(({ body }) => codesOf(body.errors)?.includes(code)).length
    expect(count('GRAPHQL_VALIDATION_FAILED') + count('TOO_MANY_REQUESTS')).toBe(150)
    expect(count('GRAPHQL_VALIDATION_FAILED')).toBeGreaterThan(0)
  })
})

describe('Subscriptions', () => {
  const nobody = () => eventually(() => hospital.graph.hubs.size.subscribers === 0)
  const rename = (name: string) =>
    hospital.query('mutation ($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }', {
      id: uuidOf(1),
      name,
    })

  test('that differ by aliases, order and white space share one stream, and each gets its own aliases', async () => {
    const before = opened.length
    const who = await somebody()
    const sockets = await Promise.all([hospital.socket(who), hospital.socket(who)])
    const subscribe = (socket: TestSocket, n: number) =>
      socket.subscribe(
        String(n),
        n % 2 === 0
          ? `subscription S${n} { c${n}: petChanged { number pet { p${n}: name oops } } }`
          : `subscription {\n petChanged { pet { oops ...F } number } } fragment F on Pet { p${n}: name }`,
      )
    for (let n = 0; n < 60; n++) subscribe(sockets[n % 2]!, n)
    await eventually(() => hospital.graph.hubs.size.subscribers === 60)
    expect(hospital.graph.hubs.size).toEqual({ hubs: 1, subscribers: 60 })
    expect(opened.length - before).toBe(1)
    await rename('Rex')
    const heard = new Map<number, Answer>()
    for (let n = 0; n < 60; n++) {
      const { id, payload } = await sockets[n % 2]!.next()
      heard.set(Number(id), payload as Answer)
    }
    for (const [n, { data, errors }] of heard) {
      const change = n % 2 === 0 ? `c${n}` : 'petChanged'
      expect(data).toEqual({
        [change]: { number: expect.any(Number) as number, pet: { [`p${n}`]: 'Rex', oops: null } },
      })
      expect(errors).toMatchObject([{ path: [change, 'pet', 'oops'] }])
    }
    for (const { socket } of sockets) socket.terminate()
    await nobody()
  })

  const limited = async (setup: Parameters<typeof openTestGateway>[1]) => {
    const gateway = await openTestGateway('one process', { beside: hospital, ...setup })
    onTestFinished(() => gateway.close())
    return gateway
  }
  const refusalIn = ({ payload }: { payload?: unknown }) =>
    ((payload as Answer).errors ?? (payload as Answer['errors']))?.[0]?.extensions
  const changes = 'subscription { petChanged { number } }'

  test('of one person are limited over all sockets; another one has places of their own', async () => {
    const gateway = await limited({ maxOpenOperations: 3 })
    const subscribers = (count: number) => eventually(() => gateway.graph.hubs.size.subscribers === count)
    const [one, two, other] = await Promise.all([
      gateway.socket(),
      gateway.socket(),
      gateway.socket(await somebody()),
    ])
    one.subscribe('1', changes)
    one.subscribe('2', changes)
    await subscribers(2)
    two.subscribe('3', changes)
    await subscribers(3)
    two.subscribe('4', changes)
    const refused = await two.next()
    expect(refused).toMatchObject({ id: '4', type: 'error' })
    expect(refusalIn(refused)).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      policy: 'open-operations',
      limit: 3,
    })
    other.subscribe('1', changes)
    await subscribers(4)
    // The same id again, in one breath, is no way to more of them.
    one.send({ id: '2', type: 'complete' })
    one.subscribe('2', changes)
    one.send({ type: 'ping' })
    expect(await one.next()).toEqual({ type: 'pong' })
    await subscribers(4)
    two.subscribe('5', changes)
    expect(refusalIn(await two.next())).toMatchObject({ policy: 'open-operations' })
    one.socket.terminate()
    await subscribers(2)
    two.subscribe('6', changes)
    await subscribers(3)
  })

  test('a socket that keeps opening more operations than allowed is closed', async () => {
    const gateway = await limited({ maxOpenOperations: 1 })
    const socket = await gateway.socket()
    for (let n = 0; n < 200; n++) socket.subscribe(String(n), changes)
    expect((await socket.closed).code).toBe(1013)
    expect(socket.pending).toBeLessThan(30)
    await eventually(() => gateway.graph.hubs.size.subscribers === 0)
  })

  test('new ones are limited per minute; other aliases for known ones do not count', async () => {
    const gateway = await limited({ rateLimits: { 'new-streams': 2 } })
    const socket = await gateway.socket()
    const fresh = (n: number) => `subscription { petChanged(id: "${uuidOf(n)}") { number } }`
    for (const [id, query] of [
      fresh(1),
      fresh(2),
      'subscription A { x: petChanged(id: "' + uuidOf(1) + '") { y: number } }',
    ].entries())
      socket.subscribe(String(id), query)
    await eventually(() => gateway.graph.hubs.size.subscribers === 3)
    expect(gateway.graph.hubs.size.hubs).toBe(2)
    socket.subscribe('3', fresh(3))
    expect(refusalIn(await socket.next())).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      policy: 'new-streams',
      limit: 2,
    })
  })

  test('of strangers are limited by address', async () => {
    const gateway = await limited({ maxOpenOperations: 0 })
    const socket = await TestSocket.open(`ws://127.0.0.1:${gateway.port}/graphql`, {})
    socket.subscribe('1', '{ __typename }')
    expect(refusalIn(await socket.next())).toMatchObject({ policy: 'open-operations' })
  })
})

describe('Pings', () => {
  test('with a large payload close their socket, instead of being sent back', async () => {
    const socket = await hospital.socket(await somebody())
    socket.send({ type: 'ping', payload: { text: 'x'.repeat(500_000) } })
    expect((await socket.closed).code).toBe(1009)
    expect(socket.pending).toBe(0)
  })

  test('without end close their socket, of a stranger too', async () => {
    const socket = await TestSocket.open(`ws://127.0.0.1:${hospital.port}/graphql`, null)
    for (let n = 0; n < 1_000; n++) socket.send({ type: 'ping' })
    expect((await socket.closed).code).toBe(1013)
    expect(socket.pending).toBeLessThanOrEqual(120)
  })
})

describe('Bodies', () => {
  const large = JSON.stringify({ query: `{ __typename ${'#'.repeat(900_000)}\n}` })

  /** Sends all but the end of a request, and is told when it is cut off. */
  const begin = () => {
    const socket = connect(hospital.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    const begun = new Promise<void>((resolve) => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${large.length}\r\n\r\n${large.slice(0, -10)}`,
        () => resolve(),
      )
    })
    const cutOff = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => {})
    return { begun, cutOff, finish: () => socket.write(large.slice(-10)), socket }
  }

  test('of one address that do not end are cut off, the first ones first, and hold nobody else up', async () => {
    const first = begin()
    await first.begun
    const others = Array.from({ length: 20 }, begin)
    await Promise.all([first.cutOff, ...others.map(({ begun }) => begun)])
    const last = begin()
    await last.begun
    const answered = new Promise((resolve) => last.socket.once('data', resolve))
    last.finish()
    expect(String(await answered)).toMatch(/^HTTP\/1.1 [24]00 /)
  })

  test('that arrive are no longer counted', async () => {
    const who = await somebody()
    const one = begin()
    await one.begun
    for (let n = 0; n < 20; n++) await hospital.post(large, who)
    const answered = new Promise((resolve) => one.socket.once('data', resolve))
    one.finish()
    expect(String(await answered)).toMatch(/^HTTP\/1.1 [24]\d\d /)
  })
})
