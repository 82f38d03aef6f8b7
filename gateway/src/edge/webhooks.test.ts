import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { billing } from '@vetgraph/billing/schema'
import { identity } from '@vetgraph/identity/schema'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys } from '../testing/test-tokens.ts'

describe.each(topologies)('POST /webhooks/billing/…, %s', (topology) => {
  let gateway: Awaited<ReturnType<typeof openTestGateway>>

  beforeAll(async () => {
    gateway = await openTestGateway(topology, { definitions: [{ ...identity, publicKeys }, billing] })
  })
  afterAll(() => gateway.close())

  const post = (path: string, body: string) =>
    fetch(`${gateway.web}${path}`, { method: 'POST', headers: { 'x-signature': 'forged' }, body })

  test('P4: an event that its provider has not signed is refused', async () => {
    const response = await post('/webhooks/billing/DEMO', '{"eventId":"1"}')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  test('an event of a provider that there is not, and one that is too large, are refused', async () => {
    expect((await post('/webhooks/billing/NOBODY', '{}')).status).toBe(400)
    expect((await post('/webhooks/billing/DEMO', 'x'.repeat(300_000))).status).toBe(413)
  })
})
