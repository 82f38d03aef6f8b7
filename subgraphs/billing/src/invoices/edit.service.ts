import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import type { DocumentDiscount } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { actsOf } from '../charges/act-lines.service.ts'
import { findVisit, getLocation, locations, owners } from '../refs/refs.service.ts'
import { lockDraft, saved } from './invoice-change.service.ts'
import { addDraft, onlyPet } from './invoice-draft.service.ts'
import {
  discountFrom,
  invoiceOf,
  listRows,
  petNamesOf,
  type PricedItem,
  priceItems,
} from './invoice-items.service.ts'
import type { CreateInvoiceInput, UpdateInvoiceInput } from './invoice.inputs.ts'
import { findInvoice } from './invoice.service.ts'
import { invoiceItems, type InvoiceRow, InvoiceStatus } from './invoice.table.ts'
import type { Invoice } from './invoice.types.ts'

/**
 * Drafts an invoice of today for an owner, for any number of pets (B14).
 * no audit: `addDraft` writes it.
 */
export async function createInvoice(ctx: Context, input: CreateInvoiceInput): Promise<Invoice> {
  authorize(ctx, 'invoice:write', input.locationId)
  const pets = await petNamesOf(ctx, input.items, input.ownerId)
  const appointmentId = asIdOrNull(input.appointmentId)
  const visit = appointmentId ? await findVisit(ctx, appointmentId) : null
  const id = await once(ctx, 'createInvoice', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const owner = await owners.find(ctx, input.ownerId)
    if (!owner) throw notFound('owner', 'ownerId')
    if (appointmentId && (visit?.ownerId !== owner.id || visit.locationId !== location.id))
      throw notFound('visit of this owner', 'appointmentId')
    const day = dayOf(ctx.now(), location.timeZone)
    const acts = await actsOf(ctx, input.items, {
      ownerId: owner.id,
      locationId: location.id,
      invoiceId: null,
    })
    const items = await priceItems(ctx, input.items, { location, day, before: [] }, pets, acts)
    const discount = discountFrom(input.discount, location.currency)
    return addDraft(ctx, { location, day, items, discount, ownerId: owner.id, appointmentId })
  })
  return (await findInvoice(ctx, id))!
}

/** Replaces the lines of a locked draft. no authorization: whoever locked it was asked. */
export async function replaceItems(
  ctx: Context,
  draft: InvoiceRow,
  items: readonly PricedItem[],
  discount: DocumentDiscount | null,
  changes: { appointmentId?: string } = {},
) {
  const { sums, rows } = invoiceOf(draft.id, items, draft.currency, discount)
  await ctx.db.delete(invoiceItems).where(eq(invoiceItems.invoiceId, draft.id))
  if (rows.length > 0) await ctx.db.insert(invoiceItems).values(rows)
  await saved.change(ctx, draft, { ...sums, ...changes, petId: onlyPet(rows) })
}

/** Replaces the lines and the discount of a draft, at the prices and rates of its day of supply. */
export async function updateInvoice(ctx: Context, input: UpdateInvoiceInput): Promise<Invoice> {
  authorize(ctx, 'invoice:write')
  const seen = await findInvoice(ctx, input.id)
  if (!seen) throw notFound('invoice', 'id')
  const pets = await petNamesOf(ctx, input.items, seen.ownerId, await listRows(ctx, seen.id))
  const id = await once(ctx, 'updateInvoice', input, async (ctx) => {
    const draft = await lockDraft(ctx, input, 'invoice:write')
    const location = await getLocation(ctx, draft.locationId)
    const before = await listRows(ctx, draft.id)
    const acts = await actsOf(ctx, input.items, { ...draft, invoiceId: draft.id })
    const items = await priceItems(ctx, input.items, { location, day: draft.suppliedOn, before }, pets, acts)
    await replaceItems(ctx, draft, items, discountFrom(input.discount, draft.currency))
    return draft.id
  })
  return (await findInvoice(ctx, id))!
}

/** Voids a draft, which never had a number. */
export async function voidInvoice(ctx: Context, id: string, basedOnVersion: number): Promise<Invoice> {
  authorize(ctx, 'invoice:write')
  const voided = await transact(ctx, async (ctx) => {
    const draft = await lockDraft(ctx, { id, version: basedOnVersion }, 'invoice:write')
    await saved.change(ctx, draft, { status: InvoiceStatus.VOID }, 'void')
    return draft.id
  })
  return (await findInvoice(ctx, voided))!
}
