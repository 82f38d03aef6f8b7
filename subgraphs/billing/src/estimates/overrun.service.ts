import type { Context } from '@vetgraph/kit/context'
import type { Money } from '@vetgraph/kit/money'
import { can, sightOf } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, isNotNull, type Placeholder, sql } from 'drizzle-orm'
import { invoices } from '../invoices/invoice.table.ts'
import { findEstimate } from './estimate.service.ts'
import { estimateItems, type EstimateRow, estimates } from './estimate.table.ts'

/** Everything that was invoiced of an estimate, with whatever else stands on those invoices; drafts are for staff. */
const charged = (withDrafts: Placeholder) =>
  sql<number>`(
  select coalesce(sum(v.total), 0) from ${invoices} v
  where v.status <> 'VOID' and (v.status <> 'DRAFT' or ${withDrafts}::boolean) and v.id in (
    select i.invoice_id from ${estimateItems} i where i.estimate_id = ${estimates.id}
  ))`.mapWith(Number)

const byInvoice = statement(
  (db, { ids, withDrafts }: Places<{ ids: readonly string[]; withDrafts: boolean }>) =>
    db
      .selectDistinctOn([estimateItems.invoiceId], {
        id: sql<string>`${estimateItems.invoiceId}`.as('id'),
        estimateId: estimates.id,
        acceptedHigh: estimates.acceptedHigh,
        charged: charged(withDrafts).as('charged'),
      })
      .from(estimateItems)
      .innerJoin(estimates, eq(estimates.id, estimateItems.estimateId))
      .where(and(isNotNull(estimateItems.invoiceId), among(estimateItems.invoiceId, ids))),
)

const readByInvoice = (ctx: Context, ids: readonly string[]) =>
  byInvoice(ctx, { ids, withDrafts: can(ctx.viewer, 'invoice:read') })

/** The estimate that an invoice which the viewer sees was made of; null without one. */
export async function estimateOf(ctx: Context, invoiceId: string): Promise<EstimateRow | null> {
  sightOf(ctx, 'invoice:read')
  const found = await loaderOf(ctx, readByInvoice).load(invoiceId)
  return found && findEstimate(ctx, found.estimateId)
}

/** By how much what is invoiced passes the highest total that was accepted; null while it does not (B12). */
export async function overrunOf(
  ctx: Context,
  { id, currency }: { id: string; currency: string },
): Promise<Money | null> {
  sightOf(ctx, 'invoice:read')
  const found = await loaderOf(ctx, readByInvoice).load(id)
  const over = found ? found.charged - (found.acceptedHigh ?? 0) : 0
  return over > 0 ? { amount: over, currency } : null
}
