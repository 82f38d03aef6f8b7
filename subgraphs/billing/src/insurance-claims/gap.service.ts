import type { Context } from '@vetgraph/kit/context'
import { sightOf } from '@vetgraph/kit/access/authorize'
import type { Money } from '@vetgraph/kit/money'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, sql } from 'drizzle-orm'
import { dueOf } from '../ledger/due.service.ts'
import { insuranceClaims, isOpen } from './insurance-claim.table.ts'

const claimedOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({
      id: insuranceClaims.invoiceId,
      claimed: sql<number>`sum(${insuranceClaims.claimed})`.mapWith(Number),
    })
    .from(insuranceClaims)
    .where(and(among(insuranceClaims.invoiceId, ids), isOpen))
    .groupBy(insuranceClaims.invoiceId),
)

const readClaimed = (ctx: Context, ids: readonly string[]) => claimedOf(ctx, { ids })

/** What insurers are asked for of an invoice and have not decided yet; zero when none is. */
export const openClaimsOf = async (ctx: Context, invoiceId: string): Promise<number> =>
  (await loaderOf(ctx, readClaimed).load(invoiceId))?.claimed ?? 0

/** What the owner pays of an invoice that the viewer already sees, while insurers decide about the rest. */
export async function gapOf(ctx: Context, invoice: { id: string; currency: string }): Promise<Money> {
  sightOf(ctx, 'invoice:read')
  const { amount, currency } = await dueOf(ctx, invoice)
  return { amount: Math.max(0, amount - (await openClaimsOf(ctx, invoice.id))), currency }
}
