import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { newId } from '@vetgraph/kit/ids'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { addMinutes } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { plan } from '@vetgraph/kit/work/work'
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { chooseRoom, type Wish, withAlternatives } from '../appointments/book.service.ts'
import { checkCredit, checkParties, checkPetFree, checkTime } from '../appointments/checks.service.ts'
import { chooseEquipment } from '../appointments/equipment-choice.service.ts'
import { checkOnline, checkOwnPet, householdBooking } from '../appointments/online.service.ts'
import { endExpiredHolds, endHolds } from './held.service.ts'
import { type SlotHoldRow, slotHolds } from './slot-hold.table.ts'
import type { HoldSlotInput } from './slot-hold.types.ts'

/** How long a time is held, in minutes. */
const heldMinutes = 10

const maxShown = 200

async function readHolds(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select()
    .from(slotHolds)
    .where(inArray(slotHolds.id, [...ids]))
}

/** The times that are held at a location now, by start. */
export async function listHolds(ctx: Context, locationId: string): Promise<SlotHoldRow[]> {
  authorize(ctx, 'appointment:read', locationId)
  return ctx.db
    .select()
    .from(slotHolds)
    .where(and(eq(slotHolds.locationId, asId(locationId)), gt(slotHolds.expiresAt, ctx.now())))
    .orderBy(asc(slotHolds.startsAt), asc(slotHolds.id))
    .limit(maxShown)
}

async function insertHold(ctx: Context, wish: Wish): Promise<string> {
  const { pet, vet, location, type, startsAt, endsAt } = wish
  await lockFor(ctx, `vet ${vet.id}`)
  const { userId } = requireViewer(ctx)
  // Whoever chooses another time gives up the one before.
  await endHolds(ctx, eq(slotHolds.heldBy, userId), 'release')
  await endExpiredHolds(ctx)
  const hold: SlotHoldRow = {
    id: newId(),
    ...{ petId: pet.id, vetId: vet.id, locationId: location.id, typeId: type.id, startsAt, endsAt },
    roomId: await chooseRoom(ctx, wish, null),
    equipmentIds: await chooseEquipment(ctx, wish),
    bufferBeforeMinutes: type.bufferBeforeMinutes,
    bufferAfterMinutes: type.bufferAfterMinutes,
    heldBy: userId,
    createdAt: ctx.now(),
    expiresAt: addMinutes(ctx.now(), heldMinutes),
  }
  await ctx.db.insert(slotHolds).values(hold)
  await audit(ctx, 'slot-hold.create', { entity: 'SlotHold', entityId: hold.id, after: hold })
  await plan(ctx, 'release-slot', { id: hold.id }, { key: hold.id, at: hold.expiresAt })
  return hold.id
}

/** Holds a free time for whoever decides or pays; nobody else books it until it is released or over (P3). */
export async function holdSlot(ctx: Context, input: HoldSlotInput): Promise<SlotHoldRow> {
  requireViewer(ctx)
  const household = householdBooking(ctx, input.locationId)
  let wish: Wish | null = null
  try {
    const id = await once(ctx, 'slot.hold', input, async (ctx) => {
      if (household) await checkOwnPet(ctx, household, input.petId)
      const parties = await checkParties(ctx, input)
      const minutes = durationOf(parties.type, null, parties.pet.speciesId)
      wish = { ...parties, startsAt: input.startsAt, endsAt: addMinutes(input.startsAt, minutes) }
      await checkTime(ctx, wish, wish)
      if (household) {
        await checkOnline(ctx, wish)
        await checkCredit(ctx, wish, null)
      }
      await checkPetFree(ctx, wish, null)
      return insertHold(ctx, wish)
    })
    const hold = await loaderOf(ctx, readHolds).load(id)
    if (!hold) throw notFound('hold', 'id')
    return hold
  } catch (error) {
    throw wish ? await withAlternatives(ctx, error, wish) : error
  }
}

/**
 * Gives up a hold of one’s own before it ends; whether there was one.
 * no audit: `endHolds` leaves the entry.
 */
export const releaseSlot = (ctx: Context, id: string): Promise<boolean> =>
  transact(ctx, async (ctx) => {
    const { userId } = requireViewer(ctx)
    const ended = await endHolds(
      ctx,
      and(eq(slotHolds.id, asId(id)), eq(slotHolds.heldBy, userId)),
      'release',
    )
    return ended.length > 0
  })

/**
 * Releases a hold when its time is over.
 * system: planned with the hold; `endHolds` leaves the audit entry.
 */
export const releaseExpired = (ctx: Context, { id }: { id: string }): Promise<void> =>
  transact(ctx, async (ctx) => {
    await endHolds(ctx, and(eq(slotHolds.id, id), lte(slotHolds.expiresAt, ctx.now())), 'expire')
  })
