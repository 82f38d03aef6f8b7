import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { PetAlertKind, petAlerts, PetAlertSeverity } from '../alerts/pet-alert.table.ts'
import { substanceIdOf } from './formulary.ts'

type Alert = readonly [
  kind: 'ALLERGY' | 'BEHAVIOUR' | 'MEDICAL' | 'OTHER',
  severity: 'SEVERE' | 'MODERATE' | 'MILD',
  text: string,
  substance?: string,
]

/** The alerts on some charts. */
const demoAlerts: readonly Alert[] = [
  ['ALLERGY', 'SEVERE', 'Allergic to penicillin', 'Amoxicillin'],
  ['BEHAVIOUR', 'SEVERE', 'Bites when handled: muzzle'],
  ['BEHAVIOUR', 'MILD', 'Frightened of dogs: separate waiting room'],
  ['MEDICAL', 'MODERATE', 'Diabetic'],
  ['ALLERGY', 'SEVERE', 'Sensitive to ivermectin (MDR1)', 'Ivermectin'],
  ['MEDICAL', 'MODERATE', 'Heart murmur: careful with fluids'],
]

const shareAlerted = 0.08

export async function loadAlerts(ctx: Context, plan: DemoPlan, since: Date) {
  const random = new Random(61)
  await insertRows(
    ctx,
    petAlerts,
    plan.pets
      .filter(() => random.chance(shareAlerted))
      .map((pet, index) => {
        const [kind, severity, text, substance] = random.pick(demoAlerts)
        return {
          id: demoId('alert', index),
          petId: pet.id,
          kind: PetAlertKind[kind],
          severity: PetAlertSeverity[severity],
          text,
          substanceId: substance ? substanceIdOf(substance) : null,
          addedAt: since,
          addedBy: plan.vets[0]!.id,
        }
      }),
  )
}
