import { instant } from '@vetgraph/kit/database/tables'
import { date, index, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets, type PetStatus } from '../pets/pet.table.ts'

/** Each change of a patient's status, ever; a trigger on `pets` writes them, nobody else may (migration `timeline`). */
export const petStatusChanges = clinicalSchema.table(
  'pet_status_changes',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    status: text('status').$type<PetStatus>().notNull(),
    reason: text('reason'),
    deceasedOn: date('deceased_on'),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [index('pet_status_changes_of_pet').on(table.petId, table.changedAt, table.id)],
)

export type PetStatusChangeRow = typeof petStatusChanges.$inferSelect
