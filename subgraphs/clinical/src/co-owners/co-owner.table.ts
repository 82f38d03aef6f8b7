import { instant } from '@vetgraph/kit/database/tables'
import { index, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'
import { pets } from '../pets/pet.table.ts'

/**
 * Clients who own a pet together with its owner (P5). A trigger shows them on the pet's row (migration
 * `co_owner_rules`); the audit keeps who was one, from when to when.
 */
export const petCoOwners = clinicalSchema.table(
  'pet_co_owners',
  {
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => owners.id),
    addedAt: instant('added_at').notNull(),
    addedBy: uuid('added_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petId, table.ownerId] }),
    index('pet_co_owners_of_owner').on(table.ownerId),
  ],
)

export type PetCoOwnerRow = typeof petCoOwners.$inferSelect
