import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, integer, text } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** What becomes of it when owners change their pets’ particulars in the portal (P2). */
export enum PetEditPolicy {
  DIRECT = 'DIRECT',
  REQUEST = 'REQUEST',
  OFF = 'OFF',
}

/** What the hospital has decided about the portal: one row, made by the migration. */
export const portalSettings = clinicalSchema.table(
  'portal_settings',
  {
    id: integer('id').primaryKey().default(1),
    petEdits: text('pet_edits').$type<PetEditPolicy>().notNull().default(PetEditPolicy.REQUEST),
    version: integer('version').notNull().default(1),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('portal_settings_once', sql`${table.id} = 1`),
    check('portal_settings_pet_edits', oneOf(table.petEdits, PetEditPolicy)),
  ],
)
