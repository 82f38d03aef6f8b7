import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { vitals } from '../measurements/vitals.table.ts'

const shareMeasured = 0.4

/** Vital signs of some past visits. */
export async function loadVitals(ctx: Context, plan: DemoPlan) {
  const random = new Random(83)
  await insertRows(
    ctx,
    vitals,
    plan.visits
      .filter(({ status }) => status === 'CHECKED_OUT' && random.chance(shareMeasured))
      .map((visit) => {
        const at = addMinutes(visit.startsAt, 6)
        return {
          id: demoId('vitals', visit.number),
          petId: visit.pet.id,
          temperature: 378 + random.below(14),
          heartRate: 80 + random.below(70),
          respiratoryRate: 16 + random.below(20),
          painScore: random.weighted([
            [0, 6],
            [1, 3],
            [2, 1],
          ]),
          bodyConditionScore: 4 + random.below(4),
          measuredAt: at,
          enteredAt: at,
          enteredBy: visit.vet.id,
        }
      }),
  )
}
