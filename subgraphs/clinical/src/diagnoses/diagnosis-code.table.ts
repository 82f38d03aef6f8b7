import { sql } from 'drizzle-orm'
import { boolean, index, text } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** The hospital's list of codes for diagnoses, imported by the administrator; none is bundled. Retired, never deleted. */
export const diagnosisCodes = clinicalSchema.table(
  'diagnosis_codes',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    active: boolean('active').notNull(),
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(name)`),
  },
  (table) => [index('diagnosis_codes_by_words').using('gin', table.sortName.op('gin_trgm_ops'))],
)

export type DiagnosisCodeRow = typeof diagnosisCodes.$inferSelect
