import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { conflict } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { signalPet } from '../pets/changes.service.ts'
import { lockPrescription, requireLiving } from './prescribe.service.ts'
import type { RefillPrescriptionInput } from './prescription.inputs.ts'
import { getPrescription, prescriptionFacts, statusOf } from './prescription.service.ts'
import { dispenses, type PrescriptionRow } from './prescription.table.ts'
import { PrescriptionStatus } from './prescription.types.ts'
import { amountOf } from './stops.service.ts'

const refusals = {
  [PrescriptionStatus.USED_UP]: 'This prescription is used up.',
  [PrescriptionStatus.EXPIRED]: 'This prescription has expired.',
  [PrescriptionStatus.CANCELLED]: 'This prescription is cancelled.',
}

/** Hands out some of a prescription that is not kept in stock, never more than it authorises, however many counters do so at once (MR6). */
export async function refillPrescription(
  ctx: Context,
  input: RefillPrescriptionInput,
): Promise<PrescriptionRow> {
  const { userId } = authorize(ctx, 'prescription:dispense', input.locationId)
  const id = await once(ctx, 'refillPrescription', input, async (ctx) => {
    const { pet, prescription } = await lockPrescription(ctx, input.id)
    requireLiving(pet, 'id')
    if (prescription.itemId !== null)
      throw conflict(`${prescription.drug} is kept in stock: dispense it from its lots.`, { field: 'id' })
    const status = statusOf(ctx, prescription)
    if (status !== PrescriptionStatus.ACTIVE) throw conflict(refusals[status], { field: 'id', status })
    const remaining = prescription.authorised - prescription.dispensed
    const quantity =
      input.quantity == null
        ? Math.min(prescription.quantity, remaining)
        : amountOf('quantity', input.quantity)
    if (quantity > remaining) {
      throw conflict(`Only ${quantityOf(remaining)} ${prescription.unit} are left of this prescription.`, {
        field: 'quantity',
        remaining: quantityOf(remaining),
      })
    }
    const [dispense] = await ctx.db
      .insert(dispenses)
      .values({
        id: newId(),
        prescriptionId: prescription.id,
        locationId: input.locationId,
        quantity,
        dispensedAt: ctx.now(),
        dispensedBy: userId,
      })
      .returning()
    await audit(ctx, 'prescription.dispense', {
      entity: 'Prescription',
      entityId: prescription.id,
      before: { dispensed: quantityOf(prescription.dispensed) },
      after: {
        dispensed: quantityOf(prescription.dispensed + quantity),
        quantity: quantityOf(quantity),
        locationId: input.locationId,
      },
    })
    await emit(ctx, 'prescription.dispensed', prescription.id, {
      ...prescriptionFacts(prescription, pet),
      dispenseId: dispense!.id,
      locationId: input.locationId,
      quantity: quantityOf(quantity),
    })
    await signalPet(ctx, pet)
    return prescription.id
  })
  return getPrescription(ctx, id)
}
