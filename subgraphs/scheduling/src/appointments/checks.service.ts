import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { dayOf, type Interval } from '@vetgraph/kit/time'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import type { AppointmentTypeRow } from '../appointment-types/appointment-type.table.ts'
import { locations, pets, users } from '../refs/refs.service.ts'
import type { LocationRef, PetRef, UserRef } from '../refs/refs.table.ts'
import { rosterOf } from '../rosters/roster.service.ts'
import type { AppointmentRow } from './appointment.table.ts'
import { gridMinutes } from './slots.service.ts'

/** Who and what a visit needs in order to take place. */
export interface Parties {
  pet: PetRef
  vet: UserRef
  location: LocationRef
  type: AppointmentTypeRow
}

/** Refuses a visit whose pet, vet, location or type cannot be booked, also when an old visit is to stand again (AP3). */
export async function checkParties(
  ctx: Context,
  visit: Pick<AppointmentRow, 'petId' | 'vetId' | 'locationId' | 'typeId'>,
): Promise<Parties> {
  const [pet, vet, location, type] = await Promise.all([
    pets.find(ctx, visit.petId),
    users.find(ctx, visit.vetId),
    locations.find(ctx, visit.locationId),
    findAppointmentType(ctx, visit.typeId),
  ])
  if (!pet) throw notFound('pet', 'petId')
  if (!location) throw notFound('location', 'locationId')
  if (!type) throw notFound('appointment type', 'typeId')
  if (!vet) throw notFound('vet', 'vetId')
  if (!pet.active) throw badInput('petId', `${pet.name} is not an active patient.`)
  if (!location.active) throw badInput('locationId', `${location.name} is closed.`)
  if (!type.active) throw badInput('typeId', `${type.name} is no longer offered.`)
  if (!vet.isVet || !vet.active) throw badInput('vetId', `${vet.name} cannot be booked.`)
  return { pet, vet, location, type }
}

/** Refuses a time that cannot be booked whatever the diary says: the past, off the grid, off duty (AP3). */
export async function checkTime(
  ctx: Context,
  { location, vet }: Pick<Parties, 'location' | 'vet'>,
  { startsAt, endsAt }: Interval,
) {
  if (startsAt < ctx.now()) throw badInput('startsAt', 'This time is in the past.')
  if (startsAt.getTime() % (gridMinutes * 60_000) !== 0) {
    throw badInput('startsAt', `Visits start on the ${gridMinutes}-minute grid.`)
  }
  const roster = await rosterOf(ctx, location, dayOf(startsAt, location.timeZone), 1, vet.id)
  if (!roster.some((span) => span.startsAt <= startsAt && endsAt <= span.endsAt)) {
    throw badInput('startsAt', `${vet.name} is not on duty at ${location.name} for the whole of that time.`)
  }
}
