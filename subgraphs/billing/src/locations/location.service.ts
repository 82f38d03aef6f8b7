import type { Context } from '@vetgraph/kit/context'
import { eq, exists, or, sql } from 'drizzle-orm'
import { estimates } from '../estimates/estimate.table.ts'
import { invoices } from '../invoices/invoice.table.ts'
import { payments } from '../payments/payment.table.ts'
import { prices } from '../prices/price.table.ts'

/**
 * Whether anything at a location is counted in its currency.
 * no authorization: only other parts of the system see the answer.
 */
export async function hasAmounts(ctx: Context, locationId: string): Promise<boolean> {
  const amounts = [prices, estimates, invoices, payments].map((table) =>
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(table)
        .where(eq(table.locationId, locationId)),
    ),
  )
  const [found] = await ctx.db.select({ any: sql<boolean>`${or(...amounts)}` }).from(sql`(select 1) as one`)
  return found!.any
}
