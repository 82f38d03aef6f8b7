import { bytes, instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, text } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** The hospital group itself: one row, made when it is set up. */
export const hospital = identitySchema.table(
  'hospital',
  {
    id: integer('id').primaryKey().default(1),
    name: text('name').notNull(),
    /** By which language and region dates and amounts are written, BCP 47. */
    locale: text('locale').notNull().default('en-GB'),
    phone: text('phone'),
    email: text('email'),
    website: text('website'),
    version: integer('version').notNull().default(1),
    setUpAt: instant('set_up_at').notNull(),
    /** Loaded with accounts whose passwords everybody knows. */
    demo: boolean('demo').notNull().default(false),
  },
  (table) => [check('hospital_once', sql`${table.id} = 1`)],
)

/** The hospital’s logo, apart from the row that every page reads. */
export const hospitalLogos = identitySchema.table(
  'hospital_logos',
  {
    id: integer('id')
      .primaryKey()
      .references(() => hospital.id),
    /** PNG. */
    content: bytes('content').notNull(),
  },
  (table) => [check('hospital_logos_are_small', sql`octet_length(${table.content}) between 1 and 65536`)],
)

export type HospitalRow = typeof hospital.$inferSelect
