import { randomUUID } from 'node:crypto'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import type { WalkHospital } from './hospital.ts'
import { backstage, type Household } from './people.ts'

/** A visit from the first step to the last, with its invoice released. */
export async function visit(hospital: WalkHospital, petId: string, word: string): Promise<string> {
  const id = await hospital.book(petId, { reason: `${word} limps`, notes: `${backstage}: bites` })
  await hospital.step('confirmAppointment', id)
  for (const name of ['checkIn', 'start', 'complete']) await hospital.step(`${name}Appointment`, id, true)
  await hospital.step('checkOutAppointment', id)
  return id
}

/** A patient who waits for a time, and was offered one. */
export async function wait(hospital: WalkHospital, petId: string, locationId: string) {
  const [type] = await hospital.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
  const entry = await hospital.mutate('addToWaitlist', {
    ...{ petId, locationId, typeId: type!.id, note: `${backstage}: impatient` },
    ...{ firstDay: '2099-01-01', lastDay: '2099-01-31' },
  })
  await hospital.sql`
    insert into scheduling.slot_offers
      (id, entry_id, owner_id, vet_id, starts_at, ends_at, hash, expires_at, version, created_at, updated_at)
    select ${randomUUID()}, ${entry.id}, owner_id, ${await hospital.someVet()}, now() + interval '2 days',
      now() + interval '3 days', ${randomUUID()}, now() + interval '1 day', 1, now(), now()
    from scheduling.pet_refs where id = ${petId}`
}

/** A visit that the client asks for, and nobody has decided. */
export async function request(
  hospital: WalkHospital,
  petId: string,
  client: Pick<Household, 'word' | 'ownerId' | 'userId'>,
) {
  const [location] = await hospital.locations()
  const types = await hospital.do<Array<{ id: string; category: string }>>(
    '{ appointmentTypes { id category } }',
  )
  const { word, userId, ownerId } = client
  await hospital.do(
    'mutation ($input: RequestAppointmentInput!) { requestAppointment(input: $input) { id } }',
    {
      input: {
        ...{ petId, locationId: location!.id, reason: `${word} limps again` },
        typeId: types.find(({ category }) => category === 'SURGERY')!.id,
        day: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
      },
    },
    asRole('OWNER', { userId, ownerId }),
  )
}

/** A time far ahead that the client holds, for longer than the walk takes. */
export async function hold(hospital: WalkHospital, petId: string, userId: string) {
  const [location] = await hospital.locations()
  const [type] = await hospital.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
  await hospital.sql`
    insert into scheduling.slot_holds (id, location_id, pet_id, type_id, vet_id, starts_at, ends_at,
      buffer_before_minutes, buffer_after_minutes, held_by, created_at, expires_at)
    values (${randomUUID()}, ${location!.id}, ${petId}, ${type!.id}, ${randomUUID()}, now() + interval '9 years',
      now() + interval '9 years 10 minutes', 0, 0, ${userId}, now(), now() + interval '1 day')`
}

/** A patient who came without an appointment, described and triaged by staff. */
export async function walkIn(hospital: WalkHospital, petId: string) {
  const [location] = await hospital.locations()
  const [type] = await hospital.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
  const { id } = await hospital.mutate('registerWalkIn', {
    locationId: location!.id,
    typeId: type!.id,
    petId,
    vetId: await hospital.someVet(),
    patientDescription: `${backstage}: wet`,
    broughtBy: `${backstage}: a neighbour`,
  })
  await hospital.mutate('triageAppointment', { id, version: 1, level: 'GREEN', note: `${backstage}: drunk` })
}

/** A visit whose work is nearly done: its invoice will be a draft. */
export async function readied(hospital: WalkHospital, petId: string, word: string): Promise<string> {
  const id = await hospital.book(petId, { reason: `${word} itches`, notes: backstage })
  for (const name of ['checkIn', 'start']) await hospital.step(`${name}Appointment`, id, true)
  return id
}
