import { instant, oneOf } from '@vetgraph/kit/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

export enum ContactMethod {
  EMAIL = 'EMAIL',
  PHONE = 'PHONE',
  SMS = 'SMS',
}

export interface Address {
  street: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  country: string | null
}

/** The clients. `search_text` is kept by triggers in the migration `search`. */
export const owners = clinicalSchema.table(
  'owners',
  {
    id: uuid('id').primaryKey(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    email: text('email'),
    phone: text('phone'),
    phoneDigits: text('phone_digits').generatedAlwaysAs(sql`regexp_replace(phone, '\\D', '', 'g')`),
    preferredContact: text('preferred_contact').$type<ContactMethod>().notNull(),
    address: jsonb('address').$type<Address>(),
    notes: text('notes'),
    archivedAt: instant('archived_at'),
    archiveReason: text('archive_reason'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** Last name, then first name, folded; a tab between them sorts below every letter. */
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(last_name) || E'\\t' || clinical.fold(first_name)`),
    searchText: text('search_text').notNull().default(''),
  },
  (table) => [
    check('owners_preferred_contact', oneOf(table.preferredContact, ContactMethod)),
    index('owners_by_name').on(table.sortName, table.id),
  ],
)

export type OwnerRow = typeof owners.$inferSelect
