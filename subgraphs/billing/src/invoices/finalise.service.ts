import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { postInvoice } from '../ledger/post.service.ts'
import { settle } from '../ledger/settle.service.ts'
import { taxRatesOn } from '../prices/tax-rate.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { lastDayToPay } from '../terms/terms.service.ts'
import { planDocument } from './document.service.ts'
import { lockDraft, saved } from './invoice-change.service.ts'
import { findInvoice } from './invoice.service.ts'
import { listRows } from './invoice-items.service.ts'
import { DocumentKind, type InvoiceRow, InvoiceStatus } from './invoice.table.ts'
import type { Invoice } from './invoice.types.ts'
import { nextNumber } from './number.service.ts'
import { partiesOf } from './party.service.ts'

/** Whatever is charged has a price, and the tax rate that was in force on the day of supply (B5). */
async function checkItems(ctx: Context, draft: InvoiceRow, location: LocationRef) {
  const items = await listRows(ctx, draft.id)
  if (items.length === 0) throw badInput('items', 'An invoice without lines cannot be finalised.')
  const rates = await taxRatesOn(ctx, location, draft.suppliedOn)
  items.forEach(({ description, needsPrice, taxClass, taxRate }, place) => {
    if (needsPrice) throw badInput(`items.${place}.unitPrice`, `“${description}” needs a price.`)
    if (rates.get(taxClass) !== taxRate) {
      throw conflict(`The tax rate of “${description}” has changed since: save the draft again.`, {
        field: `items.${place}.taxRate`,
      })
    }
  })
}

/**
 * Gives a locked draft its number and freezes it with the names and addresses of this moment (B1, B2, B3). The series
 * is locked last and until the transaction ends.
 */
export async function finaliseDraft(
  ctx: Context,
  draft: InvoiceRow,
  parties: Awaited<ReturnType<typeof partiesOf>>,
) {
  const location = await getLocation(ctx, draft.locationId)
  await checkItems(ctx, draft, location)
  const number = await nextNumber(ctx, location, DocumentKind.INVOICE)
  const finalised = await saved.change(
    ctx,
    draft,
    {
      status: InvoiceStatus.FINALISED,
      number,
      finalisedAt: ctx.now(),
      dueOn: await lastDayToPay(ctx, location),
      ...parties,
    },
    'finalise',
  )
  await planDocument(ctx, DocumentKind.INVOICE, draft.id)
  await postInvoice(ctx, finalised)
  if (finalised.total === 0) await settle(ctx, [finalised.id])
}

/** Finalises a draft that somebody has looked at. */
export async function finaliseInvoice(ctx: Context, id: string, basedOnVersion: number): Promise<Invoice> {
  authorize(ctx, 'invoice:finalise')
  const seen = await findInvoice(ctx, id)
  if (!seen) throw notFound('invoice', 'id')
  const parties = await partiesOf(ctx, seen)
  const finalisedId = await once(ctx, 'finaliseInvoice', { id, basedOnVersion }, async (ctx) => {
    const draft = await lockDraft(ctx, { id, version: basedOnVersion }, 'invoice:finalise')
    await finaliseDraft(ctx, draft, parties)
    return draft.id
  })
  return (await findInvoice(ctx, finalisedId))!
}
