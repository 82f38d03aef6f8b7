import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { drawnSignature } from '@vetgraph/kit/demo/signature'
import { addMinutes, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import {
  TreatmentPlanDecision,
  type TreatmentPlanLineRow,
  treatmentPlanLines,
  type TreatmentPlanRow,
  treatmentPlans,
  treatmentPlanSignatures,
  TreatmentPlanStatus,
} from '../treatment-plans/treatment-plan.table.ts'

/** What is planned: the least and the most of it in thousandths, whether it is recommended, and why it is declined. */
const teeth: ReadonlyArray<readonly [string, number, number, boolean, string | null]> = [
  ['Blood count before the anaesthesia', 1000, 1000, true, null],
  ['Dental scaling under anaesthesia', 1000, 1000, true, null],
  ['Tooth extraction', 0, 4000, true, null],
  ['Check of the teeth every six months', 2000, 2000, false, 'Comes when something is wrong.'],
]

/** Two patients with the same plan: one waits for its owner, who of the other has decided. */
export async function loadTreatmentPlans(ctx: Context, plan: DemoPlan) {
  const vet = plan.vets[0]!
  const pets = plan.pets.filter(({ status }) => status === 'ACTIVE').slice(-8, -6)
  const made = pets.map(
    (pet, number): { row: TreatmentPlanRow; lines: TreatmentPlanLineRow[]; by: string } => {
      const owner = plan.owners.find(({ id }) => id === pet.ownerId)!
      const createdAt = addMinutes(ctx.now(), -(3 + number) * 1440)
      const id = demoId('treatment plan', number)
      return {
        by: `${owner.firstName} ${owner.lastName}`,
        row: {
          id,
          petId: pet.id,
          locationId: owner.locationId,
          title: 'Dental treatment',
          diagnosis: 'Periodontal disease, grade 2',
          plannedBy: vet.id,
          status: TreatmentPlanStatus.DRAFT,
          offeredAt: null,
          decidedAt: null,
          signedBy: null,
          witnessId: null,
          withdrawnAt: null,
          withdrawnReason: null,
          followUpOn: null,
          followedUpAt: null,
          followedUpBy: null,
          followUpNote: null,
          version: 1,
          createdAt,
          updatedAt: createdAt,
        },
        lines: teeth.map(([description, lowQuantity, highQuantity, recommended], place) => ({
          id: demoId('treatment plan line', number * 10 + place),
          planId: id,
          position: place + 1,
          description,
          serviceId: null,
          lowQuantity,
          highQuantity,
          recommended,
          decision: TreatmentPlanDecision.OPEN,
          declineReason: null,
        })),
      }
    },
  )
  await insertRows(
    ctx,
    treatmentPlans,
    made.map(({ row }) => row),
  )
  await insertRows(
    ctx,
    treatmentPlanLines,
    made.flatMap(({ lines }) => lines),
  )
  for (const { row, lines, by } of made) {
    const [ofPlan, offeredAt] = [eq(treatmentPlans.id, row.id), addMinutes(row.createdAt, 20)]
    const offered = { status: TreatmentPlanStatus.OFFERED, offeredAt, version: 2, updatedAt: offeredAt }
    await ctx.db.update(treatmentPlans).set(offered).where(ofPlan)
    if (row !== made.at(-1)!.row) continue
    for (const [place, line] of lines.entries()) {
      const declineReason = teeth[place]![4]
      const decision =
        declineReason === null ? TreatmentPlanDecision.ACCEPTED : TreatmentPlanDecision.DECLINED
      await ctx.db
        .update(treatmentPlanLines)
        .set({ decision, declineReason })
        .where(eq(treatmentPlanLines.id, line.id))
    }
    await ctx.db.insert(treatmentPlanSignatures).values({ id: row.id, image: drawnSignature() })
    const decidedAt = addMinutes(offeredAt, 30)
    const decided = { status: TreatmentPlanStatus.DECIDED, decidedAt, signedBy: by, witnessId: vet.id }
    const followUpOn = dayOf(addMinutes(ctx.now(), -1440), 'UTC')
    await ctx.db
      .update(treatmentPlans)
      .set({ ...decided, followUpOn, version: 3, updatedAt: decidedAt })
      .where(ofPlan)
  }
}
