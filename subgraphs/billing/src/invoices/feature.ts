import type { Feature } from '@vetgraph/kit/feature'
import { AppointmentInvoiceResolver, InvoiceResolver, OwnerInvoicesResolver } from './invoice.resolver.ts'
import { readInvoices } from './invoice.service.ts'
import { readVisits } from './visit-invoice.service.ts'

export const feature: Feature = {
  resolvers: [InvoiceResolver, AppointmentInvoiceResolver, OwnerInvoicesResolver],
  entities: { Appointment: readVisits, Invoice: readInvoices },
  permissions: {
    'invoice:read': { allows: 'See invoices and balances', roles: ['VET', 'RECEPTIONIST'] },
    'invoice:write': { allows: 'Draft invoices and take drafts back' },
  },
}
