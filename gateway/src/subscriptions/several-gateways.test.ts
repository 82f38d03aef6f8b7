import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { pino } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { signal } from '@vetgraph/kit/work/signals'
import { TestRedis, withoutRedis } from '@vetgraph/kit/testing/redis'
import { petNames, uuidOf } from '../testing/fixture.ts'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { eventually, type TestSocket } from '../testing/test-socket.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const rename = 'mutation($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }'

const say = (hospital: TestGateway, name: string) => hospital.query(rename, { id: uuidOf(1), name })

const resync = { data: null, extensions: { resync: true } }

const change = (name: string) => ({ data: { petChanged: { pet: { name } } } })

async function listen(hospital: TestGateway): Promise<TestSocket> {
  const socket = await hospital.socket()
  socket.subscribe('1', 'subscription { petChanged { pet { name } } }')
  await eventually(() => hospital.graph.hubs.size.subscribers === 1)
  await eventually(() => hospital.runtimeOf('clinical').live.size > 0)
  return socket
}

const payloadOf = async (socket: TestSocket) => (await socket.next()).payload

/** One write of clinical's that signals, and perhaps fails after that. */
const write = (hospital: TestGateway, facts: Record<string, unknown>, fails = false) =>
  transact(hospital.runtimeOf('clinical').contextFor(systemRequest('test')), async (ctx) => {
    await signal(ctx, 'pets', facts)
    if (fails) throw new Error('the write fails')
  })

describe.each(topologies)('several gateways, %s', (topology) => {
  describe.each(['PostgreSQL', 'Redis'] as const)('with signals by %s', (carrier) => {
    if (carrier === 'Redis' && withoutRedis) return test.skip(withoutRedis)

    let redis: TestRedis | null = null
    let one: TestGateway
    let two: TestGateway
    beforeAll(async () => {
      redis = carrier === 'Redis' ? await TestRedis.open() : null
      const setup = redis ? { redisUrl: redis.url } : {}
      one = await openTestGateway(topology, setup)
      two = await openTestGateway(topology, { ...setup, beside: one })
    })
    afterAll(async () => {
      await two.close()
      await one.close()
      await redis?.stop()
    })
    beforeEach(() => eventually(() => [one, two].every(({ graph }) => graph.hubs.size.subscribers === 0)))
    afterEach(() => petNames.clear())

    test('an event raised at one reaches the subscribers of all', async () => {
      const sockets = [await listen(one), await listen(two)]
      await say(one, 'From one')
      for (const socket of sockets) expect(await payloadOf(socket)).toEqual(change('From one'))
      await say(two, 'From two')
      for (const socket of sockets) expect(await payloadOf(socket)).toEqual(change('From two'))
    })

    test('a write that is rolled back is heard by nobody', async () => {
      const socket = await listen(two)
      await expect(write(one, { id: uuidOf(2), number: 1 }, true)).rejects.toThrow('the write fails')
      await say(one, 'Committed')
      expect(await payloadOf(socket)).toEqual(change('Committed'))
    })

    test('a signal larger than PostgreSQL carries fails no write; its hearers read again', async () => {
      const socket = await listen(two)
      await write(one, { id: uuidOf(1), number: 1, note: 'ü'.repeat(4_000) })
      expect(await payloadOf(socket)).toEqual(resync)
      await say(one, 'After')
      expect(await payloadOf(socket)).toEqual(change('After'))
    })
  })
})

describe.skipIf(withoutRedis)(`Redis (${withoutRedis ?? 'real'})`, () => {
  const open = async (redis: TestRedis) => {
    const one = await openTestGateway('one process', { redisUrl: redis.url })
    const two = await openTestGateway('one process', { redisUrl: redis.url, beside: one })
    onTestFinished(async () => {
      await two.close()
      await one.close()
      await redis.stop()
    })
    return { one, two }
  }

  test('carries the signals, and PostgreSQL does not carry them a second time', async () => {
    const redis = await TestRedis.open()
    const { one, two } = await open(redis)
    const socket = await listen(two)
    const probe = new Redis(redis.url)
    onTestFinished(() => probe.disconnect())
    const heard: string[] = []
    probe.on('message', (_channel, text: string) => heard.push(text))
    await probe.subscribe('vetgraph_clinical')
    await say(one, 'First')
    expect(await payloadOf(socket)).toEqual(change('First'))
    await say(one, 'Second')
    expect(await payloadOf(socket)).toEqual(change('Second'))
    await eventually(() => heard.length === 2)
    expect(socket.pending).toBe(0)
  })

  test('may go away: PostgreSQL carries on; when it is back, subscribers read again and hear', async () => {
    const redis = await TestRedis.open()
    const { one, two } = await open(redis)
    const socket = await listen(two)
    await redis.stop()
    await say(one, 'Without Redis')
    expect(await payloadOf(socket)).toEqual(change('Without Redis'))
    await redis.start()
    expect(await payloadOf(socket)).toEqual(resync)
    await say(one, 'With Redis')
    expect(await payloadOf(socket)).toEqual(change('With Redis'))
  })

  test('may be away when the hospital starts', async () => {
    const redis = await TestRedis.open()
    await redis.stop()
    const { one, two } = await open(redis)
    const socket = await listen(two)
    await say(one, 'Without Redis')
    expect(await payloadOf(socket)).toEqual(change('Without Redis'))
    await redis.start()
    expect(await payloadOf(socket)).toEqual(resync)
  })

  test('that is away is said once, and again when it is back', async () => {
    const { RedisSignals } = await import('@vetgraph/kit/work/redis-signals')
    const redis = await TestRedis.open()
    const said: string[] = []
    const log = pino(
      { level: 'warn' },
      { write: (line) => said.push((JSON.parse(line) as { msg: string }).msg) },
    )
    const signals = new RedisSignals(redis.url, log)
    let gaps = 0
    await signals.listen('channel', { onText: () => {}, onGap: () => (gaps += 1) })
    await eventually(() => gaps === 1)
    await redis.stop()
    await expect(signals.send('channel', 'text')).rejects.toThrow()
    await eventually(() => said.length === 1)
    await redis.start()
    await eventually(() => gaps === 2)
    signals.close()
    await redis.stop()
    expect(said).toEqual([
      'Redis (REDIS_URL) is away; PostgreSQL carries the signals',
      'Redis carries the signals again',
    ])
  })
})
