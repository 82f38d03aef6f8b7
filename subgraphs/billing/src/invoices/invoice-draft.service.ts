import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import type { DocumentDiscount } from '@vetgraph/kit/money'
import type { LocationRef } from '../refs/refs.table.ts'
import { announce } from './invoice-change.service.ts'
import { invoiceOf, type PricedItem } from './invoice-items.service.ts'
import { invoiceItems, type InvoiceRow, invoices, InvoiceStatus } from './invoice.table.ts'

/** As its first save made it. */
export const untouched = 1

/** The pet of an invoice whose lines are all for the same one. */
export const onlyPet = (items: ReadonlyArray<{ petId: string | null }>) =>
  new Set(items.map(({ petId }) => petId)).size === 1 ? items[0]!.petId : null

interface NewDraft {
  location: LocationRef
  day: string
  items: readonly PricedItem[]
  discount: DocumentDiscount | null
  ownerId: string
  appointmentId: string | null
}

/** Adds a draft and tells of it; answers its id. */
export async function addDraft(ctx: Context, wanted: NewDraft): Promise<string> {
  const { location, day, items, discount, ownerId, appointmentId } = wanted
  const id = newId()
  const { sums, rows } = invoiceOf(id, items, location.currency, discount)
  const invoice: InvoiceRow = {
    id,
    number: null,
    status: InvoiceStatus.DRAFT,
    appointmentId,
    ownerId,
    petId: onlyPet(rows),
    locationId: location.id,
    currency: location.currency,
    suppliedOn: day,
    ...sums,
    version: untouched,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    finalisedAt: null,
    dueOn: null,
    issuer: null,
    recipient: null,
  }
  // The items go first: the database compares an invoice's totals with its items when the invoice is written.
  if (rows.length > 0) await ctx.db.insert(invoiceItems).values(rows)
  await ctx.db.insert(invoices).values(invoice)
  await audit(ctx, 'invoice.draft', { entity: 'Invoice', entityId: id, after: { ...invoice, items: rows } })
  await announce(ctx, 'DRAFTED', invoice)
  return id
}
