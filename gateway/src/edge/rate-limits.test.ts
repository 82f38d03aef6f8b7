import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, type DocumentNode, getOperationAST, parse } from 'graphql'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressKey } from '@vetgraph/kit/access/address-key'
import type { Attempt } from '@vetgraph/kit/access/attempts'
import type { Viewer } from '@vetgraph/kit/context'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { TestRedis, withoutRedis } from '@vetgraph/kit/testing/redis'
import { attemptMutations, attemptsOf } from './attempts.ts'
import { configFrom, root } from '../start/config.ts'
import { RateLimits } from './rate-limits.ts'
import { openTestGateway } from '../testing/test-gateway.ts'
import { ratePolicies, refusalCost, type RateLimitPoints } from './rate-policies.ts'

const open: Array<() => unknown> = []
afterEach(async () => {
  vi.useRealTimers()
  for (const close of open.splice(0).reverse()) await close()
})

function limitsWith(points: RateLimitPoints, redisUrl: string | null = null) {
  const said: Array<{ level: number; msg: string }> = []
  const log = pino({ level: 'info' }, { write: (line: string) => void said.push(JSON.parse(line)) })
  const limits = new RateLimits({ redisUrl, log, points, accountAt: ({ at }) => at ?? null })
  open.push(() => limits.close())
  const take = ({
    at,
    ...who
  }: { viewer?: Viewer; ip?: string; cost?: number; attempts?: Attempt[]; at?: string } = {}) =>
    limits.take({ viewer: null, ip: '192.0.2.1', cost: 1, attempts: [], cookies: { at }, ...who })
  return { limits, take, said, warnings: () => said.filter(({ level }) => level >= 40) }
}

describe('What an operation costs is taken from whoever asks', () => {
  test('until nothing is left; the refusal says how long to wait, and the headers say what is left', async () => {
    vi.useFakeTimers({ now: 0 })
    const { take } = limitsWith({ staff: 100 })
    const viewer = asRole('VET')
    expect(await take({ viewer, cost: 60 })).toEqual({
      refusal: null,
      headers: { 'ratelimit-policy': '"staff";q=100;w=60', ratelimit: '"staff";r=40;t=60' },
    })
    vi.setSystemTime(20_500)
    const { refusal, headers } = await take({ viewer, cost: 60 })
    expect(refusal?.extensions).toEqual({
      code: 'TOO_MANY_REQUESTS',
      retryAfterSeconds: 40,
      policy: 'staff',
      used: 120,
      limit: 100,
    })
    expect(headers).toEqual({
      'ratelimit-policy': '"staff";q=100;w=60',
      ratelimit: '"staff";r=0;t=40',
      'retry-after': '40',
    })
    vi.setSystemTime(60_001)
    expect((await take({ viewer, cost: 60 })).refusal).toBeNull()
  })

  test('colleagues have separate budgets, even at one address', async () => {
    const { take } = limitsWith({ staff: 10 })
    const [ann, ben] = [asRole('RECEPTIONIST'), asRole('RECEPTIONIST')]
    expect((await take({ viewer: ann, cost: 11 })).refusal).not.toBeNull()
    expect((await take({ viewer: ben, cost: 10 })).refusal).toBeNull()
  })

  test('staff who own pets are staff; owners and strangers have less', async () => {
    const { take } = limitsWith({})
    const policyOf = async (viewer?: Viewer) =>
      (await take(viewer ? { viewer } : {})).headers['ratelimit-policy']
    expect(await policyOf(asRole('VET', { roles: ['OWNER', 'VET'] }))).toMatch(/^"staff"/)
    expect(await policyOf(asRole('OWNER'))).toMatch(/^"owner"/)
    expect(await policyOf()).toMatch(/^"anonymous"/)
    expect(ratePolicies.owner.points).toBeLessThan(ratePolicies.staff.points)
  })

  test('strangers are counted by address, and what costs nothing counts as 1', async () => {
    const { take } = limitsWith({ anonymous: 1 })
    expect((await take({ cost: 0 })).refusal).toBeNull()
    expect((await take({ cost: 0 })).refusal).not.toBeNull()
    expect((await take({ cost: 0, ip: '192.0.2.2' })).refusal).toBeNull()
  })

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('the address %s counts as %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key)
  })
})

