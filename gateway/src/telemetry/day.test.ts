import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { freePort } from '@vetgraph/kit/database/postgres'
import { connect } from '@vetgraph/kit/database/connect'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Collector } from '../testing/collector.ts'
import { Hospital } from '../testing/hospital.ts'
import { topologies, type Topology } from '../testing/test-gateway.ts'
import { mistakesIn } from '../testing/prometheus.ts'

const metricsToken = 'the-token-of-prometheus'
const tracedId = 'the-traced-request'
const wrongPassword = 'not-the-Passw0rd'
const privateText = 'Cortisone-for-Mrs-Dekker'

interface Line {
  msg: string
  name: string
  requestId?: string
  [key: string]: unknown
}

const book = 'mutation Book($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'

const count = async (rows: PromiseLike<ReadonlyArray<Record<string, unknown>>>) =>
  Number((await rows)[0]?.['count'])

/** A hospital is opened, used, and told to stop while it is busy; the tests look at what was left behind. */
async function liveADay(topology: Topology) {
  const database = await cloneDatabase()
  const collector = await Collector.open()
  const metricsPort = await freePort()
  const distributed = topology === 'distributed'
  const hospital = await Hospital.start(
    {
      DATABASE_URL: database.url,
      VETGRAPH_SECRET: inject('postgres').secret,
      LOG_LEVEL: 'debug',
      METRICS_PORT: String(metricsPort),
      METRICS_TOKEN: metricsToken,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${collector.host}`,
      SENTRY_DSN: `http://key@${collector.host}/1`,
    },
    distributed ? ['--distributed'] : [],
  )
  try {
    return await use({ hospital, database, collector, metricsPort, distributed })
  } finally {
    await hospital.kill()
    await collector.close()
    await database.drop()
  }
}

interface Opened {
  hospital: Hospital
  database: Awaited<ReturnType<typeof cloneDatabase>>
  collector: Collector
  metricsPort: number
  distributed: boolean
}

async function use({ hospital, database, collector, metricsPort, distributed }: Opened) {
  const admin = connect(database.url, { max: 1, onnotice: () => {} })
  const token = await hospital.signIn('RECEPTIONIST')
  const { email } = hospital.ready.accounts.find(({ role }) => role === 'VET')!
  await hospital.graphql(null, 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }', {
    input: { email, password: wrongPassword },
  })
  await hospital.graphql(
    token,
    'query Traced { pets(first: 3) { nodes { name owner { lastName } appointments(first: 1) { nodes { status } } } } }',
    {},
    { 'x-request-id': tracedId },
  )
  await admin`alter table inventory.inventory_items rename to lost`
  const broken = await hospital.graphql(
    token,
    'query ($search: String!) { inventoryItems(first: 1, filter: { search: $search }) { nodes { name } } }',
    { search: privateText },
  )
  await admin`alter table inventory.lost rename to inventory_items`

  const read = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers })
    return { status: response.status, body: await response.text() }
  }
  const socket = new WebSocket(hospital.ready.ws, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  await once(socket, 'message')
  const query = 'subscription { appointmentChanged { kind } }'
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
  const closed = once(socket, 'close') as Promise<[number]>

  await vi.waitFor(async () => {
    const { body } = await read(`http://127.0.0.1:${metricsPort}/metrics`)
    if (!/^vetgraph_subscriptions 1$/m.test(body)) throw new Error('The subscription is not open yet.')
  }, 10_000)

  const ports = Array.from({ length: distributed ? 7 : 1 }, (_each, index) => metricsPort + index)
  const metrics = await Promise.all(
    ports.map(async (port) => (await read(`http://127.0.0.1:${port}/metrics`)).body),
  )
  const main = `${hospital.ready.web}/metrics`
  const doors = {
    anybody: (await read(main)).status,
    wrong: (await read(main, { authorization: 'Bearer guess' })).status,
    right: (await read(main, { authorization: `Bearer ${metricsToken}` })).status,
  }
  const ready = JSON.parse((await read(`${hospital.ready.web}/health/ready`)).body) as unknown

  // Eight desks book one visit after the other, by connections that they keep.
  const wishes = await hospital.wishes(token)
  const before = await count(admin`select count(*)::int from scheduling.appointments`)
  const acknowledged: string[] = []
  const refused: unknown[] = []
  const failures: string[] = []
  let busy = () => {}
  const isBusy = new Promise<void>((resolve) => {
    busy = resolve
  })
  const desk = async () => {
    for (;;) {
      const input = wishes.pop()
      if (!input) return
      try {
        const answer = await hospital.graphql(token, book, { input }, { 'idempotency-key': randomUUID() })
        const { bookAppointment } = answer.data as { bookAppointment?: { id: string } | null }
        if (bookAppointment) acknowledged.push(bookAppointment.id)
        else refused.push(...answer.errors.map(({ extensions }) => extensions['code']))
        if (acknowledged.length >= 20) busy()
      } catch (error) {
        failures.push(String((error as { cause?: { code?: unknown } }).cause?.code))
        return
      }
    }
  }
  const desks = Array.from({ length: 8 }, desk)
  await isBusy
  const exitCode = await hospital.stop()
  await Promise.all(desks)
  const [closeCode] = await closed

  const after = await count(admin`select count(*)::int from scheduling.appointments`)
  const kept = await count(
    admin`select count(*)::int from scheduling.appointments where id = any(${acknowledged})`,
  )
  const held = await count(
    admin`select count(*)::int from graphile_worker._private_jobs where locked_at is not null`,
  )
  await admin.end()
  const { password } = new URL(database.url)
  const output = hospital.output.join('')
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
  return {
    bookings: { acknowledged, refused, failures, new: after - before, kept, wishesLeft: wishes.length },
    secrets: [token, wrongPassword, 'demo-password', password, metricsToken, database.secret],
    ...{ exitCode, closeCode, held, lines, output, collector, metrics, doors, ready, broken },
  }
}

