import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/idempotency'
import { authorize } from '@vetgraph/kit/permissions'
import { asc, eq } from 'drizzle-orm'
import { getLocation } from '../refs/refs.service.ts'
import { lockDraft, saved } from './invoice-change.service.ts'
import { findInvoice } from './invoice.service.ts'
import { DocumentKind, invoiceItems, InvoiceStatus } from './invoice.table.ts'
import type { Invoice } from './invoice.types.ts'
import { nextNumber } from './number.service.ts'
import { partiesOf } from './party.service.ts'

/** Whatever is charged has a price. */
async function checkItems(ctx: Context, invoiceId: string) {
  const items = await ctx.db
    .select({ description: invoiceItems.description, needsPrice: invoiceItems.needsPrice })
    .from(invoiceItems)
    .where(eq(invoiceItems.invoiceId, invoiceId))
    .orderBy(asc(invoiceItems.position))
  if (items.length === 0) throw badInput('items', 'An invoice without lines cannot be finalised.')
  const place = items.findIndex(({ needsPrice }) => needsPrice)
  if (place >= 0) throw badInput(`items.${place}.unitPrice`, `“${items[place]!.description}” needs a price.`)
}

/**
 * Gives the invoice its number and freezes it with the names and addresses of this moment (B1, B2, B3). The series
 * is locked last and until the transaction ends.
 */
export async function finaliseInvoice(ctx: Context, id: string, basedOnVersion: number): Promise<Invoice> {
  authorize(ctx, 'invoice:finalise')
  const seen = await findInvoice(ctx, id)
  if (!seen) throw notFound('invoice', 'id')
  const parties = await partiesOf(ctx, seen)
  const finalisedId = await once(ctx, 'finaliseInvoice', { id, basedOnVersion }, async (ctx) => {
    const draft = await lockDraft(ctx, { id, basedOnVersion }, 'invoice:finalise')
    await checkItems(ctx, draft.id)
    const location = await getLocation(ctx, draft.locationId)
    const number = await nextNumber(ctx, location, DocumentKind.INVOICE)
    await saved.change(
      ctx,
      draft,
      { status: InvoiceStatus.FINALISED, number, finalisedAt: ctx.now(), ...parties },
      'finalise',
    )
    return draft.id
  })
  return (await findInvoice(ctx, finalisedId))!
}
