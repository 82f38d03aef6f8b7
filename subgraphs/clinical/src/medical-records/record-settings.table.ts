import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, integer } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** What the hospital has decided about its records: one row, made by the migration. */
export const recordSettings = clinicalSchema.table(
  'medical_record_settings',
  {
    id: integer('id').primaryKey().default(1),
    /** Hours after which a draft is locked. */
    lockAfterHours: integer('lock_after_hours').notNull().default(24),
    version: integer('version').notNull().default(1),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('medical_record_settings_once', sql`${table.id} = 1`),
    check('medical_record_settings_hours', sql`${table.lockAfterHours} between 1 and 720`),
  ],
)
