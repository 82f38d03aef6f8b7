import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { type DispensingFacts, emit } from '@vetgraph/kit/contracts/events'
import { quantityOf, thousandthsOf } from '@vetgraph/kit/money'
import { signalPet } from '../pets/changes.service.ts'
import { lockPrescription } from './prescribe.service.ts'
import { prescriptionFacts } from './prescription.service.ts'
import { dispenses } from './prescription.table.ts'

/**
 * Counts on the prescription what inventory has taken from stock, or taken back. Inventory has refused what was not
 * authorised or not valid at that moment, so it counts also when the prescription was cancelled since.
 */
async function count(ctx: Context, facts: DispensingFacts, action: 'dispense' | 'return') {
  authorize(ctx, 'prescription:dispense', facts.locationId)
  const { pet, prescription } = await lockPrescription(ctx, facts.prescriptionId)
  const quantity = thousandthsOf(facts.quantity)!
  await ctx.db.insert(dispenses).values({
    id: facts.id,
    prescriptionId: prescription.id,
    locationId: facts.locationId,
    quantity,
    fromStock: true,
    dispensedAt: new Date(facts.at),
    dispensedBy: facts.actorId,
  })
  await audit(ctx, `prescription.${action}`, {
    entity: 'Prescription',
    entityId: prescription.id,
    before: { dispensed: quantityOf(prescription.dispensed) },
    after: {
      dispensed: quantityOf(prescription.dispensed + quantity),
      quantity: facts.quantity,
      locationId: facts.locationId,
    },
  })
  await signalPet(ctx, pet)
  return {
    ...prescriptionFacts(prescription, pet),
    unit: facts.stockUnit,
    dispenseId: facts.id,
    locationId: facts.locationId,
    quantity: facts.stockQuantity,
    ...(facts.cost && { cost: facts.cost }),
  }
}

/** Counts what was taken from stock, and tells billing to charge it. */
export async function countDispensing(ctx: Context, facts: DispensingFacts) {
  await emit(ctx, 'prescription.dispensed', facts.prescriptionId, await count(ctx, facts, 'dispense'))
}

/** Gives back to the prescription what was brought back, and tells billing to charge the rest. */
export async function countReturn(ctx: Context, facts: DispensingFacts & { replaces: string }) {
  const rest = await count(ctx, facts, 'return')
  await emit(ctx, 'prescription.returned', facts.prescriptionId, { ...rest, replaces: facts.replaces })
}
