import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { pino } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import { expect, onTestFinished, test, vi } from 'vitest'
import { remoteLink } from './data-source.ts'

/** A subgraph that answers no question of its graph, and says of itself what the test wants. */
async function aSilentSubgraph(ready: () => boolean) {
  let asked = 0
  let answers = false
  const listener: RequestListener = (request, response) => {
    if (request.url === '/health/ready') return void response.writeHead(ready() ? 200 : 503).end()
    asked += 1
    if (answers) response.end('{"data":{"me":null}}')
  }
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const link = remoteLink({
    name: 'identity',
    url: `http://127.0.0.1:${port}/graphql`,
    secret: 'known',
    deadline: 50,
    log: pino({ level: 'silent' }),
  })
  onTestFinished(async () => {
    await link.close()
    server.closeAllConnections()
    server.close()
  })
  const ask = async (request = systemRequest('test'), query = '{ me { id } }') => {
    const { errors } = await link.execute({ query }, request)
    return errors?.[0]?.extensions?.['code'] ?? 'answered'
  }
  return {
    ask,
    asked: () => asked,
    answerFromNow: () => {
      answers = true
    },
  }
}

test('a subgraph that repeatedly times out is still asked as long as it is ready', async () => {
  const subgraph = await aSilentSubgraph(() => true)
  for (let i = 0; i < 12; i += 1) expect(await subgraph.ask()).toBe('UNAVAILABLE')
  // On a busy machine a request may time out before it is sent.
  expect(subgraph.asked()).toBeGreaterThan(6)
  subgraph.answerFromNow()
  expect(await subgraph.ask()).toBe('answered')
})

test('a subgraph that is not ready is not asked after five time-outs, until it is ready', async () => {
  let ready = false
  const subgraph = await aSilentSubgraph(() => ready)
  for (let i = 0; i < 5; i += 1) await subgraph.ask()
  await vi.waitFor(async () => {
    const before = subgraph.asked()
    await subgraph.ask()
    expect(subgraph.asked()).toBe(before)
  })
  ready = true
  subgraph.answerFromNow()
  await vi.waitFor(async () => expect(await subgraph.ask()).toBe('answered'), 5_000)
})

test('writes whose caller hangs up are no failures of the subgraph', async () => {
  const subgraph = await aSilentSubgraph(() => false)
  for (let i = 0; i < 10; i += 1) {
    const request = systemRequest('test')
    const answer = subgraph.ask(request, 'mutation { login { accessToken } }')
    request.abort.abort()
    expect(await answer).toBe('CANCELLED')
  }
  subgraph.answerFromNow()
  expect(await subgraph.ask()).toBe('answered')
})
