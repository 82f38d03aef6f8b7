import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { loadDemo } from './demo.ts'
import {
  AppointmentInvoiceResolver,
  InvoiceResolver,
  OwnerInvoicesResolver,
} from './invoices/invoice.resolver.ts'
import { readInvoices } from './invoices/invoice.service.ts'
import { readVisits } from './invoices/visit-invoice.service.ts'
import { AppointmentTypePriceResolver } from './prices/price.resolver.ts'
import { reactions } from './reactions.ts'

/** What clients are charged, and why: each feature may use only those above it. */
export const billing = await defineSubgraph({
  name: 'billing',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [
    AppointmentTypePriceResolver,
    InvoiceResolver,
    AppointmentInvoiceResolver,
    OwnerInvoicesResolver,
  ],
  entities: { Appointment: readVisits, Invoice: readInvoices },
  reactions,
  demo: loadDemo,
})
