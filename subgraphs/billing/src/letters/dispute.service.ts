import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, isNull } from 'drizzle-orm'
import { planCreditCheck } from '../credit-stops/plan.service.ts'
import { announce, lockInvoice } from '../invoices/invoice-change.service.ts'
import { findInvoice } from '../invoices/invoice.service.ts'
import { InvoiceStatus } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { type DisputeRow, disputes } from './letter.table.ts'
import type { DisputeInvoiceInput, InvoiceDispute } from './letter.types.ts'

/** The open dispute of an invoice; null if there is none. */
export async function openDispute(ctx: Context, invoiceId: string): Promise<DisputeRow | null> {
  const [open] = await ctx.db
    .select()
    .from(disputes)
    .where(and(eq(disputes.invoiceId, invoiceId), isNull(disputes.settledAt)))
  return open ?? null
}

/** Notes that the owner does not accept an invoice: until that is settled it is not overdue (B11). */
export async function disputeInvoice(ctx: Context, { id, reason }: DisputeInvoiceInput): Promise<Invoice> {
  const { userId } = authorize(ctx, 'invoice:dispute')
  await transact(ctx, async (ctx) => {
    const invoice = await lockInvoice(ctx, asId(id), 'invoice:dispute')
    if (invoice.status !== InvoiceStatus.FINALISED)
      throw conflict('Only an unpaid invoice can be disputed.', { field: 'id', status: invoice.status })
    const dispute = {
      id: newId(),
      invoiceId: invoice.id,
      reason,
      openedBy: userId,
      openedAt: ctx.now(),
    }
    await ctx.db.insert(disputes).values(dispute)
    await planCreditCheck(ctx, [invoice.ownerId])
    await audit(ctx, 'invoice.dispute', { entity: 'Invoice', entityId: invoice.id, after: { reason } })
    await announce(ctx, 'UPDATED', invoice)
  })
  return (await findInvoice(ctx, asId(id)))!
}

/** Ends a dispute; twice is once. */
export async function settleDispute(ctx: Context, id: string): Promise<Invoice> {
  const { userId } = authorize(ctx, 'invoice:dispute')
  await transact(ctx, async (ctx) => {
    const invoice = await lockInvoice(ctx, asId(id), 'invoice:dispute')
    const open = await openDispute(ctx, invoice.id)
    if (!open) return
    await ctx.db
      .update(disputes)
      .set({ settledBy: userId, settledAt: ctx.now() })
      .where(eq(disputes.id, open.id))
    await audit(ctx, 'invoice.settle-dispute', {
      entity: 'Invoice',
      entityId: invoice.id,
      before: { reason: open.reason },
    })
    await announce(ctx, 'UPDATED', invoice)
  })
  return (await findInvoice(ctx, asId(id)))!
}

const openDisputes = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({ id: disputes.invoiceId, reason: disputes.reason, openedAt: disputes.openedAt })
    .from(disputes)
    .where(and(among(disputes.invoiceId, ids), isNull(disputes.settledAt))),
)

const readDisputes = (ctx: Context, ids: readonly string[]) => openDisputes(ctx, { ids })

/** Why an invoice that the viewer already sees is disputed; staff only. */
export async function findDispute(ctx: Context, { id, locationId }: Invoice): Promise<InvoiceDispute | null> {
  if (!can(requireViewer(ctx), 'invoice:read', locationId)) return null
  return loaderOf(ctx, readDisputes).load(id)
}
