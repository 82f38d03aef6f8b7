import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { transact } from '@vetgraph/kit/database/db'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { addMinutes, dayOf, timeOfDayOf, weekdayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, exists, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { durationOf, findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { checkOffer, checkPatient, checkService } from '../appointments/checks.service.ts'
import { locations, pets } from '../refs/refs.service.ts'
import { type LocationRef, petRefs } from '../refs/refs.table.ts'
import { checkDays } from '../rosters/days.ts'
import {
  type SlotOfferRow,
  slotOffers,
  waitlistEntries,
  type WaitlistEntryRow,
  WaitlistStatus,
} from './waitlist.table.ts'
import type { AddToWaitlistInput, FreedTimeInput, RemoveFromWaitlistInput } from './waitlist.types.ts'

export const saved = writing({
  table: waitlistEntries,
  type: 'WaitlistEntry',
  noun: 'entry',
  values: ({ id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...values }) => values,
})

const maxShown = 200

/** Whose wishes a time suits: the vet, the day, the weekday and the start. */
function wishedBy({ vetId, startsAt }: FreedTimeInput, { timeZone }: LocationRef) {
  const [day, from] = [dayOf(startsAt, timeZone), timeOfDayOf(startsAt, timeZone)]
  const { weekdays, earliest, firstDay, lastDay } = waitlistEntries
  return and(
    or(isNull(waitlistEntries.vetId), eq(waitlistEntries.vetId, asId(vetId))),
    lte(firstDay, day),
    gte(lastDay, day),
    sql`(${weekdays} = '[]' or ${weekdays} @> to_jsonb(${weekdayOf(day)}::int))`,
    or(isNull(earliest), lte(earliest, from)),
  )
}

/** Whether a time is long enough for the species, and ends as early as is wished. */
async function fits(ctx: Context, entry: WaitlistEntryRow, time: FreedTimeInput, { timeZone }: LocationRef) {
  const [type, pet] = await Promise.all([findAppointmentType(ctx, entry.typeId), pets.find(ctx, entry.petId)])
  if (!type || !pet) return false
  const endsAt = addMinutes(time.startsAt, durationOf(type, null, pet.speciesId))
  if (endsAt > time.endsAt) return false
  if (entry.latest === null) return true
  return (
    dayOf(endsAt, timeZone) === dayOf(time.startsAt, timeZone) &&
    timeOfDayOf(endsAt, timeZone) <= entry.latest
  )
}

/** Who waits at a location for days that are not over, the longest first; of a freed time those whom it suits (AP13). */
export async function listWaitlist(
  ctx: Context,
  locationId: string,
  freed: FreedTimeInput | null,
): Promise<WaitlistEntryRow[]> {
  authorize(ctx, 'waitlist:write', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const active = ctx.db
    .select({ id: petRefs.id })
    .from(petRefs)
    .where(and(eq(petRefs.id, waitlistEntries.petId), petRefs.active))
  const rows = await ctx.db
    .select()
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.locationId, location.id),
        eq(waitlistEntries.status, WaitlistStatus.WAITING),
        gte(waitlistEntries.lastDay, dayOf(ctx.now(), location.timeZone)),
        exists(active),
        freed ? wishedBy(freed, location) : undefined,
      ),
    )
    .orderBy(asc(waitlistEntries.createdAt), asc(waitlistEntries.id))
    .limit(maxShown)
  if (!freed) return rows
  const fitting = await Promise.all(rows.map((row) => fits(ctx, row, freed, location)))
  return rows.filter((_row, index) => fitting[index])
}

async function readOffers(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(slotOffers)
    .where(inArray(slotOffers.entryId, [...ids]))
    .orderBy(asc(slotOffers.createdAt))
    .limit(maxShown * 5)
  return rows.map((row): [string, SlotOfferRow] => [row.entryId, row])
}

/** What was offered to an entry, the first offer first. */
export const listOffers = (ctx: Context, entryId: string) => groupLoaderOf(ctx, readOffers).load(entryId)

function checkWishes({ weekdays, earliest, latest }: AddToWaitlistInput) {
  if (weekdays.length > 7 || weekdays.some((day) => day < 1 || day > 7))
    throw badInput('weekdays', 'Weekdays are 1 for Monday to 7 for Sunday.')
  if (earliest != null && latest != null && earliest >= latest)
    throw badInput('latest', 'The latest end is after the earliest start.')
}

/** Puts a pet on the waitlist (AP13). */
export async function addToWaitlist(ctx: Context, input: AddToWaitlistInput): Promise<WaitlistEntryRow> {
  authorize(ctx, 'waitlist:write', input.locationId)
  checkDays(input)
  checkWishes(input)
  const id = await once(ctx, 'waitlist-entry.create', input, async (ctx) => {
    const { petId, locationId, typeId, firstDay, lastDay, weekdays } = input
    await checkPatient(ctx, petId)
    const { vetId = null, earliest = null, latest = null, note = null } = input
    await (vetId === null ? checkService(ctx, input) : checkOffer(ctx, { ...input, vetId }))
    const wishes = {
      vetId,
      firstDay,
      lastDay,
      weekdays: [...new Set(weekdays)].sort(),
      earliest,
      latest,
      note,
    }
    const entry = { petId, locationId, typeId, ...wishes, status: WaitlistStatus.WAITING }
    return (await saved.add(ctx, entry)).id
  })
  const [row] = await ctx.db.select().from(waitlistEntries).where(eq(waitlistEntries.id, id))
  return row!
}

/** The entry, kept from others until the transaction ends, where the viewer may change it (AU6). */
export async function lockWaiting(ctx: Context, id: string, version?: number): Promise<WaitlistEntryRow> {
  authorize(ctx, 'waitlist:write')
  const entry = await saved.lock(ctx, id, version)
  authorize(ctx, 'waitlist:write', entry.locationId)
  if (entry.status !== WaitlistStatus.WAITING)
    throw conflict('This patient does not wait any more.', { field: 'id', status: entry.status })
  return entry
}

/** Takes a pet off the waitlist; offers that are open cannot be accepted any more. */
export const removeFromWaitlist = (ctx: Context, input: RemoveFromWaitlistInput): Promise<WaitlistEntryRow> =>
  transact(ctx, async (ctx) => {
    const entry = await lockWaiting(ctx, input.id, input.version)
    return saved.change(ctx, entry, { status: WaitlistStatus.REMOVED }, 'remove')
  })
