import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { appointmentTypes, AppointmentCategory } from '../appointment-types/appointment-type.table.ts'
import { locationRefs, petRefs, userRefs } from '../refs/refs.table.ts'
import { shifts } from '../rosters/shift.table.ts'

export async function aLocation(
  hospital: TestSubgraph,
  overrides: Partial<typeof locationRefs.$inferInsert> = {},
) {
  const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' }))
  const location = {
    id: newId(),
    name: 'Harbour Street',
    timeZone: 'Europe/Dublin',
    openingHours,
    active: true,
    lateCancellationHours: usualPolicies.lateCancellationHours,
    bookingMonthsAhead: usualPolicies.bookingMonthsAhead,
    version: 1,
    ...overrides,
  }
  await hospital.context().db.insert(locationRefs).values(location)
  return location
}

export async function aVet(
  hospital: TestSubgraph,
  locationId: string,
  hours: { starts?: string; ends?: string; isVet?: boolean; active?: boolean } = {},
) {
  const { starts = '08:00', ends = '18:00', isVet = true, active = true } = hours
  const vet = { id: newId(), name: 'Aoife Byrne', isVet, active, version: 1 }
  await hospital.context().db.insert(userRefs).values(vet)
  await alsoAt(hospital, vet.id, locationId, { starts, ends })
  return vet
}

/** A vet's shifts at a location, all week. */
export async function alsoAt(
  hospital: TestSubgraph,
  vetId: string,
  locationId: string,
  hours = { starts: '08:00', ends: '18:00' },
) {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    id: newId(),
    vetId,
    locationId,
    weekday,
    ...hours,
    validFrom: '2000-01-01',
    validTo: null,
  }))
  await hospital.context().db.insert(shifts).values(week)
}

export async function aPet(hospital: TestSubgraph, overrides: Partial<typeof petRefs.$inferInsert> = {}) {
  const pet = {
    id: newId(),
    ownerId: newId(),
    name: 'Bella',
    speciesId: 'dog',
    active: true,
    version: 1,
    ...overrides,
  }
  await hospital.context().db.insert(petRefs).values(pet)
  return pet
}

export async function aType(
  hospital: TestSubgraph,
  overrides: Partial<typeof appointmentTypes.$inferInsert> = {},
) {
  const id = newId()
  const type = {
    id,
    name: `Check-up ${id}`,
    category: AppointmentCategory.CHECKUP,
    durationMinutes: 30,
    needsRoom: false,
    active: true,
    version: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
    ...overrides,
  }
  await hospital.context().db.insert(appointmentTypes).values(type)
  return type
}

/** A location with one vet on duty all week, a pet and a half-hour type. */
export async function aDiary(hospital: TestSubgraph) {
  const location = await aLocation(hospital)
  const [vet, pet, type] = await Promise.all([aVet(hospital, location.id), aPet(hospital), aType(hospital)])
  return { location, vet, pet, type }
}

type Diary = Awaited<ReturnType<typeof aDiary>>

/** The input of a booking in that diary. */
export const aBooking = ({ location, vet, pet, type }: Diary, overrides: Record<string, unknown> = {}) => ({
  petId: pet.id,
  vetId: vet.id,
  locationId: location.id,
  typeId: type.id,
  startsAt: '2026-03-16T10:00:00.000Z',
  ...overrides,
})
