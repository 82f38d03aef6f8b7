import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, eq, gt, gte, lt, lte, type SQL } from 'drizzle-orm'
import { type LocationRef, locationRefs } from '../refs/refs.table.ts'
import { expiryChecks } from './expiry-check.table.ts'
import { lots } from './lot.table.ts'

/** How many days before its last one a lot is told to be expiring. */
export const warnedDays = 30

/**
 * Tells of the lots that came within the days of warning, or expired, since the check before: of each lot once for both,
 * however many nights were missed. The first check of a location tells of all of them.
 */
const checkLocation = (ctx: Context, { id, timeZone }: LocationRef) =>
  transact(ctx, async (ctx) => {
    const day = dayOf(ctx.now(), timeZone)
    await ctx.db.insert(expiryChecks).values({ locationId: id }).onConflictDoNothing()
    const [check] = await ctx.db
      .select()
      .from(expiryChecks)
      .where(eq(expiryChecks.locationId, id))
      .for('update')
    const before = check!.day
    if (before !== null && before >= day) return
    const countLots = (...within: SQL[]) =>
      ctx.db.$count(lots, and(eq(lots.locationId, id), gt(lots.onHand, 0), ...within))
    const told = before === null ? day : addDays(before, warnedDays + 1)
    const expired = await countLots(
      lt(lots.sortExpiry, day),
      ...(before === null ? [] : [gte(lots.sortExpiry, before)]),
    )
    const expiring = await countLots(
      gte(lots.sortExpiry, told > day ? told : day),
      lte(lots.sortExpiry, addDays(day, warnedDays)),
    )
    await ctx.db.update(expiryChecks).set({ day }).where(eq(expiryChecks.locationId, id))
    if (expired + expiring > 0)
      await emit(ctx, 'stock.expiring', id, { locationId: id, day, days: warnedDays, expiring, expired })
  })

/**
 * Looks through the lots of every location in use once a day of that location; every hour, because days begin at different hours.
 * system: the hospital’s own work. no audit: nothing of the stock changes.
 */
export async function checkExpiry(ctx: Context) {
  const inUse = await ctx.db.select().from(locationRefs).where(eq(locationRefs.active, true))
  for (const location of inUse) await checkLocation(ctx, location)
}
