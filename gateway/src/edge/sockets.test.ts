import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestGateway } from '../testing/test-gateway.ts'

let hospital: Awaited<ReturnType<typeof openTestGateway>>
beforeAll(async () => {
  hospital = await openTestGateway('one process')
})
afterAll(() => hospital.close())

/** Asks for a WebSocket and is gone, at one of many moments of the refusal. */
function askAndVanish(path: string, more: string, moment: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(hospital.web)
    const socket = connect(Number(port), hostname, () => {
      const head = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`
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

test.each([
  ['at another address', '/elsewhere', ''],
  ['of a page of another site', '/graphql', 'Origin: https://evil.example\r\n'],
  ['that is no WebSocket', '/graphql', ''],
])('a client %s that vanishes while it is refused harms nobody', async (_what, path, more) => {
  await Promise.all(Array.from({ length: 40 }, (_, moment) => askAndVanish(path, more, moment)))
  expect((await hospital.post({ query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } })
})
