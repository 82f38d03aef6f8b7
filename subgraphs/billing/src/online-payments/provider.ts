import type { Context } from '@vetgraph/kit/context'
import { conflict } from '@vetgraph/kit/errors'
import { InvoiceStatus } from '../invoices/invoice.table.ts'
import { DemoProvider } from './demo-provider.ts'
import { PaymentProviderName } from './online-payment.table.ts'
import type { PaymentProvider } from './payment-provider.ts'

const providers: Readonly<Record<PaymentProviderName, PaymentProvider>> = {
  [PaymentProviderName.DEMO]: new DemoProvider(),
}

export const providerOf = (name: PaymentProviderName): PaymentProvider => providers[name]

const takesOnlinePayments = ({ settings }: Context) => settings.demoPayments

/** Whether an invoice of this status can be paid online here. */
export const isPayableOnline = (ctx: Context, status: InvoiceStatus) =>
  status === InvoiceStatus.FINALISED && takesOnlinePayments(ctx)

/** The provider that takes new payments. */
export function currentProvider(ctx: Context): PaymentProvider {
  if (!takesOnlinePayments(ctx)) throw conflict('This hospital takes no payments online.')
  return providers[PaymentProviderName.DEMO]
}