test('the points come from the environment', () => {
  expect(configFrom({}).rateLimits).toEqual({})
  expect(configFrom({ RATE_LIMIT_STAFF: '5', RATE_LIMIT_MAIL_ADDRESS: '3' }).rateLimits).toEqual({
    staff: 5,
    'mail-address': 3,
  })
  for (const wrong of ['0', '-1', 'many', '1.5']) {
    expect(() => configFrom({ RATE_LIMIT_OWNER: wrong })).toThrow(
      `RATE_LIMIT_OWNER must be a whole number of points, not "${wrong}".`,
    )
  }
})

describe('What is refused before it runs costs as well', () => {
  const budget = 2 * refusalCost
  const opened = async (setup: Parameters<typeof openTestGateway>[1] = {}) => {
    const hospital = await openTestGateway('one process', {
      rateLimits: { anonymous: budget, staff: budget },
      ...setup,
    })
    open.push(() => hospital.close())
    return hospital
  }
  type Codes = Array<{ extensions: Record<string, unknown> }> | undefined
  const codesOf = (errors: Codes) => errors?.map(({ extensions }) => extensions['code'])

  test.each([
    ['no GraphQL', '{ pets', 'GRAPHQL_PARSE_FAILED'],
    ['no operation of this graph', '{ dragons }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too deep', `${'{ pets '.repeat(70)} ${'}'.repeat(70)}`, 'QUERY_TOO_EXPENSIVE'],
    ['without an operation', 'fragment F on Query { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations', 'query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['a subscription', 'subscription { petChanged { pet { name } } }', 'BAD_REQUEST'],
  ])('a document that is %s: it is told why until nothing is left', async (_what, query, code) => {
    const hospital = await opened()
    for (const left of [refusalCost, 0]) {
      const { status, headers, body } = await hospital.post({ query }, {})
      expect([status, codesOf(body.errors)]).toEqual([400, [code]])
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"anonymous";r=${left};t=\\d+$`))
      expect(headers.get('ratelimit-policy')).toBe(`"anonymous";q=${budget};w=60`)
    }
    const { status, headers, body } = await hospital.post({ query }, {})
    expect([status, codesOf(body.errors)]).toEqual([429, ['TOO_MANY_REQUESTS']])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await hospital.post({ query: '{ __typename }' })).status).toBe(200)
  })

  test('by GET, where a page of another site can spend nothing', async () => {
    const hospital = await opened()
    const get = (headers: Record<string, string>) =>
      fetch(`${hospital.web}/graphql?query=${encodeURIComponent('{ dragons }')}`, { headers })
    for (let i = 0; i < 3; i += 1) expect((await get({})).headers.has('ratelimit')).toBe(false)
    const statuses = []
    for (let i = 0; i < 3; i += 1) statuses.push((await get({ 'apollo-require-preflight': 'true' })).status)
    expect(statuses).toEqual([400, 400, 429])
  })

  test('over WebSocket, from the same budget as over HTTP', async () => {
    const hospital = await opened()
    const socket = await hospital.socket()
    const refused = async (id: string, query: string) => {
      socket.subscribe(id, query)
      const { type, payload } = await socket.next()
      return [type, codesOf(payload as Codes)]
    }
    expect(await refused('1', '{ dragons }')).toEqual(['error', ['GRAPHQL_VALIDATION_FAILED']])
    expect((await hospital.post({ query: '{ dragons' })).headers.get('ratelimit')).toMatch(/^"staff";r=0;/)
    expect(await refused('2', '{ dragons }')).toEqual(['error', ['TOO_MANY_REQUESTS']])
    expect(await refused('3', '{ __typename }')).toEqual(['error', ['TOO_MANY_REQUESTS']])
  })

  test('an operation that is not registered where it must be', async () => {
    const hospital = await opened({ registered: [] })
    const { body, headers } = await hospital.post({ query: '{ debts }' }, {})
    expect(codesOf(body.errors)).toEqual(['OPERATION_NOT_REGISTERED'])
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"anonymous";r=${refusalCost};`))
  })

  test('for a caller without budget nothing is parsed, and the request costs nothing', async () => {
    const hospital = await opened()
    const used = []
    for (const query of ['{ one }', '{ two }', '{ three }', '{ four }', '{ debts }'])
      used.push((await hospital.post({ query }, {})).body.errors?.[0]?.extensions['used'])
    expect(used).toEqual([undefined, undefined, 3 * refusalCost, 3 * refusalCost, 3 * refusalCost])
  })

  test('a new operation costs 20 for each selection more, whoever is the first to bring it', async () => {
    const hospital = await opened()
    const left = async (query: string) => (await hospital.post({ query }, {})).headers.get('ratelimit')
    const query = 'query { ...F } fragment F on Query { a: __typename b: __typename }'
    expect(await left(query)).toMatch(new RegExp(`^"anonymous";r=${budget - 42};`))
    expect(await left(query)).toMatch(new RegExp(`^"anonymous";r=${budget - 44};`))
  })

  test('but a hash that nobody registered costs 1, because no text was read', async () => {
    const hospital = await opened()
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } }
    const { body, headers } = await hospital.post({ extensions }, {})
    expect(codesOf(body.errors)).toEqual(['PERSISTED_QUERY_NOT_FOUND'])
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"anonymous";r=${budget - 1};`))
  })
})

describe('Attempts to sign in or to have e-mail sent are limited, whatever they cost', () => {
  test('per address over all accounts, also for somebody who is signed in', async () => {
    const { take } = limitsWith({ 'sign-in-address': 2 })
    const viewer = asRole('OWNER')
    for (let i = 0; i < 2; i += 1) {
      expect((await take({ viewer, attempts: ['sign-in'] })).refusal).toBeNull()
    }
    const { refusal } = await take({ viewer, attempts: ['sign-in'] })
    expect(refusal?.extensions).toMatchObject({ policy: 'sign-in-address', used: 3, limit: 2 })
    expect((await take({ viewer })).refusal).toBeNull()
  })

  test('several in one request are several', async () => {
    const { take } = limitsWith({ 'mail-address': 2 })
    const { refusal } = await take({ attempts: ['mail', 'mail', 'mail'] })
    expect(refusal?.extensions).toMatchObject({ used: 3, limit: 2 })
  })

  test('by account at a browser where it has signed in before: strangers at the same address do not use up its budget', async () => {
    const { take } = limitsWith({
      anonymous: 10,
      'sign-in-address': 2,
      'sign-in-device': 2,
      'token-address': 1,
    })
    for (let i = 0; i < 5; i += 1) await take({ attempts: ['sign-in'], cost: 3 })
    expect((await take({ attempts: ['sign-in'] })).refusal?.extensions).toMatchObject({ used: 6 })
    for (let i = 0; i < 2; i += 1) {
      const { refusal, headers } = await take({ at: 'ada', attempts: ['sign-in'] })
      expect(refusal).toBeNull()
      expect(headers['ratelimit-policy']).toMatch(/^"known-device";.*"sign-in-device";/)
    }
    expect((await take({ at: 'ada', attempts: ['sign-in'] })).refusal?.extensions).toMatchObject({
      policy: 'sign-in-device',
    })
    expect((await take({ at: 'ben', attempts: ['sign-in'] })).refusal).toBeNull()
    // An API client's secret has nothing to do with who signs in at a browser.
    await take({ at: 'ben', attempts: ['token'] })
    expect((await take({ at: 'ben', attempts: ['token'] })).refusal?.extensions).toMatchObject({
      policy: 'token-address',
    })
  })

  test('attempts are found in aliases and fragments too', () => {
    const sdl = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8')
    const limited = attemptMutations(buildSchema(sdl))
    const of = (document: DocumentNode) => attemptsOf(limited, document, getOperationAST(document)!)
    const reset = 'requestPasswordReset(email: "a@x")'
    const query = parse(`
      mutation ($input: RegisterOwnerInput!, $email: String!) {
        a: ${reset}
        ...F
        ... on Mutation { c: ${reset} }
        login(input: { email: $email, password: "1" }) { accessToken }
        refreshSession { accessToken }
        logout
      }
      fragment F on Mutation { b: registerOwner(input: $input) }
    `)
    expect(of(query)).toEqual(['mail', 'mail', 'mail', 'sign-in', 'refresh'])
    expect(of(parse('{ login { login } }'))).toEqual([])
    expect(of(parse('mutation { constructor { login } }'))).toEqual([])
  })
})

test('after the clock is set back nobody waits longer than the limit lasts', async () => {
  vi.useFakeTimers({ now: 86_400_000 })
  const { take } = limitsWith({ staff: 1 })
  const viewer = asRole('VET')
  await take({ viewer })
  vi.setSystemTime(0)
  expect((await take({ viewer })).headers['retry-after']).toBe('60')
  vi.advanceTimersByTime(60_000)
  expect((await take({ viewer })).refusal).toBeNull()
})

describe.skipIf(withoutRedis)(`With Redis${withoutRedis ? `: ${withoutRedis}` : ''}`, () => {
  const opened = async () => {
    const redis = await TestRedis.open()
    open.push(() => redis.stop())
    return redis
  }
  const sharing = async (points: RateLimitPoints, redis: TestRedis) => {
    const limits = limitsWith(points, redis.url)
    await vi.waitFor(() => expect(limits.said).toContainEqual(expect.objectContaining({ level: 30 })))
    return limits
  }

  test('all gateways count together', async () => {
    const redis = await opened()
    const [one, other] = [await sharing({ staff: 10 }, redis), await sharing({ staff: 10 }, redis)]
    const viewer = asRole('VET')
    expect((await one.take({ viewer, cost: 6 })).refusal).toBeNull()
    expect((await other.take({ viewer, cost: 6 })).refusal?.extensions).toMatchObject({ used: 12, limit: 10 })
    expect((await one.take({ viewer, cost: 1 })).headers['retry-after']).toMatch(/^(60|[1-5]?\d)$/)
  })

  test('while it is away every gateway counts for itself, and says so once', async () => {
    const redis = await opened()
    const { take, said, warnings } = await sharing({ staff: 10 }, redis)
    const viewer = asRole('VET')
    await redis.stop()
    expect((await take({ viewer, cost: 6 })).refusal).toBeNull()
    expect((await take({ viewer, cost: 6 })).refusal?.extensions).toMatchObject({ used: 12 })
    for (let i = 0; i < 5; i += 1) await take({ viewer: asRole('VET') })
    expect(warnings().map(({ msg }) => msg)).toEqual([expect.stringContaining('Redis is away')])
    said.splice(0)
    await redis.start()
    await vi.waitFor(() => expect(said).toContainEqual(expect.objectContaining({ level: 30 })), 10_000)
    expect((await take({ viewer, cost: 6 })).refusal).toBeNull()
  })

  test('a Redis that was never available refuses nobody', async () => {
    const redis = await opened()
    await redis.stop()
    const { take, warnings } = limitsWith({ staff: 10 }, redis.url)
    expect((await take({ viewer: asRole('VET') })).refusal).toBeNull()
    await vi.waitFor(() => expect(warnings()).toHaveLength(1))
  })

  test('a Redis that hangs is disconnected at once', async () => {
    const redis = await opened()
    const { take, warnings } = await sharing({ staff: 10 }, redis)
    const client = new Redis(redis.url)
    open.push(() => client.disconnect())
    await client.call('CLIENT', 'PAUSE', '20000', 'ALL')
    expect((await take({ viewer: asRole('VET') })).refusal).toBeNull()
    expect(warnings()).toHaveLength(1)
    expect((await take({ viewer: asRole('VET') })).refusal).toBeNull()
    expect(warnings()).toHaveLength(1)
  })
})
