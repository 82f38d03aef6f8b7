import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { and, asc, desc, eq, inArray, isNotNull, max, sql } from 'drizzle-orm'
import { journalEntries, journalLines, LedgerAccount } from './journal.table.ts'

/** Everything that moves an owner's money takes turns: payments, refunds, allocations and credit notes share one lock (B7). */
export const lockAccount = (ctx: Context, ownerId: string) => lockFor(ctx, `account ${ownerId}`)

const total = sql<number>`sum(${journalLines.amount})`.mapWith(Number)

/** What is due on invoices, by id; one that was never finalised owes nothing. */
export async function duesOf(ctx: Context, invoiceIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ invoiceId: journalLines.invoiceId, due: total })
    .from(journalLines)
    .where(inArray(journalLines.invoiceId, [...invoiceIds]))
    .groupBy(journalLines.invoiceId)
  return new Map(rows.map(({ invoiceId, due }) => [invoiceId!, due]))
}

export interface Allocation {
  paymentId: string
  invoiceId: string
  amount: number
}

const allocated = sql<number>`-sum(${journalLines.amount})`.mapWith(Number)

/** What payments pay of an invoice, the latest first. */
export const allocationsTo = (ctx: Context, invoiceId: string): Promise<Allocation[]> =>
  ctx.db
    .select({
      paymentId: sql<string>`${journalLines.paymentId}`,
      invoiceId: sql<string>`${journalLines.invoiceId}`,
      amount: allocated,
    })
    .from(journalLines)
    .innerJoin(journalEntries, eq(journalEntries.id, journalLines.entryId))
    .where(and(eq(journalLines.invoiceId, invoiceId), isNotNull(journalLines.paymentId)))
    .groupBy(journalLines.invoiceId, journalLines.paymentId)
    .having(sql`sum(${journalLines.amount}) <> 0`)
    .orderBy(desc(max(journalEntries.at)), asc(journalLines.paymentId))

/** The credit of an owner's account in a currency: money that pays no invoice yet. */
export async function creditOf(ctx: Context, ownerId: string, currency: string): Promise<number> {
  const [row] = await ctx.db
    .select({ credit: sql<number>`coalesce(sum(${journalEntries.credit}), 0)`.mapWith(Number) })
    .from(journalEntries)
    .where(
      and(
        eq(journalEntries.ownerId, ownerId),
        eq(journalEntries.currency, currency),
        sql`${journalEntries.credit} <> 0`,
      ),
    )
  return row?.credit ?? 0
}

export interface PaymentPosition {
  /** What it pays of invoices, the latest first. */
  allocations: Allocation[]
  /** Its money that pays no invoice: on CREDIT and on DEPOSITS. */
  credit: number
  deposit: number
}

/** Where a payment's money is. */
export async function positionOf(ctx: Context, paymentId: string): Promise<PaymentPosition> {
  const rows = await ctx.db
    .select({ account: journalLines.account, invoiceId: journalLines.invoiceId, amount: allocated })
    .from(journalLines)
    .innerJoin(journalEntries, eq(journalEntries.id, journalLines.entryId))
    .where(eq(journalLines.paymentId, paymentId))
    .groupBy(journalLines.account, journalLines.invoiceId)
    .having(sql`sum(${journalLines.amount}) <> 0`)
    .orderBy(desc(max(journalEntries.at)), desc(journalLines.invoiceId))
  const on = (account: LedgerAccount) => rows.find((row) => row.account === account)?.amount ?? 0
  return {
    allocations: rows.flatMap(({ invoiceId, amount }) =>
      invoiceId ? [{ paymentId, invoiceId, amount }] : [],
    ),
    credit: on(LedgerAccount.CREDIT),
    deposit: on(LedgerAccount.DEPOSITS),
  }
}
