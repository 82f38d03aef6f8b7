import { bytes, instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'
import { pets } from '../pets/pet.table.ts'
import { type ConsentFormCategory, consentFormTemplates } from './consent-form-template.table.ts'

export enum ConsentFormStatus {
  PREPARED = 'PREPARED',
  SIGNED = 'SIGNED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}

/**
 * What an owner is asked to agree to before something is done, in the words that were shown. Nothing of it changes
 * but that it is signed once, and ended once (migration `consent_forms`).
 */
export const consentForms = clinicalSchema.table(
  'consent_forms',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    /** The owner when it was prepared: nobody who owns the pet later sees it in the portal. */
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => owners.id),
    locationId: uuid('location_id').notNull(),
    appointmentId: uuid('appointment_id'),
    templateId: uuid('template_id')
      .notNull()
      .references(() => consentFormTemplates.id),
    templateVersion: integer('template_version').notNull(),
    title: text('title').notNull(),
    category: text('category').$type<ConsentFormCategory>().notNull(),
    /** With the variables filled in. */
    wording: text('wording').notNull(),
    procedure: text('procedure'),
    notes: text('notes'),
    asksResuscitation: boolean('asks_resuscitation').notNull(),
    preparedBy: uuid('prepared_by').notNull(),
    status: text('status').$type<ConsentFormStatus>().notNull(),
    signedAt: instant('signed_at'),
    signedBy: text('signed_by'),
    witnessId: uuid('witness_id'),
    resuscitate: boolean('resuscitate'),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by'),
    endReason: text('end_reason'),
    ...saves(),
  },
  (table) => [
    check('consent_forms_status', oneOf(table.status, ConsentFormStatus)),
    check('consent_forms_signed', sql`num_nonnulls(signed_at, signed_by, witness_id) in (0, 3)`),
    check('consent_forms_ended', sql`num_nonnulls(ended_at, ended_by, end_reason) in (0, 3)`),
    check(
      'consent_forms_state',
      sql`case status when 'PREPARED' then signed_at is null and ended_at is null
        when 'SIGNED' then signed_at is not null and ended_at is null
        when 'DECLINED' then signed_at is null and ended_at is not null
        else ended_at is not null end`,
    ),
    check(
      'consent_forms_resuscitation',
      sql`(resuscitate is not null) = (signed_at is not null and asks_resuscitation)`,
    ),
    index('consent_forms_of_pet').on(table.petId, table.createdAt, table.id),
    index('consent_forms_of_visit')
      .on(table.appointmentId, table.createdAt)
      .where(sql`appointment_id is not null`),
  ],
)

/** The PDF of a signed form as it was made when it was signed; the database compares it with its hash. */
export const consentFormDocuments = clinicalSchema.table(
  'consent_form_documents',
  {
    /** That of the form. */
    id: uuid('id')
      .primaryKey()
      .references(() => consentForms.id),
    sha256: bytes('sha256').notNull(),
    body: bytes('body').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [check('consent_form_documents_hash', sql`${table.sha256} = sha256(${table.body})`)],
)

export type ConsentFormRow = typeof consentForms.$inferSelect
