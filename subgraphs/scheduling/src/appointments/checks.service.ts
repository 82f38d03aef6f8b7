import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { oneLine } from '@vetgraph/kit/text'
import { dayOf, type Interval } from '@vetgraph/kit/time'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import {
  AppointmentCategory,
  type AppointmentTypeRow,
  gridMinutes,
} from '../appointment-types/appointment-type.table.ts'
import { credits, locations, pets, users } from '../refs/refs.service.ts'
import type { LocationRef, PetRef, UserRef } from '../refs/refs.table.ts'
import type { RosterSpan } from '../rosters/duty.ts'
import { keepDuty } from '../rosters/duty-lock.ts'
import { rosterOf } from '../rosters/roster.service.ts'
import type { AppointmentRow } from './appointment.table.ts'
import { occupied, overlappingOfPet } from './calendar.service.ts'
import { beyondHorizon, horizonOf } from './slots.service.ts'

const maxReason = 500
const maxNotes = 2000

/** The text as it is kept, or BAD_USER_INPUT when it is too long. */
export function textOf(
  field: 'reason' | 'notes' | 'overlapReason' | 'otherDayReason' | 'creditStopReason',
  text: string,
): string {
  const kept = field === 'notes' ? text.trim() : oneLine(text)
  const longest = field === 'notes' ? maxNotes : maxReason
  if (kept.length > longest) throw badInput(field, `At most ${longest} characters.`)
  return kept
}

/** The pet, vet, location and type of an appointment. */
export interface Parties {
  pet: PetRef
  vet: UserRef
  location: LocationRef
  type: AppointmentTypeRow
}

/** Refuses a pet that is no patient any more. */
export async function checkPatient(ctx: Context, petId: string): Promise<PetRef> {
  const pet = await pets.find(ctx, petId)
  if (!pet) throw notFound('pet', 'petId')
  if (!pet.active) throw badInput('petId', `${pet.name} is not an active patient.`)
  return pet
}

/** Refuses a location or type that cannot be booked (AP3). */
export async function checkService(ctx: Context, wish: Pick<AppointmentRow, 'locationId' | 'typeId'>) {
  const [location, type] = await Promise.all([
    locations.find(ctx, wish.locationId),
    findAppointmentType(ctx, wish.typeId),
  ])
  if (!location) throw notFound('location', 'locationId')
  if (!type) throw notFound('appointment type', 'typeId')
  if (!location.active) throw badInput('locationId', `${location.name} is closed.`)
  if (!type.active) throw badInput('typeId', `${type.name} is no longer offered.`)
  return { location, type }
}

/** Refuses a vet, location or type that cannot be booked (AP3). */
export async function checkOffer(
  ctx: Context,
  visit: Pick<AppointmentRow, 'vetId' | 'locationId' | 'typeId'>,
): Promise<Omit<Parties, 'pet'>> {
  const [vet, service] = await Promise.all([users.find(ctx, visit.vetId), checkService(ctx, visit)])
  // A client is not told who has an account here.
  if (!vet || (!vet.isVet && !can(ctx.viewer, 'staff:read'))) throw notFound('vet', 'vetId')
  if (!vet.isVet || !vet.active) throw badInput('vetId', `${vet.name} cannot be booked.`)
  return { vet, ...service }
}

/** Refuses a visit whose pet, vet, location or type cannot be booked, also when an old visit is to stand again (AP3). */
export async function checkParties(
  ctx: Context,
  visit: Pick<AppointmentRow, 'vetId' | 'locationId' | 'typeId'> & { petId: string },
): Promise<Parties> {
  const [pet, offer] = await Promise.all([checkPatient(ctx, visit.petId), checkOffer(ctx, visit)])
  return { pet, ...offer }
}

/**
 * Refuses a time that cannot be booked whatever the diary says: the past, beyond the horizon, off the grid, off duty
 * (AP3). Who checks many times has read the roster of all of them.
 */
export async function checkTime(
  ctx: Context,
  { location, vet, type }: Pick<Parties, 'location' | 'vet' | 'type'>,
  time: Interval,
  known?: readonly RosterSpan[],
) {
  const { startsAt } = time
  if (startsAt < ctx.now()) throw badInput('startsAt', 'This time is in the past.')
  if (startsAt > horizonOf(ctx, location)) {
    throw badInput('startsAt', beyondHorizon(location))
  }
  if (startsAt.getTime() % (gridMinutes * 60_000) !== 0) {
    throw badInput('startsAt', `Visits start on the ${gridMinutes}-minute grid.`)
  }
  if (!known) await keepDuty(ctx, [vet.id], location.id)
  const roster = known ?? (await rosterOf(ctx, location, dayOf(startsAt, location.timeZone), 1, vet.id))
  const needed = occupied(time, type)
  if (!roster.some((span) => span.startsAt <= needed.startsAt && needed.endsAt <= span.endsAt)) {
    const buffers = type.bufferBeforeMinutes + type.bufferAfterMinutes > 0
    throw badInput(
      'startsAt',
      `${vet.name} is not on duty at ${location.name} for the whole of that time${buffers ? ', with preparation and cleaning' : ''}.`,
    )
  }
}

/** The patient of a visit that is to go on; of a walk-in it may not be known yet (AP14). */
export function patientOf({ petId }: AppointmentRow): string {
  if (petId === null) throw badInput('petId', 'Say first which patient this is.')
  return petId
}

interface PetTime extends Interval {
  pet: PetRef
  location: { id: string }
  /** The visit itself, when it is there already. */
  visitId?: string
}

/**
 * A pet is at one place at a time: an overlap is a CONFLICT that names the other visit, unless somebody
 * who may do so gives a reason, which is answered so that the visit keeps it (AP1, AP4).
 */
export async function checkPetFree(
  ctx: Context,
  { pet, location, startsAt, endsAt, visitId }: PetTime,
  overlapReason: string | null | undefined,
): Promise<string | null> {
  const reason = textOf('overlapReason', overlapReason ?? '')
  await lockFor(ctx, `pet ${pet.id}`)
  const visits = await overlappingOfPet(ctx, pet.id, { startsAt, endsAt })
  const other = visits.find(({ id }) => id !== visitId)
  if (!other) return null
  if (reason !== '') {
    authorize(ctx, 'appointment:double-book', location.id)
    return reason
  }
  const clash = {
    startsAt: other.startsAt,
    endsAt: other.endsAt,
    // Who works at one location does not learn what is booked at another (AU6).
    ...(can(ctx.viewer, 'appointment:read', other.locationId) && {
      id: other.id,
      vetId: other.vetId,
      locationId: other.locationId,
    }),
  }
  throw conflict(`${pet.name} already has a visit at that time.`, { field: 'startsAt', taken: 'PET', clash })
}

/**
 * An owner whose credit is stopped books ordinary visits only with a reason, which is answered so that the history keeps
 * it; an emergency is never refused for debt (B11).
 */
export async function checkCredit(
  ctx: Context,
  { pet, type }: Parties,
  creditStopReason: string | null | undefined,
): Promise<string | null> {
  const reason = textOf('creditStopReason', creditStopReason ?? '')
  if (type.category === AppointmentCategory.EMERGENCY) return null
  const credit = await credits.find(ctx, pet.ownerId)
  if (!credit?.stopped) return null
  if (reason !== '') return reason
  throw conflict('Because of debts, ordinary visits of this client are booked with a reason only.', {
    field: 'petId',
    rule: 'credit_stop',
  })
}
