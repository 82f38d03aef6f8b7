import type { Context } from '@vetgraph/kit/context'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, asc, eq, exists, inArray, sql } from 'drizzle-orm'
import { ownHousehold } from '../invoices/invoice.service.ts'
import { journalLines, LedgerAccount } from '../ledger/journal.table.ts'
import { findPayment } from '../payments/payment.service.ts'
import { type PaymentRow, payments } from '../payments/payment.table.ts'

/** Deposits of which something is held still, by the column that they are asked for by. */
const heldBy =
  (column: typeof payments.ownerId | typeof payments.appointmentId) =>
  async (ctx: Context, keys: readonly string[]) => {
    const rows = await ctx.db
      .select({ key: column, id: payments.id })
      .from(payments)
      .where(
        and(
          inArray(column, [...keys]),
          eq(payments.deposit, true),
          exists(
            ctx.db
              .select({ held: sql`1` })
              .from(journalLines)
              .where(
                and(
                  eq(journalLines.paymentId, payments.id),
                  eq(journalLines.account, LedgerAccount.DEPOSITS),
                ),
              )
              .having(sql`sum(${journalLines.amount}) < 0`),
          ),
        ),
      )
      .orderBy(asc(payments.id))
    return rows.map(({ key, id }): readonly [string, string] => [key!, id])
  }

const heldByOwner = heldBy(payments.ownerId)
const heldByAppointment = heldBy(payments.appointmentId)

async function held(ctx: Context, read: typeof heldByOwner, key: string): Promise<PaymentRow[] | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'invoice:read') && !ownHousehold(viewer)) return null
  const ids = await groupLoaderOf(ctx, read).load(asId(key))
  // Only those that the viewer may see are found.
  return (await Promise.all(ids.map((id) => findPayment(ctx, id)))).filter((row) => row !== null)
}

/** The deposits of an owner that are held still, the first first; null for whoever may see no payments. */
export const listDepositsOf = (ctx: Context, ownerId: string) => held(ctx, heldByOwner, ownerId)

/** The deposits for an appointment that are held still; it keeps its id when it is moved (B9, AP11). */
export const listDepositsFor = (ctx: Context, appointmentId: string) =>
  held(ctx, heldByAppointment, appointmentId)
