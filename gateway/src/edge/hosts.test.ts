import { type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openTestGateway } from '../testing/test-gateway.ts'
import { TestSocket } from '../testing/test-socket.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

let hospital: TestGateway
beforeAll(async () => {
  hospital = await openTestGateway('distributed', { trustProxy: true })
})
afterAll(() => hospital.close())

const query = JSON.stringify({ query: '{ __typename }' })

/** As a browser asks after it was given our address for the name; `fetch` sets no `Host`. */
function ask(url: string, headers: Record<string, string>, method = 'POST') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers }
    const sent = request(url, { method, headers: all }, (answer) => {
      const { statusCode: status = 0, headers } = answer
      text(answer).then((body) => resolve({ status, headers, body }), reject)
    })
    sent.on('error', reject)
    sent.end(method === 'POST' ? query : undefined)
  })
}

const asPage = (host: string) => ({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })

test('a foreign host name is refused at every address but the orchestrator’s', async () => {
  for (const path of ['/graphql', '/', '/.well-known/jwks.json', '/oauth/token', '/health/ready/']) {
    const { status, body } = await ask(hospital.web + path, asPage('rebound.example'), 'GET')
    expect([path, status]).toEqual([path, 421])
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  }
  expect((await ask(`${hospital.web}/graphql`, asPage('rebound.example'))).status).toBe(421)
  for (const path of ['/health/live', '/health/ready'])
    expect((await ask(hospital.web + path, { host: 'pod.cluster.local' }, 'GET')).status).toBe(200)
})

test.each([
  ['hospital.test', 200],
  ['HOSPITAL.TEST:8443', 200],
  ['localhost:4000', 200],
  ['127.0.0.1', 200],
  ['192.0.2.7:4000', 200],
  ['[2001:db8::7]:4000', 200],
  ['localhost.rebound.example', 421],
  ['127.0.0.1.rebound.example', 421],
  ['hospital.test.rebound.example', 421],
  ['rebound.example@hospital.test', 421],
  ['hospital.test/rebound.example', 421],
])('a request for the host %s is answered by %i', async (host, status) => {
  expect((await ask(`${hospital.web}/graphql`, { host })).status).toBe(status)
})

test('behind a proxy of ours the name that it was asked for counts too', async () => {
  const askFor = (forwarded: string, host = 'hospital.test') =>
    ask(`${hospital.web}/graphql`, { host, 'x-forwarded-host': forwarded })
  expect((await askFor('hospital.test')).status).toBe(200)
  expect((await askFor('rebound.example')).status).toBe(421)
  expect((await askFor('hospital.test, rebound.example')).status).toBe(421)
  expect((await askFor('hospital.test', 'rebound.example')).status).toBe(421)
})

test('no WebSocket opens for a name that is not ours', async () => {
  const open = async (host: string) =>
    (
      await TestSocket.open(`ws://127.0.0.1:${hospital.port}/graphql`, null, {
        origin: `http://${host}`,
        headers: { host },
      })
    ).socket.readyState
  expect(await open('hospital.test')).toBe(WebSocket.OPEN)
  expect(await open('rebound.example')).toBe(WebSocket.CLOSED)
})

test('a subgraph in a process of its own answers to its own names only', async () => {
  const keys = new URL('/.well-known/jwks.json', hospital.remoteOf('identity')).href
  expect((await ask(keys, {}, 'GET')).status).toBe(200)
  expect((await ask(keys, { host: 'rebound.example' }, 'GET')).status).toBe(421)
  expect((await ask(hospital.remoteOf('clinical'), { host: 'rebound.example' })).status).toBe(421)
  const live = new URL('/health/live', keys).href
  expect((await ask(live, { host: 'rebound.example' }, 'GET')).status).toBe(200)
})

test('pages may connect to their own origin and to the hospital’s address, and nowhere else', async () => {
  const { headers } = await ask(`${hospital.web}/health/live`, {}, 'GET')
  expect(headers['content-security-policy']).toContain(
    "connect-src 'self' https://hospital.test wss://hospital.test;",
  )
})