describe.each(topologies)('%s', (topology) => {
  let day: Awaited<ReturnType<typeof liveADay>>

  beforeAll(async () => {
    day = await liveADay(topology)
  }, 180_000)

  test('on shutdown it answers pending requests, accepts no new ones and exits with 0', () => {
    const { bookings, exitCode, closeCode, held } = day
    expect(exitCode).toBe(0)
    expect(closeCode).toBe(1001)
    expect(bookings.wishesLeft).toBeGreaterThan(0)
    // Slots of one vet overlap, so some are taken by the time they are asked for.
    expect(bookings.refused.filter((code) => code !== 'CONFLICT')).toEqual([])
    expect(bookings.kept).toBe(bookings.acknowledged.length)
    expect(bookings.new).toBe(bookings.acknowledged.length)
    // Refused, or closed before its request was read: the sums above show that nothing came of these.
    const untaken = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']
    expect(bookings.failures.filter((code) => !untaken.includes(code))).toEqual([])
    expect(bookings.failures).toHaveLength(8)
    expect(held).toBe(0)
  })

  test('every operation is one log line with user, name, cost and result', () => {
    const said = day.lines.filter(({ msg, requestId }) => msg === 'operation' && requestId === tracedId)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({
      name: 'gateway',
      type: 'query',
      operation: 'Traced',
      door: 'http',
      viewer: expect.stringMatching(/^[\da-f-]{36}$/),
      cost: expect.any(Number),
      ms: expect.any(Number),
    })
  })

  test('subgraphs in processes of their own say the same request id', () => {
    const said = day.lines.filter(({ msg, requestId }) => msg === 'execution' && requestId === tracedId)
    const expected = topology === 'distributed' ? ['clinical', 'scheduling'] : []
    expect([...new Set(said.map(({ name }) => name))].sort()).toEqual(expected)
  })

  test('no log line, trace or report has a secret in it', () => {
    const logged = day.lines.map((line) => JSON.stringify(line)).join('\n')
    const sent = day.collector.received.map(({ body }) => body).join('\n')
    expect(logged).toContain('unexpected error')
    const leaked = [...day.secrets, privateText].filter((secret) => (logged + sent).includes(secret))
    expect(leaked).toEqual([])
  })

  test('one request is one trace, from the gateway through the subgraphs to their statements', () => {
    const { spans } = day.collector
    const operation = spans.find(({ attributes }) => attributes['vetgraph.request_id'] === tracedId)!
    const trace = spans.filter(({ traceId }) => traceId === operation.traceId)
    const parentOf = ({ parentSpanId }: (typeof trace)[number]) =>
      trace.find(({ spanId }) => spanId === parentSpanId)
    const lineOf = (span: (typeof trace)[number]): string[] => {
      const parent = parentOf(span)
      return [...(parent ? lineOf(parent) : []), `${span.service}: ${span.name}`]
    }
    const lines = trace.map((span) => lineOf(span).join(' > '))
    const way = 'gateway: POST /graphql > gateway: query > gateway: fetch clinical > '
    const pets =
      topology === 'distributed'
        ? 'clinical: POST /graphql > clinical: select clinical.pets'
        : 'gateway: select clinical.pets'
    expect(lines).toContain(way + pets)
    expect(trace.filter((span) => !parentOf(span)).map(({ name }) => name)).toEqual(['POST /graphql'])
    const statement = trace.find(({ name }) => name === 'select clinical.pets')!
    expect(statement.attributes['db.query.text']).toMatch(/^select .*\$1/s)
  })

  test('Prometheus reads every process, and others only with the token', async () => {
    for (const text of day.metrics) expect(await mistakesIn(text)).toEqual([])
    const [gateway = '', ...subgraphs] = day.metrics
    expect(gateway).toMatch(/^vetgraph_operations_total\{type="query",operation="other",code="OK"\} \d+$/m)
    expect(gateway).toMatch(
      /^vetgraph_subgraph_fetch_duration_seconds_count\{subgraph="clinical",outcome="ok"\} \d+$/m,
    )
    expect(gateway).toMatch(/^vetgraph_subscriptions 1$/m)
    expect(gateway).toMatch(/^vetgraph_sockets 1$/m)
    expect(gateway).not.toContain('Traced')
    const everywhere = day.metrics.join('\n')
    expect(everywhere).toMatch(
      /^vetgraph_sql_duration_seconds_count\{subgraph="identity",outcome="ok"\} \d+$/m,
    )
    expect(everywhere).toMatch(/^vetgraph_jobs_parked\{task="billing:owner.changed"\} 0$/m)
    expect(everywhere).toMatch(/^nodejs_eventloop_lag_seconds /m)
    for (const text of subgraphs) expect(text).toContain('vetgraph_build_info{service="')
    expect(day.doors).toEqual({ anybody: 401, wrong: 401, right: 200 })
    expect(day.ready).toMatchObject({ status: 'ready', missing: [] })
  })

  test('an unexpected error is reported with its request id and without anybody’s data', () => {
    const [error] = day.broken.errors
    expect(error?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    const { events } = day.collector
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      level: 'error',
      exception: { values: [{ type: 'PostgresError', value: expect.stringContaining('does not exist') }] },
      tags: { requestId: error?.extensions['requestId'] },
    })
    expect(Object.keys(events[0]!)).not.toContain('user')
    expect(Object.keys(events[0]!)).not.toContain('server_name')
  })
})
