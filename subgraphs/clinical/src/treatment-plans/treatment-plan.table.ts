import { bytes, instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'

export enum TreatmentPlanStatus {
  DRAFT = 'DRAFT',
  OFFERED = 'OFFERED',
  DECIDED = 'DECIDED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum TreatmentPlanDecision {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
}

/** Plans of which something was declined, and whose owner has not been asked again yet. */
export const toFollowUp = sql`follow_up_on is not null and followed_up_at is null`

/**
 * What a vet proposes to do for a patient. Once it is offered it stays as it is, and it is decided once
 * (migration `treatment_plans`, MR11).
 */
export const treatmentPlans = clinicalSchema.table(
  'treatment_plans',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    locationId: uuid('location_id').notNull(),
    title: text('title').notNull(),
    diagnosis: text('diagnosis'),
    plannedBy: uuid('planned_by').notNull(),
    status: text('status').$type<TreatmentPlanStatus>().notNull(),
    offeredAt: instant('offered_at'),
    decidedAt: instant('decided_at'),
    /** The name that the owner typed. */
    signedBy: text('signed_by'),
    witnessId: uuid('witness_id'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    /** The day from which on its owner is asked again about what was declined; null if nobody asks. */
    followUpOn: date('follow_up_on'),
    followedUpAt: instant('followed_up_at'),
    followedUpBy: uuid('followed_up_by'),
    followUpNote: text('follow_up_note'),
    ...saves(),
  },
  (table) => [
    check('treatment_plans_status', oneOf(table.status, TreatmentPlanStatus)),
    check('treatment_plans_decided', sql`num_nonnulls(decided_at, signed_by, witness_id) in (0, 3)`),
    check('treatment_plans_withdrawn', sql`num_nonnulls(withdrawn_at, withdrawn_reason) in (0, 2)`),
    check(
      'treatment_plans_state',
      sql`(decided_at is not null) = (status = 'DECIDED') and (withdrawn_at is not null) = (status = 'WITHDRAWN')
        and (offered_at is null or status <> 'DRAFT') and (offered_at is not null or status in ('DRAFT', 'WITHDRAWN'))`,
    ),
    check('treatment_plans_follow_up', sql`follow_up_on is null or status = 'DECIDED'`),
    check(
      'treatment_plans_followed_up',
      sql`num_nonnulls(followed_up_at, followed_up_by, follow_up_note) in (0, 3)
        and (followed_up_at is null or follow_up_on is not null)`,
    ),
    index('treatment_plans_of_pet').on(table.petId, table.createdAt, table.id),
    index('treatment_plans_to_follow_up').on(table.followUpOn, table.id).where(toFollowUp),
  ],
)

export const treatmentPlanLines = clinicalSchema.table(
  'treatment_plan_lines',
  {
    id: uuid('id').primaryKey(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => treatmentPlans.id),
    position: integer('position').notNull(),
    description: text('description').notNull(),
    /** The entry of billing's price list. */
    serviceId: uuid('service_id'),
    /** Thousandths: the least and the most that may be needed. */
    lowQuantity: bigint('low_quantity', { mode: 'number' }).notNull(),
    highQuantity: bigint('high_quantity', { mode: 'number' }).notNull(),
    /** Else it is optional. */
    recommended: boolean('recommended').notNull(),
    decision: text('decision').$type<TreatmentPlanDecision>().notNull(),
    declineReason: text('decline_reason'),
  },
  (table) => [
    unique('treatment_plan_lines_place_once').on(table.planId, table.position),
    check(
      'treatment_plan_lines_quantities',
      sql`low_quantity between 0 and high_quantity and high_quantity between 1 and 100000000`,
    ),
    check('treatment_plan_lines_decision', oneOf(table.decision, TreatmentPlanDecision)),
    check('treatment_plan_lines_reason', sql`(decline_reason is not null) = (decision = 'DECLINED')`),
  ],
)

/** What the owner drew when a plan was decided; each plan has one. Rows are only ever added. */
export const treatmentPlanSignatures = clinicalSchema.table(
  'treatment_plan_signatures',
  {
    /** That of the plan. */
    id: uuid('id')
      .primaryKey()
      .references(() => treatmentPlans.id),
    /** A PNG. */
    image: bytes('image').notNull(),
  },
  () => [check('treatment_plan_signatures_size', sql`length(image) <= 60000`)],
)

export type TreatmentPlanRow = typeof treatmentPlans.$inferSelect
export type TreatmentPlanLineRow = typeof treatmentPlanLines.$inferSelect
