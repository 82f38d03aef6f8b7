import type { Feature } from '@vetgraph/kit/contracts/feature'
import { InvoicePayLinksResolver, PayLinkResolver, ProviderResolver } from './online-payment.resolver.ts'
import { reconcileOnlinePayments } from './reconcile.service.ts'
import { refundOnline } from './settle-charge.service.ts'

export const feature: Feature = {
  resolvers: [PayLinkResolver, InvoicePayLinksResolver, ProviderResolver],
  public: [
    'Mutation.openPayLink',
    'Mutation.startOnlinePayment',
    'Mutation.receivePaymentEvent',
    'Mutation.openCardPayment',
    'Query.demoCharge',
    'Mutation.decideDemoCharge',
  ],
  work: { 'reconcile-online-payments': reconcileOnlinePayments, 'refund-online': refundOnline },
  crons: { 'reconcile-online-payments': '*/5 * * * *' },
}
