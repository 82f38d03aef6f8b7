import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { medicalRecords } from './medical-record.table.ts'

/** What was added to a signed record afterwards, in the order of its numbers; only ever added (MR1). */
export const addenda = clinicalSchema.table(
  'addendums',
  {
    id: uuid('id').primaryKey(),
    recordId: uuid('record_id')
      .notNull()
      .references(() => medicalRecords.id),
    number: integer('number').notNull(),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [unique('addendums_number').on(table.recordId, table.number)],
)

explainConstraint('addendums_of_signed', () =>
  conflict('Only a signed record takes an addendum.', { field: 'id' }),
)

export type AddendumRow = typeof addenda.$inferSelect
