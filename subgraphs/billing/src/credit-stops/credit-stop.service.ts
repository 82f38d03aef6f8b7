import { can, authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { dayOf } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { and, eq, sql } from 'drizzle-orm'
import { lockAccount } from '../ledger/account.service.ts'
import { todayAt } from '../payments/overdue.service.ts'
import { owners } from '../refs/refs.service.ts'
import { locationRefs } from '../refs/refs.table.ts'
import { type CreditStopRow, creditStops } from './credit-stop.table.ts'
import type { CreditStop, StopCreditInput } from './credit-stop.types.ts'

type Change = Pick<CreditStopRow, 'stopped' | 'reason' | 'automatic'> & { releasedOn?: string }

/** Writes the state of an owner's credit, tells those who book, and leaves an audit entry. */
export async function writeStop(ctx: Context, id: string, change: Change) {
  const { userId: changedBy } = requireViewer(ctx)
  const values = { ...change, changedBy, changedAt: ctx.now() }
  const [row] = await ctx.db
    .insert(creditStops)
    .values({ id, ...values, version: 1 })
    .onConflictDoUpdate({
      target: creditStops.id,
      set: { ...values, version: sql`${creditStops.version} + 1` },
    })
    .returning()
  const { stopped, reason, automatic, version } = row!
  await audit(ctx, stopped ? 'credit.stop' : 'credit.release', {
    entity: 'Owner',
    entityId: id,
    after: { reason, automatic },
  })
  await emit(ctx, 'credit.changed', id, { id, version, stopped, reason })
}

async function stopNow(ctx: Context, ownerId: string): Promise<CreditStopRow | null> {
  const [row] = await ctx.db.select().from(creditStops).where(eq(creditStops.id, ownerId))
  return row ?? null
}

/** Stops the ordinary visits of an owner because of debts; said again, it has another reason (B11). */
export async function stopCredit(
  ctx: Context,
  { ownerId, reason }: StopCreditInput,
): Promise<{ id: string }> {
  authorize(ctx, 'credit:stop')
  return transact(ctx, async (ctx) => {
    const owner = await owners.find(ctx, ownerId)
    if (!owner) throw notFound('owner', 'ownerId')
    // What the terms decide at the same time comes before or after, never over it.
    await lockAccount(ctx, owner.id)
    await writeStop(ctx, owner.id, { stopped: true, reason, automatic: false })
    return { id: owner.id }
  })
}

/** The latest calendar day that it is at a location: what is too late somewhere by now is released. */
async function latestDay(ctx: Context): Promise<string> {
  const today = todayAt(sql`${ctx.now().toISOString()}`)
  const [found] = await ctx.db.select({ day: sql<string | null>`max(${today})::text` }).from(locationRefs)
  return found?.day ?? dayOf(ctx.now(), 'UTC')
}

/** Lets an owner's visits be booked as everybody's again, whatever is overdue today; twice is once. */
export async function releaseCredit(ctx: Context, ownerId: string): Promise<{ id: string }> {
  authorize(ctx, 'credit:stop')
  return transact(ctx, async (ctx) => {
    const owner = await owners.find(ctx, ownerId)
    if (!owner) throw notFound('owner', 'ownerId')
    await lockAccount(ctx, owner.id)
    const stop = await stopNow(ctx, owner.id)
    if (stop?.stopped) {
      const releasedOn = await latestDay(ctx)
      await writeStop(ctx, owner.id, { stopped: false, reason: stop.reason, automatic: false, releasedOn })
    }
    return { id: owner.id }
  })
}

const openStops = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(creditStops)
    .where(and(among(creditStops.id, ids), eq(creditStops.stopped, true))),
)

const readStops = (ctx: Context, ids: readonly string[]) => openStops(ctx, { ids })

/** Why an owner's credit is stopped; null if it is not, and for whoever is no staff. */
export async function findCreditStop(ctx: Context, ownerId: string): Promise<CreditStop | null> {
  if (!can(requireViewer(ctx), 'invoice:read')) return null
  const row = await loaderOf(ctx, readStops).load(asId(ownerId))
  return row && { ...row, since: row.changedAt }
}
