import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { hydrationDelay, opened, petNames, uuidOf } from '../testing/fixture.ts'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { eventually, TestSocket } from '../testing/test-socket.ts'
import { tokenFor } from '../testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const changes = 'subscription { petChanged { pet { name balance keeper { name } } } }'
const rename = 'mutation($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }'

describe.each(topologies)('the live graph, %s', (topology) => {
  let hospital: TestGateway
  beforeAll(async () => {
    hospital = await openTestGateway(topology)
  })
  afterAll(() => hospital.close())
  afterEach(() => petNames.clear())

  const upstreams = () => hospital.runtimeOf('clinical').live.size
  const say = (name: string, number = 1) => hospital.query(rename, { id: uuidOf(number), name })
  const listening = async (count: number) => {
    await eventually(() => hospital.graph.hubs.size.subscribers === count)
    if (count > 0) await eventually(() => upstreams() > 0)
  }
  const connect = async (params?: object) => hospital.socket(params)

  test('an event is hydrated from every subgraph that knows something of it', async () => {
    const socket = await connect()
    socket.subscribe('1', changes)
    await listening(1)
    await say('Rex', 2)
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { petChanged: { pet: { name: 'Rex', balance: 200, keeper: { name: 'Keeper 2' } } } } },
    })
    socket.socket.close()
    await listening(0)
  })

  test('aliases, fragments, variables and conditions work as in a query', async () => {
    const socket = await connect()
    socket.subscribe(
      '1',
      `subscription Changes($id: ID!, $debt: Boolean!) { change: petChanged(id: $id) { ...facts no: number } }
       fragment facts on PetChange { animal: pet { called: name balance @include(if: $debt) keeper { who: name } } }`,
      { id: uuidOf(1), debt: false },
    )
    await listening(1)
    await say('Other', 2)
    await say('Mine', 1)
    const { payload } = await socket.next()
    expect(payload).toEqual({
      data: {
        change: { animal: { called: 'Mine', keeper: { who: 'Keeper 1' } }, no: expect.any(Number) as number },
      },
    })
    socket.socket.close()
    await listening(0)
  })

  test('viewers with the same rights share one upstream, and the last who leaves closes it', async () => {
    const before = opened.length
    const [one, two] = [
      await connect(),
      await connect({ authorization: `Bearer ${await tokenFor(asRole('VET'))}` }),
    ]
    one.subscribe('1', changes)
    two.subscribe('1', changes)
    await listening(2)
    expect(upstreams()).toBe(1)
    expect(hospital.graph.hubs.size).toEqual({ hubs: 1, subscribers: 2 })
    // The stream runs as the scope and not as whoever came first.
    expect(opened.slice(before)).toEqual(['ffffffff-ffff-ffff-ffff-ffffffffffff'])
    await say('Shared')
    expect((await one.next()).payload).toEqual((await two.next()).payload)
    one.send({ id: '1', type: 'complete' })
    await listening(1)
    expect(upstreams()).toBe(1)
    two.socket.terminate()
    await listening(0)
    await eventually(() => upstreams() === 0)
  })

  test('undeclared variables neither separate streams nor are kept', async () => {
    const sockets = await Promise.all([connect(), connect(), connect()])
    for (const [n, socket] of sockets.entries()) socket.subscribe('1', changes, { junk: [n] })
    await listening(3)
    expect(hospital.graph.hubs.size).toEqual({ hubs: 1, subscribers: 3 })
    for (const { socket } of sockets) socket.close()
    await listening(0)
  })

  test('an owner and another role have hubs of their own', async () => {
    const tokens = await Promise.all(
      [
        asRole('VET'),
        asRole('RECEPTIONIST'),
        asRole('OWNER', { ownerId: uuidOf(7) }),
        asRole('OWNER', { ownerId: uuidOf(8) }),
      ].map((viewer) => tokenFor(viewer)),
    )
    const sockets = await Promise.all(tokens.map((token) => connect({ authorization: `Bearer ${token}` })))
    for (const socket of sockets) socket.subscribe('1', changes)
    await listening(4)
    expect(hospital.graph.hubs.size.hubs).toBe(4)
    for (const socket of sockets) socket.socket.terminate()
    await listening(0)
    await eventually(() => upstreams() === 0)
  })

  test('events arrive in their order, also when an earlier one takes longer to hydrate', async () => {
    const socket = await connect()
    socket.subscribe('1', 'subscription { petChanged { number pet { balance } } }')
    await listening(1)
    hydrationDelay.delays = [200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for (let i = 0; i < 12; i++) await say(`Name ${i}`)
    const numbers = []
    for (let i = 0; i < 12; i++) {
      const { payload } = await socket.next()
      numbers.push((payload as { data: { petChanged: { number: number } } }).data.petChanged.number)
    }
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(numbers).size).toBe(12)
    socket.socket.close()
    await listening(0)
  })

  test('a subscriber of nobody’s is told UNAUTHENTICATED, and its socket stays open', async () => {
    const socket = await connect({})
    socket.subscribe('1', changes)
    const answer = await socket.next()
    expect(answer).toMatchObject({
      id: '1',
      type: 'next',
      payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    })
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' })
    socket.subscribe('2', '{ me { id } }')
    expect(await socket.next()).toEqual({ id: '2', type: 'next', payload: { data: { me: null } } })
    await eventually(() => upstreams() === 0)
  })

  test('a subgraph’s error in an event is masked and keeps its path', async () => {
    const socket = await connect()
    socket.subscribe('1', 'subscription { petChanged { pet { name oops } } }')
    await listening(1)
    await say('Rex')
    const { payload } = await socket.next()
    expect(payload).toMatchObject({
      data: { petChanged: { pet: { name: 'Rex', oops: null } } },
      errors: [{ path: ['petChanged', 'pet', 'oops'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    })
    expect(JSON.stringify(payload)).not.toMatch(/secrets|billing|\$event/)
    socket.socket.close()
    await listening(0)
  })

  test('when the signals of a subgraph may have been missed, subscribers are told to read again', async () => {
    const socket = await connect()
    socket.subscribe('1', changes)
    await listening(1)
    await hospital.runtimeOf('clinical').database.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen%' and usename = current_user and datname = current_database()`
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'next',
      payload: { data: null, extensions: { resync: true } },
    })
    await say('Back')
    expect((await socket.next()).payload).toMatchObject({ data: { petChanged: { pet: { name: 'Back' } } } })
    socket.socket.close()
    await listening(0)
    await eventually(() => upstreams() === 0)
  })

  test('queries and mutations over the socket are answered as over HTTP', async () => {
    const socket = await connect()
    const query = `mutation { renamePet(id: "${uuidOf(1)}", name: "") { id } }`
    socket.subscribe('q', query)
    const { payload } = await socket.next()
    const strip = (answer: unknown) =>
      JSON.parse(JSON.stringify(answer).replace(/"requestId":"[^"]+"/g, '"requestId":""')) as unknown
    expect(strip(payload)).toEqual(strip(await hospital.query(query)))
    expect(await socket.next()).toEqual({ id: 'q', type: 'complete' })
  })

  test('a mistake in one subscription is an error of that one and never closes the socket', async () => {
    const socket = await connect()
    const mistakes: Array<[string, Record<string, unknown>?]> = [
      ['subscription {'],
      ['subscription { petChanged { shoeSize } }'],
      ['subscription($x: Boolean!) { petChanged @include(if: $x) { number } }', { x: true }],
      ['subscription($id: ID!) { petChanged(id: $id) { number } }'],
      ['subscription { petChanged { number } __typename }'],
      ['query A { me { id } } query B { me { id } }'],
      ['{ petz }'],
    ]
    for (const [index, [query, variables]] of mistakes.entries()) {
      socket.subscribe(`m${index}`, query, variables)
      const answer = await socket.next()
      expect(answer).toMatchObject({ id: `m${index}`, type: 'error' })
      const [error] = answer.payload as Array<{ message: string; extensions: { code: string } }>
      expect(error).toMatchObject({
        message: expect.any(String) as string,
        extensions: { code: expect.any(String) as string },
      })
    }
    socket.subscribe('skipped', 'subscription { petChanged @skip(if: true) { number } }')
    expect(await socket.next()).toMatchObject({
      payload: { data: null, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    })
    expect(await socket.next()).toEqual({ id: 'skipped', type: 'complete' })
    socket.subscribe('good', '{ me { id } }')
    expect(await socket.next()).toMatchObject({ id: 'good', type: 'next' })
  })
})

describe('the socket', () => {
  test('closes with 4403 for a bad token, and when the token ends', async () => {
    const hospital = await openTestGateway('one process')
    const bad = await TestSocket.open(`ws://127.0.0.1:${hospital.port}/graphql`, {
      authorization: 'Bearer nonsense',
    })
    expect(await bad.closed).toEqual({ code: 4403, reason: 'Forbidden' })
    const almostOver = await tokenFor(hospital.vet, new Date(Date.now() - 15 * 60_000 + 2_000))
    const good = await hospital.socket({ authorization: `Bearer ${almostOver}` })
    good.subscribe('1', changes)
    await eventually(() => hospital.graph.hubs.size.subscribers === 1)
    expect((await good.closed).code).toBe(4403)
    await eventually(() => hospital.graph.hubs.size.hubs === 0)
    await hospital.close()
  })

  test('opens only for pages of its own and of allowed origins', async () => {
    const hospital = await openTestGateway('one process', { allowedOrigins: ['https://front.example'] })
    const url = `ws://127.0.0.1:${hospital.port}/graphql`
    const open = async (origin: string) => (await TestSocket.open(url, {}, { origin })).socket.readyState
    expect(await open(hospital.web)).toBe(1)
    expect(await open('https://front.example')).toBe(1)
    expect(await open('https://evil.example')).not.toBe(1)
    expect(await open('null')).not.toBe(1)
    await hospital.close()
  })

  test('hears of a subgraph that was restarted by a resync, and then its events', async () => {
    const hospital = await openTestGateway('distributed')
    const socket = await hospital.socket()
    socket.subscribe('1', changes)
    await eventually(() => hospital.runtimeOf('clinical').live.size === 1)
    const revive = await hospital.kill('clinical')
    await revive()
    expect((await socket.next()).payload).toEqual({ data: null, extensions: { resync: true } })
    await hospital.query(rename, { id: uuidOf(1), name: 'Again' })
    expect((await socket.next()).payload).toMatchObject({ data: { petChanged: { pet: { name: 'Again' } } } })
    await hospital.close()
  })

  test('waits for a subgraph that is down when it subscribes', async () => {
    const hospital = await openTestGateway('distributed')
    const revive = await hospital.kill('clinical')
    const socket = await hospital.socket()
    socket.subscribe('1', changes)
    await eventually(() => hospital.graph.hubs.size.subscribers === 1)
    await revive()
    expect((await socket.next()).payload).toEqual({ data: null, extensions: { resync: true } })
    await hospital.close()
  })

  test('that reads too slowly loses the oldest and is told so', async () => {
    const { Subscriber } = await import('./subscriber.ts')
    const left = vi.fn()
    const slow = new Subscriber(left, 3)
    for (let number = 1; number <= 5; number++) slow.push({ data: { number } })
    expect(await slow.next()).toEqual({
      done: false,
      value: { data: { number: 3 }, extensions: { resync: true } },
    })
    expect(await slow.next()).toEqual({ done: false, value: { data: { number: 4 } } })
    const pending = slow.next().then(() => slow.next())
    await slow.return()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(left).toHaveBeenCalledOnce()
  })
})
