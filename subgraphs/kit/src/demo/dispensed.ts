import type { DemoPlan } from './plan.ts'
import { demoId } from './random.ts'

const visits = 6

/** Tablets that were dispensed from stock at the latest visits of dogs: clinical prescribes them, inventory has the lots. */
export const demoDispensed = {
  itemId: demoId('inventory item', 7),
  substanceId: demoId('substance', 2),
  drug: 'Carprofen 50 mg tablets',
  unit: 'tablet',
  /** Thousandths; it may be dispensed twice. */
  quantity: 10_000,
  repeats: 1,
}

/** The visits at which they were dispensed, with the ids of the prescription and of the dispensing. */
export const dispensedVisits = (plan: DemoPlan) =>
  plan.visits
    .filter(
      ({ status, pet }) => status === 'CHECKED_OUT' && pet.status === 'ACTIVE' && pet.species.id === 'dog',
    )
    .slice(-visits)
    .map((visit) => ({
      ...visit,
      prescriptionId: demoId('dispensed prescription', visit.number),
      dispensingId: demoId('dispensing', visit.number),
    }))
