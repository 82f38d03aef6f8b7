import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { emit } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { addMinutes, dayInWords, overlaps, timeOfDayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { eq } from 'drizzle-orm'
import { durationOf, findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { insertVisit, type Wish } from '../appointments/book.service.ts'
import { occupied, takenAt } from '../appointments/calendar.service.ts'
import { checkParties, checkPetFree, checkTime, type Parties } from '../appointments/checks.service.ts'
import { locations, pets, users } from '../refs/refs.service.ts'
import type { PetRef } from '../refs/refs.table.ts'
import { lockWaiting, saved as savedEntry } from './waitlist.service.ts'
import {
  type SlotOfferRow,
  slotOffers,
  waitlistEntries,
  type WaitlistEntryRow,
  WaitlistStatus,
} from './waitlist.table.ts'
import type { OfferSlotInput, OpenedSlotOffer } from './waitlist.types.ts'

const maxHours = 72

const saved = writing({
  table: slotOffers,
  type: 'SlotOffer',
  noun: 'offer',
  values: ({ entryId, ownerId, vetId, startsAt, expiresAt, appointmentId }) => ({
    entryId,
    ownerId,
    vetId,
    startsAt,
    expiresAt,
    appointmentId,
  }),
})

/** What accepting the time would book. */
async function wishOf(
  ctx: Context,
  entry: WaitlistEntryRow,
  time: { vetId: string; startsAt: Date },
): Promise<Wish> {
  const parties = await checkParties(ctx, { ...entry, vetId: time.vetId })
  const minutes = durationOf(parties.type, null, parties.pet.speciesId)
  return { ...parties, startsAt: time.startsAt, endsAt: addMinutes(time.startsAt, minutes) }
}

const inWords = (at: Date, zone: string) => `${dayInWords(at, zone)} at ${timeOfDayOf(at, zone)}`

/** Refuses a time that is not free now. */
async function checkFree(ctx: Context, wish: Wish) {
  await checkTime(ctx, wish, wish)
  await checkPetFree(ctx, wish, null)
  const needed = occupied(wish, wish.type)
  const taken = await takenAt(ctx, wish.location.id, needed)
  const isTaken = taken.some((other) => other.vetId === wish.vet.id && overlaps(other, needed))
  if (isTaken)
    throw conflict('This vet already has a visit at that time.', { field: 'startsAt', taken: 'VET' })
}

/** Offers a free time to who waits, by e-mail with a link that ends; the time stays free until somebody accepts (AP13). */
export async function offerSlot(ctx: Context, input: OfferSlotInput): Promise<SlotOfferRow> {
  authorize(ctx, 'waitlist:write')
  if (input.validHours < 1 || input.validHours > maxHours)
    throw badInput('validHours', `1 to ${maxHours} hours.`)
  const id = await once(ctx, 'slot-offer.create', input, async (ctx) => {
    const entry = await lockWaiting(ctx, input.entryId)
    const wish = await wishOf(ctx, entry, input)
    await checkFree(ctx, wish)
    const [owner] = await ctx.askPeer('Owner', [wish.pet.ownerId], 'id name email')
    const { name, email } = (owner ?? {}) as { name?: string; email?: string | null }
    if (!name || !email)
      throw conflict('This client has no e-mail address.', { field: 'entryId', rule: 'owner_without_email' })
    const token = newSecret()
    const ends = addMinutes(ctx.now(), input.validHours * 60)
    const expiresAt = ends < wish.startsAt ? ends : wish.startsAt
    const { vetId, startsAt } = input
    const offer = await saved.add(ctx, {
      ...{ entryId: entry.id, ownerId: wish.pet.ownerId, vetId, startsAt, endsAt: wish.endsAt },
      ...{ hash: hashOf(token), expiresAt, appointmentId: null },
    })
    const zone = wish.location.timeZone
    await emit(ctx, 'slot.offered', offer.id, {
      ...{ id: offer.id, template: 'slot-offer', to: email, name, token },
      values: {
        pet: wish.pet.name,
        what: wish.type.name,
        when: inWords(startsAt, zone),
        vet: wish.vet.name,
        until: inWords(expiresAt, zone),
        hospital: wish.location.name,
      },
    })
    return offer.id
  })
  const [row] = await ctx.db.select().from(slotOffers).where(eq(slotOffers.id, id))
  return row!
}

async function offerOf(ctx: Context, token: string, lock: boolean) {
  const query = ctx.db
    .select({ offer: slotOffers, entry: waitlistEntries })
    .from(slotOffers)
    .innerJoin(waitlistEntries, eq(waitlistEntries.id, slotOffers.entryId))
    .where(eq(slotOffers.hash, hashOf(token)))
  const [found] = await (lock ? query.for('update') : query)
  if (!found) throw notFound('offer', 'token')
  return found
}

/** Who has the link sees an offer as long as the pet belongs to the owner to whom it was made (P5). */
async function petOf(ctx: Context, offer: SlotOfferRow, entry: WaitlistEntryRow): Promise<PetRef> {
  const pet = await pets.find(ctx, entry.petId)
  if (pet?.ownerId !== offer.ownerId) throw notFound('offer', 'token')
  return pet
}

const shown = (
  { pet, type, vet, location }: Parties,
  { startsAt, expiresAt, appointmentId }: SlotOfferRow,
): OpenedSlotOffer => ({
  petName: pet.name,
  typeName: type.name,
  vetName: vet.name,
  locationName: location.name,
  timeZone: location.timeZone,
  startsAt,
  expiresAt,
  accepted: appointmentId !== null,
})

/** An accepted offer is shown also when its vet has left or its kind of visit is no longer offered. */
async function acceptedParties(ctx: Context, offer: SlotOfferRow, entry: WaitlistEntryRow): Promise<Parties> {
  const [pet, vet, location, type] = await Promise.all([
    petOf(ctx, offer, entry),
    users.find(ctx, offer.vetId),
    locations.find(ctx, entry.locationId),
    findAppointmentType(ctx, entry.typeId),
  ])
  if (!vet || !location || !type) throw new Error(`offer ${offer.id} without its vet, location or type`)
  return { pet, vet, location, type }
}

function checkOpen(ctx: Context, offer: SlotOfferRow, entry: WaitlistEntryRow) {
  if (offer.expiresAt <= ctx.now())
    throw conflict('This offer has ended.', { field: 'token', rule: 'offer_ended' })
  if (entry.status !== WaitlistStatus.WAITING)
    throw conflict('This patient does not wait any more.', { field: 'token', rule: 'not_waiting' })
}

/**
 * What whoever has the link of an offer sees.
 * no authorization: the link is the right.
 */
export async function openSlotOffer(ctx: Context, token: string): Promise<OpenedSlotOffer> {
  const { offer, entry } = await offerOf(ctx, token, false)
  if (offer.appointmentId) return shown(await acceptedParties(ctx, offer, entry), offer)
  checkOpen(ctx, offer, entry)
  await petOf(ctx, offer, entry)
  return shown(await wishOf(ctx, entry, offer), offer)
}

/**
 * Books the offered time for the first who accepts it; an offer that has ended, was accepted already, or whose time
 * somebody else has taken is a CONFLICT (AP13).
 * no authorization: the link is the right.
 * no audit: `insertVisit` and `writing` leave the entries.
 */
export const acceptSlotOffer = (ctx: Context, token: string): Promise<OpenedSlotOffer> =>
  transact(ctx, async (ctx) => {
    const { offer, entry } = await offerOf(ctx, token, true)
    if (offer.appointmentId)
      throw conflict('This offer was accepted already.', { field: 'token', rule: 'offer_accepted' })
    checkOpen(ctx, offer, entry)
    await petOf(ctx, offer, entry)
    const wish = await wishOf(ctx, entry, offer)
    await checkFree(ctx, wish)
    const appointmentId = await insertVisit(ctx, wish, { reason: entry.note ?? '', notes: '' })
    await savedEntry.change(ctx, entry, { status: WaitlistStatus.BOOKED }, 'book')
    return shown(wish, await saved.change(ctx, offer, { appointmentId }, 'accept'))
  })
