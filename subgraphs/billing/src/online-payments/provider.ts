import type { Context } from '@vetgraph/kit/context'
import { conflict } from '@vetgraph/kit/errors'
import { InvoiceStatus } from '../invoices/invoice.table.ts'
import { DemoProvider } from './demo-provider.ts'
import { PaymentProviderName } from './online-payment.table.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { StripeProvider } from './stripe-provider.ts'

const providers: Readonly<Record<PaymentProviderName, PaymentProvider>> = {
  [PaymentProviderName.DEMO]: new DemoProvider(),
  [PaymentProviderName.STRIPE]: new StripeProvider(),
}

export const providerOf = (name: PaymentProviderName): PaymentProvider => providers[name]

/** Stripe, once the hospital has an account there; the demo hospital has a provider of its own. */
const nameFor = ({ settings }: Context): PaymentProviderName | null =>
  settings.stripe ? PaymentProviderName.STRIPE : settings.demoPayments ? PaymentProviderName.DEMO : null

/** Whether an invoice of this status can be paid online here. */
export const isPayableOnline = (ctx: Context, status: InvoiceStatus) =>
  status === InvoiceStatus.FINALISED && nameFor(ctx) !== null

/** The provider that takes new payments. */
export function currentProvider(ctx: Context): PaymentProvider {
  const name = nameFor(ctx)
  if (!name) throw conflict('This hospital takes no payments online.')
  return providers[name]
}
