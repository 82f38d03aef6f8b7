import type { Context } from '@vetgraph/kit/context'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { planCreditCheck } from '../credit-stops/plan.service.ts'
import { announce } from '../invoices/invoice-change.service.ts'
import { invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { duesOf } from './account.service.ts'

/**
 * Gives invoices the status that the ledger says, PAID when nothing is due any more, and tells open screens;
 * called by each money event after its posting.
 */
export async function settle(ctx: Context, invoiceIds: readonly string[]) {
  const ids = [...new Set(invoiceIds)]
  if (ids.length === 0) return
  const dues = await duesOf(ctx, ids)
  const paid = ids.filter((id) => (dues.get(id) ?? 0) === 0)
  const due = ids.filter((id) => !paid.includes(id))
  for (const [status, those] of [
    [InvoiceStatus.PAID, paid],
    [InvoiceStatus.FINALISED, due],
  ] as const) {
    if (those.length === 0) continue
    const other = status === InvoiceStatus.PAID ? InvoiceStatus.FINALISED : InvoiceStatus.PAID
    await ctx.db
      .update(invoices)
      .set({ status, version: sql`${invoices.version} + 1`, updatedAt: ctx.now() })
      .where(and(inArray(invoices.id, those), eq(invoices.status, other)))
  }
  const touched = await ctx.db.select().from(invoices).where(inArray(invoices.id, ids)).orderBy(invoices.id)
  if (paid.length > 0) await planCreditCheck(ctx, [...new Set(touched.map(({ ownerId }) => ownerId))])
  for (const invoice of touched) await announce(ctx, 'UPDATED', invoice)
}
