import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

export enum ConsentFormCategory {
  ANAESTHESIA = 'ANAESTHESIA',
  DENTAL = 'DENTAL',
  EUTHANASIA = 'EUTHANASIA',
  AFTER_DEATH = 'AFTER_DEATH',
  RECORDS = 'RECORDS',
  OTHER = 'OTHER',
}

/** The words of consent forms; retired, never deleted. A form keeps the words that it was prepared with. */
export const consentFormTemplates = clinicalSchema.table(
  'consent_form_templates',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    category: text('category').$type<ConsentFormCategory>().notNull(),
    /** With `{{ pet }}` and the other variables. */
    wording: text('wording').notNull(),
    asksResuscitation: boolean('asks_resuscitation').notNull(),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('consent_form_templates_category', oneOf(table.category, ConsentFormCategory)),
    uniqueIndex('consent_form_templates_name')
      .on(sql`lower(${table.name})`)
      .where(sql`active`),
  ],
)

explainConstraint('consent_form_templates_name', () =>
  conflict('Another consent form has this name.', { field: 'name' }),
)

export type ConsentFormTemplateRow = typeof consentFormTemplates.$inferSelect
