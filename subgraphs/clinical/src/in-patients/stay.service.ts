import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { emit, type StayFacts } from '@vetgraph/kit/contracts/events'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { dayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { eq } from 'drizzle-orm'
import { checkAlive, lockPet } from '../pets/pet.service.ts'
import { pets } from '../pets/pet.table.ts'
import { visitOf } from '../refs/appointment-ref.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import { lockCage } from './cage.service.ts'
import type {
  AdmitPetInput,
  DischargePetInput,
  HandOverInPatientInput,
  MoveInPatientInput,
} from './in-patient.inputs.ts'
import { getInPatient, lockPresent, saved } from './in-patient.service.ts'
import type { InPatientRow } from './in-patient.table.ts'
import { chargedTreatments, stopAll } from './order.service.ts'

/** Takes a patient into a free cage; one that has died is not admitted, and nobody twice. */
export async function admitPet(ctx: Context, input: AdmitPetInput): Promise<InPatientRow> {
  const { userId } = authorize(ctx, 'in-patient:write', input.locationId)
  const id = await once(ctx, 'admitPet', input, async (ctx) => {
    const { locationId, reason } = input
    if (!(await locations.find(ctx, locationId))) throw notFound('location', 'locationId')
    const vet = await users.find(ctx, input.vetId ?? userId)
    if (!vet?.isVet || !vet.active) throw badInput('vetId', 'Name the vet who is responsible.')
    const visit = await visitOf(ctx, input)
    const pet = await lockPet(ctx, input.petId, 'petId')
    checkAlive(pet, 'petId')
    const cage = await lockCage(ctx, input.cageId, locationId)
    const stay = await saved.add(ctx, {
      petId: pet.id,
      locationId,
      cageId: cage.id,
      appointmentId: visit?.id ?? null,
      vetId: vet.id,
      reason,
      admittedAt: ctx.now(),
      admittedBy: userId,
    })
    return stay.id
  })
  return getInPatient(ctx, id)
}

/** Puts an in-patient into another free cage. */
export async function moveInPatient(ctx: Context, input: MoveInPatientInput): Promise<InPatientRow> {
  authorize(ctx, 'in-patient:write')
  return transact(ctx, async (ctx) => {
    const stay = await lockPresent(ctx, input.id, 'id', input.version)
    authorize(ctx, 'in-patient:write', stay.locationId)
    const cage = await lockCage(ctx, input.cageId, stay.locationId)
    return saved.change(ctx, stay, { cageId: cage.id }, 'move')
  })
}

/** Says what the next shift must know; the audit keeps what was said before. */
export async function handOver(ctx: Context, input: HandOverInPatientInput): Promise<InPatientRow> {
  const { userId } = authorize(ctx, 'treatment:record')
  return transact(ctx, async (ctx) => {
    const stay = await lockPresent(ctx, input.id, 'id', input.version)
    authorize(ctx, 'treatment:record', stay.locationId)
    const note = { handOver: input.note, handOverAt: ctx.now(), handOverBy: userId }
    return saved.change(ctx, stay, note, 'hand-over')
  })
}

async function stayFacts(ctx: Context, stay: InPatientRow): Promise<StayFacts> {
  const { id, petId, locationId, appointmentId, admittedAt, dischargedAt } = stay
  const [pet] = await ctx.db.select().from(pets).where(eq(pets.id, petId))
  const { name: petName, ownerId } = pet!
  const { timeZone } = (await locations.find(ctx, locationId))!
  const days = { from: dayOf(admittedAt, timeZone), to: dayOf(dischargedAt!, timeZone) }
  const given = { treatments: await chargedTreatments(ctx, id) }
  return { id, petId, petName, ownerId, locationId, appointmentId, ...days, ...given }
}

/** Ends a stay: its cage is free, and what still ran is stopped. */
export async function dischargePet(ctx: Context, input: DischargePetInput): Promise<InPatientRow> {
  const { userId } = authorize(ctx, 'in-patient:write')
  return transact(ctx, async (ctx) => {
    const stay = await lockPresent(ctx, input.id, 'id', input.version)
    authorize(ctx, 'in-patient:write', stay.locationId)
    await stopAll(ctx, stay.id, userId, 'Discharged')
    const home = { dischargedAt: ctx.now(), dischargedBy: userId, instructions: input.instructions }
    const gone = await saved.change(ctx, stay, home, 'discharge')
    await emit(ctx, 'in-patient.discharged', gone.id, await stayFacts(ctx, gone))
    return gone
  })
}
