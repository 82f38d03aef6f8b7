import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, DomainError, ErrorCode, notFound, stale } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { optionalText, requiredText } from '@vetgraph/kit/text'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { getFormularyDose } from '../formulary/formulary.service.ts'
import { getSubstance } from '../formulary/substance.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { lockPet } from '../pets/pet.service.ts'
import { type PetRow, PetStatus } from '../pets/pet.table.ts'
import { getItem } from '../refs/item.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import type {
  CancelPrescriptionInput,
  PrescribeInput,
  UpdatePrescriptionInput,
} from './prescription.inputs.ts'
import { getPrescription, prescriptionFacts, prescriptionValues } from './prescription.service.ts'
import { type PrescriptionRow, prescriptions } from './prescription.table.ts'
import { amountOf, type Medicine, medicineOf, overridden, stopsOf } from './stops.service.ts'

const maxRepeats = 24
const maxNote = 1000
const usualDays = 183
const maxDays = 366

/** The number under which the viewer prescribes: it must be there and hold today (U2). */
async function prescriberNumberOf(ctx: Context, userId: string): Promise<string> {
  const prescriber = await users.find(ctx, userId)
  const refuse = (message: string) =>
    new DomainError(ErrorCode.FORBIDDEN, message, { permission: 'prescription:write' })
  if (!prescriber?.active || prescriber.prescriberNumber === null) {
    throw refuse('You have no prescriber’s number: an administrator enters it.')
  }
  if (prescriber.prescriberExpiresOn! < dayOf(ctx.now(), 'UTC')) {
    throw refuse(`Your prescriber’s number expired on ${prescriber.prescriberExpiresOn!}.`)
  }
  return prescriber.prescriberNumber
}

export function requireLiving(pet: PetRow, field: string) {
  if (pet.status === PetStatus.ACTIVE) return
  throw badInput(field, `${pet.name} is ${pet.status.toLowerCase()}: nothing is prescribed or dispensed.`, {
    status: pet.status,
  })
}

function lastDay(ctx: Context, expiresOn: string | null | undefined): string {
  const today = dayOf(ctx.now(), 'UTC')
  if (!expiresOn) return addDays(today, usualDays)
  if (expiresOn < today) throw badInput('expiresOn', 'This day has passed.')
  if (expiresOn > addDays(today, maxDays)) throw badInput('expiresOn', 'At most a year ahead.')
  return expiresOn
}

function repeatsOf(repeats: number): number {
  if (repeats < 0 || repeats > maxRepeats) throw badInput('repeats', `From 0 to ${maxRepeats}.`)
  return repeats
}

/** What the label says the medicine is: by the formulary, by the inventory, or in words. */
async function productOf(ctx: Context, input: PrescribeInput, { formulary }: Medicine) {
  if (formulary) {
    return {
      drug: formulary.product,
      unit: formulary.unit,
      itemId: formulary.itemId,
      frequency: optionalText('frequency', input.frequency) ?? formulary.frequency,
    }
  }
  const item = input.itemId ? await getItem(ctx, input.itemId, 'itemId') : null
  return {
    drug: item?.name ?? requiredText('drug', input.drug ?? ''),
    unit: item?.unit ?? requiredText('unit', input.unit ?? '', 50),
    itemId: item?.id ?? null,
    frequency: requiredText('frequency', input.frequency ?? ''),
  }
}

async function knownLocation(ctx: Context, id: string | null | undefined): Promise<string | null> {
  if (!id) return null
  const location = await locations.find(ctx, id)
  if (!location) throw notFound('location', 'locationId')
  return location.id
}

/** Writes a prescription; what speaks against it needs a reason, which is kept (MR7). */
export async function prescribe(ctx: Context, input: PrescribeInput): Promise<PrescriptionRow> {
  const { userId } = authorize(ctx, 'prescription:write')
  const id = await once(ctx, 'prescribe', input, async (ctx) => {
    const prescriberNumber = await prescriberNumberOf(ctx, userId)
    const pet = await lockPet(ctx, input.petId, 'petId')
    requireLiving(pet, 'petId')
    const medicine = await medicineOf(ctx, pet, input)
    const values = {
      ...(await productOf(ctx, input, medicine)),
      instructions: optionalText('instructions', input.instructions, maxNote),
      quantity: amountOf('quantity', input.quantity),
      repeats: repeatsOf(input.repeats ?? 0),
      expiresOn: lastDay(ctx, input.expiresOn),
    }
    const overrides = overridden(await stopsOf(ctx, medicine, null), input.overrides ?? [])
    const locationId = await knownLocation(ctx, input.locationId)
    const [row] = await ctx.db
      .insert(prescriptions)
      .values({
        id: newId(),
        petId: pet.id,
        prescriberId: userId,
        prescriberNumber,
        substanceId: medicine.substance.id,
        formularyDoseId: medicine.formulary?.id ?? null,
        dose: medicine.dose,
        ...values,
        dispensed: 0,
        prescribedAt: ctx.now(),
        overrides,
        version: 1,
      })
      .returning()
    await audit(ctx, 'prescription.create', {
      entity: 'Prescription',
      entityId: row!.id,
      after: prescriptionValues(row!),
    })
    await emit(ctx, 'prescription.created', row!.id, { ...prescriptionFacts(row!, pet), locationId })
    await signalPet(ctx, pet)
    return row!.id
  })
  return getPrescription(ctx, id)
}

