import { type Context, systemViewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { PaymentProviderName } from './online-payment.table.ts'
import { settleCharge } from './settle-charge.service.ts'
import { accountOf, chargeOf, intentOf, pagePurpose } from './stripe-provider.ts'

/**
 * What the page needs on which a card is typed. Asked after paying, it records the payment without waiting for the event.
 * no authorization: whoever was sent there has the secret.
 * no audit: recording the payment writes it.
 */
export async function openCardPayment(ctx: Context, secret: string) {
  const text = ctx.sealer.open(secret, pagePurpose)
  if (text === null) throw notFound('charge', 'secret')
  const { chargeId, returnUrl } = JSON.parse(text) as { chargeId: string; returnUrl: string }
  const { publishableKey } = accountOf(ctx)
  const intent = await intentOf(ctx, chargeId)
  const charge = intent && chargeOf(intent)
  if (!intent || !charge) throw notFound('charge', 'secret')
  const { outcome, amount, currency } = charge
  if (outcome !== 'OPEN')
    await transact({ ...ctx, viewer: systemViewer }, (ctx) =>
      settleCharge(ctx, PaymentProviderName.STRIPE, charge),
    )
  return {
    publishableKey,
    clientSecret: outcome === 'OPEN' ? intent.client_secret : null,
    amount: { amount, currency },
    description: intent.description ?? '',
    returnUrl,
  }
}
