import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import type { AppointmentFacts } from '@vetgraph/kit/events'
import { newId } from '@vetgraph/kit/ids'
import { quantityScale, totalsOf } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/permissions'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, ne } from 'drizzle-orm'
import { priceOn } from '../prices/price.service.ts'
import { getLocation, keepVisit } from '../refs/refs.service.ts'
import { announce } from './invoice-change.service.ts'
import {
  InvoiceItemKind,
  invoiceItems,
  type InvoiceRow,
  invoices,
  InvoiceStatus,
  TaxClass,
} from './invoice.table.ts'

/** As its first save made it. */
const untouched = 1

async function draft(ctx: Context, visit: AppointmentFacts) {
  const location = await getLocation(ctx, visit.locationId)
  const day = dayOf(new Date(visit.startsAt), location.timeZone)
  const price = await priceOn(ctx, { typeId: visit.typeId, location, day })
  const unitPrice = price ?? { amount: 0, currency: location.currency }
  const { lines, subtotal, tax, total } = totalsOf(
    [{ unitPrice, thousandths: quantityScale, taxRate: location.taxRate }],
    location.currency,
  )
  const invoice: InvoiceRow = {
    id: newId(),
    number: null,
    status: InvoiceStatus.DRAFT,
    appointmentId: visit.id,
    ownerId: visit.ownerId,
    petId: visit.petId,
    locationId: location.id,
    currency: location.currency,
    suppliedOn: day,
    discountRate: null,
    discount: 0,
    subtotal: subtotal.amount,
    tax: tax.amount,
    total: total.amount,
    version: untouched,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    finalisedAt: null,
    issuer: null,
    recipient: null,
  }
  const items = lines.map((line, index) => ({
    id: newId(),
    invoiceId: invoice.id,
    position: index + 1,
    kind: InvoiceItemKind.SERVICE,
    serviceId: null,
    petId: visit.petId,
    petName: visit.petName,
    description: visit.typeName,
    quantity: line.thousandths,
    unitPrice: line.unitPrice.amount,
    taxIncluded: false,
    discountRate: 0,
    discount: 0,
    taxClass: TaxClass.STANDARD,
    net: line.net.amount,
    taxRate: line.taxRate,
    tax: line.tax.amount,
    gross: line.gross.amount,
    needsPrice: price === null,
  }))
  // The items go first: the database compares an invoice's totals with its items when the invoice is written.
  await ctx.db.insert(invoiceItems).values(items)
  await ctx.db.insert(invoices).values(invoice)
  await audit(ctx, 'invoice.draft', { entity: 'Invoice', entityId: invoice.id, after: { ...invoice, items } })
  await announce(ctx, 'DRAFTED', invoice)
}

/**
 * A completed visit is charged exactly once: it has one invoice that is not void, however often and in
 * whatever order the events arrive.
 */
export async function draftForVisit(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    if (!(await keepVisit(ctx, visit, true))) return
    const [charged] = await ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.appointmentId, visit.id), ne(invoices.status, InvoiceStatus.VOID)))
      .limit(1)
    if (!charged) await draft(ctx, visit)
  })
}

/** When a completion is undone, its invoice is voided unless somebody has already edited it. */
export async function takeBackDraft(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    if (!(await keepVisit(ctx, visit, false))) return
    const [taken] = await ctx.db
      .update(invoices)
      .set({ status: InvoiceStatus.VOID, version: untouched + 1, updatedAt: ctx.now() })
      .where(
        and(
          eq(invoices.appointmentId, visit.id),
          eq(invoices.status, InvoiceStatus.DRAFT),
          eq(invoices.version, untouched),
        ),
      )
      .returning()
    if (!taken) return
    await audit(ctx, 'invoice.void', {
      entity: 'Invoice',
      entityId: taken.id,
      before: { status: InvoiceStatus.DRAFT },
      after: { status: taken.status },
    })
    await announce(ctx, 'UPDATED', taken)
  })
}
