import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { substances } from '../formulary/substance.table.ts'
import { pets } from '../pets/pet.table.ts'

export enum PetAlertKind {
  ALLERGY = 'ALLERGY',
  BEHAVIOUR = 'BEHAVIOUR',
  MEDICAL = 'MEDICAL',
  OTHER = 'OTHER',
}

export enum PetAlertSeverity {
  SEVERE = 'SEVERE',
  MODERATE = 'MODERATE',
  MILD = 'MILD',
}

/** What whoever handles a pet must know. Removed ones stay; a trigger keeps the texts in force on the pet. */
export const petAlerts = clinicalSchema.table(
  'pet_alerts',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    kind: text('kind').$type<PetAlertKind>().notNull(),
    severity: text('severity').$type<PetAlertSeverity>().notNull(),
    text: text('text').notNull(),
    substanceId: uuid('substance_id').references(() => substances.id),
    addedAt: instant('added_at').notNull(),
    addedBy: uuid('added_by').notNull(),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by'),
    removalReason: text('removal_reason'),
  },
  (table) => [
    check('pet_alerts_kind', oneOf(table.kind, PetAlertKind)),
    check('pet_alerts_severity', oneOf(table.severity, PetAlertSeverity)),
    check('pet_alerts_substance', sql`${table.substanceId} is null or ${table.kind} = 'ALLERGY'`),
    check(
      'pet_alerts_removal',
      sql`num_nulls(${table.removedAt}, ${table.removedBy}, ${table.removalReason}) in (0, 3)`,
    ),
    index('pet_alerts_of_pet')
      .on(table.petId, table.addedAt)
      .where(sql`removed_at is null`),
    index('pet_alerts_on_timeline').on(table.petId, table.addedAt, table.id),
    uniqueIndex('pet_alerts_substance_once')
      .on(table.petId, table.substanceId)
      .where(sql`removed_at is null`),
  ],
)

explainConstraint('pet_alerts_substance_once', () =>
  conflict('This allergy is on the chart already.', { field: 'substanceId' }),
)

export type PetAlertRow = typeof petAlerts.$inferSelect
