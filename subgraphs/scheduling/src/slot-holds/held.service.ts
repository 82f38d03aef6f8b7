import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import type { Interval } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, gt, lt, lte, or, type SQL } from 'drizzle-orm'
import { type SlotHoldRow, slotHolds } from './slot-hold.table.ts'

interface Around extends Interval {
  locationId: string
  vetIds: readonly string[]
  now: Date
}

const holdsAround = statement((db, { locationId, vetIds, startsAt, endsAt, now }: Places<Around>) =>
  db
    .select()
    .from(slotHolds)
    .where(
      and(
        or(eq(slotHolds.locationId, locationId), among(slotHolds.vetId, vetIds)),
        lt(slotHolds.startsAt, endsAt),
        gt(slotHolds.endsAt, startsAt),
        gt(slotHolds.expiresAt, now),
      ),
    ),
)

/** The times of a location and of some vets that are held for others than the viewer. */
export async function heldAround(
  ctx: Context,
  locationId: string,
  vetIds: readonly string[],
  { startsAt, endsAt }: Interval,
): Promise<SlotHoldRow[]> {
  const holds = await holdsAround(ctx, { locationId, vetIds, startsAt, endsAt, now: ctx.now() })
  return holds.filter(({ heldBy }) => heldBy !== ctx.viewer?.userId)
}

/** Ends the holds of the condition, which free their times at once. */
export async function endHolds(
  ctx: Context,
  which: SQL | undefined,
  verb: 'release' | 'use' | 'expire',
): Promise<SlotHoldRow[]> {
  const ended = await ctx.db.delete(slotHolds).where(which).returning()
  for (const hold of ended)
    await audit(ctx, `slot-hold.${verb}`, { entity: 'SlotHold', entityId: hold.id, before: hold })
  return ended
}

/** Holds that are over leave their times before another one is written. */
export const endExpiredHolds = (ctx: Context) => endHolds(ctx, lte(slotHolds.expiresAt, ctx.now()), 'expire')

const same = ['petId', 'vetId', 'locationId', 'typeId'] as const

type Wanted = Pick<SlotHoldRow, (typeof same)[number] | 'startsAt'>

/** Ends the viewer’s hold for what is booked by it; one that is over, or another’s, is a CONFLICT (P3). */
export async function useHold(ctx: Context, id: string, wanted: Wanted): Promise<SlotHoldRow> {
  const { userId } = requireViewer(ctx)
  const [hold] = await endHolds(ctx, and(eq(slotHolds.id, asId(id)), eq(slotHolds.heldBy, userId)), 'use')
  if (!hold || hold.expiresAt <= ctx.now())
    throw conflict('This time is not held for you any more. Choose a time again.', {
      field: 'holdId',
      rule: 'hold_ended',
    })
  const differs =
    same.some((field) => hold[field] !== asId(wanted[field])) ||
    hold.startsAt.getTime() !== wanted.startsAt.getTime()
  if (differs) throw badInput('holdId', 'This hold is for something else.')
  return hold
}
