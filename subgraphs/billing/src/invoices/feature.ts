import type { Feature } from '@vetgraph/kit/feature'
import { InvoiceChangesResolver } from './invoice-changes.resolver.ts'
import {
  AppointmentInvoiceResolver,
  InvoiceItemResolver,
  InvoiceResolver,
  OwnerInvoicesResolver,
} from './invoice.resolver.ts'
import { readInvoices } from './invoice.service.ts'
import { readVisits } from './visit-invoice.service.ts'

export const feature: Feature = {
  resolvers: [
    InvoiceResolver,
    InvoiceItemResolver,
    InvoiceChangesResolver,
    AppointmentInvoiceResolver,
    OwnerInvoicesResolver,
  ],
  entities: { Appointment: readVisits, Invoice: readInvoices },
  permissions: {
    'invoice:read': { allows: 'See invoices and balances', roles: ['VET', 'RECEPTIONIST'] },
    'invoice:write': { allows: 'Draft invoices, change and void drafts', roles: ['VET', 'RECEPTIONIST'] },
    'invoice:finalise': { allows: 'Finalise invoices', roles: ['RECEPTIONIST'] },
  },
}
