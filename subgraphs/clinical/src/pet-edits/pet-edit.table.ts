import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'
import { pets } from '../pets/pet.table.ts'
import type { PetRow } from '../pets/pet.table.ts'

export enum PetEditStatus {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
}

/** What owners may change of a pet. */
export const editable = [
  'name',
  'breedId',
  'sex',
  'neuterStatus',
  'dateOfBirth',
  'birthDateEstimated',
  'color',
] as const

export type PetEdits = Partial<Pick<PetRow, (typeof editable)[number]>>

/** Changes of a pet that its owner has asked for; at most one of each pet waits. */
export const petEditRequests = clinicalSchema.table(
  'pet_edit_requests',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    /** Which owner of the pet asked; another one does not see it. */
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => owners.id),
    status: text('status').$type<PetEditStatus>().notNull(),
    /** Only what is to change. */
    edits: jsonb('edits').$type<PetEdits>().notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    /** Why it was refused. */
    reason: text('reason'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('pet_edit_requests_status', oneOf(table.status, PetEditStatus)),
    check(
      'pet_edit_requests_decided',
      sql`num_nonnulls(decided_at, decided_by) = case status when 'WAITING' then 0 else 2 end`,
    ),
    check('pet_edit_requests_reason', sql`(reason is not null) = (status = 'REFUSED')`),
    uniqueIndex('pet_edit_requests_one_waits')
      .on(table.petId)
      .where(sql`status = 'WAITING'`),
    index('pet_edit_requests_waiting')
      .on(table.createdAt, table.id)
      .where(sql`status = 'WAITING'`),
    index('pet_edit_requests_of_pet').on(table.petId, table.createdAt, table.id),
  ],
)

export type PetEditRequestRow = typeof petEditRequests.$inferSelect
