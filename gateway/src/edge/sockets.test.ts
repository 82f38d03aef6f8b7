import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestGateway } from '../testing/test-gateway.ts'

let hospital: Awaited<ReturnType<typeof openTestGateway>>
beforeAll(async () => {
  hospital = await openTestGateway('distributed')
})
afterAll(() => hospital.close())

/** Asks for a WebSocket and is gone, at one of many moments of the refusal. */
function askAndVanish(address: URL, more: string, moment: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname } = address
    const socket = connect(Number(port), hostname, () => {
      const head = `GET ${pathname} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`
      socket.write(head, () => {
        const vanish = (left: number) => {
          if (left === 0) socket.resetAndDestroy()
          else setImmediate(() => vanish(left - 1))
        }
        vanish(moment)
      })
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
}

const ours = 'Host: localhost\r\n'
const theirs = 'Host: evil.example\r\n'

test.each([
  ['at another address', () => `${hospital.web}/elsewhere`, ours],
  ['of a page of another site', () => `${hospital.web}/graphql`, `${ours}Origin: https://evil.example\r\n`],
  ['that is no WebSocket', () => `${hospital.web}/graphql`, ours],
  ['by another name', () => `${hospital.web}/graphql`, theirs],
  ['by another name, at a subgraph’s own address', () => hospital.remoteOf('clinical'), theirs],
  ['that is no WebSocket, at a subgraph’s own address', () => hospital.remoteOf('clinical'), ours],
])('a client %s that vanishes while it is refused harms nobody', async (_what, address, more) => {
  await Promise.all(Array.from({ length: 40 }, (_, moment) => askAndVanish(new URL(address()), more, moment)))
  expect((await hospital.post({ query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } })
})