/** The prescription's row, kept from others until the transaction ends, and its pet's, which is taken before it. */
export async function lockPrescription(ctx: Context, id: string) {
  const [known] = await ctx.db
    .select({ petId: prescriptions.petId })
    .from(prescriptions)
    .where(eq(prescriptions.id, asId(id)))
  if (!known) throw notFound('prescription', 'id')
  const pet = await lockPet(ctx, known.petId, 'id')
  const [prescription] = await ctx.db
    .select()
    .from(prescriptions)
    .where(eq(prescriptions.id, asId(id)))
    .for('update')
  return { pet, prescription: prescription! }
}

/** Changes a prescription of which nothing was dispensed; it is checked like a new one. */
export async function updatePrescription(
  ctx: Context,
  input: UpdatePrescriptionInput,
): Promise<PrescriptionRow> {
  const { userId } = authorize(ctx, 'prescription:write')
  await transact(ctx, async (ctx) => {
    const prescriberNumber = await prescriberNumberOf(ctx, userId)
    const { pet, prescription: before } = await lockPrescription(ctx, input.id)
    if (before.version !== input.version) throw stale(prescriptionValues(before), before.version)
    requireLiving(pet, 'id')
    if (before.cancelledAt) throw conflict('This prescription is cancelled.', { field: 'id' })
    const medicine: Medicine = {
      pet,
      substance: await getSubstance(ctx, before.substanceId),
      formulary: before.formularyDoseId === null ? null : await getFormularyDose(ctx, before.formularyDoseId),
      dose:
        input.dose === undefined ? before.dose : input.dose === null ? null : amountOf('dose', input.dose),
    }
    const [after] = await ctx.db
      .update(prescriptions)
      .set({
        prescriberId: userId,
        prescriberNumber,
        dose: medicine.dose,
        frequency: input.frequency == null ? before.frequency : requiredText('frequency', input.frequency),
        instructions:
          input.instructions === undefined
            ? before.instructions
            : optionalText('instructions', input.instructions, maxNote),
        quantity: input.quantity == null ? before.quantity : amountOf('quantity', input.quantity),
        repeats: repeatsOf(input.repeats ?? before.repeats),
        expiresOn: input.expiresOn == null ? before.expiresOn : lastDay(ctx, input.expiresOn),
        overrides: overridden(await stopsOf(ctx, medicine, before.id), input.overrides ?? []),
        version: before.version + 1,
      })
      .where(eq(prescriptions.id, before.id))
      .returning()
    await audit(ctx, 'prescription.update', {
      entity: 'Prescription',
      entityId: before.id,
      before: prescriptionValues(before),
      after: prescriptionValues(after!),
    })
    await signalPet(ctx, pet)
  })
  return getPrescription(ctx, input.id)
}

/** Ends a prescription with a reason; what was dispensed stays on the chart. Twice is once. */
export async function cancelPrescription(
  ctx: Context,
  input: CancelPrescriptionInput,
): Promise<PrescriptionRow> {
  const { userId } = authorize(ctx, 'prescription:write')
  const cancelReason = requiredText('reason', input.reason, maxNote)
  await transact(ctx, async (ctx) => {
    const { pet, prescription: before } = await lockPrescription(ctx, input.id)
    if (before.cancelledAt) return
    const [after] = await ctx.db
      .update(prescriptions)
      .set({ cancelledAt: ctx.now(), cancelledBy: userId, cancelReason, version: before.version + 1 })
      .where(eq(prescriptions.id, before.id))
      .returning()
    await audit(ctx, 'prescription.cancel', {
      entity: 'Prescription',
      entityId: before.id,
      before: prescriptionValues(before),
      after: prescriptionValues(after!),
    })
    await emit(ctx, 'prescription.cancelled', before.id, prescriptionFacts(after!, pet))
    await signalPet(ctx, pet)
  })
  return getPrescription(ctx, input.id)
}
