import type { Context } from '@vetgraph/kit/context'
import { eq } from 'drizzle-orm'
import { saved } from './insurance-claim.service.ts'
import { insuranceClaims, InsuranceClaimStatus } from './insurance-claim.table.ts'

/** The claim that a payment settled waits for the insurer again, once the payment was reversed. */
export async function reopenSettled(ctx: Context, paymentId: string) {
  const [claim] = await ctx.db.select().from(insuranceClaims).where(eq(insuranceClaims.paymentId, paymentId))
  if (!claim) return
  const undecided = {
    status: InsuranceClaimStatus.SUBMITTED,
    settled: null,
    paymentId: null,
    decidedAt: null,
  }
  await saved.change(ctx, await saved.lock(ctx, claim.id), undecided, 'reopen')
}
