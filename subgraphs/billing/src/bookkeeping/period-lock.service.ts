import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { eq, sql } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { isLocked, type PeriodLockRow, periodLocks } from './period-lock.table.ts'
import type { LockPeriodInput, UnlockPeriodInput } from './period-lock.types.ts'

async function found(ctx: Context, locationId: string): Promise<PeriodLockRow | null> {
  const [row] = await ctx.db
    .select()
    .from(periodLocks)
    .where(eq(periodLocks.locationId, asId(locationId)))
  return row ?? null
}

/** Through which day the books of a location are closed; null if they never were. */
export function findPeriodLock(ctx: Context, locationId: string): Promise<PeriodLockRow | null> {
  authorize(ctx, 'invoice:read', locationId)
  return found(ctx, locationId)
}

/** Refuses a day of the past that is locked, before anything is written. */
export async function checkUnlocked(ctx: Context, locationId: string, day: string) {
  const lockedThrough = (await found(ctx, locationId))?.lockedThrough
  if (lockedThrough && day <= lockedThrough) throw isLocked(lockedThrough)
}

interface Change {
  locationId: string
  /** The new last day of the lock, given the present one; throws when it is not allowed. */
  to: (present: string | null) => string | null
  action: 'lock-period' | 'unlock-period'
  reason?: string
}

/** Waits for whatever is being dated at the location, and keeps others out until the transaction ends. */
async function change(ctx: Context, { locationId, to, action, reason }: Change): Promise<PeriodLockRow> {
  await lockFor(ctx, `period ${locationId}`)
  const before = (await found(ctx, locationId))?.lockedThrough ?? null
  const lockedThrough = to(before)
  const [row] = await ctx.db
    .insert(periodLocks)
    .values({
      id: newId(),
      locationId,
      lockedThrough,
      version: 1,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .onConflictDoUpdate({
      target: periodLocks.locationId,
      set: { lockedThrough, version: sql`${periodLocks.version} + 1`, updatedAt: ctx.now() },
    })
    .returning()
  await audit(ctx, `location.${action}`, {
    entity: 'Location',
    entityId: locationId,
    before: { lockedThrough: before },
    after: { lockedThrough, ...(reason && { reason }) },
  })
  return row!
}

/** Closes the books of a location through a day, only ever a later one (B15). */
export async function lockPeriod(ctx: Context, input: LockPeriodInput): Promise<PeriodLockRow> {
  const { locationId, through } = input
  authorize(ctx, 'period:lock', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  if (through >= dayOf(ctx.now(), location.timeZone)) throw badInput('through', 'This day is not over yet.')
  return transact(ctx, (ctx) =>
    change(ctx, {
      locationId,
      action: 'lock-period',
      to: (present) => {
        if (present && through <= present)
          throw badInput('through', `The books are locked through ${present} already.`)
        return through
      },
    }),
  )
}

/** Opens days again that were closed, for a reason. */
export async function unlockPeriod(ctx: Context, input: UnlockPeriodInput): Promise<PeriodLockRow> {
  const { locationId, reason, through = null } = input
  authorize(ctx, 'period:unlock', locationId)
  if (!(await locations.find(ctx, locationId))) throw notFound('location', 'locationId')
  return transact(ctx, (ctx) =>
    change(ctx, {
      locationId,
      reason,
      action: 'unlock-period',
      to: (present) => {
        if (!present || (through && through >= present)) throw badInput('through', 'This day is not locked.')
        return through
      },
    }),
  )
}
