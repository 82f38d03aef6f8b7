import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, eq } from 'drizzle-orm'
import { LedgerAccount } from '../ledger/journal.table.ts'
import type { Posting } from '../ledger/post.service.ts'
import { PaymentMethod } from '../payments/payment.table.ts'
import { isStanding, tills, tillSessions, TillSessionStatus } from './till.table.ts'

interface CashPlace {
  locationId: string
  tillId?: string | null
}

/** Held until the transaction ends, so that no count begins between. */
const openAt = (ctx: Context, locationId: string) =>
  ctx.db
    .select({ id: tillSessions.id, tillId: tillSessions.tillId })
    .from(tillSessions)
    .where(
      and(
        eq(tillSessions.locationId, locationId),
        isStanding,
        eq(tillSessions.status, TillSessionStatus.OPEN),
      ),
    )
    .for('share')

/**
 * The session that the cash goes into or comes from (B15): of the till that is named, else of the only one that is
 * open. Undefined at a location without tills.
 */
async function cashSession(ctx: Context, { locationId, tillId }: CashPlace): Promise<string | undefined> {
  await openAt(ctx, locationId)
  // A count that began while we waited has opened the next session: only a second look sees it.
  const open = await openAt(ctx, locationId)
  if (tillId) {
    const named = open.find((each) => each.tillId === asId(tillId))
    if (named) return named.id
  } else if (open.length === 1) return open[0]!.id
  const there = await ctx.db
    .select({ id: tills.id })
    .from(tills)
    .where(and(eq(tills.locationId, locationId), eq(tills.active, true)))
  if (tillId) {
    if (!there.some(({ id }) => id === tillId)) throw notFound('till', 'tillId')
    throw conflict('This till is not open.', { field: 'tillId' })
  }
  if (open.length > 1) throw badInput('tillId', 'Several tills are open: choose one.')
  if (there.length > 0) throw conflict('No till is open: open one to take cash.', { field: 'tillId' })
  return undefined
}

/** What a payment brings, or a refund takes, on the account of its method; cash is in a till. */
export async function moneyMoved(
  ctx: Context,
  { method, ...place }: CashPlace & { method: PaymentMethod },
  posting: Pick<Posting, 'amount' | 'paymentId'>,
): Promise<Posting> {
  const tillSessionId = method === PaymentMethod.CASH ? await cashSession(ctx, place) : undefined
  return { ...posting, account: LedgerAccount[method], tillSessionId }
}
