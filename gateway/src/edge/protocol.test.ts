import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { uuidOf } from '../testing/fixture.ts'
import { openTestGateway } from '../testing/test-gateway.ts'
import { eventually, TestSocket } from '../testing/test-socket.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const changes = 'subscription { petChanged { pet { name } } }'
const rename = 'mutation($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }'

let hospital: TestGateway
beforeAll(async () => {
  hospital = await openTestGateway('one process')
})
afterAll(() => hospital.close())

const url = () => `ws://127.0.0.1:${hospital.port}/graphql`

/** A socket on which nothing was said yet. */
const silent = () => TestSocket.open(url(), null)

const say = (name: string) => hospital.query(rename, { id: uuidOf(1), name })

const heard = (id: string, name: string) => ({
  id,
  type: 'next',
  payload: { data: { petChanged: { pet: { name } } } },
})

const subscribers = (count: number) => eventually(() => hospital.graph.hubs.size.subscribers === count)

/** Shows that the socket still answers, and that nothing else was waiting to be read. */
async function isAlive(socket: TestSocket) {
  socket.send({ type: 'ping', payload: { still: 'there' } })
  expect(await socket.next()).toEqual({ type: 'pong', payload: { still: 'there' } })
}

describe('graphql-transport-ws', () => {
  beforeEach(() => subscribers(0))

  test.each<[string, string | Buffer]>([
    ['no JSON', '{"type":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"start","id":"1"}'],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ me { id } }"}}'],
    ['a subscribe with an empty id', '{"type":"subscribe","id":"","payload":{"query":"{ me { id } }"}}'],
    ['a subscribe without a payload', '{"type":"subscribe","id":"1"}'],
    ['a subscribe whose query is no text', '{"type":"subscribe","id":"1","payload":{"query":1}}'],
    [
      'variables that are no object',
      '{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":1}}',
    ],
    ['a complete without an id', '{"type":"complete"}'],
    ['a ping whose payload is no object', '{"type":"ping","payload":1}'],
    ['a message that only servers send', '{"type":"next","id":"1","payload":{"data":{}}}'],
    ['an error from a client', '{"type":"error","id":"1","payload":[{"message":"No."}]}'],
    ['an acknowledgement from a client', '{"type":"connection_ack"}'],
    ['bytes', Buffer.from([0, 1, 2])],
    ['a message as bytes', Buffer.from('{"type":"ping"}')],
  ])('4400: %s', async (_what, frame) => {
    const socket = await hospital.socket()
    socket.socket.send(frame)
    expect(await socket.closed).toEqual({ code: 4400, reason: 'Invalid message received' })
  })

  test('4401: an operation before the connection is acknowledged', async () => {
    const socket = await silent()
    socket.subscribe('1', '{ me { id } }')
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' })
  })

  test('4403: a token that is not valid', async () => {
    const socket = await silent()
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer nonsense' } })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' })
  })

  test('4406: another subprotocol, or none', async () => {
    const socket = new WebSocket(url())
    onTestFinished(() => socket.terminate())
    const code = await new Promise((resolve) => socket.once('close', resolve))
    expect(code).toBe(4406)
    const legacy = new WebSocket(url(), 'graphql-ws')
    onTestFinished(() => legacy.terminate())
    const refusal = await new Promise<Error>((resolve) => legacy.once('error', resolve))
    expect(refusal.message).toBe('Server sent no subprotocol')
  })

  test('4408: no connection_init for three seconds', async () => {
    const socket = await silent()
    expect(await socket.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' })
  })

  test('4409: a second operation under the id of one that runs; the first ends with the socket', async () => {
    const socket = await hospital.socket()
    socket.subscribe('1', changes)
    await subscribers(1)
    socket.subscribe('1', '{ me { id } }')
    expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' })
    await subscribers(0)
  })

  test('4429: a second connection_init', async () => {
    const socket = await hospital.socket()
    socket.send({ type: 'connection_init' })
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' })
  })

  test('1009: a frame of more than 1 MB', async () => {
    const socket = await hospital.socket()
    socket.subscribe('1', `{ me { id } } # ${'x'.repeat(1024 * 1024)}`)
    expect((await socket.closed).code).toBe(1009)
  })

  test('1001: the gateway stops', async () => {
    const stopping = await openTestGateway('one process', { beside: hospital })
    const socket = await stopping.socket()
    socket.subscribe('1', changes)
    await eventually(() => stopping.graph.hubs.size.subscribers === 1)
    await stopping.close()
    expect((await socket.closed).code).toBe(1001)
  })

  test('connection_init is acknowledged, also without a payload', async () => {
    for (const init of [{}, { payload: {} }, { payload: null }]) {
      const socket = await silent()
      socket.send({ type: 'connection_init', ...init })
      expect(await socket.next()).toEqual({ type: 'connection_ack' })
    }
  })

  test('a ping is answered by a pong with its payload, at any time; a pong is taken note of', async () => {
    const socket = await silent()
    socket.send({ type: 'ping' })
    expect(await socket.next()).toEqual({ type: 'pong' })
    socket.send({ type: 'pong', payload: { unasked: true } })
    socket.send({ type: 'ping', payload: { a: 1 } })
    expect(await socket.next()).toEqual({ type: 'pong', payload: { a: 1 } })
  })

  test('a query and a mutation are answered by one next and a complete', async () => {
    const socket = await hospital.socket()
    socket.subscribe('q', '{ me { id } }')
    expect(await socket.next()).toEqual({
      id: 'q',
      type: 'next',
      payload: { data: { me: { id: uuidOf(1) } } },
    })
    expect(await socket.next()).toEqual({ id: 'q', type: 'complete' })
    socket.subscribe('m', rename, { id: uuidOf(1), name: 'By socket' })
    expect(await socket.next()).toMatchObject({ id: 'm', type: 'next', payload: { data: { renamePet: {} } } })
    expect(await socket.next()).toEqual({ id: 'm', type: 'complete' })
  })

  test.each([
    ['broken syntax', 'subscription { petChanged {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { petMoved { pet { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'several root fields',
      `subscription { a: petChanged { number } b: petChanged { number } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a missing variable', 'subscription($id: ID!) { petChanged(id: $id) { number } }', 'BAD_USER_INPUT'],
    ['no operation', 'fragment pet on Pet { name }', expect.any(String)],
    ['nothing', '', expect.any(String)],
  ])('%s is an error of that operation, and nothing follows it', async (_what, query, code) => {
    const socket = await hospital.socket()
    socket.subscribe('1', query)
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'error',
      payload: expect.arrayContaining(
        [{ message: expect.any(String), extensions: expect.objectContaining({ code }) }].map((error) =>
          expect.objectContaining(error),
        ),
      ),
    })
    await isAlive(socket)
    socket.subscribe('1', '{ me { id } }')
    expect(await socket.next()).toMatchObject({ id: '1', type: 'next' })
  })

  test('operations of one socket do not mix', async () => {
    const socket = await hospital.socket()
    socket.subscribe('a', `subscription { petChanged(id: "${uuidOf(1)}") { pet { name } } }`)
    socket.subscribe('b', `subscription { petChanged(id: "${uuidOf(2)}") { pet { name } } }`)
    await subscribers(2)
    await hospital.query(rename, { id: uuidOf(2), name: 'Second' })
    expect(await socket.next()).toEqual(heard('b', 'Second'))
    await say('First')
    expect(await socket.next()).toEqual(heard('a', 'First'))
  })

  test('after the client’s complete there is no further next of that operation; its id can be reused', async () => {
    const socket = await hospital.socket()
    const witness = await hospital.socket()
    socket.subscribe('1', changes)
    witness.subscribe('w', changes)
    await subscribers(2)
    socket.send({ id: '1', type: 'complete' })
    await subscribers(1)
    await say('Nobody else hears')
    expect(await witness.next()).toEqual(heard('w', 'Nobody else hears'))
    await isAlive(socket)
    socket.subscribe('1', changes)
    await subscribers(2)
    await say('Again')
    expect(await socket.next()).toEqual(heard('1', 'Again'))
  })

  test('an id that is completed and immediately reused names the later operation only', async () => {
    const socket = await hospital.socket()
    const again = () => {
      socket.send({ id: '1', type: 'complete' })
      socket.subscribe('1', changes)
    }
    socket.subscribe('1', changes)
    // While the first is being opened, and when it is open.
    again()
    await subscribers(1)
    again()
    await isAlive(socket)
    await subscribers(1)
    await say('Once')
    expect(await socket.next()).toEqual(heard('1', 'Once'))
    await isAlive(socket)
    socket.send({ id: '1', type: 'complete' })
    await subscribers(0)
  })

  test('a query that is completed before its answer is not answered', async () => {
    const socket = await hospital.socket()
    socket.subscribe('1', '{ pets { name balance } }')
    socket.send({ id: '1', type: 'complete' })
    await isAlive(socket)
    socket.subscribe('2', '{ me { id } }')
    expect(await socket.next()).toMatchObject({ id: '2', type: 'next' })
    expect(await socket.next()).toEqual({ id: '2', type: 'complete' })
  })

  test('a complete for an unknown id is ignored', async () => {
    const socket = await hospital.socket()
    socket.send({ id: 'never heard of', type: 'complete' })
    await isAlive(socket)
  })

  test('ids that equal property names of JavaScript objects work like others', async () => {
    const socket = await hospital.socket()
    for (const id of ['__proto__', 'constructor', 'toString']) {
      socket.subscribe(id, '{ me { id } }')
      expect(await socket.next()).toMatchObject({ id, type: 'next' })
      expect(await socket.next()).toEqual({ id, type: 'complete' })
    }
  })

  test('a socket carries 100 operations at once; one more is refused by itself', async () => {
    const socket = await hospital.socket()
    for (let id = 1; id <= 100; id++) socket.subscribe(String(id), changes)
    await subscribers(100)
    socket.subscribe('101', changes)
    expect(await socket.next()).toMatchObject({
      id: '101',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_REQUESTS', limit: 100 } }],
    })
    socket.send({ id: '1', type: 'complete' })
    await subscribers(99)
    socket.subscribe('102', '{ me { id } }')
    expect(await socket.next()).toMatchObject({ id: '102', type: 'next' })
  })

  test('a client that disappears without closing leaves nothing open', async () => {
    const socket = await hospital.socket()
    socket.subscribe('1', changes)
    await subscribers(1)
    socket.socket.terminate()
    await subscribers(0)
    await eventually(() => hospital.runtimeOf('clinical').live.size === 0)
  })
})

test('a client is pinged, and one that answers no ping is cut off', async () => {
  const impatient = await openTestGateway('one process', { beside: hospital, pingInterval: 2_000 })
  onTestFinished(() => impatient.close())
  const address = `ws://127.0.0.1:${impatient.port}/graphql`
  const deaf = new WebSocket(address, 'graphql-transport-ws', { autoPong: false })
  onTestFinished(() => deaf.terminate())
  const pinged = new Promise((resolve) => deaf.once('ping', resolve))
  deaf.once('open', () => deaf.send('{"type":"connection_init"}'))
  const code = new Promise((resolve) => deaf.once('close', resolve))
  const listening = await impatient.socket()
  await pinged
  expect(await code).toBe(1006)
  await isAlive(listening)
})

test('a client that reads nothing of what it asks for is cut off', async () => {
  const socket = await hospital.socket()
  socket.subscribe('1', changes)
  await subscribers(1)
  socket.socket.pause()
  const large = `{ ${'x'.repeat(900_000)}: __typename }`
  for (let i = 0; i < 60; i += 1) socket.subscribe(`large ${i}`, large)
  await subscribers(0)
  socket.socket.resume()
  expect((await socket.closed).code).toBe(1006)
})
