import { isAsTyped } from '@vetgraph/kit/phone'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
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

export enum PhonePurpose {
  MOBILE = 'MOBILE',
  HOME = 'HOME',
  WORK = 'WORK',
  OTHER = 'OTHER',
}

export enum AddressPurpose {
  HOME = 'HOME',
  BILLING = 'BILLING',
  OTHER = 'OTHER',
}

export interface PhoneEntry {
  number: string
  purpose: PhonePurpose
}

export interface AddressEntry {
  address: Address
  purpose: AddressPurpose
}

export interface EmergencyContact {
  name: string
  phone: string
  relation: string | null
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
    phonePurpose: text('phone_purpose').$type<PhonePurpose>().notNull().default(PhonePurpose.OTHER),
    /** What follows the primary number: read, saved, audited and merged as one with it. */
    furtherPhones: jsonb('further_phones').$type<PhoneEntry[]>().notNull().default([]),
    /** All numbers, for looking an owner up by one. */
    phoneNumbers: text('phone_numbers')
      .array()
      .notNull()
      .generatedAlwaysAs(sql`clinical.phone_numbers(phone, further_phones)`),
    preferredContact: text('preferred_contact').$type<ContactMethod>().notNull(),
    address: jsonb('address').$type<Address>(),
    addressPurpose: text('address_purpose').$type<AddressPurpose>().notNull().default(AddressPurpose.HOME),
    furtherAddresses: jsonb('further_addresses').$type<AddressEntry[]>().notNull().default([]),
    emergencyContact: jsonb('emergency_contact').$type<EmergencyContact>(),
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
    check('owners_phone_purpose', oneOf(table.phonePurpose, PhonePurpose)),
    check('owners_address_purpose', oneOf(table.addressPurpose, AddressPurpose)),
    check('owners_primary_phone_first', sql`phone is not null or further_phones = '[]'`),
    check('owners_primary_address_first', sql`address is not null or further_addresses = '[]'`),
    check('owners_at_most_ten_phones', sql`jsonb_array_length(further_phones) < 10`),
    check('owners_at_most_ten_addresses', sql`jsonb_array_length(further_addresses) < 10`),
    index('owners_by_phone').using('gin', table.phoneNumbers),
    index('owners_by_email').on(sql`lower(${table.email})`),
    index('owners_phone_as_typed').on(table.id).where(isAsTyped(table.phone)),
    index('owners_by_name').on(table.sortName, table.id),
  ],
)

export type OwnerRow = typeof owners.$inferSelect
