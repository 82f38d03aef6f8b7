import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidOf } from '../testing/fixture.ts'
import { type Answer, openTestGateway } from '../testing/test-gateway.ts'
import { TestSocket } from '../testing/test-socket.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

const rename = (name: string) => `mutation { renamePet(id: "${uuidOf(1)}", name: "${name}") { name } }`

const evil = { origin: 'https://evil.example', cookie: 'vetgraph_refresh=stolen' }

let hospital: TestGateway
beforeAll(async () => {
  hospital = await openTestGateway('one process', { allowedOrigins: ['https://intranet.example'] })
})
afterAll(() => hospital.close())
beforeEach(async () => {
  await hospital.query(rename('Ida'))
})

const nameNow = async () =>
  ((await hospital.query(`{ pet(id: "${uuidOf(1)}") { name } }`)).data?.['pet'] as { name: string }).name

/** Sent with whatever a browser would add by itself, and with a token that it would not, to show what is refused. */
const send = (init: RequestInit & { headers: Record<string, string> }, query = '') =>
  fetch(`${hospital.web}/graphql${query}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${hospital.token}` },
  })

describe('A page of another site changes nothing', () => {
  const text = JSON.stringify({ query: rename('Stolen') })
  const form = new URLSearchParams({ query: rename('Stolen') }).toString()
  const urlencoded = 'application/x-www-form-urlencoded'

  test.each([
    ['a form', { ...evil, 'content-type': urlencoded }, form],
    ['a form that says that it is of this site', { origin: '', 'content-type': urlencoded }, form],
    [
      'a form with a file',
      { ...evil, 'content-type': 'multipart/form-data; boundary=x' },
      `--x\r\n\r\n${text}\r\n--x--`,
    ],
    ['JSON that calls itself text', { ...evil, 'content-type': 'text/plain' }, text],
    ['JSON that calls itself text, from no page', { 'content-type': 'text/plain' }, text],
    [
      'a fetch that the browser should not have let through',
      { ...evil, 'content-type': 'application/json' },
      text,
    ],
    ['a page without an origin of its own', { origin: 'null', 'content-type': 'application/json' }, text],
    ['a page of another port', { origin: 'http://127.0.0.1:1', 'content-type': 'application/json' }, text],
  ])('by %s', async (_what, headers, body) => {
    const answer = await send({ method: 'POST', headers, body })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
    expect(answer.headers.has('set-cookie')).toBe(false)
    expect(await nameNow()).toBe('Ida')
  })

  test('by a link to click on', async () => {
    for (const headers of [evil, {}, { 'apollo-require-preflight': 'true' }] as Array<
      Record<string, string>
    >) {
      const answer = await send({ method: 'GET', headers }, `?query=${encodeURIComponent(rename('Stolen'))}`)
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    expect(await nameNow()).toBe('Ida')
  })

  test('and gets a GraphQL error', async () => {
    const answer = await send({
      method: 'POST',
      headers: { ...evil, 'content-type': 'application/json' },
      body: text,
    })
    const { errors } = (await answer.json()) as Answer
    expect([answer.status, errors?.[0]?.extensions]).toEqual([
      403,
      { code: 'FORBIDDEN', requestId: expect.any(String) },
    ])
  })

  test('and the browser’s preflight request is refused', async () => {
    const answer = await fetch(`${hospital.web}/graphql`, {
      method: 'OPTIONS',
      headers: {
        ...evil,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    })
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  test('by a WebSocket', async () => {
    const socket = await TestSocket.open(
      `ws://127.0.0.1:${hospital.port}/graphql`,
      {},
      { origin: evil.origin },
    )
    expect(await socket.closed).toEqual({ code: -1, reason: 'refused' })
  })
})

test('a page of this host, and of a site that the operator named, may', async () => {
  for (const [origin, name] of [
    [hospital.web, 'Our own'],
    ['https://intranet.example', 'A friend’s'],
  ] as const) {
    const body = JSON.stringify({ query: rename(name) })
    const answer = await send({
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(200)
    expect(await nameNow()).toBe(name)
    const socket = await TestSocket.open(
      `ws://127.0.0.1:${hospital.port}/graphql`,
      { authorization: `Bearer ${hospital.token}` },
      { origin },
    )
    socket.subscribe('1', '{ me { id } }')
    expect(await socket.next()).toMatchObject({ type: 'next' })
  }
})
