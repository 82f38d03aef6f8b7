import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, date, index, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'
import { pets } from '../pets/pet.table.ts'

/** Changes of owner, which are only ever added: whose a pet was, until when, and why not any more (PT5). */
export const petTransfers = clinicalSchema.table(
  'pet_transfers',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    fromOwnerId: uuid('from_owner_id')
      .notNull()
      .references(() => owners.id),
    toOwnerId: uuid('to_owner_id')
      .notNull()
      .references(() => owners.id),
    /** The calendar day that was said at the desk. */
    transferredOn: date('transferred_on').notNull(),
    reason: text('reason').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
  },
  (table) => [
    check('pet_transfers_to_somebody_else', sql`${table.fromOwnerId} <> ${table.toOwnerId}`),
    index('pet_transfers_of_pet').on(table.petId, table.recordedAt, table.id),
  ],
)

export type PetTransferRow = typeof petTransfers.$inferSelect
