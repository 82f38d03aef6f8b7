import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import type { AppointmentFacts, Events, LocationFacts, UserFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'

/** A location in Amsterdam that notifications have heard of. */
export async function aLocation(hospital: TestSubgraph, overrides: Partial<LocationFacts> = {}) {
  const location: LocationFacts = {
    id: newId(),
    version: 1,
    name: 'Vondelpark',
    timeZone: 'Europe/Amsterdam',
    currency: 'EUR',
    active: true,
    openingHours: [],
    taxRate: 2100,
    ...usualPolicies,
    ...overrides,
  }
  await hospital.deliver('location.changed', location)
  return location
}

/** A vet that notifications have heard of. */
export async function aVet(hospital: TestSubgraph, overrides: Partial<UserFacts> = {}) {
  const vet: UserFacts = {
    id: newId(),
    version: 1,
    name: 'Daan Visser',
    active: true,
    isVet: true,
    ownerId: null,
    prescriberNumber: null,
    prescriberExpiresOn: null,
    ...overrides,
  }
  await hospital.deliver('user.changed', vet)
  return vet
}

/** The facts of a visit tomorrow at 10:30 in Amsterdam, with a known vet at a known location. */
export async function aVisit(
  hospital: TestSubgraph,
  overrides: Partial<AppointmentFacts> = {},
): Promise<AppointmentFacts> {
  return {
    id: newId(),
    version: 1,
    actorId: newId(),
    petId: newId(),
    petName: 'Bella',
    ownerId: newId(),
    vetId: overrides.vetId ?? (await aVet(hospital)).id,
    locationId: overrides.locationId ?? (await aLocation(hospital)).id,
    householdVisitId: null,
    typeId: newId(),
    typeName: 'Check-up',
    startsAt: '2026-03-17T09:30:00.000Z',
    endsAt: '2026-03-17T10:00:00.000Z',
    ...overrides,
  }
}

/** The visit as moved, with what it was before. */
export const moved = (
  visit: AppointmentFacts,
  changes: Partial<AppointmentFacts>,
): Events['appointment.rescheduled'] => ({
  ...visit,
  version: visit.version + 1,
  ...changes,
  previousVetId: visit.vetId,
  previousStartsAt: visit.startsAt,
})

/** A vet with some unread notifications, the newest last. */
export async function aVetWithNews(hospital: TestSubgraph, many: number) {
  const vet = await aVet(hospital)
  const { id: locationId } = await aLocation(hospital)
  for (let each = 0; each < many; each++) {
    const visit = await aVisit(hospital, { vetId: vet.id, locationId, petName: `Pet ${each + 1}` })
    await hospital.deliver('appointment.booked', visit)
  }
  const rows = await hospital.admin`
    select id from notifications.notifications where recipient_id = ${vet.id} order by created_at, title, id`
  return { vet, ids: rows.map((row) => row['id'] as string) }
}
