import type { Context } from '@vetgraph/kit/context'
import type { Money } from '@vetgraph/kit/money'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { sql } from 'drizzle-orm'
import { journalLines } from './journal.table.ts'

const sums = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({
      id: sql<string>`${journalLines.invoiceId}`.as('id'),
      due: sql<number>`sum(${journalLines.amount})`.mapWith(Number).as('due'),
      paid: sql<number>`coalesce(-sum(${journalLines.amount}) filter (where ${journalLines.paymentId} is not null), 0)`
        .mapWith(Number)
        .as('paid'),
    })
    .from(journalLines)
    .where(among(journalLines.invoiceId, ids))
    .groupBy(journalLines.invoiceId),
)

const readSums = (ctx: Context, ids: readonly string[]) => sums(ctx, { ids })

interface Shown {
  id: string
  currency: string
}

/** What is due on an invoice that the viewer already sees: the sum of its lines in the ledger. */
export async function dueOf(ctx: Context, { id, currency }: Shown): Promise<Money> {
  sightOf(ctx, 'invoice:read')
  return { amount: (await loaderOf(ctx, readSums).load(id))?.due ?? 0, currency }
}

/** What was paid of an invoice that the viewer already sees. */
export async function paidOf(ctx: Context, { id, currency }: Shown): Promise<Money> {
  sightOf(ctx, 'invoice:read')
  return { amount: (await loaderOf(ctx, readSums).load(id))?.paid ?? 0, currency }
}
