import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AccountEntryResolver, OwnerAccountResolver, PetAccountResolver } from './account.resolver.ts'
import { AgeingResolver } from './ageing.resolver.ts'
import { InvoicePaymentsResolver } from './invoice-payments.resolver.ts'
import { PaymentChangesResolver } from './payment-changes.resolver.ts'
import { PaymentAllocationResolver, PaymentResolver, RefundResolver } from './payment.resolver.ts'
import { readPayments } from './payment.service.ts'

export const feature: Feature = {
  resolvers: [
    PaymentResolver,
    PaymentAllocationResolver,
    RefundResolver,
    PaymentChangesResolver,
    InvoicePaymentsResolver,
    AccountEntryResolver,
    OwnerAccountResolver,
    PetAccountResolver,
    AgeingResolver,
  ],
  entities: { Payment: readPayments },
  permissions: {
    'payment:take': { allows: 'Take payments and deposits', roles: ['VET', 'RECEPTIONIST'] },
    'payment:refund': { allows: 'Refund payments and reverse mistaken ones', roles: ['RECEPTIONIST'] },
    'payment:other-tender': { allows: 'Refund in another way than was paid' },
    'payment:back-date': { allows: 'Record payments of an earlier day' },
  },
}
