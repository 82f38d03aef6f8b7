import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, unavailable } from '@vetgraph/kit/errors'
import type { StripeSettings } from '@vetgraph/kit/settings'
import type Stripe from 'stripe'
import { PaymentProviderName } from './online-payment.table.ts'
import type { Charge, ChargeRequest, PaymentProvider, RefundRequest } from './payment-provider.ts'
import { checkStripe, fromStripe, toStripe } from './stripe-amount.ts'

/** What the secret in the address of a card page is sealed for. */
export const pagePurpose = 'card page'

/** An older event could be one that somebody has kept. */
const eventSeconds = 300

const clients = new WeakMap<StripeSettings, Promise<Stripe>>()

/** The client is large: a hospital without Stripe never loads it. */
async function open({ secretKey, apiBase }: StripeSettings): Promise<Stripe> {
  const { default: Client } = await import('stripe')
  const { protocol, hostname, port } = new URL(apiBase)
  return new Client(secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
  })
}

export function accountOf({ settings }: Context): StripeSettings {
  if (!settings.stripe) throw badInput('provider', 'This hospital takes no payments by Stripe.')
  return settings.stripe
}

function clientOf(ctx: Context): Promise<Stripe> {
  const account = accountOf(ctx)
  const client = clients.get(account) ?? open(account)
  clients.set(account, client)
  return client
}

const passing = ['StripeConnectionError', 'StripeAPIError', 'StripeRateLimitError']

/** Says what Stripe refuses; null where there is no such charge. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    const { type, code } = error as Partial<Stripe.errors.StripeError>
    if (code === 'resource_missing') return null
    if (code === 'amount_too_small')
      throw conflict('This amount is too small to be paid by card.', { field: 'invoiceId' })
    if (type && passing.includes(type)) throw unavailable('The payment provider does not answer right now.')
    throw error
  }
}

/** Of one that was paid, what was received; null for what somebody else has begun in the same account. */
export function chargeOf({
  id: chargeId,
  status,
  amount,
  amount_received,
  currency,
  metadata,
}: Stripe.PaymentIntent) {
  const id = metadata['onlinePaymentId']
  if (!id) return null
  const code = currency.toUpperCase()
  const charge = (outcome: Charge['outcome'], taken: number): Charge => ({
    id,
    chargeId,
    outcome,
    amount: fromStripe(taken, code),
    currency: code,
  })
  if (status === 'succeeded') return charge('SUCCEEDED', amount_received)
  // A declined card leaves it open: the person tries another.
  return charge(status === 'canceled' ? 'FAILED' : 'OPEN', amount)
}

export async function intentOf(ctx: Context, chargeId: string) {
  const stripe = await clientOf(ctx)
  return answerOf(stripe.paymentIntents.retrieve(chargeId))
}

/** Takes cards in fields of its own on our page; what is typed there goes from the browser to Stripe. */
export class StripeProvider implements PaymentProvider {
  name = PaymentProviderName.STRIPE
  checkAmount = checkStripe

  async start(ctx: Context, { id, amount, currency, description }: ChargeRequest) {
    const stripe = await clientOf(ctx)
    const intent = await answerOf(
      stripe.paymentIntents.create(
        {
          amount: toStripe(amount, currency),
          currency: currency.toLowerCase(),
          description,
          allowed_payment_method_types: ['card'],
          metadata: { onlinePaymentId: id },
        },
        { idempotencyKey: id },
      ),
    )
    return intent!.id
  }

  pageOf({ sealer, settings }: Context, chargeId: string, returnUrl: string) {
    const secret = sealer.seal(JSON.stringify({ chargeId, returnUrl }), pagePurpose)
    return `${settings.publicUrl}/pay/card#${secret}`
  }

  async find(ctx: Context, chargeId: string) {
    const intent = await intentOf(ctx, chargeId)
    return intent && chargeOf(intent)
  }

  async cancel(ctx: Context, chargeId: string) {
    const stripe = await clientOf(ctx)
    const intent = await answerOf(
      stripe.paymentIntents.cancel(chargeId).catch((error: Partial<Stripe.errors.StripeError>) => {
        if (error.code !== 'payment_intent_unexpected_state') throw error
        return stripe.paymentIntents.retrieve(chargeId)
      }),
    )
    return intent && chargeOf(intent)
  }

  /** Stripe forgets idempotency keys after a day, and we try for longer: what it has refunded is looked up first. */
  async refund(ctx: Context, { id, chargeId, amount, currency }: RefundRequest) {
    const stripe = await clientOf(ctx)
    const of = { payment_intent: chargeId }
    for await (const { metadata } of stripe.refunds.list({ ...of, limit: 100 }))
      if (metadata?.['refundId'] === id) return
    const asked = { ...of, amount: toStripe(amount, currency), metadata: { refundId: id } }
    await stripe.refunds.create(asked, { idempotencyKey: id })
  }

  async eventFrom(ctx: Context, body: string, signature: string) {
    const { webhookSecret } = accountOf(ctx)
    const { webhooks } = await clientOf(ctx)
    let event: Stripe.Event
    try {
      const now = ctx.now().getTime()
      event = webhooks.constructEvent(body, signature, webhookSecret, eventSeconds, undefined, now)
    } catch {
      return null
    }
    const { object } = event.data
    return { eventId: event.id, charge: object.object === 'payment_intent' ? chargeOf(object) : null }
  }
}
