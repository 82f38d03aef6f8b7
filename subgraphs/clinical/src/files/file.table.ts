import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { medicalRecords } from '../medical-records/medical-record.table.ts'
import { owners } from '../owners/owner.table.ts'
import { pets } from '../pets/pet.table.ts'

export enum FileKind {
  PHOTO = 'PHOTO',
  IMAGING = 'IMAGING',
  LABORATORY = 'LABORATORY',
  DOCUMENT = 'DOCUMENT',
  OTHER = 'OTHER',
}

export enum FileType {
  JPEG = 'JPEG',
  PNG = 'PNG',
  WEBP = 'WEBP',
  PDF = 'PDF',
  DICOM = 'DICOM',
}

export enum FileState {
  AWAITED = 'AWAITED',
  RECEIVED = 'RECEIVED',
  QUARANTINED = 'QUARANTINED',
  ATTACHED = 'ATTACHED',
  RETRACTED = 'RETRACTED',
  REPLACED = 'REPLACED',
}

/**
 * What was uploaded for a patient. A trigger keeps the content of what was received and whatever was attached as they
 * were (migration `file_rules`); only what was never attached is removed.
 */
export const files = clinicalSchema.table(
  'files',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    /** The record that it is attached to; null for one of the patient alone. */
    recordId: uuid('record_id').references(() => medicalRecords.id),
    state: text('state').$type<FileState>().notNull(),
    kind: text('kind').$type<FileKind>().notNull(),
    name: text('name').notNull(),
    type: text('type').$type<FileType>().notNull(),
    /** As announced, and once it was received as it is kept: an image is made anew without its metadata. */
    bytes: integer('bytes').notNull(),
    sha256: text('sha256'),
    width: integer('width'),
    height: integer('height'),
    /** Under which key the store has it; the thumbnail has a key that begins with it. */
    contentKey: text('content_key'),
    thumbnailBytes: integer('thumbnail_bytes'),
    /** Whether a scanner found nothing; false when there was none. */
    scanned: boolean('scanned').notNull().default(false),
    /** What a scanner found in what is quarantined. */
    finding: text('finding'),
    isPetPhoto: boolean('is_pet_photo').notNull().default(false),
    takenAt: instant('taken_at').notNull(),
    uploadedBy: uuid('uploaded_by').notNull(),
    /** The owner who sent it from the portal; null for what staff added. No later owner sees it. */
    fromOwnerId: uuid('from_owner_id').references(() => owners.id),
    requestedAt: instant('requested_at').notNull(),
    receivedAt: instant('received_at'),
    attachedAt: instant('attached_at'),
    attachedBy: uuid('attached_by'),
    replacesId: uuid('replaces_id'),
    /** Since when the owner sees it; null as long as the hospital keeps it to itself (P1). */
    releasedAt: instant('released_at'),
    releasedBy: uuid('released_by'),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
  },
  (table) => [
    check('files_state', oneOf(table.state, FileState)),
    check('files_kind', oneOf(table.kind, FileKind)),
    check('files_type', oneOf(table.type, FileType)),
    check('files_bytes', sql`${table.bytes} > 0`),
    check(
      'files_received',
      sql`num_nonnulls(sha256, content_key, received_at) = case state when 'AWAITED' then 0 else 3 end`,
    ),
    check('files_finding', sql`(finding is not null) = (state = 'QUARANTINED')`),
    check(
      'files_attached',
      sql`num_nonnulls(attached_at, attached_by) = case when state in ('AWAITED', 'RECEIVED', 'QUARANTINED') then 0 else 2 end`,
    ),
    check(
      'files_released',
      sql`(released_at is null) = (released_by is null) and (released_at is null or state = 'ATTACHED')`,
    ),
    check(
      'files_retracted',
      sql`num_nonnulls(retracted_at, retracted_by, retraction_reason) = case state when 'RETRACTED' then 3 else 0 end`,
    ),
    check(
      'files_pet_photo',
      sql`not is_pet_photo or (state = 'ATTACHED' and kind = 'PHOTO' and record_id is null and width is not null)`,
    ),
    index('files_of_pet')
      .on(table.petId, table.takenAt, table.id)
      .where(sql`state in ('ATTACHED', 'RETRACTED')`),
    index('files_of_record')
      .on(table.recordId)
      .where(sql`record_id is not null`),
    index('files_never_attached')
      .on(table.requestedAt)
      .where(sql`attached_at is null`),
    index('files_from_owner')
      .on(table.fromOwnerId, table.requestedAt)
      .where(sql`from_owner_id is not null`),
    uniqueIndex('files_one_photo_of_pet')
      .on(table.petId)
      .where(sql`is_pet_photo`),
    uniqueIndex('files_replaced_once').on(table.replacesId),
  ],
)

explainConstraint('files_replaced_once', () =>
  conflict('This file was replaced already.', { field: 'replacesId' }),
)

explainConstraint('files_of_one_patient', () => badInput('fileId', 'This file was sent for another patient.'))

export type FileRow = typeof files.$inferSelect
