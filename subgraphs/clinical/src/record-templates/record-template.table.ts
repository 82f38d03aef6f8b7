import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** What a record of a kind of visit begins with; retired, never deleted. */
export const recordTemplates = clinicalSchema.table(
  'record_templates',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** Null for one that is chosen by its name. */
    appointmentTypeId: uuid('appointment_type_id'),
    subjective: text('subjective').notNull(),
    objective: text('objective').notNull(),
    assessment: text('assessment').notNull(),
    plan: text('plan').notNull(),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('record_templates_name')
      .on(sql`lower(${table.name})`)
      .where(sql`active`),
    uniqueIndex('record_templates_appointment_type')
      .on(table.appointmentTypeId)
      .where(sql`active`),
  ],
)

/** A text that is written into a record by typing `/` and its name. */
export const textBlocks = clinicalSchema.table(
  'text_blocks',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    text: text('text').notNull(),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('text_blocks_name')
      .on(table.name)
      .where(sql`active`),
    check('text_blocks_name_form', sql`${table.name} ~ '^[a-z0-9][a-z0-9-]{0,29}$'`),
  ],
)

explainConstraint('record_templates_name', () =>
  conflict('Another template has this name.', { field: 'name' }),
)
explainConstraint('record_templates_appointment_type', () =>
  conflict('Another template is for this kind of visit.', { field: 'appointmentTypeId' }),
)
explainConstraint('text_blocks_name', () => conflict('Another text block has this name.', { field: 'name' }))

export type RecordTemplateRow = typeof recordTemplates.$inferSelect
export type TextBlockRow = typeof textBlocks.$inferSelect
