import type { Context } from '@vetgraph/kit/context'
import { narrowed } from '@vetgraph/kit/reads/narrow'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places } from '@vetgraph/kit/reads/statement'
import type { Database } from '@vetgraph/kit/database/database'
import { and, desc, eq, isNotNull, ne, type Placeholder, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { acts } from '../charges/act.table.ts'
import { ownHousehold, present, type Seen, seenBy, visible } from './invoice.service.ts'
import { invoices, InvoiceStatus } from './invoice.table.ts'
import type { Invoice } from './invoice.types.ts'

/** The invoices that are for these visits, and those of household visits that charge them too (AP6). */
const chargingInvoices = (db: Database, visits: Placeholder) =>
  unionAll(
    db
      .select({ invoiceId: invoices.id, visit: sql<string>`${invoices.appointmentId}`.as('visit') })
      .from(invoices)
      .where(among(invoices.appointmentId, visits)),
    db
      .select({ invoiceId: sql<string>`${acts.invoiceId}`, visit: sql<string>`${acts.id}` })
      .from(acts)
      .where(and(among(acts.id, visits), isNotNull(acts.invoiceId))),
  ).as('charging')

const invoicesOfVisits = narrowed(
  {
    table: invoices,
    type: 'Invoice',
    always: ['id'],
    takes: {
      appointment: ['appointmentId'],
      owner: ['ownerId'],
      pet: ['petId'],
      location: ['locationId'],
      dueOn: ['dueOn', 'finalisedAt', 'locationId'],
      pdfUrl: ['number', 'issuer'],
      creditNotes: [],
      discount: ['discount', 'currency'],
      subtotal: ['subtotal', 'currency'],
      tax: ['tax', 'currency'],
      total: ['total', 'currency'],
    },
  },
  (db, columns, { visits, ...seen }: Places<Seen & { visits: readonly string[] }>) => {
    const charging = chargingInvoices(db, visits)
    return db
      .select({ ...columns, visit: charging.visit })
      .from(invoices)
      .innerJoin(charging, eq(charging.invoiceId, invoices.id))
      .where(and(ne(invoices.status, InvoiceStatus.VOID), visible(seen)))
      .orderBy(desc(invoices.createdAt))
  },
)

const readByVisit = async (ctx: Context, visits: readonly string[]) =>
  (await invoicesOfVisits(ctx, { visits, ...seenBy(ctx) })).map(
    ({ visit, ...row }): readonly [string, Invoice] => [visit!, present(row)],
  )

/** A visit of the diary, with its invoice when that was read beside it. */
export interface VisitCharged {
  id: string
  invoice?: Invoice | null
}

/** All staff see the calendar, but not all may see invoices. */
function seesInvoices(ctx: Context): boolean {
  const viewer = requireViewer(ctx)
  return can(viewer, 'invoice:read') || Boolean(ownHousehold(viewer))
}

/** The visits of a list, with their invoices when the query asks for those. */
export async function readVisits(ctx: Context, ids: readonly string[]): Promise<VisitCharged[]> {
  if (!ctx.asked?.get('Appointment')?.has('invoice') || !seesInvoices(ctx)) return ids.map((id) => ({ id }))
  const latest = new Map<string, Invoice>()
  for (const [visit, invoice] of await readByVisit(ctx, ids))
    if (!latest.has(visit)) latest.set(visit, invoice)
  return ids.map((id) => ({ id, invoice: latest.get(id) ?? null }))
}

/** The visit's invoice; null for whoever may not see invoices. */
export async function findInvoiceOfVisit(ctx: Context, { id }: VisitCharged): Promise<Invoice | null> {
  if (!seesInvoices(ctx)) return null
  const [latest] = await groupLoaderOf(ctx, readByVisit).load(asId(id))
  return latest ?? null
}
