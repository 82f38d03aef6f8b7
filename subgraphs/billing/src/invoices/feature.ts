import type { Feature } from '@vetgraph/kit/contracts/feature'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { CreditedItemResolver, CreditNoteResolver, InvoiceDocumentsResolver } from './credit-note.resolver.ts'
import { storeDocument } from './document.service.ts'
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
    CreditNoteResolver,
    InvoiceDocumentsResolver,
    CreditedItemResolver,
    InvoiceItemResolver,
    InvoiceChangesResolver,
    AppointmentInvoiceResolver,
    OwnerInvoicesResolver,
  ],
  work: { 'store-document': storeDocument },
  entities: { Invoice: readInvoices },
  references: { Appointment: ({ id }: { id: string }, ctx) => loaderOf(ctx, readVisits).load(id) },
  permissions: {
    'invoice:read': { allows: 'See invoices and balances', roles: ['VET', 'RECEPTIONIST'] },
    'invoice:write': { allows: 'Draft invoices, change and void drafts', roles: ['VET', 'RECEPTIONIST'] },
    'invoice:credit': { allows: 'Credit finalised invoices' },
    'invoice:finalise': { allows: 'Finalise invoices', roles: ['RECEPTIONIST'] },
  },
}
