import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { billing } from '@vetgraph/billing/schema'
import { identity } from '@vetgraph/identity/schema'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys } from '../testing/test-tokens.ts'

const webhookSecret = 'whsec_of_the_hospital'
const stripe = {
  secretKey: 'sk_test_key',
  publishableKey: 'pk_test_key',
  webhookSecret,
  apiBase: 'http://127.0.0.1:1',
}

describe.each(topologies)('POST /webhooks/billing/…, %s', (topology) => {
  let gateway: Awaited<ReturnType<typeof openTestGateway>>

  beforeAll(async () => {
    const definitions = [{ ...identity, publicKeys }, billing]
    gateway = await openTestGateway(topology, { definitions, settings: { stripe } })
  })
  afterAll(() => gateway.close())

  const post = (path: string, body: string) =>
    fetch(`${gateway.web}${path}`, { method: 'POST', headers: { 'x-signature': 'forged' }, body })

  test('P4: an event that its provider has not signed is refused', async () => {
    const response = await post('/webhooks/billing/DEMO', '{"eventId":"1"}')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  test('P4: the signature of Stripe stands in its own header and is of the bytes as they came', async () => {
    const body = '{ "id": "evt_1", "object": "event", "data": { "object": {} }, "é": "\\u00e9" }\n'
    const payload = { payload: body, secret: webhookSecret }
    const signature = new Stripe('sk_test_key').webhooks.generateTestHeaderString(payload)
    const receives = (sent: string) =>
      fetch(`${gateway.web}/webhooks/billing/STRIPE`, {
        method: 'POST',
        headers: { 'stripe-signature': signature, 'content-type': 'application/json; charset=utf-8' },
        body: sent,
      })
    expect((await receives(body)).status).toBe(200)
    expect((await receives(body.trim())).status).toBe(400)
  })

  test('only the page where a card is typed may load Stripe’s fields', async () => {
    const policyOf = async (path: string) =>
      (await fetch(`${gateway.web}${path}`)).headers.get('content-security-policy')
    const card = await policyOf('/pay/card')
    for (const needed of ["script-src 'self' https://js.stripe.com", 'https://hooks.stripe.com'])
      expect(card).toContain(needed)
    for (const path of ['/', '/pay', '/pay/cards', '/pay/card/x', '/invoices'])
      expect(await policyOf(path)).not.toContain('stripe')
  })

  test('an event of a provider that there is not, and one that is too large, are refused', async () => {
    expect((await post('/webhooks/billing/NOBODY', '{}')).status).toBe(400)
    expect((await post('/webhooks/billing/DEMO', 'x'.repeat(300_000))).status).toBe(413)
  })
})
