import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, DomainError } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addMinutes, dayOf } from '@vetgraph/kit/time'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { insertVisit, type Wish, withAlternatives } from '../appointments/book.service.ts'
import { checkParties, checkTime } from '../appointments/checks.service.ts'
import { keepDuty } from '../rosters/duty-lock.ts'
import type { BookHouseholdVisitInput, HouseholdVisit } from './household-visit.types.ts'

const maxAppointments = 10

/** The error of one of the appointments, which its field names. */
function atPlace(place: number, error: unknown): unknown {
  if (!(error instanceof DomainError)) return error
  const field = error.details['field']
  const path = typeof field === 'string' ? `appointments.${place}.${field}` : `appointments.${place}`
  return new DomainError(error.code, error.message, { ...error.details, field: path })
}

const unique = (ids: readonly string[]) => [...new Set(ids)].sort()

/** Keeps pets and vets for this booking, in one order for all, so that two household visits do not wait for each other. */
async function lockAll(ctx: Context, wishes: readonly Wish[]) {
  for (const { vet, location } of wishes) await keepDuty(ctx, [vet.id], location.id)
  for (const id of unique(wishes.map(({ pet }) => pet.id))) await lockFor(ctx, `pet ${id}`)
  for (const id of unique(wishes.map(({ vet }) => vet.id))) await lockFor(ctx, `vet ${id}`)
}

/** Refuses a pet of another owner, who could not be sent the same bill, and an appointment of another day (AP6). */
function checkTogether(first: Wish, wish: Wish) {
  const day = ({ startsAt, location }: Wish) => dayOf(startsAt, location.timeZone)
  if (wish.pet.ownerId !== first.pet.ownerId)
    throw badInput('petId', `${wish.pet.name} and ${first.pet.name} belong to different owners.`)
  if (day(wish) !== day(first))
    throw badInput('startsAt', 'The appointments of a household visit are on one day.')
}

/**
 * Books several pets that come together, all of them or none; a taken slot is a CONFLICT as for a single one (AP6).
 * no audit: that of each appointment is written.
 */
export async function bookHouseholdVisit(
  ctx: Context,
  input: BookHouseholdVisitInput,
): Promise<HouseholdVisit> {
  const { locationId, appointments: parts, creditStopReason } = input
  authorize(ctx, 'appointment:book', locationId)
  if (parts.length < 2 || parts.length > maxAppointments)
    throw badInput('appointments', `A household visit has 2 to ${maxAppointments} appointments.`)
  const wishes: Wish[] = []
  // Which appointment an error is about; none while nothing has been looked at.
  let place: number | null = null
  try {
    const id = await once(ctx, 'household-visit.book', input, async (ctx) => {
      wishes.length = 0
      for (const [index, { startsAt, durationMinutes, ...part }] of parts.entries()) {
        place = index
        const parties = await checkParties(ctx, { ...part, locationId })
        const minutes = durationOf(parties.type, durationMinutes, parties.pet.speciesId)
        const wish = { ...parties, startsAt, endsAt: addMinutes(startsAt, minutes) }
        checkTogether(wishes[0] ?? wish, wish)
        wishes.push(wish)
      }
      await lockAll(ctx, wishes)
      const householdVisitId = newId()
      for (const [index, wish] of wishes.entries()) {
        place = index
        const { reason, notes, roomId } = parts[index]!
        await checkTime(ctx, wish, wish)
        await insertVisit(ctx, wish, { reason, notes, roomId, creditStopReason, householdVisitId })
      }
      return householdVisitId
    })
    return { id }
  } catch (error) {
    if (place === null) throw error
    const wish = wishes[place]
    throw atPlace(place, wish ? await withAlternatives(ctx, error, wish) : error)
  }
}
