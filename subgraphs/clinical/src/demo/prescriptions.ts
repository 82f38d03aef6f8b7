import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { demoDispensed, dispensedVisits } from '@vetgraph/kit/demo/dispensed'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { dispenses, prescriptions } from '../prescriptions/prescription.table.ts'
import { demoDoses } from './formulary.ts'

const sharePrescribed = 0.25
const courses = [7, 10, 14, 20, 28]

/** What was prescribed at past visits, and mostly handed out: some repeats run out. */
export async function loadPrescriptions(ctx: Context, plan: DemoPlan) {
  const random = new Random(89)
  const written: Array<typeof prescriptions.$inferInsert> = []
  const handedOut: Array<typeof dispenses.$inferInsert> = []
  for (const visit of plan.visits) {
    const suitable = demoDoses.filter(({ speciesId }) => speciesId === visit.pet.species.id)
    if (visit.status !== 'CHECKED_OUT' || visit.pet.status !== 'ACTIVE' || suitable.length === 0) continue
    if (!random.chance(sharePrescribed)) continue
    const dose = random.pick(suitable)
    const id = demoId('prescription', visit.number)
    const quantity = random.pick(courses) * 1000
    const repeats = random.weighted([
      [0, 6],
      [1, 2],
      [3, 2],
    ])
    written.push({
      id,
      petId: visit.pet.id,
      prescriberId: visit.vet.id,
      prescriberNumber: 'VCI-4100',
      drug: dose.product,
      substanceId: dose.substanceId,
      itemId: dose.itemId,
      formularyDoseId: dose.id,
      unit: dose.unit,
      dose: dose.divisibleUnit * (1 + random.below(3)),
      frequency: dose.frequency,
      instructions: random.chance(0.5) ? 'Give with food. Finish the whole course.' : null,
      quantity,
      repeats,
      dispensed: 0,
      prescribedAt: visit.endsAt,
      expiresOn: addDays(dayOf(visit.endsAt, 'UTC'), 183),
      overrides: [],
      version: 1,
    })
    const times = random.below(repeats + 2)
    for (let time = 0; time < times; time++) {
      handedOut.push({
        id: demoId('dispense', visit.number * 10 + time),
        prescriptionId: id,
        locationId: visit.location.id,
        quantity,
        fromStock: false,
        dispensedAt: visit.endsAt,
        dispensedBy: visit.vet.id,
      })
    }
  }
  for (const { prescriptionId, dispensingId, pet, vet, location, endsAt } of dispensedVisits(plan)) {
    const { itemId, substanceId, drug, unit, quantity, repeats } = demoDispensed
    written.push({
      id: prescriptionId,
      petId: pet.id,
      prescriberId: vet.id,
      prescriberNumber: 'VCI-4100',
      drug,
      substanceId,
      itemId,
      unit,
      dose: 1000,
      frequency: 'twice a day',
      instructions: 'Give with food.',
      quantity,
      repeats,
      dispensed: 0,
      prescribedAt: endsAt,
      expiresOn: addDays(dayOf(endsAt, 'UTC'), 183),
      overrides: [],
      version: 1,
    })
    handedOut.push({
      id: dispensingId,
      prescriptionId,
      locationId: location.id,
      quantity,
      fromStock: true,
      dispensedAt: endsAt,
      dispensedBy: vet.id,
    })
  }
  await insertRows(ctx, prescriptions, written)
  await insertRows(ctx, dispenses, handedOut)
}
