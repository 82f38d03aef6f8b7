import type { Context } from '@vetgraph/kit/context'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { findInvoice } from '../invoices/invoice.service.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { JournalEntryKind } from '../ledger/journal.table.ts'
import type { AccountEntry } from '../ledger/statement.types.ts'
import { findPayment } from './payment.service.ts'
import { type PaymentRow, refunds } from './payment.table.ts'

const paymentsOfRefunds = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select({ id: refunds.id, paymentId: refunds.paymentId }).from(refunds).where(among(refunds.id, ids)),
)

const readPaymentsOfRefunds = async (ctx: Context, ids: readonly string[]) =>
  (await paymentsOfRefunds(ctx, { ids })).map(({ id, paymentId }): readonly [string, string] => [
    id,
    paymentId,
  ])

/** The invoice that an entry of an account posts, when the viewer may see it. */
export async function findInvoiceOf(ctx: Context, { kind, sourceId }: AccountEntry): Promise<Invoice | null> {
  return kind === JournalEntryKind.INVOICE ? findInvoice(ctx, sourceId) : null
}

/** The payment of an entry of an account, when the viewer may see it. */
export async function findPaymentOf(
  ctx: Context,
  { kind, sourceId }: AccountEntry,
): Promise<PaymentRow | null> {
  if (kind === JournalEntryKind.PAYMENT || kind === JournalEntryKind.REVERSAL)
    return findPayment(ctx, sourceId)
  if (kind !== JournalEntryKind.REFUND) return null
  const [paymentId] = await groupLoaderOf(ctx, readPaymentsOfRefunds).load(sourceId)
  return paymentId ? findPayment(ctx, paymentId) : null
}
