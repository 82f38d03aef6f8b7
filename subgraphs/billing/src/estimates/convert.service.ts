import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { replaceItems } from '../invoices/edit.service.ts'
import { lockInvoice } from '../invoices/invoice-change.service.ts'
import { addDraft } from '../invoices/invoice-draft.service.ts'
import { discountOf, listRows, type PricedItem, quantityFrom } from '../invoices/invoice-items.service.ts'
import { findInvoice } from '../invoices/invoice.service.ts'
import { type InvoiceRow, invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { rateOfClass, taxRatesOn } from '../prices/tax-rate.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { currentItems } from './accept.service.ts'
import type { ConvertEstimateInput } from './estimate.inputs.ts'
import { lockEstimate, saved } from './estimate.service.ts'
import {
  EstimateDecision,
  type EstimateItemRow,
  estimateItems,
  type EstimateRow,
  EstimateStatus,
} from './estimate.table.ts'

/** The lines that stand on an invoice; those of a void draft can be invoiced again. */
async function invoicedOf(ctx: Context, items: readonly EstimateItemRow[]): Promise<Set<string>> {
  const ids = items.flatMap(({ invoiceId }) => invoiceId ?? [])
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ id: invoices.id, status: invoices.status })
          .from(invoices)
          .where(inArray(invoices.id, ids))
  const standing = new Set(rows.flatMap(({ id, status }) => (status === InvoiceStatus.VOID ? [] : [id])))
  return new Set(items.flatMap(({ id, invoiceId }) => (invoiceId && standing.has(invoiceId) ? [id] : [])))
}

/** The draft that the lines are added to, kept from others until the transaction ends; null for a new one. */
async function lockWanted(
  ctx: Context,
  invoiceId: string | null | undefined,
  { id, ownerId, locationId }: EstimateRow,
): Promise<InvoiceRow | null> {
  if (!invoiceId) return null
  const found = await findInvoice(ctx, invoiceId)
  if (found?.ownerId !== ownerId || found.locationId !== locationId)
    throw notFound('invoice of this owner at this location', 'invoiceId')
  const draft = await lockInvoice(ctx, found.id, 'invoice:write')
  if (draft.status !== InvoiceStatus.DRAFT)
    throw conflict('This invoice is not a draft any more.', { field: 'invoiceId', status: draft.status })
  const [other] = await ctx.db
    .select({ id: estimateItems.id })
    .from(estimateItems)
    .where(and(eq(estimateItems.invoiceId, draft.id), ne(estimateItems.estimateId, id)))
    .limit(1)
  if (other) throw conflict('This draft is made of another estimate.', { field: 'invoiceId' })
  return draft
}

async function convert(ctx: Context, input: ConvertEstimateInput): Promise<string> {
  const estimate = await lockEstimate(ctx, input.id, input.version)
  authorize(ctx, 'estimate:write', estimate.locationId)
  authorize(ctx, 'invoice:write', estimate.locationId)
  const { status, ownerId } = estimate
  if (status !== EstimateStatus.ACCEPTED && status !== EstimateStatus.CONVERTED)
    throw conflict('Only an accepted estimate can be invoiced.', { field: 'id', status })
  if (input.items.length === 0) throw badInput('items', 'Choose at least one line.')
  if (new Set(input.items.map(({ itemId }) => itemId)).size < input.items.length)
    throw badInput('items', 'A line is named twice.')
  const lines = await currentItems(ctx, estimate)
  const invoiced = await invoicedOf(ctx, lines)
  const location = await getLocation(ctx, estimate.locationId)
  const draft = await lockWanted(ctx, input.invoiceId, estimate)
  const day = draft?.suppliedOn ?? dayOf(ctx.now(), location.timeZone)
  const rates = await taxRatesOn(ctx, location, day)
  const chosen = input.items.map(({ itemId, quantity }, place) => {
    const field = `items.${place}.itemId`
    const line = lines.find(({ id }) => id === itemId)
    if (!line) throw notFound('line of this estimate', field)
    if (line.decision !== EstimateDecision.ACCEPTED) throw badInput(field, 'This line was declined.')
    if (invoiced.has(itemId)) throw conflict('This line was invoiced already.', { field })
    const used = quantityFrom(quantity, `items.${place}.quantity`)
    const { kind, serviceId, petId, petName, description, unitPrice, taxIncluded, discountRate } = line
    const { taxClass } = line
    const item: PricedItem = {
      kind,
      serviceId,
      petId,
      petName,
      description,
      quantity: used,
      unitPrice,
      taxIncluded,
      discountRate,
      taxClass,
      taxRate: rateOfClass(rates, taxClass, field),
      needsPrice: false,
    }
    return { line, item }
  })
  const items = chosen.map(({ item }) => item)
  if (draft) await replaceItems(ctx, draft, [...(await listRows(ctx, draft.id)), ...items], discountOf(draft))
  const invoiceId =
    draft?.id ?? (await addDraft(ctx, { location, day, items, discount: null, ownerId, appointmentId: null }))
  for (const { line, item } of chosen)
    await ctx.db
      .update(estimateItems)
      .set({ invoiceId, invoicedQuantity: item.quantity })
      .where(eq(estimateItems.id, line.id))
  const isOpen = lines.some(
    ({ id, decision }) =>
      decision === EstimateDecision.ACCEPTED &&
      !invoiced.has(id) &&
      !chosen.some(({ line }) => line.id === id),
  )
  await saved.change(
    ctx,
    estimate,
    { status: isOpen ? EstimateStatus.ACCEPTED : EstimateStatus.CONVERTED },
    'convert',
  )
  return invoiceId
}

/** Drafts an invoice of accepted lines or adds them to a draft, at the agreed prices and by the quantity that is stated for each (B12). */
export async function convertEstimate(ctx: Context, input: ConvertEstimateInput): Promise<Invoice> {
  authorize(ctx, 'estimate:write')
  const id = await once(ctx, 'estimate.convert', input, (ctx) => convert(ctx, input))
  return (await findInvoice(ctx, id))!
}
